//! Every cadence of the handbooks over two simulated years, and what always holds of obligations.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use proptest::prelude::*;
use wellkept::book::{Book, Change, Label};
use wellkept::cadence::{CapUse, Debtor, Obligation, State, Window, conflicts, obligations};
use wellkept::facts::{Measure, Metric};
use wellkept::model::*;
use wellkept::policy::{Calendar, DaySpan, Festival, Period, Policy, Rule, Schedule, TierPlace};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The first of the two years.
fn start() -> Day {
    day("2025-01-01")
}

fn env() -> Env {
    let now = Zone::SHANGHAI.instant(start(), 9, 0);
    Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [7; 16]) }
}

/// A book with one customer, whose days are known: a birthday on a leap day, a contract that ends.
struct World {
    env: Env,
    book: Book,
    customer: Customer,
    policy: Policy,
}

fn known(measure: Measure) -> Option<Day> {
    let date = |metric: Metric| Measure::from(metric) == measure;
    if date(Metric::Birthday) {
        Some(day("1984-02-29"))
    } else if date(Metric::RenewalDay) {
        Some(day("2026-03-15"))
    } else {
        None
    }
}

impl World {
    fn new(policy: Policy) -> Self {
        let mut env = env();
        let customer = Customer::new(env.ids.draw(), "例".into(), env.now);
        let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
        change.add(customer.clone());
        let mut book = Book::begun(env.now);
        book.apply(&change).unwrap();
        Self { env, book, customer, policy }
    }

    fn contact(&mut self, on: Day, channel: Channel, depth: Depth, unanswered: bool) -> Change {
        let (id, now) = (self.env.ids.draw(), self.env.now);
        let contact = Interaction {
            unanswered,
            ..Interaction::new(id, self.customer.id, on, channel, depth, Initiator::Us, now)
        };
        let mut change = Change::new(self.env.ids.draw(), now, None, Label::AddedSample);
        change.add(contact);
        self.book.apply(&change).unwrap();
        change
    }

    fn owed(&self, tiers: &[TierPlace], today: Day) -> Vec<Obligation> {
        let interactions: Vec<_> = self.book.interactions_of(self.customer.id).map(|row| *row).collect();
        let (customer, dates) = (&self.customer, &known);
        let debtor = Debtor { customer, tiers, since: start(), dates, interactions: &interactions };
        obligations(&self.policy, &self.policy.calendar(), debtor, today)
    }

    fn rule(&self, owed: &Obligation) -> &Rule {
        self.policy.rule(owed.tier, owed.rule).unwrap()
    }
}

/// All tiers of a policy, of schemes in their order.
fn tiers(policy: &Policy) -> Vec<TierPlace> {
    let of = |(scheme, found): (usize, &wellkept::policy::Scheme)| {
        (0..found.tiers.len())
            .map(move |tier| TierPlace { scheme: scheme as u8, tier: tier as u8 })
            .collect::<Vec<_>>()
    };
    policy.schemes.iter().enumerate().flat_map(of).collect()
}

fn name(policy: &Policy, place: TierPlace) -> String {
    format!("{}/{}", policy.scheme_at(place).unwrap().id, policy.tier(place).unwrap().id)
}

/// Lives two years by the rules of those tiers, contacting on every target day. Returns the caps that were gone over.
fn live(world: &mut World, tiers_of: &[TierPlace]) -> Vec<TierPlace> {
    let mut over = Vec::new();
    let all = tiers(&world.policy);
    for offset in 0..730 {
        let today = start().plus_days(offset);
        // One contact may discharge several: what is still owed is asked again after each.
        for _ in 0..10 {
            let due = world
                .owed(tiers_of, today)
                .into_iter()
                .find(|owed| owed.window.target <= today && owed.state != State::Discharged);
            let Some(due) = due else { break };
            assert_eq!(due.window.target, today, "{due:?}");
            let (channel, depth) = (world.rule(&due).channel, world.rule(&due).least_depth);
            world.contact(today, channel, depth, false);
        }
        for owed in world.owed(tiers_of, today) {
            let Window { earliest, target, latest } = owed.window;
            assert!(earliest <= target && target <= latest, "{owed:?}");
            assert!(!owed.is_due(), "{} {owed:?} on {today}", name(&world.policy, owed.tier));
        }
        for cap in CapUse::of(&world.book, &world.policy, world.customer.id, &all, today, None) {
            if cap.used > cap.cap.most && !over.contains(&cap.tier) {
                over.push(cap.tier);
            }
        }
    }
    over
}

