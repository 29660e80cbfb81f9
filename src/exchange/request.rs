//! What a page asks of its worker, and what the worker answers: pure, so that the worker's work is too.
//!
//! The bytes of files come along beside these notes.

use serde::{Deserialize, Serialize};

use super::{
    Archive, BookFileProblem, Document, Encoding, Outgoing, Table, TableHead, TableProblem, TableRead,
};
use super::{
    book_in_archive, is_workbook, one_of_many, read, read_archive, read_text, read_workbook, write_file,
};
use crate::model::{BookInfo, ContentSum, Kind, RecordId};

/// How many changes a page takes over at once.
const AT_ONCE: usize = 100;

/// What the page asks for; the file's bytes come along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Read a CSV or TSV file, in the encoding given or recognised, all sheets of a workbook, or all files of a zip.
    ReadTables {
        /// The name that the tables bear, if the file is one of several.
        name: Option<String>,
        /// The encoding, if the user chose one.
        encoding: Option<Encoding>,
    },
    /// Write a file; its rows come along.
    Write(Outgoing),
    /// Read a JSON book, or the one of that name in a zip.
    ReadBook {
        /// The name in the zip.
        name: Option<String>,
    },
}

/// What the worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// Tables; the bytes are the blocks of one after the other, as JSON, and then what those of the documents hold
    /// with which there is no problem.
    Tables(Vec<TableNote>, Vec<Document>),
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
        /// The checksums of the bytes of attachments, which are the parts after the chunks.
        contents: Vec<ContentSum>,
        /// Whether the parts after those are changes of its history, some in each, as JSON.
        has_history: bool,
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
pub fn run(
    request: Option<Request>,
    mut parts: impl ExactSizeIterator<Item = Vec<u8>>,
) -> (Answer, Vec<Vec<u8>>) {
    let mut file = || parts.next().unwrap_or_default();
    match request {
        Some(Request::ReadTables { name, encoding }) => read_tables(&file(), name, encoding),
        Some(Request::Write(outgoing)) => match write_file(&outgoing, parts) {
            Ok(bytes) => (Answer::Written, vec![bytes]),
            Err(reason) => (Answer::NotWritten(reason), Vec::new()),
        },
        Some(Request::ReadBook { name }) => {
            let file = file();
            let file = match name.map(|name| book_in_archive(&file, &name)) {
                Some(Ok(book)) => book,
                Some(Err(problem)) => return (Answer::NoTable(problem), Vec::new()),
                None => file,
            };
            read_book(&file)
        }
        None => (Answer::NotUnderstood, Vec::new()),
    }
}

fn read_book(file: &[u8]) -> (Answer, Vec<Vec<u8>>) {
    // Only what fits together may ever stand in for the book that is there.
    match read(file).and_then(|file| file.book().map(|_| file)) {
        Ok(book) => {
            let chunks = book.chunks.iter().map(|chunk| (chunk.kind, chunk.first, chunk.records)).collect();
            let has_history = book.history.is_some();
            let (info, counts) = (book.info, book.counts);
            let (contents, bytes): (Vec<_>, Vec<_>) = book.contents.into_iter().unzip();
            let answer = Answer::Book { info, counts, chunks, contents, has_history };
            let history = book.history.unwrap_or_default();
            let changes = history.chunks(AT_ONCE).map(|some| serde_json::to_vec(some).unwrap_or_default());
            (answer, book.chunks.into_iter().map(|chunk| chunk.bytes).chain(bytes).chain(changes).collect())
        }
        Err(problem) => (Answer::NoBook(problem), Vec::new()),
    }
}

/// Returns what is in a zip under the name of the zip.
fn within(name: &str, archive: Archive) -> Archive {
    let Archive { mut tables, mut documents } = archive;
    for table in &mut tables {
        table.name = format!("{name}/{}", table.name);
    }
    for (document, _) in &mut documents {
        document.path = format!("{name}/{}", document.path);
    }
    Archive { tables, documents }
}

fn only(tables: Vec<TableRead>) -> Archive {
    Archive { tables, documents: Vec::new() }
}

fn read_tables(file: &[u8], name: Option<String>, encoding: Option<Encoding>) -> (Answer, Vec<Vec<u8>>) {
    let read = if is_workbook(file) {
        match (name.map(|name| (one_of_many(&name, file, encoding), name)), encoding) {
            // A zip that is no workbook is a zip of files.
            (None, encoding) => match read_workbook(file) {
                Err(TableProblem::BinaryFile) => read_archive(file, encoding),
                read => read.map(only),
            },
            (Some((read, name)), encoding) => match read.as_slice() {
                [TableRead { problem: Some(TableProblem::BinaryFile), .. }] => {
                    read_archive(file, encoding).map(|archive| within(&name, archive))
                }
                _ => Ok(only(read)),
            },
        }
    } else if let Some(name) = name {
        Ok(only(one_of_many(&name, file, encoding)))
    } else {
        read_text(file, encoding).map(|read| only(vec![read]))
    };
    let Archive { tables, documents } = match read {
        Ok(archive) => archive,
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
    let (documents, contents): (Vec<Document>, Vec<Vec<u8>>) = documents.into_iter().unzip();
    let whole = documents.iter().zip(contents).filter(|(document, _)| document.problem.is_none());
    bytes.extend(whole.map(|(_, content)| content));
    (Answer::Tables(notes, documents), bytes)
}
