//! Sealing with a passphrase: what is stored, and files, so that nobody reads them without it.
//!
//! Nothing here is of our own making: Argon2id makes a key of a passphrase, XChaCha20-Poly1305 seals with it, STREAM
//! seals what is long in pieces. Randomness comes in as an argument. What seals is reached through [`Cipher`] alone,
//! so that it can lie in a part of the page that few need (docs/decisions/0014-lock.md).

mod cipher;
mod file;
mod lock;

pub use cipher::{Cipher, Entropy, Key, Outcome, Piece, Place, Sealed, cipher};
pub use file::{FileHead, MARK, PIECE};
pub use lock::{KeyRule, Lock};

use thiserror::Error;

/// Why something could not be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SealError {
    /// The passphrase is not the one.
    #[error("the passphrase is not the right one")]
    WrongPassphrase,
    /// It is not as it was written.
    #[error("what is sealed is not as it was written")]
    Damaged,
    /// A newer version sealed it.
    #[error("a newer version sealed it")]
    Newer,
}
