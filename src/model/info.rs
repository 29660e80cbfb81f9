//! The book's own card.

use serde::{Deserialize, Serialize};

use super::Instant;

/// What is known of a book as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookInfo {
    /// The book's name; empty until somebody gives it one.
    pub name: String,
    /// When it was begun.
    pub created: Instant,
    /// Its time zone, an IANA name.
    pub zone: String,
}

impl BookInfo {
    /// The time zone of a new book (rulings, "Time").
    pub const DEFAULT_ZONE: &'static str = "Asia/Shanghai";

    /// Returns the card of a new, nameless book.
    pub fn begun(created: Instant) -> Self {
        Self { name: String::new(), created, zone: Self::DEFAULT_ZONE.to_owned() }
    }
}
