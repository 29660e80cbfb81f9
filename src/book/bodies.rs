//! The packed records of one kind: most lie there compressed, a few blocks that were asked for last are open.

use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use super::blocks::{Block, BlockWriter, MOST, Opened};
use super::stored::Packed;
use crate::model::{Dictionary, Unpacker};

/// Blocks share a dictionary until their records take this many bytes.
const FULL: usize = 256 << 10;
/// So many blocks stay open: who goes through all records, or a customer's, comes back to the same ones.
const OPEN: usize = 8;

/// Where a record is: its block, counted from 1 so that `None` takes no room, and its place in the block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place(NonZeroU32);

impl Place {
    fn new(block: usize, place: u32) -> Self {
        let block = u32::try_from(block).unwrap_or(u32::MAX);
        Self(NonZeroU32::MIN.saturating_add(block.saturating_mul(MOST).saturating_add(place)))
    }

    fn block(self) -> usize {
        ((self.0.get() - 1) / MOST) as usize
    }

    fn in_block(self) -> usize {
        ((self.0.get() - 1) % MOST) as usize
    }
}

/// Packed records with their dictionaries. Nothing in it ever changes its place.
#[derive(Debug, Clone, Default)]
pub(super) struct Bodies {
    /// Each with the place of its dictionary.
    blocks: Vec<(Block, u32)>,
    dictionaries: Vec<Dictionary>,
    /// The blocks behind those.
    writer: BlockWriter,
    opened: OpenedBlocks,
}

impl Bodies {
    /// Adds a record.
    pub fn push<R: Packed>(&mut self, record: &R) -> Place {
        if self.writer.len() >= FULL {
            let (blocks, dictionary) = std::mem::take(&mut self.writer).finish();
            self.extend(blocks, dictionary);
        }
        let place = self.writer.push(record);
        Place::new(self.blocks.len() + self.writer.blocks.len(), place)
    }

    /// Adds the records of blocks, which share a dictionary; `place` is told the place of each. Nothing was pushed
    /// before, or it comes behind.
    pub fn absorb(&mut self, blocks: Vec<Block>, dictionary: Dictionary, mut place: impl FnMut(Place)) {
        let (own, own_dictionary) = std::mem::take(&mut self.writer).finish();
        self.extend(own, own_dictionary);
        let first = self.blocks.len();
        for (number, block) in blocks.iter().enumerate() {
            (0..block.records).for_each(|at| place(Place::new(first + number, at)));
        }
        self.extend(blocks, dictionary);
    }

    fn extend(&mut self, blocks: Vec<Block>, dictionary: Dictionary) {
        if !blocks.is_empty() {
            let number = u32::try_from(self.dictionaries.len()).unwrap_or(u32::MAX);
            self.blocks.extend(blocks.into_iter().map(|block| (block, number)));
            self.dictionaries.push(dictionary);
        }
    }

    /// Returns the record at a place; `parent` is its customer.
    pub fn get<R: Packed>(&self, place: Place, id: R::Id, parent: Uuid) -> Option<R> {
        let (number, at) = (place.block(), place.in_block());
        let (block, dictionary) = match self.blocks.get(number) {
            Some((block, dictionary)) => (block, self.dictionaries.get(*dictionary as usize)?),
            None => match self.writer.blocks.get(number - self.blocks.len()) {
                Some(block) => (block, self.writer.dictionary()),
                None => {
                    let body = self.writer.get_open(at)?;
                    return R::unpack_fields(id, &mut Unpacker::new(body, self.writer.dictionary(), parent));
                }
            },
        };
        let opened = self.opened.open(number, block)?;
        R::unpack_fields(id, &mut Unpacker::new(opened.get(at)?, dictionary, parent))
    }
}

/// The blocks that were asked for last, the last one in front.
#[derive(Debug, Default)]
struct OpenedBlocks(Mutex<VecDeque<(usize, Arc<Opened>)>>);

/// A copy finds out for itself what it is asked for.
impl Clone for OpenedBlocks {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl OpenedBlocks {
    fn open(&self, number: usize, block: &Block) -> Option<Arc<Opened>> {
        let mut opened = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = match opened.iter().position(|(other, _)| *other == number) {
            Some(0) => return opened.front().map(|(_, block)| Arc::clone(block)),
            Some(at) => opened.remove(at)?,
            None => {
                opened.truncate(OPEN - 1);
                (number, Arc::new(block.open()?))
            }
        };
        opened.push_front(found);
        opened.front().map(|(_, block)| Arc::clone(block))
    }
}
