//! What was dropped onto the page: files, and folders with all that is in them.
//!
//! Entries of folders are in no standard that every browser has; where there are none, the files are all there is.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{DataTransfer, File};
use wasm_bindgen_futures::JsFuture;

/// Folders deeper than that are passed over.
const DEEPEST: usize = 16;

/// A file or a folder that was dropped.
pub struct Entry(JsValue);

/// Returns what was dropped, if a folder is among it. Only while the event lasts can it be asked for.
pub fn with_folders(data: &DataTransfer) -> Option<Vec<Entry>> {
    let items = get(data.as_ref(), "items")?;
    let items: Array = Array::from(&items);
    let entries: Vec<Entry> =
        items.iter().filter_map(|item| call(&item, "webkitGetAsEntry", &Array::new())).map(Entry).collect();
    entries.iter().any(Entry::is_folder).then_some(entries)
}

/// Returns every file of what was dropped with its path, up to `most` of them and one more; hidden ones and what cannot
/// be read are passed over.
pub async fn files_in(entries: Vec<Entry>, most: usize) -> Vec<(String, File)> {
    let mut files = Vec::new();
    let mut left: Vec<(Entry, usize)> = entries.into_iter().rev().map(|entry| (entry, 0)).collect();
    while let Some((entry, depth)) = left.pop() {
        if files.len() > most {
            break;
        }
        let path = entry.path();
        if path.rsplit('/').next().is_some_and(|name| name.starts_with('.')) {
            continue;
        }
        if !entry.is_folder() {
            files.extend(entry.file().await.map(|file| (path, file)));
        } else if depth < DEEPEST {
            let inside = entry.inside().await;
            left.extend(inside.into_iter().rev().map(|entry| (entry, depth + 1)));
        }
    }
    files
}

impl Entry {
    fn is_folder(&self) -> bool {
        get(&self.0, "isDirectory").is_some_and(|is| is.is_truthy())
    }

    /// Returns the path within what was dropped.
    fn path(&self) -> String {
        let path = get(&self.0, "fullPath").and_then(|path| path.as_string()).unwrap_or_default();
        path.trim_start_matches('/').to_owned()
    }

    async fn file(&self) -> Option<File> {
        answered(&self.0, "file").await?.dyn_into().ok()
    }

    async fn inside(&self) -> Vec<Self> {
        let mut all = Vec::new();
        let Some(reader) = call(&self.0, "createReader", &Array::new()) else { return all };
        // A browser gives some at a time, and none when that was all.
        while let Some(some) = answered(&reader, "readEntries").await {
            let some: Array = Array::from(&some);
            if some.length() == 0 {
                break;
            }
            all.extend(some.iter().map(Self));
        }
        all
    }
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_null() && !value.is_undefined())
}

fn call(of: &JsValue, name: &str, arguments: &Array) -> Option<JsValue> {
    let function: Function = get(of, name)?.dyn_into().ok()?;
    function.apply(of, arguments).ok().filter(|value| !value.is_null())
}

/// Calls a function that answers by one of two callbacks.
async fn answered(of: &JsValue, name: &str) -> Option<JsValue> {
    let function: Function = get(of, name)?.dyn_into().ok()?;
    let promise = Promise::new(&mut |resolve, reject| {
        let _ = function.call2(of, &resolve, &reject);
    });
    JsFuture::from(promise).await.ok()
}
