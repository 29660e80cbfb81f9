//! Several tables as one import: the sheets of a workbook, the files of a folder. What one of them adds, the
//! next ones find; all of it is one change.

use std::collections::HashMap;

use serde_json::Value;

use super::renamed::note_renamed;
use super::{ImportOptions, Plan, Planning};
use crate::book::{Book, Change, Label, Update};
use crate::exchange::layout::{Field, Layout};
use crate::exchange::table::Table;
use crate::model::{CustomerId, Env, Id, Kind, Record, RecordId};

/// The plans of several tables, while they are being made.
pub struct Batch {
    /// The places of the tables, in the order in which they are planned.
    order: Vec<usize>,
    at: usize,
    planning: Option<Planning>,
    plans: Vec<Option<Plan>>,
    /// The book with what the tables so far would do to it, as long as there are further ones.
    beyond: Option<Box<Book>>,
    /// What customers were called whom the tables so far renamed.
    earlier: Vec<(String, CustomerId)>,
    joined: Joined,
}

/// What several tables would do to a book.
#[derive(Debug, Clone)]
pub struct BatchPlan {
    /// What each of them would do, in the order in which they were given.
    pub plans: Vec<Plan>,
    joined: Joined,
}

/// Changes that follow each other, as one.
#[derive(Debug, Clone, Default)]
struct Joined {
    added: Vec<Record>,
    updated: Vec<Update>,
    added_at: HashMap<RecordId, usize>,
    updated_at: HashMap<(Kind, RecordId), usize>,
}

impl Batch {
    /// Begins to plan those tables, with one of the options for each.
    pub fn of(tables: &[&Table]) -> Self {
        let mut order: Vec<usize> = (0..tables.len()).collect();
        // Of two tables of talks the one that says whose they are comes first.
        crate::order::by_key(&mut order, |place| {
            let table = tables.get(*place)?;
            let has_owner = table.columns().iter().any(|column| column.field == Some(Field::Owner));
            Some((rank(table.layout()), table.layout() == Layout::Interactions && !has_owner))
        });
        Self {
            order,
            at: 0,
            planning: None,
            plans: tables.iter().map(|_| None).collect(),
            beyond: None,
            earlier: Vec::new(),
            joined: Joined::default(),
        }
    }

    /// Looks through at most so many records or rows, and tells whether all is done. The book, the tables and
    /// the options are those that it was begun with.
    pub fn go_on(
        &mut self,
        book: &Book,
        tables: &[&Table],
        options: &[ImportOptions],
        env: &mut Env,
        most: usize,
    ) -> bool {
        let Some(place) = self.order.get(self.at).copied() else { return true };
        let (Some(table), Some(options)) = (tables.get(place), options.get(place)) else { return true };
        let book_so_far = self.beyond.as_deref().unwrap_or(book);
        let planning = self.planning.get_or_insert_with(|| {
            let mut planning = Planning::of(book_so_far, table, options);
            planning.claim_files(tables);
            planning.note_earlier(&self.earlier);
            planning
        });
        if !planning.go_on(book_so_far, table, env, most) {
            return false;
        }
        let Some(mut plan) = self.planning.take().map(Planning::finish) else { return true };
        self.at += 1;
        let is_last = self.at == self.order.len();
        if !is_last && plan.rows_to_write() > 0 {
            let beyond = self.beyond.get_or_insert_with(|| Box::new(book.clone()));
            // A plan fits the book that it was made for.
            let fits = beyond.apply(&plan.change(env));
            debug_assert!(fits.is_ok(), "{fits:?}");
        }
        self.earlier.extend(plan.updated.iter().filter_map(renamed));
        let (added, updated) = (std::mem::take(&mut plan.added), std::mem::take(&mut plan.updated));
        self.joined.take(added, updated, is_last);
        if let Some(slot) = self.plans.get_mut(place) {
            *slot = Some(plan);
        }
        is_last
    }

    /// Returns the plans; of the tables that have been looked through, if not all is done.
    pub fn finish(self) -> BatchPlan {
        let mut plans: Vec<Plan> = self.plans.into_iter().flatten().collect();
        note_renamed(&mut plans);
        BatchPlan { plans, joined: self.joined }
    }
}

