use proptest::prelude::*;

use super::*;
use crate::book::Erasure;
use crate::model::{
    BookInfo, Channel, Contact, ContactId, Customer, CustomerId, Depth, IdSource, Initiator, Interaction,
    Rating, Zone,
};

/// A book with its changes, as one person keeps it.
#[derive(Clone)]
struct Kept {
    book: Book,
    log: Vec<Change>,
    env: Env,
}

fn env(seed: u8, minute: i64) -> Env {
    let now = Instant::from_millis(1_700_000_000_000 + minute * 60_000);
    Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [seed; 16]) }
}

impl Kept {
    /// A book with two customers, one of whom has a contact.
    fn begun() -> Self {
        let mut env = env(1, 0);
        let book = Book::empty(BookInfo::begun(env.now));
        let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
        for number in ["TE1", "TE2"] {
            let customer =
                Customer { number: number.into(), ..Customer::new(env.ids.draw(), number.into(), env.now) };
            change.add(Contact::new(env.ids.draw(), customer.id, format!("{number} 的人")));
            change.added.insert(0, customer.into());
        }
        let mut kept = Self { book, log: Vec::new(), env };
        kept.make(change);
        kept
    }

    fn parted(&self, seed: u8) -> Self {
        Self { env: env(seed, i64::from(seed)), ..self.clone() }
    }

    fn make(&mut self, change: Change) {
        if !change.is_empty() {
            self.book.apply(&change).unwrap();
            self.log.push(change);
        }
    }

    fn change(&mut self, minute: i64) -> Change {
        let now = Instant::from_millis(1_700_000_000_000 + minute * 60_000);
        self.env.now = now;
        Change::new(self.env.ids.draw(), now, None, Label::AddedSample)
    }

    fn edit(&mut self, minute: i64, id: CustomerId, alter: impl FnOnce(&mut Customer)) {
        let Some(before) = self.book.customers().get(id).cloned() else { return };
        let mut after = before.clone();
        alter(&mut after);
        let mut change = self.change(minute);
        change.update(&before, &after);
        if self.book.clone().apply(&change).is_ok() {
            self.make(change);
        }
    }

    fn remove(&mut self, minute: i64, id: CustomerId) {
        let Some(customer) = self.book.customers().get(id).cloned() else { return };
        let mut change = self.change(minute);
        for contact in self.book.contacts_of(id) {
            change.remove(contact);
        }
        change.remove(customer);
        self.make(change);
    }

    fn customers(&self) -> Vec<CustomerId> {
        self.book.customers().sorted().iter().map(|customer| customer.id).collect()
    }

    fn found(&self, other: &Self, by_changes: bool) -> Reconciled {
        let log = by_changes.then_some(other.log.as_slice());
        let mut reconciling = Reconciling::of(&self.book, &self.log, &other.book, log, Choices::default());
        while !reconciling.go_on(&self.book, &other.book, 3) {}
        reconciling.finish(&self.book)
    }

    fn merge(&self, other: &Self, by_changes: bool) -> Self {
        let mut merged = self.clone();
        let found = self.found(other, by_changes);
        let mut env = env(99, 10_000 + i64::try_from(self.log.len()).unwrap());
        // No two merges have one id: whose is merged into whose makes it.
        let [mine, others] = [self, other].map(|kept| *kept.log.last().unwrap().id.uuid().as_bytes());
        env.ids = IdSource::new(env.now, std::array::from_fn(|n| mine[n] ^ others[15 - n].rotate_left(3)));
        let change = found.change(String::new(), &mut env);
        if !change.is_empty() {
            let mut again = merged.book.clone();
            again.apply(&change).unwrap();
            again.apply(&change.inverse(env.ids.draw(), env.now, None)).unwrap();
            assert_eq!(said(&again), said(&merged.book), "taking it back leaves something behind");
        }
        merged.make(change);
        merged
    }
}

/// All records as text, in order.
fn said(book: &Book) -> Vec<String> {
    let ids = Kind::ALL
        .iter()
        .flat_map(|kind| book.ids_from(*kind, 0, usize::MAX).into_iter().map(|id| (*kind, id)));
    let mut all: Vec<String> =
        ids.map(|(kind, id)| serde_json::to_string(&book.record(kind, id)).unwrap()).collect();
    all.sort();
    all
}

/// What somebody does: when, to which customer, what, and with which value.
type Deed = (u8, u8, u8, u8);

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec((0u8..60, any::<u8>(), 0u8..9, 0u8..4), 0..7)
}

