//! Tables into the book: the handbooks' own sheets by requirement number, the bad input of issue 2,
//! and what always holds: a plan applies, and the same file again changes nothing.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::string_slice, clippy::unwrap_used)]

use std::collections::{BTreeMap, HashMap};

use proptest::prelude::*;
use wellkept::book::{Applying, Book};
use wellkept::exchange::{
    Batch, BatchPlan, Encoding, Fate, Field, ImportOptions, Layout, Plan, PlannedRow, Reason, RowChoice,
    RowNote, Table, TableProblem, plan, read_table, read_text, write,
};
use wellkept::model::{
    Channel, Contact, Customer, CustomerId, Day, DecisionRole, Depth, Env, GivenSource, IdSource, Initiator,
    Instant, Interaction, Money, NextAction, Order, PartialDate, Stage, ValueBand, Zone,
};

/// A desk on 2024-06-01, with an empty book.
struct Desk {
    env: Env,
    book: Book,
}

impl Desk {
    fn new() -> Self {
        let now = Zone::SHANGHAI.instant("2024-06-01".parse().unwrap(), 9, 0);
        let env = Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [4; 16]) };
        Self { env, book: Book::begun(now) }
    }

    fn plan(&mut self, bytes: &[u8], customer: Option<CustomerId>) -> Plan {
        let table = read_table(bytes, None).unwrap();
        plan(&self.book, &table, &ImportOptions { customer, ..ImportOptions::default() }, &mut self.env)
    }

    /// Imports a file, and checks that importing it again would change nothing.
    fn import_for(&mut self, bytes: &[u8], customer: Option<CustomerId>) -> Plan {
        let first = self.plan(bytes, customer);
        let change = first.change(&mut self.env);
        self.book.apply(&change).unwrap();
        let again = self.plan(bytes, customer);
        // A row in error may be right the second time: another row may have made its customer.
        for (_, after) in first.rows.iter().zip(&again.rows).filter(|(before, _)| before.fate != Fate::Error)
        {
            assert_eq!(after.fate, Fate::Same, "line {}: {after:?}", after.line);
        }
        assert_eq!(again.change(&mut self.env).is_empty(), again.rows_to_write() == 0);
        first
    }

    fn import(&mut self, name: &str) -> Plan {
        self.import_for(&fixture(name), None)
    }

    fn customer(&self, name: &str) -> &Customer {
        self.book.customers().iter().find(|customer| customer.name == name).unwrap()
    }

    fn contacts(&self, customer: &str) -> Vec<Contact> {
        self.book.contacts_of(self.customer(customer).id).collect()
    }

    fn interactions(&self) -> Vec<Interaction> {
        self.book.interactions().sorted().collect()
    }

    fn orders(&self) -> Vec<Order> {
        self.book.orders().sorted().collect()
    }

    fn actions(&self) -> Vec<NextAction> {
        self.book.next_actions().sorted().collect()
    }
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    std::fs::read(folder.join(name)).unwrap()
}

fn reason(row: &PlannedRow) -> &Reason {
    assert_eq!((row.fate, row.problems.len()), (Fate::Error, 1), "{row:?}");
    &row.problems[0].reason
}

fn fates(plan: &Plan) -> Vec<Fate> {
    plan.rows.iter().map(|row| row.fate).collect()
}

#[test]
fn a0_30_customer_table_with_sample_te2024001_in_every_encoding() {
    for name in ["customers-a0.30.csv", "customers-a0.30-gb18030.csv", "customers-a0.30-utf16.tsv"] {
        let mut desk = Desk::new();
        let plan = desk.import(name);
        assert_eq!((plan.layout, fates(&plan)), (Layout::Customers, vec![Fate::New, Fate::New]), "{name}");
        assert!(plan.unread_columns.is_empty());
        let customer = desk.book.customer_by_number("TE2024001").unwrap();
        assert_eq!(customer.name, "*科技有限公司");
        assert_eq!((customer.industry.as_str(), customer.size.as_str()), ("通信设备", "5000万-1亿"));
        assert_eq!(customer.since, Some(PartialDate::Month(2023, 8)));
        assert_eq!(customer.stage, Some(Stage::Stable));
        assert_eq!(customer.tags, ["制造业", "高复购"]);
        assert_eq!(customer.registered, desk.env.now);
        let contact = &desk.contacts("*科技有限公司")[0];
        assert_eq!((contact.name.as_str(), contact.title.as_str()), ("刘总监", "总监"));
        assert_eq!(contact.phone, "138****5678");
        assert_eq!(desk.contacts("北辰科技")[0].title, "采购经理");
        assert_eq!(desk.customer("北辰科技").since.unwrap().to_string(), "2024-Q1");
    }
}

#[test]
fn a1_23_customer_basic_table_with_the_two_rows_of_a1_27() {
    for name in ["customers-a1.23.csv", "customers-a1.23-gb18030.tsv"] {
        let mut desk = Desk::new();
        let plan = desk.import(name);
        assert_eq!(fates(&plan), [Fate::New, Fate::New]);
        assert!(plan.unread_columns.is_empty(), "{:?}", plan.unread_columns);
        let first = desk.customer("*制造有限公司");
        assert_eq!((first.stated_band, first.stage), (Some(ValueBand::High), Some(Stage::Renewal)));
        assert_eq!(first.key_need, "产品交付周期优化");
        assert_eq!(first.remark, "2024年续约意向待确认");
        let second = desk.customer("*零售连锁公司");
        assert_eq!((second.stated_band, second.stage), (Some(ValueBand::Medium), Some(Stage::Stable)));
        assert_eq!(desk.book.people().len(), 1, "one owner, added once");
        assert_eq!(first.owner, second.owner);
        assert_eq!(plan.rows[0].notes, [RowNote::NewPerson { name: "李明".into() }]);
        let contact = &desk.contacts("*制造有限公司")[0];
        assert_eq!((contact.name.as_str(), contact.title.as_str()), ("张*", "采购总监"));
    }
}

