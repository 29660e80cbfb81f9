//! Files that mean no good, each by its name in issue 8: refused in words or read without harm, in bounded time and room.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::io::{Cursor, Write};

use sha2::{Digest, Sha256};
use wellkept::book::Book;
use wellkept::exchange::{
    BookFileProblem, Encoding, Fate, ImportOptions, Reason, TableProblem, plan, read, read_archive,
    read_table, read_text, read_workbook,
};
use wellkept::model::{Day, Env, IdSource, Zone};
use wellkept::policy::Policy;
use zip::write::{SimpleFileOptions, ZipWriter};

fn env() -> Env {
    let now = Zone::SHANGHAI.instant(Day::new(2024, 6, 1).unwrap(), 9, 0);
    Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [4; 16]) }
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn reasons(bytes: &[u8]) -> Vec<Vec<Reason>> {
    let table = read_text(bytes, None).unwrap().table.unwrap();
    let plan = plan(&Book::begun(env().now), &table, &ImportOptions::default(), &mut env());
    let of_row = |row: wellkept::exchange::PlannedRow| {
        row.problems.into_iter().map(|problem| problem.reason).collect()
    };
    plan.rows.into_iter().map(of_row).collect()
}

/// A JSON book whose one customer has a further field, with the right checksum.
fn book_with(field: &str) -> Vec<u8> {
    let content = format!(
        "{{\"info\":{{\"name\":\"\",\"created\":\"2024-05-10T03:04:05.678Z\",\"zone\":\"Asia/Shanghai\"}},\"counts\":{{\"person\":0,\"customer\":1,\"contact\":0,\"order\":0,\"interaction\":0,\"next_action\":0}},\"person\":[],\"customer\":[\n{{\"id\":\"018f0000-0000-7000-8000-000000000001\",\"name\":\"甲\",\"registered\":\"2024-05-10T03:04:05.678Z\",{field}}}\n],\"contact\":[],\"order\":[],\"interaction\":[],\"next_action\":[]}}"
    );
    let sum = hex::encode(Sha256::digest(content.as_bytes()));
    format!("{{\"wellkept_book\":1,\"sha256\":\"{sum}\",\"content\":{content}}}\n").into_bytes()
}

#[test]
fn zip_bombs_are_refused_by_size_and_by_ratio_before_anything_is_read() {
    let zeros = vec![b'0'; 64 << 20];
    let by_ratio = zipped(&[("客户.csv", &zeros)]);
    assert!(by_ratio.len() < 1 << 20);
    assert!(matches!(read_archive(&by_ratio, None), Err(TableProblem::UnpacksTooLarge { .. })));
    // Many that each are small enough.
    let part = vec![b'0'; 8 << 20];
    let names: Vec<String> = (0..80).map(|n| format!("{n}.csv")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), part.as_slice())).collect();
    assert!(matches!(read_archive(&zipped(&many), None), Err(TableProblem::UnpacksTooLarge { .. })));
    // A zip within a zip is never unpacked.
    let nested = zipped(&[("inner.zip", &by_ratio)]);
    let read = read_archive(&nested, None).unwrap().tables;
    assert_eq!(read[0].problem, Some(TableProblem::BinaryFile));
    // Thousands of files.
    let names: Vec<String> = (0..1_001).map(|n| format!("{n}.csv")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    assert_eq!(read_archive(&zipped(&many), None), Err(TableProblem::TooManyFiles { limit: 1_000 }));
}

#[test]
fn a_file_that_says_less_of_its_size_than_it_has_is_counted_all_the_same() {
    let mut bomb = zipped(&[("客户.csv", &vec![b'0'; 64 << 20])]);
    let honest = u32::try_from(64 << 20).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..bomb.len() - 4).filter(|place| bomb[*place..place + 4] == honest).collect();
    assert!(!places.is_empty());
    for place in places {
        bomb[place..place + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert!(read_archive(&bomb, None).is_err());
}

#[test]
fn names_that_are_paths_are_names() {
    let csv = "客户名称\n甲\n".as_bytes();
    let names = [
        "../../etc/passwd.csv",
        "/root/x.csv",
        "C:\\Windows\\x.csv",
        "a/../../b.csv",
        "x\u{0}y.csv",
        "\u{202e}vsc.x",
    ];
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, csv)).collect();
    let read = read_archive(&zipped(&parts), None).unwrap().tables;
    assert_eq!(read.len(), names.len());
    for (read, name) in read.iter().zip(names) {
        assert_eq!((read.name.as_str(), &read.problem), (name.replace('\u{0}', " ").as_str(), &None));
        assert_eq!(read.table.as_ref().unwrap().len(), 1);
    }
}

#[test]
fn names_in_the_encoding_of_chinese_windows_are_read() {
    let mut zip = zipped(&[("abcd.csv", "客户名称\n甲\n".as_bytes())]);
    let (gb, _, _) = encoding_rs::GB18030.encode("客户");
    let places: Vec<usize> = (0..zip.len() - 4).filter(|place| &zip[*place..place + 4] == b"abcd").collect();
    for place in places {
        zip[place..place + 4].copy_from_slice(&gb);
    }
    assert_eq!(read_archive(&zip, None).unwrap().tables[0].name, "客户.csv");
}

