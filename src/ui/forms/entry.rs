//! The field on the screen for a value that is edited where it is shown, or of many at once.

use leptos::prelude::*;

use crate::app::Entry;

use super::super::components::{FieldKind, SelectField, TextArea, TextField};

/// Draws the field for a sort of entry.
pub fn entry_field(
    entry: Entry,
    label: Signal<String>,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
    autofocus: bool,
) -> AnyView {
    let line = |kind: FieldKind, list: Vec<String>| {
        view! {
            <TextField label=label value=value kind=kind list=Signal::stored(list) autofocus=autofocus error=error />
        }
        .into_any()
    };
    match entry {
        Entry::Choice(words) => {
            let words = Signal::stored(words);
            view! { <SelectField label=label value=value options=words error=error autofocus=autofocus /> }
                .into_any()
        }
        Entry::Long => {
            view! { <TextArea label=label value=value rows=3 autofocus=autofocus error=error /> }.into_any()
        }
        Entry::Line(suggested) => line(FieldKind::Text, suggested),
        Entry::Day => line(FieldKind::Date, Vec::new()),
        Entry::Money => line(FieldKind::Decimal, Vec::new()),
        Entry::Whole => line(FieldKind::Whole, Vec::new()),
        Entry::Phone => line(FieldKind::Tel, Vec::new()),
        Entry::Email => line(FieldKind::Email, Vec::new()),
    }
}
