//! A CSV or TSV file as a table: its layout recognised by its headings, its cells not yet judged.
//!
//! Reading runs in a worker, so a table can be sent; planning runs where the book is.

mod decode;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use decode::Encoding;

use super::guard::unguarded;
use super::layout::{Column, Layout, recognise};
use super::values::shorten;

/// The largest file that is read.
pub const MAX_TABLE_BYTES: usize = 64 << 20;
/// The most rows that are read.
pub const MAX_TABLE_ROWS: usize = 500_000;
/// Within how many rows the headings must come: spreadsheets often have a title above them.
const HEADING_WITHIN: usize = 5;
/// No heading is longer; a longer one is a text that got there by mistake.
const HEADING_CHARS: usize = 80;
/// How many headings of an unknown table are named.
const HEADINGS_SHOWN: usize = 40;

/// A table whose headings are known. Its cells are trimmed text; blank rows are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    encoding: Encoding,
    layout: Layout,
    columns: Vec<Column>,
    /// All cells one after the other, and where each of them ends: one allocation, not millions.
    text: String,
    ends: Vec<u32>,
    rows: Vec<RowPlace>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct RowPlace {
    line: u32,
    /// Where its cells end within `ends`.
    end: u32,
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub struct TableRow<'t> {
    /// The line of the file on which it starts, counted from 1.
    pub line: usize,
    text: &'t str,
    start: u32,
    ends: &'t [u32],
}

/// Why a file is not a table that can be imported.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum TableProblem {
    /// The file holds nothing.
    #[error("the file is empty")]
    Empty,
    /// There are headings, and no row below them.
    #[error("there is no row below the headings {headings:?}")]
    HeaderOnly {
        /// The headings.
        headings: Vec<String>,
    },
    /// The headings are those of no table that is known.
    #[error("no known table has the headings {headings:?}")]
    UnknownHeadings {
        /// The headings.
        headings: Vec<String>,
    },
    /// It is neither UTF-8, UTF-16 with a mark, nor GB18030.
    #[error("the encoding cannot be recognised")]
    UnknownEncoding,
    /// It is not in the encoding that was asked for or that its mark names.
    #[error("the file is not {}", encoding.name())]
    NotInEncoding {
        /// That encoding.
        encoding: Encoding,
    },
    /// It has more bytes than are read.
    #[error("the file has {bytes} bytes, more than {limit}")]
    TooLarge {
        /// How many it has.
        bytes: usize,
        /// How many are read at most.
        limit: usize,
    },
    /// It has more rows than are read.
    #[error("the file has more than {limit} rows")]
    TooManyRows {
        /// How many are read at most.
        limit: usize,
    },
    /// It is a workbook, an archive or a PDF.
    #[error("a workbook, an archive or a PDF, not CSV")]
    BinaryFile,
    /// It is some other file that holds no text.
    #[error("not a text file")]
    NotText,
}

impl Table {
    /// Returns the encoding that it was read in.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Returns which table it is.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Returns its columns, in their order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Returns how many rows there are below the headings.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Tells whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the rows, in their order.
    pub fn rows(&self) -> impl Iterator<Item = TableRow<'_>> {
        self.rows_in(0..self.rows.len())
    }

    /// Returns some of the rows, counted from 0.
    pub fn rows_in(&self, places: Range<usize>) -> impl Iterator<Item = TableRow<'_>> {
        let before = places.start.checked_sub(1).and_then(|before| self.rows.get(before));
        let mut first = before.map_or(0, |row| row.end as usize);
        self.rows.get(places).unwrap_or_default().iter().map(move |row| {
            let ends = self.ends.get(first..row.end as usize).unwrap_or_default();
            let start = first.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
            first = row.end as usize;
            TableRow { line: row.line as usize, text: &self.text, start, ends }
        })
    }

    fn push(&mut self, line: usize, record: &csv::StringRecord) {
        for (place, cell) in record.iter().map(|cell| unguarded(cell.trim())).enumerate() {
            self.text.push_str(cell);
            self.ends.push(narrow(self.text.len()));
            if !cell.is_empty()
                && let Some(column) = self.columns.get_mut(place)
            {
                column.has_cells = true;
            }
        }
        self.rows.push(RowPlace { line: narrow(line), end: narrow(self.ends.len()) });
    }
}

impl<'t> TableRow<'t> {
    /// Returns the text of a column's cell, empty where the row has none.
    pub fn cell(&self, column: usize) -> &'t str {
        let start = column.checked_sub(1).map_or(Some(self.start), |before| self.ends.get(before).copied());
        let end = self.ends.get(column).copied();
        start
            .zip(end)
            .and_then(|(start, end)| self.text.get(start as usize..end as usize))
            .unwrap_or_default()
    }

    /// Returns how many cells it has, empty ones at its end not counted.
    pub fn width(&self) -> usize {
        (0..self.ends.len()).rev().find(|column| !self.cell(*column).is_empty()).map_or(0, |last| last + 1)
    }
}

