//! The JSON book: one file that holds everything, refused whole unless every byte is right.
//!
//! docs/book-format.md describes it. Equal books give equal bytes: no time of export is inside.

mod read;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

pub use read::read;

use crate::book::{AbsorbProblem, Book, BookBuilder, Chunk};
use crate::model::{BookInfo, Kind};

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
    /// The records, in the chunks that [`Book::chunks`] would make.
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

impl BookFile {
    /// Returns what a file of `book` would hold.
    pub fn of(book: &Book) -> Self {
        Self { info: book.info().clone(), counts: counts(book), chunks: book.chunks() }
    }

    /// Returns the book, which proves that its records fit together.
    ///
    /// # Errors
    /// A customer number that comes twice, or a record whose customer is not there.
    pub fn book(&self) -> Result<Book, BookFileProblem> {
        let mut builder = BookBuilder::new(self.info.clone(), self.counts.iter().copied());
        for chunk in &self.chunks {
            builder.absorb(chunk)?;
        }
        Ok(builder.finish())
    }
}

impl From<AbsorbProblem> for BookFileProblem {
    fn from(problem: AbsorbProblem) -> Self {
        Self::Integrity { reason: problem.to_string() }
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
            Kind::Person => write_records(out, book.people().sorted()),
            Kind::Customer => write_records(out, book.customers().sorted()),
            Kind::Contact => write_records(out, book.contacts().sorted()),
            Kind::Order => write_records(out, book.orders().sorted()),
            Kind::Interaction => write_records(out, book.interactions().sorted()),
            Kind::NextAction => write_records(out, book.next_actions().sorted()),
            Kind::Policy => write_records(out, book.policies().sorted()),
        }
        out.push(b']');
    }
    out.push(b'}');
}

fn write_records(out: &mut Vec<u8>, records: impl IntoIterator<Item = impl Serialize>) {
    let start = out.len();
    for record in records {
        out.extend_from_slice(if out.len() == start { b"\n" } else { b",\n" });
        write_record(out, &record);
    }
    if out.len() > start {
        out.push(b'\n');
    }
}

/// Writes a record in its canonical form: compact, declared field order, no defaults.
fn write_record(out: &mut Vec<u8>, record: &impl Serialize) {
    let written = serde_json::to_writer(out, record);
    // Writing to memory cannot fail, and no record holds what JSON cannot say.
    debug_assert!(written.is_ok());
}

fn counts(book: &Book) -> Vec<(Kind, usize)> {
    let all = Kind::ALL.iter().map(|kind| (*kind, book.count(*kind)));
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
