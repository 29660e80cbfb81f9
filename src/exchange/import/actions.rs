//! Rows of a table of next actions (A0.24): known by their id, or by what is to be done by when.

use std::collections::HashMap;

use super::Draft;
use super::lookup::{Directory, Team, cells_in_short, customer_title};
use super::reason::{Reason, RowNote};
use super::row::Row;
use crate::book::Book;
use crate::exchange::layout::Field;
use crate::exchange::values;
use crate::model::{CustomerId, Day, Env, NextAction, NextActionId, Progress};

/// The next actions that rows further up meant.
#[derive(Default)]
pub(super) struct NextActions {
    known: HashMap<NextActionId, usize>,
    lines: HashMap<(CustomerId, String, Option<Day>), usize>,
}

impl NextActions {
    pub(super) fn draft(
        &mut self,
        book: &Book,
        directory: &Directory,
        otherwise: Option<CustomerId>,
        row: &mut Row<'_>,
        team: &mut Team,
        env: &mut Env,
    ) -> Draft {
        let by_id = row.id().and_then(|id| book.next_actions().get(id));
        let customer = match &by_id {
            Some(action) => book.customers().get(action.customer),
            None => directory.owner_of(book, row, otherwise),
        };
        let text = row.text(Field::NextActions).unwrap_or_default().into_owned();
        if text.is_empty() && by_id.is_none() && !row.is_refused() {
            row.refuse(Field::NextActions, Reason::Missing);
        }
        let due = row.any_day(Field::Due, env);
        let done = row.any_day(Field::DoneDay, env);
        let progress = row.word(Field::Progress, values::progress);
        let owners = team.names_in(row, Field::Owner);
        let cells = [(Field::NextActions, 60), (Field::Due, 20), (Field::Owner, 20), (Field::Progress, 20)];
        let (title, detail) = (customer_title(row, customer), cells_in_short(row, &cells));
        let mut draft = Draft { title, detail, ..Draft::default() };
        let Some(customer) = customer else { return draft };
        if row.is_refused() {
            return draft;
        }
        let is_new = row.is_told_new();
        let before =
            by_id.or_else(|| if is_new { None } else { self.find(book, row, customer.id, &text, due) });
        if let Some(action) = &before {
            row.claim(&mut self.known, action.id, Field::NextActions);
        }
        row.is_update = before.is_some();
        let mut after = match &before {
            Some(action) => action.clone(),
            None => NextAction::new(env.ids.draw(), customer.id, text.clone()),
        };
        row.fill(Field::NextActions, &mut after.text);
        row.fill(Field::Assignee, &mut after.assignee_as_written);
        row.set(Field::Due, &mut after.due, due.map(Some));
        row.set(Field::DoneDay, &mut after.done, done.map(Some));
        // To do is what an action is that says nothing.
        let is_turned = progress.is_some_and(|progress| (progress == Progress::Done) == after.is_open());
        row.set(Field::Progress, &mut after.progress, Some(progress).filter(|_| is_turned));
        if row.is_refused() {
            return draft;
        }
        let owner = team.one_of(book, after.owner, &owners, row, env);
        row.set(Field::Owner, &mut after.owner, owner.map(Some));
        draft.is_new = before.is_none();
        draft.write(before.as_ref(), after);
        draft
    }

    /// Returns the next action of the book that a row without an id repeats, each for one row only.
    fn find(
        &mut self,
        book: &Book,
        row: &mut Row<'_>,
        customer: CustomerId,
        text: &str,
        due: Option<Day>,
    ) -> Option<NextAction> {
        match self.lines.get(&(customer, text.to_owned(), due)) {
            Some(line) => row.note(RowNote::RepeatedInFile { line: *line }),
            None => {
                self.lines.insert((customer, text.to_owned(), due), row.line());
            }
        }
        let mut alike = book.next_actions_of(customer);
        alike.find(|action| {
            action.text.trim() == text && action.due == due && !self.known.contains_key(&action.id)
        })
    }
}
