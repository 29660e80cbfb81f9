//! Words that are looked for in texts however they are written: names, telephones, addresses.

use std::collections::BTreeMap;

use crate::order;

/// Shorter words than this are left alone in texts: they would take others with them.
const SHORTEST: usize = 2;
/// A word of at least so many digits is found whatever stands between its digits.
const FEWEST_DIGITS: usize = 5;
/// How many digits a mobile number of the mainland has.
const MOBILE: usize = 11;
/// What goes before such a number.
const COUNTRY: [&str; 2] = ["86", "0086"];

/// Words to be found, each with something that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words<T> {
    /// By the first character, the longest first.
    by_first: BTreeMap<char, Vec<(Word, T)>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    /// Folded, one each.
    chars: Vec<char>,
    /// Whether what stands between its digits does not matter.
    is_number: bool,
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self { by_first: BTreeMap::new() }
    }
}

impl<T: Clone> Words<T> {
    /// Looks for one more word, a mobile number with and without what goes before it abroad; too short a word is
    /// not looked for. [`Words::sort`] comes before the first text.
    pub fn add(&mut self, text: &str, belongs: &T) {
        for word in Word::of(text) {
            let Some(first) = word.chars.first() else { continue };
            self.by_first.entry(*first).or_default().push((word, belongs.clone()));
        }
    }

    /// Puts the words into the order in which they are looked for; of two that are the same the first stays.
    pub fn sort(&mut self) {
        for words in self.by_first.values_mut() {
            order::by(words, |(a, _), (b, _)| (b.chars.len(), &b.chars).cmp(&(a.chars.len(), &a.chars)));
            words.dedup_by(|(a, _), (b, _)| a == b);
        }
    }

    /// Returns a text in which something else stands for each of the words; `None` if none is in it.
    pub fn replaced(&self, text: &str, stands_for: impl Fn(&T) -> String) -> Option<String> {
        if self.by_first.is_empty() {
            return None;
        }
        let chars: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, folded(c))).collect();
        let (mut clean, mut kept, mut place) = (None::<String>, 0, 0);
        while let Some((at, first)) = chars.get(place) {
            let words = self.by_first.get(first).map_or(&[][..], Vec::as_slice);
            let found = words.iter().find_map(|(word, of)| Some((word.end_at(&chars, place)?, of)));
            let Some((end, of)) = found else {
                place += 1;
                continue;
            };
            let clean = clean.get_or_insert_default();
            clean.push_str(text.get(kept..*at).unwrap_or_default());
            clean.push_str(&stands_for(of));
            kept = chars.get(end).map_or(text.len(), |(at, _)| *at);
            place = end;
        }
        let mut clean = clean?;
        clean.push_str(text.get(kept..).unwrap_or_default());
        Some(clean)
    }
}

impl Word {
    fn of(text: &str) -> Vec<Self> {
        let chars: Vec<char> = text.trim().chars().map(folded).collect();
        let digits: String = chars.iter().filter(|c| c.is_ascii_digit()).collect();
        if digits.len() >= FEWEST_DIGITS && chars.iter().all(|c| c.is_ascii_digit() || is_between(*c)) {
            let number = |digits: &str| Self { chars: digits.chars().collect(), is_number: true };
            let is_mobile = |digits: &str| digits.len() == MOBILE && digits.starts_with('1');
            let bare =
                COUNTRY.iter().find_map(|code| digits.strip_prefix(code)).filter(|rest| is_mobile(rest));
            let bare = bare.unwrap_or(&digits);
            let abroad = COUNTRY.iter().filter(|_| is_mobile(bare));
            let all = abroad.map(|code| number(&format!("{code}{bare}")));
            return std::iter::once(number(bare)).chain(all).collect();
        }
        let is_long_enough = chars.len() >= SHORTEST;
        is_long_enough.then_some(Self { chars, is_number: false }).into_iter().collect()
    }

    /// Returns where the word ends that begins at a place, if it does.
    fn end_at(&self, text: &[(usize, char)], start: usize) -> Option<usize> {
        let at = |place: usize| text.get(place).map(|(_, c)| *c);
        let mut place = start;
        for (nth, wanted) in self.chars.iter().enumerate() {
            if nth > 0 && self.is_number {
                while at(place).is_some_and(is_between) {
                    place += 1;
                }
            }
            if at(place) != Some(*wanted) {
                return None;
            }
            place += 1;
        }
        // A part of a longer word or number is another one.
        let goes_on = |inside: Option<char>, outside: Option<char>| {
            let is_one =
                |c: char| if self.is_number { c.is_ascii_digit() } else { c.is_ascii_alphanumeric() };
            inside.is_some_and(is_one) && outside.is_some_and(is_one)
        };
        let before = start.checked_sub(1).and_then(at);
        let is_whole =
            !goes_on(self.chars.first().copied(), before) && !goes_on(self.chars.last().copied(), at(place));
        is_whole.then_some(place)
    }
}

/// Tells whether a character may stand between the digits of a number.
pub fn is_between(c: char) -> bool {
    matches!(c, ' ' | '-' | '(' | ')' | '.' | '+' | '/')
}

/// Folds one character as the search does, character for character.
pub fn folded(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c).to_ascii_lowercase(),
        '\u{3000}' => ' ',
        c => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
    }
}
