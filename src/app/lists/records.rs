//! The lists of what belongs to customers: contacts, orders, interactions, next actions, needs. One engine for all of
//! them: the columns are those of the lists as they leave the book; a row is read when it is drawn, sorted by, tested or
//! searched, a step at a time.

mod condition;
mod view;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::app::Desk;
use crate::app::sheets::{CellKind, List, ListColumn, list_columns, record_cell, record_cells};
use crate::exchange::Cell;
use crate::facts::{day_number, numbered_day};
use crate::listing::{By, Group, Keys, Total, groups, sort};
use crate::model::{ContactId, CustomerId, Day, InteractionId, Money, NeedId, NextActionId, OrderId};
use crate::query::{Needle, Truth};
use crate::text::Language;

pub use condition::{RecordCondition, RecordFilter, RecordOperator, RecordTest};
pub use view::{RecordView, RecordViews};

/// Minutes of a day: days and times of day compare in minutes.
const DAY: i64 = 1_440;

/// A record in a list, with the customer that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs)]
pub enum RecordRow {
    Contact(CustomerId, ContactId),
    Order(CustomerId, OrderId),
    Interaction(CustomerId, InteractionId),
    NextAction(CustomerId, NextActionId),
    Need(CustomerId, NeedId),
    /// None: what it stood for is gone.
    #[default]
    Gone,
}

impl RecordRow {
    /// Returns the customer that it belongs to.
    pub fn customer(self) -> CustomerId {
        match self {
            Self::Contact(id, _)
            | Self::Order(id, _)
            | Self::Interaction(id, _)
            | Self::NextAction(id, _)
            | Self::Need(id, _) => id,
            Self::Gone => CustomerId::default(),
        }
    }
}

/// A list of records with what is worked out of it, a step at a time.
#[derive(Debug, Default)]
pub struct RecordTable {
    made_of: Option<(u64, List, Language)>,
    columns: Vec<ListColumn>,
    rows: Arc<Vec<RecordRow>>,
    /// The cells of columns that are sorted by or added up, until all rows are read.
    reading: HashMap<usize, Vec<Cell>>,
    keys: HashMap<usize, Keys>,
    /// Who meets the filter; unknown where that hangs on a fact of the customer that is not known.
    judged: Option<(RecordFilter, Vec<Truth>)>,
    /// Which customers meet what the filter asks of them.
    customers: HashMap<CustomerId, Truth>,
    found: Option<(String, Vec<bool>)>,
}

/// One line of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordLine {
    /// The heading of a group, by its place among them.
    Group(u32),
    /// A record, by its place in the table.
    Row(u32),
}

/// The heading of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordGroup {
    /// What tells it from others, whatever the language.
    pub key: String,
    /// What its records have in common; empty where it is not known.
    pub title: String,
    /// How many there are.
    pub count: usize,
    /// What the column of amounts comes to, if there is one.
    pub total: Option<Total>,
    /// Whether its records are not shown.
    pub is_folded: bool,
}

/// The list as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordLines {
    /// The records that the places are about.
    all: Arc<Vec<RecordRow>>,
    /// The lines, top to bottom.
    pub lines: Vec<RecordLine>,
    /// The records in their order, those of folded groups too, by their places in the table.
    pub rows: Vec<u32>,
    /// The headings of groups.
    pub groups: Vec<RecordGroup>,
    /// What the column of amounts comes to, if there is one.
    pub total: Option<Total>,
    /// Of how many it is not known whether their customer meets the condition: they are not shown.
    pub undecided: usize,
}

impl RecordLines {
    /// Returns the record at a place.
    pub fn row(&self, place: u32) -> RecordRow {
        self.all.get(place as usize).copied().unwrap_or_default()
    }
}

