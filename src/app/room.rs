//! How much room the book takes on this device, and when that becomes tight.

use crate::model::Kind;

/// How much the browser stores for this site, and how firmly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// In use, in bytes.
    pub used: f64,
    /// The most that may be in use, in bytes; browsers often make it up.
    pub most: f64,
}

impl Room {
    /// From so much of the room on, the user is warned.
    const TIGHT: f64 = 0.8;

    /// Returns the share that is in use, 0 to 1.
    pub fn share(&self) -> f64 {
        if self.most > 0.0 { (self.used / self.most).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Tells whether it is time to make room.
    pub fn is_tight(&self) -> bool {
        self.share() >= Self::TIGHT
    }
}

/// Writes a number of bytes as kB or MB.
pub fn size_text(bytes: u64) -> String {
    if bytes < 1_000_000 {
        format!("{} kB", (bytes / 1_000).max(1))
    } else {
        format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
    }
}

/// What the book takes, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Usage {
    /// The packed records of each kind, those without any left out.
    pub records: Vec<(Kind, u64)>,
    /// The bytes of attachments, those too that the history may bring back.
    pub contents: u64,
    /// The snapshots, with the bytes of attachments that they keep.
    pub snapshots: u64,
}

impl Usage {
    /// Returns what is left of all that is `used`: the history, and what the browser needs for itself.
    pub fn others(&self, used: u64) -> u64 {
        let known = self.records.iter().map(|(_, bytes)| bytes).sum::<u64>() + self.contents + self.snapshots;
        used.saturating_sub(known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_tight_from_four_fifths_on() {
        assert!(!Room { used: 79.0, most: 100.0 }.is_tight());
        assert!(Room { used: 80.0, most: 100.0 }.is_tight());
        assert!(Room { used: 120.0, most: 100.0 }.is_tight());
        assert!(!Room { used: 5.0, most: 0.0 }.is_tight(), "the browser does not say");
    }

    #[test]
    fn what_no_kind_takes_is_the_rest() {
        let usage =
            Usage { records: vec![(Kind::Customer, 30), (Kind::Order, 20)], contents: 5, snapshots: 15 };
        assert_eq!(usage.others(100), 30);
        assert_eq!(usage.others(10), 0);
    }
}
