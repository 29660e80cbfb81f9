//! The list of customers: found as one types, arranged as one likes, many edited at once.

mod columns;
mod copying;
mod filter;
mod rows;
mod views;

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use crate::app::{self, Column, Lines, Quick, Route, TierFilter, View};
use crate::model::CustomerId;
use crate::policy::{Policy, TierPlace};
use crate::query::Pinyin;
use crate::text::Language;

use super::super::components::keys::is_composing;
use super::super::components::{Button, ButtonKind, EmptyState, Glyph, Icon, use_language};
use super::super::live::live;
use super::super::session::{IdSet, Panel, Session, say};
use super::in_place::InPlace;

pub use copying::copy_text;
pub use views::apply as apply_view;

/// How many customers are judged or folded between two breaths.
const AT_ONCE: usize = 2_000;

/// What stands over the list to arrange it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tool {
    Filter,
    Columns,
    Views,
}

/// What the parts of the page share. Copying it copies handles.
#[derive(Clone, Copy)]
struct Here {
    session: Session,
    language: Signal<Language>,
    /// The list as it is shown.
    lines: Memo<Arc<Lines>>,
    /// The columns that are shown.
    columns: Memo<Vec<Column>>,
    /// How many of those who are ticked the list shows.
    ticked: Memo<usize>,
    /// Groups that are folded, by their keys.
    folded: RwSignal<BTreeSet<String>>,
    /// What stands over the list.
    tool: RwSignal<Option<Tool>>,
    /// How far the condition is judged, in percent, while it is.
    judging: RwSignal<Option<usize>>,
    /// What was done that cannot be seen, such as copying.
    said: RwSignal<String>,
    /// Values that are edited where they stand.
    place: InPlace,
}

impl Here {
    /// Alters the arrangement.
    fn arrange(self, change: impl FnOnce(&mut View)) {
        self.session.view.update(change);
        views::keep_arrangement(self.session);
    }

    /// Returns what edits and copies are about: who is ticked and shown, in the order of the list, or everybody
    /// shown while nobody is ticked.
    fn chosen_or_shown(self) -> Vec<CustomerId> {
        let chosen = self.session.chosen.get_untracked();
        self.lines.with_untracked(|lines| {
            let all = lines.customers.iter();
            all.filter(|id| chosen.is_empty() || chosen.contains(*id)).copied().collect()
        })
    }

    /// Opens the form for many: for who is ticked and shown, else for one.
    fn edit_many(self, one: Option<CustomerId>) {
        self.for_many(one, Panel::Many);
    }

    /// Opens a form for who is ticked and shown, else for one.
    fn for_many(self, one: Option<CustomerId>, panel: Panel) {
        let many =
            if self.ticked.get_untracked() > 0 { self.chosen_or_shown() } else { one.into_iter().collect() };
        if !many.is_empty() {
            self.session.many.set_value(many);
            self.session.panel.set(Some(panel));
        }
    }

    /// Ticks everybody shown, besides whom the list does not show now.
    fn tick_all(self) {
        let mut all: IdSet = (*self.session.chosen.get_untracked()).clone();
        self.lines.with_untracked(|lines| all.extend(lines.customers.iter().copied()));
        self.session.chosen.set(Arc::new(all));
    }

    /// Says how many are ticked, and how many of them the list does not show.
    fn ticked_text(self, t: Language) -> Option<String> {
        let (shown, all) = (self.ticked.get(), self.session.chosen.with(|chosen| chosen.len()));
        match all.saturating_sub(shown) {
            0 if shown == 0 => None,
            0 => Some(t.selected_count(shown)),
            hidden => Some(t.selected_and_hidden(shown, hidden)),
        }
    }

    fn tick_none(self) {
        self.session.chosen.set(Arc::new(IdSet::default()));
    }
}

fn quick(session: Session, folded: BTreeSet<String>) -> Quick {
    Quick { typed: session.typed.get(), tier: session.tier.get(), folded }
}

