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
    area: RwSignal<String>,
    buyer_type: RwSignal<String>,
    birthday: RwSignal<String>,
    is_lunar: RwSignal<bool>,
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
            area: RwSignal::new(draft.area.clone()),
            buyer_type: choices::id_text(draft.buyer_type),
            birthday: RwSignal::new(draft.birthday.clone()),
            is_lunar: RwSignal::new(draft.is_lunar),
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
            area: self.area.get(),
            buyer_type: self.buyer_type.get().parse().ok(),
            birthday: self.birthday.get(),
            is_lunar: self.is_lunar.get(),
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

    /// Draws the fields that a contact has beside them: area, type, birthday.
    fn more(self, wrong: Wrong) -> impl IntoView {
        let types = choices::buyer_types(self.buyer_type.get_untracked().parse().ok());
        view! {
            <TextField label=say(Language::field_area) value=self.area error=wrong.with(Field::Area) />
            <SelectField label=say(Language::types_title) value=self.buyer_type options=types />
            <TextField
                label=say(Language::field_birthday)
                value=self.birthday
                hint=say(Language::field_birthday_hint)
                error=wrong.with(Field::Birthday)
            />
            <CheckField label=say(Language::field_is_lunar) value=self.is_lunar />
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
    let rights = id.map(|id| {
        let open = Callback::new(move |()| session.panel.set(Some(Panel::Rights(id))));
        view! { <Button kind=ButtonKind::Quiet on_press=open>{say(Language::rights_open)}</Button> }
            .into_any()
    });
    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong remove=id.map(Command::RemoveContact) beside=rights>
            <div class="form-grid">
                {fields.view(wrong, Field::Name, true)}
                {fields.more(wrong)}
                {id.map(|_| view! { <CheckField label=say(Language::field_has_left) value=fields.has_left /> })}
            </div>
        </FormPanel>
    }
}
