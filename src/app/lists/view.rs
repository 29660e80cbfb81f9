//! How a list is arranged, and arrangements that are kept under a name.
//!
//! They are kept among the preferences of the browser, not in the book: they say how one person looks at
//! records, no record refers to them, and a colleague who opens the same file looks in another way. What
//! cannot be read of one is left out: an arrangement is never worth an error.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Column, Fixed, TierFilter};
use crate::model::PersonId;
use crate::policy::{Policy, TierPlace};
use crate::query::Condition;

/// A column that a list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SortKey {
    /// The column.
    pub column: Column,
    /// Whether the largest comes first.
    #[serde(default)]
    pub descending: bool,
}

/// How a list is arranged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// The columns in their order; `None` for those that suit the width of the screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<Column>>,
    /// How many of the first columns stay when the list is moved sideways.
    pub pinned: usize,
    /// What it is sorted by, first to last.
    pub sort: Vec<SortKey>,
    /// What it is grouped by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<Column>,
    /// What a customer must meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<Condition>,
    /// Whether customers are shown of whom it is not known whether they meet it.
    pub unknowns: bool,
    /// Whose customers: everybody's if `None`, nobody's if `Some(None)`.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub owner: Option<Option<PersonId>>,
}

/// Tells `null`, which is nobody, from a field that is not there.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<PersonId>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl Default for View {
    fn default() -> Self {
        Self {
            columns: None,
            pinned: 2,
            sort: vec![SortKey { column: Fixed::Tier.into(), descending: false }],
            group: None,
            filter: None,
            unknowns: false,
            owner: None,
        }
    }
}

impl View {
    /// Returns the columns to show on a screen of that width, in CSS pixels; those that the policy no longer
    /// has are left out.
    pub fn shown(&self, policy: &Policy, width: f64) -> Vec<Column> {
        use Fixed as F;
        let has = |column: &Column| match column {
            Column::Fixed(_) => true,
            Column::Measure(measure) => policy.unit(*measure).is_some(),
            Column::Scheme(id) => policy.scheme(id).is_some_and(|(_, scheme)| !scheme.disabled),
        };
        match &self.columns {
            Some(columns) => columns.iter().filter(|column| has(column)).cloned().collect(),
            None => {
                let narrow = |least: f64| width >= least || width < 640.0;
                let all = [
                    (F::Tier, true),
                    (F::Name, true),
                    (F::Number, narrow(1_100.0)),
                    (F::Industry, width >= 1_300.0),
                    (F::Stage, true),
                    (F::Owner, true),
                    (F::LastContact, narrow(820.0)),
                    (F::Next, true),
                    (F::Amount, true),
                ];
                all.into_iter().filter(|(_, shown)| *shown).map(|(column, _)| column.into()).collect()
            }
        }
    }

    /// Sorts by a column: alone, or after what it is sorted by already. A column that is sorted by turns round.
    pub fn sort_by(&mut self, column: &Column, policy: &Policy, beside: bool) {
        let first = column.starts_descending(policy);
        let before = self.sort.iter().find(|key| key.column == *column).map(|key| key.descending);
        let key = SortKey { column: column.clone(), descending: before.map_or(first, |before| !before) };
        if !beside {
            self.sort = vec![key];
        } else if let Some(own) = self.sort.iter_mut().find(|own| own.column == *column) {
            // The third press lets it go.
            if own.descending == first {
                *own = key;
            } else {
                self.sort.retain(|own| own.column != *column);
            }
        } else {
            self.sort.push(key);
        }
    }

    /// Tells whether it leaves customers out.
    pub fn filters(&self) -> bool {
        self.filter.is_some() || self.owner.is_some()
    }
}

/// An arrangement under a name, with the tier that was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// Its name.
    pub name: String,
    /// The arrangement.
    pub view: View,
    /// The scheme whose tier was chosen, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// The tier's id; `None` for customers without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
}

impl SavedView {
    /// Returns an arrangement under a name.
    pub fn new(name: String, view: View, filter: TierFilter, policy: &Policy) -> Self {
        let scheme = filter.scheme().and_then(|place| policy.schemes.get(usize::from(place)));
        let tier = match filter {
            TierFilter::Only(place) => scheme.and_then(|scheme| scheme.tiers.get(usize::from(place.tier))),
            _ => None,
        };
        Self {
            name,
            view,
            scheme: scheme.map(|scheme| scheme.id.clone()),
            tier: tier.map(|tier| tier.id.clone()),
        }
    }

