//! Which of two values of a field stands, and which customer keeps a number that two have.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::erased::is_marked;
use super::marks::{Mark, Marks};
use super::{NUMBER, Reconciled, customer};
use crate::book::{Book, Stamp, Update};
use crate::model::{CustomerId, FieldChange, Id, Instant, Kind, Record, RecordId};

/// Fields that hold fields of their own.
const NESTED: [&str; 5] = ["ratings", "stated", "profile", "field_states", "field_days"];

/// What becomes of a field in which two books differ.
pub(super) struct Verdict {
    pub takes_theirs: bool,
    /// Whether the user should know.
    pub is_clash: bool,
}

/// Returns the parts of a field that alter by themselves, each with its path and both values: `ratings/need_fit`.
pub(super) fn parts(field: &str, one: &Value, other: &Value) -> Vec<(String, Value, Value)> {
    if !NESTED.contains(&field) {
        return vec![(field.to_owned(), one.clone(), other.clone())];
    }
    let names: BTreeSet<&String> =
        [one, other].into_iter().filter_map(Value::as_object).flat_map(Map::keys).collect();
    let part = |value: &Value, name: &str| value.get(name).cloned().unwrap_or_default();
    let all = names.into_iter().map(|name| (format!("{field}/{name}"), part(one, name), part(other, name)));
    all.filter(|(_, one, other)| one != other).collect()
}

/// Returns `whole` with the part of that path set.
pub(super) fn with_part(whole: &Value, path: &str, value: Value) -> Value {
    let Some((_, name)) = path.split_once('/') else { return value };
    let mut all = whole.as_object().cloned().unwrap_or_default();
    match value {
        Value::Null => drop(all.remove(name)),
        value => drop(all.insert(name.to_owned(), value)),
    }
    if all.is_empty() { Value::Null } else { Value::Object(all) }
}

/// Decides between two values that differ. With the changes of both books known, whoever alone altered the field is
/// followed, and of two the later; else what is there goes before what is not, and of two values the one that
/// sorts later, so that it does not matter whose book is whose. A text without somebody who was erased goes before
/// one with them.
pub(super) fn decide(ours: &Value, theirs: &Value, marks: Option<(Option<&Mark>, Option<&Mark>)>) -> Verdict {
    // Words that named somebody who was erased do not come back by themselves.
    if let [true, false] | [false, true] = [ours, theirs].map(is_marked) {
        return Verdict {
            takes_theirs: is_marked(theirs),
            is_clash: marks.is_some_and(|(a, b)| a.or(b).is_some()),
        };
    }
    match marks {
        Some((Some(_), None)) => Verdict { takes_theirs: false, is_clash: false },
        Some((None, Some(_))) => Verdict { takes_theirs: true, is_clash: false },
        Some((Some(here), Some(there))) => {
            let takes_theirs = (here.at, text(ours)) < (there.at, text(theirs));
            // Who went on from what the other has has seen it.
            let goes_on = if takes_theirs { there.base == *ours } else { here.base == *theirs };
            Verdict { takes_theirs, is_clash: !goes_on }
        }
        Some((None, None)) | None if ours.is_null() || theirs.is_null() => {
            Verdict { takes_theirs: ours.is_null(), is_clash: false }
        }
        Some((None, None)) | None => Verdict { takes_theirs: text(ours) < text(theirs), is_clash: true },
    }
}

fn text(value: &Value) -> String {
    value.to_string()
}

/// Returns the number that a customer gets whose number an older customer has: it tells whose it is, so that
/// everybody who merges arrives at the same.
pub fn renumbered(number: &str, customer: CustomerId) -> String {
    let id = customer.uuid().simple().to_string();
    let end = id.get(id.len().saturating_sub(6)..).unwrap_or_default();
    format!("{number}-{end}")
}

/// Returns the number that was meant for a customer who may have got another by merging.
pub(super) fn claimed(number: &str, customer: CustomerId) -> &str {
    let Some((claim, _)) = number.rsplit_once('-') else { return number };
    if renumbered(claim, customer) == number { claim } else { number }
}

/// Returns a value of a field as it is compared: of numbers what was meant.
pub(super) fn compared(id: RecordId, kind: Kind, field: &str, value: &Value) -> Value {
    match value.as_str() {
        Some(number) if kind == Kind::Customer && field == NUMBER => claimed(number, customer(id)).into(),
        _ => value.clone(),
    }
}

