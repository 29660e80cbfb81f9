//! The customer list: filtered by words and tier, sorted by a column.

use std::cmp::Ordering;

use crate::model::{Customer, CustomerId};
use crate::order;
use crate::policy::TierPlace;
use crate::query::Needle;

use super::{Desk, Standing};

/// A column that the list can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub enum Column {
    #[default]
    Tier,
    Number,
    Name,
    Industry,
    Stage,
    Owner,
    LastContact,
    Next,
    Amount,
}

/// Which tier is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TierFilter {
    /// Every customer.
    #[default]
    All,
    /// Customers whose tier in that scheme, certain, likely or set, is this.
    Only(TierPlace),
    /// Customers whose tier in the scheme at that place is not determined at all.
    Undetermined(u8),
}

/// What is shown of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomersFilter {
    /// What was typed.
    pub typed: String,
    /// Which tier.
    pub tier: TierFilter,
    /// The column to sort by.
    pub column: Column,
    /// Whether the order is turned round.
    pub reversed: bool,
}

impl TierFilter {
    /// Returns the place of the scheme that it speaks of.
    pub fn scheme(self) -> Option<u8> {
        match self {
            Self::All => None,
            Self::Only(tier) => Some(tier.scheme),
            Self::Undetermined(scheme) => Some(scheme),
        }
    }

    /// Tells whether a customer is shown.
    pub fn holds(self, standing: &Standing) -> bool {
        let tier = |scheme: u8| standing.tier(usize::from(scheme)).tier();
        match self {
            Self::All => true,
            Self::Only(place) => tier(place.scheme) == Some(place.tier),
            Self::Undetermined(scheme) => tier(scheme).is_none(),
        }
    }
}

/// Returns the customers to show, in order. Unknown values come last in either direction.
pub fn customers(desk: &Desk, filter: &CustomersFilter) -> Vec<CustomerId> {
    let needle = Needle::new(&filter.typed);
    let mut rows: Vec<(&Customer, &Standing)> = desk
        .standings()
        .filter(|(_, standing)| filter.tier.holds(standing))
        .filter(|(customer, _)| needle.is_empty() || needle.finds(desk.book(), customer))
        .collect();
    let owner_name = |customer: &Customer| {
        customer.owner.and_then(|owner| desk.book().people().get(owner)).map(|person| person.name.as_str())
    };
    let turned = |ordering: Ordering| if filter.reversed { ordering.reverse() } else { ordering };
    order::by(&mut rows, |(a, x), (b, y)| {
        let by_column = match filter.column {
            Column::Tier => turned(rank(x).cmp(&rank(y))),
            Column::Number => known(
                Some(&a.number).filter(|n| !n.is_empty()),
                Some(&b.number).filter(|n| !n.is_empty()),
                turned,
            ),
            Column::Name => turned(a.name.cmp(&b.name)),
            Column::Industry => known(
                Some(&a.industry).filter(|i| !i.is_empty()),
                Some(&b.industry).filter(|i| !i.is_empty()),
                turned,
            ),
            Column::Stage => known(a.stage, b.stage, turned),
            Column::Owner => known(owner_name(a), owner_name(b), turned),
            Column::LastContact => {
                known(x.last_contact, y.last_contact, |ordering| turned(ordering.reverse()))
            }
            Column::Next => turned(lateness(y).cmp(&lateness(x))),
            Column::Amount => known(x.amount, y.amount, |ordering| turned(ordering.reverse())),
        };
        by_column
            .then_with(|| y.amount.cmp(&x.amount))
            .then_with(|| a.name.cmp(&b.name))
            .then_with(|| a.id.cmp(&b.id))
    });
    rows.into_iter().map(|(customer, _)| customer.id).collect()
}

/// The scheme that governs by its place in the order, then the best tier first; undetermined last.
fn rank(standing: &Standing) -> (usize, usize) {
    (standing.governed_by.unwrap_or(usize::MAX), standing.outcome().tier().map_or(usize::MAX, usize::from))
}

fn lateness(standing: &Standing) -> i64 {
    standing.most_pressing().map_or(i64::MIN, |obligation| obligation.lateness())
}

fn known<T: Ord>(a: Option<T>, b: Option<T>, turned: impl Fn(Ordering) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => turned(a.cmp(&b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
