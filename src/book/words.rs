//! Words that are looked for in texts however they are written: names, telephones, addresses.

use std::collections::HashMap;

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
    /// By their first characters, the longest first.
    texts: HashMap<[char; SHORTEST], Vec<(Word, T)>>,
    /// By their first digits, the longest first.
    numbers: HashMap<[char; FEWEST_DIGITS], Vec<(Word, T)>>,
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
        Self { texts: HashMap::new(), numbers: HashMap::new() }
    }
}

impl<T: Clone> Words<T> {
    /// Looks for one more word, a mobile number with and without what goes before it abroad; too short a word is
    /// not looked for. [`Words::sort`] comes before the first text.
    pub fn add(&mut self, text: &str, belongs: &T) {
        for word in Word::of(text) {
            let belongs = belongs.clone();
            if word.is_number
                && let Some(first) = word.chars.first_chunk()
            {
                self.numbers.entry(*first).or_default().push((word, belongs));
            } else if let Some(first) = word.chars.first_chunk() {
                self.texts.entry(*first).or_default().push((word, belongs));
            }
        }
    }

    /// Puts the words into the order in which they are looked for; of two that are the same the first stays.
    pub fn sort(&mut self) {
        for words in self.texts.values_mut().chain(self.numbers.values_mut()) {
            order::by(words, |(a, _), (b, _)| (b.chars.len(), &b.chars).cmp(&(a.chars.len(), &a.chars)));
            words.dedup_by(|(a, _), (b, _)| a == b);
        }
    }

    /// Returns where the longest word ends that begins at a place, with what belongs to it.
    fn at(&self, text: &[(usize, char)], place: usize) -> Option<(usize, &T)> {
        let rest = text.get(place..).unwrap_or_default();
        let first: Option<[char; SHORTEST]> = rest.first_chunk().map(|chunk| chunk.map(|(_, c)| c));
        let texts = first.and_then(|first| self.texts.get(&first));
        let is_digit = rest.first().is_some_and(|(_, c)| c.is_ascii_digit());
        let numbers = is_digit.then(|| first_digits(rest)).flatten();
        let numbers = numbers.and_then(|first| self.numbers.get(&first));
        let longest = |words: Option<&'_ Vec<(Word, T)>>| {
            words?.iter().enumerate().find_map(|(nth, (word, _))| Some((word.end_at(text, place)?, nth)))
        };
        let (text_end, number_end) = (longest(texts), longest(numbers));
        let (words, (end, nth)) = match (text_end, number_end) {
            (Some(found), Some(other)) if found.0 < other.0 => (numbers?, other),
            (Some(found), _) => (texts?, found),
            (None, found) => (numbers?, found?),
        };
        Some((end, &words.get(nth)?.1))
    }

    /// Returns a text in which something else stands for each of the words; `None` if none is in it.
    pub fn replaced(&self, text: &str, stands_for: impl Fn(&T) -> String) -> Option<String> {
        if self.texts.is_empty() && self.numbers.is_empty() {
            return None;
        }
        let chars: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, folded(c))).collect();
        let (mut clean, mut kept, mut place) = (None::<String>, 0, 0);
        while let Some((at, _)) = chars.get(place) {
            let Some((end, of)) = self.at(&chars, place) else {
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

/// Returns the first digits of a text, whatever stands between them.
fn first_digits(text: &[(usize, char)]) -> Option<[char; FEWEST_DIGITS]> {
    let mut digits = ['0'; FEWEST_DIGITS];
    let mut rest = text.iter().map(|(_, c)| *c).take_while(|c| c.is_ascii_digit() || is_between(*c));
    for slot in &mut digits {
        *slot = rest.by_ref().find(char::is_ascii_digit)?;
    }
    Some(digits)
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
