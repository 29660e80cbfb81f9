//! Locking the open book: at once, when nobody is at work, and what waits until something is saved.

use leptos::prelude::*;

use crate::app::{CustomerTable, Failure, Preferences, Rewritten, TodayTable, View};
use crate::model::Instant;

use super::boot::opening;
use super::components::ToastKind;
use super::parts;
use super::services::LockAlteration;
use super::session::{Phase, Saving, Session};

/// How often other tabs are told that somebody is at work, in milliseconds.
const TOLD_EVERY: i64 = 5_000;

/// When somebody was last at work in this tab, and what was said of it.
#[derive(Clone, Copy)]
pub struct Idle {
    session: Session,
    /// When somebody last moved, touched or typed here.
    active: StoredValue<i64>,
    told: StoredValue<i64>,
    /// Another tab has locked the book, and this one still holds something that is not saved.
    is_asked: StoredValue<bool>,
    /// It has been said why the book is not locked yet.
    has_said: StoredValue<bool>,
}

/// The time, in milliseconds; a moving pointer asks for it often, and for nothing else.
fn now() -> i64 {
    js_sys::Date::now() as i64
}

impl Idle {
    /// Begins to look.
    pub fn new(session: Session) -> Self {
        let now = now();
        Self {
            session,
            active: StoredValue::new(now),
            told: StoredValue::new(now),
            is_asked: StoredValue::new(false),
            has_said: StoredValue::new(false),
        }
    }

    /// Notes that somebody is at work.
    pub fn note(self) {
        let now = now();
        self.active.set_value(now);
        let is_news = (now - self.told.get_value()).abs() > TOLD_EVERY;
        if is_news && self.session.has_lock.get_untracked() {
            self.told.set_value(now);
            self.session.services().note_active(Instant::from_millis(now));
        }
    }

    /// Locks the book because another tab did.
    pub fn ask(self) {
        self.is_asked.set_value(true);
        self.look();
    }

    /// Locks the book if it is time, or says what that waits for.
    pub fn look(self) {
        let session = self.session;
        if session.phase.get_untracked() != Phase::Open || !session.has_lock.get_untracked() {
            return self.is_asked.set_value(false);
        }
        if !self.is_asked.get_value() && !self.is_due() {
            return self.has_said.set_value(false);
        }
        if !session.has_unsaved() {
            self.is_asked.set_value(false);
            return session.lock(false);
        }
        if !self.has_said.get_value() {
            self.has_said.set_value(true);
            session.toast(ToastKind::Notice, session.language().lock_waits().to_owned(), None);
        }
    }

    /// Tells whether nobody has been at work in any tab for as long as the preferences say.
    fn is_due(self) -> bool {
        let Some(minutes) = self.session.preferences.with_untracked(Preferences::locks_after) else {
            return false;
        };
        let elsewhere = self.session.services().last_active();
        let active = self.active.get_value();
        let last = elsewhere.map_or(active, |elsewhere| elsewhere.millis().max(active));
        now() - last >= i64::from(minutes) * 60_000
    }
}

impl Session {
    /// Keeps a lock from closing by itself while `is_dirty`: what is typed would be lost.
    pub fn holds(self, is_dirty: Signal<bool>) {
        let number = self.next_toast.get_value();
        self.next_toast.set_value(number + 1);
        self.unsaved.update_value(|all| all.push((number, is_dirty)));
        on_cleanup(move || {
            let _ = self.unsaved.try_update_value(|all| all.retain(|(other, _)| *other != number));
        });
    }

    /// Tells whether something would be lost if the book were locked now.
    pub fn has_unsaved(self) -> bool {
        let is_dirty = |all: &Vec<(u64, Signal<bool>)>| {
            all.iter().any(|(_, dirty)| dirty.try_get_untracked() == Some(true))
        };
        self.cut_off.get_untracked()
            || self.saving.get_untracked() == Saving::UnderWay
            || self.unsaved.with_value(is_dirty)
    }

