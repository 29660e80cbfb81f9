//! A year of one customer: the contacts that were made, and the windows in which they were due.
//!
//! Past windows are those that stood before each contact, by today's policy and tiers; what is ahead assumes that
//! each contact is made on its target.

use std::collections::BTreeMap;

use crate::cadence::{Debtor, Obligation, State, Window, obligations};
use crate::facts::{Measure, numbered_day};
use crate::model::{Channel, Customer, Day, Depth, InteractionHead};
use crate::policy::TierPlace;
use crate::query::Known;

use super::Desk;

/// The strip begins so many months before today's.
const MONTHS_BACK: i32 = 8;

/// A year of one customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Year {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The contacts made, in the order of their days.
    pub touches: Vec<Touch>,
    /// A lane for each rule that is owed today.
    pub lanes: Vec<Lane>,
}

/// One contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touch {
    /// Its day.
    pub day: Day,
    /// Its channel.
    pub channel: Channel,
    /// Its depth.
    pub depth: Depth,
    /// Whether nobody answered.
    pub unanswered: bool,
}

/// The windows of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// The tier that asks.
    pub tier: TierPlace,
    /// The place of the rule in it.
    pub rule: u8,
    /// The windows, in the order of their targets.
    pub windows: Vec<YearWindow>,
}

/// One window of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearWindow {
    /// When it was, is or will be due.
    pub window: Window,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Met on that day, within it or early.
    Met(Day),
    /// Met on that day, after its latest.
    Late(Day),
    /// Let go: nobody met it before its date had passed.
    Missed,
    /// It is the one that stands now.
    Now(State),
    /// Ahead, if the one before is met on its target.
    Ahead,
}

impl Year {
    /// Returns how many windows have such a fate.
    pub fn count(&self, is_meant: impl Fn(Fate) -> bool) -> usize {
        self.lanes.iter().flat_map(|lane| &lane.windows).filter(|due| is_meant(due.fate)).count()
    }
}

/// Returns the year of a customer that today stands in, moved by whole years.
pub fn year(desk: &Desk, customer: &Customer, moved: i32) -> Year {
    let today = desk.today();
    let from = today.first_of_month().plus_months(12 * moved - MONTHS_BACK);
    let to = from.plus_months(12).plus_days(-1);
    let contacts: Vec<InteractionHead> = desk.book().interactions_of(customer.id).map(|row| *row).collect();
    let within = |day: Day| (from..=to).contains(&day);
    let mut touches: Vec<Touch> = contacts
        .iter()
        .filter(|contact| within(contact.day))
        .map(|contact| Touch {
            day: contact.day,
            channel: contact.channel,
            depth: contact.depth,
            unanswered: contact.unanswered,
        })
        .collect();
    crate::order::by_key(&mut touches, |touch| touch.day);
    let Some(standing) = desk.standing(customer.id) else {
        return Year { from, to, touches, lanes: Vec::new() };
    };
    let yardstick = desk.yardstick();
    let case = yardstick.case(desk.book(), customer);
    let tiers = case.cadences(standing.governing);
    let dates = |measure: Measure| case.fact(measure).map(|fact| numbered_day(fact.value));
    let since = case.since(standing.governing, desk.zone().day_of(customer.registered));
    let interactions = case.facts().interactions();
    let debtor = Debtor { customer, tiers: &tiers, since, dates: &dates, interactions };
    let calendar = desk.policy().calendar();
    let on = |day: Day| obligations(desk.policy(), &calendar, debtor, day);

    // What stood on the eve of each contact, and once a week: what hangs on dates passes without one. What lies in this
    // year may have been met before it, or after.
    let first = since;
    let mut days: Vec<Day> =
        (0..=today.days_since(first) / 7).map(|week| first.plus_days(week * 7)).collect();
    days.extend(contacts.iter().map(|contact| contact.day).filter(|day| *day > first));
    days.retain(|day| *day <= today);
    crate::order::by(&mut days, Ord::cmp);
    days.dedup();
    let mut lanes: BTreeMap<(TierPlace, u8), Vec<YearWindow>> = BTreeMap::new();
    let mut before: Vec<Obligation> = Vec::new();
    for day in days {
        let (eve, after) = (on(day.plus_days(-1)), on(day));
        for (owed, next) in replaced(&before, &eve).chain(replaced(&eve, &after)) {
            let fate = match next.last.filter(|last| *last == day) {
                Some(met) if met > owed.window.latest => Fate::Late(met),
                Some(met) => Fate::Met(met),
                None if owed.window.latest < day => Fate::Missed,
                // Moved by hand, and not over.
                None => continue,
            };
            lanes.entry((owed.tier, owed.rule)).or_default().push(YearWindow { window: owed.window, fate });
        }
        before = after;
    }
    for owed in on(today) {
        let windows = lanes.entry((owed.tier, owed.rule)).or_default();
        windows.push(YearWindow { window: owed.window, fate: Fate::Now(owed.state) });
        let is_dated = desk.policy().rule(owed.tier, owed.rule).is_some_and(|rule| rule.schedule.is_dated());
        if is_dated || matches!(owed.state, State::Discharged | State::Paused) {
            continue;
        }
        let (early, late) = (
            owed.window.target.days_since(owed.window.earliest),
            owed.window.latest.days_since(owed.window.target),
        );
        let mut target = owed.window.target.max(today).plus_days(i64::from(owed.interval_days.max(1)));
        while target <= to {
            let window =
                Window { earliest: target.plus_days(-early), target, latest: target.plus_days(late) };
            windows.push(YearWindow { window, fate: Fate::Ahead });
            target = target.plus_days(i64::from(owed.interval_days.max(1)));
        }
    }
    let lane = |((tier, rule), mut windows): ((TierPlace, u8), Vec<YearWindow>)| {
        crate::order::by_key(&mut windows, |due| due.window.target);
        windows.dedup_by_key(|due| due.window);
        windows.retain(|due| begun(due) <= to && ended(due, today) >= from);
        Lane { tier, rule, windows }
    };
    let lanes = lanes.into_iter().map(lane).filter(|lane| !lane.windows.is_empty());
    Year { from, to, touches, lanes: lanes.collect() }
}

