//! Opening the store and the book in it, and following what other tabs and the calendar do to it.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::app::{Command, Desk, Failure, Route, TodayTable};
use crate::book::{Book, Change, Overridden};
use crate::model::BookInfo;
use crate::platform::store::Store;

use super::super::components::ToastKind;
use super::super::glance::Glance;
use super::super::locking::Idle;
use super::super::parts;
use super::super::session::{Phase, Session, Stopped};
use super::reminding::remind;
use super::saving::save_by_itself;

/// Customers whose standing is worked out before the page may draw again.
const AT_ONCE: usize = 2_000;
/// Customers who are compared before a change that waits is carried out.
const COMPARED_AT_ONCE: usize = 500;
/// How many changes undo looks back over when a book is opened.
const RECALLED: u64 = 200;
/// How often the page looks whether a new day has begun.
const DAY_CHECK: Duration = Duration::from_secs(30);
/// How often the page looks whether the stored book is still there.
const CUT_CHECK: Duration = Duration::from_secs(1);

/// Opens the store and the book in it, unless that has been done.
pub async fn open_store(session: Session) {
    let _mine = session.alone().await;
    if session.has_disk() {
        return;
    }
    let store = match Store::open().await {
        Ok(store) => store,
        Err(error) => return session.phase.set(Phase::Failed(Failure::from(error))),
    };
    session.attach(Rc::new(store.clone()));
    session.writer.set(store.is_writer());
    store.on_change(move |change, overridden| follow_change(session, change, &overridden));
    store.on_asked(move |change, overridden| {
        leptos::task::spawn_local(session.serve(change, overridden));
    });
    store.on_asked_card(move |id, info| {
        leptos::task::spawn_local(session.serve_card(id, info));
    });
    store.on_card(move |info| follow_info(session, info));
    store.on_replaced(move || load_later(session));
    store.on_writer(move || {
        session
            .writer
            .set(session.disk.with_value(|disk| disk.as_ref().is_some_and(|disk| disk.is_writer())));
    });
    let idle = Idle::new(session);
    store.on_lock(move || idle.ask());
    for event in ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] {
        // For as long as the page lives.
        let _ = window_event_listener_untyped(event, move |_| idle.note());
    }
    let check = move || {
        follow_day(session);
        remind(session);
        leptos::task::spawn_local(save_by_itself(session));
    };
    let _ = set_interval_with_handle(check, DAY_CHECK);
    let look = move || {
        session.look_if_cut_off();
        idle.look();
    };
    let _ = set_interval_with_handle(look, CUT_CHECK);
    load(session).await;
}

/// Begins a book on the disk, then opens it, with the sample if asked.
///
/// # Errors
/// Why there is none. A book that another tab has begun in between is left as it is.
pub async fn begin_book(session: Session, with_sample: bool) -> Result<(), Stopped> {
    if session.phase.get_untracked() == Phase::Welcome {
        // Fetched before anything is begun: without it, no empty book may stand there instead.
        let records = if with_sample { Some(parts::sample(session).await?) } else { None };
        {
            let _mine = session.alone().await;
            begin(session, BookInfo::begun(session.env().now)).await?;
            session.phase.set(Phase::Open);
        }
        if let Some(records) = records {
            session.dispatch(Command::AddSample(records)).await?;
        }
    }
    session.go(Route::Today);
    Ok(())
}

/// Reads the book again, once nothing is being written.
async fn load_alone(session: Session) {
    let _mine = session.alone().await;
    load(session).await;
}

/// Reads the book again as soon as nothing is being written.
pub fn load_later(session: Session) {
    leptos::task::spawn_local(load_alone(session));
}

/// Reads the book from the disk and opens it; what was open before is let go. The caller is alone.
pub async fn load(session: Session) {
    // The first screen stays until something is found: whoever is choosing a file there is not disturbed.
    if session.phase.get_untracked() != Phase::Welcome {
        session.phase.set(Phase::Loading(0.0));
    }
    session.toasts.set(Vec::new());
    session.panel.set(None);
    session.alter(|desk| *desk = None);
    let glance = glance(session).await.map(Arc::new);
    if glance.is_none() {
        session.services().leave_first_page();
    }
    session.glance.set(glance);
    let progress = Box::new(move |share| session.phase.set(Phase::Loading(share)));
    match session.on_disk(|disk| disk.load(progress)).await {
        Ok(Some(book)) => {
            session.follow_lock().await;
            open_book_in_steps(session, book).await;
        }
        Ok(None) => {
            session.has_lock.set(false);
            session.phase.set(Phase::Welcome);
        }
        Err(Failure::Locked) => {
            session.has_lock.set(true);
            session.forget();
            session.phase.set(Phase::Locked);
        }
        Err(failure) => session.phase.set(Phase::Failed(failure)),
    }
}

/// Returns what was kept of Today, if it is what Today would show.
async fn glance(session: Session) -> Option<Glance> {
    let text = session.on_disk(|disk| disk.glance()).await.ok().flatten()?;
    let person = session.preferences.with_untracked(|preferences| preferences.person);
    Glance::find(&text, |kept| {
        let today = session.services().env(Some(&kept.info), None).today();
        kept.is_of(today, session.language(), person)
    })
}

