//! Packed chunks: some thousand records of one kind, in the order of their ids. What a browser stores.

use thiserror::Error;
use uuid::Uuid;
use xxhash_rust::xxh64::xxh64;

use super::blocks::{Block, BlockWriter, Opened};
use super::stored::Packed;
use crate::model::{
    Attachment, BuyerType, Contact, Contract, Customer, CustomerId, Dictionary, Feedback, Id, Interaction,
    Kind, Need, NextAction, NumberPrefix, Order, OwnSource, Packer, Person, Plan, PolicyVersion, Record,
    RecordId, SharedWords, Unpacker,
};

/// A chunk is closed once its records take this many bytes, uncompressed.
const FULL: usize = 768 << 10;
/// What a chunk begins with. One from before records lay in blocks begins with how many customers it names, which are
/// never that many.
const IN_BLOCKS: u64 = u32::MAX as u64;

/// Records of one kind in their packed form; never none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// The kind of all its records.
    pub kind: Kind,
    /// The id of the first of them.
    pub first: RecordId,
    /// How many there are.
    pub records: u32,
    /// The records.
    pub bytes: Vec<u8>,
}

/// A chunk that cannot be read: not as it was written, or written by a newer version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a chunk of {kind:?} cannot be read")]
pub struct ChunkProblem {
    /// The kind that it should hold.
    pub kind: Kind,
}

impl Chunk {
    /// Returns the checksum of its bytes (XXH64), which tells damage, not intent.
    pub fn sum(&self) -> u64 {
        xxh64(&self.bytes, 0)
    }

    /// Returns its records.
    ///
    /// # Errors
    /// It is not as it was written.
    pub fn records(&self) -> Result<Vec<Record>, ChunkProblem> {
        match self.kind {
            Kind::Person => self.all::<Person>(),
            Kind::Customer => self.all::<Customer>(),
            Kind::Contact => self.all::<Contact>(),
            Kind::Order => self.all::<Order>(),
            Kind::Interaction => self.all::<Interaction>(),
            Kind::NextAction => self.all::<NextAction>(),
            Kind::Need => self.all::<Need>(),
            Kind::Feedback => self.all::<Feedback>(),
            Kind::Policy => self.all::<PolicyVersion>(),
            Kind::Contract => self.all::<Contract>(),
            Kind::Plan => self.all::<Plan>(),
            Kind::BuyerType => self.all::<BuyerType>(),
            Kind::NumberPrefix => self.all::<NumberPrefix>(),
            Kind::Source => self.all::<OwnSource>(),
            Kind::Attachment => self.all::<Attachment>(),
        }
    }

    fn all<R: Packed>(&self) -> Result<Vec<Record>, ChunkProblem> {
        let sections = self.sections::<R>()?;
        sections.records().map(|record| record.map(Into::into).ok_or(self.problem())).collect()
    }

    /// Splits the chunk into what stands in it.
    ///
    /// # Errors
    /// It holds another kind, or is not as it was written.
    pub(super) fn sections<R: Packed>(&self) -> Result<Sections<'_, R>, ChunkProblem> {
        let read = (self.kind == R::KIND).then(|| Sections::read(&self.bytes)).flatten();
        read.filter(|sections| sections.ids.len() == self.records as usize).ok_or(self.problem())
    }

    fn problem(&self) -> ChunkProblem {
        ChunkProblem { kind: self.kind }
    }
}

/// What stands in a chunk, in this order.
pub(super) struct Sections<'a, R: Packed> {
    /// The customers that its records belong to, none twice.
    pub parents: Vec<CustomerId>,
    /// The ids of the records.
    pub ids: Vec<R::Id>,
    /// For each record the place of its customer among `parents`; empty where there are none.
    pub parent_places: Vec<u32>,
    /// What is kept at hand of the records, with its own dictionary.
    pub heads: &'a [u8],
    pub head_dictionary: Dictionary,
    /// The records, in order, and their dictionary.
    pub blocks: Vec<Block>,
    pub dictionary: Dictionary,
    /// Whether it is from before records lay in blocks: fewer kinds had heads then.
    pub is_earlier: bool,
}

