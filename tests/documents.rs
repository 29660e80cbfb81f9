//! Pictures, PDFs and documents beside the tables of a folder or zip: whose each is, that it comes once, that it goes with
//! the import. Issue 8; A1.7, A2.39.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::io::{Cursor, Write};
use std::sync::Arc;

use proptest::prelude::*;
use wellkept::app::{column_name, failed_rows, row_problem};
use wellkept::book::Book;
use wellkept::exchange::request::{Answer, Request, run};
use wellkept::exchange::{
    Batch, BatchPlan, Cell, Document, DocumentProblem, Documents, Fate, FileSort, ImportOptions, Reason,
    RowChoice, RowNote, Table, read_archive, read_table, write_csv,
};
use wellkept::model::{ContentSum, Customer, Day, Env, IdSource, LARGEST_FILE, ProfileField, Zone};
use wellkept::text::Language;
use zip::write::{SimpleFileOptions, ZipWriter};

const PDF: &[u8] = b"%PDF-1.7 ";

fn env(seed: u8) -> Env {
    let now = Zone::SHANGHAI.instant(Day::new(2024, 6, 1).unwrap(), 9, 0);
    Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [seed; 16]) }
}

fn document(path: &str) -> Document {
    let bytes = [PDF, path.as_bytes()].concat();
    Document { sum: Some(ContentSum::of(&bytes)), ..Document::seen(path, bytes.len() as u64, &bytes) }
}

/// Plans tables and the files beside them, as the page does.
fn together(
    book: &Book,
    tables: &[&str],
    documents: &Arc<Documents>,
    of: &[(usize, RowChoice)],
    seed: u8,
) -> BatchPlan {
    let mut all: Vec<Table> = tables.iter().map(|text| read_table(text.as_bytes(), None).unwrap()).collect();
    all.push(documents.table());
    let tables: Vec<&Table> = all.iter().collect();
    let mut options =
        vec![ImportOptions { documents: documents.clone(), ..ImportOptions::default() }; tables.len()];
    options.last_mut().unwrap().choices = of.iter().copied().collect();
    let mut batch = Batch::of(&tables);
    let mut env = env(seed);
    while !batch.go_on(book, &tables, &options, &mut env, 3) {}
    batch.finish()
}

fn documents(paths: &[&str]) -> Arc<Documents> {
    Arc::new(Documents::of(paths.iter().map(|path| document(path)).collect()))
}

/// Returns who has which files.
fn attached(book: &Book) -> Vec<String> {
    let name = |file: &wellkept::model::Attachment| book.customers().get(file.customer).unwrap().name.clone();
    let files = book.attachments().iter().filter_map(|row| row.record());
    let mut all: Vec<String> = files.map(|file| format!("{}: {}", name(&file), file.name)).collect();
    all.sort();
    all
}

fn import(book: &mut Book, plan: &BatchPlan, seed: u8) {
    book.apply(&plan.change(&mut env(seed))).unwrap();
}

const CUSTOMERS: &str =
    "客户编号,客户名称,简称\nKH001,北辰科技有限公司,北辰科技\nKH0012,云帆商贸,云帆\nKH3,Ann Ltd,\n";

