//! Reading the whole book: in one transaction, so that no half of a change is seen, and piece by piece.
//!
//! Each piece arrives in a turn of its own, so the page stays alive between them.

use std::collections::VecDeque;

use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::chunks::{ChunkEntry, TouchedRecords};
use super::history::{Replay, Sealed};
use super::keyring::Keyring;
use super::locking::parsed_lock;
use super::manifest::{FORMAT, Manifest, card_sum};
use super::migrate::{self, JsonChunkEntry};
use super::{CHUNKS, LOG, META, StoreError, key};
use crate::book::{Book, BookBuilder};
use crate::model::{BookInfo, Record};
use crate::platform::ahead::Reader;
use crate::platform::clock;
use crate::platform::idb::{Database, Transaction};

/// How many pieces are asked for ahead of the one in hand: the browser reads them while others are taken in.
const AHEAD: usize = 16;

/// What the database holds.
pub enum Found {
    /// A whole book.
    Book(Box<FoundBook>),
    /// Nothing; whether it was erased by the user's wish.
    Nothing { erased: bool },
}

/// A book as it was read, and how it is stored.
pub struct FoundBook {
    pub book: Book,
    pub manifest: Manifest,
    /// Whether an earlier version stored it.
    pub is_earlier: bool,
    /// Whether that was one from before records lay in blocks.
    pub is_before_blocks: bool,
    /// Its chunks; `None` if they are not packed yet.
    pub entries: Option<Vec<ChunkEntry>>,
    /// What the changes in the log touched.
    pub touched: TouchedRecords,
}

/// Reads and verifies everything.
///
/// # Errors
/// [`StoreError::Locked`] if the book's lock is not the one that `ring` opens; [`StoreError::Damaged`].
pub async fn load(
    database: &Database,
    ring: Option<&Keyring>,
    progress: impl Fn(f64),
) -> Result<Found, StoreError> {
    let mut reader = Reader::of_page();
    loop {
        let found = load_from(database, ring, reader.as_ref(), &progress).await;
        // What was read ahead may be of a book that is gone by now.
        let is_outdated = reader.take().is_some() && matches!(found, Err(StoreError::Damaged(_)));
        if !is_outdated {
            return found;
        }
    }
}

async fn load_from(
    database: &Database,
    ring: Option<&Keyring>,
    reader: Option<&Reader>,
    progress: &impl Fn(f64),
) -> Result<Found, StoreError> {
    let transaction = database.read(&[META, CHUNKS, LOG])?;
    let lock = transaction.get(META, key::LOCK)?.watched();
    let [format, info, manifest, list, erased] =
        [key::FORMAT, key::INFO, key::MANIFEST, key::CHUNKS, key::ERASED]
            .map(|key| transaction.get(META, key).map(|asked| asked.watched()));
    let [chunk_count, log_count] =
        [CHUNKS, LOG].map(|store| transaction.count(store).map(|asked| asked.watched()));
    let lock = parsed_lock(&lock.result().await?)?;
    if lock.map(|lock| lock.id()) != ring.map(|ring| ring.lock().id()) {
        return Err(StoreError::Locked);
    }
    let format = format?.result().await?;
    let info = info?.result().await?;
    let manifest = manifest?.result().await?;
    let list = list?.result().await?;
    let erased = !erased?.result().await?.is_undefined();
    let chunk_count = chunk_count?.result().await?.as_f64();
    let log_count = log_count?.result().await?.as_f64();

    if format.is_undefined() && manifest.is_undefined() && info.is_undefined() && list.is_undefined() {
        return match (chunk_count, log_count) {
            (Some(0.0), Some(0.0)) => Ok(Found::Nothing { erased }),
            _ => Err(StoreError::Damaged("records without their manifest".to_owned())),
        };
    }
    let version = check_format(&format)?;
    let card = info.as_string().unwrap_or_default();
    let info: BookInfo = parsed(&info, "the book's card")?;
    let manifest: Manifest = parsed(&manifest, "the manifest")?;
    if !manifest.card_sum.is_empty() && manifest.card_sum != card_sum(&card) {
        return Err(StoreError::Damaged("the book's card is not as it was written".to_owned()));
    }
    let list = if version < migrate::PACKED_CHUNKS {
        ChunkList::Json(parsed(&list, "the list of chunks")?)
    } else {
        ChunkList::Packed(parsed(&list, "the list of chunks")?)
    };
    let (how_many, bytes) = list.size();
    if chunk_count != Some(how_many as f64) {
        return Err(StoreError::Damaged("chunks missing or too many".to_owned()));
    }
    if log_count != Some(manifest.kept() as f64) {
        return Err(StoreError::Damaged("changes missing or too many".to_owned()));
    }

    let (mut done, all) = (0u64, bytes + manifest.log_bytes);
    let mut advance = |bytes: u64| {
        done += bytes;
        progress(done as f64 / all.max(1) as f64);
    };
    let numbers: Vec<u64> = (manifest.log_from..=manifest.last_change).collect();
    let key = |number: &u64| JsValue::from_f64(*number as f64);
    let mut log = Vec::with_capacity(numbers.len());
    each(&transaction, LOG, &numbers, key, |number, value| {
        log.push((*number, value));
        Ok(())
    })
    .await?;
    let book = match &list {
        ChunkList::Packed(list) => packed_book(&transaction, reader, info, list, &mut advance).await?,
        ChunkList::Json(list) => json_book(&transaction, info, list, &mut advance).await?,
    };
    let mut replay = Replay::new(book, &manifest);
    for (number, value) in log {
        let sealed = Sealed::read(number, &value)?;
        replay.take(number, &sealed)?;
        advance(sealed.text.len() as u64);
    }
    replay.verify(&manifest)?;
    let (book, touched) = replay.finish();
    let entries = match list {
        ChunkList::Packed(entries) => Some(entries),
        ChunkList::Json(_) => None,
    };
    let (is_earlier, is_before_blocks) = (version < FORMAT, version < migrate::BLOCKS);
    Ok(Found::Book(Box::new(FoundBook { book, manifest, is_earlier, is_before_blocks, entries, touched })))
}

