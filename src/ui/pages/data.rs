//! The data: where it lives, out of the book, into it, and away with it.

use leptos::prelude::*;

use crate::app::{Failure, Paper, Route, size_text};
use crate::text::Language;

use super::super::book_file::write_book;
use super::super::components::{
    Button, ButtonKind, CheckField, Dialog, Glyph, Icon, TextField, ToastKind, use_language,
};
use super::super::live::live;
use super::super::session::{Phase, Session, Stopped, say};
use super::backup::BackupLine;
use super::folder::FolderCard;
use super::policy_files::PolicyCard;
use super::room::RoomLine;
use super::today::SampleNotice;

/// The page 数据.
#[component]
pub fn DataPage() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let counts =
        move || session.read(|desk| (desk.book().customers().len(), desk.book().len())).unwrap_or_default();
    let erasing = RwSignal::new(false);
    let question = move || {
        let (customers, records) = counts();
        language.get().data_erase_question(customers, records)
    };
    let sealed = RwSignal::new(true);
    let exporting = RwSignal::new(Exporting::Idle);
    let with_history = RwSignal::new(false);
    let export = Callback::new(move |()| {
        if matches!(exporting.get_untracked(), Exporting::Writing(_)) {
            return;
        }
        exporting.set(Exporting::Writing(0.0));
        leptos::task::spawn_local(async move {
            let sealed = sealed.get_untracked();
            let step = match export_book(session, with_history.get_untracked(), sealed, exporting).await {
                Ok((name, bytes)) => Exporting::Done(name, bytes),
                Err(failure) => {
                    session.tell(&Stopped::Failed(failure));
                    Exporting::Idle
                }
            };
            drop(exporting.try_set(step));
        });
    });
    let export_said = move || {
        let t = language.get();
        match exporting.get() {
            Exporting::Idle => String::new(),
            Exporting::Writing(share) => t.export_preparing((share * 100.0).round()),
            Exporting::Done(name, bytes) => t.data_exported(name, size_text(bytes)),
        }
    };
    view! {
        <div class="page-head"><h1>{say(Language::data_title)}</h1></div>
        <div class="page-body stack narrow">
            <SampleNotice />
            <section class="card">
                <div class="card-head"><h2>{say(Language::data_where)}</h2></div>
                <p>{live(move || {
                    let (customers, records) = counts();
                    language.get().data_where_text(customers, records)
                })}</p>
                <RoomLine />
            </section>
            <section class="card">
                <div class="card-head"><h2>{say(Language::data_export)}</h2></div>
                <p class="muted">{say(Language::data_export_text)}</p>
                <BackupLine />
                <p><CheckField label=say(Language::data_export_history) value=with_history /></p>
                {live(move || session.has_lock.get().then(|| view! {
                    <p><CheckField label=say(Language::export_sealed) value=sealed /></p>
                    <p class="hint">{live(move || say(if sealed.get() {
                        Language::export_sealed_hint
                    } else {
                        Language::export_plain_warning
                    }))}</p>
                }))}
                <p class="cluster">
                    <Button kind=ButtonKind::Primary icon=Glyph::Download on_press=export>
                        {say(Language::data_export_button)}
                    </Button>
                    <span class="muted" role="status">
                        {live(export_said)}
                    </span>
                </p>
            </section>
            <FolderCard />
            <section class="card">
                <div class="card-head"><h2>{say(Language::data_lists)}</h2></div>
                <p class="muted">{say(Language::data_lists_text)}</p>
                <PlainNote />
                <p>
                    <a class="button" href=Route::Export.href()>
                        <Icon name=Glyph::Download />
                        <span>{say(Language::data_lists_button)}</span>
                    </a>
                </p>
            </section>
            <section class="card">
                <div class="card-head"><h2>{say(Language::data_import)}</h2></div>
                <p class="muted">{say(Language::data_import_text)}</p>
                <p>
                    <a class="button" href=Route::Import.href()>
                        <Icon name=Glyph::Upload />
                        <span>{say(Language::data_import_button)}</span>
                    </a>
                </p>
            </section>
            <PolicyCard />
            <section class="card">
                <div class="card-head"><h2>{say(Language::data_snapshots)}</h2></div>
                <p class="muted">{say(Language::data_snapshots_text)}</p>
                <p>
                    <a class="button" href=Route::Snapshots.href()>
                        <Icon name=Glyph::Clock />
                        <span>{say(Language::data_snapshots_button)}</span>
                    </a>
                </p>
            </section>
            <section class="card">
                <div class="card-head"><h2>{say(Language::paper_title)}</h2></div>
                <p class="muted">{say(Language::paper_text)}</p>
                <p>
                    <a class="button" href=Route::Paper(Paper::BaseInfo, None).href()>
                        <Icon name=Glyph::File />
                        <span>{say(Language::paper_open)}</span>
                    </a>
                </p>
            </section>
            <section class="card">
                <div class="card-head"><h2>{say(Language::data_history)}</h2></div>
                <p class="muted">{say(Language::data_history_text)}</p>
                <p>
                    <a class="button" href=Route::History(None).href()>
                        <Icon name=Glyph::Clock />
                        <span>{say(Language::data_history_button)}</span>
                    </a>
                </p>
            </section>
            <section class="card">
                <div class="card-head"><h2>{say(Language::data_erase)}</h2></div>
                <p class="muted">{say(Language::data_erase_text)}</p>
                <p>
                    <Button kind=ButtonKind::Danger icon=Glyph::Trash on_press=Callback::new(move |()| erasing.set(true))>
                        {say(Language::data_erase_button)}
                    </Button>
                </p>
            </section>
        </div>
        <Show when=move || erasing.get()>
            <Erase erasing=erasing question=Signal::derive(question) />
        </Show>
    }
}

