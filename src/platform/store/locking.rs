//! Locking the book with a passphrase: on, off, another passphrase, and in and out of a locked book.
//!
//! What lies in the database is rewritten in one strict transaction, so it is all in the open or all sealed. The
//! snapshots follow: a mark in the database says that they are still to come, and whoever opens the book next goes on
//! with them. Until then each is whole, and opens with the passphrase before or after.

use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::keyring::{Keyring, file_head};
use super::tabs::News;
use super::write::still;
use super::{META, STORES, Store, StoreError, key};
use crate::app::{Rewritten, Snapshot};
use crate::platform::files;
use crate::platform::folder::joined;
use crate::platform::idb::{Transaction, Veil};
use crate::seal::{Cipher, Lock};

/// How many values are on their way to the disk at once.
const AHEAD: usize = 8;

impl Store {
    /// Tells whether the stored book is locked with a passphrase, as far as this tab knows.
    pub fn has_lock(&self) -> bool {
        self.shared.place.keyring().is_some() || self.shared.is_locked()
    }

    /// Opens the lock of the stored book; it can be loaded then.
    ///
    /// # Errors
    /// [`StoreError::WrongPassphrase`]; [`StoreError::Damaged`] if the lock is not as it was written.
    pub async fn unlock(&self, cipher: Cipher, passphrase: &str) -> Result<(), StoreError> {
        let _turn = self.shared.turns.turn().await;
        let lock = self.stored_lock().await?.ok_or(StoreError::Outdated)?;
        let ring = Keyring::open(cipher, lock, &normal(passphrase))?;
        self.shared.place.set_keyring(Some(ring));
        self.shared.enter().await;
        Ok(())
    }

    /// Forgets the key, and all that this tab knows of the book. With `all`, the other tabs are told to do the same.
    pub fn lock(&self, all: bool) {
        self.shared.leave();
        if all {
            self.shared.post(&News::Locked.text());
        }
    }

    /// Calls `f` when another tab locks the book.
    pub fn on_lock(&self, f: impl Fn() + 'static) {
        *self.shared.listeners.locked.borrow_mut() = Some(Rc::new(move |()| f()));
    }

    /// Locks the book with a passphrase. When this returns, everything of it on the disk is sealed; tells what became
    /// of the snapshots.
    ///
    /// # Errors
    /// The disk is as it was before. As [`Store::commit`].
    pub async fn set_lock(&self, cipher: Cipher, passphrase: &str) -> Result<Rewritten, StoreError> {
        let _alone = Self::snapshots_alone().await;
        let _turn = self.shared.turns.turn().await;
        if self.shared.place.keyring().is_some() {
            return Err(StoreError::Occupied);
        }
        let ring = Keyring::make(cipher, &normal(passphrase))?;
        self.rewrite(Some(Rc::clone(&ring))).await?;
        self.shared.place.set_keyring(Some(ring));
        self.shared.post(&News::Replaced.text());
        self.reseal_all().await
    }

    /// Puts another passphrase in the place of the old one; what is sealed stays sealed as it is.
    ///
    /// # Errors
    /// As [`Store::set_lock`], and [`StoreError::WrongPassphrase`].
    pub async fn change_lock(
        &self,
        cipher: Cipher,
        old: &str,
        passphrase: &str,
    ) -> Result<Rewritten, StoreError> {
        let _alone = Self::snapshots_alone().await;
        let _turn = self.shared.turns.turn().await;
        let ring = self.proven(cipher, old).await?.changed(&normal(passphrase))?;
        let known = self.shared.known.borrow().manifest()?.clone();
        let transaction = self.write(&[META])?;
        let unchanged = still(&transaction, &known)?;
        transaction.put(META, key::LOCK, &JsValue::from_str(&ring.lock().text()))?.unwatched();
        transaction.put(META, key::RESEAL, &JsValue::from_f64(1.0))?.unwatched();
        self.settle(transaction, unchanged).await?;
        self.shared.place.set_keyring(Some(ring));
        self.shared.post(&News::Stored.text());
        self.reseal_all().await
    }

    /// Takes the lock away: everything lies in the open again.
    ///
    /// # Errors
    /// The book on the disk is as it was before. As [`Store::change_lock`].
    pub async fn remove_lock(&self, cipher: Cipher, old: &str) -> Result<Rewritten, StoreError> {
        let _alone = Self::snapshots_alone().await;
        let _turn = self.shared.turns.turn().await;
        let ring = self.proven(cipher, old).await?;
        // The snapshots first, while there is a key for them: whoever is interrupted still has a locked book, and its
        // next opening seals them again.
        let transaction = self.write(&[META])?;
        transaction.put(META, key::RESEAL, &JsValue::from_f64(1.0))?.unwatched();
        self.finish(transaction).await?;
        let done = self.rewrite_snapshots(Some(&ring), None).await?;
        if let Err(error) = self.rewrite(None).await {
            let _ = self.reseal_all().await;
            return Err(error);
        }
        self.shared.place.set_keyring(None);
        self.shared.post(&News::Replaced.text());
        Ok(done)
    }

