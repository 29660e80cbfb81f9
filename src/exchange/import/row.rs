//! One row while it is read: its cells by field, and what is found wrong with them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::str::FromStr;

use super::reason::{Reason, RowNote, RowProblem};
use super::{ImportOptions, RowChoice};
use crate::exchange::layout::{Column, Field};
use crate::exchange::table::TableRow;
use crate::exchange::values::{day_and_time, day_without_year, shorten};
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
    /// In the order of the fields.
    by_field: Vec<(Field, usize)>,
}

impl<'t> Places<'t> {
    pub(super) fn of(columns: &'t [Column]) -> Self {
        let mut by_field = Vec::new();
        for (place, column) in columns.iter().enumerate() {
            if let Some(field) = column.field {
                by_field.push((field, place));
            }
        }
        crate::order::by_key(&mut by_field, |found| *found);
        Self { columns, by_field }
    }

    pub(super) fn column(&self, field: Field) -> Option<usize> {
        let first = self.by_field.partition_point(|(other, _)| *other < field);
        self.by_field.get(first).filter(|(other, _)| *other == field).map(|(_, place)| *place)
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }
}

/// The last day of each column of days.
pub(super) type DaysAbove = BTreeMap<Field, Day>;

/// A row being read.
pub(super) struct Row<'t> {
    cells: TableRow<'t>,
    places: &'t Places<'t>,
    problems: Vec<RowProblem>,
    notes: Vec<RowNote>,
    options: &'t ImportOptions,
    /// The columns in which a word stands that is none of theirs.
    unknown: Vec<Field>,
    /// The day that the row above has in a column: a day without its year is the one nearest to it.
    days_above: DaysAbove,
    /// Whether fields of a record in the book are being filled, so that changes are noted.
    pub is_update: bool,
}

impl<'t> Row<'t> {
    pub(super) fn new(cells: TableRow<'t>, places: &'t Places<'t>, options: &'t ImportOptions) -> Self {
        let (problems, notes, unknown) = (Vec::new(), Vec::new(), Vec::new());
        let days_above = DaysAbove::new();
        let mut row = Self { cells, places, problems, notes, options, unknown, days_above, is_update: false };
        let (headings, width) = (places.columns.len(), cells.width());
        if width > headings {
            let cell = shorten(cells.cell(headings), SHOWN);
            let reason = Reason::TooManyCells { headings, cells: width };
            row.problems.push(RowProblem { heading: String::new(), cell, reason });
        }
        row
    }

    /// Takes the days of the row above.
    pub(super) fn below(mut self, days: DaysAbove) -> Self {
        self.days_above = days;
        self
    }

    /// Hands on the days for the row below.
    pub(super) fn take_days(&mut self) -> DaysAbove {
        std::mem::take(&mut self.days_above)
    }

    pub(super) fn cool_down_days(&self) -> u32 {
        self.options.cool_down_days
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

    /// Returns what the table has columns for.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field> + use<'t> {
        self.places.by_field.iter().map(|(field, _)| *field)
    }

    /// Tells whether there is such a column.
    pub(super) fn has(&self, field: Field) -> bool {
        self.places.has(field)
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

    /// Notes the days of a row that nobody reads any further: the rows below lean on them all the same.
    pub(super) fn pass_days(&mut self, env: &Env) {
        const HAD: [Field; 6] = [
            Field::FeedbackDay,
            Field::ResolvedDay,
            Field::InteractionDay,
            Field::NeedDay,
            Field::AnsweredDay,
            Field::OrderDay,
        ];
        const TO_COME: [Field; 4] = [Field::Due, Field::DoneDay, Field::PromisedDay, Field::NextContact];
        let all = HAD.map(|field| (field, true)).into_iter().chain(TO_COME.map(|field| (field, false)));
        for (field, must_have_come) in all {
            let Some(text) = self.text(field) else { continue };
            let read = self.read_day(field, &text, env.today(), must_have_come);
            if let Ok((day, _)) = read {
                self.days_above.insert(field, day);
            }
        }
    }

    /// Reads a day; one without its year is of the year that was told, else the one nearest to that of the row above, else
    /// to today.
    fn read_day(
        &self,
        field: Field,
        text: &str,
        today: Day,
        must_have_come: bool,
    ) -> Result<(Day, Option<(u32, u32)>), Reason> {
        let above = self.days_above.get(&field).copied().unwrap_or(today);
        let whole = day_and_time(text);
        let nearest = |(month, day, time)| {
            let years = (above.year() - 4..=above.year() + 4).filter_map(|year| Day::new(year, month, day));
            let had = years.filter(|day: &Day| !must_have_come || *day <= today);
            Some(Ok((had.min_by_key(|day| day.days_since(above).abs())?, time)))
        };
        let told = |year| {
            move |(month, day, time)| {
                Some(Day::new(year, month, day).map(|day| (day, time)).ok_or(Reason::NoSuchDay))
            }
        };
        let lacking = if whole == Err(Reason::NoYear) { day_without_year(text) } else { None };
        let near = match self.options.year {
            Some(year) => lacking.and_then(told(year)),
            None => lacking.and_then(nearest),
        };
        near.unwrap_or(whole)
    }

    /// Returns the day that a cell names, and its time of day. One without its year is of the year that was told, else the
    /// day nearest to that of the row above, else to today; where the day must have come, of those that have.
    pub(super) fn day_and_time(
        &mut self,
        field: Field,
        env: &Env,
        must_have_come: bool,
    ) -> Option<(Day, Option<(u32, u32)>)> {
        let today = env.today();
        let text = self.text(field)?;
        let lacks_year = day_and_time(&text) == Err(Reason::NoYear);
        let read = self.read_day(field, &text, today, must_have_come);
        let (day, time) = self.or_refuse(field, read)?;
        if must_have_come && day > today {
            self.refuse(field, Reason::InFuture { today });
            return None;
        }
        if lacks_year {
            let heading = self.heading(field);
            self.note(RowNote::YearTaken { heading, day });
        }
        self.days_above.insert(field, day);
        Some((day, time))
    }

    /// Returns the day that a cell names; it must have come.
    pub(super) fn past_day(&mut self, field: Field, env: &Env) -> Option<Day> {
        self.day_and_time(field, env, true).map(|(day, _)| day)
    }

    /// Returns the day that a cell names.
    pub(super) fn any_day(&mut self, field: Field, env: &Env) -> Option<Day> {
        self.day_and_time(field, env, false).map(|(day, _)| day)
    }

    /// Returns the moment that a cell names, its day if there is no time; it must have come.
    pub(super) fn instant(&mut self, field: Field, env: &Env) -> Option<Instant> {
        let (day, time) = self.day_and_time(field, env, true)?;
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
    pub(super) fn fill<T: PartialEq + From<String> + AsRef<str>>(&mut self, field: Field, to: &mut T) {
        let text = self.text(field).filter(|text| text != to.as_ref()).map(|text| text.into_owned().into());
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
