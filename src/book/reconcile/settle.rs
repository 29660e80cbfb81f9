//! Which of two values of a field stands, and which customer keeps a number that two have.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::marks::Mark;
use super::{NUMBER, Reconciled, customer};
use crate::book::{Book, Update};
use crate::model::{CustomerId, FieldChange, Id, Kind, Record, RecordId};

/// Fields that hold fields of their own.
const NESTED: [&str; 2] = ["ratings", "stated"];

/// What becomes of a field in which two books differ.
pub(super) struct Verdict {
    pub value: Value,
    /// Whether the user should know.
    pub is_clash: bool,
}

impl Verdict {
    fn plain(value: &Value) -> Self {
        Self { value: value.clone(), is_clash: false }
    }
}

/// Decides between two values. With the changes of both books known, whoever alone altered the field is followed,
/// and of two the later; else what is there goes before what is not, and of two values the one that sorts later,
/// so that it does not matter whose book is whose.
pub(super) fn decide(
    id: RecordId,
    field: &str,
    ours: &Value,
    theirs: &Value,
    marks: Option<(Option<&Mark>, Option<&Mark>)>,
) -> Verdict {
    match marks {
        Some((Some(_), None)) => Verdict::plain(ours),
        Some((None, Some(_))) => Verdict::plain(theirs),
        Some((Some(here), Some(there))) => by_time(field, (ours, here), (theirs, there)),
        Some((None, None)) | None => by_value(id, field, ours, theirs),
    }
}

fn by_time(field: &str, ours: (&Value, &Mark), theirs: (&Value, &Mark)) -> Verdict {
    let is_theirs = (ours.1.at, text(ours.0)) < (theirs.1.at, text(theirs.0));
    if NESTED.contains(&field) {
        let first = [ours.1, theirs.1].into_iter().min_by_key(|mark| (mark.first.0, text(&mark.first.1)));
        let base = first.map_or(&Value::Null, |mark| &mark.first.1);
        return nested(base, ours.0, theirs.0, is_theirs);
    }
    let later = if is_theirs { theirs.0 } else { ours.0 };
    // Who went on from what the other has has seen it.
    let goes_on = if is_theirs { theirs.1.first.1 == *ours.0 } else { ours.1.first.1 == *theirs.0 };
    Verdict { value: later.clone(), is_clash: !goes_on }
}

/// Merges fields within a field.
fn nested(base: &Value, ours: &Value, theirs: &Value, is_theirs: bool) -> Verdict {
    let none = Map::new();
    let [base, ours, theirs] = [base, ours, theirs].map(|value| value.as_object().unwrap_or(&none));
    let (mut all, mut is_clash) = (Map::new(), false);
    for name in ours.keys().chain(theirs.keys().filter(|name| !ours.contains_key(*name))) {
        let [base, ours, theirs] =
            [base, ours, theirs].map(|object| object.get(name).unwrap_or(&Value::Null));
        let value = if ours == theirs || theirs == base {
            ours
        } else if ours == base {
            theirs
        } else {
            is_clash = true;
            if is_theirs { theirs } else { ours }
        };
        if !value.is_null() {
            all.insert(name.clone(), value.clone());
        }
    }
    Verdict { value: if all.is_empty() { Value::Null } else { Value::Object(all) }, is_clash }
}

fn by_value(id: RecordId, field: &str, ours: &Value, theirs: &Value) -> Verdict {
    if NESTED.contains(&field) {
        return nested(&Value::Null, ours, theirs, text(ours) < text(theirs));
    }
    if ours.is_null() || theirs.is_null() {
        return Verdict::plain(if ours.is_null() { theirs } else { ours });
    }
    if field == NUMBER {
        for (one, other) in [(ours, theirs), (theirs, ours)] {
            if one.as_str() == other.as_str().map(|number| renumbered(number, customer(id))).as_deref() {
                return Verdict::plain(one);
            }
        }
    }
    let later = if text(ours) < text(theirs) { theirs } else { ours };
    Verdict { value: later.clone(), is_clash: true }
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

/// Gives customers another number where two have the same; the older one keeps it.
pub(super) fn part_numbers(ours: &Book, found: &mut Reconciled) {
    // The number that each customer is to have.
    let mut wanted: BTreeMap<CustomerId, String> = BTreeMap::new();
    for record in &found.added {
        if let Record::Customer(added) = record {
            wanted.insert(added.id, added.number.clone());
        }
    }
    for update in found.updated.iter().filter(|update| update.kind == Kind::Customer) {
        for field in update.fields.iter().filter(|field| field.field == NUMBER) {
            wanted.insert(customer(update.id), field.after.as_str().unwrap_or_default().to_owned());
        }
    }
    if wanted.is_empty() {
        return;
    }
    let is_removed = |id: CustomerId| found.removed.iter().any(|record| record.id().uuid() == id.uuid());
    let mut holders: HashMap<&str, Vec<CustomerId>> = HashMap::new();
    for (id, number) in wanted.iter().filter(|(_, number)| !number.is_empty()) {
        holders.entry(number).or_default().push(*id);
    }
    for (number, holders) in &mut holders {
        let present = ours.customer_by_number(number).map(|present| present.id);
        holders.extend(present.filter(|id| !wanted.contains_key(id) && !is_removed(*id)));
    }
    let mut others: BTreeMap<CustomerId, (String, String)> = BTreeMap::new();
    for (number, mut holders) in holders {
        crate::order::by_key(&mut holders, |id| *id);
        for id in holders.into_iter().skip(1) {
            others.insert(id, (number.to_owned(), renumbered(number, id)));
        }
    }
    for (id, (from, to)) in &others {
        wanted.insert(*id, to.clone());
        found.renumbered.push((*id, from.clone(), to.clone()));
    }
    set_numbers(ours, found, &wanted);
}

/// Sets the numbers so that no two customers have one even for a moment: whoever takes over a number that another
/// has until now gets it last, after that one has let go of it. Those who come get theirs after all of them.
fn set_numbers(ours: &Book, found: &mut Reconciled, wanted: &BTreeMap<CustomerId, String>) {
    let is_held = |id: CustomerId, number: &str| {
        ours.customer_by_number(number).is_some_and(|present| present.id != id)
    };
    let (mut first, mut last) = (Vec::new(), Vec::new());
    let update = |id: CustomerId, before: Value, after: Value| Update {
        kind: Kind::Customer,
        id: RecordId::new(id.uuid()),
        fields: vec![FieldChange { field: NUMBER.to_owned(), before, after }],
    };
    for record in &mut found.added {
        let Record::Customer(added) = record else { continue };
        if let Some(number) = wanted.get(&added.id) {
            number.clone_into(&mut added.number);
        }
    }
    for update in found.updated.iter_mut().filter(|update| update.kind == Kind::Customer) {
        update.fields.retain(|field| field.field != NUMBER);
    }
    found.updated.retain(|update| !update.fields.is_empty());
    for (id, number) in wanted {
        let Some(present) = ours.customers().get(*id) else { continue };
        if present.number == *number {
            continue;
        }
        let [before, after] = [&present.number, number].map(|number| match number.as_str() {
            "" => Value::Null,
            number => number.into(),
        });
        if is_held(*id, number) {
            if !before.is_null() {
                first.push(update(*id, before, Value::Null));
            }
            last.push(update(*id, Value::Null, after));
        } else {
            first.push(update(*id, before, after));
        }
    }
    found.updated.splice(0..0, first);
    found.updated.extend(last);
}
