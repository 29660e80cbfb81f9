//! What each row of a table would do to the book, before anything is written; and the one change
//! that does it. A row with a problem is left out whole.

mod actions;
mod batch;
mod contacts;
mod customers;
mod feedback;
mod files;
mod interactions;
mod lookup;
mod needs;
mod orders;
mod people;
mod planning;
mod profile;
mod reason;
mod renamed;
mod row;

pub use batch::{Batch, BatchPlan};
pub use planning::Planning;
pub use reason::{Reason, RowNote, RowProblem};

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::documents::Documents;
use super::layout::{Field, Layout};
use super::table::Table;
use crate::book::{Book, Change, Label, Update};
use crate::model::{CustomerId, Env, Id, Record, RecordFields, RecordId};

/// What the user chooses beside the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// To whom rows belong that name no customer; a handbook's record sheet is one customer's.
    pub customer: Option<CustomerId>,
    /// What is told of single rows, by the line on which they start.
    pub choices: BTreeMap<usize, RowChoice>,
    /// What stands for a word that is not known: another of the same column, or nothing at all.
    pub words: HashMap<(Field, String), String>,
    /// Days during which who gave a customer to the pool does not get it back, as the policy has them.
    pub cool_down_days: u32,
    /// The year of days that are written without one; `None` takes the nearest to the row above.
    pub year: Option<i32>,
    /// The files beside the tables.
    pub documents: Arc<Documents>,
}

/// What the user tells of one row, against what the import would make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowChoice {
    /// It is left out.
    Skip,
    /// It is something new, whatever it resembles.
    New,
    /// A row of customers is this customer; any other row is this customer's.
    Of(CustomerId),
}

/// What will become of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It adds a record.
    New,
    /// It alters a record that is in the book.
    Update,
    /// All of it is in the book already.
    Same,
    /// It is left out, for the problems named.
    Error,
    /// It is left out, because the user said so or another row speaks of the same.
    Skipped,
}

/// One row of the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRow {
    /// The line of the file on which it starts, counted from 1.
    pub line: usize,
    /// What will become of it.
    pub fate: Fate,
    /// Whom or what it is about, from the file or the book.
    pub title: String,
    /// The rest of it in short, from the file.
    pub detail: String,
    /// Why it is left out; empty unless it is.
    pub problems: Vec<RowProblem>,
    /// What else the user should know of it.
    pub notes: Vec<RowNote>,
}

/// What a table would do to a book.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Which table it is.
    pub layout: Layout,
    /// Its rows, in the order of the file.
    pub rows: Vec<PlannedRow>,
    /// The headings of columns that are not read; `#3` for a third column without a heading.
    pub unread_columns: Vec<String>,
    /// Whether no column names the customer and [`ImportOptions::customer`] must; there are then no rows.
    pub needs_customer: bool,
    /// The words that are none of their column's, each with how many rows have it.
    pub unknown_words: BTreeMap<(Field, String), usize>,
    /// What the rows without problems write.
    added: Vec<Record>,
    updated: Vec<Update>,
}

/// What one row would do.
#[derive(Debug, Default)]
struct Draft {
    title: String,
    detail: String,
    is_new: bool,
    /// It is left out, though nothing is wrong with it.
    is_left: bool,
    added: Vec<Record>,
    updated: Vec<Update>,
}

impl Draft {
    /// Adds a record, or alters the one that is in the book.
    fn write<R: RecordFields + Into<Record>>(&mut self, before: Option<&R>, after: R) {
        match before.map(|before| before.diff(&after)) {
            None => self.added.push(after.into()),
            Some(fields) if fields.is_empty() => {}
            Some(fields) => {
                let id = RecordId::new(after.id().uuid());
                self.updated.push(Update { kind: R::KIND, id, fields });
            }
        }
    }
}

impl Plan {
    /// Returns up to `most` notes of rows whose days were written without a year.
    pub fn years_taken(&self, most: usize) -> Vec<&RowNote> {
        let notes = self.rows.iter().flat_map(|row| &row.notes);
        notes.filter(|note| matches!(note, RowNote::YearTaken { .. })).take(most).collect()
    }

    /// Returns how many rows have that fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.rows.iter().filter(|row| row.fate == fate).count()
    }

    /// Returns how many rows the change will write.
    pub fn rows_to_write(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.fate, Fate::New | Fate::Update)).count()
    }

    /// Returns how many rows have each fate, fates without a row left out.
    pub fn counts(&self) -> BTreeMap<Fate, usize> {
        let mut counts = BTreeMap::new();
        for row in &self.rows {
            *counts.entry(row.fate).or_default() += 1;
        }
        counts
    }

    /// Returns the one change that writes all new and updated rows; it fits the book it was planned for.
    pub fn change(&self, env: &mut Env) -> Change {
        let label = Label::ImportedTable { rows: self.rows_to_write() };
        Change {
            added: self.added.clone(),
            updated: self.updated.clone(),
            ..Change::new(env.ids.draw(), env.now, env.person, label)
        }
    }
}

/// Returns what each row of `table` would do to `book`, at the moment of `env` (A0.6, A0.30, A1.20–A1.27, A3.18).
///
/// Importing the same table again, once the change is applied, finds every row the same. A page plans in
/// steps instead, with [`Planning`].
pub fn plan(book: &Book, table: &Table, options: &ImportOptions, env: &mut Env) -> Plan {
    let mut planning = Planning::of(book, table, options);
    while !planning.go_on(book, table, env, usize::MAX) {}
    planning.finish()
}

fn unread_columns(table: &Table) -> Vec<String> {
    let unread = table.columns().iter().enumerate().filter(|(_, column)| column.field.is_none());
    let named = unread.filter(|(_, column)| !column.heading.is_empty() || column.has_cells);
    named
        .map(|(place, column)| match column.heading.as_str() {
            "" => format!("#{}", place + 1),
            heading => heading.to_owned(),
        })
        .collect()
}
