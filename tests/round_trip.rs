//! Lists out of the book and back: an exported list, imported again, finds every row the same.
//! Issue 8: CSV and workbooks of any list, in both languages.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use proptest::prelude::*;
use wellkept::app::{
    CustomerTable, Desk, List, Paper, Quick, View, columns, fill, fill_handbook, fill_shown, handbook_sheet,
    sheet, shown_sheet,
};
use wellkept::book::Book;
use wellkept::exchange::{
    Cell, Fate, ImportOptions, Plan, Planning, Sheet, Table, TableProblem, is_workbook, plan, read_table,
    read_workbook, write_csv, write_workbook,
};
use wellkept::model::{
    BookInfo, Channel, CityTier, Contact, ContactId, Customer, CustomerId, Day, DecisionRole, Depth, Env,
    Feedback, FeedbackSort, GivenSource, IdSource, Initiator, Interaction, Money, Need, NeedCategory,
    NeedNature, NeedStatus, NextAction, Nps, Order, OwnSource, PartialDate, Person, ProfileField, Progress,
    Rating, Record, Satisfaction, Source, Stage, ValueBand, Zone,
};

use wellkept::sample;
use wellkept::text::Language;

fn env() -> Env {
    let now = Zone::SHANGHAI.instant(Day::new(2024, 6, 1).unwrap(), 9, 0);
    Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [4; 16]) }
}

fn desk(records: Vec<Record>) -> Desk {
    let env = env();
    let book = Book::assemble(BookInfo::begun(env.now), records).unwrap();
    let mut desk = Desk::open(book, env.zone, env.today());
    desk.work_out(usize::MAX);
    desk
}

fn exported(desk: &Desk, t: Language, list: List, with_ids: bool) -> Sheet {
    let mut sheet = sheet(t, list, with_ids);
    let mut table = CustomerTable::default();
    table.refresh(desk, 1);
    let shown = table.lines(t, desk, &View::default(), &Quick::default(), &[]).customers;
    fill(&mut sheet.rows, t, desk, list, &shown, with_ids);
    assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()));
    sheet
}

fn planned(desk: &Desk, table: &Table) -> Plan {
    plan(desk.book(), table, &ImportOptions::default(), &mut env())
}

/// Checks that each row of a list finds its record unaltered, by CSV and by a workbook, and returns how
/// many rows there are.
fn check(desk: &Desk, t: Language, list: List, with_ids: bool) -> usize {
    let sheet = exported(desk, t, list, with_ids);
    if sheet.rows.is_empty() {
        let problem = read_table(&write_csv(&sheet), None).unwrap_err();
        assert!(matches!(problem, TableProblem::HeaderOnly { .. }), "{list:?}: {problem}");
        return 0;
    }
    let workbook = write_workbook(std::slice::from_ref(&sheet), env().today()).unwrap();
    assert!(is_workbook(&workbook));
    let read = read_workbook(&workbook).unwrap().remove(0);
    assert_eq!((read.problem, read.name.as_str()), (None, sheet.title.as_str()), "{list:?}");
    check_table(desk, t, list, &sheet, &read.table.unwrap());
    check_table(desk, t, list, &sheet, &read_table(&write_csv(&sheet), None).unwrap());
    sheet.rows.len()
}

fn check_table(desk: &Desk, t: Language, list: List, sheet: &Sheet, table: &Table) {
    assert_eq!((table.layout(), table.len()), (list.layout(), sheet.rows.len()), "{list:?} {t:?}");
    let plan = planned(desk, table);
    for row in &plan.rows {
        assert_eq!(row.fate, Fate::Same, "{list:?} {t:?}: {row:?}");
    }
    assert!(plan.change(&mut env()).is_empty());
}

