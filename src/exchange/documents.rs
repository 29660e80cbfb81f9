//! Pictures, PDFs and other files beside the tables of a folder or zip: what they are, and which of them a path names.
//!
//! A path is only ever compared with other paths: nothing is read from where it points, or written there.

use std::collections::HashMap;
use std::io::Read;

use serde::{Deserialize, Serialize};

use super::values::fold;
use super::{Column, Field, Layout, Table};
use crate::model::{ContentSum, LARGEST_FILE, LARGEST_FILES, Media};

/// How names of tables and books end, whatever is in them.
const TABLES: [&str; 12] =
    ["csv", "tsv", "tab", "txt", "vcf", "json", "wellkept", "xlsx", "xlsm", "xlsb", "xls", "ods"];
/// How names of files end that are no tables, though they may look like one.
const OTHERS: [&str; 25] = [
    "pdf", "png", "jpg", "jpeg", "gif", "webp", "heic", "bmp", "tif", "tiff", "svg", "doc", "docx", "wps",
    "ppt", "pptx", "dps", "odt", "odp", "rtf", "ofd", "eml", "msg", "mp3", "mp4",
];
/// How names of programs end: what a system runs when somebody opens it.
const PROGRAMS: [&str; 20] = [
    "exe", "com", "bat", "cmd", "scr", "pif", "msi", "dll", "lnk", "js", "jse", "vbs", "vbe", "wsf", "hta",
    "ps1", "jar", "apk", "app", "sh",
];
/// How many bytes of a file tell what it is.
pub const HEAD: usize = 64;

/// A file beside the tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Where it lies in what was chosen.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// What its bytes are found by; `None` where there is a problem.
    pub sum: Option<ContentSum>,
    /// What it is, if that is known.
    pub media: Option<Media>,
    /// Why it cannot be attached, whosever it is.
    pub problem: Option<DocumentProblem>,
}

/// Why a file cannot be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentProblem {
    /// It has no bytes.
    Empty,
    /// It has more than [`LARGEST_FILE`].
    TooLarge,
    /// It is a program, which is no document of a customer's.
    Program,
    /// It could not be read.
    Unreadable,
    /// The others come to [`LARGEST_FILES`] already.
    TooMany,
}

/// Tells whether a file is no table but something to attach, by its name and its first bytes.
pub(super) fn is_document(path: &str, head: &[u8]) -> bool {
    let ending = ending(path);
    let is_one_of = |endings: &[&str]| endings.contains(&ending.as_str());
    if Media::of(head).is_some() || is_program(path, head) || is_one_of(&OTHERS) {
        return true;
    }
    // UTF-16 has such bytes in text as well, and says so by its mark.
    let is_text = !head.contains(&0) || head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    !is_text && !is_one_of(&TABLES) && !super::is_workbook(head)
}

fn is_program(path: &str, head: &[u8]) -> bool {
    PROGRAMS.contains(&ending(path).as_str())
        || [&b"\x7fELF"[..], b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"]
            .iter()
            .any(|start| head.starts_with(start))
        // A table may begin with these two letters as well.
        || (head.starts_with(b"MZ") && head.contains(&0))
}

fn ending(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default().trim_end_matches(['.', ' ']);
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

impl Document {
    /// Returns a file of that size which was not looked into yet, with what is wrong with it so far.
    pub fn seen(path: &str, bytes: u64, head: &[u8]) -> Self {
        let problem = match bytes {
            0 => Some(DocumentProblem::Empty),
            _ if is_program(path, head) => Some(DocumentProblem::Program),
            bytes if bytes > LARGEST_FILE => Some(DocumentProblem::TooLarge),
            _ => None,
        };
        Self { path: path.to_owned(), bytes, sum: None, media: Media::of(head), problem }
    }

    /// Takes its bytes as held together with others that come to `held`, unless that is more than a book has room for.
    pub fn held_with(&mut self, held: &mut u64) {
        if self.problem.is_none() {
            *held += self.bytes;
            if *held > LARGEST_FILES {
                *held -= self.bytes;
                self.problem = Some(DocumentProblem::TooMany);
            }
        }
    }

    /// Reads a file whose first bytes are `head`, up to what can be attached; returns what it holds, if it can be.
    pub(super) fn read(path: &str, bytes: u64, head: Vec<u8>, rest: impl Read) -> (Self, Vec<u8>) {
        let mut seen = Self::seen(path, bytes, &head);
        let mut content = head;
        if seen.problem.is_none() {
            let most = LARGEST_FILE + 1 - content.len() as u64;
            match rest.take(most).read_to_end(&mut content) {
                // What a zip says of a size is not believed.
                Ok(_) if content.len() as u64 > LARGEST_FILE => {
                    seen.problem = Some(DocumentProblem::TooLarge)
                }
                Ok(_) => {
                    seen.bytes = content.len() as u64;
                    seen.sum = Some(ContentSum::of(&content));
                    return (seen, content);
                }
                Err(_) => seen.problem = Some(DocumentProblem::Unreadable),
            }
        }
        (seen, Vec::new())
    }
}

/// What a path names among the files of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// No file.
    Nothing,
    /// The one at that place.
    One(usize),
    /// So many that it may be any of.
    Several(usize),
}

/// The files beside the tables of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Documents {
    all: Vec<Document>,
    /// Their places by the last part of their paths.
    by_name: HashMap<String, Vec<usize>>,
}

