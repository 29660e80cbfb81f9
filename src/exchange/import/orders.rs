//! Rows of an order table (A0.6). An order is known again by its number, else by what it says.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};

use super::Draft;
use super::lookup::{cells_in_short, customer_title};
use super::reason::{Reason, RowNote};
use super::row::Row;
use crate::book::Book;
use crate::exchange::layout::Field;
use crate::exchange::values::{self, fold, shorten};
use crate::model::{Customer, CustomerId, Day, Env, Money, Order, OrderId};

/// What makes two orders the same where no number tells.
type Key = (CustomerId, Day, Money, String);

/// The orders of the book by their numbers, and those that rows further up named.
#[derive(Default)]
pub(super) struct Orders {
    by_number: HashMap<String, Vec<OrderId>>,
    by_key: HashMap<Key, Alike>,
    /// Customers whose orders are in `by_key`.
    indexed: HashSet<CustomerId>,
    /// All order numbers in the file: those orders are not for rows without a number.
    numbers_in_file: HashSet<String>,
    /// All ids in the file, with the line of the first: those orders are for the rows that name them.
    ids_in_file: HashMap<OrderId, usize>,
    number_lines: HashMap<String, usize>,
    key_lines: HashMap<Key, usize>,
}

/// Orders of the book that say the same, oldest first; each is for one row only.
#[derive(Default)]
struct Alike {
    numbered: VecDeque<OrderId>,
    unnumbered: VecDeque<OrderId>,
}

impl Alike {
    /// Takes the order that a row means: one without a number if the row has one to give, else the oldest.
    ///
    /// Always in the order of ids, so that the same rows find the same orders the next time.
    fn take(&mut self, row_has_number: bool) -> Option<OrderId> {
        match (self.numbered.front(), self.unnumbered.front()) {
            (Some(_), None) if !row_has_number => self.numbered.pop_front(),
            (Some(one), Some(other)) if !row_has_number && one < other => self.numbered.pop_front(),
            _ => self.unnumbered.pop_front(),
        }
    }
}

impl Orders {
    /// Notes the id and the number of a row, before any row is drafted.
    pub(super) fn note_numbers(&mut self, row: &Row<'_>) {
        let number = fold(row.cell(Field::OrderNumber));
        if !number.is_empty() {
            self.numbers_in_file.insert(number.into_owned());
        }
        if let Some(id) = row.id() {
            self.ids_in_file.entry(id).or_insert(row.line());
        }
    }

    /// Takes up an order of the book, after all numbers of the file have been noted.
    pub(super) fn add(&mut self, order: &Order) {
        let number = fold(&order.number);
        if self.numbers_in_file.contains(number.as_ref()) && !self.ids_in_file.contains_key(&order.id) {
            self.by_number.entry(number.into_owned()).or_default().push(order.id);
        }
    }

    /// Returns the order of the book whose id a row names.
    pub(super) fn known_by_id(&self, book: &Book, row: &Row<'_>) -> Option<Order> {
        row.id().and_then(|id| book.orders().get(id))
    }

    pub(super) fn draft(
        &mut self,
        book: &Book,
        customer: Option<&Customer>,
        row: &mut Row<'_>,
        env: &mut Env,
    ) -> Draft {
        let number =
            row.name(Field::OrderNumber).map(|number| fold(&number).into_owned()).unwrap_or_default();
        let day_and_amount = read_day_and_amount(row, env);
        let product = row.text(Field::Product).map(Cow::into_owned);
        let note = row.text(Field::Remark).map(Cow::into_owned);
        let cells =
            [(Field::OrderNumber, 30), (Field::OrderDay, 20), (Field::Amount, 20), (Field::Product, 40)];
        let (title, detail) = (customer_title(row, customer), cells_in_short(row, &cells));
        let mut draft = Draft { title, detail, ..Draft::default() };
        let by_id = self.known_by_id(book, row);
        match &by_id {
            Some(order) => {
                let first = self.ids_in_file.get(&order.id).filter(|line| **line != row.line());
                if let Some(line) = first {
                    row.refuse(Field::RecordId, Reason::RecordTwice { line: *line });
                }
            }
            None => self.check_number(book, row, &number, customer),
        }
        let (Some(customer), Some((day, amount))) = (customer, day_and_amount) else { return draft };
        if row.is_refused() {
            return draft;
        }
        let before = match by_id {
            Some(order) => Some(order),
            None => {
                let key = (customer.id, day, amount, product.clone().unwrap_or_default());
                if row.is_told_new() { None } else { self.find(book, row, &number, key) }
            }
        };
        row.is_update = before.is_some();
        let mut after = match &before {
            Some(order) => order.clone(),
            None => Order::new(env.ids.draw(), customer.id, day, amount),
        };
        row.set(Field::OrderDay, &mut after.day, Some(day));
        row.set(Field::Amount, &mut after.amount, Some(amount));
        let is_renumbered = !number.is_empty() && number != fold(&after.number);
        row.set(Field::OrderNumber, &mut after.number, Some(number).filter(|_| is_renumbered));
        row.set(Field::Product, &mut after.product, product);
        row.set(Field::Remark, &mut after.note, note);
        draft.is_new = before.is_none();
        draft.write(before.as_ref(), after);
        draft
    }