/// All of the handbooks' tables, as a workbook has them.
fn handbook(desk: &Desk, t: Language, with_ids: bool) -> Vec<Sheet> {
    let customers: Vec<CustomerId> = desk.book().customers().iter().map(|customer| customer.id).collect();
    let filled = Paper::ALL.map(|paper| {
        let mut sheet = handbook_sheet(t, desk, paper, with_ids);
        for (place, some) in customers.chunks(7).enumerate() {
            fill_handbook(&mut sheet.rows, t, desk, paper, (place * 7 + 1, some), with_ids);
        }
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()), "{paper:?}");
        sheet
    });
    filled.to_vec()
}

/// Checks that every row of the handbooks' tables finds its record unaltered, by a workbook and by CSV.
fn check_handbook(desk: &Desk, t: Language, with_ids: bool) {
    let sheets = handbook(desk, t, with_ids);
    let workbook = write_workbook(&sheets, env().today()).unwrap();
    for (read, sheet) in read_workbook(&workbook).unwrap().into_iter().zip(&sheets) {
        if sheet.rows.is_empty() {
            assert!(matches!(read.problem, Some(TableProblem::HeaderOnly { .. })), "{read:?}");
            continue;
        }
        for table in [read.table.unwrap(), read_table(&write_csv(sheet), None).unwrap()] {
            let plan = planned(desk, &table);
            let other = plan.rows.iter().find(|row| row.fate != Fate::Same);
            assert_eq!((plan.rows.len(), other), (sheet.rows.len(), None), "{} {t:?}", sheet.title);
        }
    }
}

#[test]
fn the_handbooks_tables_of_the_sample_come_back_the_same_in_both_languages() {
    let desk = desk(sample::records(&mut env(), Language::Chinese));
    for t in Language::ALL {
        for with_ids in [false, true] {
            check_handbook(&desk, t, with_ids);
        }
        let unread: Vec<String> = handbook(&desk, t, false)
            .iter()
            .flat_map(|sheet| planned(&desk, &read_table(&write_csv(sheet), None).unwrap()).unread_columns)
            .collect();
        // What is worked out is all that nobody reads.
        assert_eq!(unread, [if t == Language::Chinese { "客户级别" } else { "Customer level" }]);
    }
}

#[test]
fn every_list_of_the_sample_comes_back_the_same_in_both_languages() {
    for (made_in, read_in) in [
        (Language::Chinese, Language::Chinese),
        (Language::English, Language::English),
        (Language::Chinese, Language::English),
    ] {
        let desk = desk(sample::records(&mut env(), made_in));
        for list in List::ALL {
            for with_ids in [false, true] {
                let least = if matches!(list, List::Needs | List::Feedback) { 1 } else { 20 };
                assert!(check(&desk, read_in, list, with_ids) > least, "{list:?}");
            }
        }
    }
}

#[test]
fn a_list_shows_its_customers_in_their_order_with_tier_and_next_contact() {
    let desk = desk(sample::records(&mut env(), Language::Chinese));
    let sheet = exported(&desk, Language::Chinese, List::Customers, false);
    let place = |heading: &str| sheet.columns.iter().position(|column| column.heading == heading).unwrap();
    let tiers: Vec<String> = sheet.rows.iter().map(|row| row[place("等级")].written().into_owned()).collect();
    assert_eq!((tiers[0].as_str(), sheet.rows.len()), ("S", desk.book().customers().len()));
    assert!(tiers.iter().filter(|tier| *tier == "C").count() > 5);
    let due = sheet.rows.iter().filter(|row| row[place("下次应联系")].written().starts_with("20")).count();
    assert!(due > 100, "{due}");
    assert!(!sheet.columns.iter().any(|column| column.heading == "常顾编号"));
}

