//! The folder on the user's own disk that the book is saved into, where the browser lets a page keep one.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::folder::Folder;
use super::idb::{self, Database, Fault};
use crate::app::{BackupFolder, Failure};
use crate::model::Day;

/// The database that remembers the folder; apart from the book's, which may be replaced or damaged.
const DATABASE: &str = "folder-of-wellkept";
const STORE: &str = "folder";
const KEY: &str = "folder";

/// A folder that was picked.
#[derive(Debug)]
pub struct PickedFolder {
    handle: JsValue,
    mark: String,
}

/// Tells whether this browser lets a page write into a folder.
pub fn is_offered() -> bool {
    picker().is_some()
}

fn picker() -> Option<Function> {
    Reflect::get(&js_sys::global(), &"showDirectoryPicker".into()).ok()?.dyn_into().ok()
}

impl PickedFolder {
    /// Returns the folder that was picked before; `None` if there is none, or it was forgotten.
    pub async fn remembered() -> Option<Self> {
        // To look into a database that is not there would make it.
        if idb::names().await.is_some_and(|names| !names.iter().any(|name| name == DATABASE)) {
            return None;
        }
        let database = Database::open(DATABASE, 1, &[STORE]).await.ok()?;
        let stored = database.read(&[STORE]).ok()?.get(STORE, KEY).ok()?.result().await.ok()?;
        let handle = Reflect::get(&stored, &"handle".into()).ok().filter(JsValue::is_object)?;
        let mark = Reflect::get(&stored, &"mark".into()).ok()?.as_string()?;
        Some(Self { handle, mark })
    }

    /// Lets the user pick a folder and remembers it, with `mark` for the names of the files of this browser;
    /// `None` if none was picked. It must be asked for by a press of a button.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn pick(mark: String) -> Result<Option<Self>, Failure> {
        Self::pick_any(mark).await.map_err(told)
    }

    async fn pick_any(mark: String) -> Result<Option<Self>, Fault> {
        let Some(picker) = picker() else { return Ok(None) };
        let options = mode();
        // The browser begins where it was the last time.
        let _ = Reflect::set(&options, &"id".into(), &"wellkept".into());
        let asked = picker.call1(&js_sys::global(), &options).map_err(thrown)?;
        let handle = match JsFuture::from(asked.unchecked_into::<Promise>()).await {
            Ok(handle) => handle,
            Err(error) => {
                let fault = thrown(error);
                return if fault.name == "AbortError" { Ok(None) } else { Err(fault) };
            }
        };
        let stored = Object::new();
        Reflect::set(&stored, &"handle".into(), &handle).map_err(thrown)?;
        Reflect::set(&stored, &"mark".into(), &mark.as_str().into()).map_err(thrown)?;
        let database = Database::open(DATABASE, 1, &[STORE]).await.map_err(idb::OpenFault::into_fault)?;
        let transaction = database.write(&[STORE])?;
        transaction.put(STORE, KEY, &stored)?.unwatched();
        transaction.finish().await?;
        Ok(Some(Self { handle, mark }))
    }

    /// Forgets the folder; what is in it stays.
    pub async fn forget() {
        // Where it cannot be deleted now, it is at worst offered again.
        let _ = idb::delete(DATABASE).await;
    }

    /// Tells what the screen has to know of it; with `ask`, the user is asked to allow writing, which must come
    /// from a press of a button.
    pub async fn state(&self, ask: bool) -> BackupFolder {
        let verb = if ask { "requestPermission" } else { "queryPermission" };
        let name = Reflect::get(&self.handle, &"name".into()).ok().and_then(|name| name.as_string());
        BackupFolder {
            name: name.unwrap_or_default(),
            mark: self.mark.clone(),
            is_allowed: self.permission(verb).await.as_deref() == Some("granted"),
        }
    }

    async fn permission(&self, verb: &str) -> Option<String> {
        let ask: Function = Reflect::get(&self.handle, &verb.into()).ok()?.dyn_into().ok()?;
        let asked: Promise = ask.call1(&self.handle, &mode()).ok()?.dyn_into().ok()?;
        JsFuture::from(asked).await.ok()?.as_string()
    }

    /// Writes the file of a day, in place of an earlier one of that day, and removes those that are not kept any
    /// longer. Returns its name.
    ///
    /// # Errors
    /// What the browser says; an earlier file of the day is as it was then.
    pub async fn save(&self, day: Day, is_sealed: bool, parts: &[Blob]) -> Result<String, Failure> {
        let known = self.state(false).await;
        let folder = Folder::picked(&self.handle);
        let name = known.file(day, is_sealed);
        let parts: Array = parts.iter().collect();
        folder.write(&name, &parts).await.map_err(told)?;
        for old in known.outlived(&folder.names().await.unwrap_or_default()) {
            // What cannot be removed now is tried again the next time.
            let _ = folder.remove(&old).await;
        }
        Ok(name)
    }
}

fn mode() -> Object {
    let options = Object::new();
    // Setting a field of a plain object cannot fail.
    let _ = Reflect::set(&options, &"mode".into(), &"readwrite".into());
    options
}

fn thrown(thrown: JsValue) -> Fault {
    Fault::of(&thrown)
}

/// Says in the browser's words why a folder could not be written.
fn told(Fault { name, message }: Fault) -> Failure {
    match name.as_str() {
        "QuotaExceededError" => Failure::Quota,
        _ => Failure::Other(format!("{name}: {message}")),
    }
}
