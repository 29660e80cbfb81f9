//! One edit of many records of a list: what, and what it would do, before anything is written.

use leptos::prelude::*;

use crate::app::{self, Command, Entry, List, RecordEdit, RecordField};
use crate::text::Language;

use super::super::components::{SelectField, use_language};
use super::super::live::live;
use super::super::session::{Session, say};
use super::entry::entry_field;
use super::form::{FormPanel, Wrong};
use super::many::preview_table;

/// How many records the preview names.
const NAMED: usize = 8;

/// Edits the records of [`Session::many_records`].
#[component]
pub fn ManyRecordsForm(list: List) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let rows = StoredValue::new(session.many_records.get_value());
    let fields = RecordField::of_many(list);
    let first = fields.first().map(|field| field.id()).unwrap_or_default();
    let sort = RwSignal::new(first.to_owned());
    let field = move || RecordField::from_id(&sort.get());
    let entry = move || {
        let (t, field) = (language.get(), field()?);
        session.peek(|desk| field.entry(t, desk, None))
    };
    // Of two words the second is what is mostly done: an action is done, somebody has left.
    let usual = move || match entry() {
        Some(Entry::Choice(words)) if words.first().is_some_and(|(id, _)| id == "0") => "1".to_owned(),
        _ => String::new(),
    };
    let value = RwSignal::new(untrack(usual));
    Effect::new(move |before: Option<String>| {
        let now = sort.get();
        if before.is_some_and(|before| before != now) {
            value.set(untrack(usual));
        }
        now
    });
    let edit = move || field().map(|field| RecordEdit { field, typed: value.get() });
    let names = Signal::derive(move || {
        let t = language.get();
        let heads = app::sheet(t, list, false).columns.into_iter().map(|column| column.heading);
        let all = app::list_columns(list).into_iter().map(|column| column.id).zip(heads);
        all.filter(|(id, _)| fields.iter().any(|field| field.id() == id)).collect::<Vec<_>>()
    });
    let wrong = Wrong::new();
    let label = Signal::derive(move || {
        let now = sort.get();
        names.get().into_iter().find(|(id, _)| *id == now).map(|(_, name)| name).unwrap_or_default()
    });
    let input = move || {
        let (entry, own) = (entry()?, field().and_then(RecordField::field));
        let error = own.map_or_else(|| Signal::stored(None), |own| wrong.with(own));
        Some(entry_field(entry, label, value, error, false))
    };
    let told = move || {
        let (t, edit, mut env) = (language.get(), edit()?, session.env());
        let preview = session
            .read(|desk| rows.with_value(|rows| edit.preview(t, desk, list, rows, &mut env, NAMED).ok()));
        Some(preview_table(t, preview.flatten(), |t, all, same| t.records_preview(all, same)))
    };
    let command = move || {
        let mut env = session.env();
        let tried = untrack(edit)
            .and_then(|edit| session.peek(|desk| rows.with_value(|rows| edit.change(desk, rows, &mut env))));
        Command::Tried(tried.unwrap_or(Err(app::Refusal::Gone)))
    };
    let title = Signal::derive(move || language.get().records_edit_title(rows.with_value(Vec::len)));
    let is_dirty = Signal::derive(move || value.get() != usual());
    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong>
            <SelectField label=say(Language::bulk_what) value=sort options=names />
            {live(input)}
            {live(told)}
        </FormPanel>
    }
}