#[test]
fn the_list_with_whatever_columns_it_shows_comes_back_the_same() {
    let desk = desk(sample::records(&mut env(), Language::Chinese));
    let all = columns(desk.policy());
    assert!(all.len() > 30);
    let customers: Vec<CustomerId> =
        desk.book().customers().sorted().iter().map(|customer| customer.id).collect();
    for t in Language::ALL {
        for with_ids in [false, true] {
            let mut sheet = shown_sheet(t, &desk, &all, with_ids);
            fill_shown(&mut sheet.rows, t, &desk, &all, &customers, with_ids);
            assert_eq!(sheet.rows.len(), customers.len());
            assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()));
            let cells = || sheet.rows.iter().flatten();
            assert!(cells().filter(|cell| matches!(cell, Cell::Money(_))).count() > 100);
            assert!(cells().filter(|cell| matches!(cell, Cell::Day(_))).count() > 100);
            let workbook = write_workbook(std::slice::from_ref(&sheet), env().today()).unwrap();
            for table in [
                read_workbook(&workbook).unwrap().remove(0).table.unwrap(),
                read_table(&write_csv(&sheet), None).unwrap(),
            ] {
                let plan = planned(&desk, &table);
                let other = plan.rows.iter().find(|row| row.fate != Fate::Same);
                assert_eq!(other, None);
            }
        }
    }
}

#[test]
fn a_row_with_an_id_finds_its_record_whatever_was_renamed() {
    let desk = desk(sample::records(&mut env(), Language::Chinese));
    let mut sheet = exported(&desk, Language::Chinese, List::Customers, true);
    let place = |heading: &str| sheet.columns.iter().position(|column| column.heading == heading).unwrap();
    let (name, number, id) = (place("客户名称"), place("客户编号"), place("常顾编号"));
    sheet.rows.truncate(3);
    let second_number = sheet.rows[1][number].clone();
    sheet.rows[0][name] = wellkept::exchange::Cell::text("改了名的客户");
    sheet.rows[1][number] = wellkept::exchange::Cell::Empty;
    sheet.rows[2][number] = second_number;
    let twice = sheet.rows[0].clone();
    sheet.rows.push(twice);
    let table = read_table(&write_csv(&sheet), None).unwrap();
    let plan = planned(&desk, &table);
    let fates: Vec<Fate> = plan.rows.iter().map(|row| row.fate).collect();
    assert_eq!(fates, [Fate::Update, Fate::Same, Fate::Error, Fate::Error], "{:?}", plan.rows);
    let mut book = desk.book().clone();
    book.apply(&plan.change(&mut env())).unwrap();
    let renamed = book.customers().iter().find(|customer| customer.name == "改了名的客户").unwrap();
    assert_eq!(renamed.id.to_string(), sheet.rows[0][id].written());
}

#[test]
fn planning_in_steps_is_planning_at_once() {
    let desk = desk(sample::records(&mut env(), Language::Chinese));
    let changed = |list| {
        let text = String::from_utf8(write_csv(&exported(&desk, Language::Chinese, list, false))).unwrap();
        text.replace("公司", "集团").replace("2024-0", "2023-0").replace("待办", "已完成")
    };
    for list in List::ALL {
        let table = read_table(changed(list).as_bytes(), None).unwrap();
        let (mut once, mut stepwise) = (env(), env());
        let whole = plan(desk.book(), &table, &ImportOptions::default(), &mut once);
        let mut planning = Planning::of(desk.book(), &table, &ImportOptions::default());
        let mut steps = 0;
        while !planning.go_on(desk.book(), &table, &mut stepwise, 7) {
            steps += 1;
        }
        let stepped = planning.finish();
        assert!(steps > table.len() / 7);
        assert_eq!(stepped.rows, whole.rows);
        assert_eq!(stepped.change(&mut stepwise), whole.change(&mut once));
    }
}

/// Names as forms let them in, among them what a spreadsheet would run and what has marks in it.
fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "北辰科技",
        "北辰科技",
        "云帆商贸",
        "王经理",
        "刘总监",
        "李四；王五",
        "张三/总监",
        "=1+1",
        "+86 138",
        "-3",
        "@SUM(A1)",
        "'=1",
        "''+a",
        "'引号",
        "a,b",
        "\"x\"",
        "ＡＢ１",
        "AB1",
        "😀",
        "<script>",
        "0123",
        "1e5",
        "2024-03-05",
    ])
    .prop_map(str::to_owned)
}

