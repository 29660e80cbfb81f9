//! What can be taken back: worked out from the history itself, so that it outlives the page.

use std::collections::HashSet;
use std::sync::Arc;

use crate::book::Change;
use crate::model::{ChangeId, CustomerId, Kind, Record, RecordId};

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
/// remove what it wrote, or add to a customer that it added. `later` is newest last; what was taken back
/// itself, and the taking back, do not count.
pub fn building_on<'a>(change: &Change, later: &[&'a Change]) -> Vec<&'a Change> {
    let dead = taken_back(later.iter().copied());
    let among_later = |id: ChangeId| later.iter().any(|other| other.id == id);
    later
        .iter()
        .copied()
        .filter(|other| !dead.contains(&other.id) && !other.undoes.is_some_and(among_later))
        .filter(|other| builds_on(other, change))
        .collect()
}

fn builds_on(later: &Change, change: &Change) -> bool {
    let written = |kind: Kind, id: RecordId| {
        let added = change.added.iter().any(|record| (record.kind(), record.id()) == (kind, id));
        added || change.updated.iter().any(|update| (update.kind, update.id) == (kind, id))
    };
    let was_removed = |kind: Kind, id: RecordId| {
        change.removed.iter().any(|record| (record.kind(), record.id()) == (kind, id))
    };
    let added_customer = |id: CustomerId| {
        change.added.iter().any(|record| matches!(record, Record::Customer(customer) if customer.id == id))
    };
    let altered = later.updated.iter().any(|update| {
        let added =
            change.added.iter().any(|record| (record.kind(), record.id()) == (update.kind, update.id));
        let before =
            change.updated.iter().filter(|before| (before.kind, before.id) == (update.kind, update.id));
        let mut fields = before.flat_map(|before| &before.fields);
        added || fields.any(|before| update.fields.iter().any(|after| after.field == before.field))
    });
    altered
        || later.removed.iter().any(|record| written(record.kind(), record.id()))
        || later.added.iter().any(|record| {
            was_removed(record.kind(), record.id()) || record.customer().is_some_and(added_customer)
        })
        || later.removed.iter().any(|record| match record {
            // What was removed before can come back only to a customer who is there.
            Record::Customer(gone) => change.removed.iter().any(|back| back.customer() == Some(gone.id)),
            _ => false,
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
            Kind::Customer => update.id == crate::model::Id::new(crate::model::Id::uuid(customer)),
            kind => owner_of(kind, update.id) == Some(customer),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Label;
    use crate::model::{Contact, Customer, Env, IdSource, Instant, Zone};

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
