//! How a command takes: from the form to the disk, in the tab that writes and through it from the others.

use std::sync::Arc;

use futures::lock::OwnedMutexGuard;
use leptos::prelude::*;

use crate::app::{self, Command, Desk, Failure, Refusal};
use crate::book::{Applying, Change, Label, Overridden, as_meant, rebased};
use crate::model::{ArrangementSort, BookInfo, ChangeId, Env};

use super::boot::opening;
use super::components::ToastKind;
use super::parts;
use super::services::Contents;
use super::session::{Phase, Saving, Session, Stopped};

/// Who looks on while a large command is carried out.
#[derive(Clone, Copy)]
pub struct Watch {
    /// How much of it is in memory, from 0 to 1.
    pub share: RwSignal<f64>,
    /// Whether it is to be given up. Once all is in memory it goes to the disk as one, and nobody is asked any more.
    pub is_given_up: RwSignal<bool>,
}

/// Makes a command of the book as it is when its turn comes; none where there is nothing left to do.
type Making = Box<dyn FnOnce(&Desk, &mut Env) -> Option<Command>>;

/// What came of a change in memory.
#[derive(PartialEq)]
enum Applied {
    Whole,
    GivenUp,
    DoesNotFit,
}

fn as_given(command: Command) -> Making {
    Box::new(move |_, _| Some(command))
}

impl Session {
    /// Carries a command out: propose, write, apply, show. One at a time, in the order given.
    ///
    /// # Errors
    /// Why it did not happen; the book is then as it was.
    pub async fn dispatch(self, command: Command) -> Result<(), Stopped> {
        self.dispatch_since(command, None).await
    }

    /// Returns how many changes this tab has seen, for [`Session::dispatch_since`].
    pub fn seen(self) -> u64 {
        self.peek(|desk| desk.recent().noted()).unwrap_or(0)
    }

    /// As [`Session::dispatch`], for a form that was filled when this tab had `seen` so many changes: what was
    /// altered elsewhere since, and its user left alone, stays altered.
    ///
    /// # Errors
    /// Why it did not happen; the book is then as it was.
    pub async fn dispatch_since(self, command: Command, seen: Option<u64>) -> Result<(), Stopped> {
        self.carry_out(as_given(command), seen, None).await
    }

    /// As [`Session::dispatch_since`], for one field of a record: the command is made when its turn comes, so that the
    /// other fields of the record are as they are then and nothing is put back that was altered while it waited.
    ///
    /// # Errors
    /// Why it did not happen; the book is then as it was.
    pub async fn dispatch_made(
        self,
        make: impl FnOnce(&Desk, &mut Env) -> Option<Command> + 'static,
        seen: Option<u64>,
    ) -> Result<(), Stopped> {
        self.carry_out(Box::new(make), seen, None).await
    }

    /// As [`Session::dispatch`], while somebody looks on and may give it up.
    ///
    /// # Errors
    /// Why it did not happen, of which there is nothing to say where it was given up; the book is then as it was.
    pub async fn dispatch_watched(self, command: Command, watch: Watch) -> Result<(), Stopped> {
        self.carry_out(as_given(command), None, Some(watch)).await
    }

    async fn carry_out(self, make: Making, seen: Option<u64>, watch: Option<Watch>) -> Result<(), Stopped> {
        let propose = parts::proposer().await?;
        let _mine = self.alone().await;
        if !matches!(self.phase.get_untracked(), Phase::Open | Phase::Welcome) {
            return Err(Stopped::Refused(Refusal::Gone));
        }
        let mut env = self.env();
        let meant = self.peek(|desk| {
            let command = make(desk, &mut env).ok_or(Refusal::Nothing)?;
            let change = propose(desk, command, &mut env)?;
            let recent = desk.recent();
            Ok(as_meant(change, recent.since(seen.unwrap_or_else(|| recent.noted()))))
        });
        let (change, overridden) = meant.unwrap_or(Err(Refusal::Gone)).map_err(Stopped::Refused)?;
        if change.is_empty() {
            return Err(Stopped::Refused(Refusal::Nothing));
        }
        let change = Arc::new(change);
        if self.writer.get_untracked() {
            let written = self.write(change.clone(), overridden.clone(), true, watch).await;
            if !written.map_err(Stopped::Failed)? {
                return Err(Stopped::Refused(Refusal::Nothing));
            }
        } else {
            // Another tab writes it as one: nobody is asked any more.
            if watch.is_some_and(|watch| watch.is_given_up.try_get_untracked() == Some(true)) {
                return Err(Stopped::Refused(Refusal::Nothing));
            }
            let _ = watch.map(|watch| watch.share.try_set(1.0));
            self.note_saving(Saving::UnderWay);
            let (asked, over) = (change.clone(), overridden.clone());
            self.asked.set_value(Some(change.id));
            let contents = self.contents_for(&change);
            let outcome = self.on_disk(|disk| disk.ask(asked, over, contents)).await;
            self.asked.set_value(None);
            let outcome = match outcome {
                // The tab that was asked is gone, and this one writes now.
                Err(Failure::Unanswered) if self.writer.get_untracked() => {
                    self.write_late(change.as_ref().clone(), overridden.clone(), true).await.map(drop)
                }
                outcome => outcome,
            };
            self.note_saving(if outcome.is_ok() { Saving::Done } else { Saving::Failed });
            outcome.map_err(Stopped::Failed)?;
        }
        // An offer to undo speaks of the change before: this one is undone by the button above.
        self.toasts.maybe_update(|toasts| {
            let before = toasts.len();
            toasts.retain(|toast| toast.kind != ToastKind::Undo);
            toasts.len() < before
        });
        let t = self.language();
        if matches!(
            change.label,
            Label::RemovedCustomer { .. }
                | Label::RemovedRecord { .. }
                | Label::RemovedFile { .. }
                | Label::RemovedSample
                | Label::PlannedContacts { .. }
                | Label::Arranged { sort: ArrangementSort::Snooze | ArrangementSort::Skip, .. }
        ) {
            self.offer_undo(app::change_label(t, &change.label));
        }
        self.tell_overridden(&overridden, Some(&change));
        Ok(())
    }

