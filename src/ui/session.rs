//! What every screen shares: the open book, the language, and the way a command takes.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::rc::Rc;
use std::sync::Arc;

use futures::future::LocalBoxFuture;
use futures::lock::{Mutex, OwnedMutexGuard};
use js_sys::Uint8Array;
use leptos::prelude::*;

use crate::app::{
    self, Backup, BackupFolder, Command, CustomerTable, Desk, Failure, HistoryPart, InteractionDraft,
    Preferences, Refusal, Room, Route, Snapshot, SnapshotReason, TierFilter, Usage, View,
};
use crate::book::{Book, Change, IdHasher, Label, Overridden, as_meant, rebased};
use crate::exchange::BookFile;
use crate::model::{
    ArrangementSort, BookInfo, ChangeId, Channel, ContactId, CustomerId, Day, Env, FeedbackId, Instant,
    InteractionId, NeedId, OrderId, PersonId, Zone,
};
use crate::text::Language;

use super::components::{Toast, ToastKind, use_language};

/// What the browser does for the screen; `boot` provides it.
pub trait Services {
    /// Returns the time, the zone of `info`, fresh ids and `person`.
    fn env(&self, info: Option<&BookInfo>, person: Option<PersonId>) -> Env;
    /// Keeps the preferences and makes the page follow them.
    fn keep(&self, preferences: &Preferences);
    /// Returns the device's own time zone, an IANA name.
    fn device_zone(&self) -> Option<String>;
    /// Gives the user a file.
    fn download(&self, name: &str, mime: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.download_parts(name, mime, &[Uint8Array::from(bytes)])
    }
    /// Gives the user a file, which is those parts in order.
    fn download_parts(&self, name: &str, mime: &str, parts: &[Uint8Array]) -> Result<(), Failure>;
    /// Returns how much room there is, if the browser says, and whether it promised to keep what is stored.
    fn storage(&self) -> LocalBoxFuture<'static, (Option<Room>, bool)>;
    /// Asks the browser to keep this site's data.
    fn persist(&self) -> LocalBoxFuture<'static, bool>;
    /// Lets the page draw and take input before it goes on.
    fn breathe(&self) -> LocalBoxFuture<'static, ()>;
}