#[test]
fn a1_25_the_seven_stages_and_a3_16_the_five_statuses_of_ruling_9() {
    let mut desk = Desk::new();
    let rows = [
        "潜在客户",
        "接洽中",
        "已签约",
        "使用初期",
        "稳定期",
        "续约期",
        "流失客户",
        "意向客户",
        "合作中",
        "暂停合作",
    ];
    let body: String = rows.iter().enumerate().map(|(n, stage)| format!("客户{n},{stage}\n")).collect();
    let plan = desk.import_for(format!("客户名称,合作阶段\n{body}").as_bytes(), None);
    let stages: Vec<Option<Stage>> = (0..9).map(|n| desk.customer(&format!("客户{n}")).stage).collect();
    assert_eq!(stages[..7], Stage::ALL.iter().copied().map(Some).collect::<Vec<_>>());
    assert_eq!(stages[7..], [Some(Stage::InTalks), Some(Stage::Stable)]);
    assert_eq!(reason(&plan.rows[9]), &Reason::PausedIsNoStage);
}

#[test]
fn a1_20_record_of_contacts_with_next_actions() {
    for name in ["interactions-a1.20.csv", "interactions-a1.20-gb18030.tsv"] {
        let mut desk = Desk::new();
        desk.import("customers-a0.30.csv");
        let plan = desk.import(name);
        assert_eq!((plan.layout, fates(&plan)), (Layout::Interactions, vec![Fate::New, Fate::New]));
        let call = &desk.interactions()[0];
        assert_eq!((call.day.to_string().as_str(), call.channel), ("2024-05-10", Channel::Call));
        assert_eq!((call.depth, call.initiator), (Depth::Deep, Initiator::Us));
        assert_eq!(call.at.map(|at| desk.env.zone.time_of(at)), Some((14, 30)));
        assert_eq!((call.recorded, call.author), (desk.env.now, None));
        assert_eq!(call.contacts, [desk.contacts("*科技有限公司")[0].id]);
        assert_eq!(call.contacts_as_written, "李明");
        assert_eq!(call.feedback, "价格超出预算10%");
        assert_eq!(desk.interactions()[1].at, None);
        let due = |text: &str| {
            let action = desk.actions().into_iter().find(|action| action.text.contains(text)).unwrap();
            action.due.map(|day| day.to_string())
        };
        assert_eq!(due("定制方案").as_deref(), Some("2024-05-15"));
        assert_eq!(due("再次沟通").as_deref(), Some("2024-05-20"));
        assert_eq!(due("回访").as_deref(), Some("2025-01-08"), "a day before the contact is next year's");
        assert_eq!(desk.actions().len(), 3);
        assert!(desk.actions().iter().all(|action| action.interaction.is_some() && action.is_open()));
    }
}

#[test]
fn a1_20_feedback_and_next_actions_in_one_column_stay_whole() {
    let mut desk = Desk::new();
    desk.import("customers-a0.30.csv");
    let customer = desk.customer("北辰科技").id;
    let plan = desk.import_for(&fixture("interactions-a1.20-one-column.csv"), Some(customer));
    assert_eq!(fates(&plan), [Fate::New]);
    assert_eq!(desk.interactions()[0].feedback, "满意；5月15日前提供方案");
    assert!(desk.actions().is_empty());
}

#[test]
fn a3_18_follow_up_record_of_one_customer_or_of_many() {
    for name in
        ["interactions-a3.18.csv", "interactions-a3.18-gb18030.tsv", "interactions-a3.18-with-customer.csv"]
    {
        let mut desk = Desk::new();
        desk.import("customers-a0.30.csv");
        let customer = desk.customer("*科技有限公司").id;
        if name != "interactions-a3.18-with-customer.csv" {
            let unasked = desk.plan(&fixture(name), None);
            assert!(unasked.needs_customer && unasked.rows.is_empty());
        }
        let plan = desk.import_for(&fixture(name), Some(customer));
        assert!(!plan.needs_customer);
        assert_eq!(fates(&plan), [Fate::New, Fate::New]);
        let (call, mail) = (&desk.interactions()[0], &desk.interactions()[1]);
        assert_eq!((call.day.to_string(), call.channel), ("2024-03-15".into(), Channel::Call));
        assert_eq!((mail.day.to_string(), mail.channel), ("2024-03-18".into(), Channel::Email));
        assert_eq!(mail.depth, Depth::Light);
        assert_eq!(call.customer, customer);
        let author = desk.book.people().get(call.author.unwrap()).unwrap();
        assert_eq!((author.name.as_str(), call.people.as_slice()), ("张三", [author.id].as_slice()));
        let due: Vec<String> =
            desk.actions().iter().filter_map(|action| action.due).map(|day| day.to_string()).collect();
        assert_eq!(due, ["2024-03-18", "2024-03-25"]);
        assert_eq!(desk.actions()[0].owner, call.author);
    }
}

#[test]
fn a0_6_orders_with_their_units() {
    for name in ["orders.csv", "orders-gb18030.tsv"] {
        let mut desk = Desk::new();
        desk.import("customers-a0.30.csv");
        let plan = desk.import(name);
        assert_eq!((plan.layout, plan.count(Fate::New)), (Layout::Orders, 3));
        let amounts: Vec<i64> = desk.orders().iter().map(|order| order.amount.fen).collect();
        assert_eq!(amounts, [1_200_050, 1_200_000, 30_000]);
        assert_eq!(desk.orders()[1].note, "含安装");
        assert_eq!(desk.orders()[2].number, "");
    }
    let mut desk = Desk::new();
    desk.import("customers-a0.30.csv");
    desk.import("orders-in-wan.csv");
    let amounts: Vec<Money> = desk.orders().iter().map(|order| order.amount).collect();
    assert_eq!(amounts, [Money::yuan(12_000), Money::yuan(5000)]);
}

#[test]
fn a0_6_an_order_is_altered_by_its_number_and_known_without_one() {
    let mut desk = Desk::new();
    desk.import("customers-a0.30.csv");
    desk.import("orders.csv");
    let plan = desk
        .import_for("订单编号,客户编号,下单日期,金额\nDD001,TE2024001,2024-03-05,15000\n".as_bytes(), None);
    assert_eq!(fates(&plan), [Fate::Update]);
    assert_eq!(desk.orders()[0].amount, Money::yuan(15_000));
    assert_eq!(desk.orders()[0].product, "路由器", "an empty cell alters nothing");
    let unnumbered =
        "客户编号,下单日期,金额,产品\nTE2024002,2024-04-01,12000,交换机\nTE2024002,2024-04-01,12000,交换机\n";
    let plan = desk.import_for(unnumbered.as_bytes(), None);
    assert_eq!(fates(&plan), [Fate::Same, Fate::New], "two rows are two orders");
    assert_eq!(plan.rows[1].notes, [RowNote::RepeatedInFile { line: 2 }]);
}

