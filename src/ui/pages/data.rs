//! The data: where it lives, out of the book, into it, and away with it.

use leptos::prelude::*;

use crate::app::{Failure, Paper, Route};
use crate::text::Language;

use super::super::book_file::write_book;
use super::super::components::{
    Button, ButtonKind, CheckField, Dialog, Glyph, Icon, TextField, use_language,
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
    let exporting = RwSignal::new(Exporting::Idle);
    let with_history = RwSignal::new(false);
    let export = Callback::new(move |()| {
        if matches!(exporting.get_untracked(), Exporting::Writing(_)) {
            return;
        }
        exporting.set(Exporting::Writing(0.0));
        leptos::task::spawn_local(async move {
            let step = match export_book(session, with_history.get_untracked(), exporting).await {
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
            Exporting::Done(name, bytes) => t.data_exported(name, size(bytes)),
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
                <CheckField label=say(Language::data_export_history) value=with_history />
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
            <Erase erasing=erasing counts=Signal::derive(counts) />
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
    step: RwSignal<Exporting>,
) -> Result<(String, u64), Failure> {
    let name = format!("wellkept-{}.json", session.today().0);
    let book =
        write_book(session, with_history, |share| drop(step.try_set(Exporting::Writing(share)))).await?;
    session.services().download_parts(&name, "application/json", &book.parts)?;
    let now = session.env().now;
    // Without the note, the reminder only comes too early.
    let _ = session.on_disk(|disk| disk.note_backup(now, book.last_change)).await;
    session.exported.notify();
    Ok((name, book.bytes))
}

/// Asks for a word before everything is deleted: it cannot be undone.
#[component]
fn Erase(erasing: RwSignal<bool>, counts: Signal<(usize, usize)>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let word = RwSignal::new(String::new());
    let is_right = move || word.get().trim().eq_ignore_ascii_case(language.get().data_erase_word());
    let question = move || {
        let (customers, records) = counts.get();
        language.get().data_erase_question(customers, records)
    };
    let erase = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            let _mine = session.alone().await;
            match session.on_disk(|disk| disk.erase()).await {
                Ok(()) => {
                    let _ = session.on_disk(|disk| disk.forget_folder()).await;
                    session.folder.set(None);
                    erasing.set(false);
                    session.alter(|desk| *desk = None);
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

/// Writes a number of bytes as kB or MB.
pub(super) fn size(bytes: u64) -> String {
    if bytes < 1_000_000 {
        format!("{} kB", (bytes / 1_000).max(1))
    } else {
        format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
    }
}
