//! The book on the disk: packed chunks and a log of changes, in one IndexedDB database.
//!
//! Everything is written in strict transactions that are whole or not at all; what they must hold is
//! written with them and verified at reading. One tab writes; the others follow it and take over when
//! it goes. Nothing here decides what the user is shown, and nothing makes up an empty book.

mod chunks;
mod compaction;
mod contents;
mod erasure;
mod error;
mod history;
mod keyring;
mod load;
mod locking;
mod manifest;
mod migrate;
mod place;
mod shared;
mod snapshots;
mod tabs;
mod write;

use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

pub use contents::Contents;
pub use error::StoreError;
pub use locking::open_file;

use self::chunks::{ChunkEntry, Stretch};
use self::history::{Sealed, Sealing};
use self::load::{Found, FoundBook};
use self::manifest::Manifest;
use self::shared::Shared;
use self::tabs::News;
use self::write::{json, next_number, put_card, still, write_chunks};
use crate::app::{Backup, Failure, HistoryPart, Usage};
use crate::book::{Book, Change, ChangeWriting, Chunk, Overridden};
use crate::model::{BookInfo, ChangeId, ContentSums, Instant, Kind};
use crate::platform::idb::{Fault, Transaction};
use crate::platform::{clock, trace};

/// Rises with every new object store.
const VERSION: u32 = 2;
const META: &str = "meta";
const CHUNKS: &str = "chunks";
const LOG: &str = "log";
const FILES: &str = "files";
/// All stores: a lock covers each of them.
const STORES: [&str; 4] = [META, CHUNKS, LOG, FILES];

/// The keys of the store `meta`.
mod key {
    pub const FORMAT: &str = "format";
    pub const INFO: &str = "info";
    pub const MANIFEST: &str = "manifest";
    pub const CHUNKS: &str = "chunks";
    /// When the book was last exported, and the number of the last change that was in it.
    pub const BACKUP: &str = "backup";
    /// What the first screen shows of the book before it is read, with the number of the change that it is of.
    pub const GLANCE: &str = "glance";
    /// Set when the user erased the book: the database is then empty for a good reason.
    pub const ERASED: &str = "erased";
    /// The lock that everything else is sealed with.
    pub const LOCK: &str = "lock";
    /// Set while snapshots are still as they were before the lock was set or altered.
    pub const RESEAL: &str = "reseal";
    /// What the browser keeps of lists and columns for a locked book, in place of the preferences.
    pub const PRIVATE: &str = "private";
}

/// A log longer than this is packed when the book has been read: in changes and in bytes.
const LONGEST_LOG: (u64, u64) = (400, 4 << 20);

/// How many records of a change are written at once; one of more bytes lets the page breathe in between.
const AT_ONCE: usize = 1_000;
const LARGE: usize = 1 << 20;

/// How much of the history is read at once, in bytes.
const LARGEST_HISTORY: usize = 16 << 20;

/// The stored book. Clones are the same store; the last one gone closes it.
#[derive(Clone)]
pub struct Store {
    shared: Rc<Shared>,
}

impl Store {
    /// Opens the database, and asks to be the tab that writes.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Newer`], [`StoreError::Blocked`] or what the browser says.
    pub async fn open() -> Result<Self, StoreError> {
        Ok(Self { shared: Shared::open().await? })
    }

    /// Tells whether this tab may write.
    pub fn is_writer(&self) -> bool {
        self.shared.is_writer()
    }

    /// Tells whether the browser cut the connection to the stored book; reading it connects again.
    pub fn is_cut_off(&self) -> bool {
        self.shared.place.is_cut_off()
    }

    /// Calls `f` with each change that another tab stored, in order, once the book has been loaded; and with what
    /// it put something else in the place of.
    pub fn on_change(&self, f: impl Fn(Change, Vec<Overridden>) + 'static) {
        let f = move |(change, overridden)| f(change, overridden);
        *self.shared.listeners.change.borrow_mut() = Some(Rc::new(f));
    }

    /// Calls `f` with each change that another tab asks this one to store; [`Store::answer`] says what came of it.
    pub fn on_asked(&self, f: impl Fn(Change, Vec<Overridden>) + 'static) {
        let f = move |(change, overridden)| f(change, overridden);
        *self.shared.listeners.asked.borrow_mut() = Some(Rc::new(f));
    }