#[test]
fn a0_6_a0_13_a0_14_stated_figures_and_ratings() {
    let mut desk = Desk::new();
    let plan = desk.import("customers-a0.6-a0.13.csv");
    assert_eq!(plan.unread_columns, ["天气"]);
    let customer = desk.customer("远航物流");
    assert_eq!(customer.short_name, "远航");
    assert_eq!(customer.source, Some(GivenSource::Referral.into()));
    assert_eq!(customer.stated.cumulative_amount, Some(Money::yuan(1_200_000)));
    assert_eq!(customer.stated.orders_in_6_months, Some(3));
    assert_eq!(customer.stated.repurchase_percent, Some(80));
    assert_eq!(customer.stated.referrals, Some(2));
    let points = |rating: Option<wellkept::model::Rating>| rating.map(|rating| rating.points());
    assert_eq!(points(customer.ratings.industry_growth), Some(4));
    assert_eq!(points(customer.ratings.expansion_potential), Some(5));
    assert_eq!(points(customer.ratings.need_fit), Some(3));
    assert_eq!(points(customer.ratings.complaint_handling), Some(5));
    let contact = &desk.contacts("远航物流")[0];
    assert_eq!((contact.name.as_str(), contact.email.as_str()), ("远航物流", "li@example.com"));
    assert_eq!(contact.role, Some(DecisionRole::Decider));
    assert_eq!(plan.rows[0].notes, [RowNote::ContactNamedAfterCustomer]);
    // A later day alone does not make the same points another rating.
    let tomorrow = Instant::from_millis(desk.env.now.millis() + 86_400_000);
    desk.env.now = tomorrow;
    assert_eq!(fates(&desk.plan(&fixture("customers-a0.6-a0.13.csv"), None)), [Fate::Same]);
}

#[test]
fn a0_9_a_number_finds_the_customer_and_a_name_takes_one_on() {
    let mut desk = Desk::new();
    desk.import_for("客户名称,行业\n北辰科技,通信\n".as_bytes(), None);
    let plan = desk.import_for("客户编号,客户名称\nTE2024002,北辰科技\n".as_bytes(), None);
    assert_eq!(fates(&plan), [Fate::Update]);
    assert_eq!(desk.customer("北辰科技").number, "TE2024002");
    assert_eq!(desk.customer("北辰科技").industry, "通信");
    let plan = desk
        .import_for("客户编号,客户名称\nＴＥ２０２４００２,北辰集团\nTE2024003,北辰集团\n".as_bytes(), None);
    assert_eq!(fates(&plan), [Fate::Update, Fate::New]);
    assert_eq!(plan.rows[0].notes, [RowNote::Changes { heading: "客户名称".into() }]);
    let plan = desk.import_for("客户名称\n北辰集团\n".as_bytes(), None);
    assert_eq!(reason(&plan.rows[0]), &Reason::AmbiguousName { count: 2 });
}

#[test]
fn a0_9_a_row_with_only_the_name_steps_back_for_the_row_with_the_number() {
    let mut desk = Desk::new();
    desk.import("customers-a0.30.csv");
    let plan = desk.import_for("客户编号,客户名称,行业\n,北辰科技,甲\nTE2024002,,乙\n".as_bytes(), None);
    assert_eq!(reason(&plan.rows[0]), &Reason::CustomerTwice { line: 3 });
    assert_eq!(desk.customer("北辰科技").industry, "乙");
}

#[test]
fn a0_10_tags_are_merged() {
    let mut desk = Desk::new();
    desk.import("customers-a0.30.csv");
    desk.import_for("客户编号,客户标签\nTE2024001,高复购；老客户\n".as_bytes(), None);
    assert_eq!(desk.customer("*科技有限公司").tags, ["制造业", "高复购", "老客户"]);
}

#[test]
fn a0_5_contacts_are_known_by_name_and_filled() {
    let mut desk = Desk::new();
    desk.import("customers-a0.30.csv");
    let plan = desk.import_for(
        "客户编号,联系人,职务,电话\nTE2024001,刘总监,技术总监,\nTE2024002,赵六,,139\n".as_bytes(),
        None,
    );
    assert_eq!(fates(&plan), [Fate::Update, Fate::Update]);
    let known = desk.contacts("*科技有限公司");
    assert_eq!(
        (known.len(), known[0].title.as_str(), known[0].phone.as_str()),
        (1, "技术总监", "138****5678")
    );
    assert_eq!(plan.rows[1].notes, [RowNote::NewContact { name: "赵六".into() }]);
    assert_eq!(desk.contacts("北辰科技").len(), 2);
}

#[test]
fn a0_5_people_bring_their_firm_along_and_are_known_the_next_time() {
    let mut desk = Desk::new();
    desk.import("customers-a0.30.csv");
    let cards = "BEGIN:VCARD\nVERSION:3.0\nFN:赵六\nORG:北辰科技\nTEL:139\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:钱七\nORG:新来的公司\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:孙八\nORG:新来的公司\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:没有公司\nEND:VCARD\n";
    let plan = desk.import_for(cards.as_bytes(), None);
    assert_eq!(plan.layout, Layout::Contacts);
    assert_eq!(fates(&plan), [Fate::New, Fate::New, Fate::New, Fate::Error]);
    assert_eq!(plan.rows[1].notes, [RowNote::NewCustomer { name: "新来的公司".into() }]);
    assert_eq!(plan.rows[2].notes, []);
    assert_eq!(desk.contacts("新来的公司").len(), 2);
    assert_eq!(desk.contacts("北辰科技")[1].phone, "139");
    let left = desk.import_for("客户名称,联系人,在职状态\n北辰科技,赵六,已离职\n".as_bytes(), None);
    assert_eq!((fates(&left), desk.contacts("北辰科技")[1].has_left), (vec![Fate::Update], true));
}

#[test]
fn a0_24_next_actions_are_known_by_what_is_to_be_done_by_when() {
    let mut desk = Desk::new();
    desk.import("customers-a0.30.csv");
    let table = "客户名称,待办事项,截止日期,负责人,完成状态,完成日期\n北辰科技,回访,2024-07-01,张三,待办,\n北辰科技,回访,2024-07-01,,,\n没有的公司,回访,,,,\n";
    let plan = desk.import_for(table.as_bytes(), None);
    assert_eq!(plan.layout, Layout::NextActions);
    assert_eq!(fates(&plan), [Fate::New, Fate::New, Fate::Error]);
    assert_eq!(plan.rows[1].notes, [RowNote::RepeatedInFile { line: 2 }]);
    let done = "客户名称,待办事项,截止日期,完成状态,完成日期\n北辰科技,回访,2024-07-01,已完成,2024-05-31\n";
    assert_eq!(fates(&desk.import_for(done.as_bytes(), None)), [Fate::Update]);
    assert_eq!(desk.actions().iter().filter(|action| action.is_open()).count(), 1);
}