/// Gives each customer the number that was meant for it, and where two were to have one, to all but the oldest
/// another: what comes of it hangs on what was meant alone, not on who merged when.
pub(super) fn part_numbers(ours: &Book, our_marks: &Marks, found: &mut Reconciled) {
    let mut claims: BTreeMap<CustomerId, String> = BTreeMap::new();
    for customer in ours.customers().iter() {
        claims.insert(customer.id, claimed(&customer.number, customer.id).to_owned());
    }
    for record in &found.removed {
        claims.remove(&customer(record.id()));
    }
    for record in &found.added {
        if let Record::Customer(added) = record {
            claims.insert(added.id, claimed(&added.number, added.id).to_owned());
        }
    }
    for update in found.updated.iter().filter(|update| update.kind == Kind::Customer) {
        for field in update.fields.iter().filter(|field| field.field == NUMBER) {
            let id = customer(update.id);
            claims.insert(id, claimed(field.after.as_str().unwrap_or_default(), id).to_owned());
        }
    }
    // Ids sort by age: whoever comes first is the oldest.
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut wanted: BTreeMap<CustomerId, String> = BTreeMap::new();
    for (id, claim) in &claims {
        let is_first = claim.is_empty() || taken.insert(claim);
        wanted.insert(*id, if is_first { claim.clone() } else { renumbered(claim, *id) });
    }
    set_numbers(ours, our_marks, found, &wanted);
    found.renumbered.retain(|(_, from, to)| from != to);
}

/// Sets the numbers so that no two customers have one even for a moment: whoever takes over a number that another
/// has until now gets it last, after that one has let go of it. Those who come get theirs after all of them.
fn set_numbers(
    ours: &Book,
    our_marks: &Marks,
    found: &mut Reconciled,
    wanted: &BTreeMap<CustomerId, String>,
) {
    for record in &mut found.added {
        let Record::Customer(added) = record else { continue };
        if let Some(number) = wanted.get(&added.id).filter(|number| **number != added.number) {
            found.renumbered.push((added.id, added.number.clone(), number.clone()));
            number.clone_into(&mut added.number);
        }
    }
    let mut meant: BTreeSet<CustomerId> = BTreeSet::new();
    for update in found.updated.iter_mut().filter(|update| update.kind == Kind::Customer) {
        let before = update.fields.len();
        update.fields.retain(|field| field.field != NUMBER);
        if update.fields.len() < before {
            meant.insert(customer(update.id));
        }
    }
    found.updated.retain(|update| !update.fields.is_empty());
    let is_held = |id: CustomerId, number: &str| {
        ours.customer_by_number(number).is_some_and(|present| present.id != id)
    };
    let (mut first, mut last) = (Vec::new(), Vec::new());
    let update = |id: CustomerId, before: Value, after: Value| Update {
        kind: Kind::Customer,
        id: RecordId::new(id.uuid()),
        fields: vec![FieldChange { field: NUMBER.to_owned(), before, after }],
    };
    for present in ours.customers().iter() {
        let (id, Some(number)) = (present.id, wanted.get(&present.id)) else { continue };
        if present.number == *number {
            continue;
        }
        if !meant.contains(&id) || *number != claimed(number, id) {
            found.renumbered.push((id, present.number.clone(), number.clone()));
        }
        if !meant.contains(&id) {
            // That another number is needed is nobody's word: what was said of the number stays as old as it is.
            let record = RecordId::new(id.uuid());
            let (at, by) = our_marks
                .field(record, NUMBER)
                .map_or((Instant::from_millis(0), None), |mark| (mark.at, mark.by));
            found.stamps.push(Stamp { id: record, field: NUMBER.to_owned(), at, by });
        }
        let [before, after] = [&present.number, number].map(|number| match number.as_str() {
            "" => Value::Null,
            number => number.into(),
        });
        if is_held(id, number) {
            if !before.is_null() {
                first.push(update(id, before, Value::Null));
            }
            last.push(update(id, Value::Null, after));
        } else {
            first.push(update(id, before, after));
        }
    }
    found.updated.splice(0..0, first);
    found.updated.extend(last);
}
