//! How customers are spread over the tiers.

use crate::policy::Tier;
use crate::tiering::Outcome;

use super::Desk;

/// One tier's customers; `tier` is `None` for the undetermined ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierShare {
    /// The tier.
    pub tier: Option<Tier>,
    /// How many customers are in it.
    pub count: usize,
    /// How many of them only likely, because inputs are missing.
    pub uncertain: usize,
    /// Their cumulative amount, in fen.
    pub amount_fen: i64,
}

/// Returns every tier's share, best first, the undetermined last; the counts sum to all customers.
pub fn distribution(desk: &Desk) -> Vec<TierShare> {
    let tiers = Tier::ALL.iter().copied().map(Some).chain([None]);
    let mut shares: Vec<TierShare> =
        tiers.map(|tier| TierShare { tier, count: 0, uncertain: 0, amount_fen: 0 }).collect();
    for (_, standing) in desk.standings() {
        let (tier, certain) = match standing.outcome {
            Outcome::Certain(tier) => (Some(tier), true),
            Outcome::Between { likely, .. } => (Some(likely), false),
            Outcome::Undetermined => (None, true),
        };
        if let Some(share) = shares.iter_mut().find(|share| share.tier == tier) {
            share.count += 1;
            share.uncertain += usize::from(!certain);
            share.amount_fen = share.amount_fen.saturating_add(standing.amount.unwrap_or(0));
        }
    }
    shares
}
