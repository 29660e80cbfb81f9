//! The customer list against a plain reference: the same rows in the same order, groups and totals, over
//! arrangements and conditions of any sort; and edits of many, which one undo takes back.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // Helpers of tests, too, may stop at what must not be.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use wellkept::app::{
    BulkEdit, CellKind, Column, Command, CustomerTable, Desk, DoublesRun, FactDraft, Fixed, FoundSort, Line,
    List, Quick, RecordCondition, RecordEdit, RecordField, RecordFilter, RecordOperator, RecordRow,
    RecordTable, RecordTest, RecordView, Refusal, Route, Row, SortKey, Spot, Surroundings, Target,
    TierFilter, View, bulk_preview, cell_plain, columns, find, list_columns, merge_fields, propose,
    record_cells, with_recent,
};
use wellkept::book::Book;
use wellkept::exchange::Cell;
use wellkept::facts::Metric;
use wellkept::model::*;
use wellkept::policy::{Policy, TierPlace};
use wellkept::query::{Condition, InTier, Operator, Pinyin, Test, Truth};
use wellkept::sample;
use wellkept::text::Language;

const ZH: Language = Language::Chinese;

fn env() -> Env {
    let now = Zone::SHANGHAI.instant(Day::new(2026, 11, 21).unwrap(), 9, 30);
    Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [3; 16]) }
}

fn desk() -> Desk {
    let mut env = env();
    let records = sample::records(&mut env, ZH);
    let book = Book::assemble(BookInfo::begun(env.now), records).unwrap();
    let mut desk = Desk::open(book, env.zone, env.today());
    while desk.work_out(1_000) > 0 {}
    while desk.compare(1_000) {}
    desk.spell(Arc::new(Pinyin::read()));
    while desk.prepare_search(50) {}
    desk
}

static DESK: LazyLock<Desk> = LazyLock::new(desk);

/// What a column holds of a customer, as people compare it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    Unknown,
    Number(i64),
    Text(String),
}

fn value(desk: &Desk, customer: &Customer, column: &Column) -> Value {
    let yardstick = desk.yardstick();
    let standing = desk.standing(customer.id).unwrap();
    let row = Row { desk, yardstick: &yardstick, customer, standing };
    match row.text(column) {
        Some(text) if text.is_empty() => Value::Unknown,
        Some(text) => Value::Text(text.into_owned()),
        None => row.number(column).map_or(Value::Unknown, Value::Number),
    }
}

fn compare(desk: &Desk, one: &Value, other: &Value, descending: bool) -> Ordering {
    let order = match (one, other) {
        (Value::Unknown, Value::Unknown) => return Ordering::Equal,
        (Value::Unknown, _) => return Ordering::Greater,
        (_, Value::Unknown) => return Ordering::Less,
        (Value::Number(one), Value::Number(other)) => one.cmp(other),
        (Value::Text(one), Value::Text(other)) => {
            desk.spelling().unwrap().compare(one, other).then_with(|| one.cmp(other))
        }
        _ => Ordering::Equal,
    };
    if descending { order.reverse() } else { order }
}

/// The list the plain way: every customer asked, the standard's stable sort.
fn plainly(desk: &Desk, view: &View, quick: &Quick) -> (Vec<CustomerId>, usize) {
    let yardstick = desk.yardstick();
    let mut undecided = 0;
    let mut rows: Vec<&Customer> = Vec::new();
    for customer in desk.book().customers().sorted() {
        let standing = desk.standing(customer.id).unwrap();
        let words: Vec<String> = quick.typed.split_whitespace().map(str::to_lowercase).collect();
        let found = words.iter().all(|word| customer.name.to_lowercase().contains(word));
        let tier = match quick.tier {
            TierFilter::All => true,
            TierFilter::Only(place) => standing.tier(place.scheme.into()).tier() == Some(place.tier),
            TierFilter::Undetermined(scheme) => standing.tier(scheme.into()).tier().is_none(),
        };
        if !found || !tier || view.owner.is_some_and(|owner| owner != customer.owner) {
            continue;
        }
        match view.filter.as_ref().map(|filter| filter.truth(&yardstick.case(desk.book(), customer))) {
            None | Some(Truth::Met) => rows.push(customer),
            Some(Truth::Unknown) => {
                undecided += 1;
                rows.extend(view.unknowns.then_some(customer));
            }
            Some(Truth::Unmet) => {}
        }
    }
    let group = view.group.as_ref().map(|column| {
        let own = view.sort.iter().find(|key| key.column == *column).map(|key| key.descending);
        let descending = own.unwrap_or_else(|| column.starts_descending(desk.policy()));
        SortKey { column: column.clone(), descending }
    });
    let amount = SortKey { column: Fixed::Amount.into(), descending: true };
    let keys: Vec<SortKey> = group.into_iter().chain(view.sort.clone()).chain([amount]).collect();
    rows.sort_by(|a, b| {
        let by = |key: &SortKey| {
            let (a, b) = (value(desk, a, &key.column), value(desk, b, &key.column));
            compare(desk, &a, &b, key.descending)
        };
        keys.iter().map(by).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
    (rows.into_iter().map(|customer| customer.id).collect(), undecided)
}

fn any_column() -> impl Strategy<Value = Column> {
    prop::sample::select(columns(&Policy::default()))
}

fn any_condition() -> impl Strategy<Value = Condition> {
    let test = |metric: Metric, operator, value| {
        Condition::Is(Test { measure: metric.into(), operator, value: Some(value) })
    };
    let leaf = prop_oneof![
        (0i64..8).prop_map(move |least| test(Metric::OrdersIn12Months, Operator::AtLeast, least)),
        (0i64..400).prop_map(move |days| test(Metric::DaysSinceContact, Operator::Above, days)),
        (0i64..7).prop_map(move |stage| test(Metric::Stage, Operator::Is, stage)),
        (1i64..6).prop_map(move |points| test(Metric::NeedFit, Operator::AtMost, points)),
        Just(Condition::InTier(InTier { scheme: "score".into(), tiers: vec!["a".into()] })),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Condition::Any),
            inner.prop_map(|part| Condition::Not(Box::new(part))),
        ]
    })
}

