//! The packed form of records: what memory keeps of the many, and what the disk holds of all.
//!
//! A field that is at its default takes no room, one that is there is named. Words and ids that come
//! again and again stand once in a [`Dictionary`] beside the records.

use std::collections::{BTreeMap, HashMap};

use arcstr::ArcStr;
use uuid::Uuid;

use super::{
    Absence, Arrangement, Currency, Day, Id, Instant, Money, PartialDate, PlanStep, Rating, Ratings,
    SharedWords, Stated, Statement, TierOverride,
};

/// The words and ids that packed records name by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictionary {
    words: Vec<Box<str>>,
    ids: Vec<Uuid>,
}

impl Dictionary {
    /// Writes it.
    pub fn write(&self, to: &mut Packer) {
        to.number(self.words.len() as u64);
        self.words.iter().for_each(|word| to.text(word));
        to.number(self.ids.len() as u64);
        self.ids.iter().for_each(|id| to.raw(id.as_bytes()));
    }

    /// Reads what [`Dictionary::write`] wrote; `None` if it is not that.
    pub fn read(from: &mut Unpacker<'_>) -> Option<Self> {
        let words = (0..from.count()?).map(|_| from.text().map(Box::from)).collect::<Option<_>>()?;
        let ids = (0..from.count()?).map(|_| from.uuid()).collect::<Option<_>>()?;
        Some(Self { words, ids })
    }

    /// Returns, for each word in its place, the value that it stands for, if it stands for one of those.
    pub fn values<T>(&self, value: impl Fn(&str) -> Option<T>) -> Vec<Option<T>> {
        self.words.iter().map(|word| value(word)).collect()
    }
}

/// Writes records in their packed form, and gathers the dictionary that goes with them.
#[derive(Debug, Clone, Default)]
pub struct Packer {
    bytes: Vec<u8>,
    dictionary: Dictionary,
    word_numbers: HashMap<Box<str>, u32>,
    id_numbers: HashMap<Uuid, u32>,
    parent: Uuid,
}

impl Packer {
    /// Returns how many bytes were written.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Tells whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Returns what was written.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the dictionary so far.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// Returns what was written and its dictionary.
    pub fn finish(self) -> (Vec<u8>, Dictionary) {
        (self.bytes, self.dictionary)
    }

    /// Sets the record's customer, whose id is then not written again.
    pub fn set_parent(&mut self, parent: Uuid) {
        self.parent = parent;
    }

    /// Writes bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes a whole number: seven bits a byte, the low ones first.
    pub fn number(&mut self, mut number: u64) {
        loop {
            let byte = u8::try_from(number & 0x7f).unwrap_or(0);
            number >>= 7;
            if number == 0 {
                return self.bytes.push(byte);
            }
            self.bytes.push(byte | 0x80);
        }
    }

    /// Writes a whole number that may be below zero.
    pub fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
    }

    /// Puts in front of what was written since `start` how many bytes that is, and returns how many that takes.
    pub fn put_length_before(&mut self, start: usize) -> usize {
        let end = self.bytes.len();
        self.number(end.saturating_sub(start) as u64);
        let digits = self.bytes.len() - end;
        if let Some(written) = self.bytes.get_mut(start..) {
            written.rotate_right(digits);
        }
        digits
    }

    /// Forgets what was written, and keeps the dictionary.
    pub fn clear_bytes(&mut self) {
        self.bytes.clear();
    }

    /// Writes a text.
    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.raw(text.as_bytes());
    }

    /// Writes a word that many records share.
    pub fn word(&mut self, word: &str) {
        let number = self.word_number(word);
        self.number(u64::from(number));
    }

    /// Begins an optional field.
    pub fn field(&mut self, name: &str) {
        let number = self.word_number(name);
        self.number(u64::from(number) + 1);
    }

    /// Ends a record, after its fields.
    pub fn end(&mut self) {
        self.number(0);
    }

    /// Writes an id.
    pub fn id(&mut self, id: Uuid) {
        if id == self.parent {
            return self.number(0);
        }
        let next = u32::try_from(self.dictionary.ids.len()).unwrap_or(u32::MAX);
        let number = *self.id_numbers.entry(id).or_insert(next);
        if number == next {
            self.dictionary.ids.push(id);
        }
        self.number(u64::from(number) + 1);
    }

    fn word_number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.word_numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.dictionary.words.len()).unwrap_or(u32::MAX);
        self.dictionary.words.push(word.into());
        self.word_numbers.insert(word.into(), number);
        number
    }
}

/// Reads packed records. Whatever is not as it was written gives `None`, never a panic.
#[derive(Debug, Clone)]
pub struct Unpacker<'a> {
    bytes: &'a [u8],
    dictionary: Option<&'a Dictionary>,
    words: Option<&'a SharedWords>,
    parent: Uuid,
}