/// Does those things, in the order of their times; nobody does two at once, nor at the time of another.
fn done(from: &Kept, seed: u8, mut deeds: Vec<Deed>, removes: bool) -> Kept {
    let mut kept = from.parted(seed);
    deeds.sort_unstable();
    for (place, (minute, whom, what, value)) in deeds.into_iter().enumerate() {
        let minute = i64::from(minute) * 100 + i64::try_from(place).unwrap() * 3 + i64::from(seed);
        let customers = kept.customers();
        let whom = customers.get(usize::from(whom) % customers.len().max(1)).copied();
        let word = if value == 0 { String::new() } else { format!("值{value}") };
        match (what, whom) {
            (0, _) | (_, None) => {
                let mut change = kept.change(minute);
                let name = format!("新客户 {seed} {place}");
                let number = format!("NEW{value}");
                let number =
                    if kept.book.customer_by_number(&number).is_some() { String::new() } else { number };
                change.add(Customer { number, ..Customer::new(kept.env.ids.draw(), name, kept.env.now) });
                kept.make(change);
            }
            (1, Some(id)) if removes => kept.remove(minute, id),
            (2, Some(id)) => {
                let mut change = kept.change(minute);
                change.add(Contact::new(kept.env.ids.draw(), id, format!("人 {seed} {place}")));
                kept.make(change);
            }
            (3, Some(id)) => kept.edit(minute, id, |customer| customer.industry = word.into()),
            (4, Some(id)) => kept.edit(minute, id, |customer| customer.remark = word.into()),
            (5, Some(id)) => {
                let day = Zone::SHANGHAI.day_of(kept.env.now);
                kept.edit(minute, id, |customer| customer.ratings.need_fit = Rating::new(value, day));
            }
            (6, Some(id)) => kept.edit(minute, id, |customer| customer.number = format!("NO{value}")),
            (7, Some(id)) => kept.edit(minute, id, |customer| customer.tags = vec![word.into()]),
            (_, Some(id)) => kept.edit(minute, id, |customer| customer.name = format!("名{value}")),
        }
    }
    kept
}

fn contact_of(kept: &Kept, id: CustomerId) -> ContactId {
    kept.book.contacts_of(id).next().unwrap().id
}

#[test]
fn each_side_keeps_what_it_alone_altered_and_the_later_of_both_stands_and_is_told() {
    let base = Kept::begun();
    let [first, second] = base.customers()[..] else { panic!() };
    let (mut one, mut other) = (base.parted(2), base.parted(3));
    one.edit(10, first, |customer| customer.industry = "通信".into());
    other.edit(20, first, |customer| customer.remark = "要发票".into());
    one.edit(30, second, |customer| customer.industry = "甲".into());
    other.edit(40, second, |customer| customer.industry = "乙".into());
    let found = one.found(&other, true);
    let [clash] = &found.clashes[..] else { panic!("{:?}", found.clashes) };
    assert_eq!(
        (clash.field.as_str(), &clash.ours.value, &clash.theirs.value),
        ("industry", &"甲".into(), &"乙".into())
    );
    assert!(clash.takes_theirs && clash.ours.at < clash.theirs.at);
    let merged = one.merge(&other, true);
    let customer = |id| merged.book.customers().get(id).unwrap().clone();
    assert_eq!((customer(first).industry, customer(first).remark), ("通信".into(), "要发票".into()));
    assert_eq!(customer(second).industry, "乙");
    // What is told otherwise is done otherwise.
    let choices = Choices::from([((clash.id, "industry".to_owned()), false)]);
    let mut told = Reconciling::of(&one.book, &one.log, &other.book, Some(&other.log), choices);
    while !told.go_on(&one.book, &other.book, 100) {}
    assert!(told.finish(&one.book).updated.iter().all(|update| update.id != clash.id));
}

#[test]
fn two_customers_with_one_number_are_told_apart() {
    let base = Kept::begun();
    let (mut one, mut other) = (base.parted(2), base.parted(3));
    for kept in [&mut one, &mut other] {
        let mut change = kept.change(5);
        let id = kept.env.ids.draw();
        change.add(Customer { number: "TE9".into(), ..Customer::new(id, "新".into(), kept.env.now) });
        kept.make(change);
    }
    let found = one.found(&other, true);
    let [(id, from, to)] = &found.renumbered[..] else { panic!("{:?}", found.renumbered) };
    assert_eq!((from.as_str(), to), ("TE9", &renumbered("TE9", *id)));
    let merged = one.merge(&other, true);
    assert_eq!(said(&merged.book), said(&other.merge(&one, true).book));
    assert!(merged.found(&other, true).is_nothing() && merged.found(&one, true).is_nothing());
    assert!(merged.found(&other, false).is_nothing(), "also without the changes");
}

