//! The search of customers: every typed word must stand somewhere in the customer.

use std::sync::Arc;

use memchr::memmem::Finder;

use super::Pinyin;
use super::pinyin::Letters;
use crate::book::{Book, Places, with_slack};
use crate::model::{Contact, Customer, CustomerId};

/// What was typed, ready to be looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needle {
    words: Vec<Word>,
}

#[derive(Debug, Clone)]
struct Word {
    text: String,
    finder: Finder<'static>,
    mask: [u64; 2],
    /// Its digits, where it can be part of a telephone number.
    digits: Option<Finder<'static>>,
    /// Whether it can be spelled Chinese.
    is_spelled: bool,
    letters: Letters,
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Word {}

impl Needle {
    /// Returns the words of `typed`, in the form that texts are compared in.
    pub fn new(typed: &str) -> Self {
        Self { words: fold(typed).split_whitespace().map(Word::new).collect() }
    }

    /// Tells whether whatever this finds is found by `other` as well: it was typed on.
    pub fn goes_on_from(&self, other: &Self) -> bool {
        // A word of digits alone finds telephone numbers, and one of letters spellings.
        let is_longer = |word: &Word, old: &Word| {
            word.text.starts_with(&old.text)
                && word.digits.is_some() == old.digits.is_some()
                && word.is_spelled == old.is_spelled
        };
        other.words.len() <= self.words.len()
            && other.words.iter().zip(&self.words).all(|(old, word)| is_longer(word, old))
    }

    /// Tells whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Tells whether every word stands in a text. Chinese is not found by its spelling here.
    pub fn is_in(&self, text: &str) -> bool {
        self.words.iter().all(|word| contains(text, &word.text))
    }

    /// Tells how far what somebody is called is from what was typed: 0 where a name or the number is exactly it, 1
    /// where one begins with it, 2 where one holds it, 3 where one is spelled so from its beginning, 4 for anything
    /// else.
    pub fn distance(&self, entry: &Entry, spelling: Option<&Pinyin>) -> u8 {
        let [word] = self.words.as_slice() else { return 4 };
        let one = |name: &str| {
            if name == word.text {
                0
            } else if name.starts_with(&word.text) {
                1
            } else if name.contains(&word.text) {
                2
            } else if word.is_spelled && spelling.is_some_and(|own| own.begins(name, &word.text)) {
                3
            } else {
                4
            }
        };
        entry.called().filter(|name| !name.is_empty()).map(one).min().unwrap_or(4)
    }

    /// Returns a stretch of a text around the first place where a word stands, with so many characters on
    /// either side, in one line.
    pub fn around(&self, text: &str, characters: usize) -> String {
        let line: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let folded: Vec<char> =
            line.iter().map(|c| fold(&c.to_string()).chars().next().unwrap_or(*c)).collect();
        let first = self.words.first().map(|word| word.text.chars().collect::<Vec<_>>()).unwrap_or_default();
        let width = first.len().max(1);
        let place = folded.windows(width).position(|window| window == first).unwrap_or(0);
        let (start, end) = (place.saturating_sub(characters), (place + width + characters).min(line.len()));
        let middle: String = line.get(start..end).unwrap_or_default().iter().collect();
        let (before, after) = (if start > 0 { "…" } else { "" }, if end < line.len() { "…" } else { "" });
        format!("{before}{}{after}", middle.trim())
    }

    /// Tells whether every word stands in an entry.
    pub fn finds(&self, entry: &Entry, spelling: Option<&Pinyin>) -> bool {
        self.words.iter().all(|word| entry.has(word, spelling))
    }
}

impl Word {
    fn new(text: &str) -> Self {
        let digits = digits(text);
        let is_number =
            digits.len() >= 3 && digits.len() == text.chars().filter(|c| !matches!(c, '-' | '+')).count();
        Self {
            mask: mask(text),
            digits: is_number.then(|| Finder::new(&digits).into_owned()),
            finder: Finder::new(text).into_owned(),
            letters: Letters::typed(text),
            is_spelled: text.bytes().next().is_some_and(|first| first.is_ascii_lowercase())
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric()),
            text: text.to_owned(),
        }
    }
}

