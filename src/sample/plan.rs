//! Who there is: each customer's story, when it came into the book, when it was last contacted and
//! who referred it, before any record is written.

use super::interaction::weekday;
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
    /// How many others it referred.
    pub(super) referrals: u8,
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
    crate::order::by_key(&mut plans, |plan| -plan.registered);
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
    let (last, next) = last_and_next(random, today, story, pace).unzip();
    let fixed_day = next.filter(|_| story.rhythm.is_fixed());
    let first_contact = last.map_or(0, |last| today.days_since(last) + 10);
    let referrals = story.referrals.get(nth % story.referrals.len().max(1)).copied().unwrap_or(0);
    Plan {
        story,
        words,
        pace,
        registered: registered.max(first_contact),
        last,
        fixed_day: fixed_day.and_then(|day| u8::try_from(day.day_of_month()).ok()),
        referrer: None,
        nth,
        referrals,
    }
}

/// Returns the last contact and the day on which the next one is due.
fn last_and_next(random: &mut Random, today: Day, story: &Story, pace: Pace) -> Option<(Day, Day)> {
    let rhythm = story.rhythm;
    // Some days from the edges, as months and weeks do not end alike.
    let edge = if rhythm.is_fixed() { 1 } else { 5 };
    let until = match pace {
        Pace::Never => return None,
        Pace::Overdue => -random.between(rhythm.late + 1, rhythm.latest),
        Pace::Due => -random.between(0, rhythm.late - edge),
        Pace::Open => random.between(6, rhythm.early - 2),
        Pace::Capped => random.between(8, 15),
        Pace::NotYet => {
            let interval = i64::from(rhythm.months) * 30;
            random.between((rhythm.early + 6).max(interval - story.contact_gap), interval - 6)
        }
    };
    if pace == Pace::Capped {
        let last = today.first_of_month().max(today.plus_days(-until));
        return Some((last, last));
    }
    let mut next = today.plus_days(until);
    if !rhythm.is_fixed() {
        return Some((weekday(next.plus_months(-rhythm.months)), next));
    }
    let month_end = today.with_day_clamped(31);
    if pace == Pace::Open && today < month_end {
        // The window of a monthly visit opens with its month.
        next = next.min(month_end);
    }
    Some((next.plus_months(-rhythm.months), next))
}

/// Lets customers refer some of those who came after them (A0.14).
fn refer(plans: &mut [Plan], random: &mut Random) {
    for giver in 0..plans.len() {
        let Some(referrals) = plans.get(giver).map(|plan| plan.referrals) else { continue };
        for _ in 0..referrals {
            let later = plans.iter_mut().skip(giver + 1);
            let mut free: Vec<&mut Plan> =
                later.filter(|plan| plan.referrer.is_none() && !plan.story.rhythm.is_fixed()).collect();
            let place = random.place(free.len());
            if let Some(plan) = free.get_mut(place) {
                plan.referrer = Some(giver);
            }
        }
    }
}
