//! Two books that were one and went separate ways, made one again: what each has that the other lacks, field by
//! field, and by the changes of both where both are known (docs/decisions/0011).
//!
//! Whatever is decided hangs on the two books alone, not on which of them is here: whoever merges, and in
//! whatever order, gets the same book, and merging again changes nothing.

mod erased;
mod marks;
mod settle;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Book, Change, Label, Stamp, Update};
use crate::model::{ContactId, CustomerId, Env, FieldChange, Id, Instant, Kind, PersonId, Record, RecordId};

use marks::{Mark, Marks};
pub use settle::renumbered;
use settle::{Verdict, decide};

/// The name of the field of customer numbers.
const NUMBER: &str = "number";

/// A field that both books altered, or in which they differ and no change tells why.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: RecordId,
    /// The field, or a part of one: `ratings/need_fit`.
    pub field: String,
    /// What stands in this book.
    pub ours: Said,
    /// What stands in the other.
    pub theirs: Said,
    /// Whether the other's value is taken.
    pub takes_theirs: bool,
}

/// A value, and who gave it when, as far as that is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The value; `null` is a field left at its default.
    pub value: Value,
    /// When it was given.
    pub at: Option<Instant>,
    /// By whom.
    pub by: Option<PersonId>,
}

/// What the user decided of clashes: the record, the field, and whether the other's value is taken.
pub type Choices = BTreeMap<(RecordId, String), bool>;

/// What merging another book does to this one.
#[derive(Debug, Clone, Default)]
pub struct Reconciled {
    /// Records that come.
    pub added: Vec<Record>,
    /// Fields that alter.
    pub updated: Vec<Update>,
    /// Records that go, because they were removed there and not touched here since.
    pub removed: Vec<Record>,
    /// What both altered.
    pub clashes: Vec<Clash>,
    /// Customers who get another number, because two had the same: who, from which, to which.
    pub renumbered: Vec<(CustomerId, String, String)>,
    /// Who gave the values that come, when.
    stamps: Vec<Stamp>,
    /// Whom the other book erased.
    erased: BTreeSet<ContactId>,
}

/// The merging of another book, a step at a time. Nothing of the books is borrowed between two steps.
#[derive(Debug)]
pub struct Reconciling {
    ours: Marks,
    theirs: Marks,
    /// Whether the changes of both are known.
    by_changes: bool,
    choices: Choices,
    /// Records that one of the books removed and nobody needs any more.
    dead: BTreeSet<RecordId>,
    /// Whom one of the books erased.
    erased: BTreeSet<ContactId>,
    at: (usize, usize),
    found: Reconciled,
}

impl Reconciling {
    /// Begins to merge `theirs` into `ours`; both logs come oldest first. Without a log of the other book, the
    /// books are compared as they are.
    pub fn of(
        ours: &Book,
        our_log: &[Change],
        theirs: &Book,
        their_log: Option<&[Change]>,
        choices: Choices,
    ) -> Self {
        let by_changes = their_log.is_some();
        let their_log = their_log.unwrap_or_default();
        let common: BTreeSet<_> = if by_changes {
            let theirs: BTreeSet<_> = their_log.iter().map(|change| change.id).collect();
            our_log.iter().map(|change| change.id).filter(|id| theirs.contains(id)).collect()
        } else {
            BTreeSet::new()
        };
        let (our_marks, their_marks) = (Marks::since(our_log, &common), Marks::since(their_log, &common));
        let erased: BTreeSet<ContactId> = erased::of(our_log).chain(erased::of(their_log)).collect();
        let mut dead = if by_changes {
            marks::dead((ours, &our_marks), (theirs, &their_marks))
        } else {
            BTreeSet::new()
        };
        let found = Reconciled { erased: erased::of(their_log).collect(), ..Reconciled::default() };
        dead.extend(erased.iter().map(|id| erased::record_id(*id)));
        let (ours, theirs) = (our_marks, their_marks);
        Self { ours, theirs, by_changes, choices, dead, erased, at: (0, 0), found }
    }

    /// Looks at up to `most` records more of the other book, and tells whether all is done. The books are those
    /// that it was begun with.
    pub fn go_on(&mut self, ours: &Book, theirs: &Book, most: usize) -> bool {
        let mut left = most;
        while left > 0 {
            let (kind_at, from) = self.at;
            let Some(kind) = Kind::ALL.get(kind_at).copied() else { return true };
            let ids = theirs.ids_from(kind, from, left);
            if ids.is_empty() {
                self.at = (kind_at + 1, 0);
                continue;
            }
            left -= ids.len().min(left);
            self.at.1 += ids.len();
            for id in ids {
                if let Some(record) = theirs.record(kind, id) {
                    self.meet(ours.record(kind, id), erased::without(record, &self.erased));
                }
            }
        }
        Kind::ALL.get(self.at.0).is_none()
    }

