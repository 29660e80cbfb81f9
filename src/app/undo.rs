//! What can be taken back: worked out from the history itself, so that it outlives the page.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::Value;

use crate::book::{Book, Change, Label, Update};
use crate::model::{ChangeId, CustomerId, FieldChange, GivenSource, GivenType, Id, Kind, Record, RecordId};
use crate::order;

/// How many changes can be taken back one after the other.
const DEPTH: usize = 200;

/// The changes that undo and redo speak of, newest last.
#[derive(Debug, Clone, Default)]
pub struct UndoStack {
    done: Vec<Arc<Change>>,
    undone: Vec<Undone>,
}

/// A change that was taken back, and by which change.
#[derive(Debug, Clone)]
struct Undone {
    original: Arc<Change>,
    by: ChangeId,
}

impl UndoStack {
    /// Returns the stack after those changes, oldest first.
    pub fn after(changes: impl IntoIterator<Item = Arc<Change>>) -> Self {
        let mut stack = Self::default();
        changes.into_iter().for_each(|change| stack.push(change));
        stack
    }

    /// Takes in the next change of the book.
    pub fn push(&mut self, change: Arc<Change>) {
        // What went before speaks of somebody who must not come back.
        if matches!(change.label, Label::ErasedPerson { .. }) {
            return *self = Self::default();
        }
        let Some(target) = change.undoes else {
            self.undone.clear();
            return self.push_done(change);
        };
        if let Some(place) = self.done.iter().rposition(|done| done.id == target) {
            let original = self.done.remove(place);
            self.undone.push(Undone { original, by: change.id });
        } else if let Some(place) = self.undone.iter().rposition(|undone| undone.by == target) {
            self.undone.remove(place);
            self.push_done(change);
        } else {
            // It took back something from the middle: that, too, is the last thing done.
            self.push_done(change);
        }
    }

    fn push_done(&mut self, change: Arc<Change>) {
        self.done.push(change);
        if self.done.len() > DEPTH {
            self.done.remove(0);
        }
    }

    /// Returns the change that undo takes back.
    pub fn last_done(&self) -> Option<&Change> {
        self.done.last().map(|change| &**change)
    }

    /// Returns the change that redo brings back, and the change that took it back.
    pub fn last_undone(&self) -> Option<(&Change, ChangeId)> {
        self.undone.last().map(|undone| (&*undone.original, undone.by))
    }
}

/// Returns the changes that others have taken back, of a history with the newest last. A change that was
/// taken back and brought back again is not among them.
pub fn taken_back<'a>(changes: impl DoubleEndedIterator<Item = &'a Change>) -> HashSet<ChangeId> {
    let mut dead = HashSet::new();
    for change in changes.rev() {
        if let Some(target) = change.undoes
            && !dead.contains(&change.id)
        {
            dead.insert(target);
        }
    }
    dead
}

/// Returns those of `later` that build on a change, so that it cannot be taken back alone: they alter or
/// remove what it wrote, or name a record that it added. `later` is newest last; what was taken back itself,
/// and the taking back, do not count.
pub fn building_on<'a>(change: &Change, later: &[&'a Change]) -> Vec<&'a Change> {
    let dead = taken_back(later.iter().copied());
    let among: HashSet<ChangeId> = later.iter().map(|other| other.id).collect();
    let written = Written::by(change);
    later
        .iter()
        .copied()
        .filter(|other| !dead.contains(&other.id) && !other.undoes.is_some_and(|id| among.contains(&id)))
        .filter(|other| written.is_base_of(other))
        .collect()
}

/// What a change wrote, looked up by record.
struct Written<'a> {
    added: HashSet<RecordId>,
    removed: HashSet<RecordId>,
    updated: HashMap<RecordId, &'a [FieldChange]>,
    /// The records that what was removed names: without them it cannot come back.
    needed: HashSet<RecordId>,
}

impl<'a> Written<'a> {
    fn by(change: &'a Change) -> Self {
        Self {
            added: change.added.iter().map(Record::id).collect(),
            removed: change.removed.iter().map(Record::id).collect(),
            updated: change.updated.iter().map(|update| (update.id, update.fields.as_slice())).collect(),
            needed: change.removed.iter().flat_map(Record::references).collect(),
        }
    }

    fn is_base_of(&self, later: &Change) -> bool {
        later.updated.iter().any(|update| self.is_base_of_update(update))
            || later.removed.iter().map(Record::id).any(|id| {
                self.added.contains(&id) || self.updated.contains_key(&id) || self.needed.contains(&id)
            })
            || later.added.iter().any(|record| {
                self.removed.contains(&record.id())
                    || record.references().iter().any(|named| self.added.contains(named))
            })
    }

