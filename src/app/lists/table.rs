//! The customer list at any size: what is worked out of a book stays until the book changes, so that a
//! keystroke only looks through what is there.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use super::{Column, Row, SortKey, TierFilter, View};
use crate::app::Desk;
use crate::listing::{By, Group, Keys, Total, groups, sort};
use crate::model::CustomerId;
use crate::order;
use crate::query::{Condition, Needle, Truth};
use crate::text::Language;

/// What is chosen above the list, beside its arrangement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quick {
    /// What was typed.
    pub typed: String,
    /// Which tier.
    pub tier: TierFilter,
    /// The keys of the groups that are folded.
    pub folded: BTreeSet<String>,
}

/// One line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The heading of a group, by its place among them.
    Group(usize),
    /// A customer.
    Customer(CustomerId),
}

/// The heading of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupLine {
    /// What tells it from others, whatever the language and the names are.
    pub key: String,
    /// What its customers have in common; empty where it is not known.
    pub title: String,
    /// How many there are.
    pub count: usize,
    /// What columns come to.
    pub totals: Vec<(Column, Total)>,
    /// Whether its customers are not shown.
    pub is_folded: bool,
}

/// The list as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// The lines, top to bottom.
    pub lines: Vec<Line>,
    /// The customers in their order, those of folded groups too.
    pub customers: Vec<CustomerId>,
    /// The headings of groups.
    pub groups: Vec<GroupLine>,
    /// What columns come to.
    pub totals: Vec<(Column, Total)>,
    /// Of how many it is not known whether they meet the condition.
    pub undecided: usize,
}

/// The customer list, with everything about it that is worked out once for a state of the book.
#[derive(Debug, Default)]
pub struct CustomerTable {
    stamp: Option<u64>,
    rows: Vec<CustomerId>,
    keys: HashMap<Column, Keys>,
    sorted: Option<(Vec<SortKey>, Option<Column>, Vec<u32>)>,
    judged: Option<(Condition, Vec<Truth>)>,
    /// Where the rows stand in the index, and how many it had noted then.
    places: Option<(usize, Vec<u32>)>,
    /// Which rows hold what was typed last: whoever types on looks among them alone.
    found: Option<Found>,
}

/// Which rows hold what was typed.
#[derive(Debug)]
struct Found {
    needle: Needle,
    /// Whether Chinese was found by its spelling, too.
    is_spelled: bool,
    rows: Vec<bool>,
}

impl CustomerTable {
    /// Takes over the state of the book; `stamp` tells it from others.
    pub fn refresh(&mut self, desk: &Desk, stamp: u64) {
        if self.stamp == Some(stamp) {
            return;
        }
        let mut rows: Vec<CustomerId> = desk.standings().map(|(customer, _)| customer.id).collect();
        order::by(&mut rows, Ord::cmp);
        *self = Self { stamp: Some(stamp), rows, ..Self::default() };
    }

    /// Judges up to `most` more customers by the condition of an arrangement; returns how many are left.
    pub fn judge(&mut self, desk: &Desk, view: &View, most: usize) -> usize {
        let Some(condition) = &view.filter else { return 0 };
        if self.judged.as_ref().is_none_or(|(judged, _)| judged != condition) {
            self.judged = Some((condition.clone(), Vec::with_capacity(self.rows.len())));
        }
        let Some((_, truths)) = &mut self.judged else { return 0 };
        let yardstick = desk.yardstick();
        for id in self.rows.iter().skip(truths.len()).take(most) {
            let customer = desk.book().customers().get(*id);
            let truth = customer.zip(desk.standing(*id)).map_or(Truth::Unmet, |(customer, standing)| {
                condition.truth(&yardstick.case_in(desk.book(), customer, &standing.tiers))
            });
            truths.push(truth);
        }
        self.rows.len().saturating_sub(truths.len())
    }

    /// Returns the list in an arrangement, with the totals of `columns`. Whoever is not judged yet is not shown.
    pub fn lines(
        &mut self,
        t: Language,
        desk: &Desk,
        view: &View,
        quick: &Quick,
        columns: &[Column],
    ) -> Lines {
        self.sort(desk, view);
        let adding: Vec<&Column> = columns.iter().filter(|column| column.adds_up(desk.policy())).collect();
        adding.iter().for_each(|column| self.prepare(desk, column));
        self.find(desk, &Needle::new(&quick.typed));
        let (shown, undecided) = self.filtered(desk, view, quick);
        let id = |row: &u32| self.rows.get(*row as usize).copied().unwrap_or_default();
        let totals = |rows: &[u32]| -> Vec<(Column, Total)> {
            let total =
                |column: &&Column| Some(((*column).clone(), Total::of(rows, self.keys.get(*column)?)));
            adding.iter().filter_map(total).collect()
        };
        let mut found = Lines {
            customers: shown.iter().map(id).collect(),
            totals: totals(&shown),
            undecided,
            ..Lines::default()
        };
        let by = view.group.as_ref().and_then(|column| Some((column, self.keys.get(column)?)));
        let Some((column, keys)) = by else {
            found.lines = found.customers.iter().copied().map(Line::Customer).collect();
            return found;
        };
        let yardstick = desk.yardstick();
        for Group { rows, .. } in groups(&shown, keys) {
            let rows = shown.get(rows).unwrap_or_default();
            let first = rows.first().map(id).unwrap_or_default();
            let row = desk.book().customers().get(first).zip(desk.standing(first));
            let row = row.map(|(customer, standing)| Row { desk, yardstick: &yardstick, customer, standing });
            let title = row.map(|row| row.group_title(t, column)).unwrap_or_default();
            let key = row.map(|row| row.group_key(column)).unwrap_or_default();
            let is_folded = quick.folded.contains(&key);
            found.lines.push(Line::Group(found.groups.len()));
            if !is_folded {
                found.lines.extend(rows.iter().map(id).map(Line::Customer));
            }
            found.groups.push(GroupLine { key, title, count: rows.len(), totals: totals(rows), is_folded });
        }
        found
    }