prop_compose! {
    fn any_view()(
        sort in prop::collection::vec((any_column(), any::<bool>()), 0..4),
        group in prop::option::of(any_column()),
        filter in prop::option::of(any_condition()),
        unknowns in any::<bool>(),
        owner in prop::option::of(prop::option::of(0usize..4)),
    ) -> View {
        let person = |place: usize| DESK.book().people().sorted().get(place).map(|person| person.id);
        View {
            sort: sort.into_iter().map(|(column, descending)| SortKey { column, descending }).collect(),
            group,
            filter,
            unknowns,
            owner: owner.map(|owner| owner.and_then(person)),
            ..View::default()
        }
    }
}

prop_compose! {
    fn any_quick()(
        typed in prop::sample::select(vec!["", "科技", "a", "有限 公司", "不存在"]),
        tier in prop_oneof![
            3 => Just(TierFilter::All),
            1 => (0u8..3, 0u8..3).prop_map(|(scheme, tier)| TierFilter::Only(TierPlace { scheme, tier })),
            1 => (0u8..3).prop_map(TierFilter::Undetermined),
        ],
    ) -> Quick {
        Quick { typed: typed.to_owned(), tier, ..Quick::default() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_list_is_what_the_plain_way_gives(views in prop::collection::vec((any_view(), any_quick()), 1..3)) {
        let desk = &*DESK;
        let shown = columns(desk.policy());
        let mut table = CustomerTable::default();
        table.refresh(desk, 1);
        for (view, quick) in views {
            while table.judge(desk, &view, 7) > 0 {}
            let lines = table.lines(ZH, desk, &view, &quick, &shown);
            // Words are looked for in more than the name; without any, both ask the same.
            if quick.typed.is_empty() || quick.typed == "不存在" {
                let (plain, undecided) = plainly(desk, &view, &quick);
                prop_assert_eq!(&lines.customers, &plain);
                prop_assert_eq!(lines.undecided, undecided);
            } else {
                let (all, _) = plainly(desk, &view, &Quick { typed: String::new(), ..quick.clone() });
                let (named, _) = plainly(desk, &view, &quick);
                prop_assert!(named.iter().all(|id| lines.customers.contains(id)));
                let kept: Vec<_> = all.into_iter().filter(|id| lines.customers.contains(id)).collect();
                prop_assert_eq!(&kept, &lines.customers);
            }
            let drawn: Vec<CustomerId> = lines
                .lines
                .iter()
                .filter_map(|line| match line {
                    Line::Customer(id) => Some(*id),
                    Line::Group(_) => None,
                })
                .collect();
            prop_assert_eq!(&drawn, &lines.customers);
            if view.group.is_some() {
                prop_assert_eq!(lines.groups.iter().map(|group| group.count).sum::<usize>(), drawn.len());
            }
            let customers = desk.book().customers();
            for (column, total) in &lines.totals {
                let values = drawn.iter().map(|id| value(desk, customers.get(*id).unwrap(), column));
                let known: Vec<i64> = values
                    .filter_map(|value| if let Value::Number(number) = value { Some(number) } else { None })
                    .collect();
                prop_assert_eq!((total.sum, total.known), (known.iter().sum::<i64>(), known.len()));
                prop_assert_eq!(total.unknown, drawn.len() - known.len());
            }
        }
    }

    #[test]
    fn an_edit_of_many_is_one_change_that_one_undo_takes_back(
        places in prop::collection::btree_set(0usize..100, 1..40), sort in 0usize..7,
    ) {
        let mut desk = DESK.clone();
        let mut env = env();
        let customers = desk.book().customers().sorted();
        let chosen: Vec<CustomerId> =
            places.iter().filter_map(|place| customers.get(*place)).map(|customer| customer.id).collect();
        let owner = desk.book().people().sorted().first().map(|person| person.id);
        let edit = match sort {
            0 => BulkEdit::Owner(owner),
            1 => BulkEdit::AddTags("重点、年度".into()),
            2 => BulkEdit::RemoveTags("重点".into()),
            3 => BulkEdit::Stage(Some(Stage::Renewal)),
            4 => BulkEdit::Source(None),
            5 => BulkEdit::Industry(" 光伏 ".into()),
            _ => BulkEdit::State(FactDraft {
                measure: "strategic".into(),
                value: "true".into(),
                day: "2026-11-20".into(),
                note: String::new(),
            }),
        };
        let preview = bulk_preview(ZH, &desk, &chosen, &edit, &env, 3).unwrap();
        prop_assert_eq!(preview.altered + preview.same, chosen.len());
        let before = desk.book().chunks();
        let proposed = propose(&desk, Command::EditMany { customers: chosen.clone(), edit: edit.clone() }, &mut env);
        let Ok(change) = proposed else {
            prop_assert_eq!(proposed.unwrap_err(), Refusal::Nothing);
            prop_assert_eq!(preview.altered, 0);
            return Ok(());
        };
        prop_assert_eq!(change.updated.len(), preview.altered);
        desk.applied(&change).unwrap();
        let again = bulk_preview(ZH, &desk, &chosen, &edit, &env, 3).unwrap();
        prop_assert_eq!(again.altered, 0);
        desk.remember(Arc::new(change), true);
        let undo = propose(&desk, Command::Undo, &mut env).unwrap();
        desk.applied(&undo).unwrap();
        prop_assert!(desk.book().chunks().iter().map(|chunk| chunk.sum()).eq(before.iter().map(|chunk| chunk.sum())));
    }
}

#[test]
fn what_is_typed_wrong_for_many_is_told_by_field() {
    let desk = &*DESK;
    let customers: Vec<CustomerId> = desk.book().customers().iter().map(|customer| customer.id).collect();
    let edit =
        BulkEdit::State(FactDraft { measure: "nps".into(), value: "11".into(), ..FactDraft::default() });
    let refused = propose(desk, Command::EditMany { customers, edit }, &mut env()).unwrap_err();
    assert!(matches!(refused, Refusal::Fields(problems) if !problems.is_empty()));
}

#[test]
fn folded_groups_keep_their_customers_out_of_sight_but_in_the_list() {
    let desk = &*DESK;
    let mut table = CustomerTable::default();
    table.refresh(desk, 1);
    let view = View { group: Some(Fixed::Stage.into()), ..View::default() };
    let open = table.lines(ZH, desk, &view, &Quick::default(), &[]);
    let first = open.groups[0].key.clone();
    let quick = Quick { folded: [first].into(), ..Quick::default() };
    let folded = table.lines(ZH, desk, &view, &quick, &[]);
    assert!(folded.groups[0].is_folded);
    assert_eq!(open.lines.len() - folded.lines.len(), open.groups[0].count);
    assert_eq!(open.customers, folded.customers);
    // What is folded stays so in the other language.
    let english = table.lines(Language::English, desk, &view, &quick, &[]);
    assert!(english.groups[0].is_folded);
    assert_eq!(english.lines.len(), folded.lines.len());
}

/// The records of a customer and of what belongs to it, without the customer that they name.
fn belongings(book: &Book, id: CustomerId) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    all.extend(book.contacts_of(id).map(|record| record.id.to_string()));
    all.extend(book.orders_of(id).map(|record| record.id().to_string()));
    all.extend(book.interactions_of(id).map(|record| record.id().to_string()));
    all.extend(book.next_actions_of(id).map(|record| record.id.to_string()));
    all.extend(book.needs_of(id).map(|record| record.id.to_string()));
    all.extend(book.feedback_of(id).map(|record| record.id.to_string()));
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn two_customers_become_one_without_losing_a_record_or_a_value_and_undo_parts_them_again(
        places in (0usize..100, 0usize..100).prop_filter("two", |(one, other)| one != other),
        taken in prop::sample::subsequence(
            vec!["name", "number", "industry", "stage", "owner", "remark", "since"], 0..5),
    ) {
        let mut desk = DESK.clone();
        let mut env = env();
        let sorted = desk.book().customers().sorted();
        let (one, other) = (sorted[places.0].clone(), sorted[places.1].clone());
        let before = desk.book().chunks();
        let order = |desk: &Desk| -> Vec<InteractionId> {
            [one.id, other.id].iter().flat_map(|id| desk.book().interactions_of(*id)).map(|row| row.id()).collect()
        };
        let in_order = order(&desk);
        let mut both = belongings(desk.book(), one.id);
        both.extend(belongings(desk.book(), other.id));
        both.sort();
        let taken: Vec<String> = taken.into_iter().map(str::to_owned).collect();
        let command = Command::Merge { one: one.id, other: other.id, taken: taken.clone() };
        let change = propose(&desk, command, &mut env).unwrap();
        desk.applied(&change).unwrap();
        let left: Vec<&Customer> =
            [one.id, other.id].iter().filter_map(|id| desk.book().customers().get(*id)).collect();
        prop_assert_eq!(left.len(), 1);
        let stays = left[0];
        prop_assert_eq!(belongings(desk.book(), stays.id), both);
        // Every value is in the one that stays, or in what the history keeps whole.
        let kept = change.removed.iter().find_map(|record| match record {
            Record::Customer(customer) => Some(customer.clone()),
            _ => None,
        });
        let kept = kept.unwrap();
        let gone = if stays.id == one.id { &other } else { &one };
        prop_assert_eq!(&kept, gone);
        for field in ["name", "number", "industry", "stage", "owner", "remark", "since", "key_need", "source"] {
            let (ones, others) = (one.field(field), other.field(field));
            let wanted = if !others.is_null() && (ones.is_null() || taken.iter().any(|taken| taken == field)) {
                others
            } else {
                ones
            };
            prop_assert_eq!(stays.field(field), wanted, "{}", field);
        }
        for tag in one.tags.iter().chain(&other.tags) {
            prop_assert!(stays.tags.contains(tag));
        }
        prop_assert!(desk.book().customers().iter().all(|customer| customer.referred_by != Some(gone.id)));
        desk.remember(Arc::new(change), true);
        let undo = propose(&desk, Command::Undo, &mut env).unwrap();
        desk.applied(&undo).unwrap();
        prop_assert!(desk.book().chunks().iter().map(|chunk| chunk.sum()).eq(before.iter().map(|chunk| chunk.sum())));
        prop_assert_eq!(order(&desk), in_order);
    }
}

#[test]
fn where_both_were_set_by_hand_the_chosen_ones_count_and_what_was_before_stays() {
    let mut env = env();
    let set = |tier: &str, from: &str, until: Option<&str>| TierOverride {
        scheme: "score".into(),
        tier: tier.into(),
        reason: tier.into(),
        by: None,
        from: from.parse().unwrap(),
        until: until.map(|until| until.parse().unwrap()),
    };
    let rhythm = |days: u32, from: &str| Arrangement {
        sort: ArrangementSort::Rhythm,
        rule: String::new(),
        from: from.parse().unwrap(),
        until: None,
        days: Some(days),
        reason: "约定".into(),
        cap_excuse: None,
        by: None,
    };
    let one = Customer {
        overrides: vec![set("a", "2024-01-01", None)].into(),
        arrangements: vec![rhythm(7, "2024-01-01")].into(),
        ratings: Ratings { need_fit: Rating::new(2, env.today()), ..Ratings::default() },
        ..Customer::new(env.ids.draw(), "甲".into(), env.now)
    };
    let other = Customer {
        overrides: vec![set("s", "2023-01-01", Some("2023-06-30")), set("c", "2024-02-01", None)].into(),
        arrangements: vec![rhythm(30, "2024-03-01")].into(),
        ratings: Ratings {
            need_fit: Rating::new(5, env.today()),
            industry_growth: Rating::new(3, env.today()),
            ..Ratings::default()
        },
        ..Customer::new(env.ids.draw(), "乙".into(), env.now)
    };
    let book = Book::assemble(BookInfo::begun(env.now), [one.clone().into(), other.clone().into()]).unwrap();
    let fields: Vec<String> =
        merge_fields(ZH, &book, env.zone, &one, &other).into_iter().map(|line| line.field).collect();
    assert_eq!(fields, ["name", "ratings/industry_growth", "ratings/need_fit", "overrides", "arrangements"]);
    let mut desk = Desk::open(book, env.zone, env.today());
    while desk.work_out(100) > 0 {}
    let mut told = |taken: &[&str]| {
        let taken = taken.iter().map(|field| (*field).to_owned()).collect();
        let mut desk = desk.clone();
        let change =
            propose(&desk, Command::Merge { one: one.id, other: other.id, taken }, &mut env).unwrap();
        desk.applied(&change).unwrap();
        let stays = desk.book().customers().get(one.id).unwrap();
        let tiers: Vec<String> = stays.overrides.iter().map(|set| set.tier.clone()).collect();
        let rhythms: Vec<Option<u32>> = stays.arrangements.iter().map(|one| one.days).collect();
        let ratings = (stays.ratings.need_fit.unwrap().points(), stays.ratings.industry_growth.is_some());
        (tiers.join(" "), rhythms, ratings)
    };
    assert_eq!(told(&[]), ("s a".into(), vec![Some(7)], (2, true)));
    assert_eq!(
        told(&["overrides", "arrangements", "ratings/need_fit"]),
        ("s c".into(), vec![Some(30)], (5, true))
    );
}

#[test]
fn two_that_somebody_told_apart_are_no_doubles_any_more() {
    let mut env = env();
    let [one, other] =
        ["北辰科技有限公司", "北辰科技"].map(|name| Customer::new(env.ids.draw(), name.into(), env.now));
    let book = Book::assemble(BookInfo::begun(env.now), [one.clone().into(), other.clone().into()]).unwrap();
    let mut desk = Desk::open(book, env.zone, env.today());
    while desk.work_out(100) > 0 {}
    let found = |desk: &Desk| {
        let mut run = DoublesRun::new(desk);
        while run.step(desk, 1) > 0 {}
        run.doubles().len()
    };
    assert_eq!(found(&desk), 1);
    let change = propose(&desk, Command::TellApart(other.id, one.id), &mut env).unwrap();
    desk.applied(&change).unwrap();
    assert_eq!(found(&desk), 0);
    assert_eq!(propose(&desk, Command::TellApart(other.id, one.id), &mut env).unwrap_err(), Refusal::Nothing);
    desk.applied(&change.inverse(env.ids.draw(), env.now, None)).unwrap();
    assert_eq!(found(&desk), 1);
}

#[test]
fn who_was_told_apart_from_one_that_is_merged_stays_apart() {
    let mut env = env();
    let [one, other, third] = ["北辰科技有限公司", "北辰科技", "北辰科技（集团）"]
        .map(|name| Customer::new(env.ids.draw(), name.into(), env.now));
    let third = Customer { distinct_from: vec![other.id, one.id].into(), ..third };
    let records = [one.clone().into(), other.clone().into(), third.clone().into()];
    let book = Book::assemble(BookInfo::begun(env.now), records).unwrap();
    let mut desk = Desk::open(book, env.zone, env.today());
    while desk.work_out(100) > 0 {}
    let change =
        propose(&desk, Command::Merge { one: one.id, other: other.id, taken: vec![] }, &mut env).unwrap();
    desk.applied(&change).unwrap();
    assert_eq!(*desk.book().customers().get(third.id).unwrap().distinct_from, [one.id]);
    let mut run = DoublesRun::new(&desk);
    while run.step(&desk, 10) > 0 {}
    assert_eq!(run.doubles(), []);
    desk.applied(&change.inverse(env.ids.draw(), env.now, None)).unwrap();
    assert_eq!(desk.book().customers().get(third.id).unwrap(), &third);
}

#[test]
fn of_more_recent_things_than_are_offered_all_that_match_are_found() {
    let mut kept = serde_json::json!({});
    let pages = [
        Route::Today,
        Route::Customers,
        Route::Needs,
        Route::Work,
        Route::Tiers,
        Route::Data,
        Route::Import,
        Route::Export,
        Route::Settings,
        Route::Snapshots,
    ];
    for page in pages.iter().rev() {
        kept = with_recent(&kept, &Target::Page(*page));
    }
    let around = Surroundings { here: None, views: &[], kept: &kept, has_lock: false };
    let found = find(ZH, &DESK, around, "");
    let recent: Vec<&Target> =
        found.iter().filter(|line| line.sort == FoundSort::Recent).map(|line| &line.target).collect();
    assert_eq!(
        recent,
        pages[..7].iter().cloned().map(Target::Page).collect::<Vec<_>>().iter().collect::<Vec<_>>()
    );
    // The last of them is no longer recent enough without a word; with its name it is there as ever.
    let name = ZH.data_snapshots();
    let found = find(ZH, &DESK, around, name);
    assert!(found.iter().any(|line| line.target == Target::Page(Route::Snapshots)));
    assert!(find(ZH, &DESK, around, "").iter().any(|line| line.target == Target::Page(Route::Settings)));
}

/// What a cell is compared by, the plain way.
fn comparable(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Unknown,
        Cell::Text(text) => Value::Text(text.clone()),
        Cell::Number(number) => Value::Number(*number),
        Cell::Money(money) => Value::Number(money.fen),
        // Days and times compare as they are written.
        Cell::Day(day) => Value::Text(format!("{day} 00:00")),
        Cell::Time(day, hour, minute) => Value::Text(format!("{day} {hour:02}:{minute:02}")),
    }
}

