//! All keys of the screen, under `?`.

use leptos::prelude::*;

use crate::app::Route;
use crate::text::Language;

use super::super::components::{Dialog, use_language};
use super::super::live::live;
use super::super::session::{Phrase, Session, say};

/// A key with what it does.
type Key = (&'static str, Phrase);

const EVERYWHERE: &[Key] = &[
    ("Ctrl+K", Language::key_palette),
    ("?", Language::key_keys),
    ("/", Language::key_search),
    ("n", Language::key_new),
    ("q", Language::capture_title),
    ("Ctrl+Z", Language::key_undo),
    ("Ctrl+Y", Language::key_redo),
];
const LISTS: &[Key] = &[
    ("j k ↓ ↑", Language::key_move),
    ("Home End", Language::key_ends),
    ("Tab", Language::key_in_row),
    ("Enter o", Language::key_open),
];
const TODAY: &[Key] = &[
    ("j k ↓ ↑", Language::key_move),
    ("Home End", Language::key_ends),
    ("Tab", Language::key_in_row),
    ("Enter r", Language::key_record),
    ("o", Language::key_open_customer),
    ("s", Language::snooze_short),
    ("x", Language::key_skip),
    ("p", Language::key_pause),
];
const WORK: &[Key] = &[
    ("j k ↓ ↑", Language::key_move),
    ("Home End", Language::key_ends),
    ("Tab", Language::key_in_row),
    ("Enter e m", Language::key_fill),
    ("o", Language::key_open_customer),
];
const CUSTOMERS: &[Key] = &[
    ("r", Language::key_record),
    ("e", Language::key_edit),
    ("F2", Language::key_cell),
    ("x Space", Language::key_tick),
    ("Shift+J Shift+K", Language::key_tick_more),
    ("Ctrl+A", Language::key_tick_all),
    ("Esc", Language::key_untick),
    ("b", Language::key_bulk),
    ("Ctrl+C", Language::key_copy),
    ("f", Language::key_filter),
    ("c", Language::key_columns),
    ("v", Language::key_views),
];
const RECORDS: &[Key] = &[
    ("r", Language::key_record),
    ("e", Language::key_edit_record),
    ("F2", Language::key_cell),
    ("d", Language::key_done),
    ("x Space", Language::key_tick),
    ("Shift+J Shift+K", Language::key_tick_more),
    ("Ctrl+A", Language::key_tick_all),
    ("Esc", Language::key_untick),
    ("b", Language::key_bulk),
    ("Ctrl+C", Language::key_copy),
    ("f", Language::key_filter),
    ("c", Language::key_columns),
    ("v", Language::key_views),
];
const CUSTOMER: &[Key] = &[
    ("r", Language::key_record),
    ("e", Language::key_edit),
    ("j k", Language::key_neighbours),
    ("Esc", Language::key_back),
];
const FORMS: &[Key] = &[("Ctrl+Enter", Language::key_save), ("Esc", Language::key_close)];

/// The keys of the screen that is shown, then those that work everywhere.
#[component]
pub fn KeysPanel() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let close = Callback::new(move |()| session.panel.set(None));
    let here: Vec<(Phrase, &[Key])> = match session.route.get_untracked() {
        Some(Route::Today) => vec![(Language::keys_here_today, TODAY)],
        Some(Route::Customers) => {
            vec![(Language::keys_here_customers, CUSTOMERS), (Language::keys_here_lists, LISTS)]
        }
        Some(Route::Records(_)) => {
            vec![(Language::keys_here_records, RECORDS), (Language::keys_here_lists, LISTS)]
        }
        Some(Route::Work) => vec![(Language::work_title, WORK)],
        Some(Route::Customer(_)) => vec![(Language::keys_here_customer, CUSTOMER)],
        _ => Vec::new(),
    };
    let all: Vec<(Phrase, &[Key])> = here
        .into_iter()
        .chain([(Language::keys_everywhere as Phrase, EVERYWHERE), (Language::keys_here_forms, FORMS)])
        .collect();
    let drawn = move || {
        let t = language.get();
        let each = all.iter().map(|(title, keys)| {
            let lines = keys.iter().map(|(key, what)| {
                let keys = key.split(' ').map(|key| view! { <kbd>{key}</kbd> " " }).collect_view();
                view! { <dt>{keys}</dt><dd>{what(t)}</dd> }
            });
            view! { <section><h3>{title(t)}</h3><dl class="facts">{lines.collect_view()}</dl></section> }
        });
        each.collect_view()
    };
    view! {
        <Dialog title=say(Language::keys_title) on_close=close>
            <div class="form-body stack">{live(drawn)}</div>
        </Dialog>
    }
}
