//! The knowledge that there is a book, kept outside its database: a database that was wiped looks new.

use web_sys::Storage;

const KEY: &str = "wellkept.book";

/// Tells whether there was a book here.
pub fn is_set() -> bool {
    storage().is_some_and(|storage| matches!(storage.get_item(KEY), Ok(Some(_))))
}

/// Notes that there is a book. Where localStorage is denied, nothing is noted.
pub fn set() {
    if let Some(storage) = storage() {
        let _ = storage.set_item(KEY, "1");
    }
}

/// Notes that there is none any more, by the user's wish.
pub fn clear() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(KEY);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
