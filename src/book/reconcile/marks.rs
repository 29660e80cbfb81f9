//! What the changes of a book say of its fields since it parted from another: which were altered, from what, when
//! and by whom, and which records went.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::settle::parts;
use crate::book::{Book, Change, Stamp};
use crate::model::{ChangeId, Instant, Kind, PersonId, RecordId};

/// What is known of one field.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// When it was altered last.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What it held before it was altered first.
    pub base: Value,
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
            for update in &change.updated {
                for field in &update.fields {
                    for (path, before, _) in parts(&field.field, &field.before, &field.after) {
                        // What was taken over was said then, below.
                        let stamp = stamps.get(&(update.id, path.as_str()));
                        let is_said = stamp.is_none();
                        marks.touch(update.kind, update.id, stamp.map_or(change.at, |stamp| stamp.at));
                        marks.note(update.id, &path, (change.at, change.by), before, is_said);
                    }
                }
            }
            for stamp in &change.stamps {
                marks.note_stamp(stamp);
            }
            for record in &change.removed {
                // Should it come back, it is as the other book has it.
                marks.fields.remove(&record.id());
                marks.removed.insert(record.id(), (record.kind(), change.at));
            }
        }
        marks
    }

    fn touch(&mut self, kind: Kind, id: RecordId, at: Instant) {
        let touched = self.touched.entry(id).or_insert((kind, at));
        touched.1 = touched.1.max(at);
    }

    /// Notes that a field was altered, from `base` the first time. Whoever alters it after another has seen what
    /// that one said, whatever the clocks say.
    fn note(
        &mut self,
        id: RecordId,
        field: &str,
        (at, by): (Instant, Option<PersonId>),
        base: Value,
        is_said: bool,
    ) {
        let fields = self.fields.entry(id).or_default();
        match fields.get_mut(field) {
            Some(mark) if is_said => {
                let after = Instant::from_millis(mark.at.millis().saturating_add(1));
                (mark.at, mark.by) = (at.max(after), by);
            }
            Some(_) => {}
            None => {
                let at = if is_said { at } else { Instant::from_millis(0) };
                fields.insert(field.to_owned(), Mark { at, by: by.filter(|_| is_said), base });
            }
        }
    }

    fn note_stamp(&mut self, stamp: &Stamp) {
        let fields = self.fields.entry(stamp.id).or_default();
        let mark = fields.entry(stamp.field.clone()).or_insert_with(|| Mark {
            at: stamp.at,
            by: stamp.by,
            base: Value::Null,
        });
        if mark.at <= stamp.at {
            (mark.at, mark.by) = (stamp.at, stamp.by);
        }
    }

    pub(super) fn field(&self, id: RecordId, field: &str) -> Option<&Mark> {
        self.fields.get(&id).and_then(|fields| fields.get(field))
    }

    /// Returns what is known of a record's fields.
    pub(super) fn fields_of(&self, id: RecordId) -> impl Iterator<Item = (&String, &Mark)> {
        self.fields.get(&id).into_iter().flatten()
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
    for ((book, gone), there) in [(ours, theirs.1), (theirs, ours.1)] {
        for (id, (kind, at)) in &gone.removed {
            // It came back by a change that both have.
            if book.record(*kind, *id).is_some() {
                continue;
            }
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
