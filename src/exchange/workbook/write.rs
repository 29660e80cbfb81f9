//! Lists as one XLSX workbook: a sheet for each, with frozen headings, widths, real days and numbers.
//!
//! Every text is stored as a text, so that no program takes one for a formula.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::exchange::{Cell, Sheet};
use crate::model::{Day, Money};

/// The most characters that a cell of a workbook holds.
const LONGEST_TEXT: usize = 32_767;
/// Numbers with more digits than this are not exact in a spreadsheet.
const EXACT: i64 = 999_999_999_999_999;

/// The formats of one workbook.
struct Formats {
    heading: Format,
    text: Format,
    day: Format,
    time: Format,
    number: Format,
    money: Format,
}

/// Returns lists as a workbook that bears the date `day`: equal lists on a day are equal bytes.
///
/// # Errors
/// A list has more rows or columns than a sheet can hold; said in technical words.
pub fn write_workbook(sheets: &[Sheet], day: Day) -> Result<Vec<u8>, String> {
    let mut writing = WorkbookWriting::begun(day)?;
    for sheet in sheets {
        writing.begin(sheet)?;
        writing.rows(&sheet.rows)?;
    }
    writing.finish()
}

/// A workbook to which lists are added some rows at a time.
pub(in crate::exchange) struct WorkbookWriting {
    workbook: Workbook,
    formats: Formats,
    sheets: usize,
    /// The list that is being written, how many columns it has, and how many rows so far.
    current: Option<(Worksheet, usize, u32)>,
}

impl WorkbookWriting {
    /// Begins a workbook that bears that date.
    pub(in crate::exchange) fn begun(day: Day) -> Result<Self, String> {
        let formats = formats();
        let mut workbook = Workbook::new();
        let day = excel_day(day).map_err(words)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
        Ok(Self { workbook, formats, sheets: 0, current: None })
    }

    /// Begins a list, without its rows.
    pub(in crate::exchange) fn begin(&mut self, sheet: &Sheet) -> Result<(), String> {
        self.close().map_err(words)?;
        let worksheet = begun(sheet, self.sheets, &self.formats).map_err(words)?;
        self.sheets += 1;
        self.current = Some((worksheet, sheet.columns.len(), 0));
        Ok(())
    }

    /// Adds rows to the list.
    pub(in crate::exchange) fn rows(&mut self, rows: &[Vec<Cell>]) -> Result<(), String> {
        let Some((worksheet, _, written)) = &mut self.current else { return Ok(()) };
        for row in rows {
            *written += 1;
            for (column, cell) in (0_u16..).zip(row) {
                write_cell(worksheet, *written, column, cell, &self.formats).map_err(words)?;
            }
        }
        Ok(())
    }

    /// Returns the bytes of the workbook.
    pub(in crate::exchange) fn finish(mut self) -> Result<Vec<u8>, String> {
        self.close().map_err(words)?;
        self.workbook.save_to_buffer().map_err(words)
    }

    fn close(&mut self) -> Result<(), XlsxError> {
        if let Some((mut worksheet, columns, rows)) = self.current.take() {
            let last_column = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
            worksheet.autofilter(0, 0, rows, last_column)?;
            self.workbook.push_worksheet(worksheet);
        }
        Ok(())
    }
}

fn words(error: XlsxError) -> String {
    error.to_string()
}

fn formats() -> Formats {
    let base = || Format::new().set_align(FormatAlign::Top);
    Formats {
        heading: Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0x00EF_ECE4))
            .set_border_bottom(FormatBorder::Thin),
        text: base().set_text_wrap(),
        day: base().set_num_format("yyyy-mm-dd"),
        time: base().set_num_format("yyyy-mm-dd hh:mm"),
        number: base().set_num_format("0"),
        money: base().set_num_format("#,##0.00"),
    }
}

/// Returns a list with its headings, and without its rows.
fn begun(sheet: &Sheet, place: usize, formats: &Formats) -> Result<Worksheet, XlsxError> {
    let mut worksheet = Worksheet::new();
    worksheet.set_name(sheet_name(&sheet.title, place))?;
    for (place, column) in (0_u16..).zip(&sheet.columns) {
        worksheet.set_column_width(place, column.width)?;
        worksheet.write_string_with_format(0, place, short(&column.heading), &formats.heading)?;
    }
    worksheet.set_freeze_panes(1, 0)?;
    worksheet.set_repeat_rows(0, 0)?;
    // On paper: lying A4, as many pages long as it takes and one wide.
    worksheet.set_paper_size(9);
    worksheet.set_landscape();
    worksheet.set_print_fit_to_pages(1, 0);
    Ok(worksheet)
}

fn write_cell(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            // Wrapping is for what does not fit on a line; it makes every row that has it slow to draw.
            if text.contains('\n') {
                worksheet.write_string_with_format(row, column, short(text), &formats.text)?;
            } else {
                worksheet.write_string(row, column, short(text))?;
            }
        }
        // Before 1900 a spreadsheet knows no days.
        Cell::Day(day) | Cell::Time(day, ..) if day.year() < 1900 => {
            worksheet.write_string(row, column, cell.written())?;
        }
        Cell::Day(day) => {
            worksheet.write_datetime_with_format(row, column, excel_day(*day)?, &formats.day)?;
        }
        Cell::Time(day, hour, minute) => {
            let (hour, minute) = (u16::try_from(*hour).unwrap_or(0), u8::try_from(*minute).unwrap_or(0));
            let at = excel_day(*day)?.and_hms(hour, minute, 0)?;
            worksheet.write_datetime_with_format(row, column, at, &formats.time)?;
        }
        Cell::Number(number) if number.abs() <= EXACT => {
            worksheet.write_number_with_format(row, column, *number as f64, &formats.number)?;
        }
        Cell::Money(Money { fen, .. }) if fen.abs() <= EXACT => {
            worksheet.write_number_with_format(row, column, *fen as f64 / 100.0, &formats.money)?;
        }
        Cell::Number(_) | Cell::Money(_) => {
            worksheet.write_string(row, column, cell.written())?;
        }
    }
    Ok(())
}

fn excel_day(day: Day) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(1900),
        part(day.month()),
        part(day.day_of_month()),
    )
}

/// Cuts a text to what a cell holds, which no text of the app's own forms comes near.
fn short(text: &str) -> &str {
    text.char_indices().nth(LONGEST_TEXT).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// Returns a name that a sheet may have: at most 31 characters, and none that a formula uses.
fn sheet_name(title: &str, place: usize) -> String {
    let is_allowed =
        |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !c.is_control();
    let name: String = title.chars().filter(is_allowed).take(31).collect();
    if name.trim().is_empty() { format!("{}", place + 1) } else { name }
}