    /// Takes a record of the other book up.
    fn meet(&mut self, ours: Option<Record>, theirs: Record) {
        let (kind, id) = (theirs.kind(), theirs.id());
        if self.dead.contains(&id) {
            return;
        }
        let Some(ours) = ours else {
            self.found.stamps.extend(self.theirs.stamps_of(id));
            return self.found.added.push(theirs);
        };
        let mut fields = Vec::new();
        for FieldChange { field, before, after } in ours.diff(&theirs) {
            let mut merged = before.clone();
            for (path, here, there) in settle::parts(&field, &before, &after) {
                if self.takes_theirs(kind, id, &path, &here, &there) {
                    merged = settle::with_part(&merged, &path, there);
                }
            }
            if merged != before {
                fields.push(FieldChange { field, before, after: merged });
            }
        }
        if !fields.is_empty() {
            self.found.updated.push(Update { kind, id, fields });
        }
        self.note_later_words(&ours, &theirs);
    }

    /// Decides about one value in which the books differ.
    fn takes_theirs(&mut self, kind: Kind, id: RecordId, path: &str, ours: &Value, theirs: &Value) -> bool {
        let [here, there] = [ours, theirs].map(|value| settle::compared(id, kind, path, value));
        if here == there {
            return false;
        }
        let (our_mark, their_mark) = (self.ours.field(id, path), self.theirs.field(id, path));
        let said = |value: &Value, mark: Option<&Mark>| {
            let (at, by) = mark.map_or((None, None), |mark| (Some(mark.at), mark.by));
            Said { value: value.clone(), at, by }
        };
        let Verdict { takes_theirs, is_clash } =
            decide(&here, &there, self.by_changes.then_some((our_mark, their_mark)));
        let told = self.choices.get(&(id, path.to_owned())).copied().filter(|_| is_clash);
        let is_taken = told.unwrap_or(takes_theirs);
        // A choice is made now; what is taken over was said then.
        if let (true, None, Some(mark)) = (is_taken, told, their_mark) {
            self.found.stamps.push(Stamp { id, field: path.to_owned(), at: mark.at, by: mark.by });
        }
        if is_clash {
            let (ours, theirs) = (said(ours, our_mark), said(theirs, their_mark));
            let field = path.to_owned();
            self.found.clashes.push(Clash { kind, id, field, ours, theirs, takes_theirs: is_taken });
        }
        is_taken
    }

    /// Where both say the same and the other said it later, that is kept: a third book may have been in between.
    fn note_later_words(&mut self, ours: &Record, theirs: &Record) {
        if !self.by_changes {
            return;
        }
        let (kind, id) = (theirs.kind(), theirs.id());
        for (path, mark) in self.theirs.fields_of(id) {
            let value = |record: &Record| settle::compared(id, kind, path, &part_of(record, path));
            let is_later = self.ours.field(id, path).is_none_or(|ours| ours.at < mark.at);
            // A number that merging made is nobody's word.
            let is_word = mark.at.millis() > 0;
            if is_word && is_later && value(ours) == value(theirs) {
                self.found.stamps.push(Stamp { id, field: path.clone(), at: mark.at, by: mark.by });
            }
        }
    }

    /// Returns what merging does to this book.
    pub fn finish(mut self, ours: &Book) -> Reconciled {
        erased::let_go(ours, &self.erased, &self.dead, &mut self.found);
        let erased = self.erased.iter().map(|id| (Kind::Contact, erased::record_id(*id)));
        let gone: BTreeSet<(Kind, RecordId)> = self.theirs.removed().chain(erased).collect();
        for (kind, id) in gone {
            if self.dead.contains(&id) {
                self.found.removed.extend(ours.record(kind, id));
            }
        }
        settle::part_numbers(ours, &self.ours, &mut self.found);
        self.found
    }
}

impl Reconciled {
    /// Tells whether the other book has nothing that this one lacks.
    pub fn is_nothing(&self) -> bool {
        self.added.is_empty() && self.updated.is_empty() && self.removed.is_empty()
    }

    /// Returns how many records come, alter and go.
    pub fn counts(&self) -> (usize, usize, usize) {
        let mut altered: BTreeSet<RecordId> = self.updated.iter().map(|update| update.id).collect();
        for record in &self.added {
            altered.remove(&record.id());
        }
        (self.added.len(), altered.len(), self.removed.len())
    }

    /// Returns the one change that merges; `name` is the other book's.
    pub fn change(&self, name: String, env: &mut Env) -> Change {
        let records = self.added.len() + self.updated.len() + self.removed.len();
        let label = Label::MergedBook { name, records, erased: self.erased.iter().copied().collect() };
        Change {
            added: self.added.clone(),
            updated: self.updated.clone(),
            removed: self.removed.clone(),
            stamps: self.stamps.clone(),
            ..Change::new(env.ids.draw(), env.now, env.person, label)
        }
    }
}

/// Returns a field of a record, or a part of one.
fn part_of(record: &Record, path: &str) -> Value {
    match path.split_once('/') {
        Some((field, name)) => record.field(field).get(name).cloned().unwrap_or_default(),
        None => record.field(path),
    }
}

/// Returns the record's id as an id of customers.
fn customer(id: RecordId) -> CustomerId {
    CustomerId::new(id.uuid())
}

#[cfg(test)]
mod tests;
