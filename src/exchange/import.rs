//! What each row of a table would do to the book, before anything is written; and the one change
//! that does it. A row with a problem is left out whole.

mod customers;
mod interactions;
mod lookup;
mod orders;
mod reason;
mod row;

pub use reason::{Reason, RowNote, RowProblem};

use std::collections::BTreeMap;

use super::layout::{Field, Layout};
use super::table::Table;
use crate::book::{Book, Change, Label, Update};
use crate::model::{CustomerId, Env, Id, Record, RecordFields, RecordId};
use customers::Customers;
use interactions::Interactions;
use lookup::Team;
use orders::Orders;
use row::{Places, Row};

/// What the user chooses beside the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// To whom rows belong that name no customer; a handbook's record sheet is one customer's.
    pub customer: Option<CustomerId>,
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

    /// Returns the same change as [`Self::change`] without copying its records, and the rows.
    pub fn into_change(self, env: &mut Env) -> (Change, Vec<PlannedRow>) {
        let label = Label::ImportedTable { rows: self.rows_to_write() };
        let change = Change::new(env.ids.draw(), env.now, env.person, label);
        (Change { added: self.added, updated: self.updated, ..change }, self.rows)
    }
}

/// Returns what each row of `table` would do to `book`, at the moment of `env` (A0.6, A0.30, A1.20–A1.27, A3.18).
///
/// Importing the same table again, once the change is applied, finds every row the same.
pub fn plan(book: &Book, table: &Table, options: &ImportOptions, env: &mut Env) -> Plan {
    let places = Places::of(table.columns());
    let names_customer = places.has(Field::CustomerNumber) || places.has(Field::CustomerName);
    let needs_customer = !names_customer && options.customer.is_none_or(|id| !book.customers().contains(id));
    let mut plan = Plan {
        layout: table.layout(),
        rows: Vec::new(),
        unread_columns: unread_columns(table),
        needs_customer,
        added: Vec::new(),
        updated: Vec::new(),
    };
    if needs_customer {
        return plan;
    }
    plan.rows.reserve(table.len());
    let mut team = Team::of(book);
    match table.layout() {
        Layout::Customers => {
            let mut customers = Customers::of(book, table, &places);
            plan.draft_rows(table, &places, |row| customers.draft(row, &mut team, env));
        }
        Layout::Orders => {
            let mut orders = Orders::of(book, table, &places, options.customer);
            plan.draft_rows(table, &places, |row| orders.draft(row, env));
        }
        Layout::Interactions => {
            let mut interactions = Interactions::of(book, options.customer);
            plan.draft_rows(table, &places, |row| interactions.draft(row, &mut team, env));
        }
    }
    plan.added.extend(team.into_new_people().into_iter().map(Record::from));
    plan
}

impl Plan {
    fn draft_rows(
        &mut self,
        table: &Table,
        places: &Places<'_>,
        mut draft: impl FnMut(&mut Row<'_>) -> Draft,
    ) {
        for cells in table.rows() {
            let mut row = Row::new(cells, places);
            let mut draft = draft(&mut row);
            let fate = if row.is_refused() {
                Fate::Error
            } else if draft.is_new {
                Fate::New
            } else if draft.added.is_empty() && draft.updated.is_empty() {
                Fate::Same
            } else {
                Fate::Update
            };
            if fate != Fate::Error {
                self.added.append(&mut draft.added);
                self.updated.append(&mut draft.updated);
            }
            let (problems, notes) = row.into_findings();
            let (title, detail) = (draft.title, draft.detail);
            self.rows.push(PlannedRow { line: cells.line, fate, title, detail, problems, notes });
        }
    }
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
