//! Chunks on their way to and from the database.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;

use super::StoreError;
use super::manifest::ChunkEntry;
use crate::exchange::{self, Chunk};
use crate::model::Record;

/// Returns the list of chunks as it is stored beside them.
pub fn entries(chunks: &[Chunk]) -> Result<Vec<ChunkEntry>, StoreError> {
    let mut entries: Vec<ChunkEntry> = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        let place = match entries.last() {
            Some(last) if last.kind == chunk.kind => last.place + 1,
            _ if entries.iter().any(|entry| entry.kind == chunk.kind) => {
                return Err(StoreError::Failed("chunks of one kind are not together".to_owned()));
            }
            _ => 0,
        };
        let too_long = |_| StoreError::Failed("a chunk is too long".to_owned());
        let bytes = u32::try_from(chunk.json.len()).map_err(too_long)?;
        entries.push(ChunkEntry { kind: chunk.kind, place, records: count(&chunk.json), bytes });
    }
    Ok(entries)
}

/// Returns a chunk's bytes as the database takes them.
pub fn stored(chunk: &Chunk) -> JsValue {
    Uint8Array::from(chunk.json.as_slice()).into()
}

/// Returns the records of a chunk as the database gave it.
///
/// # Errors
/// It is not there, not as long as it was, or not what it was.
pub fn read(entry: &ChunkEntry, stored: JsValue) -> Result<Vec<Record>, StoreError> {
    let damaged = |reason: &str| StoreError::Damaged(format!("chunk {}: {reason}", entry.key()));
    let bytes = stored.dyn_into::<Uint8Array>().map_err(|_| damaged("missing"))?;
    if bytes.length() != entry.bytes {
        return Err(damaged("not as long as it was"));
    }
    let records = exchange::records(&Chunk { kind: entry.kind, json: bytes.to_vec() })
        .map_err(|problem| damaged(&problem.to_string()))?;
    if records.len() as u64 != entry.records {
        return Err(damaged("not as many records as it had"));
    }
    Ok(records)
}

/// Counts the records of a chunk without reading them: there is one a line, between the brackets' lines.
fn count(json: &[u8]) -> u64 {
    let line_ends = json.iter().filter(|byte| **byte == b'\n').count() as u64;
    line_ends.saturating_sub(1)
}
