//! The first screen: three ways in; and what is shown while a book opens, or cannot.

use leptos::prelude::*;

use crate::app::{Failure, Route};
use crate::text::Language;

use super::super::boot::open_store;
use super::super::components::{Button, ButtonKind, Glyph, Icon, use_language};
use super::super::live::live;
use super::super::parts;
use super::super::session::{Phase, Phrase, Session, say};

/// Three ways in, and where the data lives.
#[component]
pub fn Welcome() -> impl IntoView {
    let session = Session::use_here();
    let busy = RwSignal::new(false);
    let begin = move |with_sample: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            if let Err(stopped) = parts::begin_book(session, with_sample).await {
                session.tell(&stopped);
            }
            let _ = busy.try_set(false);
        });
    };
    let importing = move || session.route.get() == Some(Route::Import);
    // Whoever gets here by pressing 导入 has no store yet.
    Effect::new(move |_| {
        if importing() && !session.has_disk() {
            leptos::task::spawn_local(open_store(session));
        }
    });
    view! {
        <main class="page" id="page">
            {live(move || {
                if importing() {
                    return parts::data(Route::Import);
                }
                view! {
                    <section class="welcome">
                        <header>
                            <h1>{say(Language::welcome_title)}</h1>
                            <p>{say(Language::tagline)}</p>
                        </header>
                        <div class="grid-3">
                            <Choice
                                glyph=Glyph::Customers
                                title=Language::welcome_sample
                                text=Language::welcome_sample_text
                                primary=true
                                busy=busy
                                on_press=Callback::new(move |()| begin(true))
                            />
                            <Choice
                                glyph=Glyph::Upload
                                title=Language::welcome_import
                                text=Language::welcome_import_text
                                busy=busy
                                on_press=Callback::new(move |()| session.go(Route::Import))
                            />
                            <Choice
                                glyph=Glyph::Plus
                                title=Language::welcome_empty
                                text=Language::welcome_empty_text
                                busy=busy
                                on_press=Callback::new(move |()| begin(false))
                            />
                        </div>
                        <footer>{say(Language::welcome_where)}</footer>
                    </section>
                }
                    .into_any()
            })}
        </main>
    }
}

#[component]
fn Choice(
    glyph: Glyph,
    title: Phrase,
    text: Phrase,
    #[prop(optional)] primary: bool,
    busy: RwSignal<bool>,
    on_press: Callback<()>,
) -> impl IntoView {
    let kind = if primary { ButtonKind::Primary } else { ButtonKind::Plain };
    view! {
        <div class="card">
            <Icon name=glyph />
            <h2>{say(title)}</h2>
            <p>{say(text)}</p>
            <Button kind=kind disabled=busy on_press=on_press>{say(title)}</Button>
        </div>
    }
}

/// Says how far a book is read.
pub fn reading(t: Language, phase: &Phase) -> String {
    match phase {
        Phase::Loading(share) if *share > 0.0 => t.loading_percent((share * 100.0) as u32),
        Phase::WorkingOut => t.working_out().to_owned(),
        _ => t.loading().to_owned(),
    }
}

/// What is shown while a book opens, or when it cannot be opened.
#[component]
pub fn Opening() -> impl IntoView {
    let session = Session::use_here();
    view! {
        <main class="page" id="page">
            {live(move || match session.phase.get() {
                Phase::Failed(failure) => view! { <CannotOpen failure=failure /> }.into_any(),
                _ => view! { <StillReading /> }.into_any(),
            })}
        </main>
    }
}

/// Says how far the book is read.
#[component]
pub fn StillReading() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    view! {
        <div class="empty" role="status">
            <p class="empty-title">{say(Language::app_name)}</p>
            <p class="muted">{move || reading(language.get(), &session.phase.get())}</p>
        </div>
    }
}

#[component]
fn CannotOpen(failure: Failure) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let can_restore = matches!(failure, Failure::Damaged(_));
    let restoring = Memo::new(move |_| {
        session.route.get().filter(|route| can_restore && matches!(route, Route::Import | Route::Snapshots))
    });
    let snapshots = RwSignal::new(false);
    if can_restore {
        leptos::task::spawn_local(async move {
            let found = session.on_disk(|disk| disk.snapshots()).await;
            let _ = snapshots.try_set(found.is_ok_and(|found| !found.is_empty()));
        });
    }
    move || {
        if let Some(route) = restoring.get() {
            return parts::data(route);
        }
        let text = crate::app::failure(language.get(), &failure);
        view! {
            <div class="empty" role="alert">
                <p class="empty-title">{say(Language::damaged_title)}</p>
                <p class="muted">{text}</p>
                <div class="cluster is-centred">
                    {snapshots
                        .get()
                        .then(|| view! {
                            <Button kind=ButtonKind::Primary on_press=Callback::new(move |()| session.go(Route::Snapshots))>
                                {say(Language::damaged_snapshots)}
                            </Button>
                        })}
                    {can_restore
                        .then(|| view! {
                            <Button kind=if snapshots.get() { ButtonKind::Plain } else { ButtonKind::Primary } on_press=Callback::new(move |()| session.go(Route::Import))>
                                {say(Language::damaged_restore)}
                            </Button>
                        })}
                    <Button on_press=Callback::new(|()| { let _ = window().location().reload(); })>
                        {say(Language::reload)}
                    </Button>
                </div>
            </div>
        }
            .into_any()
    }
}
