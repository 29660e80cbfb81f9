//! The one question that going over a cap asks, wherever a contact is recorded or planned (A0.23).

use leptos::prelude::*;

use crate::app::{self, Desk, Field};
use crate::cadence::CapUse;
use crate::model::CapExcuse;
use crate::text::Language;

use super::super::components::{SelectField, TextField};
use super::super::session::say;
use super::choices;
use super::form::Wrong;

/// Asks why a cap is gone over; one of the reasons, and more in words.
#[component]
pub fn CapReason(
    /// The stored reason, both ways.
    excuse: RwSignal<String>,
    /// What is said beside it, both ways; a form that has such a field already gives none.
    #[prop(optional)]
    note: Option<RwSignal<String>>,
    /// What is wrong with the form.
    wrong: Wrong,
) -> impl IntoView {
    view! {
        <div class="form-grid">
            <SelectField
                label=say(Language::field_cap_excuse)
                value=excuse
                required=true
                options=choices::optional(CapExcuse::ALL, CapExcuse::id, Language::cap_excuse)
                error=wrong.with(Field::CapExcuse)
            />
            {note.map(|note| view! { <TextField label=say(Language::field_cap_note) value=note /> })}
        </div>
    }
}

/// Says how far a cap is used, of a customer in a list.
pub fn cap_told(t: Language, desk: &Desk, cap: &CapUse) -> String {
    let tier = app::caps_label(t, desk.policy(), cap.tier);
    let (scope, period) = (t.cap_scope(cap.cap.scope), t.cap_period(cap.cap.period));
    t.cap_line(tier, scope, period, cap.used, cap.cap.most)
}