    /// Refuses a number that came further up, or that another customer's order has.
    fn check_number(&mut self, book: &Book, row: &mut Row<'_>, number: &str, customer: Option<&Customer>) {
        if number.is_empty() {
            return;
        }
        if let Some(line) = self.number_lines.get(number).copied() {
            row.refuse(Field::OrderNumber, Reason::OrderNumberTwice { line });
            return;
        }
        self.number_lines.insert(number.to_owned(), row.line());
        let Some(customer) = customer else { return };
        let orders = self.by_number.get(number).into_iter().flatten();
        let same: Vec<Order> = orders.filter_map(|id| book.orders().get(*id)).collect();
        if let Some(first) = same.first()
            && !same.iter().any(|order| order.customer == customer.id)
        {
            let other = book.customers().get(first.customer);
            let customer = other.map_or_else(String::new, |customer| shorten(&customer.name, 60));
            row.refuse(Field::OrderNumber, Reason::OrderOfAnother { customer });
        }
    }

    /// Returns the order of the book that a row means, each order for one row only.
    fn find(&mut self, book: &Book, row: &mut Row<'_>, number: &str, key: Key) -> Option<Order> {
        let customer = key.0;
        if self.indexed.insert(customer) {
            self.index(book, customer);
        }
        let numbered = self.by_number.get(number).into_iter().flatten();
        let mut numbered = numbered.filter_map(|id| book.orders().get(*id));
        let found = match numbered.find(|order| order.customer == customer) {
            Some(order) => Some(order),
            None => {
                let taken = self.by_key.get_mut(&key).and_then(|alike| alike.take(!number.is_empty()));
                taken.and_then(|id| book.orders().get(id))
            }
        };
        if number.is_empty() {
            match self.key_lines.get(&key) {
                Some(line) => row.note(RowNote::RepeatedInFile { line: *line }),
                None => {
                    self.key_lines.insert(key, row.line());
                }
            }
        }
        found
    }

    /// Sorts a customer's orders by what they say. Those that the file names by id or number are left out.
    fn index(&mut self, book: &Book, customer: CustomerId) {
        let mut orders: Vec<Order> = book.orders_of(customer).filter_map(|row| row.record()).collect();
        crate::order::by_key(&mut orders, |order| order.id);
        for order in orders {
            let number = fold(&order.number);
            if self.numbers_in_file.contains(number.as_ref()) || self.ids_in_file.contains_key(&order.id) {
                continue;
            }
            let product = order.product.trim().to_owned();
            let alike = self.by_key.entry((customer, order.day, order.amount, product)).or_default();
            if number.is_empty() {
                alike.unnumbered.push_back(order.id)
            } else {
                alike.numbered.push_back(order.id)
            }
        }
    }
}

fn read_day_and_amount(row: &mut Row<'_>, env: &Env) -> Option<(Day, Money)> {
    for field in [Field::OrderDay, Field::Amount] {
        if row.cell(field).is_empty() {
            row.refuse(field, Reason::Missing);
        }
    }
    let day = row.past_day(Field::OrderDay, env);
    let in_wan = row.in_wan(Field::Amount);
    let amount = row.value(Field::Amount, |text| values::money(text, in_wan));
    day.zip(amount)
}
