//! A table while its rows come in: which of them has the headings, and what is no table at all.

use super::super::layout::{Column, Layout, MAX_COLUMNS, recognise};
use super::super::values::shorten;
use super::{Encoding, HEADING_WITHIN, MAX_TABLE_ROWS, Table, TableProblem, TableRead};

/// No heading is longer; a longer one is a text that got there by mistake.
const HEADING_CHARS: usize = 80;
/// How many headings of an unknown table are named.
const HEADINGS_SHOWN: usize = 40;

/// A table that is being read.
pub(in crate::exchange) struct Building {
    encoding: Option<Encoding>,
    table: Option<Table>,
    /// The rows in which no headings were found yet.
    early: Vec<(usize, Vec<String>)>,
    is_recognised: bool,
}

impl Building {
    pub(in crate::exchange) fn new(encoding: Option<Encoding>) -> Self {
        Self { encoding, table: None, early: Vec::new(), is_recognised: false }
    }

    /// Takes the next row; its cells are trimmed. A blank row is passed over.
    ///
    /// # Errors
    /// There are more rows than are read.
    pub(in crate::exchange) fn push<'c>(
        &mut self,
        line: usize,
        cells: impl Iterator<Item = &'c str> + Clone,
    ) -> Result<(), TableProblem> {
        if cells.clone().all(str::is_empty) {
            return Ok(());
        }
        if let Some(table) = &mut self.table {
            if table.len() >= MAX_TABLE_ROWS {
                return Err(TableProblem::TooManyRows { limit: MAX_TABLE_ROWS });
            }
            table.push(line, cells);
            return Ok(());
        }
        let headings: Vec<String> = cells.clone().map(|cell| shorten(cell, HEADING_CHARS)).collect();
        if let Some((layout, columns)) = recognise(&headings) {
            self.table = Some(Table::begun(self.encoding, layout, columns));
            self.is_recognised = true;
            return Ok(());
        }
        self.early.push((line, cells.map(str::to_owned).collect()));
        if self.early.len() == HEADING_WITHIN { self.begin_unrecognised() } else { Ok(()) }
    }

    /// Begins a table of which only the user can tell what its columns hold. Its headings are taken to be
    /// in the first of the early rows that is as wide as any: a title above them is narrower.
    fn begin_unrecognised(&mut self) -> Result<(), TableProblem> {
        let width = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count();
        let widest = self.early.iter().map(|(_, row)| width(row)).max().unwrap_or(0);
        if self.early.iter().any(|(_, row)| row.len() > MAX_COLUMNS) {
            return Err(TableProblem::TooManyColumns { limit: MAX_COLUMNS });
        }
        let mut rows = std::mem::take(&mut self.early).into_iter().skip_while(|(_, row)| width(row) < widest);
        let Some((_, headings)) = rows.next() else { return Ok(()) };
        let column = |heading: &String| Column {
            heading: shorten(heading, HEADING_CHARS),
            field: None,
            in_wan: false,
            has_cells: false,
        };
        let columns = headings.iter().map(column).collect();
        let mut table = Table::begun(self.encoding, Layout::Customers, columns);
        for (line, row) in rows {
            table.push(line, row.iter().map(String::as_str));
        }
        self.table = Some(table);
        Ok(())
    }

    /// Returns what was read.
    pub(in crate::exchange) fn finish(mut self, name: String) -> TableRead {
        if self.table.is_none()
            && let Err(problem) = self.begin_unrecognised()
        {
            return TableRead { name, table: None, problem: Some(problem) };
        }
        let Some(table) = self.table else {
            return TableRead { name, table: None, problem: Some(TableProblem::Empty) };
        };
        let headings =
            || table.columns().iter().map(|column| column.heading.clone()).take(HEADINGS_SHOWN).collect();
        let problem = if !self.is_recognised {
            Some(TableProblem::UnknownHeadings { headings: headings() })
        } else if table.is_empty() {
            Some(TableProblem::HeaderOnly { headings: headings() })
        } else {
            None
        };
        let is_empty = table.is_empty();
        TableRead { name, table: Some(table).filter(|_| !is_empty), problem }
    }
}