#[test]
fn a5_every_cadence_kept_for_two_years_is_never_overdue_and_breaks_no_cap_that_is_not_named() {
    let policy = Policy::default();
    let named = conflicts(&policy);
    let mut lived = 0;
    for tier in tiers(&policy) {
        if policy.tier(tier).unwrap().rules.is_empty() {
            continue;
        }
        lived += 1;
        let mut world = World::new(policy.clone());
        let over = live(&mut world, &[tier]);
        let foreign = |capped: &TierPlace| capped.scheme == tier.scheme && *capped != tier;
        for capped in over.into_iter().filter(|capped| !foreign(capped)) {
            let is_named = named.iter().any(|found| found.tier == tier && found.capped == capped);
            assert!(is_named, "{} goes over {}", name(&policy, tier), name(&policy, capped));
            assert_ne!(tier, capped, "no tier of the handbooks breaks a cap of its own");
        }
        assert!(!world.book.interactions().is_empty());
    }
    // S–C, high to low, nine classes, intent A–C, and the care of key and potential customers.
    assert_eq!(lived, 4 + 3 + 9 + 3 + 2);
}

#[test]
fn ruling_6_the_cap_of_s_against_the_weekly_visit_of_vip_is_named() {
    let policy = Policy::default();
    let (s, vip) = (policy.place("score", "s").unwrap(), policy.place("classes", "vip").unwrap());
    let found = conflicts(&policy).into_iter().find(|found| found.tier == vip && found.capped == s).unwrap();
    assert_eq!((found.asked, found.cap.most), (5, 2));
    assert!(!conflicts(&policy).iter().any(|found| found.tier == s && found.capped == s));
}

#[test]
fn ruling_4_a_customer_of_several_classes_keeps_the_strictest_rule_of_each_channel() {
    let mut world = World::new(Policy::default());
    let of = |class: &str| Policy::default().place("classes", class).unwrap();
    let all = [of("strategic"), of("vip"), of("honoured"), of("exemplar")];
    let owed = world.owed(&all, start());
    let told: Vec<_> = owed.iter().map(|owed| (owed.tier, owed.interval_days)).collect();
    assert_eq!(told, [(of("vip"), 7), (of("honoured"), 7)]);
    live(&mut world, &all);
}

#[test]
fn a2_4_one_visit_discharges_the_weekly_call_too_and_a_call_never_the_visit() {
    let mut world = World::new(Policy::default());
    let honoured = [Policy::default().place("classes", "honoured").unwrap()];
    let targets = |world: &World| -> Vec<(Channel, Day)> {
        let owed = world.owed(&honoured, day("2025-03-31"));
        owed.iter().map(|owed| (world.rule(owed).channel, owed.window.target)).collect()
    };
    world.contact(day("2025-03-10"), Channel::Visit, Depth::Deep, false);
    assert_eq!(targets(&world), [(Channel::Call, day("2025-03-17")), (Channel::Visit, day("2025-03-24"))]);
    world.contact(day("2025-03-17"), Channel::Call, Depth::Deep, false);
    assert_eq!(targets(&world), [(Channel::Call, day("2025-03-24")), (Channel::Visit, day("2025-03-24"))]);
}

#[test]
fn a4_12_two_a_week_are_spread_over_the_week_and_a_missed_one_stays_overdue() {
    let mut world = World::new(Policy::default());
    let a = [Policy::default().place("intent", "a").unwrap()];
    let owed = |world: &World, on: &str| {
        let owed = world.owed(&a, day(on)).remove(0);
        (owed.window.target, owed.state)
    };
    // Monday: the first of two is made, the second is due on Friday.
    world.contact(day("2025-03-10"), Channel::Call, Depth::Light, false);
    assert_eq!(owed(&world, "2025-03-11"), (day("2025-03-14"), State::NotYetOpen));
    assert_eq!(owed(&world, "2025-03-12").1, State::Open);
    assert_eq!(owed(&world, "2025-03-16").1, State::Due);
    assert_eq!(owed(&world, "2025-03-17").1, State::Overdue);
    world.contact(day("2025-03-13"), Channel::Wechat, Depth::Light, false);
    assert_eq!(owed(&world, "2025-03-14"), (day("2025-03-19"), State::NotYetOpen));
    // The week of the Spring Festival of 2026 has no working day: nothing is owed in it.
    world.contact(day("2026-02-09"), Channel::Call, Depth::Light, false);
    world.contact(day("2026-02-13"), Channel::Call, Depth::Light, false);
    assert_eq!(owed(&world, "2026-02-20").0, day("2026-02-25"));
}