/// What a customer is found by, folded once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Names first, then everything else, then the telephone numbers' digits.
    text: Box<str>,
    /// Where the names end.
    names: u32,
    /// Where the telephone numbers begin.
    numbers: u32,
    /// What the names can be spelled with.
    letters: Letters,
    /// Which characters stand in the text before them, folded into 128 bits: most words are told absent by it alone.
    mask: [u64; 2],
}

impl Entry {
    /// Returns what a customer is found by: names, number, industry, tags, key need, master data, contracts, files, plans, and
    /// the names, titles, areas, addresses and telephone numbers of its contacts.
    pub fn of(book: &Book, customer: &Customer) -> Self {
        let [mut text, mut rest, mut numbers] = [128, 256, 64].map(String::with_capacity);
        let line = |to: &mut String, part: &str| {
            fold_into(to, part);
            to.push('\n');
        };
        let put = |to: &mut String, part: &str| {
            if !part.is_empty() {
                line(to, part);
            }
        };
        // What they are called has lines of its own, also where there is nothing in them: see `called`.
        line(&mut text, &customer.name);
        line(&mut text, &customer.short_name);
        line(&mut rest, &customer.number);
        for part in [&customer.industry, &customer.key_need] {
            put(&mut rest, part);
        }
        customer.tags.iter().for_each(|tag| put(&mut rest, tag));
        put(&mut rest, &customer.watch);
        customer.profile.values().for_each(|value| put(&mut rest, value));
        for contract in book.contracts_of(customer.id) {
            put(&mut rest, &contract.number);
            put(&mut rest, &contract.title);
        }
        for file in book.attachments_of(customer.id) {
            put(&mut rest, &file.name);
        }
        for plan in book.plans_of(customer.id) {
            put(&mut rest, &plan.risk);
            plan.steps.iter().for_each(|step| put(&mut rest, &step.text));
        }
        for contact in book.contacts_of(customer.id) {
            put(&mut text, &contact.name);
            put(&mut rest, &contact.title);
            put(&mut rest, &contact.area);
            put(&mut rest, &contact.email);
            let number = digits(&contact.phone);
            put(&mut numbers, &number);
        }
        let names = text.len();
        text.push_str(&rest);
        Self::with(text, names, &numbers)
    }

    /// Returns the entry of a text that begins with names.
    fn with(mut text: String, names: usize, numbers: &str) -> Self {
        let (mask, end) = (mask(&text), text.len());
        text.push_str(numbers);
        let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let (names, numbers) = (place(names), place(end));
        Self { text: text.into(), names, numbers, letters: Letters::UNKNOWN, mask }
    }

    /// Returns an entry of names alone.
    pub fn of_names(names: &[&str]) -> Self {
        let text = names.iter().map(|name| fold(name)).collect::<Vec<_>>().join("\n");
        let names = text.len();
        Self::with(text, names, "")
    }

    /// Returns what a contact is found by: name, title, address and telephone number.
    pub fn of_contact(contact: &Contact) -> Self {
        let name = fold(&contact.name);
        let text = format!("{name}\n{}\n{}", fold(&contact.title), fold(&contact.email));
        Self::with(text, name.len(), &digits(&contact.phone))
    }

    /// Returns the names, one to a line.
    pub fn names(&self) -> &str {
        self.text.get(..self.names as usize).unwrap_or_default()
    }

    /// Returns what a customer is called: name, short name and number, some of them empty.
    fn called(&self) -> impl Iterator<Item = &str> {
        let rest = self.text.get(self.names as usize..self.numbers as usize).unwrap_or_default();
        self.names().lines().take(2).chain(rest.lines().take(1))
    }

