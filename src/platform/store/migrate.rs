//! Books as earlier versions of the stored form left them, read so that they can be stored in the present one.
//!
//! | version | what it was |
//! |--:|---|
//! | 1 | chunks are JSON arrays; changes are dropped once they are packed |
//! | 2 | changes stay as the history, each with its seal |
//! | 3 | chunks are packed records with a checksum, under numbers that are never used again |
//! | 4 | the same, with kinds and fields that version 3 did not know |
//! | 5 | the same, with master data, contracts, plans, types of buyer and letters of numbers |
//! | 6 | the same, with attachments, whose bytes lie in an object store of their own |
//! | 7 | the same, with sources in the user's own words, and more words of the handbooks' |
//! | 8 | records lie in compressed blocks within their chunks |
//!
//! `tests/fixtures/store-N.json` holds a book of each version that is gone.

use js_sys::Uint8Array;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

use super::StoreError;
use crate::model::{Contact, Customer, Interaction, Kind, NextAction, Order, Person, Record};

/// The oldest version that is read.
pub const OLDEST: f64 = 1.0;
/// The first version whose chunks are packed.
pub const PACKED_CHUNKS: f64 = 3.0;
/// The first version in whose chunks records lie in blocks.
pub const BLOCKS: f64 = 8.0;

/// A chunk of versions 1 and 2 as it must be found.
#[derive(Debug, Deserialize)]
pub struct JsonChunkEntry {
    kind: Kind,
    place: u32,
    records: u64,
    /// Its size in bytes.
    pub bytes: u32,
}

impl JsonChunkEntry {
    /// Returns the key under which it is stored.
    pub fn key(&self) -> String {
        format!("{}/{:06}", self.kind.id(), self.place)
    }

    /// Returns the records of the chunk as the database gave it.
    ///
    /// # Errors
    /// It is not there, not as long as it was, or not what it was.
    pub fn read(&self, stored: JsValue) -> Result<Vec<Record>, StoreError> {
        let damaged = |reason: &str| StoreError::Damaged(format!("chunk {}: {reason}", self.key()));
        let bytes = stored.dyn_into::<Uint8Array>().map_err(|_| damaged("missing"))?;
        if bytes.length() != self.bytes {
            return Err(damaged("not as long as it was"));
        }
        let json = bytes.to_vec();
        let records = match self.kind {
            Kind::Person => records::<Person>(&json),
            Kind::Customer => records::<Customer>(&json),
            Kind::Contact => records::<Contact>(&json),
            Kind::Order => records::<Order>(&json),
            Kind::Interaction => records::<Interaction>(&json),
            Kind::NextAction => records::<NextAction>(&json),
            _ => return Err(damaged("of a kind that came later")),
        };
        let records = records.map_err(|problem| damaged(&problem.to_string()))?;
        if records.len() as u64 != self.records {
            return Err(damaged("not as many records as it had"));
        }
        Ok(records)
    }
}

fn records<R: DeserializeOwned + Into<Record>>(json: &[u8]) -> Result<Vec<Record>, serde_json::Error> {
    Ok(serde_json::from_slice::<Vec<R>>(json)?.into_iter().map(Into::into).collect())
}
