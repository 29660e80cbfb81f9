//! Whom a row means: customers by number or name, the team by name. Built once, asked for every row.

use std::collections::HashMap;

use super::reason::{Reason, RowNote};
use super::row::Row;
use crate::book::Book;
use crate::exchange::layout::Field;
use crate::exchange::values::{fold, names};
use crate::model::{Customer, CustomerId, Env, Person, PersonId};

/// The customers of a book by their names.
pub(super) struct Directory<'b> {
    book: &'b Book,
    by_name: HashMap<String, Namesakes<'b>>,
}

/// The customers of one name.
#[derive(Default)]
struct Namesakes<'b> {
    all: Vec<&'b Customer>,
    without_number: Vec<&'b Customer>,
}

impl<'b> Directory<'b> {
    pub(super) fn of(book: &'b Book) -> Self {
        let mut by_name: HashMap<String, Namesakes> = HashMap::with_capacity(book.customers().len());
        for customer in book.customers() {
            let namesakes = by_name.entry(fold(&customer.name).into_owned()).or_default();
            namesakes.all.push(customer);
            if customer.number.is_empty() {
                namesakes.without_number.push(customer);
            }
        }
        Self { book, by_name }
    }

    /// Returns the customers that a name can mean: beside a number that is new, only those without one.
    pub(super) fn named(&self, folded: &str, has_number: bool) -> &[&'b Customer] {
        match self.by_name.get(folded) {
            Some(found) if has_number => &found.without_number,
            Some(found) => &found.all,
            None => &[],
        }
    }

    /// Returns the customer that a row of orders or interactions belongs to.
    ///
    /// By number; else by name, where a number given must not be another one's; else `otherwise`.
    pub(super) fn owner_of(&self, row: &mut Row<'_>, otherwise: Option<CustomerId>) -> Option<&'b Customer> {
        let number =
            row.name(Field::CustomerNumber).map(|number| fold(&number).into_owned()).unwrap_or_default();
        let name = row.name(Field::CustomerName).unwrap_or_default();
        if row.is_refused() && number.is_empty() && name.is_empty() {
            return None;
        }
        if let Some(customer) = self.book.customer_by_number(&number).filter(|_| !number.is_empty()) {
            if !name.is_empty() && fold(&name) != fold(&customer.name) {
                row.note(RowNote::OtherName { in_book: customer.name.clone() });
            }
            return Some(customer);
        }
        if number.is_empty() && name.is_empty() {
            let customer = otherwise.and_then(|id| self.book.customers().get(id));
            if customer.is_none() {
                row.refuse(Field::CustomerName, Reason::Missing);
            }
            return customer;
        }
        let field = if name.is_empty() { Field::CustomerNumber } else { Field::CustomerName };
        match self.named(&fold(&name), !number.is_empty()) {
            [customer] => Some(customer),
            [] => {
                row.refuse(field, Reason::UnknownCustomer);
                None
            }
            several => {
                row.refuse(field, Reason::AmbiguousName { count: several.len() });
                None
            }
        }
    }
}

/// The team by name, and those who join it by the import.
pub(super) struct Team {
    by_name: HashMap<String, PersonId>,
    new: Vec<Person>,
}

impl Team {
    pub(super) fn of(book: &Book) -> Self {
        let mut by_name = HashMap::new();
        // Who is still there comes last, and so is found before a namesake who left.
        let mut people = book.people().sorted();
        crate::order::by_key(&mut people, |person| !person.has_left);
        for person in people {
            by_name.insert(fold(&person.name).into_owned(), person.id);
        }
        Self { by_name, new: Vec::new() }
    }

    /// Returns a team member of the book or of the import with that name.
    pub(super) fn known(&self, name: &str) -> Option<PersonId> {
        self.by_name.get(fold(name).as_ref()).copied()
    }

    /// Returns the names in a cell of people, a whole name that is known first; refuses bad ones.
    pub(super) fn names_in(&self, row: &mut Row<'_>, field: Field) -> Vec<String> {
        let Some(text) = row.text(field) else { return Vec::new() };
        let found = if self.known(&text).is_some() { vec![text.into_owned()] } else { names(&text) };
        row.check_names(field, found.iter().map(String::as_str));
        found
    }

    /// Returns the team member with that name, who joins if there is none. Only for rows without problems.
    pub(super) fn join(&mut self, name: &str, row: &mut Row<'_>, env: &mut Env) -> PersonId {
        if let Some(id) = self.known(name) {
            return id;
        }
        let person = Person::new(env.ids.draw(), name.to_owned());
        let id = person.id;
        self.by_name.insert(fold(name).into_owned(), id);
        self.new.push(person);
        row.note(RowNote::NewPerson { name: name.to_owned() });
        id
    }

    pub(super) fn into_new_people(self) -> Vec<Person> {
        self.new
    }
}
