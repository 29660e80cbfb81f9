//! The folder into which the book is saved by itself.

use leptos::prelude::*;

use crate::app::BackupFolder;
use crate::text::Language;

use super::super::boot::saving::{save_into_folder, tell_folder_failed};
use super::super::components::{Button, ButtonKind, Glyph, use_language};
use super::super::live::live;
use super::super::session::{Session, say};

/// The card 备份文件夹 of the page 数据.
#[component]
pub fn FolderCard() -> impl IntoView {
    let session = Session::use_here();
    view! {
        <section class="card">
            <div class="card-head"><h2>{say(Language::folder_title)}</h2></div>
            <p class="muted">{say(Language::folder_text)}</p>
            {live(move || session.has_lock.get().then(|| view! { <p class="hint">{say(Language::folder_sealed)}</p> }))}
            {live(move || match (session.folder.get(), session.offers_folders()) {
                (Some(folder), _) => known(session, folder),
                (None, true) => view! { <p><Pick /></p> }.into_any(),
                (None, false) => view! { <p class="hint">{say(Language::folder_absent)}</p> }.into_any(),
            })}
        </section>
    }
}

fn known(session: Session, folder: BackupFolder) -> AnyView {
    let language = use_language();
    let busy = RwSignal::new(false);
    let saved = RwSignal::new(None::<String>);
    let save = Callback::new(move |()| {
        busy.set(true);
        saved.set(None);
        leptos::task::spawn_local(async move {
            match save_into_folder(session).await {
                Ok(name) => drop(saved.try_set(Some(name))),
                Err(failure) => tell_folder_failed(session, &failure),
            }
            let _ = busy.try_set(false);
        });
    });
    let allow = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            session.folder.set(session.known_folder(true).await);
        });
    });
    let forget = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            let _ = session.on_disk(|disk| disk.forget_folder()).await;
            session.folder.set(None);
        });
    });
    let (name, is_allowed) = (folder.name, folder.is_allowed);
    let state = move || {
        let t = language.get();
        if is_allowed { t.folder_in(&name) } else { t.folder_asks(&name) }
    };
    view! {
        <p class=if is_allowed { "muted" } else { "notice is-warning" } role="status">{state}</p>
        <p class="cluster">
            {if is_allowed {
                view! {
                    <Button icon=Glyph::Download disabled=busy on_press=save>{say(Language::folder_now)}</Button>
                }.into_any()
            } else {
                view! {
                    <Button kind=ButtonKind::Primary on_press=allow>{say(Language::folder_allow)}</Button>
                }.into_any()
            }}
            <Pick />
            <Button kind=ButtonKind::Quiet on_press=forget>{say(Language::folder_stop)}</Button>
            <span class="muted" role="status">
                {live(move || saved.get().map(|file| language.get().folder_saved(file)))}
            </span>
        </p>
    }
    .into_any()
}

/// Picks a folder, or another one.
#[component]
fn Pick() -> impl IntoView {
    let session = Session::use_here();
    let pick = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            match session.on_disk(|disk| disk.pick_folder()).await {
                Ok(None) => {}
                Ok(Some(folder)) => {
                    session.folder.set(Some(folder));
                    if let Err(failure) = save_into_folder(session).await {
                        tell_folder_failed(session, &failure);
                    }
                }
                Err(failure) => tell_folder_failed(session, &failure),
            }
        });
    });
    let label =
        move || if session.folder.get().is_some() { Language::folder_change } else { Language::folder_pick };
    view! { <Button on_press=pick>{live(move || say(label()))}</Button> }
}
