//! The form of a source (A0.3).

use leptos::prelude::*;

use crate::app::{self, Command, Field, SourceDraft};
use crate::model::{GivenSource, Source};
use crate::text::Language;

use super::super::components::{CheckField, TextField, use_language};
use super::super::session::{Session, say};
use super::form::{FormPanel, Wrong};

/// Alters a source, the handbooks' own too, or adds one. What the user added can be removed; what the handbooks name is
/// only no longer offered.
#[component]
pub fn SourceForm(source: Option<Source>) -> impl IntoView {
    let session = Session::use_here();
    let t = use_language().get_untracked();
    let before = source.and_then(|source| session.peek(|desk| app::source_draft(t, desk.book(), source)));
    let start = before.unwrap_or_default();
    let (name, hidden) = (RwSignal::new(start.name.clone()), RwSignal::new(start.hidden));
    let draft = move || SourceDraft { name: name.get(), hidden: hidden.get() };
    let wrong = Wrong::new();
    let title = say(if source.is_some() { Language::source_edit } else { Language::source_add });
    let command = move || Command::SaveSource { source, draft: untrack(draft) };
    let is_dirty = Memo::new(move |_| draft() != start);
    let own = source.map(Source::key).filter(|id| GivenSource::of(*id).is_none());
    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong remove=own.map(Command::RemoveSource)>
            <TextField label=say(Language::source_name_label) value=name required=true autofocus=true error=wrong.with(Field::Name) />
            <CheckField label=say(Language::type_hidden) value=hidden />
        </FormPanel>
    }
}
