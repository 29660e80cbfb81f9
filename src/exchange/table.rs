//! A CSV or TSV file as a table: its layout recognised by its headings, its cells not yet judged.
//!
//! Reading runs in a worker, so a table can be sent; planning runs where the book is.

pub(super) mod building;
mod decode;
mod problem;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use decode::Encoding;
pub use problem::TableProblem;

use super::guard::unguarded;
use super::layout::{Column, Field, Layout, says_wan};
use super::vcard::{is_cards, read_cards};
use building::Building;

/// The largest file that is read.
pub const MAX_TABLE_BYTES: usize = 64 << 20;
/// The largest zip that is read: tables, and as many files beside them as a book holds.
pub const MAX_ARCHIVE_BYTES: usize = 256 << 20;
/// The most rows that are read.
pub const MAX_TABLE_ROWS: usize = 500_000;
/// Within how many rows the headings must come: spreadsheets often have a title above them.
const HEADING_WITHIN: usize = 5;

/// A table: its columns and what they hold. Its cells are trimmed text; blank rows are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    head: TableHead,
    blocks: Vec<Block>,
}

/// What is known of a table as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableHead {
    encoding: Option<Encoding>,
    layout: Layout,
    columns: Vec<Column>,
}

/// Some rows that follow each other: a page takes a large table from its worker block by block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
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
    /// The line of the file, or the row of the sheet, on which it starts, counted from 1.
    pub line: usize,
    text: &'t str,
    start: u32,
    ends: &'t [u32],
}

/// A table that was read, or one sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRead {
    /// The name of the sheet; empty for a file that is one table.
    pub name: String,
    /// The table, if there are rows. Where its headings are not known, nothing is said of its columns.
    pub table: Option<Table>,
    /// Why it cannot be imported as it is.
    pub problem: Option<TableProblem>,
}

impl Table {
    /// Returns the encoding that it was read in; none if it comes from a workbook or was pasted.
    pub fn encoding(&self) -> Option<Encoding> {
        self.head.encoding
    }

    /// Returns which table it is.
    pub fn layout(&self) -> Layout {
        self.head.layout
    }

    /// Returns its columns, in their order.
    pub fn columns(&self) -> &[Column] {
        &self.head.columns
    }

    /// Returns how many rows there are below the headings.
    pub fn len(&self) -> usize {
        self.blocks.iter().map(|block| block.rows.len()).sum()
    }

    /// Tells whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the rows, in their order.
    pub fn rows(&self) -> impl Iterator<Item = TableRow<'_>> {
        self.blocks.iter().flat_map(|block| block.rows_in(0..block.rows.len()))
    }

    /// Returns some of the rows, counted from 0.
    pub fn rows_in(&self, places: Range<usize>) -> impl Iterator<Item = TableRow<'_>> {
        let mut before = 0;
        self.blocks.iter().flat_map(move |block| {
            let from = places.start.saturating_sub(before).min(block.rows.len());
            let to = places.end.saturating_sub(before).min(block.rows.len());
            before += block.rows.len();
            block.rows_in(from..to.max(from))
        })
    }

    /// Returns the same rows with columns that the user says: which table it is, and what each column holds.
    #[must_use]
    pub fn mapped(&self, layout: Layout, fields: &[Option<Field>]) -> Self {
        let mut table = self.clone();
        table.head.layout = layout;
        for (place, column) in table.head.columns.iter_mut().enumerate() {
            column.field = fields.get(place).copied().flatten();
            column.in_wan = column.field.is_some() && says_wan(&column.heading);
        }
        table
    }

    /// Returns what is known of it, and its rows in blocks.
    pub fn into_parts(self) -> (TableHead, Vec<Block>) {
        (self.head, self.blocks)
    }

    /// Returns the table of those parts.
    pub fn from_parts(head: TableHead, blocks: Vec<Block>) -> Self {
        Self { head, blocks }
    }

    pub(super) fn begun(encoding: Option<Encoding>, layout: Layout, columns: Vec<Column>) -> Self {
        Self { head: TableHead { encoding, layout, columns }, blocks: Vec::new() }
    }

    pub(super) fn push<'c>(&mut self, line: usize, cells: impl Iterator<Item = &'c str>) {
        if self.blocks.last().is_none_or(Block::is_full) {
            self.blocks.push(Block::default());
        }
        let Some(block) = self.blocks.last_mut() else { return };
        for (place, cell) in cells.enumerate() {
            block.text.push_str(cell);
            block.ends.push(narrow(block.text.len()));
            if !cell.is_empty()
                && let Some(column) = self.head.columns.get_mut(place)
            {
                column.has_cells = true;
            }
        }
        block.rows.push(RowPlace { line: narrow(line), end: narrow(block.ends.len()) });
    }
}

