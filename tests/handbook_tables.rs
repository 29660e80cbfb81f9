//! The handbooks' tables as a workbook and back into an empty book; master data, birthdays and days without a year as
//! files have them. Issue 8, issue 6: A2.28, A2.39–A2.46, A3.13–A3.18.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use wellkept::app::{Desk, Paper, fill_handbook, handbook_sheet, paper_sheet, row_note};
use wellkept::book::Book;
use wellkept::exchange::{
    Batch, Cell, Fate, ImportOptions, Plan, Reason, RowChoice, RowNote, Table, plan, read_table,
    read_workbook, write_workbook,
};
use wellkept::model::{
    BookInfo, CreditCodeError, Customer, CustomerId, Day, Env, IdSource, ProfileField, Record, Zone,
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

fn planned(book: &Book, text: &str) -> Plan {
    plan(book, &read_table(text.as_bytes(), None).unwrap(), &ImportOptions::default(), &mut env())
}

/// A book into which that table went.
fn with(text: &str) -> (Book, Plan) {
    let mut book = Book::begun(env().now);
    let plan = planned(&book, text);
    book.apply(&plan.change(&mut env())).unwrap();
    assert!(planned(&book, text).rows.iter().all(|row| row.fate != Fate::New && row.fate != Fate::Update));
    (book, plan)
}

fn only(book: &Book) -> &Customer {
    assert_eq!(book.customers().len(), 1);
    book.customers().iter().next().unwrap()
}

#[test]
fn the_tables_have_the_handbooks_headings_first_with_real_days_and_numbers() {
    let desk = desk(sample::records(&mut env(), Language::Chinese));
    let t = Language::Chinese;
    let all: Vec<CustomerId> = desk.book().customers().iter().map(|customer| customer.id).collect();
    for paper in Paper::ALL {
        let mut sheet = handbook_sheet(t, &desk, paper, false);
        fill_handbook(&mut sheet.rows, t, &desk, paper, (1, &all), false);
        assert!(sheet.rows.len() >= all.len() / 2, "{paper:?}");
        let printed = paper_sheet(t, &desk, paper, None).columns;
        let own: Vec<&str> = match paper {
            Paper::MasterData => vec!["客户名称", "客户编号", "成立日期", "注册日期"],
            Paper::Visit => vec!["企业全称*", "统一社会信用代码", "所属行业*", "企业规模", "姓名*"],
            _ => printed.iter().map(|column| column.heading.as_str()).collect(),
        };
        let headings: Vec<&str> = sheet.columns.iter().map(|column| column.heading.as_str()).collect();
        assert_eq!(headings[..own.len()], own, "{paper:?}");
        assert!(sheet.columns.iter().all(|column| column.width > 5));
        let day = sheet.rows.iter().flatten().filter(|cell| matches!(cell, Cell::Day(_) | Cell::Time(..)));
        if matches!(paper, Paper::Communication | Paper::FollowUp) {
            assert_eq!(day.count(), sheet.rows.len());
        }
        if paper == Paper::BasicInfo {
            assert_eq!(sheet.rows[4][0], Cell::Number(5));
        }
    }
}

#[test]
fn the_workbook_fills_an_empty_book_and_comes_back_to_it_the_same() {
    let desk = desk(sample::records(&mut env(), Language::Chinese));
    let t = Language::Chinese;
    let all: Vec<CustomerId> = desk.book().customers().iter().map(|customer| customer.id).collect();
    let sheets = Paper::ALL.map(|paper| {
        let mut sheet = handbook_sheet(t, &desk, paper, false);
        fill_handbook(&mut sheet.rows, t, &desk, paper, (1, &all), false);
        sheet
    });
    let bytes = write_workbook(&sheets, env().today()).unwrap();
    let tables: Vec<Table> =
        read_workbook(&bytes).unwrap().into_iter().map(|read| read.table.unwrap()).collect();
    let mut book = Book::begun(env().now);
    let mut env = env();
    let mut together = |book: &Book| {
        let tables: Vec<&Table> = tables.iter().collect();
        let options = vec![ImportOptions::default(); tables.len()];
        let mut batch = Batch::of(&tables);
        while !batch.go_on(book, &tables, &options, &mut env, usize::MAX) {}
        let plan = batch.finish();
        (plan.rows_to_write(), plan.change(&mut env))
    };
    let (_, first) = together(&book);
    book.apply(&first).unwrap();
    assert_eq!(book.customers().len(), all.len());
    assert_eq!(book.interactions().len(), desk.book().interactions().len());
    let (rows, _) = together(&book);
    assert_eq!(rows, 0);
}

#[test]
fn a_customer_renamed_in_one_of_several_tables_is_asked_about() {
    let (book, _) = with("客户名称,所属行业\n甲公司,机械\n乙公司,零售\n丙公司,软件\n");
    let one = "客户名称,所属行业\n甲公司,机械\n乙科技,零售\n丙公司,软件\n";
    let other = "客户名称,关键需求\n甲公司,交付\n乙公司,价格\n丙公司,质量\n";
    // Ids of its own: those of the book are taken.
    let mut env = Env { ids: IdSource::new(env().now, [9; 16]), ..env() };
    let mut together = |files: [&str; 2]| {
        let tables = files.map(|file| read_table(file.as_bytes(), None).unwrap());
        let tables: Vec<&Table> = tables.iter().collect();
        let options = vec![ImportOptions::default(); tables.len()];
        let mut batch = Batch::of(&tables);
        while !batch.go_on(&book, &tables, &options, &mut env, usize::MAX) {}
        let plan = batch.finish();
        let notes: Vec<String> = plan
            .plans
            .iter()
            .flat_map(|plan| &plan.rows)
            .filter(|row| row.notes.iter().any(|note| matches!(note, RowNote::PerhapsRenamed { .. })))
            .map(|row| format!("{}: {}", row.title, row_note(Language::Chinese, row.notes.last().unwrap())))
            .collect();
        notes
    };
    assert_eq!(together([one, other]), ["乙科技: 其他表里有 乙公司，这张表里没有：如果是改名，请在上方说明"]);
    assert_eq!(together([one, one]), [""; 0], "renamed in all of them, it is somebody new");
    assert_eq!(together([other, other]), [""; 0]);
}

#[test]
fn a_customer_who_was_told_to_be_renamed_is_one_in_all_tables() {
    let (book, _) = with("客户名称,所属行业\n甲公司,机械\n乙公司,零售\n丙公司,软件\n");
    let id = book.customers().iter().find(|customer| customer.name == "乙公司").unwrap().id;
    let files = [
        "客户名称,所属行业\n甲公司,机械\n乙公司,零售\n丙公司,软件\n",
        "客户名称,关键需求\n甲公司,交付\n乙科技,价格\n丙公司,质量\n",
        "客户名称,备注\n甲公司,a\n乙公司,b\n丙公司,c\n",
        "客户名称,下单日期,金额\n乙公司,2024-01-02,500\n乙科技,2024-01-03,600\n",
    ];
    let tables = files.map(|file| read_table(file.as_bytes(), None).unwrap());
    let tables: Vec<&Table> = tables.iter().collect();
    let mut options = vec![ImportOptions::default(); tables.len()];
    options[1].choices.insert(3, RowChoice::Of(id));
    let mut env = Env { ids: IdSource::new(env().now, [9; 16]), ..env() };
    let mut batch = Batch::of(&tables);
    while !batch.go_on(&book, &tables, &options, &mut env, 2) {}
    let plan = batch.finish();
    assert!(plan.plans.iter().flat_map(|plan| &plan.rows).all(|row| row.problems.is_empty()));
    let mut after = book.clone();
    after.apply(&plan.change(&mut env)).unwrap();
    assert_eq!(after.customers().len(), 3);
    let renamed = after.customers().get(id).unwrap();
    assert_eq!(
        (renamed.name.as_str(), renamed.key_need.as_str(), renamed.remark.as_str()),
        ("乙科技", "价格", "b")
    );
    assert_eq!(after.orders().of(id).count(), 2);
}

#[test]
fn a2_41_master_data_and_papers_are_read_with_their_checks() {
    let (book, plan) = with(
        "客户名称,注册号,成立日期,注册资本(万元),年营业额(万元),经营所在城市,城市级别,办公电话,员工人数,营业执照复印件,主要联系人,手机,备注说明\n\
         北辰科技,9144 0300 7152 6726 XG,2019年3月,500,8000.5,上海,一线,010-88886666,120人,2024-03-05,刘远,13800001111,对接CTO\n",
    );
    assert_eq!(plan.unread_columns, [""; 0]);
    let customer = only(&book);
    for (field, value) in [
        (ProfileField::CreditCode, Some("9144030071526726XG")),
        (ProfileField::RegistrationNumber, None),
        (ProfileField::Founded, Some("2019-03")),
        (ProfileField::Capital, Some("5000000")),
        (ProfileField::Revenue, Some("80005000")),
        (ProfileField::City, Some("上海")),
        (ProfileField::CityTier, Some("first")),
        (ProfileField::Headcount, Some("120")),
        (ProfileField::PaperLicence, Some("2024-03-05")),
    ] {
        assert_eq!(customer.profile_value(field), value, "{field:?}");
    }
    assert_eq!(customer.field_days.get("credit_code"), Some(&env().today()));
    assert_eq!(customer.remark, "对接CTO");
    assert_eq!(book.contacts_of(customer.id).next().unwrap().phone, "13800001111");
    let (_, wrong) =
        with("客户名称,统一社会信用代码,传真,渠道分类\n甲,9144030071526726XA,,\n乙,,无,\n丙,,,口口相传\n");
    let reasons: Vec<&Reason> = wrong.rows.iter().map(|row| &row.problems[0].reason).collect();
    assert_eq!(*reasons[0], Reason::NotACreditCode(CreditCodeError::Check('G')));
    assert_eq!(*reasons[1], Reason::NotAPhone);
    assert!(matches!(reasons[2], Reason::NotInList { .. }));
}

#[test]
fn a1_23_a_worked_out_customer_type_is_not_taken_for_a_stated_one() {
    let (book, _) = with("客户名称,客户类型,联系人,联系方式\n甲,高价值（按金额）,王芳,wang@example.cn\n");
    let customer = only(&book);
    assert_eq!(customer.stated_band, None);
    let contact = book.contacts_of(customer.id).next().unwrap();
    assert_eq!((contact.phone.as_str(), contact.email.as_str()), ("", "wang@example.cn"));
}

#[test]
fn a2_28_birthdays_come_with_people_and_with_customers() {
    let (book, _) =
        with("客户名称,联系人,电话,负责事项,生日\n甲,王芳,138,采购,农历八月十五\n甲,李四,139,,1980-5-10\n");
    let customer = only(&book);
    let told: Vec<(String, String)> = book
        .contacts_of(customer.id)
        .map(|contact| (contact.area, contact.birthday.unwrap().to_string()))
        .collect();
    assert_eq!(told, [("采购".into(), "lunar 08-15".to_owned()), (String::new(), "1980-05-10".into())]);
    let (_, wrong) = with("客户名称,联系人,生日\n甲,王芳,每年\n");
    assert_eq!(wrong.rows[0].problems[0].reason, Reason::NotABirthday);
}

#[test]
fn a_day_without_a_year_is_the_one_nearest_to_the_row_above_and_says_so() {
    let head = "客户名称\n甲\n";
    let (mut book, _) = with(head);
    let text = "客户名称,沟通时间,方式,内容摘要\n\
                甲,3月5日,电话,一\n\
                甲,2023-11-20,电话,二\n\
                甲,12/30,电话,三\n\
                甲,1月5日 14:30,电话,四\n\
                甲,7月1日,电话,五\n\
                甲,3/5/2024,电话,六\n";
    let plan = planned(&book, text);
    let days: Vec<Option<String>> = plan
        .rows
        .iter()
        .map(|row| {
            row.notes.iter().find_map(|note| match note {
                RowNote::YearTaken { day, .. } => Some(day.to_string()),
                _ => None,
            })
        })
        .collect();
    let day = |text: &str| Some(text.to_owned());
    // Today is the first of June 2024: the first of July that is nearest to January would be to come.
    assert_eq!(
        days,
        [day("2024-03-05"), None, day("2023-12-30"), day("2024-01-05"), day("2023-07-01"), None]
    );
    assert_eq!(plan.rows[5].problems[0].reason, Reason::NoYear);
    let note = plan.rows[3].notes.iter().find(|note| matches!(note, RowNote::YearTaken { .. })).unwrap();
    assert_eq!(row_note(Language::Chinese, note), "“沟通时间”没有写年份，按 2024-01-05 读取");
    book.apply(&plan.change(&mut env())).unwrap();
    assert_eq!(planned(&book, text).count(Fate::Same), 5);
    // Told a year, all of them are of that; what the year has not is refused.
    let of_year = |year| {
        let options = ImportOptions { year: Some(year), ..ImportOptions::default() };
        wellkept::exchange::plan(&book, &read_table(text.as_bytes(), None).unwrap(), &options, &mut env())
    };
    let (then, yet) = (of_year(2022), of_year(2024));
    let first = then.years_taken(9).into_iter().map(|note| row_note(Language::Chinese, note)).next();
    assert_eq!(first.as_deref(), Some("“沟通时间”没有写年份，按 2022-03-05 读取"));
    assert_eq!((then.years_taken(9).len(), then.years_taken(1).len()), (4, 1));
    assert_eq!(yet.rows[2].problems[0].reason, Reason::InFuture { today: env().today() });
    let leap = "客户名称,沟通时间,方式,内容摘要\n甲,2月29日,电话,一\n";
    let options = ImportOptions { year: Some(2023), ..ImportOptions::default() };
    let plan_of =
        wellkept::exchange::plan(&book, &read_table(leap.as_bytes(), None).unwrap(), &options, &mut env());
    assert_eq!(plan_of.rows[0].problems[0].reason, Reason::NoSuchDay);
    // What is to be done may well be to come.
    let actions = planned(&book, "客户名称,待办事项,截止日期\n甲,报价,7月1日\n");
    let due = actions.rows[0]
        .notes
        .iter()
        .any(|note| matches!(note, RowNote::YearTaken { day, .. } if day.to_string() == "2024-07-01"));
    assert!(due, "{:?}", actions.rows[0]);
}
