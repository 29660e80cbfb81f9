//! The book: all records in memory, the one kind of change that alters them, and what keeps them whole.
//!
//! A book never writes itself anywhere: `platform` stores changes, and applies them here once they
//! are on disk.

mod apply;
mod change;
mod stored;
mod table;

pub use change::{Change, Conflict, Label, Touched, Update};
pub use table::{IdHasher, Table};

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::model::{
    BookInfo, Contact, ContactId, Customer, CustomerId, Instant, Interaction, InteractionId, NextAction,
    NextActionId, Order, OrderId, Person, PolicyVersion,
};

/// A map from ids, hashed cheaply: ids are random already.
pub type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// All records of one customer book, with the indexes that make them quick to find.
#[derive(Debug, Clone)]
pub struct Book {
    info: BookInfo,
    people: Table<Person>,
    customers: Table<Customer>,
    contacts: Table<Contact>,
    orders: Table<Order>,
    interactions: Table<Interaction>,
    next_actions: Table<NextAction>,
    policies: Table<PolicyVersion>,
    children: IdMap<CustomerId, Children>,
    by_number: HashMap<String, CustomerId>,
    referred: IdMap<CustomerId, u32>,
}

/// The records that belong to one customer.
#[derive(Debug, Clone, Default)]
struct Children {
    contacts: Vec<ContactId>,
    orders: Vec<OrderId>,
    interactions: Vec<InteractionId>,
    next_actions: Vec<NextActionId>,
}

impl Book {
    /// Returns an empty book begun at `created`.
    pub fn begun(created: Instant) -> Self {
        Self::empty(BookInfo::begun(created))
    }

    /// Returns an empty book with that card.
    pub fn empty(info: BookInfo) -> Self {
        Self {
            info,
            people: Table::default(),
            customers: Table::default(),
            contacts: Table::default(),
            orders: Table::default(),
            interactions: Table::default(),
            next_actions: Table::default(),
            policies: Table::default(),
            children: IdMap::default(),
            by_number: HashMap::new(),
            referred: IdMap::default(),
        }
    }

    /// Returns the book's own card.
    pub fn info(&self) -> &BookInfo {
        &self.info
    }

    /// Returns the team.
    pub fn people(&self) -> &Table<Person> {
        &self.people
    }

    /// Returns all customers.
    pub fn customers(&self) -> &Table<Customer> {
        &self.customers
    }

    /// Returns all contacts.
    pub fn contacts(&self) -> &Table<Contact> {
        &self.contacts
    }

    /// Returns all orders.
    pub fn orders(&self) -> &Table<Order> {
        &self.orders
    }

    /// Returns all interactions.
    pub fn interactions(&self) -> &Table<Interaction> {
        &self.interactions
    }

    /// Returns all next actions.
    pub fn next_actions(&self) -> &Table<NextAction> {
        &self.next_actions
    }

    /// Returns the versions of the policy; the handbooks' own is not among them.
    pub fn policies(&self) -> &Table<PolicyVersion> {
        &self.policies
    }

    /// Returns how many records of all kinds it holds.
    pub fn len(&self) -> usize {
        self.people.len()
            + self.customers.len()
            + self.contacts.len()
            + self.orders.len()
            + self.interactions.len()
            + self.next_actions.len()
            + self.policies.len()
    }

    /// Tells whether it holds no record at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the customer with that number (A0.9).
    pub fn customer_by_number(&self, number: &str) -> Option<&Customer> {
        self.by_number.get(number).and_then(|id| self.customers.get(*id))
    }

    /// Returns how many customers in the book name `customer` as the one who referred them (A0.14).
    pub fn referrals_by(&self, customer: CustomerId) -> u32 {
        self.referred.get(&customer).copied().unwrap_or(0)
    }

    /// Returns a customer's contacts, in the order they were added.
    pub fn contacts_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = &Contact> {
        self.children(customer, |children| &children.contacts).iter().filter_map(|id| self.contacts.get(*id))
    }

    /// Returns a customer's orders, in the order they were added.
    pub fn orders_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = &Order> {
        self.children(customer, |children| &children.orders).iter().filter_map(|id| self.orders.get(*id))
    }

    /// Returns a customer's interactions, in the order they were added.
    pub fn interactions_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = &Interaction> {
        self.children(customer, |children| &children.interactions)
            .iter()
            .filter_map(|id| self.interactions.get(*id))
    }

    /// Returns a customer's next actions, in the order they were added.
    pub fn next_actions_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = &NextAction> {
        self.children(customer, |children| &children.next_actions)
            .iter()
            .filter_map(|id| self.next_actions.get(*id))
    }

    fn children<I>(&self, customer: CustomerId, pick: impl Fn(&Children) -> &Vec<I>) -> &[I] {
        self.children.get(&customer).map_or(&[], |children| pick(children).as_slice())
    }
}
