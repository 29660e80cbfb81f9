//! What each fuzz target does with bytes: reads them as somebody's file, and holds what must hold of what was read.
//! The fuzz targets and tests/corpus.rs share it.

use std::sync::{Arc, LazyLock};

use sha2::{Digest, Sha256};
use wellkept::app::{Desk, capture};
use wellkept::book::Book;
use wellkept::exchange::{
    Batch, Documents, ImportOptions, Table, TableRead, is_workbook, plan as plan_table, read, read_archive,
    read_text, read_workbook, write,
};
use wellkept::model::{BookInfo, Day, Env, IdSource, Zone};
use wellkept::policy::Policy;
use wellkept::sample;
use wellkept::text::Language;

/// A target: its name, which is that of its corpus, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
#[allow(dead_code)]
pub const ALL: [Target; 7] = [
    ("csv", csv),
    ("vcard", vcard),
    ("workbook", workbook),
    ("archive", archive),
    ("book", book),
    ("policy", policy),
    ("one_line", one_line),
];

/// The seeds of the ids in the sample book, and of those that come in.
const SAMPLES: u8 = 4;
const NEW: u8 = 5;

/// Returns a moment whose ids are those of `seed`: what comes into a book has other ids than what is in it.
fn env(seed: u8) -> Env {
    let now = Zone::SHANGHAI.instant(Day::new(2024, 6, 1).unwrap_or_default(), 9, 0);
    Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [seed; 16]) }
}

static SAMPLE: LazyLock<Book> = LazyLock::new(|| {
    let mut env = env(SAMPLES);
    let records = sample::records(&mut env, Language::Chinese);
    Book::assemble(BookInfo::begun(env.now), records).unwrap_or_else(|_| Book::begun(env.now))
});

/// Plans tables against a book: the change must fit it, and importing again must add nothing twice.
fn plan(tables: &[TableRead]) {
    let tables: Vec<&Table> =
        tables.iter().filter(|read| read.problem.is_none()).filter_map(|read| read.table.as_ref()).collect();
    let options = vec![ImportOptions::default(); tables.len()];
    let mut changed = SAMPLE.clone();
    let mut env = env(NEW);
    let mut planned = |book: &Book| {
        let mut batch = Batch::of(&tables);
        while !tables.is_empty() && !batch.go_on(book, &tables, &options, &mut env, 50) {}
        batch.finish().change(&mut env)
    };
    let first = planned(&changed);
    changed.apply(&first).unwrap_or_else(|conflict| panic!("the plan does not fit: {conflict}"));
    let again = planned(&changed);
    changed.apply(&again).unwrap_or_else(|conflict| panic!("the second plan does not fit: {conflict}"));
}

/// A CSV or TSV file in any encoding, or pasted cells.
pub fn csv(bytes: &[u8]) {
    if let Ok(read) = read_text(bytes, None) {
        plan(&[read]);
    }
}

/// A file of vCards.
pub fn vcard(bytes: &[u8]) {
    let mut text = b"BEGIN:VCARD\r\n".to_vec();
    text.extend_from_slice(bytes);
    csv(&text);
}

/// A workbook of any of the kinds.
pub fn workbook(bytes: &[u8]) {
    if is_workbook(bytes)
        && let Ok(sheets) = read_workbook(bytes)
    {
        plan(&sheets);
    }
}

/// A zip of files.
pub fn archive(bytes: &[u8]) {
    if let Ok(archive) = read_archive(bytes, None) {
        plan(&archive.tables);
        let documents = archive.documents.into_iter().map(|(document, _)| document).collect();
        let documents = Arc::new(Documents::of(documents));
        let (table, mut env) = (documents.table(), env(NEW));
        let planned =
            plan_table(&SAMPLE, &table, &ImportOptions { documents, ..ImportOptions::default() }, &mut env);
        assert_eq!(planned.rows.len(), table.len());
    }
}

/// The content of a JSON book, with the right checksum, so that more than the checksum is tried.
pub fn book(bytes: &[u8]) {
    let sum = hex::encode(Sha256::digest(bytes));
    let mut file = format!("{{\"wellkept_book\":1,\"sha256\":\"{sum}\",\"content\":").into_bytes();
    file.extend_from_slice(bytes);
    file.extend_from_slice(b"}\n");
    let Ok(found) = read(&file) else { return };
    if let (Ok(book), None) = (found.book(), &found.history) {
        assert!(
            write(&book).is_ok_and(|again| again == file),
            "a book that is read writes back as other bytes"
        );
    }
}

/// A policy file.
pub fn policy(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(policy) = Policy::read(&text) {
        assert!(
            Policy::read(&policy.write()).is_ok_and(|again| again == policy),
            "a policy is lost on the way"
        );
    }
}

/// A record in one line.
pub fn one_line(bytes: &[u8]) {
    thread_local! {
        static DESK: Desk = Desk::open(SAMPLE.clone(), Zone::SHANGHAI, env(NEW).today());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let open = SAMPLE.customers().iter().next().map(|customer| customer.id);
        let today = env(NEW).today();
        DESK.with(|desk| {
            let _ = capture(desk, open, text, today);
            let _ = capture(desk, None, text, today);
        });
    }
}