#[test]
fn a1_9_greetings_are_owed_before_each_festival_and_let_go_when_it_is_long_past() {
    let mut world = World::new(Policy::default());
    let medium = [Policy::default().place("amount", "medium").unwrap()];
    let greeting = |world: &World, on: &str| world.owed(&medium, day(on)).remove(1);
    // The last working day before the Spring Festival of 29 January 2025, a Monday.
    assert_eq!(greeting(&world, "2025-01-20").window.target, day("2025-01-27"));
    assert_eq!(greeting(&world, "2025-01-31").state, State::Overdue);
    assert_eq!(greeting(&world, "2025-03-10").window.target, day("2025-05-30"));
    world.contact(day("2025-01-26"), Channel::Wechat, Depth::Light, false);
    assert_eq!(greeting(&world, "2025-01-27").window.target, day("2025-05-30"));
}

#[test]
fn a2_28_a_birthday_comes_round_each_year_and_a_renewal_once() {
    let mut world = World::new(Policy::default());
    let key = [Policy::default().place("potential", "key").unwrap()];
    let nth = |world: &World, nth: usize, on: &str| world.owed(&key, day(on)).remove(nth);
    // 29 February clamps to the 28th, a Friday in 2025.
    assert_eq!(nth(&world, 1, "2025-02-01").window.target, day("2025-02-28"));
    assert_eq!(nth(&world, 2, "2025-02-01").window.target, day("2026-01-14"));
    world.contact(day("2026-01-13"), Channel::Call, Depth::Deep, false);
    assert_eq!(nth(&world, 2, "2026-01-20").state, State::Discharged);
    let customer = &world.customer;
    let debtor = Debtor { customer, tiers: &key, since: start(), dates: &|_| None, interactions: &[] };
    let policy = &world.policy;
    // Where no day is known nothing hangs on it.
    assert_eq!(obligations(policy, &policy.calendar(), debtor, start()).len(), 1);
}

#[test]
fn c1_an_attempt_that_nobody_answered_is_counted_and_moves_no_clock() {
    let mut world = World::new(Policy::default());
    let a = [Policy::default().place("score", "a").unwrap()];
    world.contact(day("2025-03-10"), Channel::Call, Depth::Deep, false);
    let before = world.owed(&a, day("2025-06-20")).remove(0);
    world.contact(day("2025-06-11"), Channel::Call, Depth::Deep, true);
    world.contact(day("2025-06-12"), Channel::Call, Depth::Deep, true);
    let after = world.owed(&a, day("2025-06-20")).remove(0);
    assert_eq!(
        (before.window, before.attempts, after.window, after.attempts),
        (after.window, 0, before.window, 2)
    );
}

#[test]
fn targets_leave_rest_days_within_their_window() {
    let mut world = World::new(Policy::default());
    let s = [Policy::default().place("score", "s").unwrap()];
    world.contact(day("2025-01-15"), Channel::Visit, Depth::Deep, false);
    // 15 February 2025 is a Saturday: the visit moves to Monday.
    assert_eq!(world.owed(&s, day("2025-02-01"))[0].window.target, day("2025-02-17"));
    world.contact(day("2025-09-15"), Channel::Visit, Depth::Deep, false);
    world.customer.fixed_day = Some(3);
    // 3 October lies in a holiday that ends after the window: the visit stays in its month, on no rest day
    // only where there is one.
    let moved = world.owed(&s, day("2025-09-20"))[0].window;
    assert_eq!(
        (moved.earliest, moved.target, moved.latest),
        (day("2025-10-01"), day("2025-10-03"), day("2025-10-08"))
    );
}

