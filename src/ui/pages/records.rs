//! The lists of what belongs to customers: contacts, records of contacts, next actions, needs, orders. One page for all of
//! them, arranged as the customer list is.

mod filter;
mod rows;
mod tools;

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use crate::app::{
    self, List, ListColumn, RecordField, RecordLine, RecordLines, RecordRow, RecordTable, RecordView,
    RecordViews, Route, sheet,
};
use crate::exchange::SheetColumn;
use crate::model::Money;
use crate::text::Language;

use super::super::components::keys::is_composing;
use super::super::components::{Button, ButtonKind, EmptyState, Glyph, Icon, use_language};
use super::super::live::live;
use super::super::session::{Panel, Session, say};
use super::customers::{copy_text, nothing_marked, prepare_search};
use super::in_place::InPlace;

/// How many rows are read between two breaths.
const AT_ONCE: usize = 1_000;

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
    list: List,
    /// Every column: its id and what stands in it, and what it is called.
    columns: Memo<Arc<Vec<(ListColumn, SheetColumn)>>>,
    view: RwSignal<RecordView>,
    /// The places of the columns that are shown.
    shown: Memo<Vec<usize>>,
    lines: RwSignal<Arc<RecordLines>>,
    folded: RwSignal<BTreeSet<String>>,
    /// The records that are ticked.
    chosen: RwSignal<Arc<HashSet<RecordRow>>>,
    /// How many rows are still to be read.
    left: RwSignal<usize>,
    tool: RwSignal<Option<Tool>>,
    said: RwSignal<String>,
    /// Values that are edited where they stand.
    place: InPlace,
}

impl Here {
    /// Arranges the list in another way, and remembers it; what it shows begins anew each time.
    fn arrange(self, change: impl FnOnce(&mut RecordView)) {
        self.view.update(change);
        let last = RecordView { filter: Default::default(), ..self.view.get_untracked() };
        self.keep(|views| views.last = Some(last));
    }

    /// Alters what the browser keeps of this list.
    fn keep(self, change: impl FnOnce(&mut RecordViews)) {
        let mut views = self.kept();
        let before = views.clone();
        change(&mut views);
        if views != before {
            self.session.prefer(|preferences| preferences.lists = views.kept(&preferences.lists, self.list));
        }
    }

    fn kept(self) -> RecordViews {
        self.session.preferences.with_untracked(|preferences| RecordViews::of(&preferences.lists, self.list))
    }

    fn at(self, index: usize) -> Option<RecordRow> {
        self.lines.with_untracked(|lines| match lines.lines.get(index) {
            Some(RecordLine::Row(place)) => Some(lines.row(*place)),
            _ => None,
        })
    }

    fn tick(self, row: Option<RecordRow>, on: bool) {
        let Some(row) = row else { return };
        self.chosen.update(|chosen| {
            let chosen = Arc::make_mut(chosen);
            if on {
                chosen.insert(row);
            } else {
                chosen.remove(&row);
            }
        });
    }

    fn tick_all(self) {
        let all = self
            .lines
            .with_untracked(|lines| lines.rows.iter().map(|place| lines.row(*place)).collect::<HashSet<_>>());
        self.chosen.set(Arc::new(all));
    }

    fn tick_none(self) {
        self.chosen.set(Arc::new(HashSet::new()));
    }

    /// Returns who is ticked and shown, in the order of the list; everybody shown while nobody is ticked.
    fn chosen_or_shown(self) -> Vec<RecordRow> {
        let chosen = self.chosen.get_untracked();
        self.lines.with_untracked(|lines| {
            let all = lines.rows.iter().map(|place| lines.row(*place));
            all.filter(|row| chosen.is_empty() || chosen.contains(row)).collect()
        })
    }

    /// Opens the form for many: for who is ticked and shown, else for one.
    fn edit_many(self, one: Option<RecordRow>) {
        if RecordField::of_many(self.list).is_empty() {
            return;
        }
        let is_ticked = self.chosen.with_untracked(|chosen| !chosen.is_empty());
        let many = if is_ticked { self.chosen_or_shown() } else { one.into_iter().collect() };
        if !many.is_empty() {
            self.session.many_records.set_value(many);
            self.session.panel.set(Some(Panel::ManyRecords(self.list)));
        }
    }
}