/// What a test of a column comes to, the plain way.
fn plainly_holds(kind: CellKind, test: &RecordTest, cell: &Cell, today: Day) -> Option<bool> {
    use RecordOperator as O;
    let text = match cell {
        Cell::Text(text) => text.to_lowercase(),
        _ => String::new(),
    };
    let day = match cell {
        Cell::Day(day) | Cell::Time(day, _, _) => Some(*day),
        _ => None,
    };
    let value = test.value.as_str();
    let within = |from: i64, to: i64| day.is_some_and(|day| (from..=to).contains(&day.days_since(today)));
    match (test.operator, kind) {
        (O::IsKnown, _) => Some(*cell != Cell::Empty),
        (O::IsUnknown, _) => Some(*cell == Cell::Empty),
        _ if value.is_empty() => None,
        (O::Contains, _) => Some(text.contains(value)),
        (O::Lacks, _) => Some(!text.contains(value)),
        (O::Is, _) => Some(value.split('、').any(|word| word == text)),
        (O::IsNot, _) => Some(value.split('、').all(|word| word != text)),
        (O::LastDays, _) => value.parse::<u16>().ok().map(|days| within(-i64::from(days), 0)),
        (O::NextDays, _) => value.parse::<u16>().ok().map(|days| within(0, i64::from(days))),
        (least, CellKind::Day) => {
            let wanted: Day = value.parse().ok()?;
            Some(day.is_some_and(|day| if least == O::AtLeast { day >= wanted } else { day <= wanted }))
        }
        (least, CellKind::Money) => {
            let wanted = Money::parse(value).ok()?.fen;
            let Cell::Money(money) = cell else { return Some(false) };
            Some(if least == O::AtLeast { money.fen >= wanted } else { money.fen <= wanted })
        }
        _ => None,
    }
}

