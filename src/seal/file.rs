//! A sealed file: a line that says how it is sealed, then the pieces. docs/book-format.md describes it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Lock, SealError};

/// How a sealed file begins, and nothing else that is read.
pub const MARK: &str = r#"{"format":"wellkept-sealed","#;
/// How many bytes are sealed at once.
pub const PIECE: u32 = 1 << 20;
/// By how much a piece grows.
const TAG: usize = 16;
/// The longest first line that is looked at.
const LONGEST: usize = 4096;
const VERSION: u32 = 1;

/// What the first line says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileHead {
    format: String,
    version: u32,
    lock: Lock,
    #[serde(with = "hex::serde")]
    nonce: [u8; 19],
    /// The size of every piece but the last before it was sealed, in bytes.
    piece: u32,
}

impl FileHead {
    /// Returns the head of a file that is sealed with the key of `lock`; `nonce` is used once.
    pub fn new(lock: Lock, nonce: [u8; 19], piece: u32) -> Self {
        Self { format: "wellkept-sealed".to_owned(), version: VERSION, lock, nonce, piece }
    }

    /// Reads the first line of a file; returns it and where the pieces begin.
    ///
    /// # Errors
    /// [`SealError::Damaged`] or [`SealError::Newer`].
    pub fn read(file: &[u8]) -> Result<(Self, usize), SealError> {
        let start = file.get(..file.len().min(LONGEST)).unwrap_or_default();
        let end = start.iter().position(|byte| *byte == b'\n').ok_or(SealError::Damaged)?;
        let line = start.get(..end).unwrap_or_default();
        if !line.starts_with(MARK.as_bytes()) {
            return Err(SealError::Damaged);
        }
        #[derive(Deserialize)]
        struct Any {
            version: u32,
        }
        let any: Any = serde_json::from_slice(line).map_err(|_| SealError::Damaged)?;
        if any.version > VERSION {
            return Err(SealError::Newer);
        }
        let head: Self = serde_json::from_slice(line).map_err(|_| SealError::Damaged)?;
        let head = Self { lock: head.lock.checked()?, ..head };
        // Every piece is bound to this line, so it must be the one that was written.
        if head.piece == 0
            || head.piece > 16 * PIECE
            || head.text().as_bytes() != file.get(..=end).unwrap_or_default()
        {
            return Err(SealError::Damaged);
        }
        Ok((head, end + 1))
    }

    /// Returns the first line, with its end. Every piece is bound to it.
    pub fn text(&self) -> String {
        // A struct of strings and numbers is always written.
        let mut text = serde_json::to_string(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Returns the lock whose passphrase opens the file.
    pub fn lock(&self) -> &Lock {
        &self.lock
    }

    /// Returns what the nonces of the pieces begin with.
    pub fn nonce(&self) -> [u8; 19] {
        self.nonce
    }

    /// Returns where the sealed pieces lie in so many bytes behind the first line; there is one at least.
    ///
    /// # Errors
    /// [`SealError::Damaged`] if they cannot be pieces.
    pub fn pieces(&self, length: usize) -> Result<Vec<Range<usize>>, SealError> {
        let sealed = self.piece as usize + TAG;
        let full = length.saturating_sub(1) / sealed;
        if length - full * sealed < TAG {
            return Err(SealError::Damaged);
        }
        let start = |number: usize| number * sealed;
        Ok((0..=full).map(|number| start(number)..(start(number) + sealed).min(length)).collect())
    }
}
