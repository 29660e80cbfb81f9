//! What stands in a cell, as people write it: read into a value, or refused with the reason.
//!
//! Nothing is guessed. A cell that can mean two things is refused with what to write instead.

mod action;
mod amount;
mod birthday;
mod date;
mod person;
mod profile;
mod word;

use std::borrow::Cow;

pub(super) use action::{due_day, split_actions};
pub(super) use amount::{count, money, percent, rating};
pub use birthday::birthday;
pub use date::partial_date;
pub(super) use date::{day_and_time, day_without_year};
pub(super) use person::{NamedContact, contacts, names};
pub(super) use profile::{paper, profile};
pub use word::tags;
pub(super) use word::{
    band, channel, feedback_sort, has_left, is_implied, is_problem, is_worked_out, need_category,
    need_nature, need_status, progress, role, source, stage,
};

/// Returns a text with full-width characters made narrow, for comparing and for reading numbers.
pub(super) fn narrow(text: &str) -> Cow<'_, str> {
    let one = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '−' => '-',
        other => other,
    };
    // Hundreds of thousands of names are compared, and hardly one has such a character.
    if text.chars().all(|c| one(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(one).collect())
    }
}

/// Returns a name as it is compared: trimmed, with narrow characters.
pub(super) fn fold(name: &str) -> Cow<'_, str> {
    match narrow(name.trim()) {
        Cow::Owned(narrow) => Cow::Owned(narrow.trim().to_owned()),
        Cow::Borrowed(narrow) => Cow::Borrowed(narrow),
    }
}

/// Returns at most that many characters of a text on one line, with `…` where more was there.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    let end = text.char_indices().nth(limit).map(|(end, _)| end);
    let mut short = end.and_then(|end| text.get(..end)).unwrap_or(text).replace(char::is_control, " ");
    if end.is_some() {
        short.push('…');
    }
    short
}

/// A text that is read from its start.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn new(rest: &'a str) -> Self {
        Self { rest }
    }

    /// Takes up to `most` digits, at least one.
    fn number(&mut self, most: usize) -> Option<u32> {
        let length = self.rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(length)?;
        let number = digits.parse().ok()?;
        self.rest = rest;
        Some(number)
    }

    /// Takes one of those characters.
    fn one_of(&mut self, chars: &[char]) -> Option<char> {
        let first = self.rest.chars().next().filter(|c| chars.contains(c))?;
        self.rest = self.rest.strip_prefix(first)?;
        Some(first)
    }

    /// Takes a text.
    fn word(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn is_done(&self) -> bool {
        self.rest.is_empty()
    }
}
