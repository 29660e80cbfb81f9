//! The bytes of attachments: in an object store of their own, each once, under the checksum that they are held to
//! when they are read. They are written with the change that names them, and never altered.
//!
//! They stay as long as a record names them or the history may bring one back; docs/decisions/0013-attachments.md.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::history::Sealed;
use super::{FILES, LOG, META, Store, StoreError, load, snapshots};
use crate::app::Snapshot;
use crate::book::{Change, Chunk, Label};
use crate::model::{ContentHash, ContentSum, ContentSums, Kind, Record};
use crate::platform::clock;
use crate::platform::folder::Folder;
use crate::platform::idb::{Fault, Transaction};

/// The folder with copies of them beside the snapshots, among the origin's own files: each under its checksum, and for
/// each snapshot under its name a list of those that it may need.
pub(super) const COPIES: &str = "contents";
/// What such a list begins with.
const LIST: &str = "wellkept-contents";
/// How many bytes are hashed before the page may draw again.
const HASHED_AT_ONCE: u32 = 1 << 20;

/// The bytes of files, by their checksums. Clones are the same bytes.
pub type Contents = Vec<(ContentSum, Uint8Array)>;

/// Returns what bytes the attachments need that a change adds.
pub(super) fn named(change: &Change) -> ContentSums {
    ContentSums::of(change.added.iter().filter_map(sum_of))
}

fn sum_of(record: &Record) -> Option<ContentSum> {
    match record {
        Record::Attachment(file) => Some(file.sum),
        _ => None,
    }
}

/// Returns what bytes the attachments of a whole book need.
pub(super) fn needed(chunks: &[Chunk]) -> Result<ContentSums, StoreError> {
    let mut sums = ContentSums::default();
    for chunk in chunks.iter().filter(|chunk| chunk.kind == Kind::Attachment) {
        let records = chunk.records().map_err(|problem| StoreError::Failed(problem.to_string()))?;
        sums.add(records.iter().filter_map(sum_of));
    }
    Ok(sums)
}

fn key(sum: ContentSum) -> JsValue {
    sum.to_string().into()
}

/// Puts bytes that are named into the transaction of whatever names them. The answer tells whether all of them are
/// there then.
pub(super) fn put(
    transaction: &Transaction,
    named: &ContentSums,
    given: &Contents,
) -> Result<impl Future<Output = Result<bool, Fault>> + use<>, StoreError> {
    let mut asked = Vec::new();
    for sum in named.iter() {
        match given.iter().find(|(own, _)| *own == sum) {
            Some((_, bytes)) => transaction.put(FILES, key(sum), bytes)?.unwatched(),
            None => asked.push(transaction.key(FILES, key(sum))?.watched()),
        }
    }
    Ok(async move {
        let mut are_all_there = true;
        for asked in asked {
            are_all_there &= !asked.result().await?.is_undefined();
        }
        Ok(are_all_there)
    })
}

/// Tells whether a change brings files of which the bytes must be there. What comes from another's book or out of the
/// history may have lost them long ago, and still comes.
pub(super) fn must_have_bytes(change: &Change) -> bool {
    !matches!(change.label, Label::MergedBook { .. } | Label::Undid { .. })
}

/// Returns what is there, within a transaction that reads it.
pub(super) async fn keys(transaction: &Transaction) -> Result<ContentSums, StoreError> {
    let keys: Array = transaction.keys(FILES)?.result().await?.unchecked_into();
    Ok(ContentSums::of(keys.iter().filter_map(|key| key.as_string()?.parse().ok())))
}

/// Removes what is there and not needed, within a transaction that writes.
pub(super) fn remove_others(
    transaction: &Transaction,
    there: &ContentSums,
    needed: &ContentSums,
) -> Result<(), StoreError> {
    for sum in there.without(needed).iter() {
        transaction.delete(FILES, key(sum))?.unwatched();
    }
    Ok(())
}

async fn is_whole(bytes: &Uint8Array, sum: ContentSum) -> bool {
    let (mut hash, mut at) = (ContentHash::default(), 0);
    while at < bytes.length() {
        let end = at.saturating_add(HASHED_AT_ONCE).min(bytes.length());
        hash.take(&bytes.subarray(at, end).to_vec());
        at = end;
        if at < bytes.length() {
            clock::next_task().await;
        }
    }
    hash.finish() == sum
}

