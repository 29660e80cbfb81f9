//! The sample book and synthetic books: alike on every day, whole, and never ahead of their day.

#![allow(clippy::unwrap_used)] // Helpers of tests, too, may stop at what must not be.

use wellkept::app::{self, Desk, TodayCounts, TodayFilter};
use wellkept::book::Book;
use wellkept::cadence::{CapUse, State};
use wellkept::model::*;
use wellkept::policy::{CapScope, TierPlace};
use wellkept::sample;
use wellkept::text::Language;

fn env(day: Day, hour: u32, minute: u32) -> Env {
    let now = Zone::SHANGHAI.instant(day, hour, minute);
    Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [3; 16]) }
}

fn today() -> Day {
    Day::new(2026, 11, 21).unwrap()
}

fn book(env: &mut Env, language: Language) -> Book {
    let records = sample::records(env, language);
    Book::assemble(BookInfo::begun(env.now), records).unwrap()
}

/// Checks what holds on every day; says which record does not.
fn check(env: &Env, records: &[Record]) {
    let (now, today) = (env.now, env.today());
    let past = |day: Day| day <= today;
    for record in records {
        let holds = match record {
            Record::Person(person) => !person.name.is_empty(),
            Record::Customer(customer) => {
                customer.registered <= now
                    && customer.since.is_none_or(|since| past(since.first_day()))
                    && customer.ratings.need_fit.is_none_or(|rating| past(rating.day()))
            }
            Record::Contact(contact) => !contact.phone.is_empty() || !contact.email.is_empty(),
            Record::Order(order) => past(order.day) && order.amount.fen > 0,
            Record::Interaction(interaction) => {
                past(interaction.day)
                    && interaction.recorded <= now
                    && interaction
                        .at
                        .is_none_or(|at| at <= interaction.recorded && env.zone.day_of(at) == interaction.day)
            }
            Record::Need(need) => past(need.day) && need.answered.is_none_or(past) && !need.text.is_empty(),
            Record::Feedback(feedback) => past(feedback.day) && feedback.resolved.is_none_or(past),
            Record::Policy(version) => past(version.from) && version.applied <= now && version.sample,
            Record::Contract(contract) => contract.from.is_none_or(|from| from <= contract.until),
            Record::Plan(plan) => past(plan.opened) && plan.closed.is_none_or(past) && !plan.steps.is_empty(),
            Record::BuyerType(kind) => !kind.name.is_empty(),
            Record::NumberPrefix(prefix) => !prefix.letters.is_empty(),
            Record::Source(source) => !source.name.is_empty(),
            Record::Attachment(file) => file.bytes > 0 && file.added <= now,
            Record::NextAction(action) => {
                action.done.is_none_or(past) && action.done.is_some() != action.is_open()
            }
        };
        assert!(holds, "on {today}: {record:?}");
    }
}

#[test]
fn the_same_day_gives_the_same_records() {
    for language in Language::ALL {
        let first = sample::records(&mut env(today(), 9, 30), language);
        assert!(first == sample::records(&mut env(today(), 9, 30), language));
    }
}

#[test]
fn both_languages_tell_the_same_story() {
    let [chinese, english] = Language::ALL.map(|language| book(&mut env(today(), 9, 30), language));
    assert_eq!(chinese.len(), english.len());
    for (one, other) in chinese.customers().sorted().into_iter().zip(english.customers().sorted()) {
        assert_eq!((&one.number, one.stage, &one.since), (&other.number, other.stage, &other.since));
        assert_ne!(one.name, other.name);
        let days = |book: &Book, id| book.interactions_of(id).map(|i| (i.day, i.channel)).collect::<Vec<_>>();
        assert_eq!(days(&chinese, one.id), days(&english, other.id));
    }
    assert!(english.interactions().sorted().all(|i| i.summary.is_ascii()));
    assert!(english.customers().sorted().iter().all(|c| c.name.is_ascii() && c.remark.is_ascii()));
}

