//! The last changes of the open book, for those who act on what they saw a while ago.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::Value;

use crate::book::{Change, Overridden};
use crate::model::RecordId;

/// How many changes are kept.
const KEPT: usize = 500;

/// The last changes, and which of them were made here.
#[derive(Debug, Clone, Default)]
pub struct Recent {
    /// How many there have been.
    noted: u64,
    changes: VecDeque<(Arc<Change>, bool)>,
}

impl Recent {
    /// Notes a change, made here or elsewhere.
    pub fn note(&mut self, change: Arc<Change>, is_own: bool) {
        self.noted += 1;
        self.changes.push_back((change, is_own));
        if self.changes.len() > KEPT {
            self.changes.pop_front();
        }
    }

    /// Returns how many changes there have been: what [`Recent::since`] counts from.
    pub fn noted(&self) -> u64 {
        self.noted
    }

    /// Returns the changes since there were `noted`, oldest first, as far as they are kept.
    pub fn since(&self, noted: u64) -> impl Iterator<Item = &Change> + Clone {
        let wanted = usize::try_from(self.noted.saturating_sub(noted)).unwrap_or(usize::MAX);
        let skipped = self.changes.len().saturating_sub(wanted);
        self.changes.iter().skip(skipped).map(|(change, _)| &**change)
    }

    /// Tells whether an overridden value was set here.
    pub fn is_own(&self, overridden: &Overridden) -> bool {
        let set = self
            .changes
            .iter()
            .rev()
            .filter(|(_, is_own)| *is_own)
            .find_map(|(change, _)| value_set(change, overridden.id, &overridden.field));
        set == Some(&overridden.earlier)
    }
}

fn value_set<'a>(change: &'a Change, id: RecordId, name: &str) -> Option<&'a Value> {
    let updates = change.updated.iter().filter(|update| update.id == id);
    let mut fields = updates.flat_map(|update| &update.fields);
    fields.find(|field| field.field == name).map(|field| &field.after)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::book::{Label, Update};
    use crate::model::{ChangeId, FieldChange, Id, Instant, Kind};
    use uuid::Uuid;

    fn change(number: u128, value: &str) -> Arc<Change> {
        let id = ChangeId::new(Uuid::from_u128(number));
        let mut change = Change::new(id, Instant::from_millis(0), None, Label::AddedSample);
        let fields = vec![FieldChange { field: "remark".into(), before: Value::Null, after: json!(value) }];
        change.updated.push(Update { kind: Kind::Customer, id: RecordId::new(Uuid::nil()), fields });
        Arc::new(change)
    }

    #[test]
    fn what_came_since_is_told_oldest_first() {
        let mut recent = Recent::default();
        recent.note(change(1, "甲"), true);
        let noted = recent.noted();
        recent.note(change(2, "乙"), false);
        recent.note(change(3, "丙"), true);
        let since: Vec<_> = recent.since(noted).map(|change| change.id.uuid().as_u128()).collect();
        assert_eq!(since, [2, 3]);
        assert_eq!(recent.since(recent.noted()).count(), 0);
        for number in 0..2 * KEPT as u128 {
            recent.note(change(number, "丁"), false);
        }
        assert_eq!(recent.since(0).count(), KEPT);
    }

    #[test]
    fn a_value_is_own_while_it_is_the_last_one_set_here() {
        let lost = |earlier: &str| Overridden {
            kind: Kind::Customer,
            id: RecordId::new(Uuid::nil()),
            field: "remark".into(),
            earlier: json!(earlier),
            later: json!("乙"),
        };
        let mut recent = Recent::default();
        recent.note(change(1, "甲"), false);
        assert!(!recent.is_own(&lost("甲")));
        recent.note(change(2, "甲"), true);
        assert!(recent.is_own(&lost("甲")));
        recent.note(change(3, "丙"), true);
        assert!(!recent.is_own(&lost("甲")));
    }
}