    fn has(&self, word: &Word, spelling: Option<&Pinyin>) -> bool {
        let (text, numbers) =
            self.text.as_bytes().split_at_checked(self.numbers as usize).unwrap_or_default();
        let may_stand = word.mask.iter().zip(&self.mask).all(|(word, own)| own & word == *word);
        (may_stand && word.finder.find(text).is_some())
            || word.digits.as_ref().is_some_and(|digits| digits.find(numbers).is_some())
            || (word.is_spelled
                && self.letters.may_spell(word.letters)
                && spelling.is_some_and(|spelling| {
                    self.names().lines().any(|name| spelling.spells(name, &word.text))
                }))
    }
}

/// The entries of customers, filled a few at a time; who has none yet is folded when it is looked at.
#[derive(Debug, Clone, Default)]
pub struct Index {
    places: Places,
    /// Side by side, as a keystroke goes through all of them; `None` stood for a customer who is gone.
    entries: Vec<Option<Entry>>,
    /// Whose each of them is.
    ids: Vec<CustomerId>,
    /// The place among the customers from which on some may not be noted.
    looked_at: usize,
    spelling: Option<Arc<Pinyin>>,
}

/// The place of whoever has no entry yet.
const NOWHERE: u32 = u32::MAX;

impl Index {
    /// Takes the readings of Chinese characters, once they are here.
    pub fn spell(&mut self, spelling: Arc<Pinyin>) {
        for entry in self.entries.iter_mut().flatten() {
            entry.letters = spelling.letters(entry.names());
        }
        self.spelling = Some(spelling);
    }

    /// Returns the readings of Chinese characters, if they are here.
    pub fn spelling(&self) -> Option<&Pinyin> {
        self.spelling.as_deref()
    }

    /// Notes customers that are not in it, at most so many; tells whether there are more.
    pub fn fill(&mut self, book: &Book, most: usize) -> bool {
        if self.places.len() >= book.customers().len() {
            return false;
        }
        let more = book.customers().len() - self.places.len();
        if self.ids.capacity() < self.ids.len() + more {
            self.entries.reserve_exact(with_slack(more));
            self.ids.reserve_exact(with_slack(more));
        }
        let ids = &self.ids;
        self.places.reserve(more, |place| ids.get(place).copied());
        let (mut added, mut looked_at) = (0, self.looked_at);
        for customer in book.customers().iter().skip(looked_at) {
            if added == most {
                break;
            }
            if self.place(customer.id).is_none() {
                let place = self.entries.len();
                self.entries.push(Some(self.entry(book, customer)));
                self.ids.push(customer.id);
                let ids = &self.ids;
                self.places.add(customer.id, place, |place| ids.get(place).copied());
                added += 1;
            }
            looked_at += 1;
        }
        // Others may have taken places before.
        self.looked_at = if added < most { 0 } else { looked_at };
        self.places.len() < book.customers().len()
    }

    fn place(&self, customer: CustomerId) -> Option<usize> {
        self.places.find(customer, |place| self.ids.get(place).copied())
    }

    fn entry(&self, book: &Book, customer: &Customer) -> Entry {
        let mut entry = Entry::of(book, customer);
        if let Some(spelling) = &self.spelling {
            entry.letters = spelling.letters(entry.names());
        }
        entry
    }

    /// Forgets what was noted of everybody.
    pub fn forget(&mut self) {
        self.places.clear();
        self.entries.clear();
        self.ids.clear();
        self.looked_at = 0;
    }

    /// Takes over what a change did to some customers.
    pub fn follow(&mut self, book: &Book, touched: &[CustomerId]) {
        for id in touched {
            let Some(place) = self.place(*id) else { continue };
            let entry = book.customers().get(*id).map(|customer| self.entry(book, customer));
            if entry.is_none() {
                let ids = &self.ids;
                self.places.remove(*id, |place| ids.get(place).copied());
            }
            if let Some(there) = self.entries.get_mut(place) {
                *there = entry;
            }
        }
    }

    /// Returns how many customers are noted.
    pub fn noted(&self) -> usize {
        self.places.len()
    }

