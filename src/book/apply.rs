//! Applying changes: whole or not at all, with the indexes kept in step.

mod applying;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use applying::Applying;

use super::kin::Numbering;
use super::stored::{Packed, Stored};
use super::{AbsorbProblem, Book, Change, Chunk, ChunkProblem, Conflict, Touched, Update};
use crate::model::{
    Attachment, BookInfo, BuyerType, Contact, Contract, Customer, CustomerId, Feedback, Id, Interaction,
    Kind, Need, NextAction, NumberPrefix, Order, OwnSource, Person, Plan, PolicyVersion, Record, RecordId,
};
use crate::order;

/// What has to be done to take one step of an apply back; a replaced record with its successor.
enum Step {
    Added(Record),
    Replaced(Box<(Record, Record)>),
    Removed(Record),
}

/// Calls a generic method of the book for the record inside.
macro_rules! for_record {
    ($any:expr, $record:ident => $body:expr) => {
        match $any {
            Record::Person($record) => $body,
            Record::Customer($record) => $body,
            Record::Contact($record) => $body,
            Record::Order($record) => $body,
            Record::Interaction($record) => $body,
            Record::NextAction($record) => $body,
            Record::Need($record) => $body,
            Record::Feedback($record) => $body,
            Record::Policy($record) => $body,
            Record::Contract($record) => $body,
            Record::Plan($record) => $body,
            Record::BuyerType($record) => $body,
            Record::NumberPrefix($record) => $body,
            Record::Source($record) => $body,
            Record::Attachment($record) => $body,
        }
    };
}

use for_record;

impl Book {
    /// Returns the book of those records: customers must come before what belongs to them.
    ///
    /// # Errors
    /// An id or customer number that comes twice, or a record whose customer is not there.
    pub fn assemble(info: BookInfo, records: impl IntoIterator<Item = Record>) -> Result<Self, Conflict> {
        let mut book = Self::empty(info);
        for record in records {
            for_record!(record, record => book.assemble_one(record))?;
        }
        book.settle(&book.numbering());
        Ok(book)
    }

    /// Returns numbers of all customers, in the order in which they are gone through.
    fn numbering(&self) -> Arc<Numbering> {
        Arc::new(Numbering::of(self.customers.iter().map(|customer| customer.id)))
    }

    fn settle(&mut self, numbering: &Arc<Numbering>) {
        self.contacts.settle(numbering);
        self.orders.settle(numbering);
        self.interactions.settle(numbering);
        self.next_actions.settle(numbering);
        self.needs.settle(numbering);
        self.feedback.settle(numbering);
        self.contracts.settle(numbering);
        self.plans.settle(numbering);
        self.attachments.settle(numbering);
    }

    /// Makes room for that many more records of one kind, before many are added.
    fn reserve(&mut self, kind: Kind, more: usize) {
        match kind {
            Kind::Person => self.people.reserve(more),
            Kind::Customer => {
                self.customers.reserve(more);
                self.by_number.reserve(more);
            }
            Kind::Contact => self.contacts.reserve(more),
            Kind::Order => self.orders.reserve(more),
            Kind::Interaction => self.interactions.reserve(more),
            Kind::NextAction => self.next_actions.reserve(more),
            Kind::Need => self.needs.reserve(more),
            Kind::Feedback => self.feedback.reserve(more),
            Kind::Policy => self.policies.reserve(more),
            Kind::Contract => self.contracts.reserve(more),
            Kind::Plan => self.plans.reserve(more),
            Kind::BuyerType => self.buyer_types.reserve(more),
            Kind::NumberPrefix => self.prefixes.reserve(more),
            Kind::Source => self.sources.reserve(more),
            Kind::Attachment => self.attachments.reserve(more),
        }
    }

    /// Alters the book's own card.
    pub fn set_info(&mut self, info: BookInfo) {
        self.info = info;
    }

    /// Applies a change and returns the customers it touched.
    ///
    /// # Errors
    /// The change does not fit; the book is then as it was.
    pub fn apply(&mut self, change: &Change) -> Result<Touched, Conflict> {
        let mut applying = Applying::of(self, change);
        applying.go_on(self, change, usize::MAX)?;
        Ok(applying.finish())
    }

