//! Where each kind of record lives in a book, and to which customer it belongs.

use std::borrow::Cow;

use uuid::Uuid;

use super::Book;
use crate::model::{
    Attachment, BuyerType, Contact, ContactHead, Contract, Customer, CustomerId, Depth, Dictionary, Feedback,
    Initiator, Interaction, InteractionHead, InteractionKept, Need, NextAction, NextActionHead, NumberPrefix,
    Occasion, Order, OrderHead, OwnSource, Pack, Packer, Person, Plan, PolicyVersion, Record, RecordFields,
    Unpacker,
};

/// A kind of record that chunks can hold.
pub trait Packed: RecordFields + Into<Record> {
    /// Returns the customer it belongs to, if its kind belongs to one.
    fn parent(&self) -> Option<CustomerId>;
    /// Writes its [`Row::Head`], if it has one.
    fn pack_head(&self, _: &mut Packer) {}
}

/// A kind of which a customer has many: a book keeps these packed, and only their heads at hand.
pub trait Row: Packed {
    /// What is asked of all of them again and again.
    type Head: Copy + std::fmt::Debug + From<Self::Kept>;
    /// The same in the least room: there are many of these.
    type Kept: Copy + std::fmt::Debug + From<Self::Head>;

    /// Returns the customer it belongs to.
    fn customer(&self) -> CustomerId;
    /// Returns its head.
    fn head(&self) -> Self::Head;
    /// Reads the heads of `count` records as [`Packed::pack_head`] wrote them.
    fn read_heads(bytes: &[u8], dictionary: &Dictionary, count: usize) -> Option<Vec<Self::Head>>;
}

/// A kind of record with a place in the book.
pub(super) trait Stored: Packed {
    fn contains(book: &Book, id: Self::Id) -> bool;
    fn find(book: &Book, id: Self::Id) -> Option<Cow<'_, Self>>;
    fn put(book: &mut Book, record: Self);
    fn take(book: &mut Book, id: Self::Id);
}

macro_rules! stored {
    ($($name:ident in $table:ident: $kept:ident;)+) => {$(
        impl Stored for $name {
            fn contains(book: &Book, id: Self::Id) -> bool {
                book.$table.contains(id)
            }

            fn find(book: &Book, id: Self::Id) -> Option<Cow<'_, Self>> {
                book.$table.get(id).map(Cow::$kept)
            }

            fn put(book: &mut Book, record: Self) {
                book.$table.insert(record);
            }

            fn take(book: &mut Book, id: Self::Id) {
                book.$table.remove(id);
            }
        }
    )+};
}
stored! {
    Person in people: Borrowed;
    Customer in customers: Borrowed;
    Contact in contacts: Owned;
    Order in orders: Owned;
    Interaction in interactions: Owned;
    NextAction in next_actions: Owned;
    Need in needs: Owned;
    Feedback in feedback: Owned;
    PolicyVersion in policies: Borrowed;
    Contract in contracts: Owned;
    Plan in plans: Owned;
    BuyerType in buyer_types: Borrowed;
    NumberPrefix in prefixes: Borrowed;
    OwnSource in sources: Borrowed;
    Attachment in attachments: Owned;
}

/// Kinds that belong to no customer.
macro_rules! on_their_own {
    ($($name:ident),+) => {$(
        impl Packed for $name {
            fn parent(&self) -> Option<CustomerId> {
                None
            }
        }
    )+};
}
on_their_own!(Person, Customer, PolicyVersion, BuyerType, NumberPrefix, OwnSource);

/// Kinds of which nothing is asked again and again: the head is empty.
macro_rules! headless {
    ($($name:ident),+) => {$(
        impl Packed for $name {
            fn parent(&self) -> Option<CustomerId> {
                Some(self.customer)
            }
        }

        impl Row for $name {
            type Head = ();
            type Kept = ();

            fn customer(&self) -> CustomerId {
                self.customer
            }

            fn head(&self) -> Self::Head {}

            fn read_heads(_: &[u8], _: &Dictionary, count: usize) -> Option<Vec<Self::Head>> {
                Some(vec![(); count])
            }
        }
    )+};
}
headless!(Need, Feedback, Contract, Plan, Attachment);

impl Packed for Contact {
    fn parent(&self) -> Option<CustomerId> {
        Some(self.customer)
    }

    fn pack_head(&self, to: &mut Packer) {
        self.has_left.pack(to);
        self.birthday.is_some().pack(to);
    }
}