#[test]
fn files_go_to_whom_a_folder_or_their_name_begins_with_and_come_once() {
    let files = documents(&[
        "资料/北辰科技/执照.pdf",
        "资料/KH0012_合同.pdf",
        "资料/合同/云帆 报价.pdf",
        "资料/Anna/照片.pdf",
        "资料/ann ltd - offer.pdf",
        "资料/其他.pdf",
        "资料/北辰科技/云帆的函.pdf",
        "资料/KH001北辰科技有限公司/../盖章.pdf",
    ]);
    let mut book = Book::begun(env(1).now);
    let plan = together(&book, &[CUSTOMERS], &files, &[], 2);
    let rows = &plan.plans[1].rows;
    let fates: Vec<Fate> = rows.iter().map(|row| row.fate).collect();
    use Fate::{Error, New};
    assert_eq!(fates, [New, New, New, Error, New, Error, Error, New]);
    assert_eq!(rows[0].title, "北辰科技有限公司");
    assert_eq!(rows[0].notes, [RowNote::FileBy { part: "北辰科技".into() }]);
    assert_eq!(rows[5].problems[0].reason, Reason::FileOfNobody);
    let names = ["北辰科技有限公司".to_owned(), "云帆商贸".to_owned()];
    assert!(matches!(&rows[6].problems[0].reason, Reason::FileOfSeveral { names: found, count: 2 }
        if names.iter().all(|name| found.contains(name))));
    let before = book.clone();
    let change = plan.change(&mut env(3));
    book.apply(&change).unwrap();
    assert_eq!(
        attached(&book),
        [
            "Ann Ltd: ann ltd - offer.pdf",
            "云帆商贸: KH0012_合同.pdf",
            "云帆商贸: 云帆 报价.pdf",
            "北辰科技有限公司: 执照.pdf",
            "北辰科技有限公司: 盖章.pdf"
        ]
    );
    let again = together(&book, &[CUSTOMERS], &files, &[], 4);
    assert_eq!((again.rows_to_write(), again.plans[1].count(Fate::Same)), (0, 5));
    // The user says whose the others are.
    let yun = book.customers().iter().find(|one| one.name == "云帆商贸").unwrap().id;
    let told = together(&book, &[CUSTOMERS], &files, &[(6, RowChoice::Of(yun)), (7, RowChoice::Skip)], 5);
    assert_eq!((told.rows_to_write(), told.plans[1].rows[6].fate), (1, Fate::Skipped));
    // All of it goes in one step.
    book.apply(&change.inverse(env(6).ids.draw(), env(6).now, None)).unwrap();
    assert!(book.is_empty() && before.is_empty());
}

#[test]
fn a_file_chosen_alone_goes_to_the_customer_whom_its_name_names_or_says_that_there_is_none() {
    let customers = read_table(CUSTOMERS.as_bytes(), None).unwrap();
    let mut book = Book::begun(env(1).now);
    let mut batch = Batch::of(&[&customers]);
    while !batch.go_on(&book, &[&customers], &[ImportOptions::default()], &mut env(2), 3) {}
    import(&mut book, &batch.finish(), 3);
    let all: [(&str, &[u8], Fate); 5] = [
        ("云帆 报价.pdf", PDF, Fate::New),
        ("KH001 合同.docx", b"PK\x03\x04", Fate::New),
        ("Ann Ltd.jpg", b"\xff\xd8\xff\xe0", Fate::New),
        ("IMG_2034.jpg", b"\xff\xd8\xff\xe0", Fate::Error),
        ("云帆工具.exe", b"MZ", Fate::Error),
    ];
    for (seed, (name, head, expected)) in (20..).zip(all) {
        assert_eq!(FileSort::of(name, head), FileSort::Document, "{name}");
        let sum = Some(ContentSum::of(name.as_bytes()));
        let files = Arc::new(Documents::of(vec![Document { sum, ..Document::seen(name, 9, head) }]));
        let plan = together(&book, &[], &files, &[], seed);
        let row = &plan.plans[0].rows[0];
        assert_eq!((plan.plans[0].rows.len(), row.fate), (1, expected), "{name}");
        if expected == Fate::New {
            import(&mut book, &plan, 5);
            assert_eq!(together(&book, &[], &files, &[], 4).plans[0].count(Fate::Same), 1);
        }
    }
    assert_eq!(
        attached(&book),
        ["Ann Ltd: Ann Ltd.jpg", "云帆商贸: 云帆 报价.pdf", "北辰科技有限公司: KH001 合同.docx"]
    );
    // Whose a file is that names nobody, the user says.
    let ann = book.customers().iter().find(|one| one.name == "Ann Ltd").unwrap().id;
    let files = documents(&["IMG_2034.jpg"]);
    let refused = together(&book, &[], &files, &[], 7);
    assert_eq!(refused.plans[0].rows[0].problems[0].reason, Reason::FileOfNobody);
    let told = together(&book, &[], &files, &[(1, RowChoice::Of(ann))], 8);
    import(&mut book, &told, 9);
    assert!(attached(&book).contains(&"Ann Ltd: IMG_2034.jpg".to_owned()));
}