/// The list of chunks, of the present version or an earlier one.
enum ChunkList {
    Packed(Vec<ChunkEntry>),
    Json(Vec<JsonChunkEntry>),
}

impl ChunkList {
    /// Returns how many there are, and how many bytes they take.
    fn size(&self) -> (usize, u64) {
        match self {
            Self::Packed(list) => (list.len(), list.iter().map(|entry| u64::from(entry.bytes)).sum()),
            Self::Json(list) => (list.len(), list.iter().map(|entry| u64::from(entry.bytes)).sum()),
        }
    }
}

async fn packed_book(
    transaction: &Transaction,
    reader: Option<&Reader>,
    info: BookInfo,
    list: &[ChunkEntry],
    advance: &mut impl FnMut(u64),
) -> Result<Book, StoreError> {
    make_room(list.iter().map(|entry| entry.bytes as usize).sum());
    let mut builder = BookBuilder::new(info, list.iter().map(|entry| (entry.kind, entry.records as usize)));
    let mut absorb = |entry: &ChunkEntry, value| {
        let chunk = entry.read(value)?;
        builder.absorb(&chunk).map_err(|problem| StoreError::Damaged(problem.to_string()))?;
        advance(u64::from(entry.bytes));
        Ok(())
    };
    match reader {
        Some(reader) => {
            for entry in list {
                absorb(entry, reader.chunk(entry.key as f64).await)?;
                // Those that are there already would be taken in all at once.
                clock::next_task().await;
            }
        }
        None => each(transaction, CHUNKS, list, ChunkEntry::js_key, absorb).await?,
    }
    Ok(builder.finish())
}

/// Has the memory grow at once by what a book of so many stored bytes takes at least: a thousand small steps take the
/// browser far longer.
fn make_room(bytes: usize) {
    let mut room: Vec<u8> = Vec::new();
    // Where there is no room, the book will say so.
    let _ = room.try_reserve_exact(bytes / 2 * 3);
    drop(std::hint::black_box(room));
}

async fn json_book(
    transaction: &Transaction,
    info: BookInfo,
    list: &[JsonChunkEntry],
    advance: &mut impl FnMut(u64),
) -> Result<Book, StoreError> {
    let mut records: Vec<Record> = Vec::new();
    let key = |entry: &JsonChunkEntry| entry.key().into();
    each(transaction, CHUNKS, list, key, |entry, value| {
        records.append(&mut entry.read(value)?);
        advance(u64::from(entry.bytes));
        Ok(())
    })
    .await?;
    Book::assemble(info, records).map_err(|conflict| StoreError::Damaged(conflict.to_string()))
}

/// Returns the manifest, within a transaction that reads it.
pub async fn manifest(transaction: &Transaction) -> Result<Manifest, StoreError> {
    parsed(&transaction.get(META, key::MANIFEST)?.result().await?, "the manifest")
}

/// Returns the version of the stored form, and refuses one that this version does not know.
pub fn check_format(format: &JsValue) -> Result<f64, StoreError> {
    match format.as_f64() {
        Some(format) if format > FORMAT => Err(StoreError::Newer),
        Some(format) if format >= migrate::OLDEST => Ok(format),
        _ => Err(StoreError::Damaged("no known format".to_owned())),
    }
}

/// Reads values one after the other, with a few asked for ahead, which also keeps the transaction open.
pub async fn each<K>(
    transaction: &Transaction,
    store: &str,
    keys: &[K],
    key: impl Fn(&K) -> JsValue,
    mut take: impl FnMut(&K, JsValue) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut asked = VecDeque::with_capacity(AHEAD);
    let mut coming = keys.iter();
    loop {
        while asked.len() < AHEAD
            && let Some(next) = coming.next()
        {
            asked.push_back((next, transaction.get(store, key(next))?.watched()));
        }
        let Some((which, value)) = asked.pop_front() else { return Ok(()) };
        take(which, value.result().await?)?;
    }
}

/// Reads a stored value, and says what it is if that cannot be done.
pub fn parsed<T: DeserializeOwned>(value: &JsValue, what: &str) -> Result<T, StoreError> {
    let text = value.as_string().ok_or_else(|| StoreError::Damaged(format!("{what} is missing")))?;
    serde_json::from_slice(text.as_bytes()).map_err(|error| StoreError::Damaged(format!("{what}: {error}")))
}
