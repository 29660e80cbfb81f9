use proptest::prelude::*;

use super::*;
use crate::model::{BookInfo, Customer, IdSource, Instant, Person, Record, Zone};

const TODAY: &str = "2024-05-11";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A book with two customers, their people, and one of ours; returns the customers and the people.
fn book() -> (Book, [CustomerId; 2], [ContactId; 3], PersonId) {
    let now = Instant::from_millis(1_715_000_000_000);
    let mut ids = IdSource::new(now, [3; 16]);
    let first = Customer {
        number: "TE2024001".into(),
        ..Customer::new(ids.draw(), "北辰科技有限公司".into(), now)
    };
    let second = Customer::new(ids.draw(), "北方商贸".into(), now);
    let mut person = |of, name: &str, title: &str| Contact {
        title: title.into(),
        ..Contact::new(ids.draw(), of, name.into())
    };
    let people = [
        person(first.id, "王建国", "技术总监"),
        person(first.id, "刘敏", "采购经理"),
        person(second.id, "王五", "总监"),
    ];
    let ours = Person::new(ids.draw(), "李雷".into());
    let found = ([first.id, second.id], [people[0].id, people[1].id, people[2].id], ours.id);
    let mut records: Vec<Record> = vec![ours.into(), first.into(), second.into()];
    records.extend(people.map(Record::from));
    (Book::assemble(BookInfo::begun(now), records).unwrap(), found.0, found.1, found.2)
}

fn read(text: &str, open: bool) -> Captured {
    let (book, customers, _, _) = book();
    capture(&Desk::open(book, Zone::SHANGHAI, day(TODAY)), open.then_some(customers[0]), text, day(TODAY))
}

#[test]
fn the_line_of_the_issue_is_understood_word_for_word() {
    let (_, customers, people, _) = book();
    let line = read("5/10 电话 王总监 交付期要缩短 !价格超预算10% >5/15 技术部 出方案 >5/20 再沟通", true);
    let action = |due: &str, department: &str, text: &str| CapturedAction {
        text: text.into(),
        due: Some(day(due)),
        department: department.into(),
        ..CapturedAction::default()
    };
    assert_eq!(
        line,
        Captured {
            customers: vec![customers[0]],
            day: day("2024-05-10"),
            channel: Some(Channel::Call),
            contacts: vec![people[0]],
            summary: "交付期要缩短".into(),
            problems: "价格超预算10%".into(),
            actions: vec![action("2024-05-15", "技术部", "出方案"), action("2024-05-20", "", "再沟通")],
            ..Captured::default()
        }
    );
}

#[test]
fn the_same_in_english_and_with_every_mark() {
    let (_, customers, people, ours) = book();
    let line = read(
        "visit @TE2024001 刘敏 yesterday 14:30 wants shorter delivery ！over budget +three options +a trial #renewal >2wd 李雷 send the quote <5/20 send the drawings",
        false,
    );
    assert_eq!((line.customers.as_slice(), line.contacts.as_slice()), (&customers[..1], &people[1..2]));
    assert_eq!(
        (line.day, line.time.as_str(), line.channel),
        (day("2024-05-10"), "14:30", Some(Channel::Visit))
    );
    assert_eq!((line.summary.as_str(), line.problems.as_str()), ("wants shorter delivery", "over budget"));
    assert_eq!((line.needs.as_str(), line.theme.as_str()), ("three options\na trial", "renewal"));
    assert_eq!(line.actions[0].owner, Some(ours));
    // Saturday the 11th was worked that year.
    assert_eq!(line.actions[0].due, Some(day("2024-05-13")));
    assert!(line.actions[1].is_theirs && !line.actions[0].is_theirs);
    assert_eq!(line.faults, []);
}

