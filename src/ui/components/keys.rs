//! What every keyboard handler asks before it acts.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, KeyboardEvent};

/// Returns whether the key belongs to an input method that is still composing (拼音, 五笔, …).
///
/// Some browsers report the key that ends a composition with `isComposing` unset but key code 229.
pub fn is_composing(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == 229
}

/// What takes text, or a choice by letters.
const WRITTEN_IN: &str = "input:not([type=radio]):not([type=checkbox]):not([type=button]), textarea, select, \
                          [contenteditable=true]";

/// Returns whether the event started in something that takes text: its letters are not commands.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    starts_in(event, WRITTEN_IN)
}

/// Returns whether something that takes text has the focus.
pub(super) fn is_writing() -> bool {
    focused().is_some_and(|element| element.matches(WRITTEN_IN).unwrap_or(false))
}

/// Keeps the keyboard on the page: while nothing has the focus, the list of the page takes it, or the page itself.
pub fn settle_focus() {
    if focused().is_some() {
        return;
    }
    let list = document().query_selector("#page .rows").ok().flatten();
    let place = list.or_else(|| document().get_element_by_id("page"));
    if let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) {
        let _ = place.focus();
    }
}

/// Returns whether the event started inside an element that matches `selector`.
pub(super) fn starts_in(event: &leptos::web_sys::Event, selector: &str) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|element| element.closest(selector).ok().flatten())
        .is_some()
}

/// Returns the element that has the focus, unless it is the page itself.
pub fn focused() -> Option<HtmlElement> {
    document()
        .active_element()
        .filter(|element| element.tag_name() != "BODY")
        .and_then(|element| element.dyn_into().ok())
}
