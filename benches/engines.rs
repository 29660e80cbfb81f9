//! Speed of the engines on synthetic books; `cargo xtask bench` reads the results.

#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use wellkept::app::{Desk, TodayFilter, today};
use wellkept::book::{Book, BookBuilder, Change, Chunk, Label};
use wellkept::cadence::{Debtor, obligations};
use wellkept::model::{BookInfo, Day, Env, IdSource, Money, Order, Zone};
use wellkept::policy::{Policy, TierPlace};
use wellkept::sample;
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

fn engines(criterion: &mut Criterion) {
    let (policy, today_is) = (Policy::default(), env().today());
    let mut group = criterion.benchmark_group("engines");
    group.sample_size(10).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_millis(500));
    for size in SIZES {
        let Some(book) = book(size) else { continue };
        let mut population = Population::of(&policy);
        let plain = Yardstick::new(&policy, today_is, None);
        for customer in book.customers() {
            population.note(customer.id, &plain.case(&book, customer).compared_values(&population));
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
                    let debtor = Debtor { customer, tiers: &tiers, since: registered, dates: &|_| None };
                    obligations(book, &policy, &policy.calendar(), debtor, today_is)
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
        group.bench_with_input(BenchmarkId::new("today_list", size), &desk, |bencher, desk| {
            bencher.iter(|| black_box(today(desk, &TodayFilter::default()).0.len()));
        });
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