fn arrange(world: &mut World, sort: ArrangementSort, from: &str, until: Option<&str>, days: Option<u32>) {
    world.customer.arrangements.push(Arrangement {
        sort,
        rule: "score/a/quarterly_call".into(),
        from: day(from),
        until: until.map(day),
        days,
        reason: String::new(),
        cap_excuse: None,
        by: None,
    });
}

fn quarterly() -> (World, [TierPlace; 1]) {
    let mut world = World::new(Policy::default());
    let a = [world.policy.place("score", "a").unwrap()];
    world.contact(day("2025-03-10"), Channel::Call, Depth::Deep, false);
    assert_eq!(world.owed(&a, day("2025-06-01"))[0].window.target, day("2025-06-10"));
    (world, a)
}

#[test]
fn a_pause_owes_nothing_and_moves_what_falls_into_it_behind_it() {
    let (mut world, a) = quarterly();
    arrange(&mut world, ArrangementSort::Pause, "2025-06-01", Some("2025-06-20"), None);
    let during = world.owed(&a, day("2025-06-15")).remove(0);
    assert_eq!((during.state, during.is_due()), (State::Paused, false));
    assert_eq!(during.held, Some((ArrangementSort::Pause, Some(day("2025-06-20")))));
    // The 20th is a Friday: Monday is the first working day after it.
    let after = world.owed(&a, day("2025-06-21")).remove(0);
    assert_eq!((after.window.target, after.state), (day("2025-06-23"), State::Open));
    // It is about that rule alone.
    world.customer.arrangements[0].rule = "score/a/another".into();
    assert_eq!(world.owed(&a, day("2025-06-15"))[0].state, State::Due);
}

#[test]
fn putting_off_hides_and_grows_no_younger() {
    let (mut world, a) = quarterly();
    arrange(&mut world, ArrangementSort::Snooze, "2025-06-25", Some("2025-06-27"), None);
    assert_eq!(world.owed(&a, day("2025-06-26"))[0].state, State::Paused);
    let after = world.owed(&a, day("2025-06-28")).remove(0);
    assert_eq!((after.window.target, after.state, after.days_late), (day("2025-06-10"), State::Overdue, 18));
}

#[test]
fn skipping_once_starts_the_clock_again_and_counts_as_no_contact() {
    let (mut world, a) = quarterly();
    arrange(&mut world, ArrangementSort::Skip, "2025-06-25", None, None);
    let after = world.owed(&a, day("2025-06-26")).remove(0);
    assert_eq!((after.window.target, after.last), (day("2025-09-25"), Some(day("2025-03-10"))));
    let caps = CapUse::of(&world.book, &world.policy, world.customer.id, &a, day("2025-06-26"), None);
    assert!(caps.iter().all(|cap| cap.used == 0));
}

#[test]
fn a_rhythm_of_its_own_goes_before_the_policys_until_it_ends() {
    let (mut world, a) = quarterly();
    arrange(&mut world, ArrangementSort::Rhythm, "2025-03-11", Some("2025-12-31"), Some(30));
    let own = world.owed(&a, day("2025-03-20")).remove(0);
    assert_eq!((own.window.target, own.interval_days), (day("2025-04-09"), 30));
    world.contact(day("2025-12-30"), Channel::Call, Depth::Deep, false);
    assert_eq!(world.owed(&a, day("2026-01-01"))[0].window.target, day("2026-03-30"));
}

#[test]
fn a_planned_day_holds_until_the_next_contact() {
    let (mut world, a) = quarterly();
    arrange(&mut world, ArrangementSort::Planned, "2025-06-01", Some("2025-06-18"), None);
    let planned = world.owed(&a, day("2025-06-15")).remove(0);
    assert_eq!(
        (planned.window.target, planned.is_planned, planned.state),
        (day("2025-06-18"), true, State::Open)
    );
    world.contact(day("2025-06-17"), Channel::Call, Depth::Deep, false);
    let after = world.owed(&a, day("2025-06-18")).remove(0);
    assert_eq!((after.window.target, after.is_planned), (day("2025-09-17"), false));
}

