//! What all fields share: unique ids, and the label, hint and error around the control.

use std::sync::atomic::{AtomicU64, Ordering};

use leptos::prelude::*;

use super::super::live::live;
use super::language::use_language;

static NEXT: AtomicU64 = AtomicU64::new(1);

/// Returns an id that no other element of the page has.
pub fn unique_id(stem: &str) -> String {
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The ids and messages of one field.
#[derive(Clone)]
pub(super) struct FieldParts {
    /// The id of the control.
    pub id: String,
    hint_id: String,
    error_id: String,
    hint: Signal<String>,
    error: Signal<Option<String>>,
}

impl FieldParts {
    /// Returns the parts of a new field.
    pub fn new(hint: Signal<String>, error: Signal<Option<String>>) -> Self {
        let id = unique_id("field");
        Self { hint_id: format!("{id}-hint"), error_id: format!("{id}-error"), id, hint, error }
    }

    /// Returns the value of `aria-describedby`: the error first, then the hint.
    pub fn described_by(&self) -> Option<String> {
        let error = self.error.with(Option::is_some).then_some(self.error_id.as_str());
        let hint = self.hint.with(|hint| !hint.is_empty()).then_some(self.hint_id.as_str());
        let ids: Vec<_> = error.into_iter().chain(hint).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// Returns the value of `aria-invalid`.
    pub fn invalid(&self) -> Option<&'static str> {
        self.error.with(Option::is_some).then_some("true")
    }

    /// Draws the hint and the error below the control.
    pub fn messages(&self) -> impl IntoView + use<> {
        let Self { hint_id, error_id, hint, error, .. } = self.clone();
        view! {
            {live(move || {
                let id = error_id.clone();
                error.get().map(|text| view! { <p class="field-error" id=id role="alert">{text}</p> })
            })}
            {live(move || {
                let id = hint_id.clone();
                Some(hint.get()).filter(|text| !text.is_empty()).map(|text| {
                    view! { <p class="hint" id=id>{text}</p> }
                })
            })}
        }
    }
}

/// Draws the mark of a required field. Readers learn it from `aria-required` instead.
pub(super) fn required_mark(required: bool) -> impl IntoView {
    let language = use_language();
    required.then(|| {
        view! { <span class="field-mark" aria-hidden="true">{live(move || language.get().required())}</span> }
    })
}