impl Documents {
    /// Returns those files.
    pub fn of(all: Vec<Document>) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, document) in all.iter().enumerate() {
            if let Some(name) = parts(&document.path).pop() {
                by_name.entry(name).or_default().push(place);
            }
        }
        Self { all, by_name }
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Returns the file at a place.
    pub fn get(&self, place: usize) -> Option<&Document> {
        self.all.get(place)
    }

    /// Finds the file that a table names: the path as it is within what was chosen, the end of it, or, where it begins at a
    /// drive or at `/`, a path that ends as the file's does.
    pub fn named(&self, written: &str) -> Named {
        let meant = parts(written);
        let Some(name) = meant.last() else { return Named::Nothing };
        let is_whole = written.trim_start().starts_with(['/', '\\']) || has_drive(written);
        let found: Vec<(usize, usize)> = self
            .by_name
            .get(name)
            .into_iter()
            .flatten()
            .filter_map(|place| {
                let there = parts(&self.all.get(*place)?.path);
                let fits =
                    there.ends_with(&meant) || (is_whole && there.len() > 1 && meant.ends_with(&there));
                fits.then_some((*place, there.len()))
            })
            .collect();
        match found.as_slice() {
            [] => Named::Nothing,
            [(place, _)] => Named::One(*place),
            several => {
                // Written as it is, it means that one, though another lies deeper under the same name.
                let mut same = several.iter().filter(|(_, length)| *length == meant.len());
                match (same.next(), same.next()) {
                    (Some((place, _)), None) => Named::One(*place),
                    _ => Named::Several(several.len()),
                }
            }
        }
    }

    /// Returns a table with a row for each file, as somebody would make one who does not say whose they are. Its columns
    /// bear no headings: whoever shows it names them by what they hold.
    pub fn table(&self) -> Table {
        let column = |field: Field| Column {
            heading: String::new(),
            field: Some(field),
            in_wan: false,
            has_cells: field == Field::FilePath,
        };
        let columns = vec![column(Field::CustomerName), column(Field::FilePath)];
        let mut table = Table::begun(None, Layout::Files, columns);
        for (place, document) in self.all.iter().enumerate() {
            table.push(place + 1, ["", document.path.as_str()].into_iter());
        }
        table
    }
}

fn has_drive(path: &str) -> bool {
    matches!(path.trim_start().as_bytes(), [drive, b':', ..] if drive.is_ascii_alphabetic())
}

