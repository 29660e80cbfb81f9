//! The key of a locked book, and what it covers on the way to the disk: every value but the few that say what lies there.

use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

use super::{META, StoreError, key};
use crate::platform::idb::{Fault, Veil};
use crate::platform::{clock, random};
use crate::seal::{Cipher, Entropy, FileHead, Key, Lock, PIECE, Piece, Place, SealError};

/// The values of `meta` that lie open: whoever has no key must be told that there is something, and what.
const OPEN: [&str; 4] = [key::FORMAT, key::LOCK, key::ERASED, key::RESEAL];

/// How many pieces are sealed or opened before the page may draw again.
const AT_ONCE: u32 = 4;

/// The sort of a value, before its bytes.
const TEXT: u8 = b's';
const BYTES: u8 = b'b';
const NUMBER: u8 = b'n';

/// An open lock.
pub struct Keyring {
    lock: Lock,
    key: Key,
    cipher: Cipher,
}

/// A file that is being sealed.
pub struct Sealing<'a> {
    ring: &'a Keyring,
    nonce: [u8; 19],
    /// The first line of the file, to which every piece is bound.
    line: String,
    /// How many pieces are sealed.
    number: u32,
    /// What does not fill a piece yet, or may be the last.
    waiting: Vec<u8>,
}

impl Sealing<'_> {
    /// Takes more of the file and returns what of it is sealed, letting the page breathe.
    ///
    /// # Errors
    /// It is too long.
    pub async fn take(&mut self, bytes: &Uint8Array) -> Result<Vec<Uint8Array>, StoreError> {
        let mut sealed = Vec::new();
        let mut at = 0;
        while at < bytes.length() {
            // A whole piece is kept back: the last one must be known as such.
            if self.waiting.len() == PIECE as usize {
                let piece = std::mem::take(&mut self.waiting);
                self.seal(&piece, false, &mut sealed)?;
                if self.number.is_multiple_of(AT_ONCE) {
                    clock::next_task().await;
                }
            }
            let end = bytes.length().min(at + PIECE - self.waiting.len() as u32);
            self.waiting.extend(bytes.subarray(at, end).to_vec());
            at = end;
        }
        Ok(sealed)
    }

    /// Returns what is left, sealed as the end.
    ///
    /// # Errors
    /// It is too long.
    pub fn finish(mut self) -> Result<Vec<Uint8Array>, StoreError> {
        let (waiting, mut sealed) = (std::mem::take(&mut self.waiting), Vec::new());
        self.seal(&waiting, true, &mut sealed)?;
        Ok(sealed)
    }

    fn seal(&mut self, piece: &[u8], is_last: bool, sealed: &mut Vec<Uint8Array>) -> Result<(), StoreError> {
        let Self { ring, nonce, line, number, .. } = self;
        if *number == 0 {
            sealed.push(Uint8Array::from(line.as_bytes()));
        }
        let place = Piece { nonce: *nonce, number: *number, is_last, head: line.as_bytes() };
        let bytes = (ring.cipher.seal_piece)(&ring.key, place, piece)?;
        sealed.push(Uint8Array::from(bytes.as_slice()));
        *number = number.checked_add(1).ok_or(SealError::Damaged)?;
        Ok(())
    }
}

/// Returns what a new lock takes of randomness.
fn entropy() -> Result<Entropy, StoreError> {
    let drawn = || {
        Some(Entropy {
            id: random::secret()?,
            salt: random::secret()?,
            nonce: random::secret()?,
            key: random::secret()?,
        })
    };
    drawn().ok_or_else(|| StoreError::Unavailable("no secure random numbers".to_owned()))
}

impl Keyring {
    /// Makes a new lock.
    ///
    /// # Errors
    /// There are no random numbers to make a key of.
    pub fn make(cipher: Cipher, passphrase: &str) -> Result<Rc<Self>, StoreError> {
        let (lock, key) = (cipher.make)(passphrase, entropy()?)?;
        Ok(Rc::new(Self { lock, key, cipher }))
    }

    /// Opens a lock.
    ///
    /// # Errors
    /// [`StoreError::WrongPassphrase`], or the lock is damaged.
    pub fn open(cipher: Cipher, lock: Lock, passphrase: &str) -> Result<Rc<Self>, StoreError> {
        let key = (cipher.unlock)(&lock, passphrase)?;
        Ok(Rc::new(Self { lock, key, cipher }))
    }

    /// Returns the same key behind another passphrase.
    ///
    /// # Errors
    /// As [`Keyring::make`].
    pub fn changed(&self, passphrase: &str) -> Result<Rc<Self>, StoreError> {
        let lock = (self.cipher.change)(&self.lock, &self.key, passphrase, entropy()?)?;
        Ok(Rc::new(Self { lock, key: self.key.clone(), cipher: self.cipher }))
    }

    /// Returns the same key with the lock as another tab has changed it.
    pub fn with(&self, lock: Lock) -> Rc<Self> {
        Rc::new(Self { lock, key: self.key.clone(), cipher: self.cipher })
    }

    /// Returns the lock that the key is kept behind.
    pub fn lock(&self) -> &Lock {
        &self.lock
    }

