//! Customer numbers: letters of the industry, the year of registration, a sequence within both (A0.9, ruling 11).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::book::{Book, numbered, stem};
use crate::model::{Customer, CustomerId, Zone, section_of};
use crate::order;

/// The letters of an industry that is in no list.
const OTHER: &str = "KH";

/// Returns the next free number for a customer of that industry, registered in that year.
///
/// The letters are those that the user chose for the industry; else those that most of the book's customers of
/// the same industry have; for a new industry, those of its section in GB/T 4754, and the handbook's own TE for
/// 通信设备.
pub fn next_number(book: &Book, industry: &str, year: i32) -> String {
    book.next_number(&format!("{}{year:04}", letters(book, industry)))
}

/// Returns the letters that numbers of an industry begin with.
pub fn letters(book: &Book, industry: &str) -> String {
    let industry = industry.trim();
    if let Some(chosen) = book.prefixes().iter().find(|prefix| prefix.industry == industry) {
        return chosen.letters.clone();
    }
    let mut used = Used::new();
    for customer in book.customers().iter().filter(|customer| customer.industry.trim() == industry) {
        count(&mut used, &customer.number);
    }
    used_or_listed(industry, &used)
}

/// The letters of numbers, and how many customers have them.
type Used<'a> = BTreeMap<&'a str, usize>;

fn count<'a>(used: &mut Used<'a>, number: &'a str) {
    // A number of another make, such as K-17, says nothing about letters.
    if let Some(stem) = stem(number) {
        *used.entry(stem.trim_end_matches(|c: char| c.is_ascii_digit())).or_default() += 1;
    }
}

/// Returns the letters that most customers of the industry have; of two that are as many, those that come first.
fn used_or_listed(industry: &str, used: &Used) -> String {
    let most = used.iter().max_by_key(|(letters, count)| (**count, Reverse(**letters)));
    match (most.filter(|_| !industry.is_empty()), industry) {
        (Some((letters, _)), _) => (*letters).to_owned(),
        (None, "通信设备") => "TE".to_owned(),
        (None, _) => section_of(industry).map_or(OTHER, |section| section.prefix).to_owned(),
    }
}

/// Returns the industries of the book's customers with their letters and whether the user chose them, by name.
pub fn industry_letters(book: &Book) -> Vec<(String, String, bool)> {
    let mut industries: BTreeMap<&str, Used> = BTreeMap::new();
    for customer in book.customers().iter() {
        count(industries.entry(customer.industry.trim()).or_default(), &customer.number);
    }
    let chosen: BTreeMap<&str, &str> =
        book.prefixes().iter().map(|prefix| (prefix.industry.as_str(), prefix.letters.as_str())).collect();
    for industry in chosen.keys() {
        industries.entry(industry).or_default();
    }
    industries.remove("");
    let line = |(industry, used): (&str, Used)| {
        let own = chosen.get(industry).map(|letters| (*letters).to_owned());
        let is_chosen = own.is_some();
        (industry.to_owned(), own.unwrap_or_else(|| used_or_listed(industry, &used)), is_chosen)
    };
    industries.into_iter().map(line).collect()
}

/// Returns the customers without a number, each with the one that it would get had it been added by hand: in the order
/// in which they came into the book.
pub fn numbers_to_give(book: &Book, zone: Zone) -> Vec<(CustomerId, String)> {
    let mut without: Vec<&Customer> =
        book.customers().iter().filter(|customer| customer.number.is_empty()).collect();
    order::by_key(&mut without, |customer| (customer.registered, customer.id));
    let known = industry_letters(book).into_iter().map(|(industry, letters, _)| (industry, letters));
    let known: BTreeMap<String, String> = known.collect();
    let mut last: BTreeMap<String, u32> = BTreeMap::new();
    let mut given = Vec::with_capacity(without.len());
    for customer in without {
        let letters = known.get(customer.industry.trim()).map_or(OTHER, String::as_str);
        let stem = format!("{letters}{:04}", zone.day_of(customer.registered).year());
        let last = last.entry(stem.clone()).or_insert_with(|| {
            let next = book.next_number(&stem);
            let next = next.strip_prefix(&stem).and_then(|next| next.parse::<u32>().ok());
            next.unwrap_or(1).saturating_sub(1)
        });
        *last = last.saturating_add(1);
        while book.customer_by_number(&numbered(&stem, *last)).is_some() && *last < u32::MAX {
            *last += 1;
        }
        given.push((customer.id, numbered(&stem, *last)));
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Label};
    use crate::model::{BookInfo, IdSource, Instant, NumberPrefix, Record};

    fn book(customers: &[(&str, &str)]) -> Book {
        let now = Instant::from_millis(1_700_000_000_000);
        let mut ids = IdSource::new(now, [3; 16]);
        let one = |(number, industry): &(&str, &str)| {
            Record::from(Customer {
                number: (*number).to_owned(),
                industry: (*industry).into(),
                ..Customer::new(ids.draw(), "甲".into(), now)
            })
        };
        let records: Vec<Record> = customers.iter().map(one).collect();
        Book::assemble(BookInfo::begun(now), records).unwrap()
    }

    #[test]
    fn a0_9_industry_letters_year_and_sequence() {
        let empty = book(&[]);
        assert_eq!(next_number(&empty, "通信设备", 2024), "TE2024001");
        assert_eq!(next_number(&empty, "软件和信息技术服务业", 2024), "IT2024001");
        assert_eq!(next_number(&empty, "占星", 2024), "KH2024001");
        let some = book(&[
            ("TE2024001", "通信设备"),
            ("TE2024007", "通信设备"),
            ("TE2023009", "通信设备"),
            ("旧-1", "通信设备"),
        ]);
        assert_eq!(next_number(&some, "通信设备", 2024), "TE2024008");
        assert_eq!(next_number(&some, "通信设备", 2025), "TE2025001");
        // The letters that the book itself uses come before the list.
        let own = book(&[("SW2024001", "软件和信息技术服务业")]);
        assert_eq!(next_number(&own, "软件和信息技术服务业", 2024), "SW2024002");
        // What the user chose comes before both.
        let mut chosen = own.clone();
        let mut ids = IdSource::new(Instant::from_millis(1), [4; 16]);
        let letters = NumberPrefix::new(ids.draw(), "软件和信息技术服务业".into(), "RJ".into());
        let mut change = Change::new(ids.draw(), Instant::from_millis(1), None, Label::AddedSample);
        change.add(letters);
        chosen.apply(&change).unwrap();
        assert_eq!(next_number(&chosen, "软件和信息技术服务业", 2024), "RJ2024001");
        assert_eq!(industry_letters(&chosen), [("软件和信息技术服务业".to_owned(), "RJ".to_owned(), true)]);
        let full = book(&[("TE2024999", "通信设备")]);
        assert_eq!(next_number(&full, "通信设备", 2024), "TE20241000");
    }

    #[test]
    fn a0_9_numbers_that_are_missing_are_given_one_after_the_other() {
        let book = book(&[
            ("TE2023004", "通信设备"),
            ("", "通信设备"),
            ("", "占星"),
            ("", "通信设备"),
            ("K-17", "通信设备"),
            ("", ""),
        ]);
        let given = numbers_to_give(&book, Zone::SHANGHAI);
        let numbers: Vec<&str> = given.iter().map(|(_, number)| number.as_str()).collect();
        assert_eq!(numbers, ["TE2023005", "KH2023001", "TE2023006", "KH2023002"]);
        for (id, _) in &given {
            assert_eq!(book.customers().get(*id).unwrap().number, "");
        }
    }
}
