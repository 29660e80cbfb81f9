//! The screen of a locked book: one field, and what to do without the passphrase.

use leptos::prelude::*;

use crate::app::{self, Failure, Route};
use crate::text::Language;

use super::super::components::{Button, ButtonKind, FieldKind, Glyph, Icon, TextField, use_language};
use super::super::live::live;
use super::super::parts;
use super::super::session::{Session, say};
use super::data::Erase;

/// What is shown instead of a locked book.
#[component]
pub fn LockScreen() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    // Whoever was importing when the book was locked comes back to that, but not past the lock.
    let is_asked = RwSignal::new(false);
    let restoring = Memo::new(move |_| is_asked.get() && session.route.get() == Some(Route::Import));
    let erasing = RwSignal::new(false);
    let question = Signal::derive(move || language.get().lock_erase_question().to_owned());
    view! {
        <main class="page" id="page">
            {live(move || match restoring.get() {
                true => parts::data(Route::Import),
                false => view! {
                    <section class="lock-screen">
                        <header>
                            <Icon name=Glyph::Lock />
                            <h1>{say(Language::lock_screen_title)}</h1>
                            <p class="muted">{say(Language::app_name)}</p>
                        </header>
                        <Passphrase
                            text=Signal::derive(move || language.get().lock_screen_text().to_owned())
                            button=Language::unlock
                            open=move |typed| session.unlock(typed)
                        />
                        <details class="fold">
                            <summary>{say(Language::lock_forgotten)}</summary>
                            <div class="stack is-tight">
                                <p class="muted">{say(Language::lock_forgotten_text)}</p>
                                <div class="cluster">
                                    <Button on_press=Callback::new(move |()| {
                                        is_asked.set(true);
                                        session.go(Route::Import);
                                    })>
                                        {say(Language::damaged_restore)}
                                    </Button>
                                    <Button kind=ButtonKind::Danger on_press=Callback::new(move |()| erasing.set(true))>
                                        {say(Language::data_erase_button)}
                                    </Button>
                                </div>
                            </div>
                        </details>
                    </section>
                }
                    .into_any(),
            })}
        </main>
        <Show when=move || erasing.get()>
            <Erase erasing=erasing question=question />
        </Show>
    }
}

/// Asks for a passphrase and tries it; a wrong one is said, and stays in the field.
#[component]
pub fn Passphrase<F>(
    /// What it opens.
    text: Signal<String>,
    /// What opening is called.
    button: super::super::session::Phrase,
    /// Tries it.
    open: impl Fn(String) -> F + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    F: Future<Output = Result<(), Failure>> + 'static,
{
    let language = use_language();
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<Failure>);
    let wrong = Signal::derive(move || match failed.get() {
        Some(Failure::WrongPassphrase) => Some(language.get().wrong_passphrase().to_owned()),
        _ => None,
    });
    let other = move || {
        let failure = failed.get().filter(|failure| *failure != Failure::WrongPassphrase)?;
        let text = move || app::failure(language.get(), &failure);
        Some(
            view! { <div class="notice is-danger" role="alert"><Icon name=Glyph::Alert /><p>{text}</p></div> },
        )
    };
    let submit = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let opening = open(typed.get_untracked());
        leptos::task::spawn_local(async move {
            let outcome = opening.await;
            // Once it is open, this is gone.
            let _ = failed.try_set(outcome.err());
            let _ = busy.try_set(false);
        });
    };
    view! {
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <p>{text}</p>
            <TextField label=say(Language::passphrase) value=typed kind=FieldKind::Secret error=wrong autofocus=true />
            {live(other)}
            <div class="cluster">
                <Button
                    kind=ButtonKind::Primary
                    submit=true
                    disabled=Signal::derive(move || busy.get() || typed.with(String::is_empty))
                >
                    {say(button)}
                </Button>
                <span class="muted" role="status">{live(move || busy.get().then(|| say(Language::unlocking)))}</span>
            </div>
        </form>
    }
}
