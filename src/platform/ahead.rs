//! What public/ahead.js does before the app is there: chunks of the book that were read ahead, and the picture of Today.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = wellkeptReader, js_name = take)]
    fn take_chunk(key: f64) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = wellkeptReader, js_name = end)]
    fn end_reader() -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_namespace = wellkeptFirstPage, js_name = take)]
    fn take_picture() -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = wellkeptFirstPage, js_name = leave)]
    fn leave_picture() -> Result<(), JsValue>;
}

/// The reader of chunks; it ends when dropped.
pub struct Reader;

impl Reader {
    /// Returns the page's reader, unless there is none or it has ended.
    pub fn of_page() -> Option<Self> {
        Reflect::has(&js_sys::global(), &"wellkeptReader".into()).is_ok_and(|has| has).then_some(Self)
    }

    /// Returns what was read under `key` when the page was opened, as soon as it is there; `undefined` if nothing was.
    pub async fn chunk(&self, key: f64) -> JsValue {
        let asked = take_chunk(key).unwrap_or_default();
        JsFuture::from(Promise::resolve(&asked)).await.unwrap_or_default()
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // Throws where it has ended before.
        let _ = end_reader();
    }
}

/// Returns a picture of Today as it stands now, if that is what would be seen first.
pub fn picture() -> Option<String> {
    take_picture().ok().flatten()
}

/// Takes the picture of Today away, if it is shown.
pub fn leave_first_page() {
    let _ = leave_picture();
}
