//! The desk: the book in memory, with everything that is derived from it kept in step.

use std::sync::Arc;

use crate::book::{Book, Change, Conflict, IdMap};
use crate::facts::Facts;
use crate::model::{ChangeId, Customer, CustomerId, Day, Zone};
use crate::policy::Policy;
use crate::tiering::Assignment;

use super::Standing;
use super::undo::UndoStack;

/// The open book. Only [`Desk::applied`] alters it, after the change is on disk.
#[derive(Debug, Clone)]
pub struct Desk {
    book: Book,
    policy: Policy,
    zone: Zone,
    today: Day,
    standings: IdMap<CustomerId, Standing>,
    undo: UndoStack,
    /// Changes noted before the history was recalled; `None` from then on.
    meanwhile: Option<Vec<Arc<Change>>>,
}

impl Desk {
    /// Opens a book on a day, with every customer's standing still to be worked out by [`Desk::work_out`].
    pub fn open(book: Book, policy: Policy, zone: Zone, today: Day) -> Self {
        Self {
            book,
            policy,
            zone,
            today,
            standings: IdMap::default(),
            undo: UndoStack::default(),
            meanwhile: Some(Vec::new()),
        }
    }

    /// Works out the standing of up to `most` customers that lack one, and tells how many still do:
    /// called again and again, so that a large book never blocks the page for long.
    pub fn work_out(&mut self, most: usize) -> usize {
        let missing: Vec<CustomerId> = self
            .book
            .customers()
            .iter()
            .filter(|customer| !self.standings.contains_key(&customer.id))
            .map(|customer| customer.id)
            .take(most)
            .collect();
        self.standings.reserve(missing.len());
        for id in missing {
            self.work_out_one(id);
        }
        self.book.customers().len().saturating_sub(self.standings.len())
    }

    /// Applies a change that is on disk and works out what it touched.
    ///
    /// # Errors
    /// The change does not fit; nothing was altered.
    pub fn applied(&mut self, change: &Change) -> Result<(), Conflict> {
        let touched = self.book.apply(change)?;
        for id in touched.customers {
            self.work_out_one(id);
        }
        Ok(())
    }

    /// Notes a change that is on disk and applied, so that it can be taken back.
    pub fn remember(&mut self, change: Arc<Change>) {
        if let Some(meanwhile) = &mut self.meanwhile {
            meanwhile.push(change.clone());
        }
        self.undo.push(change);
    }

    /// Takes over what the history says can be taken back; `changes` are the last ones, oldest first. What
    /// was noted while they were being read follows them.
    pub fn recall(&mut self, mut changes: Vec<Arc<Change>>) {
        for change in self.meanwhile.take().unwrap_or_default() {
            if !changes.iter().any(|known| known.id == change.id) {
                changes.push(change);
            }
        }
        self.undo = UndoStack::after(changes);
    }

    /// Returns the change that undo takes back.
    pub fn last_done(&self) -> Option<&Change> {
        self.undo.last_done()
    }

    /// Returns the change that redo brings back, as it was first made, and the change that took it back.
    pub fn last_undone(&self) -> Option<(&Change, ChangeId)> {
        self.undo.last_undone()
    }

    /// Moves to another day or zone; all standings have to be worked out again.
    pub fn move_to(&mut self, zone: Zone, today: Day) {
        if (zone, today) != (self.zone, self.today) {
            self.zone = zone;
            self.today = today;
            self.standings.clear();
        }
    }

    /// Returns the book.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Returns the book, to alter its card.
    pub fn book_mut(&mut self) -> &mut Book {
        &mut self.book
    }

    /// Returns the policy in force.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Returns the day that everything is worked out for.
    pub fn today(&self) -> Day {
        self.today
    }

    /// Returns the book's time zone.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// Returns where a customer stands, if that is worked out.
    pub fn standing(&self, customer: CustomerId) -> Option<&Standing> {
        self.standings.get(&customer)
    }

    /// Returns every customer with its standing, in no particular order.
    pub fn standings(&self) -> impl Iterator<Item = (&Customer, &Standing)> {
        self.book
            .customers()
            .iter()
            .filter_map(|customer| Some((customer, self.standings.get(&customer.id)?)))
    }

    /// Returns a customer's facts today.
    pub fn facts(&self, customer: &Customer) -> Facts {
        Facts::of(&self.book, customer, self.today)
    }

    /// Returns a customer's tier with its reasons.
    pub fn assignment(&self, customer: &Customer) -> Assignment {
        Assignment::of(&self.policy.score, &self.facts(customer))
    }

    fn work_out_one(&mut self, id: CustomerId) {
        match self.book.customers().get(id) {
            Some(customer) => {
                let standing = Standing::of(&self.book, &self.policy, customer, self.zone, self.today);
                self.standings.insert(id, standing);
            }
            None => {
                self.standings.remove(&id);
            }
        }
    }
}
