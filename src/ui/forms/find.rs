//! The palette: finds anything and does anything. What was said is looked through in steps.

use std::time::Duration;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use crate::app::{self, Action, Command, Found, Route, Surroundings, Target, found_sort_name, saved_views};
use crate::model::Channel;
use crate::query::Needle;
use crate::text::Language;

use super::super::components::keys::is_composing;
use super::super::components::{Dialog, use_language};
use super::super::live::live;
use super::super::pages::{apply_view, prepare_search};
use super::super::session::{Panel, Session, say};

/// How many records are looked through between two breaths.
const AT_ONCE: usize = 4_000;
/// How many things that were said are shown.
const MOST_SAID: usize = 20;
/// How long nothing is typed before what was said is looked through.
const PAUSE: Duration = Duration::from_millis(120);

/// The palette.
#[component]
pub fn FindPanel() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    prepare_search(session);
    let typed = RwSignal::new(String::new());
    let place = RwSignal::new(0_usize);
    let here = match session.route.get_untracked() {
        Some(Route::Customer(id)) => Some(id),
        _ => None,
    };
    let found = Memo::new(move |_| {
        let (t, typed) = (language.get(), typed.get());
        session.preferences.with_untracked(|preferences| {
            let views = saved_views(&preferences.lists);
            let around = Surroundings {
                here,
                views: &views,
                kept: &preferences.lists,
                has_lock: session.has_lock.get(),
            };
            session.read(|desk| app::find(t, desk, around, &typed)).unwrap_or_default()
        })
    });
    let said = RwSignal::new(Vec::<Found>::new());
    let looking = RwSignal::new(None::<usize>);
    look_through(session, typed, said, looking);
    let all = Memo::new(move |_| {
        let mut all = found.get();
        all.extend(said.get());
        all
    });
    Effect::new(move |_| {
        typed.track();
        place.set(0);
    });
    let list = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let place = place.get();
        if let Some(list) = list.get() {
            let line = list.query_selector(&format!("#found-{place}")).ok().flatten();
            if let Some(line) = line {
                let options = leptos::web_sys::ScrollIntoViewOptions::new();
                options.set_block(leptos::web_sys::ScrollLogicalPosition::Nearest);
                line.scroll_into_view_with_scroll_into_view_options(&options);
            }
        }
    });
    let close = Callback::new(move |()| session.panel.set(None));
    let choose = move |place: usize| {
        if let Some(line) = all.with_untracked(|all| all.get(place).cloned()) {
            follow(session, &line.target);
        }
    };
    let pressed = move |event: ev::KeyboardEvent| {
        if is_composing(&event) {
            return;
        }
        let last = all.with_untracked(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => place.update(|place| *place = if *place >= last { 0 } else { *place + 1 }),
            "ArrowUp" => place.update(|place| *place = if *place == 0 { last } else { *place - 1 }),
            "Enter" => choose(place.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let lines = move || {
        let t = language.get();
        let all = all.get();
        let mut before = None;
        all.into_iter()
            .enumerate()
            .map(|(nth, line)| {
                let heading = (before != Some(line.sort)).then(|| found_sort_name(t, line.sort));
                before = Some(line.sort);
                view! {
                    {heading.map(|heading| view! { <p class="found-sort" role="presentation">{heading}</p> })}
                    <div
                        id=format!("found-{nth}")
                        class="found-line"
                        class:is-selected=move || place.get() == nth
                        role="option"
                        aria-selected=move || if place.get() == nth { "true" } else { "false" }
                        on:click=move |_| choose(nth)
                    >
                        <span class="found-title">{line.title}</span>
                        <span class="found-note">{line.note}</span>
                    </div>
                }
            })
            .collect_view()
    };
    let state = move || {
        let t = language.get();
        match (looking.get(), all.with(Vec::len)) {
            (Some(percent), _) => t.palette_searching(percent),
            (None, 0) => t.palette_nothing().to_owned(),
            (None, count) => t.palette_found(count),
        }
    };
    let active = move || all.with(|all| !all.is_empty()).then(|| format!("found-{}", place.get()));
    view! {
        <Dialog title=say(Language::palette_title) on_close=close>
            <div class="palette">
                <input
                    type="text"
                    class="input"
                    autofocus
                    autocomplete="off"
                    spellcheck="false"
                    role="combobox"
                    aria-expanded="true"
                    aria-controls="found-list"
                    aria-autocomplete="list"
                    aria-activedescendant=active
                    aria-label=say(Language::palette_title)
                    placeholder=say(Language::palette_field)
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                    on:keydown=pressed
                />
                <div node_ref=list id="found-list" class="found-list" role="listbox" aria-label=say(Language::palette_list)>
                    {live(lines)}
                </div>
                <p class="list-foot is-shown">
                    <span role="status">{live(state)}</span>
                    <span class="push is-desk-only">{say(Language::palette_hint)}</span>
                </p>
            </div>
        </Dialog>
    }
}

/// Looks through what was said, the newest first, a few records at a time; typing on begins anew.
fn look_through(
    session: Session,
    typed: RwSignal<String>,
    said: RwSignal<Vec<Found>>,
    looking: RwSignal<Option<usize>>,
) {
    let run = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let text = typed.get();
        let own = run.with_value(|run| run + 1);
        run.set_value(own);
        if said.with_untracked(|said| !said.is_empty()) {
            said.set(Vec::new());
        }
        looking.set(None);
        let needle = Needle::new(&text);
        // One Latin letter stands in every text and says nothing.
        if text.trim().is_ascii() && text.trim().len() < 2 {
            return;
        }
        set_timeout(
            move || leptos::task::spawn_local(search(session, needle, own, run, said, looking)),
            PAUSE,
        );
    });
}

