//! The book: all records in memory, the one kind of change that alters them, and what keeps them whole.
//!
//! A book never writes itself anywhere: `platform` stores changes, and applies them here once they
//! are on disk.

mod apply;
mod blocks;
mod bodies;
mod change;
mod chunk;
mod erasure;
mod kin;
mod merge;
mod number;
mod places;
mod reconcile;
mod rows;
mod stored;
mod table;
mod words;

pub use apply::{Applying, BookBuilder};
pub use change::{Change, Conflict, Label, Stamp, Touched, Update, Writing as ChangeWriting};
pub use chunk::{Chunk, ChunkProblem, ChunkWriter};
pub use erasure::{Erasure, Named};
pub use merge::{Overridden, as_meant, rebased};
pub use number::{numbered, stem};
pub use places::{IdTable, Places, with_slack};
pub use reconcile::{Choices, Clash, Reconciled, Reconciling, Said, renumbered};
pub use rows::{AbsorbProblem, RowRef, Rows};
pub use stored::{Packed, Row};
pub use table::{IdHasher, Table};
pub use words::{Words, folded, is_between};

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use self::number::Numbers;
use crate::model::{
    Attachment, BookInfo, BuyerType, Contact, ContentSum, ContentSums, Contract, Customer, CustomerId,
    Feedback, Id, Instant, Interaction, Kind, Need, NextAction, NumberPrefix, Order, OwnSource, Person, Plan,
    PolicyVersion, Record, RecordId,
};

/// A map from ids, hashed cheaply: ids are random already.
pub type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// All records of one customer book, with the indexes that make them quick to find.
#[derive(Debug, Clone)]
pub struct Book {
    info: BookInfo,
    people: Table<Person>,
    customers: Table<Customer>,
    contacts: Rows<Contact>,
    orders: Rows<Order>,
    interactions: Rows<Interaction>,
    next_actions: Rows<NextAction>,
    needs: Rows<Need>,
    feedback: Rows<Feedback>,
    policies: Table<PolicyVersion>,
    contracts: Rows<Contract>,
    plans: Rows<Plan>,
    buyer_types: Table<BuyerType>,
    prefixes: Table<NumberPrefix>,
    sources: Table<OwnSource>,
    attachments: Rows<Attachment>,
    by_number: Numbers,
    referred: IdMap<CustomerId, Vec<CustomerId>>,
    /// How many customers are of the sample.
    samples: usize,
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
            contacts: Rows::default(),
            orders: Rows::default(),
            interactions: Rows::default(),
            next_actions: Rows::default(),
            needs: Rows::default(),
            feedback: Rows::default(),
            policies: Table::default(),
            contracts: Rows::default(),
            plans: Rows::default(),
            buyer_types: Table::default(),
            prefixes: Table::default(),
            sources: Table::default(),
            attachments: Rows::default(),
            by_number: Numbers::default(),
            referred: IdMap::default(),
            samples: 0,
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
    pub fn contacts(&self) -> &Rows<Contact> {
        &self.contacts
    }

    /// Returns all orders.
    pub fn orders(&self) -> &Rows<Order> {
        &self.orders
    }

    /// Returns all interactions.
    pub fn interactions(&self) -> &Rows<Interaction> {
        &self.interactions
    }

    /// Returns all next actions.
    pub fn next_actions(&self) -> &Rows<NextAction> {
        &self.next_actions
    }

    /// Returns all needs.
    pub fn needs(&self) -> &Rows<Need> {
        &self.needs
    }

    /// Returns all feedback.
    pub fn feedback(&self) -> &Rows<Feedback> {
        &self.feedback
    }

    /// Returns the versions of the policy; the handbooks' own is not among them.
    pub fn policies(&self) -> &Table<PolicyVersion> {
        &self.policies
    }

    /// Returns all contracts.
    pub fn contracts(&self) -> &Rows<Contract> {
        &self.contracts
    }

    /// Returns all retention plans.
    pub fn plans(&self) -> &Rows<Plan> {
        &self.plans
    }

    /// Returns the types of buyer that the user wrote; the handbooks' own are not among them.
    pub fn buyer_types(&self) -> &Table<BuyerType> {
        &self.buyer_types
    }

    /// Returns the letters of customer numbers that the user chose.
    pub fn prefixes(&self) -> &Table<NumberPrefix> {
        &self.prefixes
    }

    /// Returns the sources of the user's own, and those of the handbooks that were renamed or are no longer offered.
    pub fn sources(&self) -> &Table<OwnSource> {
        &self.sources
    }

