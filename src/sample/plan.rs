//! Who there is: each customer's story, when it came into the book, when it was last contacted and
//! who referred it, before any record is written.

use super::random::Random;
use super::scene::Scene;
use super::story::{self, Pace, Story};
use super::words::StoryWords;
use crate::model::Day;

/// What one customer's records will tell.
pub(super) struct Plan {
    pub(super) story: &'static Story,
    pub(super) words: &'static StoryWords,
    pub(super) pace: Pace,
    /// How many days ago it came into the book.
    pub(super) registered: i64,
    /// The day of the last contact that counts, if there was one.
    pub(super) last: Option<Day>,
    /// Which day of the month was agreed for visits.
    pub(super) fixed_day: Option<u8>,
    /// The place in the list of the customer who referred it.
    pub(super) referrer: Option<usize>,
    /// Its place among those of its story.
    pub(super) nth: usize,
    referrals: u8,
}

/// Returns the plans of the sample, in the order of registration.
pub(super) fn sample(scene: &mut Scene) -> Vec<Plan> {
    let mut plans = Vec::new();
    for (story, words) in story::ALL.iter().zip(&scene.words.stories) {
        plans.extend((0..story.count).map(|nth| plan(&mut scene.random, scene.today, story, words, nth)));
    }
    if let Some(first) = plans.first_mut() {
        first.registered = 730;
    }
    plans.sort_by_key(|plan| -plan.registered);
    refer(&mut plans, &mut scene.random);
    plans
}

/// Returns the plan of a story's `nth` customer.
pub(super) fn plan(
    random: &mut Random,
    today: Day,
    story: &'static Story,
    words: &'static StoryWords,
    nth: usize,
) -> Plan {
    let pace = story.pace(nth);
    let registered = random.within(story.registered);
    let (last, fixed_day) = match story.interval {
        None => monthly(random, today, pace),
        Some(interval) => (rolling(random, interval, pace).map(|age| today.plus_days(-age)), None),
    };
    let first_contact = last.map_or(0, |last| today.days_since(last) + 10);
    let referrals = story.referrals.get(nth % story.referrals.len().max(1)).copied().unwrap_or(0);
    Plan {
        story,
        words,
        pace,
        registered: registered.max(first_contact),
        last,
        fixed_day,
        referrer: None,
        nth,
        referrals,
    }
}

/// Returns how long ago the last contact was, where the next is due `interval` days after the last.
fn rolling(random: &mut Random, interval: i64, pace: Pace) -> Option<i64> {
    let percent = match pace {
        Pace::Never => return None,
        Pace::Due => return Some(interval + random.between(0, 2)),
        Pace::Overdue => random.between(122, 165),
        Pace::Open => random.between(90, 97),
        Pace::Capped | Pace::NotYet => random.between(6, 68),
    };
    Some((interval * percent / 100).max(2))
}

/// Returns the last contact and the agreed day of the month, where visits are on a fixed date (A0.19).
fn monthly(random: &mut Random, today: Day, pace: Pace) -> (Option<Day>, Option<u8>) {
    let some_days = random.between(8, 15);
    let (agreed, last) = match pace {
        Pace::Never => return (None, None),
        Pace::Due => (today, today.plus_months(-1)),
        Pace::Overdue => (today.plus_days(-12), today.plus_days(-12).plus_months(-1)),
        Pace::Open => (today.plus_days(3), today.plus_days(3).plus_months(-1)),
        Pace::Capped => {
            let day = today.first_of_month().max(today.plus_days(-some_days));
            (day, day)
        }
        Pace::NotYet => (today.plus_days(-some_days), today.plus_days(-some_days)),
    };
    (Some(last), u8::try_from(agreed.day_of_month()).ok())
}

/// Lets customers refer some of those who came after them (A0.14).
fn refer(plans: &mut [Plan], random: &mut Random) {
    for giver in 0..plans.len() {
        let Some(referrals) = plans.get(giver).map(|plan| plan.referrals) else { continue };
        for _ in 0..referrals {
            let later = plans.iter_mut().skip(giver + 1);
            let mut free: Vec<&mut Plan> =
                later.filter(|plan| plan.referrer.is_none() && plan.story.interval.is_some()).collect();
            let place = random.place(free.len());
            if let Some(plan) = free.get_mut(place) {
                plan.referrer = Some(giver);
            }
        }
    }
}
