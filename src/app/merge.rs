//! Two customers that are one: which value of each field stays, and everything that belongs to them together.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::book::{Book, Change, Update};
use crate::model::{
    Customer, CustomerId, Day, FieldChange, FieldState, Kind, ProfileField, Record, RecordFields, RecordId,
    Zone,
};
use crate::order;
use crate::text::Language;

use super::history::words_of;

/// The fields of which each part is a value of its own.
const IN_PARTS: [&str; 4] = ["ratings", "stated", "profile", "field_states"];
/// The fields of which both customers' values stay, without a question.
const OF_BOTH: [&str; 6] = ["registered", "sample", "tags", "statements", "field_days", "distinct_from"];

/// A field in which two customers differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeField {
    /// Its name in the book format, of a part after that of its field and a slash.
    pub field: String,
    /// What it is called.
    pub title: String,
    /// The values of the one and of the other; empty where there is none.
    pub values: [String; 2],
}

/// Returns the fields in which two customers differ, with both values. What is set by hand or arranged stays of
/// both; the choice there is whose counts where both have some of one sort.
pub fn merge_fields(
    t: Language,
    book: &Book,
    zone: Zone,
    one: &Customer,
    other: &Customer,
) -> Vec<MergeField> {
    let told = |(field, values): (String, [Value; 2])| {
        let name = match field.split_once('/') {
            Some(("profile", part)) => format!("profile.{part}"),
            Some(("field_states", part)) => format!("state.{part}"),
            Some((_, part)) => part.to_owned(),
            None => field.clone(),
        };
        let name = name.as_str();
        let words = |value: &Value| match value {
            Value::Null => String::new(),
            value => words_of(t, book, zone, Kind::Customer, name, value).1,
        };
        let title = words_of(t, book, zone, Kind::Customer, name, &Value::Null).0;
        let values = [words(&values[0]), words(&values[1])];
        MergeField { field, title, values }
    };
    differing(one, other).into_iter().map(told).collect()
}

/// The fields and parts of fields in which two customers differ, with both values.
fn differing(one: &Customer, other: &Customer) -> Vec<(String, [Value; 2])> {
    let mut found = Vec::new();
    for FieldChange { field, before, after } in one.diff(other) {
        if OF_BOTH.contains(&field.as_str()) {
            continue;
        }
        if !IN_PARTS.contains(&field.as_str()) {
            found.push((field, [before, after]));
            continue;
        }
        let names = [&before, &after].into_iter().filter_map(Value::as_object).flat_map(|parts| parts.keys());
        let names: BTreeSet<&String> = names.collect();
        for name in names {
            let part = |value: &Value| value.get(name).cloned().unwrap_or_default();
            let values = [part(&before), part(&after)];
            if values[0] != values[1] {
                found.push((format!("{field}/{name}"), values));
            }
        }
    }
    found
}

