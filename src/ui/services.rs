//! What the browser does for the screen; `boot` provides it, so that the screen names no platform.

use std::sync::Arc;

use futures::future::LocalBoxFuture;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use crate::app::{
    Backup, BackupFolder, Erased, Failure, HistoryPart, Preferences, Reminders, Rewritten, Room, Snapshot,
    SnapshotReason, Usage,
};
use crate::book::{Book, Change, Erasure, Overridden};
use crate::exchange::BookFile;
use crate::model::{BookInfo, ChangeId, ContentSum, ContentSums, Day, Env, Instant, PersonId, Zone};
use crate::seal::Cipher;

/// What the browser does for the screen; `boot` provides it.
pub trait Services {
    /// Returns the time, the zone of `info`, fresh ids and `person`.
    fn env(&self, info: Option<&BookInfo>, person: Option<PersonId>) -> Env;
    /// Returns the preferences as they are kept now, by whichever tab; `None` where none can be kept.
    fn kept(&self) -> Option<Preferences>;
    /// Keeps the preferences and makes the page follow them.
    fn keep(&self, preferences: &Preferences);
    /// Returns the device's own time zone, an IANA name.
    fn device_zone(&self) -> Option<String>;
    /// Gives the user a file.
    fn download(&self, name: &str, mime: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.download_parts(name, mime, &[&Uint8Array::from(bytes)])
    }
    /// Gives the user a file, which is those parts in order: bytes, or what was [`Services::hand_over`].
    fn download_parts(&self, name: &str, mime: &str, parts: &[&JsValue]) -> Result<(), Failure>;
    /// Hands bytes to the browser, which keeps them outside the page's memory.
    fn hand_over(&self, parts: &[Uint8Array]) -> Result<Blob, Failure>;
    /// Returns how much room there is, if the browser says, and whether it promised to keep what is stored.
    fn storage(&self) -> LocalBoxFuture<'static, (Option<Room>, bool)>;
    /// Asks the browser to keep this site's data.
    fn persist(&self) -> LocalBoxFuture<'static, bool>;
    /// Returns whether notifications can be sent.
    fn reminders(&self) -> Reminders;
    /// Asks the user for notifications, from a press of a button, and returns what came of it.
    fn ask_reminders(&self) -> LocalBoxFuture<'static, Reminders>;
    /// Sends a notification and tells whether the browser took it.
    fn remind(&self, heading: &str, text: &str) -> bool;
    /// Notes for the other tabs that somebody is at work here.
    fn note_active(&self, now: Instant);
    /// Returns when somebody was last at work in any tab; `None` where that cannot be told.
    fn last_active(&self) -> Option<Instant>;
    /// Returns a picture of Today as it stands now, if it is what would be seen first.
    fn first_page(&self) -> Option<String>;
    /// Takes the picture of Today away, once the page itself stands beneath it.
    fn leave_first_page(&self);
    /// Lets the page draw and take input before it goes on.
    fn breathe(&self) -> LocalBoxFuture<'static, ()>;
    /// Does so too, and waits until nothing else is breathing: for what goes on behind the user's back.
    fn stand_by(&self) -> LocalBoxFuture<'static, ()>;
}

