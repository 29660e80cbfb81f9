//! A choice from a list.

use leptos::html;
use leptos::prelude::*;

use super::super::live::live;
use super::field::{FieldParts, required_mark};

/// A labelled native list. For "nothing chosen", offer an option whose stored value is empty.
#[component]
pub fn SelectField(
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// The stored value, both ways.
    value: RwSignal<String>,
    /// The options: stored value, shown text.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Whether it must be filled.
    #[prop(optional)]
    required: bool,
    /// Help below the field.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let select = NodeRef::<html::Select>::new();
    Effect::new(move |done: Option<bool>| {
        let element = select.get();
        if let Some(element) = element.as_ref().filter(|_| autofocus && done != Some(true)) {
            let _ = element.focus();
        }
        element.is_some()
    });
    // The options must be there before one of them can be chosen.
    Effect::new(move |_| {
        options.track();
        let chosen = value.get();
        if let Some(element) = select.get() {
            element.set_value(&chosen);
        }
    });
    let parts = FieldParts::new(hint, error);
    let id = parts.id.clone();
    let (described, invalid) = (parts.clone(), parts.clone());
    view! {
        <div class="field">
            <label for=id.clone()>{live(move || label.get())}{required_mark(required)}</label>
            <select
                node_ref=select
                id=id
                aria-required=required.then_some("true")
                aria-invalid=move || invalid.invalid()
                aria-describedby=move || described.described_by()
                on:change=move |event| value.set(event_target_value(&event))
            >
                {live(move || {
                    let chosen = value.get_untracked();
                    options
                        .get()
                        .into_iter()
                        .map(|(stored, shown)| {
                            let selected = stored == chosen;
                            view! { <option value=stored selected=selected>{shown}</option> }
                        })
                        .collect_view()
                })}
            </select>
            {parts.messages()}
        </div>
    }
}
