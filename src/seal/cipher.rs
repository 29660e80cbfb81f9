//! What seals and opens; nothing else names the crates that do.

use aead_stream::{NewStream, StreamBE32, StreamPrimitive};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

use super::{KeyRule, Lock, SealError};

/// The first byte of what is sealed: the form that follows.
const FORM: u8 = 1;
/// The length of the nonce that follows it.
const NONCE: usize = 24;

/// A key. It is wiped when it is let go, and never shown.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

/// What a new lock takes of randomness: bytes that nobody can foresee.
pub struct Entropy {
    /// For the lock's name.
    pub id: [u8; 16],
    /// So that equal passphrases make other keys.
    pub salt: [u8; 16],
    /// For sealing the key.
    pub nonce: [u8; 24],
    /// The key of the data.
    pub key: [u8; 32],
}

/// What comes of sealing and opening.
pub type Outcome<T> = Result<T, SealError>;

/// Bytes that were sealed or opened.
pub type Sealed = Outcome<Vec<u8>>;

/// Which piece of something long.
#[derive(Clone, Copy)]
pub struct Piece<'a> {
    /// What the nonces of all its pieces begin with.
    pub nonce: [u8; 19],
    /// Its number, from 0.
    pub number: u32,
    /// Whether it is the last one.
    pub is_last: bool,
    /// What all its pieces are bound to.
    pub head: &'a [u8],
}

/// What seals and opens. It is handed on by value: whoever holds it has fetched the part in which it lies.
#[derive(Clone, Copy)]
pub struct Cipher {
    /// Makes a lock with that passphrase, and a key.
    pub make: fn(&str, Entropy) -> Outcome<(Lock, Key)>,
    /// Makes another lock around the same key, with another passphrase.
    pub change: fn(&Lock, &Key, &str, Entropy) -> Outcome<Lock>,
    /// Opens a lock.
    pub unlock: fn(&Lock, &str) -> Outcome<Key>,
    /// Seals bytes in a place, with a nonce that is used once.
    pub seal: fn(&Key, Place<'_>, &[u8]) -> Sealed,
    /// Opens what was sealed in that place.
    pub open: fn(&Key, &[u8], &[u8]) -> Sealed,
    /// Seals a piece.
    pub seal_piece: fn(&Key, Piece<'_>, &[u8]) -> Sealed,
    /// Opens that piece.
    pub open_piece: fn(&Key, Piece<'_>, &[u8]) -> Sealed,
}

/// Where something is sealed, and with which nonce.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Random, and used once.
    pub nonce: [u8; NONCE],
    /// What it is bound to: elsewhere it does not open.
    pub name: &'a [u8],
}

/// Returns what seals and opens.
pub fn cipher() -> Cipher {
    Cipher { make, change, unlock, seal, open, seal_piece, open_piece }
}

fn make(passphrase: &str, entropy: Entropy) -> Outcome<(Lock, Key)> {
    let key = Key(Zeroizing::new(entropy.key));
    let lock = Lock::new(entropy.id, entropy.salt, entropy.nonce, KeyRule::NEW);
    Ok((wrapped(lock, &key, passphrase)?, key))
}

fn change(before: &Lock, key: &Key, passphrase: &str, entropy: Entropy) -> Outcome<Lock> {
    wrapped(Lock::new(before.id, entropy.salt, entropy.nonce, KeyRule::NEW), key, passphrase)
}

fn wrapped(lock: Lock, key: &Key, passphrase: &str) -> Outcome<Lock> {
    let aead = aead(&key_of(&lock, passphrase)?);
    let (nonce, terms) = (lock.nonce, lock.terms());
    let payload = Payload { msg: key.0.as_slice(), aad: terms.as_bytes() };
    let sealed = aead.encrypt(&nonce.into(), payload).map_err(|_| SealError::Damaged)?;
    Ok(lock.closed(sealed.try_into().map_err(|_| SealError::Damaged)?))
}

fn unlock(lock: &Lock, passphrase: &str) -> Outcome<Key> {
    let lock = lock.clone().checked()?;
    let aead = aead(&key_of(&lock, passphrase)?);
    let terms = lock.terms();
    let payload = Payload { msg: &lock.wrapped, aad: terms.as_bytes() };
    let opened = aead.decrypt(&lock.nonce.into(), payload).map_err(|_| SealError::WrongPassphrase)?;
    let opened = Zeroizing::new(opened);
    Ok(Key(Zeroizing::new(opened.as_slice().try_into().map_err(|_| SealError::Damaged)?)))
}

/// Makes a key of a passphrase.
fn key_of(lock: &Lock, passphrase: &str) -> Outcome<Key> {
    let KeyRule { memory, passes, lanes } = lock.argon2id;
    let params = Params::new(memory, passes, lanes, Some(32)).map_err(|_| SealError::Damaged)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), &lock.salt, key.as_mut_slice())
        .map_err(|_| SealError::Damaged)?;
    Ok(Key(key))
}

fn aead(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new((&*key.0).into())
}

