//! Files in and out: what the user picks, and what the user gets.

use js_sys::{Array, Uint8Array};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlElement, Url};

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FileError {
    /// It was moved, altered or forbidden since it was picked.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
}

/// How long a download may take to start, in milliseconds; its bytes are kept until then.
const DOWNLOAD_STARTS_WITHIN: i32 = 60_000;

/// Returns a file's bytes, in the browser's memory, ready to be handed to the worker.
///
/// # Errors
/// [`FileError::Unreadable`].
pub async fn read(file: &File) -> Result<Uint8Array, FileError> {
    taken_back(file).await
}

/// Hands bytes to the browser, which keeps them outside the page's memory; `None` if it has no room for them.
pub fn handed_over<'a>(parts: impl IntoIterator<Item = &'a Uint8Array>) -> Option<Blob> {
    Blob::new_with_u8_array_sequence(&parts.into_iter().collect::<Array>()).ok()
}

/// Returns the bytes that were handed to the browser.
///
/// # Errors
/// [`FileError::Unreadable`].
pub async fn taken_back(blob: &Blob) -> Result<Uint8Array, FileError> {
    let buffer = JsFuture::from(blob.array_buffer())
        .await
        .map_err(|thrown| FileError::Unreadable(super::idb::Fault::of(&thrown).message))?;
    Ok(Uint8Array::new(&buffer))
}

/// Offers a file of those parts to the user to be saved, and tells whether that could be asked.
pub fn download(name: &str, mime: &str, parts: &[&JsValue]) -> bool {
    start_download(name, mime, &parts.iter().collect()).is_some()
}

fn start_download(name: &str, mime: &str, parts: &Array) -> Option<()> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_blob_sequence_and_options(parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let revoke = Closure::once_into_js({
        let url = url.clone();
        move || {
            let _ = Url::revoke_object_url(&url);
        }
    });
    let anchor = document.create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    // Firefox only follows links that are in the page.
    let body = document.body()?;
    body.append_child(&anchor).ok()?;
    anchor.unchecked_ref::<HtmlElement>().click();
    anchor.remove();
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(revoke.unchecked_ref(), DOWNLOAD_STARTS_WITHIN)
        .ok()?;
    Some(())
}

/// Puts a text on the clipboard and tells whether the browser allowed it.
pub async fn copy_text(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let clipboard = window.navigator().clipboard();
    // Missing where a page has no https.
    !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