#[test]
fn the_list_of_files_speaks_the_readers_language_and_is_read_back_in_either() {
    let files = documents(&["其他.pdf"]);
    let table = files.table();
    let plan = together(&Book::begun(env(1).now), &[CUSTOMERS], &files, &[], 2);
    let planned = &plan.plans[1];
    for (t, names, said) in [
        (Language::Chinese, ["客户名称", "文件"], "“其他.pdf”：文件夹名和文件名"),
        (Language::English, ["Customer name", "File"], "“其他.pdf”: neither its folders"),
    ] {
        let columns: Vec<&str> = table.columns().iter().map(|column| column_name(t, column)).collect();
        assert_eq!(columns, names);
        let problem = row_problem(t, &planned.rows[0].problems[0]);
        assert!(problem.starts_with(said), "{problem}");
        // Mended and given again, it says whose the file is.
        let mut failed = failed_rows(t, &table, planned);
        failed.rows[0][0] = Cell::text("云帆商贸");
        let mended = String::from_utf8(write_csv(&failed)).unwrap();
        let again = together(&Book::begun(env(1).now), &[CUSTOMERS, &mended], &files, &[], 3);
        assert_eq!(again.plans[1].rows[0].fate, Fate::New);
    }
}

#[test]
fn a_table_says_whose_a_file_is_and_which_paper() {
    let files = documents(&["资料/扫描/1.pdf", "资料/扫描/2.pdf", "资料/北辰科技/3.pdf", "资料/旧/3.pdf"]);
    let table = "客户名称,文件,资质文件\n北辰科技有限公司,扫描/1.pdf,营业执照\n,C:\\我的\\资料\\北辰科技\\3.pdf,\n云帆商贸,3.pdf,\n云帆商贸,没有.pdf,\n查无此人,扫描/2.pdf,\n云帆商贸,../资料/扫描/1.pdf,名片\n";
    let mut book = Book::begun(env(1).now);
    let plan = together(&book, &[CUSTOMERS, table], &files, &[], 2);
    let of_table = &plan.plans[1].rows;
    use Fate::{Error, New, Same, Skipped};
    assert_eq!(
        of_table.iter().map(|row| row.fate).collect::<Vec<_>>(),
        [New, New, Error, Error, Error, Error]
    );
    assert_eq!(of_table[2].problems[0].reason, Reason::FileUnclear { count: 2 });
    assert_eq!(of_table[3].problems[0].reason, Reason::NoSuchFile);
    assert_eq!(of_table[4].problems[0].reason, Reason::UnknownCustomer);
    assert!(matches!(of_table[5].problems[0].reason, Reason::NotInList { .. }));
    // What a table gives to somebody, or tried to, nobody gets by its name.
    let of_files: Vec<Fate> = plan.plans[2].rows.iter().map(|row| row.fate).collect();
    assert_eq!(of_files, [Skipped, Skipped, Same, Error]);
    import(&mut book, &plan, 3);
    let papers: Vec<_> = book.attachments().iter().filter_map(|row| row.record()?.paper).collect();
    assert_eq!(papers, [ProfileField::PaperLicence]);
}

#[test]
fn what_cannot_be_attached_says_why() {
    let seen = |path: &str, bytes, head: &[u8]| Document::seen(path, bytes, head);
    let many = (0..21).map(|n| Document {
        sum: Some(ContentSum::of(&[n])),
        ..seen(&format!("Ann Ltd/{n}.pdf"), LARGEST_FILE, PDF)
    });
    let refused = [
        seen("Ann Ltd/空.pdf", 0, b""),
        seen("Ann Ltd/大.pdf", LARGEST_FILE + 1, PDF),
        seen("Ann Ltd/看图.exe", 9, b"MZ"),
        Document { problem: Some(DocumentProblem::Unreadable), ..seen("Ann Ltd/坏.pdf", 9, PDF) },
    ];
    let files = Arc::new(Documents::of(refused.into_iter().chain(many).collect()));
    let plan = together(&Book::begun(env(1).now), &[CUSTOMERS], &files, &[], 2);
    let rows = &plan.plans[1].rows;
    let reasons: Vec<&Reason> =
        rows.iter().flat_map(|row| &row.problems).map(|problem| &problem.reason).collect();
    assert_eq!(
        reasons,
        [
            &Reason::FileEmpty,
            &Reason::FileTooLarge { most: 10 },
            &Reason::FileIsProgram,
            &Reason::FileUnreadable,
            &Reason::NoRoomForFiles { most: 200 },
        ]
    );
    assert_eq!(plan.plans[1].count(Fate::New), 20);
}

