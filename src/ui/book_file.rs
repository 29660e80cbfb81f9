//! The book as a JSON file, made in steps so that a large one never holds the page up.

use js_sys::Uint8Array;
use web_sys::Blob;

use crate::app::Failure;
use crate::book::Change;
use crate::exchange::{BookFile, Gathering, Writing};

use super::session::Session;

/// How many bytes are written before the page may draw again: some hundredths of a second's work.
const AT_ONCE: usize = 1 << 20;
/// How many bytes the browser is handed at once.
const HANDED_OVER_AT_ONCE: usize = 4 << 20;
/// How many records are gathered before the page may draw again.
const GATHERED_AT_ONCE: usize = 2_000;
/// How many bytes of an attachment are.
const ENCODED_AT_ONCE: u32 = 1 << 19;
/// How many changes are read from the disk at once.
const PART: u64 = 200;

/// A JSON book, ready to be put somewhere.
pub struct WrittenBook {
    /// The file, in pieces that the browser keeps: memory never holds it whole.
    pub parts: Vec<Blob>,
    /// Its size in bytes.
    pub bytes: u64,
    /// The number of the last change that is in it.
    pub last_change: u64,
    /// How many attachments it lacks the bytes of: they are lost.
    pub lost: usize,
}

impl WrittenBook {
    /// Returns it sealed with the key of the open book.
    ///
    /// # Errors
    /// The book has no lock.
    pub async fn sealed(self, session: Session) -> Result<Self, Failure> {
        let parts = session.on_disk(|disk| disk.seal_file(self.parts)).await?;
        let bytes = size(&parts);
        Ok(Self { parts, bytes, ..self })
    }
}

/// A file as it grows.
struct Growing {
    session: Session,
    /// What the browser has of it.
    handed_over: Vec<Blob>,
    /// What it will get next, with its size.
    waiting: Vec<Uint8Array>,
    bytes: usize,
}

impl Growing {
    /// Adds a piece.
    fn push(&mut self, piece: &[u8]) -> Result<(), Failure> {
        self.waiting.push(Uint8Array::from(piece));
        self.bytes += piece.len();
        if self.bytes >= HANDED_OVER_AT_ONCE { self.hand_over() } else { Ok(()) }
    }

    fn hand_over(&mut self) -> Result<(), Failure> {
        self.bytes = 0;
        self.handed_over.push(self.session.services().hand_over(&std::mem::take(&mut self.waiting))?);
        Ok(())
    }

    /// Returns the file behind its head, which is known last.
    fn finish(mut self, head: &str) -> Result<Vec<Blob>, Failure> {
        self.hand_over()?;
        let head = self.session.services().hand_over(&[Uint8Array::from(head.as_bytes())])?;
        Ok(std::iter::once(head).chain(self.handed_over).collect())
    }
}

/// Returns how many bytes those are together.
fn size(parts: &[Blob]) -> u64 {
    parts.iter().map(|part| part.size() as u64).sum()
}

/// Returns all changes of the history, oldest first.
///
/// # Errors
/// They cannot be read.
pub async fn whole_history(session: Session) -> Result<Vec<Change>, Failure> {
    let mut changes = Vec::new();
    each_change(session, |change| changes.push(change)).await?;
    changes.reverse();
    Ok(changes)
}

/// Goes through the history, the newest change first, letting the page breathe.
///
/// # Errors
/// It cannot be read.
pub async fn each_change(session: Session, mut f: impl FnMut(Change)) -> Result<(), Failure> {
    let mut before = None;
    loop {
        let part = session.on_disk(|disk| disk.history(before, PART)).await?;
        before = part.changes.last().map(|(number, _)| *number);
        part.changes.into_iter().for_each(|(_, change)| f(change));
        if !part.goes_on || before.is_none() {
            return Ok(());
        }
        session.services().breathe().await;
    }
}

/// Returns the number of the last change and the open book as it is after it, letting the page breathe; what is entered
/// here meanwhile waits.
async fn gathered(session: Session) -> Result<(u64, BookFile), Failure> {
    let _mine = session.alone().await;
    loop {
        let last_change = session.on_disk(|disk| disk.last_change()).await?;
        let seen = session.seen();
        let begun = session.peek(|desk| Gathering::of(desk.book()));
        let mut gathering = begun.ok_or(Failure::Conflict)?;
        let mut step = || session.peek(|desk| gathering.step(desk.book(), GATHERED_AT_ONCE));
        while session.seen() == seen && step().ok_or(Failure::Conflict)? {
            session.services().breathe().await;
        }
        // What another tab stored meanwhile may be half in it.
        if session.seen() == seen {
            return Ok((last_change, gathering.finish()));
        }
    }
}

/// Writes the open book as it is now, with its history if asked; what is entered meanwhile is not in it. `progress` goes from 0 to 1.
///
/// # Errors
/// There is no open book, or it cannot be written.
pub async fn write_book(
    session: Session,
    with_history: bool,
    progress: impl Fn(f64),
) -> Result<WrittenBook, Failure> {
    let (last_change, mut file) = gathered(session).await?;
    if with_history {
        file.history = Some(whole_history(session).await?);
    }
    let all = file.chunks.len().max(1) as f64;
    let mut writing = Writing::of(file);
    let mut growing = Growing { session, handed_over: Vec::new(), waiting: Vec::new(), bytes: 0 };
    let (mut at_once, mut done, mut lost) = (0, 0_usize, 0);
    loop {
        if let Some(sum) = writing.wanted() {
            match session.on_disk(|disk| disk.content(sum)).await? {
                Some(bytes) => encode(session, &mut writing, &bytes, &mut growing).await?,
                None => {
                    writing.leave_out();
                    lost += 1;
                }
            }
            continue;
        }
        let piece = writing.next_piece().map_err(|problem| Failure::Other(problem.to_string()))?;
        let Some(piece) = piece else { break };
        growing.push(&piece)?;
        at_once += piece.len();
        done += 1;
        if at_once > AT_ONCE {
            progress((done as f64 / all).min(1.0));
            session.services().breathe().await;
            at_once = 0;
        }
    }
    growing.push(Writing::END)?;
    let parts = growing.finish(&writing.head())?;
    Ok(WrittenBook { bytes: size(&parts), parts, last_change, lost })
}

/// Writes the bytes of one attachment, letting the page breathe.
async fn encode(
    session: Session,
    writing: &mut Writing,
    bytes: &Uint8Array,
    growing: &mut Growing,
) -> Result<(), Failure> {
    let mut at = 0_u32;
    loop {
        let end = at.saturating_add(ENCODED_AT_ONCE).min(bytes.length());
        let is_last = end == bytes.length();
        growing.push(&writing.give(&bytes.subarray(at, end).to_vec(), is_last))?;
        session.services().breathe().await;
        if is_last {
            return Ok(());
        }
        at = end;
    }
}
