//! Files on their way out: what a page asks of its worker, and how it becomes bytes.
//!
//! The rows are sent apart, in parts that a page makes one after the other without standing still.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::book_file::{BookFile, write_with};
use super::calendar::write_calendar;
use super::sheet::{Cell, Sheet, write_csv};
use super::vcard::{CardVersion, write_cards};
use super::workbook::WorkbookWriting;
use crate::book::Book;
use crate::model::{BookInfo, ContentSum, Day, Instant, Record};

/// What sort of file it becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FileForm {
    /// A workbook with a sheet for each list.
    Xlsx,
    /// One list as text.
    Csv,
    /// People as vCards.
    Vcard(CardVersion),
    /// What is due, as a calendar.
    Calendar,
    /// Some customers as a JSON book.
    Book,
}

/// A file that is asked for, without its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// What it becomes.
    pub form: FileForm,
    /// When it is made.
    pub now: Instant,
    /// The day it bears.
    pub day: Day,
    /// The time zone of its days, an IANA name.
    pub zone: String,
    /// What it is called inside, where it has room for that.
    pub title: String,
    /// Its lists without their rows, each with the number of parts that its rows come in; none for people
    /// and calendars, to which all parts belong.
    pub sheets: Vec<(Sheet, usize)>,
    /// How many of the last parts are the bytes of attachments, for a book.
    pub contents: usize,
}

impl FileForm {
    /// Returns how the names of such files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Vcard(_) => "vcf",
            Self::Calendar => "ics",
            Self::Book => "json",
        }
    }

    /// Returns the media type of such files.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv;charset=utf-8",
            Self::Vcard(_) => "text/vcard;charset=utf-8",
            Self::Calendar => "text/calendar;charset=utf-8",
            Self::Book => "application/json",
        }
    }
}

/// Returns some rows, people or events as they are sent.
pub fn pack(rows: &[impl Serialize]) -> Vec<u8> {
    // They are texts, days and numbers: JSON can say all of them.
    serde_json::to_vec(rows).unwrap_or_default()
}

fn unpack<T: DeserializeOwned>(parts: impl Iterator<Item = Vec<u8>>) -> Result<Vec<T>, String> {
    let mut all = Vec::new();
    for part in parts {
        let some: Vec<T> = serde_json::from_slice(&part).map_err(|error| error.to_string())?;
        all.extend(some);
    }
    Ok(all)
}

/// Returns the bytes of a file whose rows are in `parts`.
///
/// # Errors
/// Why there can be no such file, in technical words.
pub fn write_file(
    outgoing: &Outgoing,
    mut parts: impl ExactSizeIterator<Item = Vec<u8>>,
) -> Result<Vec<u8>, String> {
    match outgoing.form {
        FileForm::Vcard(version) => return Ok(write_cards(&unpack(parts)?, version)),
        FileForm::Calendar => return Ok(write_calendar(&unpack(parts)?, &outgoing.title, outgoing.now)),
        FileForm::Book => {
            let records = parts.len().saturating_sub(outgoing.contents);
            let records = unpack(parts.by_ref().take(records))?;
            return write_share(outgoing, records, parts);
        }
        FileForm::Xlsx | FileForm::Csv => {}
    }
    if let (FileForm::Csv, Some((sheet, count))) = (outgoing.form, outgoing.sheets.first()) {
        let rows: Vec<Vec<Cell>> = unpack(parts.take(*count))?;
        return Ok(write_csv(&Sheet { rows, ..sheet.clone() }));
    }
    // Some rows at a time: a workbook of a large book takes room enough by itself.
    let mut writing = WorkbookWriting::begun(outgoing.day)?;
    for (sheet, count) in &outgoing.sheets {
        writing.begin(sheet)?;
        for part in parts.by_ref().take(*count) {
            let rows: Vec<Vec<Cell>> = unpack(std::iter::once(part))?;
            writing.rows(&rows)?;
        }
    }
    writing.finish()
}

/// Returns a JSON book of records, customers first, with those bytes of attachments. It is a book of its own, begun now.
fn write_share(
    outgoing: &Outgoing,
    records: Vec<Record>,
    contents: impl Iterator<Item = Vec<u8>>,
) -> Result<Vec<u8>, String> {
    let info = BookInfo { name: outgoing.title.clone(), created: outgoing.now, zone: outgoing.zone.clone() };
    let book = Book::assemble(info, records).map_err(|conflict| conflict.to_string())?;
    let mut contents: BTreeMap<ContentSum, Vec<u8>> =
        contents.map(|bytes| (ContentSum::of(&bytes), bytes)).collect();
    write_with(BookFile::of(&book), |sum| contents.remove(&sum)).map_err(|problem| problem.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::SheetColumn;

    #[test]
    fn rows_that_were_sent_in_parts_come_together_in_their_sheets() {
        let head = |title: &str| Sheet {
            title: title.into(),
            columns: vec![SheetColumn { heading: "名称".into(), width: 10 }],
            rows: Vec::new(),
        };
        let rows =
            |names: &[&str]| pack(&names.iter().map(|name| vec![Cell::text(*name)]).collect::<Vec<_>>());
        let parts = vec![rows(&["甲"]), rows(&["乙", "=丙"]), rows(&["丁"])];
        let outgoing = Outgoing {
            form: FileForm::Csv,
            now: Instant::default(),
            day: Day::default(),
            zone: String::new(),
            title: String::new(),
            sheets: vec![(head("一"), 2), (head("二"), 1)],
            contents: 0,
        };
        let text = String::from_utf8(write_file(&outgoing, parts.clone().into_iter()).unwrap()).unwrap();
        assert_eq!(text, "\u{feff}名称\r\n甲\r\n乙\r\n'=丙\r\n");
        let workbook =
            write_file(&Outgoing { form: FileForm::Xlsx, ..outgoing.clone() }, parts.into_iter()).unwrap();
        let read = crate::exchange::read_workbook(&workbook).unwrap();
        let names: Vec<&str> = read.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["一", "二"]);
        assert!(write_file(&outgoing, vec![b"{".to_vec()].into_iter()).is_err());
    }
}
