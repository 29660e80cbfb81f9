//! One edit of many records of a list: what, and what it would do, before anything is written.

use leptos::prelude::*;

use crate::app::{self, Command, Field, List, RecordEdit};
use crate::model::NeedCategory;
use crate::text::Language;

use super::super::components::{FieldKind, SelectField, TextField, use_language};
use super::super::live::live;
use super::super::session::{Session, say};
use super::choices::{optional, people};
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
    let first = RecordEdit::sorts(list).first().copied().unwrap_or_default();
    let sort = RwSignal::new(first.to_owned());
    let usual = |sort: &str| if matches!(sort, "Progress" | "ContactStatus") { "1" } else { "" }.to_owned();
    let value = RwSignal::new(usual(first));
    Effect::new(move |before: Option<String>| {
        let now = sort.get();
        if before.is_some_and(|before| before != now) {
            value.set(usual(&now));
        }
        now
    });
    let edit = move || {
        let typed = value.get();
        match sort.get().as_str() {
            "Progress" => RecordEdit::Done(typed == "1"),
            "Owner" => RecordEdit::Owner(typed.parse().ok()),
            "Due" => RecordEdit::Due(typed),
            "NeedCategory" => RecordEdit::Category(NeedCategory::from_id(&typed)),
            "ContactStatus" => RecordEdit::Left(typed == "1"),
            _ => RecordEdit::Department(typed),
        }
    };
    let names = Signal::derive(move || {
        let t = language.get();
        let heads = app::sheet(t, list, false).columns.into_iter().map(|column| column.heading);
        let all = app::list_columns(list).into_iter().map(|column| column.id).zip(heads);
        all.filter(|(id, _)| RecordEdit::sorts(list).contains(&id.as_str())).collect::<Vec<_>>()
    });
    let wrong = Wrong::new();
    let (team, categories) =
        (people(None), optional(NeedCategory::ALL, NeedCategory::id, Language::need_category));
    let yes_no = Signal::derive(move || {
        use crate::model::Progress;
        let t = language.get();
        let (no, yes) = match sort.get().as_str() {
            "Progress" => (t.progress(Progress::Todo), t.progress(Progress::Done)),
            _ => (t.contact_still_there(), t.contact_has_left()),
        };
        vec![("1".to_owned(), yes.to_owned()), ("0".to_owned(), no.to_owned())]
    });
    let field = move || {
        let chosen = sort.get();
        let label = Signal::derive(move || {
            let now = sort.get();
            names.get().into_iter().find(|(id, _)| *id == now).map(|(_, name)| name).unwrap_or_default()
        });
        match chosen.as_str() {
            "Progress" | "ContactStatus" => {
                view! { <SelectField label=label value=value options=yes_no /> }.into_any()
            }
            "Owner" => view! { <SelectField label=label value=value options=team /> }.into_any(),
            "NeedCategory" => view! { <SelectField label=label value=value options=categories /> }.into_any(),
            "Due" => {
                view! { <TextField label=label value=value kind=FieldKind::Date error=wrong.with(Field::Until) /> }
                    .into_any()
            }
            _ => view! { <TextField label=label value=value error=wrong.with(Field::Department) /> }.into_any(),
        }
    };
    let told = move || {
        let (t, edit, env) = (language.get(), edit(), session.env());
        let preview =
            session.read(|desk| rows.with_value(|rows| edit.preview(t, desk, list, rows, &env, NAMED).ok()));
        preview_table(t, preview.flatten(), |t, all, same| t.records_preview(all, same))
    };
    let command = move || {
        let (edit, mut env) = (untrack(edit), session.env());
        let tried = session.peek(|desk| rows.with_value(|rows| edit.change(desk, rows, &mut env)));
        Command::Tried(tried.unwrap_or(Err(app::Refusal::Gone)))
    };
    let title = Signal::derive(move || language.get().records_edit_title(rows.with_value(Vec::len)));
    let is_dirty = Signal::derive(move || value.get() != usual(&sort.get()));
    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong>
            <SelectField label=say(Language::bulk_what) value=sort options=names />
            {live(field)}
            {live(told)}
        </FormPanel>
    }
}
