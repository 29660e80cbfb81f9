//! Snapshots: the stored book as it is, in files of the browser that lie apart from its databases, so that one
//! damaged file cannot take both.
//!
//! A file is a line with a mark, the checksum and the length of its head; the head as JSON; then the chunks and
//! the changes since, as they are stored. All of it is verified when it is read.

use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Array, JsString, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use xxhash_rust::xxh64::xxh64;

use super::chunks::{self, ChunkEntry};
use super::contents::COPIES;
use super::history::{Replay, Sealed, Sealing};
use super::keyring::{Keyring, file_head};
use super::load::{check_format, each, parsed};
use super::manifest::{FORMAT, Manifest};
use super::write::json;
use super::{CHUNKS, LOG, META, Store, StoreError, key};
use crate::app::{Rewritten, Snapshot, SnapshotReason, outlived};
use crate::book::{Book, BookBuilder, Erasure};
use crate::model::{BookInfo, ContentSums, Day, Instant, Kind, Zone};
use crate::platform::clock;
use crate::platform::folder::{self, Folder};
use crate::platform::lock::{self, Held};
use crate::platform::trace::SNAPSHOTS;
use crate::seal::MARK as MARK_SEALED;

const MARK: &str = "wellkept-snapshot";
/// How much of a change is looked through before the page may draw again.
const AT_ONCE: u32 = 1 << 20;
/// How many characters a seal has.
const SEAL: u32 = 64;
/// The name of the lock of whoever makes a snapshot or writes them anew.
const ALONE: &str = "wellkept-snapshots";

/// What a snapshot says of itself.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    format: f64,
    info: BookInfo,
    manifest: Manifest,
    chunks: Vec<ChunkEntry>,
    /// The size of each change of the log that is not in the chunks, in bytes.
    changes: Vec<u32>,
}

impl Store {
    /// Returns the snapshots, newest first, each with its size in bytes. Where the browser keeps no files there
    /// are none.
    pub async fn snapshots(&self) -> Vec<(Snapshot, u64)> {
        let Ok(Some(folder)) = Folder::own(SNAPSHOTS, false).await else { return Vec::new() };
        let mut found = Vec::new();
        for name in folder.names().await.unwrap_or_default() {
            // An empty one is being made, or the browser was closed while it was.
            if let (Some(snapshot), Ok(bytes @ 1..)) = (Snapshot::from_name(&name), folder.size(&name).await)
            {
                found.push((snapshot, bytes));
            }
        }
        crate::order::by_key(&mut found, |(one, _)| std::cmp::Reverse((one.at, one.last_change)));
        found
    }

    /// Returns the number of the last change on the disk.
    ///
    /// # Errors
    /// [`StoreError::Outdated`] if the book must be read again first.
    pub fn last_change(&self) -> Result<u64, StoreError> {
        Ok(self.shared.known.borrow().manifest()?.last_change)
    }

    /// Makes a snapshot of what is on the disk, then lets go of those that need not be kept.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if the book is not whole: nothing is let go then. [`StoreError::Unavailable`] where
    /// the browser keeps no files.
    pub async fn take_snapshot(
        &self,
        reason: SnapshotReason,
        at: Instant,
        zone: Zone,
    ) -> Result<Snapshot, StoreError> {
        let folder = Folder::own(SNAPSHOTS, true).await?;
        let folder = folder.ok_or_else(|| StoreError::Unavailable("no files of its own".to_owned()))?;
        let _alone = Self::snapshots_alone().await;
        folder.remove_unfinished().await;
        let (head, values) = self.stored_as_it_is().await?;
        let counts = &head.manifest.counts;
        let snapshot = Snapshot {
            at,
            last_change: head.manifest.last_change,
            reason,
            customers: counts.get(&Kind::Customer).copied().unwrap_or(0) as usize,
            records: counts.values().sum::<u64>() as usize,
        };
        // The copies first: a snapshot that is there has them. Where there is no room for them, it is still worth making.
        if let Err(error) = self.copy_contents(&snapshot).await {
            web_sys::console::warn_1(&format!("attachments are not copied: {error}").into());
        }
        write(&folder, &snapshot, &head, &values, self.shared.place.keyring().as_deref()).await?;
        self.let_go(&folder, zone, zone.day_of(at)).await;
        Ok(snapshot)
    }