/// Returns what was owed and is owed in another window now.
fn replaced<'a>(
    old: &'a [Obligation],
    new: &'a [Obligation],
) -> impl Iterator<Item = (&'a Obligation, &'a Obligation)> {
    old.iter().filter_map(|owed| {
        let next = new.iter().find(|next| (next.tier, next.rule) == (owed.tier, owed.rule))?;
        (next.window != owed.window).then_some((owed, next))
    })
}

/// Returns the day on which a window begins, or was met before.
fn begun(due: &YearWindow) -> Day {
    match due.fate {
        Fate::Met(met) => met.min(due.window.earliest),
        _ => due.window.earliest,
    }
}

/// Returns the day on which a window, or what came of it, ends; what is overdue lasts.
fn ended(due: &YearWindow, today: Day) -> Day {
    match due.fate {
        Fate::Late(met) => met,
        Fate::Now(_) => due.window.latest.max(today),
        _ => due.window.latest,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::book::Book;
    use crate::model::{BookInfo, IdSource, Initiator, Interaction, Record, TierOverride, Zone};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// The year of a customer of tier A (a call each quarter, open 30 days before and 14 after) on a day.
    fn told(today: &str, calls: &[&str]) -> Year {
        let calls: Vec<Day> = calls.iter().map(|on| day(on)).collect();
        told_of(day(today), &calls, 0)
    }

    /// The same, of a year before or after.
    fn told_of(today: Day, calls: &[Day], moved: i32) -> Year {
        let now = Zone::SHANGHAI.instant(today, 14, 0);
        let begun = Zone::SHANGHAI.instant(day("2023-10-09"), 9, 0);
        let mut ids = IdSource::new(now, [3; 16]);
        let mut customer = Customer::new(ids.draw(), "北辰科技".into(), begun);
        let set = |scheme: &str, tier: &str| TierOverride {
            scheme: scheme.into(),
            tier: tier.into(),
            reason: "例".into(),
            by: None,
            from: day("2023-10-09"),
            until: None,
        };
        customer.overrides = vec![set("score", "a")].into();
        let call = |on: &Day| {
            Interaction::new(ids.draw(), customer.id, *on, Channel::Call, Depth::Deep, Initiator::Us, now)
        };
        let calls: Vec<Record> = calls.iter().map(call).map(Record::from).collect();
        let records = std::iter::once(Record::from(customer.clone())).chain(calls);
        let mut desk =
            Desk::open(Book::assemble(BookInfo::begun(now), records).unwrap(), Zone::SHANGHAI, today);
        while desk.work_out(10) > 0 {}
        year(&desk, &customer, moved)
    }

    fn fates(year: &Year) -> Vec<Fate> {
        year.lanes.iter().flat_map(|lane| &lane.windows).map(|due| due.fate).collect()
    }

    #[test]
    fn windows_of_a_year_say_what_became_of_them() {
        let year = told("2024-08-15", &["2023-10-11", "2024-01-10", "2024-04-28", "2024-07-26"]);
        assert_eq!((year.from, year.to), (day("2023-12-01"), day("2024-11-30")));
        assert_eq!(year.touches.iter().map(|touch| touch.day).next(), Some(day("2024-01-10")));
        assert_eq!(
            fates(&year),
            [
                Fate::Met(day("2024-01-10")),
                Fate::Late(day("2024-04-28")),
                Fate::Met(day("2024-07-26")),
                Fate::Now(State::NotYetOpen),
            ]
        );
        let before = told("2024-08-15", &["2023-10-11"]);
        assert_eq!(fates(&before).first(), Some(&Fate::Now(State::Overdue)));
        assert!(before.count(|fate| fate == Fate::Ahead) > 0);
        // Nothing overlaps, and all of it touches the year.
        for pair in year.lanes[0].windows.windows(2) {
            assert!(pair[0].window.target < pair[1].window.target);
        }
    }

    #[test]
    fn the_window_of_the_first_day_and_one_met_after_the_last_are_there() {
        // Registered on 9 October and called on that day: the first contact was met.
        let first = told("2023-12-15", &["2023-10-09"]);
        assert_eq!(fates(&first).first(), Some(&Fate::Met(day("2023-10-09"))));
        // The strip begins on 1 December: what was met on that day stands in it.
        let called = |days: [&str; 2]| days.map(day);
        let early = told_of(day("2024-08-15"), &called(["2023-10-11", "2023-12-01"]), 0);
        assert!(fates(&early).contains(&Fate::Met(day("2023-12-01"))));
        // One ends on 31 January: what was due in January and met in February stands in it, too.
        let calls = called(["2023-10-11", "2024-02-03"]);
        let late = Fate::Late(day("2024-02-03"));
        for moved in [-1, 0] {
            assert!(fates(&told_of(day("2024-10-15"), &calls, moved)).contains(&late), "{moved}");
        }
    }

    /// No stretch of rest days is longer.
    const LONGEST_REST: i64 = 14;

    proptest! {
        #[test]
        fn two_strips_that_meet_say_the_same_of_the_windows_that_lie_in_both(
            gaps in prop::collection::vec(1i64..150, 0..9), today in 300i64..900, late in 0i64..200,
        ) {
            let opened = day("2023-10-09");
            let today = opened.plus_days(today);
            let mut calls = Vec::new();
            for gap in gaps {
                let last = calls.last().copied().unwrap_or(opened.plus_days(late - 1));
                calls.push(last.plus_days(gap));
            }
            calls.retain(|call| *call <= today);
            let strips: Vec<Year> = (-2..=1).map(|moved| told_of(today, &calls, moved)).collect();
            let windows = |year: &Year| -> Vec<YearWindow> {
                year.lanes.iter().flat_map(|lane| lane.windows.clone()).collect()
            };
            for pair in strips.windows(2) {
                let (one, next) = (&pair[0], &pair[1]);
                prop_assert_eq!(one.to.plus_days(1), next.from);
                let crosses = |due: &YearWindow| {
                    begun(due) <= one.to && ended(due, today) >= next.from && due.fate != Fate::Ahead
                };
                let (in_one, in_next) = (windows(one), windows(next));
                let both = |all: &[YearWindow]| all.iter().copied().filter(crosses).collect::<Vec<_>>();
                prop_assert_eq!(both(&in_one), both(&in_next), "{:?}", calls);
            }
            for year in &strips {
                let all = windows(year);
                for due in &all {
                    prop_assert!(begun(due) <= year.to && ended(due, today) >= year.from);
                }
                // Every call that met what was owed is in its year, once. One soon after another may leave the window
                // as it was, where rest days move both targets to the same day: it met nothing.
                for (place, call) in calls.iter().enumerate() {
                    let is_alone = place == 0 || call.days_since(calls[place - 1]) > LONGEST_REST;
                    let met = all.iter().filter(|due| matches!(due.fate, Fate::Met(on) | Fate::Late(on) if on == *call));
                    let count = met.count();
                    prop_assert!(count <= 1, "{} of {:?}", call, calls);
                    if is_alone && (year.from..=year.to).contains(call) {
                        prop_assert_eq!(count, 1, "{} of {:?}", call, calls);
                    }
                }
            }
        }
    }
}
