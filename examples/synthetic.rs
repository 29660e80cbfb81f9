//! Writes a synthetic book to a file: `cargo run --release --example synthetic -- 10000 book.json [2026-11-21]`.
//!
//! Four orders and, unless another number is given behind the day, ten interactions for each customer; the same
//! arguments give the same bytes.

use std::process::ExitCode;

use wellkept::book::Book;
use wellkept::exchange;
use wellkept::model::{BookInfo, Day, Env, IdSource, Zone};
use wellkept::sample;

const USAGE: &str =
    "usage: synthetic <customers> <file> [today as YYYY-MM-DD, else 2026-11-21 [interactions each]]";

fn main() -> ExitCode {
    match run() {
        Ok(done) => {
            println!("{done}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<String, String> {
    let mut arguments = std::env::args().skip(1);
    let customers: usize = arguments.next().and_then(|text| text.parse().ok()).ok_or(USAGE)?;
    let file = arguments.next().ok_or(USAGE)?;
    let today: Day = arguments.next().as_deref().unwrap_or("2026-11-21").parse().map_err(|()| USAGE)?;
    let interactions: usize = arguments.next().as_deref().unwrap_or("10").parse().map_err(|_| USAGE)?;
    let now = Zone::SHANGHAI.instant(today, 9, 0);
    let mut env = Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [1; 16]) };
    let records = sample::synthetic_stream(&mut env, customers, 4, interactions);
    let book = Book::assemble(BookInfo::begun(now), records).map_err(|conflict| conflict.to_string())?;
    let bytes = exchange::write(&book).map_err(|error| error.to_string())?;
    std::fs::write(&file, &bytes).map_err(|error| format!("{file}: {error}"))?;
    Ok(format!("{file}: {} records, {} bytes", book.len(), bytes.len()))
}