/// Returns the customers that the list shows, in its order.
pub(super) fn shown(session: Session) -> Vec<CustomerId> {
    let (view, quick, stamp) = (session.view.get(), quick(session, BTreeSet::new()), session.revision());
    let lines = session.table.try_update_value(|table| {
        session.peek(|desk| {
            table.refresh(desk, stamp);
            table.judge(desk, &view, usize::MAX);
            table.lines(session.language(), desk, &view, &quick, &[])
        })
    });
    lines.flatten().map(|lines| lines.customers).unwrap_or_default()
}

/// The page 客户.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    views::restore_arrangement(session);
    prepare_search(session);
    let width = RwSignal::new(window_width());
    let resized = window_event_listener(ev::resize, move |_| {
        let now = window_width();
        if now != width.get_untracked() {
            width.set(now);
        }
    });
    on_cleanup(move || resized.remove());
    let columns = Memo::new(move |_| {
        let (view, width) = (session.view.get(), width.get());
        session.read(|desk| view.shown(desk.policy(), width)).unwrap_or_default()
    });
    let (folded, judging) = (RwSignal::new(BTreeSet::new()), RwSignal::new(None::<usize>));
    let lines: Memo<Arc<Lines>> = Memo::new(move |_| {
        let (t, view, quick) = (language.get(), session.view.get(), quick(session, folded.get()));
        let (columns, stamp) = (columns.get(), session.revision());
        judging.track();
        let lines = session.table.try_update_value(|table| {
            session.peek(|desk| {
                table.refresh(desk, stamp);
                table.judge(desk, &view, AT_ONCE);
                table.lines(t, desk, &view, &quick, &columns)
            })
        });
        Arc::new(lines.flatten().unwrap_or_default())
    });
    let ticked = Memo::new(move |_| {
        let chosen = session.chosen.get();
        let shown = |lines: &Arc<Lines>| lines.customers.iter().filter(|id| chosen.contains(*id)).count();
        if chosen.is_empty() { 0 } else { lines.with(shown) }
    });
    let here = Here {
        session,
        language,
        lines,
        columns,
        ticked,
        folded,
        judging,
        tool: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        place: InPlace::new(),
    };
    judge_in_steps(here);
    let count = Signal::derive(move || lines.with(|lines| lines.customers.len()));
    let total = Memo::new(move |_| session.read(|desk| desk.book().customers().len()).unwrap_or(0));
    Effect::new(move |_| session.list.set_value(lines.with(|lines| lines.customers.clone())));
    let sub = move || {
        let t = language.get();
        let found = if count.get() == total.get() {
            t.customers_count(total.get())
        } else {
            t.customers_found(count.get(), total.get())
        };
        let undecided = lines.with(|lines| lines.undecided);
        let more = [
            (undecided > 0).then(|| t.list_undecided(undecided)),
            here.ticked_text(t),
            Some(here.said.get()).filter(|said| !said.is_empty()),
        ];
        match judging.get() {
            Some(percent) => t.list_judging(percent),
            None => std::iter::once(found).chain(more.into_iter().flatten()).collect::<Vec<_>>().join(" · "),
        }
    };
    let new_customer = Callback::new(move |()| session.panel.set(Some(Panel::Customer(None))));
    let pressed = move |event: ev::KeyboardEvent| {
        if event.default_prevented() || is_composing(&event) {
            return;
        }
        let control = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "a" if control => here.tick_all(),
            "c" if control && nothing_marked() => copying::copy(here),
            "Escape" if !here.session.chosen.with_untracked(|chosen| chosen.is_empty()) => here.tick_none(),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div class="page-head">
            <h1>{say(Language::customers_title)}</h1>
            <p class="sub" role="status">{sub}</p>
            <div class="cluster">
                <TierChips />
                <Toolbar here=here />
                <Button kind=ButtonKind::Primary icon=Glyph::Plus on_press=new_customer>
                    {say(Language::add_customer)}
                </Button>
            </div>
        </div>
        <super::records::ListTabs />
        <Show
            when=move || total.get() != 0
            fallback=move || view! {
                <EmptyState title=say(Language::today_empty_title) text=say(Language::today_empty_text)>
                    <div class="cluster is-centred">
                        <Button kind=ButtonKind::Primary icon=Glyph::Plus on_press=new_customer>
                            {say(Language::add_customer)}
                        </Button>
                        <a class="button" href=Route::Import.href()>{say(Language::welcome_import)}</a>
                    </div>
                </EmptyState>
            }
        >
            <div class="page-body is-list" on:keydown=pressed>
                <Show when=move || count.get() != 0 fallback=move || view! { <NothingFound here=here /> }>
                    <rows::CustomerRows here=here />
                </Show>
                <Foot here=here />
            </div>
        </Show>
        {live(move || match here.tool.get() {
            Some(Tool::Filter) => view! { <filter::FilterPanel here=here /> }.into_any(),
            Some(Tool::Columns) => view! { <columns::ColumnsPanel here=here /> }.into_any(),
            Some(Tool::Views) => view! { <views::ViewsPanel here=here /> }.into_any(),
            None => ().into_any(),
        })}
    }
}

