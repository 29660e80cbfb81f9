//! The lists of what belongs to customers: contacts, orders, interactions, next actions. The columns are those
//! of the lists as they leave the book; a row is read when it is drawn, sorted by or searched.

use std::collections::HashMap;

use crate::app::Desk;
use crate::app::sheets::{List, record_cells, sheet};
use crate::exchange::{Cell, Sheet};
use crate::facts::day_number;
use crate::listing::{By, Keys, Total, sort};
use crate::model::{ContactId, CustomerId, InteractionId, Money, NextActionId, OrderId};
use crate::query::Needle;
use crate::text::Language;

/// The column of next actions that tells how far they are.
const PROGRESS: usize = 6;

/// A record in a list, with the customer that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum RecordRow {
    Contact(CustomerId, ContactId),
    Order(CustomerId, OrderId),
    Interaction(CustomerId, InteractionId),
    NextAction(CustomerId, NextActionId),
}

impl RecordRow {
    /// Returns the customer that it belongs to.
    pub fn customer(self) -> CustomerId {
        match self {
            Self::Contact(id, _)
            | Self::Order(id, _)
            | Self::Interaction(id, _)
            | Self::NextAction(id, _) => id,
        }
    }
}

/// How a list of records is sorted and what it shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordQuery {
    /// The columns that it is sorted by, first to last, and whether the largest comes first.
    pub sort: Vec<(usize, bool)>,
    /// What was typed.
    pub typed: String,
}

/// A list of records with what is worked out of it, a step at a time.
#[derive(Debug, Default)]
pub struct RecordTable {
    made_of: Option<(u64, List, Language)>,
    rows: Vec<RecordRow>,
    /// The cells of columns that are sorted by or added up, until all rows are read.
    reading: HashMap<usize, Vec<Cell>>,
    keys: HashMap<usize, Keys>,
    found: Option<(String, Vec<bool>)>,
}

/// The list as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordLines {
    /// The rows, top to bottom.
    pub rows: Vec<RecordRow>,
    /// What the column of amounts comes to, if there is one.
    pub total: Option<Total>,
}

/// Returns the headings and widths of a list, and the order in which it opens: the newest first, what is due first.
pub fn record_list(t: Language, list: List) -> (Sheet, Vec<(usize, bool)>) {
    let opens = match list {
        List::Customers | List::Contacts => vec![(1, false)],
        List::Orders => vec![(3, true)],
        List::Interactions => vec![(2, true)],
        List::NextActions => vec![(PROGRESS, false), (3, false)],
        List::Needs | List::Feedback => vec![(2, true)],
    };
    (sheet(t, list, false), opens)
}

impl RecordTable {
    /// Takes over the state of the book; `stamp` tells it from others.
    pub fn refresh(&mut self, desk: &Desk, t: Language, list: List, stamp: u64) {
        if self.made_of == Some((stamp, list, t)) {
            return;
        }
        let book = desk.book();
        let rows = match list {
            // Those have pages that show them in other ways.
            List::Customers | List::Needs | List::Feedback => Vec::new(),
            List::Contacts => {
                book.contacts().iter().map(|row| RecordRow::Contact(row.customer(), row.id())).collect()
            }
            List::Orders => {
                book.orders().iter().map(|row| RecordRow::Order(row.customer(), row.id())).collect()
            }
            List::Interactions => book
                .interactions()
                .iter()
                .map(|row| RecordRow::Interaction(row.customer(), row.id()))
                .collect(),
            List::NextActions => book
                .next_actions()
                .iter()
                .map(|row| RecordRow::NextAction(row.customer(), row.id()))
                .collect(),
        };
        *self = Self { made_of: Some((stamp, list, t)), rows, ..Self::default() };
    }

    /// Reads up to `most` rows more of what a query asks for; returns how many rows are still to be read.
    pub fn step(&mut self, desk: &Desk, query: &RecordQuery, most: usize) -> usize {
        let Some((_, list, t)) = self.made_of else { return 0 };
        let wanted = query.sort.iter().map(|(column, _)| *column).chain(amounts(list));
        let column = wanted.into_iter().find(|column| !self.keys.contains_key(column));
        if let Some(column) = column.filter(|column| (list, *column) == (List::NextActions, PROGRESS)) {
            // What is still to be done comes first, whatever that is called.
            let actions = desk.book().next_actions();
            let is_done = self.rows.iter().map(|row| match row {
                RecordRow::NextAction(_, id) => actions.row(*id).map(|row| i64::from(!row.is_open)),
                _ => None,
            });
            self.keys.insert(column, Keys::of_numbers(is_done));
            return 1;
        }
        if let Some(column) = column {
            let read = self.reading.entry(column).or_default();
            let cells = self.rows.iter().skip(read.len()).take(most).map(|row| {
                let cells = record_cells(t, desk, *row).unwrap_or_default();
                cells.into_iter().nth(column).unwrap_or(Cell::Empty)
            });
            read.extend(cells);
            let left = self.rows.len().saturating_sub(read.len());
            if left == 0
                && let Some(cells) = self.reading.remove(&column)
            {
                self.keys.insert(column, keys_of(desk, &cells));
                return usize::from(self.is_unread(query, list));
            }
            return left;
        }
        self.search(desk, t, query, most)
    }