/// A spread of days over a year, then days on which months and years end and begin, leap days too.
fn days() -> Vec<Day> {
    let start = Day::new(2026, 1, 6).unwrap();
    let firsts = [(2026, 3), (2027, 1), (2028, 3), (2029, 2)];
    let firsts = firsts.map(|(year, month)| Day::new(year, month, 1).unwrap());
    let ends = firsts.iter().flat_map(|first| [first.plus_days(-1), *first]);
    (0..24).map(|nth| start.plus_days(nth * 15 + nth % 4)).chain(ends).collect()
}

#[test]
fn every_day_has_a_whole_book_that_ends_on_it() {
    let before = (0..28).map(|nth| today().plus_days(-nth * 29));
    for (nth, day) in days().into_iter().chain(before).enumerate() {
        let (hour, minute) = [(0, 0), (0, 1), (10, 20), (23, 59)][nth % 4];
        let mut env = env(day, hour, minute);
        let records = sample::records(&mut env, Language::ALL[nth % 2]);
        check(&env, &records);
        let count = |kind| records.iter().filter(|record| record.kind() == kind).count();
        let (orders, interactions) = (count(Kind::Order), count(Kind::Interaction));
        assert_eq!((count(Kind::Person), count(Kind::Customer)), (8, 120));
        assert!((500..=900).contains(&orders), "{orders} orders on {day}");
        assert!((700..=1200).contains(&interactions), "{interactions} interactions on {day}");
        if nth % 13 == 0 {
            Book::assemble(BookInfo::begun(env.now), records).unwrap();
        }
    }
}

/// The best tier of the weighted score.
const S: TierPlace = TierPlace { scheme: 0, tier: 0 };

/// What a new user sees of a day's book.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    /// S, A, B, C and undetermined.
    tiers: Vec<usize>,
    uncertain: usize,
    today: TodayCounts,
    first_due: usize,
    /// Overdue customers of S.
    core_overdue: usize,
    /// How many days past its target the latest is.
    latest: i64,
    capped: usize,
    open_actions: usize,
    late_actions: usize,
}

fn desk(day: Day, language: Language) -> Desk {
    let book = book(&mut env(day, 9, 30), language);
    let mut desk = Desk::open(book, Zone::SHANGHAI, day);
    while desk.work_out(50) > 0 {}
    desk
}

fn seen(desk: &Desk) -> Seen {
    let day = desk.today();
    let shares = app::distribution(desk, 0);
    let (_, counts) = app::today(desk, &TodayFilter::default());
    let owed: Vec<_> = desk.standings().flat_map(|(_, standing)| &standing.obligations).collect();
    let is_capped = |customer: &Customer, tier| {
        let uses = CapUse::of(desk.book(), desk.policy(), customer.id, &[tier], day, None);
        uses.iter().any(|usage| usage.cap.scope == CapScope::Deep && usage.is_full())
    };
    let open: Vec<_> = desk.book().next_actions().iter().filter(|action| action.is_open).collect();
    for due in open.iter().map(|action| action.due.unwrap()) {
        assert!((-10..=21).contains(&due.days_since(day)), "an action for {due} on {day}");
    }
    Seen {
        tiers: shares.iter().map(|share| share.count).collect(),
        uncertain: shares.iter().map(|share| share.uncertain).sum(),
        today: counts,
        first_due: owed.iter().filter(|o| o.state == State::FirstContact && o.is_due()).count(),
        core_overdue: owed.iter().filter(|o| o.state == State::Overdue && o.tier == S).count(),
        latest: owed.iter().map(|o| i64::from(o.days_late)).max().unwrap(),
        capped: desk
            .standings()
            .filter(|(customer, standing)| is_capped(customer, standing.governing))
            .count(),
        open_actions: open.len(),
        late_actions: open.iter().filter(|action| action.due < Some(day)).count(),
    }
}

