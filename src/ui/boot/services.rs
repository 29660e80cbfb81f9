//! The browser's services, as the screen asks for them.

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use js_sys::Uint8Array;

use crate::app::{Failure, Preferences, Reminders, Room};
use crate::model::{BookInfo, Env, Instant, PersonId};
use crate::platform::{clock, env, files, notify, prefs, storage};

use super::super::services::Services;

/// The services of this browser tab.
pub struct Browser;

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

    fn download_parts(&self, name: &str, mime: &str, parts: &[Uint8Array]) -> Result<(), Failure> {
        if files::download(name, mime, parts) { Ok(()) } else { Err(Failure::Other(name.to_owned())) }
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
        clock::next_task().boxed_local()
    }
}