    fn is_unread(&self, query: &RecordQuery, list: List) -> bool {
        let mut wanted = query.sort.iter().map(|(column, _)| *column).chain(amounts(list));
        wanted.any(|column| !self.keys.contains_key(&column)) || !query.typed.trim().is_empty()
    }

    fn search(&mut self, desk: &Desk, t: Language, query: &RecordQuery, most: usize) -> usize {
        let needle = Needle::new(&query.typed);
        if needle.is_empty() {
            return 0;
        }
        if self.found.as_ref().is_none_or(|(typed, _)| *typed != query.typed) {
            self.found = Some((query.typed.clone(), Vec::with_capacity(self.rows.len())));
        }
        let Some((_, found)) = &mut self.found else { return 0 };
        for row in self.rows.iter().skip(found.len()).take(most) {
            let customer = desk.book().customers().get(row.customer());
            let of_customer = customer.is_some_and(|customer| desk.finds(customer, &needle));
            found.push(
                of_customer || needle.is_in(&text_of(&record_cells(t, desk, *row).unwrap_or_default())),
            );
        }
        self.rows.len().saturating_sub(found.len())
    }

    /// Returns the list as far as it is read.
    pub fn lines(&self, query: &RecordQuery) -> RecordLines {
        let Some((_, list, _)) = self.made_of else { return RecordLines::default() };
        let by: Vec<By<'_>> = query
            .sort
            .iter()
            .filter_map(|(column, descending)| {
                Some(By { keys: self.keys.get(column)?, descending: *descending })
            })
            .collect();
        let is_found = |row: &u32| match &self.found {
            Some((typed, found)) if *typed == query.typed => {
                found.get(*row as usize).copied().unwrap_or(false)
            }
            _ => Needle::new(&query.typed).is_empty(),
        };
        let mut shown: Vec<u32> =
            (0..u32::try_from(self.rows.len()).unwrap_or(u32::MAX)).filter(is_found).collect();
        sort(&mut shown, &by);
        let amounts = amounts(list).and_then(|column| self.keys.get(&column));
        RecordLines {
            total: amounts.map(|keys| Total::of(&shown, keys)),
            rows: shown.iter().filter_map(|row| self.rows.get(*row as usize).copied()).collect(),
        }
    }
}

/// The column of amounts of a list.
fn amounts(list: List) -> Option<usize> {
    (list == List::Orders).then_some(4)
}

fn keys_of(desk: &Desk, cells: &[Cell]) -> Keys {
    if cells.iter().any(|cell| matches!(cell, Cell::Text(_))) {
        let texts = cells.iter().map(|cell| match cell {
            Cell::Text(text) => text.as_str(),
            _ => "",
        });
        return Keys::of_texts(texts, &|one, other| match desk.spelling() {
            Some(spelling) => spelling.compare(one, other),
            None => one.cmp(other),
        });
    }
    Keys::of_numbers(cells.iter().map(|cell| match cell {
        Cell::Day(day) => Some(day_number(*day) * 1_440),
        Cell::Time(day, hour, minute) => Some(day_number(*day) * 1_440 + i64::from(hour * 60 + minute)),
        Cell::Number(number) => Some(*number),
        Cell::Money(Money { fen, .. }) => Some(*fen),
        Cell::Empty | Cell::Text(_) => None,
    }))
}

fn text_of(cells: &[Cell]) -> String {
    let texts = cells.iter().filter_map(|cell| match cell {
        Cell::Text(text) => Some(text.as_str()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// Writes a cell for the screen.
pub fn cell_text(t: Language, desk: &Desk, cell: &Cell) -> String {
    match cell {
        Cell::Empty => t.none().to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Day(day) => t.day_short(*day, desk.today()),
        Cell::Time(day, hour, minute) => format!("{} {hour:02}:{minute:02}", t.day_short(*day, desk.today())),
        Cell::Number(number) => t.number(*number),
        Cell::Money(money) => t.money(*money),
    }
}

/// Writes a cell for another program.
pub fn cell_plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Day(day) => day.to_string(),
        Cell::Time(day, hour, minute) => format!("{day} {hour:02}:{minute:02}"),
        Cell::Number(number) => number.to_string(),
        Cell::Money(money) => money.plain(),
    }
}
