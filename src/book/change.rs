//! A change set: the one way in which a book is altered, stored, sent to other tabs and taken back.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::model::{
    ArrangementSort, ChangeId, ContactId, CustomerId, FieldChange, FieldError, Id, Instant, Kind, PersonId,
    Record, RecordFields, RecordId,
};

/// What a command did, in words that the screen translates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Label {
    AddedCustomer {
        name: String,
    },
    EditedCustomer {
        name: String,
    },
    RemovedCustomer {
        name: String,
    },
    AddedContact {
        name: String,
    },
    EditedContact {
        name: String,
    },
    AddedOrder {
        customer: String,
    },
    EditedOrder {
        customer: String,
    },
    RecordedInteraction {
        customer: String,
    },
    EditedInteraction {
        customer: String,
    },
    RemovedRecord {
        customer: String,
    },
    FinishedAction {
        text: String,
    },
    ReopenedAction {
        text: String,
    },
    EditedProfile {
        customer: String,
    },
    AddedContract {
        customer: String,
    },
    EditedContract {
        customer: String,
    },
    AddedPlan {
        customer: String,
    },
    EditedPlan {
        customer: String,
    },
    ApprovedPlan {
        customer: String,
        yes: bool,
    },
    FinishedStep {
        text: String,
    },
    ReopenedStep {
        text: String,
    },
    Watched {
        customer: String,
    },
    Unwatched {
        customer: String,
    },
    EditedBuyerType {
        name: String,
    },
    EditedSource {
        name: String,
    },
    RemovedSource {
        name: String,
    },
    SetPrefix {
        industry: String,
    },
    AddedNeed {
        customer: String,
    },
    EditedNeed {
        customer: String,
    },
    CollectedNeeds {
        count: usize,
    },
    AddedFeedback {
        customer: String,
    },
    EditedFeedback {
        customer: String,
    },
    ToldCustomer {
        text: String,
    },
    SentSummary {
        customer: String,
    },
    AddedPerson {
        name: String,
    },
    EditedPerson {
        name: String,
    },
    ImportedTable {
        rows: usize,
    },
    MergedBook {
        name: String,
        records: usize,
        /// Whom the other book had erased: they stay away here, too.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        erased: Vec<ContactId>,
    },
    RecordedMany {
        customers: usize,
    },
    /// Edited many records of a list at once.
    EditedRecords {
        /// How many.
        records: usize,
    },
    EditedMany {
        customers: usize,
    },
    Merged {
        customer: String,
        other: String,
    },
    ToldApart {
        customer: String,
        other: String,
    },
    AppliedPolicy {
        version: u32,
    },
    SetTier {
        customer: String,
    },
    ReleasedTier {
        customer: String,
    },
    StatedFact {
        customer: String,
    },
    RestoredOwn {
        name: String,
    },
    Arranged {
        customer: String,
        sort: ArrangementSort,
    },
    EndedArrangement {
        customer: String,
        sort: ArrangementSort,
    },
    PlannedContacts {
        count: usize,
    },
    AddedFiles {
        customer: String,
        files: usize,
    },
    RemovedFile {
        name: String,
    },
    HandedOver {
        from: String,
        to: String,
    },
    GaveToPool {
        customers: usize,
    },
    TookFromPool {
        customer: String,
    },
    AddedSample,
    RemovedSample,
    /// Stands for all that was done to a person's records: it alters nothing, and cannot be taken back.
    ErasedPerson {
        /// Whose record it was, so that merging a book that still has it does not bring it back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contact: Option<ContactId>,
        records: usize,
        changes: u64,
    },
    Undid {
        label: Box<Label>,
    },
}

impl Label {
    /// Returns the label of the change that takes this one back: undoing an undo is doing it again.
    #[must_use]
    pub fn taken_back(self) -> Self {
        match self {
            Self::Undid { label } => *label,
            label => Self::Undid { label: Box::new(label) },
        }
    }
}

/// The fields of one record that a change alters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Update {
    /// The record's kind.
    pub kind: Kind,
    /// The record's id.
    pub id: RecordId,
    /// The fields, each before and after.
    pub fields: Vec<FieldChange>,
}

