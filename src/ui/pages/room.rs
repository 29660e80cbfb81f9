//! How much room the book takes: what for, whether the browser keeps it, and notices when it becomes tight or the
//! stored book is gone.

use leptos::ev;
use leptos::prelude::*;

use crate::app::{Room, Route, Usage, size_text};
use crate::text::Language;

use super::super::boot::saving::store_again;
use super::super::components::{Button, ButtonKind, Glyph, Icon, use_language};
use super::super::live::live;
use super::super::session::{Session, Stopped, say};

/// How much is used and for what, and whether the browser promised to keep it.
#[component]
pub fn RoomLine() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let state = RwSignal::new(None::<(Option<Room>, bool)>);
    let usage = RwSignal::new(None::<Usage>);
    let look = move || {
        leptos::task::spawn_local(async move {
            let now = session.services().storage().await;
            let _ = state.try_set(Some(now));
            let contents =
                session.peek(|desk| desk.book().contents().iter().map(|(_, bytes)| bytes).sum::<u64>());
            let found = session.on_disk(|disk| disk.usage()).await.ok();
            let found = found.map(|found| Usage { contents: contents.unwrap_or(0), ..found });
            let _ = usage.try_set(found);
        });
    };
    Effect::new(move |_| {
        session.snapshot_made.track();
        look();
    });
    let ask = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            session.services().persist().await;
            look();
        });
    });
    let kept = move || {
        state.get().map(|(room, kept)| {
            let t = language.get();
            view! {
                <p class="cluster muted">
                    {room.map(|room| t.data_used(size_text(room.used as u64)))}
                    " "
                    {if kept { t.data_persisted() } else { t.data_not_persisted() }}
                    {(!kept).then(|| view! { <Button kind=ButtonKind::Quiet on_press=ask>{say(Language::data_ask_persist)}</Button> })}
                </p>
            }
        })
    };
    let parts = move || {
        let (room, _) = state.get()?;
        let (room, usage, t) = (room?, usage.get()?, language.get());
        let of_kinds = usage.records.iter().map(|(kind, bytes)| (t.kind(*kind).to_owned(), *bytes));
        let others: [(String, u64); 3] = [
            (t.room_contents().to_owned(), usage.contents),
            (t.data_snapshots().to_owned(), usage.snapshots),
            (t.room_others().to_owned(), usage.others(room.used as u64)),
        ];
        let rows = of_kinds
            .chain(others)
            .map(|(what, bytes)| view! { <tr><th scope="row">{what}</th><td class="num">{size_text(bytes)}</td></tr> })
            .collect_view();
        Some(view! {
            <details>
                <summary>{t.room_for_what()}</summary>
                <div class="table-wrap">
                    <table class="ledger is-compact" aria-label=t.room_for_what()>
                        <thead>
                            <tr><th scope="col">{t.room_what()}</th><th scope="col" class="num">{t.snapshot_size()}</th></tr>
                        </thead>
                        <tbody>{rows}</tbody>
                        <tfoot>
                            <tr>
                                <th scope="row">{t.room_in_all()}</th>
                                <td class="num">{t.room_of(size_text(room.used as u64), size_text(room.most as u64))}</td>
                            </tr>
                        </tfoot>
                    </table>
                </div>
            </details>
        })
    };
    view! {
        {live(kept)}
        {live(parts)}
    }
}

/// The notice above a page while room is tight.
#[component]
pub fn RoomNotice() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let tight = Memo::new(move |_| {
        let room = session.room.get().filter(Room::is_tight)?;
        Some((room.share() * 100.0).round() as u8)
    });
    let put_off = RwSignal::new(false);
    live(move || {
        tight.get().filter(|_| !put_off.get()).map(|percent| {
            view! {
                <div class="notice is-warning" role="status">
                    <Icon name=Glyph::Alert />
                    <p>{move || language.get().room_tight(percent)}</p>
                    <a class="button" href=Route::Data.href()>{say(Language::backup_go)}</a>
                    <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| put_off.set(true))>
                        {say(Language::backup_later)}
                    </Button>
                </div>
            }
        })
    })
}

/// The notice above a page while the book is only in this page any more.
#[component]
pub fn CutOffNotice() -> impl IntoView {
    let session = Session::use_here();
    let busy = RwSignal::new(false);
    let store = Callback::new(move |()| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            if let Err(failure) = store_again(session).await {
                session.tell(&Stopped::Failed(failure));
            }
            let _ = busy.try_set(false);
        });
    });
    // Leaving would lose the last copy: the browser asks first.
    let guard = window_event_listener(ev::beforeunload, move |event| {
        if session.cut_off.get_untracked() {
            event.prevent_default();
        }
    });
    on_cleanup(move || guard.remove());
    view! {
        <Show when=move || session.cut_off.get()>
            <div class="notice is-danger" role="alert">
                <Icon name=Glyph::Alert />
                <p>{say(Language::cut_off)}</p>
                <Button kind=ButtonKind::Primary disabled=busy on_press=store>{say(Language::cut_off_store)}</Button>
                <a class="button" href=Route::Data.href()>{say(Language::backup_go)}</a>
            </div>
        </Show>
    }
}
