//! Finding things by their ids.

use std::hash::{BuildHasher, BuildHasherDefault};

use hashbrown::HashTable;
use uuid::Uuid;

use super::table::IdHasher;
use crate::model::Id;

/// Where in a list things with ids are. The list keeps the ids; `at` tells them.
#[derive(Debug, Clone, Default)]
pub struct Places(HashTable<u32>);

impl Places {
    /// Returns the place of `id`.
    pub fn find<I: Id>(&self, id: I, at: impl Fn(usize) -> Option<I>) -> Option<usize> {
        self.0.find(hash(id.uuid()), |place| at(*place as usize) == Some(id)).map(|place| *place as usize)
    }

    /// Notes the place of `id`, which had none and is in the list by now.
    pub fn add<I: Id>(&mut self, id: I, place: usize, at: impl Fn(usize) -> Option<I>) {
        self.reserve(1, at);
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        // There is room: nothing moves.
        self.0.insert_unique(hash(id.uuid()), place, |_| 0);
    }

    /// Notes that `id`, which was at `from`, is at another place now.
    pub fn set<I: Id>(&mut self, id: I, from: usize, to: usize) {
        if let Some(place) = self.0.find_mut(hash(id.uuid()), |place| *place as usize == from) {
            *place = u32::try_from(to).unwrap_or(u32::MAX);
        }
    }

    /// Forgets the place of `id`, and returns it.
    pub fn remove<I: Id>(&mut self, id: I, at: impl Fn(usize) -> Option<I>) -> Option<usize> {
        let place = self.find(id, at)?;
        let entry = self.0.find_entry(hash(id.uuid()), |other| *other as usize == place).ok()?;
        entry.remove();
        Some(place)
    }

    /// Makes room for that many more.
    pub fn reserve<I: Id>(&mut self, more: usize, at: impl Fn(usize) -> Option<I>) {
        if self.0.capacity() - self.0.len() < more {
            self.grow(more, &|place| at(place).map_or(0, |id| hash(id.uuid())));
        }
    }

    // One for all lists: it is long.
    #[inline(never)]
    fn grow(&mut self, more: usize, hash_at: &dyn Fn(usize) -> u64) {
        self.0.reserve(more, |place| hash_at(*place as usize));
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn hash(id: Uuid) -> u64 {
    BuildHasherDefault::<IdHasher>::default().hash_one(id)
}

/// Returns how much room to make for that many: some come later, and a full list takes twice its room anew.
pub fn with_slack(many: usize) -> usize {
    many + many / 64
}

/// Values by id, side by side.
#[derive(Debug, Clone)]
pub struct IdTable<I, V> {
    entries: Vec<(I, V)>,
    places: Places,
}

impl<I, V> Default for IdTable<I, V> {
    fn default() -> Self {
        Self { entries: Vec::new(), places: Places::default() }
    }
}

impl<I: Id, V> IdTable<I, V> {
    fn place(&self, id: I) -> Option<usize> {
        self.places.find(id, |place| self.entries.get(place).map(|(id, _)| *id))
    }

    /// Returns the value of `id`.
    pub fn get(&self, id: I) -> Option<&V> {
        self.entries.get(self.place(id)?).map(|(_, value)| value)
    }

    /// Tells whether `id` has a value.
    pub fn contains(&self, id: I) -> bool {
        self.place(id).is_some()
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns everything in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = (I, &V)> {
        self.entries.iter().map(|(id, value)| (*id, value))
    }

    /// Makes room for as many as are given, those included that are there.
    pub fn reserve_all(&mut self, all: usize) {
        if self.entries.capacity() < all {
            self.entries.reserve_exact(with_slack(all).saturating_sub(self.entries.len()));
        }
        let more = all.saturating_sub(self.places.len());
        let entries = &self.entries;
        self.places.reserve(more, |place| entries.get(place).map(|(id, _)| *id));
    }

    /// Puts a value in, in place of the one that `id` had.
    pub fn insert(&mut self, id: I, value: V) {
        let place = self.place(id);
        match place.and_then(|place| self.entries.get_mut(place)) {
            Some((_, old)) => *old = value,
            None => {
                let place = self.entries.len();
                self.entries.push((id, value));
                let entries = &self.entries;
                self.places.add(id, place, |place| entries.get(place).map(|(id, _)| *id));
            }
        }
    }

    /// Takes the value of `id` out.
    pub fn remove(&mut self, id: I) -> Option<V> {
        let entries = &self.entries;
        let place = self.places.remove(id, |place| entries.get(place).map(|(id, _)| *id))?;
        let (_, value) = self.entries.swap_remove(place);
        if let Some((moved, _)) = self.entries.get(place) {
            self.places.set(*moved, self.entries.len(), place);
        }
        Some(value)
    }

    /// Takes all out.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.places.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::model::CustomerId;

    proptest! {
        /// Whatever comes, goes and comes back: it is as in a plain map.
        #[test]
        fn a_table_is_like_a_plain_map(steps in prop::collection::vec((0u8..30, any::<Option<u8>>()), 0..200)) {
            let (mut table, mut plain) = (IdTable::default(), BTreeMap::new());
            for (id, value) in steps {
                let id = CustomerId::new(uuid::Uuid::from_u128(u128::from(id)));
                match value {
                    Some(value) => {
                        table.insert(id, value);
                        plain.insert(id, value);
                    }
                    None => prop_assert_eq!(table.remove(id), plain.remove(&id)),
                }
                prop_assert_eq!(table.len(), plain.len());
            }
            table.reserve_all(100);
            for id in (0..30).map(|id| CustomerId::new(uuid::Uuid::from_u128(id))) {
                prop_assert_eq!(table.get(id), plain.get(&id));
                prop_assert_eq!(table.contains(id), plain.contains_key(&id));
            }
            let all: BTreeMap<_, _> = table.iter().map(|(id, value)| (id, *value)).collect();
            prop_assert_eq!(all, plain);
            table.clear();
            prop_assert!(table.is_empty() && table.iter().next().is_none());
        }
    }
}