    fn is_base_of_update(&self, update: &Update) -> bool {
        let same_field = |fields: &&[FieldChange]| {
            fields.iter().any(|before| update.fields.iter().any(|after| after.field == before.field))
        };
        let named = update.fields.iter().flat_map(|field| ids_in(&field.after));
        self.added.contains(&update.id)
            || self.updated.get(&update.id).is_some_and(same_field)
            || named.into_iter().any(|id| self.added.contains(&id))
    }
}

/// Returns the ids that stand in a stored value: alone, or in a list.
fn ids_in(value: &Value) -> Vec<RecordId> {
    let all = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    all.iter().filter_map(Value::as_str).filter_map(|text| text.parse().ok()).collect()
}

/// Tells whether any record of the book that stays names one that `back` removes: taking a change back must
/// leave no name without its bearer.
pub fn leaves_a_name_behind(book: &Book, back: &Change) -> bool {
    // Without its record, a type or a source of the handbooks is as the handbooks have it.
    let stays = |record: &&Record| match record {
        Record::BuyerType(kind) => GivenType::of(kind.id).is_some(),
        Record::Source(source) => GivenSource::of(source.id).is_some(),
        _ => false,
    };
    let gone: HashSet<RecordId> =
        back.removed.iter().filter(|record| !stays(record)).map(Record::id).collect();
    let replaced: HashSet<RecordId> = back.updated.iter().map(|update| update.id).collect();
    let names_gone = |id: RecordId, named: Vec<RecordId>| {
        !gone.contains(&id) && !replaced.contains(&id) && named.iter().any(|named| gone.contains(named))
    };
    let id = |uuid| RecordId::new(uuid);
    let named = |record: Record| names_gone(record.id(), record.references());
    // Only customers name a source. Anybody's records may name a person, a customer or a type of buyer; what belongs to a
    // customer is named by its own alone.
    if back.removed.iter().any(|record| matches!(record, Record::Source(_)))
        && book.customers().iter().any(|record| names_gone(id(record.id.uuid()), record.references()))
    {
        return true;
    }
    let is_named_anywhere =
        |record: &Record| matches!(record, Record::Person(_) | Record::Customer(_) | Record::BuyerType(_));
    if back.removed.iter().any(is_named_anywhere) {
        return book.customers().iter().any(|record| names_gone(id(record.id.uuid()), record.references()))
            || book.interactions().iter().filter_map(|row| row.record()).any(|r| named(r.into()))
            || book.next_actions().iter().filter_map(|row| row.record()).any(|r| named(r.into()))
            || book.needs().iter().filter_map(|row| row.record()).any(|r| named(r.into()))
            || book.feedback().iter().filter_map(|row| row.record()).any(|r| named(r.into()))
            || book.contacts().iter().filter_map(|row| row.record()).any(|r| named(r.into()))
            || book.plans().iter().filter_map(|row| row.record()).any(|r| named(r.into()))
            || book.attachments().iter().filter_map(|row| row.record()).any(|r| named(r.into()));
    }
    let mut customers: Vec<CustomerId> = back.removed.iter().filter_map(Record::customer).collect();
    order::by(&mut customers, Ord::cmp);
    customers.dedup();
    customers.into_iter().any(|customer| {
        book.interactions_of(customer).filter_map(|row| row.record()).any(|r| named(r.into()))
            || book.next_actions_of(customer).any(|r| named(r.into()))
            || book.needs_of(customer).any(|r| named(r.into()))
            || book.feedback_of(customer).any(|r| named(r.into()))
            || book.attachments_of(customer).any(|r| named(r.into()))
    })
}