/// The book on the disk and the reading of files; there once the store has been opened.
pub trait Disk {
    /// Reads the book from the disk, telling how far it is; `None` if there is none.
    fn load(&self, progress: Box<dyn Fn(f64)>) -> LocalBoxFuture<'static, Result<Option<Book>, Failure>>;
    /// Puts a change on the disk, and tells other tabs what it overrides.
    fn commit(
        &self,
        change: Arc<Change>,
        overridden: Vec<Overridden>,
    ) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Has a change put on the disk by the tab that writes.
    fn ask(
        &self,
        change: Arc<Change>,
        overridden: Vec<Overridden>,
    ) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Tells the tab that asked for a change what came of it.
    fn answer(&self, change: ChangeId, outcome: Result<(), Failure>);
    /// Tells whether the browser cut the connection to the stored book.
    fn is_cut_off(&self) -> bool;
    /// Begins an empty book on the disk.
    fn begin(&self, info: BookInfo) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Puts a whole book on the disk, in place of what is there.
    fn replace(
        &self,
        file: Arc<BookFile>,
        progress: Box<dyn Fn(f64)>,
    ) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Returns up to so many changes of the history before a number, or the last ones, newest first; and
    /// whether there are older ones.
    fn history(
        &self,
        before: Option<u64>,
        most: u64,
    ) -> LocalBoxFuture<'static, Result<HistoryPart, Failure>>;
    /// Verifies the history; returns how many changes it holds, and how many of them cannot be verified.
    fn check_history(&self) -> LocalBoxFuture<'static, Result<(u64, u64), Failure>>;
    /// Returns when the book was last exported from this browser, and how many changes ago.
    fn backup(&self) -> LocalBoxFuture<'static, Result<Backup, Failure>>;
    /// Notes that the book has been exported as it was after a change.
    fn note_backup(&self, at: Instant, last_change: u64) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Returns what the book takes on the disk.
    fn usage(&self) -> LocalBoxFuture<'static, Result<Usage, Failure>>;
    /// Returns the snapshots of the book, newest first, each with its size in bytes.
    fn snapshots(&self) -> LocalBoxFuture<'static, Result<Vec<(Snapshot, u64)>, Failure>>;
    /// Returns the number of the last change on the disk.
    fn last_change(&self) -> LocalBoxFuture<'static, Result<u64, Failure>>;
    /// Makes a snapshot of what is on the disk.
    fn take_snapshot(
        &self,
        reason: SnapshotReason,
        at: Instant,
        zone: Zone,
    ) -> LocalBoxFuture<'static, Result<Snapshot, Failure>>;
    /// Reads a snapshot, which stands in for nothing yet; with `onwards` also the changes since then that can
    /// still be read, and how many those are.
    fn read_snapshot(
        &self,
        snapshot: Snapshot,
        onwards: bool,
    ) -> LocalBoxFuture<'static, Result<(BookFile, u64), Failure>>;
    /// Tells whether the browser lets a page write into a folder of the user's.
    fn offers_folders(&self) -> bool;
    /// Returns the folder that the book is saved into by itself, if one was picked; with `ask`, from a press of a
    /// button, the user is asked to allow writing.
    fn folder(&self, ask: bool) -> LocalBoxFuture<'static, Result<Option<BackupFolder>, Failure>>;
    /// Lets the user pick that folder; `None` if none was.
    fn pick_folder(&self) -> LocalBoxFuture<'static, Result<Option<BackupFolder>, Failure>>;
    /// Forgets that folder.
    fn forget_folder(&self) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Writes the file of a day into that folder, and returns its name.
    fn save_into_folder(
        &self,
        day: Day,
        parts: Vec<Uint8Array>,
    ) -> LocalBoxFuture<'static, Result<String, Failure>>;
    /// Puts the book's card on the disk.
    fn set_info(&self, info: BookInfo) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Deletes the book from the disk.
    fn erase(&self) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Gives a request to the worker, with the bytes that belong to it; returns its answer, or in technical
    /// words why there is none. The notes are JSON that only [`super::requests`] understands.
    fn request(&self, note: String, given: Given) -> LocalBoxFuture<'static, Result<Told, String>>;
}

/// The bytes that go with a request.
pub enum Given {
    /// A file, of which the page itself reads nothing.
    File(leptos::web_sys::File),
    /// What the page made.
    Parts(Vec<Vec<u8>>),
}

/// The note and the bytes of an answer.
pub type Told = (String, Vec<Uint8Array>);

/// How far the book is open.
#[derive(Debug, Clone, PartialEq)]
pub enum Phase {
    /// Being read, 0 to 1.
    Loading(f64),
    /// Read; standings are being worked out.
    WorkingOut,
    /// There is no book yet.
    Welcome,
    /// Open.
    Open,
    /// It cannot be opened.
    Failed(Failure),
}

/// Whether everything is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    /// Everything is.
    Done,
    /// Something is on its way.
    UnderWay,
    /// The last change is not.
    Failed,
}

/// A set of customers.
pub type IdSet = HashSet<CustomerId, BuildHasherDefault<IdHasher>>;

/// A form that stands over the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// Recording a contact.
    Record(CustomerId, Channel),
    /// Recording a contact in one line; for the customer that is open, if one is.
    Capture(Option<CustomerId>),
    /// Editing the record of a contact.
    EditRecord(InteractionId),
    /// Adding or editing a customer.
    Customer(Option<CustomerId>),
    /// Adding or editing a contact.
    Contact(CustomerId, Option<ContactId>),
    /// Adding or editing an order.
    Order(CustomerId, Option<OrderId>),
    /// Adding or editing a need.
    Need(CustomerId, Option<NeedId>),
    /// Adding or editing a feedback.
    Feedback(CustomerId, Option<FeedbackId>),
    /// The summary of a contact for the customer.
    Summary(InteractionId),
    /// Setting a customer's tier by hand.
    Tier(CustomerId),
    /// Stating a fact of a customer.
    Fact(CustomerId),
    /// Arranging something with a customer, about the obligation at a place.
    Arrange(CustomerId, ArrangementSort, Option<u8>),
    /// Adding or editing a team member.
    Person(Option<PersonId>),
    /// Editing many customers at once: those of [`Session::many`].
    Many,
    /// Making two customers one.
    Merge(CustomerId, CustomerId),
    /// The palette.
    Find,
    /// All keys.
    Keys,
}

