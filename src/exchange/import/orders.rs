//! Rows of an order table (A0.6). An order is known again by its number, else by what it says.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};

use super::Draft;
use super::lookup::Directory;
use super::reason::{Reason, RowNote};
use super::row::{Places, Row};
use crate::book::Book;
use crate::exchange::layout::Field;
use crate::exchange::table::Table;
use crate::exchange::values::{self, fold, shorten};
use crate::model::{Customer, CustomerId, Day, Env, Money, Order};

/// What makes two orders the same where no number tells.
type Key = (CustomerId, Day, Money, String);

/// The orders of the book, and those that rows further up named.
pub(super) struct Orders<'b> {
    book: &'b Book,
    directory: Directory<'b>,
    otherwise: Option<CustomerId>,
    by_number: HashMap<String, Vec<Order>>,
    by_key: HashMap<Key, Alike>,
    /// Customers whose orders are in `by_key`.
    indexed: HashSet<CustomerId>,
    /// All order numbers in the file: those orders are not for rows without a number.
    numbers_in_file: HashSet<String>,
    number_lines: HashMap<String, usize>,
    key_lines: HashMap<Key, usize>,
}

/// Orders of the book that say the same, oldest first; each is for one row only.
#[derive(Default)]
struct Alike {
    numbered: VecDeque<Order>,
    unnumbered: VecDeque<Order>,
}

impl Alike {
    /// Takes the order that a row means: one without a number if the row has one to give, else the oldest.
    ///
    /// Always in the order of ids, so that the same rows find the same orders the next time.
    fn take(&mut self, row_has_number: bool) -> Option<Order> {
        let is_older = |one: &Order, other: &Order| one.id < other.id;
        match (self.numbered.front(), self.unnumbered.front()) {
            (Some(_), None) if !row_has_number => self.numbered.pop_front(),
            (Some(one), Some(other)) if !row_has_number && is_older(one, other) => self.numbered.pop_front(),
            _ => self.unnumbered.pop_front(),
        }
    }
}

impl<'b> Orders<'b> {
    pub(super) fn of(
        book: &'b Book,
        table: &Table,
        places: &Places<'_>,
        otherwise: Option<CustomerId>,
    ) -> Self {
        let column = places.column(Field::OrderNumber);
        let numbers = column.map(|column| table.rows().map(move |row| fold(row.cell(column)).into_owned()));
        let numbers_in_file: HashSet<String> =
            numbers.into_iter().flatten().filter(|n| !n.is_empty()).collect();
        let mut by_number: HashMap<String, Vec<Order>> = HashMap::new();
        // Without a number in the file none of the book's is asked for.
        let asked = if numbers_in_file.is_empty() { None } else { Some(book.orders().iter()) };
        for order in asked.into_iter().flatten().filter_map(|row| row.record()) {
            let number = fold(&order.number).into_owned();
            if numbers_in_file.contains(&number) {
                by_number.entry(number).or_default().push(order);
            }
        }
        Self {
            book,
            directory: Directory::of(book),
            otherwise,
            by_number,
            by_key: HashMap::new(),
            indexed: HashSet::new(),
            numbers_in_file,
            number_lines: HashMap::new(),
            key_lines: HashMap::new(),
        }
    }