fn window_width() -> f64 {
    window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(1_440.0)
}

/// Tells whether no text of the page is marked: then copying is about the list.
pub fn nothing_marked() -> bool {
    let marked = document().get_selection().ok().flatten();
    marked.is_none_or(|marked| marked.is_collapsed())
}

/// Gets the search ready behind the user's back: the readings of Chinese, and everybody folded.
pub fn prepare_search(session: Session) {
    leptos::task::spawn_local(async move {
        session.services().breathe().await;
        session.alter_quietly(|desk| {
            if let Some(desk) = desk.as_mut().filter(|desk| desk.spelling().is_none()) {
                desk.spell(Arc::new(Pinyin::read()));
            }
        });
        let fill = |desk: &mut Option<_>| {
            desk.as_mut().is_some_and(|desk: &mut app::Desk| desk.prepare_search(AT_ONCE))
        };
        while session.alter_quietly(fill) == Some(true) {
            session.services().breathe().await;
        }
    });
}

/// Judges who meets the condition, letting the page breathe, whenever the condition or the book changes.
fn judge_in_steps(here: Here) {
    let Here { session, judging, .. } = here;
    let run = StoredValue::new(0_u64);
    let filter = Memo::new(move |_| session.view.with(|view| view.filter.clone()));
    Effect::new(move |_| {
        filter.track();
        session.revision();
        let own = run.with_value(|run| run + 1);
        run.set_value(own);
        leptos::task::spawn_local(async move {
            loop {
                session.services().breathe().await;
                if run.try_get_value() != Some(own) {
                    return;
                }
                let view = session.view.get_untracked();
                let left = session.table.try_update_value(|table| {
                    session.peek(|desk| {
                        (table.judge(desk, &view, AT_ONCE), desk.book().customers().len().max(1))
                    })
                });
                match left.flatten() {
                    Some((left, all)) if left > 0 => {
                        let percent = 100 - left * 100 / all;
                        if judging.try_get_untracked().flatten() != Some(percent) {
                            let _ = judging.try_set(Some(percent));
                        }
                    }
                    _ => {
                        if judging.try_get_untracked().flatten().is_some() {
                            let _ = judging.try_set(None);
                        }
                        return;
                    }
                }
            }
        });
    });
}

#[component]
fn NothingFound(here: Here) -> impl IntoView {
    let session = here.session;
    let text = move || here.language.get().customers_none_text(session.typed.get());
    let clear = move |()| {
        session.typed.set(String::new());
        session.tier.set(TierFilter::All);
        here.arrange(|view| {
            view.filter = None;
            view.owner = None;
        });
    };
    view! {
        <EmptyState title=say(Language::customers_none_title) text=Signal::derive(text)>
            <Button on_press=Callback::new(clear)>{say(Language::customers_show_all)}</Button>
        </EmptyState>
    }
}