#[test]
fn a4_15_an_owner_of_a_row_in_error_does_not_join_the_team() {
    let mut desk = Desk::new();
    let plan =
        desk.import_for("客户名称,合作阶段,负责人\n甲,热恋期,王五\n乙,稳定期,张三、李四\n".as_bytes(), None);
    assert_eq!(fates(&plan), [Fate::Error, Fate::New]);
    let names: Vec<&str> = desk.book.people().iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["张三"]);
    assert!(
        plan.rows[1]
            .notes
            .contains(&RowNote::FirstTaken { heading: "负责人".into(), taken: "张三".into() })
    );
}

#[test]
fn bad_customers_are_reported_and_left_out_whole() {
    let mut desk = Desk::new();
    let plan = desk.import("bad-customers.csv");
    let ok = |line: usize| assert_eq!(plan.rows[line - 2].fate, Fate::New, "{:?}", plan.rows[line - 2]);
    let bad = |line: usize| {
        assert_eq!(plan.rows[line - 2].line, line);
        reason(&plan.rows[line - 2]).clone()
    };
    ok(2);
    assert_eq!(bad(3), Reason::NumberTwice { line: 2 });
    assert_eq!(bad(4), Reason::NameTwice { line: 2 });
    assert_eq!(bad(5), Reason::Missing);
    assert_eq!(bad(6), Reason::NoSuchDay);
    ok(7);
    assert_eq!(bad(8), Reason::PausedIsNoStage);
    assert_eq!(bad(9), Reason::AmountRange);
    assert_eq!(bad(10), Reason::Negative);
    assert_eq!(bad(11), Reason::AmbiguousPercent);
    ok(12);
    ok(13);
    assert_eq!(bad(14), Reason::TooLong { limit: 200 });
    assert_eq!(bad(15), Reason::TooLong { limit: 4000 });
    assert_eq!(bad(16), Reason::ControlCharacter);
    assert_eq!(bad(17), Reason::TooManyCells { headings: 7, cells: 8 });
    assert_eq!(plan.count(Fate::New), desk.book.customers().len());
    assert_eq!(desk.customer("<script>alert(1)</script>").number, "B10");
    assert_eq!(desk.customer("😀👩‍👩‍👧‍👦").number, "B11");
    let shown = &plan.rows[14 - 2].problems[0];
    assert_eq!((shown.heading.as_str(), shown.cell.chars().count()), ("客户名称", 41));
}

#[test]
fn bad_orders_are_reported() {
    let mut desk = Desk::new();
    desk.import("customers-a0.30.csv");
    let plan = desk.import("bad-orders.csv");
    let today = desk.env.today();
    let expected = [
        Some(Reason::NoSuchDay),
        Some(Reason::NotAWholeDay),
        Some(Reason::AmountRange),
        Some(Reason::Negative),
        Some(Reason::UnknownCustomer),
        Some(Reason::InFuture { today }),
        Some(Reason::NotADate),
        None,
        Some(Reason::OrderNumberTwice { line: 9 }),
        Some(Reason::Missing),
    ];
    for (row, expected) in plan.rows.iter().zip(&expected) {
        match expected {
            Some(expected) => assert_eq!(reason(row), expected),
            None => assert_eq!(row.fate, Fate::New),
        }
    }
    assert_eq!(desk.orders().len(), 1);
    let other = desk.import_for("订单编号,客户编号,日期,金额\nX8,TE2024002,2024-03-01,5\n".as_bytes(), None);
    assert_eq!(reason(&other.rows[0]), &Reason::OrderOfAnother { customer: "*科技有限公司".into() });
}

#[test]
fn bad_interactions_are_reported() {
    let mut desk = Desk::new();
    desk.import("customers-a0.30.csv");
    let plan = desk.import("bad-interactions.csv");
    let today = desk.env.today();
    let expected = [
        Reason::NoSuchDay,
        Reason::UnknownChannel,
        Reason::Missing,
        Reason::UnknownCustomer,
        Reason::Missing,
        Reason::NoSuchTime,
        Reason::InFuture { today },
    ];
    for (row, expected) in plan.rows.iter().zip(&expected) {
        assert_eq!(reason(row), expected);
    }
    assert_eq!(plan.rows[7].fate, Fate::New);
    assert_eq!(desk.interactions()[0].summary, "<script>😀");
}

#[test]
fn an_interaction_in_the_book_keeps_its_words() {
    let mut desk = Desk::new();
    desk.import("customers-a0.30.csv");
    desk.import("interactions-a1.20.csv");
    let again = "客户编号,日期,方式,内容,客户反馈\nTE2024002,2024-05-12,上门拜访,介绍新产品,没兴趣\n";
    let plan = desk.import_for(again.as_bytes(), None);
    assert_eq!(fates(&plan), [Fate::Same]);
    assert_eq!(plan.rows[0].notes, [RowNote::KeptFromBook { heading: "客户反馈".into() }]);
    assert_eq!(desk.book.interactions().len(), 2);
}

#[test]
fn files_that_are_no_tables_say_why() {
    let problem = |bytes: &[u8]| read_table(bytes, None).unwrap_err();
    assert_eq!(problem(b""), TableProblem::Empty);
    assert!(matches!(problem(&fixture("header-only.csv")), TableProblem::HeaderOnly { .. }));
    assert!(matches!(problem(&fixture("unknown-headings.csv")), TableProblem::UnknownHeadings { .. }));
    assert_eq!(problem(&fixture("latin1.csv")), TableProblem::UnknownEncoding);
    assert_eq!(problem(b"PK\x03\x04\x14\x00"), TableProblem::BinaryFile);
    assert_eq!(problem(b"\x00\x01\x02"), TableProblem::NotText);
    let gb18030 = fixture("customers-a0.30-gb18030.csv");
    let asked = read_table(&gb18030, Some(Encoding::Utf8)).unwrap_err();
    assert_eq!(asked, TableProblem::NotInEncoding { encoding: Encoding::Utf8 });
    assert_eq!(read_table(&gb18030, Some(Encoding::Gb18030)).unwrap().encoding(), Some(Encoding::Gb18030));
    let large = vec![b'a'; wellkept::exchange::MAX_TABLE_BYTES + 1];
    assert!(matches!(problem(&large), TableProblem::TooLarge { .. }));
}

