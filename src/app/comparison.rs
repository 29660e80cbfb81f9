//! What replacing one book by another would do, before it is done.

use std::cmp::Ordering;

use crate::book::Book;
use crate::model::{Kind, RecordFields};

/// How two books differ in the records of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// The kind.
    pub kind: Kind,
    /// How many there are here.
    pub here: usize,
    /// How many there are in the other book.
    pub there: usize,
    /// How many of ours the other book does not have.
    pub only_here: usize,
    /// How many of the other book's we do not have.
    pub only_there: usize,
    /// How many both have, not the same.
    pub altered: usize,
}

impl Difference {
    /// Tells whether both books have the same records of the kind.
    pub fn is_none(&self) -> bool {
        self.only_here + self.only_there + self.altered == 0
    }
}

/// Compares the book `here` with the one `there`, record by record, for each kind that either has.
pub fn compare(here: &Book, there: &Book) -> Vec<Difference> {
    let of = |kind| match kind {
        Kind::Person => differ(kind, owned(here.people().sorted()), owned(there.people().sorted())),
        Kind::Customer => differ(kind, owned(here.customers().sorted()), owned(there.customers().sorted())),
        Kind::Contact => differ(kind, here.contacts().sorted(), there.contacts().sorted()),
        Kind::Order => differ(kind, here.orders().sorted(), there.orders().sorted()),
        Kind::Interaction => differ(kind, here.interactions().sorted(), there.interactions().sorted()),
        Kind::NextAction => differ(kind, here.next_actions().sorted(), there.next_actions().sorted()),
        Kind::Need => differ(kind, here.needs().sorted(), there.needs().sorted()),
        Kind::Feedback => differ(kind, here.feedback().sorted(), there.feedback().sorted()),
        Kind::Policy => differ(kind, owned(here.policies().sorted()), owned(there.policies().sorted())),
        Kind::Contract => differ(kind, here.contracts().sorted(), there.contracts().sorted()),
        Kind::Plan => differ(kind, here.plans().sorted(), there.plans().sorted()),
        Kind::BuyerType => {
            differ(kind, owned(here.buyer_types().sorted()), owned(there.buyer_types().sorted()))
        }
        Kind::Attachment => differ(kind, here.attachments().sorted(), there.attachments().sorted()),
        Kind::NumberPrefix => differ(kind, owned(here.prefixes().sorted()), owned(there.prefixes().sorted())),
        Kind::Source => differ(kind, owned(here.sources().sorted()), owned(there.sources().sorted())),
    };
    Kind::ALL.iter().map(|kind| of(*kind)).filter(|one| one.here + one.there > 0).collect()
}

fn owned<R: Clone>(records: Vec<&R>) -> impl Iterator<Item = R> {
    records.into_iter().cloned()
}

/// Walks along both, which come in the order of their ids.
fn differ<R: RecordFields>(
    kind: Kind,
    here: impl Iterator<Item = R>,
    there: impl Iterator<Item = R>,
) -> Difference {
    let mut difference = Difference { kind, here: 0, there: 0, only_here: 0, only_there: 0, altered: 0 };
    let (mut here, mut there) = (here.peekable(), there.peekable());
    loop {
        let order = match (here.peek(), there.peek()) {
            (Some(one), Some(other)) => one.id().cmp(&other.id()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return difference,
        };
        let one = if order.is_le() { here.next() } else { None };
        let other = if order.is_ge() { there.next() } else { None };
        difference.here += usize::from(one.is_some());
        difference.there += usize::from(other.is_some());
        difference.only_here += usize::from(other.is_none());
        difference.only_there += usize::from(one.is_none());
        difference.altered += usize::from(one.is_some() && other.is_some() && one != other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BookInfo, Customer, Day, IdSource, Instant, Money, Order, Record};

    #[test]
    fn what_is_only_here_only_there_and_altered_is_counted() {
        let now = Instant::from_millis(1_700_000_000_000);
        let mut ids = IdSource::new(now, [1; 16]);
        let customers: Vec<Customer> =
            (0..4).map(|n| Customer::new(ids.draw(), format!("客户{n}"), now)).collect();
        let order = Order::new(ids.draw(), customers[0].id, Day::default(), Money::yuan(1));
        let book = |records: Vec<Record>| Book::assemble(BookInfo::begun(now), records).unwrap();
        let altered = Customer { industry: "软件".into(), ..customers[1].clone() };
        let here = book(vec![
            customers[0].clone().into(),
            customers[1].clone().into(),
            customers[2].clone().into(),
            order.clone().into(),
        ]);
        let there = book(vec![customers[0].clone().into(), altered.into(), customers[3].clone().into()]);
        let of = |kind| compare(&here, &there).into_iter().find(|one| one.kind == kind).unwrap();
        let difference = of(Kind::Customer);
        assert_eq!((difference.here, difference.there), (3, 3));
        assert_eq!((difference.only_here, difference.only_there, difference.altered), (1, 1, 1));
        assert_eq!(of(Kind::Order).only_here, 1);
        assert!(compare(&here, &here).iter().all(Difference::is_none));
        assert!(compare(&here, &there).iter().all(|one| one.kind != Kind::Person));
    }
}
