//! What comes from outside: the time, the zone, new ids and who is at the keyboard.

use uuid::Builder;

use super::{Day, Id, Instant, PersonId, Zone};

/// Everything a pure function may know of the world at the moment of a command.
#[derive(Debug, Clone)]
pub struct Env {
    /// The instant of the command.
    pub now: Instant,
    /// The book's time zone at that instant.
    pub zone: Zone,
    /// Who gives the command, if they said.
    pub person: Option<PersonId>,
    /// Where new ids come from.
    pub ids: IdSource,
}

impl Env {
    /// Returns the calendar day of the command.
    pub fn today(&self) -> Day {
        self.zone.day_of(self.now)
    }
}

/// Makes version 7 UUIDs from the time and random bytes that were handed in: ids sort by time.
#[derive(Debug, Clone)]
pub struct IdSource {
    millis: u64,
    seed: u128,
    count: u128,
}

impl IdSource {
    /// Returns a source of ids at `now`; `random` must differ from source to source.
    pub fn new(now: Instant, random: [u8; 16]) -> Self {
        Self { millis: u64::try_from(now.millis()).unwrap_or(0), seed: u128::from_le_bytes(random), count: 0 }
    }

    /// Returns a new id, unlike any before from this source.
    pub fn draw<I: Id>(&mut self) -> I {
        // An odd step through all 128 bits: no two of the counted values share the 74 bits used
        // before 2^74 ids were drawn from one source, and the counter in front keeps them in order.
        let counter = u16::try_from(self.count & 0x0fff).unwrap_or(0);
        self.millis = self.millis.saturating_add(u64::from(self.count > 0 && counter == 0));
        let mixed =
            self.seed.wrapping_add(self.count.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835));
        self.count = self.count.wrapping_add(1);
        let mut bytes = [0u8; 10];
        for (to, from) in bytes.iter_mut().zip(mixed.to_be_bytes()) {
            *to = from;
        }
        let [high, low] = counter.to_be_bytes();
        bytes[0] = high;
        bytes[1] = low;
        I::new(Builder::from_unix_timestamp_millis(self.millis, &bytes).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::CustomerId;

    #[test]
    fn ids_differ_and_keep_their_order() {
        let mut source = IdSource::new(Instant::from_millis(1_700_000_000_000), [7; 16]);
        let ids: Vec<CustomerId> = (0..10_000).map(|_| source.draw()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        assert!(ids.is_sorted());
        assert_eq!(ids[0].uuid().get_version_num(), 7);
    }
}