    /// Tells the other tabs what came of a change that one of them asked for.
    pub fn answer(&self, change: ChangeId, outcome: Result<(), Failure>) {
        self.shared.post(&News::Answered { change, failure: outcome.err() }.text());
    }

    /// Asks the tab that writes to store one change, which names those bytes. When this returns, the disk has it, and
    /// this tab follows it as any other.
    ///
    /// # Errors
    /// Why it is not stored; [`Failure::Unanswered`] if nobody says so.
    pub async fn ask(
        &self,
        change: &Change,
        overridden: &[Overridden],
        contents: &Contents,
    ) -> Result<(), Failure> {
        self.keep_contents(contents).await?;
        self.shared.ask(change, overridden).await
    }

    /// Calls `f` with each card of the book that another tab asks this one to store; [`Store::answer`] says what
    /// came of it.
    pub fn on_asked_card(&self, f: impl Fn(ChangeId, BookInfo) + 'static) {
        let f = move |(id, info)| f(id, info);
        *self.shared.listeners.asked_card.borrow_mut() = Some(Rc::new(f));
    }

    /// Calls `f` with the book's card when another tab has stored it.
    pub fn on_card(&self, f: impl Fn(BookInfo) + 'static) {
        *self.shared.listeners.card.borrow_mut() = Some(Rc::new(f));
    }

    /// Calls `f` when the book must be loaded again: another tab replaced it, or what was missed is not in the log.
    pub fn on_replaced(&self, f: impl Fn() + 'static) {
        *self.shared.listeners.replaced.borrow_mut() = Some(Rc::new(move |()| f()));
    }

    /// Calls `f` when this tab becomes the one that writes.
    pub fn on_writer(&self, f: impl Fn() + 'static) {
        *self.shared.listeners.writer.borrow_mut() = Some(Rc::new(move |()| f()));
    }

    /// Reads the book and verifies that it is whole; `None` if there never was one, or it was erased.
    /// `progress` goes from 0 to 1.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if anything is missing: never an empty book for a lost one.
    pub async fn load(&self, progress: impl Fn(f64)) -> Result<Option<Book>, StoreError> {
        let _turn = self.shared.turns.turn().await;
        self.shared.known.borrow_mut().set(None);
        self.shared.place.follow().await;
        let place = self.shared.place.number();
        // Before the database is read: what is noted had been stored by then.
        let noted = trace::noted_change(place);
        let mut read = self.read_all(&progress).await;
        if matches!(read, Err(StoreError::Locked)) && self.shared.place.keyring().is_some() {
            // Another tab took the lock away, or the book is another one.
            self.shared.place.set_keyring(None);
            read = self.read_all(&progress).await;
        }
        if matches!(read, Err(StoreError::Locked)) {
            trace::note();
            self.shared.leave();
            return Err(StoreError::Locked);
        }
        if self.shared.is_locked() {
            // The lock was taken away elsewhere, or the locked book gave way to another one.
            self.shared.enter().await;
        }
        let was_here = match &read {
            Ok(Found::Nothing { erased: false }) => trace::is_noted() || !self.snapshots().await.is_empty(),
            _ => false,
        };
        let is_damaged = was_here || matches!(read, Err(StoreError::Damaged(_)));
        self.shared.place.set_damaged(is_damaged);
        let mut found = match read? {
            Found::Book(found) => *found,
            Found::Nothing { .. } if was_here => return Err(StoreError::gone()),
            Found::Nothing { .. } => return Ok(None),
        };
        // A database that was cut short may be whole as it was some changes ago.
        self.shared.missing.set(noted.saturating_sub(found.manifest.last_change));
        trace::note_change(place, found.manifest.last_change);
        if self.is_writer() {
            self.pack_if_due(&mut found).await?;
        }
        self.shared.catch_up(&mut found.book, found.manifest)?;
        if self.is_writer() && self.shared.place.keyring().is_some() {
            let store = self.clone();
            spawn_local(async move { store.reseal_if_due().await });
        }
        Ok(Some(found.book))
    }

    /// Returns how many changes at the end of the book that was read had been stored once and are gone.
    pub fn missing_changes(&self) -> u64 {
        self.shared.missing.get()
    }

