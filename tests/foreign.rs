//! What Wellkept writes, opened by programs that others wrote, and what those write, read back: openpyxl for
//! workbooks, odfpy for ODS, vobject for vCards, icalendar for calendars. Issue 8.
//!
//! `cargo xtask foreign` fetches them below target/ where there is a Python with pip, and then runs this.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use wellkept::app::{
    CalendarStyle, Desk, List, Paper, cards, events, fill, fill_handbook, handbook_sheet, sheet,
};
use wellkept::book::Book;
use wellkept::exchange::{
    BookFile, BookFileProblem, CardVersion, Cell, Fate, ImportOptions, Layout, Sheet, plan, read, read_text,
    read_workbook, write_calendar, write_cards, write_csv, write_with, write_workbook,
};
use wellkept::model::{
    Attachment, BookInfo, ContentSum, CustomerId, Day, Env, IdSource, Kind, Media, Record, Zone,
};
use wellkept::sample;
use wellkept::text::Language;

fn env() -> Env {
    let now = Zone::SHANGHAI.instant(Day::new(2024, 6, 1).unwrap(), 9, 0);
    Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [4; 16]) }
}

/// Runs the checks of `check.py` on a folder; its words come with a failure.
fn python(task: &str, folder: &Path) {
    let packages = std::env::var("WELLKEPT_PYTHON_PACKAGES").unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/check.py");
    let done = Command::new("python3")
        .arg(script)
        .arg(task)
        .arg(folder)
        .env("PYTHONPATH", packages)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{task}: {said}");
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

struct Made {
    desk: Desk,
    customers: Vec<CustomerId>,
    sheets: Vec<Sheet>,
}

fn made() -> Made {
    let mut env = env();
    let book =
        Book::assemble(BookInfo::begun(env.now), sample::records(&mut env, Language::Chinese)).unwrap();
    let mut desk = Desk::open(book, env.zone, env.today());
    desk.work_out(usize::MAX);
    let customers: Vec<CustomerId> =
        desk.book().customers().sorted().iter().map(|customer| customer.id).collect();
    let t = Language::Chinese;
    let lists = List::ALL.map(|list| {
        let mut sheet = sheet(t, list, true);
        fill(&mut sheet.rows, t, &desk, list, &customers, true);
        sheet
    });
    let papers = Paper::ALL.map(|paper| {
        let mut sheet = handbook_sheet(t, &desk, paper, true);
        fill_handbook(&mut sheet.rows, t, &desk, paper, (1, &customers), true);
        sheet
    });
    Made { customers, sheets: lists.into_iter().chain(papers).collect(), desk }
}

/// Every row of what was read is in the book already.
fn all_the_same(made: &Made, bytes: &[u8]) -> usize {
    let mut rows = 0;
    for read in read_workbook(bytes).unwrap() {
        let table = read.table.unwrap_or_else(|| panic!("{}: {:?}", read.name, read.problem));
        let plan = plan(made.desk.book(), &table, &ImportOptions::default(), &mut env());
        for row in &plan.rows {
            assert_eq!(row.fate, Fate::Same, "{}: {row:?}", read.name);
        }
        rows += plan.rows.len();
    }
    rows
}

#[test]
#[ignore = "needs programs of others; cargo xtask foreign runs it where they are"]
fn a_workbook_opens_in_openpyxl_with_its_types_and_comes_back_from_there_and_from_ods() {
    let made = made();
    let folder = folder("workbook");
    let mut sheets = made.sheets.clone();
    let expected: Vec<_> =
        sheets.iter().map(|sheet| json!([sheet.title, sheet.rows.len(), sheet.columns.len()])).collect();
    fs::write(folder.join("expected.json"), json!(expected).to_string()).unwrap();
    fs::write(folder.join("all.xlsx"), write_workbook(&sheets, env().today()).unwrap()).unwrap();
    for text in ["=1+1", "+86 138", "-3", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"] {
        let row = vec![Cell::text(text); sheets[0].columns.len()];
        sheets[0].rows.push(row);
    }
    fs::write(folder.join("texts.xlsx"), write_workbook(&sheets[..1], env().today()).unwrap()).unwrap();
    python("workbook", &folder);
    let rows: usize = made.sheets.iter().map(|sheet| sheet.rows.len()).sum();
    assert!(rows > 1_000);
    assert_eq!(all_the_same(&made, &fs::read(folder.join("by-openpyxl.xlsx")).unwrap()), rows);
    assert_eq!(all_the_same(&made, &fs::read(folder.join("by-odfpy.ods")).unwrap()), rows);
}

#[test]
#[ignore = "needs programs of others; cargo xtask foreign runs it where they are"]
fn csv_is_read_by_pythons_own_reader_as_it_was_written() {
    let made = made();
    let folder = folder("csv");
    for (place, sheet) in made.sheets.iter().enumerate() {
        fs::write(folder.join(format!("{place}.csv")), write_csv(sheet)).unwrap();
        let rows: Vec<Vec<String>> = sheet
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.written().into_owned()).collect())
            .collect();
        fs::write(folder.join(format!("{place}.json")), json!(rows).to_string()).unwrap();
    }
    python("csv", &folder);
}

