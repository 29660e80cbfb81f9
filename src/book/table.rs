//! One kind's records, by id.

use std::hash::Hasher;

use super::places::Places;
use crate::model::RecordFields;
use crate::order;

/// All records of one kind. Iterates in the order of arrival; `sorted` in the order of ids.
#[derive(Debug, Clone)]
pub struct Table<R: RecordFields> {
    rows: Vec<R>,
    places: Places,
}

impl<R: RecordFields> Default for Table<R> {
    fn default() -> Self {
        Self { rows: Vec::new(), places: Places::default() }
    }
}

impl<R: RecordFields> Table<R> {
    /// Returns the record with that id.
    pub fn get(&self, id: R::Id) -> Option<&R> {
        self.rows.get(self.place(id)?)
    }

    fn place(&self, id: R::Id) -> Option<usize> {
        self.places.find(id, |place| self.rows.get(place).map(R::id))
    }

    /// Tells whether there is a record with that id.
    pub fn contains(&self, id: R::Id) -> bool {
        self.place(id).is_some()
    }

    /// Returns how many records there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the records in no particular order.
    pub fn iter(&self) -> std::slice::Iter<'_, R> {
        self.rows.iter()
    }

    /// Returns the records in the order of their ids, the same for equal books.
    pub fn sorted(&self) -> Vec<&R> {
        let mut rows: Vec<&R> = self.rows.iter().collect();
        order::by_key(&mut rows, |row| row.id());
        rows
    }

    pub(super) fn reserve(&mut self, more: usize) {
        self.rows.reserve(more);
        let rows = &self.rows;
        self.places.reserve(more, |place| rows.get(place).map(R::id));
    }

    pub(super) fn insert(&mut self, row: R) {
        let place = self.place(row.id());
        match place.and_then(|place| self.rows.get_mut(place)) {
            Some(old) => *old = row,
            None => {
                let (id, place) = (row.id(), self.rows.len());
                self.rows.push(row);
                let rows = &self.rows;
                self.places.add(id, place, |place| rows.get(place).map(R::id));
            }
        }
    }

    pub(super) fn remove(&mut self, id: R::Id) -> Option<R> {
        let rows = &self.rows;
        let place = self.places.remove(id, |place| rows.get(place).map(R::id))?;
        let row = self.rows.swap_remove(place);
        if let Some(moved) = self.rows.get(place) {
            self.places.set(moved.id(), self.rows.len(), place);
        }
        Some(row)
    }
}

impl<'a, R: RecordFields> IntoIterator for &'a Table<R> {
    type Item = &'a R;
    type IntoIter = std::slice::Iter<'a, R>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Hashes the bytes of a UUID by folding them: they are random enough already.
#[derive(Debug, Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    /// How long an id is tells nothing.
    fn write_usize(&mut self, _: usize) {}

    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        let words = words.iter().map(|word| u64::from_le_bytes(*word));
        for word in words.chain(rest.iter().map(|byte| u64::from(*byte))) {
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}
