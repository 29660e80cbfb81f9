//! The bytes of attachments in a JSON book: one file a line, in the order of their checksums, each once.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::BEFORE_CONTENTS;
use crate::model::ContentSum;

const BEFORE_SUM: &[u8] = br#"{"sha256":""#;
const BEFORE_BYTES: &[u8] = br#"","base64":""#;
const AFTER: &[u8] = br#""}"#;

/// Which bytes a book needs, and how far they are written.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// From where they come on, last to first, so that the next one is at the end.
    wanted: Vec<ContentSum>,
    /// Whether all records are written, and the bytes come now.
    has_begun: bool,
    /// How many files are written, or begun.
    written: usize,
    /// Whether the file that is wanted is begun.
    is_inside: bool,
    /// What of it is left over, less than three bytes: base64 writes three at a time.
    rest: Vec<u8>,
}

impl Contents {
    /// Notes that a record needs those bytes.
    pub(super) fn want(&mut self, sum: ContentSum) {
        self.wanted.push(sum);
    }

    /// Tells whether it is only now that the bytes come.
    pub(super) fn begin(&mut self) -> bool {
        if self.has_begun {
            return false;
        }
        self.has_begun = true;
        crate::order::by(&mut self.wanted, |one, other| other.cmp(one));
        self.wanted.dedup();
        true
    }

    /// Returns what bytes come next.
    pub(super) fn wanted(&self) -> Option<ContentSum> {
        self.wanted.last().copied().filter(|_| self.has_begun)
    }

    /// Writes some of them.
    pub(super) fn give(&mut self, bytes: &[u8], is_last: bool) -> Vec<u8> {
        let Some(sum) = self.wanted() else { return Vec::new() };
        let mut out = Vec::with_capacity(bytes.len() / 3 * 4 + 128);
        if !self.is_inside {
            out.extend_from_slice(if self.written == 0 { BEFORE_CONTENTS } else { b"," });
            out.push(b'\n');
            out.extend_from_slice(BEFORE_SUM);
            out.extend_from_slice(sum.to_string().as_bytes());
            out.extend_from_slice(BEFORE_BYTES);
            self.written += 1;
            self.is_inside = true;
        }
        let missing = (3 - self.rest.len()) % 3;
        let (first, bytes) = bytes.split_at_checked(missing).unwrap_or((bytes, &[]));
        self.rest.extend_from_slice(first);
        let whole = if is_last { bytes.len() } else { bytes.len() / 3 * 3 };
        let (now, later) = bytes.split_at_checked(whole).unwrap_or((bytes, &[]));
        if self.rest.len() == 3 || (is_last && now.is_empty()) {
            out.extend_from_slice(STANDARD.encode(std::mem::take(&mut self.rest)).as_bytes());
        }
        out.extend_from_slice(STANDARD.encode(now).as_bytes());
        self.rest.extend_from_slice(later);
        if is_last {
            out.extend_from_slice(AFTER);
            self.is_inside = false;
            self.wanted.pop();
        }
        out
    }

    /// Leaves the bytes out that come next.
    pub(super) fn leave_out(&mut self) {
        if !self.is_inside {
            self.wanted.pop();
        }
    }

    /// Ends them.
    pub(super) fn end(&mut self, out: &mut Vec<u8>) {
        self.wanted.clear();
        if std::mem::take(&mut self.written) > 0 {
            out.extend_from_slice(b"\n]");
        }
    }
}

/// Reads one line of them.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read_line(json: &[u8]) -> Result<(ContentSum, Vec<u8>), &'static str> {
    let rest = json.strip_prefix(BEFORE_SUM).and_then(|rest| rest.split_at_checked(64));
    let (sum, rest) = rest.ok_or("not laid out as they must be")?;
    let sum = std::str::from_utf8(sum).ok().and_then(|sum| sum.parse().ok());
    let sum = sum.ok_or("no checksum")?;
    let bytes = rest.strip_prefix(BEFORE_BYTES).and_then(|rest| rest.strip_suffix(AFTER));
    let bytes = bytes.ok_or("not laid out as they must be")?;
    // Takes but one way to write them: padded, and nothing in the bits left over.
    Ok((sum, STANDARD.decode(bytes).map_err(|_| "not base64")?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// However they are cut, the bytes are written the same way, and read back.
        #[test]
        fn bytes_read_back_however_they_were_given(
            bytes in prop::collection::vec(any::<u8>(), 0..200), cuts in prop::collection::vec(0usize..200, 0..6),
        ) {
            let sum = ContentSum::of(&bytes);
            let mut contents = Contents::default();
            contents.want(sum);
            prop_assert_eq!(contents.wanted(), None);
            prop_assert!(contents.begin() && !contents.begin());
            prop_assert_eq!(contents.wanted(), Some(sum));
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
            cuts.sort_unstable();
            let (mut out, mut from) = (Vec::new(), 0);
            for cut in cuts {
                out.extend(contents.give(&bytes[from..cut], false));
                from = cut;
            }
            out.extend(contents.give(&bytes[from..], true));
            prop_assert_eq!(contents.wanted(), None);
            contents.end(&mut out);
            let line = out.strip_prefix(BEFORE_CONTENTS).and_then(|rest| rest.strip_suffix(b"\n]"));
            let line = line.and_then(|line| line.strip_prefix(b"\n")).unwrap_or_default();
            prop_assert_eq!(read_line(line), Ok((sum, bytes)));
        }
    }
}
