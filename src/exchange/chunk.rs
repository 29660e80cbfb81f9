//! The stored form: JSON arrays of one kind's records, in the order of their ids, one record a line.
//!
//! A browser stores these chunks and the JSON book holds them, so equal books have equal chunks.

use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::book::{Book, Table};
use crate::model::{
    Contact, Customer, Interaction, Kind, NextAction, Order, Person, PolicyVersion, Record, RecordFields,
};

/// A chunk is closed once it holds this many bytes.
const FULL: usize = 1 << 20;

/// About 1 MiB of records of one kind, as a canonical JSON array; never an empty one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// The kind of all its records.
    pub kind: Kind,
    /// The array: `[`, one record a line, `]`.
    pub json: Vec<u8>,
}

/// A chunk that is not an array of records of its kind.
#[derive(Debug, Error)]
#[error("a chunk of {kind:?} cannot be read: {reason}")]
pub struct ChunkProblem {
    /// The kind it should hold.
    pub kind: Kind,
    /// What is wrong, and at which line of the chunk.
    pub reason: serde_json::Error,
}

/// Returns all records of a book as chunks, in the order of kinds and then of ids.
pub fn cut(book: &Book) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        let mut cutter = Cutter::new(kind);
        match kind {
            Kind::Person => cutter.push_all(book.people()),
            Kind::Customer => cutter.push_all(book.customers()),
            Kind::Contact => cutter.push_all(book.contacts()),
            Kind::Order => cutter.push_all(book.orders()),
            Kind::Interaction => cutter.push_all(book.interactions()),
            Kind::NextAction => cutter.push_all(book.next_actions()),
            Kind::Policy => cutter.push_all(book.policies()),
        }
        chunks.append(&mut cutter.finish());
    }
    chunks
}

/// Returns the records of a chunk.
///
/// # Errors
/// It is not JSON, or not an array of records of its kind.
pub fn records(chunk: &Chunk) -> Result<Vec<Record>, ChunkProblem> {
    fn of<R: DeserializeOwned + Into<Record>>(json: &[u8]) -> Result<Vec<Record>, serde_json::Error> {
        Ok(serde_json::from_slice::<Vec<R>>(json)?.into_iter().map(Into::into).collect())
    }
    match chunk.kind {
        Kind::Person => of::<Person>(&chunk.json),
        Kind::Customer => of::<Customer>(&chunk.json),
        Kind::Contact => of::<Contact>(&chunk.json),
        Kind::Order => of::<Order>(&chunk.json),
        Kind::Interaction => of::<Interaction>(&chunk.json),
        Kind::NextAction => of::<NextAction>(&chunk.json),
        Kind::Policy => of::<PolicyVersion>(&chunk.json),
    }
    .map_err(|reason| ChunkProblem { kind: chunk.kind, reason })
}

/// Writes a record in its canonical form: compact, declared field order, no defaults.
pub(super) fn write_record(out: &mut Vec<u8>, record: &impl Serialize) {
    let written = serde_json::to_writer(out, record);
    // Writing to memory cannot fail, and no record holds what JSON cannot say.
    debug_assert!(written.is_ok());
}

/// Gathers the lines of one kind into chunks. Where it cuts depends on the bytes alone.
pub(super) struct Cutter {
    kind: Kind,
    open: Vec<u8>,
    full: Vec<Chunk>,
}

impl Cutter {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, open: Vec::new(), full: Vec::new() }
    }

    /// Adds one record, which `write` appends.
    pub(super) fn push(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        self.open.extend_from_slice(if self.open.is_empty() { b"[\n" } else { b",\n" });
        write(&mut self.open);
        if self.open.len() >= FULL {
            self.close();
        }
    }

    fn push_all<R: RecordFields + Serialize>(&mut self, table: &Table<R>) {
        for record in table.sorted() {
            self.push(|out| write_record(out, record));
        }
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.open.extend_from_slice(b"\n]");
            self.full.push(Chunk { kind: self.kind, json: std::mem::take(&mut self.open) });
        }
    }

    pub(super) fn finish(mut self) -> Vec<Chunk> {
        self.close();
        self.full
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, IdSource, Instant, Money};

    fn large_book() -> Book {
        let now = Instant::from_millis(1_700_000_000_000);
        let mut ids = IdSource::new(now, [1; 16]);
        let customer = Customer::new(ids.draw(), "北辰科技".into(), now);
        let orders: Vec<Record> = (0..12_000)
            .map(|n| Order::new(ids.draw(), customer.id, Day::default(), Money::yuan(n)).into())
            .collect();
        Book::assemble(crate::model::BookInfo::begun(now), std::iter::once(customer.into()).chain(orders))
            .unwrap()
    }

    #[test]
    fn chunks_hold_all_records_in_order_and_stay_small() {
        let book = large_book();
        let chunks = cut(&book);
        assert!(chunks.len() >= 3, "{}", chunks.len());
        assert!(chunks.iter().all(|chunk| chunk.json.len() < FULL + 1000));
        let all: Vec<Record> = chunks.iter().flat_map(|chunk| records(chunk).unwrap()).collect();
        assert_eq!(all.len(), book.len());
        assert!(all.iter().is_sorted_by_key(|record| (record.kind(), record.id())));
        assert_eq!(cut(&Book::assemble(book.info().clone(), all).unwrap()), chunks);
    }

    #[test]
    fn an_empty_book_has_no_chunks() {
        assert_eq!(cut(&Book::begun(Instant::from_millis(0))), []);
    }

    #[test]
    fn a_chunk_of_another_kind_is_refused() {
        let mut chunk = cut(&large_book()).remove(0);
        chunk.kind = Kind::Order;
        assert_eq!(records(&chunk).unwrap_err().kind, Kind::Order);
    }
}
