//! What the sample is steered by: eleven stories, each with how many customers live it and what their
//! figures look like. Tune tiers and due lists here.
//!
//! Figures are drawn from ranges that lie within one tier of the default policy, best and worst draw
//! alike; `tests/sample.rs` holds the book against that policy.

use crate::model::{Channel, OwnerRole, Stage, ValueBand};

/// How many stories there are; the word lists have one entry for each.
pub(super) const STORIES: usize = 11;

/// Where a customer stands in its cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    Overdue,
    Due,
    Open,
    /// Contacted to the monthly cap already.
    Capped,
    Never,
    NotYet,
}

/// How often customers of a tier are contacted: as in the default policy, which a test compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rhythm {
    /// Months from one contact to the next; visits every month are on a fixed day (A0.19).
    pub(super) months: i32,
    /// How many days early a contact may be.
    pub(super) early: i64,
    /// How many days late it may be.
    pub(super) late: i64,
    /// How many days late it is in the sample at most, give or take a weekend.
    pub(super) latest: i64,
}

impl Rhythm {
    const MONTHLY: Self = Self { months: 1, early: 14, late: 5, latest: 12 };
    const QUARTERLY: Self = Self { months: 3, early: 30, late: 14, latest: 45 };
    const HALF_YEARLY: Self = Self { months: 6, early: 45, late: 21, latest: 60 };
    const YEARLY: Self = Self { months: 12, early: 270, late: 30, latest: 70 };

    /// Tells whether it is on an agreed day of the month.
    pub(super) fn is_fixed(self) -> bool {
        self == Self::MONTHLY
    }
}

/// One kind of customer. Ages are days before today; ranges include both ends.
pub(super) struct Story {
    /// How many of the sample's customers live it.
    pub(super) count: usize,
    /// How long ago they came into the book.
    pub(super) registered: (i64, i64),
    /// How many months ago cooperation began; none before the first order.
    pub(super) since_months: Option<(i64, i64)>,
    /// What all orders come to, in yuan.
    pub(super) total: (i64, i64),
    /// Days between orders, before the last six months and in them.
    pub(super) order_gaps: Option<(i64, i64)>,
    /// The age before which the last order lies.
    pub(super) last_order: i64,
    /// Growth, expansion, fit, complaint handling: lowest and highest rating.
    pub(super) ratings: Option<[(i64, i64); 4]>,
    /// Whether their figures are only stated, as after an import of a table.
    pub(super) is_stated: bool,
    /// How many others each of them referred, in turn.
    pub(super) referrals: &'static [u8],
    /// The rhythm of their tier.
    pub(super) rhythm: Rhythm,
    /// How many are overdue, due, open, at their cap and never contacted; the rest is not yet open.
    pub(super) paces: [(Pace, usize); 5],
    /// Days between main contacts.
    pub(super) contact_gap: i64,
    /// How many main contacts in a hundred have a side contact before them.
    pub(super) side_percent: u64,
    /// The channels of main contacts; the newest contact is by the first.
    pub(super) channels: &'static [Channel],
    pub(super) stages: &'static [Stage],
    pub(super) owners: &'static [OwnerRole],
    pub(super) band: Option<ValueBand>,
}

const fn paces(overdue: usize, due: usize, open: usize, capped: usize, never: usize) -> [(Pace, usize); 5] {
    [
        (Pace::Overdue, overdue),
        (Pace::Due, due),
        (Pace::Open, open),
        (Pace::Capped, capped),
        (Pace::Never, never),
    ]
}

impl Story {
    /// Returns where the story's `nth` customer stands.
    pub(super) fn pace(&self, nth: usize) -> Pace {
        let mut left = nth;
        for (pace, count) in self.paces {
            if left < count {
                return pace;
            }
            left -= count;
        }
        Pace::NotYet
    }
}

