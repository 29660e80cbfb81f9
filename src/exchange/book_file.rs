//! The JSON book: one file that holds everything, refused whole unless every byte is right.
//!
//! docs/book-format.md describes it. Equal books give equal bytes: no time of export is inside.

mod read;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

pub use read::read;

use super::chunk::{Chunk, ChunkProblem, records, write_record};
use crate::book::{Book, Table};
use crate::model::{BookInfo, Kind, RecordFields};

/// The version of the layout that is written, and the only one that is read.
const VERSION: u32 = 1;
/// What every version begins with, so that a newer one can be named.
const MARK: &[u8] = br#"{"wellkept_book":"#;
const BEFORE_SUM: &[u8] = br#","sha256":""#;
const SUM_LENGTH: usize = 64;
const BEFORE_CONTENT: &[u8] = br#"","content":"#;
const END: &[u8] = b"}\n";

/// A JSON book that was read and found whole: every record is well formed and in its place.
#[derive(Debug)]
pub struct BookFile {
    /// The book's own card.
    pub info: BookInfo,
    /// How many records of each kind it holds, in the order of [`Kind::ALL`].
    pub counts: Vec<(Kind, usize)>,
    /// The records, cut as [`super::cut`] would cut them.
    pub chunks: Vec<Chunk>,
}

/// Why a file is not a book that can be used. Nothing was touched.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum BookFileProblem {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// It is something else.
    #[error("not a Wellkept book")]
    NotABook,
    /// A later version of Wellkept wrote it.
    #[error("a book of version {version}, newer than {VERSION}")]
    Newer {
        /// The version it names.
        version: u32,
    },
    /// It ends before it is complete.
    #[error("the file ends after {bytes} bytes, in the middle")]
    Truncated {
        /// How many bytes there are.
        bytes: usize,
    },
    /// Something in it is not as it was written.
    #[error("the file was altered after it was written (line {line:?})")]
    Tampered {
        /// The first line, counted from 1, that is visibly wrong; often none is.
        line: Option<usize>,
    },
    /// It is a book that an editor or another program laid out anew.
    #[error("the file was laid out anew by another program")]
    Reformatted,
    /// The checksum is right, but the content is not laid out as a book of this version.
    #[error("line {line} is not what a book of version {VERSION} has there")]
    BadLayout {
        /// The line, counted from 1.
        line: usize,
    },
    /// The book's own card cannot be read.
    #[error("the book's card cannot be read: {reason}")]
    BadInfo {
        /// What is wrong with it.
        reason: String,
    },
    /// There are more or fewer records than the file says.
    #[error("{stated} records of {kind:?} announced, {found} there")]
    BadCount {
        /// The kind.
        kind: Kind,
        /// How many the file announces.
        stated: usize,
        /// How many there are.
        found: usize,
    },
    /// A record is not well formed.
    #[error("{kind:?} number {number}: {reason}")]
    BadRecord {
        /// Its kind.
        kind: Kind,
        /// Its place among its kind, counted from 1.
        number: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The records do not fit together.
    #[error("the records do not fit together: {reason}")]
    Integrity {
        /// Where they do not, in technical words.
        reason: String,
    },
}

impl From<ChunkProblem> for BookFileProblem {
    fn from(problem: ChunkProblem) -> Self {
        Self::BadRecord {
            kind: problem.kind,
            number: problem.reason.line(),
            reason: problem.reason.to_string(),
        }
    }
}

impl BookFile {
    /// Returns the book, which proves that its records fit together.
    ///
    /// # Errors
    /// A customer number that comes twice, or a record whose customer is not there.
    pub fn book(&self) -> Result<Book, BookFileProblem> {
        let mut problem = None;
        let read = self.chunks.iter().map_while(|chunk| match records(chunk) {
            Ok(records) => Some(records),
            Err(found) => {
                problem = Some(found);
                None
            }
        });
        let book = Book::assemble(self.info.clone(), read.flatten());
        match problem {
            Some(problem) => Err(problem.into()),
            None => book.map_err(|conflict| BookFileProblem::Integrity { reason: conflict.to_string() }),
        }
    }
}

/// Returns the book as one JSON file, the same bytes for equal books.
pub fn write(book: &Book) -> Vec<u8> {
    let mut out = Vec::with_capacity(1024 + book.len() * 320);
    out.extend_from_slice(MARK);
    out.extend_from_slice(VERSION.to_string().as_bytes());
    out.extend_from_slice(BEFORE_SUM);
    let sum_at = out.len();
    out.extend_from_slice(&[b'0'; SUM_LENGTH]);
    out.extend_from_slice(BEFORE_CONTENT);
    let content_at = out.len();
    write_content(&mut out, book);
    let sum = checksum(out.get(content_at..).unwrap_or_default());
    for (to, from) in out.iter_mut().skip(sum_at).zip(sum.bytes()) {
        *to = from;
    }
    out.extend_from_slice(END);
    out
}

fn write_content(out: &mut Vec<u8>, book: &Book) {
    out.extend_from_slice(br#"{"info":"#);
    write_record(out, book.info());
    out.extend_from_slice(br#","counts":"#);
    write_counts(out, &counts(book));
    for (kind, _) in counts(book) {
        out.extend_from_slice(before_records(kind).as_bytes());
        match kind {
            Kind::Person => write_records(out, book.people()),
            Kind::Customer => write_records(out, book.customers()),
            Kind::Contact => write_records(out, book.contacts()),
            Kind::Order => write_records(out, book.orders()),
            Kind::Interaction => write_records(out, book.interactions()),
            Kind::NextAction => write_records(out, book.next_actions()),
            Kind::Policy => write_records(out, book.policies()),
        }
        out.push(b']');
    }
    out.push(b'}');
}

fn write_records<R: RecordFields + Serialize>(out: &mut Vec<u8>, table: &Table<R>) {
    for (place, record) in table.sorted().into_iter().enumerate() {
        out.extend_from_slice(if place == 0 { b"\n" } else { b",\n" });
        write_record(out, record);
    }
    if !table.is_empty() {
        out.push(b'\n');
    }
}

fn counts(book: &Book) -> Vec<(Kind, usize)> {
    let count = |kind| match kind {
        Kind::Person => book.people().len(),
        Kind::Customer => book.customers().len(),
        Kind::Contact => book.contacts().len(),
        Kind::Order => book.orders().len(),
        Kind::Interaction => book.interactions().len(),
        Kind::NextAction => book.next_actions().len(),
        Kind::Policy => book.policies().len(),
    };
    let all = Kind::ALL.iter().map(|kind| (*kind, count(*kind)));
    // A book under the handbooks' own policy is written as before there were versions of it.
    all.filter(|(kind, count)| *kind != Kind::Policy || *count > 0).collect()
}

fn write_counts(out: &mut Vec<u8>, counts: &[(Kind, usize)]) {
    for (place, (kind, count)) in counts.iter().enumerate() {
        out.push(if place == 0 { b'{' } else { b',' });
        out.extend_from_slice(format!(r#""{}":{count}"#, kind.id()).as_bytes());
    }
    out.push(b'}');
}

/// What stands in front of a kind's records.
fn before_records(kind: Kind) -> String {
    format!(r#","{}":["#, kind.id())
}

fn checksum(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}