#[test]
fn the_same_bytes_come_once_for_a_customer_and_again_for_another() {
    let sum = Some(ContentSum::of(b"x"));
    let one = |path: &str| Document { sum, ..Document::seen(path, 9, PDF) };
    let files = ["Ann Ltd/1.pdf", "Ann Ltd/2.pdf", "云帆/1.pdf"].map(one).to_vec();
    let plan = together(&Book::begun(env(1).now), &[CUSTOMERS], &Arc::new(Documents::of(files)), &[], 2);
    let fates: Vec<Fate> = plan.plans[1].rows.iter().map(|row| row.fate).collect();
    assert_eq!(fates, [Fate::New, Fate::Same, Fate::New]);
    assert_eq!(plan.plans[1].rows[1].notes.last(), Some(&RowNote::SameFile { line: 1 }));
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_zip_of_tables_and_files_is_read_in_the_worker_with_what_the_files_hold() {
    let zip = zipped(&[
        ("客户.csv", CUSTOMERS.as_bytes()),
        ("../../Ann Ltd/执照.pdf", PDF),
        ("__MACOSX/Ann Ltd/执照.pdf", b"\0\x05\x16\x07"),
        ("Ann Ltd/空.png", b""),
        ("Ann Ltd/合同.docx", &zipped(&[("word/document.xml", b"<w/>")])),
    ]);
    let archive = read_archive(&zip, None).unwrap();
    assert_eq!((archive.tables.len(), archive.documents.len()), (1, 3));
    let request = Request::ReadTables { name: None, encoding: None };
    let (Answer::Tables(notes, documents), parts) = run(Some(request), vec![zip].into_iter()) else {
        panic!()
    };
    assert_eq!((notes.len(), documents.len(), parts.len()), (1, 3, notes[0].blocks + 2));
    assert_eq!(documents[0].sum, Some(ContentSum::of(PDF)));
    assert_eq!(parts[notes[0].blocks], PDF);
    let files = Arc::new(Documents::of(documents));
    let mut book = Book::begun(env(1).now);
    let plan = together(&book, &[CUSTOMERS], &files, &[], 2);
    import(&mut book, &plan, 3);
    assert_eq!(attached(&book), ["Ann Ltd: 合同.docx", "Ann Ltd: 执照.pdf"]);
    // Within a folder, the zip's own name is a part of the path.
    let request = Request::ReadTables { name: Some("Ann Ltd.zip".into()), encoding: None };
    let (Answer::Tables(_, documents), _) =
        run(Some(request), vec![zipped(&[("执照.pdf", PDF)])].into_iter())
    else {
        panic!()
    };
    assert_eq!(documents[0].path, "Ann Ltd.zip/执照.pdf");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    /// Whatever the customers and files are called: what comes in fits the book, and comes in once.
    #[test]
    fn importing_files_twice_changes_nothing(
        names in prop::collection::vec("[甲乙ab1]{1,3}", 1..6),
        paths in prop::collection::vec("[甲乙ab1/\\\\.]{0,9}", 0..8),
    ) {
        let mut env_of = env(1);
        let customers: Vec<_> = names
            .iter()
            .map(|name| Customer::new(env_of.ids.draw(), name.clone(), env_of.now).into())
            .collect();
        let mut book = Book::assemble(wellkept::model::BookInfo::begun(env_of.now), customers).unwrap();
        let files = documents(&paths.iter().map(String::as_str).collect::<Vec<_>>());
        let plan = together(&book, &[], &files, &[], 2);
        book.apply(&plan.change(&mut env(3))).unwrap();
        prop_assert_eq!(book.attachments().len(), plan.rows_to_write());
        prop_assert_eq!(together(&book, &[], &files, &[], 4).rows_to_write(), 0);
    }
}
