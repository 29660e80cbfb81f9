//! The mark 重点关注 by hand, with its reason (A1.7).

use leptos::prelude::*;

use crate::app::{Command, Field};
use crate::model::CustomerId;
use crate::text::Language;

use super::super::components::TextField;
use super::super::session::{Session, say};
use super::form::{FormPanel, Wrong};

/// Marks a customer, or takes the mark off.
#[component]
pub fn WatchForm(customer: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let start = session
        .peek(|desk| desk.book().customers().get(customer).map(|customer| customer.watch.to_string()))
        .flatten()
        .unwrap_or_default();
    let reason = RwSignal::new(start.clone());
    let wrong = Wrong::new();
    let command = move || Command::Watch(customer, reason.get_untracked());
    let is_dirty = Memo::new(move |_| reason.get() != start);
    view! {
        <FormPanel title=say(Language::watch_edit) command=command is_dirty=is_dirty wrong=wrong>
            <TextField
                label=say(Language::watch_reason)
                value=reason
                autofocus=true
                hint=say(Language::watch_hint)
                error=wrong.with(Field::WatchReason)
            />
        </FormPanel>
    }
}
