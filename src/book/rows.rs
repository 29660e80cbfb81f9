//! The records of which a customer has many, kept packed: their heads are at hand, the rest is read when
//! it is asked for.

use std::ops::Deref;
use std::sync::Arc;

use super::bodies::{Bodies, Place};
use super::chunk::{Chunk, ChunkProblem};
use super::kin::{Kin, Numbering};
use super::stored::Row;
use super::{Conflict, IdMap};
use crate::model::{CustomerId, Id, RecordId};

/// All records of one kind, with those of each customer.
#[derive(Debug, Clone)]
pub struct Rows<R: Row> {
    /// A row never moves, and is there for good: of a record that is gone, the id stays.
    ids: Vec<R::Id>,
    heads: Vec<R::Kept>,
    /// The number of each row's customer in `kin`.
    parents: Vec<u32>,
    /// Where each one's record is.
    places: Vec<Option<Place>>,
    /// How many rows from the first on are in the order of their ids.
    ordered: usize,
    /// The rows behind those.
    others: IdMap<R::Id, u32>,
    live: usize,
    kin: Kin,
    bodies: Bodies,
}

impl<R: Row> Default for Rows<R> {
    fn default() -> Self {
        Self {
            ids: Vec::new(),
            heads: Vec::new(),
            parents: Vec::new(),
            places: Vec::new(),
            ordered: 0,
            others: IdMap::default(),
            live: 0,
            kin: Kin::default(),
            bodies: Bodies::default(),
        }
    }
}

/// One record: its head, and the whole of it when asked for.
#[derive(Debug)]
pub struct RowRef<'a, R: Row> {
    rows: &'a Rows<R>,
    row: u32,
    head: R::Head,
}

impl<R: Row> Clone for RowRef<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Row> Copy for RowRef<'_, R> {}

impl<R: Row> Deref for RowRef<'_, R> {
    type Target = R::Head;

    fn deref(&self) -> &R::Head {
        &self.head
    }
}

impl<R: Row> RowRef<'_, R> {
    /// Returns the record's id.
    pub fn id(&self) -> R::Id {
        self.rows.ids.get(self.row as usize).copied().unwrap_or(R::Id::new(uuid::Uuid::nil()))
    }

    /// Returns the customer that it belongs to.
    pub fn customer(&self) -> CustomerId {
        self.rows.parent(self.row)
    }

    /// Returns the whole record.
    ///
    /// There always is one: what cannot be read never gets into a book. `None` keeps a defect from
    /// bringing the page down.
    pub fn record(&self) -> Option<R> {
        self.rows.unpack(self.row)
    }
}

impl<R: Row> Rows<R> {
    /// Returns how many records there are.
    pub fn len(&self) -> usize {
        self.live
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Tells whether there is a record with that id.
    pub fn contains(&self, id: R::Id) -> bool {
        self.find(id).is_some()
    }

    /// Returns the record with that id.
    pub fn get(&self, id: R::Id) -> Option<R> {
        self.unpack(self.find(id)?)
    }

    /// Returns the record with that id, unread.
    pub fn row(&self, id: R::Id) -> Option<RowRef<'_, R>> {
        self.reference(self.find(id)?)
    }

