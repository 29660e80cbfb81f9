//! The traces of a book outside its database: a database that was wiped looks new, and a first visit
//! must not need the store to find out that there is nothing in it.

use web_sys::Storage;

use super::channel::Channel;
use super::folder::Folder;
use super::idb;

const KEY: &str = "wellkept.book";
/// The name of the database that holds the book; those that come after a damaged one have a number behind it.
pub const DATABASE: &str = "wellkept";
/// The name of the channel between tabs.
pub const CHANNEL: &str = "wellkept";

/// The name of the folder with the book's snapshots, among the origin's own files.
pub const SNAPSHOTS: &str = "snapshots";

/// Tells whether there may be a book here: if not, there is neither a database nor a note of one, nor a snapshot.
pub async fn any() -> bool {
    if is_noted()
        || idb::names().await.is_none_or(|names| names.iter().any(|name| name.starts_with(DATABASE)))
    {
        return true;
    }
    match Folder::own(SNAPSHOTS, false).await {
        Ok(Some(folder)) => folder.names().await.is_ok_and(|names| !names.is_empty()),
        Ok(None) | Err(_) => false,
    }
}

/// Calls `f` when another tab stores something, until what is returned is dropped.
pub fn on_news(f: impl Fn() + 'static) -> Option<Channel> {
    Channel::open(CHANNEL, move |_| f())
}

/// Tells whether a book was noted here.
pub fn is_noted() -> bool {
    storage().is_some_and(|storage| matches!(storage.get_item(KEY), Ok(Some(_))))
}

/// Notes that there is a book. Where localStorage is denied, nothing is noted.
pub fn note() {
    if !is_noted() {
        set("1");
    }
}

/// Notes that there is a book, and which change of the database with that number was stored last. It may be lost with
/// the last seconds before a crash: it never says more than was stored.
pub fn note_change(database: u32, last_change: u64) {
    set(&format!("{database}:{last_change}"));
}

/// Returns the last change that was noted to be in the database with that number; 0 if none was.
pub fn noted_change(database: u32) -> u64 {
    let noted = storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default();
    let (noted_in, change) = noted.split_once(':').unwrap_or_default();
    if noted_in.parse() == Ok(database) { change.parse().unwrap_or(0) } else { 0 }
}

fn set(value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(KEY, value);
    }
}

/// Takes the note back: there is none any more, by the user's wish.
pub fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(KEY);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
