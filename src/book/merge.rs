//! Two tabs at one record: edits of different fields are both kept, of the same field the later one stands.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Book, Change, Update};
use crate::model::{Customer, FieldChange, Kind, Plan, Record, RecordId};

/// Fields that hold fields of their own, each of which is edited by itself.
const NESTED: [&str; 5] = ["ratings", "stated", "profile", "field_states", "field_days"];

/// A value that gave way to a later one of the same field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overridden {
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: RecordId,
    /// The name of the field in the book format.
    pub field: String,
    /// The value that gave way; `null` is a field left at its default.
    pub earlier: Value,
    /// The value that stands.
    pub later: Value,
}

/// Returns `change` as it was meant by somebody who had not seen the changes `since`, oldest first: fields that
/// they altered and the change left alone keep their new values. What the change overrides all the same is told.
pub fn as_meant<'a>(
    mut change: Change,
    since: impl IntoIterator<Item = &'a Change> + Clone,
) -> (Change, Vec<Overridden>) {
    let mut overridden = Vec::new();
    for update in &mut change.updated {
        let Update { kind, id, fields } = update;
        fields.retain_mut(|field| {
            let Some(base) = value_before(since.clone(), *id, &field.field) else { return true };
            let present = std::mem::take(&mut field.before);
            settle(*kind, *id, base, present, field, &mut overridden)
        });
    }
    change.updated.retain(|update| !update.fields.is_empty());
    change.removed.retain(|record| {
        let id = record.id();
        !since.clone().into_iter().any(|other| other.added.iter().any(|added| added.id() == id))
    });
    (change, overridden)
}

/// Returns `change`, made against a book that others have altered since, so that it fits `book` where it can.
/// What it overrides is told. A new customer whose number was taken meanwhile gets the next one (A0.9); a plan
/// that is open already is not opened twice (A1.7). Taking back is never bent: it fits or it does not.
pub fn rebased(mut change: Change, book: &Book) -> (Change, Vec<Overridden>) {
    let mut overridden = Vec::new();
    if change.undoes.is_some() {
        return (change, overridden);
    }
    for record in &mut change.added {
        if let Record::Customer(Customer { number, .. }) = record
            && let Some(next) = book.instead_of(number)
        {
            *number = next;
        }
    }
    change.added.retain(|record| match record {
        Record::Plan(plan) => !book.plans_of(plan.customer).any(|other| is_same_plan(&other, plan)),
        _ => true,
    });
    for update in &mut change.updated {
        let Update { kind, id, fields } = update;
        let Some(record) = book.record(*kind, *id) else { continue };
        fields.retain_mut(|field| {
            let present = record.field(&field.field);
            if present == field.before {
                return true;
            }
            let base = std::mem::take(&mut field.before);
            settle(*kind, *id, &base, present, field, &mut overridden)
        });
    }
    change.updated.retain(|update| !update.fields.is_empty());
    change.removed =
        change.removed.iter().filter_map(|record| book.record(record.kind(), record.id())).collect();
    (change, overridden)
}

fn is_same_plan(one: &Plan, other: &Plan) -> bool {
    one.is_open() && (one.trigger, &one.subject) == (other.trigger, &other.subject)
}

/// Returns the value that a field had before the first of those changes that altered it.
fn value_before<'a>(
    since: impl IntoIterator<Item = &'a Change>,
    id: RecordId,
    name: &str,
) -> Option<&'a Value> {
    let updates = since.into_iter().flat_map(|change| &change.updated).filter(|update| update.id == id);
    let mut fields = updates.flat_map(|update| &update.fields);
    fields.find(|field| field.field == name).map(|field| &field.before)
}

/// Makes `field`, whose value was to go from `base` to its `after`, start from `present` instead. Returns whether
/// it still alters anything.
fn settle(
    kind: Kind,
    id: RecordId,
    base: &Value,
    present: Value,
    field: &mut FieldChange,
    overridden: &mut Vec<Overridden>,
) -> bool {
    let (merged, overrides) = merged(&field.field, base, &present, &field.after);
    if merged == present {
        return false;
    }
    if overrides {
        let (field, earlier, later) = (field.field.clone(), present.clone(), merged.clone());
        overridden.push(Overridden { kind, id, field, earlier, later });
    }
    field.before = present;
    field.after = merged;
    true
}

