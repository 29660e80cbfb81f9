//! Rows of a table of people at customers (A0.5, A3.7): one contact a row, known by its id or its name.

use std::collections::HashMap;

use super::lookup::{Directory, cells_in_short, contact_named, customer_title};
use super::reason::{Reason, RowNote};
use super::row::{Row, check_name};
use super::{Draft, RowChoice};
use crate::book::Book;
use crate::exchange::layout::Field;
use crate::exchange::values::{self, fold};
use crate::model::{Contact, ContactId, Customer, CustomerId, Env};

/// The contacts that rows further up meant, with their lines.
#[derive(Default)]
pub(super) struct Contacts {
    known: HashMap<ContactId, usize>,
    new: HashMap<(CustomerId, String), usize>,
    /// What rows say, those that fail as well: which of two rows is meant must not hang on what the first
    /// import made of them.
    written: HashMap<(String, String), usize>,
    /// The customers whom the book lacks, by name.
    new_customers: HashMap<String, Customer>,
}

impl Contacts {
    pub(super) fn draft(
        &mut self,
        book: &Book,
        directory: &Directory,
        otherwise: Option<CustomerId>,
        row: &mut Row<'_>,
        env: &mut Env,
    ) -> Draft {
        let by_id = row.id().and_then(|id| book.contacts().get(id));
        let mut new_customer = None;
        let customer = match &by_id {
            Some(contact) => book.customers().get(contact.customer),
            None if row.choice().is_some_and(|choice| matches!(choice, RowChoice::Of(_))) => {
                directory.owner_of(book, row, otherwise)
            }
            None => match self.new_customer(directory, row, env) {
                Some((customer, is_first)) => {
                    new_customer = Some((customer.clone(), is_first));
                    None
                }
                None => directory.owner_of(book, row, otherwise),
            },
        };
        let customer = customer.or(new_customer.as_ref().map(|(customer, _)| customer));
        let name = whole_name(row);
        if name.is_empty() && by_id.is_none() && !row.is_refused() {
            row.refuse(Field::ContactName, Reason::Missing);
        }
        let cells =
            [(Field::ContactName, 30), (Field::ContactTitle, 30), (Field::Phone, 30), (Field::Email, 40)];
        let (title, detail) = (customer_title(row, customer), cells_in_short(row, &cells));
        let mut draft = Draft { title, detail, ..Draft::default() };
        let key = (fold(row.cell(Field::CustomerName)).into_owned(), fold(&name).into_owned());
        let is_said = by_id.is_none() && !row.is_told_new() && !key.0.is_empty() && !key.1.is_empty();
        let said_first = if is_said { *self.written.entry(key).or_insert(row.line()) } else { row.line() };
        let Some(customer) = customer else { return draft };
        let named = if row.is_told_new() { None } else { contact_named(book, customer.id, &fold(&name)) };
        let before = by_id.or(named);
        row.is_update = before.is_some();
        let mut after = match &before {
            Some(contact) => contact.clone(),
            None => Contact::new(env.ids.draw(), customer.id, name.clone()),
        };
        let is_renamed = !name.is_empty() && fold(&name) != fold(&after.name);
        row.set(Field::ContactName, &mut after.name, Some(name.clone()).filter(|_| is_renamed));
        row.fill(Field::ContactTitle, &mut after.title);
        row.fill(Field::Phone, &mut after.phone);
        row.fill(Field::Email, &mut after.email);
        row.put_word(Field::DecisionRole, &mut after.role, values::role);
        row.fill(Field::Area, &mut after.area);
        row.put(Field::Birthday, &mut after.birthday, |text| values::birthday(text, false, env.today()));
        let has_left = row.word(Field::ContactStatus, values::has_left);
        row.set(Field::ContactStatus, &mut after.has_left, has_left);
        let line = row.line();
        let first = match &before {
            Some(contact) => *self.known.entry(contact.id).or_insert(line),
            None if row.is_told_new() => line,
            None => *self.new.entry((customer.id, fold(&name).into_owned())).or_insert(line),
        };
        let first = first.min(said_first);
        if first != line {
            row.refuse(Field::ContactName, Reason::RecordTwice { line: first });
        }
        if row.is_refused() {
            return draft;
        }
        draft.is_new = before.is_none();
        if let Some((customer, true)) = new_customer {
            row.note(RowNote::NewCustomer { name: customer.name.clone() });
            self.new_customers.insert(fold(&customer.name).into_owned(), customer.clone());
            draft.added.push(customer.into());
        }
        draft.write(before.as_ref(), after);
        draft
    }

    /// Returns the customer whom a row names by a name alone and whom the book lacks, and whether this row is
    /// the first to do so: people whose firm is not known bring it along.
    fn new_customer(&self, directory: &Directory, row: &Row<'_>, env: &mut Env) -> Option<(Customer, bool)> {
        let name = row.cell(Field::CustomerName);
        let is_named = !name.is_empty() && row.cell(Field::CustomerNumber).is_empty();
        if !is_named || !directory.named(&fold(name), false).is_empty() || check_name(name).is_err() {
            return None;
        }
        match self.new_customers.get(fold(name).as_ref()) {
            Some(customer) => Some((customer.clone(), false)),
            None => Some((Customer::new(env.ids.draw(), name.to_owned(), env.now), true)),
        }
    }
}

/// Returns the name of a row's person, which other tools keep in two parts: 王芳, Ada Lovelace.
fn whole_name(row: &mut Row<'_>) -> String {
    if let Some(name) = row.name(Field::ContactName) {
        return name.into_owned();
    }
    let first = row.name(Field::FirstName).unwrap_or_default();
    let last = row.name(Field::LastName).unwrap_or_default();
    let is_western = first.is_ascii() && last.is_ascii();
    match (first.as_ref(), last.as_ref()) {
        ("", name) | (name, "") => name.to_owned(),
        (first, last) if is_western => format!("{first} {last}"),
        (first, last) => format!("{last}{first}"),
    }
}
