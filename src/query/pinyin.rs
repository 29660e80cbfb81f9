//! Chinese as it is typed: readings of characters, so that bckj, beichen and beichkj find 北辰科技.
//!
//! The table holds the 6,763 characters of GB 2312, each with its usual reading and its others; tests hold it
//! to the crate `pinyin`. It is read only where somebody searches.

use std::cmp::Ordering;
use std::collections::HashMap;

/// One line for each syllable: the characters that are usually read so, and those that sometimes are.
const TABLE: &str = include_str!("pinyin.txt");
/// The first character that can have a reading, and how many follow it.
const FIRST: u32 = 0x4e00;
const COUNT: usize = 0x5200;
/// More letters than this are no name.
const LONGEST: usize = 40;

/// The readings of Chinese characters, without tones; `v` stands for ü.
#[derive(Debug, Clone)]
pub struct Pinyin {
    syllables: Vec<&'static str>,
    /// The number of the usual reading by character, counted from 1; 0 for none.
    usual: Vec<u16>,
    others: HashMap<char, Vec<u16>>,
}

impl Pinyin {
    /// Reads the table.
    pub fn read() -> Self {
        let mut read = Self { syllables: Vec::new(), usual: vec![0; COUNT], others: HashMap::new() };
        for line in TABLE.lines() {
            let mut parts = line.split(' ');
            read.syllables.push(parts.next().unwrap_or_default());
            let number = u16::try_from(read.syllables.len()).unwrap_or(0);
            for c in parts.next().unwrap_or_default().chars() {
                if let Some(slot) = place(c).and_then(|place| read.usual.get_mut(place)) {
                    *slot = number;
                }
            }
            for c in parts.next().unwrap_or_default().chars() {
                read.others.entry(c).or_default().push(number);
            }
        }
        read
    }

    /// Returns the readings of a character, the usual one first; none where it has no reading.
    pub fn readings(&self, c: char) -> impl Iterator<Item = &'static str> {
        let usual = self.usual(c);
        let others = if usual == 0 { None } else { self.others.get(&c) };
        let numbers = (usual > 0).then_some(usual).into_iter().chain(others.into_iter().flatten().copied());
        numbers.filter_map(|number| self.syllables.get(usize::from(number) - 1).copied())
    }

    /// Tells whether small Latin letters spell a stretch of a name, each character by its reading, the
    /// beginning of it or its first letter. Latin letters and digits of the name stand for themselves.
    pub fn spells(&self, name: &str, typed: &str) -> bool {
        if typed.is_empty() || typed.len() > LONGEST {
            return false;
        }
        let mut rest = name.chars();
        loop {
            // A stretch begins at a Chinese character: Latin ones are found as they are written.
            let here = rest.clone();
            let Some(c) = rest.next() else { return false };
            if self.usual(c) > 0 && self.spelled(here, typed) {
                return true;
            }
        }
    }

    /// Tells whether small Latin letters spell the beginning of a name.
    pub fn begins(&self, name: &str, typed: &str) -> bool {
        typed.len() <= LONGEST && self.spelled(name.chars(), typed)
    }

    fn spelled(&self, mut name: std::str::Chars<'_>, typed: &str) -> bool {
        if typed.is_empty() {
            return true;
        }
        let Some(c) = name.next() else { return false };
        if c.is_ascii_alphanumeric() {
            return typed.strip_prefix(c.to_ascii_lowercase()).is_some_and(|rest| self.spelled(name, rest));
        }
        self.readings(c).any(|reading| {
            let common = reading.bytes().zip(typed.bytes()).take_while(|(a, b)| a == b).count();
            (1..=common)
                .rev()
                .any(|length| typed.get(length..).is_some_and(|rest| self.spelled(name.clone(), rest)))
        })
    }

    /// Returns the letters that names can be spelled with.
    pub fn letters(&self, names: &str) -> Letters {
        let mut letters = Letters { first: 0, any: 0 };
        for c in names.chars() {
            if c.is_ascii_alphanumeric() {
                letters.any |= Letters::bit(c as u8);
                continue;
            }
            for reading in self.readings(c) {
                letters.first |= reading.bytes().next().map_or(0, Letters::bit);
                letters.any |= Letters::bits(reading);
            }
        }
        letters
    }

    /// Compares two names as a Chinese directory does: by the readings of their characters, then by the
    /// characters; Latin before Chinese.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        let key = |c: char| (self.usual(c), c);
        one.chars().map(key).cmp(other.chars().map(key))
    }

    fn usual(&self, c: char) -> u16 {
        place(c).and_then(|place| self.usual.get(place)).copied().unwrap_or(0)
    }
}