#[test]
fn what_cannot_be_understood_is_named() {
    let faults = |text: &str, open: bool| read(text, open).faults;
    assert_eq!(faults("电话 谈价格", false), [CaptureFault::NoCustomer]);
    assert_eq!(faults("@北 谈价格", false), [CaptureFault::SeveralCustomers("北".into())]);
    assert_eq!(faults("@南 谈价格", false), [CaptureFault::UnknownCustomer("南".into())]);
    assert_eq!(faults("2/30 谈价格", true), [CaptureFault::NoSuchDay("2/30".into())]);
    assert_eq!(faults("2025-01-01 谈价格", true), [CaptureFault::FutureDay]);
    assert_eq!(faults("电话 王总监", true), [CaptureFault::NoText]);
    assert_eq!(faults("谈价格 ! >", true), [CaptureFault::EmptyPart('!'), CaptureFault::EmptyPart('>')]);
    assert_eq!(faults("谈价格 >13/45 出方案", true), [CaptureFault::NoSuchDay("13/45".into())]);
}

#[test]
fn only_the_customers_own_people_are_found_and_doubled_marks_are_text() {
    let line = read("王五 说 !!很急", true);
    assert!(line.contacts.is_empty());
    assert_eq!(line.summary, "王五 说 !很急");
    let (_, _, people, _) = book();
    assert_eq!(read("@北方商贸 王总监 谈价格", false).contacts, [people[2]]);
    // Whoever thinks of the customer last may write it last.
    let line = read("谈价格 @北方商贸", false);
    assert_eq!((line.summary.as_str(), line.customers.len()), ("谈价格", 1));
    // A day without a year is the last that was, for a contact, and the next that comes, for an action.
    let line = read("12/31 谈价格 >1/5 寄样品", true);
    assert_eq!((line.day, line.actions[0].due), (day("2023-12-31"), Some(day("2024-01-05"))));
    assert_eq!(read("2/29 谈价格", true).day, day("2024-02-29"));
}

#[test]
fn a_line_fills_the_record_form() {
    let now = Zone::SHANGHAI.instant(day(TODAY), 14, 0);
    let env = Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [5; 16]) };
    let draft = read("5/10 微信 !太贵 >明天 回电", true).draft(&env).unwrap();
    assert_eq!((draft.day.as_str(), draft.time.as_str()), ("2024-05-10", ""));
    assert_eq!(
        (draft.depth, draft.summary.as_str(), draft.problems.as_str()),
        (Depth::Light, "太贵", "太贵")
    );
    assert_eq!(draft.actions[0].due, "2024-05-11");
    assert!(read("@北 谈", false).draft(&env).is_none());
}

proptest! {
    /// Whatever is typed is read without a panic, and nothing is understood that is not there.
    #[test]
    fn any_line_is_read(text in "\\PC{0,60}", open in any::<bool>()) {
        let line = read(&text, open);
        prop_assert!(line.summary.chars().count() <= text.chars().count());
        prop_assert!(line.actions.len() <= text.matches(['>', '<', '＞', '＜', '》', '《']).count());
    }

    /// What is written by the grammar is read back word for word, in any order of the head.
    #[test]
    fn what_is_written_reads_back(
        said in "[交付期价格a-z]{3,9}( [缩短优惠a-z]{3,5}){0,2}", problem in "[a-z价格]{3,8}", text in "[a-z方案]{3,8}",
        days in 0i64..300, ahead in 1i64..300, order in Just(vec![0, 1, 2]).prop_shuffle(),
    ) {
        prop_assume!(channel(said.split(' ').next().unwrap()).is_none());
        let (on, due) = (day(TODAY).plus_days(-days), day(TODAY).plus_days(-days + ahead));
        let head = [format!("{}/{}", on.month(), on.day_of_month()), "拜访".to_owned(), "刘敏".to_owned()];
        let head: Vec<&str> = order.iter().map(|place: &usize| head[*place].as_str()).collect();
        let line = format!("{} {said} !{problem} >{}/{} {text}", head.join(" "), due.month(), due.day_of_month());
        let read = read(&line, true);
        prop_assert_eq!(&read.faults, &[]);
        prop_assert_eq!((read.day, read.channel, read.contacts.len()), (on, Some(Channel::Visit), 1));
        prop_assert_eq!((read.summary, read.problems), (said, problem));
        prop_assert_eq!((read.actions[0].due, read.actions[0].text.clone()), (Some(due), text));
    }
}