/// The story that the others are written against: steady small orders, tier B.
const STEADY: Story = Story {
    count: 39,
    registered: (240, 725),
    since_months: Some((26, 84)),
    total: (130_000, 260_000),
    order_gaps: Some((92, 92)),
    last_order: 3,
    ratings: Some([(2, 3), (2, 3), (3, 4), (3, 4)]),
    is_stated: false,
    referrals: &[0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    rhythm: Rhythm::HALF_YEARLY,
    paces: paces(4, 4, 8, 0, 0),
    contact_gap: 120,
    side_percent: 40,
    channels: &[Channel::Email, Channel::Call, Channel::Wechat, Channel::Email, Channel::Visit],
    stages: &[Stage::Stable, Stage::Stable, Stage::Stable, Stage::Renewal],
    owners: &[OwnerRole::CustomerSpecialist, OwnerRole::CustomerSpecialist, OwnerRole::Service],
    band: Some(ValueBand::Medium),
};

/// Clear S: large, long, loyal.
const CORE: Story = Story {
    count: 8,
    registered: (700, 728),
    since_months: Some((64, 110)),
    total: (1_300_000, 2_800_000),
    order_gaps: Some((32, 31)),
    ratings: Some([(4, 5), (4, 5), (5, 5), (4, 5)]),
    referrals: &[3, 2, 4],
    rhythm: Rhythm::MONTHLY,
    paces: paces(1, 2, 1, 2, 0),
    contact_gap: 30,
    side_percent: 70,
    channels: &[Channel::Visit, Channel::Call, Channel::Meeting, Channel::Event, Channel::Video],
    stages: &[Stage::Stable, Stage::Renewal],
    owners: &[OwnerRole::SalesDirector, OwnerRole::CustomerSuccess],
    band: Some(ValueBand::High),
    ..STEADY
};

/// All stories, in the order of the word lists.
pub(super) static ALL: [Story; STORIES] = [
    CORE,
    // S that orders less often than half a year ago: a retention plan is due (A0.28).
    Story { count: 1, order_gaps: Some((28, 62)), paces: paces(0, 0, 0, 0, 0), ..CORE },
    // A: orders up by half in six months, plans to expand.
    Story {
        count: 23,
        registered: (310, 690),
        since_months: Some((36, 72)),
        total: (580_000, 880_000),
        order_gaps: Some((58, 30)),
        ratings: Some([(3, 4), (4, 5), (3, 5), (4, 5)]),
        referrals: &[1, 0, 1, 0, 0],
        rhythm: Rhythm::QUARTERLY,
        paces: paces(3, 3, 6, 0, 0),
        contact_gap: 62,
        side_percent: 50,
        channels: &[Channel::Call, Channel::Event, Channel::Visit, Channel::Video, Channel::Meeting],
        stages: &[Stage::Stable, Stage::Signed, Stage::EarlyUse, Stage::Renewal],
        owners: &[OwnerRole::SeniorSales, OwnerRole::SeniorSales, OwnerRole::CustomerSuccess],
        ..STEADY
    },
    STEADY,
    // C: ordered once, long ago.
    Story {
        count: 16,
        registered: (500, 720),
        since_months: Some((14, 24)),
        total: (8_000, 60_000),
        order_gaps: Some((2_000, 2_000)),
        last_order: 370,
        ratings: Some([(2, 3), (1, 3), (2, 3), (3, 4)]),
        referrals: &[],
        rhythm: Rhythm::YEARLY,
        paces: paces(1, 1, 2, 0, 0),
        contact_gap: 190,
        side_percent: 15,
        channels: &[Channel::Broadcast, Channel::Email],
        stages: &[Stage::Stable, Stage::EarlyUse],
        owners: &[OwnerRole::Marketing],
        band: Some(ValueBand::Low),
        ..STEADY
    },
    // C: lost after comparing prices.
    Story {
        count: 7,
        registered: (560, 720),
        since_months: Some((20, 30)),
        total: (40_000, 160_000),
        order_gaps: Some((70, 70)),
        last_order: 380,
        ratings: Some([(2, 3), (1, 2), (2, 3), (1, 3)]),
        referrals: &[],
        rhythm: Rhythm::YEARLY,
        paces: paces(1, 0, 1, 0, 0),
        contact_gap: 90,
        channels: &[Channel::Broadcast, Channel::Call, Channel::Email],
        stages: &[Stage::Lost],
        owners: &[OwnerRole::Marketing, OwnerRole::CustomerSpecialist],
        band: Some(ValueBand::Low),
        ..STEADY
    },
    // Prospects never contacted.
    Story {
        count: 5,
        registered: (2, 16),
        since_months: None,
        order_gaps: None,
        ratings: None,
        referrals: &[],
        rhythm: Rhythm::YEARLY,
        paces: paces(0, 0, 0, 0, 5),
        stages: &[Stage::Potential],
        owners: &[OwnerRole::SeniorSales, OwnerRole::Marketing],
        band: None,
        ..STEADY
    },
    // Prospects in talks.
    Story {
        count: 5,
        registered: (70, 210),
        since_months: None,
        order_gaps: None,
        ratings: Some([(4, 5), (3, 5), (3, 5), (0, 0)]),
        referrals: &[],
        rhythm: Rhythm::YEARLY,
        paces: paces(0, 0, 0, 0, 0),
        contact_gap: 32,
        side_percent: 60,
        channels: &[Channel::Call, Channel::Visit, Channel::Meeting, Channel::Video],
        stages: &[Stage::InTalks],
        owners: &[OwnerRole::SeniorSales],
        band: None,
        ..STEADY
    },
    // Orders, but nobody rated them yet: the tier is a range, likely B.
    Story {
        count: 7,
        registered: (200, 420),
        since_months: Some((26, 50)),
        total: (150_000, 380_000),
        order_gaps: Some((60, 55)),
        ratings: None,
        referrals: &[],
        paces: paces(1, 1, 1, 0, 0),
        stages: &[Stage::Signed, Stage::EarlyUse, Stage::Stable],
        band: None,
        ..STEADY
    },
    // Brought in from a table: figures only stated, likely A.
    Story {
        count: 5,
        registered: (110, 170),
        order_gaps: None,
        ratings: None,
        is_stated: true,
        referrals: &[],
        rhythm: Rhythm::QUARTERLY,
        paces: paces(0, 1, 1, 0, 0),
        contact_gap: 62,
        channels: &[Channel::Call, Channel::Wechat, Channel::Email],
        ..STEADY
    },
    // Known by their business cards only: no tier yet.
    Story {
        count: 4,
        registered: (5, 20),
        since_months: None,
        order_gaps: None,
        ratings: None,
        referrals: &[],
        rhythm: Rhythm::YEARLY,
        paces: paces(0, 0, 0, 0, 2),
        contact_gap: 60,
        channels: &[Channel::Wechat, Channel::Email],
        stages: &[],
        owners: &[OwnerRole::SeniorSales, OwnerRole::CustomerSpecialist],
        band: None,
        ..STEADY
    },
];