    /// Returns where customers are noted, for [`Index::finds_at`]; good until the next change or filling.
    pub fn places(&self, ids: &[CustomerId]) -> Vec<u32> {
        let place = |id: &CustomerId| self.place(*id).and_then(|place| u32::try_from(place).ok());
        ids.iter().map(|id| place(id).unwrap_or(NOWHERE)).collect()
    }

    /// As [`Index::finds`], for a customer whose place is known.
    pub fn finds_at(&self, book: &Book, (place, id): (u32, CustomerId), needle: &Needle) -> bool {
        match self.entries.get(place as usize) {
            Some(Some(entry)) => needle.finds(entry, self.spelling()),
            Some(None) | None => {
                book.customers().get(id).is_some_and(|customer| self.finds(book, customer, needle))
            }
        }
    }

    /// Calls `take` with every customer in whom every word stands, and how far what they are called is from it
    /// ([`Needle::distance`]).
    pub fn each_found(&self, book: &Book, needle: &Needle, mut take: impl FnMut(CustomerId, u8)) {
        let spelling = self.spelling();
        let mut look = |id: CustomerId, entry: &Entry| {
            if needle.finds(entry, spelling) {
                take(id, needle.distance(entry, spelling));
            }
        };
        for (id, entry) in self.ids.iter().zip(&self.entries) {
            if let Some(entry) = entry {
                look(*id, entry);
            }
        }
        if self.places.len() < book.customers().len() {
            let missing = book.customers().iter().filter(|customer| self.place(customer.id).is_none());
            missing.for_each(|customer| look(customer.id, &self.entry(book, customer)));
        }
    }

    /// Tells whether every word stands in a customer.
    pub fn finds(&self, book: &Book, customer: &Customer, needle: &Needle) -> bool {
        match self.place(customer.id).and_then(|place| self.entries.get(place)?.as_ref()) {
            Some(entry) => needle.finds(entry, self.spelling()),
            None => needle.finds(&Entry::of(book, customer), self.spelling()),
        }
    }
}

