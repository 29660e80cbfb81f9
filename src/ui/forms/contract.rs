//! The form of a contract.

use leptos::prelude::*;

use crate::app::{Command, ContractDraft, Field};
use crate::model::{ContractId, CustomerId, Renewal};
use crate::text::Language;

use super::super::components::{FieldKind, Segmented, TextArea, TextField};
use super::super::session::{Session, say};
use super::choices;
use super::form::{FormPanel, Wrong};

/// Adds or edits a contract.
#[component]
pub fn ContractForm(customer: CustomerId, id: Option<ContractId>) -> impl IntoView {
    let session = Session::use_here();
    let before = id
        .and_then(|id| session.peek(|desk| desk.book().contracts().get(id).as_ref().map(ContractDraft::of)))
        .flatten();
    let start = before.unwrap_or_default();
    let text = |text: &str| RwSignal::new(text.to_owned());
    let (number, title) = (text(&start.number), text(&start.title));
    let (from, until) = (text(&start.from), text(&start.until));
    let (amount, note) = (text(&start.amount), text(&start.note));
    let renewal = text(start.renewal.unwrap_or(Renewal::Unclear).id());
    let draft = move || ContractDraft {
        number: number.get(),
        title: title.get(),
        from: from.get(),
        until: until.get(),
        amount: amount.get(),
        renewal: Renewal::from_id(&renewal.get()),
        note: note.get(),
    };
    let wrong = Wrong::new();
    let heading = say(if id.is_some() { Language::contract_edit } else { Language::contract_add });
    let command = move || Command::SaveContract { customer, id, draft: untrack(draft) };
    let first = untrack(draft);
    let is_dirty = Memo::new(move |_| draft() != first);
    view! {
        <FormPanel title=heading command=command is_dirty=is_dirty wrong=wrong remove=id.map(Command::RemoveContract)>
            <div class="form-grid">
                <TextField label=say(Language::contract_title) value=title autofocus=true error=wrong.with(Field::ContractTitle) />
                <TextField label=say(Language::contract_number) value=number error=wrong.with(Field::ContractNumber) />
                <TextField label=say(Language::contract_from) value=from kind=FieldKind::Date error=wrong.with(Field::ContractFrom) />
                <TextField
                    label=say(Language::contract_until)
                    value=until
                    kind=FieldKind::Date
                    required=true
                    error=wrong.with(Field::ContractUntil)
                />
                <TextField
                    label=say(Language::contract_amount)
                    value=amount
                    kind=FieldKind::Decimal
                    hint=say(Language::field_stated_amount_hint)
                    error=wrong.with(Field::Amount)
                />
            </div>
            <Segmented
                label=say(Language::contract_renewal)
                value=renewal
                options=choices::required(Renewal::ALL, Renewal::id, Language::renewal)
            />
            <TextArea label=say(Language::field_note) value=note rows=2 error=wrong.with(Field::Note) />
        </FormPanel>
    }
}