#[test]
fn what_one_removed_goes_unless_the_other_went_on_with_it() {
    let base = Kept::begun();
    let [first, second] = base.customers()[..] else { panic!() };
    let (mut one, mut other) = (base.parted(2), base.parted(3));
    let contact = contact_of(&one, first);
    one.remove(10, first);
    one.remove(20, second);
    let mut change = other.change(30);
    change.add(Contact::new(other.env.ids.draw(), first, "新来的人".into()));
    other.make(change);
    for merged in [one.merge(&other, true), other.merge(&one, true)] {
        assert_eq!(merged.customers(), [first]);
        let names: Vec<String> = merged.book.contacts_of(first).map(|contact| contact.name).collect();
        assert_eq!(names, ["新来的人"], "{contact:?} was removed and nobody altered it");
    }
    let without = one.merge(&other, false);
    assert_eq!(without.customers().len(), 2, "nothing tells that it was removed on purpose");
}

#[test]
fn a_person_whom_one_erased_does_not_come_back_with_the_other() {
    let base = {
        let mut base = Kept::begun();
        let first = base.customers()[0];
        let (mut change, contact) = (base.change(1), contact_of(&base, first));
        let day = Zone::SHANGHAI.day_of(base.env.now);
        for summary in ["TE1 的人要样品", "报价"] {
            change.add(Interaction {
                summary: summary.into(),
                contacts: vec![contact],
                ..Interaction::new(
                    base.env.ids.draw(),
                    first,
                    day,
                    Channel::Call,
                    Depth::Deep,
                    Initiator::Us,
                    base.env.now,
                )
            });
        }
        base.make(change);
        base
    };
    let first = base.customers()[0];
    let contact = base.book.contacts_of(first).next().unwrap();
    let (mut one, mut other) = (base.parted(2), base.parted(3));
    // As the store does it: the history is rewritten, and a stone is set at its end.
    let erasure = Erasure::of(&contact, &[]);
    erasure.erase_from(&mut one.book).unwrap();
    one.log = one.log.iter().map(|change| erasure.change(change).unwrap_or_else(|| change.clone())).collect();
    let stone = Label::ErasedPerson { contact: Some(contact.id), records: 3, changes: 1 };
    let stone = Change::new(one.env.ids.draw(), one.env.now, None, stone);
    one.log.push(stone);
    // The other goes on with them.
    let mut change = other.change(20);
    change.update(&contact, &Contact { title: "采购经理".into(), ..contact.clone() });
    other.make(change);
    for by_changes in [true, false] {
        for (merged, who) in
            [(one.merge(&other, by_changes), "one"), (other.merge(&one, by_changes), "other")]
        {
            // Without the changes nobody tells the other that somebody was erased.
            if !by_changes && who == "other" {
                continue;
            }
            assert!(merged.book.contacts().get(contact.id).is_none(), "{who} {by_changes}");
            let said: Vec<Interaction> =
                merged.book.interactions_of(first).filter_map(|row| row.record()).collect();
            assert!(said.len() == 2 && said.iter().all(|said| said.contacts.is_empty()), "{said:?}");
            assert!(said.iter().all(|said| !said.summary.contains("TE1 的人")), "{said:?}");
            let again = merged.found(&other, by_changes);
            assert!(again.is_nothing(), "{who} {by_changes} {again:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, ..ProptestConfig::default() })]

    #[test]
    fn it_does_not_matter_who_merges_and_merging_again_changes_nothing(
        one in deeds(), other in deeds(), by_changes: bool, removes: bool,
    ) {
        let base = Kept::begun();
        let (one, other) = (done(&base, 2, one, removes), done(&base, 3, other, removes));
        let (here, there) = (one.merge(&other, by_changes), other.merge(&one, by_changes));
        prop_assert_eq!(said(&here.book), said(&there.book));
        for merged in [&here, &there] {
            for again in [&one, &other, &here, &there] {
                let found = merged.found(again, by_changes);
                prop_assert!(found.is_nothing(), "{:?}", found);
            }
        }
    }

    #[test]
    fn of_three_it_does_not_matter_who_comes_when(
        one in deeds(), two in deeds(), three in deeds(), by_changes: bool,
    ) {
        let base = Kept::begun();
        let all = [done(&base, 2, one, false), done(&base, 3, two, false), done(&base, 4, three, false)];
        let merged = |order: [usize; 3]| {
            let [a, b, c] = order.map(|place| &all[place]);
            said(&a.merge(b, by_changes).merge(c, by_changes).book)
        };
        let first = merged([0, 1, 2]);
        for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            prop_assert_eq!(&merged(order), &first, "{:?}", order);
        }
        let [a, b, c] = &all;
        prop_assert_eq!(&said(&a.merge(&b.merge(c, by_changes), by_changes).book), &first);
    }
}
