//! The browser's services, as the screen asks for them.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use crate::app::{Failure, Preferences};
use crate::book::{Book, Change};
use crate::exchange::{BookFile, Encoding};
use crate::model::{BookInfo, Env, PersonId};
use crate::platform::store::{Store, StoreError};
use crate::platform::{clock, env, files, prefs, storage, worker};

use super::super::session::{FileContent, FileTrouble, Services};

/// How a book that was exported from Wellkept begins.
const BOOK_MARK: &[u8] = b"{\"wellkept_book\"";

/// The services of this browser tab.
#[derive(Default)]
pub struct Browser {
    store: RefCell<Option<Store>>,
}

impl Browser {
    /// Takes the store, once it is open.
    pub fn attach(&self, store: Store) {
        *self.store.borrow_mut() = Some(store);
    }

    /// Runs something on the store, or fails where there is none.
    fn on_store<T: 'static, F>(
        &self,
        run: impl FnOnce(Store) -> F + 'static,
    ) -> LocalBoxFuture<'static, Result<T, Failure>>
    where
        F: Future<Output = Result<T, StoreError>>,
    {
        let store = self.store.borrow().clone();
        async move {
            match store {
                Some(store) => run(store).await.map_err(Failure::from),
                None => Err(Failure::Unavailable),
            }
        }
        .boxed_local()
    }
}

impl Services for Browser {
    fn env(&self, info: Option<&BookInfo>, person: Option<PersonId>) -> Env {
        env::env(info.map_or(BookInfo::DEFAULT_ZONE, |info| &info.zone), person)
    }

    fn load(&self, progress: Box<dyn Fn(f64)>) -> LocalBoxFuture<'static, Result<Option<Book>, Failure>> {
        self.on_store(|store| async move { store.load(progress).await })
    }

    fn commit(&self, change: Arc<Change>) -> LocalBoxFuture<'static, Result<(), Failure>> {
        self.on_store(|store| async move { store.commit(&change).await })
    }

    fn begin(&self, info: BookInfo) -> LocalBoxFuture<'static, Result<(), Failure>> {
        self.on_store(|store| async move { store.begin(&info).await })
    }

    fn replace(
        &self,
        file: Arc<BookFile>,
        progress: Box<dyn Fn(f64)>,
    ) -> LocalBoxFuture<'static, Result<(), Failure>> {
        self.on_store(|store| async move { store.replace(&file.info, &file.chunks, progress).await })
    }

    fn set_info(&self, info: BookInfo) -> LocalBoxFuture<'static, Result<(), Failure>> {
        self.on_store(|store| async move { store.set_info(&info).await })
    }

    fn erase(&self) -> LocalBoxFuture<'static, Result<(), Failure>> {
        self.on_store(|store| async move { store.erase().await })
    }

    fn read_file(
        &self,
        file: leptos::web_sys::File,
        encoding: Option<Encoding>,
    ) -> LocalBoxFuture<'static, Result<FileContent, FileTrouble>> {
        async move {
            let unreadable = |error: &dyn std::fmt::Display| FileTrouble::Unreadable(error.to_string());
            let bytes = files::read(&file).await.map_err(|error| unreadable(&error))?;
            let head = bytes.slice(0, 64).to_vec();
            let start = head
                .iter()
                .position(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xef | 0xbb | 0xbf));
            let head = start.and_then(|start| head.get(start..)).unwrap_or_default();
            if head.starts_with(BOOK_MARK)
                || head.starts_with(b"{")
                || file.name().to_lowercase().ends_with(".json")
            {
                let read = worker::read_book(bytes).await.map_err(|error| unreadable(&error))?;
                return read.map(FileContent::Book).map_err(FileTrouble::Book);
            }
            let read = worker::read_table(bytes, encoding).await.map_err(|error| unreadable(&error))?;
            read.map(FileContent::Table).map_err(FileTrouble::Table)
        }
        .boxed_local()
    }

    fn download(&self, name: &str, mime: &str, bytes: &[u8]) -> Result<(), Failure> {
        if files::download(name, mime, bytes) { Ok(()) } else { Err(Failure::Other(name.to_owned())) }
    }

    fn keep(&self, preferences: &Preferences) {
        prefs::save(preferences);
        prefs::apply_theme(preferences.theme);
    }

    fn device_zone(&self) -> Option<String> {
        clock::device_zone()
    }

    fn storage(&self) -> LocalBoxFuture<'static, (Option<f64>, bool)> {
        async move {
            let used = storage::estimate().await.map(|estimate| estimate.usage);
            (used, storage::persisted().await.unwrap_or(false))
        }
        .boxed_local()
    }

    fn persist(&self) -> LocalBoxFuture<'static, bool> {
        async move { storage::persist().await.unwrap_or(false) }.boxed_local()
    }

    fn breathe(&self) -> LocalBoxFuture<'static, ()> {
        async move {
            let (send, wait) = futures::channel::oneshot::channel();
            set_timeout(
                move || {
                    let _ = send.send(());
                },
                Duration::ZERO,
            );
            let _ = wait.await;
        }
        .boxed_local()
    }
}
