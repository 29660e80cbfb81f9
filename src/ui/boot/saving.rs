//! Putting the book somewhere safe without being asked: a snapshot beside it, a file in the user's folder.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{self, Failure, Snapshot, SnapshotReason, is_snapshot_due};
use crate::exchange::BookFile;
use crate::model::Env;

use super::super::book_file::write_book;
use super::super::components::ToastKind;
use super::super::services::Contents;
use super::super::session::{Phase, Saving, Session};
use super::opening::open_book_in_steps;

/// Looks how much room there is, and makes what is due. Where that fails, the backup line still tells what is missing.
pub async fn save_by_itself(session: Session) {
    let (room, _) = session.services().storage().await;
    if room != session.room.get_untracked() {
        session.room.set(room);
    }
    if session.phase.get_untracked() != Phase::Open || !session.writer.get_untracked() {
        return;
    }
    roll_snapshots(session).await;
    let Ok(backup) = session.on_disk(|disk| disk.backup()).await else { return };
    let env = session.env();
    let is_allowed =
        session.folder.with_untracked(|folder| folder.as_ref().is_some_and(|known| known.is_allowed));
    if is_allowed
        && backup.is_due_in_folder(env.zone, env.now)
        && let Err(failure) = save_into_folder(session).await
    {
        // Not again and again: the next attempt is the user's, or that of the next visit.
        session.folder.update(|folder| {
            if let Some(known) = folder {
                known.is_allowed = false;
            }
        });
        tell_folder_failed(session, &failure);
    }
}

/// Tells that the book could not be saved into the folder.
pub fn tell_folder_failed(session: Session, failure: &Failure) {
    let t = session.language();
    let text = match failure {
        Failure::Other(reason) => t.folder_failed(reason),
        failure => app::failure(t, failure),
    };
    session.toast(ToastKind::Failure, text, None);
}

/// Stores the book again that is only in this page any more; if it is on the disk after all, that one is opened.
///
/// # Errors
/// Why it is still only in this page.
pub async fn store_again(session: Session) -> Result<(), Failure> {
    let _mine = session.alone().await;
    match session.on_disk(|disk| disk.load(Box::new(|_| {}))).await {
        Ok(Some(book)) => open_book_in_steps(session, book).await,
        // Whatever is left of the stored one stays where it is.
        Ok(None) | Err(Failure::Damaged(_)) => {
            let file = session.peek(|desk| BookFile::of(desk.book())).ok_or(Failure::Conflict)?;
            session.on_disk(|disk| disk.replace(Arc::new(file), Contents::new(), Box::new(|_| {}))).await?;
        }
        Err(failure) => return Err(failure),
    }
    session.look_if_cut_off();
    session.saving.set(Saving::Done);
    Ok(())
}

/// Saves the book into the user's folder, and returns the name of the file.
///
/// # Errors
/// Why it is not there.
pub async fn save_into_folder(session: Session) -> Result<String, Failure> {
    let env = session.env();
    let mut book = write_book(session, false, |_| {}).await?;
    let is_sealed = session.has_lock.get_untracked();
    if is_sealed {
        book = book.sealed(session).await?;
    }
    let (day, parts) = (env.today(), book.parts);
    let saved = session.on_disk(|disk| disk.save_into_folder(day, is_sealed, parts)).await;
    if saved.is_err() {
        // The permission may have been taken back, or the folder is gone.
        session.folder.set(session.known_folder(false).await);
    }
    let name = saved?;
    // Without the note, the reminder only comes too early.
    let _ = session.on_disk(|disk| disk.note_backup(env.now, book.last_change)).await;
    session.exported.notify();
    Ok(name)
}

/// Makes the snapshot of the day, if one is due.
async fn roll_snapshots(session: Session) {
    let Some(info) = session.peek(|desk| desk.book().info().clone()) else { return };
    let Env { now, zone, .. } = session.services().env(Some(&info), None);
    let found = session.on_disk(|disk| disk.snapshots()).await;
    let last_change = session.on_disk(|disk| disk.last_change()).await;
    let (Ok(found), Ok(last_change)) = (found, last_change) else { return };
    let found: Vec<Snapshot> = found.into_iter().map(|(snapshot, _)| snapshot).collect();
    if is_snapshot_due(&found, last_change, zone, now) {
        let _ = session.on_disk(|disk| disk.take_snapshot(SnapshotReason::Rolling, now, zone)).await;
        session.snapshot_made.notify();
    }
}