    /// Goes on with the snapshots that an interrupted change of the lock left as they were.
    pub(super) async fn reseal_if_due(&self) {
        let is_due = async {
            let transaction = self.shared.place.database()?.read(&[META])?;
            Ok::<_, StoreError>(!transaction.get(META, key::RESEAL)?.result().await?.is_undefined())
        };
        if matches!(is_due.await, Ok(true)) {
            let _alone = Self::snapshots_alone().await;
            // What cannot be done now is tried again at the next opening.
            let _ = self.reseal_all().await;
        }
    }

    /// Seals every snapshot with the present lock, or opens it where there is none, and takes the mark away.
    async fn reseal_all(&self) -> Result<Rewritten, StoreError> {
        let ring = self.shared.place.keyring();
        let done = self.rewrite_snapshots(ring.as_ref(), ring.as_ref()).await?;
        let transaction = self.write(&[META])?;
        transaction.delete(META, key::RESEAL)?.unwatched();
        self.finish(transaction).await?;
        Ok(done)
    }

    /// Writes everything that is stored anew, behind another veil, in one transaction.
    async fn rewrite(&self, ring: Option<Rc<Keyring>>) -> Result<(), StoreError> {
        let known = self.shared.known.borrow().manifest()?.clone();
        let transaction = self.write(&STORES)?;
        let unchanged = still(&transaction, &known)?;
        let veil = ring.as_deref().map(|ring| ring as &dyn Veil);
        for store in STORES {
            rewrite_store(&transaction, store, veil).await?;
        }
        match &ring {
            Some(ring) => {
                let text = JsValue::from_str(&ring.lock().text());
                transaction.put_behind(None, META, &key::LOCK.into(), &text)?.unwatched();
                let due = JsValue::from_f64(1.0);
                transaction.put_behind(None, META, &key::RESEAL.into(), &due)?.unwatched();
            }
            None => {
                transaction.delete(META, key::LOCK)?.unwatched();
                transaction.delete(META, key::RESEAL)?.unwatched();
            }
        }
        self.settle(transaction, unchanged).await
    }

    /// Returns the present key once the passphrase has been shown to be the right one.
    async fn proven(&self, cipher: Cipher, passphrase: &str) -> Result<Rc<Keyring>, StoreError> {
        let lock = self.stored_lock().await?.ok_or(StoreError::Outdated)?;
        Keyring::open(cipher, lock, &normal(passphrase))
    }

    /// Makes sure, for a tab that writes without knowing what others did, that what it writes can be read: the lock may
    /// have come or gone meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Outdated`] if the lock is another one.
    pub(super) async fn same_lock(&self, transaction: &Transaction) -> Result<(), StoreError> {
        let stored = parsed_lock(&transaction.get(META, key::LOCK)?.result().await?)?;
        let known = self.shared.place.keyring();
        if stored.map(|lock| lock.id()) == known.map(|ring| ring.lock().id()) {
            Ok(())
        } else {
            Err(StoreError::Outdated)
        }
    }

    async fn stored_lock(&self) -> Result<Option<Lock>, StoreError> {
        let transaction = self.shared.place.database()?.read(&[META])?;
        let stored = transaction.get(META, key::LOCK)?.result().await?;
        parsed_lock(&stored)
    }

    /// Returns the lock that a snapshot is sealed with; `None` if it lies in the open.
    ///
    /// # Errors
    /// It cannot be read.
    pub async fn lock_of_snapshot(&self, snapshot: &Snapshot) -> Result<Option<Lock>, StoreError> {
        let bytes = self.snapshot_file(&snapshot.name()).await?;
        Ok(if super::snapshots::is_sealed(&bytes) { Some(file_head(&bytes)?.0.lock().clone()) } else { None })
    }