    /// Returns all records, unread, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = RowRef<'_, R>> {
        (0..self.ids.len()).filter_map(|row| self.reference(u32::try_from(row).ok()?))
    }

    /// Returns how many places there are, those of records that are gone too: for reading in steps.
    pub fn places(&self) -> usize {
        self.ids.len()
    }

    /// Returns the records at some of the places, unread; later ones came later.
    pub fn at(&self, places: std::ops::Range<usize>) -> impl DoubleEndedIterator<Item = RowRef<'_, R>> {
        places.filter_map(|row| self.reference(u32::try_from(row).ok()?))
    }

    /// Returns the records in the order of their ids, the same for equal books.
    pub fn sorted(&self) -> impl Iterator<Item = R> {
        self.sorted_from(None).filter_map(|row| row.record())
    }

    /// Returns the records of a customer, in the order they were added.
    pub fn of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = RowRef<'_, R>> {
        self.kin.of(customer).iter().filter_map(|row| self.reference(*row))
    }

    /// Returns the records, unread, in the order of their ids, from `first` on or from the very first.
    pub fn sorted_from(&self, first: Option<R::Id>) -> impl Iterator<Item = RowRef<'_, R>> {
        let ordered = self.ids.get(..self.ordered).unwrap_or_default();
        let start = first.map_or(0, |first| ordered.partition_point(|id| *id < first));
        let mut others: Vec<(R::Id, u32)> = self.others.iter().map(|(id, row)| (*id, *row)).collect();
        others.retain(|(id, _)| first.is_none_or(|first| *id >= first));
        crate::order::by_key(&mut others, |(id, _)| *id);
        let mut ordered = (start..self.ordered).peekable();
        let mut others = others.into_iter().peekable();
        std::iter::from_fn(move || {
            loop {
                let of_ordered = ordered.peek().and_then(|row| self.ids.get(*row));
                let row = match (of_ordered, others.peek()) {
                    (Some(one), Some((other, _))) if other < one => others.next()?.1,
                    (Some(_), _) => u32::try_from(ordered.next()?).ok()?,
                    (None, _) => others.next()?.1,
                };
                if let Some(found) = self.reference(row) {
                    return Some(found);
                }
            }
        })
    }

    pub(super) fn reserve(&mut self, more: usize) {
        self.ids.reserve(more);
        self.heads.reserve(more);
        self.parents.reserve(more);
        self.places.reserve(more);
    }

    /// Puts a record in, in place of the one with its id. It keeps its place among its customer's.
    pub(super) fn insert(&mut self, record: R) {
        let place = self.bodies.push(&record);
        let (id, head, parent) = (record.id(), record.head(), self.kin.number(record.customer()));
        let Some(row) = self.find_even_gone(id) else {
            let row = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
            self.push_id(id, row);
            self.heads.push(head.into());
            self.parents.push(parent);
            self.places.push(Some(place));
            self.live += 1;
            return self.kin.add(parent, row);
        };
        let at = row as usize;
        let (Some(old_head), Some(old_parent), Some(old_place)) =
            (self.heads.get_mut(at), self.parents.get_mut(at), self.places.get_mut(at))
        else {
            return;
        };
        let old_parent = std::mem::replace(old_parent, parent);
        let was_there = old_place.replace(place).is_some();
        *old_head = head.into();
        if was_there && old_parent != parent {
            self.kin.remove(old_parent, row);
        }
        if !was_there {
            self.live += 1;
        }
        if !was_there || old_parent != parent {
            self.kin.add(parent, row);
        }
    }

    pub(super) fn remove(&mut self, id: R::Id) {
        let Some(row) = self.find(id) else { return };
        let at = row as usize;
        if let (Some(place), Some(parent)) = (self.places.get_mut(at), self.parents.get(at)) {
            *place = None;
            self.live -= 1;
            self.kin.remove(*parent, row);
        }
    }

    /// Takes over the records of a chunk, which come after those before in the order of ids. `numbering` has all
    /// customers there are. [`Rows::settle`] must follow the last one.
    ///
    /// # Errors
    /// It cannot be read, or names a customer that is not there. Some of it may have been taken over.
    pub(super) fn absorb(&mut self, chunk: &Chunk, numbering: &Arc<Numbering>) -> Result<(), AbsorbProblem> {
        let problem = ChunkProblem { kind: R::KIND };
        let sections = chunk.sections::<R>()?;
        let heads = if sections.is_earlier {
            sections.records().map(|record| record.map(|record| record.head())).collect()
        } else {
            R::read_heads(sections.heads, &sections.head_dictionary, sections.ids.len())
        };
        let heads: Vec<R::Head> = heads.ok_or(problem)?;
        if self.ids.is_empty() {
            self.kin.numbering = Arc::clone(numbering);
        }
        let is_shared = Arc::ptr_eq(&self.kin.numbering, numbering);
        let mut numbers = Vec::with_capacity(sections.parents.len());
        for customer in &sections.parents {
            let Some(number) = numbering.number(*customer) else {
                let orphan = (0..sections.ids.len()).find(|at| sections.parent(*at) == Some(*customer));
                let id = orphan.and_then(|at| sections.ids.get(at)).ok_or(problem)?;
                let (id, customer) = (RecordId::new(id.uuid()), *customer);
                return Err(Conflict::Orphan { kind: R::KIND, id, customer }.into());
            };
            numbers.push(if is_shared { number } else { self.kin.number(*customer) });
        }
        let in_order = sections.ids.is_sorted_by(|one, next| one < next)
            && self.others.is_empty()
            && self.ids.last() < sections.ids.first();
        if !in_order || sections.parent_places.len() != sections.ids.len() {
            return Err(problem.into());
        }
        for place in &sections.parent_places {
            self.parents.push(*numbers.get(*place as usize).ok_or(problem)?);
        }
        let places = &mut self.places;
        self.bodies.absorb(sections.blocks, sections.dictionary, |place| places.push(Some(place)));
        self.ids.extend_from_slice(&sections.ids);
        self.heads.extend(heads.into_iter().map(R::Kept::from));
        self.ordered = self.ids.len();
        self.live += sections.ids.len();
        Ok(())
    }

    /// Finds the records of each customer anew, in the least room and by a numbering in the order in which the customers
    /// are gone through.
    pub(super) fn settle(&mut self, numbering: &Arc<Numbering>) {
        self.kin.renumber(numbering, &mut self.parents);
        let live = self.places.iter().map(Option::is_some);
        self.kin.settle(&self.parents, live);
    }

    fn find(&self, id: R::Id) -> Option<u32> {
        self.find_even_gone(id).filter(|row| self.place(*row).is_some())
    }

    fn find_even_gone(&self, id: R::Id) -> Option<u32> {
        let ordered = self.ids.get(..self.ordered).unwrap_or_default();
        match ordered.binary_search(&id) {
            Ok(row) => u32::try_from(row).ok(),
            Err(_) => self.others.get(&id).copied(),
        }
    }

    fn push_id(&mut self, id: R::Id, row: u32) {
        if self.others.is_empty() && self.ids.last().is_none_or(|last| *last < id) {
            self.ordered += 1;
        } else {
            self.others.insert(id, row);
        }
        self.ids.push(id);
    }

    fn place(&self, row: u32) -> Option<Place> {
        *self.places.get(row as usize)?
    }

    fn parent(&self, row: u32) -> CustomerId {
        let customer = self.parents.get(row as usize).and_then(|number| self.kin.customer(*number));
        customer.unwrap_or_default()
    }

    fn reference(&self, row: u32) -> Option<RowRef<'_, R>> {
        self.place(row)?;
        Some(RowRef { rows: self, row, head: (*self.heads.get(row as usize)?).into() })
    }

    fn unpack(&self, row: u32) -> Option<R> {
        self.bodies.get(self.place(row)?, *self.ids.get(row as usize)?, self.parent(row).uuid())
    }
}

