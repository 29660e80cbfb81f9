//! Speed of the engines on synthetic books; `cargo xtask bench` reads the results.

#![allow(missing_docs)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, BenchmarkId, Criterion, criterion_group, criterion_main};
use wellkept::app::{
    AsOfRun, BulkEdit, Column, Command, CustomerTable, Desk, Fixed, Quick, RehearsalRun, SortKey,
    TodayFilter, View, propose, today,
};
use wellkept::book::{Book, BookBuilder, Change, Chunk, Label};
use wellkept::cadence::{Debtor, obligations};
use wellkept::facts::{Facts, Metric};
use wellkept::model::{BookInfo, Day, Env, IdSource, Money, Order, Zone};
use wellkept::policy::{Grading, Policy, TierPlace};
use wellkept::query::{Condition, Needle, Operator, Pinyin, Test};
use wellkept::sample;
use wellkept::text::Language;
use wellkept::tiering::{Population, Yardstick};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const ORDERS_EACH: usize = 4;
const INTERACTIONS_EACH: usize = 10;

fn env() -> Env {
    let day = Day::new(2026, 11, 21).unwrap_or_default();
    let now = Zone::SHANGHAI.instant(day, 9, 0);
    Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [42; 16]) }
}

fn book(customers: usize) -> Option<Book> {
    let mut env = env();
    let info = BookInfo::begun(env.now);
    let records = sample::synthetic_stream(&mut env, customers, ORDERS_EACH, INTERACTIONS_EACH);
    Book::assemble(info, records).ok()
}

/// Opens a book from its stored chunks, as the store does.
fn opened(chunks: &[Chunk]) -> Option<Book> {
    let portions = chunks.iter().map(|chunk| (chunk.kind, chunk.records as usize));
    let mut builder = BookBuilder::new(BookInfo::begun(env().now), portions);
    for chunk in chunks {
        black_box(chunk.sum());
        builder.absorb(chunk).ok()?;
    }
    Some(builder.finish())
}

/// An order by the first customer; the benchmark makes and takes it back, two changes at a time.
fn first_order(desk: &Desk) -> Change {
    let mut env = env();
    let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
    if let Some(customer) = desk.book().customers().iter().next() {
        change.add(Order::new(env.ids.draw(), customer.id, env.today(), Money::yuan(12_345)));
    }
    change
}

/// The customer list: opened, sorted anew, one more letter typed, a condition judged; many edited; texts searched.
fn list(group: &mut BenchmarkGroup<'_, WallTime>, desk: &mut Desk, size: usize) {
    desk.spell(Arc::new(Pinyin::read()));
    while desk.prepare_search(10_000) {}
    let desk = &*desk;
    let t = Language::Chinese;
    let columns: Vec<Column> = [Fixed::Tier, Fixed::Name, Fixed::Amount].map(Column::Fixed).to_vec();
    let view = View::default();
    let lines = |table: &mut CustomerTable, view: &View, typed: &str| {
        let quick = Quick { typed: typed.to_owned(), ..Quick::default() };
        black_box(table.lines(t, desk, view, &quick, &columns).customers.len())
    };
    let fresh = || {
        let mut table = CustomerTable::default();
        table.refresh(desk, 1);
        table
    };
    group.bench_function(BenchmarkId::new("list_open", size), |bencher| {
        bencher.iter(|| lines(&mut fresh(), &view, ""));
    });
    let by = |column: Fixed| View {
        sort: vec![SortKey { column: column.into(), descending: true }],
        ..View::default()
    };
    let (amount, tier) = (by(Fixed::Amount), by(Fixed::LastContact));
    let mut table = fresh();
    group.bench_function(BenchmarkId::new("list_sorted_twice", size), |bencher| {
        bencher.iter(|| lines(&mut table, &amount, "") + lines(&mut table, &tier, ""));
    });
    for (name, typed) in
        [("list_typed_chinese", "科技"), ("list_typed_initials", "bckj"), ("list_typed_digits", "0012")]
    {
        group.bench_function(BenchmarkId::new(name, size), |bencher| {
            bencher.iter(|| lines(&mut table, &tier, typed));
        });
    }
    let test = Test { measure: Metric::OrdersIn12Months.into(), operator: Operator::AtLeast, value: Some(3) };
    let filtered = View { filter: Some(Condition::Is(test)), ..View::default() };
    group.bench_function(BenchmarkId::new("list_condition", size), |bencher| {
        bencher.iter_batched(
            fresh,
            |mut table| table.judge(desk, &filtered, usize::MAX),
            BatchSize::LargeInput,
        );
    });
    let needle = Needle::new("不会有这句话");
    let said = |desk: &Desk| {
        let rows = desk.book().interactions().at(0..desk.book().interactions().places().min(100_000));
        let records = rows.filter_map(|row| row.record());
        records.filter(|record| needle.is_in(&record.summary)).count()
    };
    group.bench_function(BenchmarkId::new("search_said_100000", size), |bencher| {
        bencher.iter(|| black_box(said(desk)));
    });
    let many: Vec<_> = desk.book().customers().iter().take(10_000).map(|customer| customer.id).collect();
    let mut edited = desk.clone();
    group.bench_function(BenchmarkId::new("edit_many_10000", size), |bencher| {
        bencher.iter(|| {
            let mut env = env();
            let edit = BulkEdit::AddTags("年度重点".into());
            let command = Command::EditMany { customers: many.clone(), edit };
            let change = propose(&edited, command, &mut env).ok();
            let back = change.as_ref().map(|change| change.inverse(env.ids.draw(), env.now, None));
            let done = change.is_some_and(|change| edited.applied(&change).is_ok());
            black_box(done && back.is_some_and(|back| edited.applied(&back).is_ok()))
        });
    });
}

