//! Customers that look renamed: in one of several tables of customers stands a name that no other has, and in its place
//! one is missing that all the others have. It may as well be somebody new, so the user is told, not overruled.

use std::collections::{BTreeSet, HashMap};

use super::{Fate, Plan, RowNote};
use crate::exchange::layout::Layout;

/// More names than this are missing from a table that only has some of the customers.
const MOST: usize = 3;

/// Notes with each new customer of one table alone whom of the others it may be.
pub(super) fn note_renamed(plans: &mut [Plan]) {
    let tables: Vec<usize> = (0..plans.len())
        .filter(|place| {
            plans.get(*place).is_some_and(|plan| plan.layout == Layout::Customers && !plan.rows.is_empty())
        })
        .collect();
    if tables.len() < 2 {
        return;
    }
    // Which tables have a name, and whether the book has it.
    let mut names: HashMap<String, (BTreeSet<usize>, bool)> = HashMap::new();
    for place in &tables {
        for row in plans.get(*place).iter().flat_map(|plan| &plan.rows) {
            let (named_in, is_known) = names.entry(row.title.clone()).or_default();
            named_in.insert(*place);
            *is_known |= matches!(row.fate, Fate::Same | Fate::Update);
        }
    }
    for place in tables.iter().copied() {
        let is_elsewhere = |(_, (named_in, _)): &(&String, &(BTreeSet<usize>, bool))| {
            !named_in.contains(&place) && named_in.len() + 1 == tables.len()
        };
        // What the book lacks as well is only missed by a table that has most of the others.
        let lacking = names.iter().filter(is_elsewhere).count();
        let shared = names.values().filter(|(named_in, _)| named_in.len() == tables.len()).count();
        let is_near = shared >= 2 * lacking;
        let is_elsewhere =
            |one: &(&String, &(BTreeSet<usize>, bool))| is_elsewhere(one) && (one.1.1 || is_near);
        let mut missing: Vec<String> =
            names.iter().filter(is_elsewhere).map(|(name, _)| name.clone()).take(MOST + 1).collect();
        if missing.is_empty() || missing.len() > MOST {
            continue;
        }
        crate::order::by(&mut missing, Ord::cmp);
        let Some(plan) = plans.get_mut(place) else { continue };
        for row in plan.rows.iter_mut().filter(|row| row.fate == Fate::New) {
            if names.get(&row.title).is_some_and(|(named_in, _)| named_in.len() == 1) {
                row.notes.push(RowNote::PerhapsRenamed { names: missing.clone() });
            }
        }
    }
}
