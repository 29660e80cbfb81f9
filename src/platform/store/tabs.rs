//! What tabs tell each other: the writer sends what it stored, the others keep their books in step and ask it to
//! store what is entered there.

use serde::{Deserialize, Serialize};

use super::StoreError;
use super::manifest::Manifest;
use crate::app::Failure;
use crate::book::{Change, Overridden};
use crate::model::{BookInfo, ChangeId, Instant};

/// The name of the lock that the writing tab holds.
pub const WRITER: &str = "wellkept-writer";

/// Changes longer than this are not sent, in bytes: the other tabs read them from the log instead.
const LONGEST: usize = 1 << 20;

/// How long a request may wait for the writing tab to begin with it, in milliseconds.
pub const BEGUN_WITHIN: i64 = 10_000;

/// What one tab says to the others.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum News {
    /// One change was stored.
    Changed(Box<Changed>),
    /// Something was stored that is not sent: it is on the disk.
    Stored,
    /// A tab that does not write asks for a change to be stored.
    Asked(Box<Asked>),
    /// A tab that does not write asks for the book's card to be stored.
    AskedCard {
        /// What the answer is known by.
        id: ChangeId,
        /// The card.
        info: BookInfo,
        /// As in [`Asked`].
        until: Instant,
    },
    /// What came of that.
    Answered {
        /// The change that was asked for, or what stands for it.
        change: ChangeId,
        /// Why it was not stored; `None` if it was.
        failure: Option<Failure>,
    },
    /// Another tab writes from now on: what the one before did not answer must be asked anew.
    TookOver,
    /// The book is to be locked in every tab.
    Locked,
    /// The book is another one, or told of in a way that this version does not know.
    Replaced,
}

/// A change that was stored.
#[derive(Debug, Serialize, Deserialize)]
pub struct Changed {
    /// The manifest after it.
    pub manifest: Manifest,
    /// The change.
    pub change: Change,
    /// What others had set a moment before and it put something else in the place of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overridden: Vec<Overridden>,
}

/// A change that is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Asked {
    /// The change.
    pub change: Change,
    /// As in [`Changed`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overridden: Vec<Overridden>,
    /// When it is too late to begin with it: whoever asked has given up then.
    pub until: Instant,
}

impl News {
    /// Returns the news of a stored change; of a large one only that there is one.
    pub fn of_change(manifest: &Manifest, change: &Change, overridden: &[Overridden], bytes: usize) -> Self {
        if bytes > LONGEST {
            return Self::Stored;
        }
        let (manifest, change, overridden) = (manifest.clone(), change.clone(), overridden.to_vec());
        Self::Changed(Box::new(Changed { manifest, change, overridden }))
    }

    /// Returns it as text.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| r#""replaced""#.to_owned())
    }

    /// Reads what another tab said.
    pub fn read(text: &str) -> Self {
        serde_json::from_slice(text.as_bytes()).unwrap_or(Self::Replaced)
    }
}

/// What a tab knows of the stored book.
#[derive(Debug, Default)]
pub struct Known {
    manifest: Option<Manifest>,
    early: Vec<Changed>,
}

/// What to do about a change of another tab.
#[derive(Debug)]
pub enum Follow {
    /// Nothing: it is known already, or the book is still being read.
    Nothing,
    /// Apply it.
    Apply(Box<Changed>),
    /// Look at the disk: something was missed.
    Look,
}

impl Known {
    /// Returns the manifest of the book as this tab has it.
    ///
    /// # Errors
    /// The book has not been read, or must be read again.
    pub fn manifest(&self) -> Result<&Manifest, StoreError> {
        self.manifest.as_ref().ok_or(StoreError::Outdated)
    }

    /// Notes what this tab has now read or written.
    pub fn set(&mut self, manifest: Option<Manifest>) {
        self.manifest = manifest;
        self.early.clear();
    }

    /// Takes news of a change.
    pub fn follow(&mut self, news: Box<Changed>) -> Follow {
        let Some(known) = &self.manifest else {
            self.early.push(*news);
            return Follow::Nothing;
        };
        if news.manifest.last_change <= known.last_change {
            Follow::Nothing
        } else if news.manifest.last_change == known.last_change + 1 {
            self.manifest = Some(news.manifest.clone());
            Follow::Apply(news)
        } else {
            Follow::Look
        }
    }

    /// Returns the changes that came while the book was being read.
    pub fn take_early(&mut self) -> Vec<Changed> {
        std::mem::take(&mut self.early)
    }
}