fn mask(text: &str) -> [u64; 2] {
    let bit = |c: char| {
        if c == '\n' { 0 } else { 1u128 << (u32::from(c).wrapping_mul(0x9e37_79b1) >> 25) }
    };
    let mask = text.chars().fold(0, |mask, c| mask | bit(c));
    [mask as u64, (mask >> 64) as u64]
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Compares without allocating where the text is already in the compared form, as Chinese mostly is.
fn contains(text: &str, word: &str) -> bool {
    let is_plain = |c: char| {
        !c.is_ascii_uppercase() && !matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{3000}' | '\u{c0}'..='\u{24f}')
    };
    if text.chars().all(is_plain) { text.contains(word) } else { fold(text).contains(word) }
}

/// Folds case and width, so that ＴＥ２０２４ finds TE2024.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

fn fold_into(to: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\u{ff01}'..='\u{ff5e}' => {
                let narrow = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
                to.push(narrow.to_ascii_lowercase());
            }
            '\u{3000}' | '\n' => to.push(' '),
            '\u{4e00}'..='\u{9fff}' => to.push(c),
            other => to.extend(other.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Contract, Day, IdSource, Instant, Plan, PlanStep, Record, RiskTrigger};

    fn northstar() -> (Book, Customer) {
        let now = Instant::from_millis(1_700_000_000_000);
        let mut ids = IdSource::new(now, [1; 16]);
        let customer = Customer {
            number: "TE2024001".into(),
            tags: vec!["高复购".into()],
            profile: [("credit_code".to_owned(), "9144030071526726XG".to_owned())].into_iter().collect(),
            ..Customer::new(ids.draw(), "北辰科技 Northstar".into(), now)
        };
        let contact = Contact {
            phone: "138-0000-1234".into(),
            ..Contact::new(ids.draw(), customer.id, "刘洋".into())
        };
        let contract =
            Contract { number: "HT-77".into(), ..Contract::new(ids.draw(), customer.id, Day::default()) };
        let plan = Plan {
            risk: "续约意向不明".into(),
            steps: vec![PlanStep { text: "约高层会面".into(), ..PlanStep::default() }],
            ..Plan::new(ids.draw(), customer.id, RiskTrigger::RenewalUnclear, Day::default())
        };
        let book = Book::assemble(
            crate::model::BookInfo::begun(now),
            [Record::from(customer.clone()), contact.into(), contract.into(), plan.into()],
        )
        .unwrap();
        (book, customer)
    }

    #[test]
    fn names_numbers_tags_and_telephone_digits_are_found() {
        let (book, customer) = northstar();
        let mut index = Index::default();
        index.spell(Arc::new(Pinyin::read()));
        // Whether or not the customer has been noted already.
        for _ in 0..2 {
            for found in [
                "北辰",
                "northSTAR",
                "意向不明",
                "高层会面",
                "te2024",
                "ＴＥ２０２４",
                "复购",
                "刘",
                "00001234",
                "0000-12",
                "北辰 刘",
                "  ",
                "bckj",
                "beichen liuyang",
                "BeiC",
                "726xg",
                "ht-77",
            ] {
                assert!(index.finds(&book, &customer, &Needle::new(found)), "{found}");
            }
            for absent in ["南", "北辰 王", "12", "TE2023", "bcly", "fugou"] {
                assert!(!index.finds(&book, &customer, &Needle::new(absent)), "{absent}");
            }
            assert!(!index.fill(&book, 10));
        }
    }

    #[test]
    fn nearer_names_come_first_and_a_text_is_cut_around_what_was_found() {
        let own = Pinyin::read();
        let distance =
            |typed: &str, name: &str| Needle::new(typed).distance(&Entry::of_names(&[name]), Some(&own));
        let told: Vec<u8> =
            ["北辰科技", "北辰", "科技", "bckj", "kj"].map(|typed| distance(typed, "北辰科技")).to_vec();
        assert_eq!(told, [0, 1, 2, 3, 4]);
        let text = "第一次拜访。\n刘总监说交付期要缩短到四周，否则换供应商。";
        assert_eq!(Needle::new("交付期").around(text, 4), "…刘总监说交付期要缩短到…");
        assert_eq!(Needle::new("第一").around(text, 2), "第一次拜…");
    }

    proptest! {
        #[test]
        fn whoever_types_on_finds_nothing_new(typed in "[a-c1-3北 -]{0,8}", names in prop::collection::vec("[北辰科技a-c1-3]{1,6}", 1..6)) {
            let own = Pinyin::read();
            let longer = |typed: &mut String, c| {
                typed.push(c);
                Some(Needle::new(typed))
            };
            let needles: Vec<Needle> = typed.chars().scan(String::new(), longer).collect();
            for name in &names {
                let mut entry = Entry::with(fold(name), fold(name).len(), &digits(name));
                entry.letters = own.letters(entry.names());
                let plain = Entry { letters: Letters::UNKNOWN, ..entry.clone() };
                for pair in needles.windows(2) {
                    let [before, after] = pair else { continue };
                    let [was, is] = [before, after].map(|needle| needle.finds(&entry, Some(&own)));
                    prop_assert!(!after.goes_on_from(before) || !is || was, "{typed} in {name}");
                    prop_assert_eq!(is, after.finds(&plain, Some(&own)), "the letters leave something out");
                }
            }
        }
    }

    #[test]
    fn a_change_is_followed() {
        let (mut book, customer) = northstar();
        let mut index = Index::default();
        index.fill(&book, 10);
        let now = customer.registered;
        let mut ids = IdSource::new(now, [2; 16]);
        let label = crate::book::Label::EditedCustomer { name: String::new() };
        let mut change = crate::book::Change::new(ids.draw(), now, None, label);
        change.add(Contact::new(ids.draw(), customer.id, "周敏".into()));
        let touched = book.apply(&change).unwrap();
        index.follow(&book, &touched.customers);
        assert!(index.finds(&book, &customer, &Needle::new("周敏")));
    }
}