    /// Reads a snapshot and verifies that it is whole. With `onwards`, the changes that the database still has
    /// since then are added, as far as their seals follow on; returns how many those were.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] or [`StoreError::Newer`].
    pub async fn read_snapshot(&self, snapshot: &Snapshot, onwards: bool) -> Result<(Book, u64), StoreError> {
        let file = self.snapshot_file(&snapshot.name()).await?;
        let mut rest = Rest { bytes: in_the_open(&file, &self.shared.place.keys()).await?, at: 0 };
        let head = rest.head()?;
        if head.format > FORMAT {
            return Err(StoreError::Newer);
        }
        let portions = head.chunks.iter().map(|entry| (entry.kind, entry.records as usize));
        let mut builder = BookBuilder::new(head.info, portions);
        for entry in &head.chunks {
            let chunk = entry.read(rest.take(entry.bytes)?.into())?;
            builder.absorb(&chunk).map_err(|problem| StoreError::Damaged(problem.to_string()))?;
        }
        let mut replay = Replay::new(builder.finish(), &head.manifest);
        for (number, length) in (head.manifest.log_from..).zip(&head.changes) {
            let text = String::from_utf8_lossy(&rest.take(*length)?.to_vec()).into_owned();
            replay.take(number, &Sealed::parse(number, text)?)?;
        }
        replay.verify(&head.manifest)?;
        let mut added = 0;
        let log = self.shared.place.database().and_then(|database| Ok(database.read(&[LOG])?));
        if onwards && let Ok(transaction) = log {
            let mut number = head.manifest.last_change + 1;
            while let Ok(asked) = transaction.get(LOG, JsValue::from_f64(number as f64))
                && let Ok(value) = asked.result().await
                && let Ok(sealed) = Sealed::read(number, &value)
                && replay.take(number, &sealed).is_ok()
            {
                (added, number) = (added + 1, number + 1);
            }
        }
        Ok((replay.finish().0, added))
    }

    /// Returns the file of a snapshot as it lies there.
    pub(super) async fn snapshot_file(&self, name: &str) -> Result<Uint8Array, StoreError> {
        let gone = || StoreError::Damaged("the snapshot is not there".to_owned());
        let folder = Folder::own(SNAPSHOTS, false).await?.ok_or_else(gone)?;
        folder.read(name).await.map_err(|_| StoreError::Damaged("the snapshot is not whole".to_owned()))
    }

    /// Writes the snapshots anew that are not as they must be: sealed with the lock of `to`, or open. With a lock, one
    /// that cannot be written anew goes. Returns how many were written anew, and how many went.
    ///
    /// # Errors
    /// One could neither be written anew nor removed.
    pub(super) async fn rewrite_snapshots(
        &self,
        from: Option<&Rc<Keyring>>,
        to: Option<&Rc<Keyring>>,
    ) -> Result<Rewritten, StoreError> {
        let done = rewrite_folder(SNAPSHOTS, from, to).await?;
        // A copy of an attachment that goes is only a copy.
        rewrite_folder(COPIES, from, to).await?;
        Ok(done)
    }

    /// Waits until no other tab makes a snapshot or erases somebody from them, and keeps it so until what is
    /// returned is dropped: one that is being made is on no list yet. `None` where tabs have no locks.
    pub(super) async fn snapshots_alone() -> Option<Held> {
        lock::wait_for(ALONE).await
    }

