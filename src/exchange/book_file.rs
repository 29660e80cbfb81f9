//! The JSON book: one file that holds everything, refused whole unless every byte is right.
//!
//! The bytes of attachments come after the records, one file a line, so that memory never holds them all.
//! docs/book-format.md describes it. Equal books give equal bytes: no time of export is inside.

mod contents;
mod gathering;
mod ranges;
mod read;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

pub use gathering::Gathering;
pub use read::read;

use self::contents::Contents;
use crate::book::{AbsorbProblem, Book, BookBuilder, Change, Chunk};
use crate::model::{BookInfo, ContentSum, Kind, Record};

/// The version of the layout that is written, and the only one that is read.
const VERSION: u32 = 1;
/// What every version begins with, so that a newer one can be named.
const MARK: &[u8] = br#"{"wellkept_book":"#;
const BEFORE_SUM: &[u8] = br#","sha256":""#;
const SUM_LENGTH: usize = 64;
const BEFORE_CONTENT: &[u8] = br#"","content":"#;
const BEFORE_CONTENTS: &[u8] = br#","bytes":["#;
const BEFORE_HISTORY: &[u8] = br#","history":["#;
const END: &[u8] = b"}\n";
/// About how many bytes of changes are written at once.
const PIECE: usize = 1 << 16;

