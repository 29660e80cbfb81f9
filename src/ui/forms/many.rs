//! One edit of many customers: what, and what it would do, before anything is written.

use leptos::prelude::*;

use crate::app::{self, BulkEdit, BulkPreview, Command};
use crate::model::{CustomerKind, Source, Stage};
use crate::text::Language;

use super::super::components::{SelectField, TextField, use_language};
use super::super::live::live;
use super::super::session::{Session, say};
use super::choices::{self, optional, people};
use super::form::{FormPanel, Wrong};
use super::tiers::FactFields;

/// The sorts of edit, in the order of the list.
const SORTS: [&str; 8] = ["add_tags", "remove_tags", "owner", "stage", "source", "kind", "industry", "fact"];
/// How many customers the preview names.
const NAMED: usize = 8;

/// Edits the customers of [`Session::many`].
#[component]
pub fn ManyForm() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let customers = StoredValue::new(session.many.get_value());
    let sort = RwSignal::new("add_tags".to_owned());
    let value = RwSignal::new(String::new());
    let fact = FactFields::new(session, None);
    Effect::new(move |before: Option<String>| {
        let now = sort.get();
        if before.is_some_and(|before| before != now) {
            value.set(String::new());
        }
        now
    });
    let edit = move || {
        let typed = value.get();
        match sort.get().as_str() {
            "owner" => BulkEdit::Owner(typed.parse().ok()),
            "add_tags" => BulkEdit::AddTags(typed),
            "remove_tags" => BulkEdit::RemoveTags(typed),
            "stage" => BulkEdit::Stage(Stage::from_id(&typed)),
            "source" => BulkEdit::Source(Source::from_id(&typed)),
            "kind" => BulkEdit::Kind(CustomerKind::from_id(&typed)),
            "industry" => BulkEdit::Industry(typed),
            _ => BulkEdit::State(fact.draft()),
        }
    };
    let sorts = Signal::derive(move || {
        let t = language.get();
        SORTS.iter().map(|id| ((*id).to_owned(), app::bulk_sort_name(t, id).to_owned())).collect::<Vec<_>>()
    });
    let wrong = Wrong::new();
    let (team, stages) = (people(None), optional(Stage::ALL, Stage::id, Language::stage));
    let sources = choices::sources(None);
    let kinds = optional(CustomerKind::ALL, CustomerKind::id, Language::customer_kind);
    let field = move || {
        let chosen = sort.get();
        let label = Signal::derive(move || app::bulk_sort_name(language.get(), &sort.get()).to_owned());
        let options = match chosen.as_str() {
            "owner" => Some(team),
            "stage" => Some(stages),
            "source" => Some(sources),
            "kind" => Some(kinds),
            _ => None,
        };
        match options {
            Some(options) => view! { <SelectField label=label value=value options=options /> }.into_any(),
            None if chosen == "fact" => fact.fields(wrong),
            None => view! { <TextField label=label value=value /> }.into_any(),
        }
    };
    let preview = Memo::new(move |_| {
        let (t, edit) = (language.get(), edit());
        let env = session.env();
        let looked = session.read(|desk| {
            customers.with_value(|all| app::bulk_preview(t, desk, all, &edit, &env, NAMED).ok())
        });
        looked.flatten()
    });
    let told = move || preview_table(language.get(), preview.get(), |t, all, same| t.bulk_preview(all, same));
    let command = move || Command::EditMany { customers: customers.get_value(), edit: untrack(edit) };
    let title = Signal::derive(move || language.get().bulk_title(customers.with_value(Vec::len)));
    let is_dirty = Signal::derive(move || !value.get().is_empty() || fact.is_dirty());
    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong>
            <SelectField label=say(Language::bulk_what) value=sort options=sorts />
            {live(field)}
            {live(told)}
        </FormPanel>
    }
}

/// Says what an edit of many would do, with the first of those that it alters.
pub fn preview_table(
    t: Language,
    preview: Option<BulkPreview>,
    counted: fn(Language, usize, usize) -> String,
) -> AnyView {
    let Some(preview) = preview else { return ().into_any() };
    let cooling = (preview.cooling > 0).then(|| t.bulk_cooling(preview.cooling));
    let unreported = (preview.unreported > 0).then(|| t.bulk_unreported(preview.unreported));
    let cooling = cooling.or(unreported);
    if preview.altered == 0 {
        return view! { <p class="muted" role="status">{t.bulk_nothing()} " " {cooling}</p> }.into_any();
    }
    let more = preview.altered - preview.first.len();
    let rows = preview
        .first
        .into_iter()
        .map(|(name, before, after)| {
            let or_none = |text: String| if text.is_empty() { t.none().to_owned() } else { text };
            view! { <tr><th scope="row">{name}</th><td>{or_none(before)}</td><td class="is-changed">{or_none(after)}</td></tr> }
        })
        .collect_view();
    view! {
        <p role="status">
            {counted(t, preview.altered, preview.same)} " "
            {(preview.held > 0).then(|| t.bulk_no_contact(preview.held))} " "
            {cooling}
        </p>
        <div class="table-wrap" tabindex="0" role="region" aria-label=t.bulk_after()>
            <table class="ledger is-compact">
                <thead><tr>
                    <th scope="col">{t.col_name()}</th>
                    <th scope="col">{t.bulk_before()}</th>
                    <th scope="col">{t.bulk_after()}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p class="muted">{t.bulk_more(more)}</p> })}
    }
    .into_any()
}
