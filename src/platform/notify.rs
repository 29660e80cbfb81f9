//! Notifications of the system, as far as this browser lets a page send them.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

use crate::app::Reminders;

/// One of these stands at a time, from however many tabs.
const TAG: &str = "wellkept-today";

/// Returns whether notifications can be sent.
pub fn state() -> Reminders {
    let Some(window) = web_sys::window() else { return Reminders::Unsupported };
    if !Reflect::has(&window, &JsValue::from_str("Notification")).unwrap_or(false) {
        return Reminders::Unsupported;
    }
    match Notification::permission() {
        NotificationPermission::Granted => Reminders::Allowed,
        NotificationPermission::Denied => Reminders::Refused,
        _ => Reminders::NotAsked,
    }
}

/// Asks the user, from a press of a button, and returns what came of it.
pub async fn ask() -> Reminders {
    if state() == Reminders::NotAsked
        && let Ok(asked) = Notification::request_permission()
    {
        // What the user said is read from the state: a refusal is no error.
        let _ = JsFuture::from(asked).await;
    }
    state()
}

/// Sends a notification and tells whether the browser took it.
pub fn send(heading: &str, text: &str) -> bool {
    if state() != Reminders::Allowed {
        return false;
    }
    let options = NotificationOptions::new();
    options.set_body(text);
    options.set_tag(TAG);
    Notification::new_with_options(heading, &options).is_ok()
}
