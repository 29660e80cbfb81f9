//! The start of the page, and the one place where the screen meets the browser's services.

mod services;

use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use crate::app::{Desk, Failure, Route};
use crate::book::{Book, Change};
use crate::model::BookInfo;
use crate::platform::store::Store;
use crate::platform::{panic, prefs};
use crate::policy::Policy;

use super::components::{Toasts, provide_language};
use super::pages::{Opening, Welcome};
use super::session::{Phase, Session};
use super::shell::Shell;

use self::services::Browser;

/// Customers whose standing is worked out before the page may draw again.
const AT_ONCE: usize = 2_000;
/// How often the page looks whether a new day has begun.
const DAY_CHECK: Duration = Duration::from_secs(30);

/// Starts the page.
pub fn start() {
    panic::install();
    let preferences = prefs::load();
    prefs::apply_theme(preferences.theme);
    leptos::mount::mount_to_body(move || view! { <App preferences=preferences /> });
}

#[component]
fn App(preferences: crate::app::Preferences) -> impl IntoView {
    let browser = Rc::new(Browser::default());
    let session = Session::new(browser.clone(), preferences);
    provide_context(session);
    let spoken = prefs::browser_language();
    let language =
        Memo::new(move |_| session.preferences.with(|preferences| preferences.language(spoken.as_deref())));
    provide_language(language.into());
    Effect::new(move |_| {
        let language = language.get();
        prefs::apply_language(language.tag());
        document().set_title(language.page_title());
    });

    let follow_hash = move || {
        let hash = window().location().hash().unwrap_or_default();
        session.route.set(Route::parse(&hash));
        session.panel.set(None);
        request_animation_frame(|| {
            if let Some(page) = document().get_element_by_id("page") {
                page.set_scroll_top(0);
            }
        });
    };
    follow_hash();
    let hash = window_event_listener(ev::hashchange, move |_| follow_hash());
    on_cleanup(move || hash.remove());

    leptos::task::spawn_local(open(session, browser));
    let _ = set_interval_with_handle(move || follow_day(session), DAY_CHECK);

    let phase = Memo::new(move |_| match session.phase.get() {
        Phase::Open => 0,
        Phase::Welcome => 1,
        _ => 2,
    });
    move || {
        match phase.get() {
        0 => view! { <Shell /> }.into_any(),
        1 => view! { <Welcome /> <Toasts items=session.toasts on_dismiss=Callback::new(move |id| session.dismiss(id)) /> }.into_any(),
        _ => view! { <Opening /> <Toasts items=session.toasts on_dismiss=Callback::new(move |id| session.dismiss(id)) /> }.into_any(),
    }
    }
}

/// Opens the store and the book in it.
async fn open(session: Session, browser: Rc<Browser>) {
    let store = match Store::open().await {
        Ok(store) => store,
        Err(error) => return session.phase.set(Phase::Failed(Failure::from(error))),
    };
    browser.attach(store.clone());
    session.writer.set(store.is_writer());
    store.on_change(move |change| follow_change(session, change));
    store.on_replaced(move || load_later(session));
    store.on_writer(move || session.writer.set(true));
    load_alone(session).await;
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
    session.phase.set(Phase::Loading(0.0));
    session.toasts.set(Vec::new());
    session.panel.set(None);
    session.alter(|desk| *desk = None);
    let loaded =
        session.services().load(Box::new(move |share| session.phase.set(Phase::Loading(share)))).await;
    match loaded {
        Ok(Some(book)) => open_book_in_steps(session, book).await,
        Ok(None) => session.phase.set(Phase::Welcome),
        Err(failure) => session.phase.set(Phase::Failed(failure)),
    }
}

/// Opens a book that has just begun on the disk.
pub fn open_book(session: Session, book: Book) {
    hold_book(session, book);
    session.phase.set(Phase::Open);
}

/// Takes a book that has just begun on the disk into memory, without showing it yet.
pub fn hold_book(session: Session, book: Book) {
    let env = session.services().env(Some(book.info()), None);
    session.alter(|desk| *desk = Some(Desk::open(book, Policy::default(), env.zone, env.today())));
}

async fn open_book_in_steps(session: Session, book: Book) {
    let env = session.services().env(Some(book.info()), None);
    session.phase.set(Phase::WorkingOut);
    let desk = Desk::open(book, Policy::default(), env.zone, env.today());
    session.alter_quietly(|open| *open = Some(desk));
    work_out(session).await;
    session.redraw();
    session.phase.set(Phase::Open);
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
fn follow_change(session: Session, change: Change) {
    let applied =
        session.alter_quietly(|desk| desk.as_mut().is_none_or(|desk| desk.applied(&change).is_ok()));
    if applied == Some(true) {
        session.redraw();
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
            work_out(session).await;
            session.redraw();
        });
    }
}