fn engines(criterion: &mut Criterion) {
    let (policy, today_is) = (Policy::default(), env().today());
    let mut group = criterion.benchmark_group("engines");
    group.sample_size(10).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_millis(500));
    for size in SIZES {
        let Some(book) = book(size) else { continue };
        let mut population = Population::of(&policy);
        let plain = Yardstick::new(&policy, today_is, None);
        for customer in book.customers() {
            population.note(&plain.bare_case(&book, customer).compared_values(&population));
        }
        let noted = population.clone();
        population.settle(&policy);
        group.bench_with_input(BenchmarkId::new("all_schemes", size), &book, |bencher, book| {
            bencher.iter(|| {
                let yardstick = Yardstick::new(&policy, today_is, Some(&population));
                let tiers =
                    book.customers().iter().map(|customer| yardstick.case(book, customer).governing());
                black_box(tiers.flatten().count())
            });
        });
        group.bench_with_input(BenchmarkId::new("rank_everyone", size), &noted, |bencher, noted| {
            bencher.iter_batched(
                || noted.clone(),
                |mut population| population.settle(&policy),
                BatchSize::LargeInput,
            );
        });
        group.bench_with_input(BenchmarkId::new("obligations_all", size), &book, |bencher, book| {
            bencher.iter(|| {
                let late = book.customers().iter().flat_map(|customer| {
                    let registered = Zone::SHANGHAI.day_of(customer.registered);
                    let tiers = [TierPlace { scheme: 0, tier: 2 }];
                    let facts = Facts::of(book, customer, today_is);
                    let interactions = facts.interactions();
                    let debtor =
                        Debtor { customer, tiers: &tiers, since: registered, dates: &|_| None, interactions };
                    obligations(&policy, &policy.calendar(), debtor, today_is)
                });
                black_box(late.filter(|obligation| obligation.is_due()).count())
            });
        });
        let chunks = book.chunks();
        group.bench_with_input(BenchmarkId::new("open_book", size), &chunks, |bencher, chunks| {
            bencher.iter_with_large_drop(|| opened(chunks));
        });
        let mut desk = Desk::open(book, Zone::SHANGHAI, today_is);
        while desk.work_out(10_000) > 0 {}
        while desk.compare(10_000) {}
        // One weight less, one more: what the editor rehearses after a key.
        let mut draft = desk.policy().clone();
        if let Some(Grading::Score(scoring)) = draft.schemes.first_mut().map(|scheme| &mut scheme.grading)
            && let Some([first, second, ..]) =
                scoring.dimensions.first_mut().map(|one| one.criteria.as_mut_slice())
        {
            first.weight -= 500;
            second.weight += 500;
        }
        group.bench_with_input(BenchmarkId::new("rehearsal", size), &desk, |bencher, desk| {
            bencher.iter(|| {
                let mut run = RehearsalRun::begin(desk, draft.clone());
                while run.step(desk, 200) < 1_000 {}
                black_box(run.result().1.governed.len())
            });
        });
        group.bench_with_input(BenchmarkId::new("past_day", size), &desk, |bencher, desk| {
            bencher.iter(|| {
                let mut run = AsOfRun::begin(desk, today_is.plus_months(-3));
                while run.step(desk, 200) < 1_000 {}
                black_box(run.result(desk).not_yet)
            });
        });
        group.bench_with_input(BenchmarkId::new("today_list", size), &desk, |bencher, desk| {
            bencher.iter(|| black_box(today(desk, &TodayFilter::default()).0.len()));
        });
        list(&mut group, &mut desk, size);
        // A first order: it moves its customer's facts and the lines that everybody draws.
        let change = first_order(&desk);
        group.bench_with_input(BenchmarkId::new("one_change", size), &change, |bencher, change| {
            bencher.iter(|| {
                let mut env = env();
                let back = change.inverse(env.ids.draw(), env.now, None);
                black_box(desk.applied(change).and_then(|()| desk.applied(&back)).is_ok())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, engines);
criterion_main!(benches);