    fn take_back(&mut self, step: Step) {
        match step {
            Step::Added(record) => for_record!(record, record => self.unlink(&record)),
            Step::Removed(record) => for_record!(record, record => self.link(record)),
            Step::Replaced(both) => {
                let (old, new) = *both;
                match (new, old) {
                    (Record::Person(new), Record::Person(old)) => self.replace(&new, old),
                    (Record::Customer(new), Record::Customer(old)) => self.replace(&new, old),
                    (Record::Contact(new), Record::Contact(old)) => self.replace(&new, old),
                    (Record::Order(new), Record::Order(old)) => self.replace(&new, old),
                    (Record::Interaction(new), Record::Interaction(old)) => self.replace(&new, old),
                    (Record::NextAction(new), Record::NextAction(old)) => self.replace(&new, old),
                    (Record::Need(new), Record::Need(old)) => self.replace(&new, old),
                    (Record::Feedback(new), Record::Feedback(old)) => self.replace(&new, old),
                    (Record::Policy(new), Record::Policy(old)) => self.replace(&new, old),
                    (Record::Contract(new), Record::Contract(old)) => self.replace(&new, old),
                    (Record::Plan(new), Record::Plan(old)) => self.replace(&new, old),
                    (Record::BuyerType(new), Record::BuyerType(old)) => self.replace(&new, old),
                    (Record::NumberPrefix(new), Record::NumberPrefix(old)) => self.replace(&new, old),
                    (Record::Source(new), Record::Source(old)) => self.replace(&new, old),
                    (Record::Attachment(new), Record::Attachment(old)) => self.replace(&new, old),
                    // A step replaces a record by one of its own kind.
                    _ => {}
                }
            }
        }
    }

    fn assemble_one<R: Stored>(&mut self, record: R) -> Result<(), Conflict>
    where
        Self: Indexed<R>,
    {
        self.check_parent(&record)?;
        self.insert_new(record)
    }

    fn insert_new<R: Stored>(&mut self, record: R) -> Result<(), Conflict>
    where
        Self: Indexed<R>,
    {
        if R::contains(self, record.id()) {
            return Err(Conflict::AlreadyThere { kind: R::KIND, id: RecordId::new(record.id().uuid()) });
        }
        self.check_index(&record)?;
        self.link(record);
        Ok(())
    }

    fn remove_as_found<R: Stored>(&mut self, record: &R) -> Result<(), Conflict>
    where
        Self: Indexed<R>,
    {
        let id = RecordId::new(record.id().uuid());
        let is_same = R::find(self, record.id()).map(|found| *found == *record);
        match is_same {
            None => Err(Conflict::NotThere { kind: R::KIND, id }),
            Some(false) => Err(Conflict::Altered { kind: R::KIND, id, field: String::new() }),
            Some(true) => {
                self.unlink(record);
                Ok(())
            }
        }
    }

    fn alter<R: Stored>(&mut self, update: &Update) -> Result<Step, Conflict>
    where
        Self: Indexed<R>,
    {
        let (kind, id) = (R::KIND, update.id);
        let old = R::find(self, R::Id::new(id.uuid())).ok_or(Conflict::NotThere { kind, id })?.into_owned();
        let mut new = old.clone();
        for change in &update.fields {
            if old.field(&change.field) != change.before {
                return Err(Conflict::Altered { kind, id, field: change.field.clone() });
            }
            new.set_field(&change.field, change.after.clone())?;
        }
        self.unindex(&old);
        let fits = self.check_index(&new);
        self.index(&old);
        fits?;
        self.replace(&old, new.clone());
        Ok(Step::Replaced(Box::new((old.into(), new.into()))))
    }

    fn check_parent<R: Stored>(&self, record: &R) -> Result<(), Conflict> {
        match record.parent() {
            Some(customer) if !self.customers.contains(customer) => {
                let id = RecordId::new(record.id().uuid());
                Err(Conflict::Orphan { kind: R::KIND, id, customer })
            }
            _ => Ok(()),
        }
    }