/// The buttons that arrange the list.
#[component]
fn Toolbar(here: Here) -> impl IntoView {
    let open = move |tool: Tool| Callback::new(move |()| here.tool.set(Some(tool)));
    let filters = move || {
        let t = here.language.get();
        let count = here.session.view.with(|view| {
            usize::from(view.owner.is_some())
                + view.filter.as_ref().map_or(0, |filter| {
                    let mut tests = 0;
                    filter.tests(&mut |_| tests += 1);
                    filter.schemes(&mut |_| tests += 1);
                    tests
                })
        });
        if count == 0 { t.list_filter().to_owned() } else { t.list_filter_count(count) }
    };
    view! {
        <Button icon=Glyph::Filter on_press=open(Tool::Filter)>{live(filters)}</Button>
        <Button on_press=open(Tool::Columns)>{say(Language::list_columns)}</Button>
        <Button on_press=open(Tool::Views)>{say(Language::list_views)}</Button>
        <a class="button" href=Route::Work.href() title=say(Language::work_text)>
            <span class="button-text">{say(Language::work_title)}</span>
        </a>
        <a class="button" href=Route::Export.href() title=say(Language::export_these)>
            <Icon name=Glyph::Download />
            <span class="button-text">{say(Language::export_verb)}</span>
        </a>
    }
}

/// Totals and keys below the list; what can be done with those who are ticked.
#[component]
fn Foot(here: Here) -> impl IntoView {
    let session = here.session;
    let totals = move || {
        let t = here.language.get();
        let each = here.lines.with(|lines| {
            session.peek(|desk| {
                let each = lines.totals.iter().filter(|(_, total)| total.known > 0);
                each.map(|(column, total)| rows::total_text(t, desk, column, *total)).collect::<Vec<_>>()
            })
        });
        each.unwrap_or_default()
            .into_iter()
            .map(|text| view! { <span class="num">{text}</span> })
            .collect_view()
    };
    let bar = move || {
        let t = here.language.get();
        here.ticked_text(t).map(|text| {
            let shown = text.clone();
            let nobody = Signal::derive(move || here.ticked.get() == 0);
            view! {
                <div class="notice is-info chosen-bar" role="region" aria-label=text>
                    <p>{shown}</p>
                    <Button kind=ButtonKind::Primary icon=Glyph::Edit disabled=nobody on_press=Callback::new(move |()| here.edit_many(None))>
                        {t.bulk_edit()}
                    </Button>
                    <Button icon=Glyph::Note disabled=nobody on_press=Callback::new(move |()| here.for_many(None, Panel::RecordMany))>
                        {t.batch_record()}
                    </Button>
                    <Button on_press=Callback::new(move |()| copying::copy(here))>{t.copy_table()}</Button>
                    <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| here.tick_all())>{t.select_all()}</Button>
                    <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| here.tick_none())>{t.select_none()}</Button>
                </div>
            }
        })
    };
    view! {
        {live(bar)}
        <div class="list-foot">
            <span class="is-desk-only">{say(Language::keys_customers)}</span>
            <span class="push cluster">{live(totals)}</span>
            <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| copying::copy(here))>{say(Language::copy_table)}</Button>
        </div>
    }
}

/// The tiers of the scheme that is filtered by; until one is chosen, of the one that serves where none governs.
#[component]
fn TierChips() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let chips = Memo::new(move |_| {
        let (t, chosen) = (language.get(), session.tier.get().scheme());
        session.read(|desk| choices(t, desk.policy(), chosen)).unwrap_or_default()
    });
    let drawn = move || {
        chips
            .get()
            .into_iter()
            .map(|(choice, name)| {
                view! {
                    <button
                        type="button"
                        aria-pressed=move || if session.tier.get() == choice { "true" } else { "false" }
                        on:click=move |_| session.tier.set(choice)
                    >
                        {name}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <div class="chips" role="group" aria-label=say(Language::filter_tier)>
            {live(drawn)}
        </div>
    }
}

/// Returns the filters to offer, with their names.
pub fn choices(t: Language, policy: &Policy, chosen: Option<u8>) -> Vec<(TierFilter, String)> {
    let place = chosen.unwrap_or(policy.fallback().scheme);
    let Some(scheme) = policy.schemes.get(usize::from(place)) else { return Vec::new() };
    let tiers = (0..scheme.tiers.len())
        .filter_map(|tier| u8::try_from(tier).ok())
        .map(|tier| (TierFilter::Only(TierPlace { scheme: place, tier }), app::tier_letter(t, scheme, tier)));
    std::iter::once((TierFilter::All, t.import_all().to_owned()))
        .chain(tiers)
        .chain([(TierFilter::Undetermined(place), t.tier_undetermined_short().to_owned())])
        .collect()
}
