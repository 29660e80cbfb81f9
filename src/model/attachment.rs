//! Files that are attached to a customer, to what was said, or to a paper (A1.7, A2.39). What a record holds is what a
//! file is called and known by; its bytes lie elsewhere, under their [`ContentSum`].

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::pack::{Pack, Packer, Unpacker};
use super::record::record;
use super::vocabulary::vocabulary;
use super::{AttachmentId, CustomerId, Instant, InteractionId, Kind, PersonId, ProfileField};

vocabulary! {
    /// What a file is, as its first bytes tell: only of these is anything known, every other is just a file.
    pub enum Media {
        /// A PNG image.
        Png = "image/png",
        /// A JPEG image.
        Jpeg = "image/jpeg",
        /// A GIF image.
        Gif = "image/gif",
        /// A WebP image.
        Webp = "image/webp",
        /// A PDF document.
        Pdf = "application/pdf",
    }
}

impl Media {
    /// Returns what those bytes are, whatever the file is called; `None` of anything else.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            _ => None,
        }
    }

    /// Tells whether it is a picture that a page can show without running anything in it.
    pub fn is_picture(self) -> bool {
        self != Self::Pdf
    }
}

/// The SHA-256 of a file's bytes: what they are found by, and held to when they are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentSum([u8; 32]);

/// A text that is no checksum: 64 hexadecimal digits in small letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not 64 hexadecimal digits in small letters")]
pub struct ContentSumError;

impl ContentSum {
    /// Returns the checksum of those bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

/// A checksum that is made piece by piece.
#[derive(Debug, Clone, Default)]
pub struct ContentHash(Sha256);

impl ContentHash {
    /// Takes the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Returns the checksum.
    pub fn finish(self) -> ContentSum {
        ContentSum(self.0.finalize().into())
    }
}

impl fmt::Display for ContentSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl FromStr for ContentSum {
    type Err = ContentSumError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut sum = Self::default();
        hex::decode_to_slice(text, &mut sum.0).map_err(|_| ContentSumError)?;
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) { Err(ContentSumError) } else { Ok(sum) }
    }
}

impl Serialize for ContentSum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ContentSum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <std::borrow::Cow<'de, str>>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl Pack for ContentSum {
    fn pack(&self, to: &mut Packer) {
        to.raw(&self.0);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        from.take(32)?.try_into().ok().map(Self)
    }
}

/// Checksums, in order, each once. A tree of them would cost the page a sort of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContentSums(Vec<ContentSum>);

impl ContentSums {
    /// Returns those checksums.
    pub fn of(sums: impl IntoIterator<Item = ContentSum>) -> Self {
        let mut all = Self::default();
        all.add(sums);
        all
    }

    /// Adds more.
    pub fn add(&mut self, sums: impl IntoIterator<Item = ContentSum>) {
        self.0.extend(sums);
        crate::order::by(&mut self.0, Ord::cmp);
        self.0.dedup();
    }

    /// Tells whether one is among them.
    pub fn contains(&self, sum: ContentSum) -> bool {
        self.0.binary_search(&sum).is_ok()
    }

    /// Returns those that are not among `others`.
    #[must_use]
    pub fn without(&self, others: &Self) -> Self {
        Self(self.iter().filter(|sum| !others.contains(*sum)).collect())
    }

