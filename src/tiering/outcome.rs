//! The tier that a customer comes to in one scheme.

/// The place of a tier among its scheme's, 0 for the best.
pub type Rank = u8;

/// The tier that the facts lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Every input that could matter is known.
    Certain(Rank),
    /// Missing inputs leave it open between two tiers; `likely` is where the known inputs point.
    Between {
        /// The best that it can be.
        best: Rank,
        /// The worst that it can be.
        worst: Rank,
        /// Where the known inputs point.
        likely: Rank,
    },
    /// A person set it, for now (see [`crate::model::TierOverride`]).
    Set(Rank),
    /// What is known does not tell, or no rule fits.
    Undetermined,
}

impl Outcome {
    /// Returns the tier to act on: the certain, set or likely one, `None` while undetermined.
    pub fn tier(self) -> Option<Rank> {
        match self {
            Self::Certain(tier) | Self::Set(tier) | Self::Between { likely: tier, .. } => Some(tier),
            Self::Undetermined => None,
        }
    }

    /// Returns every tier that it can be; none while undetermined.
    pub fn possible(self) -> std::ops::RangeInclusive<Rank> {
        match self {
            Self::Certain(tier) | Self::Set(tier) => tier..=tier,
            Self::Between { best, worst, .. } => best..=worst,
            #[allow(clippy::reversed_empty_ranges)]
            Self::Undetermined => 1..=0,
        }
    }

    /// Returns the outcome of a decided tier, where those in `open` are possible as well.
    pub fn of(decided: Option<Rank>, open: impl Iterator<Item = Rank>) -> Self {
        let Some(likely) = decided else { return Self::Undetermined };
        let (best, worst) =
            open.fold((likely, likely), |(best, worst), tier| (best.min(tier), worst.max(tier)));
        if best == worst { Self::Certain(likely) } else { Self::Between { best, worst, likely } }
    }
}
