//! Whom a row means: customers by number or name, the team by name. Built once, asked for every row.

use std::collections::HashMap;

use super::RowChoice;
use super::reason::{Reason, RowNote};
use super::row::Row;
use crate::book::Book;
use crate::exchange::layout::Field;
use crate::exchange::values::{fold, names, shorten};
use crate::model::{Contact, Customer, CustomerId, Env, Person, PersonId};

/// The customers of a book by their names, and by numbers that are not written in narrow characters.
#[derive(Default)]
pub(super) struct Directory {
    by_name: HashMap<String, Namesakes>,
    by_wide_number: HashMap<String, CustomerId>,
    /// The names that customers had before another table of the import gave them new ones.
    earlier: HashMap<String, CustomerId>,
}

/// The customers of one name.
#[derive(Default)]
struct Namesakes {
    all: Vec<CustomerId>,
    without_number: Vec<CustomerId>,
}

impl Directory {
    pub(super) fn add(&mut self, customer: &Customer) {
        let namesakes = self.by_name.entry(fold(&customer.name).into_owned()).or_default();
        namesakes.all.push(customer.id);
        if customer.number.is_empty() {
            namesakes.without_number.push(customer.id);
        }
        let number = fold(&customer.number);
        if number != customer.number {
            self.by_wide_number.insert(number.into_owned(), customer.id);
        }
    }

    /// Finds a customer by the name that it had as well, unless another has that one now.
    pub(super) fn add_earlier(&mut self, name: &str, customer: &Customer) {
        let folded = fold(name).into_owned();
        if !folded.is_empty() && !self.by_name.contains_key(&folded) {
            let all = vec![customer.id];
            let without_number = if customer.number.is_empty() { all.clone() } else { Vec::new() };
            self.by_name.insert(folded.clone(), Namesakes { all, without_number });
            self.earlier.insert(folded, customer.id);
        }
    }

    /// Tells whether a customer had that name before.
    pub(super) fn was_named(&self, folded: &str, customer: CustomerId) -> bool {
        self.earlier.get(folded) == Some(&customer)
    }

    /// Returns the customer with a number, which may be in other widths of the same characters.
    pub(super) fn numbered<'b>(&self, book: &'b Book, folded: &str) -> Option<&'b Customer> {
        if folded.is_empty() {
            return None;
        }
        let wide = || self.by_wide_number.get(folded).and_then(|id| book.customers().get(*id));
        book.customer_by_number(folded).or_else(wide)
    }

    /// Returns the customers that a name can mean: beside a number that is new, only those without one.
    pub(super) fn named(&self, folded: &str, has_number: bool) -> &[CustomerId] {
        match self.by_name.get(folded) {
            Some(found) if has_number => &found.without_number,
            Some(found) => &found.all,
            None => &[],
        }
    }

    /// Returns the customer that a row of orders or interactions belongs to.
    ///
    /// By number; else by name, where a number given must not be another one's; else `otherwise`.
    pub(super) fn owner_of<'b>(
        &self,
        book: &'b Book,
        row: &mut Row<'_>,
        otherwise: Option<CustomerId>,
    ) -> Option<&'b Customer> {
        if let Some(RowChoice::Of(told)) = row.choice() {
            return book.customers().get(told);
        }
        let number =
            row.name(Field::CustomerNumber).map(|number| fold(&number).into_owned()).unwrap_or_default();
        let name = row.name(Field::CustomerName).unwrap_or_default();
        if row.is_refused() && number.is_empty() && name.is_empty() {
            return None;
        }
        if let Some(customer) = self.numbered(book, &number) {
            if !name.is_empty() && fold(&name) != fold(&customer.name) {
                row.note(RowNote::OtherName { in_book: customer.name.clone() });
            }
            return Some(customer);
        }
        if number.is_empty() && name.is_empty() {
            let customer = otherwise.and_then(|id| book.customers().get(id));
            if customer.is_none() {
                row.refuse(Field::CustomerName, Reason::Missing);
            }
            return customer;
        }
        let field = if name.is_empty() { Field::CustomerNumber } else { Field::CustomerName };
        match self.named(&fold(&name), !number.is_empty()) {
            [customer] => book.customers().get(*customer),
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

/// Returns a customer's contact of that name; one who is still there before a namesake who left.
pub(super) fn contact_named(book: &Book, customer: CustomerId, folded: &str) -> Option<Contact> {
    let mut namesakes = book.contacts_of(customer).filter(|contact| fold(&contact.name) == folded);
    let first = namesakes.next()?;
    if first.has_left { namesakes.find(|contact| !contact.has_left).or(Some(first)) } else { Some(first) }
}

/// Returns what a row is about, for its preview: the customer of the book, or as written.
pub(super) fn customer_title(row: &Row<'_>, customer: Option<&Customer>) -> String {
    let named = [Field::CustomerName, Field::CustomerNumber].map(|field| row.cell(field));
    let written = named.into_iter().find(|cell| !cell.is_empty()).unwrap_or_default();
    shorten(customer.map_or(written, |customer| customer.name.as_str()), 60)
}

/// Returns the cells of a row in short, for its preview: each field with the most characters of it.
pub(super) fn cells_in_short(row: &Row<'_>, cells: &[(Field, usize)]) -> String {
    let shown = cells.iter().map(|(field, limit)| shorten(row.cell(*field), *limit));
    shown.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ")
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

    /// Returns whom the owner's cell names first, and notes that the others are left out: who is `there` stays,
    /// whoever else has the same name. `None` where nobody is named.
    pub(super) fn one_of(
        &mut self,
        book: &Book,
        there: Option<PersonId>,
        names: &[String],
        row: &mut Row<'_>,
        env: &mut Env,
    ) -> Option<PersonId> {
        let (name, others) = names.split_first()?;
        if !others.is_empty() {
            row.note(RowNote::FirstTaken { heading: row.heading(Field::Owner), taken: name.clone() });
        }
        let stays =
            there.filter(|id| book.people().get(*id).is_some_and(|person| fold(&person.name) == fold(name)));
        Some(stays.unwrap_or_else(|| self.join(name, row, env)))
    }

    pub(super) fn into_new_people(self) -> Vec<Person> {
        self.new
    }
}
