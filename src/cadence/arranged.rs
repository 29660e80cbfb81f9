//! What is arranged with a customer, held against one rule on one day.

use crate::model::{Arrangement, ArrangementSort, Day};

/// The arrangements that matter to one rule.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Arranged {
    /// The interval agreed with the customer, in days.
    pub interval: Option<i64>,
    /// The last day on which the rule was let go.
    pub skipped: Option<Day>,
    /// The day that was planned, and when that was.
    pub planned: Option<(Day, Day)>,
    /// What keeps it off the lists today, and until when.
    pub held: Option<(ArrangementSort, Option<Day>)>,
    /// The last pause that has begun.
    pub pause: Option<(Day, Option<Day>)>,
}

impl Arranged {
    /// Holds a customer's arrangements against the rule of that name on a day. A next contact that is planned by whatever
    /// rule is none of a birthday or a festival, which have days of their own.
    pub fn of(arrangements: &[Arrangement], rule: &dyn Fn() -> String, is_dated: bool, today: Day) -> Self {
        let mut found = Self::default();
        if arrangements.is_empty() {
            return found;
        }
        let rule = rule();
        for one in arrangements.iter().filter(|one| one.from <= today && one.is_about(&rule)) {
            match one.sort {
                ArrangementSort::Rhythm if one.holds_on(today) => {
                    found.interval = one.days.map(|days| i64::from(days.max(1)));
                }
                ArrangementSort::Skip => found.skipped = found.skipped.max(Some(one.from)),
                ArrangementSort::Planned if is_dated && one.rule.is_empty() => {}
                ArrangementSort::Planned => {
                    let newest = found.planned.is_none_or(|(_, made)| made <= one.from);
                    if let Some(day) = one.until.filter(|_| newest) {
                        found.planned = Some((day, one.from));
                    }
                }
                ArrangementSort::Snooze | ArrangementSort::NoContact | ArrangementSort::Rhythm => {}
                ArrangementSort::Pause => {
                    if found.pause.is_none_or(|(from, _)| from <= one.from) {
                        found.pause = Some((one.from, one.until));
                    }
                }
            }
            let holds_back = matches!(
                one.sort,
                ArrangementSort::Snooze | ArrangementSort::Pause | ArrangementSort::NoContact
            );
            // The strongest of several: do not contact, then a pause, then later.
            if holds_back
                && one.holds_on(today)
                && found.held.is_none_or(|(sort, _)| weight(sort) < weight(one.sort))
            {
                found.held = Some((one.sort, one.until));
            }
        }
        found
    }
}

fn weight(sort: ArrangementSort) -> u8 {
    match sort {
        ArrangementSort::NoContact => 2,
        ArrangementSort::Pause => 1,
        _ => 0,
    }
}