/// Sizes are checked against the limits above, far below what 32 bits hold.
fn narrow(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

/// Reads a CSV or TSV file whose headings are a handbook's, in the encoding asked for or recognised.
///
/// # Errors
/// Says why the file cannot be imported. What is wrong in single rows is found when planning.
pub fn read_table(bytes: &[u8], encoding: Option<Encoding>) -> Result<Table, TableProblem> {
    if bytes.len() > MAX_TABLE_BYTES {
        return Err(TableProblem::TooLarge { bytes: bytes.len(), limit: MAX_TABLE_BYTES });
    }
    if bytes.is_empty() {
        return Err(TableProblem::Empty);
    }
    let (text, encoding) = decode::decode(bytes, encoding)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    let mut record = csv::StringRecord::new();
    let mut table: Option<Table> = None;
    let mut first: Option<Vec<String>> = None;
    let mut tried = 0;
    // The text is valid UTF-8 in memory and rows may have any length: nothing is left to fail.
    while reader.read_record(&mut record).unwrap_or(false) {
        let line = lines.line_at(record.position().map_or(0, csv::Position::byte));
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if let Some(table) = &mut table {
            if table.len() == MAX_TABLE_ROWS {
                return Err(TableProblem::TooManyRows { limit: MAX_TABLE_ROWS });
            }
            table.push(line, &record);
            continue;
        }
        let headings: Vec<String> =
            record.iter().map(|cell| shorten(unguarded(cell.trim()), HEADING_CHARS)).collect();
        if let Some((layout, columns)) = recognise(&headings) {
            let (text, ends) = (String::with_capacity(text.len()), Vec::new());
            table = Some(Table { encoding, layout, columns, text, ends, rows: Vec::new() });
        } else {
            tried += 1;
            let first = first.get_or_insert_with(|| headings.into_iter().take(HEADINGS_SHOWN).collect());
            if tried == HEADING_WITHIN {
                return Err(TableProblem::UnknownHeadings { headings: std::mem::take(first) });
            }
        }
    }
    match (table, first) {
        (Some(table), _) if table.is_empty() => {
            Err(TableProblem::HeaderOnly { headings: table.columns.into_iter().map(|c| c.heading).collect() })
        }
        (Some(table), _) => Ok(table),
        (None, Some(headings)) => Err(TableProblem::UnknownHeadings { headings }),
        (None, None) => Err(TableProblem::Empty),
    }
}

/// Returns the delimiter: the one most common, outside quotes, on the first line that has any.
fn delimiter(text: &str) -> u8 {
    let counted = |line: &str| {
        let mut is_quoted = false;
        let mut counts = [(b',', 0), (b'\t', 0), (b';', 0)];
        for byte in line.bytes() {
            is_quoted ^= byte == b'"';
            for (delimiter, count) in &mut counts {
                *count += usize::from(!is_quoted && byte == *delimiter);
            }
        }
        // On a tie the first of them, the comma, is taken.
        counts.into_iter().rev().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0)
    };
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(HEADING_WITHIN);
    lines.filter_map(counted).next().map_or(b',', |(delimiter, _)| delimiter)
}

/// Counts lines as an editor does, up to where a record starts; the blank lines before it are passed.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn line_at(&mut self, byte: u64) -> usize {
        let start = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(byte) = self.text.get(self.at) {
            let is_end = matches!(byte, b'\n' | b'\r');
            if self.at >= start && !is_end {
                break;
            }
            let is_pair = *byte == b'\r' && self.text.get(self.at + 1) == Some(&b'\n');
            self.line += usize::from(is_end && !is_pair);
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(usize, Vec<String>)> {
        let table = read_table(text.as_bytes(), None).unwrap();
        let cells = |row: TableRow| (0..row.width()).map(|column| row.cell(column).to_owned()).collect();
        table.rows().map(|row| (row.line, cells(row))).collect()
    }

    #[test]
    fn rows_know_their_line_through_blank_lines_and_line_ends_in_cells() {
        let text = "\r\n客户编号,客户名称\r\n\r\nA1,\"甲\n乙\"\r\n,,\r\nA2, 丙 ,,\r\n";
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        assert_eq!(lines(text), [(4, row(&["A1", "甲\n乙"])), (7, row(&["A2", "丙"]))]);
        assert_eq!(lines(&text.replace("\r\n", "\r"))[1].0, 7);
        assert_eq!(lines("客户编号;客户名称\nA1;\"甲;乙\"\n"), [(2, row(&["A1", "甲;乙"]))]);
        assert_eq!(lines("客户信息台账\n客户编号\t客户名称\nA1\t甲,乙"), [(3, row(&["A1", "甲,乙"]))]);
    }

    #[test]
    fn files_without_rows_or_known_headings_say_so() {
        let problem = |text: &str| read_table(text.as_bytes(), None).unwrap_err();
        assert_eq!(problem(""), TableProblem::Empty);
        assert_eq!(problem("\u{feff} \n , \n"), TableProblem::Empty);
        assert!(
            matches!(problem("客户编号,客户名称\n\n"), TableProblem::HeaderOnly { headings } if headings.len() == 2)
        );
        assert!(
            matches!(problem("foo,bar\n1,2\n"), TableProblem::UnknownHeadings { headings } if headings[0] == "foo")
        );
    }

    #[test]
    fn a_table_can_be_sent() {
        let table = read_table("客户编号,客户名称\nA1,甲\nA2,乙\n".as_bytes(), None).unwrap();
        let sent = serde_json::to_string(&table).unwrap();
        assert_eq!(serde_json::from_str::<Table>(&sent).unwrap(), table);
    }
}
