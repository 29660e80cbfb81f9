//! The generator behind the sample: SplitMix64. Every draw takes one step, whatever it is asked for,
//! so that both languages come out alike.

/// A seeded source of numbers.
#[derive(Debug, Clone)]
pub(super) struct Random {
    state: u64,
}

impl Random {
    /// Returns the source of that seed.
    pub(super) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number from `low` to `high`, both included; `low` if there is none between.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).max(0).unsigned_abs() + 1;
        low.saturating_add_unsigned(self.next() % span)
    }

    /// Returns a number drawn from a range that is written as a pair.
    pub(super) fn within(&mut self, (low, high): (i64, i64)) -> i64 {
        self.between(low, high)
    }

    /// Tells whether something that happens `percent` times in a hundred happens now.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    /// Returns a place in a list of that length; 0 if it is empty.
    pub(super) fn place(&mut self, len: usize) -> usize {
        let len = u64::try_from(len.max(1)).unwrap_or(1);
        usize::try_from(self.next() % len).unwrap_or(0)
    }

    /// Returns one of a list, if it has any.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        let place = self.place(list.len());
        list.get(place).copied()
    }

    /// Returns one word of a list, or none if it is empty.
    pub(super) fn word(&mut self, list: &[&'static str]) -> &'static str {
        self.pick(list).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_hold_and_the_seed_decides() {
        let (mut one, mut same) = (Random::new(7), Random::new(7));
        for _ in 0..1000 {
            let drawn = one.between(-3, 3);
            assert!((-3..=3).contains(&drawn));
            assert_eq!(drawn, same.between(-3, 3));
        }
        assert_eq!(one.between(5, 1), 5);
        assert_eq!(one.pick::<u8>(&[]), None);
    }
}
