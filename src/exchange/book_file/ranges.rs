//! Numbers of a record that say nothing outside of their range: a file that holds one is refused, not bent.

use std::ops::RangeInclusive;

use crate::model::{
    Attachment, BuyerType, Contact, Contract, Customer, Feedback, Interaction, Money, Need, NextAction,
    NumberPrefix, Order, OwnSource, Person, Plan, PolicyVersion,
};

/// Beyond this many fen a sum of orders may not fit any more (docs/book-format.md).
const FEN: RangeInclusive<i64> = -10_000_000_000_000_000..=10_000_000_000_000_000;
/// The days of a month.
const DAYS_OF_MONTH: RangeInclusive<u8> = 1..=31;
/// Whole percents.
const PERCENT: RangeInclusive<u8> = 0..=100;
/// How many contacts a working day can have room for.
const CONTACTS_A_DAY: RangeInclusive<u32> = 0..=1_000;
/// How many days a rhythm can have: up to ten years.
const RHYTHM_DAYS: RangeInclusive<u32> = 1..=3_660;
/// The size of a file in bytes: an empty one says nothing.
const BYTES: RangeInclusive<u64> = 1..=1 << 40;
/// How often something can have been counted.
const COUNT: RangeInclusive<u32> = 0..=1_000_000_000;

/// A record whose numbers can be out of their range.
pub(super) trait Ranged {
    /// Says which number is out of its range.
    fn out_of_range(&self) -> Option<String> {
        None
    }
}

fn outside<T: PartialOrd + std::fmt::Display>(
    field: &str,
    value: Option<T>,
    range: &RangeInclusive<T>,
) -> Option<String> {
    let value = value.filter(|value| !range.contains(value))?;
    Some(format!("{field} is {value}, and goes from {} to {}", range.start(), range.end()))
}

fn too_much(field: &str, money: Option<Money>) -> Option<String> {
    outside(field, money.map(|money| money.fen), &FEN)
}

impl Ranged for Person {
    fn out_of_range(&self) -> Option<String> {
        outside("contacts_a_day", self.contacts_a_day, &CONTACTS_A_DAY)
    }
}

impl Ranged for Customer {
    fn out_of_range(&self) -> Option<String> {
        let stated = self.stated;
        let rhythms = self.arrangements.iter().find_map(|one| outside("days", one.days, &RHYTHM_DAYS));
        outside("fixed_day", self.fixed_day, &DAYS_OF_MONTH)
            .or_else(|| outside("repurchase_percent", stated.repurchase_percent, &PERCENT))
            .or_else(|| outside("referrals", stated.referrals, &COUNT))
            .or_else(|| outside("orders_in_6_months", stated.orders_in_6_months, &COUNT))
            .or_else(|| too_much("cumulative_amount", stated.cumulative_amount))
            .or(rhythms)
    }
}

impl Ranged for Order {
    fn out_of_range(&self) -> Option<String> {
        too_much("amount", Some(self.amount))
    }
}

impl Ranged for Contract {
    fn out_of_range(&self) -> Option<String> {
        too_much("amount", self.amount)
    }
}

impl Ranged for Contact {}
impl Ranged for Interaction {}
impl Ranged for NextAction {}
impl Ranged for Need {}
impl Ranged for Feedback {}
impl Ranged for PolicyVersion {}
impl Ranged for Plan {}
impl Ranged for BuyerType {}
impl Ranged for NumberPrefix {}
impl Ranged for OwnSource {}

impl Ranged for Attachment {
    fn out_of_range(&self) -> Option<String> {
        outside("bytes", Some(self.bytes), &BYTES)
    }
}
