//! The start of the page, and the one place where the screen meets the browser's services.
//!
//! A first visit needs no store: it is opened, with everything that a book takes, when there may be a book
//! or somebody begins one.

mod disk;
pub mod opening;
mod reminding;
pub mod saving;
mod services;

use std::rc::Rc;

use leptos::ev;
use leptos::prelude::*;

use crate::app::{Failure, Route};
use crate::platform::{panic, prefs, trace};

use super::components::keys::settle_focus;
use super::components::{Toasts, provide_language};
use super::pages::{Opening, Welcome};
use super::parts::{self, Seams};
use super::session::{Phase, Session};

use self::services::Browser;

/// Starts the page, which is cut along `seams`.
pub fn start(seams: Seams) {
    panic::install();
    parts::cut_along(seams);
    let preferences = prefs::load();
    prefs::apply_theme(preferences.theme);
    leptos::mount::mount_to_body(move || view! { <App preferences=preferences /> });
}

#[component]
fn App(preferences: crate::app::Preferences) -> impl IntoView {
    let session = Session::new(Rc::new(Browser::default()), preferences);
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
        session.follow(Route::parse(&hash));
        request_animation_frame(|| {
            if let Some(page) = document().get_element_by_id("page") {
                page.set_scroll_top(0);
            }
        });
    };
    follow_hash();
    let hash = window_event_listener(ev::hashchange, move |_| {
        follow_hash();
        // What had the focus may have gone with its page.
        request_animation_frame(settle_focus);
    });
    on_cleanup(move || hash.remove());

    // A preference that another tab sets holds here too.
    let stored = window_event_listener(ev::storage, move |_| {
        let merged = prefs::kept().map(|kept| match session.has_lock.get_untracked() {
            true => kept.with_private(&session.preferences.with_untracked(crate::app::Preferences::private)),
            false => kept,
        });
        if let Some(kept) = merged.filter(|kept| session.preferences.with_untracked(|now| now != kept)) {
            prefs::apply_theme(kept.theme);
            session.preferences.set(kept);
        }
    });
    on_cleanup(move || stored.remove());

    leptos::task::spawn_local(async move {
        if session.route.get_untracked() == Some(Route::Import) || trace::any().await {
            open_store(session).await;
        } else if session.phase.get_untracked() == Phase::Loading(0.0) && !session.has_disk() {
            session.phase.set(Phase::Welcome);
        }
    });
    // The first screen follows when another tab begins a book.
    let others = StoredValue::new_local(trace::on_news(move || {
        leptos::task::spawn_local(open_store(session));
    }));

    let phase = Memo::new(move |_| match session.phase.get() {
        Phase::Open => 0,
        Phase::Loading(_) | Phase::WorkingOut if session.glance.with(Option::is_some) => 0,
        Phase::Welcome => 1,
        Phase::Locked => 3,
        _ => 2,
    });
    Effect::new(move |_| {
        // What stands now is not what the picture promises; the frame takes it away by itself.
        if matches!(session.phase.get(), Phase::Welcome | Phase::Locked | Phase::Failed(_)) {
            session.services().leave_first_page();
        }
    });
    Effect::new(move |_| {
        if phase.get() == 0 {
            // From here on the store listens.
            others.set_value(None);
        }
    });
    Effect::new(move |_| {
        // Not before: the book is read first.
        if session.is_open() {
            leptos::task::spawn_local(parts::fetch_all());
        }
    });
    let toasts = move || {
        view! { <Toasts items=session.toasts on_dismiss=Callback::new(move |id| session.dismiss(id)) /> }
    };
    move || match phase.get() {
        0 => parts::frame(),
        3 => view! { {parts::lock_screen()} {toasts()} }.into_any(),
        1 => view! { <Welcome /> {toasts()} }.into_any(),
        _ => view! { <Opening /> {toasts()} }.into_any(),
    }
}

/// Opens the store and the book in it, unless that has been done.
pub async fn open_store(session: Session) {
    if parts::open_store(session).await.is_err() {
        session.phase.set(Phase::Failed(Failure::PartMissing));
    }
}