    /// Returns the tier that was chosen, as the policy has it now.
    pub fn tier(&self, policy: &Policy) -> TierFilter {
        let scheme = self.scheme.as_ref().and_then(|id| policy.scheme(id));
        let Some((place, scheme)) =
            scheme.and_then(|(place, scheme)| Some((u8::try_from(place).ok()?, scheme)))
        else {
            return TierFilter::All;
        };
        match self.tier.as_ref().and_then(|id| scheme.tier_place(id)).and_then(|tier| u8::try_from(tier).ok())
        {
            Some(tier) => TierFilter::Only(TierPlace { scheme: place, tier }),
            None => TierFilter::Undetermined(place),
        }
    }
}

/// Reads the arrangements of the customer list that a browser keeps.
pub fn saved_views(kept: &Value) -> Vec<SavedView> {
    let all = kept.get("views").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    all.iter().filter_map(|one| serde_json::from_value(one.clone()).ok()).collect()
}

/// Returns what a browser keeps with other arrangements; everything else stays.
pub fn with_views(kept: &Value, views: &[SavedView]) -> Value {
    let mut kept = if kept.is_object() { kept.clone() } else { json!({}) };
    if let (Some(object), Ok(views)) = (kept.as_object_mut(), serde_json::to_value(views)) {
        object.insert("views".to_owned(), views);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Metric;
    use crate::query::{Operator, Test};

    #[test]
    fn a_view_is_kept_by_stable_ids_and_read_back() {
        let policy = Policy::default();
        let test = Test { measure: Metric::Nps.into(), operator: Operator::AtLeast, value: Some(9) };
        let view = View {
            columns: Some(vec![Fixed::Name.into(), Column::Measure(Metric::Nps.into())]),
            group: Some(Fixed::Owner.into()),
            filter: Some(Condition::Is(test)),
            owner: Some(None),
            ..View::default()
        };
        let tier = TierFilter::Only(TierPlace { scheme: 0, tier: 1 });
        let saved = SavedView::new("高分".into(), view, tier, &policy);
        let kept = with_views(&json!({"other": 1}), std::slice::from_ref(&saved));
        assert_eq!(kept["other"], 1);
        let read = saved_views(&serde_json::from_str(&kept.to_string()).unwrap());
        assert_eq!(read, [saved]);
        assert_eq!(read[0].tier(&policy), tier);
        let plain: View = serde_json::from_str("{}").unwrap();
        assert_eq!(plain, View::default());
        // One that cannot be read does not take the others with it.
        let damaged = json!({"views": [{"name": 3}, kept["views"][0]]});
        assert_eq!(saved_views(&damaged).len(), 1);
    }

    #[test]
    fn headings_sort_turn_round_and_add_up() {
        let policy = Policy::default();
        let mut view = View::default();
        let (name, amount): (Column, Column) = (Fixed::Name.into(), Fixed::Amount.into());
        let told = |view: &View| {
            view.sort.iter().map(|key| (key.column.to_string(), key.descending)).collect::<Vec<_>>()
        };
        view.sort_by(&amount, &policy, false);
        assert_eq!(told(&view), [("amount".to_owned(), true)]);
        view.sort_by(&amount, &policy, false);
        assert_eq!(told(&view), [("amount".to_owned(), false)]);
        view.sort_by(&name, &policy, true);
        view.sort_by(&name, &policy, true);
        assert_eq!(told(&view), [("amount".to_owned(), false), ("name".to_owned(), true)]);
        view.sort_by(&name, &policy, true);
        assert_eq!(told(&view), [("amount".to_owned(), false)]);
    }

    #[test]
    fn a_narrow_screen_shows_fewer_columns_and_a_phone_all_on_cards() {
        let policy = Policy::default();
        let count = |width: f64| View::default().shown(&policy, width).len();
        assert!(
            count(1_440.0) > count(1_200.0) && count(1_200.0) > count(900.0) && count(900.0) > count(768.0)
        );
        assert_eq!(count(390.0), 8);
    }
}