#[test]
fn a_new_user_sees_a_believable_book_on_every_day() {
    for day in days() {
        let desk = desk(day, Language::Chinese);
        let seen = seen(&desk);
        let within = |what: &str, count: usize, least: usize, most: usize| {
            assert!((least..=most).contains(&count), "{count} {what} on {day}: {seen:?}");
        };
        let [s, a, b, c, undetermined] = seen.tiers[..] else { panic!("{seen:?}") };
        within("S", s, 8, 10);
        within("A", a, 22, 28);
        within("B", b, 38, 46);
        within("C", c, 26, 34);
        within("undetermined", undetermined, 2, 4);
        within("uncertain", seen.uncertain, 10, 14);
        within("overdue", seen.today.overdue, 8, 14);
        // Around a long holiday targets move off it: what would be due lies before or behind it.
        let (from, to) = (day.plus_days(-9), day.plus_days(9));
        let is_quiet = desk.policy().calendar().working_days(from, to) < 12;
        within("due", seen.today.due, if is_quiet { 1 } else { 7 }, if is_quiet { 24 } else { 16 });
        within("first contacts", seen.today.first, 5, 8);
        within("first contacts due", seen.first_due, 1, seen.today.first - 1);
        within("open", seen.today.open, if is_quiet { 8 } else { 12 }, if is_quiet { 34 } else { 26 });
        within("not yet open", seen.today.not_yet, 60, 85);
        within("S overdue", seen.core_overdue, 1, 3);
        within("S at the cap", seen.capped, 2, 2);
        within("open actions", seen.open_actions, 10, 25);
        within("late actions", seen.late_actions, 0, 10);
        assert!(seen.latest <= 80, "on {day}: {seen:?}");
        let first = desk.book().customers().sorted()[0];
        let leading = &desk.standing(first.id).unwrap().obligations[0];
        assert_eq!((leading.tier, leading.state), (S, State::Overdue), "{day}");
        let is_after_holiday = desk.policy().calendar().working_days(day.plus_days(-16), day) < 10;
        assert!(
            (6..=if is_after_holiday { 16 } else { 12 }).contains(&leading.days_late),
            "{} late on {day}",
            leading.days_late
        );
    }
}

#[test]
fn both_languages_are_seen_alike() {
    for day in days().into_iter().step_by(8) {
        let [chinese, english] = Language::ALL.map(|language| seen(&desk(day, language)));
        assert_eq!(chinese, english, "{day}");
    }
}

#[test]
fn what_is_invented_is_marked_and_cannot_be_reached() {
    let book = book(&mut env(today(), 9, 30), Language::Chinese);
    assert!(book.people().sorted().iter().all(|person| person.sample && person.role.is_some()));
    assert!(book.customers().sorted().iter().all(|customer| customer.sample));
    let contacts: Vec<_> = book.contacts().sorted().collect();
    assert!(contacts.iter().all(|c| c.phone.is_empty() || c.phone.starts_with("138-0000-")));
    assert!(contacts.iter().all(|c| c.email.is_empty() || c.email.ends_with("@example.cn")));
    let mut names: Vec<_> = contacts.iter().map(|contact| &contact.name).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), contacts.len());
    let first = book.customers().sorted()[0];
    assert_eq!((first.number.as_str(), first.name.as_str()), ("TE2024001", "北辰科技有限公司"));
}