/// Why a command did not happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Stopped {
    /// It was refused before anything was written.
    Refused(Refusal),
    /// It could not be written; the book is as it was.
    Failed(Failure),
}

/// The shared state, handed down by context. Copying it copies handles.
#[derive(Clone, Copy)]
pub struct Session {
    desk: StoredValue<Option<Desk>>,
    services: StoredValue<Rc<dyn Services>, LocalStorage>,
    disk: StoredValue<Option<Rc<dyn Disk>>, LocalStorage>,
    turn: StoredValue<Arc<Mutex<()>>>,
    /// The change that the writing tab has been asked for.
    asked: StoredValue<Option<ChangeId>>,
    revision: RwSignal<u64>,
    next_toast: StoredValue<u64>,
    /// How far the book is open.
    pub phase: RwSignal<Phase>,
    /// Whether everything is on the disk.
    pub saving: RwSignal<Saving>,
    /// Whether the book is only in this page any more: the browser cut the connection to the stored one.
    pub cut_off: RwSignal<bool>,
    /// Whether this tab may write.
    pub writer: RwSignal<bool>,
    /// Language, theme, person.
    pub preferences: RwSignal<Preferences>,
    /// The screen that is shown; `None` for an address that leads nowhere.
    pub route: RwSignal<Option<Route>>,
    /// The form that is open.
    pub panel: RwSignal<Option<Panel>>,
    /// What is typed into the search.
    pub typed: RwSignal<String>,
    /// Which tier the customer list shows.
    pub tier: RwSignal<TierFilter>,
    /// How the customer list is arranged.
    pub view: RwSignal<View>,
    /// What is worked out for the customer list.
    pub table: StoredValue<CustomerTable>,
    /// The customers that are ticked.
    pub chosen: RwSignal<Arc<IdSet>>,
    /// The customers that the form for many is about.
    pub many: StoredValue<Vec<CustomerId>>,
    /// Failures and things to undo.
    pub toasts: RwSignal<Vec<Toast>>,
    /// How many rows the last import wrote, until its page has told so.
    pub imported: StoredValue<Option<usize>>,
    /// The folder that the book is saved into by itself.
    pub folder: RwSignal<Option<BackupFolder>>,
    /// How much room there was when it was last looked at; `None` where the browser does not say.
    pub room: RwSignal<Option<Room>>,
    /// Tells when the book has been exported.
    pub exported: Trigger,
    /// Tells when a snapshot has been made.
    pub snapshot_made: Trigger,
    /// What the next record form begins with, where a line was begun.
    pub prefilled: StoredValue<Option<InteractionDraft>>,
    /// The list that previous and next step through, as last shown.
    pub list: StoredValue<Vec<CustomerId>>,
}