    /// Looks for what was typed in every row.
    fn find(&mut self, desk: &Desk, needle: &Needle) {
        let index = desk.index();
        let is_spelled = index.spelling().is_some();
        self.found = self.found.take().filter(|found| found.is_spelled == is_spelled);
        if needle.is_empty() || self.found.as_ref().is_some_and(|found| found.needle == *needle) {
            return;
        }
        if self.places.as_ref().is_none_or(|(noted, _)| *noted != index.noted()) {
            self.places = Some((index.noted(), index.places(&self.rows)));
        }
        let before = self.found.take().filter(|before| needle.goes_on_from(&before.needle));
        let may_be = |row: usize| {
            before.as_ref().is_none_or(|before| before.rows.get(row).copied().unwrap_or_default())
        };
        let places = self.places.iter().flat_map(|(_, places)| places);
        let rows = places.zip(&self.rows).enumerate();
        let found =
            rows.map(|(row, (place, id))| may_be(row) && index.finds_at(desk.book(), (*place, *id), needle));
        let rows = found.collect();
        self.found = Some(Found { needle: needle.clone(), is_spelled, rows });
    }

    /// Returns the sorted rows that are shown, and of how many it is not known whether they should be.
    fn filtered(&self, desk: &Desk, view: &View, quick: &Quick) -> (Vec<u32>, usize) {
        let found = self.found.as_ref().filter(|_| !quick.typed.trim().is_empty()).map(|found| &found.rows);
        let mut undecided = 0;
        let sorted = self.sorted.as_ref().map(|(_, _, rows)| rows.as_slice()).unwrap_or_default();
        let is_shown = |row: &u32| {
            let Some(id) = self.rows.get(*row as usize) else { return false };
            if found.is_some_and(|found| !found.get(*row as usize).copied().unwrap_or_default()) {
                return false;
            }
            let is_owned = view.owner.is_none_or(|owner| {
                desk.book().customers().get(*id).is_some_and(|customer| customer.owner == owner)
            });
            let is_asked = is_owned
                && (quick.tier == TierFilter::default()
                    || desk.standing(*id).is_some_and(|standing| quick.tier.holds(standing)));
            if !is_asked || view.filter.is_none() {
                return is_asked;
            }
            match self.judged.as_ref().and_then(|(_, truths)| truths.get(*row as usize)) {
                Some(Truth::Met) => true,
                Some(Truth::Unknown) => {
                    undecided += 1;
                    view.unknowns
                }
                Some(Truth::Unmet) | None => false,
            }
        };
        let shown = sorted.iter().copied().filter(is_shown).collect();
        (shown, undecided)
    }

    fn sort(&mut self, desk: &Desk, view: &View) {
        let wanted = (&view.sort, &view.group);
        if self.sorted.as_ref().is_some_and(|(by, group, _)| (by, group) == wanted) {
            return;
        }
        let policy = desk.policy();
        let own = view.group.as_ref().map(|column| {
            let chosen = view.sort.iter().find(|key| key.column == *column);
            let descending = chosen.map_or_else(|| column.starts_descending(policy), |key| key.descending);
            SortKey { column: column.clone(), descending }
        });
        // The larger customer first where nothing else decides.
        let last = SortKey { column: super::Fixed::Amount.into(), descending: true };
        let all: Vec<SortKey> = own.into_iter().chain(view.sort.iter().cloned()).chain([last]).collect();
        all.iter().for_each(|key| self.prepare(desk, &key.column));
        let by: Vec<By<'_>> = all
            .iter()
            .filter_map(|key| Some(By { keys: self.keys.get(&key.column)?, descending: key.descending }))
            .collect();
        let mut rows: Vec<u32> = (0..u32::try_from(self.rows.len()).unwrap_or(u32::MAX)).collect();
        sort(&mut rows, &by);
        self.sorted = Some((view.sort.clone(), view.group.clone(), rows));
    }

    /// Makes the keys of a column, unless they are there.
    fn prepare(&mut self, desk: &Desk, column: &Column) {
        if self.keys.contains_key(column) {
            return;
        }
        let yardstick = desk.yardstick();
        let each = || {
            self.rows.iter().map(|id| {
                let customer = desk.book().customers().get(*id)?;
                Some(Row { desk, yardstick: &yardstick, customer, standing: desk.standing(*id)? })
            })
        };
        let is_text = each().flatten().next().is_some_and(|row| row.text(column).is_some());
        let keys = if is_text {
            let texts: Vec<_> =
                each().map(|row| row.and_then(|row| row.text(column)).unwrap_or_default()).collect();
            let compare = |one: &str, other: &str| match desk.spelling() {
                Some(spelling) => spelling.compare(one, other),
                None => one.cmp(other),
            };
            let compare: &dyn Fn(&str, &str) -> Ordering = &compare;
            Keys::of_texts(texts.iter().map(|text| &**text), compare)
        } else {
            Keys::of_numbers(each().map(|row| row.and_then(|row| row.number(column))))
        };
        self.keys.insert(column.clone(), keys);
    }
}
