//! Files on their way out: what a page asks of its worker, and how it becomes bytes.
//!
//! The rows are sent apart, in parts that a page makes one after the other without standing still.

use serde::{Deserialize, Serialize};

use super::sheet::{Cell, Sheet, write_csv};
use super::workbook::write_workbook;
use crate::model::Day;

/// What sort of file it becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FileForm {
    /// A workbook with a sheet for each list.
    Xlsx,
    /// One list as text.
    Csv,
}

/// A file that is asked for, without its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// What it becomes.
    pub form: FileForm,
    /// The day it bears.
    pub day: Day,
    /// Its lists without their rows, each with the number of parts that its rows come in.
    pub sheets: Vec<(Sheet, usize)>,
}

impl FileForm {
    /// Returns how the names of such files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// Returns the media type of such files.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv;charset=utf-8",
        }
    }
}

/// Returns some rows as they are sent.
pub fn pack_rows(rows: &[Vec<Cell>]) -> Vec<u8> {
    // Rows are lists of texts and numbers: JSON can say all of them.
    serde_json::to_vec(rows).unwrap_or_default()
}

/// Returns the bytes of a file whose rows are in `parts`.
///
/// # Errors
/// Why there can be no such file, in technical words.
pub fn write_file(outgoing: &Outgoing, parts: Vec<Vec<u8>>) -> Result<Vec<u8>, String> {
    let mut parts = parts.into_iter();
    let mut sheets = Vec::with_capacity(outgoing.sheets.len());
    for (sheet, count) in &outgoing.sheets {
        let mut sheet = sheet.clone();
        for part in parts.by_ref().take(*count) {
            let rows: Vec<Vec<Cell>> = serde_json::from_slice(&part).map_err(|error| error.to_string())?;
            sheet.rows.extend(rows);
        }
        sheets.push(sheet);
    }
    match outgoing.form {
        FileForm::Xlsx => write_workbook(&sheets, outgoing.day),
        FileForm::Csv => sheets.first().map(write_csv).ok_or_else(|| "no list".to_owned()),
    }
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
            |names: &[&str]| pack_rows(&names.iter().map(|name| vec![Cell::text(*name)]).collect::<Vec<_>>());
        let parts = vec![rows(&["甲"]), rows(&["乙", "=丙"]), rows(&["丁"])];
        let outgoing = Outgoing {
            form: FileForm::Csv,
            day: Day::default(),
            sheets: vec![(head("一"), 2), (head("二"), 1)],
        };
        let text = String::from_utf8(write_file(&outgoing, parts.clone()).unwrap()).unwrap();
        assert_eq!(text, "\u{feff}名称\r\n甲\r\n乙\r\n'=丙\r\n");
        let workbook =
            write_file(&Outgoing { form: FileForm::Xlsx, ..outgoing.clone() }, parts.clone()).unwrap();
        let read = crate::exchange::read_workbook(&workbook).unwrap();
        let names: Vec<&str> = read.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["一", "二"]);
        assert_eq!(write_file(&outgoing, vec![b"{".to_vec()]).is_err(), true);
    }
}