impl Store {
    /// Returns the bytes with that checksum, from the database or from the copy beside the snapshots; `None` if
    /// neither has them as they were.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn content(&self, sum: ContentSum) -> Result<Option<Uint8Array>, StoreError> {
        match self.stored_content(sum).await {
            Ok(Some(bytes)) => return Ok(Some(bytes)),
            Ok(None) => {}
            // A database that cannot be read does not keep the copy from being found.
            Err(error) => web_sys::console::warn_1(&format!("content {sum}: {error}").into()),
        }
        Ok(self.copy(sum).await)
    }

    /// Returns the copy of those bytes, if it is as it was.
    async fn copy(&self, sum: ContentSum) -> Option<Uint8Array> {
        let folder = Folder::own(COPIES, false).await.ok()??;
        let file = folder.read(&sum.to_string()).await.ok()?;
        let bytes = snapshots::in_the_open(&file, &self.shared.place.keys()).await.ok()?;
        is_whole(&bytes, sum).await.then_some(bytes)
    }

    async fn stored_content(&self, sum: ContentSum) -> Result<Option<Uint8Array>, StoreError> {
        let transaction = self.shared.place.database()?.read(&[FILES])?;
        let found = transaction.get(FILES, key(sum))?.result().await?;
        match found.dyn_into::<Uint8Array>() {
            Ok(bytes) if is_whole(&bytes, sum).await => Ok(Some(bytes)),
            _ => Ok(None),
        }
    }

    /// Returns what is in the database.
    pub(super) async fn stored_contents(&self) -> Result<ContentSums, StoreError> {
        let transaction = self.shared.place.database()?.read(&[FILES])?;
        keys(&transaction).await
    }

    /// Puts bytes where the tab that writes finds them, for a change that it will be asked for. Every tab may: they
    /// are only read once a record names them.
    ///
    /// # Errors
    /// The disk is as it was before.
    pub async fn keep_contents(&self, contents: &Contents) -> Result<(), StoreError> {
        if contents.is_empty() {
            return Ok(());
        }
        let transaction = self.shared.place.database()?.write(&[META, FILES])?;
        self.same_lock(&transaction).await?;
        for (sum, bytes) in contents {
            transaction.put(FILES, key(*sum), bytes)?.unwatched();
        }
        self.finish(transaction).await
    }

    /// Returns which of those bytes are not there; the tab that writes first puts back what a copy still has.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn lost_contents(&self, sums: ContentSums) -> Result<ContentSums, StoreError> {
        if sums.is_empty() {
            return Ok(sums);
        }
        let there = self.stored_contents().await?;
        let mut lost = Vec::new();
        for sum in sums.without(&there).iter() {
            match self.copy(sum).await {
                Some(bytes) if self.is_writer() => {
                    self.keep_contents(&vec![(sum, bytes)]).await?;
                }
                Some(_) => {}
                None => lost.push(sum),
            }
        }
        Ok(ContentSums::of(lost))
    }

    /// Finds the bytes that a book needs, and that are neither given nor in the database that it goes into.
    pub(super) async fn found_elsewhere(&self, needed: &ContentSums, given: &Contents) -> Contents {
        // The book leaves a damaged database: whatever is in there must come along.
        let is_left = self.shared.place.is_damaged();
        let there =
            if is_left { ContentSums::default() } else { self.stored_contents().await.unwrap_or_default() };
        let mut found = Contents::new();
        for sum in needed.without(&there).iter() {
            if !given.iter().any(|(own, _)| *own == sum)
                && let Ok(Some(bytes)) = self.content(sum).await
            {
                found.push((sum, bytes));
            }
        }
        found
    }

    /// Lets go of the bytes that neither `kept` has, which the book's records name, nor any change of the history.
    ///
    /// # Errors
    /// The disk is as it was before; [`StoreError::Damaged`] if a change cannot be read: nothing goes then.
    pub async fn sweep_contents(&self, kept: ContentSums) -> Result<(), StoreError> {
        let _turn = self.shared.turns.turn().await;
        let transaction = self.write(&[META, LOG, FILES])?;
        let there = keys(&transaction).await?;
        let mut needed = kept;
        if there.without(&needed).is_empty() {
            return Ok(());
        }
        let manifest = load::manifest(&transaction).await?;
        let numbers: Vec<u64> = (manifest.history_from()..=manifest.last_change).collect();
        let number_key = |number: &u64| JsValue::from_f64(*number as f64);
        load::each(&transaction, LOG, &numbers, number_key, |number, value| {
            let sealed = Sealed::read(*number, &value)?;
            if sealed.text.contains(r#"{"attachment":"#) {
                let change = sealed.change(*number)?;
                needed.add(change.added.iter().chain(&change.removed).filter_map(sum_of));
            }
            Ok(())
        })
        .await?;
        remove_others(&transaction, &there, &needed)?;
        self.finish(transaction).await
    }

    /// Copies all bytes beside the snapshots, for the one that is about to be made, and notes which it may need.
    pub(super) async fn copy_contents(&self, snapshot: &Snapshot) -> Result<(), StoreError> {
        let there = self.stored_contents().await?;
        if there.is_empty() && Folder::own(COPIES, false).await?.is_none() {
            return Ok(());
        }
        let Some(folder) = Folder::own(COPIES, true).await? else { return Ok(()) };
        let ring = self.shared.place.keyring();
        let ring = ring.as_deref();
        let copied = folder.names().await?;
        for sum in there.iter() {
            if !copied.contains(&sum.to_string())
                && let Some(bytes) = self.stored_content(sum).await?
            {
                snapshots::put(&folder, &sum.to_string(), &Array::of1(&bytes), ring).await?;
            }
        }
        let list: String = there.iter().map(|sum| format!("{sum}\n")).collect();
        let list = Array::of1(&format!("{LIST}\n{list}").into());
        snapshots::put(&folder, &snapshot.name(), &list, ring).await
    }

    /// Removes the copies that neither the database has nor a snapshot that is there may need. Where the list of a
    /// snapshot is missing, nothing goes.
    pub(super) async fn let_copies_go(&self, snapshots: &[Snapshot]) -> Result<(), StoreError> {
        let Some(folder) = Folder::own(COPIES, false).await? else { return Ok(()) };
        let mut needed = self.stored_contents().await?;
        let names: Vec<String> = snapshots.iter().map(Snapshot::name).collect();
        for name in &names {
            let list = snapshots::in_the_open(&folder.read(name).await?, &self.shared.place.keys()).await?;
            let list = String::from_utf8_lossy(&list.to_vec()).into_owned();
            let list = list.strip_prefix(LIST).ok_or_else(|| StoreError::Damaged("no list".to_owned()))?;
            needed.add(list.lines().filter_map(|sum| sum.parse().ok()));
        }
        for name in folder.names().await? {
            let is_needed = match name.parse() {
                Ok(sum) => needed.contains(sum),
                Err(_) => names.contains(&name),
            };
            if !is_needed {
                folder.remove(&name).await?;
            }
        }
        Ok(())
    }

    /// Removes copies of those bytes, wherever a snapshot may need them.
    ///
    /// # Errors
    /// One could not be removed.
    pub(super) async fn forget_copies(&self, sums: &ContentSums) -> Result<(), StoreError> {
        let Some(folder) = Folder::own(COPIES, false).await? else { return Ok(()) };
        for name in folder.names().await? {
            if name.parse().is_ok_and(|sum| sums.contains(sum)) {
                folder.remove(&name).await?;
            }
        }
        Ok(())
    }

    /// Lets what a snapshot may need stand under its new name.
    pub(super) async fn rename_list(&self, before: &str, after: &str) -> Result<(), StoreError> {
        let Some(folder) = Folder::own(COPIES, false).await? else { return Ok(()) };
        if before != after
            && let Ok(list) = folder.read(before).await
        {
            folder.write(after, &Array::of1(&list)).await?;
            folder.remove(before).await?;
        }
        Ok(())
    }

    /// Removes every copy.
    pub(super) async fn forget_all_copies(&self) {
        let Ok(Some(folder)) = Folder::own(COPIES, false).await else { return };
        for name in folder.names().await.unwrap_or_default() {
            // What cannot be removed now is tried again with the next erasing.
            let _ = folder.remove(&name).await;
        }
    }

    /// Returns how many bytes the copies take.
    pub(super) async fn copied_bytes(&self) -> u64 {
        let Ok(Some(folder)) = Folder::own(COPIES, false).await else { return 0 };
        let mut bytes = 0;
        for name in folder.names().await.unwrap_or_default() {
            bytes += folder.size(&name).await.unwrap_or(0);
        }
        bytes
    }
}
