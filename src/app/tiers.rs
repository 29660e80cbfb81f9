//! How customers are spread over the tiers of a scheme, with the effort spent on them (A2.16).

use crate::tiering::{Outcome, Rank};

use super::Desk;

/// One tier's customers; `tier` is `None` for the undetermined ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierShare {
    /// The tier.
    pub tier: Option<Rank>,
    /// How many customers are in it.
    pub count: usize,
    /// How many of them only likely, because inputs are missing.
    pub uncertain: usize,
    /// How many of them were set by hand.
    pub by_hand: usize,
    /// Their cumulative amount, in fen.
    pub amount_fen: i64,
    /// Their amount of the last 12 months, in fen.
    pub amount_12_fen: i64,
    /// Our contacts with them in the last 12 months: the effort.
    pub contacts_12: i64,
}

/// Returns every tier's share in a scheme, best first, the undetermined last; the counts sum to all customers.
pub fn distribution(desk: &Desk, scheme: usize) -> Vec<TierShare> {
    let tiers = desk.policy().schemes.get(scheme).map_or(0, |scheme| scheme.tiers.len());
    let ranks = (0..tiers).filter_map(|tier| Rank::try_from(tier).ok()).map(Some).chain([None]);
    let mut shares: Vec<TierShare> = ranks
        .map(|tier| TierShare {
            tier,
            count: 0,
            uncertain: 0,
            by_hand: 0,
            amount_fen: 0,
            amount_12_fen: 0,
            contacts_12: 0,
        })
        .collect();
    for (_, standing) in desk.standings() {
        let outcome = standing.tier(scheme);
        if let Some(share) = shares.iter_mut().find(|share| share.tier == outcome.tier()) {
            share.count += 1;
            share.uncertain += usize::from(matches!(outcome, Outcome::Between { .. }));
            share.by_hand += usize::from(matches!(outcome, Outcome::Set(_)));
            share.amount_fen = share.amount_fen.saturating_add(standing.amount.get().unwrap_or(0));
            share.amount_12_fen = share.amount_12_fen.saturating_add(standing.amount_12.get().unwrap_or(0));
            share.contacts_12 += i64::from(standing.contacts_12);
        }
    }
    shares
}

/// How service is spread against value (A2.16).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// 大锅饭: the best class gets hardly more effort for each customer than the last.
    Equal,
    /// 倒置: a worse class gets more effort for each customer than a better one.
    Inverted {
        /// The better class.
        better: Rank,
        /// The worse one, which gets more.
        worse: Rank,
    },
}

/// Returns the warning that the spread of effort calls for, if it calls for one.
pub fn service(shares: &[TierShare]) -> Option<Service> {
    // Contacts for each customer, in hundredths; classes without customers say nothing.
    let each: Vec<(Rank, i64)> = shares
        .iter()
        .filter_map(|share| {
            let count = i64::try_from(share.count).ok().filter(|count| *count > 0)?;
            Some((share.tier?, share.contacts_12 * 100 / count))
        })
        .collect();
    for (place, (better, effort)) in each.iter().enumerate() {
        if let Some((worse, _)) = each.iter().skip(place + 1).find(|(_, other)| other > effort) {
            return Some(Service::Inverted { better: *better, worse: *worse });
        }
    }
    let (first, last) = (each.first()?.1, each.last()?.1);
    // Less than half as much again is hardly more (ours: the handbook gives no figure).
    (each.len() > 1 && first * 2 < last * 3).then_some(Service::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(contacts: &[(usize, i64)]) -> Vec<TierShare> {
        let share = |(tier, (count, contacts_12)): (usize, &(usize, i64))| TierShare {
            tier: Some(tier as Rank),
            count: *count,
            uncertain: 0,
            by_hand: 0,
            amount_fen: 0,
            amount_12_fen: 0,
            contacts_12: *contacts_12,
        };
        contacts.iter().enumerate().map(share).collect()
    }

    #[test]
    fn a2_16_equal_and_inverted_service_are_warned_of() {
        assert_eq!(service(&shares(&[(10, 200), (20, 200), (70, 140)])), None);
        assert_eq!(service(&shares(&[(10, 120), (20, 220), (70, 700)])), Some(Service::Equal));
        assert_eq!(
            service(&shares(&[(10, 50), (20, 40), (70, 700)])),
            Some(Service::Inverted { better: 0, worse: 2 })
        );
        assert_eq!(service(&shares(&[(10, 50)])), None);
        assert_eq!(service(&[]), None);
    }
}
