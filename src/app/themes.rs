//! The newest contacts of a customer, and the same content again (A1.22: 「沟通内容同质化」).

use crate::book::Book;
use crate::model::{CustomerId, Initiator, Interaction};
use crate::order;

/// How many contacts in a row with one theme are too many.
const IN_A_ROW: usize = 3;

/// Returns the theme of the last three contacts that we began and that were answered, if it is the same in all.
pub fn repeated_theme(book: &Book, customer: CustomerId) -> Option<String> {
    same_in_last(book, customer, IN_A_ROW)
}

/// Tells whether a contact about a theme would be the third in a row about it.
pub fn would_repeat(book: &Book, customer: CustomerId, theme: &str) -> bool {
    let theme = theme.trim().to_lowercase();
    !theme.is_empty() && same_in_last(book, customer, IN_A_ROW - 1).is_some_and(|last| last == theme)
}

/// Returns the theme of the last few contacts that we began and that were answered, if it is the same in all.
fn same_in_last(book: &Book, customer: CustomerId, few: usize) -> Option<String> {
    let ours = |initiator| initiator == Initiator::Us;
    let mut rows: Vec<_> = book
        .interactions_of(customer)
        .filter(|row| !row.unanswered && ours(row.initiator))
        .map(|row| (row.day, row.id()))
        .collect();
    // Only the heads are at hand: the newest are found by them, and read whole then.
    order::by(&mut rows, |one, other| other.cmp(one));
    let newest = rows.get(..few)?;
    let mut themes = newest
        .iter()
        .filter_map(|(_, id)| book.interactions().get(*id))
        .map(|contact| contact.theme.trim().to_lowercase());
    let first = themes.next().filter(|theme| !theme.is_empty())?;
    themes.all(|theme| theme == first).then_some(first)
}

/// Returns the newest contacts of a customer, up to `most`, and how many there are: only those are read whole.
pub fn newest_contacts(book: &Book, customer: CustomerId, most: usize) -> (Vec<Interaction>, usize) {
    let mut rows: Vec<_> = book.interactions_of(customer).collect();
    let all = rows.len();
    order::by_key(&mut rows, |row| std::cmp::Reverse(row.day));
    // Of the last day all are read: the hour decides, which no head knows.
    let last = most.checked_sub(1).and_then(|last| rows.get(last)).map(|row| row.day);
    let read = rows.into_iter().take_while(|row| last.is_none_or(|last| row.day >= last));
    let mut contacts: Vec<Interaction> = read.filter_map(|row| row.record()).collect();
    order::by_key(&mut contacts, |contact| std::cmp::Reverse((contact.day, contact.at, contact.recorded)));
    contacts.truncate(most);
    (contacts, all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BookInfo, Channel, Customer, Day, Depth, IdSource, Instant, Record};

    #[test]
    fn a1_22_three_times_running_is_told() {
        let now = Instant::from_millis(1_715_000_000_000);
        let told = |themes: &[&str]| {
            let mut ids = IdSource::new(now, [3; 16]);
            let customer = Customer::new(ids.draw(), "北辰科技".into(), now);
            let id = customer.id;
            let mut records = vec![Record::from(customer)];
            for (days, theme) in (0..).zip(themes) {
                let day = Day::default().plus_days(days);
                let (call, deep) = (Channel::Call, Depth::Deep);
                let contact = Interaction::new(ids.draw(), id, day, call, deep, Initiator::Us, now);
                records.push(Interaction { theme: (*theme).to_owned(), ..contact }.into());
            }
            repeated_theme(&Book::assemble(BookInfo::begun(now), records).unwrap(), id)
        };
        assert_eq!(told(&["报价", "新品", "新品 ", "新品"]).as_deref(), Some("新品"));
        assert_eq!(told(&["新品", "新品", "新品", "报价"]), None);
        assert_eq!(told(&["新品", "新品"]), None);
        assert_eq!(told(&["", "", ""]), None);
    }

    #[test]
    fn a1_22_the_third_time_is_told_before_it_is_recorded() {
        let now = Instant::from_millis(1_715_000_000_000);
        let mut ids = IdSource::new(now, [4; 16]);
        let customer = Customer::new(ids.draw(), "北辰科技".into(), now);
        let id = customer.id;
        let mut records = vec![Record::from(customer)];
        for days in 0..2 {
            let day = Day::default().plus_days(days);
            let contact =
                Interaction::new(ids.draw(), id, day, Channel::Call, Depth::Deep, Initiator::Us, now);
            records.push(Interaction { theme: "新品".into(), ..contact }.into());
        }
        let book = Book::assemble(BookInfo::begun(now), records).unwrap();
        assert!(would_repeat(&book, id, " 新品"));
        assert!(!would_repeat(&book, id, "报价") && !would_repeat(&book, id, ""));
        assert_eq!(repeated_theme(&book, id), None);
    }

    #[test]
    fn the_newest_are_the_newest_by_day_and_hour() {
        let now = Instant::from_millis(1_715_000_000_000);
        let mut ids = IdSource::new(now, [3; 16]);
        let customer = Customer::new(ids.draw(), "北辰科技".into(), now);
        let id = customer.id;
        let mut records = vec![Record::from(customer)];
        for (days, hour) in [(1, 9), (3, 8), (3, 10), (2, 7), (3, 9)] {
            let (call, deep) = (Channel::Call, Depth::Deep);
            let day = Day::default().plus_days(days);
            let contact = Interaction::new(ids.draw(), id, day, call, deep, Initiator::Us, now);
            records.push(Interaction { at: Some(Instant::from_millis(hour)), ..contact }.into());
        }
        let book = Book::assemble(BookInfo::begun(now), records).unwrap();
        let found = |most| {
            let (contacts, all) = newest_contacts(&book, id, most);
            assert_eq!(all, 5);
            contacts.iter().map(|one| one.at.unwrap().millis()).collect::<Vec<_>>()
        };
        assert_eq!(found(2), [10, 9]);
        assert_eq!(found(4), [10, 9, 8, 7]);
        assert_eq!(found(9), [10, 9, 8, 7, 9]);
        assert_eq!(found(0), Vec::<i64>::new());
    }
}