    /// Erases a person from every snapshot, whose changes are sealed anew; one that cannot be read goes whole.
    /// Returns how many were written anew, and how many went; `gone` takes the bytes of attachments that went.
    ///
    /// # Errors
    /// One could neither be written anew nor removed: the person may still be in it.
    pub(super) async fn erase_from_snapshots(
        &self,
        erasure: &Erasure,
        seals: &BTreeMap<u64, String>,
        gone: &mut ContentSums,
    ) -> Result<(usize, usize), StoreError> {
        let Some(folder) = Folder::own(SNAPSHOTS, false).await? else { return Ok((0, 0)) };
        let (mut altered, mut removed) = (0, 0);
        for name in folder.names().await? {
            let Some((snapshot, book)) = self.without(&name, erasure, gone).await else {
                // What is in it cannot be told.
                folder.remove(&name).await?;
                removed += 1;
                continue;
            };
            let seal = seals.get(&snapshot.last_change).cloned().unwrap_or_default();
            let ring = self.shared.place.keyring();
            let clean = write_anew(&folder, &snapshot, &book, seal, ring.as_deref()).await?;
            self.rename_list(&snapshot.name(), &clean.name()).await?;
            altered += 1;
        }
        Ok((altered, removed))
    }

    /// Returns what a file among the snapshots holds, without the person; `None` if it cannot be read.
    async fn without(
        &self,
        name: &str,
        erasure: &Erasure,
        gone: &mut ContentSums,
    ) -> Option<(Snapshot, Book)> {
        let snapshot = Snapshot::from_name(name)?;
        let (mut book, _) = self.read_snapshot(&snapshot, false).await.ok()?;
        let before = book.content_sums();
        erasure.erase_from(&mut book).ok()?;
        gone.add(before.without(&book.content_sums()).iter());
        Some((snapshot, book))
    }

    /// Removes every snapshot.
    pub async fn forget_snapshots(&self) {
        let Ok(Some(folder)) = Folder::own(SNAPSHOTS, false).await else { return };
        for name in folder.names().await.unwrap_or_default() {
            // What cannot be removed now is tried again with the next erasing.
            let _ = folder.remove(&name).await;
        }
    }

    /// Reads all that a snapshot holds, in one transaction, and verifies the chunks.
    async fn stored_as_it_is(&self) -> Result<(Head, Vec<JsValue>), StoreError> {
        let turn = self.shared.turns.turn().await;
        let transaction = self.shared.place.database()?.read(&[META, CHUNKS, LOG])?;
        let [format, info, manifest, list] = [key::FORMAT, key::INFO, key::MANIFEST, key::CHUNKS]
            .map(|key| transaction.get(META, key).map(|asked| asked.watched()));
        let format = check_format(&format?.result().await?)?;
        let info: BookInfo = parsed(&info?.result().await?, "the book's card")?;
        let manifest: Manifest = parsed(&manifest?.result().await?, "the manifest")?;
        let list = list?.result().await?;
        if format != FORMAT {
            return Err(StoreError::Outdated);
        }
        let chunks: Vec<ChunkEntry> = parsed(&list, "the list of chunks")?;
        let mut values = Vec::with_capacity(chunks.len());
        each(&transaction, CHUNKS, &chunks, ChunkEntry::js_key, |entry, value| {
            entry.read(value.clone())?;
            values.push(value);
            Ok(())
        })
        .await?;
        let numbers: Vec<u64> = (manifest.log_from..=manifest.last_change).collect();
        let number_key = |number: &u64| JsValue::from_f64(*number as f64);
        let mut stored = Vec::with_capacity(numbers.len());
        each(&transaction, LOG, &numbers, number_key, |_, value| {
            stored.push(value);
            Ok(())
        })
        .await?;
        // Others may write from here on.
        drop(turn);
        let (mut seal, mut changes) = (manifest.packed_seal.clone(), Vec::with_capacity(numbers.len()));
        for (number, value) in numbers.into_iter().zip(stored) {
            let (bytes, sealed) = verified(&seal, number, &value).await?;
            seal = sealed;
            changes.push(bytes.length());
            values.push(bytes.into());
        }
        Ok((Head { format, info, manifest, chunks, changes }, values))
    }

