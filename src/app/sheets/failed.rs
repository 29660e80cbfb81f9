//! The rows of an import that were left out, as a list that can be mended and imported again.

use crate::app::{column_name, row_problem};
use crate::exchange::{Cell, Fate, Plan, Sheet, SheetColumn, Table};
use crate::text::Language;

/// Returns the rows that a plan leaves out, as they stand in the file, with the reason in a further column
/// that the import does not read.
pub fn failed_rows(t: Language, table: &Table, plan: &Plan) -> Sheet {
    let column = |heading: String, width: u16| SheetColumn { heading, width };
    let headings = table.columns().iter().map(|of_file| column(column_name(t, of_file).to_owned(), 18));
    let reason = column(t.import_reason().to_owned(), 60);
    let width = table.columns().len();
    let failed = table.rows().zip(&plan.rows).filter(|(_, planned)| planned.fate == Fate::Error);
    let rows = failed.map(|(row, planned)| {
        let said: Vec<String> = planned.problems.iter().map(|problem| row_problem(t, problem)).collect();
        let cells = (0..width).map(|place| Cell::text(row.cell(place)));
        cells.chain([Cell::Text(said.join(" "))]).collect()
    });
    Sheet {
        title: t.import_failed_rows().to_owned(),
        columns: headings.chain([reason]).collect(),
        rows: rows.collect(),
    }
}
