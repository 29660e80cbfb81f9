//! What the changes of a book say of its fields since it parted from another: which were altered, from what, when
//! and by whom, and which records went.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::book::{Book, Change, Stamp};
use crate::model::{ChangeId, Instant, Kind, PersonId, Record, RecordId};

/// What is known of one field.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// When it was altered last.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// When it was altered first, and what it held until then.
    pub first: (Instant, Value),
}

/// The marks of one book.
#[derive(Debug, Default)]
pub(super) struct Marks {
    fields: HashMap<RecordId, BTreeMap<String, Mark>>,
    /// When a record was touched last.
    touched: BTreeMap<RecordId, (Kind, Instant)>,
    removed: BTreeMap<RecordId, (Kind, Instant)>,
}

impl Marks {
    /// Reads them from the changes of a log, oldest first, that the other log does not have.
    pub(super) fn since(log: &[Change], common: &BTreeSet<ChangeId>) -> Self {
        let mut marks = Self::default();
        for change in log.iter().filter(|change| !common.contains(&change.id)) {
            let stamps: HashMap<(RecordId, &str), &Stamp> =
                change.stamps.iter().map(|stamp| ((stamp.id, stamp.field.as_str()), stamp)).collect();
            for record in &change.added {
                let id = record.id();
                marks.removed.remove(&id);
                marks.touch(record.kind(), id, change.at);
            }
            // What comes with a record that another book added has been altered there.
            let added: BTreeSet<RecordId> = change.added.iter().map(Record::id).collect();
            for stamp in change.stamps.iter().filter(|stamp| added.contains(&stamp.id)) {
                marks.note(stamp.id, &stamp.field, stamp.at, stamp.by, &Value::Null);
            }
            for update in &change.updated {
                for field in &update.fields {
                    let stamp = stamps.get(&(update.id, field.field.as_str()));
                    let (at, by) = stamp.map_or((change.at, change.by), |stamp| (stamp.at, stamp.by));
                    marks.touch(update.kind, update.id, at);
                    marks.note(update.id, &field.field, at, by, &field.before);
                }
            }
            for record in &change.removed {
                marks.removed.insert(record.id(), (record.kind(), change.at));
            }
        }
        marks
    }

    fn touch(&mut self, kind: Kind, id: RecordId, at: Instant) {
        let touched = self.touched.entry(id).or_insert((kind, at));
        touched.1 = touched.1.max(at);
    }

    fn note(&mut self, id: RecordId, field: &str, at: Instant, by: Option<PersonId>, before: &Value) {
        let fields = self.fields.entry(id).or_default();
        match fields.get_mut(field) {
            Some(mark) => (mark.at, mark.by) = (at, by),
            None => {
                fields.insert(field.to_owned(), Mark { at, by, first: (at, before.clone()) });
            }
        }
    }

    pub(super) fn field(&self, id: RecordId, field: &str) -> Option<&Mark> {
        self.fields.get(&id).and_then(|fields| fields.get(field))
    }

    /// Returns who said what of a record when.
    pub(super) fn stamps_of(&self, id: RecordId) -> impl Iterator<Item = Stamp> {
        let fields = self.fields.get(&id).into_iter().flatten();
        fields.map(move |(field, mark)| Stamp { id, field: field.clone(), at: mark.at, by: mark.by })
    }

    /// Returns the records that the book removed.
    pub(super) fn removed(&self) -> impl Iterator<Item = (Kind, RecordId)> {
        self.removed.iter().map(|(id, (kind, _))| (*kind, *id))
    }
}

/// Returns the records that one of the books removed and that stay removed: nobody altered them later, and nothing
/// that was altered names them.
pub(super) fn dead(ours: (&Book, &Marks), theirs: (&Book, &Marks)) -> BTreeSet<RecordId> {
    let mut dead = BTreeSet::new();
    for (gone, there) in [(ours.1, theirs.1), (theirs.1, ours.1)] {
        for (id, (_, at)) in &gone.removed {
            let is_later = there.touched.get(id).is_some_and(|(_, touched)| touched > at);
            if !is_later || there.removed.contains_key(id) {
                dead.insert(*id);
            }
        }
    }
    // Whoever names a record keeps it, and so on.
    let touched = [ours, theirs].into_iter().flat_map(|(_, marks)| &marks.touched);
    let mut alive: Vec<(Kind, RecordId)> = touched.map(|(id, (kind, _))| (*kind, *id)).collect();
    while let Some((kind, id)) = alive.pop() {
        if dead.contains(&id) {
            continue;
        }
        for record in [ours.0.record(kind, id), theirs.0.record(kind, id)].into_iter().flatten() {
            for named in record.references() {
                if dead.remove(&named) {
                    alive.extend(Kind::ALL.iter().map(|kind| (*kind, named)));
                }
            }
        }
    }
    dead
}