/// Texts as forms let them in: trimmed, with line ends, without other control characters.
fn text() -> impl Strategy<Value = String> {
    let odd = "[ -~北辰科技；、，。\n\t]{0,20}".prop_map(|text| text.trim().to_owned());
    prop_oneof![2 => Just(String::new()), 2 => name(), 2 => odd]
}

type Choices = ([String; 3], [String; 6], [u8; 8], [bool; 6]);

fn choices() -> impl Strategy<Value = Choices> {
    (
        [name(), name(), name()],
        [text(), text(), text(), text(), text(), text()],
        any::<[u8; 8]>(),
        any::<[bool; 6]>(),
    )
}

fn pick<T: Copy>(all: &[T], by: u8) -> Option<T> {
    all.get(usize::from(by) % (all.len() + 1)).copied()
}

/// A text as a field of one line has it.
fn line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}

/// A book such as forms and imports make, with namesakes among customers, contacts and team, or without.
fn build(all: Vec<Choices>, has_namesakes: bool) -> Vec<Record> {
    let mut env = env();
    // One that the handbooks name, renamed.
    let mut records: Vec<Record> =
        vec![OwnSource::new(GivenSource::TradeShow.key(), "展会与论坛".into()).into()];
    for (place, ([first, second, third], texts, [a, b, c, d, e, f, g, h], flags)) in
        all.into_iter().enumerate()
    {
        let [one, two, three, four, five, six] = texts;
        let one_again = one.clone();
        let (two_again, three_again) = (two.clone(), three.clone());
        let own =
            |name: String, nth: usize| if has_namesakes { name } else { format!("{name} {place}{nth}") };
        let (first, second, third) = (own(first, 0), own(second, 1), own(third, 2));
        let day = Day::new(2020, 1, 1).unwrap().plus_days(i64::from(a) * 6);
        let person = Person { has_left: flags[0], ..Person::new(env.ids.draw(), third.clone()) };
        let numbers = [String::new(), format!("TE{place}"), format!("ＴＥ{place}"), format!("={place}")];
        let dates =
            [None, Some(PartialDate::Year(2023)), Some(PartialDate::Month(2023, 8)), Some(day.into())];
        let source = OwnSource {
            hidden: flags[5],
            ..OwnSource::new(env.ids.draw(), format!("老客户 回流-{place}"))
        };
        let mut customer = Customer {
            number: numbers[usize::from(b) % 4].clone(),
            short_name: one.clone(),
            industry: two.clone().into(),
            stage: pick(Stage::ALL, c),
            source: pick(
                &[GivenSource::TradeShow.into(), GivenSource::Website.into(), Source::Own(source.id)],
                d,
            ),
            stated_band: pick(ValueBand::ALL, e),
            since: dates[usize::from(f) % 4],
            tags: if flags[1] { vec!["VIP".into(), "=高复购".into()] } else { Vec::new() },
            owner: flags[2].then_some(person.id),
            remark: three.clone().into(),
            ..Customer::new(env.ids.draw(), first, env.now)
        };
        if flags[4] {
            customer.set_profile_value(ProfileField::Budget, &line(&one_again));
            customer.set_profile_value(
                ProfileField::Founded,
                ["2019", "2019-Q3", "2019-03", "2019-03-05"][usize::from(g) % 4],
            );
            customer.set_profile_value(ProfileField::Revenue, &Money::fen(i64::from(a) * 1_234_567).plain());
            customer
                .set_profile_value(ProfileField::CityTier, pick(CityTier::ALL, h).map_or("", CityTier::id));
            customer.set_profile_value(ProfileField::PaperBank, &day.to_string());
            customer.set_profile_value(
                ProfileField::CreditCode,
                if flags[5] { "9144030071526726XG" } else { "" },
            );
        }
        customer.ratings.need_fit = Rating::new(g % 6, day);
        customer.stated.repurchase_percent = pick(&[0, 1, 80, 100], h);
        customer.stated.cumulative_amount = flags[3].then(|| Money::fen(i64::from(a) * 977));
        let birthdays = ["", "05-10", "1980-05-10", "lunar 08-15", "lunar 1980-08-30"];
        let contacts: Vec<Contact> = [second, third]
            .into_iter()
            .map(|name| Contact {
                title: line(&two),
                phone: line(&four),
                role: pick(DecisionRole::ALL, d),
                area: line(&six),
                birthday: birthdays[usize::from(e) % birthdays.len()].parse().ok(),
                has_left: flags[4],
                ..Contact::new(env.ids.draw(), customer.id, name)
            })
            .collect();
        let order = Order {
            number: numbers[usize::from(c) % 4].clone(),
            product: five.clone(),
            note: six.clone(),
            ..Order::new(env.ids.draw(), customer.id, day, Money::fen(i64::from(g) * 12_345))
        };
        let took_part: Vec<ContactId> = contacts.iter().map(|contact| contact.id).collect();
        let interaction = Interaction {
            at: flags[5].then(|| env.zone.instant(day, 14, 30)),
            contacts: took_part,
            people: vec![person.id],
            summary: six,
            feedback: four,
            author: flags[0].then_some(person.id),
            ..Interaction::new(
                env.ids.draw(),
                customer.id,
                day,
                pick(Channel::ALL, h).unwrap_or(Channel::Call),
                Depth::Deep,
                Initiator::Us,
                env.now,
            )
        };
        let words = if five.is_empty() { "回访".to_owned() } else { five };
        let action = NextAction {
            due: flags[1].then_some(day),
            owner: Some(person.id),
            progress: pick(Progress::ALL, f),
            interaction: Some(interaction.id),
            assignee_as_written: one,
            ..NextAction::new(env.ids.draw(), customer.id, words)
        };
        let need = Need {
            is_problem: flags[0],
            is_implied: flags[1],
            category: pick(NeedCategory::ALL, a),
            nature: pick(NeedNature::ALL, b),
            department: line(&two_again),
            status: pick(NeedStatus::ALL, c),
            answer: three_again.clone(),
            answered: flags[2].then_some(day),
            author: flags[3].then_some(person.id),
            ..Need::new(env.ids.draw(), customer.id, day, format!("需求{}", line(&three_again)))
        };
        let feedback = Feedback {
            text: three_again,
            satisfaction: Satisfaction::new(d % 6),
            nps: Nps::new(e % 12),
            promised: flags[4].then_some(day.plus_days(900)),
            resolved: flags[5].then_some(day),
            cause: two_again,
            owner: flags[0].then_some(person.id),
            ..Feedback::new(
                env.ids.draw(),
                customer.id,
                pick(FeedbackSort::ALL, f).unwrap_or(FeedbackSort::Survey),
                day,
            )
        };
        let twin = Interaction { id: env.ids.draw(), ..interaction.clone() };
        records.extend([person.into(), customer.into()] as [Record; 2]);
        records.extend(contacts.into_iter().map(Record::from));
        records.extend([order.into(), interaction.into(), twin.into(), action.into()] as [Record; 4]);
        records.extend([need.into(), feedback.into(), source.into()] as [Record; 3]);
    }
    records
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_list_with_ids_comes_back_the_same(all in prop::collection::vec(choices(), 1..6)) {
        let desk = desk(build(all, true));
        for list in List::ALL {
            for t in Language::ALL {
                check(&desk, t, list, true);
            }
        }
    }

    #[test]
    fn the_handbooks_tables_with_ids_come_back_the_same(all in prop::collection::vec(choices(), 1..6)) {
        let desk = desk(build(all, true));
        for t in Language::ALL {
            check_handbook(&desk, t, true);
        }
    }

    #[test]
    fn every_list_without_ids_comes_back_the_same_where_names_tell(all in prop::collection::vec(choices(), 1..6)) {
        let desk = desk(build(all, false));
        for list in List::ALL {
            for t in Language::ALL {
                check(&desk, t, list, false);
            }
        }
    }
}