    /// Locks the book once nothing is being written; with `all`, in every tab.
    pub fn lock(self, all: bool) {
        leptos::task::spawn_local(async move {
            let _mine = self.alone().await;
            if self.phase.get_untracked() != Phase::Open || !self.has_lock.get_untracked() {
                return;
            }
            if let Some(disk) = self.disk.get_value() {
                disk.lock(all);
                self.phase.set(Phase::Locked);
                self.forget();
            }
        });
    }

    /// Lets go of all that is known of the book.
    pub fn forget(self) {
        self.panel.set(None);
        self.alter(|desk| *desk = None);
        self.glance.set(None);
        self.due.set_value(TodayTable::default());
        self.toasts.set(Vec::new());
        self.typed.set(String::new());
        self.view.set(View::default());
        self.table.set_value(CustomerTable::default());
        self.chosen.set(Default::default());
        self.many.set_value(Vec::new());
        self.list.set_value(Vec::new());
        self.prefilled.set_value(None);
        self.staged.set_value(Default::default());
        self.came_along.set_value(Default::default());
        self.lost.set(Default::default());
        self.imported_policy.set(None);
        self.imported.set_value(None);
        self.preferences.update(|preferences| *preferences = preferences.without_private());
    }

    /// Opens the lock and then the book.
    ///
    /// # Errors
    /// [`Failure::WrongPassphrase`], or why it cannot be tried. The book is locked then.
    pub async fn unlock(self, passphrase: String) -> Result<(), Failure> {
        let cipher = parts::cipher().await.map_err(|_| Failure::PartMissing)?;
        self.services().breathe().await;
        let _mine = self.alone().await;
        self.on_disk(|disk| disk.unlock(cipher, passphrase)).await?;
        opening::load(self).await;
        Ok(())
    }

    /// Takes over whether the loaded book has a lock, and what is kept with it.
    pub async fn follow_lock(self) {
        let has_lock = self.disk.with_value(|disk| disk.as_ref().is_some_and(|disk| disk.has_lock()));
        let had_lock = self.has_lock.get_untracked();
        self.has_lock.set(has_lock);
        if had_lock && !has_lock {
            // They are no secret any more.
            self.preferences.set(self.services().kept().unwrap_or_default());
        }
        if has_lock {
            let kept = self.on_disk(|disk| disk.private()).await.unwrap_or_default();
            self.preferences.update(|preferences| *preferences = preferences.clone().with_private(&kept));
            self.services().note_active(self.env().now);
        }
    }

    /// Sets, changes or removes the lock.
    ///
    /// # Errors
    /// Why it is as it was before; or, where the lock tells otherwise, why a snapshot is.
    pub async fn alter_lock(self, alteration: LockAlteration) -> Result<Rewritten, Failure> {
        let cipher = parts::cipher().await.map_err(|_| Failure::PartMissing)?;
        self.services().breathe().await;
        let _mine = self.alone().await;
        let done = self.on_disk(|disk| disk.alter_lock(cipher, alteration)).await;
        let has_lock = self.disk.with_value(|disk| disk.as_ref().is_some_and(|disk| disk.has_lock()));
        if has_lock != self.has_lock.get_untracked() {
            self.has_lock.set(has_lock);
            let all = self.preferences.get_untracked();
            if has_lock {
                let text = all.private();
                // Where they cannot be kept with the book, they are lost rather than left in the open.
                let _ = self.on_disk(|disk| disk.keep_private(text)).await;
                self.services().keep(&all.without_private());
            } else {
                self.services().keep(&all);
            }
        }
        self.snapshot_made.notify();
        done
    }

    /// Keeps with a locked book what may name customers, if it was altered.
    pub(super) fn keep_private(self, before: &Preferences, after: &Preferences) {
        let text = after.private();
        if text != before.private() && self.phase.get_untracked() == Phase::Open {
            leptos::task::spawn_local(async move {
                // A preference is never worth an error.
                let _ = self.on_disk(|disk| disk.keep_private(text)).await;
            });
        }
    }
}
