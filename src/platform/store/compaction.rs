//! Letting go of the oldest history, by the user's choice: the chain goes on from the seal of the last change that
//! went.

use wasm_bindgen::JsValue;

use super::history::Sealed;
use super::manifest::Manifest;
use super::tabs::News;
use super::write::still;
use super::{LOG, META, Store, StoreError, key};
use crate::model::Instant;
use crate::platform::idb::Transaction;

impl Store {
    /// Returns how many changes of the history were made before a time and can be let go.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if one is missing or unreadable.
    pub async fn older_history(&self, before: Instant) -> Result<u64, StoreError> {
        let _turn = self.shared.turns.turn().await;
        let transaction = self.shared.place.database()?.read(&[META, LOG])?;
        let manifest = super::load::manifest(&transaction).await?;
        Ok(first_kept(&transaction, &manifest, before).await? - manifest.history_from())
    }

    /// Lets go of the changes that were made before a time; what they made of the book stays. Changes that have not
    /// been packed yet stay, too. Returns how many went.
    ///
    /// # Errors
    /// The disk is as it was before. As [`Store::commit`].
    pub async fn compact_history(&self, before: Instant) -> Result<u64, StoreError> {
        let _turn = self.shared.turns.turn().await;
        let known = self.shared.known.borrow().manifest()?.clone();
        let transaction = self.write(&[META, LOG])?;
        let unchanged = still(&transaction, &known)?;
        let first = first_kept(&transaction, &known, before).await?;
        let gone = known.history_from()..first;
        let Some(last) = gone.clone().next_back() else { return Ok(0) };
        let history_seal = sealed(&transaction, last).await?.seal.unwrap_or_default();
        for number in gone.clone() {
            transaction.delete(LOG, JsValue::from_f64(number as f64))?.unwatched();
        }
        let after = Manifest { history_from: first, history_seal, ..known };
        transaction.put(META, key::MANIFEST, &JsValue::from_str(&after.text()?))?.unwatched();
        self.settle(transaction, unchanged).await?;
        self.shared.known.borrow_mut().set(Some(after));
        self.shared.post(&News::Stored.text());
        Ok(gone.end - gone.start)
    }
}

/// Returns the number of the first change that stays, of those that are packed.
async fn first_kept(
    transaction: &Transaction,
    manifest: &Manifest,
    before: Instant,
) -> Result<u64, StoreError> {
    let mut first = manifest.history_from();
    // One after the other: clocks that were set back leave them in no order.
    while first < manifest.log_from && sealed(transaction, first).await?.change(first)?.at < before {
        first += 1;
    }
    Ok(first)
}

async fn sealed(transaction: &Transaction, number: u64) -> Result<Sealed, StoreError> {
    Sealed::read(number, &transaction.get(LOG, JsValue::from_f64(number as f64))?.result().await?)
}
