//! The form of a team member.

use leptos::prelude::*;

use crate::app::{Command, Field, PersonDraft};
use crate::model::{OwnerRole, PersonId};
use crate::text::Language;

use super::super::components::{CheckField, FieldKind, SelectField, TextArea, TextField};
use super::super::session::{Session, say};
use super::choices;
use super::form::{FormPanel, Wrong};

/// Adds or edits a team member.
#[component]
pub fn PersonForm(id: Option<PersonId>) -> impl IntoView {
    let session = Session::use_here();
    let before =
        id.and_then(|id| session.peek(|desk| desk.book().people().get(id).map(PersonDraft::of)).flatten());
    let start = before.unwrap_or_default();
    let name = RwSignal::new(start.name.clone());
    let role = RwSignal::new(start.role.map(|role| role.id().to_owned()).unwrap_or_default());
    let has_left = RwSignal::new(start.has_left);
    let contacts = RwSignal::new(start.contacts_a_day.clone());
    let leave = RwSignal::new(start.leave.clone());
    let draft = move || PersonDraft {
        name: name.get(),
        role: OwnerRole::from_id(&role.get()),
        has_left: has_left.get(),
        contacts_a_day: contacts.get(),
        leave: leave.get(),
    };
    let wrong = Wrong::new();
    let title = say(if id.is_some() { Language::edit_person } else { Language::add_person });
    let roles = choices::optional(OwnerRole::ALL, OwnerRole::id, Language::owner_role);
    let command = move || Command::SavePerson { id, draft: untrack(draft) };
    let is_dirty = Memo::new(move |_| draft() != start);
    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong>
            <div class="form-grid">
                <TextField label=say(Language::field_person_name) value=name required=true autofocus=true error=wrong.with(Field::Name) />
                <SelectField label=say(Language::field_role) value=role options=roles />
                <TextField
                    label=say(Language::contacts_a_day)
                    value=contacts
                    kind=FieldKind::Whole
                    hint=say(Language::contacts_a_day_hint)
                    error=wrong.with(Field::ContactsADay)
                />
                {id.map(|_| view! { <CheckField label=say(Language::field_has_left) value=has_left /> })}
            </div>
            <TextArea
                label=say(Language::person_leave)
                value=leave
                placeholder=say(Language::person_leave_hint)
                error=wrong.with(Field::Leave)
            />
        </FormPanel>
    }
}
