//! What a file is taken for before it is read. It says nothing of whether it can be read as that.

use super::documents::is_document;

/// How a book that was exported from Wellkept begins; nothing else that is read does.
const BOOK_MARK: u8 = b'{';

/// What a file is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileSort {
    /// A JSON book.
    Book,
    /// Something to attach to a customer, alone as well as beside tables (A1.7).
    Document,
    /// A table, a workbook, vCards, or a zip of them.
    Table,
}

impl FileSort {
    /// Tells it by the name of a file, or its path within what was chosen, and its first bytes.
    pub fn of(name: &str, head: &[u8]) -> Self {
        let text =
            head.iter().find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xef | 0xbb | 0xbf));
        if text == Some(&BOOK_MARK) || name.to_lowercase().ends_with(".json") {
            Self::Book
        } else if is_document(name, head) {
            Self::Document
        } else {
            Self::Table
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_for_what_its_name_and_first_bytes_say() {
        use FileSort::{Book, Document, Table};
        for (name, head, expected) in [
            ("客户簿.json", &b""[..], Book),
            ("book.txt", b"\xef\xbb\xbf\n {\"format\"", Book),
            ("北辰科技 合同.pdf", b"%PDF-1.7", Document),
            ("scan", b"\xff\xd8\xff\xe0", Document),
            ("合同.docx", b"PK\x03\x04", Document),
            ("客户.xlsx", b"PK\x03\x04", Table),
            ("资料.zip", b"PK\x03\x04", Table),
            ("粘贴的表格", "客户名称,电话".as_bytes(), Table),
            ("pasted cells", b"MZ-1,Ann Ltd", Table),
            ("客户.csv", b"\0\x01\x02", Table),
            ("客户.csv", b"", Table),
        ] {
            assert_eq!(FileSort::of(name, head), expected, "{name}");
        }
    }
}
