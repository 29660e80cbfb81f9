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
    workbook(sheets, day).map_err(|error| error.to_string())
}

fn workbook(sheets: &[Sheet], day: Day) -> Result<Vec<u8>, XlsxError> {
    let base = || Format::new().set_align(FormatAlign::Top);
    let formats = Formats {
        heading: Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0x00EF_ECE4))
            .set_border_bottom(FormatBorder::Thin),
        text: base().set_text_wrap(),
        day: base().set_num_format("yyyy-mm-dd"),
        time: base().set_num_format("yyyy-mm-dd hh:mm"),
        number: base().set_num_format("0"),
        money: base().set_num_format("#,##0.00"),
    };
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&excel_day(day)?));
    for (place, sheet) in sheets.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet_name(&sheet.title, place))?;
        write_sheet(worksheet, sheet, &formats)?;
    }
    workbook.save_to_buffer()
}

fn write_sheet(worksheet: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    for (place, column) in (0_u16..).zip(&sheet.columns) {
        worksheet.set_column_width(place, column.width)?;
        worksheet.write_string_with_format(0, place, short(&column.heading), &formats.heading)?;
    }
    for (place, row) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            write_cell(worksheet, place, column, cell, formats)?;
        }
    }
    worksheet.set_freeze_panes(1, 0)?;
    worksheet.set_repeat_rows(0, 0)?;
    // On paper: lying A4, as many pages long as it takes and one wide.
    worksheet.set_paper_size(9);
    worksheet.set_landscape();
    worksheet.set_print_fit_to_pages(1, 0);
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    worksheet.autofilter(0, 0, last_row, last_column)?;
    Ok(())
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
