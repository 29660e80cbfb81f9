//! People whom one of the books erased: they stay away, whatever the other book says of them. A change that erased
//! somebody tells only who it was by id; the words that named them it does not tell.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Reconciled;
use crate::book::erasure::MARK;
use crate::book::{Book, Change, Label, Update};
use crate::model::{ContactId, FieldChange, Id, Kind, Record, RecordFields, RecordId};

/// The name of the field of an interaction that holds who took part.
const CONTACTS: &str = "contacts";

/// Returns whom the changes of a log erased.
pub(super) fn of(log: &[Change]) -> impl Iterator<Item = ContactId> {
    log.iter()
        .flat_map(|change| match &change.label {
            Label::ErasedPerson { contact, .. } => contact.as_slice(),
            Label::MergedBook { erased, .. } => erased,
            _ => &[],
        })
        .copied()
}

/// Returns the record's id of a contact.
pub(super) fn record_id(contact: ContactId) -> RecordId {
    RecordId::new(contact.uuid())
}

/// Returns a record that names none of them.
pub(super) fn without(mut record: Record, erased: &BTreeSet<ContactId>) -> Record {
    if let Record::Interaction(said) = &mut record {
        said.contacts.retain(|id| !erased.contains(id));
    }
    record
}

/// Takes those who are still here out of the interactions in which they took part.
pub(super) fn let_go(
    ours: &Book,
    erased: &BTreeSet<ContactId>,
    dead: &BTreeSet<RecordId>,
    found: &mut Reconciled,
) {
    let here = erased.iter().filter_map(|id| match ours.record(Kind::Contact, record_id(*id)) {
        Some(Record::Contact(contact)) => Some(contact.customer),
        _ => None,
    });
    let customers: BTreeSet<_> = here.collect();
    let said = customers.into_iter().flat_map(|customer| ours.interactions_of(customer));
    for said in said.filter_map(|row| row.record()) {
        let id = RecordId::new(said.id.uuid());
        if dead.contains(&id) || !said.contacts.iter().any(|contact| erased.contains(contact)) {
            continue;
        }
        let place = found.updated.iter().position(|update| update.id == id).unwrap_or_else(|| {
            found.updated.push(Update { kind: Kind::Interaction, id, fields: Vec::new() });
            found.updated.len() - 1
        });
        let Some(update) = found.updated.get_mut(place) else { continue };
        let before = said.field(CONTACTS);
        match update.fields.iter_mut().find(|field| field.field == CONTACTS) {
            Some(field) => field.after = without_ids(&field.after, erased),
            None => {
                let after = without_ids(&before, erased);
                update.fields.push(FieldChange { field: CONTACTS.to_owned(), before, after });
            }
        }
    }
}

/// Returns a list of contacts as it is stored, without them; an empty one is the field's default.
fn without_ids(contacts: &Value, erased: &BTreeSet<ContactId>) -> Value {
    let Value::Array(ids) = contacts else { return contacts.clone() };
    let is_erased =
        |id: &Value| serde_json::from_value(id.clone()).is_ok_and(|id: ContactId| erased.contains(&id));
    let left: Vec<Value> = ids.iter().filter(|id| !is_erased(id)).cloned().collect();
    if left.is_empty() { Value::Null } else { Value::Array(left) }
}

/// Tells whether a value lacks words that named somebody.
pub(super) fn is_marked(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains(MARK),
        Value::Array(all) => all.iter().any(is_marked),
        Value::Object(fields) => fields.values().any(is_marked),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
