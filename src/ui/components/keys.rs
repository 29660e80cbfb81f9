//! What every keyboard handler asks before it acts.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, KeyboardEvent};

/// Returns whether the key belongs to an input method that is still composing (拼音, 五笔, …).
///
/// Some browsers report the key that ends a composition with `isComposing` unset but key code 229.
pub fn is_composing(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == 229
}

/// Returns whether the event started in something that takes text: its letters are not commands.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let selector = "input:not([type=radio]):not([type=checkbox]):not([type=button]), textarea, select, \
                    [contenteditable=true]";
    starts_in(event, selector)
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
pub fn focused() -> Option<leptos::web_sys::HtmlElement> {
    document()
        .active_element()
        .filter(|element| element.tag_name() != "BODY")
        .and_then(|element| element.dyn_into().ok())
}