#[test]
fn nul_bytes_and_other_control_characters_get_into_no_record() {
    for text in ["客户名称,备注\n甲\u{0}公司,x\n", "客户名称,备注\n甲公司,\u{0}\n", "客户\u{0}名称\n甲\n"]
    {
        assert_eq!(read_text(text.as_bytes(), None), Err(TableProblem::NotText));
    }
    assert_eq!(reasons("客户名称,备注\n甲\u{1}公司,x\n".as_bytes()), [vec![Reason::ControlCharacter]]);
    assert_eq!(reasons("客户名称,备注\n甲公司,\u{1b}[2J\n".as_bytes()), [vec![Reason::ControlCharacter]]);
    assert!(read_text(&[0; 4_096], None).is_err());
    assert!(matches!(read(&book_with("\"short_name\":\"\u{0}\"")), Err(BookFileProblem::BadRecord { .. })));
}

#[test]
fn lone_surrogates_are_no_text_anywhere() {
    // UTF-16 with half of a pair, in both orders of bytes.
    let text: Vec<u16> =
        "客户名称\n".encode_utf16().chain([0xd800, u16::from(b'x'), u16::from(b'\n')]).collect();
    let little: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.iter().flat_map(|unit| unit.to_le_bytes())).collect();
    let big: Vec<u8> =
        [0xfe, 0xff].into_iter().chain(text.iter().flat_map(|unit| unit.to_be_bytes())).collect();
    for bytes in [little, big] {
        match read_text(&bytes, None) {
            Err(
                TableProblem::NotInEncoding { .. } | TableProblem::UnknownEncoding | TableProblem::NotText,
            ) => {}
            other => panic!("{other:?}"),
        }
    }
    // As UTF-8 would have it: no UTF-8, and in another encoding no table that is known.
    let as_utf8 = b"\xe5\xae\xa2\xe6\x88\xb7\xe5\x90\x8d\xe7\xa7\xb0\n\xed\xa0\x80\n";
    assert!(read_table(as_utf8, None).is_err());
    assert!(read_table(as_utf8, Some(Encoding::Utf8)).is_err());
    for text in [r#"\ud800"#, r#"\udc00\ud800"#, r#"\ud800\ud800"#] {
        let found = read(&book_with(&format!("\"remark\":\"{text}\""))).unwrap_err();
        assert!(matches!(found, BookFileProblem::BadRecord { .. }), "{text}: {found}");
    }
}

