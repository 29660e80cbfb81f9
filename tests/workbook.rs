//! Workbooks of people and of programs that mean no good: every sheet read, nothing run, nothing that
//! swells without bound. Issue 8.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::io::{Cursor, Write};

use wellkept::exchange::{
    Cell, Layout, Sheet, SheetColumn, TableProblem, TableRead, is_workbook, read_workbook, write_workbook,
};
use wellkept::model::{Day, Money};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Packs parts into a zip, as every workbook is one.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="../../客户" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

/// A workbook with one sheet of those rows, as another program may write them.
fn xlsx(before: &str, rows: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0"?>{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    zipped(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// A spreadsheet of OpenOffice with those rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="客户">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let manifest = r#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

fn text(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

const HEADINGS: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>客户名称</t></is></c><c r="B1" t="inlineStr"><is><t>备注</t></is></c></row>"#;

fn only(bytes: &[u8]) -> TableRead {
    let mut tables = read_workbook(bytes).unwrap();
    assert_eq!(tables.len(), 1);
    tables.remove(0)
}

fn cells(read: &TableRead) -> Vec<Vec<String>> {
    let table = read.table.as_ref().unwrap();
    table.rows().map(|row| (0..row.width()).map(|place| row.cell(place).to_owned()).collect()).collect()
}

#[test]
fn each_sheet_is_a_table_with_a_name_and_its_own_problem() {
    let column = |heading: &str| SheetColumn { heading: heading.into(), width: 12 };
    let sheet = |title: &str, headings: &[&str], rows: Vec<Vec<Cell>>| Sheet {
        title: title.into(),
        columns: headings.iter().map(|heading| column(heading)).collect(),
        rows,
    };
    let day = Day::new(2024, 3, 5).unwrap();
    let sheets = [
        sheet("客户/表?", &["客户编号", "客户名称"], vec![vec![Cell::text("0123"), Cell::text("=1+1")]]),
        sheet(
            "订单",
            &["客户编号", "下单日期", "金额", "备注"],
            vec![
                vec![Cell::text("0123"), Cell::Day(day), Cell::Money(Money::fen(120_050)), Cell::Number(30)],
                vec![Cell::text("0123"), Cell::Time(day, 14, 30), Cell::Money(Money::fen(10)), Cell::Empty],
            ],
        ),
        sheet("空", &["客户编号", "客户名称"], Vec::new()),
        sheet("杂", &["foo", "bar"], vec![vec![Cell::text("1"), Cell::text("2")]]),
    ];
    let bytes = write_workbook(&sheets, day).unwrap();
    assert_eq!(bytes, write_workbook(&sheets, day).unwrap(), "equal lists are equal bytes");
    let read = read_workbook(&bytes).unwrap();
    let names: Vec<&str> = read.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["客户表", "订单", "空", "杂"]);
    assert_eq!(read[0].table.as_ref().unwrap().layout(), Layout::Customers);
    assert_eq!(cells(&read[0]), [["0123", "=1+1"]]);
    assert_eq!(cells(&read[1])[0], ["0123", "2024-03-05", "1200.5", "30"]);
    assert_eq!(cells(&read[1])[1], ["0123", "2024-03-05 14:30", "0.1"]);
    assert_eq!(read[1].table.as_ref().unwrap().rows().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
    assert!(matches!(&read[2].problem, Some(TableProblem::HeaderOnly { .. })));
    assert!(
        matches!(&read[3].problem, Some(TableProblem::UnknownHeadings { headings }) if headings == &["foo", "bar"])
    );
    assert_eq!(cells(&read[3]), [["1", "2"]]);
}

#[test]
fn no_text_of_ours_becomes_a_formula() {
    let texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\",\"y\")", "'=1"];
    let sheet = Sheet {
        title: "表".into(),
        columns: vec![SheetColumn { heading: "=1+1".into(), width: 10 }],
        rows: texts.iter().map(|text| vec![Cell::text(*text)]).collect(),
    };
    let bytes = write_workbook(&[sheet], Day::default()).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = std::io::read_to_string(zip.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    assert!(!part.contains("<f"), "{part}");
    assert_eq!(part.matches("t=\"s\"").count(), texts.len() + 1, "every text is a typed string");
}

#[test]
fn cells_of_other_programs_read_as_they_look_there() {
    let rows = [
        HEADINGS.to_owned(),
        format!(r#"<row r="3">{}<c r="B3"><v>0.30000000000000004</v></c></row>"#, text("A3", " 甲 ")),
        format!(r#"<row r="4">{}<c r="B4" t="b"><v>1</v></c></row>"#, text("A4", "&lt;b&gt;&amp;")),
        format!(r#"<row r="5">{}<c r="B5" t="str"><f>1+1</f><v>2</v></c></row>"#, text("A5", "乙")),
        format!(r#"<row r="6">{}<c r="B6"><v>13800138000</v></c></row>"#, text("A6", "丙")),
        format!(r#"<row r="7">{}<c r="B7" t="e"><v>#DIV/0!</v></c></row>"#, text("A7", "丁")),
    ]
    .concat();
    let read = only(&xlsx("", &rows));
    assert_eq!((read.name.as_str(), read.problem.as_ref()), ("../../客户", None));
    let expected = [["甲", "0.3"], ["<b>&", "是"], ["乙", "2"], ["丙", "13800138000"], ["丁", "#DIV/0!"]];
    assert_eq!(cells(&read), expected);
    assert_eq!(read.table.unwrap().rows().map(|row| row.line).collect::<Vec<_>>(), [3, 4, 5, 6, 7]);
}

#[test]
fn a_spreadsheet_of_open_office_is_read_with_its_repeated_cells() {
    let cell = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let rows = [
        format!("<table:table-row>{}{}{}</table:table-row>", cell("客户名称"), cell("合作起始时间"), cell("备注")),
        format!(
            r#"<table:table-row>{}<table:table-cell office:value-type="date" office:date-value="2024-03-05"><text:p>05.03.24</text:p></table:table-cell>{}</table:table-row>"#,
            cell("甲"),
            cell("x")
        ),
        r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#.to_owned(),
    ]
    .concat();
    let read = only(&ods(&rows));
    assert_eq!((read.name.as_str(), read.problem.as_ref()), ("客户", None));
    assert_eq!(cells(&read), [["甲", "2024-03-05", "x"]]);
}

fn refusal(bytes: &[u8]) -> TableProblem {
    match read_workbook(bytes) {
        Err(problem) => problem,
        Ok(mut tables) => tables.remove(0).problem.unwrap(),
    }
}

#[test]
fn a_zip_that_swells_is_refused_before_it_is_read() {
    // 300 MB of one letter pack to some 300 kB: a ratio of a thousand.
    let swelling = vec![b'a'; 300 << 20];
    let bomb = zipped(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/media/image1.png", &swelling),
    ]);
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    assert!(matches!(refusal(&bomb), TableProblem::UnpacksTooLarge { .. }));
    let names: Vec<String> = (0..5000).map(|n| format!("xl/worksheets/sheet{n}.xml")).collect();
    let mut parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    parts.push(("xl/workbook.xml", WORKBOOK.as_bytes()));
    assert!(matches!(refusal(&zipped(&parts)), TableProblem::UnpacksTooLarge { .. }));
}

#[test]
fn a_far_cell_does_not_make_a_sheet_of_billions() {
    let far = format!("{HEADINGS}<row r=\"1048576\">{}</row>", text("A1048576", "远"));
    let read = only(&xlsx("", &far));
    assert_eq!(cells(&read), [["远"]]);
    assert_eq!(read.table.unwrap().rows().next().unwrap().line, 1_048_576);
    let wide = format!("{HEADINGS}<row r=\"2\">{}{}</row>", text("A2", "甲"), text("XFD2", "宽"));
    assert!(matches!(refusal(&xlsx("", &wide)), TableProblem::TooManyColumns { .. }));
    let repeated = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    let problem = refusal(&ods(repeated));
    assert!(
        matches!(problem, TableProblem::DamagedWorkbook { .. } | TableProblem::TooManyColumns { .. }),
        "{problem}"
    );
}

#[test]
fn entities_that_multiply_or_name_files_are_never_expanded() {
    let lol = r#"<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>"#;
    for entity in ["&c;", "&f;"] {
        let rows = format!("{HEADINGS}<row r=\"2\">{}</row>", text("A2", entity));
        let said = match read_workbook(&xlsx(lol, &rows)) {
            Err(problem) => problem.to_string(),
            Ok(tables) => format!("{:?}", tables[0]),
        };
        assert!(!said.contains("hahaha") && !said.contains("root:"), "{said}");
    }
}

#[test]
fn what_is_no_workbook_or_a_broken_one_says_so() {
    let good = write_workbook(
        &[Sheet {
            title: "客户".into(),
            columns: vec![SheetColumn { heading: "客户名称".into(), width: 10 }],
            rows: (0..200).map(|n| vec![Cell::text(format!("客户{n}"))]).collect(),
        }],
        Day::default(),
    )
    .unwrap();
    for length in (8..good.len()).step_by(97) {
        assert!(is_workbook(&good[..length]));
        let problem = refusal(&good[..length]);
        assert!(matches!(problem, TableProblem::DamagedWorkbook { .. }), "{length}: {problem}");
    }
    // A byte altered anywhere is noticed, or alters nothing that would stop the reading: it never breaks it.
    for place in (0..good.len()).step_by(13) {
        let mut altered = good.clone();
        altered[place] ^= 0x55;
        if is_workbook(&altered) {
            let _ = read_workbook(&altered);
        }
    }
    assert!(matches!(refusal(&zipped(&[("../../etc/passwd", b"x")])), TableProblem::BinaryFile));
    assert!(matches!(
        refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1nothing"),
        TableProblem::DamagedWorkbook { .. }
    ));
    assert!(!is_workbook("客户名称\n".as_bytes()));
}