/// The cases of csv-spectrum, whose headings nobody knows: the rows as they stand, a title never taken for one.
#[test]
fn csv_of_every_dialect_is_cut_into_its_cells() {
    let cells = |text: &str| -> Vec<Vec<String>> {
        let table = read_text(text.as_bytes(), None).unwrap().table;
        let rows = |table: Table| {
            let width = table.columns().len();
            table.rows().map(|row| (0..width).map(|place| row.cell(place).to_owned()).collect()).collect()
        };
        table.map(rows).unwrap_or_default()
    };
    for (name, text, expected) in [
        (
            "comma_in_quotes",
            "first,last,address,city,zip\nJohn,Doe,120 any st.,\"Anytown, WW\",08123\n",
            vec![vec!["John", "Doe", "120 any st.", "Anytown, WW", "08123"]],
        ),
        ("empty", "a,b,c\n1,\"\",\"\"\n2,3,4\n", vec![vec!["1", "", ""], vec!["2", "3", "4"]]),
        ("empty_crlf", "a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n", vec![vec!["1", "", ""], vec!["2", "3", "4"]]),
        (
            "escaped_quotes",
            "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n",
            vec![vec!["1", "ha \"ha\" ha"], vec!["3", "4"]],
        ),
        (
            "json",
            "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n",
            vec![vec!["1", "{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}"]],
        ),
        (
            "location_coordinates",
            "Contact Phone Number,Location Coordinates,Cities\n2025550191,\"N38.9° E77.0°\",\"A, B\"\n",
            vec![vec!["2025550191", "N38.9° E77.0°", "A, B"]],
        ),
        (
            "newlines",
            "a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n",
            vec![vec!["1", "2", "3"], vec!["Once upon \na time", "5", "6"], vec!["7", "8", "9"]],
        ),
        (
            "newlines_crlf",
            "a,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n",
            vec![vec!["1", "2", "3"], vec!["Once upon \r\na time", "5", "6"], vec!["7", "8", "9"]],
        ),
        (
            "quotes_and_newlines",
            "a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n",
            vec![vec!["1", "ha \n\"ha\" \nha"], vec!["3", "4"]],
        ),
        ("simple", "a,b,c\n1,2,3\n", vec![vec!["1", "2", "3"]]),
        ("simple_crlf", "a,b,c\r\n1,2,3\r\n", vec![vec!["1", "2", "3"]]),
        ("utf8", "a,b,c\n1,2,3\n4,5,ʤ\n", vec![vec!["1", "2", "3"], vec!["4", "5", "ʤ"]]),
    ] {
        assert_eq!(cells(text), expected, "{name}");
    }
}

#[test]
fn a_row_of_a_million_cells_is_neither_headings_nor_a_row() {
    let wide = format!("{}\n1,2\n", vec!["x"; 1_000_000].join(","));
    let problem = read_table(wide.as_bytes(), None).unwrap_err();
    assert!(matches!(problem, TableProblem::TooManyColumns { .. }), "{problem}");
    let mut desk = Desk::new();
    let plan = desk.plan(format!("客户名称,备注\n甲,{}\n", ",".repeat(1_000_000) + "y").as_bytes(), None);
    assert!(matches!(reason(&plan.rows[0]), Reason::TooManyCells { headings: 2, .. }));
}

#[test]
fn a_quotation_mark_left_open_is_named() {
    let mut desk = Desk::new();
    let rows: String = (0..2000).map(|n| format!("客户{n},备注\n")).collect();
    let plan = desk.plan(format!("客户名称,备注\n甲,\"没有关\n{rows}").as_bytes(), None);
    assert_eq!((plan.rows.len(), reason(&plan.rows[0])), (1, &Reason::OpenQuote));
}

/// Cells that mean something, cells that nearly do, and cells that do not.
fn cell() -> impl Strategy<Value = String> {
    let words = [
        "",
        "",
        "甲",
        "乙",
        "丙",
        "Ａ1",
        "A1",
        "A2",
        "A3",
        "2024-03-05",
        "2024-03-06",
        "2023-08",
        "3月5日",
        "2024-13-40",
        "电话",
        "邮件",
        "稳定期",
        "热恋期",
        "12",
        "1.2万",
        "-3",
        "张三",
        "张三/总监",
        "李四；王五",
        "x、y",
        "5月15日前回访；再谈",
        "高",
        "80%",
        "4",
        "待办",
        "已完成",
        "<script>",
        "\"",
        "a\nb",
        "😀",
    ];
    prop_oneof![9 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => ".{0,12}"]
}

fn table_text() -> impl Strategy<Value = String> {
    let headings = [
        "客户编号,客户名称,合作起始时间,合作阶段,联系人,职务,电话,负责人,客户标签",
        "客户名称,联系人及职务,累计交易金额,复购率,需求匹配度,客户编号",
        "订单编号,客户编号,客户名称,下单日期,金额,产品,备注",
        "客户名称,订单日期,金额(万元),产品",
        "客户名称,注册号,成立日期,注册资本(万元),城市级别,营业执照复印件,联系人,生日",
        "客户编号,客户名称,跟进日期,跟进方式,对接人,跟进内容摘要,下一步计划,负责人,完成状态",
    ];
    let quoted = |cell: String| format!("\"{}\"", cell.replace('"', "\"\""));
    let rows = prop::collection::vec(prop::collection::vec(cell().prop_map(quoted), 4..9), 1..12);
    (prop::sample::select(headings.to_vec()), rows).prop_map(|(headings, rows)| {
        let rows: Vec<String> = rows.into_iter().map(|row| row.join(",")).collect();
        format!("{headings}\n{}\n", rows.join("\n"))
    })
}