    /// Begins to seal a file, in pieces.
    ///
    /// # Errors
    /// There are no random numbers.
    pub fn sealing(&self) -> Result<Sealing<'_>, StoreError> {
        let nonce = random::secret();
        let nonce = nonce.ok_or_else(|| StoreError::Unavailable("no secure random numbers".to_owned()))?;
        let line = FileHead::new(self.lock.clone(), nonce, PIECE).text();
        Ok(Sealing { ring: self, nonce, line, number: 0, waiting: Vec::new() })
    }

    /// Seals a file, in pieces.
    ///
    /// # Errors
    /// There are no random numbers.
    pub async fn seal_file(&self, part: &Uint8Array) -> Result<Vec<Uint8Array>, StoreError> {
        let mut sealing = self.sealing()?;
        let mut sealed = sealing.take(part).await?;
        sealed.extend(sealing.finish()?);
        Ok(sealed)
    }

    /// Opens a sealed file.
    ///
    /// # Errors
    /// [`StoreError::Locked`] if another key sealed it; [`StoreError::Damaged`].
    pub async fn open_file(&self, file: &Uint8Array) -> Result<Vec<Uint8Array>, StoreError> {
        let (head, start) = file_head(file)?;
        if head.lock().id() != self.lock.id() {
            return Err(StoreError::Locked);
        }
        let line = head.text();
        let pieces = head.pieces((file.length() as usize).saturating_sub(start))?;
        let mut opened = Vec::with_capacity(pieces.len());
        let count = pieces.len();
        for (number, piece) in pieces.into_iter().enumerate() {
            let is_last = number + 1 == count;
            let place = Piece { nonce: head.nonce(), number: number as u32, is_last, head: line.as_bytes() };
            let sealed = file.subarray((start + piece.start) as u32, (start + piece.end) as u32).to_vec();
            let bytes = (self.cipher.open_piece)(&self.key, place, &sealed)?;
            opened.push(Uint8Array::from(bytes.as_slice()));
            if (number as u32 + 1).is_multiple_of(AT_ONCE) {
                clock::next_task().await;
            }
        }
        Ok(opened)
    }
}

/// Returns the first line of a sealed file, and where its pieces begin.
///
/// # Errors
/// It is no sealed file, or damaged.
pub fn file_head(file: &Uint8Array) -> Result<(FileHead, usize), StoreError> {
    Ok(FileHead::read(&file.subarray(0, file.length().min(8192)).to_vec())?)
}

impl Veil for Keyring {
    fn cover(&self, store: &str, key: &JsValue, value: &JsValue) -> Result<JsValue, Fault> {
        if is_open(store, key) {
            return Ok(value.clone());
        }
        let bytes = if let Some(text) = value.as_string() {
            tagged(TEXT, text.as_bytes())
        } else if let Some(number) = value.as_f64() {
            tagged(NUMBER, &number.to_le_bytes())
        } else {
            let bytes = value.dyn_ref::<Uint8Array>().ok_or_else(|| fault(store, key))?;
            tagged(BYTES, &bytes.to_vec())
        };
        let nonce = random::secret().ok_or_else(|| fault(store, key))?;
        let place = Place { nonce, name: &self.place(store, key) };
        let sealed = (self.cipher.seal)(&self.key, place, &bytes);
        sealed.map(|sealed| Uint8Array::from(sealed.as_slice()).into()).map_err(|_| fault(store, key))
    }

    fn uncover(&self, store: &str, key: &JsValue, stored: JsValue) -> Result<JsValue, Fault> {
        if stored.is_undefined() || is_open(store, key) {
            return Ok(stored);
        }
        let sealed = stored.dyn_into::<Uint8Array>().map_err(|_| fault(store, key))?;
        let opened = (self.cipher.open)(&self.key, &self.place(store, key), &sealed.to_vec());
        let opened = opened.map_err(|_| fault(store, key))?;
        let (sort, bytes) = opened.split_first().ok_or_else(|| fault(store, key))?;
        match *sort {
            BYTES => Ok(Uint8Array::from(bytes).into()),
            TEXT => std::str::from_utf8(bytes).map(JsValue::from_str).map_err(|_| fault(store, key)),
            NUMBER => {
                let number = bytes.try_into().map(f64::from_le_bytes).map_err(|_| fault(store, key))?;
                Ok(JsValue::from_f64(number))
            }
            _ => Err(fault(store, key)),
        }
    }
}

impl Keyring {
    /// Returns what a value is bound to: one that was moved elsewhere does not open.
    fn place(&self, store: &str, key: &JsValue) -> Vec<u8> {
        format!("wellkept {} {store} {}", hex::encode(self.lock.id()), named(key)).into_bytes()
    }
}

fn is_open(store: &str, key: &JsValue) -> bool {
    store == META && key.as_string().is_some_and(|key| OPEN.contains(&key.as_str()))
}

fn named(key: &JsValue) -> String {
    match key.as_string() {
        Some(text) => format!("s{text}"),
        None => format!("n{}", key.as_f64().unwrap_or(f64::NAN)),
    }
}

fn tagged(sort: u8, bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::with_capacity(1 + bytes.len());
    all.push(sort);
    all.extend_from_slice(bytes);
    all
}

fn fault(store: &str, key: &JsValue) -> Fault {
    Fault { name: Fault::SEALED.to_owned(), message: format!("{store} {} does not open", named(key)) }
}
