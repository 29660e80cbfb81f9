//! The store and the reading of files, as the screen asks for them.

use std::sync::Arc;

use futures::FutureExt;
use futures::future::LocalBoxFuture;

use crate::app::{Backup, Failure, HistoryPart};
use crate::book::{Book, Change};
use crate::exchange::{BookFile, Encoding, MAX_TABLE_BYTES, Outgoing, TableProblem};
use crate::model::{BookInfo, Instant};
use crate::platform::store::{Store, StoreError};
use crate::platform::{files, worker};

use super::super::session::{Disk, FileContent, FileTrouble};

/// How a book that was exported from Wellkept begins.
const BOOK_MARK: &[u8] = b"{\"wellkept_book\"";
/// The largest book that is read: a browser gives a page and its worker little more than this twice.
const MAX_BOOK_BYTES: usize = 1 << 30;

impl Disk for Store {
    fn load(&self, progress: Box<dyn Fn(f64)>) -> LocalBoxFuture<'static, Result<Option<Book>, Failure>> {
        on(self, |store| async move { store.load(progress).await })
    }

    fn commit(&self, change: Arc<Change>) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, |store| async move { store.commit(&change).await })
    }

    fn begin(&self, info: BookInfo) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, |store| async move { store.begin(&info).await })
    }

    fn replace(
        &self,
        file: Arc<BookFile>,
        progress: Box<dyn Fn(f64)>,
    ) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, |store| async move { store.replace(&file.info, &file.chunks, progress).await })
    }

    fn history(
        &self,
        before: Option<u64>,
        most: u64,
    ) -> LocalBoxFuture<'static, Result<HistoryPart, Failure>> {
        on(self, move |store| async move { store.history(before, most).await })
    }

    fn check_history(&self) -> LocalBoxFuture<'static, Result<(u64, u64), Failure>> {
        on(self, |store| async move { store.check_history().await })
    }

    fn backup(&self) -> LocalBoxFuture<'static, Result<Backup, Failure>> {
        on(self, |store| async move { store.backup().await })
    }

    fn note_backup(&self, at: Instant) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, move |store| async move { store.note_backup(at).await })
    }

    fn set_info(&self, info: BookInfo) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, |store| async move { store.set_info(&info).await })
    }

    fn erase(&self) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, |store| async move { store.erase().await })
    }

    fn read_file(
        &self,
        file: leptos::web_sys::File,
        encoding: Option<Encoding>,
    ) -> LocalBoxFuture<'static, Result<FileContent, FileTrouble>> {
        async move {
            let unreadable = |error: &dyn std::fmt::Display| FileTrouble::Unreadable(error.to_string());
            let head = files::head(&file, 64).await.map_err(|error| unreadable(&error))?;
            let start = head
                .iter()
                .position(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xef | 0xbb | 0xbf));
            let head = start.and_then(|start| head.get(start..)).unwrap_or_default();
            let is_book = head.starts_with(BOOK_MARK)
                || head.starts_with(b"{")
                || file.name().to_lowercase().ends_with(".json");
            let limit = if is_book { MAX_BOOK_BYTES } else { MAX_TABLE_BYTES };
            // Before a byte more of it is read.
            if file.size() > limit as f64 {
                let bytes = file.size() as usize;
                return Err(FileTrouble::Table(TableProblem::TooLarge { bytes, limit }));
            }
            let bytes = files::read(&file).await.map_err(|error| unreadable(&error))?;
            if is_book {
                let read = worker::read_book(bytes).await.map_err(|error| unreadable(&error))?;
                return read.map(FileContent::Book).map_err(FileTrouble::Book);
            }
            let read = worker::read_tables(bytes, encoding).await.map_err(|error| unreadable(&error))?;
            read.map(FileContent::Tables).map_err(FileTrouble::Table)
        }
        .boxed_local()
    }

    fn write_file(
        &self,
        outgoing: Outgoing,
        parts: Vec<Vec<u8>>,
    ) -> LocalBoxFuture<'static, Result<Vec<u8>, Failure>> {
        async move {
            let written = worker::write_file(&outgoing, parts).await;
            written.map_err(|error| Failure::Other(error.to_string()))
        }
        .boxed_local()
    }
}

/// Runs something on the store.
fn on<T: 'static, F>(
    store: &Store,
    run: impl FnOnce(Store) -> F,
) -> LocalBoxFuture<'static, Result<T, Failure>>
where
    F: Future<Output = Result<T, StoreError>> + 'static,
{
    run(store.clone()).map(|done| done.map_err(Failure::from)).boxed_local()
}