/// Returns what the two come to: the one's values, the other's where the one has none or where they are
/// `taken`; of both what has room for both. Where both set the same scheme's tier by hand, or arranged the same,
/// only the chosen one's holds on.
fn merged(one: &Customer, other: &Customer, taken: &[String], today: Day) -> Customer {
    let mut after = one.clone();
    let is_taken = |field: &str| taken.iter().any(|taken| taken == field);
    for (field, [own, others]) in differing(one, other) {
        if others.is_null() || !(own.is_null() || is_taken(&field)) {
            continue;
        }
        // A value of the same field of another customer always fits.
        let _ = match field.split_once('/') {
            None => after.set_field(&field, others),
            Some((field, part)) => {
                let mut whole = after.field(field);
                match whole.as_object_mut() {
                    Some(parts) => drop(parts.insert(part.to_owned(), others)),
                    None => whole = Value::Object([(part.to_owned(), others)].into_iter().collect()),
                }
                after.set_field(field, whole)
            }
        };
    }
    after.tags.extend(other.tags.iter().filter(|tag| !one.tags.contains(tag)).cloned());
    let apart = other.distinct_from.iter().filter(|id| !one.distinct_from.contains(id));
    after.distinct_from.extend(apart);
    after.distinct_from.retain(|id| ![one.id, other.id].contains(id));
    let is_new = |said: &&crate::model::Statement| {
        !one.statements.iter().any(|own| (&own.metric, own.day) == (&said.metric, said.day))
    };
    after.statements.extend(other.statements.iter().filter(is_new).cloned());
    order::by_key(&mut after.statements, |said| said.day);
    let choose = |field: &str| if is_taken(field) { (other, one) } else { (one, other) };
    let (chosen, left) = choose("overrides");
    let gives_way = |set: &crate::model::TierOverride| {
        set.holds_on(today)
            && chosen.overrides.iter().any(|own| own.scheme == set.scheme && own.holds_on(today))
    };
    after.overrides = chosen.overrides.clone();
    let stays = left.overrides.iter().filter(|set| !gives_way(set) && !chosen.overrides.contains(set));
    after.overrides.extend(stays.cloned());
    order::by_key(&mut after.overrides, |set| set.from);
    let (chosen, left) = choose("arrangements");
    let lasts = |one: &crate::model::Arrangement| one.until.is_none_or(|until| today <= until);
    let gives_way = |set: &crate::model::Arrangement| {
        let is_same = |own: &&crate::model::Arrangement| own.sort == set.sort && own.rule == set.rule;
        lasts(set) && chosen.arrangements.iter().filter(is_same).any(lasts)
    };
    after.arrangements = chosen.arrangements.clone();
    let stays = left.arrangements.iter().filter(|set| !gives_way(set) && !chosen.arrangements.contains(set));
    after.arrangements.extend(stays.cloned());
    order::by_key(&mut after.arrangements, |one| one.from);
    for (field, day) in &other.field_days {
        after.field_days.entry(field.clone()).or_insert(*day);
    }
    // What is filled is asked later no more (A3.17).
    for field in ProfileField::ALL.iter().copied() {
        if after.profile_value(field).is_some() && after.field_state(field) == Some(FieldState::AskLater) {
            after.set_field_state(field, None);
        }
    }
    after.registered = one.registered.min(other.registered);
    after.sample = one.sample && other.sample;
    if after.referred_by.is_some_and(|by| by == one.id || by == other.id) {
        after.referred_by = None;
    }
    after
}

/// Fills a change that makes two customers one. Everything that belonged to either belongs to the one that
/// stays; the one that goes is in the history whole, with every value that did not stay.
///
/// The one whose number stays is the one that stays, so that no number is ever held by two on the way there or
/// back. `belongings` are the records of the one that goes, last to first.
pub(super) fn merge(
    book: &Book,
    one: &Customer,
    other: &Customer,
    taken: &[String],
    today: Day,
    belongings: impl Fn(CustomerId) -> Vec<Record>,
    change: &mut Change,
) {
    let after = merged(one, other, taken, today);
    let (stays, goes) = if after.number == one.number { (one, other) } else { (other, one) };
    change.update(stays, &Customer { id: stays.id, ..after });
    let id = |customer: &Customer| serde_json::to_value(customer.id).unwrap_or_default();
    let renamed = |kind: Kind, record: RecordId, field: &str| Update {
        kind,
        id: record,
        fields: vec![FieldChange { field: field.to_owned(), before: id(goes), after: id(stays) }],
    };
    let moved = belongings(goes.id).into_iter().map(|record| renamed(record.kind(), record.id(), "customer"));
    change.updated.extend(moved);
    for customer in book.customers().sorted().into_iter().filter(|customer| customer.id != stays.id) {
        let mut after = customer.clone();
        after.referred_by = customer.referred_by.map(|by| if by == goes.id { stays.id } else { by });
        if customer.distinct_from.contains(&goes.id) {
            after.distinct_from.retain(|id| ![goes.id, stays.id].contains(id));
            after.distinct_from.push(stays.id);
        }
        if customer.id != goes.id {
            change.update(customer, &after);
        }
    }
    change.remove(goes.clone());
}