/// Tables whose cells stand where they belong, from few names and numbers, so that rows meet.
fn fitting_table() -> impl Strategy<Value = String> {
    let pick = |from: &'static [&'static str]| prop::sample::select(from);
    let numbers = || pick(&["", "", "A1", "A2", "A3"]);
    let names = || pick(&["", "甲", "乙", "丙"]);
    let days = || pick(&["2024-03-05", "2024-03-06", "3月5日", "12/30"]);
    let customers = (
        numbers(),
        names(),
        pick(&["", "稳定期"]),
        pick(&["", "张三", "李四/经理"]),
        pick(&["", "138"]),
        names(),
    )
        .prop_map(|(a, b, c, d, e, f)| format!("{a},{b},{c},{d},{e},{f}"));
    let orders = (
        pick(&["", "", "D1", "D2"]),
        numbers(),
        names(),
        days(),
        pick(&["1", "2"]),
        pick(&["", "网线"]),
        pick(&["", "x", "y"]),
    )
        .prop_map(|(a, b, c, d, e, f, g)| format!("{a},{b},{c},{d},{e},{f},{g}"));
    let contacts = (
        numbers(),
        names(),
        days(),
        pick(&["电话", "邮件"]),
        pick(&["", "谈价"]),
        pick(&["", "回访；报价"]),
        names(),
    )
        .prop_map(|(a, b, c, d, e, f, g)| format!("{a},{b},{c},{d},{e},{f},{g}"));
    let people = (numbers(), names(), names(), pick(&["", "138", "139"]), pick(&["", "在职", "已离职"]))
        .prop_map(|(a, b, c, d, e)| format!("{a},{b},{c},{d},{e}"));
    let actions = (
        numbers(),
        names(),
        pick(&["", "回访", "报价"]),
        pick(&["", "2024-07-01"]),
        names(),
        pick(&["", "待办", "已完成"]),
    )
        .prop_map(|(a, b, c, d, e, f)| format!("{a},{b},{c},{d},{e},{f}"));
    let table = |headings: &'static str, rows: BoxedStrategy<String>| {
        prop::collection::vec(rows, 1..9).prop_map(move |rows| format!("{headings}\n{}\n", rows.join("\n")))
    };
    prop_oneof![
        table("客户编号,客户名称,合作阶段,联系人,电话,负责人", customers.boxed()),
        table("订单编号,客户编号,客户名称,下单日期,金额,产品,备注", orders.boxed()),
        table("客户编号,客户名称,跟进日期,跟进方式,跟进内容摘要,下一步计划,负责人", contacts.boxed()),
        table("客户编号,客户名称,联系人,电话,在职状态", people.boxed()),
        table("客户编号,客户名称,待办事项,截止日期,负责人,完成状态", actions.boxed()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn every_plan_applies_and_the_same_file_again_changes_nothing(
        tables in prop::collection::vec(prop_oneof![3 => fitting_table(), 1 => table_text()], 1..6)
    ) {
        let mut desk = Desk::new();
        for text in tables {
            let plan = match read_table(text.as_bytes(), None) {
                Ok(_) => desk.import_for(text.as_bytes(), None),
                Err(_) => continue,
            };
            for row in &plan.rows {
                prop_assert_eq!(row.fate == Fate::Error, !row.problems.is_empty());
            }
        }
        let file = write(&desk.book).unwrap();
        prop_assert!(write(&wellkept::exchange::read(&file).unwrap().book().unwrap()).unwrap() == file);
    }

    #[test]
    fn no_bytes_break_the_reading_or_the_planning(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        head in prop::sample::select(vec!["", "客户名称,备注\n", "客户编号\t沟通时间\t方式\n", "订单编号;客户名称;金额\n"]),
    ) {
        let mut desk = Desk::new();
        let bytes = [head.as_bytes(), &bytes].concat();
        for encoding in [None, Some(Encoding::Utf16Le), Some(Encoding::Gb18030)] {
            if let Ok(table) = read_table(&bytes, encoding) {
                let plan = plan(&desk.book, &table, &ImportOptions::default(), &mut desk.env);
                let change = plan.change(&mut desk.env);
                desk.book.clone().apply(&change).unwrap();
            }
        }
    }
}

/// Plans several tables together, as the page does.
fn together(desk: &mut Desk, files: &[&str], options: &[ImportOptions]) -> BatchPlan {
    let tables: Vec<Table> = files.iter().map(|file| read_table(file.as_bytes(), None).unwrap()).collect();
    let tables: Vec<&Table> = tables.iter().collect();
    let mut batch = Batch::of(&tables);
    while !batch.go_on(&desk.book, &tables, options, &mut desk.env, 3) {}
    batch.finish()
}

#[test]
fn several_tables_are_one_change_in_which_each_finds_what_the_others_add() {
    let mut desk = Desk::new();
    let files = [
        "客户名称,下单日期,金额\n甲公司,2024-01-02,500\n乙公司,2024-02-03,600\n",
        "客户名称,联系人,电话,在职状态\n甲公司,张三,138,在职\n丙公司,李四,139,在职\n",
        "客户编号,客户名称,负责人\nB1,甲公司,王五\nB2,乙公司,王五\n",
        "客户编号,所属行业\nB1,机械\nB2,零售\n",
        "客户名称,沟通时间,方式,内容摘要,负责人\n甲公司,2024-03-01,电话,谈了交付,王五\n",
        "客户名称,提出日期,需求内容,需求状态,负责人\n乙公司,2024-03-05,交付提前,处理中,赵六\n",
        "客户名称,反馈类型,反馈日期,反馈内容,满意度,推荐意愿(NPS)\n乙公司,投诉,2024-03-06,太慢,2,3\n",
    ];
    let options = vec![ImportOptions::default(); files.len()];
    let plan = together(&mut desk, &files, &options);
    let counts: Vec<(usize, usize)> =
        plan.plans.iter().map(|plan| (plan.count(Fate::New), plan.count(Fate::Update))).collect();
    assert_eq!(counts, [(2, 0), (2, 0), (2, 0), (0, 2), (1, 0), (1, 0), (1, 0)]);
    assert_eq!(plan.rows_to_write(), 11);
    let change = plan.change(&mut desk.env);
    assert!(change.updated.is_empty(), "what is new comes as it is in the end");
    let before = desk.book.clone();
    desk.book.apply(&change).unwrap();
    // In steps it comes to the same; and what does not fit at its end is taken back from its beginning.
    let mut stepwise = before.clone();
    let mut applying = Applying::of(&stepwise, &change);
    while !applying.go_on(&mut stepwise, &change, 3).unwrap() {}
    assert_eq!(stepwise.chunks(), desk.book.chunks());
    let (mut stepwise, mut applying) = (before.clone(), Applying::of(&before, &change));
    assert_eq!(applying.share(&change), 0.0);
    assert!(!applying.go_on(&mut stepwise, &change, 7).unwrap());
    assert!(applying.share(&change) > 0.3 && applying.share(&change) < 1.0);
    assert_ne!(stepwise.chunks(), before.chunks());
    while !applying.give_up(&mut stepwise, 2) {}
    assert_eq!(stepwise.chunks(), before.chunks(), "what was given up leaves nothing behind");
    let mut twice = change.clone();
    twice.added.extend(change.added.first().cloned());
    let (mut stepwise, mut applying) = (before.clone(), Applying::of(&before, &twice));
    let end = loop {
        match applying.go_on(&mut stepwise, &twice, 3) {
            Ok(false) => {}
            end => break end,
        }
    };
    assert!(end.is_err());
    assert_eq!(stepwise.chunks(), before.chunks());
    assert_eq!((desk.book.customers().len(), desk.book.people().len()), (3, 2));
    assert_eq!(desk.customer("甲公司").industry, "机械");
    let again = together(&mut desk, &files, &options);
    assert!(again.change(&mut desk.env).is_empty());
    let back = change.inverse(desk.env.ids.draw(), desk.env.now, None);
    desk.book.apply(&back).unwrap();
    assert_eq!(desk.book.len(), before.len());
}

#[test]
fn a_field_that_two_tables_alter_goes_from_the_first_value_to_the_last() {
    let mut desk = Desk::new();
    desk.import_for("客户编号,客户名称,所属行业\nB1,甲公司,机械\n".as_bytes(), None);
    let files =
        ["客户编号,所属行业,备注\nB1,电力,一\n", "客户编号,所属行业\nB1,通信\n", "客户编号,备注\nB1,二\n"];
    let plan = together(&mut desk, &files, &vec![ImportOptions::default(); 3]);
    let change = plan.change(&mut desk.env);
    let [update] = &change.updated[..] else { panic!("{:?}", change.updated) };
    let of = |field: &str| update.fields.iter().find(|found| found.field == field).unwrap();
    assert_eq!((of("industry").before.as_str(), of("industry").after.as_str()), (Some("机械"), Some("通信")));
    assert_eq!(of("remark").after.as_str(), Some("二"));
    desk.book.apply(&change).unwrap();
}

#[test]
fn people_in_the_sheet_of_their_customer_are_people_not_customers() {
    let mut desk = Desk::new();
    let file = "客户名称,所属行业,联系人,职务,电话\n甲公司,机械,张三,总监,138\n甲公司,机械,李四,,139\n,,王五,采购经理,\n乙公司,零售,钱一,,\n甲公司,,赵六,,\n甲公司,零售,孙七,,\n甲公司,机械,张三,,\n";
    let plan = desk.import_for(file.as_bytes(), None);
    let new = Fate::New;
    assert_eq!(fates(&plan), [new, new, new, new, new, Fate::Error, Fate::Error]);
    assert_eq!(
        reason(&plan.rows[5]),
        &Reason::NameTwice { line: 2 },
        "it says something else of the customer"
    );
    assert_eq!(reason(&plan.rows[6]), &Reason::RecordTwice { line: 2 });
    let names = |desk: &Desk, customer: &str| {
        let id = desk.customer(customer).id;
        let mut names: Vec<String> = desk.book.contacts_of(id).map(|contact| contact.name).collect();
        names.sort();
        names
    };
    assert_eq!(names(&desk, "甲公司"), ["张三", "李四", "王五", "赵六"]);
    assert_eq!(names(&desk, "乙公司"), ["钱一"]);
    assert_eq!(desk.book.customers().len(), 2);
    let again = desk.import_for(file.as_bytes(), None);
    assert_eq!(fates(&again)[..5], [Fate::Same; 5]);
}

#[test]
fn a_row_can_be_skipped_taken_as_new_or_given_to_a_customer() {
    let mut desk = Desk::new();
    desk.import_for("客户编号,客户名称,所属行业\nB1,甲公司,机械\nB2,乙公司,零售\n".as_bytes(), None);
    let (first, second) = (desk.customer("甲公司").id, desk.customer("乙公司").id);
    let file = "客户名称,所属行业\n甲公司,电力\n甲公司,软件\n乙公司,通信\n甲公司（新）,纸业\n";
    let choices = BTreeMap::from([(2, RowChoice::Skip), (4, RowChoice::New), (5, RowChoice::Of(second))]);
    let options = ImportOptions { choices, ..ImportOptions::default() };
    let plan = together(&mut desk, &[file], &[options]);
    assert_eq!(fates(&plan.plans[0]), [Fate::Skipped, Fate::Update, Fate::New, Fate::Update]);
    desk.book.apply(&plan.change(&mut desk.env)).unwrap();
    assert_eq!(desk.book.customers().get(first).unwrap().industry, "软件");
    let told = desk.book.customers().get(second).unwrap();
    assert_eq!((told.name.as_str(), told.industry.as_str()), ("甲公司（新）", "纸业"));
    assert_eq!(desk.customer("乙公司").industry, "通信");

    // Orders of somebody whom the book has under another name, and one that only looks the same.
    desk.import_for("客户名称,下单日期,金额\n甲公司,2024-01-02,500\n".as_bytes(), None);
    let orders = "客户名称,下单日期,金额\n没有的公司,2024-01-02,500\n甲公司,2024-01-02,500\n";
    let choices = BTreeMap::from([(2, RowChoice::Of(second)), (3, RowChoice::New)]);
    let options = ImportOptions { choices, ..ImportOptions::default() };
    let plan = together(&mut desk, &[orders], &[options]);
    assert_eq!(fates(&plan.plans[0]), [Fate::New, Fate::New]);
    desk.book.apply(&plan.change(&mut desk.env)).unwrap();
    assert_eq!((desk.book.orders_of(first).count(), desk.book.orders_of(second).count()), (2, 1));
}

#[test]
fn a_word_that_is_not_known_can_be_told_to_stand_for_one_that_is() {
    let mut desk = Desk::new();
    let file = "客户名称,当前合作阶段,客户来源\n甲,热恋期,抖音\n乙,热恋期,\n丙,稳定期,抖音\n";
    let plan = together(&mut desk, &[file], &[ImportOptions::default()]);
    let unknown: Vec<(Field, &str, usize)> = plan.plans[0]
        .unknown_words
        .iter()
        .map(|((field, word), rows)| (*field, word.as_str(), *rows))
        .collect();
    assert_eq!(unknown, [(Field::Stage, "热恋期", 2), (Field::Source, "抖音", 2)]);
    let words = HashMap::from([
        ((Field::Stage, "热恋期".to_owned()), "续约期".to_owned()),
        ((Field::Source, "抖音".to_owned()), String::new()),
    ]);
    let plan = together(&mut desk, &[file], &[ImportOptions { words, ..ImportOptions::default() }]);
    assert_eq!(fates(&plan.plans[0]), [Fate::New; 3]);
    desk.book.apply(&plan.change(&mut desk.env)).unwrap();
    assert_eq!((desk.customer("甲").stage, desk.customer("甲").source), (Some(Stage::Renewal), None));
}

#[test]
fn author_and_moment_come_from_the_file_and_never_from_the_importer() {
    let mut desk = Desk::new();
    desk.import_for("客户名称,建档日期\n甲,2023-05-06\n".as_bytes(), None);
    assert_eq!(Zone::SHANGHAI.day_of(desk.customer("甲").registered).to_string(), "2023-05-06");
    let file = "客户名称,沟通时间,方式,内容摘要,负责人,记录时间\n甲,2024-03-01 10:00,电话,谈了,王五,2024-03-01 18:30\n";
    desk.import_for(file.as_bytes(), None);
    let found = desk.book.interactions_of(desk.customer("甲").id).next().unwrap().record().unwrap();
    assert_eq!(found.recorded, Zone::SHANGHAI.instant(Day::new(2024, 3, 1).unwrap(), 18, 30));
    let author = desk.book.people().get(found.author.unwrap()).unwrap();
    assert_eq!(author.name, "王五");
    let bad = desk.import_for("客户名称,建档日期\n乙,2999-01-01\n".as_bytes(), None);
    assert!(matches!(reason(&bad.rows[0]), Reason::InFuture { .. }));
}

#[test]
fn headings_of_common_tools_are_known() {
    for (tool, headings, layout, read) in [
        (
            "HubSpot",
            "Record ID,Company name,Company owner,Create Date,Phone Number,Industry,Lifecycle Stage",
            Layout::Customers,
            6,
        ),
        (
            "HubSpot",
            "First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Job Title",
            Layout::Contacts,
            6,
        ),
        ("Salesforce", "First Name,Last Name,Title,Account Name,Email,Phone,Mobile", Layout::Contacts, 6),
        (
            "Salesforce",
            "Account Name,Account Owner,Industry,Employees,Annual Revenue,Description",
            Layout::Customers,
            5,
        ),
        ("Zoho", "Account Name,Account Owner,Phone,Industry,Lead Source", Layout::Customers, 5),
        (
            "Outlook",
            "First Name,Last Name,Company,Job Title,Business Phone,E-mail Address",
            Layout::Contacts,
            6,
        ),
        (
            "Google",
            "Name,Organization Name,Organization Title,Phone 1 - Value,E-mail 1 - Value",
            Layout::Customers,
            5,
        ),
        ("企业微信", "客户名称,备注,添加人,添加时间,标签,企业", Layout::Customers, 5),
        ("纷享销客", "客户名称,客户编号,负责人,客户来源,客户状态,创建时间", Layout::Customers, 6),
    ] {
        let cells = vec!["x"; headings.split(',').count()].join(",");
        let table = read_table(format!("{headings}\n{cells}\n").as_bytes(), None).unwrap();
        let known = table.columns().iter().filter(|column| column.field.is_some()).count();
        assert_eq!((table.layout(), known), (layout, read), "{tool}: {headings}: {:?}", table.columns());
    }
    let mut desk = Desk::new();
    desk.import_for(
        "First Name,Last Name,Company,E-mail Address\nAda,Lovelace,Acme,a@b.c\n芳,王,Acme,\n".as_bytes(),
        None,
    );
    let names: Vec<String> =
        desk.book.contacts_of(desk.customer("Acme").id).map(|contact| contact.name).collect();
    assert_eq!(names, ["Ada Lovelace", "王芳"]);
}

#[test]
fn d8_a_column_for_the_next_contact_plans_its_day_once() {
    let mut desk = Desk::new();
    let table = "客户名称,下次联系\n北辰科技,2024-06-20\n南湖百货,2024-05-02\n东方商行,\n";
    let plan = desk.import_for(table.as_bytes(), None);
    let planned = |desk: &Desk, name: &str| -> Vec<(String, Option<Day>)> {
        let arranged = &desk.customer(name).arrangements;
        arranged.iter().map(|one| (one.rule.clone(), one.until)).collect()
    };
    assert_eq!(planned(&desk, "北辰科技"), [(String::new(), Some("2024-06-20".parse().unwrap()))]);
    assert_eq!((planned(&desk, "南湖百货"), planned(&desk, "东方商行")), (vec![], vec![]));
    assert!(matches!(&plan.rows[1].notes[..], [RowNote::DayIsPast { heading }] if heading == "下次联系"));
    // A later table moves it.
    desk.import_for("客户名称,下次联系\n北辰科技,2024/7/1\n".as_bytes(), None);
    assert_eq!(planned(&desk, "北辰科技"), [(String::new(), Some("2024-07-01".parse().unwrap()))]);
}

#[test]
fn a_table_does_not_give_a_customer_back_to_who_gave_it_to_the_pool() {
    let mut desk = Desk::new();
    desk.import_for("客户名称,负责人\n北辰科技,王敏\n".as_bytes(), None);
    let before = desk.customer("北辰科技").clone();
    let mut after =
        Customer { owner: None, pooled: Some(desk.env.today()), pooled_from: before.owner, ..before.clone() };
    after.date_fields(Some(&before), desk.env.today());
    let label = wellkept::book::Label::GaveToPool { customers: 1 };
    let mut change = wellkept::book::Change::new(desk.env.ids.draw(), desk.env.now, None, label);
    change.update(&before, &after);
    desk.book.apply(&change).unwrap();
    let table = read_table("客户名称,负责人\n北辰科技,王敏\n".as_bytes(), None).unwrap();
    let mut planned = |cool_down_days: u32| {
        let options = ImportOptions { cool_down_days, ..ImportOptions::default() };
        let plan = plan(&desk.book, &table, &options, &mut desk.env);
        (plan.rows[0].fate, plan.rows[0].notes.clone())
    };
    let until = "2024-07-01".parse().unwrap();
    assert_eq!(planned(30), (Fate::Same, vec![RowNote::CoolingDown { until }]));
    assert_eq!(planned(0).0, Fate::Update);
}
