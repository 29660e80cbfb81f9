//! Rows of a list of needs (A1.6, A3.8): known by their id, or by what was said on which day.

use std::collections::HashMap;

use super::Draft;
use super::lookup::{Directory, Team, cells_in_short, customer_title};
use super::reason::{Reason, RowNote};
use super::row::Row;
use crate::book::Book;
use crate::exchange::layout::Field;
use crate::exchange::values;
use crate::model::{CustomerId, Day, Env, Need, NeedId, NeedStatus};

/// The needs that rows further up meant.
#[derive(Default)]
pub(super) struct Needs {
    known: HashMap<NeedId, usize>,
    lines: HashMap<(CustomerId, Day, String), usize>,
}

impl Needs {
    pub(super) fn draft(
        &mut self,
        book: &Book,
        directory: &Directory,
        otherwise: Option<CustomerId>,
        row: &mut Row<'_>,
        team: &mut Team,
        env: &mut Env,
    ) -> Draft {
        let by_id = row.id().and_then(|id| book.needs().get(id));
        let customer = match &by_id {
            Some(need) => book.customers().get(need.customer),
            None => directory.owner_of(book, row, otherwise),
        };
        let text = row.text(Field::NeedText).unwrap_or_default().into_owned();
        for field in [Field::NeedText, Field::NeedDay] {
            if row.cell(field).is_empty() && by_id.is_none() {
                row.refuse(field, Reason::Missing);
            }
        }
        let day = row.past_day(Field::NeedDay, env);
        let answered = row.past_day(Field::AnsweredDay, env);
        let is_problem = row.word(Field::NeedOrProblem, values::is_problem);
        let is_implied = row.word(Field::StatedOrImplied, values::is_implied);
        let status = row.word(Field::NeedStatus, values::need_status);
        let owners = team.names_in(row, Field::Owner);
        let cells = [(Field::NeedDay, 20), (Field::NeedText, 60), (Field::NeedStatus, 20)];
        let (title, detail) = (customer_title(row, customer), cells_in_short(row, &cells));
        let mut draft = Draft { title, detail, ..Draft::default() };
        let Some(customer) = customer else { return draft };
        if row.is_refused() {
            return draft;
        }
        let before = match by_id {
            Some(need) => Some(need),
            None => day.and_then(|day| self.find(book, row, customer.id, day, &text)),
        };
        if let Some(need) = &before {
            row.claim(&mut self.known, need.id, Field::NeedText);
        }
        row.is_update = before.is_some();
        let mut after = match &before {
            Some(need) => need.clone(),
            None => Need::new(env.ids.draw(), customer.id, day.unwrap_or(env.today()), text),
        };
        row.set(Field::NeedDay, &mut after.day, day);
        row.fill(Field::NeedText, &mut after.text);
        row.set(Field::NeedOrProblem, &mut after.is_problem, is_problem);
        row.set(Field::StatedOrImplied, &mut after.is_implied, is_implied);
        row.put_word(Field::NeedCategory, &mut after.category, values::need_category);
        row.put_word(Field::NeedNature, &mut after.nature, values::need_nature);
        row.fill(Field::NeedDepartment, &mut after.department);
        // Open is what a need is that says nothing.
        let is_turned = status.is_some_and(|status: NeedStatus| status != after.status());
        row.set(Field::NeedStatus, &mut after.status, Some(status).filter(|_| is_turned));
        row.fill(Field::Answer, &mut after.answer);
        row.set(Field::AnsweredDay, &mut after.answered, answered.map(Some));
        if row.is_refused() {
            return draft;
        }
        let author = team.one_of(book, after.author, &owners, row, env);
        row.set(Field::Owner, &mut after.author, author.map(Some));
        draft.is_new = before.is_none();
        draft.write(before.as_ref(), after);
        draft
    }

    /// Returns the need of the book that a row without an id repeats, each for one row only.
    fn find(
        &mut self,
        book: &Book,
        row: &mut Row<'_>,
        customer: CustomerId,
        day: Day,
        text: &str,
    ) -> Option<Need> {
        if row.is_told_new() {
            return None;
        }
        let line = row.line();
        let first = *self.lines.entry((customer, day, text.to_owned())).or_insert(line);
        if first != line {
            row.note(RowNote::RepeatedInFile { line: first });
        }
        let mut alike = book.needs_of(customer);
        alike.find(|need| need.day == day && need.text.trim() == text && !self.known.contains_key(&need.id))
    }
}