    /// Opens a snapshot that is sealed with another passphrase than the book, or of a book that is not there any more: it
    /// can be read then. The book that is put in the place of a lost one is locked as the snapshot was.
    ///
    /// # Errors
    /// [`StoreError::WrongPassphrase`]; [`StoreError::Damaged`].
    pub async fn unlock_snapshot(
        &self,
        snapshot: &Snapshot,
        cipher: Cipher,
        passphrase: &str,
    ) -> Result<(), StoreError> {
        let Some(lock) = self.lock_of_snapshot(snapshot).await? else { return Ok(()) };
        let ring = Keyring::open(cipher, lock, &normal(passphrase))?;
        if self.shared.place.keyring().is_none() && self.shared.known.borrow().manifest().is_err() {
            self.shared.place.set_keyring(Some(Rc::clone(&ring)));
        }
        self.shared.place.add_key(ring);
        Ok(())
    }

    /// Seals a file of bytes that were handed to the browser with the key of the book, and hands that over.
    ///
    /// # Errors
    /// [`StoreError::Locked`] if the book has no open lock; what the browser says.
    pub async fn seal_file(&self, parts: &[Blob]) -> Result<Vec<Blob>, StoreError> {
        let ring = self.shared.place.keyring().ok_or(StoreError::Locked)?;
        let mut sealing = ring.sealing()?;
        let hand_over = |pieces: &[Uint8Array]| files::handed_over(pieces).ok_or(StoreError::Quota);
        let mut sealed = Vec::with_capacity(parts.len() + 1);
        for part in parts {
            let bytes =
                files::taken_back(part).await.map_err(|error| StoreError::Failed(error.to_string()))?;
            sealed.push(hand_over(&sealing.take(&bytes).await?)?);
        }
        sealed.push(hand_over(&sealing.finish()?)?);
        Ok(sealed)
    }

    /// Returns what the browser keeps for this book besides it, such as saved views; empty if there is nothing.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn private(&self) -> Result<String, StoreError> {
        let transaction = self.shared.place.database()?.read(&[META])?;
        Ok(transaction.get(META, key::PRIVATE)?.result().await?.as_string().unwrap_or_default())
    }

    /// Keeps that; nothing where the book is not locked.
    ///
    /// # Errors
    /// The disk is as it was before.
    pub async fn keep_private(&self, text: &str) -> Result<(), StoreError> {
        let _turn = self.shared.turns.turn().await;
        if self.shared.place.keyring().is_none() {
            return Ok(());
        }
        let transaction = self.shared.place.database()?.write(&[META])?;
        self.same_lock(&transaction).await?;
        transaction.put(META, key::PRIVATE, &JsValue::from_str(text))?.unwatched();
        self.finish(transaction).await
    }
}

/// Opens a sealed file: with the key of the book, or with a passphrase.
///
/// # Errors
/// [`StoreError::Locked`] if a passphrase is needed, [`StoreError::WrongPassphrase`], [`StoreError::Damaged`].
pub async fn open_file(
    store: &Store,
    file: &Uint8Array,
    passphrase: Option<(Cipher, String)>,
) -> Result<Uint8Array, StoreError> {
    let (head, _) = file_head(file)?;
    let ring = match passphrase {
        Some((cipher, passphrase)) => Keyring::open(cipher, head.lock().clone(), &normal(&passphrase))?,
        None => store.shared.place.keyring().ok_or(StoreError::Locked)?,
    };
    Ok(joined(&ring.open_file(file).await?))
}

/// Writes every value of a store anew, a few at a time.
async fn rewrite_store(
    transaction: &Transaction,
    store: &str,
    veil: Option<&dyn Veil>,
) -> Result<(), StoreError> {
    let keys: Array = transaction.keys(store)?.result().await?.unchecked_into();
    let mut asked = VecDeque::with_capacity(AHEAD);
    for key in keys.iter() {
        let value = transaction.get(store, key.clone())?.result().await?;
        asked.push_back(transaction.put_behind(veil, store, &key, &value)?.watched());
        if asked.len() >= AHEAD
            && let Some(first) = asked.pop_front()
        {
            first.result().await?;
        }
    }
    Ok(())
}

/// Reads the lock as it is stored; `None` if there is none.
pub fn parsed_lock(stored: &JsValue) -> Result<Option<Lock>, StoreError> {
    if stored.is_undefined() {
        return Ok(None);
    }
    let damaged = || StoreError::Damaged("the lock is not as it was written".to_owned());
    let text = stored.as_string().ok_or_else(damaged)?;
    match Lock::parse(&text) {
        Err(crate::seal::SealError::Damaged) => Err(damaged()),
        read => Ok(Some(read?)),
    }
}

/// Returns a passphrase in the form in which it is used: the same however a keyboard composes its characters.
fn normal(passphrase: &str) -> String {
    String::from(js_sys::JsString::from(passphrase).normalize("NFKC"))
}