impl Row for Contact {
    type Head = ContactHead;
    type Kept = ContactHead;

    fn customer(&self) -> CustomerId {
        self.customer
    }

    fn head(&self) -> ContactHead {
        ContactHead { has_left: self.has_left, has_birthday: self.birthday.is_some() }
    }

    fn read_heads(bytes: &[u8], dictionary: &Dictionary, count: usize) -> Option<Vec<ContactHead>> {
        let mut from = Unpacker::new(bytes, dictionary, Uuid::nil());
        let mut one = || {
            Some(ContactHead { has_left: Pack::unpack(&mut from)?, has_birthday: Pack::unpack(&mut from)? })
        };
        (0..count).map(|_| one()).collect()
    }
}

impl Packed for NextAction {
    fn parent(&self) -> Option<CustomerId> {
        Some(self.customer)
    }

    fn pack_head(&self, to: &mut Packer) {
        self.due.pack(to);
        self.owner.pack(to);
        self.is_open().pack(to);
    }
}

impl Row for NextAction {
    type Head = NextActionHead;
    type Kept = NextActionHead;

    fn customer(&self) -> CustomerId {
        self.customer
    }

    fn head(&self) -> NextActionHead {
        NextActionHead { due: self.due, owner: self.owner, is_open: self.is_open() }
    }

    fn read_heads(bytes: &[u8], dictionary: &Dictionary, count: usize) -> Option<Vec<NextActionHead>> {
        let mut from = Unpacker::new(bytes, dictionary, Uuid::nil());
        let mut one = || {
            Some(NextActionHead {
                due: Pack::unpack(&mut from)?,
                owner: Pack::unpack(&mut from)?,
                is_open: Pack::unpack(&mut from)?,
            })
        };
        (0..count).map(|_| one()).collect()
    }
}

impl Packed for Order {
    fn parent(&self) -> Option<CustomerId> {
        Some(self.customer)
    }

    fn pack_head(&self, to: &mut Packer) {
        self.day.pack(to);
        self.amount.pack(to);
    }
}

impl Row for Order {
    type Head = OrderHead;
    type Kept = OrderHead;

    fn customer(&self) -> CustomerId {
        self.customer
    }

    fn head(&self) -> OrderHead {
        OrderHead { day: self.day, amount: self.amount }
    }

    fn read_heads(bytes: &[u8], dictionary: &Dictionary, count: usize) -> Option<Vec<OrderHead>> {
        let mut from = Unpacker::new(bytes, dictionary, Uuid::nil());
        let mut one = || Some(OrderHead { day: Pack::unpack(&mut from)?, amount: Pack::unpack(&mut from)? });
        (0..count).map(|_| one()).collect()
    }
}

impl Packed for Interaction {
    fn parent(&self) -> Option<CustomerId> {
        Some(self.customer)
    }

    fn pack_head(&self, to: &mut Packer) {
        self.day.pack(to);
        self.channel.pack(to);
        self.depth.pack(to);
        self.initiator.pack(to);
        self.occasion().pack(to);
        self.unanswered.pack(to);
    }
}

impl Row for Interaction {
    type Head = InteractionHead;
    type Kept = InteractionKept;

    fn customer(&self) -> CustomerId {
        self.customer
    }

    fn head(&self) -> InteractionHead {
        Interaction::head(self)
    }

    fn read_heads(bytes: &[u8], dictionary: &Dictionary, count: usize) -> Option<Vec<InteractionHead>> {
        use crate::model::Channel;
        // There are a million of these: the words are looked up once, not for each.
        let channels = dictionary.values(Channel::from_id);
        let depths = dictionary.values(Depth::from_id);
        let initiators = dictionary.values(Initiator::from_id);
        let occasions = dictionary.values(Occasion::from_id);
        fn named<T: Copy>(values: &[Option<T>], from: &mut Unpacker<'_>) -> Option<T> {
            *values.get(usize::try_from(from.number()?).ok()?)?
        }
        let mut from = Unpacker::new(bytes, dictionary, Uuid::nil());
        let mut one = || {
            Some(InteractionHead {
                day: Pack::unpack(&mut from)?,
                channel: named(&channels, &mut from)?,
                depth: named(&depths, &mut from)?,
                initiator: named(&initiators, &mut from)?,
                occasion: named(&occasions, &mut from)?,
                unanswered: Pack::unpack(&mut from)?,
            })
        };
        (0..count).map(|_| one()).collect()
    }
}