    /// Returns all attachments.
    pub fn attachments(&self) -> &Rows<Attachment> {
        &self.attachments
    }

    /// Returns how many records of all kinds it holds.
    pub fn len(&self) -> usize {
        Kind::ALL.iter().map(|kind| self.count(*kind)).sum()
    }

    /// Returns how many records of one kind it holds.
    pub fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Person => self.people.len(),
            Kind::Customer => self.customers.len(),
            Kind::Contact => self.contacts.len(),
            Kind::Order => self.orders.len(),
            Kind::Interaction => self.interactions.len(),
            Kind::NextAction => self.next_actions.len(),
            Kind::Need => self.needs.len(),
            Kind::Feedback => self.feedback.len(),
            Kind::Policy => self.policies.len(),
            Kind::Contract => self.contracts.len(),
            Kind::Plan => self.plans.len(),
            Kind::BuyerType => self.buyer_types.len(),
            Kind::NumberPrefix => self.prefixes.len(),
            Kind::Source => self.sources.len(),
            Kind::Attachment => self.attachments.len(),
        }
    }

    /// Returns a record of any kind.
    pub fn record(&self, kind: Kind, id: RecordId) -> Option<Record> {
        let uuid = id.uuid();
        Some(match kind {
            Kind::Person => self.people.get(Id::new(uuid))?.clone().into(),
            Kind::Customer => self.customers.get(Id::new(uuid))?.clone().into(),
            Kind::Contact => self.contacts.get(Id::new(uuid))?.into(),
            Kind::Order => self.orders.get(Id::new(uuid))?.into(),
            Kind::Interaction => self.interactions.get(Id::new(uuid))?.into(),
            Kind::NextAction => self.next_actions.get(Id::new(uuid))?.into(),
            Kind::Need => self.needs.get(Id::new(uuid))?.into(),
            Kind::Feedback => self.feedback.get(Id::new(uuid))?.into(),
            Kind::Policy => self.policies.get(Id::new(uuid))?.clone().into(),
            Kind::Contract => self.contracts.get(Id::new(uuid))?.into(),
            Kind::Plan => self.plans.get(Id::new(uuid))?.into(),
            Kind::BuyerType => self.buyer_types.get(Id::new(uuid))?.clone().into(),
            Kind::NumberPrefix => self.prefixes.get(Id::new(uuid))?.clone().into(),
            Kind::Source => self.sources.get(Id::new(uuid))?.clone().into(),
            Kind::Attachment => self.attachments.get(Id::new(uuid))?.into(),
        })
    }

    /// Returns the ids of up to `most` records of one kind, from the one at place `from` on, in any order that
    /// stays while the book does.
    pub fn ids_from(&self, kind: Kind, from: usize, most: usize) -> Vec<RecordId> {
        fn of<I: Id>(ids: impl Iterator<Item = I>, from: usize, most: usize) -> Vec<RecordId> {
            ids.skip(from).take(most).map(|id| RecordId::new(id.uuid())).collect()
        }
        match kind {
            Kind::Person => of(self.people.iter().map(|record| record.id), from, most),
            Kind::Customer => of(self.customers.iter().map(|record| record.id), from, most),
            Kind::Contact => of(self.contacts.iter().map(|row| row.id()), from, most),
            Kind::Order => of(self.orders.iter().map(|row| row.id()), from, most),
            Kind::Interaction => of(self.interactions.iter().map(|row| row.id()), from, most),
            Kind::NextAction => of(self.next_actions.iter().map(|row| row.id()), from, most),
            Kind::Need => of(self.needs.iter().map(|row| row.id()), from, most),
            Kind::Feedback => of(self.feedback.iter().map(|row| row.id()), from, most),
            Kind::Policy => of(self.policies.iter().map(|record| record.id), from, most),
            Kind::Contract => of(self.contracts.iter().map(|row| row.id()), from, most),
            Kind::Plan => of(self.plans.iter().map(|row| row.id()), from, most),
            Kind::BuyerType => of(self.buyer_types.iter().map(|record| record.id), from, most),
            Kind::NumberPrefix => of(self.prefixes.iter().map(|record| record.id), from, most),
            Kind::Source => of(self.sources.iter().map(|record| record.id), from, most),
            Kind::Attachment => of(self.attachments.iter().map(|row| row.id()), from, most),
        }
    }

    /// Tells whether it holds no record at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the customer with that number (A0.9).
    pub fn customer_by_number(&self, number: &str) -> Option<&Customer> {
        let has_it = |id| self.customers.get(id).is_some_and(|customer| customer.number == number);
        self.customers.get(self.by_number.find(number, has_it)?)
    }

    /// Tells whether any customer is of the sample.
    pub fn has_sample(&self) -> bool {
        self.samples > 0
    }

    /// Returns the customers in the book that name `customer` as the one who referred them (A0.14).
    pub fn referred_by(&self, customer: CustomerId) -> impl Iterator<Item = &Customer> {
        let referred = self.referred.get(&customer).map(Vec::as_slice).unwrap_or_default();
        referred.iter().filter_map(|id| self.customers.get(*id))
    }

    /// Returns a customer's contacts, in the order they were added.
    pub fn contacts_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = Contact> {
        self.contacts.of(customer).filter_map(|row| row.record())
    }

    /// Returns a customer's orders, in the order they were added.
    pub fn orders_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = RowRef<'_, Order>> {
        self.orders.of(customer)
    }

    /// Returns a customer's interactions, in the order they were added.
    pub fn interactions_of(
        &self,
        customer: CustomerId,
    ) -> impl DoubleEndedIterator<Item = RowRef<'_, Interaction>> {
        self.interactions.of(customer)
    }

    /// Returns a customer's next actions, in the order they were added.
    pub fn next_actions_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = NextAction> {
        self.next_actions.of(customer).filter_map(|row| row.record())
    }

    /// Returns a customer's needs, in the order they were added.
    pub fn needs_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = Need> {
        self.needs.of(customer).filter_map(|row| row.record())
    }

    /// Returns a customer's feedback, in the order it was added.
    pub fn feedback_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = Feedback> {
        self.feedback.of(customer).filter_map(|row| row.record())
    }

    /// Returns a customer's contracts, in the order they were added.
    pub fn contracts_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = Contract> {
        self.contracts.of(customer).filter_map(|row| row.record())
    }

    /// Returns a customer's retention plans, in the order they were added.
    pub fn plans_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = Plan> {
        self.plans.of(customer).filter_map(|row| row.record())
    }

    /// Returns a customer's attachments, in the order they were added.
    pub fn attachments_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = Attachment> {
        self.attachments.of(customer).filter_map(|row| row.record())
    }

    /// Returns what the bytes of all attachments are found by, each once, with their size.
    pub fn contents(&self) -> Vec<(ContentSum, u64)> {
        let files = self.attachments.iter().filter_map(|row| row.record());
        let mut contents: Vec<(ContentSum, u64)> = files.map(|file| (file.sum, file.bytes)).collect();
        crate::order::by(&mut contents, Ord::cmp);
        contents.dedup_by_key(|(sum, _)| *sum);
        contents
    }

    /// Returns what the bytes of all attachments are found by.
    pub fn content_sums(&self) -> ContentSums {
        ContentSums::of(self.attachments.iter().filter_map(|row| row.record()).map(|file| file.sum))
    }

    /// Returns all records as chunks, in the order of kinds and then of ids: equal books have equal chunks.
    pub fn chunks(&self) -> Vec<Chunk> {
        Kind::ALL.iter().flat_map(|kind| self.chunks_of(*kind, None, None)).collect()
    }

    /// Returns the records of one kind as chunks: those whose ids are from `first` on and before `end`.
    pub fn chunks_of(&self, kind: Kind, first: Option<RecordId>, end: Option<RecordId>) -> Vec<Chunk> {
        match kind {
            Kind::Person => of_table(&self.people, first, end),
            Kind::Customer => of_table(&self.customers, first, end),
            Kind::Contact => of_rows(&self.contacts, first, end),
            Kind::Order => of_rows(&self.orders, first, end),
            Kind::Interaction => of_rows(&self.interactions, first, end),
            Kind::NextAction => of_rows(&self.next_actions, first, end),
            Kind::Need => of_rows(&self.needs, first, end),
            Kind::Feedback => of_rows(&self.feedback, first, end),
            Kind::Policy => of_table(&self.policies, first, end),
            Kind::Contract => of_rows(&self.contracts, first, end),
            Kind::Plan => of_rows(&self.plans, first, end),
            Kind::BuyerType => of_table(&self.buyer_types, first, end),
            Kind::NumberPrefix => of_table(&self.prefixes, first, end),
            Kind::Source => of_table(&self.sources, first, end),
            Kind::Attachment => of_rows(&self.attachments, first, end),
        }
    }

    /// Returns the ids of all records of one kind, in their order.
    pub fn ids_of(&self, kind: Kind) -> Vec<RecordId> {
        match kind {
            Kind::Person => table_ids(&self.people),
            Kind::Customer => table_ids(&self.customers),
            Kind::Contact => row_ids(&self.contacts),
            Kind::Order => row_ids(&self.orders),
            Kind::Interaction => row_ids(&self.interactions),
            Kind::NextAction => row_ids(&self.next_actions),
            Kind::Need => row_ids(&self.needs),
            Kind::Feedback => row_ids(&self.feedback),
            Kind::Policy => table_ids(&self.policies),
            Kind::Contract => row_ids(&self.contracts),
            Kind::Plan => row_ids(&self.plans),
            Kind::BuyerType => table_ids(&self.buyer_types),
            Kind::NumberPrefix => table_ids(&self.prefixes),
            Kind::Source => table_ids(&self.sources),
            Kind::Attachment => row_ids(&self.attachments),
        }
    }

    /// Returns the records of one kind that have these ids, which are in their order, as chunks.
    pub fn chunks_with(&self, kind: Kind, ids: &[RecordId]) -> Vec<Chunk> {
        match kind {
            Kind::Person => packed(ids, |id| self.people.get(id).cloned()),
            Kind::Customer => packed(ids, |id| self.customers.get(id).cloned()),
            Kind::Contact => packed(ids, |id| self.contacts.get(id)),
            Kind::Order => packed(ids, |id| self.orders.get(id)),
            Kind::Interaction => packed(ids, |id| self.interactions.get(id)),
            Kind::NextAction => packed(ids, |id| self.next_actions.get(id)),
            Kind::Need => packed(ids, |id| self.needs.get(id)),
            Kind::Feedback => packed(ids, |id| self.feedback.get(id)),
            Kind::Policy => packed(ids, |id| self.policies.get(id).cloned()),
            Kind::Contract => packed(ids, |id| self.contracts.get(id)),
            Kind::Plan => packed(ids, |id| self.plans.get(id)),
            Kind::BuyerType => packed(ids, |id| self.buyer_types.get(id).cloned()),
            Kind::NumberPrefix => packed(ids, |id| self.prefixes.get(id).cloned()),
            Kind::Source => packed(ids, |id| self.sources.get(id).cloned()),
            Kind::Attachment => packed(ids, |id| self.attachments.get(id)),
        }
    }
}

