//! How this browser likes the app: what may be lost without harm, and nothing else.
//!
//! public/theme.js reads `theme` and `language` from the same place before the first paint.

use gloo_storage::{LocalStorage, Storage};
use web_sys::Element;

use crate::app::{Preferences, Theme};
use crate::model::Instant;

const KEY: &str = "wellkept.preferences";
/// When somebody was last at work, in milliseconds; only of a book with a lock.
const ACTIVE: &str = "wellkept.active";

/// Returns the stored preferences, or the defaults where there are none or storage is denied.
pub fn load() -> Preferences {
    kept().unwrap_or_default()
}

/// Returns the stored preferences; `None` where there are none or storage is denied.
pub fn kept() -> Option<Preferences> {
    if is_there() { LocalStorage::get(KEY).ok() } else { None }
}

/// Stores the preferences and tells whether that worked; it is no harm if not.
pub fn save(preferences: &Preferences) -> bool {
    is_there() && LocalStorage::set(KEY, preferences).is_ok()
}

/// Notes for the other tabs that somebody is at work; it is no harm if that cannot be.
pub fn note_active(now: Instant) {
    if is_there() {
        let _ = LocalStorage::set(ACTIVE, now.millis());
    }
}

/// Returns when somebody was last at work in any tab.
pub fn last_active() -> Option<Instant> {
    if is_there() { LocalStorage::get(ACTIVE).ok().map(Instant::from_millis) } else { None }
}

/// Shows the page in that theme.
pub fn apply_theme(theme: Theme) {
    if let Some(root) = root() {
        let _ = root.set_attribute("data-theme", theme.id());
    }
}

/// Tells the page's language, a BCP 47 tag, to the browser and to screen readers.
pub fn apply_language(tag: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute("lang", tag);
    }
}

/// Returns the language that the browser prefers, a BCP 47 tag.
pub fn browser_language() -> Option<String> {
    web_sys::window()?.navigator().language()
}

/// gloo-storage panics where localStorage is denied; this asks first.
fn is_there() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}