    /// A customer that is gone, and stays gone, must leave nothing behind.
    fn check_childless(&self, customer: CustomerId) -> Result<(), Conflict> {
        if self.customers.contains(customer) {
            return Ok(());
        }
        let orphan = (self.contacts.of(customer).map(|row| (Kind::Contact, row.id().uuid())))
            .chain(self.orders.of(customer).map(|row| (Kind::Order, row.id().uuid())))
            .chain(self.interactions.of(customer).map(|row| (Kind::Interaction, row.id().uuid())))
            .chain(self.next_actions.of(customer).map(|row| (Kind::NextAction, row.id().uuid())))
            .chain(self.needs.of(customer).map(|row| (Kind::Need, row.id().uuid())))
            .chain(self.feedback.of(customer).map(|row| (Kind::Feedback, row.id().uuid())))
            .chain(self.contracts.of(customer).map(|row| (Kind::Contract, row.id().uuid())))
            .chain(self.plans.of(customer).map(|row| (Kind::Plan, row.id().uuid())))
            .chain(self.attachments.of(customer).map(|row| (Kind::Attachment, row.id().uuid())))
            .next();
        match orphan {
            Some((kind, id)) => Err(Conflict::Orphan { kind, id: RecordId::new(id), customer }),
            None => Ok(()),
        }
    }

    fn link<R: Stored>(&mut self, record: R)
    where
        Self: Indexed<R>,
    {
        self.index(&record);
        R::put(self, record);
    }

    /// Puts a record where another version of it is; it keeps its place among its customer's.
    fn replace<R: Stored>(&mut self, from: &R, to: R)
    where
        Self: Indexed<R>,
    {
        self.unindex(from);
        self.link(to);
    }

    fn unlink<R: Stored>(&mut self, record: &R)
    where
        Self: Indexed<R>,
    {
        self.unindex(record);
        R::take(self, record.id());
    }
}

/// A book that is put together from chunks: customers must come before what belongs to them.
#[derive(Debug)]
pub struct BookBuilder {
    book: Book,
    /// The customers that have come, once others' records do.
    numbering: Arc<Numbering>,
}

impl BookBuilder {
    /// Begins with an empty book that has room for what will come: how many records of each kind, in any
    /// number of portions.
    pub fn new(info: BookInfo, portions: impl IntoIterator<Item = (Kind, usize)>) -> Self {
        let mut book = Book::empty(info);
        let mut all = BTreeMap::<Kind, usize>::new();
        for (kind, records) in portions {
            *all.entry(kind).or_default() += records;
        }
        for (kind, records) in all {
            book.reserve(kind, super::places::with_slack(records));
        }
        Self { book, numbering: Arc::default() }
    }

    /// Takes a chunk over; those of one kind come in the order of their ids.
    ///
    /// # Errors
    /// It cannot be read, or does not fit what came before.
    pub fn absorb(&mut self, chunk: &Chunk) -> Result<(), AbsorbProblem> {
        if self.numbering.len() != self.book.customers.len() && chunk.kind != Kind::Customer {
            self.numbering = self.book.numbering();
        }
        let Book {
            contacts,
            orders,
            interactions,
            next_actions,
            needs,
            feedback,
            contracts,
            plans,
            attachments,
            ..
        } = &mut self.book;
        let numbering = &self.numbering;
        match chunk.kind {
            Kind::Person => self.take::<Person>(chunk),
            Kind::Customer => self.take::<Customer>(chunk),
            Kind::Contact => contacts.absorb(chunk, numbering),
            Kind::Order => orders.absorb(chunk, numbering),
            Kind::Interaction => interactions.absorb(chunk, numbering),
            Kind::NextAction => next_actions.absorb(chunk, numbering),
            Kind::Need => needs.absorb(chunk, numbering),
            Kind::Feedback => feedback.absorb(chunk, numbering),
            Kind::Policy => self.take::<PolicyVersion>(chunk),
            Kind::Contract => contracts.absorb(chunk, numbering),
            Kind::Plan => plans.absorb(chunk, numbering),
            Kind::BuyerType => self.take::<BuyerType>(chunk),
            Kind::NumberPrefix => self.take::<NumberPrefix>(chunk),
            Kind::Source => self.take::<OwnSource>(chunk),
            Kind::Attachment => attachments.absorb(chunk, numbering),
        }
    }