    /// Returns what was kept of the book as it is now, to be shown before all of it is read.
    ///
    /// # Errors
    /// What the browser says. One of another state of the book counts as none.
    pub async fn glance(&self) -> Result<Option<String>, StoreError> {
        let _turn = self.shared.turns.turn().await;
        let transaction = self.shared.place.database()?.read(&[META])?;
        let kept = transaction.get(META, key::GLANCE)?.watched();
        let manifest = load::manifest(&transaction).await?;
        let kept = kept.result().await?.as_string().unwrap_or_default();
        let good = kept.split_once('\n').filter(|(change, _)| change.parse() == Ok(manifest.last_change));
        Ok(good.map(|(_, text)| text.to_owned()))
    }

    /// Keeps what is to be shown of the book as it was after a change before all of it is read; nothing, if it has
    /// changed since.
    ///
    /// # Errors
    /// As [`Store::commit`].
    pub async fn keep_glance(&self, change: u64, text: &str) -> Result<(), StoreError> {
        let _turn = self.shared.turns.turn().await;
        let known = self.shared.known.borrow().manifest()?.clone();
        if known.last_change != change {
            return Err(StoreError::Outdated);
        }
        let transaction = self.write(&[META])?;
        let unchanged = still(&transaction, &known)?;
        transaction.put(META, key::GLANCE, &JsValue::from_str(&format!("{change}\n{text}")))?.unwatched();
        self.settle(transaction, unchanged).await
    }

    async fn read_all(&self, progress: impl Fn(f64)) -> Result<Found, StoreError> {
        let ring = self.shared.place.keyring();
        let database = self.shared.place.database()?;
        load::load(&database, ring.as_deref(), progress).await.map_err(StoreError::unreadable)
    }

    /// Begins a new, empty book.
    ///
    /// # Errors
    /// [`StoreError::Occupied`] if there is any trace of a book: erase it first.
    pub async fn begin(&self, info: &BookInfo) -> Result<(), StoreError> {
        let _turn = self.shared.turns.turn().await;
        let card = json(info)?;
        let transaction = self.write(&[META, CHUNKS, LOG, FILES])?;
        let found = transaction.get(META, key::MANIFEST)?.watched();
        let format = transaction.get(META, key::FORMAT)?.watched();
        let counts = [transaction.count(CHUNKS)?.watched(), transaction.count(LOG)?.watched()];
        let number = next_number(&transaction).await?;
        let mut empty = found.result().await?.is_undefined() && format.result().await?.is_undefined();
        for count in counts {
            empty &= count.result().await?.as_f64() == Some(0.0);
        }
        if !empty {
            return Err(StoreError::Occupied);
        }
        let manifest = Manifest::packed(number, &[], &card);
        transaction.clear(FILES)?.unwatched();
        put_card(&transaction, &card, &manifest, &[])?;
        self.finish(transaction).await?;
        self.is_another_book(Some(manifest));
        Ok(())
    }

    /// Stores one change, which puts those values in the place of others', with the bytes of the files that it
    /// attaches. When this returns, the disk has it.
    ///
    /// # Errors
    /// The disk is as it was before. [`StoreError::ReadOnly`] in a tab that does not write,
    /// [`StoreError::Outdated`] if the book must be loaded again first, [`StoreError::NoContent`] if bytes of a file
    /// are neither given nor there.
    pub async fn commit(
        &self,
        change: &Change,
        overridden: &[Overridden],
        contents: &Contents,
    ) -> Result<(), StoreError> {
        // What the change was made against: where no lock keeps other tabs from writing, news of one of
        // theirs may come in while this one waits.
        let made_against = self.shared.known.borrow().manifest()?.last_change;
        let _turn = self.shared.turns.turn().await;
        let before = self.shared.known.borrow().manifest()?.clone();
        if before.last_change != made_against {
            return Err(StoreError::Outdated);
        }
        let mut sealing = Sealing::of(&before.seal, before.last_change + 1);
        let (mut writing, mut text) = (ChangeWriting::of(change), String::new());
        let written = |error: serde_json::Error| StoreError::Failed(error.to_string());
        while let Some(piece) = writing.next_piece(AT_ONCE).map_err(written)? {
            sealing.take(&piece);
            text.push_str(&piece);
            if text.len() > LARGE {
                clock::next_task().await;
            }
        }
        let after = before.after(change, text.len(), sealing.finish());
        let after_text = after.text()?;
        let (bytes, stored) = (text.len(), JsValue::from_str(&history::text(&after.seal, &text)));
        drop(text);
        if bytes > LARGE {
            clock::next_task().await;
        }
        let named = contents::named(change);
        let with_files = [META, LOG, FILES];
        let transaction = self.write(if named.is_empty() { &with_files[..2] } else { &with_files })?;
        let unchanged = still(&transaction, &before)?;
        let are_bytes_there = contents::put(&transaction, &named, contents)?;
        let number = JsValue::from_f64(after.last_change as f64);
        transaction.add(LOG, number, &stored)?.unwatched();
        transaction.put(META, key::MANIFEST, &JsValue::from_str(&after_text))?.unwatched();
        if contents::must_have_bytes(change) && !are_bytes_there.await.unwrap_or(true) {
            return Err(StoreError::NoContent);
        }
        self.settle(transaction, unchanged).await?;
        let news = News::of_change(&after, change, overridden, bytes);
        trace::note_change(self.shared.place.number(), after.last_change);
        self.shared.known.borrow_mut().set(Some(after));
        self.shared.post(&news.text());
        Ok(())
    }

