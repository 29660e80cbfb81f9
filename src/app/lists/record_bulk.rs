//! One edit of many records of a list: worked out and shown first, then one change and one undo.
//!
//! Each record goes through its own form, as if it were edited alone.

use crate::app::in_place::{Entry, RecordField};
use crate::app::sheets::{List, list_columns, record_cell};
use crate::app::{Desk, Refusal, propose};
use crate::book::{Change, Label};
use crate::model::{Day, Env, Money};
use crate::text::Language;

use super::RecordRow;
use super::bulk::BulkPreview;
use super::records::cell_text;

/// What is done to each of many records: one field gets one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordEdit {
    /// The field.
    pub field: RecordField,
    /// The value, as typed or as it is stored.
    pub typed: String,
}

impl RecordEdit {
    /// Returns what it does to one record; `None` if that stays as it is, be it that its form is not right elsewhere.
    ///
    /// # Errors
    /// What was typed is not right.
    fn change_of(&self, desk: &Desk, row: RecordRow, env: &mut Env) -> Result<Option<Change>, Refusal> {
        let Some(command) = self.field.command(desk, row, &self.typed, env) else { return Ok(None) };
        match propose(desk, command, env) {
            Ok(change) => Ok(Some(change)),
            Err(Refusal::Fields(problems)) => {
                let own = self.field.field();
                let is_own = problems.iter().any(|problem| Some(problem.field) == own);
                if is_own { Err(Refusal::Fields(problems)) } else { Ok(None) }
            }
            Err(_) => Ok(None),
        }
    }

    /// Returns the change that does it to each of some records.
    ///
    /// # Errors
    /// What was typed is not right, or nothing would change.
    pub fn change(&self, desk: &Desk, rows: &[RecordRow], env: &mut Env) -> Result<Change, Refusal> {
        let mut whole = Change::new(env.ids.draw(), env.now, env.person, Label::EditedRecords { records: 0 });
        let mut records = 0;
        for row in rows {
            if let Some(change) = self.change_of(desk, *row, env)? {
                records += 1;
                whole.added.extend(change.added);
                whole.updated.extend(change.updated);
                whole.removed.extend(change.removed);
            }
        }
        if records == 0 {
            return Err(Refusal::Nothing);
        }
        whole.label = Label::EditedRecords { records };
        Ok(whole)
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
        env: &mut Env,
        most: usize,
    ) -> Result<BulkPreview, Refusal> {
        let mut found = BulkPreview::default();
        let column = list_columns(list).iter().position(|column| column.id == self.field.id());
        for row in rows {
            if self.change_of(desk, *row, env)?.is_none() {
                found.same += 1;
                continue;
            }
            found.altered += 1;
            if found.first.len() < most
                && let Some(column) = column
            {
                let customer = desk.book().customers().get(row.customer());
                let before = cell_text(t, desk, &record_cell(t, desk, *row, column));
                let name = customer.map(|customer| customer.name.clone()).unwrap_or_default();
                found.first.push((name, before, self.told(t, desk)));
            }
        }
        Ok(found)
    }

    /// Writes the value that it sets.
    fn told(&self, t: Language, desk: &Desk) -> String {
        let typed = self.typed.trim();
        let none = || t.none().to_owned();
        if typed.is_empty() {
            return none();
        }
        match self.field.entry(t, desk, None) {
            Entry::Choice(words) => {
                words.into_iter().find(|(id, _)| id == typed).map_or_else(none, |(_, word)| word)
            }
            Entry::Day => typed.parse::<Day>().map_or_else(|()| none(), |day| t.day_short(day, desk.today())),
            Entry::Money => Money::parse(typed).map_or_else(|_| none(), |money| t.money(money)),
            _ => typed.to_owned(),
        }
    }
}
