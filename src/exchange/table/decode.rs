//! From the bytes of a file to text: which encoding it is in, and what is no text at all.

use std::borrow::Cow;

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use serde::{Deserialize, Serialize};

use super::TableProblem;

/// An encoding in which tables come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first: "Unicode text" of a spreadsheet.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030, which includes GBK and GB2312: what a Chinese Excel saves as CSV.
    Gb18030,
}

impl Encoding {
    /// Every encoding, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Gb18030, Self::Utf16Le, Self::Utf16Be];

    /// Returns the name under which it is known.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Gb18030 => "GB18030",
        }
    }

    fn decode(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Self::Utf16Le => UTF_16LE.decode_without_bom_handling_and_without_replacement(bytes),
            Self::Utf16Be => UTF_16BE.decode_without_bom_handling_and_without_replacement(bytes),
            Self::Gb18030 => GB18030.decode_without_bom_handling_and_without_replacement(bytes),
        }
    }

    /// Returns the encoding that a byte order mark names.
    fn marked(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xef, 0xbb, 0xbf, ..] => Some(Self::Utf8),
            [0xff, 0xfe, ..] => Some(Self::Utf16Le),
            [0xfe, 0xff, ..] => Some(Self::Utf16Be),
            _ => None,
        }
    }
}

/// Returns the text of a file and the encoding it is in: the one asked for, or the one found.
pub(super) fn decode(
    bytes: &[u8],
    asked: Option<Encoding>,
) -> Result<(Cow<'_, str>, Encoding), TableProblem> {
    if is_workbook_or_archive(bytes) {
        return Err(TableProblem::BinaryFile);
    }
    let marked = Encoding::marked(bytes);
    let is_wide = matches!(asked.or(marked), Some(Encoding::Utf16Le | Encoding::Utf16Be));
    if !is_wide && bytes.contains(&0) {
        return Err(TableProblem::NotText);
    }
    let (text, encoding) = match asked.or(marked) {
        Some(encoding) => (encoding.decode(bytes).ok_or(TableProblem::NotInEncoding { encoding })?, encoding),
        None => [Encoding::Utf8, Encoding::Gb18030]
            .into_iter()
            .find_map(|encoding| Some((encoding.decode(bytes)?, encoding)))
            .ok_or(TableProblem::UnknownEncoding)?,
    };
    if text.contains('\0') {
        return Err(TableProblem::NotText);
    }
    Ok((without_mark(text), encoding))
}

fn without_mark(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Cow::Owned(text) => match text.strip_prefix('\u{feff}') {
            Some(rest) => Cow::Owned(rest.to_owned()),
            None => Cow::Owned(text),
        },
    }
}

/// Recognises what people take for a table but no text is: XLSX and other zips, XLS, PDF.
fn is_workbook_or_archive(bytes: &[u8]) -> bool {
    [b"PK\x03\x04".as_slice(), b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"%PDF"]
        .iter()
        .any(|magic| bytes.starts_with(magic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8]) -> (String, Encoding) {
        let (text, encoding) = decode(bytes, None).unwrap();
        (text.into_owned(), encoding)
    }

    #[test]
    fn each_encoding_is_recognised() {
        let wide: Vec<u8> = "\u{feff}客户".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wide_be: Vec<u8> = "\u{feff}客户".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(found("客户".as_bytes()), ("客户".into(), Encoding::Utf8));
        assert_eq!(found("\u{feff}客户".as_bytes()), ("客户".into(), Encoding::Utf8));
        assert_eq!(found(b"\xbf\xcd\xbb\xa7"), ("客户".into(), Encoding::Gb18030));
        assert_eq!(found(&wide), ("客户".into(), Encoding::Utf16Le));
        assert_eq!(found(&wide_be), ("客户".into(), Encoding::Utf16Be));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(matches!(decode(b"PK\x03\x04...", None), Err(TableProblem::BinaryFile)));
        assert!(matches!(decode(b"ab\0cd", None), Err(TableProblem::NotText)));
        assert!(matches!(decode(b"\xff\xffabc", None), Err(TableProblem::UnknownEncoding)));
        let asked = decode(b"\xbf\xcd\xbb\xa7", Some(Encoding::Utf8));
        assert!(matches!(asked, Err(TableProblem::NotInEncoding { encoding: Encoding::Utf8 })));
    }
}