impl<'a> Unpacker<'a> {
    /// Reads `bytes` that name nothing.
    pub fn plain(bytes: &'a [u8]) -> Self {
        Self { bytes, dictionary: None, words: None, parent: Uuid::nil() }
    }

    /// Reads `bytes` with their dictionary; `parent` is the record's customer.
    pub fn new(bytes: &'a [u8], dictionary: &'a Dictionary, parent: Uuid) -> Self {
        Self { bytes, dictionary: Some(dictionary), words: None, parent }
    }

    /// Keeps words that come again once, with those of other records.
    pub fn sharing(self, words: &'a SharedWords) -> Self {
        Self { words: Some(words), ..self }
    }

    /// Returns what has not been read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes
    }

    /// Reads that many bytes.
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(taken)
    }

    /// Reads a whole number.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// Reads a whole number that may be below zero.
    pub fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// Reads how many there are of something that takes a byte at least.
    pub fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.bytes.len()).then_some(count)
    }

    /// Reads a text.
    pub fn text(&mut self) -> Option<&'a str> {
        let length = self.count()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// Reads a text that other records may hold as well.
    pub fn shared_text(&mut self) -> Option<ArcStr> {
        let text = self.text()?;
        Some(self.words.map_or_else(|| text.into(), |words| words.get(text)))
    }

    /// Reads a word of the dictionary.
    pub fn word(&mut self) -> Option<&'a str> {
        let number = usize::try_from(self.number()?).ok()?;
        self.dictionary?.words.get(number).map(AsRef::as_ref)
    }

    /// Reads the name of the next optional field: inner `None` at the end of the record.
    pub fn field(&mut self) -> Option<Option<&'a str>> {
        match usize::try_from(self.number()?).ok()?.checked_sub(1) {
            None => Some(None),
            Some(number) => self.dictionary?.words.get(number).map(|name| Some(name.as_ref())),
        }
    }

    /// Reads an id.
    pub fn id(&mut self) -> Option<Uuid> {
        match usize::try_from(self.number()?).ok()?.checked_sub(1) {
            None => Some(self.parent),
            Some(number) => self.dictionary?.ids.get(number).copied(),
        }
    }

    /// Reads an id that stands there whole.
    pub fn uuid(&mut self) -> Option<Uuid> {
        Uuid::from_slice(self.take(16)?).ok()
    }
}

