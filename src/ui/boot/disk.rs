//! The store and the reading of files, as the screen asks for them.

use std::sync::Arc;

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use js_sys::Uint8Array;
use web_sys::{Blob, File};

use crate::app::{
    Backup, BackupFolder, Erased, Failure, HistoryPart, Rewritten, Snapshot, SnapshotReason, Usage,
};
use crate::book::{Book, Change, Erasure, Overridden};
use crate::exchange::BookFile;
use crate::model::{BookInfo, ChangeId, ContentSum, ContentSums, Day, Instant, Zone};
use crate::platform::backup_folder::{self, PickedFolder};
use crate::platform::store::{self, Store, StoreError};
use crate::platform::{files, random, worker};
use crate::seal::Cipher;

use super::super::services::{Contents, Disk, Given, LockAlteration, Told};

impl Disk for Store {
    fn load(&self, progress: Box<dyn Fn(f64)>) -> LocalBoxFuture<'static, Result<Option<Book>, Failure>> {
        on(self, |store| async move { store.load(progress).await })
    }

    fn glance(&self) -> LocalBoxFuture<'static, Result<Option<String>, Failure>> {
        on(self, |store| async move { store.glance().await })
    }

    fn keep_glance(&self, change: u64, text: String) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, move |store| async move { store.keep_glance(change, &text).await })
    }

    fn commit(
        &self,
        change: Arc<Change>,
        overridden: Vec<Overridden>,
        contents: Contents,
    ) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, |store| async move { store.commit(&change, &overridden, &contents).await })
    }

    fn ask(
        &self,
        change: Arc<Change>,
        overridden: Vec<Overridden>,
        contents: Contents,
    ) -> LocalBoxFuture<'static, Result<(), Failure>> {
        let store = self.clone();
        async move { store.ask(&change, &overridden, &contents).await }.boxed_local()
    }

    fn ask_for_card(&self, id: ChangeId, info: BookInfo) -> LocalBoxFuture<'static, Result<(), Failure>> {
        let store = self.clone();
        async move { store.ask_for_card(id, &info).await }.boxed_local()
    }

    fn answer(&self, change: ChangeId, outcome: Result<(), Failure>) {
        Self::answer(self, change, outcome);
    }

    fn is_cut_off(&self) -> bool {
        Self::is_cut_off(self)
    }

    fn begin(&self, info: BookInfo) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, |store| async move { store.begin(&info).await })
    }

    fn replace(
        &self,
        file: Arc<BookFile>,
        contents: Contents,
        progress: Box<dyn Fn(f64)>,
    ) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, |store| async move { store.replace(&file.info, &file.chunks, contents, progress).await })
    }

    fn content(&self, sum: ContentSum) -> LocalBoxFuture<'static, Result<Option<Uint8Array>, Failure>> {
        on(self, move |store| async move { store.content(sum).await })
    }

    fn lost_contents(&self, sums: ContentSums) -> LocalBoxFuture<'static, Result<ContentSums, Failure>> {
        on(self, move |store| async move { store.lost_contents(sums).await })
    }

    fn sweep_contents(&self, kept: ContentSums) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, move |store| async move { store.sweep_contents(kept).await })
    }

    fn erase_person(
        &self,
        file: Arc<BookFile>,
        erasure: Erasure,
        gone: ContentSums,
        stone: Change,
    ) -> LocalBoxFuture<'static, Result<Erased, Failure>> {
        on(self, move |store| async move {
            store.erase_person(&file.info, &file.chunks, &erasure, gone, stone).await
        })
    }

    fn missing_changes(&self) -> u64 {
        Self::missing_changes(self)
    }

    fn is_writer(&self) -> bool {
        Self::is_writer(self)
    }

    fn has_lock(&self) -> bool {
        Self::has_lock(self)
    }

    fn unlock(&self, cipher: Cipher, passphrase: String) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, move |store| async move { store.unlock(cipher, &passphrase).await })
    }

    fn lock(&self, all: bool) {
        Self::lock(self, all);
    }

    fn alter_lock(
        &self,
        cipher: Cipher,
        alteration: LockAlteration,
    ) -> LocalBoxFuture<'static, Result<Rewritten, Failure>> {
        on(self, move |store| async move {
            match alteration {
                LockAlteration::Set(new) => store.set_lock(cipher, &new).await,
                LockAlteration::Change(old, new) => store.change_lock(cipher, &old, &new).await,
                LockAlteration::Remove(old) => store.remove_lock(cipher, &old).await,
            }
        })
    }

    fn unlock_snapshot(
        &self,
        snapshot: Snapshot,
        cipher: Cipher,
        passphrase: String,
    ) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, move |store| async move { store.unlock_snapshot(&snapshot, cipher, &passphrase).await })
    }

    fn seal_file(&self, parts: Vec<Blob>) -> LocalBoxFuture<'static, Result<Vec<Blob>, Failure>> {
        on(self, move |store| async move { store.seal_file(&parts).await })
    }

    fn open_file(
        &self,
        file: File,
        passphrase: Option<(Cipher, String)>,
    ) -> LocalBoxFuture<'static, Result<Uint8Array, Failure>> {
        on(self, move |store| async move {
            let bytes = files::read(&file).await.map_err(|error| StoreError::Failed(error.to_string()))?;
            store::open_file(&store, &bytes, passphrase).await
        })
    }

    fn private(&self) -> LocalBoxFuture<'static, Result<String, Failure>> {
        on(self, |store| async move { store.private().await })
    }

    fn keep_private(&self, text: String) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, move |store| async move { store.keep_private(&text).await })
    }

    fn history(
        &self,
        before: Option<u64>,
        most: u64,
    ) -> LocalBoxFuture<'static, Result<HistoryPart, Failure>> {
        on(self, move |store| async move { store.history(before, most).await })
    }

    fn older_history(&self, before: Instant) -> LocalBoxFuture<'static, Result<u64, Failure>> {
        on(self, move |store| async move { store.older_history(before).await })
    }

    fn compact_history(&self, before: Instant) -> LocalBoxFuture<'static, Result<u64, Failure>> {
        on(self, move |store| async move { store.compact_history(before).await })
    }

    fn check_history(&self) -> LocalBoxFuture<'static, Result<(u64, u64), Failure>> {
        on(self, |store| async move { store.check_history().await })
    }

    fn backup(&self) -> LocalBoxFuture<'static, Result<Backup, Failure>> {
        on(self, |store| async move { store.backup().await })
    }

    fn note_backup(&self, at: Instant, last_change: u64) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, move |store| async move { store.note_backup(at, last_change).await })
    }

    fn usage(&self) -> LocalBoxFuture<'static, Result<Usage, Failure>> {
        on(self, |store| async move { store.usage().await })
    }

    fn snapshots(&self) -> LocalBoxFuture<'static, Result<Vec<(Snapshot, u64)>, Failure>> {
        on(self, |store| async move { Ok(store.snapshots().await) })
    }

    fn last_change(&self) -> LocalBoxFuture<'static, Result<u64, Failure>> {
        on(self, |store| async move { store.last_change() })
    }

    fn take_snapshot(
        &self,
        reason: SnapshotReason,
        at: Instant,
        zone: Zone,
    ) -> LocalBoxFuture<'static, Result<Snapshot, Failure>> {
        on(self, move |store| async move { store.take_snapshot(reason, at, zone).await })
    }

    fn read_snapshot(
        &self,
        snapshot: Snapshot,
        onwards: bool,
    ) -> LocalBoxFuture<'static, Result<(BookFile, u64), Failure>> {
        on(self, move |store| async move {
            let (book, added) = store.read_snapshot(&snapshot, onwards).await?;
            Ok((BookFile::of(&book), added))
        })
    }

    fn offers_folders(&self) -> bool {
        backup_folder::is_offered()
    }

    fn folder(&self, ask: bool) -> LocalBoxFuture<'static, Result<Option<BackupFolder>, Failure>> {
        async move {
            match PickedFolder::remembered().await {
                Some(picked) => Ok(Some(picked.state(ask).await)),
                None => Ok(None),
            }
        }
        .boxed_local()
    }

    fn pick_folder(&self) -> LocalBoxFuture<'static, Result<Option<BackupFolder>, Failure>> {
        async move {
            let mark = hex::encode(random::bytes().get(..2).unwrap_or_default());
            match PickedFolder::pick(mark).await? {
                Some(picked) => Ok(Some(picked.state(true).await)),
                None => Ok(None),
            }
        }
        .boxed_local()
    }

    fn forget_folder(&self) -> LocalBoxFuture<'static, Result<(), Failure>> {
        PickedFolder::forget().map(Ok).boxed_local()
    }

    fn save_into_folder(
        &self,
        day: Day,
        is_sealed: bool,
        parts: Vec<Blob>,
    ) -> LocalBoxFuture<'static, Result<String, Failure>> {
        async move {
            let folder = PickedFolder::remembered().await.ok_or(Failure::Unavailable)?;
            folder.save(day, is_sealed, &parts).await
        }
        .boxed_local()
    }

    fn set_info(&self, info: BookInfo) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, |store| async move { store.set_info(&info).await })
    }

    fn erase(&self) -> LocalBoxFuture<'static, Result<(), Failure>> {
        on(self, |store| async move { store.erase().await })
    }

    fn request(&self, note: String, given: Given) -> LocalBoxFuture<'static, Result<Told, String>> {
        async move {
            let bytes = match given {
                Given::Opened(bytes) => vec![bytes],
                Given::File(file) => vec![files::read(&file).await.map_err(|error| error.to_string())?],
                Given::Parts(parts) => parts,
            };
            worker::ask(note, bytes).await.map_err(|error| error.to_string())
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