    /// Puts a change into memory and on the disk, and shows it; tells whether it was not given up meanwhile. The caller is
    /// alone, and this tab writes.
    ///
    /// # Errors
    /// Why it did not happen; the book is then as it was.
    async fn write(
        self,
        change: Arc<Change>,
        overridden: Vec<Overridden>,
        is_own: bool,
        watch: Option<Watch>,
    ) -> Result<bool, Failure> {
        // Memory first: what does not fit the book must never reach the disk. No view is told yet.
        match self.apply(&change, watch).await {
            Applied::Whole => drop(watch.map(|watch| watch.share.try_set(1.0))),
            Applied::GivenUp => {
                opening::catch_up(self).await;
                self.redraw();
                return Ok(false);
            }
            Applied::DoesNotFit => return Err(Failure::Conflict),
        }
        self.note_saving(Saving::UnderWay);
        let committing = change.clone();
        let contents = if is_own { self.contents_for(&change) } else { Contents::new() };
        if let Err(failure) = self.on_disk(|disk| disk.commit(committing, overridden, contents)).await {
            self.note_saving(Saving::Failed);
            let mut env = self.env();
            let back = change.inverse(env.ids.draw(), env.now, env.person);
            let restored =
                self.alter_quietly(|desk| desk.as_mut().is_some_and(|desk| desk.applied(&back).is_ok()));
            if restored != Some(true) {
                opening::load_later(self);
            }
            opening::catch_up(self).await;
            return Err(failure);
        }
        self.alter_quietly(|desk| {
            if let Some(desk) = desk {
                desk.remember(change, is_own);
            }
        });
        self.note_saving(Saving::Done);
        opening::catch_up(self).await;
        self.redraw();
        Ok(true)
    }

    /// Applies a change in memory, a large one in steps between which the page draws.
    async fn apply(self, change: &Change, watch: Option<Watch>) -> Applied {
        const AT_ONCE: usize = 2_000;
        let mut applying = self.peek(|desk| Applying::of(desk.book(), change));
        // Whoever has left the page has not said so.
        let is_given_up = || watch.is_some_and(|watch| watch.is_given_up.try_get_untracked() == Some(true));
        if is_given_up() {
            return Applied::GivenUp;
        }
        loop {
            let step = self.alter_quietly(|desk| match desk {
                Some(desk) => desk.apply_some(&mut applying, change, AT_ONCE),
                None => Ok(false),
            });
            match step {
                Some(Ok(true)) => return Applied::Whole,
                Some(Ok(false)) if applying.is_some() => self.services().breathe().await,
                _ => return Applied::DoesNotFit,
            }
            let Some(watch) = watch else { continue };
            let share = applying.as_ref().map_or(1.0, |applying| applying.share(change));
            let _ = watch.share.try_set(share);
            if is_given_up() {
                let mut some_back = || {
                    self.alter_quietly(|desk| {
                        desk.as_mut().is_none_or(|desk| desk.give_up_some(&mut applying, AT_ONCE))
                    })
                };
                while some_back() == Some(false) {
                    self.services().breathe().await;
                }
                return Applied::GivenUp;
            }
        }
    }

    /// Carries a change out that another tab asked for, and answers it.
    pub async fn serve(self, change: Change, overridden: Vec<Overridden>) {
        let id = change.id;
        let outcome = self.write_for_another(change, overridden).await;
        if let Some(disk) = self.disk.get_value() {
            disk.answer(id, outcome);
        }
    }