/// Tells whether a change has to do with a customer: the customer's own record, or what belongs to it.
pub fn concerns(
    change: &Change,
    customer: CustomerId,
    owner_of: impl Fn(Kind, RecordId) -> Option<CustomerId>,
) -> bool {
    let own = |record: &Record| match record {
        Record::Customer(record) => record.id == customer,
        other => other.customer() == Some(customer),
    };
    change.added.iter().any(own)
        || change.removed.iter().any(own)
        || change.updated.iter().any(|update| match update.kind {
            Kind::Customer => update.id == RecordId::new(customer.uuid()),
            kind => owner_of(kind, update.id) == Some(customer),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Label;
    use crate::model::{BookInfo, Contact, Customer, Env, IdSource, Instant, Person, Zone};

    fn env() -> Env {
        let now = Instant::from_millis(1_700_000_000_000);
        Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [7; 16]) }
    }

    fn edit(env: &mut Env, before: &Customer, after: &Customer) -> Change {
        let mut change =
            Change::new(env.ids.draw(), env.now, None, Label::EditedCustomer { name: before.name.clone() });
        change.update(before, after);
        change
    }

    fn undo(env: &mut Env, change: &Change) -> Change {
        change.inverse(env.ids.draw(), env.now, None)
    }

    fn ids<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Vec<ChangeId> {
        changes.into_iter().map(|change| change.id).collect()
    }

    #[test]
    fn undo_and_redo_follow_from_the_history_alone() {
        let mut env = env();
        let a = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let b = Customer { industry: "软件".into(), ..a.clone() };
        let c = Customer { remark: "老客户".into(), ..b.clone() };
        let (first, second) = (edit(&mut env, &a, &b), edit(&mut env, &b, &c));
        let undone = undo(&mut env, &second);
        let redone = Change { undoes: Some(undone.id), id: env.ids.draw(), ..second.clone() };
        let stack =
            |changes: &[&Change]| UndoStack::after(changes.iter().map(|change| Arc::new((*change).clone())));

        let after_undo = stack(&[&first, &second, &undone]);
        assert_eq!(after_undo.last_done().unwrap().id, first.id);
        assert_eq!(after_undo.last_undone().unwrap(), (&second, undone.id));

        let after_redo = stack(&[&first, &second, &undone, &redone]);
        assert_eq!(after_redo.last_done().unwrap().id, redone.id);
        assert!(after_redo.last_undone().is_none());

        let after_more = stack(&[&first, &second, &undone, &edit(&mut env, &b, &c)]);
        assert!(after_more.last_undone().is_none(), "a new change ends what could be brought back");
    }

    #[test]
    fn taking_back_the_original_of_a_redo_is_the_last_thing_done() {
        let mut env = env();
        let a = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let b = Customer { industry: "软件".into(), ..a.clone() };
        let first = edit(&mut env, &a, &b);
        let undone = undo(&mut env, &first);
        let redone = Change { undoes: Some(undone.id), id: env.ids.draw(), ..first.clone() };
        let taken = undo(&mut env, &first);
        let all = [first, undone, redone, taken.clone()].map(Arc::new);
        assert_eq!(UndoStack::after(all).last_done().unwrap().id, taken.id);
    }

    #[test]
    fn what_names_an_added_record_builds_on_it() {
        let mut env = env();
        let a = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let person = Person::new(env.ids.draw(), "周雅琴".into());
        let mut add =
            Change::new(env.ids.draw(), env.now, None, Label::AddedPerson { name: "周雅琴".into() });
        add.add(person.clone());
        let owned = edit(&mut env, &a, &Customer { owner: Some(person.id), ..a.clone() });
        assert_eq!(ids(building_on(&add, &[&owned])), ids([&owned]));

        let named = Customer { owner: Some(person.id), ..a };
        let mut book = Book::empty(BookInfo::begun(env.now));
        book.apply(&add).unwrap();
        let mut with = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
        with.add(named);
        let back = undo(&mut env, &add);
        assert!(!leaves_a_name_behind(&book, &back));
        book.apply(&with).unwrap();
        assert!(leaves_a_name_behind(&book, &back));
    }

    #[test]
    fn a_change_brought_back_again_is_not_taken_back() {
        let mut env = env();
        let a = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let b = Customer { industry: "软件".into(), ..a.clone() };
        let first = edit(&mut env, &a, &b);
        let undone = undo(&mut env, &first);
        let redone = Change { undoes: Some(undone.id), id: env.ids.draw(), ..first.clone() };
        assert_eq!(taken_back([&first, &undone].into_iter()), HashSet::from([first.id]));
        assert_eq!(taken_back([&first, &undone, &redone].into_iter()), HashSet::from([undone.id]));
    }

    #[test]
    fn what_builds_on_a_change_touches_what_it_wrote() {
        let mut env = env();
        let a = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let mut add =
            Change::new(env.ids.draw(), env.now, None, Label::AddedCustomer { name: a.name.clone() });
        add.add(a.clone());
        let b = Customer { industry: "软件".into(), ..a.clone() };
        let c = Customer { remark: "老客户".into(), ..b.clone() };
        let d = Customer { industry: "通信".into(), ..c.clone() };
        let (industry, remark, again) =
            (edit(&mut env, &a, &b), edit(&mut env, &b, &c), edit(&mut env, &c, &d));
        let mut person =
            Change::new(env.ids.draw(), env.now, None, Label::AddedContact { name: "王芳".into() });
        person.add(Contact::new(env.ids.draw(), a.id, "王芳".into()));

        let later = [&industry, &remark, &again, &person];
        assert_eq!(ids(building_on(&add, &later)), ids(later));
        assert_eq!(ids(building_on(&industry, &later[1..])), ids([&again]));
        assert!(building_on(&remark, &later[2..]).is_empty());

        let back = undo(&mut env, &again);
        assert!(
            building_on(&industry, &[&remark, &again, &back]).is_empty(),
            "what was taken back is no bar"
        );
    }
}