    async fn let_go(&self, folder: &Folder, zone: Zone, today: Day) {
        let all: Vec<Snapshot> = self.snapshots().await.into_iter().map(|(snapshot, _)| snapshot).collect();
        for snapshot in outlived(&all, zone, today) {
            // One too many does no harm.
            let _ = folder.remove(&snapshot.name()).await;
        }
        let left: Vec<Snapshot> = self.snapshots().await.into_iter().map(|(snapshot, _)| snapshot).collect();
        // A copy too many does no harm either.
        let _ = self.let_copies_go(&left).await;
    }
}

/// Returns a stored change as bytes, and its seal, when it follows the seal `before`.
///
/// A large one (an import is one change) is made into bytes by the browser and looked through in steps: as a text it would
/// take several times its room in the page's memory, which never shrinks, and hold the page up.
async fn verified(before: &str, number: u64, value: &JsValue) -> Result<(Uint8Array, String), StoreError> {
    let is_large = value.dyn_ref::<JsString>().is_some_and(|text| text.length() > AT_ONCE);
    if !is_large {
        let seal = Sealed::read(number, value)?.verify(before, number)?;
        return Ok((Uint8Array::from(value.as_string().unwrap_or_default().as_bytes()), seal));
    }
    let bytes = folder::text_bytes(value).await?;
    let head = bytes.subarray(0, SEAL + 1).to_vec();
    let found = head.strip_suffix(b"\n").and_then(|head| std::str::from_utf8(head).ok());
    let Some(found) = found else {
        // Before there were seals.
        let seal = Sealed::read(number, value)?.verify(before, number)?;
        return Ok((bytes, seal));
    };
    let (mut sealing, mut at) = (Sealing::of(before, number), SEAL + 1);
    while at < bytes.length() {
        let end = at.saturating_add(AT_ONCE).min(bytes.length());
        sealing.take(bytes.subarray(at, end).to_vec());
        at = end;
        clock::next_task().await;
    }
    let seal = sealing.finish();
    if seal == found {
        Ok((bytes, seal))
    } else {
        Err(StoreError::Damaged(format!("change {number}: it is not as it was written")))
    }
}

/// Writes a snapshot anew with another book in it, which has no changes besides its chunks.
async fn write_anew(
    folder: &Folder,
    snapshot: &Snapshot,
    book: &Book,
    seal: String,
    ring: Option<&Keyring>,
) -> Result<Snapshot, StoreError> {
    let chunks = book.chunks();
    let entries = chunks::entries(&chunks)?;
    let packed = Manifest::packed(snapshot.last_change, &entries, &json(book.info())?);
    let manifest = Manifest { packed_seal: seal.clone(), seal, ..packed };
    let records = manifest.counts.values().sum::<u64>() as usize;
    let info = book.info().clone();
    let head = Head { format: FORMAT, info, manifest, chunks: entries, changes: Vec::new() };
    let values: Vec<JsValue> = chunks.iter().map(chunks::stored).collect();
    let clean = Snapshot { records, ..snapshot.clone() };
    write(folder, &clean, &head, &values, ring).await?;
    if clean.name() != snapshot.name() {
        folder.remove(&snapshot.name()).await?;
    }
    Ok(clean)
}

/// Writes the file of a snapshot.
async fn write(
    folder: &Folder,
    snapshot: &Snapshot,
    head: &Head,
    values: &[JsValue],
    ring: Option<&Keyring>,
) -> Result<(), StoreError> {
    let head = json(head)?;
    let line = format!("{MARK} {:016x} {}\n", xxh64(head.as_bytes(), 0), head.len());
    let parts = Array::of2(&line.into(), &head.into());
    for value in values {
        parts.push(value);
    }
    put(folder, &snapshot.name(), &parts, ring).await
}

/// Writes the parts of a snapshot, sealed if there is a key: packed first, for what is sealed does not pack.
pub(super) async fn put(
    folder: &Folder,
    name: &str,
    parts: &Array,
    ring: Option<&Keyring>,
) -> Result<(), StoreError> {
    let Some(ring) = ring else { return Ok(folder.write(name, parts).await?) };
    let sealed = ring.seal_file(&folder::packed(parts).await?).await?;
    Ok(folder.write(name, &sealed.iter().collect()).await?)
}

