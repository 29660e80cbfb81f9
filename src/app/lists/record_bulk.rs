//! One edit of many records of a list: worked out and shown first, then one change and one undo.

use crate::app::draft::{Field, FieldProblem, Problem};
use crate::app::sheets::{List, list_columns, record_cell};
use crate::app::{Desk, Refusal};
use crate::book::{Change, Label};
use crate::model::{Contact, Day, Env, Need, NeedCategory, NextAction, PersonId, Progress};
use crate::text::Language;

use super::RecordRow;
use super::bulk::BulkPreview;
use super::records::cell_text;

/// The longest name of a department, in characters.
const LONGEST: usize = 200;

/// What is done to each of many records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordEdit {
    /// Marks next actions as done, or as still to be done.
    Done(bool),
    /// Gives next actions to somebody, or to nobody.
    Owner(Option<PersonId>),
    /// Sets by when next actions are to be done, as typed; empty for no day.
    Due(String),
    /// Sets what needs are about.
    Category(Option<NeedCategory>),
    /// Sets who has to answer needs, as typed.
    Department(String),
    /// Marks contacts as having left, or as still there.
    Left(bool),
}

impl RecordEdit {
    /// Returns the sorts of edit that a list has, by the ids of the columns that they set.
    pub fn sorts(list: List) -> &'static [&'static str] {
        match list {
            List::NextActions => &["Progress", "Owner", "Due"],
            List::Needs => &["NeedCategory", "NeedDepartment"],
            List::Contacts => &["ContactStatus"],
            List::Customers | List::Orders | List::Interactions | List::Feedback => &[],
        }
    }

    fn column(&self) -> &'static str {
        match self {
            Self::Done(_) => "Progress",
            Self::Owner(_) => "Owner",
            Self::Due(_) => "Due",
            Self::Category(_) => "NeedCategory",
            Self::Department(_) => "NeedDepartment",
            Self::Left(_) => "ContactStatus",
        }
    }

    /// Returns the day that was typed.
    fn due(typed: &str) -> Result<Option<Day>, Refusal> {
        match typed.trim() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|()| {
                Refusal::Fields(vec![FieldProblem { field: Field::Until, problem: Problem::NotADay }])
            }),
        }
    }

    /// Adds what it does to a record; tells whether the record is altered.
    fn alter(&self, desk: &Desk, row: RecordRow, today: Day, change: &mut Change) -> Result<bool, Refusal> {
        let book = desk.book();
        let before = change.updated.len();
        match row {
            RecordRow::NextAction(_, id) => {
                let Some(was) = book.next_actions().get(id) else { return Ok(false) };
                let mut now = was.clone();
                match self {
                    Self::Done(done) if *done == was.is_open() => {
                        now = NextAction {
                            progress: done.then_some(Progress::Done),
                            done: done.then_some(today),
                            told: was.told.filter(|_| *done),
                            ..now
                        };
                    }
                    Self::Owner(owner) => now.owner = *owner,
                    Self::Due(typed) => now.due = Self::due(typed)?,
                    _ => {}
                }
                change.update(&was, &now);
            }
            RecordRow::Need(_, id) => {
                let Some(was) = book.needs().get(id) else { return Ok(false) };
                let now = match self {
                    Self::Category(category) => Need { category: *category, ..was.clone() },
                    Self::Department(name) if name.chars().count() > LONGEST => {
                        let problem = Problem::TooLong(LONGEST);
                        return Err(vec![FieldProblem { field: Field::Department, problem }].into());
                    }
                    Self::Department(name) => Need { department: name.trim().to_owned(), ..was.clone() },
                    _ => was.clone(),
                };
                change.update(&was, &now);
            }
            RecordRow::Contact(_, id) => {
                let Some(was) = book.contacts().get(id) else { return Ok(false) };
                let now = match self {
                    Self::Left(left) => Contact { has_left: *left, ..was.clone() },
                    _ => was.clone(),
                };
                change.update(&was, &now);
            }
            RecordRow::Order(..) | RecordRow::Interaction(..) | RecordRow::Gone => {}
        }
        Ok(change.updated.len() > before)
    }

    /// Returns the change that does it to each of some records.
    ///
    /// # Errors
    /// What was typed is not right, or nothing would change.
    pub fn change(&self, desk: &Desk, rows: &[RecordRow], env: &mut Env) -> Result<Change, Refusal> {
        let label = Label::EditedRecords { records: 0 };
        let mut change = Change::new(env.ids.draw(), env.now, env.person, label);
        for row in rows {
            self.alter(desk, *row, env.today(), &mut change)?;
        }
        if change.is_empty() {
            return Err(Refusal::Nothing);
        }
        change.label = Label::EditedRecords { records: change.updated.len() };
        Ok(change)
    }

    /// Works out what it would do, with the first `most` of those that it alters: whose, before, after.
    ///
    /// # Errors
    /// What was typed is not right.
    pub fn preview(
        &self,
        t: Language,
        desk: &Desk,
        list: List,
        rows: &[RecordRow],
        env: &Env,
        most: usize,
    ) -> Result<BulkPreview, Refusal> {
        let mut found = BulkPreview::default();
        let column = list_columns(list).iter().position(|column| column.id == self.column());
        for row in rows {
            let mut change =
                Change::new(Default::default(), env.now, None, Label::EditedRecords { records: 1 });
            if !self.alter(desk, *row, env.today(), &mut change)? {
                found.same += 1;
                continue;
            }
            found.altered += 1;
            if found.first.len() < most
                && let Some(column) = column
            {
                let customer = desk.book().customers().get(row.customer());
                let before = cell_text(t, desk, &record_cell(t, desk, *row, column));
                found.first.push((
                    customer.map(|customer| customer.name.clone()).unwrap_or_default(),
                    before,
                    self.told(t, desk),
                ));
            }
        }
        Ok(found)
    }

    /// Writes the value that it sets.
    fn told(&self, t: Language, desk: &Desk) -> String {
        let or_none = |text: Option<String>| text.unwrap_or_else(|| t.none().to_owned());
        match self {
            Self::Done(done) => t.progress(if *done { Progress::Done } else { Progress::Todo }).to_owned(),
            Self::Owner(owner) => {
                or_none(owner.and_then(|id| desk.book().people().get(id)).map(|person| person.name.clone()))
            }
            Self::Due(typed) => {
                let day = Self::due(typed).ok().flatten();
                or_none(day.map(|day| t.day_short(day, desk.today())))
            }
            Self::Category(category) => or_none(category.map(|one| t.need_category(one).to_owned())),
            Self::Department(name) => or_none(Some(name.trim().to_owned()).filter(|name| !name.is_empty())),
            Self::Left(true) => t.contact_has_left().to_owned(),
            Self::Left(false) => t.contact_still_there().to_owned(),
        }
    }
}