impl<'a, R: Packed> Sections<'a, R> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut from = Unpacker::plain(bytes);
        let is_earlier = Unpacker::plain(bytes).number()? != IN_BLOCKS;
        if !is_earlier {
            from.number()?;
        }
        let parents = ids(&mut from)?;
        let ids: Vec<R::Id> = ids(&mut from)?;
        let parent_places = numbers(&mut from, if parents.is_empty() { 0 } else { ids.len() })?;
        let head_dictionary = Dictionary::read(&mut from)?;
        let length = from.count()?;
        let heads = from.take(length)?;
        let dictionary = Dictionary::read(&mut from)?;
        let blocks = if is_earlier {
            into_blocks(&numbers(&mut from, ids.len())?, &mut from)?
        } else {
            (0..from.count()?).map(|_| Block::read(&mut from)).collect::<Option<Vec<_>>>()?
        };
        let records = blocks.iter().map(|block| u64::from(block.records)).sum::<u64>();
        (records == ids.len() as u64 && from.rest().is_empty()).then_some(Self {
            parents,
            ids,
            parent_places,
            heads,
            head_dictionary,
            blocks,
            dictionary,
            is_earlier,
        })
    }

    /// Returns the customer of the record at `place`.
    pub fn parent(&self, place: usize) -> Option<CustomerId> {
        self.parents.get(*self.parent_places.get(place)? as usize).copied()
    }

    /// Returns the records; `None` for one that cannot be read.
    pub fn records(&self) -> impl Iterator<Item = Option<R>> {
        let mut blocks = self.blocks.iter();
        let mut opened: Option<(Opened, usize)> = None;
        let words = SharedWords::default();
        self.ids.iter().enumerate().map(move |(place, id)| {
            while opened.as_ref().is_none_or(|(block, at)| *at == block.len()) {
                opened = Some((blocks.next()?.open()?, 0));
            }
            let (block, at) = opened.as_mut()?;
            let body = block.get(*at)?;
            *at += 1;
            let parent = self.parent(place).map_or(Uuid::nil(), Id::uuid);
            R::unpack_fields(*id, &mut Unpacker::new(body, &self.dictionary, parent).sharing(&words))
        })
    }
}

fn numbers(from: &mut Unpacker<'_>, how_many: usize) -> Option<Vec<u32>> {
    (0..how_many).map(|_| u32::try_from(from.number()?).ok()).collect()
}

/// Puts records into blocks that lie one after the other, with these lengths.
fn into_blocks(lengths: &[u32], from: &mut Unpacker<'_>) -> Option<Vec<Block>> {
    let mut writer = BlockWriter::default();
    for length in lengths {
        writer.push_packed(from.take(*length as usize)?);
    }
    Some(writer.finish().0)
}

fn ids<I: Id>(from: &mut Unpacker<'_>) -> Option<Vec<I>> {
    let count = from.count()?;
    (0..count).map(|_| from.uuid().map(I::new)).collect()
}

/// Gathers records of one kind, which come in the order of their ids, into chunks.
///
/// Equal records give equal chunks: where it cuts depends on their packed form alone.
#[derive(Debug)]
pub struct ChunkWriter<R: Packed> {
    ids: Vec<R::Id>,
    parents: Vec<CustomerId>,
    places: super::IdMap<CustomerId, u32>,
    parent_places: Vec<u32>,
    heads: Packer,
    bodies: BlockWriter,
    full: Vec<Chunk>,
}

impl<R: Packed> Default for ChunkWriter<R> {
    fn default() -> Self {
        Self {
            ids: Vec::new(),
            parents: Vec::new(),
            places: super::IdMap::default(),
            parent_places: Vec::new(),
            heads: Packer::default(),
            bodies: BlockWriter::default(),
            full: Vec::new(),
        }
    }
}

impl<R: Packed> ChunkWriter<R> {
    /// Adds a record, whose id is greater than those before.
    pub fn push(&mut self, record: &R) {
        if let Some(parent) = record.parent() {
            let next = u32::try_from(self.parents.len()).unwrap_or(u32::MAX);
            let place = *self.places.entry(parent).or_insert(next);
            if place == next {
                self.parents.push(parent);
            }
            self.parent_places.push(place);
        }
        self.ids.push(record.id());
        record.pack_head(&mut self.heads);
        self.bodies.push(record);
        if self.bodies.len() >= FULL {
            self.close();
        }
    }

    /// Returns the chunks.
    pub fn finish(mut self) -> Vec<Chunk> {
        self.close();
        self.full
    }

    fn close(&mut self) {
        let open = std::mem::take(self);
        self.full = open.full;
        let Some(first) = open.ids.first() else { return };
        let (heads, head_dictionary) = open.heads.finish();
        let (blocks, dictionary) = open.bodies.finish();
        let mut to = Packer::default();
        to.number(IN_BLOCKS);
        write_ids(&mut to, &open.parents);
        write_ids(&mut to, &open.ids);
        open.parent_places.iter().for_each(|place| to.number(u64::from(*place)));
        head_dictionary.write(&mut to);
        to.number(heads.len() as u64);
        to.raw(&heads);
        dictionary.write(&mut to);
        to.number(blocks.len() as u64);
        blocks.iter().for_each(|block| block.write(&mut to));
        let records = u32::try_from(open.ids.len()).unwrap_or(u32::MAX);
        let first = RecordId::new(first.uuid());
        self.full.push(Chunk { kind: R::KIND, first, records, bytes: to.finish().0 });
    }
}

