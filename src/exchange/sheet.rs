//! A list on its way out: headings and typed cells, of which a CSV file or a workbook is made.
//!
//! Writing runs in a worker, so a sheet can be sent.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::guard::guarded;
use crate::model::{Day, Money};

/// One list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// What it is called: the name of a sheet, or of a file.
    pub title: String,
    /// Its columns.
    pub columns: Vec<SheetColumn>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetColumn {
    /// Its heading.
    pub heading: String,
    /// How wide it is in a workbook, in characters.
    pub width: u16,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing: it is not known, or there is none.
    #[serde(rename = "-")]
    Empty,
    /// A text; never a formula, whatever it begins with.
    #[serde(rename = "t")]
    Text(String),
    /// A calendar day.
    #[serde(rename = "d")]
    Day(Day),
    /// A day with hours and minutes.
    #[serde(rename = "h")]
    Time(Day, u32, u32),
    /// A whole number.
    #[serde(rename = "n")]
    Number(i64),
    /// An amount.
    #[serde(rename = "m")]
    Money(Money),
}

impl Cell {
    /// Returns a text, or nothing if it has no characters.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Returns a value, or nothing if it is not known.
    pub fn known<T>(value: Option<T>, cell: impl Fn(T) -> Self) -> Self {
        value.map_or(Self::Empty, cell)
    }

    /// Returns it as it is written in a file of plain text, before guarding.
    pub fn written(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Day(day) => day.to_string().into(),
            Self::Time(day, hour, minute) => format!("{day} {hour:02}:{minute:02}").into(),
            Self::Number(number) => number.to_string().into(),
            Self::Money(money) => money.plain().into(),
        }
    }
}

/// Returns a list as CSV that any spreadsheet opens: UTF-8 with a byte order mark, commas, CRLF.
///
/// Texts and headings are guarded: no program takes one for a formula, and reading takes the guard off.
pub fn write_csv(sheet: &Sheet) -> Vec<u8> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut out);
    // Writing to memory cannot fail, and every row has as many cells as there are columns.
    let _ = writer.write_record(sheet.columns.iter().map(|column| guarded(&column.heading).into_owned()));
    for row in &sheet.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(text) => guarded(text),
            other => other.written(),
        });
        let _ = writer.write_record(cells.map(|cell| cell.into_owned()));
    }
    let _ = writer.flush();
    drop(writer);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_becomes_a_file_that_runs_nothing() {
        let column = |heading: &str| SheetColumn { heading: heading.into(), width: 10 };
        let day = Day::new(2024, 3, 5).unwrap();
        let sheet = Sheet {
            title: "表".into(),
            columns: vec![column("名称"), column("日期"), column("金额"), column("数")],
            rows: vec![
                vec![Cell::text("=1+1"), Cell::Day(day), Cell::Money(Money::fen(120_050)), Cell::Number(-3)],
                vec![Cell::text("a,\"b\"\nc"), Cell::Time(day, 9, 5), Cell::Empty, Cell::text("")],
            ],
        };
        let text = String::from_utf8(write_csv(&sheet)).unwrap();
        assert_eq!(
            text,
            "\u{feff}名称,日期,金额,数\r\n'=1+1,2024-03-05,1200.50,-3\r\n\"a,\"\"b\"\"\nc\",2024-03-05 09:05,,\r\n"
        );
    }
}
