//! Applying a change a few records at a time, so that a large import never holds the page up.

use super::{Step, for_record, touched};
use crate::book::{Book, Change, Conflict, Touched};
use crate::model::{
    Attachment, BuyerType, Contact, Contract, Customer, CustomerId, Feedback, Id, Interaction, Kind, Need,
    NextAction, NumberPrefix, Order, OwnSource, Person, Plan, PolicyVersion, Record,
};

/// A change that is being applied. It is whole or not at all once it is done; in between, nobody may write.
pub struct Applying {
    /// The places of the updates that come before what is added, and of those that come after.
    numbers: Vec<usize>,
    others: Vec<usize>,
    at: usize,
    steps: Vec<Step>,
}

impl Applying {
    /// Begins to apply a change.
    pub fn of(book: &Book, change: &Change) -> Self {
        // Who is there lets go of a number before somebody new takes it.
        let is_number = |place: &usize| {
            change.updated.get(*place).is_some_and(|update| {
                update.kind == Kind::Customer
                    && update.fields.iter().any(|field| field.field == "number")
                    && book.customers().contains(CustomerId::new(update.id.uuid()))
            })
        };
        let (numbers, others) = (0..change.updated.len()).partition(is_number);
        Self { numbers, others, at: 0, steps: Vec::new() }
    }

    /// Applies up to `most` records more, and tells whether all is done. Book and change are those that it was
    /// begun with.
    ///
    /// # Errors
    /// The change does not fit; the book is then as it was.
    pub fn go_on(&mut self, book: &mut Book, change: &Change, most: usize) -> Result<bool, Conflict> {
        let done = self.run(book, change, most);
        if done.is_err() {
            for step in std::mem::take(&mut self.steps).into_iter().rev() {
                book.take_back(step);
            }
        }
        done
    }

    /// Returns how much of it is done, from 0 to 1.
    pub fn share(&self, change: &Change) -> f64 {
        let all = change.removed.len() + change.added.len() + change.updated.len();
        if all == 0 { 1.0 } else { self.at as f64 / all as f64 }
    }

    /// Takes up to `most` records back of what is done so far, and tells whether the book is as it was. Nothing goes on
    /// after that.
    pub fn give_up(&mut self, book: &mut Book, most: usize) -> bool {
        for _ in 0..most {
            match self.steps.pop() {
                Some(step) => book.take_back(step),
                None => return true,
            }
        }
        self.steps.is_empty()
    }

    /// Returns the customers whom it touched.
    pub fn finish(self) -> Touched {
        touched(&self.steps)
    }

    fn run(&mut self, book: &mut Book, change: &Change, most: usize) -> Result<bool, Conflict> {
        let (removed, numbers) = (change.removed.len(), self.numbers.len());
        let all = removed + change.added.len() + change.updated.len();
        let end = self.at.saturating_add(most).min(all);
        while self.at < end {
            let step = match self.at.checked_sub(removed) {
                None => remove(book, change.removed.get(self.at)),
                Some(at) if at < numbers => alter(book, change, self.numbers.get(at)),
                Some(at) => match change.added.get(at - numbers) {
                    Some(record) => add(book, record),
                    None => alter(book, change, self.others.get(at - numbers - change.added.len())),
                },
            }?;
            self.steps.extend(step);
            self.at += 1;
        }
        if end < all {
            return Ok(false);
        }
        self.steps.iter().try_for_each(|step| match step {
            Step::Added(record) => for_record!(record, record => book.check_parent(record)),
            Step::Replaced(both) => for_record!(&both.1, record => book.check_parent(record)),
            Step::Removed(Record::Customer(customer)) => book.check_childless(customer.id),
            Step::Removed(_) => Ok(()),
        })?;
        Ok(true)
    }
}

fn remove(book: &mut Book, record: Option<&Record>) -> Result<Option<Step>, Conflict> {
    let Some(record) = record else { return Ok(None) };
    for_record!(record, record => book.remove_as_found(record))?;
    Ok(Some(Step::Removed(record.clone())))
}

fn add(book: &mut Book, record: &Record) -> Result<Option<Step>, Conflict> {
    for_record!(record, record => book.insert_new(record.clone()))?;
    Ok(Some(Step::Added(record.clone())))
}

fn alter(book: &mut Book, change: &Change, place: Option<&usize>) -> Result<Option<Step>, Conflict> {
    let Some(update) = place.and_then(|place| change.updated.get(*place)) else { return Ok(None) };
    let step = match update.kind {
        Kind::Person => book.alter::<Person>(update),
        Kind::Customer => book.alter::<Customer>(update),
        Kind::Contact => book.alter::<Contact>(update),
        Kind::Order => book.alter::<Order>(update),
        Kind::Interaction => book.alter::<Interaction>(update),
        Kind::NextAction => book.alter::<NextAction>(update),
        Kind::Need => book.alter::<Need>(update),
        Kind::Feedback => book.alter::<Feedback>(update),
        Kind::Policy => book.alter::<PolicyVersion>(update),
        Kind::Contract => book.alter::<Contract>(update),
        Kind::Plan => book.alter::<Plan>(update),
        Kind::BuyerType => book.alter::<BuyerType>(update),
        Kind::NumberPrefix => book.alter::<NumberPrefix>(update),
        Kind::Source => book.alter::<OwnSource>(update),
        Kind::Attachment => book.alter::<Attachment>(update),
    };
    step.map(Some)
}
