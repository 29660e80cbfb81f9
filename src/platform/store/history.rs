//! The history: every change of the book, each sealed with a hash over itself and the seal before it, so
//! that a change which was altered, lost or put in later breaks the chain.

use sha2::{Digest, Sha256};
use wasm_bindgen::JsValue;

use super::StoreError;
use super::chunks::TouchedRecords;
use super::manifest::Manifest;
use crate::book::{Book, Change};

/// One change as it lies in the log.
pub struct Sealed {
    /// Its seal, 64 hexadecimal digits; changes of the first stored form have none.
    pub seal: Option<String>,
    /// The change as JSON.
    pub text: String,
}

/// Returns the seal of a change that follows the seal `before`, which is empty for the first.
pub fn seal(before: &str, number: u64, text: &str) -> String {
    let mut sealing = Sealing::of(before, number);
    sealing.take(text);
    sealing.finish()
}

/// A seal that is made piece by piece.
pub struct Sealing(Sha256);

impl Sealing {
    /// Begins the seal of the change `number`, which follows the seal `before`.
    pub fn of(before: &str, number: u64) -> Self {
        let mut hash = Sha256::new();
        hash.update(format!("{before}\n{number}\n"));
        Self(hash)
    }

    /// Takes the next piece of the change.
    pub fn take(&mut self, piece: impl AsRef<[u8]>) {
        self.0.update(piece);
    }

    /// Returns the seal.
    pub fn finish(self) -> String {
        hex::encode(self.0.finalize())
    }
}

/// Returns the stored form of a change: its seal and itself.
pub fn text(seal: &str, text: &str) -> String {
    format!("{seal}\n{text}")
}

impl Sealed {
    /// Reads what is stored under `number`.
    pub fn read(number: u64, value: &JsValue) -> Result<Self, StoreError> {
        Self::parse(number, value.as_string().ok_or_else(|| damaged(number, "missing"))?)
    }

    /// Reads the stored form of the change `number`.
    pub fn parse(number: u64, stored: String) -> Result<Self, StoreError> {
        if stored.starts_with('{') {
            return Ok(Self { seal: None, text: stored });
        }
        match stored.split_once('\n') {
            Some((seal, text)) => Ok(Self { seal: Some(seal.to_owned()), text: text.to_owned() }),
            None => Err(damaged(number, "unreadable")),
        }
    }

    /// Returns the change.
    pub fn change(&self, number: u64) -> Result<Change, StoreError> {
        serde_json::from_slice(self.text.as_bytes()).map_err(|error| damaged(number, &error.to_string()))
    }

    /// Verifies that it follows the seal `before`, and returns the seal that the next one follows.
    pub fn verify(&self, before: &str, number: u64) -> Result<String, StoreError> {
        match &self.seal {
            // Only changes from before there were seals have none, and only at the start.
            None if before.is_empty() => Ok(String::new()),
            Some(found) if *found == seal(before, number, &self.text) => Ok(found.clone()),
            _ => Err(damaged(number, "it is not as it was written")),
        }
    }
}

fn damaged(number: u64, reason: &str) -> StoreError {
    StoreError::Damaged(format!("change {number}: {reason}"))
}

/// Applies the changes of the log to the book that its chunks make.
pub struct Replay {
    book: Book,
    seal: String,
    touched: TouchedRecords,
}

impl Replay {
    /// Begins with what is in the chunks.
    pub fn new(book: Book, manifest: &Manifest) -> Self {
        Self { book, seal: manifest.packed_seal.clone(), touched: TouchedRecords::default() }
    }

    /// Applies the next change.
    pub fn take(&mut self, number: u64, sealed: &Sealed) -> Result<(), StoreError> {
        self.seal = sealed.verify(&self.seal, number)?;
        let change = sealed.change(number)?;
        self.book.apply(&change).map_err(|conflict| damaged(number, &conflict.to_string()))?;
        self.touched.add(&change);
        Ok(())
    }

    /// Makes sure that the book holds what it must.
    pub fn verify(&self, manifest: &Manifest) -> Result<(), StoreError> {
        if self.seal != manifest.seal {
            return Err(StoreError::Damaged("the changes do not end where they must".to_owned()));
        }
        manifest.verify(&self.book)
    }

    /// Returns the book and what the changes touched.
    pub fn finish(self) -> (Book, TouchedRecords) {
        (self.book, self.touched)
    }
}