/// Which letters and digits readings begin with and hold: most names are told by them alone not to be spelled as
/// something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters {
    first: u64,
    any: u64,
}

impl Letters {
    /// Those of names whose readings are not known: anything may be spelled.
    pub const UNKNOWN: Self = Self { first: u64::MAX, any: u64::MAX };

    /// Returns what something typed, in small letters, asks for.
    pub fn typed(typed: &str) -> Self {
        Self { first: typed.bytes().next().map_or(0, Self::bit), any: Self::bits(typed) }
    }

    /// Tells whether names with these letters may be spelled so.
    pub fn may_spell(self, typed: Self) -> bool {
        self.first & typed.first == typed.first && self.any & typed.any == typed.any
    }

    fn bits(text: &str) -> u64 {
        text.bytes().fold(0, |bits, byte| bits | Self::bit(byte))
    }

    fn bit(byte: u8) -> u64 {
        match byte.to_ascii_lowercase() {
            byte @ b'a'..=b'z' => 1 << (byte - b'a'),
            byte @ b'0'..=b'9' => 1 << (26 + byte - b'0'),
            _ => 1 << 36,
        }
    }
}

fn place(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()
}

#[cfg(test)]
mod tests {
    use pinyin::{ToPinyin, ToPinyinMulti};

    use super::*;

    #[test]
    fn readings_are_those_of_the_crate() {
        let own = Pinyin::read();
        let mut count = 0;
        for c in (FIRST..FIRST + COUNT as u32).filter_map(char::from_u32) {
            let ours: Vec<&str> = own.readings(c).collect();
            let Some(usual) = ours.first() else { continue };
            count += 1;
            let plain = |text: &str| text.replace('ü', "v").replace('ê', "e");
            assert_eq!(*usual, plain(c.to_pinyin().unwrap().plain()), "{c}");
            let theirs: Vec<String> =
                c.to_pinyin_multi().unwrap().into_iter().map(|one| plain(one.plain())).collect();
            assert!(ours.iter().all(|reading| theirs.iter().any(|one| one == reading)), "{c}: {ours:?}");
            assert!(theirs.iter().all(|one| ours.contains(&one.as_str())), "{c}: {theirs:?}");
        }
        assert_eq!(count, 6_763);
    }

    #[test]
    fn names_are_spelled_in_full_by_initials_and_in_between() {
        let own = Pinyin::read();
        for (name, typed) in [
            ("北辰科技", "bckj"),
            ("北辰科技", "beichen"),
            ("北辰科技", "bchenk"),
            ("北辰科技", "kj"),
            ("重庆长安", "chongqing"),
            ("重庆长安", "cqca"),
            ("女娲", "nvwa"),
            ("中国A股", "zgag"),
            ("吕氏3号", "ls3h"),
        ] {
            assert!(own.spells(name, typed), "{typed} in {name}");
        }
        for (name, typed) in [("北辰科技", "ei"), ("北辰科技", "bk"), ("Acme", "acme"), ("北辰", "")]
        {
            assert!(!own.spells(name, typed), "{typed} in {name}");
        }
    }

    #[test]
    fn names_are_ordered_by_their_readings() {
        let own = Pinyin::read();
        let mut names = vec!["张三", "阿里", "Zeta", "北辰科技", "北辰", "李四"];
        names.sort_by(|a, b| own.compare(a, b));
        assert_eq!(names, ["Zeta", "阿里", "北辰", "北辰科技", "李四", "张三"]);
    }
}
