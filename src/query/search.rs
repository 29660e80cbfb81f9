//! The search of the customer list: every typed word must stand somewhere in the customer.

use crate::book::Book;
use crate::model::Customer;

/// What was typed, ready to be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    words: Vec<String>,
}

impl Needle {
    /// Returns the words of `typed`, in the form that texts are compared in.
    pub fn new(typed: &str) -> Self {
        Self { words: fold(typed).split_whitespace().map(str::to_owned).collect() }
    }

    /// Tells whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Tells whether every word stands in the customer's names, number, industry, tags, key need or
    /// in the names and telephone numbers of its contacts.
    pub fn finds(&self, book: &Book, customer: &Customer) -> bool {
        self.words.iter().all(|word| {
            let is_in = |text: &str| contains(text, word);
            is_in(&customer.name)
                || is_in(&customer.short_name)
                || is_in(&customer.number)
                || is_in(&customer.industry)
                || is_in(&customer.key_need)
                || customer.tags.iter().any(|tag| is_in(tag))
                || book.contacts_of(customer.id).any(|contact| {
                    is_in(&contact.name)
                        || is_in(&contact.title)
                        || is_in(&contact.email)
                        || phone_has(&contact.phone, word)
                })
        })
    }
}

/// Compares without allocating where the text is already in the compared form, as Chinese mostly is.
fn contains(text: &str, word: &str) -> bool {
    let is_plain = |c: char| {
        !c.is_ascii_uppercase() && !matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{3000}' | '\u{c0}'..='\u{24f}')
    };
    if text.chars().all(is_plain) { text.contains(word) } else { fold(text).contains(word) }
}

/// Telephone numbers are found by their digits, however they are grouped.
fn phone_has(phone: &str, word: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted = digits(word);
    wanted.len() >= 3
        && wanted.len() == word.chars().filter(|c| !matches!(c, '-' | '+')).count()
        && digits(phone).contains(&wanted)
}

/// Folds case and width, so that ＴＥ２０２４ finds TE2024.
fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            other => other,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Contact, IdSource, Instant, Record};

    #[test]
    fn names_numbers_tags_and_telephone_digits_are_found() {
        let now = Instant::from_millis(1_700_000_000_000);
        let mut ids = IdSource::new(now, [1; 16]);
        let customer = Customer {
            number: "TE2024001".into(),
            tags: vec!["高复购".into()],
            ..Customer::new(ids.draw(), "北辰科技 Northstar".into(), now)
        };
        let contact = Contact {
            phone: "138-0000-1234".into(),
            ..Contact::new(ids.draw(), customer.id, "刘洋".into())
        };
        let book = Book::assemble(
            crate::model::BookInfo::begun(now),
            [Record::from(customer.clone()), contact.into()],
        )
        .unwrap();
        for found in [
            "北辰",
            "northSTAR",
            "te2024",
            "ＴＥ２０２４",
            "复购",
            "刘",
            "00001234",
            "0000-12",
            "北辰 刘",
            "  ",
        ] {
            assert!(Needle::new(found).finds(&book, &customer), "{found}");
        }
        for absent in ["南", "北辰 王", "12", "TE2023"] {
            assert!(!Needle::new(absent).finds(&book, &customer), "{absent}");
        }
    }
}
