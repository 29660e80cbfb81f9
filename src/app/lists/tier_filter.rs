//! The quick choice of a tier above the customer list.

use crate::app::Standing;
use crate::policy::TierPlace;

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
