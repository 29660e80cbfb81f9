//! Erasing a person from everything that is stored: the records, the history, the snapshots.

use std::collections::BTreeMap;

use wasm_bindgen::JsValue;

use super::history::{self, Sealed};
use super::manifest::Manifest;
use super::write::{json, put_card, still, write_chunks};
use super::{CHUNKS, FILES, LOG, META, Store, StoreError, chunks, contents, key, load};
use crate::app::Erased;
use crate::book::{Change, Chunk, Erasure, Label};
use crate::model::{BookInfo, ContentSums};

/// The history without the person.
#[derive(Default)]
struct Rewritten {
    /// The stored form of every change from the first one on whose form differs.
    changes: Vec<(u64, String)>,
    /// The seal of every change, by its number; empty for those from before there were seals.
    seals: BTreeMap<u64, String>,
    /// How many changes named the person.
    altered: u64,
}

impl Store {
    /// Puts a book from which a person was erased in the place of the one that is stored, and erases them from the
    /// history and from the snapshots, too. The history keeps its changes, sealed anew, and ends with `stone`, which
    /// says what happened. `gone` are the bytes of the files that go with the person. When this returns, the disk has it.
    ///
    /// The snapshots go first: whoever is interrupted still finds the person in the book, and begins again.
    ///
    /// # Errors
    /// The book on the disk is as it was before. As [`Store::commit`].
    pub async fn erase_person(
        &self,
        info: &BookInfo,
        chunks: &[Chunk],
        erasure: &Erasure,
        mut gone: ContentSums,
        mut stone: Change,
    ) -> Result<Erased, StoreError> {
        let _alone = Self::snapshots_alone().await;
        let _turn = self.shared.turns.turn().await;
        if !self.is_writer() {
            return Err(StoreError::ReadOnly);
        }
        let known = self.shared.known.borrow().manifest()?.clone();
        let mut history = self.history_without(erasure, &known).await?;
        if let Label::ErasedPerson { changes, .. } = &mut stone.label {
            *changes = history.altered;
        }
        let number = known.last_change.saturating_add(1);
        let text = json(&stone)?;
        let before = history.seals.get(&known.last_change).cloned().unwrap_or_default();
        let seal = history::seal(&before, number, &text);
        history.changes.push((number, history::text(&seal, &text)));
        let needed = contents::needed(chunks)?;
        let (snapshots, removed) = self.erase_from_snapshots(erasure, &history.seals, &mut gone).await?;
        self.forget_copies(&gone.without(&needed)).await?;

        let card = json(info)?;
        let entries = chunks::entries(chunks)?;
        let manifest = Manifest {
            history_from: known.history_from(),
            history_seal: known.history_seal.clone(),
            packed_seal: seal.clone(),
            seal: seal.clone(),
            ..Manifest::packed(number, &entries, &card)
        };
        let transaction = self.write(&[META, CHUNKS, LOG, FILES])?;
        let unchanged = still(&transaction, &known)?;
        // Nothing before can be taken back any more: what no record names has no use.
        let there = contents::keys(&transaction).await?;
        contents::remove_others(&transaction, &there, &needed)?;
        write_chunks(&transaction, &[CHUNKS], &entries, chunks, |_| {}).await?;
        for (number, stored) in &history.changes {
            let value = JsValue::from_str(stored);
            transaction.put(LOG, JsValue::from_f64(*number as f64), &value)?.unwatched();
        }
        put_card(&transaction, &card, &manifest, &entries)?;
        transaction.delete(META, JsValue::from_str(key::GLANCE))?.unwatched();
        self.settle(transaction, unchanged).await?;
        self.is_another_book(Some(manifest));
        Ok(Erased { changes: history.altered, snapshots, snapshots_removed: removed, seal })
    }

    /// Reads and verifies the whole history, and seals it anew without the person.
    async fn history_without(&self, erasure: &Erasure, known: &Manifest) -> Result<Rewritten, StoreError> {
        let transaction = self.shared.place.database()?.read(&[LOG])?;
        let numbers: Vec<u64> = (known.history_from()..=known.last_change).collect();
        let key = |number: &u64| JsValue::from_f64(*number as f64);
        let mut found = Rewritten::default();
        let mut seal = known.history_seal.clone();
        let mut new_seal = seal.clone();
        load::each(&transaction, LOG, &numbers, key, |number, value| {
            let sealed = Sealed::read(*number, &value)?;
            seal = sealed.verify(&seal, *number)?;
            let clean = erasure.change(&sealed.change(*number)?);
            found.altered += u64::from(clean.is_some());
            let text = match &clean {
                Some(clean) => json(clean)?,
                None => sealed.text,
            };
            if sealed.seal.is_some() {
                new_seal = history::seal(&new_seal, *number, &text);
            }
            let is_other = clean.is_some() || new_seal != seal;
            found.seals.insert(*number, new_seal.clone());
            if is_other {
                let stored = if sealed.seal.is_some() { history::text(&new_seal, &text) } else { text };
                found.changes.push((*number, stored));
            }
            Ok(())
        })
        .await?;
        if seal != known.seal {
            return Err(StoreError::Damaged("the changes do not end where they must".to_owned()));
        }
        Ok(found)
    }
}