/// Merges what two made of the value `base`, and tells whether `ours` took the place of something in `theirs`.
fn merged(name: &str, base: &Value, theirs: &Value, ours: &Value) -> (Value, bool) {
    if ours == base || ours == theirs {
        return (theirs.clone(), false);
    }
    if theirs == base {
        return (ours.clone(), false);
    }
    if !NESTED.contains(&name) {
        return (ours.clone(), true);
    }
    let none = Map::new();
    let [base, theirs, ours] = [base, theirs, ours].map(|value| value.as_object().unwrap_or(&none));
    let (mut all, mut overrides) = (Map::new(), false);
    for name in theirs.keys().chain(ours.keys().filter(|name| !theirs.contains_key(*name))) {
        let [base, theirs, ours] =
            [base, theirs, ours].map(|object| object.get(name).cloned().unwrap_or_default());
        let (value, is_override) = merged(name, &base, &theirs, &ours);
        overrides |= is_override;
        if !value.is_null() {
            all.insert(name.clone(), value);
        }
    }
    (if all.is_empty() { Value::Null } else { Value::Object(all) }, overrides)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::book::Label;
    use crate::model::{Contact, Customer, Env, Id, IdSource, Instant, Rating, Ratings, RecordFields, Zone};

    fn env() -> Env {
        let now = Instant::from_millis(1_700_000_000_000);
        Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [3; 16]) }
    }

    fn book_of(env: &mut Env) -> (Book, Customer) {
        let mut book = Book::begun(env.now);
        let customer = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
        change.add(customer.clone());
        book.apply(&change).unwrap();
        (book, customer)
    }

    fn edit(env: &mut Env, before: &Customer, after: &Customer) -> Change {
        let mut change =
            Change::new(env.ids.draw(), env.now, None, Label::EditedCustomer { name: before.name.clone() });
        change.update(before, after);
        change
    }

    #[test]
    fn edits_of_different_fields_are_both_kept() {
        let mut env = env();
        let (mut book, customer) = book_of(&mut env);
        let theirs = Customer { industry: "通信设备".into(), ..customer.clone() };
        let ours = Customer { remark: "要发票".into(), ..customer.clone() };
        let first = edit(&mut env, &customer, &theirs);
        let second = edit(&mut env, &customer, &ours);
        book.apply(&first).unwrap();
        let (second, overridden) = rebased(second, &book);
        assert_eq!(overridden, []);
        book.apply(&second).unwrap();
        let both = Customer { industry: "通信设备".into(), remark: "要发票".into(), ..customer };
        assert_eq!(book.customers().get(both.id), Some(&both));
    }

    #[test]
    fn the_later_of_the_same_field_stands_and_the_earlier_is_told() {
        let mut env = env();
        let (mut book, customer) = book_of(&mut env);
        let first = edit(&mut env, &customer, &Customer { remark: "甲".into(), ..customer.clone() });
        let second = edit(&mut env, &customer, &Customer { remark: "乙".into(), ..customer.clone() });
        book.apply(&first).unwrap();
        let (second, overridden) = rebased(second, &book);
        book.apply(&second).unwrap();
        assert_eq!(book.customers().get(customer.id).unwrap().remark, "乙");
        let [lost] = &overridden[..] else { panic!("{overridden:?}") };
        assert_eq!((lost.field.as_str(), &lost.earlier, &lost.later), ("remark", &json!("甲"), &json!("乙")));
    }

    #[test]
    fn ratings_are_fields_within_a_field() {
        let mut env = env();
        let (mut book, customer) = book_of(&mut env);
        let rated = |need_fit, growth| Customer {
            ratings: Ratings { need_fit, industry_growth: growth, ..Ratings::default() },
            ..customer.clone()
        };
        let five = Rating::new(5, Zone::SHANGHAI.day_of(env.now));
        let first = edit(&mut env, &customer, &rated(five, None));
        let second = edit(&mut env, &customer, &rated(None, five));
        book.apply(&first).unwrap();
        let (second, overridden) = rebased(second, &book);
        book.apply(&second).unwrap();
        assert_eq!(overridden, []);
        assert_eq!(book.customers().get(customer.id), Some(&rated(five, five)));
    }

    #[test]
    fn a_form_leaves_alone_what_its_user_left_alone() {
        let mut env = env();
        let (mut book, customer) = book_of(&mut env);
        let first = edit(&mut env, &customer, &Customer { industry: "电力".into(), ..customer.clone() });
        book.apply(&first).unwrap();
        let present = book.customers().get(customer.id).unwrap().clone();
        // The form was opened before: it still holds the old industry.
        let filled = Customer { remark: "要发票".into(), ..customer.clone() };
        let (meant, overridden) = as_meant(edit(&mut env, &present, &filled), [&first]);
        assert_eq!(overridden, []);
        book.apply(&meant).unwrap();
        let both = Customer { industry: "电力".into(), remark: "要发票".into(), ..customer };
        assert_eq!(book.customers().get(both.id), Some(&both));
    }

    #[test]
    fn a_form_does_not_remove_what_came_after_it_was_opened() {
        let mut env = env();
        let (mut book, customer) = book_of(&mut env);
        let contact = Contact::new(env.ids.draw(), customer.id, "王芳".into());
        let mut since = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
        since.add(contact.clone());
        book.apply(&since).unwrap();
        let mut saved = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
        saved.remove(contact);
        assert!(as_meant(saved.clone(), []).0.removed.len() == 1);
        assert!(as_meant(saved, [&since]).0.is_empty());
    }

    #[test]
    fn what_is_removed_goes_as_it_is_now_and_taking_back_is_not_bent() {
        let mut env = env();
        let (mut book, customer) = book_of(&mut env);
        let first = edit(&mut env, &customer, &Customer { remark: "甲".into(), ..customer.clone() });
        book.apply(&first).unwrap();
        let mut gone = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
        gone.remove(customer.clone());
        let (gone, _) = rebased(gone, &book);
        assert!(book.clone().apply(&gone).is_ok());
        let later = edit(&mut env, book.customers().get(customer.id).unwrap(), &customer);
        let back = first.inverse(env.ids.draw(), env.now, None);
        book.apply(&later).unwrap();
        assert_eq!(rebased(back.clone(), &book), (back, Vec::new()));
    }

    proptest! {
        #[test]
        fn whatever_two_make_of_a_record_nothing_but_what_is_told_is_lost(
            theirs in prop::array::uniform3(0u8..3), ours in prop::array::uniform3(0u8..3),
        ) {
            let mut env = env();
            let (mut book, customer) = book_of(&mut env);
            let of = |values: [u8; 3]| {
                let [industry, remark, size] =
                    values.map(|value| if value == 0 { String::new() } else { value.to_string() });
                Customer { industry: industry.into(), remark: remark.into(), key_need: size.into(), ..customer.clone() }
            };
            let (first, second) = (edit(&mut env, &customer, &of(theirs)), edit(&mut env, &customer, &of(ours)));
            if !first.is_empty() {
                book.apply(&first).unwrap();
            }
            let (second, overridden) = rebased(second, &book);
            book.apply(&second).unwrap();
            let found = book.record(Kind::Customer, RecordId::new(customer.id.uuid())).unwrap();
            for (name, (theirs, ours)) in ["industry", "remark", "key_need"].into_iter().zip(theirs.into_iter().zip(ours)) {
                let told = overridden.iter().any(|lost| lost.field == name);
                let expected = if ours == 0 { theirs } else { ours };
                prop_assert_eq!(found.field(name), of([expected; 3]).field(name));
                prop_assert_eq!(told, theirs != 0 && ours != 0 && theirs != ours, "{}", name);
            }
        }
    }
}
