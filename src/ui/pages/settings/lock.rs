//! The lock of the book: set, changed, removed, and when it closes by itself.

use leptos::prelude::*;

use crate::app::{self, Failure, Preferences, Rewritten};
use crate::text::Language;

use super::super::super::components::{
    Button, ButtonKind, Dialog, FieldKind, Glyph, Icon, SelectField, TextField, use_language,
};
use super::super::super::live::live;
use super::super::super::parts;
use super::super::super::services::LockAlteration;
use super::super::super::session::{Phrase, Session, say};

/// How many characters are too few, and how many are fair.
const SHORT: usize = 8;
const FAIR: usize = 14;

/// What is being done to the lock.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doing {
    Setting,
    Changing,
    Removing,
}

/// The card 锁 of the page 设置.
#[component]
pub fn LockCard() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let doing = RwSignal::new(None::<Doing>);
    let done = RwSignal::new(None::<Rewritten>);
    let open = move |what: Doing| {
        // What it takes is fetched while the passphrase is typed.
        leptos::task::spawn_local(async {
            let _ = parts::cipher().await;
        });
        done.set(None);
        doing.set(Some(what));
    };
    let press = move |what: Doing| Callback::new(move |()| open(what));
    let state = move || {
        if !session.writer.get() {
            return view! { <p class="notice is-info" role="status"><Icon name=Glyph::Info /><span>{say(Language::lock_only_writer)}</span></p> }
                .into_any();
        }
        if !session.has_lock.get() {
            return view! { <div><Button icon=Glyph::Lock on_press=press(Doing::Setting)>{say(Language::lock_set)}</Button></div> }
                .into_any();
        }
        let lock = Callback::new(move |()| session.lock(true));
        view! {
            <div class="cluster">
                <Button icon=Glyph::Lock on_press=lock>{say(Language::lock_now)}</Button>
                <Button on_press=press(Doing::Changing)>{say(Language::lock_change)}</Button>
                <Button kind=ButtonKind::Danger on_press=press(Doing::Removing)>{say(Language::lock_remove)}</Button>
            </div>
        }
        .into_any()
    };
    let told = move || {
        let t = language.get();
        done.get().map(|Rewritten { snapshots, removed }| match removed {
            0 => t.lock_done(snapshots),
            _ => t.lock_done_removed(snapshots, removed),
        })
    };
    view! {
        <section class="card stack">
            <div class="card-head">
                <h2>{say(Language::lock_title)}</h2>
                {live(move || session.has_lock.get().then(|| view! { <span class="chip is-open">{say(Language::lock_is_on)}</span> }))}
            </div>
            <p class="hint">{say(Language::lock_text)}</p>
            {live(state)}
            <p class="muted" role="status">{live(told)}</p>
            {live(move || session.has_lock.get().then(|| view! { <After /> }))}
        </section>
        {live(move || doing.get().map(|what| view! { <Alter what=what doing=doing done=done /> }))}
    }
}

/// After how many idle minutes the book is locked.
#[component]
fn After() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let kept = session.preferences.with_untracked(|preferences| preferences.locks_after().unwrap_or(0));
    let chosen = RwSignal::new(kept.to_string());
    Effect::new(move |before: Option<String>| {
        let now = chosen.get();
        if before.is_some_and(|before| before != now) {
            session.prefer(|preferences| preferences.lock_after = now.parse().ok());
        }
        now
    });
    let options = Signal::derive(move || {
        let t = language.get();
        let named = |minutes: u32| match minutes {
            0 => t.lock_never().to_owned(),
            _ => t.lock_after_minutes(minutes),
        };
        Preferences::LOCK_AFTER_CHOICES.map(|minutes| (minutes.to_string(), named(minutes))).to_vec()
    });
    view! { <SelectField label=say(Language::lock_after) value=chosen options=options hint=say(Language::lock_after_hint) /> }
}

