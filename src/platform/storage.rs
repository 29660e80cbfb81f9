//! How firmly the browser keeps what it stores, and how much of it.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

use crate::app::Room;

/// Asks the browser not to delete the book on its own; `None` if it cannot be asked.
pub async fn persist() -> Option<bool> {
    answer(|storage| storage.persist()).await?.as_bool()
}

/// Tells whether the browser has promised not to delete the book on its own.
pub async fn persisted() -> Option<bool> {
    answer(|storage| storage.persisted()).await?.as_bool()
}

/// Returns how much room there is, as the browser estimates it.
pub async fn room() -> Option<Room> {
    let answer = answer(|storage| storage.estimate()).await?;
    let figure = |name: &str| Reflect::get(&answer, &name.into()).ok()?.as_f64();
    Some(Room { used: figure("usage")?, most: figure("quota")? })
}

async fn answer(ask: impl FnOnce(&StorageManager) -> Result<Promise, JsValue>) -> Option<JsValue> {
    // Missing where a page has no https.
    let storage = web_sys::window()?.navigator().storage();
    if storage.is_undefined() {
        return None;
    }
    JsFuture::from(ask(&storage).ok()?).await.ok()
}
