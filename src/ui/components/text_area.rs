//! A field of several lines.

use leptos::html;
use leptos::prelude::*;

use super::super::live::live;
use super::field::{FieldParts, required_mark};

/// A labelled field of several lines, which grows with its text where the browser can.
#[component]
pub fn TextArea(
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// The text, both ways.
    value: RwSignal<String>,
    /// The lines shown at least.
    #[prop(default = 3)]
    rows: u32,
    /// Whether it must be filled.
    #[prop(optional)]
    required: bool,
    /// Help below the field.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// An example shown while it is empty.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// Takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let area = NodeRef::<html::Textarea>::new();
    // Writing the text that is already there would disturb an input method while it composes.
    Effect::new(move |_| {
        let text = value.get();
        if let Some(element) = area.get()
            && element.value() != text
        {
            element.set_value(&text);
        }
    });
    Effect::new(move |done: Option<bool>| {
        let ready = area.get();
        if let Some(element) = ready.as_ref().filter(|_| autofocus && done != Some(true)) {
            let _ = element.focus();
        }
        ready.is_some()
    });
    let parts = FieldParts::new(hint, error);
    let id = parts.id.clone();
    let (described, invalid) = (parts.clone(), parts.clone());
    view! {
        <div class="field">
            <label for=id.clone()>{live(move || label.get())}{required_mark(required)}</label>
            <textarea
                node_ref=area
                id=id
                // Browsers write what fields without it hold to the disk, to fill them again after a restart.
                autocomplete="off"
                rows=rows.to_string()
                style:min-height=format!("calc({rows} * 1.55em + 14px)")
                placeholder=move || Some(placeholder.get()).filter(|text| !text.is_empty())
                autofocus=autofocus
                aria-required=required.then_some("true")
                aria-invalid=move || invalid.invalid()
                aria-describedby=move || described.described_by()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
            {parts.messages()}
        </div>
    }
}
