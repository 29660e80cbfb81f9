//! The steps that writing transactions are made of.

use std::collections::VecDeque;

use wasm_bindgen::JsValue;

use super::chunks::ChunkEntry;
use super::manifest::{FORMAT, Manifest};
use super::{CHUNKS, META, StoreError, chunks, key};
use crate::book::Chunk;
use crate::platform::idb::{Fault, Transaction};

/// How many chunks are on their way to the disk at once while a whole book is written.
const AHEAD: usize = 4;

/// Asks, within a transaction, whether the stored manifest is the one that this tab knows.
pub fn still(
    transaction: &Transaction,
    known: &Manifest,
) -> Result<impl Future<Output = Result<bool, Fault>> + use<>, StoreError> {
    let stored = transaction.get(META, key::MANIFEST)?.watched();
    let known = known.clone();
    // Read, not compared as text: an older form of the same manifest lacks what this version writes.
    Ok(async move {
        let stored = stored.result().await?.as_string();
        let stored = stored.and_then(|text| serde_json::from_slice::<Manifest>(text.as_bytes()).ok());
        Ok(stored == Some(known))
    })
}

/// Returns the number of the change that a new book counts as: greater than any before it.
pub async fn next_number(transaction: &Transaction) -> Result<u64, StoreError> {
    let manifest = transaction.get(META, key::MANIFEST)?.watched();
    let erased = transaction.get(META, key::ERASED)?.watched();
    // One that does not open stands in nobody's way: what comes here goes in the place of a lost book.
    let manifest = manifest.result().await.ok().and_then(|stored| stored.as_string());
    let manifest = manifest.and_then(|text| serde_json::from_slice::<Manifest>(text.as_bytes()).ok());
    let erased = erased.result().await?.as_f64().unwrap_or(0.0);
    Ok(manifest.map_or(erased as u64, |manifest| manifest.last_change) + 1)
}

/// Clears those stores and writes the chunks, a few at a time; the card must follow.
pub async fn write_chunks(
    transaction: &Transaction,
    cleared: &[&str],
    entries: &[ChunkEntry],
    chunks: &[Chunk],
    progress: impl Fn(f64),
) -> Result<(), StoreError> {
    for store in cleared {
        transaction.clear(store)?.unwatched();
    }
    let all = chunks.len().max(1) as f64;
    let mut asked = VecDeque::with_capacity(AHEAD);
    let mut done = 0.0;
    for (entry, chunk) in entries.iter().zip(chunks) {
        asked.push_back(transaction.put(CHUNKS, entry.js_key(), &chunks::stored(chunk))?.watched());
        if asked.len() >= AHEAD
            && let Some(first) = asked.pop_front()
        {
            first.result().await?;
            done += 1.0;
            progress(done / all);
        }
    }
    Ok(())
}

/// Writes the book's card and what must be found at reading.
pub fn put_card(
    transaction: &Transaction,
    card: &str,
    manifest: &Manifest,
    entries: &[ChunkEntry],
) -> Result<(), StoreError> {
    let list = json(&entries)?;
    transaction.put(META, key::FORMAT, &JsValue::from_f64(FORMAT))?.unwatched();
    transaction.put(META, key::INFO, &JsValue::from_str(card))?.unwatched();
    transaction.put(META, key::MANIFEST, &JsValue::from_str(&manifest.text()?))?.unwatched();
    transaction.put(META, key::CHUNKS, &JsValue::from_str(&list))?.unwatched();
    Ok(())
}

/// Returns the stored form of a value.
pub fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Failed(error.to_string()))
}