/// Asks for the passphrases, and does it.
#[component]
fn Alter(what: Doing, doing: RwSignal<Option<Doing>>, done: RwSignal<Option<Rewritten>>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let (old, new, again) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let busy = RwSignal::new(false);
    let has_tried = RwSignal::new(false);
    let failed = RwSignal::new(None::<Failure>);
    session.holds(busy.into());
    let close = Callback::new(move |()| {
        if !busy.get_untracked() {
            doing.set(None);
        }
    });
    let missing = move |typed: RwSignal<String>| {
        Signal::derive(move || {
            let is_missing = has_tried.get() && typed.with(String::is_empty);
            is_missing.then(|| language.get().passphrase_missing().to_owned())
        })
    };
    let wrong = Signal::derive(move || match failed.get() {
        Some(Failure::WrongPassphrase) => Some(language.get().wrong_passphrase().to_owned()),
        _ => missing(old).get(),
    });
    let differs = Signal::derive(move || {
        let differs = has_tried.get() && new.get() != again.get();
        differs.then(|| language.get().passphrase_differs().to_owned())
    });
    let strength = move || {
        let t = language.get();
        match new.with(|typed| typed.chars().count()) {
            0 => t.passphrase_hint(),
            length if length < SHORT => t.passphrase_short(),
            length if length < FAIR => t.passphrase_fair(),
            _ => t.passphrase_good(),
        }
        .to_owned()
    };
    let other = move || {
        let failure = failed.get().filter(|failure| *failure != Failure::WrongPassphrase)?;
        let text = move || app::failure(language.get(), &failure);
        Some(
            view! { <div class="notice is-danger" role="alert"><Icon name=Glyph::Alert /><p>{text}</p></div> },
        )
    };
    let submit = move || {
        has_tried.set(true);
        let (old, new, again) = (old.get_untracked(), new.get_untracked(), again.get_untracked());
        let is_ready = match what {
            Doing::Setting => !new.is_empty() && new == again,
            Doing::Changing => !old.is_empty() && !new.is_empty() && new == again,
            Doing::Removing => !old.is_empty(),
        };
        if !is_ready || busy.get_untracked() {
            return;
        }
        let alteration = match what {
            Doing::Setting => LockAlteration::Set(new),
            Doing::Changing => LockAlteration::Change(old, new),
            Doing::Removing => LockAlteration::Remove(old),
        };
        busy.set(true);
        failed.set(None);
        leptos::task::spawn_local(async move {
            match session.alter_lock(alteration).await {
                Ok(rewritten) => {
                    let _ = done.try_set(Some(rewritten));
                    let _ = doing.try_set(None);
                }
                Err(failure) => drop(failed.try_set(Some(failure))),
            }
            let _ = busy.try_set(false);
        });
    };
    let (title, button): (Phrase, Phrase) = match what {
        Doing::Setting => (Language::lock_set_title, Language::lock_do),
        Doing::Changing => (Language::lock_change_title, Language::lock_change_do),
        Doing::Removing => (Language::lock_remove_title, Language::lock_remove_do),
    };
    let has_old = what != Doing::Setting;
    let has_new = what != Doing::Removing;
    view! {
        <Dialog title=say(title) on_close=close>
            <form
                class="stack"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                {(what == Doing::Removing).then(|| view! { <p>{say(Language::lock_remove_text)}</p> })}
                {has_old.then(|| view! {
                    <TextField label=say(Language::passphrase_old) value=old kind=FieldKind::Secret required=true error=wrong autofocus=true />
                })}
                {has_new.then(|| view! {
                    <TextField
                        label=say(Language::passphrase_new)
                        value=new
                        kind=FieldKind::Secret
                        required=true
                        hint=Signal::derive(strength)
                        error=missing(new)
                        autofocus=!has_old
                    />
                    <TextField label=say(Language::passphrase_again) value=again kind=FieldKind::Secret required=true error=differs />
                    <div class="notice is-warning"><Icon name=Glyph::Alert /><p>{say(Language::lock_lost)}</p></div>
                })}
                {(what == Doing::Setting).then(|| view! { <p class="hint">{say(Language::lock_traces)}</p> })}
                {(what == Doing::Changing).then(|| view! { <p class="hint">{say(Language::lock_change_text)}</p> })}
                {live(other)}
                <div class="form-actions">
                    <span class="muted push" role="status">{live(move || busy.get().then(|| say(Language::lock_working)))}</span>
                    <Button disabled=busy on_press=close>{say(Language::cancel)}</Button>
                    <Button
                        kind=if what == Doing::Removing { ButtonKind::Danger } else { ButtonKind::Primary }
                        submit=true
                        disabled=busy
                    >
                        {say(button)}
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}
