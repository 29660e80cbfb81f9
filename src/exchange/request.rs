//! What a page asks of its worker, and what the worker answers: pure, so that the worker's work is too.
//!
//! The bytes of files come along beside these notes.

use serde::{Deserialize, Serialize};

use super::{BookFileProblem, Encoding, Outgoing, Table, TableHead, TableProblem, TableRead};
use super::{is_workbook, read, read_text, read_workbook, write_file};
use crate::model::{BookInfo, Kind, RecordId};

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
        /// The kind of each chunk, the id of its first record, and how many it holds.
        chunks: Vec<(Kind, RecordId, u32)>,
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

/// Carries a request out: what it answers, and the bytes that go with the answer.
pub fn run(request: Option<Request>, mut parts: Vec<Vec<u8>>) -> (Answer, Vec<Vec<u8>>) {
    let mut file = || parts.pop().unwrap_or_default();
    match request {
        Some(Request::ReadTables { encoding }) => read_tables(&file(), encoding),
        Some(Request::Write(outgoing)) => match write_file(&outgoing, parts) {
            Ok(bytes) => (Answer::Written, vec![bytes]),
            Err(reason) => (Answer::NotWritten(reason), Vec::new()),
        },
        // Only what fits together may ever stand in for the book that is there.
        Some(Request::ReadBook) => match read(&file()).and_then(|file| file.book().map(|_| file)) {
            Ok(book) => {
                let chunks =
                    book.chunks.iter().map(|chunk| (chunk.kind, chunk.first, chunk.records)).collect();
                let answer = Answer::Book { info: book.info, counts: book.counts, chunks };
                (answer, book.chunks.into_iter().map(|chunk| chunk.bytes).collect())
            }
            Err(problem) => (Answer::NoBook(problem), Vec::new()),
        },
        None => (Answer::NotUnderstood, Vec::new()),
    }
}

fn read_tables(file: &[u8], encoding: Option<Encoding>) -> (Answer, Vec<Vec<u8>>) {
    let read = if is_workbook(file) {
        read_workbook(file)
    } else {
        read_text(file, encoding).map(|read| vec![read])
    };
    let tables = match read {
        Ok(tables) => tables,
        Err(problem) => return (Answer::NoTable(problem), Vec::new()),
    };
    let mut bytes = Vec::new();
    let mut note = |read: TableRead| {
        let (head, blocks) = read.table.map(Table::into_parts).unzip();
        let blocks = blocks.unwrap_or_default();
        bytes.extend(blocks.iter().map(|block| serde_json::to_vec(block).unwrap_or_default()));
        TableNote { name: read.name, head, blocks: blocks.len(), problem: read.problem }
    };
    let notes = tables.into_iter().map(&mut note).collect();
    (Answer::Tables(notes), bytes)
}