/// A condition on columns, before it is known of which list: places of columns and operators, and a value.
#[derive(Debug, Clone)]
enum Asked {
    All(Vec<Asked>),
    Any(Vec<Asked>),
    Not(Box<Asked>),
    Is(usize, usize, &'static str),
}

impl Asked {
    fn condition(&self, test: &dyn Fn(usize, usize, &str) -> RecordTest) -> RecordCondition {
        let all = |parts: &[Self]| parts.iter().map(|part| part.condition(test)).collect();
        match self {
            Self::All(parts) => RecordCondition::All(all(parts)),
            Self::Any(parts) => RecordCondition::Any(all(parts)),
            Self::Not(part) => RecordCondition::Not(Box::new(part.condition(test))),
            Self::Is(column, operator, value) => RecordCondition::Is(test(*column, *operator, value)),
        }
    }
}

fn any_asked() -> impl Strategy<Value = Asked> {
    let values = vec!["", "科技", "电话、拜访", "方案", "2024-05-01", "30", "200", "50000"];
    let leaf = (0usize..20, 0usize..6, prop::sample::select(values))
        .prop_map(|(column, operator, value)| Asked::Is(column, operator, value));
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Asked::All),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Asked::Any),
            inner.prop_map(|part| Asked::Not(Box::new(part))),
        ]
    })
}

