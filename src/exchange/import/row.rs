//! One row while it is read: its cells by field, and what is found wrong with them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;
use std::str::FromStr;

use super::reason::{Reason, RowNote, RowProblem};
use super::{ImportOptions, RowChoice};
use crate::exchange::layout::{Column, Field};
use crate::exchange::table::TableRow;
use crate::exchange::values::{day_and_time, shorten};
use crate::model::{Day, Env, Instant};

/// The most characters of a name or a number.
const MAX_NAME: usize = 200;
/// The most characters of any other text.
const MAX_TEXT: usize = 4000;
/// A cell with more lines than this was opened by a stray quotation mark.
const MAX_LINES: usize = 200;
/// How many characters of a cell a problem shows.
const SHOWN: usize = 40;

/// Where each field stands in the rows of a table.
pub(super) struct Places<'t> {
    columns: &'t [Column],
    by_field: Vec<Option<usize>>,
}

impl<'t> Places<'t> {
    pub(super) fn of(columns: &'t [Column]) -> Self {
        let mut by_field = Vec::new();
        for (place, column) in columns.iter().enumerate() {
            if let Some(field) = column.field {
                let slot = field as usize;
                if by_field.len() <= slot {
                    by_field.resize(slot + 1, None);
                }
                if let Some(first @ None) = by_field.get_mut(slot) {
                    *first = Some(place);
                }
            }
        }
        Self { columns, by_field }
    }

    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.by_field.get(field as usize).copied().flatten()
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }
}

/// A row being read.
pub(super) struct Row<'t> {
    cells: TableRow<'t>,
    places: &'t Places<'t>,
    problems: Vec<RowProblem>,
    notes: Vec<RowNote>,
    options: &'t ImportOptions,
    /// The columns in which a word stands that is none of theirs.
    unknown: Vec<Field>,
    /// Whether fields of a record in the book are being filled, so that changes are noted.
    pub is_update: bool,
}

impl<'t> Row<'t> {
    pub(super) fn new(cells: TableRow<'t>, places: &'t Places<'t>, options: &'t ImportOptions) -> Self {
        let (problems, notes, unknown) = (Vec::new(), Vec::new(), Vec::new());
        let mut row = Self { cells, places, problems, notes, options, unknown, is_update: false };
        let (headings, width) = (places.columns.len(), cells.width());
        if width > headings {
            let cell = shorten(cells.cell(headings), SHOWN);
            let reason = Reason::TooManyCells { headings, cells: width };
            row.problems.push(RowProblem { heading: String::new(), cell, reason });
        }
        row
    }

    pub(super) fn line(&self) -> usize {
        self.cells.line
    }

    pub(super) fn is_refused(&self) -> bool {
        !self.problems.is_empty()
    }

    pub(super) fn into_findings(self) -> (Vec<RowProblem>, Vec<RowNote>) {
        (self.problems, self.notes)
    }

    /// Returns what the user told of the row.
    pub(super) fn choice(&self) -> Option<RowChoice> {
        self.options.choices.get(&self.cells.line).copied()
    }

    /// Tells whether the user said that it is something new.
    pub(super) fn is_told_new(&self) -> bool {
        self.choice() == Some(RowChoice::New)
    }

    /// Returns the id that an exported row names, if it is one.
    pub(super) fn id<I: FromStr>(&self) -> Option<I> {
        if self.is_told_new() { None } else { self.cell(Field::RecordId).parse().ok() }
    }

    /// Returns the words that are none of their column's.
    pub(super) fn unknown_words(&self) -> Vec<(Field, String)> {
        self.unknown.iter().map(|field| (*field, self.cell(*field).to_owned())).collect()
    }

