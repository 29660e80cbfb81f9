//! What a file of the book will hold, gathered a few records at a time: a page never stands still over a large one.

use super::{BookFile, counts};
use crate::book::Book;
use crate::model::{Kind, RecordId};

/// A file that is being gathered from a book, which must stay as it is until that is done.
#[derive(Debug)]
pub struct Gathering {
    file: BookFile,
    kinds: std::slice::Iter<'static, Kind>,
    /// The kind that is gathered now, and whom of it are left.
    now: Option<(Kind, std::vec::IntoIter<RecordId>)>,
}

impl Gathering {
    /// Begins with nothing gathered.
    pub fn of(book: &Book) -> Self {
        let (info, counts) = (book.info().clone(), counts(book));
        let file = BookFile { info, counts, chunks: Vec::new(), history: None, contents: Vec::new() };
        Self { file, kinds: Kind::ALL.iter(), now: None }
    }

    /// Goes on with up to `most` records; tells whether there are more.
    pub fn step(&mut self, book: &Book, most: usize) -> bool {
        let Some((kind, left)) = &mut self.now else {
            self.now = self.kinds.next().map(|kind| (*kind, book.ids_of(*kind).into_iter()));
            return self.now.is_some();
        };
        let some: Vec<RecordId> = left.by_ref().take(most.max(1)).collect();
        self.file.chunks.extend(book.chunks_with(*kind, &some));
        if left.len() == 0 {
            self.now = None;
        }
        true
    }

    /// Returns the file: the same bytes as of [`BookFile::of`] are written of it, though its chunks may be smaller.
    pub fn finish(self) -> BookFile {
        self.file
    }
}