/// What a condition on columns comes to, the plain way; what says nothing is left out of what is joined.
fn plainly_met(condition: &RecordCondition, test: &dyn Fn(&RecordTest) -> Option<bool>) -> Option<bool> {
    let told = |parts: &[RecordCondition]| -> Vec<bool> {
        parts.iter().filter_map(|part| plainly_met(part, test)).collect()
    };
    match condition {
        RecordCondition::All(parts) => {
            let told = told(parts);
            (!told.is_empty()).then(|| told.iter().all(|met| *met))
        }
        RecordCondition::Any(parts) => {
            let told = told(parts);
            (!told.is_empty()).then(|| told.contains(&true))
        }
        RecordCondition::Not(part) => plainly_met(part, test).map(|met| !met),
        RecordCondition::Is(one) => test(one),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn lists_of_records_are_filtered_sorted_and_grouped_as_the_plain_way_does(
        list in prop::sample::select(List::PAGES[1..].to_vec()),
        sort in prop::collection::vec((0usize..20, any::<bool>()), 0..3),
        group in prop::option::of(0usize..20),
        asked in prop::option::of(any_asked()),
        of_customer in any::<bool>(),
        typed in prop::sample::select(vec!["", "", "方案", "没有这句话"]),
    ) {
        let desk = &*DESK;
        let columns = list_columns(list);
        // These two are in an order of their own.
        let plain: Vec<usize> =
            (0..columns.len()).filter(|place| !matches!(columns[*place].id.as_str(), "Progress" | "Birthday")).collect();
        let column = |nth: usize| plain[nth % plain.len()];
        let test = |nth: usize, operator: usize, value: &str| {
            let column = &columns[column(nth)];
            let operators = RecordOperator::of(column.kind);
            let operator = operators[operator % operators.len()];
            RecordTest { column: column.id.clone(), operator, value: value.to_owned() }
        };
        let condition = asked.map(|asked| asked.condition(&test));
        let in_tier = Condition::InTier(InTier { scheme: "score".into(), tiers: vec!["s".into(), "a".into()] });
        let filter = RecordFilter { columns: condition.clone(), customer: of_customer.then(|| in_tier.clone()) };
        let view = RecordView {
            sort: sort.iter().map(|(nth, down)| (columns[column(*nth)].id.clone(), *down)).collect(),
            group: group.map(|nth| columns[column(nth)].id.clone()),
            filter,
            ..RecordView::default()
        };
        let mut table = RecordTable::default();
        table.refresh(desk, ZH, list, 1);
        while table.step(desk, &view, typed, 97) > 0 {}
        let shown = table.lines(desk, &view, typed, &BTreeSet::new());
        let rows: Vec<RecordRow> = shown.rows.iter().map(|place| shown.row(*place)).collect();

        let everything: Vec<RecordRow> = {
            let mut all = RecordTable::default();
            all.refresh(desk, ZH, list, 1);
            let lines = all.lines(desk, &RecordView::default(), "", &BTreeSet::new());
            lines.rows.iter().map(|place| lines.row(*place)).collect()
        };
        let book = desk.book();
        let count = match list {
            List::Contacts => book.contacts().len(),
            List::Orders => book.orders().len(),
            List::Interactions => book.interactions().len(),
            List::Needs => book.needs().len(),
            _ => book.next_actions().len(),
        };
        prop_assert_eq!(everything.len(), count);
        let cells = |row: &RecordRow| record_cells(ZH, desk, *row).unwrap();
        let place = |id: &str| columns.iter().position(|column| column.id == id).unwrap();
        let yardstick = desk.yardstick();
        let is_shown = |row: &&RecordRow| {
            let cells = cells(row);
            let test = |test: &RecordTest| {
                let place = place(&test.column);
                plainly_holds(columns[place].kind, test, &cells[place], desk.today())
            };
            let own = condition.as_ref().and_then(|condition| plainly_met(condition, &test)).unwrap_or(true);
            let customer = book.customers().get(row.customer()).unwrap();
            let standing = desk.standing(customer.id).unwrap();
            let meets = !of_customer
                || in_tier.truth(&yardstick.case_in(book, customer, &standing.tiers)) == Truth::Met;
            own && meets
        };
        let is_found = |row: &&RecordRow| cells(row).iter().any(|cell| cell_plain(cell).contains(typed));
        let mut expected: Vec<RecordRow> = everything.iter().filter(is_shown).copied().collect();
        if typed == "方案" {
            // More is looked through than the cells: the whole customer. What the cells hold is found.
            for row in expected.iter().filter(is_found) {
                prop_assert!(rows.contains(row));
            }
            expected.retain(|row| rows.contains(row));
        } else {
            expected.retain(|row| is_found(&row));
        }
        let own = view.group.iter().map(|id| {
            let down = view.sort.iter().find(|(own, _)| own == id).map(|(_, down)| *down);
            (id.clone(), down.unwrap_or_default())
        });
        let by: Vec<(String, bool)> = own.chain(view.sort.iter().cloned()).collect();
        expected.sort_by(|a, b| {
            let (a, b) = (cells(a), cells(b));
            let compared = |(id, down): &(String, bool)| {
                compare(desk, &comparable(&a[place(id)]), &comparable(&b[place(id)]), *down)
            };
            by.iter().map(compared).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
        });
        prop_assert_eq!(&rows, &expected);
        if list == List::Orders {
            let sum: i64 = rows.iter().map(|row| match cells(row)[place("Amount")] {
                Cell::Money(money) => money.fen,
                _ => 0,
            }).sum();
            prop_assert_eq!(shown.total.map(|total| total.sum), Some(sum));
        }
        // Groups hold every row once, those of one value, or of one month, together.
        let value = |row: &RecordRow| view.group.as_ref().map(|id| match &cells(row)[place(id)] {
            Cell::Day(day) | Cell::Time(day, _, _) => format!("{}-{:02}", day.year(), day.month()),
            other => cell_plain(other),
        });
        let mut groups: Vec<(Option<String>, usize)> = Vec::new();
        for row in &rows {
            match groups.last_mut() {
                Some((last, count)) if *last == value(row) => *count += 1,
                _ => groups.push((value(row), 1)),
            }
        }
        if view.group.is_some() {
            let counts: Vec<usize> = shown.groups.iter().map(|group| group.count).collect();
            prop_assert_eq!(&counts, &groups.iter().map(|(_, count)| *count).collect::<Vec<_>>());
            prop_assert_eq!(shown.lines.len(), rows.len() + shown.groups.len());
            if let Some(first) = shown.groups.first() {
                let folded = table.lines(desk, &view, typed, &[first.key.clone()].into());
                prop_assert_eq!(folded.lines.len() + first.count, shown.lines.len());
                prop_assert_eq!(folded.rows, shown.rows.clone());
            }
        }
    }
}

#[test]
fn many_records_are_edited_in_one_change_seen_before_and_taken_back_at_once() {
    let mut desk = desk();
    let mut env = env();
    let mut table = RecordTable::default();
    table.refresh(&desk, ZH, List::NextActions, 1);
    let lines = table.lines(&desk, &RecordView::default(), "", &BTreeSet::new());
    let rows: Vec<RecordRow> = lines.rows.iter().map(|place| lines.row(*place)).collect();
    let open = |desk: &Desk| desk.book().next_actions().iter().filter(|row| row.is_open).count();
    let before = open(&desk);
    assert!(before > 1);
    let edit = RecordEdit { field: RecordField::Progress, typed: "1".into() };
    let preview = edit.preview(ZH, &desk, List::NextActions, &rows, &mut env, 3).unwrap();
    assert_eq!(
        (preview.altered, preview.altered + preview.same, preview.first.len()),
        (before, rows.len(), 3)
    );
    let change = edit.change(&desk, &rows, &mut env).unwrap();
    desk.applied(&change).unwrap();
    assert_eq!(open(&desk), 0);
    assert_eq!(edit.change(&desk, &rows, &mut env), Err(Refusal::Nothing));
    desk.applied(&change.inverse(env.ids.draw(), env.now, None)).unwrap();
    assert_eq!(open(&desk), before);
    let due = RecordEdit { field: RecordField::Due, typed: "5月".into() };
    assert!(matches!(due.change(&desk, &rows, &mut env), Err(Refusal::Fields(_))));
}

/// Every record of a list.
fn rows_of(desk: &Desk, list: List) -> Vec<RecordRow> {
    let mut table = RecordTable::default();
    table.refresh(desk, ZH, list, 1);
    let lines = table.lines(desk, &RecordView::default(), "", &BTreeSet::new());
    lines.rows.iter().map(|place| lines.row(*place)).collect()
}

/// Values that a field may take, and some that it may not.
const TYPED: &[&str] = &[
    "",
    "1",
    "0",
    "技术部",
    "138-0013-8000",
    "2024-05-10",
    "2024-13-45",
    "12,800",
    "a@b.cn",
    "call",
    "deep",
    "us",
    "complaint",
    "delivery",
    "explicit",
    "answered",
    "decision_maker",
    "cash",
    "5-10",
];

#[test]
fn whoever_had_left_on_a_day_that_nobody_noted_did_not_leave_on_the_day_of_an_edit() {
    let (desk, mut env) = (DESK.clone(), env());
    let left = |row: &RecordRow| match row {
        RecordRow::Contact(_, id) => {
            desk.book().contacts().get(*id).filter(|one| one.has_left && one.left_on.is_none())
        }
        _ => None,
    };
    let row = rows_of(&desk, List::Contacts).into_iter().find(|row| left(row).is_some()).unwrap();
    let spot = Spot::Record(row, RecordField::ContactTitle);
    let change = propose(&desk, spot.command(&desk, "顾问", &mut env).unwrap(), &mut env).unwrap();
    let fields: Vec<_> =
        change.updated.iter().flat_map(|update| &update.fields).map(|one| &*one.field).collect();
    assert_eq!(fields, ["title"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_field_of_a_record_is_edited_alone_and_one_undo_takes_it_back(
        list in prop::sample::select(List::PAGES[1..].to_vec()), nth in 0usize..50, row in 0usize..500,
        typed in prop::sample::select(TYPED),
    ) {
        let mut desk = DESK.clone();
        let mut env = env();
        let rows = rows_of(&desk, list);
        let fields = RecordField::of_list(list);
        let (row, field) = (rows[row % rows.len()], fields[nth % fields.len()]);
        prop_assert!(list_columns(list).iter().any(|column| column.id == field.id()));
        prop_assert_eq!(RecordField::of(list, field.id()), Some(field));
        let spot = Spot::Record(row, field);
        let was = spot.typed(&desk).unwrap();
        // What stands there already is no change.
        let same = spot.command(&desk, &was, &mut env).unwrap();
        prop_assert_eq!(propose(&desk, same, &mut env).unwrap_err(), Refusal::Nothing);
        let before = desk.book().chunks();
        let command = spot.command(&desk, typed, &mut env).unwrap();
        let change = match propose(&desk, command, &mut env) {
            Ok(change) => change,
            Err(Refusal::Nothing | Refusal::Fields(_)) => return Ok(()),
            Err(other) => return Err(TestCaseError::fail(format!("{other:?}"))),
        };
        desk.applied(&change).unwrap();
        prop_assert_ne!(spot.typed(&desk).unwrap(), was);
        desk.remember(Arc::new(change), true);
        let undo = propose(&desk, Command::Undo, &mut env).unwrap();
        desk.applied(&undo).unwrap();
        prop_assert!(desk.book().chunks().iter().map(|chunk| chunk.sum()).eq(before.iter().map(|chunk| chunk.sum())));
    }

    #[test]
    fn an_edit_of_many_records_is_one_change_that_does_what_its_preview_says(
        list in prop::sample::select(List::PAGES[1..].to_vec()), nth in 0usize..9,
        places in prop::collection::btree_set(0usize..200, 1..30), typed in prop::sample::select(TYPED),
    ) {
        let mut desk = DESK.clone();
        let mut env = env();
        let all = rows_of(&desk, list);
        let rows: Vec<RecordRow> = places.iter().filter_map(|place| all.get(*place)).copied().collect();
        let fields = RecordField::of_many(list);
        let edit = RecordEdit { field: fields[nth % fields.len()], typed: typed.to_owned() };
        let before = desk.book().chunks();
        let preview = match edit.preview(ZH, &desk, list, &rows, &mut env, 3) {
            Ok(preview) => preview,
            Err(refusal) => {
                prop_assert_eq!(edit.change(&desk, &rows, &mut env).unwrap_err(), refusal);
                return Ok(());
            }
        };
        prop_assert_eq!(preview.altered + preview.same, rows.len());
        let Ok(change) = edit.change(&desk, &rows, &mut env) else {
            prop_assert_eq!(preview.altered, 0);
            return Ok(());
        };
        prop_assert_eq!(change.updated.len(), preview.altered);
        desk.applied(&change).unwrap();
        prop_assert_eq!(edit.change(&desk, &rows, &mut env).unwrap_err(), Refusal::Nothing);
        desk.remember(Arc::new(change), true);
        let undo = propose(&desk, Command::Undo, &mut env).unwrap();
        desk.applied(&undo).unwrap();
        prop_assert!(desk.book().chunks().iter().map(|chunk| chunk.sum()).eq(before.iter().map(|chunk| chunk.sum())));
    }
}
