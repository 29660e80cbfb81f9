//! Numbers for customers who have none (A0.9).

use super::Changes;
use crate::app::Desk;
use crate::app::numbers::numbers_to_give;
use crate::book::Label;
use crate::model::Customer;

/// Gives numbers to those who have none, as one change.
pub(super) fn give_numbers(desk: &Desk, changes: &mut Changes<'_>) {
    let book = desk.book();
    let given = numbers_to_give(book, desk.zone());
    if given.is_empty() {
        return;
    }
    let change = changes.begin(Label::EditedMany { customers: given.len() });
    for (id, number) in given {
        if let Some(before) = book.customers().get(id) {
            change.update(before, &Customer { number, ..before.clone() });
        }
    }
}
