//! What every screen shares: the open book, the language, and what is chosen and open.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use futures::future::LocalBoxFuture;
use futures::lock::Mutex;
use leptos::prelude::*;

use crate::app::{
    self, BackupFolder, CustomerTable, Desk, Failure, InteractionDraft, List, Preferences, RecordRow,
    Refusal, Room, Route, TierFilter, TodayTable, View, WorkList,
};
use crate::book::{Change, IdHasher};
use crate::facts::Measure;
use crate::model::{
    ArrangementSort, AttachmentId, BuyerTypeId, ChangeId, Channel, ContactId, ContentSum, ContentSums,
    ContractId, CustomerId, Day, Env, FeedbackId, InteractionId, NeedId, OrderId, PersonId, PlanId, Record,
    Source, Zone,
};
use crate::policy::Policy;
use crate::text::Language;

use super::components::{Toast, ToastKind, use_language};
use super::glance::Glance;
use super::services::{Contents, Disk, Given, Services, Told};

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
    /// There is one, locked with a passphrase.
    Locked,
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

/// How long a save takes before that is shown.
const SLOW: Duration = Duration::from_millis(60);

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
    /// One attachment, to look at.
    File(AttachmentId),
    /// What is held on a contact, to hand over or to erase.
    Rights(ContactId),
    /// Adding or editing an order.
    Order(CustomerId, Option<OrderId>),
    /// Editing the master data of a customer.
    Profile(CustomerId),
    /// Adding or editing a contract.
    Contract(CustomerId, Option<ContractId>),
    /// Editing a retention plan, or making one: for the risk at a place, or by hand.
    Plan(CustomerId, Option<PlanId>, Option<usize>),
    /// Marking a customer as 重点关注.
    Watch(CustomerId),
    /// Altering a type of buyer, or adding one.
    BuyerType(Option<BuyerTypeId>),
    /// A source is altered, or added.
    Source(Option<Source>),
    /// Setting the letters of the industry at a place.
    Prefix(usize),
    /// Adding or editing a need.
    Need(CustomerId, Option<NeedId>),
    /// Adding or editing a feedback.
    Feedback(CustomerId, Option<FeedbackId>),
    /// The summary of a contact for the customer.
    Summary(InteractionId),
    /// Setting a customer's tier by hand.
    Tier(CustomerId),
    /// Stating a fact of a customer, of that measure if it is known.
    Fact(CustomerId, Option<Measure>),
    /// Arranging something with a customer, about the obligation at a place.
    Arrange(CustomerId, ArrangementSort, Option<u8>),
    /// Adding or editing a team member.
    Person(Option<PersonId>),
    /// Editing many customers at once: those of [`Session::many`].
    Many,
    /// Editing many records of a list at once: those of [`Session::many_records`].
    ManyRecords(List),
    /// Recording one contact with each of [`Session::many`].
    RecordMany,
    /// Asking why the contacts of [`Session::moving`] may go over a cap.
    Move,
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
    pub(super) disk: StoredValue<Option<Rc<dyn Disk>>, LocalStorage>,
    pub(super) turn: StoredValue<Arc<Mutex<()>>>,
    /// The change that the writing tab has been asked for.
    pub(super) asked: StoredValue<Option<ChangeId>>,
    revision: RwSignal<u64>,
    pub(super) next_toast: StoredValue<u64>,
    /// How far the book is open.
    pub phase: RwSignal<Phase>,
    /// Whether everything is on the disk.
    pub saving: RwSignal<Saving>,
    /// What is shown of that: under way only what takes a while, for a page that draws meanwhile makes the disk wait.
    pub saving_shown: RwSignal<Saving>,
    /// Whether the book is only in this page any more: the browser cut the connection to the stored one.
    pub cut_off: RwSignal<bool>,
    /// Whether this tab may write.
    pub writer: RwSignal<bool>,
    /// Whether the book has a lock.
    pub has_lock: RwSignal<bool>,
    /// What is filled in and not saved, each with a number of its own.
    pub(super) unsaved: StoredValue<Vec<(u64, Signal<bool>)>>,
    /// Language, theme, person.
    pub preferences: RwSignal<Preferences>,
    /// The screen that is shown; `None` for an address that leads nowhere.
    pub route: RwSignal<Option<Route>>,
    /// The form that is open.
    pub panel: RwSignal<Option<Panel>>,
    /// The bytes of files that were picked and that no change has named yet.
    pub staged: StoredValue<Contents, LocalStorage>,
    /// The bytes of attachments that came with the book that was read last.
    pub came_along: StoredValue<Contents, LocalStorage>,
    /// Attachments whose bytes are lost.
    pub lost: RwSignal<Arc<ContentSums>>,
    /// What is typed into the search.
    pub typed: RwSignal<String>,
    /// Which tier the customer list shows.
    pub tier: RwSignal<TierFilter>,
    /// How the customer list is arranged.
    pub view: RwSignal<View>,
    /// What is worked out for the customer list.
    pub table: StoredValue<CustomerTable>,
    /// The list of 今日, as last shown.
    pub due: StoredValue<TodayTable>,
    /// What 今日 shows while the book is being read, if it has been kept.
    pub glance: RwSignal<Option<Arc<Glance>>>,
    /// The customers that are ticked.
    pub chosen: RwSignal<Arc<IdSet>>,
    /// The customers that the form for many is about.
    pub many: StoredValue<Vec<CustomerId>>,
    /// The records that the form for many is about.
    pub many_records: StoredValue<Vec<RecordRow>>,
    /// The list of the page 待补 that was chosen.
    pub work_list: RwSignal<Option<WorkList>>,
    /// The screen before this one.
    before: StoredValue<Option<Route>>,
    /// The list that was shown last.
    last_list: StoredValue<Route>,
    /// The label of the field that the next form begins at, where not at its first.
    pub begin_at: StoredValue<String>,
    /// Contacts on their way to other days, which the form for them is about.
    pub moving: StoredValue<Vec<(CustomerId, String, Day)>>,
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
    /// A policy that was read from a file, with the file's name, until the editor takes it as its draft.
    pub imported_policy: RwSignal<Option<(String, Policy)>>,
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
            saving_shown: RwSignal::new(Saving::Done),
            cut_off: RwSignal::new(false),
            writer: RwSignal::new(true),
            has_lock: RwSignal::new(false),
            unsaved: StoredValue::new(Vec::new()),
            preferences: RwSignal::new(preferences),
            route: RwSignal::new(None),
            panel: RwSignal::new(None),
            staged: StoredValue::new_local(Contents::new()),
            came_along: StoredValue::new_local(Contents::new()),
            lost: RwSignal::new(Arc::default()),
            typed: RwSignal::new(String::new()),
            tier: RwSignal::new(TierFilter::All),
            view: RwSignal::new(View::default()),
            table: StoredValue::new(CustomerTable::default()),
            due: StoredValue::new(TodayTable::default()),
            glance: RwSignal::new(None),
            chosen: RwSignal::new(Arc::new(IdSet::default())),
            many: StoredValue::new(Vec::new()),
            many_records: StoredValue::new(Vec::new()),
            work_list: RwSignal::new(None),
            before: StoredValue::new(None),
            last_list: StoredValue::new(Route::Customers),
            begin_at: StoredValue::new(String::new()),
            moving: StoredValue::new(Vec::new()),
            toasts: RwSignal::new(Vec::new()),
            imported: StoredValue::new(None),
            folder: RwSignal::new(None),
            room: RwSignal::new(None),
            exported: Trigger::new(),
            snapshot_made: Trigger::new(),
            prefilled: StoredValue::new(None),
            imported_policy: RwSignal::new(None),
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

    /// Returns the bytes of the files that a change attaches, as far as this page has them.
    pub fn contents_for(self, change: &Change) -> Contents {
        let sums = change.added.iter().filter_map(|record| match record {
            Record::Attachment(file) => Some(file.sum),
            _ => None,
        });
        let held = |held: StoredValue<Contents, LocalStorage>, sum: &ContentSum| {
            held.with_value(|held| held.iter().find(|(own, _)| own == sum).map(|(_, bytes)| bytes.clone()))
        };
        let found = |sum| Some((sum, held(self.staged, &sum).or_else(|| held(self.came_along, &sum))?));
        sums.filter_map(found).collect()
    }

    /// Lets go of the bytes of files that were picked.
    pub fn let_staged_go(self) {
        self.staged.set_value(Contents::new());
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
            self.note_saving(if cut_off { Saving::Failed } else { Saving::Done });
        }
    }

    /// Notes whether everything is on the disk.
    pub fn note_saving(self, now: Saving) {
        self.saving.set(now);
        if now == Saving::UnderWay {
            set_timeout(move || self.saving_shown.set(self.saving.get_untracked()), SLOW);
        } else {
            self.saving_shown.set(now);
        }
    }

    /// Tells whether the book is open, and again when that changes.
    pub fn is_open(self) -> bool {
        self.phase.with(|phase| *phase == Phase::Open)
    }

    /// Returns what is shown of a book that is still being read, and again when that changes.
    pub fn glanced(self) -> Option<Arc<Glance>> {
        if self.is_open() { None } else { self.glance.get() }
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

    /// Shows the screen of an address, and remembers which it came from.
    pub fn follow(self, route: Option<Route>) {
        let before = self.route.get_untracked();
        self.before.set_value(before);
        if let Some(list @ (Route::Today | Route::Customers | Route::Records(_) | Route::Work)) = before {
            self.last_list.set_value(list);
        }
        self.route.set(route);
        self.panel.set(None);
    }

    /// Returns the list that the page of a customer is left to.
    pub fn last_list(self) -> Route {
        self.last_list.get_value()
    }

    /// Returns the customer whose page was shown before this screen.
    pub fn came_from_customer(self) -> Option<CustomerId> {
        match self.before.get_value() {
            Some(Route::Customer(id)) => Some(id),
            _ => None,
        }
    }

    /// Returns the language of the screen at this moment, for what is not a view.
    pub fn language(self) -> Language {
        let browser = window().navigator().language();
        self.preferences.with_untracked(|preferences| preferences.language(browser.as_deref()))
    }

    /// Alters the preferences, keeps them and makes the page follow.
    pub fn prefer(self, change: impl FnOnce(&mut Preferences)) {
        // What another tab has set since is neither lost nor put back.
        let kept = self.services().kept();
        let now = self.preferences.get_untracked();
        let mut preferences = kept.unwrap_or_else(|| now.clone());
        let has_lock = self.has_lock.get_untracked();
        if has_lock {
            preferences = preferences.with_private(&now.private());
        }
        change(&mut preferences);
        if has_lock {
            self.services().keep(&preferences.without_private());
            self.keep_private(&now, &preferences);
        } else {
            self.services().keep(&preferences);
        }
        self.preferences.set(preferences);
    }
}

/// A phrase, to be said in the language of the screen.
pub type Phrase = fn(Language) -> &'static str;

/// Returns a signal of a phrase.
pub fn say(phrase: Phrase) -> Signal<String> {
    let language = use_language();
    Signal::derive(move || phrase(language.get()).to_owned())
}