#[test]
fn do_not_contact_takes_a_customer_off_every_list() {
    let (mut world, a) = quarterly();
    arrange(&mut world, ArrangementSort::Pause, "2025-05-01", None, None);
    arrange(&mut world, ArrangementSort::NoContact, "2025-06-01", None, None);
    world.customer.arrangements[1].rule = String::new();
    let held = world.owed(&a, day("2025-08-01")).remove(0);
    assert_eq!((held.held, held.is_due()), (Some((ArrangementSort::NoContact, None)), false));
}

/// A schedule of any kind with a window that fits it.
fn rule() -> impl Strategy<Value = Rule> {
    let schedule =
        prop_oneof![
            (1_i64..120).prop_map(|days| Schedule::EveryDays { days }),
            (1_i32..13).prop_map(|months| Schedule::EveryMonths { months }),
            (1_u32..32).prop_map(|day| Schedule::MonthlyOn { day }),
            (0_u32..7).prop_map(|weekday| Schedule::WeeklyOn { weekday }),
            (1_u32..6, prop::sample::select(Period::ALL.to_vec()))
                .prop_map(|(least, period)| Schedule::Times { least, most: None, period }),
            Just(Schedule::OnDate { measure: Metric::Birthday.into(), yearly: true, days_before: 5 }),
            Just(Schedule::Festivals { days: vec![Festival::Spring, Festival::National] }),
        ];
    (schedule, 0_i64..100, 0_i64..100).prop_map(|(schedule, early, late)| {
        let room = schedule.interval_days() - 1;
        let (early_days, late_days) = (early * room / 200, late * room / 200);
        Rule { window: wellkept::policy::Window { early_days, late_days }, schedule, ..plain_rule() }
    })
}

/// A rule that any contact counts for.
fn plain_rule() -> Rule {
    Rule {
        id: "x".into(),
        window: wellkept::policy::Window::default(),
        schedule: Schedule::EveryDays { days: 30 },
        channel: Channel::Call,
        least_depth: Depth::Light,
        counts: Vec::new(),
        method: wellkept::policy::Method::FollowUp,
        content: Vec::new(),
        owner: None,
    }
}

fn with_rule(rule: Rule) -> World {
    let mut policy = Policy::default();
    policy.schemes[0].tiers[0].rules = vec![rule];
    assert_eq!(policy.faults(), []);
    World::new(policy)
}

