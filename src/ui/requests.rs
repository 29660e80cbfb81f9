//! The worker's requests, as pages send and understand them: files read, lists written.
//!
//! What a worker hands back is taken over piece by piece, so that the page can draw in between.

use js_sys::Uint8Array;
use leptos::prelude::SetValue;
use leptos::web_sys::{Blob, File};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::JsFuture;

use crate::app::Failure;
use crate::book::{Change, Chunk};
use crate::exchange::request::{Answer, Request};
use crate::exchange::{
    Block, BookFile, BookFileProblem, Document, Encoding, FileSort, HEAD, MAX_ARCHIVE_BYTES, MAX_TABLE_BYTES,
    Outgoing, Table, TableProblem, TableRead, is_workbook, pack,
};
use crate::seal;

use super::parts;
use super::services::{Given, Told};
use super::session::Session;

/// The largest book that is read: a browser gives a page and its worker little more than this twice.
const MAX_BOOK_BYTES: usize = 1 << 30;

/// What a file turned out to be.
pub enum FileContent {
    /// A book that was exported from Wellkept.
    Book(BookFile),
    /// A table, or each sheet of a workbook, and the files beside them.
    Tables(Vec<TableRead>, Vec<Found>),
}

/// A file beside the tables, with what it holds unless there is a problem.
pub type Found = (Document, Option<Uint8Array>);

/// Why a file could not be read.
#[derive(Debug)]
pub enum FileTrouble {
    /// It is not a whole, unaltered book of a version that this one knows.
    Book(BookFileProblem),
    /// It is sealed with a passphrase.
    Sealed(File),
    /// It is not a table that can be read.
    Table(TableProblem),
    /// It does not open.
    Failed(Failure),
    /// The browser could not read it.
    Unreadable(String),
}

/// Reads a file away from the page; one of several gives its name to its tables, and is no book.
///
/// # Errors
/// Why that cannot be done.
pub async fn read_file(
    session: Session,
    file: File,
    name: Option<String>,
    encoding: Option<Encoding>,
) -> Result<FileContent, FileTrouble> {
    let head = head(&file).await.map_err(FileTrouble::Unreadable)?;
    if head.starts_with(seal::MARK.as_bytes()) {
        return match name {
            // A book, whatever it may be once it is open.
            Some(name) => {
                let problem = Some(TableProblem::IsBook);
                Ok(FileContent::Tables(vec![TableRead { name, table: None, problem }], Vec::new()))
            }
            None => open_sealed(session, file, None).await.map(FileContent::Book),
        };
    }
    let path = name.clone().unwrap_or_else(|| file.name());
    let sort = FileSort::of(&path, &head);
    let is_book = sort == FileSort::Book;
    if let Some(name) = name.clone().filter(|_| is_book) {
        let problem = Some(TableProblem::IsBook);
        return Ok(FileContent::Tables(vec![TableRead { name, table: None, problem }], Vec::new()));
    }
    if sort == FileSort::Document {
        let found = super::files::found(session, &path, &head, &file).await;
        return Ok(FileContent::Tables(Vec::new(), vec![found]));
    }
    // A zip may hold more than tables.
    let limit = match (is_book, is_workbook(&head)) {
        (true, _) => MAX_BOOK_BYTES,
        (false, true) => MAX_ARCHIVE_BYTES,
        (false, false) => MAX_TABLE_BYTES,
    };
    // Before a byte more of it is read.
    if file.size() > limit as f64 {
        return Err(FileTrouble::Table(TableProblem::TooLarge { bytes: file.size() as usize, limit }));
    }
    let request =
        if is_book { Request::ReadBook { name: None } } else { Request::ReadTables { name, encoding } };
    let (answer, parts) =
        send(session, &request, Given::File(file)).await.map_err(FileTrouble::Unreadable)?;
    match answer {
        Answer::Book { .. } | Answer::NoBook(_) => {
            book_of(session, answer, &parts).await.map(FileContent::Book)
        }
        Answer::NoTable(problem) => Err(FileTrouble::Table(problem)),
        Answer::Tables(notes, documents) => {
            let mut parts = parts.into_iter();
            let mut tables = Vec::with_capacity(notes.len());
            for note in notes {
                let mut blocks = Vec::with_capacity(note.blocks);
                for part in parts.by_ref().take(note.blocks) {
                    blocks.push(taken::<Block>(&part).map_err(FileTrouble::Unreadable)?);
                    session.services().breathe().await;
                }
                let table = note.head.map(|head| Table::from_parts(head, blocks));
                tables.push(TableRead { name: note.name, table, problem: note.problem });
            }
            let found = documents.into_iter().map(|document| {
                let bytes = document.problem.is_none().then(|| parts.next()).flatten();
                (document, bytes)
            });
            Ok(FileContent::Tables(tables, found.collect()))
        }
        _ => Err(FileTrouble::Unreadable(not_understood())),
    }
}

