//! What the page and its worker say to each other: a number, a note in JSON, and bytes that are handed
//! over, not copied.

use js_sys::{Array, Uint8Array};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::exchange::{BookFileProblem, Encoding, Outgoing, TableHead, TableProblem};
use crate::model::{BookInfo, Kind};

/// The number of the worker's first message: it has started and listens.
pub const READY: u32 = 0;

/// What the page asks for; the file's bytes come along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Read a CSV or TSV file, in the encoding given or recognised, or all sheets of a workbook.
    ReadTables {
        /// The encoding, if the user chose one.
        encoding: Option<Encoding>,
    },
    /// Write a file; its rows come along.
    Write(Outgoing),
    /// Read a JSON book.
    ReadBook,
}

/// What the worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// Tables; the bytes are the blocks of one after the other, as JSON.
    Tables(Vec<TableNote>),
    /// Not a table.
    NoTable(TableProblem),
    /// The file that was asked for.
    Written,
    /// It cannot be written, in technical words.
    NotWritten(String),
    /// A book; the bytes are its chunks.
    Book {
        /// The book's card.
        info: BookInfo,
        /// How many records of each kind it holds.
        counts: Vec<(Kind, usize)>,
        /// The kind of each chunk.
        kinds: Vec<Kind>,
    },
    /// Not a book.
    NoBook(BookFileProblem),
    /// The request was not understood: page and worker are of different versions.
    NotUnderstood,
}

/// What is said of one table; its blocks come along.
#[derive(Debug, Serialize, Deserialize)]
pub struct TableNote {
    /// The name of the sheet, if it is one.
    pub name: String,
    /// The table without its rows, if there are any.
    pub head: Option<TableHead>,
    /// How many blocks of rows it has.
    pub blocks: usize,
    /// Why it cannot be imported as it is.
    pub problem: Option<TableProblem>,
}

/// One message.
#[derive(Debug)]
pub struct Parcel {
    /// The number of the request that it is or answers.
    pub number: u32,
    /// A [`Request`] or an [`Answer`], as JSON.
    pub note: String,
    /// The bytes that come along.
    pub bytes: Vec<Uint8Array>,
}

impl Parcel {
    /// Packs a message.
    pub fn new(number: u32, note: &impl Serialize, bytes: Vec<Uint8Array>) -> Self {
        // What cannot be written is not understood at the other end, and said so there.
        Self { number, note: serde_json::to_string(note).unwrap_or_default(), bytes }
    }

    /// Reads the note.
    pub fn note<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(self.note.as_bytes()).ok()
    }

    /// Returns the message as it is posted, and what it hands over.
    pub fn into_js(self) -> (Array, Array) {
        let message = Array::of2(&self.number.into(), &self.note.into());
        let handed_over = Array::new();
        for bytes in self.bytes {
            handed_over.push(&bytes.buffer());
            message.push(&bytes);
        }
        (message, handed_over)
    }

    /// Reads a message as it was posted.
    pub fn from_js(message: &JsValue) -> Option<Self> {
        let message = message.dyn_ref::<Array>()?;
        Some(Self {
            number: message.get(0).as_f64()? as u32,
            note: message.get(1).as_string()?,
            bytes: message.iter().skip(2).filter_map(|bytes| bytes.dyn_into().ok()).collect(),
        })
    }
}