fn table_ids<R: Packed>(table: &Table<R>) -> Vec<RecordId> {
    let mut ids: Vec<RecordId> = table.iter().map(|record| RecordId::new(record.id().uuid())).collect();
    crate::order::by(&mut ids, Ord::cmp);
    ids
}

fn row_ids<R: Row>(rows: &Rows<R>) -> Vec<RecordId> {
    rows.sorted_from(None).map(|row| RecordId::new(row.id().uuid())).collect()
}

fn packed<R: Packed>(ids: &[RecordId], get: impl Fn(R::Id) -> Option<R>) -> Vec<Chunk> {
    let mut writer = ChunkWriter::default();
    ids.iter().filter_map(|id| get(R::Id::new(id.uuid()))).for_each(|record| writer.push(&record));
    writer.finish()
}

fn of_table<R: Packed>(table: &Table<R>, first: Option<RecordId>, end: Option<RecordId>) -> Vec<Chunk> {
    let (first, end) = (first.map(|id| R::Id::new(id.uuid())), end.map(|id| R::Id::new(id.uuid())));
    let is_inside = |id| first.is_none_or(|first| id >= first) && end.is_none_or(|end| id < end);
    let mut records: Vec<&R> = table.iter().filter(|record| is_inside(record.id())).collect();
    crate::order::by_key(&mut records, |record| record.id());
    let mut writer = ChunkWriter::default();
    records.into_iter().for_each(|record| writer.push(record));
    writer.finish()
}

fn of_rows<R: Row>(rows: &Rows<R>, first: Option<RecordId>, end: Option<RecordId>) -> Vec<Chunk> {
    let mut writer = ChunkWriter::default();
    let end = end.map(|end| R::Id::new(end.uuid()));
    rows.sorted_from(first.map(|first| R::Id::new(first.uuid())))
        .take_while(|row| end.is_none_or(|end| row.id() < end))
        .filter_map(|row| row.record())
        .for_each(|record| writer.push(&record));
    writer.finish()
}