async fn search(
    session: Session,
    needle: Needle,
    own: u64,
    run: StoredValue<u64>,
    said: RwSignal<Vec<Found>>,
    looking: RwSignal<Option<usize>>,
) {
    let t = session.language();
    let all = session.peek(|desk| desk.book().interactions().places()).unwrap_or(0);
    let mut end = all;
    let mut count = 0;
    while end > 0 && count < MOST_SAID {
        if run.try_get_value() != Some(own) {
            return;
        }
        let start = end.saturating_sub(AT_ONCE);
        let found = session.peek(|desk| {
            let rows = desk.book().interactions().at(start..end).rev();
            let records = rows.filter_map(|row| row.record());
            let found = records.filter_map(|record| app::said(t, desk, &needle, &record));
            found.take(MOST_SAID - count).collect::<Vec<_>>()
        });
        let found = found.unwrap_or_default();
        count += found.len();
        if !found.is_empty() {
            let _ = said.try_update(|said| said.extend(found));
        }
        end = start;
        let _ = looking.try_set(Some((all - end) * 100 / all.max(1)));
        session.services().breathe().await;
    }
    if run.try_get_value() == Some(own) {
        let _ = looking.try_set(None);
    }
}

/// Goes where a line leads, or does what it says.
fn follow(session: Session, target: &Target) {
    session.panel.set(None);
    session.prefer(|preferences| preferences.lists = app::with_recent(&preferences.lists, target));
    match target {
        Target::Page(route) => session.go(*route),
        Target::Customer(id) | Target::Contact(_, id) | Target::Said(_, id) => {
            session.go(Route::Customer(*id))
        }
        Target::View(name) => {
            let views = session.preferences.with_untracked(|preferences| saved_views(&preferences.lists));
            if let Some(saved) = views.iter().find(|view| view.name == *name) {
                apply_view(session, saved);
                session.go(Route::Customers);
            }
        }
        Target::Do(action) => act(session, *action),
    }
}

fn act(session: Session, action: Action) {
    // The palette gives the focus back as it goes; a form that follows takes it after that.
    let open = |panel: Panel| request_animation_frame(move || session.panel.set(Some(panel)));
    match action {
        Action::Capture(id) => open(Panel::Capture(id)),
        Action::NewCustomer => open(Panel::Customer(None)),
        Action::Record(id) => open(Panel::Record(id, Channel::Call)),
        Action::Edit(id) => open(Panel::Customer(Some(id))),
        Action::Keys => open(Panel::Keys),
        Action::Lock => session.lock(true),
        Action::Undo => session.send(Command::Undo),
        Action::Redo => session.send(Command::Redo),
        Action::Theme(theme) => session.prefer(|preferences| preferences.theme = theme),
        Action::Language(language) => {
            session.prefer(|preferences| preferences.language = Some(language.tag().to_owned()));
        }
    }
}