#[test]
fn sheets_of_a_million_columns_are_refused_not_built() {
    let csv = format!("客户名称{}\n甲\n", ",x".repeat(1_000_000));
    assert!(matches!(
        read_text(csv.as_bytes(), None).unwrap().problem,
        Some(TableProblem::TooManyColumns { .. })
    ));
    let cells: String = (0..1_000_000).map(|_| "<c t=\"inlineStr\"><is><t>x</t></is></c>").collect();
    let sheet = format!(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>"
    );
    let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    let relations = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let root = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="t" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let file = zipped(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    let problem = match read_workbook(&file) {
        Ok(sheets) => sheets[0].problem.clone().unwrap(),
        Err(problem) => problem,
    };
    assert!(
        matches!(problem, TableProblem::TooManyColumns { .. } | TableProblem::UnpacksTooLarge { .. }),
        "{problem}"
    );
}

#[test]
fn json_that_nests_deeply_is_refused_and_overflows_nothing() {
    for depth in [200, 100_000, 1_000_000] {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        let found = read(&book_with(&format!("\"x\":{open}{close}"))).unwrap_err();
        assert!(matches!(found, BookFileProblem::BadRecord { .. }), "{depth}");
        assert!(read(open.as_bytes()).is_err());
        let objects = "{\"x\":".repeat(depth);
        assert!(read(&book_with(&format!("\"x\":{objects}"))).is_err());
        assert!(Policy::read(&open).is_err());
        assert!(Policy::read(&format!("{{\"format\":2,\"schemes\":{objects}")).is_err());
    }
}

#[test]
fn a_formula_of_a_csv_is_a_text_and_leaves_as_one() {
    let csv = "客户名称,备注\n=cmd|' /C calc'!A0,@SUM(A1)\n";
    let table = read_text(csv.as_bytes(), None).unwrap().table.unwrap();
    let plan = plan(&Book::begun(env().now), &table, &ImportOptions::default(), &mut env());
    assert_eq!(plan.rows[0].fate, Fate::New);
    assert_eq!(plan.rows[0].title, "=cmd|' /C calc'!A0");
}

/// What JSON is not, after the kinds of the JSONTestSuite's `n_` files (RFC 8259): each as a value in a record.
const INVALID: &[&str] = &[
    "[1 true]",
    "[\"\": 1]",
    "[\"\"],",
    "[,1]",
    "[1,,2]",
    "[\"x\"]]",
    "[\"\",]",
    "[\"x\"",
    "[x",
    "[3[4]]",
    "[1:2]",
    "[,]",
    "[-]",
    "[   , \"\"]",
    "[1,]",
    "[1,,]",
    "[\"a\",\n4\n,1,",
    "[*]",
    "[\"\"",
    "[1,",
    "[{}",
    "[fals]",
    "[nul]",
    "[tru]",
    "[++1234]",
    "[+1]",
    "[+Inf]",
    "[-01]",
    "[-1.0.]",
    "[-2.]",
    "[-NaN]",
    "[.-1]",
    "[.2e-3]",
    "[0.1.2]",
    "[0.3e+]",
    "[0.3e]",
    "[0.e1]",
    "[0E+]",
    "[0E]",
    "[0e+]",
    "[0e]",
    "[1.0e+]",
    "[1.0e-]",
    "[1.0e]",
    "[1 000.0]",
    "[1eE2]",
    "[2.e+3]",
    "[2.e-3]",
    "[2.e3]",
    "[9.e+]",
    "[Inf]",
    "[NaN]",
    "[１]",
    "[1+2]",
    "[0x1]",
    "[0x42]",
    "[Infinity]",
    "[0e+-1]",
    "[-123.123foo]",
    "[-Infinity]",
    "[-foo]",
    "[- 1]",
    "[-012]",
    "[-.123]",
    "[-1x]",
    "[1ea]",
    "[1.]",
    "[.123]",
    "[1.2a-3]",
    "[1.8011670033376514H-308]",
    "[012]",
    "[\"x\", truth]",
    "{[: \"x\"}\n",
    "{\"x\", null}",
    "{\"x\"::\"b\"}",
    "{🇨🇭}",
    "{\"a\":\"a\" 123}",
    "{key: 'value'}",
    "{\"a\" b}",
    "{:\"b\"}",
    "{\"a\" \"b\"}",
    "{\"a\":",
    "{\"a\"",
    "{1:1}",
    "{9999E9999:1}",
    "{null:null,null:null}",
    "{\"id\":0,,,,,}",
    "{'a':0}",
    "{\"id\":0,}",
    "{\"a\":\"b\"}/**/",
    "{\"a\":\"b\"}/**//",
    "{\"a\":\"b\"}//",
    "{\"a\":\"b\"}/",
    "{\"a\":\"b\",,\"c\":\"d\"}",
    "{a: \"b\"}",
    "{\"a\":\"a",
    "{ \"foo\" : \"bar\", \"a\" }",
    "{\"a\":\"b\"}#",
    " ",
    "[\"\\uD800\\\"]",
    "[\"\\uD800\\u\"]",
    "[\"\\uD800\\u1\"]",
    "[\"\\uD800\\u1x\"]",
    "[é]",
    "[\"\\x00\"]",
    "[\"\\\\\\\"]",
    "[\"\\\t\"]",
    "[\"\\🌀\"]",
    "[\"\\\"]",
    "[\"\\u00A\"]",
    "[\"\\uD834\\uDd\"]",
    "[\"\\uD800\\uD800\\x\"]",
    "[\"\\a\"]",
    "[\"\\uqqqq\"]",
    "[\\u0020\"asd\"]",
    "[\\n]",
    "\"",
    "['single quote']",
    "abc",
    "[\"\\",
    "[\"a\nb\"]",
    "\"\\UA66D\"",
    "\"\"x",
    "<.>",
    "[<null>]",
    "[1]x",
    "[1]]",
    "[\"asd]",
    "aå",
    "[True]",
    "1]",
    "{\"x\": true,",
    "[][]",
    "]",
    "{}}",
    "{\"\":",
    "{\"a\":/*comment*/\"b\"}",
    "{\"a\": true} \"x\"",
    "['",
    "[,",
    "[{",
    "[\"a",
    "[\"a\"",
    "{",
    "{]",
    "{,",
    "{[",
    "{\"a",
    "{'a'",
    "[\"\\{[\"\\{[\"\\{[\"\\{",
    "*",
    "{\"a\":\"b\"}#{}",
    "[\u{2060}]",
    "[\\u000A\"\"]",
    "[1",
    "[ false, nul",
    "[ true, fals",
    "[ false, tru",
    "å",
    "[\u{c}]",
    "\u{feff}",
    "",
];

#[test]
fn what_json_is_not_is_in_no_book_and_no_policy() {
    assert!(INVALID.len() > 150);
    assert!(read(&book_with("\"x\":[1,\"a\",{\"b\":null}]")).is_ok(), "the frame itself is right");
    for invalid in INVALID {
        assert!(read(&book_with(&format!("\"x\":{invalid}"))).is_err(), "{invalid}");
        assert!(read(invalid.as_bytes()).is_err(), "{invalid}");
        assert!(Policy::read(invalid).is_err(), "{invalid}");
        assert!(Policy::read(&format!("{{\"format\":2,\"x\":{invalid}}}")).is_err(), "{invalid}");
    }
    for bytes in
        [&b"[\"\xff\"]"[..], b"[\xe5]", b"\xff", b"[\"\xe5\"]", b"{\"\xb9\":\"0\",}", b"[1\xe5]", b"[0\xe5]"]
    {
        assert!(read(bytes).is_err());
    }
}
