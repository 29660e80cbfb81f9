//! Speed of the engines on synthetic books; `cargo xtask bench` reads the results.

#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use wellkept::app::{Desk, TodayFilter, today};
use wellkept::book::{Book, BookBuilder, Chunk};
use wellkept::cadence::obligations;
use wellkept::facts::Facts;
use wellkept::model::{BookInfo, Day, Env, IdSource, Zone};
use wellkept::policy::{Policy, Tier};
use wellkept::sample;
use wellkept::tiering::Assignment;

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

fn engines(criterion: &mut Criterion) {
    let (policy, today_is) = (Policy::default(), env().today());
    let mut group = criterion.benchmark_group("engines");
    group.sample_size(10).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_millis(500));
    for size in SIZES {
        let Some(book) = book(size) else { continue };
        group.bench_with_input(BenchmarkId::new("tier_all", size), &book, |bencher, book| {
            bencher.iter(|| {
                let tiers = book.customers().iter().filter_map(|customer| {
                    Assignment::of(&policy.score, &Facts::of(book, customer, today_is)).tier()
                });
                black_box(tiers.filter(|tier| *tier == Tier::S).count())
            });
        });
        group.bench_with_input(BenchmarkId::new("obligations_all", size), &book, |bencher, book| {
            bencher.iter(|| {
                let late = book.customers().iter().flat_map(|customer| {
                    let registered = Zone::SHANGHAI.day_of(customer.registered);
                    obligations(book, &policy, customer, Tier::B, registered, today_is)
                });
                black_box(late.filter(|obligation| obligation.is_due()).count())
            });
        });
        let chunks = book.chunks();
        group.bench_with_input(BenchmarkId::new("open_book", size), &chunks, |bencher, chunks| {
            bencher.iter_with_large_drop(|| opened(chunks));
        });
        let mut desk = Desk::open(book, policy.clone(), Zone::SHANGHAI, today_is);
        while desk.work_out(10_000) > 0 {}
        group.bench_with_input(BenchmarkId::new("today_list", size), &desk, |bencher, desk| {
            bencher.iter(|| black_box(today(desk, &TodayFilter::default()).0.len()));
        });
    }
    group.finish();
}

criterion_group!(benches, engines);
criterion_main!(benches);
