//! Whose standing was worked out anew, so that what is shown of everybody need not be made anew for a few.

use crate::model::CustomerId;

/// More than so many are not kept: then everybody is looked at.
const MOST: usize = 500;

/// The customers whose standing was worked out, oldest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Moves {
    /// The mark of the first of them.
    from: u64,
    moved: Vec<CustomerId>,
}

impl Moves {
    /// Notes that some were worked out.
    pub fn note(&mut self, customers: &[CustomerId]) {
        if self.moved.len() + customers.len() > MOST {
            self.forget();
        } else {
            self.moved.extend_from_slice(customers);
        }
    }

    /// Notes that anybody may have been worked out: no earlier mark counts any more.
    pub fn forget(&mut self) {
        self.from = self.mark() + 1;
        self.moved.clear();
    }

    /// Returns the mark of now.
    pub fn mark(&self) -> u64 {
        self.from + self.moved.len() as u64
    }

    /// Returns who was worked out since a mark; `None` where that may be anybody.
    pub fn since(&self, mark: u64) -> Option<&[CustomerId]> {
        let place = usize::try_from(mark.checked_sub(self.from)?).ok()?;
        self.moved.get(place..)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    fn ids(numbers: std::ops::Range<u128>) -> Vec<CustomerId> {
        numbers.map(|number| CustomerId::new(uuid::Uuid::from_u128(number))).collect()
    }

    #[test]
    fn who_moved_since_a_mark_is_told_until_it_may_be_anybody() {
        let mut moves = Moves::default();
        let begun = moves.mark();
        moves.note(&ids(0..3));
        let later = moves.mark();
        moves.note(&ids(1..2));
        assert_eq!(moves.since(begun).map(<[_]>::len), Some(4));
        assert_eq!(moves.since(later), Some(&*ids(1..2)));
        assert_eq!(moves.since(moves.mark()), Some(&[][..]));
        moves.forget();
        assert_eq!((moves.since(begun), moves.since(later)), (None, None));
        assert_eq!(moves.since(moves.mark()), Some(&[][..]));
        let before = moves.mark();
        moves.note(&ids(0..MOST as u128 + 1));
        assert_eq!(moves.since(before), None);
    }
}
