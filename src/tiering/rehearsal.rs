//! What a draft of the policy would do: who moves from where to where, and how the work changes (D5).

use crate::model::{CustomerId, PersonId};
use crate::order;
use crate::policy::{Policy, Scheme, TierPlace};

use super::{Outcome, Rank};

/// What a draft would do to the customers noted so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rehearsal {
    /// For each scheme of the draft that the policy in force has too, by its place in the draft.
    pub schemes: Vec<Matrix>,
    /// Whom another tier would govern.
    pub governed: Vec<CustomerId>,
    /// Contacts per week by owner, before and after; customers without an owner under `None`.
    pub loads: Vec<Load>,
}

/// From where to where in one scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// The scheme's place in the draft.
    pub scheme: usize,
    /// The scheme's place in the policy in force.
    pub was: usize,
    /// Every cell that is not empty.
    pub cells: Vec<Cell>,
}

/// The customers that go from one tier to another; `None` is undetermined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The tier in the policy in force.
    pub from: Option<Rank>,
    /// The tier in the draft.
    pub to: Option<Rank>,
    /// Who.
    pub customers: Vec<CustomerId>,
}

/// One person's contacts per week, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Who; `None` for customers without an owner.
    pub owner: Option<PersonId>,
    /// Under the policy in force.
    pub before: i64,
    /// Under the draft.
    pub after: i64,
}

/// Where a customer stands in one policy.
#[derive(Debug, Clone, Copy)]
pub struct Stand<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// The tier in each of its schemes.
    pub outcomes: &'a [Outcome],
    /// The governing tier.
    pub governing: TierPlace,
}

impl Rehearsal {
    /// Returns an empty rehearsal of `draft` against `policy`.
    pub fn of(policy: &Policy, draft: &Policy) -> Self {
        let both = draft.schemes.iter().enumerate().filter_map(|(place, scheme)| {
            let (was, _) = policy.scheme(&scheme.id)?;
            Some(Matrix { scheme: place, was, cells: Vec::new() })
        });
        Self { schemes: both.collect(), governed: Vec::new(), loads: Vec::new() }
    }

    /// Notes one customer.
    pub fn note(
        &mut self,
        customer: CustomerId,
        owner: Option<PersonId>,
        before: Stand<'_>,
        after: Stand<'_>,
    ) {
        for matrix in &mut self.schemes {
            let tier =
                |stand: Stand<'_>, place: usize| stand.outcomes.get(place).and_then(|outcome| outcome.tier());
            let (from, to) = (tier(before, matrix.was), tier(after, matrix.scheme));
            match matrix.cells.iter_mut().find(|cell| (cell.from, cell.to) == (from, to)) {
                Some(cell) => cell.customers.push(customer),
                None => matrix.cells.push(Cell { from, to, customers: vec![customer] }),
            }
        }
        if names(before) != names(after) {
            self.governed.push(customer);
        }
        let place = self.loads.iter().position(|load| load.owner == owner).unwrap_or_else(|| {
            self.loads.push(Load { owner, before: 0, after: 0 });
            self.loads.len() - 1
        });
        if let Some(load) = self.loads.get_mut(place) {
            load.before += weekly(before);
            load.after += weekly(after);
        }
    }

    /// Brings everything into order: cells by tier, people by how much their work changes.
    pub fn finish(&mut self) {
        for matrix in &mut self.schemes {
            let last = |tier: Option<Rank>| tier.map_or(usize::MAX, usize::from);
            order::by_key(&mut matrix.cells, |cell| (last(cell.from), last(cell.to)));
        }
        order::by_key(&mut self.loads, |load| -(load.after - load.before).abs());
    }
}

impl Matrix {
    /// Returns how many customers move.
    pub fn moved(&self) -> usize {
        self.cells.iter().filter(|cell| cell.from != cell.to).map(|cell| cell.customers.len()).sum()
    }

    /// Returns the customers in a cell.
    pub fn cell(&self, from: Option<Rank>, to: Option<Rank>) -> &[CustomerId] {
        let found = self.cells.iter().find(|cell| (cell.from, cell.to) == (from, to));
        found.map(|cell| cell.customers.as_slice()).unwrap_or_default()
    }
}

/// Returns the stored ids of the governing scheme and tier.
fn names(stand: Stand<'_>) -> (Option<&str>, Option<&str>) {
    let scheme = stand.policy.scheme_at(stand.governing).map(|scheme| scheme.id.as_str());
    (scheme, stand.policy.tier(stand.governing).map(|tier| tier.id.as_str()))
}

/// Returns for each scheme of a draft the place of the scheme in `policy` that gives every customer the same tier,
/// because nothing that could matter was altered; `None` where it has to be worked out.
pub fn unaltered(policy: &Policy, draft: &Policy) -> Vec<Option<usize>> {
    let mut same = vec![None; draft.schemes.len()];
    if (&policy.presumed, &policy.fields) != (&draft.presumed, &draft.fields) {
        return same;
    }
    for place in draft.sequence().unwrap_or_default() {
        let Some(scheme) = draft.schemes.get(place) else { continue };
        let Some((was, before)) = policy.scheme(&scheme.id) else { continue };
        let ids = |scheme: &Scheme| scheme.tiers.iter().map(|tier| tier.id.clone()).collect::<Vec<_>>();
        let mut is_same = (&before.grading, &before.hold, before.disabled)
            == (&scheme.grading, &scheme.hold, scheme.disabled)
            && ids(before) == ids(scheme);
        scheme.names(&mut |asked| {
            let other = draft.scheme(&asked.scheme).and_then(|(other, _)| *same.get(other)?);
            is_same &= other.is_some();
        });
        if let Some(slot) = same.get_mut(place) {
            *slot = is_same.then_some(was);
        }
    }
    same
}

/// Contacts per week that the governing tier asks for, in thousandths.
fn weekly(stand: Stand<'_>) -> i64 {
    let rules = stand.policy.tier(stand.governing).map(|tier| tier.rules.as_slice()).unwrap_or_default();
    rules.iter().map(|rule| 7_000 / rule.schedule.interval_days().max(1)).sum()
}