#[test]
#[ignore = "needs programs of others; cargo xtask foreign runs it where they are"]
fn vcards_are_read_by_vobject_and_its_own_come_back() {
    let made = made();
    let folder = folder("vcard");
    let mut people = Vec::new();
    cards(&mut people, &made.desk, &made.customers);
    fs::write(folder.join("expected.json"), json!(people).to_string()).unwrap();
    fs::write(folder.join("3.vcf"), write_cards(&people, CardVersion::V3)).unwrap();
    fs::write(folder.join("4.vcf"), write_cards(&people, CardVersion::V4)).unwrap();
    python("vcard", &folder);
    let read = read_text(&fs::read(folder.join("by-vobject.vcf")).unwrap(), None).unwrap();
    let table = read.table.unwrap();
    assert_eq!((table.layout(), table.len()), (Layout::Contacts, people.len()));
    let plan = plan(made.desk.book(), &table, &ImportOptions::default(), &mut env());
    assert!(
        plan.rows.iter().all(|row| row.fate == Fate::Same),
        "{:?}",
        plan.rows.iter().find(|row| row.fate != Fate::Same)
    );
}

#[test]
#[ignore = "needs programs of others; cargo xtask foreign runs it where they are"]
fn calendars_are_read_by_icalendar() {
    let made = made();
    let folder = folder("calendar");
    let mut due = Vec::new();
    events(&mut due, Language::Chinese, &made.desk, &made.customers, CalendarStyle::WHOLE_DAYS);
    assert!(due.len() > 100);
    fs::write(folder.join("expected.json"), json!(due).to_string()).unwrap();
    fs::write(folder.join("due.ics"), write_calendar(&due, "常顾", env().now)).unwrap();
    python("calendar", &folder);
}

#[test]
#[ignore = "needs programs of others; cargo xtask foreign runs it where they are"]
fn a_book_with_attachments_is_read_by_pythons_own_json_with_its_checksums() {
    let mut env = env();
    let mut records = sample::records(&mut env, Language::Chinese);
    let customer = records.iter().find_map(|record| match record {
        Record::Customer(customer) => Some(customer.id),
        _ => None,
    });
    let files: Vec<Vec<u8>> = (1_usize..=4)
        .map(|n| b"%PDF-1.7 \0\xff".iter().copied().cycle().take(n * 1_000 + n).collect())
        .collect();
    for (place, bytes) in files.iter().enumerate() {
        let (sum, size) = (ContentSum::of(bytes), bytes.len() as u64);
        let name = format!("合同 {place}.pdf");
        let file = Attachment::new(env.ids.draw(), customer.unwrap(), name, sum, size, env.now);
        records.push(Attachment { media: Media::of(bytes), ..file }.into());
    }
    let book = Book::assemble(BookInfo::begun(env.now), records).unwrap();
    let content = |sum| files.iter().find(|bytes| ContentSum::of(bytes) == sum).cloned();
    let folder = folder("book");
    fs::write(folder.join("book.json"), write_with(BookFile::of(&book), content).unwrap()).unwrap();
    let counts: Vec<_> = Kind::ALL.iter().map(|kind| book.count(*kind)).collect();
    fs::write(folder.join("expected.json"), json!({ "counts": counts, "files": files.len() }).to_string())
        .unwrap();
    python("book", &folder);
    // Other spaces are another file: what somebody's program wrote anew is refused, and told as that.
    let rewritten = read(&fs::read(folder.join("by-python.json")).unwrap());
    assert!(matches!(rewritten, Err(BookFileProblem::Reformatted)), "{:?}", rewritten.err());
}