    /// Returns all of them.
    pub fn iter(&self) -> impl Iterator<Item = ContentSum> {
        self.0.iter().copied()
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

record! {
    /// A file of a customer's.
    pub struct Attachment(Kind::Attachment, AttachmentId) {
        required {
            /// The customer.
            customer: CustomerId,
            /// What the file is called; as [`file_name`] leaves it.
            name: String,
            /// What its bytes are found by.
            sum: ContentSum,
            /// Its size in bytes; never zero.
            bytes: u64,
            /// When it was attached.
            added: Instant,
        }
        optional {
            /// What it is, if that is known.
            media: Option<Media>,
            /// The record of a contact that it belongs to.
            interaction: Option<InteractionId>,
            /// The paper that it is (A2.39).
            paper: Option<ProfileField>,
            /// Who attached it.
            by: Option<PersonId>,
        }
    }
}

/// The largest file that can be attached, in bytes.
pub const LARGEST_FILE: u64 = 10 * MEGABYTE;
/// The most that all files of a book may come to, in bytes.
pub const LARGEST_FILES: u64 = 200 * MEGABYTE;
/// What those limits are said in.
pub const MEGABYTE: u64 = 1_000_000;

/// The longest name of a file, in characters.
const LONGEST_NAME: usize = 120;
/// The longest ending that a name is not cut off from.
const LONGEST_ENDING: usize = 10;

/// Returns the name of a file as it may be kept and shown: the last part of a path, without anything that cannot be
/// seen or turns the direction of writing, and not longer than 120 characters. `file` if nothing is left.
pub fn file_name(written: &str) -> String {
    let part = written.rsplit(['/', '\\']).find(|part| !part.trim().is_empty()).unwrap_or_default();
    let seen: String = part.chars().filter(|c| !is_unseen(*c)).collect();
    // Spaces of every sort: what is cleaned is clean.
    let seen = seen.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if seen.is_empty() {
        return "file".to_owned();
    }
    let length = seen.chars().count();
    if length <= LONGEST_NAME {
        return seen.to_owned();
    }
    let ending: String = match seen.rsplit_once('.') {
        Some((_, ending)) if ending.chars().count() <= LONGEST_ENDING => format!(".{ending}"),
        _ => String::new(),
    };
    let start: String = seen.chars().take(LONGEST_NAME - ending.chars().count()).collect();
    file_name(&format!("{}{ending}", start.trim_end_matches(['.', ' '])))
}

fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        || matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_keeps_what_can_be_read_of_it() {
        let cases = [
            ("营业执照.pdf", "营业执照.pdf"),
            (r"C:\Users\me\scan 1.PNG", "scan 1.PNG"),
            ("../../etc/passwd", "passwd"),
            ("a/b/", "b"),
            ("\u{202e}gpj.exe", "gpj.exe"),
            (".htaccess", "htaccess"),
            ("report.", "report"),
            ("report\u{a0}.", "report"),
            ("a\0b\nc.txt", "abc.txt"),
            ("<img src=x>.svg", "img src=x.svg"),
            ("", "file"),
            ("///", "file"),
            ("\u{200f}", "file"),
        ];
        for (written, kept) in cases {
            assert_eq!(file_name(written), kept, "{written:?}");
        }
        let long = format!("{}.pdf", "长".repeat(1 << 20));
        let kept = file_name(&long);
        assert_eq!((kept.chars().count(), kept.ends_with("长.pdf")), (120, true));
    }

    #[test]
    fn what_a_file_is_says_its_start_not_its_name() {
        assert_eq!(Media::of(b"\x89PNG\r\n\x1a\n\0\0"), Some(Media::Png));
        assert_eq!(Media::of(b"\xff\xd8\xff\xe0"), Some(Media::Jpeg));
        assert_eq!(Media::of(b"GIF89a"), Some(Media::Gif));
        assert_eq!(Media::of(b"RIFF\x10\0\0\0WEBPVP8 "), Some(Media::Webp));
        assert_eq!(Media::of(b"%PDF-1.7"), Some(Media::Pdf));
        for other in [&b"<svg xmlns="[..], b"<html>", b"", b"RIFF", b"PK\x03\x04"] {
            assert_eq!(Media::of(other), None);
        }
    }

    #[test]
    fn a_checksum_has_one_way_to_be_written() {
        let sum = ContentSum::of(b"wellkept");
        assert_eq!(sum.to_string().parse(), Ok(sum));
        assert_eq!(sum.to_string().to_uppercase().parse::<ContentSum>(), Err(ContentSumError));
        assert_eq!("ab".parse::<ContentSum>(), Err(ContentSumError));
        assert_eq!("g".repeat(64).parse::<ContentSum>(), Err(ContentSumError));
    }

    #[test]
    fn checksums_are_kept_once_and_in_order() {
        let [a, b, c] = ["a", "b", "c"].map(|text| ContentSum::of(text.as_bytes()));
        let mut sums = ContentSums::of([c, a, c]);
        assert_eq!((sums.len(), sums.contains(a), sums.contains(b)), (2, true, false));
        sums.add([b, a]);
        let all: Vec<ContentSum> = sums.iter().collect();
        assert!(all.len() == 3 && all.is_sorted());
        assert_eq!(sums.without(&ContentSums::of([a, b])), ContentSums::of([c]));
        assert!(sums.without(&sums).is_empty());
    }

    proptest! {
        /// A name that was cleaned is clean, whatever it was, and short enough.
        #[test]
        fn a_clean_name_stays_as_it_is(written in r"[\PC\pC./\\ ]{0,200}") {
            let name = file_name(&written);
            prop_assert_eq!(file_name(&name), name.clone());
            prop_assert!(!name.is_empty() && name.chars().count() <= 120);
            prop_assert!(!name.contains(['/', '\\', '\0']));
        }
    }
}
