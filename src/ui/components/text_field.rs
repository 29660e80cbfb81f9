//! A field of one line.

use leptos::html;
use leptos::prelude::*;

use super::super::live::live;
use super::field::{FieldParts, required_mark};

/// What a field of one line takes, which decides the keyboard of a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldKind {
    /// Any text.
    #[default]
    Text,
    /// A calendar date, as `2026-11-21`.
    Date,
    /// A time of day, as `09:30`.
    Time,
    /// A phone number.
    Tel,
    /// An e-mail address.
    Email,
    /// A number with decimals; it stays text until it is parsed.
    Decimal,
    /// A whole number; it stays text until it is parsed.
    Whole,
    /// A search.
    Search,
    /// What nobody may read over a shoulder.
    Secret,
}

impl FieldKind {
    fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Decimal | Self::Whole => "text",
            Self::Date => "date",
            Self::Time => "time",
            Self::Tel => "tel",
            Self::Email => "email",
            Self::Search => "search",
            Self::Secret => "password",
        }
    }

    fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Decimal => Some("decimal"),
            Self::Whole => Some("numeric"),
            _ => None,
        }
    }

    fn is_number(self) -> bool {
        matches!(self, Self::Decimal | Self::Whole)
    }
}

/// A labelled field of one line, with its hint and its error below.
#[component]
pub fn TextField(
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// The text, both ways.
    value: RwSignal<String>,
    /// What it takes.
    #[prop(optional)]
    kind: FieldKind,
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
    /// Suggestions; other text stays allowed.
    #[prop(optional, into)]
    list: Signal<Vec<String>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    // Writing the text that is already there would disturb an input method while it composes.
    Effect::new(move |_| {
        let text = value.get();
        if let Some(element) = input.get()
            && element.value() != text
        {
            element.set_value(&text);
        }
    });
    Effect::new(move |done: Option<bool>| {
        let ready = input.get();
        if let Some(element) = ready.as_ref().filter(|_| autofocus && done != Some(true)) {
            let _ = element.focus();
        }
        ready.is_some()
    });
    let parts = FieldParts::new(hint, error);
    let id = parts.id.clone();
    let list_id = format!("{id}-list");
    let list_name = list_id.clone();
    let (described, invalid) = (parts.clone(), parts.clone());
    view! {
        <div class="field">
            <label for=id.clone()>{live(move || label.get())}{required_mark(required)}</label>
            <input
                node_ref=input
                id=id
                class:num=kind.is_number()
                type=kind.input_type()
                inputmode=kind.input_mode()
                placeholder=move || Some(placeholder.get()).filter(|text| !text.is_empty())
                autocomplete="off"
                autofocus=autofocus
                aria-required=required.then_some("true")
                aria-invalid=move || invalid.invalid()
                aria-describedby=move || described.described_by()
                list=move || list.with(|all| !all.is_empty()).then(|| list_name.clone())
                on:input=move |event| value.set(event_target_value(&event))
            />
            {live(move || {
                let id = list_id.clone();
                Some(list.get()).filter(|all| !all.is_empty()).map(|all| {
                    let options = all.into_iter().map(|text| view! { <option value=text></option> });
                    view! { <datalist id=id>{options.collect_view()}</datalist> }
                })
            })}
            {parts.messages()}
        </div>
    }
}
