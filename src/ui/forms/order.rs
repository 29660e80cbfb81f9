//! The order form.

use leptos::prelude::*;

use crate::app::{Command, Field, OrderDraft};
use crate::model::{CustomerId, OrderId, Payment};
use crate::text::Language;

use super::super::components::{FieldKind, SelectField, TextArea, TextField};
use super::super::session::{Session, say};
use super::choices;
use super::form::{FormPanel, Wrong};

/// Adds or edits an order.
#[component]
pub fn OrderForm(customer: CustomerId, id: Option<OrderId>) -> impl IntoView {
    let session = Session::use_here();
    let before = id.and_then(|id| {
        session.peek(|desk| desk.book().orders().get(id).as_ref().map(OrderDraft::of)).flatten()
    });
    let (today, _) = session.today();
    let start = before.unwrap_or_else(|| OrderDraft { day: today.to_string(), ..OrderDraft::default() });
    let day = RwSignal::new(start.day.clone());
    let amount = RwSignal::new(start.amount.clone());
    let number = RwSignal::new(start.number.clone());
    let product = RwSignal::new(start.product.clone());
    let payment = RwSignal::new(start.payment.map_or("", Payment::id).to_owned());
    let paid_on = RwSignal::new(start.paid_on.clone());
    let note = RwSignal::new(start.note.clone());
    let draft = move || OrderDraft {
        day: day.get(),
        amount: amount.get(),
        number: number.get(),
        product: product.get(),
        payment: Payment::from_id(&payment.get()),
        paid_on: paid_on.get(),
        note: note.get(),
    };
    let wrong = Wrong::new();
    let title = say(if id.is_some() { Language::edit_order } else { Language::add_order });
    let command = move || Command::SaveOrder { customer, id, draft: untrack(draft) };
    let is_dirty = Memo::new(move |_| draft() != start);
    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong remove=id.map(Command::RemoveOrder)>
            <div class="form-grid">
                <TextField label=say(Language::field_order_day) value=day kind=FieldKind::Date required=true error=wrong.with(Field::Day) />
                <TextField
                    label=say(Language::field_amount)
                    value=amount
                    kind=FieldKind::Decimal
                    required=true
                    autofocus=true
                    hint=say(Language::field_stated_amount_hint)
                    error=wrong.with(Field::Amount)
                />
                <TextField label=say(Language::field_order_number) value=number error=wrong.with(Field::OrderNumber) />
                <TextField label=say(Language::field_product) value=product error=wrong.with(Field::Product) />
                <SelectField
                    label=say(Language::order_payment)
                    value=payment
                    options=choices::optional(Payment::ALL, Payment::id, Language::payment)
                />
                <TextField label=say(Language::order_paid_on) value=paid_on kind=FieldKind::Date error=wrong.with(Field::PaidOn) />
                <div class="is-wide"><TextArea label=say(Language::field_note) value=note rows=2 error=wrong.with(Field::Note) /></div>
            </div>
        </FormPanel>
    }
}
