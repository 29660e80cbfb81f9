//! A zip of files: each file that can be read is, as if it had been given by itself. What the names in it look
//! like, paths among them, does not matter: nothing is ever written where they point.

use std::io::{Cursor, Read};

use encoding_rs::GB18030;
use zip::ZipArchive;

use super::limits;
use super::read::read_sheets;
use crate::exchange::documents::is_document;
use crate::exchange::values::shorten;
use crate::exchange::{Document, Encoding, HEAD, MAX_ARCHIVE_BYTES, TableProblem, TableRead, read_text};

/// How many files are read.
const MAX_FILES: usize = 1_000;
/// How many characters of a name are shown.
const NAME_CHARS: usize = 120;
/// How many characters of the path of a file are kept that is attached.
const PATH_CHARS: usize = 1_000;
/// What systems put into a zip by themselves.
const CLUTTER: [&str; 4] = ["__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini"];

/// What is in a zip.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Archive {
    /// Its tables, each sheet of a workbook by itself.
    pub tables: Vec<TableRead>,
    /// What can be attached, each file with what it holds: nothing where there is a problem.
    pub documents: Vec<(Document, Vec<u8>)>,
}

/// Reads every file of a zip that is none of a system's own.
///
/// # Errors
/// The zip cannot be read, or unpacks to too much.
pub fn read_archive(bytes: &[u8], encoding: Option<Encoding>) -> Result<Archive, TableProblem> {
    if bytes.len() > MAX_ARCHIVE_BYTES {
        return Err(TableProblem::TooLarge { bytes: bytes.len(), limit: MAX_ARCHIVE_BYTES });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    limits::check(&mut archive, bytes.len() as u64)?;
    let (mut tables, mut documents, mut held) = (Vec::new(), Vec::new(), 0);
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(damaged)?;
        let path = name_of(part.name_raw());
        let name = shown(&path);
        if part.is_dir() || CLUTTER.iter().any(|clutter| name.contains(clutter)) {
            continue;
        }
        if tables.len() + documents.len() >= MAX_FILES {
            return Err(TableProblem::TooManyFiles { limit: MAX_FILES });
        }
        let mut file = Vec::new();
        part.by_ref().take(HEAD as u64).read_to_end(&mut file).map_err(damaged)?;
        if is_document(&path, &file) {
            let path = shorten(&path, PATH_CHARS);
            let (mut document, mut content) = Document::read(&path, part.size(), file, part);
            document.held_with(&mut held);
            if document.problem.is_some() {
                content = Vec::new();
            }
            documents.push((document, content));
            continue;
        }
        part.read_to_end(&mut file).map_err(damaged)?;
        tables.extend(one_of_many(&name, &file, encoding));
    }
    let archive = Archive { tables, documents };
    if archive.tables.is_empty() && archive.documents.is_empty() {
        Err(TableProblem::Empty)
    } else {
        Ok(archive)
    }
}

/// Returns the book that lies in a zip under that shown name.
///
/// # Errors
/// There is none, or the zip cannot be read.
pub fn book_in_archive(bytes: &[u8], wanted: &str) -> Result<Vec<u8>, TableProblem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    limits::check(&mut archive, bytes.len() as u64)?;
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(damaged)?;
        if shown(&name_of(part.name_raw())) == wanted {
            let mut file = Vec::new();
            part.read_to_end(&mut file).map_err(damaged)?;
            return Ok(file);
        }
    }
    Err(TableProblem::Empty)
}

/// Reads one file of several: its tables bear its name.
pub fn one_of_many(name: &str, file: &[u8], encoding: Option<Encoding>) -> Vec<TableRead> {
    let alone = |problem| TableRead { name: name.to_owned(), table: None, problem: Some(problem) };
    if is_book(file) {
        return vec![alone(TableProblem::IsBook)];
    }
    if super::is_workbook(file) {
        return match read_sheets(file) {
            Ok(sheets) => {
                let is_one = sheets.len() == 1;
                let named = |sheet: TableRead| TableRead {
                    name: if is_one { name.to_owned() } else { format!("{name} · {}", sheet.name) },
                    ..sheet
                };
                sheets.into_iter().map(named).collect()
            }
            Err(problem) => vec![alone(problem)],
        };
    }
    match read_text(file, encoding) {
        Ok(table) => vec![TableRead { name: name.to_owned(), ..table }],
        Err(problem) => vec![alone(problem)],
    }
}

/// Tells whether a file is to be read as a JSON book.
fn is_book(file: &[u8]) -> bool {
    file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file).trim_ascii_start().starts_with(b"{")
}

/// Returns a name as it was meant: zips made on Chinese Windows say theirs in GB18030.
fn name_of(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}

/// Returns a name as it is shown: one line, not too long.
fn shown(name: &str) -> String {
    shorten(name, NAME_CHARS)
}

fn damaged(error: impl std::fmt::Display) -> TableProblem {
    super::read::damaged(error)
}
