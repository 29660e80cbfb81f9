//! Where each kind of record lives in a book, and to which customer it belongs.

use super::{Book, Children, Table};
use crate::model::{
    Contact, Customer, CustomerId, Interaction, NextAction, Order, Person, PolicyVersion, Record,
    RecordFields,
};

/// A kind of record with a table in the book.
pub(super) trait Stored: RecordFields + Into<Record> {
    fn table(book: &Book) -> &Table<Self>;
    fn table_mut(book: &mut Book) -> &mut Table<Self>;
    /// The customer it belongs to, if its kind belongs to one.
    fn parent(&self) -> Option<CustomerId>;
    /// The list of its kind among a customer's records.
    fn siblings(children: &mut Children) -> Option<&mut Vec<Self::Id>>;
}

macro_rules! stored {
    ($($name:ident in $table:ident $(, child in $siblings:ident)?;)+) => {$(
        impl Stored for $name {
            fn table(book: &Book) -> &Table<Self> {
                &book.$table
            }

            fn table_mut(book: &mut Book) -> &mut Table<Self> {
                &mut book.$table
            }

            stored!(@parent $($siblings)?);
        }
    )+};
    (@parent) => {
        fn parent(&self) -> Option<CustomerId> {
            None
        }

        fn siblings(_: &mut Children) -> Option<&mut Vec<Self::Id>> {
            None
        }
    };
    (@parent $siblings:ident) => {
        fn parent(&self) -> Option<CustomerId> {
            Some(self.customer)
        }

        fn siblings(children: &mut Children) -> Option<&mut Vec<Self::Id>> {
            Some(&mut children.$siblings)
        }
    };
}

stored! {
    Person in people;
    Customer in customers;
    Contact in contacts, child in contacts;
    Order in orders, child in orders;
    Interaction in interactions, child in interactions;
    NextAction in next_actions, child in next_actions;
    PolicyVersion in policies;
}
