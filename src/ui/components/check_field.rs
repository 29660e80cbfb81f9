//! A yes or no.

use super::super::live::live;
use leptos::prelude::*;

/// A labelled checkbox.
#[component]
pub fn CheckField(
    /// The label beside it.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked, both ways.
    value: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || value.get()
                on:change=move |event| value.set(event_target_checked(&event))
            />
            <span>{live(move || label.get())}</span>
        </label>
    }
}