impl BatchPlan {
    /// Returns how many rows the change will write.
    pub fn rows_to_write(&self) -> usize {
        self.plans.iter().map(Plan::rows_to_write).sum()
    }

    /// Returns the one change that writes what all tables say; it fits the book that they were planned for.
    pub fn change(&self, env: &mut Env) -> Change {
        let label = Label::ImportedTable { rows: self.rows_to_write() };
        Change {
            added: self.joined.added.clone(),
            updated: self.joined.updated.clone(),
            ..Change::new(env.ids.draw(), env.now, env.person, label)
        }
    }
}

/// Returns the name that an update takes from a customer, and which one that is.
fn renamed(update: &Update) -> Option<(String, CustomerId)> {
    let name = update.fields.iter().find(|field| update.kind == Kind::Customer && field.field == "name")?;
    Some((name.before.as_str()?.to_owned(), CustomerId::new(update.id.uuid())))
}

/// Returns the place of a table among others: whoever is named comes before those who name them.
fn rank(layout: Layout) -> usize {
    match layout {
        Layout::Customers => 0,
        Layout::Contacts => 1,
        Layout::Orders => 2,
        Layout::Interactions => 3,
        Layout::NextActions => 4,
        Layout::Needs => 5,
        Layout::Feedback => 6,
        Layout::Files => 7,
    }
}

impl Joined {
    /// Takes what a table adds and alters; of the last one nobody looks for anything any more.
    fn take(&mut self, added: Vec<Record>, updated: Vec<Update>, is_last: bool) {
        let before = self.added.len();
        if before == 0 {
            self.added = added;
        } else {
            self.added.extend(added);
        }
        if !is_last {
            let new = self.added.iter().enumerate().skip(before);
            self.added_at.extend(new.map(|(place, record)| (record.id(), place)));
        }
        for update in updated {
            if let Some(record) = self.added_at.get(&update.id).and_then(|at| self.added.get_mut(*at)) {
                for field in update.fields {
                    // The same values have been set in the book beyond.
                    let set = record.set_field(&field.field, field.after);
                    debug_assert!(set.is_ok(), "{set:?}");
                }
                continue;
            }
            let key = (update.kind, update.id);
            match self.updated_at.get(&key).and_then(|at| self.updated.get_mut(*at)) {
                Some(earlier) => join_fields(earlier, update),
                None => {
                    self.updated_at.insert(key, self.updated.len());
                    self.updated.push(update);
                }
            }
        }
    }
}

/// Returns what two tables make of a field that held `was`: whoever repeats what was there says nothing, so that a value
/// that is corrected in one of them stays so.
fn as_both_say(was: &Value, earlier: &Value, later: Value) -> Value {
    if later == *was {
        return earlier.clone();
    }
    let (Value::Object(first), Value::Object(mut both)) = (earlier, later.clone()) else { return later };
    for (name, value) in first {
        let before = was.get(name);
        if before != Some(value) && both.get(name) == before {
            both.insert(name.clone(), value.clone());
        }
    }
    Value::Object(both)
}

fn join_fields(earlier: &mut Update, later: Update) {
    for field in later.fields {
        match earlier.fields.iter_mut().find(|before| before.field == field.field) {
            Some(before) => before.after = as_both_say(&before.before, &before.after, field.after),
            None => earlier.fields.push(field),
        }
    }
    earlier.fields.retain(|field| field.before != field.after);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_one_table_corrects_another_does_not_put_back_by_repeating_what_was_there() {
        let (was, corrected, other) = (json!("制造业"), json!("软件业"), json!("零售"));
        assert_eq!(as_both_say(&was, &corrected, was.clone()), corrected);
        assert_eq!(as_both_say(&was, &corrected, other.clone()), other, "two that differ: the later");
        assert_eq!(as_both_say(&Value::Null, &corrected, Value::Null), corrected);
        // Master data by its fields.
        let was = json!({ "credit_code": "A", "city": "上海" });
        let first = json!({ "credit_code": "B", "city": "上海" });
        let later = json!({ "credit_code": "A", "city": "北京", "fax": "021" });
        let both = json!({ "credit_code": "B", "city": "北京", "fax": "021" });
        assert_eq!(as_both_say(&was, &first, later), both);
    }
}