impl RecordTable {
    /// Takes over the state of the book; `stamp` tells it from others.
    pub fn refresh(&mut self, desk: &Desk, t: Language, list: List, stamp: u64) {
        if self.made_of == Some((stamp, list, t)) {
            return;
        }
        let book = desk.book();
        let rows: Vec<RecordRow> = match list {
            // Those have pages that show them in other ways.
            List::Customers | List::Feedback => Vec::new(),
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
            List::Needs => book.needs().iter().map(|row| RecordRow::Need(row.customer(), row.id())).collect(),
        };
        let columns = list_columns(list);
        *self = Self { made_of: Some((stamp, list, t)), columns, rows: Arc::new(rows), ..Self::default() };
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The columns whose keys an arrangement needs.
    fn wanted(&self, view: &RecordView) -> impl Iterator<Item = usize> {
        let sorted = view.sort.iter().map(|(id, _)| id).chain(&view.group);
        sorted.filter_map(|id| self.place(id)).chain(self.amounts())
    }

    /// The column of amounts.
    fn amounts(&self) -> Option<usize> {
        self.columns.iter().position(|column| column.kind == CellKind::Money)
    }

    /// Reads up to `most` rows more of what an arrangement asks for; returns how many rows are still to be read.
    pub fn step(&mut self, desk: &Desk, view: &RecordView, typed: &str, most: usize) -> usize {
        let Some((_, list, t)) = self.made_of else { return 0 };
        let column = self.wanted(view).find(|column| !self.keys.contains_key(column));
        let Some(column) = column else {
            return match self.judge(desk, t, &view.filter, most) {
                0 => self.search(desk, t, typed, most),
                left => left,
            };
        };
        let is_progress = self.columns.get(column).is_some_and(|column| column.id == "Progress");
        if is_progress && list == List::NextActions {
            // What is still to be done comes first, whatever that is called.
            let actions = desk.book().next_actions();
            let is_done = self.rows.iter().map(|row| match row {
                RecordRow::NextAction(_, id) => actions.row(*id).map(|row| i64::from(!row.is_open)),
                _ => None,
            });
            self.keys.insert(column, Keys::of_numbers(is_done));
            return 1;
        }
        let read = self.reading.entry(column).or_default();
        let rows = self.rows.iter().skip(read.len()).take(most);
        read.extend(rows.map(|row| record_cell(t, desk, *row, column)));
        let left = self.rows.len().saturating_sub(read.len());
        if left == 0
            && let Some(cells) = self.reading.remove(&column)
        {
            self.keys.insert(column, keys_of(desk, &cells));
            return 1;
        }
        left
    }

    /// Judges who meets the filter.
    fn judge(&mut self, desk: &Desk, t: Language, filter: &RecordFilter, most: usize) -> usize {
        if filter.is_empty() {
            return 0;
        }
        if self.judged.as_ref().is_none_or(|(judged, _)| judged != filter) {
            self.judged = Some((filter.clone(), Vec::with_capacity(self.rows.len())));
            self.customers.clear();
        }
        let Some((_, truths)) = &mut self.judged else { return 0 };
        let yardstick = desk.yardstick();
        let (columns, customers) = (&self.columns, &mut self.customers);
        for row in self.rows.iter().skip(truths.len()).take(most) {
            let own = filter.holds(columns, &|column| record_cell(t, desk, *row, column), desk.today());
            let id = row.customer();
            let truth = match &filter.customer {
                _ if !own => Truth::Unmet,
                None => Truth::Met,
                Some(condition) => *customers.entry(id).or_insert_with(|| {
                    let customer = desk.book().customers().get(id).zip(desk.standing(id));
                    customer.map_or(Truth::Unmet, |(customer, standing)| {
                        condition.truth(&yardstick.case_in(desk.book(), customer, &standing.tiers))
                    })
                }),
            };
            truths.push(truth);
        }
        self.rows.len().saturating_sub(truths.len())
    }

    fn search(&mut self, desk: &Desk, t: Language, typed: &str, most: usize) -> usize {
        let needle = Needle::new(typed);
        if needle.is_empty() {
            return 0;
        }
        if self.found.as_ref().is_none_or(|(before, _)| before != typed) {
            self.found = Some((typed.to_owned(), Vec::with_capacity(self.rows.len())));
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
    pub fn lines(
        &self,
        desk: &Desk,
        view: &RecordView,
        typed: &str,
        folded: &BTreeSet<String>,
    ) -> RecordLines {
        let Some((_, _, t)) = self.made_of else { return RecordLines::default() };
        let group = view.group.as_ref().and_then(|id| self.place(id));
        // What is grouped by is sorted by first.
        let own = view.group.as_ref().map(|id| {
            let down = view.sort.iter().find(|(own, _)| own == id).map(|(_, down)| *down);
            (id.clone(), down.unwrap_or_default())
        });
        let by: Vec<By<'_>> = own
            .iter()
            .chain(&view.sort)
            .filter_map(|(id, descending)| {
                Some(By { keys: self.keys.get(&self.place(id)?)?, descending: *descending })
            })
            .collect();
        let mut undecided = 0;
        let mut is_shown = |row: &u32| {
            let found = match &self.found {
                Some((before, found)) if before == typed => {
                    found.get(*row as usize).copied().unwrap_or(false)
                }
                _ => Needle::new(typed).is_empty(),
            };
            let judged = match &self.judged {
                _ if view.filter.is_empty() => Truth::Met,
                Some((filter, truths)) if *filter == view.filter => {
                    truths.get(*row as usize).copied().unwrap_or(Truth::Unmet)
                }
                _ => Truth::Unmet,
            };
            undecided += usize::from(found && judged == Truth::Unknown);
            found && judged == Truth::Met
        };
        let all = 0..u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let mut rows: Vec<u32> = all.filter(&mut is_shown).collect();
        sort(&mut rows, &by);
        let amounts = self.amounts().and_then(|column| self.keys.get(&column));
        let total = |rows: &[u32]| amounts.map(|keys| Total::of(rows, keys));
        let mut found =
            RecordLines { all: self.rows.clone(), total: total(&rows), undecided, ..RecordLines::default() };
        let keys = group.and_then(|column| Some((column, self.group_keys(column)?)));
        match keys {
            None => found.lines = rows.iter().copied().map(RecordLine::Row).collect(),
            Some((column, keys)) => {
                for Group { key, rows: span } in groups(&rows, &keys) {
                    let rows = rows.get(span).unwrap_or_default();
                    let first = rows.first().map(|row| record_cell(t, desk, found.row(*row), column));
                    let first = first.unwrap_or(Cell::Empty);
                    let title = group_title(t, desk, &first);
                    // A month is the same in every language; a word is told by itself.
                    let key = match (&first, key) {
                        (Cell::Day(_) | Cell::Time(..), Some(month)) => month.to_string(),
                        _ => cell_plain(&first),
                    };
                    let is_folded = folded.contains(&key);
                    let place = u32::try_from(found.groups.len()).unwrap_or(u32::MAX);
                    found.lines.push(RecordLine::Group(place));
                    if !is_folded {
                        found.lines.extend(rows.iter().copied().map(RecordLine::Row));
                    }
                    let (count, total) = (rows.len(), total(rows));
                    found.groups.push(RecordGroup { key, title, count, total, is_folded });
                }
            }
        }
        found.rows = rows;
        found
    }

    /// Returns what rows are grouped by: of days their months.
    fn group_keys(&self, column: usize) -> Option<Keys> {
        let keys = self.keys.get(&column)?;
        if self.columns.get(column)?.kind != CellKind::Day {
            return Some(keys.clone());
        }
        let all = 0..u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let month = |minutes: i64| {
            let day = numbered_day(minutes.div_euclid(DAY));
            i64::from(day.year()) * 12 + i64::from(day.month())
        };
        Some(Keys::of_numbers(all.map(|row| keys.get(row).map(month))))
    }
}

fn group_title(t: Language, desk: &Desk, cell: &Cell) -> String {
    let month = |day: &Day| t.month_of(day.year(), day.month());
    match cell {
        Cell::Empty => String::new(),
        Cell::Day(day) | Cell::Time(day, _, _) => month(day),
        other => cell_text(t, desk, other),
    }
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
        Cell::Day(day) => Some(day_number(*day) * DAY),
        Cell::Time(day, hour, minute) => Some(day_number(*day) * DAY + i64::from(hour * 60 + minute)),
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
