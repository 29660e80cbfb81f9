//! Customers and their people in one sheet: a row that repeats the customer above it, or leaves the customer's
//! cells empty below it, adds a person to that customer.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use super::Draft;
use super::customers::{contact_cells, draft_contacts};
use super::lookup::cells_in_short;
use super::reason::Reason;
use super::row::Row;
use crate::book::Book;
use crate::exchange::layout::Field;
use crate::exchange::values::{fold, shorten};
use crate::model::{Customer, CustomerId, Env};

/// What a row says of a person, not of the customer.
const OF_PERSON: [Field; 8] = [
    Field::ContactName,
    Field::ContactAndTitle,
    Field::ContactTitle,
    Field::Phone,
    Field::Email,
    Field::DecisionRole,
    Field::Area,
    Field::Birthday,
];

/// How a row names its customer: number and name, folded.
type Key = (String, String);

/// The rows of a customer table that others add people to.
#[derive(Default)]
pub(super) struct People {
    seen: HashSet<Key>,
    /// The names that come in several rows.
    repeated: HashSet<Key>,
    by_key: HashMap<Key, Above>,
    /// The customer of the row above, for rows without one.
    last: Option<(usize, Above)>,
    /// Who has been named of a customer, and on which line.
    named: HashMap<CustomerId, HashMap<String, usize>>,
}

/// A customer as a row further up has it.
#[derive(Clone)]
struct Above {
    customer: Box<Customer>,
    /// What the row says of the customer, as hashes: rows that add people say the same or nothing.
    cells: Vec<(Field, u64)>,
    is_repeated: bool,
}

fn key(row: &Row<'_>) -> Key {
    let cell = |field| fold(row.cell(field)).into_owned();
    (cell(Field::CustomerNumber), cell(Field::CustomerName))
}

fn names_person(row: &Row<'_>) -> bool {
    !row.cell(Field::ContactName).is_empty() || !row.cell(Field::ContactAndTitle).is_empty()
}

fn hash(cell: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(cell)
}

/// Returns what a row says of the customer itself.
fn of_customer<'r>(row: &'r Row<'_>) -> impl Iterator<Item = (Field, &'r str)> {
    row.fields()
        .filter(|field| !OF_PERSON.contains(field) && *field != Field::RowNumber)
        .map(|field| (field, row.cell(field)))
        .filter(|(_, cell)| !cell.is_empty())
}

impl People {
    /// Notes how a row names its customer, before any row is drafted.
    pub(super) fn note(&mut self, row: &Row<'_>) {
        if names_person(row) && row.cell(Field::RecordId).is_empty() {
            let key = key(row);
            if !key.1.is_empty() && !self.seen.insert(key.clone()) {
                self.repeated.insert(key);
            }
        }
    }

    /// Remembers a customer that rows below may add people to.
    pub(super) fn began<'n>(
        &mut self,
        row: &Row<'_>,
        customer: &Customer,
        people: impl Iterator<Item = &'n str>,
    ) {
        // Nobody comes back to a customer who is named once: what is known of the people is let go.
        if let Some((_, last)) = self.last.take()
            && !last.is_repeated
        {
            self.named.remove(&last.customer.id);
        }
        if !names_person(row) {
            return;
        }
        let cells = of_customer(row).map(|(field, cell)| (field, hash(cell))).collect();
        let key = key(row);
        let is_repeated = self.repeated.contains(&key);
        let above = Above { customer: Box::new(customer.clone()), cells, is_repeated };
        if is_repeated {
            self.by_key.insert(key, above.clone());
        }
        let people = people.map(|name| (fold(name).into_owned(), row.line())).collect();
        self.named.insert(customer.id, people);
        self.last = Some((row.line(), above));
    }

    /// Returns the customer to whom a row only adds a person, if it does; nobody says otherwise of it, and
    /// nothing in it says anything else of that customer.
    pub(super) fn above(&mut self, row: &Row<'_>) -> Option<Customer> {
        if !names_person(row) || row.choice().is_some() || !row.cell(Field::RecordId).is_empty() {
            return None;
        }
        let key = key(row);
        let is_nameless = key.0.is_empty() && key.1.is_empty();
        let above = if is_nameless {
            // With a row between them it would be in doubt.
            let (_, above) = self.last.as_ref().filter(|(line, _)| line + 1 == row.line())?;
            above.clone()
        } else {
            self.by_key.get(&key)?.clone()
        };
        let says_nothing_else = of_customer(row).all(|(field, cell)| {
            is_name(field) || above.cells.iter().any(|(other, there)| *other == field && *there == hash(cell))
        });
        if !says_nothing_else {
            return None;
        }
        let customer = (*above.customer).clone();
        self.last = Some((row.line(), above));
        Some(customer)
    }

    /// Returns the draft of a row that adds a person to `customer`.
    pub(super) fn draft(
        &mut self,
        book: &Book,
        customer: Customer,
        row: &mut Row<'_>,
        env: &mut Env,
    ) -> Draft {
        let fields = [Field::ContactAndTitle, Field::ContactName, Field::ContactTitle, Field::Phone];
        let detail = cells_in_short(row, &fields.map(|field| (field, 30)));
        let mut draft = Draft { title: shorten(&customer.name, 60), detail, ..Draft::default() };
        let cells = contact_cells(row, book, &customer, env);
        let line = row.line();
        let known = self.named.entry(customer.id).or_default();
        for contact in &cells.named {
            let first = *known.entry(fold(&contact.name).into_owned()).or_insert(line);
            if first != line {
                row.refuse(Field::ContactName, Reason::RecordTwice { line: first });
            }
        }
        if row.is_refused() {
            return draft;
        }
        draft_contacts(book, row, &mut draft, customer.id, cells, env);
        draft.is_new = !draft.added.is_empty();
        draft
    }
}

fn is_name(field: Field) -> bool {
    matches!(field, Field::CustomerName | Field::CustomerNumber)
}