impl Block {
    /// Small enough to be taken over between two frames of a page.
    fn is_full(&self) -> bool {
        self.text.len() >= 1 << 20 || self.ends.len() >= 1 << 16
    }

    fn rows_in(&self, places: Range<usize>) -> impl Iterator<Item = TableRow<'_>> {
        let before = places.start.checked_sub(1).and_then(|before| self.rows.get(before));
        let mut first = before.map_or(0, |row| row.end as usize);
        self.rows.get(places).unwrap_or_default().iter().map(move |row| {
            let ends = self.ends.get(first..row.end as usize).unwrap_or_default();
            let start = first.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
            first = row.end as usize;
            TableRow { line: row.line as usize, text: &self.text, start, ends }
        })
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

/// Reads a CSV or TSV file, or vCards, in the encoding asked for or recognised.
///
/// # Errors
/// Says why the file cannot be read as a table at all. What is wrong in single rows is found when planning.
pub fn read_text(bytes: &[u8], encoding: Option<Encoding>) -> Result<TableRead, TableProblem> {
    if bytes.len() > MAX_TABLE_BYTES {
        return Err(TableProblem::TooLarge { bytes: bytes.len(), limit: MAX_TABLE_BYTES });
    }
    if bytes.is_empty() {
        return Err(TableProblem::Empty);
    }
    let (text, encoding) = decode::decode(bytes, encoding)?;
    if is_cards(&text) {
        return read_cards(&text, Some(encoding));
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    let mut record = csv::StringRecord::new();
    let mut building = Building::new(Some(encoding));
    // The text is valid UTF-8 in memory and rows may have any length: nothing is left to fail.
    while reader.read_record(&mut record).unwrap_or(false) {
        let line = lines.line_at(record.position().map_or(0, csv::Position::byte));
        building.push(line, record.iter().map(|cell| unguarded(cell.trim())))?;
    }
    Ok(building.finish(String::new()))
}

/// Reads a CSV or TSV file whose headings are known, in the encoding asked for or recognised.
///
/// # Errors
/// Says why the file cannot be imported as it is.
pub fn read_table(bytes: &[u8], encoding: Option<Encoding>) -> Result<Table, TableProblem> {
    let read = read_text(bytes, encoding)?;
    match (read.table, read.problem) {
        (Some(table), None) => Ok(table),
        (_, problem) => Err(problem.unwrap_or(TableProblem::Empty)),
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
    fn a_large_table_is_cut_into_blocks_and_any_of_its_rows_are_found() {
        let rows: String = (0..50_000).map(|n| format!("A{n},客户{n}\n")).collect();
        let table = read_table(format!("客户编号,客户名称\n{rows}").as_bytes(), None).unwrap();
        assert!(table.blocks.len() > 1);
        assert_eq!((table.len(), table.rows().count()), (50_000, 50_000));
        for place in [0, 1, 32_767, 32_768, 49_999] {
            let found: Vec<&str> = table.rows_in(place..place + 1).map(|row| row.cell(0)).collect();
            assert_eq!(found, [format!("A{place}")]);
        }
        assert_eq!(table.rows_in(32_000..33_000).count(), 1_000);
        assert_eq!(table.rows_in(50_000..60_000).count(), 0);
    }

    #[test]
    fn columns_can_be_told_by_hand() {
        let text = "foo,金额（万元）,bar\n甲,1.2,x\n";
        let read = read_text(text.as_bytes(), None).unwrap();
        assert!(matches!(read.problem, Some(TableProblem::UnknownHeadings { .. })));
        let fields = [Some(Field::CustomerName), Some(Field::CumulativeAmount), None];
        let table = read.table.unwrap().mapped(Layout::Customers, &fields);
        let told: Vec<_> = table.columns().iter().map(|column| (column.field, column.in_wan)).collect();
        assert_eq!(told, [(fields[0], false), (fields[1], true), (None, false)]);
        assert_eq!(table.rows().next().unwrap().cell(0), "甲");
    }

    #[test]
    fn a_table_can_be_sent() {
        let table = read_table("客户编号,客户名称\nA1,甲\nA2,乙\n".as_bytes(), None).unwrap();
        let (head, blocks) = table.clone().into_parts();
        let sent = serde_json::to_string(&(head, blocks)).unwrap();
        let (head, blocks) = serde_json::from_str(&sent).unwrap();
        assert_eq!(Table::from_parts(head, blocks), table);
    }
}