    /// Returns what stands in a cell, empty if there is no such column.
    pub(super) fn cell(&self, field: Field) -> &'t str {
        self.places.column(field).map_or("", |column| self.cells.cell(column))
    }

    pub(super) fn in_wan(&self, field: Field) -> bool {
        let column = self.places.column(field).and_then(|column| self.places.columns.get(column));
        column.is_some_and(|column| column.in_wan)
    }

    /// Returns the heading in the file, or the handbooks' if there is no such column.
    pub(super) fn heading(&self, field: Field) -> String {
        let column = self.places.column(field).and_then(|column| self.places.columns.get(column));
        column.map_or_else(|| field.heading().to_owned(), |column| column.heading.clone())
    }

    pub(super) fn refuse(&mut self, field: Field, reason: Reason) {
        let (heading, cell) = (self.heading(field), shorten(self.cell(field), SHOWN));
        self.problems.push(RowProblem { heading, cell, reason });
    }

    /// Takes a record of the book for this row, and refuses the row where one further up has taken it.
    pub(super) fn claim<Id: Eq + Hash>(&mut self, claimed: &mut HashMap<Id, usize>, id: Id, field: Field) {
        let first = *claimed.entry(id).or_insert(self.line());
        if first != self.line() {
            self.refuse(field, Reason::RecordTwice { line: first });
        }
    }

    pub(super) fn note(&mut self, note: RowNote) {
        self.notes.push(note);
    }

    pub(super) fn note_change(&mut self, field: Field) {
        if self.is_update {
            let note = RowNote::Changes { heading: self.heading(field) };
            self.notes.push(note);
        }
    }

    /// Returns the text of a cell that has one and may be kept.
    pub(super) fn text(&mut self, field: Field) -> Option<Cow<'t, str>> {
        let cell = self.cell(field);
        if cell.is_empty() {
            return None;
        }
        self.or_refuse(field, checked_text(cell))
    }

    /// Returns a name or a number: one line, not too long.
    pub(super) fn name(&mut self, field: Field) -> Option<Cow<'t, str>> {
        let text = self.text(field)?;
        self.or_refuse(field, check_name(&text))?;
        Some(text)
    }

    fn or_refuse<T>(&mut self, field: Field, found: Result<T, Reason>) -> Option<T> {
        found.map_err(|reason| self.refuse(field, reason)).ok()
    }

    /// Refuses a field if one of the names taken from its cell cannot be kept.
    pub(super) fn check_names<'n>(&mut self, field: Field, names: impl IntoIterator<Item = &'n str>) {
        if let Some(reason) = names.into_iter().find_map(|name| check_name(name).err()) {
            self.refuse(field, reason);
        }
    }

    /// Reads a cell that has something in it.
    pub(super) fn value<T>(&mut self, field: Field, read: impl Fn(&str) -> Result<T, Reason>) -> Option<T> {
        let text = self.text(field)?;
        self.or_refuse(field, read(&text))
    }

    /// Returns the day that a cell names; it must have come.
    pub(super) fn past_day(&mut self, field: Field, env: &Env) -> Option<Day> {
        let (day, _) = self.value(field, day_and_time)?;
        if day > env.today() {
            self.refuse(field, Reason::InFuture { today: env.today() });
            return None;
        }
        Some(day)
    }

    /// Returns the moment that a cell names, its day if there is no time; it must have come.
    pub(super) fn instant(&mut self, field: Field, env: &Env) -> Option<Instant> {
        let (day, time) = self.value(field, day_and_time)?;
        if day > env.today() {
            self.refuse(field, Reason::InFuture { today: env.today() });
            return None;
        }
        let (hour, minute) = time.unwrap_or((0, 0));
        Some(env.zone.instant(day, hour, minute).min(env.now))
    }

    /// Reads a cell that holds one of the words of its column, or one that the user told to stand for it.
    pub(super) fn word<T>(&mut self, field: Field, read: impl Fn(&str) -> Result<T, Reason>) -> Option<T> {
        let text = self.text(field)?;
        let options = self.options;
        let told = options.words.get(&(field, text.clone().into_owned()));
        if told.is_some_and(String::is_empty) {
            return None;
        }
        match read(told.map_or(&text, String::as_str)) {
            Ok(word) => Some(word),
            Err(reason) => {
                self.unknown.push(field);
                self.refuse(field, reason);
                None
            }
        }
    }

    /// Sets an optional field from a cell that holds one of the words of its column.
    pub(super) fn put_word<T: PartialEq>(
        &mut self,
        field: Field,
        to: &mut Option<T>,
        read: impl Fn(&str) -> Result<T, Reason>,
    ) {
        let value = self.word(field, read).map(Some);
        self.set(field, to, value);
    }

    /// Sets a value if there is one, and notes the change if it differs from the one before.
    pub(super) fn set<T: PartialEq>(&mut self, field: Field, to: &mut T, value: Option<T>) {
        if let Some(value) = value
            && *to != value
        {
            *to = value;
            self.note_change(field);
        }
    }

    /// Sets a text field from its cell, if there is something in it.
    pub(super) fn fill(&mut self, field: Field, to: &mut String) {
        let text = self.text(field).filter(|text| text != to).map(Cow::into_owned);
        self.set(field, to, text);
    }

    /// Sets an optional field from its cell, if there is something in it.
    pub(super) fn put<T: PartialEq>(
        &mut self,
        field: Field,
        to: &mut Option<T>,
        read: impl Fn(&str) -> Result<T, Reason>,
    ) {
        let value = self.value(field, read).map(Some);
        self.set(field, to, value);
    }
}

fn checked_text(cell: &str) -> Result<Cow<'_, str>, Reason> {
    // Bytes first: almost every cell is too short to be counted.
    if cell.len() > MAX_TEXT && cell.chars().nth(MAX_TEXT).is_some() {
        let is_swallowed = cell.lines().nth(MAX_LINES).is_some();
        return Err(if is_swallowed { Reason::OpenQuote } else { Reason::TooLong { limit: MAX_TEXT } });
    }
    let is_refused = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if cell.chars().any(is_refused) {
        return Err(Reason::ControlCharacter);
    }
    let has_foreign_ends = cell.contains('\r');
    Ok(if has_foreign_ends { cell.replace("\r\n", "\n").replace('\r', "\n").into() } else { cell.into() })
}

/// Says why a text is no name or number: it is too long, or of several lines.
pub(super) fn check_name(name: &str) -> Result<(), Reason> {
    if name.len() > MAX_NAME && name.chars().nth(MAX_NAME).is_some() {
        return Err(Reason::TooLong { limit: MAX_NAME });
    }
    if name.chars().any(char::is_control) { Err(Reason::ControlCharacter) } else { Ok(()) }
}