    /// Replaces the whole book. The old one is gone only when the new one is on the disk; one that could not be
    /// read stays where it is for good, and the new one goes elsewhere.
    /// Chunks come by kind, customers before what belongs to them. Of the bytes of attachments those are given that
    /// came with the book; others are kept where they are here, or in the copy beside the snapshots, and are lost
    /// where they are not. `progress` goes from 0 to 1.
    ///
    /// # Errors
    /// The disk is as it was before.
    pub async fn replace(
        &self,
        info: &BookInfo,
        chunks: &[Chunk],
        mut given: Contents,
        progress: impl Fn(f64),
    ) -> Result<(), StoreError> {
        let needed = contents::needed(chunks)?;
        let _turn = self.shared.turns.turn().await;
        // A locked book stays where it is, as one does that cannot be read.
        if self.shared.is_locked() {
            self.shared.enter().await;
        }
        if !self.is_writer() {
            return Err(StoreError::ReadOnly);
        }
        given.extend(self.found_elsewhere(&needed, &given).await);
        let has_moved = self.shared.place.leave_if_damaged().await?;
        match self.write_anew(info, chunks, (&needed, &given), progress).await {
            Ok(manifest) => {
                self.shared.place.set_damaged(false);
                self.is_another_book(Some(manifest));
                Ok(())
            }
            Err(error) => {
                if has_moved {
                    self.shared.place.go_back().await;
                }
                Err(error)
            }
        }
    }

    async fn write_anew(
        &self,
        info: &BookInfo,
        chunks: &[Chunk],
        (needed, given): (&ContentSums, &Contents),
        progress: impl Fn(f64),
    ) -> Result<Manifest, StoreError> {
        let card = json(info)?;
        let entries = chunks::entries(chunks)?;
        let transaction = self.write(&[META, CHUNKS, LOG, FILES])?;
        let format = transaction.get(META, key::FORMAT)?.watched();
        let number = next_number(&transaction).await?;
        if load::check_format(&format.result().await?) == Err(StoreError::Newer) {
            return Err(StoreError::Newer);
        }
        let ring = self.shared.place.keyring();
        let kept = [key::PRIVATE, key::RESEAL]
            .map(|key| Ok::<_, Fault>((key, transaction.get(META, key)?.watched())));
        let mut again = Vec::new();
        for kept in kept {
            let (key, asked) = kept?;
            again.extend(
                asked.result().await.ok().filter(|value| !value.is_undefined()).map(|value| (key, value)),
            );
        }
        let manifest = Manifest::packed(number, &entries, &card);
        let there = contents::keys(&transaction).await?;
        // Those that are nowhere were lost before.
        drop(contents::put(&transaction, needed, given)?);
        contents::remove_others(&transaction, &there, needed)?;
        write_chunks(&transaction, &[META, CHUNKS, LOG], &entries, chunks, progress).await?;
        if let Some(ring) = ring {
            transaction.put(META, key::LOCK, &JsValue::from_str(&ring.lock().text()))?.unwatched();
            for (key, value) in again {
                transaction.put(META, key, &value)?.unwatched();
            }
        }
        put_card(&transaction, &card, &manifest, &entries)?;
        self.finish(transaction).await?;
        Ok(manifest)
    }

