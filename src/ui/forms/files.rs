//! Files in a form, and one attachment to look at.

use leptos::prelude::*;

use crate::app::{self, Command, FileDraft};
use crate::model::{AttachmentId, LARGEST_FILE, LARGEST_FILES, MEGABYTE, Media, file_name};
use crate::text::Language;

use super::super::components::{Button, ButtonKind, Dialog, FileDrop, Glyph, Icon, use_language};
use super::super::files::{self, Picture};
use super::super::live::live;
use super::super::session::{Session, say};

/// The files of a form.
#[component]
pub fn FileField(
    /// The files.
    files: RwSignal<Vec<FileDraft>>,
    /// What is wrong with them, after an attempt to save.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let busy = RwSignal::new(false);
    let faults = RwSignal::new(Vec::<String>::new());
    let take = Callback::new(move |chosen| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            let (taken, refused) = files::take(session, chosen).await;
            let _ = files.try_update(|files| files.extend(taken));
            let _ = faults.try_set(refused);
            let _ = busy.try_set(false);
        });
    });
    let lines = move || {
        let t = language.get();
        let all = files.get().into_iter().enumerate();
        let all = all.map(|(place, file)| {
            let remove = Callback::new(move |()| {
                files.update(|files| {
                    if place < files.len() {
                        files.remove(place);
                    }
                });
            });
            let label = t.file_remove_of(&file.name);
            view! {
                <li class="cluster">
                    <Icon name=Glyph::File />
                    <span class="private">{file.name}</span>
                    <span class="num muted">{app::size_text(file.bytes)}</span>
                    <Button kind=ButtonKind::Quiet icon=Glyph::Close label=label on_press=remove />
                </li>
            }
        });
        let all: Vec<_> = all.collect();
        (!all.is_empty()).then(|| view! { <ul class="plain-list">{all}</ul> })
    };
    view! {
        <fieldset class="files-field">
            <legend>{say(Language::files_title)}</legend>
            <FileDrop label=say(Language::files_add) disabled=busy takes_pasted=true on_files=take>
                {live(lines)}
            </FileDrop>
            <p class="hint">{hint}</p>
            {live(move || told(faults.get().into_iter().chain(error.get()).collect()))}
        </fieldset>
    }
}

/// Says how large files may be.
pub fn hint() -> String {
    use_language().get().files_hint(LARGEST_FILE / MEGABYTE, LARGEST_FILES / MEGABYTE)
}

/// Says what is wrong with files.
pub fn told(faults: Vec<String>) -> Option<impl IntoView> {
    (!faults.is_empty()).then(|| {
        let lines = faults.into_iter().map(|fault| view! { <p>{fault}</p> }).collect_view();
        view! { <div class="notice is-danger" role="alert"><Icon name=Glyph::Alert /><div>{lines}</div></div> }
    })
}

/// One attachment: the picture, if it is one, and what can be done with it.
#[component]
pub fn FilePanel(id: AttachmentId) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let file = session.peek(|desk| desk.book().attachments().get(id)).flatten();
    file.map(|file| {
        let close = Callback::new(move |()| session.panel.set(None));
        let name = file_name(&file.name);
        let picture = StoredValue::new_local(None::<Picture>);
        let address = RwSignal::new(None::<String>);
        let is_reading = RwSignal::new(file.media.is_some_and(Media::is_picture));
        if let Some(media) = file.media.filter(|media| media.is_picture()) {
            let file = file.clone();
            leptos::task::spawn_local(async move {
                if let Some(bytes) = files::bytes_of(session, &file).await
                    && let Some(shown) = Picture::of(media, &bytes)
                {
                    let shown_at = shown.address();
                    if picture.try_set_value(Some(shown)).is_none() {
                        let _ = address.try_set(Some(shown_at));
                    }
                }
                let _ = is_reading.try_set(false);
            });
        }
        let saved = file.clone();
        let save = Callback::new(move |()| files::save(session, saved.clone()));
        let remove = Callback::new(move |()| {
            session.panel.set(None);
            session.send(Command::RemoveAttachment(id));
        });
        let alternative = name.clone();
        let reading = name.clone();
        let lines = move || {
            let t = language.get();
            session.read(|desk| {
                let by = file.by.and_then(|by| desk.book().people().get(by)).map(|by| by.name.clone());
                view! {
                    <dl class="facts">
                        <dt>{t.files_size()}</dt><dd>{app::size_text(file.bytes)}</dd>
                        <dt>{t.files_added()}</dt><dd>{t.day_long(desk.zone().day_of(file.added))}</dd>
                        {by.map(|by| view! { <dt>{t.files_by()}</dt><dd>{by}</dd> })}
                        <dt>{t.files_of()}</dt><dd>{app::belongs_to(t, desk, &file)}</dd>
                    </dl>
                }
            })
        };
        view! {
            <Dialog title=name on_close=close side=true>
                <div class="form-body">
                    {live(move || {
                        is_reading.get().then(|| view! { <p role="status">{language.get().file_reading(&reading)}</p> })
                    })}
                    {live(move || {
                        address.get().map(|address| view! { <img class="file-picture private" src=address alt=alternative.clone() /> })
                    })}
                    {live(lines)}
                    <div class="form-actions">
                        <Button kind=ButtonKind::Danger on_press=remove>{say(Language::remove)}</Button>
                        <span class="push"></span>
                        <Button kind=ButtonKind::Primary icon=Glyph::Download on_press=save>{say(Language::file_save)}</Button>
                    </div>
                </div>
            </Dialog>
        }
    })
}
