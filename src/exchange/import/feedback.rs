//! Rows of a list of complaints, suggestions and surveys (A0.7, A1.21, A2.29): known by their id, or by what was
//! said on which day.

use std::collections::HashMap;

use super::Draft;
use super::lookup::{Directory, Team, cells_in_short, customer_title};
use super::reason::{Reason, RowNote};
use super::row::Row;
use crate::book::Book;
use crate::exchange::layout::Field;
use crate::exchange::values;
use crate::model::{CustomerId, Day, Env, Feedback, FeedbackId, FeedbackSort, Nps, Satisfaction};

/// What makes two of them the same where no id tells.
type Key = (CustomerId, FeedbackSort, Day, String);

/// The feedback that rows further up meant.
#[derive(Default)]
pub(super) struct Responses {
    known: HashMap<FeedbackId, usize>,
    lines: HashMap<Key, usize>,
}

impl Responses {
    pub(super) fn draft(
        &mut self,
        book: &Book,
        directory: &Directory,
        otherwise: Option<CustomerId>,
        row: &mut Row<'_>,
        team: &mut Team,
        env: &mut Env,
    ) -> Draft {
        let by_id = row.id().and_then(|id| book.feedback().get(id));
        let customer = match &by_id {
            Some(feedback) => book.customers().get(feedback.customer),
            None => directory.owner_of(book, row, otherwise),
        };
        for field in [Field::FeedbackSort, Field::FeedbackDay] {
            if row.cell(field).is_empty() && by_id.is_none() {
                row.refuse(field, Reason::Missing);
            }
        }
        let text = row.text(Field::FeedbackText).unwrap_or_default().into_owned();
        let sort = row.word(Field::FeedbackSort, values::feedback_sort);
        let day = row.past_day(Field::FeedbackDay, env);
        let resolved = row.past_day(Field::ResolvedDay, env);
        let owners = team.names_in(row, Field::Owner);
        let cells = [(Field::FeedbackDay, 20), (Field::FeedbackSort, 20), (Field::FeedbackText, 60)];
        let (title, detail) = (customer_title(row, customer), cells_in_short(row, &cells));
        let mut draft = Draft { title, detail, ..Draft::default() };
        let Some(customer) = customer else { return draft };
        if row.is_refused() {
            return draft;
        }
        let before = match (by_id, sort.zip(day)) {
            (Some(feedback), _) => Some(feedback),
            (None, Some((sort, day))) => self.find(book, row, (customer.id, sort, day, text)),
            (None, None) => return draft,
        };
        if let Some(feedback) = &before {
            row.claim(&mut self.known, feedback.id, Field::FeedbackText);
        }
        row.is_update = before.is_some();
        let mut after = match (&before, sort.zip(day)) {
            (Some(feedback), _) => feedback.clone(),
            (None, Some((sort, day))) => Feedback::new(env.ids.draw(), customer.id, sort, day),
            (None, None) => return draft,
        };
        row.set(Field::FeedbackSort, &mut after.sort, sort);
        row.set(Field::FeedbackDay, &mut after.day, day);
        row.fill(Field::FeedbackText, &mut after.text);
        let satisfaction = |text: &str| {
            values::rating(text).and_then(|mark| Satisfaction::new(mark).ok_or(Reason::NotARating))
        };
        row.put(Field::Satisfaction, &mut after.satisfaction, satisfaction);
        let nps = |text: &str| {
            let mark = values::count(text)?;
            u8::try_from(mark).ok().and_then(Nps::new).ok_or(Reason::NotAnNps)
        };
        row.put(Field::Nps, &mut after.nps, nps);
        let promised = row.any_day(Field::PromisedDay, env);
        row.set(Field::PromisedDay, &mut after.promised, promised.map(Some));
        row.set(Field::ResolvedDay, &mut after.resolved, resolved.map(Some));
        row.fill(Field::Resolution, &mut after.resolution);
        row.fill(Field::Cause, &mut after.cause);
        if row.is_refused() {
            return draft;
        }
        let owner = team.one_of(book, after.owner, &owners, row, env);
        row.set(Field::Owner, &mut after.owner, owner.map(Some));
        draft.is_new = before.is_none();
        draft.write(before.as_ref(), after);
        draft
    }

    /// Returns the feedback of the book that a row without an id repeats, each for one row only.
    fn find(&mut self, book: &Book, row: &mut Row<'_>, key: Key) -> Option<Feedback> {
        if row.is_told_new() {
            return None;
        }
        let line = row.line();
        let first = *self.lines.entry(key.clone()).or_insert(line);
        if first != line {
            row.note(RowNote::RepeatedInFile { line: first });
        }
        let (customer, sort, day, text) = key;
        let mut alike = book.feedback_of(customer);
        alike.find(|one| {
            (one.sort, one.day, one.text.trim()) == (sort, day, text.as_str())
                && !self.known.contains_key(&one.id)
        })
    }
}