fn seal(key: &Key, Place { nonce, name }: Place<'_>, bytes: &[u8]) -> Sealed {
    let payload = Payload { msg: bytes, aad: name };
    let sealed = aead(key).encrypt(&nonce.into(), payload).map_err(|_| SealError::Damaged)?;
    let mut all = Vec::with_capacity(1 + NONCE + sealed.len());
    all.push(FORM);
    all.extend_from_slice(&nonce);
    all.extend_from_slice(&sealed);
    Ok(all)
}

fn open(key: &Key, place: &[u8], sealed: &[u8]) -> Sealed {
    let rest = sealed.strip_prefix(&[FORM]).ok_or(SealError::Damaged)?;
    let (nonce, rest) = rest.split_first_chunk::<NONCE>().ok_or(SealError::Damaged)?;
    let payload = Payload { msg: rest, aad: place };
    aead(key).decrypt(nonce.into(), payload).map_err(|_| SealError::Damaged)
}

type Stream = StreamBE32<XChaCha20Poly1305>;

fn seal_piece(key: &Key, piece: Piece<'_>, bytes: &[u8]) -> Sealed {
    let stream = Stream::from_aead(aead(key), &piece.nonce.into());
    let payload = Payload { msg: bytes, aad: piece.head };
    stream.encrypt(piece.number, piece.is_last, payload).map_err(|_| SealError::Damaged)
}

