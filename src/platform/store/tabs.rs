//! What tabs tell each other: the writer sends what it stored, the others keep their books in step.

use serde::Deserialize;

use super::StoreError;
use super::manifest::Manifest;
use crate::book::Change;

/// The name of the lock that the writing tab holds.
pub const WRITER: &str = "wellkept-writer";

/// Changes longer than this are not sent, in bytes: the other tabs read the book again instead.
const LONGEST: usize = 1 << 20;

/// News from the writing tab.
#[derive(Debug)]
pub enum News {
    /// One change was stored; the manifest is the one after it.
    Changed(Box<(Manifest, Change)>),
    /// The book is another one, or told of in a way that this version does not know.
    Replaced,
}

#[derive(Deserialize)]
struct Changed {
    manifest: Manifest,
    change: Change,
}

/// Returns the text that tells of a change, from the stored forms of both.
pub fn changed(manifest: &str, change: &str) -> String {
    if change.len() > LONGEST {
        return replaced();
    }
    format!(r#"{{"manifest":{manifest},"change":{change}}}"#)
}

/// Returns the text that tells that the whole book is another one.
pub fn replaced() -> String {
    r#"{"replaced":true}"#.to_owned()
}

/// Reads what another tab told.
pub fn read(text: &str) -> News {
    match serde_json::from_slice(text.as_bytes()) {
        Ok(Changed { manifest, change }) => News::Changed(Box::new((manifest, change))),
        Err(_) => News::Replaced,
    }
}

/// What a tab knows of the stored book.
#[derive(Debug, Default)]
pub struct Known {
    manifest: Option<Manifest>,
    early: Vec<(Manifest, Change)>,
}

/// What to do about a change of another tab.
#[derive(Debug)]
pub enum Follow {
    /// Nothing: it is known already, or the book is still being read.
    Nothing,
    /// Apply it.
    Apply(Change),
    /// Read the book again: something was missed.
    ReadAgain,
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
    pub fn follow(&mut self, manifest: Manifest, change: Change) -> Follow {
        let Some(known) = &self.manifest else {
            self.early.push((manifest, change));
            return Follow::Nothing;
        };
        if manifest.last_change <= known.last_change {
            Follow::Nothing
        } else if manifest.last_change == known.last_change + 1 {
            self.manifest = Some(manifest);
            Follow::Apply(change)
        } else {
            self.manifest = None;
            Follow::ReadAgain
        }
    }

    /// Returns the changes that came while the book was being read.
    pub fn take_early(&mut self) -> Vec<(Manifest, Change)> {
        std::mem::take(&mut self.early)
    }
}