const S: [TierPlace; 1] = [TierPlace { scheme: 0, tier: 0 }];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_window_is_inverted_and_no_contact_makes_anything_due_earlier(
        rule in rule(), days in prop::collection::vec(0_i64..700, 0..8), extra in 0_i64..700, today in 0_i64..730,
    ) {
        let mut world = with_rule(rule);
        for offset in &days {
            world.contact(start().plus_days(*offset), Channel::Call, Depth::Light, false);
        }
        let today = start().plus_days(today.max(extra));
        let before = world.owed(&S, today).remove(0);
        world.contact(start().plus_days(extra), Channel::Call, Depth::Light, false);
        let after = world.owed(&S, today).remove(0);
        for Window { earliest, target, latest } in [before.window, after.window] {
            prop_assert!(earliest <= target && target <= latest);
        }
        prop_assert!(after.window.target >= before.window.target, "{before:?} {after:?}");
        prop_assert!(after.window.latest >= before.window.latest, "{before:?} {after:?}");
    }

    #[test]
    fn recording_and_undoing_gives_every_state_back(
        rule in rule(), days in prop::collection::vec(0_i64..700, 0..6), extra in 0_i64..700, unanswered: bool,
    ) {
        let mut world = with_rule(rule);
        for offset in &days {
            world.contact(start().plus_days(*offset), Channel::Call, Depth::Light, false);
        }
        let today = start().plus_days(710);
        let before = world.owed(&S, today);
        let change = world.contact(start().plus_days(extra), Channel::Call, Depth::Light, unanswered);
        let back = change.inverse(world.env.ids.draw(), world.env.now, None);
        world.book.apply(&back).unwrap();
        prop_assert_eq!(world.owed(&S, today), before);
    }

    /// What was recorded later is not known earlier, and what is known earlier does not change by itself.
    #[test]
    fn the_list_of_a_later_day_told_today_is_the_list_of_that_day(
        rule in rule(), days in prop::collection::vec(0_i64..300, 0..6), later in prop::collection::vec(301_i64..700, 0..3),
        ahead in 0_i64..300,
    ) {
        let mut world = with_rule(rule);
        for offset in &days {
            world.contact(start().plus_days(*offset), Channel::Call, Depth::Light, false);
        }
        let then = start().plus_days(ahead.min(300));
        let told = world.owed(&S, then);
        for offset in &later {
            world.contact(start().plus_days(*offset), Channel::Call, Depth::Light, false);
        }
        prop_assert_eq!(world.owed(&S, then), told);
    }

    /// Whatever days the book sets free itself: of all greetings that no contact has met, the first that is not over.
    #[test]
    fn the_next_greeting_is_the_first_that_is_neither_met_nor_long_over(
        festivals in prop::sample::subsequence(Festival::ALL.to_vec(), 1..=Festival::ALL.len()),
        early in 0_i64..20, late in 0_i64..20, ahead in 0_i64..730,
        free in prop::collection::vec((0_i64..730, 0_i64..60), 0..3),
        days in prop::collection::vec(0_i64..730, 0..4),
    ) {
        let mut world = with_rule(Rule {
            window: wellkept::policy::Window { early_days: early, late_days: late },
            schedule: Schedule::Festivals { days: festivals.clone() },
            ..plain_rule()
        });
        let span = |&(from, length): &(i64, i64)| {
            let from = start().plus_days(from);
            DaySpan { from, to: from.plus_days(length), working: false, name: String::new() }
        };
        world.policy.calendar = free.iter().map(span).collect();
        let today = start().plus_days(ahead);
        let met: Vec<Day> = days.iter().map(|offset| start().plus_days(*offset)).filter(|day| *day <= today).collect();
        for day in &met {
            world.contact(*day, Channel::Call, Depth::Light, false);
        }
        let calendar = world.policy.calendar();
        let greetings = (today.year() - 1..=today.year() + 2)
            .flat_map(|year| festivals.iter().filter_map(move |festival| calendar.greeting(*festival, year)));
        let expected = greetings
            .map(|target| Window { earliest: target.plus_days(-early), target, latest: target.plus_days(late) })
            .filter(|window| {
                let over = window.latest.plus_days(30);
                window.latest >= start() && over >= today && !met.iter().any(|day| (window.earliest..=over).contains(day))
            })
            .min_by_key(|window| window.target);
        prop_assert_eq!(world.owed(&S, today).first().map(|owed| owed.window), expected);
    }

    /// A zone only says on which day an instant falls: the same days give the same windows anywhere.
    #[test]
    fn a_time_zone_moves_no_day(rule in rule(), minutes in -720_i32..840, hour in 0_u32..24, offset in 0_i64..600) {
        let zone = Zone::ahead_of_utc(minutes);
        let on = start().plus_days(offset);
        prop_assert_eq!(zone.day_of(zone.instant(on, hour, 30)), on);
        let mut world = with_rule(rule);
        let id = world.env.ids.draw();
        let at = zone.instant(on, hour, 30);
        let contact = Interaction {
            at: Some(at),
            ..Interaction::new(id, world.customer.id, zone.day_of(at), Channel::Call, Depth::Light, Initiator::Us, at)
        };
        let mut change = Change::new(world.env.ids.draw(), at, None, Label::AddedSample);
        change.add(contact);
        world.book.apply(&change).unwrap();
        let mut plain = with_rule(world.policy.schemes[0].tiers[0].rules[0].clone());
        plain.contact(on, Channel::Call, Depth::Light, false);
        let today = start().plus_days(600);
        let windows = |world: &World| world.owed(&S, today).into_iter().map(|owed| (owed.window, owed.state)).collect::<Vec<_>>();
        prop_assert_eq!(windows(&world), windows(&plain));
    }

    #[test]
    fn working_days_ahead_are_working_days_and_counted_right(offset in 0_i64..2_000, count in 1_u32..12) {
        let calendar = Calendar::default();
        let from = start().plus_days(offset - 700);
        let then = calendar.after_working_days(from, count);
        prop_assert!(calendar.is_working(then));
        prop_assert_eq!(calendar.working_days(from.plus_days(1), then), i64::from(count));
    }
}