fn write_ids<I: Id>(to: &mut Packer, ids: &[I]) {
    to.number(ids.len() as u64);
    ids.iter().for_each(|id| to.raw(id.uuid().as_bytes()));
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    use proptest::prelude::*;

    use super::*;
    use crate::book::{Book, BookBuilder};
    use crate::model::{
        BookInfo, CapExcuse, Channel, Day, Depth, IdSource, Initiator, Instant, Money, Occasion, PartialDate,
        Progress, Rating, Ratings, Stage, Stated,
    };

    fn ids(seed: u8) -> IdSource {
        IdSource::new(Instant::from_millis(1_700_000_000_000), [seed; 16])
    }

    /// A book with records of every kind, every field of which comes filled, empty and in between.
    fn book(seed: u8, texts: &[String], how_many: usize) -> Book {
        let (mut ids, now) = (ids(seed), Instant::from_millis(1_700_000_000_000));
        let text = |n: usize| texts.get(n % texts.len().max(1)).cloned().unwrap_or_default();
        let day = Day::default().plus_days(19_000 + i64::from(seed));
        let mut records: Vec<Record> = Vec::new();
        for n in 0..how_many {
            let mut person = Person::new(ids.draw(), text(n));
            person.has_left = n % 2 == 1;
            let mut customer = Customer::new(ids.draw(), text(n), now);
            customer.number = format!("TE{n}");
            customer.stage = Stage::ALL.get(n % 9).copied();
            customer.tags = texts.iter().take(n % 4).map(Into::into).collect();
            customer.since = (n % 3 == 1).then_some(PartialDate::Month(2020, 5));
            customer.owner = (n % 2 == 0).then_some(person.id);
            customer.ratings = Ratings { need_fit: Rating::new(3, day), ..Ratings::default() };
            customer.stated = Stated { cumulative_amount: Some(Money::fen(-7)), ..Stated::default() };
            customer.extra.insert("later".into(), serde_json::json!({ "a": [1, text(n + 1)] }));
            let mut contact = Contact::new(ids.draw(), customer.id, text(n + 2));
            contact.title = text(n + 3);
            let mut order = Order::new(ids.draw(), customer.id, day, Money::yuan(n as i64));
            order.product = text(n);
            let mut said = Interaction::new(
                ids.draw(),
                customer.id,
                day.plus_days(-(n as i64)),
                Channel::Visit,
                Depth::Deep,
                Initiator::Us,
                now,
            );
            said.at = (n % 2 == 0).then_some(now);
            said.occasion = Occasion::ALL.get(n % 7).copied();
            said.unanswered = n % 5 == 0;
            said.contacts = vec![contact.id; n % 3];
            said.people = vec![person.id];
            said.summary = text(n + 4);
            said.cap_excuse = CapExcuse::ALL.get(n % 8).copied();
            let mut action = NextAction::new(ids.draw(), customer.id, text(n));
            action.interaction = Some(said.id);
            action.due = (n % 2 == 0).then_some(day);
            action.progress = (n % 3 == 0).then_some(Progress::Done);
            records.extend::<[Record; 6]>([
                person.into(),
                customer.into(),
                contact.into(),
                order.into(),
                said.into(),
                action.into(),
            ]);
        }
        Book::assemble(BookInfo::begun(now), records).unwrap()
    }

    fn rebuilt(chunks: &[Chunk]) -> Book {
        let mut builder = BookBuilder::new(BookInfo::begun(Instant::from_millis(1_700_000_000_000)), []);
        for chunk in chunks {
            builder.absorb(chunk).unwrap();
        }
        builder.finish()
    }

    fn all(chunks: &[Chunk]) -> Vec<Record> {
        chunks.iter().flat_map(|chunk| chunk.records().unwrap()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

        #[test]
        fn what_is_packed_is_what_was_there(
            seed in any::<u8>(), texts in prop::collection::vec(".{0,12}", 1..6), how_many in 0usize..40,
        ) {
            let book = book(seed, &texts, how_many);
            let chunks = book.chunks();
            let records = all(&chunks);
            prop_assert_eq!(records.len(), book.len());
            prop_assert!(records.iter().is_sorted_by_key(|record| (record.kind(), record.id())));
            let again = rebuilt(&chunks);
            prop_assert_eq!(&all(&again.chunks()), &records);
            prop_assert_eq!(again.chunks(), chunks);
            for customer in book.customers() {
                let heads = |book: &Book| book.interactions_of(customer.id).map(|row| (row.id(), *row)).collect::<Vec<_>>();
                prop_assert_eq!(heads(&again), heads(&book));
                for row in again.interactions_of(customer.id) {
                    let record = row.record().unwrap();
                    prop_assert_eq!(Interaction::head(&record), *row);
                    prop_assert_eq!(book.interactions().get(row.id()), Some(record));
                }
                prop_assert_eq!(
                    again.next_actions_of(customer.id).collect::<Vec<_>>(),
                    book.next_actions_of(customer.id).collect::<Vec<_>>()
                );
            }
        }

        /// Damage is refused or read as something: it never brings anything down.
        #[test]
        fn a_damaged_chunk_breaks_nothing(at in any::<prop::sample::Index>(), bit in 0u8..8, cut in any::<bool>()) {
            for chunk in book(3, &["北辰".into(), "x".into()], 5).chunks() {
                let mut damaged = chunk.clone();
                let at = at.index(damaged.bytes.len());
                if cut {
                    damaged.bytes.truncate(at);
                } else {
                    damaged.bytes[at] ^= 1 << bit;
                }
                prop_assert_ne!(damaged.sum(), chunk.sum());
                let mut builder = BookBuilder::new(BookInfo::begun(Instant::from_millis(0)), []);
                let _ = (damaged.records(), builder.absorb(&damaged).is_ok());
                let _ = builder.finish().chunks();
            }
        }
    }

    /// Chunks as they were before records lay in blocks: nothing of them is lost, and what is at hand of a record is
    /// worked out.
    #[test]
    fn chunks_of_before_blocks_are_read_as_they_were() {
        let stored: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/fixtures/chunks-7.json")).unwrap();
        let records: Vec<Record> = serde_json::from_value(stored["records"].clone()).unwrap();
        let expected = Book::assemble(BookInfo::begun(Instant::from_millis(0)), records).unwrap();
        let mut builder = BookBuilder::new(BookInfo::begun(Instant::from_millis(0)), []);
        let mut kinds = Vec::new();
        for chunk in stored["chunks"].as_array().unwrap() {
            let chunk = Chunk {
                kind: serde_json::from_value(chunk["kind"].clone()).unwrap(),
                first: serde_json::from_value(chunk["first"].clone()).unwrap(),
                records: serde_json::from_value(chunk["records"].clone()).unwrap(),
                bytes: BASE64_STANDARD.decode(chunk["base64"].as_str().unwrap()).unwrap(),
            };
            let records = chunk.records().unwrap();
            assert_eq!(records, all(&expected.chunks_of(chunk.kind, None, None)), "{:?}", chunk.kind);
            kinds.push(chunk.kind);
            builder.absorb(&chunk).unwrap();
        }
        assert_eq!(
            kinds,
            [Kind::Person, Kind::Customer, Kind::Contact, Kind::Order, Kind::Interaction],
            "what the fixture holds"
        );
        let read = builder.finish();
        assert_eq!(read.chunks(), expected.chunks());
        for customer in expected.customers() {
            let heads = |book: &Book| {
                let contacts =
                    book.contacts().of(customer.id).map(|row| (row.id(), *row)).collect::<Vec<_>>();
                let said = book.interactions_of(customer.id).map(|row| (row.id(), *row)).collect::<Vec<_>>();
                (contacts, said)
            };
            assert_eq!(heads(&read), heads(&expected));
        }
    }

    #[test]
    fn chunks_stay_small_and_each_begins_after_the_one_before() {
        let chunks = book(1, &["一句话".repeat(60)], 3_000).chunks();
        assert!(chunks.len() > 8, "{}", chunks.len());
        assert!(chunks.iter().all(|chunk| chunk.bytes.len() < FULL * 2));
        assert!(chunks.is_sorted_by(|one, next| (one.kind, one.first) < (next.kind, next.first)));
        assert_eq!(all(&rebuilt(&chunks).chunks()), all(&chunks));
    }

    #[test]
    fn a_chunk_of_another_kind_is_refused() {
        let chunks = book(2, &["甲".into()], 2).chunks();
        let order = chunks.iter().find(|chunk| chunk.kind == Kind::Order).unwrap();
        for kind in Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Order) {
            let wrong = Chunk { kind, ..order.clone() };
            assert!(wrong.records().is_err(), "{kind:?}");
        }
    }

    #[test]
    fn an_empty_book_has_no_chunks() {
        assert!(Book::empty(BookInfo::begun(Instant::from_millis(0))).chunks().is_empty());
    }
}
