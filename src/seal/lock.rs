//! The lock: how a key is made of the passphrase, and the key of the data, sealed with that.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh64::xxh64;

use super::SealError;

/// The version of this form of lock.
const VERSION: u32 = 1;

/// What it costs to make a key of a passphrase (Argon2id).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRule {
    /// The memory, in KiB.
    pub memory: u32,
    /// How many passes over it.
    pub passes: u32,
    /// How many lanes.
    pub lanes: u32,
}

impl KeyRule {
    /// What new locks cost: more than the least that OWASP names (19 MiB, 2 passes), and still under a second on a
    /// slow machine.
    pub const NEW: Self = Self { memory: 32 * 1024, passes: 3, lanes: 1 };

    /// The most that a file from elsewhere may ask of this machine.
    const MOST: Self = Self { memory: 256 * 1024, passes: 16, lanes: 4 };

    fn is_bearable(self) -> bool {
        let Self { memory, passes, lanes } = self;
        (1..=Self::MOST.lanes).contains(&lanes)
            && (1..=Self::MOST.passes).contains(&passes)
            && (8 * lanes..=Self::MOST.memory).contains(&memory)
    }
}

/// A lock as it is stored, beside what it locks. Nothing in it is secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    pub(super) version: u32,
    /// Tells one key of data from another; it stays when the passphrase is changed.
    #[serde(with = "hex::serde")]
    pub(super) id: [u8; 16],
    #[serde(with = "hex::serde")]
    pub(super) salt: [u8; 16],
    pub(super) argon2id: KeyRule,
    #[serde(with = "hex::serde")]
    pub(super) nonce: [u8; 24],
    /// The key of the data, sealed with the key of the passphrase.
    #[serde(with = "hex::serde")]
    pub(super) wrapped: [u8; 48],
    /// The checksum of all the others: tells a damaged lock from a wrong passphrase.
    pub(super) sum: String,
}

impl Lock {
    /// Makes a lock whose key is still to be wrapped.
    pub(super) fn new(id: [u8; 16], salt: [u8; 16], nonce: [u8; 24], argon2id: KeyRule) -> Self {
        Self { version: VERSION, id, salt, argon2id, nonce, wrapped: [0; 48], sum: String::new() }
    }

    /// Closes it with the sealed key.
    pub(super) fn closed(mut self, wrapped: [u8; 48]) -> Self {
        self.wrapped = wrapped;
        self.sum = self.right_sum();
        self
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// [`SealError::Damaged`] or [`SealError::Newer`].
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let lock: Self = serde_json::from_slice(text.as_bytes()).map_err(|_| SealError::Damaged)?;
        lock.checked()
    }

    /// Returns it if it is as it was written, and asks nothing unbearable.
    pub(super) fn checked(self) -> Result<Self, SealError> {
        if self.version > VERSION {
            return Err(SealError::Newer);
        }
        if self.sum == self.right_sum() && self.argon2id.is_bearable() {
            Ok(self)
        } else {
            Err(SealError::Damaged)
        }
    }

    /// Returns the stored form.
    pub fn text(&self) -> String {
        // A struct of strings and numbers is always written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Returns what tells its key from that of another lock.
    pub fn id(&self) -> [u8; 16] {
        self.id
    }

    /// Returns all that the sealed key hangs on besides the passphrase.
    pub(super) fn terms(&self) -> String {
        let KeyRule { memory, passes, lanes } = self.argon2id;
        let (id, salt) = (hex::encode(self.id), hex::encode(self.salt));
        format!("wellkept-lock {} {id} {salt} argon2id {memory} {passes} {lanes}", self.version)
    }

    fn right_sum(&self) -> String {
        let all = format!("{} {} {}", self.terms(), hex::encode(self.nonce), hex::encode(self.wrapped));
        format!("{:016x}", xxh64(all.as_bytes(), 0))
    }
}