    async fn write_for_another(self, change: Change, overridden: Vec<Overridden>) -> Result<(), Failure> {
        let _mine = self.alone().await;
        if !matches!(self.phase.get_untracked(), Phase::Open) {
            return Err(Failure::Conflict);
        }
        let overridden = self.write_late(change, overridden, false).await?;
        self.tell_overridden(&overridden, None);
        Ok(())
    }

    /// Makes the change against the book as it is now, not as whoever made it had it; returns what that overrides. The
    /// caller is alone, and this tab writes.
    async fn write_late(
        self,
        change: Change,
        mut overridden: Vec<Overridden>,
        is_own: bool,
    ) -> Result<Vec<Overridden>, Failure> {
        let rebased = self.peek(|desk| rebased(change, desk.book()));
        let (change, more) = rebased.ok_or(Failure::Conflict)?;
        if change.is_empty() {
            return Ok(Vec::new());
        }
        overridden
            .retain(|lost| !more.iter().any(|other| (other.id, &other.field) == (lost.id, &lost.field)));
        overridden.extend(more);
        self.write(Arc::new(change), overridden.clone(), is_own, None).await?;
        Ok(overridden)
    }

    /// Puts the book's card on the disk, in the tab that writes or through it, and takes it over.
    ///
    /// # Errors
    /// Why it is as it was before.
    pub async fn keep_card(self, info: BookInfo) -> Result<(), Failure> {
        let _mine = self.alone().await;
        let card = info.clone();
        if self.writer.get_untracked() {
            self.on_disk(|disk| disk.set_info(card)).await?;
        } else {
            let id = self.env().ids.draw();
            let again = card.clone();
            match self.on_disk(|disk| disk.ask_for_card(id, card)).await {
                // The tab that was asked is gone, and this one writes now.
                Err(Failure::Unanswered) if self.writer.get_untracked() => {
                    self.on_disk(|disk| disk.set_info(again)).await?;
                }
                outcome => outcome?,
            }
        }
        opening::follow_info(self, info);
        Ok(())
    }

    /// Puts the book's card on the disk for another tab, and answers it.
    pub async fn serve_card(self, id: ChangeId, info: BookInfo) {
        let outcome = self.keep_card(info).await;
        if let Some(disk) = self.disk.get_value() {
            disk.answer(id, outcome);
        }
    }

    /// Tells of values that gave way to others entered at the same time: those of other tabs to `own`, a change of
    /// this one, or those of this tab.
    pub fn tell_overridden(self, overridden: &[Overridden], own: Option<&Arc<Change>>) {
        let t = self.language();
        for lost in overridden {
            let told = self.peek(|desk| {
                let concerned = own.is_some() || desk.recent().is_own(lost);
                concerned.then(|| app::overridden(t, desk.book(), desk.zone(), lost))
            });
            let Some((name, lines)) = told.flatten() else { continue };
            for line in lines {
                let app::FieldLine { field, before, after } = line;
                let (text, action) = if let Some(change) = own.cloned() {
                    // That change, not whatever is the last one by then.
                    let undo = Callback::new(move |()| self.send(Command::TakeBack(change.clone())));
                    (t.has_overridden(&name, &field, &before, &after), (t.undo().to_owned(), undo))
                } else {
                    let (lost, of) = (lost.clone(), name.clone());
                    let restore = Callback::new(move |()| {
                        self.send(Command::RestoreOwn { lost: Box::new(lost.clone()), name: of.clone() });
                    });
                    let text = t.own_overridden(&name, &field, &before, &after);
                    (text, (t.restore_own().to_owned(), restore))
                };
                self.toast(ToastKind::Notice, text, Some(action));
            }
        }
    }

    /// Waits until nothing is being written, and keeps others waiting while the answer is held.
    ///
    /// Whoever replaces, begins or erases the book holds it until memory and disk agree again: a command
    /// that was given against the old book must never reach the new one.
    pub async fn alone(self) -> OwnedMutexGuard<()> {
        self.turn.get_value().lock_owned().await
    }

    /// Carries a command out from a button: what goes wrong is told in a message.
    pub fn send(self, command: Command) {
        leptos::task::spawn_local(async move {
            if let Err(stopped) = self.dispatch(command).await {
                self.tell(&stopped);
            }
        });
    }

    /// Tells why something did not happen.
    pub fn tell(self, stopped: &Stopped) {
        let t = self.language();
        let text = match stopped {
            Stopped::Refused(refusal) => app::refusal(t, refusal),
            Stopped::Failed(failure) => Some(app::failure(t, failure)),
        };
        if let Some(text) = text {
            self.toast(ToastKind::Failure, text, None);
        }
    }

    fn offer_undo(self, text: String) {
        let t = self.language();
        let id = self.next_toast.get_value();
        let undo = Callback::new(move |()| {
            self.dismiss(id);
            self.send(Command::Undo);
        });
        self.toast(ToastKind::Undo, text, Some((t.undo().to_owned(), undo)));
    }
}
