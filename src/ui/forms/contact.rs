//! The contact form.

use leptos::prelude::*;

use crate::app::{Command, ContactDraft, Field};
use crate::model::{ContactId, CustomerId, DecisionRole};
use crate::text::Language;

use super::super::components::{Button, ButtonKind, CheckField, FieldKind, SelectField, TextField};
use super::super::session::{Panel, Session, say};
use super::choices;
use super::form::{FormPanel, Wrong};

/// The fields of a contact, both ways.
#[derive(Clone, Copy)]
pub struct ContactFields {
    name: RwSignal<String>,
    title: RwSignal<String>,
    phone: RwSignal<String>,
    email: RwSignal<String>,
    role: RwSignal<String>,
    has_left: RwSignal<bool>,
}

impl ContactFields {
    /// Returns fields filled from a draft.
    pub fn of(draft: &ContactDraft) -> Self {
        Self {
            name: RwSignal::new(draft.name.clone()),
            title: RwSignal::new(draft.title.clone()),
            phone: RwSignal::new(draft.phone.clone()),
            email: RwSignal::new(draft.email.clone()),
            role: RwSignal::new(draft.role.map(|role| role.id().to_owned()).unwrap_or_default()),
            has_left: RwSignal::new(draft.has_left),
        }
    }

    /// Returns what is typed.
    pub fn draft(self) -> ContactDraft {
        ContactDraft {
            name: self.name.get(),
            title: self.title.get(),
            phone: self.phone.get(),
            email: self.email.get(),
            role: DecisionRole::from_id(&self.role.get()),
            has_left: self.has_left.get(),
        }
    }

    /// Draws the fields that every contact form has.
    pub fn view(self, wrong: Wrong, name: Field, required: bool) -> impl IntoView {
        let roles = choices::optional(DecisionRole::ALL, DecisionRole::id, Language::decision_role);
        view! {
            <TextField label=say(Language::field_contact_name) value=self.name required=required error=wrong.with(name) autofocus=required />
            <TextField label=say(Language::field_title) value=self.title error=wrong.with(Field::Title) />
            <TextField label=say(Language::field_phone) value=self.phone kind=FieldKind::Tel error=wrong.with(Field::Phone) />
            <TextField label=say(Language::field_email) value=self.email kind=FieldKind::Email error=wrong.with(Field::Email) />
            <SelectField label=say(Language::field_decision_role) value=self.role options=roles />
        }
    }
}

/// Adds or edits a contact.
#[component]
pub fn ContactForm(customer: CustomerId, id: Option<ContactId>) -> impl IntoView {
    let session = Session::use_here();
    let before = id.and_then(|id| {
        session.peek(|desk| desk.book().contacts().get(id).as_ref().map(ContactDraft::of)).flatten()
    });
    let start = before.unwrap_or_default();
    let fields = ContactFields::of(&start);
    let wrong = Wrong::new();
    let title = say(if id.is_some() { Language::edit_contact } else { Language::add_contact });
    let command = move || Command::SaveContact { customer, id, draft: untrack(|| fields.draft()) };
    let is_dirty = Memo::new(move |_| fields.draft() != start);
    let remove = id.map(|id| {
        view! {
            <Button
                kind=ButtonKind::Danger
                on_press=Callback::new(move |()| {
                    session.panel.set(None);
                    session.send(Command::RemoveContact(id));
                })
            >
                {say(Language::remove)}
            </Button>
            <Button
                kind=ButtonKind::Quiet
                on_press=Callback::new(move |()| session.panel.set(Some(Panel::Rights(id))))
            >
                {say(Language::rights_open)}
            </Button>
        }
        .into_any()
    });
    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong extra=remove.unwrap_or_else(|| ().into_any())>
            <div class="form-grid">
                {fields.view(wrong, Field::Name, true)}
                {id.map(|_| view! { <CheckField label=say(Language::field_has_left) value=fields.has_left /> })}
            </div>
        </FormPanel>
    }
}
