//! Chunks on their way to and from the database.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use super::StoreError;
use crate::book::{Change, Chunk};
use crate::model::{Kind, Record, RecordId};

/// One chunk as it must be found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChunkEntry {
    /// The key under which it is stored; a chunk never changes, its successor has another key.
    pub key: u64,
    /// The kind of its records.
    pub kind: Kind,
    /// The id of its first record.
    pub first: RecordId,
    /// How many records it holds.
    pub records: u32,
    /// Its size in bytes.
    pub bytes: u32,
    /// The checksum of its bytes, in hexadecimal digits.
    pub sum: String,
}

impl ChunkEntry {
    /// Returns what must be found of `chunk`, stored under `key`.
    pub fn of(key: u64, chunk: &Chunk) -> Result<Self, StoreError> {
        let too_long = |_| StoreError::Failed("a chunk is too long".to_owned());
        let bytes = u32::try_from(chunk.bytes.len()).map_err(too_long)?;
        let sum = format!("{:016x}", chunk.sum());
        Ok(Self { key, kind: chunk.kind, first: chunk.first, records: chunk.records, bytes, sum })
    }

    /// Returns the key as the database takes it.
    pub fn js_key(&self) -> JsValue {
        JsValue::from_f64(self.key as f64)
    }

    /// Returns the chunk that the database gave.
    ///
    /// # Errors
    /// It is not there, or not what was written.
    pub fn read(&self, stored: JsValue) -> Result<Chunk, StoreError> {
        let damaged = |reason: &str| {
            StoreError::Damaged(format!("{} records from chunk {}: {reason}", self.kind.id(), self.key))
        };
        let bytes = stored.dyn_into::<Uint8Array>().map_err(|_| damaged("missing"))?;
        if bytes.length() != self.bytes {
            return Err(damaged("not as long as they were"));
        }
        let chunk =
            Chunk { kind: self.kind, first: self.first, records: self.records, bytes: bytes.to_vec() };
        if format!("{:016x}", chunk.sum()) != self.sum {
            return Err(damaged("not as they were written"));
        }
        Ok(chunk)
    }
}

/// Returns what must be found of the chunks of a whole book.
pub fn entries(chunks: &[Chunk]) -> Result<Vec<ChunkEntry>, StoreError> {
    (1..).zip(chunks).map(|(key, chunk)| ChunkEntry::of(key, chunk)).collect()
}

/// Returns a chunk's bytes as the database takes them.
pub fn stored(chunk: &Chunk) -> JsValue {
    Uint8Array::from(chunk.bytes.as_slice()).into()
}

/// The records that changes in the log touched, which are in the chunks otherwise or not at all.
#[derive(Debug, Default)]
pub struct TouchedRecords {
    ids: BTreeMap<Kind, BTreeSet<RecordId>>,
}

impl TouchedRecords {
    /// Adds those of one change.
    pub fn add(&mut self, change: &Change) {
        let whole =
            change.added.iter().chain(&change.removed).map(|record| (record.kind(), Record::id(record)));
        let altered = change.updated.iter().map(|update| (update.kind, update.id));
        for (kind, id) in whole.chain(altered) {
            self.ids.entry(kind).or_default().insert(id);
        }
    }
}

impl TouchedRecords {
    /// Tells whether any of a kind is from `first` on and before `end`.
    fn is_any(&self, kind: Kind, first: Option<RecordId>, end: Option<RecordId>) -> bool {
        let range =
            (first.map_or(Bound::Unbounded, Bound::Included), end.map_or(Bound::Unbounded, Bound::Excluded));
        self.ids.get(&kind).is_some_and(|ids| ids.range(range).next().is_some())
    }
}

/// A stretch of one kind's ids: the chunk that holds it, if there is one, and whether it must be packed anew.
#[derive(Debug)]
pub struct Stretch<'a> {
    /// Its kind.
    pub kind: Kind,
    /// The first id that belongs to it; `None` for the very first stretch.
    pub first: Option<RecordId>,
    /// The first id that does not; `None` for the last one.
    pub end: Option<RecordId>,
    /// The chunk.
    pub chunk: Option<&'a ChunkEntry>,
    /// Whether a record in it was touched.
    pub is_touched: bool,
}

/// Cuts all ids into stretches, one for each chunk, and one for each kind that has none yet.
pub fn stretches<'a>(entries: &'a [ChunkEntry], touched: &TouchedRecords) -> Vec<Stretch<'a>> {
    let mut stretches = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        let start = stretches.len();
        for entry in entries.iter().filter(|entry| entry.kind == kind) {
            let is_first = stretches.len() == start;
            let first = (!is_first).then_some(entry.first);
            if let Some(before) = stretches.last_mut().filter(|_| !is_first) {
                let before: &mut Stretch<'_> = before;
                before.end = Some(entry.first);
            }
            stretches.push(Stretch { kind, first, end: None, chunk: Some(entry), is_touched: false });
        }
        if stretches.len() == start {
            stretches.push(Stretch { kind, first: None, end: None, chunk: None, is_touched: false });
        }
    }
    for stretch in &mut stretches {
        stretch.is_touched = touched.is_any(stretch.kind, stretch.first, stretch.end);
    }
    stretches
}