/// Begins an empty book on the disk and in memory, without showing it yet. The caller is alone.
///
/// # Errors
/// Why there is none.
pub async fn begin(session: Session, info: BookInfo) -> Result<(), Stopped> {
    let card = info.clone();
    session.on_disk(|disk| disk.begin(card)).await.map_err(Stopped::Failed)?;
    let env = session.services().env(Some(&info), None);
    let desk = Desk::open(Book::empty(info), env.zone, env.today());
    session.due.set_value(TodayTable::default());
    session.alter(|open| *open = Some(desk));
    Ok(())
}

/// Opens a book that was read, letting the page breathe. The caller is alone.
pub async fn open_book_in_steps(session: Session, book: Book) {
    let env = session.services().env(Some(book.info()), None);
    session.phase.set(Phase::WorkingOut);
    let desk = Desk::open(book, env.zone, env.today());
    // What was shown of another book says nothing of this one.
    session.due.set_value(TodayTable::default());
    session.alter_quietly(|open| *open = Some(desk));
    work_out(session).await;
    session.redraw();
    session.phase.set(Phase::Open);
    compare_later(session);
    leptos::task::spawn_local(async move {
        recall(session).await;
        tell_missing(session);
        look_for_lost(session).await;
        session.folder.set(session.known_folder(false).await);
        save_by_itself(session).await;
    });
}

/// Finds out from the history what can be taken back and brought back.
async fn recall(session: Session) {
    let _mine = session.alone().await;
    let Ok(last) = session.on_disk(|disk| disk.history(None, RECALLED)).await else { return };
    session.alter(|desk| {
        if let Some(desk) = desk {
            desk.recall(last.changes.into_iter().rev().map(|(_, change)| Arc::new(change)).collect());
        }
    });
}

/// Tells if the last changes of the book are gone from the disk.
fn tell_missing(session: Session) {
    let missing = session.disk.with_value(|disk| disk.as_ref().map_or(0, |disk| disk.missing_changes()));
    if missing > 0 {
        session.toast(ToastKind::Failure, session.language().changes_missing(missing), None);
    }
}

/// Finds out whether bytes of attachments are lost, and tells so.
async fn look_for_lost(session: Session) {
    let sums = session.peek(|desk| desk.book().content_sums()).unwrap_or_default();
    let Ok(lost) = session.on_disk(|disk| disk.lost_contents(sums)).await else { return };
    if !lost.is_empty() {
        session.toast(ToastKind::Failure, session.language().files_lost(lost.len()), None);
    }
    session.lost.set(Arc::new(lost));
}

/// Works out what a change of policy let go, and compares customers anew, letting the page breathe.
pub async fn catch_up(session: Session) {
    work_out(session).await;
    compare_later(session);
}

/// Compares customers with each other behind the user's back.
fn compare_later(session: Session) {
    let is_settled = |desk: &Desk| desk.is_settled();
    if session.peek(is_settled) != Some(false) {
        return;
    }
    leptos::task::spawn_local(async move {
        loop {
            session.services().breathe().await;
            // What somebody saves meanwhile waits for one step of this, not for every one.
            let _mine = session.alone().await;
            let more = session
                .alter_quietly(|desk| desk.as_mut().is_some_and(|desk| desk.compare(COMPARED_AT_ONCE)));
            if more != Some(true) {
                break;
            }
        }
        session.redraw();
    });
}

/// Works out what is missing, letting the page breathe in between.
async fn work_out(session: Session) {
    while session.alter_quietly(|desk| desk.as_mut().map_or(0, |desk| desk.work_out(AT_ONCE))).unwrap_or(0)
        > 0
    {
        session.services().breathe().await;
    }
}

/// Takes over a change that another tab stored.
fn follow_change(session: Session, change: Change, overridden: &[Overridden]) {
    let is_own = session.has_asked_for(change.id);
    if !is_own {
        session.tell_overridden(overridden, None);
    }
    let applied = session.alter_quietly(|desk| {
        desk.as_mut().is_none_or(|desk| {
            let fits = desk.applied(&change).is_ok();
            if fits {
                desk.remember(Arc::new(change), is_own);
            }
            fits
        })
    });
    if applied == Some(true) {
        leptos::task::spawn_local(async move {
            catch_up(session).await;
            session.redraw();
        });
    } else {
        load_later(session);
    }
}

/// Takes over the book's card once it is on the disk.
pub fn follow_info(session: Session, info: BookInfo) {
    session.alter_quietly(|desk| {
        if let Some(desk) = desk {
            desk.book_mut().set_info(info);
        }
    });
    session.redraw();
    follow_day(session);
}

/// Moves to a new day, if one has begun.
fn follow_day(session: Session) {
    let info = session.peek(|desk| desk.book().info().clone());
    let env = session.services().env(info.as_ref(), None);
    let moved = session.alter_quietly(|desk| {
        desk.as_mut().is_some_and(|desk| {
            let before = (desk.zone(), desk.today());
            desk.move_to(env.zone, env.today());
            before != (desk.zone(), desk.today())
        })
    });
    if moved == Some(true) {
        leptos::task::spawn_local(async move {
            catch_up(session).await;
            session.redraw();
        });
    }
}