/// A value with a packed form. What is written reads back the same.
pub trait Pack: Sized {
    /// Writes it.
    fn pack(&self, to: &mut Packer);
    /// Reads it; `None` if there is something else.
    fn unpack(from: &mut Unpacker<'_>) -> Option<Self>;
}

impl Pack for String {
    fn pack(&self, to: &mut Packer) {
        to.text(self);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        from.text().map(str::to_owned)
    }
}

impl Pack for ArcStr {
    fn pack(&self, to: &mut Packer) {
        to.text(self);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        from.shared_text()
    }
}

impl Pack for bool {
    fn pack(&self, to: &mut Packer) {
        to.number(u64::from(*self));
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        match from.number()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

macro_rules! pack_whole_numbers {
    ($($number:ty),+) => {$(
        impl Pack for $number {
            fn pack(&self, to: &mut Packer) {
                to.number(u64::from(*self));
            }

            fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
                Self::try_from(from.number()?).ok()
            }
        }
    )+};
}
pack_whole_numbers!(u8, u32, u64);

impl<T: Pack> Pack for Option<T> {
    fn pack(&self, to: &mut Packer) {
        self.is_some().pack(to);
        if let Some(value) = self {
            value.pack(to);
        }
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        if bool::unpack(from)? { T::unpack(from).map(Some) } else { Some(None) }
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn pack(&self, to: &mut Packer) {
        to.number(self.len() as u64);
        self.iter().for_each(|each| each.pack(to));
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        (0..from.count()?).map(|_| T::unpack(from)).collect()
    }
}

/// Days since 1970-01-01.
impl Pack for Day {
    fn pack(&self, to: &mut Packer) {
        to.signed(self.days_since(Self::default()));
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        Some(Self::default().plus_days(from.signed()?))
    }
}

impl Pack for Instant {
    fn pack(&self, to: &mut Packer) {
        to.signed(self.millis());
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        from.signed().map(Self::from_millis)
    }
}

impl Pack for PartialDate {
    fn pack(&self, to: &mut Packer) {
        to.text(&self.to_string());
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        from.text()?.parse().ok()
    }
}

impl Pack for Money {
    fn pack(&self, to: &mut Packer) {
        to.signed(self.fen);
        to.word(match self.currency {
            Currency::Cny => "CNY",
        });
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        let fen = from.signed()?;
        (from.word()? == "CNY").then(|| Self::fen(fen))
    }
}

impl Pack for Rating {
    fn pack(&self, to: &mut Packer) {
        self.points().pack(to);
        self.day().pack(to);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        Self::new(u8::unpack(from)?, Day::unpack(from)?)
    }
}

/// Packs values that are few and of many shapes, as JSON.
macro_rules! pack_as_json {
    ($($name:ty),+) => {$(
        impl Pack for $name {
            fn pack(&self, to: &mut Packer) {
                to.text(&serde_json::to_string(self).unwrap_or_default());
            }

            fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
                serde_json::from_slice(from.text()?.as_bytes()).ok()
            }
        }
    )+};
}
pack_as_json!(
    Absence,
    Arrangement,
    serde_json::Value,
    Statement,
    TierOverride,
    BTreeMap<String, String>,
    BTreeMap<String, Day>,
    BTreeMap<String, serde_json::Value>,
    PlanStep
);

/// Packs ids, by their number in the dictionary.
macro_rules! pack_ids {
    ($($id:ident),+) => {$(
        impl Pack for super::$id {
            fn pack(&self, to: &mut Packer) {
                to.id(self.uuid());
            }

            fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
                from.id().map(Self::new)
            }
        }
    )+};
}
pack_ids!(
    PersonId,
    CustomerId,
    ContactId,
    OrderId,
    InteractionId,
    NextActionId,
    NeedId,
    FeedbackId,
    PolicyId,
    ContractId,
    PlanId,
    BuyerTypeId,
    NumberPrefixId,
    SourceId,
    AttachmentId,
    RecordId
);

/// Packs structs whose fields are all optional values, one after the other.
macro_rules! pack_fields {
    ($($name:ident { $($field:ident),+ })+) => {$(
        impl Pack for $name {
            fn pack(&self, to: &mut Packer) {
                $(self.$field.pack(to);)+
            }

            fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
                Some(Self { $($field: Pack::unpack(from)?),+ })
            }
        }
    )+};
}
pack_fields! {
    Ratings { industry_growth, expansion_potential, need_fit, complaint_handling }
    Stated { cumulative_amount, repurchase_percent, referrals, orders_in_6_months }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Channel, CustomerId};

    fn round_trip<T: Pack>(value: &T) -> Option<T> {
        let mut packer = Packer::default();
        value.pack(&mut packer);
        let (bytes, dictionary) = packer.finish();
        let mut from = Unpacker::new(&bytes, &dictionary, Uuid::nil());
        let read = T::unpack(&mut from);
        assert!(from.rest().is_empty());
        read
    }

    #[test]
    fn what_recurs_is_written_once() {
        let mut packer = Packer::default();
        for _ in 0..100 {
            Channel::Broadcast.pack(&mut packer);
            CustomerId::new(Uuid::from_u128(7)).pack(&mut packer);
        }
        assert_eq!(packer.len(), 200);
        let mut written = Packer::default();
        packer.dictionary().write(&mut written);
        let read = Dictionary::read(&mut Unpacker::plain(written.bytes()));
        assert_eq!(read.as_ref(), Some(packer.dictionary()));
    }

    proptest! {
        #[test]
        fn values_read_back(
            number in any::<u64>(), signed in any::<i64>(), text in ".*", days in -700_000i64..2_900_000,
            millis in -62_135_596_800_000i64..253_402_300_799_999, list in prop::collection::vec(any::<u32>(), 0..9),
        ) {
            prop_assert_eq!(round_trip(&number), Some(number));
            prop_assert_eq!(round_trip(&text), Some(text.clone()));
            prop_assert_eq!(round_trip(&list), Some(list.clone()));
            let day = Day::default().plus_days(days);
            prop_assert_eq!(round_trip(&day), Some(day));
            let instant = Instant::from_millis(millis);
            prop_assert_eq!(round_trip(&Some(instant)), Some(Some(instant)));
            prop_assert_eq!(round_trip(&Money::fen(signed)), Some(Money::fen(signed)));
            let date = PartialDate::Day(day);
            if (1..=9999).contains(&day.year()) {
                prop_assert_eq!(round_trip(&date), Some(date));
            }
        }

        /// Bytes that nobody wrote are refused, whatever they are.
        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let dictionary = Dictionary::default();
            let mut from = Unpacker::new(&bytes, &dictionary, Uuid::nil());
            let _ = (Vec::<Option<String>>::unpack(&mut from), Money::unpack(&mut from), from.field());
            let _ = Dictionary::read(&mut Unpacker::plain(&bytes));
        }
    }
}