/// Does so in one folder.
async fn rewrite_folder(
    folder: &str,
    from: Option<&Rc<Keyring>>,
    to: Option<&Rc<Keyring>>,
) -> Result<Rewritten, StoreError> {
    let mut done = Rewritten::default();
    let Some(folder) = Folder::own(folder, false).await? else { return Ok(done) };
    folder.remove_unfinished().await;
    for name in folder.names().await? {
        match rewritten(&folder, &name, from, to.map(Rc::as_ref)).await {
            Ok(true) => done.snapshots += 1,
            Ok(false) => {}
            Err(_) if to.is_some() => {
                folder.remove(&name).await?;
                done.removed += 1;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

/// Writes a snapshot anew, sealed or not; tells whether it was not so already.
async fn rewritten(
    folder: &Folder,
    name: &str,
    from: Option<&Rc<Keyring>>,
    to: Option<&Keyring>,
) -> Result<bool, StoreError> {
    let file = folder.read(name).await?;
    let lock = if is_sealed(&file) { Some(file_head(&file)?.0.lock().clone()) } else { None };
    if lock.as_ref() == to.map(Keyring::lock) {
        return Ok(false);
    }
    // Sealed with the key of another book: it opens with its own passphrase, as it always did.
    if let Some(lock) = &lock
        && from.is_none_or(|ring| ring.lock().id() != lock.id())
    {
        return Ok(false);
    }
    let keys: Vec<_> = from.into_iter().cloned().collect();
    let plain = in_the_open(&file, &keys).await?;
    put(folder, name, &Array::of1(&plain), to).await?;
    Ok(true)
}

/// Tells whether a snapshot is sealed.
pub fn is_sealed(file: &Uint8Array) -> bool {
    let start = file.subarray(0, file.length().min(MARK_SEALED.len() as u32)).to_vec();
    start == MARK_SEALED.as_bytes()
}

/// Returns what a snapshot holds, opened with whichever key fits.
pub(super) async fn in_the_open(file: &Uint8Array, keys: &[Rc<Keyring>]) -> Result<Uint8Array, StoreError> {
    if !is_sealed(file) {
        return Ok(file.clone());
    }
    let (head, _) = file_head(file)?;
    let ring = keys.iter().find(|ring| ring.lock().id() == head.lock().id()).ok_or(StoreError::Locked)?;
    let opened = ring.open_file(file).await?;
    folder::unpacked(&opened).await.map_err(|_| StoreError::Damaged("the snapshot is not whole".to_owned()))
}

/// What of a snapshot has not been read yet.
struct Rest {
    bytes: Uint8Array,
    at: u32,
}

impl Rest {
    fn take(&mut self, length: u32) -> Result<Uint8Array, StoreError> {
        let end = self.at.checked_add(length).filter(|end| *end <= self.bytes.length());
        let end = end.ok_or_else(|| StoreError::Damaged("the snapshot is cut short".to_owned()))?;
        let taken = self.bytes.subarray(self.at, end);
        self.at = end;
        Ok(taken)
    }

    fn head(&mut self) -> Result<Head, StoreError> {
        let damaged = || StoreError::Damaged("the snapshot's head is not as it was written".to_owned());
        let start = self.bytes.subarray(0, self.bytes.length().min(128)).to_vec();
        let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let line = std::str::from_utf8(line).map_err(|_| damaged())?;
        let [MARK, sum, length] = line.split(' ').collect::<Vec<_>>()[..] else { return Err(damaged()) };
        let length = length.parse().map_err(|_| damaged())?;
        self.at = u32::try_from(line.len()).unwrap_or(u32::MAX).saturating_add(1);
        let head = self.take(length)?.to_vec();
        if format!("{:016x}", xxh64(&head, 0)) != sum {
            return Err(damaged());
        }
        serde_json::from_slice(&head).map_err(|_| damaged())
    }
}