    /// Returns up to `most` changes of the history, newest first, each with its number: those before the
    /// number `before`, or the last ones. Fewer if they are large, but one at least; and whether there are
    /// older ones.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if one is missing or unreadable.
    pub async fn history(&self, before: Option<u64>, most: u64) -> Result<HistoryPart, StoreError> {
        let _turn = self.shared.turns.turn().await;
        let transaction = self.shared.place.database()?.read(&[META, LOG])?;
        let manifest = load::manifest(&transaction).await?;
        let end = before.unwrap_or(u64::MAX).min(manifest.last_change.saturating_add(1));
        let start = end.saturating_sub(most).max(manifest.history_from());
        let (mut changes, mut bytes) = (Vec::new(), 0);
        for number in (start..end).rev() {
            if bytes > LARGEST_HISTORY {
                break;
            }
            let value = transaction.get(LOG, JsValue::from_f64(number as f64))?.result().await?;
            let sealed = Sealed::read(number, &value)?;
            bytes += sealed.text.len();
            changes.push((number, sealed.change(number)?));
        }
        let oldest = changes.last().map_or(end, |(number, _)| *number);
        Ok(HistoryPart { changes, goes_on: oldest > manifest.history_from() })
    }

    /// Verifies that no change of the history is missing or altered. Returns how many there are, and how many
    /// of them, the first ones, were written before changes were sealed.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] with the first change that is not as it was written.
    pub async fn check_history(&self) -> Result<(u64, u64), StoreError> {
        let _turn = self.shared.turns.turn().await;
        let transaction = self.shared.place.database()?.read(&[META, LOG])?;
        let manifest = load::manifest(&transaction).await?;
        let numbers: Vec<u64> = (manifest.history_from()..=manifest.last_change).collect();
        let key = |number: &u64| JsValue::from_f64(*number as f64);
        let (mut seal, mut unsealed) = (manifest.history_seal.clone(), 0);
        load::each(&transaction, LOG, &numbers, key, |number, value| {
            let sealed = Sealed::read(*number, &value)?;
            unsealed += u64::from(sealed.seal.is_none());
            seal = sealed.verify(&seal, *number)?;
            Ok(())
        })
        .await?;
        if seal != manifest.seal {
            return Err(StoreError::Damaged("the changes do not end where they must".to_owned()));
        }
        Ok((manifest.kept(), unsealed))
    }

    /// Returns when the book was last exported from here, and how many changes have been stored since.
    ///
    /// # Errors
    /// What the browser says. An unreadable note counts as none.
    pub async fn backup(&self) -> Result<Backup, StoreError> {
        let known = self.shared.known.borrow().manifest()?.clone();
        let transaction = self.shared.place.database()?.read(&[META])?;
        let noted =
            transaction.get(META, key::BACKUP)?.result().await.ok().and_then(|noted| noted.as_string());
        let noted = noted.and_then(|text| serde_json::from_slice::<(Instant, u64)>(text.as_bytes()).ok());
        let since = noted.map_or(known.history_from().saturating_sub(1), |(_, number)| number);
        Ok(Backup { last: noted.map(|(at, _)| at), changes: known.last_change.saturating_sub(since) })
    }

    /// Notes that the book has been exported as it was after the change with that number. Every tab may: the note
    /// is about this browser, not about the book.
    ///
    /// # Errors
    /// The disk is as it was before.
    pub async fn note_backup(&self, at: Instant, last_change: u64) -> Result<(), StoreError> {
        let _turn = self.shared.turns.turn().await;
        let transaction = self.shared.place.database()?.write(&[META])?;
        self.same_lock(&transaction).await?;
        transaction.put(META, key::BACKUP, &JsValue::from_str(&json(&(at, last_change))?))?.unwatched();
        self.finish(transaction).await
    }

