//! Words that many records hold, such as an industry or a tag: memory keeps each of them once.

use std::cell::Cell;
use std::fmt;

use arcstr::ArcStr;
use xxhash_rust::xxh64::xxh64;

/// So many words are remembered at most; a power of two.
const SLOTS: usize = 1 << 10;
/// Longer texts are hardly the same twice.
const LONGEST: usize = 96;

/// The words that were read lately: what is read again is not kept twice. A word may push out another one, which is
/// then kept twice at worst.
pub struct SharedWords(Box<[Cell<ArcStr>]>);

impl Default for SharedWords {
    fn default() -> Self {
        Self(std::iter::repeat_with(Cell::default).take(SLOTS).collect())
    }
}

impl fmt::Debug for SharedWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedWords").finish_non_exhaustive()
    }
}

impl SharedWords {
    /// Returns the word, the same one as before if it was read before.
    pub fn get(&self, word: &str) -> ArcStr {
        let slot = usize::try_from(xxh64(word.as_bytes(), 0) % SLOTS as u64).ok();
        let Some(slot) = slot.and_then(|slot| self.0.get(slot)).filter(|_| word.len() <= LONGEST) else {
            return word.into();
        };
        let known = slot.take();
        let known = if known == word { known } else { ArcStr::from(word) };
        slot.set(ArcStr::clone(&known));
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_read_again_is_the_same_one_and_no_other() {
        let words = SharedWords::default();
        let texts: Vec<String> =
            (0..3 * SLOTS).map(|n| format!("行业{n}")).chain(["长".repeat(99)]).collect();
        for text in &texts {
            let (one, again) = (words.get(text), words.get(text));
            assert_eq!((one.as_str(), again.as_str()), (text.as_str(), text.as_str()));
            assert_eq!(ArcStr::ptr_eq(&one, &again), text.len() <= LONGEST, "{text}");
        }
        assert!(words.get("").is_empty());
    }
}