    fn take<R: Stored>(&mut self, chunk: &Chunk) -> Result<(), AbsorbProblem>
    where
        Book: Indexed<R>,
    {
        for record in chunk.sections::<R>()?.records() {
            self.book.insert_new(record.ok_or(ChunkProblem { kind: R::KIND })?)?;
        }
        Ok(())
    }

    /// Returns the book.
    pub fn finish(mut self) -> Book {
        if self.numbering.len() != self.book.customers.len() {
            self.numbering = self.book.numbering();
        }
        self.book.settle(&self.numbering);
        self.book
    }
}

/// The indexes that one kind of record has beyond its table; most have none.
trait Indexed<R> {
    fn check_index(&self, _: &R) -> Result<(), Conflict> {
        Ok(())
    }
    fn index(&mut self, _: &R) {}
    fn unindex(&mut self, _: &R) {}
}

impl Indexed<Person> for Book {}
impl Indexed<Contact> for Book {}
impl Indexed<Order> for Book {}
impl Indexed<Interaction> for Book {}
impl Indexed<NextAction> for Book {}
impl Indexed<Need> for Book {}
impl Indexed<Feedback> for Book {}
impl Indexed<PolicyVersion> for Book {}
impl Indexed<Contract> for Book {}
impl Indexed<Plan> for Book {}
impl Indexed<BuyerType> for Book {}
impl Indexed<NumberPrefix> for Book {}
impl Indexed<OwnSource> for Book {}
impl Indexed<Attachment> for Book {}

impl Indexed<Customer> for Book {
    fn check_index(&self, customer: &Customer) -> Result<(), Conflict> {
        if self.customer_by_number(&customer.number).is_some() {
            return Err(Conflict::NumberTaken { number: customer.number.clone() });
        }
        Ok(())
    }

    fn index(&mut self, customer: &Customer) {
        if !customer.number.is_empty() {
            self.by_number.add(&customer.number, customer.id);
        }
        if let Some(referrer) = customer.referred_by {
            self.referred.entry(referrer).or_default().push(customer.id);
        }
        self.samples += usize::from(customer.sample);
    }

    fn unindex(&mut self, customer: &Customer) {
        self.by_number.remove(&customer.number, customer.id);
        if let Some(referrer) = customer.referred_by
            && let Some(referred) = self.referred.get_mut(&referrer)
        {
            referred.retain(|id| *id != customer.id);
        }
        self.samples = self.samples.saturating_sub(usize::from(customer.sample));
    }
}

