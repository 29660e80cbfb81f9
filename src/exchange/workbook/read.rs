//! XLSX, XLSB, ODS and XLS: each sheet becomes the table that a CSV file of it would be.

use std::fmt::Display;
use std::io::Cursor;

use calamine::{Data, DataRef, Ods, Range, Reader, SheetType, Xls, Xlsb, Xlsx};
use zip::ZipArchive;

use super::limits;
use crate::exchange::layout::MAX_COLUMNS;
use crate::exchange::table::building::Building;
use crate::exchange::{MAX_TABLE_BYTES, TableProblem, TableRead};

/// How zips, and the older workbooks, begin.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
const OLE: &[u8] = b"\xd0\xcf\x11\xe0";
/// How many sheets are read.
const MAX_SHEETS: usize = 256;

/// Tells whether a file is to be read as a workbook: a zip or an older workbook, by how it begins.
pub fn is_workbook(bytes: &[u8]) -> bool {
    ZIP.iter().any(|zip| bytes.starts_with(zip)) || bytes.starts_with(OLE)
}

/// Reads every sheet of a workbook, in their order. Days come as 2024-03-05, numbers as Excel shows them.
///
/// # Errors
/// Says why the file as a whole cannot be read; what is wrong with one sheet stands with that sheet.
pub fn read_workbook(bytes: &[u8]) -> Result<Vec<TableRead>, TableProblem> {
    read_sheets(bytes)
}

/// As [`read_workbook`]; a zip of files is none.
pub(super) fn read_sheets(bytes: &[u8]) -> Result<Vec<TableRead>, TableProblem> {
    let is_too_large = bytes.len() > MAX_TABLE_BYTES;
    let too_large = || TableProblem::TooLarge { bytes: bytes.len(), limit: MAX_TABLE_BYTES };
    let source = Cursor::new(bytes);
    if bytes.starts_with(OLE) {
        if is_too_large {
            return Err(too_large());
        }
        return by_range(Xls::new(source).map_err(damaged)?);
    }
    let mut archive = ZipArchive::new(source.clone()).map_err(damaged)?;
    let has = |archive: &ZipArchive<Cursor<&[u8]>>, name: &str| archive.index_for_name(name).is_some();
    let (is_xlsx, is_xlsb, is_ods) =
        (has(&archive, "xl/workbook.xml"), has(&archive, "xl/workbook.bin"), has(&archive, "content.xml"));
    if !is_xlsx && !is_xlsb && !is_ods {
        return Err(TableProblem::BinaryFile);
    }
    if is_too_large {
        return Err(too_large());
    }
    limits::check(&mut archive, bytes.len() as u64)?;
    if is_xlsx {
        by_cell(Xlsx::new(source).map_err(damaged)?)
    } else if is_xlsb {
        by_range(Xlsb::new(source).map_err(damaged)?)
    } else {
        by_range(Ods::new(source).map_err(damaged)?)
    }
}

pub(super) fn damaged(error: impl Display) -> TableProblem {
    let reason = error.to_string();
    if reason.to_lowercase().contains("password") {
        TableProblem::Locked
    } else {
        TableProblem::DamagedWorkbook { reason }
    }
}

fn names<'a, R: Reader<Cursor<&'a [u8]>>>(workbook: &R) -> Vec<String> {
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.map(|sheet| sheet.name.clone()).take(MAX_SHEETS).collect()
}

/// Reads cell by cell, so that one far cell does not make a sheet of billions.
fn by_cell(mut workbook: Xlsx<Cursor<&[u8]>>) -> Result<Vec<TableRead>, TableProblem> {
    let mut sheets = Vec::new();
    for name in names(&workbook) {
        let mut reader = workbook.worksheet_cells_reader(&name).map_err(damaged)?;
        let mut rows = Rows::new();
        let problem = loop {
            match reader.next_cell() {
                Ok(Some(cell)) => {
                    let (row, column) = cell.get_position();
                    if let Err(problem) = rows.put(row, column, written(cell.get_value())) {
                        break Some(problem);
                    }
                }
                Ok(None) => break None,
                Err(error) => break Some(damaged(error)),
            }
        };
        sheets.push(rows.finish(name, problem));
    }
    Ok(sheets)
}

/// Reads sheet by sheet; the crate itself limits how many cells there are.
fn by_range<'a, R: Reader<Cursor<&'a [u8]>>>(mut workbook: R) -> Result<Vec<TableRead>, TableProblem>
where
    R::Error: Display,
{
    let mut sheets = Vec::new();
    for name in names(&workbook) {
        let range: Range<Data> = match workbook.worksheet_range(&name) {
            Ok(range) => range,
            Err(error) => {
                sheets.push(TableRead { name, table: None, problem: Some(damaged(error)) });
                continue;
            }
        };
        let mut rows = Rows::new();
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut problem = None;
        for (row, column, value) in range.used_cells() {
            let at =
                |first: u32, place: usize| first.saturating_add(u32::try_from(place).unwrap_or(u32::MAX));
            let put = rows.put(at(first_row, row), at(first_column, column), written_data(value));
            if let Err(found) = put {
                problem = Some(found);
                break;
            }
        }
        sheets.push(rows.finish(name, problem));
    }
    Ok(sheets)
}

/// The row that is being filled, and the table of those above.
struct Rows {
    building: Building,
    row: u32,
    cells: Vec<String>,
}

impl Rows {
    fn new() -> Self {
        Self { building: Building::new(None), row: 0, cells: Vec::new() }
    }

    /// Takes a cell; they come row by row, from left to right.
    fn put(&mut self, row: u32, column: u32, text: String) -> Result<(), TableProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if row != self.row {
            self.close()?;
            self.row = row;
        }
        let place = column as usize;
        if place >= MAX_COLUMNS {
            return Err(TableProblem::TooManyColumns { limit: MAX_COLUMNS });
        }
        if self.cells.len() <= place {
            self.cells.resize(place + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(place) {
            text.clone_into(cell);
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), TableProblem> {
        let line = self.row as usize + 1;
        self.building.push(line, self.cells.iter().map(String::as_str))?;
        self.cells.clear();
        Ok(())
    }

    fn finish(mut self, name: String, problem: Option<TableProblem>) -> TableRead {
        match problem.map_or_else(|| self.close(), Err) {
            Ok(()) => self.building.finish(name),
            Err(problem) => TableRead { name, table: None, problem: Some(problem) },
        }
    }
}

fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        other => written_data(&Data::from(other.clone())),
    }
}

/// Returns what stands in a cell, as somebody would write it.
fn written_data(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => written_number(*number),
        Data::Bool(true) => "是".to_owned(),
        Data::Bool(false) => "否".to_owned(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(at) if at.is_datetime() => {
            let (year, month, day, hour, minute, _, _) = at.to_ymd_hms_milli();
            if (hour, minute) == (0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
            }
        }
        Data::DateTime(length) => written_number(length.as_f64()),
    }
}

/// Writes a number with the fifteen digits that a spreadsheet has: 0.1 + 0.2 is 0.3 there.
fn written_number(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}