/// The book on the disk and the reading of files; there once the store has been opened.
pub trait Disk {
    /// Reads the book from the disk, telling how far it is; `None` if there is none.
    fn load(&self, progress: Box<dyn Fn(f64)>) -> LocalBoxFuture<'static, Result<Option<Book>, Failure>>;
    /// Returns what was kept as a glance at the book as it is on the disk, if anything was.
    fn glance(&self) -> LocalBoxFuture<'static, Result<Option<String>, Failure>>;
    /// Keeps a glance at the book as it was after a change; nothing, if it has changed since.
    fn keep_glance(&self, change: u64, text: String) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Puts a change on the disk with the bytes of what it attaches, and tells other tabs what it overrides.
    fn commit(
        &self,
        change: Arc<Change>,
        overridden: Vec<Overridden>,
        contents: Contents,
    ) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Has a change put on the disk by the tab that writes.
    fn ask(
        &self,
        change: Arc<Change>,
        overridden: Vec<Overridden>,
        contents: Contents,
    ) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Has the book's card put on the disk by the tab that writes; `id` is any that is not used.
    fn ask_for_card(&self, id: ChangeId, info: BookInfo) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Tells the tab that asked for something what came of it.
    fn answer(&self, change: ChangeId, outcome: Result<(), Failure>);
    /// Tells whether the browser cut the connection to the stored book.
    fn is_cut_off(&self) -> bool;
    /// Begins an empty book on the disk.
    fn begin(&self, info: BookInfo) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Puts a whole book on the disk, in place of what is there, with the bytes of attachments that came with it.
    fn replace(
        &self,
        file: Arc<BookFile>,
        contents: Contents,
        progress: Box<dyn Fn(f64)>,
    ) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Reads the bytes of an attachment; `None` if they are lost.
    fn content(&self, sum: ContentSum) -> LocalBoxFuture<'static, Result<Option<Uint8Array>, Failure>>;
    /// Returns which of those bytes are lost, having put back what can be.
    fn lost_contents(&self, sums: ContentSums) -> LocalBoxFuture<'static, Result<ContentSums, Failure>>;
    /// Lets go of the bytes of attachments that neither `kept` names nor the history.
    fn sweep_contents(&self, kept: ContentSums) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Puts a book from which a person was erased in the place of the stored one, and erases them from the history
    /// and the snapshots, with the bytes of the files that are `gone`; the history ends with `stone`.
    fn erase_person(
        &self,
        file: Arc<BookFile>,
        erasure: Erasure,
        gone: ContentSums,
        stone: Change,
    ) -> LocalBoxFuture<'static, Result<Erased, Failure>>;
    /// Returns how many changes at the end of the book that was read are gone.
    fn missing_changes(&self) -> u64;
    /// Tells whether this tab may write.
    fn is_writer(&self) -> bool;
    /// Tells whether the stored book has a lock, as far as this tab knows.
    fn has_lock(&self) -> bool;
    /// Opens the lock of the stored book, which can be loaded then.
    fn unlock(&self, cipher: Cipher, passphrase: String) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Forgets the key; with `all`, in every tab.
    fn lock(&self, all: bool);
    /// Locks the book with a passphrase, changes it, or takes the lock away.
    fn alter_lock(
        &self,
        cipher: Cipher,
        alteration: LockAlteration,
    ) -> LocalBoxFuture<'static, Result<Rewritten, Failure>>;
    /// Makes a snapshot readable that is sealed with another passphrase than the book.
    fn unlock_snapshot(
        &self,
        snapshot: Snapshot,
        cipher: Cipher,
        passphrase: String,
    ) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Seals a file of what was [`Services::hand_over`] with the key of the book.
    fn seal_file(&self, parts: Vec<Blob>) -> LocalBoxFuture<'static, Result<Vec<Blob>, Failure>>;
    /// Opens a sealed file with the key of the book, or with a passphrase.
    fn open_file(
        &self,
        file: leptos::web_sys::File,
        passphrase: Option<(Cipher, String)>,
    ) -> LocalBoxFuture<'static, Result<Uint8Array, Failure>>;
    /// Returns what is kept with a locked book in place of the preferences.
    fn private(&self) -> LocalBoxFuture<'static, Result<String, Failure>>;
    /// Keeps it.
    fn keep_private(&self, text: String) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Returns up to so many changes of the history before a number, or the last ones, newest first; and
    /// whether there are older ones.
    fn history(
        &self,
        before: Option<u64>,
        most: u64,
    ) -> LocalBoxFuture<'static, Result<HistoryPart, Failure>>;
    /// Returns how many changes of the history were made before a time and can be let go.
    fn older_history(&self, before: Instant) -> LocalBoxFuture<'static, Result<u64, Failure>>;
    /// Lets go of the changes that were made before a time, and returns how many went.
    fn compact_history(&self, before: Instant) -> LocalBoxFuture<'static, Result<u64, Failure>>;
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
        is_sealed: bool,
        parts: Vec<Blob>,
    ) -> LocalBoxFuture<'static, Result<String, Failure>>;
    /// Puts the book's card on the disk.
    fn set_info(&self, info: BookInfo) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Deletes the book from the disk.
    fn erase(&self) -> LocalBoxFuture<'static, Result<(), Failure>>;
    /// Gives a request to the worker, with the bytes that belong to it; returns its answer, or in technical
    /// words why there is none. The notes are JSON that only [`super::requests`] understands.
    fn request(&self, note: String, given: Given) -> LocalBoxFuture<'static, Result<Told, String>>;
}

/// The bytes of attachments by their checksums, in the browser's memory. Clones are the same bytes.
pub type Contents = Vec<(ContentSum, Uint8Array)>;

/// What is done to the lock of the book.
pub enum LockAlteration {
    /// It gets one, with that passphrase.
    Set(String),
    /// The old passphrase, and the new one.
    Change(String, String),
    /// It goes; the passphrase.
    Remove(String),
}

/// The bytes that go with a request.
pub enum Given {
    /// A file that the page has opened.
    Opened(Uint8Array),
    /// A file, of which the page itself reads nothing.
    File(leptos::web_sys::File),
    /// What the page made; handed over, and empty then.
    Parts(Vec<Uint8Array>),
}

/// The note and the bytes of an answer.
pub type Told = (String, Vec<Uint8Array>);
