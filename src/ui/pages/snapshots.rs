//! The snapshots of the book: those there are, another one, and back to one of them.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{self, Failure, Route, Snapshot, SnapshotReason, size_text};
use crate::exchange::BookFile;
use crate::text::Language;

use super::super::components::{Button, ButtonKind, EmptyState, Glyph, Icon, use_language};
use super::super::live::live;
use super::super::parts;
use super::super::session::{Phase, Session, Stopped, say};
use super::lock::Passphrase;
use super::restore::Restore;

/// A snapshot that was read, and how many changes since then were found.
type Chosen = (Arc<BookFile>, u64);

/// The page 快照; it is also there when the book cannot be opened.
#[component]
pub fn SnapshotsPage() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let found = RwSignal::new(None::<Vec<(Snapshot, u64)>>);
    let chosen = RwSignal::new(None::<Chosen>);
    let reading = RwSignal::new(false);
    let failed = RwSignal::new(None::<Failure>);
    let taken = RwSignal::new(false);
    // One that is sealed with a passphrase which is not known here.
    let sealed = RwSignal::new(None::<Snapshot>);
    Effect::new(move |_| {
        session.snapshot_made.track();
        leptos::task::spawn_local(async move {
            let list = session.on_disk(|disk| disk.snapshots()).await.unwrap_or_default();
            drop(found.try_set(Some(list)));
        });
    });
    let take = Callback::new(move |()| {
        taken.set(false);
        leptos::task::spawn_local(async move {
            let env = session.env();
            let made =
                session.on_disk(|disk| disk.take_snapshot(SnapshotReason::Asked, env.now, env.zone)).await;
            match made {
                Ok(_) => drop(taken.try_set(true)),
                Err(failure) => session.tell(&Stopped::Failed(failure)),
            }
            session.snapshot_made.notify();
        });
    });
    let read = Callback::new(move |snapshot: Snapshot| {
        reading.set(true);
        failed.set(None);
        sealed.set(None);
        let asked = snapshot.clone();
        leptos::task::spawn_local(async move {
            // Of a book that is whole, a snapshot is gone back to on purpose: nothing later is wanted then.
            let onwards = session.phase.get_untracked() != Phase::Open;
            match session.on_disk(|disk| disk.read_snapshot(snapshot, onwards)).await {
                Ok((book, added)) => drop(chosen.try_set(Some((Arc::new(book), added)))),
                Err(Failure::Locked) => drop(sealed.try_set(Some(asked))),
                Err(failure) => drop(failed.try_set(Some(failure))),
            }
            let _ = reading.try_set(false);
        });
    });
    let is_open = move || session.phase.get() == Phase::Open;
    let back = move || if is_open() { Route::Data.href() } else { "#/".to_owned() };
    view! {
        <div class="page-head">
            <a class="button is-quiet is-bare" href=back title=say(Language::back) aria-label=say(Language::back)>
                <Icon name=Glyph::Back />
            </a>
            <h1>{say(Language::snapshots_title)}</h1>
            <Show when=move || is_open() && session.writer.get()>
                <div class="cluster">
                    <span class="muted" role="status">{live(move || taken.get().then(|| say(Language::snapshots_taken)))}</span>
                    <Button icon=Glyph::Plus on_press=take>{say(Language::snapshots_take)}</Button>
                </div>
            </Show>
        </div>
        {live(move || match chosen.get() {
            Some((book, added)) => {
                let note = (added > 0).then(|| Signal::derive(move || language.get().snapshot_onwards(added)));
                view! {
                    <Restore
                        book=book
                        title=Language::restore_title_snapshot
                        found=|t, customers, records| t.restore_found(customers, records)
                        note=note
                        on_other=Callback::new(move |()| chosen.set(None))
                        other=Language::snapshots_other
                    />
                }
                    .into_any()
            }
            None => view! {
                <div class="page-body stack narrow">
                    <p class="muted">{say(Language::data_snapshots_text)}</p>
                    {live(move || failed.get().map(|failure| {
                        let text = move || app::failure(language.get(), &failure);
                        view! { <div class="notice is-danger" role="alert"><Icon name=Glyph::Alert /><p>{text}</p></div> }
                    }))}
                    {live(move || reading.get().then(|| view! {
                        <p class="notice is-info" role="status"><Icon name=Glyph::Clock /><span>{say(Language::snapshot_reading)}</span></p>
                    }))}
                    {live(move || sealed.get().map(|snapshot| {
                        let open = move |typed: String| {
                            let snapshot = snapshot.clone();
                            async move {
                                let cipher = parts::cipher().await.map_err(|_| Failure::PartMissing)?;
                                let opened = snapshot.clone();
                                session.on_disk(|disk| disk.unlock_snapshot(opened, cipher, typed)).await?;
                                read.run(snapshot);
                                Ok(())
                            }
                        };
                        let text = Signal::derive(move || language.get().sealed_snapshot_text().to_owned());
                        view! { <section class="card"><Passphrase text=text button=Language::unlock open=open /></section> }
                    }))}
                    {live(move || found.get().map(|found| list(language.get(), session, found, read)))}
                </div>
            }
                .into_any(),
        })}
    }
}

fn list(t: Language, session: Session, found: Vec<(Snapshot, u64)>, read: Callback<Snapshot>) -> AnyView {
    if found.is_empty() {
        let text = say(Language::snapshots_none_text);
        return view! { <EmptyState title=say(Language::snapshots_none)><p class="muted">{text}</p></EmptyState> }
            .into_any();
    }
    let (today, zone) = session.today();
    let rows = found
        .into_iter()
        .map(|(snapshot, bytes)| {
            let (hour, minute) = zone.time_of(snapshot.at);
            let when = format!("{} {hour:02}:{minute:02}", t.day_short(zone.day_of(snapshot.at), today));
            let why = match snapshot.reason {
                SnapshotReason::Rolling => t.snapshot_rolling(),
                SnapshotReason::Asked => t.snapshot_asked(),
                SnapshotReason::BeforeReplace => t.snapshot_before_replace(),
            };
            let holds = t.snapshot_counts(snapshot.customers, snapshot.records);
            let label = t.snapshot_restore_of(&when);
            view! {
                <tr>
                    <th scope="row" class="nowrap">{when}</th>
                    <td class="nowrap">{why}</td>
                    <td>{holds}</td>
                    <td class="num">{size_text(bytes)}</td>
                    <td>
                        <Button
                            kind=ButtonKind::Quiet
                            label=Signal::stored(label)
                            on_press=Callback::new(move |()| read.run(snapshot.clone()))
                        >
                            {t.snapshot_restore()}
                        </Button>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="ledger is-compact" aria-label=t.snapshots_list()>
                <thead>
                    <tr>
                        <th scope="col">{t.snapshot_when()}</th>
                        <th scope="col">{t.snapshot_why()}</th>
                        <th scope="col">{t.snapshot_holds()}</th>
                        <th scope="col" class="num">{t.snapshot_size()}</th>
                        <th scope="col"><span class="sr-only">{t.snapshot_restore()}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