impl Session {
    /// Returns a session without a book.
    pub fn new(services: Rc<dyn Services>, preferences: Preferences) -> Self {
        Self {
            desk: StoredValue::new(None),
            services: StoredValue::new_local(services),
            disk: StoredValue::new_local(None),
            turn: StoredValue::new(Arc::new(Mutex::new(()))),
            asked: StoredValue::new(None),
            revision: RwSignal::new(0),
            next_toast: StoredValue::new(0),
            phase: RwSignal::new(Phase::Loading(0.0)),
            saving: RwSignal::new(Saving::Done),
            cut_off: RwSignal::new(false),
            writer: RwSignal::new(true),
            preferences: RwSignal::new(preferences),
            route: RwSignal::new(None),
            panel: RwSignal::new(None),
            typed: RwSignal::new(String::new()),
            tier: RwSignal::new(TierFilter::All),
            view: RwSignal::new(View::default()),
            table: StoredValue::new(CustomerTable::default()),
            chosen: RwSignal::new(Arc::new(IdSet::default())),
            many: StoredValue::new(Vec::new()),
            toasts: RwSignal::new(Vec::new()),
            imported: StoredValue::new(None),
            folder: RwSignal::new(None),
            room: RwSignal::new(None),
            exported: Trigger::new(),
            snapshot_made: Trigger::new(),
            prefilled: StoredValue::new(None),
            list: StoredValue::new(Vec::new()),
        }
    }

    /// Returns the session of the page.
    ///
    /// `boot` provides it above everything, so that it is always there.
    pub fn use_here() -> Self {
        expect_context()
    }

    /// Returns what the browser does for the screen.
    pub fn services(self) -> Rc<dyn Services> {
        self.services.get_value()
    }

    /// Does something with the disk.
    ///
    /// # Errors
    /// What went wrong; [`Failure::Unavailable`] while the store is not open.
    pub async fn on_disk<T>(
        self,
        run: impl FnOnce(&dyn Disk) -> LocalBoxFuture<'static, Result<T, Failure>>,
    ) -> Result<T, Failure> {
        let disk = self.disk.get_value().ok_or(Failure::Unavailable)?;
        run(&*disk).await
    }

    /// Returns the folder that the book is saved into by itself; with `ask`, from a press of a button, the user is
    /// asked to allow writing.
    pub async fn known_folder(self, ask: bool) -> Option<BackupFolder> {
        self.on_disk(|disk| disk.folder(ask)).await.ok().flatten()
    }

    /// Tells whether the browser lets a page write into a folder of the user's.
    pub fn offers_folders(self) -> bool {
        self.disk.with_value(|disk| disk.as_ref().is_some_and(|disk| disk.offers_folders()))
    }