/// Returns the parts of a path as they are compared; what only leads somewhere is left out.
pub(super) fn parts(path: &str) -> Vec<String> {
    let path = fold(path);
    let path = if has_drive(&path) { path.get(2..).unwrap_or_default() } else { &path };
    let parts = path.split(['/', '\\']).map(str::trim);
    parts.filter(|part| !matches!(*part, "" | "." | "..")).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn documents(paths: &[&str]) -> Documents {
        Documents::of(paths.iter().map(|path| Document::seen(path, 3, b"abc")).collect())
    }

    #[test]
    fn what_is_no_table_is_told_by_name_and_first_bytes() {
        for (path, head, expected) in [
            ("a/licence.png", &b"\x89PNG\r\n\x1a\n"[..], true),
            ("licence", b"%PDF-1.7", true),
            ("客户.csv", b"%PDF-1.7", true),
            ("客户.csv", b"\xff\xfe\x41\x00", false),
            ("customers", b"name,phone", false),
            ("合同.docx", b"PK\x03\x04", true),
            ("客户.xlsx", b"PK\x03\x04\0\0", false),
            ("旧.xls", b"\xd0\xcf\x11\xe0\0", false),
            ("合同.DOC", b"\xd0\xcf\x11\xe0\0", true),
            ("scan.raw", b"\0\x01\x02", true),
            ("setup.exe", b"", true),
            ("x.csv", b"MZ\x90\0", true),
            ("x.csv", b"MZ-1,Ann Ltd", false),
        ] {
            assert_eq!(is_document(path, head), expected, "{path}");
        }
        let problem = |path, bytes, head: &[u8]| Document::seen(path, bytes, head).problem;
        assert_eq!(problem("a.pdf", 0, b""), Some(DocumentProblem::Empty));
        assert_eq!(problem("a.pdf", LARGEST_FILE + 1, b"%PDF-"), Some(DocumentProblem::TooLarge));
        assert_eq!(problem("a.pdf.exe ", 9, b"%PDF-"), Some(DocumentProblem::Program));
        assert_eq!(problem("a.pdf", LARGEST_FILE, b"%PDF-"), None);
    }

    #[test]
    fn a_file_is_read_up_to_what_can_be_attached_whatever_is_said_of_its_size() {
        let (read, content) = Document::read("a.pdf", 1, b"%PDF-".to_vec(), &b"1.7"[..]);
        assert_eq!((read.bytes, content.as_slice()), (8, &b"%PDF-1.7"[..]));
        assert_eq!(read.sum, Some(ContentSum::of(b"%PDF-1.7")));
        let (read, content) = Document::read("a.pdf", 1, b"%PDF-".to_vec(), std::io::repeat(b'x'));
        assert_eq!((read.problem, read.sum, content.len()), (Some(DocumentProblem::TooLarge), None, 0));
    }

    #[test]
    fn a_path_names_a_file_by_its_end_and_never_another_folders() {
        let all = documents(&[
            "资料/甲/执照.pdf",
            "资料/乙/执照.pdf",
            "资料/乙/合同.PDF",
            "总表.pdf",
            "资料/总表.pdf",
        ]);
        for (written, expected) in [
            ("资料/甲/执照.pdf", Named::One(0)),
            ("甲\\执照.pdf", Named::One(0)),
            ("./乙/../乙/执照.pdf", Named::Nothing),
            ("../../乙/执照.pdf", Named::One(1)),
            ("执照.pdf", Named::Several(2)),
            ("合同.pdf", Named::One(2)),
            ("丙/合同.pdf", Named::Nothing),
            ("C:\\Users\\me\\资料\\乙\\合同.pdf", Named::One(2)),
            ("/home/me/资料/甲/执照.pdf", Named::One(0)),
            ("总表.pdf", Named::One(3)),
            ("资料/总表.pdf", Named::One(4)),
            ("", Named::Nothing),
            ("///", Named::Nothing),
        ] {
            assert_eq!(all.named(written), expected, "{written}");
        }
    }

    proptest! {
        /// Every file is named by its own path, unless others are called the same.
        #[test]
        fn a_file_is_found_by_its_path(paths in prop::collection::vec("[ab./\\\\:甲]{0,8}", 0..6), written in "\\PC{0,20}") {
            let all = documents(&paths.iter().map(String::as_str).collect::<Vec<_>>());
            for (place, path) in paths.iter().enumerate() {
                match all.named(path) {
                    Named::One(found) => prop_assert_eq!(parts(&paths[found]), parts(path)),
                    Named::Several(_) => {}
                    Named::Nothing => prop_assert!(parts(path).is_empty(), "{} {:?}", place, path),
                }
            }
            let _ = all.named(&written);
        }
    }
}