/// Why a chunk was not taken over.
#[derive(Debug, thiserror::Error)]
pub enum AbsorbProblem {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ChunkProblem),
    /// It does not fit what is in the book.
    #[error(transparent)]
    Conflict(#[from] Conflict),
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Day, Money, Order, OrderId};

    fn id<I: Id>(number: u8) -> I {
        I::new(uuid::Uuid::from_u128(u128::from(number)))
    }

    fn check(rows: &Rows<Order>, reference: &BTreeMap<OrderId, Order>) -> Result<(), TestCaseError> {
        prop_assert_eq!(rows.len(), reference.len());
        prop_assert_eq!(rows.sorted().collect::<Vec<_>>(), reference.values().cloned().collect::<Vec<_>>());
        for number in 0..40 {
            prop_assert_eq!(rows.get(id(number)), reference.get(&id(number)).cloned());
            prop_assert_eq!(rows.contains(id(number)), reference.contains_key(&id(number)));
        }
        for customer in 0..4 {
            let mut of: Vec<Order> = rows.of(id(customer)).filter_map(|row| row.record()).collect();
            of.sort_by_key(|order| order.id);
            let expected = reference.values().filter(|order| order.customer == id(customer));
            prop_assert_eq!(of, expected.cloned().collect::<Vec<_>>());
            for row in rows.of(id(customer)) {
                prop_assert_eq!(row.customer(), id(customer));
                prop_assert_eq!(Some(row.amount), rows.get(row.id()).map(|order| order.amount));
            }
        }
        let from = rows.sorted_from(Some(id(20))).map(|row| row.id()).collect::<Vec<_>>();
        prop_assert_eq!(from, reference.range(id::<OrderId>(20)..).map(|(id, _)| *id).collect::<Vec<_>>());
        Ok(())
    }

    proptest! {
        /// Whatever comes, goes, comes back and moves to another customer: it is as in a plain map.
        #[test]
        fn rows_are_like_a_plain_map(
            ops in prop::collection::vec((0u8..40, 0u8..4, 0i64..5, 0u8..8), 0..120),
        ) {
            let (mut rows, mut reference) = (Rows::<Order>::default(), BTreeMap::new());
            for (number, customer, amount, what) in ops {
                match what {
                    0 | 1 => {
                        rows.remove(id(number));
                        reference.remove(&id::<OrderId>(number));
                    }
                    2 => rows.settle(&Arc::new(Numbering::of([3, 2, 1, 0].map(id).into_iter()))),
                    _ => {
                        let mut order = Order::new(id(number), id(customer), Day::default(), Money::yuan(amount));
                        // Enough for several blocks.
                        order.note = format!("{number}{}", "x".repeat(usize::from(what) * 900));
                        rows.insert(order.clone());
                        reference.insert(order.id, order);
                    }
                }
            }
            check(&rows, &reference)?;
            rows.settle(&Arc::new(Numbering::of([2, 7, 0].map(id).into_iter())));
            check(&rows, &reference)?;
        }
    }
}
