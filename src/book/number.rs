//! Customer numbers in sequence: the next free one of a stem, and what becomes of one that somebody else took
//! meanwhile (A0.9, ruling 11).

use hashbrown::HashTable;
use xxhash_rust::xxh64::xxh64;

use super::Book;
use crate::model::CustomerId;

/// How many digits a sequence has at least.
const WIDTH: usize = 3;

/// Who has which number. The numbers themselves stand with the customers.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers(HashTable<Numbered>);

#[derive(Debug, Clone, Copy)]
struct Numbered {
    sum: u32,
    customer: CustomerId,
}

impl Numbers {
    pub fn reserve(&mut self, more: usize) {
        self.0.reserve(more, |entry| spread(entry.sum));
    }

    pub fn add(&mut self, number: &str, customer: CustomerId) {
        let sum = sum(number);
        self.0.insert_unique(spread(sum), Numbered { sum, customer }, |entry| spread(entry.sum));
    }

    pub fn remove(&mut self, number: &str, customer: CustomerId) {
        if let Ok(entry) = self.0.find_entry(spread(sum(number)), |entry| entry.customer == customer) {
            entry.remove();
        }
    }

    /// Returns who has a number: of those who may, `has_it` tells.
    pub fn find(&self, number: &str, has_it: impl Fn(CustomerId) -> bool) -> Option<CustomerId> {
        self.0.find(spread(sum(number)), |entry| has_it(entry.customer)).map(|entry| entry.customer)
    }
}

fn sum(number: &str) -> u32 {
    // The upper half is as good as the lower one.
    (xxh64(number.as_bytes(), 0) >> 32) as u32
}

/// The table looks at the highest bits and at the lowest.
fn spread(sum: u32) -> u64 {
    u64::from(sum) << 32 | u64::from(sum)
}

impl Book {
    /// Returns the next free number of a stem, such as TE2024: one after the highest that is in the book.
    pub fn next_number(&self, stem: &str) -> String {
        let taken = self.customers().iter().filter_map(|customer| sequence(&customer.number, stem)).max();
        let mut next = taken.unwrap_or(0).saturating_add(1);
        loop {
            let number = numbered(stem, next);
            if self.customer_by_number(&number).is_none() || next == u32::MAX {
                return number;
            }
            next += 1;
        }
    }

    /// Returns the number to take instead of one that another customer has: the next of its stem, where it has
    /// one.
    pub(super) fn instead_of(&self, number: &str) -> Option<String> {
        let stem = stem(number)?;
        self.customer_by_number(number).map(|_| self.next_number(stem))
    }
}

/// Returns the number of a stem at a place of its sequence.
pub fn numbered(stem: &str, place: u32) -> String {
    format!("{stem}{place:0WIDTH$}")
}

/// Returns the letters and the year that a number of the make of TE2024001 begins with.
pub fn stem(number: &str) -> Option<&str> {
    let letters = number.chars().take_while(char::is_ascii_uppercase).count();
    let (stem, rest) = number.split_at_checked(letters + 4)?;
    let is_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let fits = (1..=4).contains(&letters) && is_digits(stem.get(letters..)?);
    (fits && rest.len() >= WIDTH && is_digits(rest)).then_some(stem)
}

fn sequence(number: &str, stem: &str) -> Option<u32> {
    let rest = number.strip_prefix(stem)?;
    (rest.len() >= WIDTH && rest.chars().all(|c| c.is_ascii_digit())).then(|| rest.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_another_make_has_no_stem() {
        assert_eq!(stem("TE2024001"), Some("TE2024"));
        assert_eq!(stem("TE20241000"), Some("TE2024"));
        for other in
            ["", "TE", "TE2024", "TE202401", "K-17", "te2024001", "ABCDE2024001", "TE2024X01", "编2024001"]
        {
            assert_eq!(stem(other), None, "{other}");
        }
    }
}
