//! A zip of files: each file that can be read is, as if it had been given by itself. What the names in it look
//! like, paths among them, does not matter: nothing is ever written where they point.

use std::io::{Cursor, Read};

use encoding_rs::GB18030;
use zip::ZipArchive;

use super::limits;
use super::read::read_sheets;
use crate::exchange::{Encoding, MAX_TABLE_BYTES, TableProblem, TableRead, read_text};

/// How many files are read.
const MAX_FILES: usize = 1_000;
/// How many characters of a name are shown.
const NAME_CHARS: usize = 120;
/// What systems put into a zip by themselves.
const CLUTTER: [&str; 4] = ["__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini"];

/// Reads every file of a zip that is none of a system's own, each sheet of a workbook by itself.
///
/// # Errors
/// The zip cannot be read, or unpacks to too much.
pub fn read_archive(bytes: &[u8], encoding: Option<Encoding>) -> Result<Vec<TableRead>, TableProblem> {
    if bytes.len() > MAX_TABLE_BYTES {
        return Err(TableProblem::TooLarge { bytes: bytes.len(), limit: MAX_TABLE_BYTES });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    limits::check(&mut archive, bytes.len() as u64)?;
    let mut tables = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(damaged)?;
        let name = shown(&name_of(part.name_raw()));
        if part.is_dir() || CLUTTER.iter().any(|clutter| name.contains(clutter)) {
            continue;
        }
        if tables.len() >= MAX_FILES {
            return Err(TableProblem::TooManyFiles { limit: MAX_FILES });
        }
        let mut file = Vec::new();
        part.read_to_end(&mut file).map_err(damaged)?;
        tables.extend(one_of_many(&name, &file, encoding));
    }
    if tables.is_empty() { Err(TableProblem::Empty) } else { Ok(tables) }
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
    crate::exchange::values::shorten(name, NAME_CHARS)
}

fn damaged(error: impl std::fmt::Display) -> TableProblem {
    super::read::damaged(error)
}
