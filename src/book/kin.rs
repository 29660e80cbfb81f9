//! Which rows of a kind belong to which customer, by numbers of customers that all kinds share.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::places::Places;
use crate::model::CustomerId;

/// Numbers of customers, which the rows of all kinds share.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbering {
    customers: Vec<CustomerId>,
    places: Places,
}

impl Numbering {
    /// Numbers customers in their order, from 0 on.
    pub(super) fn of(customers: impl ExactSizeIterator<Item = CustomerId>) -> Self {
        let mut numbering = Self::default();
        numbering.places.reserve(customers.len(), |_| None::<CustomerId>);
        numbering.customers.reserve_exact(customers.len());
        customers.for_each(|customer| {
            numbering.add(customer);
        });
        numbering
    }

    /// Returns how many have one.
    pub(super) fn len(&self) -> usize {
        self.customers.len()
    }

    pub(super) fn number(&self, customer: CustomerId) -> Option<u32> {
        self.places.find(customer, |place| self.customer(place)).and_then(|place| u32::try_from(place).ok())
    }

    fn customer(&self, number: usize) -> Option<CustomerId> {
        self.customers.get(number).copied()
    }

    fn add(&mut self, customer: CustomerId) -> u32 {
        if let Some(number) = self.number(customer) {
            return number;
        }
        let place = self.customers.len();
        self.customers.push(customer);
        let customers = &self.customers;
        self.places.add(customer, place, |place| customers.get(place).copied());
        u32::try_from(place).unwrap_or(u32::MAX)
    }
}

/// Which rows belong to which customer, in the order they were added.
#[derive(Debug, Clone, Default)]
pub(super) struct Kin {
    pub(super) numbering: Arc<Numbering>,
    /// Those who came since, numbered on.
    others: Numbering,
    /// The rows of all customers, one after the other, and where each one's begin.
    rows: Vec<u32>,
    starts: Vec<u32>,
    /// The rows of those customers whose rows are others by now.
    changed: HashMap<u32, Vec<u32>>,
    /// The number that was asked for last.
    last: Last,
}

/// The number of the customer that was asked for last: who goes through all customers asks for the same one again or
/// for the next one, which is then found without looking for it.
#[derive(Debug, Default)]
struct Last(AtomicU32);

impl Clone for Last {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Kin {
    pub(super) fn number(&mut self, customer: CustomerId) -> u32 {
        self.numbering.number(customer).unwrap_or_else(|| {
            let known = u32::try_from(self.numbering.len()).unwrap_or(u32::MAX);
            known.saturating_add(self.others.add(customer))
        })
    }

    fn known(&self, customer: CustomerId) -> Option<u32> {
        self.numbering.number(customer).or_else(|| {
            let known = u32::try_from(self.numbering.len()).ok()?;
            known.checked_add(self.others.number(customer)?)
        })
    }

    pub(super) fn customer(&self, number: u32) -> Option<CustomerId> {
        let number = number as usize;
        match number.checked_sub(self.numbering.len()) {
            None => self.numbering.customer(number),
            Some(other) => self.others.customer(other),
        }
    }

    pub(super) fn of(&self, customer: CustomerId) -> &[u32] {
        let last = self.last.0.load(Ordering::Relaxed);
        let near =
            [last, last.wrapping_add(1)].into_iter().find(|near| self.customer(*near) == Some(customer));
        let Some(number) = near.or_else(|| self.known(customer)) else { return &[] };
        self.last.0.store(number, Ordering::Relaxed);
        match self.changed.get(&number) {
            Some(rows) => rows,
            None => self.settled(number),
        }
    }

    fn settled(&self, number: u32) -> &[u32] {
        let at = number as usize;
        let range = self.starts.get(at).zip(self.starts.get(at + 1));
        range.and_then(|(start, end)| self.rows.get(*start as usize..*end as usize)).unwrap_or_default()
    }

    pub(super) fn add(&mut self, number: u32, row: u32) {
        self.of_changed(number).push(row);
    }

    pub(super) fn remove(&mut self, number: u32, row: u32) {
        self.of_changed(number).retain(|other| *other != row);
    }

    fn of_changed(&mut self, number: u32) -> &mut Vec<u32> {
        let settled =
            if self.changed.contains_key(&number) { Vec::new() } else { self.settled(number).to_vec() };
        self.changed.entry(number).or_insert(settled)
    }

    /// Takes another numbering, and numbers the rows with it; customers that are not in it come last.
    pub(super) fn renumber(&mut self, numbering: &Arc<Numbering>, parents: &mut [u32]) {
        if Arc::ptr_eq(&self.numbering, numbering) && self.others.len() == 0 {
            return;
        }
        let before = Self {
            numbering: std::mem::replace(&mut self.numbering, Arc::clone(numbering)),
            others: std::mem::take(&mut self.others),
            ..Self::default()
        };
        for parent in parents {
            if let Some(customer) = before.customer(*parent) {
                *parent = self.number(customer);
            }
        }
    }

    /// Counting sort of the rows by customer.
    pub(super) fn settle(&mut self, parents: &[u32], live: impl Iterator<Item = bool>) {
        let live: Vec<bool> = live.collect();
        let rows = || parents.iter().zip(&live).enumerate().filter(|(_, (_, live))| **live);
        // Of many a kind there is nothing.
        let customers = if parents.is_empty() { 0 } else { self.numbering.len() + self.others.len() + 1 };
        let mut starts = vec![0u32; customers];
        for (_, (parent, _)) in rows() {
            if let Some(count) = starts.get_mut(*parent as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut sorted = vec![0u32; sum as usize];
        for (row, (parent, _)) in rows() {
            if let Some(next) = next.get_mut(*parent as usize) {
                if let (Some(to), Ok(row)) = (sorted.get_mut(*next as usize), u32::try_from(row)) {
                    *to = row;
                }
                *next += 1;
            }
        }
        self.starts = starts;
        self.rows = sorted;
        self.changed = HashMap::new();
    }
}
