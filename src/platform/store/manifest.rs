//! What the store must find when it reads the book: written in the same transactions as the book itself.
//!
//! A browser's database can lose records without a word (limits.md, section 3); only such a list tells.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use xxhash_rust::xxh64::xxh64;

use super::StoreError;
use super::chunks::ChunkEntry;
use crate::book::{Book, Change};
use crate::model::{Kind, Record};

/// The version of the stored form; a greater one on the disk is never touched.
///
/// It rises with whatever an older version could not read: also with a new field or word of a record, as
/// those stand in the chunks. `migrate` says what each version was.
pub const FORMAT: f64 = 8.0;

/// The kinds that the first version knew. One that came later is counted once there is a record of it.
const ALWAYS_COUNTED: [Kind; 6] =
    [Kind::Person, Kind::Customer, Kind::Contact, Kind::Order, Kind::Interaction, Kind::NextAction];

/// How many records of each kind.
pub type Counts = BTreeMap<Kind, u64>;

/// The state of the stored book as a whole. Changes whenever a record does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The number of the last change. It only grows, also when a whole book is replaced.
    pub last_change: u64,
    /// The number of the first change that is in the log and not in the chunks.
    pub log_from: u64,
    /// The size of those changes of the log that are not in the chunks, in bytes.
    pub log_bytes: u64,
    /// The number of the first change that the history keeps; 0 stands for `log_from`.
    #[serde(default)]
    pub history_from: u64,
    /// The seal of the last change that the history let go; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub history_seal: String,
    /// The seal of the last change that is in the chunks; empty where there is none.
    #[serde(default)]
    pub packed_seal: String,
    /// The seal of the last change.
    #[serde(default)]
    pub seal: String,
    /// The checksum of the book's card; empty where an earlier version wrote it.
    #[serde(default)]
    pub card_sum: String,
    /// The records in the book.
    pub counts: Counts,
}

/// Returns the checksum of the book's card as it is stored.
pub fn card_sum(card: &str) -> String {
    format!("{:016x}", xxh64(card.as_bytes(), 0))
}

impl Manifest {
    /// Returns the manifest of a book whose records are all in those chunks, and that has no history yet.
    pub fn packed(last_change: u64, chunks: &[ChunkEntry], card: &str) -> Self {
        let mut counts: Counts = ALWAYS_COUNTED.iter().map(|kind| (*kind, 0)).collect();
        for chunk in chunks {
            *counts.entry(chunk.kind).or_default() += u64::from(chunk.records);
        }
        let next = last_change.saturating_add(1);
        Self {
            last_change,
            log_from: next,
            log_bytes: 0,
            history_from: next,
            history_seal: String::new(),
            packed_seal: String::new(),
            seal: String::new(),
            card_sum: card_sum(card),
            counts,
        }
    }

    /// Returns the manifest once everything is in those chunks; the history stays.
    pub fn repacked(&self, chunks: &[ChunkEntry], card: &str) -> Self {
        Self {
            history_from: self.history_from(),
            history_seal: self.history_seal.clone(),
            packed_seal: self.seal.clone(),
            seal: self.seal.clone(),
            ..Self::packed(self.last_change, chunks, card)
        }
    }

    /// Returns the number of the first change that the history keeps.
    pub fn history_from(&self) -> u64 {
        if self.history_from == 0 { self.log_from } else { self.history_from }
    }

    /// Returns how many changes the history keeps.
    pub fn kept(&self) -> u64 {
        self.last_change.saturating_add(1).saturating_sub(self.history_from())
    }

    /// Returns the manifest once `change`, of so many bytes and with that seal, is in the book.
    pub fn after(&self, change: &Change, bytes: usize, seal: String) -> Self {
        let mut next = self.clone();
        next.last_change += 1;
        next.log_bytes += bytes as u64;
        next.seal = seal;
        for kind in change.added.iter().map(Record::kind) {
            *next.counts.entry(kind).or_default() += 1;
        }
        for kind in change.removed.iter().map(Record::kind) {
            let count = next.counts.entry(kind).or_default();
            *count = count.saturating_sub(1);
        }
        next.counts.retain(|kind, count| *count > 0 || ALWAYS_COUNTED.contains(kind));
        next
    }

    /// Returns how many changes are not in the chunks yet.
    pub fn logged(&self) -> u64 {
        self.last_change.saturating_add(1).saturating_sub(self.log_from)
    }

    /// Refuses a book that does not hold as many records as it must.
    pub fn verify(&self, book: &Book) -> Result<(), StoreError> {
        for kind in Kind::ALL.iter().copied() {
            let found = book.count(kind) as u64;
            let expected = self.counts.get(&kind).copied().unwrap_or(0);
            if found != expected {
                let kind = kind.id();
                return Err(StoreError::Damaged(format!("{found} of {expected} records of kind {kind}")));
            }
        }
        Ok(())
    }

    /// Returns its stored form, the same for equal manifests.
    pub fn text(&self) -> Result<String, StoreError> {
        serde_json::to_string(self).map_err(|error| StoreError::Failed(error.to_string()))
    }
}