/// How far the export of the book is.
#[derive(Clone)]
enum Exporting {
    Idle,
    /// It is being written, 0 to 1.
    Writing(f64),
    /// It was given to the user: its name and size.
    Done(String, u64),
}

/// Gives the user the book as a JSON file, and returns its name and size.
async fn export_book(
    session: Session,
    with_history: bool,
    sealed: bool,
    step: RwSignal<Exporting>,
) -> Result<(String, u64), Failure> {
    let writing = |share| drop(step.try_set(Exporting::Writing(share)));
    let mut book = write_book(session, with_history, writing).await?;
    let is_sealed = sealed && session.has_lock.get_untracked();
    if is_sealed {
        book = book.sealed(session).await?;
    }
    let (ending, mime) =
        if is_sealed { ("wellkept", "application/octet-stream") } else { ("json", "application/json") };
    let name = format!("wellkept-{}.{ending}", session.today().0);
    let parts: Vec<_> = book.parts.iter().map(AsRef::as_ref).collect();
    session.services().download_parts(&name, mime, &parts)?;
    if book.lost > 0 {
        session.toast(ToastKind::Failure, session.language().files_lost(book.lost), None);
    }
    let now = session.env().now;
    // Without the note, the reminder only comes too early.
    let _ = session.on_disk(|disk| disk.note_backup(now, book.last_change)).await;
    session.exported.notify();
    Ok((name, book.bytes))
}

/// Asks for a word before everything is deleted: it cannot be undone.
#[component]
pub fn Erase(
    /// Whether it is asked.
    erasing: RwSignal<bool>,
    /// What goes.
    question: Signal<String>,
) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let word = RwSignal::new(String::new());
    let is_right = move || word.get().trim().eq_ignore_ascii_case(language.get().data_erase_word());
    let erase = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            let _mine = session.alone().await;
            match session.on_disk(|disk| disk.erase()).await {
                Ok(()) => {
                    let _ = session.on_disk(|disk| disk.forget_folder()).await;
                    session.folder.set(None);
                    erasing.set(false);
                    session.has_lock.set(false);
                    session.forget();
                    session.phase.set(Phase::Welcome);
                    session.go(Route::Today);
                }
                Err(failure) => session.tell(&Stopped::Failed(failure)),
            }
        });
    });
    view! {
        <Dialog title=say(Language::data_erase) on_close=Callback::new(move |()| erasing.set(false))>
            <p>{question}</p>
            <TextField label=Signal::derive(move || language.get().data_erase_word().to_owned()) value=word autofocus=true />
            <div class="form-actions">
                <span class="push"></span>
                <Button on_press=Callback::new(move |()| erasing.set(false))>{say(Language::cancel)}</Button>
                <Button kind=ButtonKind::Danger disabled=Signal::derive(move || !is_right()) on_press=erase>
                    {say(Language::data_erase_confirm)}
                </Button>
            </div>
        </Dialog>
    }
}

/// Says next to the lists of a locked book that they lie in the open.
#[component]
pub fn PlainNote() -> impl IntoView {
    let session = Session::use_here();
    live(move || {
        session.has_lock.get().then(|| view! { <p class="hint">{say(Language::lists_are_plain)}</p> })
    })
}