    /// Returns what the book takes on the disk.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn usage(&self) -> Result<Usage, StoreError> {
        let transaction = self.shared.place.database()?.read(&[META])?;
        let list = transaction.get(META, key::CHUNKS)?.result().await?;
        let entries: Vec<ChunkEntry> = load::parsed(&list, "the list of chunks")?;
        let mut usage = Usage::default();
        for kind in Kind::ALL.iter().copied() {
            let of_kind = entries.iter().filter(|entry| entry.kind == kind);
            let bytes = of_kind.map(|entry| u64::from(entry.bytes)).sum::<u64>();
            if bytes > 0 {
                usage.records.push((kind, bytes));
            }
        }
        let snapshots: u64 = self.snapshots().await.iter().map(|(_, bytes)| bytes).sum();
        usage.snapshots = snapshots + self.copied_bytes().await;
        Ok(usage)
    }

    /// Stores the book's own card.
    ///
    /// # Errors
    /// As [`Store::commit`].
    pub async fn set_info(&self, info: &BookInfo) -> Result<(), StoreError> {
        let _turn = self.shared.turns.turn().await;
        let known = self.shared.known.borrow().manifest()?.clone();
        let card = json(info)?;
        let after = Manifest { card_sum: manifest::card_sum(&card), ..known.clone() };
        let transaction = self.write(&[META])?;
        let unchanged = still(&transaction, &known)?;
        transaction.put(META, key::INFO, &JsValue::from_str(&card))?.unwatched();
        transaction.put(META, key::MANIFEST, &JsValue::from_str(&after.text()?))?.unwatched();
        self.settle(transaction, unchanged).await?;
        self.shared.known.borrow_mut().set(Some(after));
        self.shared.post(&News::Stored.text());
        Ok(())
    }

    /// Asks the tab that writes to store the book's own card.
    ///
    /// # Errors
    /// Why it is not stored; [`Failure::Unanswered`] if nobody says so.
    pub async fn ask_for_card(&self, id: ChangeId, info: &BookInfo) -> Result<(), Failure> {
        self.shared.ask_for_card(id, info).await
    }

    /// Erases the book, whole or damaged, and every trace that there was one.
    ///
    /// # Errors
    /// The disk is as it was before. [`StoreError::Newer`] for a book of a newer version.
    pub async fn erase(&self) -> Result<(), StoreError> {
        let _turn = self.shared.turns.turn().await;
        if self.shared.is_locked() {
            self.shared.enter().await;
        }
        match self.clear(true).await {
            // Even the trace has no room on a full disk; to make room is what erasing is for.
            Err(StoreError::Quota) => self.clear(false).await?,
            cleared => cleared?,
        }
        self.shared.place.forget_keys();
        self.forget_snapshots().await;
        self.forget_all_copies().await;
        self.shared.place.delete_others().await;
        self.is_another_book(None);
        Ok(())
    }

    /// Clears everything; `traced` leaves a note that it was meant, in case the marker outlives the book.
    async fn clear(&self, traced: bool) -> Result<(), StoreError> {
        let transaction = self.write(&[META, CHUNKS, LOG, FILES])?;
        let format = transaction.get(META, key::FORMAT)?.watched();
        let number = next_number(&transaction).await?;
        if load::check_format(&format.result().await?) == Err(StoreError::Newer) {
            return Err(StoreError::Newer);
        }
        for store in [META, CHUNKS, LOG, FILES] {
            transaction.clear(store)?.unwatched();
        }
        if traced {
            transaction.put(META, key::ERASED, &JsValue::from_f64(number as f64))?.unwatched();
        }
        self.finish(transaction).await
    }

    fn write(&self, stores: &[&str]) -> Result<Transaction, StoreError> {
        if !self.is_writer() {
            return Err(StoreError::ReadOnly);
        }
        Ok(self.shared.place.database()?.write(stores)?)
    }

    /// Ends a transaction that counts on nobody else having written.
    async fn settle(
        &self,
        transaction: Transaction,
        unchanged: impl Future<Output = Result<bool, Fault>>,
    ) -> Result<(), StoreError> {
        match unchanged.await {
            Ok(false) => {
                drop(transaction);
                self.shared.must_read_again();
                Err(StoreError::Outdated)
            }
            Err(fault) if fault.name == Fault::SEALED => Err(fault.into()),
            // If even that cannot be asked, the transaction knows why.
            _ => self.finish(transaction).await,
        }
    }

    async fn finish(&self, transaction: Transaction) -> Result<(), StoreError> {
        match transaction.finish().await {
            Ok(()) => Ok(()),
            Err(_) if self.shared.place.database().is_ok_and(|database| database.is_closed()) => {
                Err(StoreError::Closed)
            }
            Err(fault) => Err(fault.into()),
        }
    }

    fn is_another_book(&self, manifest: Option<Manifest>) {
        match &manifest {
            Some(manifest) => trace::note_change(self.shared.place.number(), manifest.last_change),
            None => trace::forget(),
        }
        self.shared.known.borrow_mut().set(manifest);
        self.shared.post(&News::Replaced.text());
    }

    /// Moves a long log into the chunks, and stores a book of an earlier version in the present form.
    ///
    /// Nobody else has the book yet, so the page may breathe in between.
    async fn pack_if_due(&self, found: &mut FoundBook) -> Result<(), StoreError> {
        let (changes, bytes) = LONGEST_LOG;
        let is_long = found.manifest.logged() > changes || found.manifest.log_bytes > bytes;
        let packed = match &found.entries {
            None => self.store_anew(&found.book, &found.manifest).await,
            Some(entries) if found.is_before_blocks => match self.pack(found, entries, |_| true).await {
                // Both forms beside each other take room. What nothing touched can stay, and is only slower to read.
                Err(StoreError::Quota) => self.pack(found, entries, |stretch| stretch.is_touched).await,
                packed => packed,
            },
            Some(entries) if is_long || found.is_earlier => {
                self.pack(found, entries, |stretch| stretch.is_touched).await
            }
            Some(_) => return Ok(()),
        };
        match packed {
            Ok(manifest) => found.manifest = manifest,
            // In an earlier form it can be read, but nothing can be added to it.
            Err(error) if found.is_earlier => return Err(error),
            Err(error) => web_sys::console::warn_1(&format!("the log stays as it is: {error}").into()),
        }
        Ok(())
    }

    /// Writes those stretches of the book anew that `is_due`.
    async fn pack(
        &self,
        found: &FoundBook,
        entries: &[ChunkEntry],
        is_due: impl Fn(&Stretch<'_>) -> bool,
    ) -> Result<Manifest, StoreError> {
        let FoundBook { book, manifest, touched, .. } = found;
        let transaction = self.write(&[META, CHUNKS])?;
        let unchanged = still(&transaction, manifest)?;
        let mut next_key = entries.iter().map(|entry| entry.key).max().unwrap_or(0) + 1;
        let mut after = Vec::with_capacity(entries.len());
        for stretch in chunks::stretches(entries, touched) {
            if !is_due(&stretch) {
                after.extend(stretch.chunk.cloned());
                continue;
            }
            if let Some(entry) = stretch.chunk {
                transaction.delete(CHUNKS, entry.js_key())?.unwatched();
            }
            for chunk in book.chunks_of(stretch.kind, stretch.first, stretch.end) {
                let entry = ChunkEntry::of(next_key, &chunk)?;
                transaction.put(CHUNKS, entry.js_key(), &chunks::stored(&chunk))?.result().await?;
                after.push(entry);
                next_key += 1;
            }
        }
        self.finish_packing(transaction, unchanged, book, manifest, &after).await
    }

    async fn store_anew(&self, book: &Book, manifest: &Manifest) -> Result<Manifest, StoreError> {
        let chunks = book.chunks();
        let entries = chunks::entries(&chunks)?;
        let transaction = self.write(&[META, CHUNKS])?;
        let unchanged = still(&transaction, manifest)?;
        write_chunks(&transaction, &[CHUNKS], &entries, &chunks, |_| {}).await?;
        self.finish_packing(transaction, unchanged, book, manifest, &entries).await
    }

    async fn finish_packing(
        &self,
        transaction: Transaction,
        unchanged: impl Future<Output = Result<bool, Fault>>,
        book: &Book,
        before: &Manifest,
        entries: &[ChunkEntry],
    ) -> Result<Manifest, StoreError> {
        let card = json(book.info())?;
        let after = before.repacked(entries, &card);
        if after.counts != before.counts {
            return Err(StoreError::Failed("the chunks do not hold what the book holds".to_owned()));
        }
        put_card(&transaction, &card, &after, entries)?;
        self.settle(transaction, unchanged).await?;
        Ok(after)
    }
}