/// The links between the lists, the one that is shown marked.
#[component]
pub fn ListTabs(
    /// The list that is shown; the customers' own if none is said.
    #[prop(optional)]
    list: Option<List>,
) -> impl IntoView {
    let language = use_language();
    let tabs = move || {
        let t = language.get();
        let links = List::PAGES.into_iter().map(|one| {
            let route = if one == List::Customers { Route::Customers } else { Route::Records(one) };
            let here = (list.unwrap_or(List::Customers) == one).then_some("page");
            view! { <a href=route.href() aria-current=here>{title(t, one)}</a> }
        });
        links.collect_view()
    };
    view! { <nav class="tabs" aria-label=say(Language::lists_label)>{live(tabs)}</nav> }
}

/// The page of one list.
#[component]
pub fn RecordsPage(list: List) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    prepare_search(session);
    let columns = Memo::new(move |_| {
        let headings = sheet(language.get(), list, false).columns;
        Arc::new(app::list_columns(list).into_iter().zip(headings).collect::<Vec<_>>())
    });
    let kept = session.preferences.with_untracked(|preferences| RecordViews::of(&preferences.lists, list));
    let view = RwSignal::new(kept.last.unwrap_or_else(|| RecordView::usual(list)));
    let width = RwSignal::new(window_width());
    let resized = window_event_listener(ev::resize, move |_| width.set(window_width()));
    on_cleanup(move || resized.remove());
    let shown = Memo::new(move |_| view.with(|view| view.shown(list, width.get())));
    let here = Here {
        session,
        language,
        list,
        columns,
        view,
        shown,
        lines: RwSignal::new(Arc::new(RecordLines::default())),
        folded: RwSignal::new(BTreeSet::new()),
        chosen: RwSignal::new(Arc::new(HashSet::new())),
        left: RwSignal::new(1),
        tool: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        place: InPlace::new(),
    };
    read_in_steps(here);
    let count = Signal::derive(move || here.lines.with(|lines| lines.rows.len()));
    let ticked = Memo::new(move |_| {
        let chosen = here.chosen.get();
        let is_ticked = |lines: &Arc<RecordLines>| {
            lines.rows.iter().filter(|place| chosen.contains(&lines.row(**place))).count()
        };
        if chosen.is_empty() { 0 } else { here.lines.with(is_ticked) }
    });
    let sub = move || {
        let t = language.get();
        let said = here.said.get();
        let total = here.lines.with(|lines| lines.total).filter(|_| count.get() > 0);
        let found =
            if here.left.get() > 0 { t.work_looking().to_owned() } else { t.records_count(count.get()) };
        let sum = total.map(|total| t.list_total(t.field_amount(), t.money(Money::fen(total.sum))));
        let undecided = here.lines.with(|lines| lines.undecided);
        let undecided = (undecided > 0).then(|| t.list_undecided(undecided));
        let ticked = Some(ticked.get()).filter(|count| *count > 0).map(|count| t.records_ticked(count));
        let parts = std::iter::once(found).chain(sum).chain(undecided).chain(ticked);
        parts.chain(Some(said).filter(|said| !said.is_empty())).collect::<Vec<_>>().join(" · ")
    };
    let pressed = move |event: ev::KeyboardEvent| {
        if event.default_prevented() || is_composing(&event) {
            return;
        }
        let control = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "a" if control => here.tick_all(),
            "c" if control && nothing_marked() => copy(here),
            "Escape" if !here.chosen.with_untracked(|chosen| chosen.is_empty()) => here.tick_none(),
            _ => return,
        }
        event.prevent_default();
    };
    let show_all = move |()| {
        session.typed.set(String::new());
        here.view.update(|view| view.filter = Default::default());
    };
    let bar = move || {
        let (t, count) = (language.get(), ticked.get());
        (count > 0).then(|| {
            let edit = (!RecordField::of_many(list).is_empty()).then(|| {
                let press = Callback::new(move |()| here.edit_many(None));
                view! { <Button kind=ButtonKind::Primary icon=Glyph::Edit on_press=press>{t.bulk_edit()}</Button> }
            });
            let (label, shown) = (t.records_ticked(count), t.records_ticked(count));
            view! {
                <div class="notice is-info chosen-bar" role="region" aria-label=label>
                    <p>{shown}</p>
                    {edit}
                    <Button on_press=Callback::new(move |()| copy(here))>{t.copy_table()}</Button>
                    <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| here.tick_all())>{t.select_all()}</Button>
                    <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| here.tick_none())>{t.select_none()}</Button>
                </div>
            }
        })
    };
    view! {
        <div class="page-head">
            <h1>{live(move || title(language.get(), list))}</h1>
            <p class="sub" role="status">{sub}</p>
            <div class="cluster">
                <tools::Toolbar here=here />
                <a class="button" href=Route::Export.href() title=say(Language::export_verb) aria-label=say(Language::export_verb)>
                    <Icon name=Glyph::Download />
                    <span class="button-text">{say(Language::export_verb)}</span>
                </a>
            </div>
        </div>
        <ListTabs list=list />
        <div class="page-body is-list" on:keydown=pressed>
            <Show
                when=move || count.get() != 0
                fallback=move || view! {
                    <Show when=move || here.left.get() == 0>
                        <EmptyState title=say(Language::customers_none_title) text=say(Language::records_none)>
                            <Button on_press=Callback::new(show_all)>{say(Language::customers_show_all)}</Button>
                        </EmptyState>
                    </Show>
                }
            >
                <rows::Rows here=here />
            </Show>
            {live(bar)}
            <div class="list-foot">
                <span class="is-desk-only">{say(Language::keys_records)}</span>
                <span class="push"></span>
                <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| copy(here))>{say(Language::copy_table)}</Button>
            </div>
        </div>
        {live(move || match here.tool.get() {
            Some(Tool::Filter) => view! { <filter::FilterPanel here=here /> }.into_any(),
            Some(Tool::Columns) => view! { <tools::Columns here=here /> }.into_any(),
            Some(Tool::Views) => view! { <tools::Views here=here /> }.into_any(),
            None => ().into_any(),
        })}
    }
}