    /// Gives a request to the worker.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn request(self, note: String, given: Given) -> Result<Told, String> {
        match self.disk.get_value() {
            Some(disk) => disk.request(note, given).await,
            None => Err(app::failure(self.language(), &Failure::Unavailable)),
        }
    }

    /// Tells whether a change is the one that this tab has asked the writing tab for.
    pub fn has_asked_for(self, change: ChangeId) -> bool {
        self.asked.get_value() == Some(change)
    }

    /// Looks whether the browser has cut the connection to the stored book.
    pub fn look_if_cut_off(self) {
        let cut_off = self.phase.get_untracked() == Phase::Open
            && self.disk.with_value(|disk| disk.as_ref().is_some_and(|disk| disk.is_cut_off()));
        if cut_off != self.cut_off.get_untracked() {
            self.cut_off.set(cut_off);
            if cut_off {
                self.saving.set(Saving::Failed);
            }
        }
    }

    /// Tells whether the store is open.
    pub fn has_disk(self) -> bool {
        self.disk.with_value(Option::is_some)
    }

    /// Takes the disk, once the store is open.
    pub fn attach(self, disk: Rc<dyn Disk>) {
        self.disk.set_value(Some(disk));
    }

    /// Reads the open book, and again whenever it changes; `None` while there is none.
    pub fn read<T>(self, look: impl FnOnce(&Desk) -> T) -> Option<T> {
        self.revision.track();
        self.peek(look)
    }

    /// Reads the open book once.
    pub fn peek<T>(self, look: impl FnOnce(&Desk) -> T) -> Option<T> {
        self.desk.with_value(|desk| desk.as_ref().map(look))
    }

    /// Returns a number that changes with the book.
    pub fn revision(self) -> u64 {
        self.revision.get()
    }

    /// Alters the desk and tells every view.
    pub fn alter(self, change: impl FnOnce(&mut Option<Desk>)) {
        self.desk.update_value(change);
        self.redraw();
    }

    /// Alters the desk without telling anybody.
    pub fn alter_quietly<T>(self, change: impl FnOnce(&mut Option<Desk>) -> T) -> Option<T> {
        self.desk.try_update_value(change)
    }

    /// Tells every view that the book changed.
    pub fn redraw(self) {
        self.revision.update(|revision| *revision = revision.wrapping_add(1));
    }

    /// Returns who uses this browser, if that person is in the open book.
    pub fn me(self) -> Option<PersonId> {
        let chosen = self.preferences.with_untracked(|preferences| preferences.person);
        chosen.filter(|id| self.peek(|desk| desk.book().people().contains(*id)).unwrap_or(false))
    }

    /// Returns the surroundings of a command given now.
    pub fn env(self) -> Env {
        let info = self.peek(|desk| desk.book().info().clone());
        self.services().env(info.as_ref(), self.me())
    }

    /// Returns the book's day and zone.
    pub fn today(self) -> (Day, Zone) {
        self.peek(|desk| (desk.today(), desk.zone())).unwrap_or_else(|| {
            let env = self.env();
            (env.today(), env.zone)
        })
    }

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
        let _mine = self.alone().await;
        if !matches!(self.phase.get_untracked(), Phase::Open | Phase::Welcome) {
            return Err(Stopped::Refused(Refusal::Gone));
        }
        let mut env = self.env();
        let meant = self.peek(|desk| {
            let change = app::propose(desk, command, &mut env)?;
            let recent = desk.recent();
            Ok(as_meant(change, recent.since(seen.unwrap_or_else(|| recent.noted()))))
        });
        let (change, overridden) = meant.unwrap_or(Err(Refusal::Gone)).map_err(Stopped::Refused)?;
        if change.is_empty() {
            return Err(Stopped::Refused(Refusal::Nothing));
        }
        let change = Arc::new(change);
        if self.writer.get_untracked() {
            self.write(change.clone(), overridden.clone(), true).await.map_err(Stopped::Failed)?;
        } else {
            self.saving.set(Saving::UnderWay);
            let (asked, over) = (change.clone(), overridden.clone());
            self.asked.set_value(Some(change.id));
            let outcome = self.on_disk(|disk| disk.ask(asked, over)).await;
            self.asked.set_value(None);
            self.saving.set(if outcome.is_ok() { Saving::Done } else { Saving::Failed });
            outcome.map_err(Stopped::Failed)?;
        }
        // An offer to undo speaks of the change before: this one is undone by the button above.
        self.toasts.update(|toasts| toasts.retain(|toast| toast.kind != ToastKind::Undo));
        let t = self.language();
        if matches!(
            change.label,
            Label::RemovedCustomer { .. }
                | Label::RemovedRecord { .. }
                | Label::RemovedSample
                | Label::PlannedContacts { .. }
                | Label::Arranged { sort: ArrangementSort::Snooze | ArrangementSort::Skip, .. }
        ) {
            self.offer_undo(app::change_label(t, &change.label));
        }
        self.tell_overridden(&overridden, true);
        Ok(())
    }

    /// Puts a change into memory and on the disk, and shows it. The caller is alone, and this tab writes.
    ///
    /// # Errors
    /// Why it did not happen; the book is then as it was.
    async fn write(
        self,
        change: Arc<Change>,
        overridden: Vec<Overridden>,
        is_own: bool,
    ) -> Result<(), Failure> {
        // Memory first: what does not fit the book must never reach the disk. No view is told yet.
        let fits = self.alter_quietly(|desk| desk.as_mut().is_some_and(|desk| desk.applied(&change).is_ok()));
        if fits != Some(true) {
            return Err(Failure::Conflict);
        }
        self.saving.set(Saving::UnderWay);
        let committing = change.clone();
        if let Err(failure) = self.on_disk(|disk| disk.commit(committing, overridden)).await {
            self.saving.set(Saving::Failed);
            let mut env = self.env();
            let back = change.inverse(env.ids.draw(), env.now, env.person);
            let restored =
                self.alter_quietly(|desk| desk.as_mut().is_some_and(|desk| desk.applied(&back).is_ok()));
            if restored != Some(true) {
                super::boot::opening::load_later(self);
            }
            super::boot::opening::catch_up(self).await;
            return Err(failure);
        }
        self.alter_quietly(|desk| {
            if let Some(desk) = desk {
                desk.remember(change, is_own);
            }
        });
        self.saving.set(Saving::Done);
        super::boot::opening::catch_up(self).await;
        self.redraw();
        Ok(())
    }

    /// Carries a change out that another tab asked for, and answers it.
    pub async fn serve(self, change: Change, overridden: Vec<Overridden>) {
        let id = change.id;
        let outcome = self.write_for_another(change, overridden).await;
        if let Some(disk) = self.disk.get_value() {
            disk.answer(id, outcome);
        }
    }

    /// Makes the change against the book as it is now, not as the other tab had it.
    async fn write_for_another(self, change: Change, mut overridden: Vec<Overridden>) -> Result<(), Failure> {
        let _mine = self.alone().await;
        if !matches!(self.phase.get_untracked(), Phase::Open) {
            return Err(Failure::Conflict);
        }
        let rebased = self.peek(|desk| rebased(change, desk.book()));
        let (change, more) = rebased.ok_or(Failure::Conflict)?;
        if change.is_empty() {
            return Ok(());
        }
        overridden
            .retain(|lost| !more.iter().any(|other| (other.id, &other.field) == (lost.id, &lost.field)));
        overridden.extend(more);
        self.write(Arc::new(change), overridden.clone(), false).await?;
        self.tell_overridden(&overridden, false);
        Ok(())
    }

    /// Tells of values that gave way to others entered at the same time: those of other tabs to a change of
    /// this one (`is_own`), or those of this tab.
    pub fn tell_overridden(self, overridden: &[Overridden], is_own: bool) {
        let t = self.language();
        for lost in overridden {
            let told = self.peek(|desk| {
                let concerned = is_own || desk.recent().is_own(lost);
                concerned.then(|| app::overridden(t, desk.book(), desk.zone(), lost))
            });
            let Some((name, lines)) = told.flatten() else { continue };
            for line in lines {
                let app::FieldLine { field, before, after } = line;
                let (text, action) = if is_own {
                    let undo = Callback::new(move |()| self.send(Command::Undo));
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

    /// Shows a message.
    pub fn toast(self, kind: ToastKind, text: String, action: Option<(String, Callback<()>)>) {
        let id = self.next_toast.get_value();
        self.next_toast.set_value(id + 1);
        self.toasts.update(|toasts| {
            toasts.retain(|toast| toast.text != text);
            toasts.push(Toast { id, kind, text, action });
        });
        if kind == ToastKind::Undo {
            set_timeout(move || self.dismiss(id), std::time::Duration::from_secs(12));
        }
    }

    /// Takes a message away.
    pub fn dismiss(self, id: u64) {
        self.toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    }

    /// Goes to a screen.
    pub fn go(self, route: Route) {
        let _ = window().location().set_hash(&route.href());
    }

    /// Returns the language of the screen at this moment, for what is not a view.
    pub fn language(self) -> Language {
        let browser = window().navigator().language();
        self.preferences.with_untracked(|preferences| preferences.language(browser.as_deref()))
    }

    /// Alters the preferences, keeps them and makes the page follow.
    pub fn prefer(self, change: impl FnOnce(&mut Preferences)) {
        self.preferences.update(change);
        self.preferences.with_untracked(|preferences| self.services().keep(preferences));
    }
}

/// A phrase, to be said in the language of the screen.
pub type Phrase = fn(Language) -> &'static str;

/// Returns a signal of a phrase.
pub fn say(phrase: Phrase) -> Signal<String> {
    let language = use_language();
    Signal::derive(move || phrase(language.get()).to_owned())
}