    pub(super) fn draft(&mut self, row: &mut Row<'_>, env: &mut Env) -> Draft {
        let customer = self.directory.owner_of(row, self.otherwise);
        let number =
            row.name(Field::OrderNumber).map(|number| fold(&number).into_owned()).unwrap_or_default();
        let day_and_amount = read_day_and_amount(row, env);
        let product = row.text(Field::Product).map(Cow::into_owned);
        let note = row.text(Field::Remark).map(Cow::into_owned);
        let mut draft = Draft { title: title(row, customer), detail: detail(row), ..Draft::default() };
        self.check_number(row, &number, customer);
        let (Some(customer), Some((day, amount))) = (customer, day_and_amount) else { return draft };
        if row.is_refused() {
            return draft;
        }
        let key = (customer.id, day, amount, product.clone().unwrap_or_default());
        let before = self.find(row, &number, key);
        row.is_update = before.is_some();
        let mut after = match &before {
            Some(order) => order.clone(),
            None => Order::new(env.ids.draw(), customer.id, day, amount),
        };
        row.set(Field::OrderDay, &mut after.day, Some(day));
        row.set(Field::Amount, &mut after.amount, Some(amount));
        row.set(Field::OrderNumber, &mut after.number, Some(number).filter(|number| !number.is_empty()));
        row.set(Field::Product, &mut after.product, product);
        row.set(Field::Remark, &mut after.note, note);
        draft.is_new = before.is_none();
        draft.write(before.as_ref(), after);
        draft
    }

    /// Refuses a number that came further up, or that another customer's order has.
    fn check_number(&mut self, row: &mut Row<'_>, number: &str, customer: Option<&Customer>) {
        if number.is_empty() {
            return;
        }
        if let Some(line) = self.number_lines.get(number).copied() {
            row.refuse(Field::OrderNumber, Reason::OrderNumberTwice { line });
            return;
        }
        self.number_lines.insert(number.to_owned(), row.line());
        let Some(customer) = customer else { return };
        let same = self.by_number.get(number).map_or(&[] as &[Order], Vec::as_slice);
        if let Some(first) = same.first()
            && !same.iter().any(|order| order.customer == customer.id)
        {
            let other = self.book.customers().get(first.customer);
            let customer = other.map_or_else(String::new, |customer| shorten(&customer.name, 60));
            row.refuse(Field::OrderNumber, Reason::OrderOfAnother { customer });
        }
    }

    /// Returns the order of the book that a row means, each order for one row only.
    fn find(&mut self, row: &mut Row<'_>, number: &str, key: Key) -> Option<Order> {
        let customer = key.0;
        if self.indexed.insert(customer) {
            self.index(customer);
        }
        let mut numbered = self.by_number.get(number).into_iter().flatten();
        let found = match numbered.find(|order| order.customer == customer) {
            Some(order) => Some(order.clone()),
            None => self.by_key.get_mut(&key).and_then(|alike| alike.take(!number.is_empty())),
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

    /// Sorts a customer's orders by what they say. Those whose number is in the file are left out.
    fn index(&mut self, customer: CustomerId) {
        let mut orders: Vec<Order> = self.book.orders_of(customer).filter_map(|row| row.record()).collect();
        crate::order::by_key(&mut orders, |order| order.id);
        for order in orders {
            let number = fold(&order.number).into_owned();
            if !self.numbers_in_file.contains(&number) {
                let product = order.product.trim().to_owned();
                let alike = self.by_key.entry((customer, order.day, order.amount, product)).or_default();
                if number.is_empty() {
                    alike.unnumbered.push_back(order)
                } else {
                    alike.numbered.push_back(order)
                }
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
    let day = row.value(Field::OrderDay, |text| values::day_and_time(text).map(|(day, _)| day));
    if day.is_some_and(|day| day > env.today()) {
        row.refuse(Field::OrderDay, Reason::InFuture { today: env.today() });
    }
    let in_wan = row.in_wan(Field::Amount);
    let amount = row.value(Field::Amount, |text| values::money(text, in_wan));
    day.zip(amount)
}

fn title(row: &Row<'_>, customer: Option<&Customer>) -> String {
    let named = [Field::CustomerName, Field::CustomerNumber].map(|field| row.cell(field));
    let written = named.into_iter().find(|cell| !cell.is_empty()).unwrap_or_default();
    shorten(customer.map_or(written, |customer| customer.name.as_str()), 60)
}

fn detail(row: &Row<'_>) -> String {
    let cells = [(Field::OrderNumber, 30), (Field::OrderDay, 20), (Field::Amount, 20), (Field::Product, 40)];
    let shown = cells.map(|(field, limit)| shorten(row.cell(field), limit));
    shown.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ")
}
