//! Packed records in small compressed blocks, each of which can be read by itself.

use lz4_flex::block;

use super::stored::Packed;
use crate::model::{Dictionary, Id, Packer, Unpacker};

/// A block is closed once its records take this many bytes: reading one of them opens the block, in some 10 µs.
const FULL: usize = 16 << 10;
/// A block holds no more records than this.
pub(super) const MOST: u32 = 1 << 12;
/// LZ4 makes nothing more than this many times smaller: whatever says so is damaged.
const TIGHTEST: u64 = 255;

/// A block of packed records, compressed (LZ4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// How many records it holds.
    pub records: u32,
    /// How many bytes they take once it is opened.
    length: u32,
    bytes: Box<[u8]>,
}

impl Block {
    fn of(records: u32, bytes: &[u8]) -> Self {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        Self { records, length, bytes: block::compress(bytes).into() }
    }

    /// Writes it.
    pub fn write(&self, to: &mut Packer) {
        to.number(u64::from(self.records));
        to.number(u64::from(self.length));
        to.number(self.bytes.len() as u64);
        to.raw(&self.bytes);
    }

    /// Reads what [`Block::write`] wrote; `None` if it is not that.
    pub fn read(from: &mut Unpacker<'_>) -> Option<Self> {
        let records = u32::try_from(from.number()?).ok().filter(|records| *records <= MOST)?;
        let length = u32::try_from(from.number()?).ok()?;
        let packed = from.count()?;
        let bytes: Box<[u8]> = from.take(packed)?.into();
        let fits = u64::from(length) <= (bytes.len() as u64).saturating_mul(TIGHTEST);
        fits.then_some(Self { records, length, bytes })
    }

    /// Returns its records; `None` if they cannot be read.
    pub fn open(&self) -> Option<Opened> {
        let bytes = block::decompress(&self.bytes, self.length as usize).ok()?;
        let mut starts = Vec::with_capacity(self.records as usize);
        let mut from = Unpacker::plain(&bytes);
        for _ in 0..self.records {
            let length = from.count()?;
            starts.push(u32::try_from(bytes.len() - from.rest().len()).ok()?);
            from.take(length)?;
        }
        Some(Opened { bytes, starts })
    }
}

/// The records of a block, each by its place in it.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    bytes: Vec<u8>,
    starts: Vec<u32>,
}

impl Opened {
    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Returns the packed form of a record, with what comes after it.
    pub fn get(&self, place: usize) -> Option<&[u8]> {
        self.bytes.get(*self.starts.get(place)? as usize..)
    }
}

/// Packs records into blocks that share a dictionary.
#[derive(Debug, Clone, Default)]
pub(super) struct BlockWriter {
    /// Those that are closed.
    pub blocks: Vec<Block>,
    /// The records of the block that is still open, and the dictionary of all.
    open: Packer,
    /// Where they begin.
    starts: Vec<u32>,
    /// How many bytes the records of the closed blocks take.
    closed: usize,
}

impl BlockWriter {
    /// Adds a record, and returns its place in the block behind the closed ones.
    pub fn push<R: Packed>(&mut self, record: &R) -> u32 {
        self.make_room();
        if let Some(parent) = record.parent() {
            self.open.set_parent(parent.uuid());
        }
        let start = self.open.len();
        record.pack_fields(&mut self.open);
        let place = u32::try_from(self.starts.len()).unwrap_or(u32::MAX);
        self.end_record(start);
        place
    }

    /// Adds a record that is packed already, with another dictionary.
    pub fn push_packed(&mut self, record: &[u8]) {
        self.make_room();
        let start = self.open.len();
        self.open.raw(record);
        self.end_record(start);
    }

    fn make_room(&mut self) {
        if self.open.len() >= FULL || self.starts.len() >= MOST as usize {
            self.close();
        }
    }

    fn end_record(&mut self, start: usize) {
        let digits = self.open.put_length_before(start);
        self.starts.push(u32::try_from(start + digits).unwrap_or(u32::MAX));
    }

    /// Returns how many bytes the records take, uncompressed.
    pub fn len(&self) -> usize {
        self.closed + self.open.len()
    }

    /// Returns the packed form of a record of the open block, with what comes after it.
    pub fn get_open(&self, place: usize) -> Option<&[u8]> {
        self.open.bytes().get(*self.starts.get(place)? as usize..)
    }

    /// Returns the dictionary so far.
    pub fn dictionary(&self) -> &Dictionary {
        self.open.dictionary()
    }

    /// Returns the blocks and their dictionary.
    pub fn finish(mut self) -> (Vec<Block>, Dictionary) {
        self.close();
        (self.blocks, self.open.finish().1)
    }

    fn close(&mut self) {
        if self.starts.is_empty() {
            return;
        }
        let records = u32::try_from(self.starts.len()).unwrap_or(u32::MAX);
        self.blocks.push(Block::of(records, self.open.bytes()));
        self.closed += self.open.len();
        self.open.clear_bytes();
        self.starts.clear();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{CustomerId, Day, Money, Order, OrderId, RecordFields};

    proptest! {
        /// However long the records are and however many: each is in its place, and a block stays small.
        #[test]
        fn each_record_is_found_in_its_block(lengths in prop::collection::vec(0usize..9_000, 0..40)) {
            let mut writer = BlockWriter::default();
            let order = |at: usize, length: usize| {
                let mut order = Order::new(OrderId::default(), CustomerId::default(), Day::default(), Money::fen(at as i64));
                order.note = "北".repeat(length / 3);
                order
            };
            for (at, length) in lengths.iter().enumerate() {
                writer.push(&order(at, *length));
            }
            let (blocks, dictionary) = writer.finish();
            let mut found = Vec::new();
            for block in &blocks {
                let mut to = Packer::default();
                block.write(&mut to);
                let again = Block::read(&mut Unpacker::plain(to.bytes()));
                prop_assert_eq!(again.as_ref(), Some(block));
                prop_assert!((block.length as usize) < FULL + 10_000);
                let opened = block.open().unwrap();
                prop_assert_eq!(opened.len(), block.records as usize);
                prop_assert_eq!(opened.get(opened.len()), None);
                for place in 0..opened.len() {
                    let mut from = Unpacker::new(opened.get(place).unwrap(), &dictionary, uuid::Uuid::nil());
                    found.push(Order::unpack_fields(OrderId::default(), &mut from).unwrap());
                }
            }
            let expected: Vec<Order> = lengths.iter().enumerate().map(|(at, length)| order(at, *length)).collect();
            prop_assert_eq!(found, expected);
        }

        /// Damage gives nothing or something else, at once: no size that a block claims is believed.
        #[test]
        fn a_damaged_block_breaks_nothing(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let mut writer = BlockWriter::default();
            (0..50u8).for_each(|n| writer.push_packed(&[n; 20]));
            let mut to = Packer::default();
            writer.finish().0.iter().for_each(|block| block.write(&mut to));
            let (mut bytes, _) = to.finish();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let opened = Block::read(&mut Unpacker::plain(&bytes)).and_then(|block| block.open());
            prop_assert!(opened.is_none_or(|opened| opened.len() <= MOST as usize));
        }
    }

    #[test]
    fn tiny_records_are_cut_by_their_number() {
        let mut writer = BlockWriter::default();
        (0..MOST + 1).for_each(|_| writer.push_packed(&[0]));
        let records: Vec<u32> = writer.finish().0.iter().map(|block| block.records).collect();
        assert_eq!(records, [MOST, 1]);
    }
}