/// One change set: who, when, what for, and every record that it adds, alters or removes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Its identity.
    pub id: ChangeId,
    /// When the command was given.
    pub at: Instant,
    /// Who gave it, if they said who they are.
    pub by: Option<PersonId>,
    /// What it did.
    pub label: Label,
    /// The change that it takes back, if it is an undo; an undo that is taken back is a redo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<ChangeId>,
    /// Records that are new.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Record>,
    /// Records that alter, by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub updated: Vec<Update>,
    /// Records that go, whole, so that they can come back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Record>,
    /// Who gave values of it when, where that is not its own author and moment: values from another's book.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stamps: Vec<Stamp>,
}

/// Who gave the value of a field, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The record.
    pub id: RecordId,
    /// The name of the field in the book format.
    pub field: String,
    /// When it was given.
    pub at: Instant,
    /// By whom, if they said who they are.
    pub by: Option<PersonId>,
}

/// The customers whose tier and obligations a change can have altered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Those customers, in order, none twice.
    pub customers: Vec<CustomerId>,
}

/// Why a change does not fit a book. Nothing was altered.
#[derive(Debug, Error)]
pub enum Conflict {
    /// A record to be added is there already.
    #[error("{kind:?} {id} is in the book already")]
    AlreadyThere {
        /// Its kind.
        kind: Kind,
        /// Its id.
        id: RecordId,
    },
    /// A record to be altered or removed is not there.
    #[error("{kind:?} {id} is not in the book")]
    NotThere {
        /// Its kind.
        kind: Kind,
        /// Its id.
        id: RecordId,
    },
    /// A field or record is not as the change found it.
    #[error("{kind:?} {id} was altered since: {field}")]
    Altered {
        /// Its kind.
        kind: Kind,
        /// Its id.
        id: RecordId,
        /// The field, or empty for the whole record.
        field: String,
    },
    /// A record names a customer that is not in the book.
    #[error("{kind:?} {id} belongs to customer {customer}, who is not in the book")]
    Orphan {
        /// Its kind.
        kind: Kind,
        /// Its id.
        id: RecordId,
        /// The customer named.
        customer: CustomerId,
    },
    /// Two customers would have one number.
    #[error("customer number {number} is taken")]
    NumberTaken {
        /// The number.
        number: String,
    },
    /// A value does not fit its field.
    #[error(transparent)]
    Field(#[from] FieldError),
}

impl Change {
    /// Returns an empty change, to be filled.
    pub fn new(id: ChangeId, at: Instant, by: Option<PersonId>, label: Label) -> Self {
        Self {
            id,
            at,
            by,
            label,
            undoes: None,
            added: Vec::new(),
            updated: Vec::new(),
            removed: Vec::new(),
            stamps: Vec::new(),
        }
    }

    /// Adds a new record.
    pub fn add(&mut self, record: impl Into<Record>) {
        self.added.push(record.into());
    }

    /// Alters a record from `before` to `after`; no field differs, no update.
    pub fn update<R: RecordFields>(&mut self, before: &R, after: &R) {
        let fields = before.diff(after);
        if !fields.is_empty() {
            self.updated.push(Update { kind: R::KIND, id: RecordId::new(before.id().uuid()), fields });
        }
    }

    /// Removes a record.
    pub fn remove(&mut self, record: impl Into<Record>) {
        self.removed.push(record.into());
    }

    /// Tells whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.updated.is_empty() && self.removed.is_empty() && self.stamps.is_empty()
    }

    /// Returns the change that takes this one back.
    #[must_use]
    pub fn inverse(&self, id: ChangeId, at: Instant, by: Option<PersonId>) -> Self {
        let updated = self.updated.iter().rev().map(|update| Update {
            kind: update.kind,
            id: update.id,
            fields: update
                .fields
                .iter()
                .map(|change| FieldChange {
                    field: change.field.clone(),
                    before: change.after.clone(),
                    after: change.before.clone(),
                })
                .collect(),
        });
        Self {
            id,
            at,
            by,
            label: self.label.clone().taken_back(),
            undoes: Some(self.id),
            added: self.removed.iter().rev().cloned().collect(),
            updated: updated.collect(),
            removed: self.added.iter().rev().cloned().collect(),
            stamps: Vec::new(),
        }
    }
}

/// The stored form of a change, written in pieces, so that a large import never holds the page up.
pub struct Writing<'a> {
    change: &'a Change,
    /// Which of its lists is being written, and how many of that have been; `None` before the first.
    at: Option<(usize, usize)>,
}