#[test]
fn every_screen_has_something_to_show() {
    for day in [today(), Day::new(2026, 3, 1).unwrap(), Day::new(2028, 2, 29).unwrap()] {
        let book = book(&mut env(day, 9, 30), Language::English);
        let customers = book.customers().sorted();
        let interactions: Vec<Interaction> = book.interactions().sorted().collect();
        let count = |is: &dyn Fn(&Interaction) -> bool| interactions.iter().filter(|i| is(i)).count();
        for stage in Stage::ALL {
            assert!(customers.iter().any(|c| c.stage == Some(*stage)), "{stage:?}");
        }
        for source in &GivenSource::ALL[..5] {
            assert!(customers.iter().any(|c| c.source == Some((*source).into())), "{source:?}");
        }
        for channel in Channel::ALL {
            assert!(count(&|i| i.channel == *channel) > 3, "{channel:?}");
        }
        for occasion in Occasion::ALL {
            assert!(count(&|i| i.occasion() == *occasion) > 3, "{occasion:?}");
        }
        let late = count(&|i| i.at.is_some_and(|at| i.recorded.millis() - at.millis() > 86_400_000));
        assert!((20..120).contains(&late), "{late} late");
        assert!(count(&|i| i.unanswered) > 5 && count(&|i| i.initiator == Initiator::Customer) > 30);
        // Master data with codes that are right, papers handed in and missing, payments, contracts, a plan.
        let codes: Vec<&str> =
            customers.iter().filter_map(|c| c.profile_value(ProfileField::CreditCode)).collect();
        assert!(codes.len() > 20 && codes.iter().all(|code| code.parse::<CreditCode>().is_ok()));
        let papers =
            |c: &&&Customer| ProfileField::PAPERS.iter().filter(|p| c.profile_value(**p).is_some()).count();
        assert!(customers.iter().filter(|c| papers(c) == 4).count() > 5);
        assert!(customers.iter().filter(|c| papers(c) == 2).count() > 5);
        let orders: Vec<Order> = book.orders().sorted().collect();
        assert!(orders.iter().all(|o| o.payment.is_some() && o.paid_on.is_none_or(|paid| paid < day)));
        assert!(orders.iter().any(|o| o.paid_on.is_none()) && orders.iter().any(|o| o.paid_on.is_some()));
        assert!(book.contracts().iter().count() >= 3 && book.plans().iter().count() == 1);
        let untouched = customers.iter().filter(|c| book.interactions_of(c.id).next().is_none()).count();
        assert_eq!(untouched, 7);
        let month = day.first_of_month();
        assert!(count(&|i| i.cap_excuse.is_some() && i.day >= month) >= 1);
    }
}

#[test]
fn customer_numbers_are_unique_and_referrers_came_first() {
    let book = book(&mut env(today(), 9, 30), Language::Chinese);
    for customer in book.customers().sorted() {
        let referrer = customer.referred_by.and_then(|id| book.customers().get(id));
        assert_eq!(customer.source == Some(GivenSource::Referral.into()), referrer.is_some());
        assert!(referrer.is_none_or(|referrer| referrer.registered <= customer.registered));
        assert_eq!(book.customer_by_number(&customer.number).map(|found| found.id), Some(customer.id));
    }
}

#[test]
fn a_synthetic_book_has_exactly_what_was_asked_for() {
    let mut env = env(today(), 9, 30);
    let records = sample::synthetic(&mut env, 2_000, 4, 10);
    check(&env, &records);
    let book = Book::assemble(BookInfo::begun(env.now), records).unwrap();
    assert_eq!(book.customers().len(), 2_000);
    assert_eq!((book.orders().len(), book.interactions().len()), (8_000, 20_000));
    let mut names: Vec<_> = book.customers().sorted().iter().map(|c| c.name.clone()).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 2_000);
    assert!(book.customers().sorted().iter().all(|customer| !customer.sample));
    assert!(sample::synthetic(&mut env, 0, 4, 10).len() == 8);
    assert!(!sample::synthetic(&mut env, 3, 0, 0).is_empty());
}

/// Prints what a new user sees: `cargo test --test sample -- --ignored --nocapture`.
#[test]
#[ignore = "prints a table"]
fn histogram() {
    for day in days() {
        println!("{day} {:?}", seen(&desk(day, Language::Chinese)));
    }
    let desk = desk(today(), Language::Chinese);
    let mut rows: Vec<String> = desk
        .standings()
        .map(|(customer, standing)| {
            let orders = desk.book().orders_of(customer.id).count();
            let owed = &standing.obligations[0];
            format!(
                "{}\t{}\t{:?}\t{orders} orders\t{} yuan\t{:?} {}\tlast {:?}",
                customer.tags[0],
                customer.number,
                standing.outcome(),
                standing.amount.get().unwrap_or(0) / 100,
                owed.state,
                owed.days_late,
                standing.last_contact,
            )
        })
        .collect();
    rows.sort();
    println!("{}", rows.join("\n"));
}