/// Reads a book that is sealed with a passphrase: that of the open book, or the one that is given.
///
/// # Errors
/// Why that cannot be done.
pub async fn open_sealed(
    session: Session,
    file: File,
    passphrase: Option<String>,
) -> Result<BookFile, FileTrouble> {
    if file.size() > MAX_BOOK_BYTES as f64 {
        let problem = TableProblem::TooLarge { bytes: file.size() as usize, limit: MAX_BOOK_BYTES };
        return Err(FileTrouble::Table(problem));
    }
    let failed = |failure: Failure| match failure {
        Failure::Locked => FileTrouble::Sealed(file.clone()),
        failure => FileTrouble::Failed(failure),
    };
    let passphrase = match passphrase {
        Some(passphrase) => {
            let cipher = parts::cipher().await.map_err(|_| failed(Failure::PartMissing))?;
            session.services().breathe().await;
            Some((cipher, passphrase))
        }
        None => None,
    };
    let sealed = file.clone();
    let opened = session.on_disk(|disk| disk.open_file(sealed, passphrase)).await.map_err(failed)?;
    let request = Request::ReadBook { name: None };
    let (answer, parts) =
        send(session, &request, Given::Opened(opened)).await.map_err(FileTrouble::Unreadable)?;
    book_of(session, answer, &parts).await
}

/// Reads a JSON book away from the page, or the one of that name in a zip.
///
/// # Errors
/// Why that cannot be done.
pub async fn read_book_in(
    session: Session,
    file: File,
    name: Option<String>,
) -> Result<BookFile, FileTrouble> {
    if name.is_none()
        && head(&file).await.map_err(FileTrouble::Unreadable)?.starts_with(seal::MARK.as_bytes())
    {
        return open_sealed(session, file, None).await;
    }
    let limit = if name.is_some() { MAX_ARCHIVE_BYTES } else { MAX_BOOK_BYTES };
    if file.size() > limit as f64 {
        return Err(FileTrouble::Table(TableProblem::TooLarge { bytes: file.size() as usize, limit }));
    }
    let request = Request::ReadBook { name };
    let (answer, parts) =
        send(session, &request, Given::File(file)).await.map_err(FileTrouble::Unreadable)?;
    match answer {
        Answer::NoTable(problem) => Err(FileTrouble::Table(problem)),
        answer => book_of(session, answer, &parts).await,
    }
}

async fn book_of(session: Session, answer: Answer, parts: &[Uint8Array]) -> Result<BookFile, FileTrouble> {
    match answer {
        Answer::Book { info, counts, chunks, contents, has_history }
            if chunks.len() + contents.len() <= parts.len() =>
        {
            let (of_chunks, others) = parts.split_at(chunks.len());
            let (of_contents, of_history) = others.split_at(contents.len());
            // The page has them beside the book, where they take no room of its own.
            session.came_along.set_value(contents.into_iter().zip(of_contents.iter().cloned()).collect());
            let chunk = |((kind, first, records), bytes): (_, &Uint8Array)| Chunk {
                kind,
                first,
                records,
                bytes: bytes.to_vec(),
            };
            let chunks = chunks.into_iter().zip(of_chunks).map(chunk).collect();
            let mut history = has_history.then(Vec::new);
            for part in of_history {
                let changes = taken::<Vec<Change>>(part).map_err(FileTrouble::Unreadable)?;
                history.get_or_insert_default().extend(changes);
                session.services().breathe().await;
            }
            Ok(BookFile { info, counts, chunks, history, contents: Vec::new() })
        }
        Answer::NoBook(problem) => Err(FileTrouble::Book(problem)),
        _ => Err(FileTrouble::Unreadable(not_understood())),
    }
}

/// Returns some rows, people or events as they are sent: at once beside the page's own memory, which never shrinks.
pub fn packed(rows: &[impl Serialize]) -> Uint8Array {
    Uint8Array::from(pack(rows).as_slice())
}

/// Writes a file away from the page; `parts` hold its rows.
///
/// # Errors
/// Why there is none.
pub async fn write_file(
    session: Session,
    outgoing: Outgoing,
    parts: Vec<Uint8Array>,
) -> Result<Uint8Array, Failure> {
    let sent = send(session, &Request::Write(outgoing), Given::Parts(parts)).await;
    match sent.map_err(Failure::Other)? {
        (Answer::Written, parts) => Ok(parts.into_iter().next().unwrap_or_default()),
        (Answer::NotWritten(reason), _) => Err(Failure::Other(reason)),
        _ => Err(Failure::Other(not_understood())),
    }
}

async fn send(
    session: Session,
    request: &impl Serialize,
    given: Given,
) -> Result<(Answer, Vec<Uint8Array>), String> {
    // What cannot be written is not understood at the other end, and said so there.
    let note = serde_json::to_string(request).unwrap_or_default();
    let (note, parts): Told = session.request(note, given).await?;
    Ok((serde_json::from_str(&note).map_err(|error| error.to_string())?, parts))
}

/// Returns the first bytes of a file, without reading the rest.
async fn head(file: &File) -> Result<Vec<u8>, String> {
    let slice: Blob =
        file.slice_with_f64_and_f64(0.0, HEAD as f64).map_err(|thrown| format!("{thrown:?}"))?;
    let buffer = JsFuture::from(slice.array_buffer()).await.map_err(|thrown| format!("{thrown:?}"))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn taken<T: DeserializeOwned>(part: &Uint8Array) -> Result<T, String> {
    serde_json::from_slice(&part.to_vec()).map_err(|error| error.to_string())
}

fn not_understood() -> String {
    "page and worker do not understand each other; reload the page".to_owned()
}