impl<'a> Writing<'a> {
    /// Begins to write a change as JSON.
    pub fn of(change: &'a Change) -> Self {
        Self { change, at: None }
    }

    /// Returns the next piece, of at most so many records; `None` after the last.
    ///
    /// # Errors
    /// A value that JSON cannot say.
    pub fn next_piece(&mut self, most: usize) -> Result<Option<String>, serde_json::Error> {
        let Some((list, from)) = self.at else {
            let Change { id, at, by, label, undoes, .. } = self.change;
            let mut head = Change::new(*id, *at, *by, label.clone());
            head.undoes = *undoes;
            let mut text = serde_json::to_string(&head)?;
            text.pop();
            self.at = Some((0, 0));
            return Ok(Some(text));
        };
        let change = self.change;
        let (name, length) = match list {
            0 => ("added", change.added.len()),
            1 => ("updated", change.updated.len()),
            2 => ("removed", change.removed.len()),
            3 => ("stamps", change.stamps.len()),
            4 => {
                self.at = Some((5, 0));
                return Ok(Some("}".to_owned()));
            }
            _ => return Ok(None),
        };
        let to = from.saturating_add(most.max(1)).min(length);
        self.at = Some(if to == length { (list + 1, 0) } else { (list, to) });
        if length == 0 {
            return Ok(Some(String::new()));
        }
        let mut text = if from == 0 { format!(",\"{name}\":[") } else { ",".to_owned() };
        let written = match list {
            0 => some(&change.added, from, to)?,
            1 => some(&change.updated, from, to)?,
            2 => some(&change.removed, from, to)?,
            _ => some(&change.stamps, from, to)?,
        };
        text.push_str(written.trim_start_matches('[').strip_suffix(']').unwrap_or_default());
        if to == length {
            text.push(']');
        }
        Ok(Some(text))
    }
}

fn some<T: Serialize>(all: &[T], from: usize, to: usize) -> Result<String, serde_json::Error> {
    serde_json::to_string(all.get(from..to).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Customer, Env, IdSource, Zone};

    fn env() -> Env {
        let now = Instant::from_millis(1_700_000_000_000);
        Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [3; 16]) }
    }

    #[test]
    fn an_inverse_swaps_before_and_after() {
        let mut env = env();
        let before = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let after = Customer { industry: "通信设备".into(), ..before.clone() };
        let label = Label::EditedCustomer { name: before.name.clone() };
        let mut change = Change::new(env.ids.draw(), env.now, None, label);
        change.update(&before, &after);
        assert_eq!(change.updated.len(), 1);
        assert_eq!(change.updated[0].fields.len(), 1);
        let back = change.inverse(env.ids.draw(), env.now, None);
        assert_eq!(back.updated[0].fields[0].before, "通信设备");
        assert_eq!(back.updated[0].fields[0].after, serde_json::Value::Null);
    }

    #[test]
    fn what_is_written_in_pieces_is_what_is_written_at_once() {
        let mut env = env();
        let customers: Vec<Customer> =
            (0..7).map(|n| Customer::new(env.ids.draw(), format!("客户{n}"), env.now)).collect();
        let label = || Label::ImportedTable { rows: 7 };
        let mut whole = Change::new(env.ids.draw(), env.now, None, label());
        whole.undoes = Some(env.ids.draw());
        for customer in &customers {
            whole.add(customer.clone());
            whole.update(customer, &Customer { remark: "[x]".into(), ..customer.clone() });
            whole.remove(customer.clone());
            let id = RecordId::new(customer.id.uuid());
            whole.stamps.push(Stamp { id, field: "remark".into(), at: env.now, by: None });
        }
        let bare = Change::new(env.ids.draw(), env.now, None, label());
        for change in [bare, whole] {
            for most in [1, 2, 3, 7, 100] {
                let (mut writing, mut text) = (Writing::of(&change), String::new());
                while let Some(piece) = writing.next_piece(most).unwrap() {
                    text.push_str(&piece);
                }
                assert_eq!(text, serde_json::to_string(&change).unwrap());
            }
        }
    }

    #[test]
    fn a_change_survives_its_stored_form() {
        let mut env = env();
        let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
        change.add(Customer::new(env.ids.draw(), "云帆商贸".into(), env.now));
        let text = serde_json::to_string(&change).unwrap();
        assert_eq!(serde_json::from_str::<Change>(&text).unwrap(), change);
    }
}