/// A JSON book that was read and found whole: every record is well formed and in its place.
#[derive(Debug)]
pub struct BookFile {
    /// The book's own card.
    pub info: BookInfo,
    /// How many records of each kind it holds, in the order of [`Kind::ALL`].
    pub counts: Vec<(Kind, usize)>,
    /// The records, in the chunks that [`Book::chunks`] would make.
    pub chunks: Vec<Chunk>,
    /// The changes that made it, oldest first, if they come along: merging can then tell who altered what.
    pub history: Option<Vec<Change>>,
    /// The bytes of its attachments, as far as they came along; those that are written, [`Writing`] asks for.
    pub contents: Vec<(ContentSum, Vec<u8>)>,
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
    /// A change of the history is not well formed.
    #[error("change number {number}: {reason}")]
    BadChange {
        /// Its place, counted from 1.
        number: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The bytes of an attachment are not what they must be.
    #[error("the bytes of file number {number}: {reason}")]
    BadContent {
        /// Their place among those that come along, counted from 1.
        number: usize,
        /// What is wrong with them.
        reason: String,
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
        let (info, counts, chunks) = (book.info().clone(), counts(book), book.chunks());
        Self { info, counts, chunks, history: None, contents: Vec::new() }
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

/// Returns the book as one JSON file, the same bytes for equal books; without the bytes of its attachments.
///
/// # Errors
/// As [`Writing::next_piece`].
pub fn write(book: &Book) -> Result<Vec<u8>, BookFileProblem> {
    write_with(BookFile::of(book), |_| None)
}

/// Returns a book as one JSON file with the bytes of its attachments, as far as `content` has them.
///
/// # Errors
/// As [`Writing::next_piece`].
pub fn write_with(
    file: BookFile,
    mut content: impl FnMut(ContentSum) -> Option<Vec<u8>>,
) -> Result<Vec<u8>, BookFileProblem> {
    let mut writing = Writing::of(file);
    let mut all = Vec::new();
    loop {
        if let Some(sum) = writing.wanted() {
            match content(sum) {
                Some(bytes) => all.extend(writing.give(&bytes, true)),
                None => writing.leave_out(),
            }
        } else if let Some(piece) = writing.next_piece()? {
            all.extend(piece);
        } else {
            return Ok([writing.head().as_bytes(), &all, END].concat());
        }
    }
}

/// The writing of a JSON book in pieces, so that a large one blocks nobody. The file is [`Writing::head`] when all
/// pieces are made, the pieces in order, and [`Writing::END`].
///
/// Before each piece, whoever has the bytes of attachments looks what is [`Writing::wanted`].
#[derive(Debug)]
pub struct Writing {
    info: BookInfo,
    counts: Vec<(Kind, usize)>,
    chunks: std::vec::IntoIter<Chunk>,
    history: Option<std::vec::IntoIter<Change>>,
    /// How many changes have been written; `None` before the first.
    changes: Option<usize>,
    /// The place in `counts` of the kind that is being written; `None` before the first.
    kind: Option<usize>,
    /// How many records of that kind have been written.
    written: usize,
    contents: Contents,
    sum: Sha256,
    is_done: bool,
}

impl Writing {
    /// What ends the file.
    pub const END: &'static [u8] = END;

    /// Begins to write a book.
    pub fn of(file: BookFile) -> Self {
        let BookFile { info, counts, chunks, history, contents: _ } = file;
        let (chunks, history) = (chunks.into_iter(), history.map(Vec::into_iter));
        let (sum, contents) = (Sha256::new(), Contents::default());
        let (changes, kind, written) = (None, None, 0);
        Self { info, counts, chunks, history, changes, kind, written, contents, sum, is_done: false }
    }

    /// Returns the next piece of the content; `None` when it is complete.
    ///
    /// # Errors
    /// A chunk of the book cannot be read: no file then, rather than one with something missing.
    pub fn next_piece(&mut self) -> Result<Option<Vec<u8>>, BookFileProblem> {
        if self.is_done {
            return Ok(None);
        }
        let mut out = Vec::new();
        if self.kind.is_none() {
            out.extend_from_slice(br#"{"info":"#);
            write_record(&mut out, &self.info);
            out.extend_from_slice(br#","counts":"#);
            write_counts(&mut out, &self.counts);
            self.begin_kind(&mut out, 0);
        }
        match self.chunks.next() {
            Some(chunk) => self.write_chunk(&mut out, &chunk)?,
            None if self.contents.begin() => self.end_kinds_before(&mut out, self.counts.len()),
            None => {
                self.contents.end(&mut out);
                self.write_changes(&mut out);
            }
        }
        self.sum.update(&out);
        Ok(Some(out))
    }

    /// Returns what the file begins with, once all pieces are made.
    pub fn head(&self) -> String {
        let sum = hex::encode(self.sum.clone().finalize());
        let texts =
            [MARK, VERSION.to_string().as_bytes(), BEFORE_SUM, sum.as_bytes(), BEFORE_CONTENT].concat();
        String::from_utf8_lossy(&texts).into_owned()
    }

    /// Returns what bytes are to be given next, or left out; `None` while there are none.
    pub fn wanted(&self) -> Option<ContentSum> {
        self.contents.wanted()
    }

    /// Takes some of the bytes that are wanted, in order, and returns the next piece of the content.
    pub fn give(&mut self, bytes: &[u8], is_last: bool) -> Vec<u8> {
        let out = self.contents.give(bytes, is_last);
        self.sum.update(&out);
        out
    }

    /// Leaves out the bytes that are wanted: they are lost.
    pub fn leave_out(&mut self) {
        self.contents.leave_out();
    }

    fn write_chunk(&mut self, out: &mut Vec<u8>, chunk: &Chunk) -> Result<(), BookFileProblem> {
        let place = self.counts.iter().position(|(kind, _)| *kind == chunk.kind).unwrap_or(self.counts.len());
        self.end_kinds_before(out, place);
        let records =
            chunk.records().map_err(|problem| BookFileProblem::Integrity { reason: problem.to_string() })?;
        for record in records {
            out.extend_from_slice(if self.written == 0 { b"\n" } else { b",\n" });
            write_any(out, &record);
            if let Record::Attachment(file) = &record {
                self.contents.want(file.sum);
            }
            self.written += 1;
        }
        Ok(())
    }

    /// Writes some of the changes, and ends the content after the last.
    fn write_changes(&mut self, out: &mut Vec<u8>) {
        if let Some(history) = &mut self.history {
            let mut written = self.changes.unwrap_or_else(|| {
                out.extend_from_slice(BEFORE_HISTORY);
                0
            });
            while out.len() < PIECE {
                let Some(change) = history.next() else {
                    if written > 0 {
                        out.push(b'\n');
                    }
                    out.push(b']');
                    self.history = None;
                    break;
                };
                out.extend_from_slice(if written == 0 { b"\n" } else { b",\n" });
                write_record(out, &change);
                written += 1;
            }
            self.changes = Some(written);
            if self.history.is_some() {
                return;
            }
        }
        out.push(b'}');
        self.is_done = true;
    }

    /// Ends the kind that is being written and those without records up to `place`, and begins that.
    fn end_kinds_before(&mut self, out: &mut Vec<u8>, place: usize) {
        while let Some(kind) = self.kind
            && kind < place
        {
            if self.written > 0 {
                out.push(b'\n');
            }
            out.push(b']');
            self.begin_kind(out, kind + 1);
        }
    }

    fn begin_kind(&mut self, out: &mut Vec<u8>, place: usize) {
        if let Some((kind, _)) = self.counts.get(place) {
            out.extend_from_slice(before_records(*kind).as_bytes());
        }
        self.kind = Some(place);
        self.written = 0;
    }
}

fn write_any(out: &mut Vec<u8>, record: &Record) {
    match record {
        Record::Person(record) => write_record(out, record),
        Record::Customer(record) => write_record(out, record),
        Record::Contact(record) => write_record(out, record),
        Record::Order(record) => write_record(out, record),
        Record::Interaction(record) => write_record(out, record),
        Record::NextAction(record) => write_record(out, record),
        Record::Need(record) => write_record(out, record),
        Record::Feedback(record) => write_record(out, record),
        Record::Policy(record) => write_record(out, record),
        Record::Contract(record) => write_record(out, record),
        Record::Plan(record) => write_record(out, record),
        Record::BuyerType(record) => write_record(out, record),
        Record::NumberPrefix(record) => write_record(out, record),
        Record::Source(record) => write_record(out, record),
        Record::Attachment(record) => write_record(out, record),
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
    all.filter(|(kind, count)| !kind.came_later() || *count > 0).collect()
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
    /// A browser makes a function quick once it has been called often, and not while it runs: one call over all of a
    /// large book took ten times as long.
    const PIECE: usize = 1 << 14;
    let mut sum = Sha256::new();
    content.chunks(PIECE).for_each(|piece| sum.update(piece));
    hex::encode(sum.finalize())
}
