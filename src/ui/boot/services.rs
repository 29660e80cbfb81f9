//! The browser's services, as the screen asks for them.

use std::cell::Cell;
use std::rc::Rc;

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use crate::app::{Failure, Preferences, Reminders, Room};
use crate::model::{BookInfo, Env, Instant, PersonId};
use crate::platform::{ahead, clock, env, files, notify, prefs, storage};

use super::super::services::Services;

/// How long what goes on behind the user's back waits for what the user waits for, in milliseconds, before it looks again.
const STANDS_BY: i64 = 250;

/// The services of this browser tab.
#[derive(Default)]
pub struct Browser {
    /// How many breaths long work has taken.
    breaths: Rc<Cell<u64>>,
}

impl Services for Browser {
    fn env(&self, info: Option<&BookInfo>, person: Option<PersonId>) -> Env {
        env::env(info.map_or(BookInfo::DEFAULT_ZONE, |info| &info.zone), person)
    }

    fn kept(&self) -> Option<Preferences> {
        prefs::kept()
    }

    fn keep(&self, preferences: &Preferences) {
        prefs::save(preferences);
        prefs::apply_theme(preferences.theme);
    }

    fn device_zone(&self) -> Option<String> {
        clock::device_zone()
    }

    fn first_page(&self) -> Option<String> {
        ahead::picture()
    }

    fn leave_first_page(&self) {
        ahead::leave_first_page();
    }

    fn download_parts(&self, name: &str, mime: &str, parts: &[&JsValue]) -> Result<(), Failure> {
        files::download(name, mime, parts).then_some(()).ok_or_else(|| Failure::Other(name.to_owned()))
    }

    fn hand_over(&self, parts: &[Uint8Array]) -> Result<Blob, Failure> {
        files::handed_over(parts).ok_or(Failure::Quota)
    }

    fn storage(&self) -> LocalBoxFuture<'static, (Option<Room>, bool)> {
        async move { (storage::room().await, storage::persisted().await.unwrap_or(false)) }.boxed_local()
    }

    fn persist(&self) -> LocalBoxFuture<'static, bool> {
        async move { storage::persist().await.unwrap_or(false) }.boxed_local()
    }

    fn reminders(&self) -> Reminders {
        notify::state()
    }

    fn ask_reminders(&self) -> LocalBoxFuture<'static, Reminders> {
        notify::ask().boxed_local()
    }

    fn remind(&self, heading: &str, text: &str) -> bool {
        notify::send(heading, text)
    }

    fn note_active(&self, now: Instant) {
        prefs::note_active(now);
    }

    fn last_active(&self) -> Option<Instant> {
        prefs::last_active()
    }

    fn breathe(&self) -> LocalBoxFuture<'static, ()> {
        self.breaths.set(self.breaths.get().wrapping_add(1));
        clock::next_task().boxed_local()
    }

    fn stand_by(&self) -> LocalBoxFuture<'static, ()> {
        let breaths = Rc::clone(&self.breaths);
        async move {
            loop {
                let before = breaths.get();
                // Whoever is at work has a task waiting already, and breathes in it.
                clock::next_task().await;
                if breaths.get() == before {
                    return;
                }
                clock::after(STANDS_BY).await;
            }
        }
        .boxed_local()
    }
}