fn open_piece(key: &Key, piece: Piece<'_>, sealed: &[u8]) -> Sealed {
    let stream = Stream::from_aead(aead(key), &piece.nonce.into());
    let payload = Payload { msg: sealed, aad: piece.head };
    stream.decrypt(piece.number, piece.is_last, payload).map_err(|_| SealError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::{FileHead, MARK};
    use proptest::prelude::*;

    fn entropy(seed: u8) -> Entropy {
        Entropy { id: [seed; 16], salt: [seed ^ 1; 16], nonce: [seed ^ 2; 24], key: [seed ^ 3; 32] }
    }

    /// A lock that costs little, so that many can be tried.
    fn cheap(passphrase: &str, seed: u8) -> (Lock, Key) {
        let Entropy { id, salt, nonce, key } = entropy(seed);
        let lock = Lock::new(id, salt, nonce, KeyRule { memory: 8, passes: 1, lanes: 1 });
        let key = Key(Zeroizing::new(key));
        (wrapped(lock, &key, passphrase).unwrap(), key)
    }

    #[test]
    fn only_the_passphrase_opens_the_lock_also_after_it_was_changed() {
        let (lock, key) = make("常顾 correct horse", entropy(7)).unwrap();
        assert_eq!(lock.argon2id, KeyRule::NEW);
        let read = Lock::parse(&lock.text()).unwrap();
        assert_eq!(read, lock);
        assert_eq!(*unlock(&read, "常顾 correct horse").unwrap().0, *key.0);
        for wrong in ["", "常顾 correct hors", "常顾 correct horse ", "常顾 Correct horse"] {
            assert_eq!(unlock(&read, wrong).err(), Some(SealError::WrongPassphrase), "{wrong}");
        }
        let changed = change(&lock, &key, "another", entropy(9)).unwrap();
        assert_eq!((changed.id, changed.salt), (lock.id, [9 ^ 1; 16]));
        assert_eq!(*unlock(&changed, "another").unwrap().0, *key.0);
        assert_eq!(unlock(&changed, "常顾 correct horse").err(), Some(SealError::WrongPassphrase));
        assert!(!lock.text().contains(&hex::encode(*key.0)), "the key is nowhere in the open");
    }

    #[test]
    fn the_published_vectors_of_both_come_out() {
        // draft-irtf-cfrg-xchacha-03, A.3.1.
        let plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
        let key: [u8; 32] = std::array::from_fn(|place| 0x80 + place as u8);
        let nonce: [u8; 24] = std::array::from_fn(|place| 0x40 + place as u8);
        let place = hex::decode("50515253c0c1c2c3c4c5c6c7").unwrap();
        let sealed = seal(&Key(Zeroizing::new(key)), Place { nonce, name: &place }, plain).unwrap();
        assert!(
            hex::encode(&sealed[25..])
                .starts_with("bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb")
        );
        assert!(hex::encode(&sealed).ends_with("c0875924c1c7987947deafd8780acf49"));
        // The reference implementation's test: version 19, t = 2, m = 2^16 KiB, p = 1.
        let rule = KeyRule { memory: 65_536, passes: 2, lanes: 1 };
        let mut out = [0; 32];
        let params = Params::new(rule.memory, rule.passes, rule.lanes, Some(32)).unwrap();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(b"password", b"somesalt", &mut out)
            .unwrap();
        assert_eq!(hex::encode(out), "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
    }

    #[test]
    fn a_lock_from_elsewhere_that_asks_too_much_is_refused() {
        for rule in [
            KeyRule { memory: u32::MAX, passes: 1, lanes: 1 },
            KeyRule { memory: 8, passes: u32::MAX, lanes: 1 },
            KeyRule { memory: 1 << 18, passes: 1, lanes: u32::MAX },
            KeyRule { memory: 0, passes: 1, lanes: 1 },
            KeyRule { memory: 8, passes: 0, lanes: 0 },
        ] {
            let lock = Lock::new([1; 16], [2; 16], [3; 24], rule).closed([4; 48]);
            assert_eq!(Lock::parse(&lock.text()), Err(SealError::Damaged), "{rule:?}");
        }
        let (mut newer, _) = cheap("x", 1);
        newer.version = 2;
        assert_eq!(Lock::parse(&newer.text()), Err(SealError::Newer));
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_in_its_place_and_with_its_key_alone(
            bytes in proptest::collection::vec(any::<u8>(), 0..400),
            place in ".{0,20}",
            flip in any::<prop::sample::Index>(),
            bit in 0u8..8,
        ) {
            let (_, key) = cheap("one", 1);
            let (_, other) = cheap("one", 2);
            let sealed = seal(&key, Place { nonce: [5; 24], name: place.as_bytes() }, &bytes).unwrap();
            prop_assert_eq!(open(&key, place.as_bytes(), &sealed).unwrap(), bytes.clone());
            prop_assert!(open(&other, place.as_bytes(), &sealed).is_err());
            let elsewhere = place.clone() + "/";
            prop_assert!(open(&key, elsewhere.as_bytes(), &sealed).is_err());
            // One bit of the form, the nonce, the bytes or the tag.
            let mut flipped = sealed.clone();
            let at = flip.index(flipped.len());
            flipped[at] ^= 1 << bit;
            prop_assert!(open(&key, place.as_bytes(), &flipped).is_err(), "byte {}", at);
            prop_assert!(open(&key, place.as_bytes(), &sealed[..at]).is_err(), "cut at {}", at);
        }

        #[test]
        fn a_lock_with_one_bit_flipped_opens_with_no_passphrase(which in 0usize..6, flip in any::<prop::sample::Index>(), bit in 0u8..8) {
            let (lock, _) = cheap("one", 1);
            let mut bad = lock.clone();
            match which {
                0 => bad.id[flip.index(16)] ^= 1 << bit,
                1 => bad.salt[flip.index(16)] ^= 1 << bit,
                2 => bad.nonce[flip.index(24)] ^= 1 << bit,
                3 => bad.wrapped[flip.index(48)] ^= 1 << bit,
                4 => bad.argon2id.memory ^= 1 << bit,
                _ => bad.argon2id.passes ^= 1 << bit,
            }
            prop_assert_eq!(Lock::parse(&bad.text()), Err(SealError::Damaged), "as it lies on the disk");
            // Whoever makes the sum right again gets no further.
            let wrapped = bad.wrapped;
            let mended = bad.closed(wrapped);
            prop_assert!(unlock(&mended, "one").is_err());
        }

        #[test]
        fn a_sealed_file_opens_whole_or_not_at_all(
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
            flip in any::<prop::sample::Index>(),
            bit in 0u8..8,
        ) {
            let (lock, key) = cheap("one", 1);
            let head = FileHead::new(lock, [8; 19], 64);
            let sealed = sealed_file(&head, &key, &bytes);
            prop_assert!(sealed.starts_with(MARK.as_bytes()));
            prop_assert_eq!(opened(&sealed, &key), Some(bytes.clone()));
            let at = flip.index(sealed.len());
            let mut flipped = sealed.clone();
            flipped[at] ^= 1 << bit;
            prop_assert_eq!(opened(&flipped, &key), None, "byte {}", at);
            prop_assert_eq!(opened(&sealed[..at], &key), None, "cut at {}", at);
            let mut longer = sealed.clone();
            longer.push(0);
            prop_assert_eq!(opened(&longer, &key), None);
        }
    }

    fn sealed_file(head: &FileHead, key: &Key, bytes: &[u8]) -> Vec<u8> {
        let mut file = head.text().into_bytes();
        let pieces: Vec<&[u8]> = if bytes.is_empty() { vec![bytes] } else { bytes.chunks(64).collect() };
        for (number, piece) in pieces.iter().enumerate() {
            let text = head.text();
            let is_last = number + 1 == pieces.len();
            let place = Piece { nonce: head.nonce(), number: number as u32, is_last, head: text.as_bytes() };
            file.extend(seal_piece(key, place, piece).unwrap());
        }
        file
    }

    fn opened(file: &[u8], key: &Key) -> Option<Vec<u8>> {
        let (head, at) = FileHead::read(file).ok()?;
        unlock(head.lock(), "one").ok()?;
        let rest = &file[at..];
        let mut found = Vec::new();
        for (number, range) in head.pieces(rest.len()).ok()?.into_iter().enumerate() {
            let is_last = range.end == rest.len();
            let place = Piece { nonce: head.nonce(), number: number as u32, is_last, head: &file[..at] };
            found.extend(open_piece(key, place, &rest[range]).ok()?);
        }
        Some(found)
    }
}