fn window_width() -> f64 {
    window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(1_440.0)
}

fn title(t: Language, list: List) -> &'static str {
    match list {
        List::Customers => t.nav_customers(),
        List::Contacts => t.palette_contacts(),
        List::Orders => t.orders(),
        List::Interactions => t.records_list(),
        List::NextActions => t.actions_list(),
        List::Needs => t.nav_needs(),
        List::Feedback => t.layout_feedback(),
    }
}

/// Reads what the list is arranged by, tested by and searched for, letting the page breathe, whenever that or the book
/// changes.
fn read_in_steps(here: Here) {
    let Here { session, language, list, view, lines, left, folded, .. } = here;
    let table = StoredValue::new(RecordTable::default());
    let run = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let (t, asked, typed, stamp) = (language.get(), view.get(), session.typed.get(), session.revision());
        let folded = folded.get();
        let own = run.with_value(|run| run + 1);
        run.set_value(own);
        leptos::task::spawn_local(async move {
            loop {
                if run.try_get_value() != Some(own) {
                    return;
                }
                let now = table.try_update_value(|table| {
                    session.peek(|desk| {
                        table.refresh(desk, t, list, stamp);
                        match table.step(desk, &asked, &typed, AT_ONCE) {
                            0 => Err(table.lines(desk, &asked, &typed, &folded)),
                            left => Ok(left),
                        }
                    })
                });
                match now {
                    Some(Some(Ok(now))) => {
                        if left.try_get_untracked() == Some(0) {
                            let _ = left.try_set(now);
                        }
                        session.services().breathe().await;
                    }
                    Some(Some(Err(made))) => {
                        let _ = lines.try_set(Arc::new(made));
                        let _ = left.try_set(0);
                        return;
                    }
                    _ => return,
                }
            }
        });
    });
}

/// Copies who is ticked, or everybody shown, as a table with the columns that are shown.
fn copy(here: Here) {
    let Here { session, columns, shown, said, .. } = here;
    let (rows, places) = (here.chosen_or_shown(), shown.get_untracked());
    leptos::task::spawn_local(async move {
        let t = session.language();
        let heads = columns.with_untracked(|columns| {
            let shown = places.iter().filter_map(|place| columns.get(*place));
            shown.map(|(_, column)| app::copied_cell(&column.heading)).collect::<Vec<_>>().join("\t")
        });
        let mut text = heads;
        for some in rows.chunks(AT_ONCE) {
            session.peek(|desk| {
                for cells in some.iter().filter_map(|row| app::record_cells(t, desk, *row)) {
                    text.push_str("\r\n");
                    let shown = places.iter().filter_map(|place| cells.get(*place));
                    let cells = shown.map(|cell| app::copied_cell(&app::cell_plain(cell)));
                    text.push_str(&cells.collect::<Vec<_>>().join("\t"));
                }
            });
            if rows.len() > AT_ONCE {
                session.services().breathe().await;
            }
        }
        let told = copy_text(t, &text, rows.len()).await;
        let _ = said.try_set(told);
    });
}