fn touched(steps: &[Step]) -> Touched {
    let mut customers: Vec<CustomerId> = Vec::new();
    let mut touch = |record: &Record| match record {
        Record::Customer(customer) => {
            customers.push(customer.id);
            customers.extend(customer.referred_by);
        }
        record => customers.extend(for_record!(record, record => record.parent())),
    };
    for step in steps {
        match step {
            Step::Added(record) | Step::Removed(record) => touch(record),
            Step::Replaced(both) => {
                touch(&both.0);
                touch(&both.1);
            }
        }
    }
    order::by(&mut customers, Ord::cmp);
    customers.dedup();
    Touched { customers }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::book::Label;
    use crate::model::{Day, Env, IdSource, Instant, Money, Zone};

    fn env() -> Env {
        let now = Instant::from_millis(1_700_000_000_000);
        Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [5; 16]) }
    }

    fn change(env: &mut Env) -> Change {
        Change::new(env.ids.draw(), env.now, None, Label::AddedSample)
    }

    fn image(book: &Book) -> String {
        let mut children: Vec<_> = book
            .customers()
            .sorted()
            .iter()
            .map(|c| {
                let mut orders: Vec<_> = book.orders_of(c.id).map(|order| order.id()).collect();
                orders.sort();
                (orders, book.referred_by(c.id).count(), book.customer_by_number(&c.number).map(|c| c.id))
            })
            .collect();
        children.sort_by_key(|row| format!("{row:?}"));
        format!(
            "{:?} {:?} {children:?}",
            book.customers().sorted(),
            book.orders().sorted().collect::<Vec<_>>()
        )
    }

    #[test]
    fn a_change_that_fails_half_way_leaves_the_book_as_it_was() {
        let mut env = env();
        let mut book = Book::begun(env.now);
        let customer =
            Customer { number: "TE2024001".into(), ..Customer::new(env.ids.draw(), "甲".into(), env.now) };
        let mut first = change(&mut env);
        first.add(customer.clone());
        book.apply(&first).unwrap();
        let before = image(&book);

        let mut second = change(&mut env);
        second.update(&customer, &Customer { name: "乙".into(), ..customer.clone() });
        second.add(Customer {
            number: "TE2024001".into(),
            ..Customer::new(env.ids.draw(), "丙".into(), env.now)
        });
        assert!(matches!(book.apply(&second), Err(Conflict::NumberTaken { .. })));
        assert_eq!(image(&book), before);

        let mut third = change(&mut env);
        let day = Day::new(2024, 1, 1).unwrap();
        third.add(Order::new(env.ids.draw(), CustomerId::default(), day, Money::yuan(1)));
        assert!(matches!(book.apply(&third), Err(Conflict::Orphan { .. })));
        assert_eq!(image(&book), before);
    }

    #[test]
    fn a_customer_cannot_go_and_leave_orders_behind() {
        let mut env = env();
        let mut book = Book::begun(env.now);
        let customer = Customer::new(env.ids.draw(), "甲".into(), env.now);
        let order = Order::new(env.ids.draw(), customer.id, Day::default(), Money::yuan(1));
        let mut first = change(&mut env);
        first.add(customer.clone());
        first.add(order.clone());
        book.apply(&first).unwrap();

        let mut alone = change(&mut env);
        alone.remove(customer.clone());
        assert!(matches!(book.apply(&alone), Err(Conflict::Orphan { .. })));
        let mut both = change(&mut env);
        both.remove(customer.clone());
        both.remove(order);
        assert_eq!(book.apply(&both).unwrap().customers, vec![customer.id]);
        assert!(book.is_empty());
    }

    #[test]
    fn an_edit_of_what_has_moved_on_is_refused() {
        let mut env = env();
        let mut book = Book::begun(env.now);
        let customer = Customer::new(env.ids.draw(), "甲".into(), env.now);
        let mut first = change(&mut env);
        first.add(customer.clone());
        book.apply(&first).unwrap();
        let mut edit = change(&mut env);
        edit.update(&customer, &Customer { name: "乙".into(), ..customer.clone() });
        book.apply(&edit).unwrap();
        assert!(matches!(book.apply(&edit), Err(Conflict::Altered { .. })));
    }

    proptest! {
        /// Any change that fits, followed by its inverse, gives the book back.
        #[test]
        fn the_inverse_takes_everything_back(ops in prop::collection::vec((0u8..5, 0usize..8, 0u8..4), 1..40)) {
            let mut env = env();
            let mut book = Book::begun(env.now);
            for (what, which, value) in ops {
                let mut change = change(&mut env);
                let customers: Vec<Customer> = book.customers().sorted().into_iter().cloned().collect();
                let chosen = customers.get(which % customers.len().max(1));
                match (what, chosen) {
                    (0, _) => change.add(Customer {
                        number: if value == 0 { String::new() } else { format!("N{value}") },
                        referred_by: chosen.map(|c| c.id),
                        ..Customer::new(env.ids.draw(), format!("客户{value}"), env.now)
                    }),
                    (1, Some(c)) => change.update(c, &Customer { industry: format!("行业{value}").into(), ..c.clone() }),
                    (2, Some(c)) => change.add(Order::new(
                        env.ids.draw(), c.id, Day::default(), Money::yuan(i64::from(value)),
                    )),
                    (3, Some(c)) => {
                        change.remove(c.clone());
                        for order in book.orders_of(c.id) {
                            change.remove(order.record().unwrap());
                        }
                    }
                    (_, Some(c)) => change.update(c, &Customer { number: format!("N{value}"), ..c.clone() }),
                    (_, None) => {}
                }
                let before = image(&book);
                let mut tried = book.clone();
                match tried.apply(&change) {
                    Ok(_) => {
                        let inverse = change.inverse(env.ids.draw(), env.now, None);
                        let mut back = tried.clone();
                        back.apply(&inverse).unwrap();
                        prop_assert_eq!(image(&back), before);
                        book = tried;
                    }
                    Err(_) => prop_assert_eq!(image(&tried), before),
                }
            }
        }
    }
}
