//! A person's rights: everything that is held on one person, to hand over, and to erase everywhere (PIPL).

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::app::{self, Certificate, Desk, Failure};
use crate::book::{Change, Erasure, Label, Named};
use crate::exchange::BookFile;
use crate::model::{ContactId, ContentSums, Kind, Record};
use crate::text::Language;

use super::super::alterations::alteration_view;
use super::super::book_file::each_change;
use super::super::boot::opening;
use super::super::components::{Button, ButtonKind, Dialog, Glyph, Icon, TextField, use_language};
use super::super::live::live;
use super::super::session::{Saving, Session, Stopped, say};

/// Records looked through before the page may draw again.
const AT_ONCE: usize = 2_000;
/// Records that the preview shows.
const SHOWN: usize = 20;
/// How long nothing must be typed before the book is searched.
const PAUSE: Duration = Duration::from_millis(400);

type Found = Arc<Vec<Named>>;

/// What is held on a contact, and what can be done with it.
#[component]
pub fn RightsPanel(id: ContactId) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let contact = StoredValue::new(session.peek(|desk| desk.book().contacts().get(id)).flatten());
    let words = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Found>);
    let asking = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let stopped = RwSignal::new(None::<Stopped>);
    let done = RwSignal::new(None::<Certificate>);
    let erasure =
        move || contact.with_value(|contact| Some(Erasure::of(contact.as_ref()?, &listed(&words.get()))));
    leptos::task::spawn_local(async move {
        let Some(contact) = contact.get_value() else { return };
        let mut former: Vec<String> = Vec::new();
        let note = |change: Change| {
            for word in Erasure::former(&contact, &change) {
                if !former.contains(&word) {
                    former.push(word);
                }
            }
        };
        // Of a history that cannot be read, the user is told when they export or erase.
        if each_change(session, note).await.is_ok() && !former.is_empty() {
            let _ = words.try_update(|words| {
                let typed = listed(words).into_iter().filter(|word| !word.is_empty());
                *words = former.into_iter().chain(typed).collect::<Vec<_>>().join("、");
            });
        }
    });
    // The newest search counts.
    let search = StoredValue::new(0_u32);
    Effect::new(move |before: Option<()>| {
        let Some(erasure) = erasure() else { return };
        let nth = search.get_value().wrapping_add(1);
        search.set_value(nth);
        let run = move || {
            leptos::task::spawn_local(async move {
                let is_newest = move || search.try_get_value() == Some(nth);
                if is_newest() {
                    let named = search_book(session, &erasure, is_newest).await;
                    if is_newest() {
                        let _ = found.try_set(Some(Arc::new(named)));
                    }
                }
            });
        };
        found.set(None);
        set_timeout(run, if before.is_some() { PAUSE } else { Duration::ZERO });
    });
    let close = Callback::new(move |()| {
        if !busy.get_untracked() {
            session.panel.set(None);
        }
    });
    let export = Callback::new(move |()| {
        let (Some(named), Some(erasure)) = (found.get_untracked(), untrack(erasure)) else { return };
        busy.set(true);
        leptos::task::spawn_local(async move {
            if let Err(failure) = export(session, language.get_untracked(), &named, &erasure).await {
                let _ = stopped.try_set(Some(Stopped::Failed(failure)));
            }
            let _ = busy.try_set(false);
        });
    });
    let erase = Callback::new(move |()| {
        let Some(erasure) = untrack(erasure) else { return };
        busy.set(true);
        stopped.set(None);
        leptos::task::spawn_local(async move {
            match erase_everywhere(session, &erasure).await {
                Ok(certificate) => drop(done.try_set(Some(certificate))),
                Err(failure) => drop(stopped.try_set(Some(Stopped::Failed(failure)))),
            }
            let _ = asking.try_set(false);
            let _ = busy.try_set(false);
        });
    });
    let preview = move || {
        let t = language.get();
        let Some(named) = found.get() else {
            return view! { <p class="muted" role="status">{t.rights_searching()}</p> }.into_any();
        };
        session.read(|desk| held(t, desk, id, &named)).unwrap_or_else(|| ().into_any())
    };
    let message = move || {
        let t = language.get();
        let text = stopped.with(|stopped| match stopped {
            Some(Stopped::Failed(failure)) => Some(app::failure(t, failure)),
            Some(Stopped::Refused(refusal)) => app::refusal(t, refusal),
            None => None,
        })?;
        Some(
            view! { <div class="notice is-danger" role="alert"><Icon name=Glyph::Alert /><p>{text}</p></div> },
        )
    };
    let unready = Signal::derive(move || busy.get() || found.with(Option::is_none));
    let body = move || {
        let t = language.get();
        if let Some(certificate) = done.get() {
            return certified(t, session, &certificate);
        }
        view! {
            <div class="form-body stack">
                <p class="hint">{t.rights_text()}</p>
                <TextField label=say(Language::rights_words) value=words hint=say(Language::rights_words_hint) />
                {live(preview)}
            </div>
            {live(message)}
            // It is for the person, who has no passphrase: it leaves in the open, and says so.
            <Show when=move || session.has_lock.get()>
                <p class="notice is-warning"><Icon name=Glyph::Alert /><span>{say(Language::rights_plain)}</span></p>
            </Show>
            <Show when=move || asking.get()>
                <div class="notice is-warning" role="alert">
                    <Icon name=Glyph::Alert />
                    <p>{say(Language::rights_question)}</p>
                    <Button on_press=Callback::new(move |()| asking.set(false))>{say(Language::cancel)}</Button>
                    <Button kind=ButtonKind::Danger disabled=unready on_press=erase>{say(Language::rights_erase_now)}</Button>
                </div>
            </Show>
            <div class="form-actions">
                <Button kind=ButtonKind::Danger disabled=unready on_press=Callback::new(move |()| asking.set(true))>
                    {say(Language::rights_erase)}
                </Button>
                <span class="push"></span>
                <Button kind=ButtonKind::Primary icon=Glyph::Download disabled=unready on_press=export>
                    {say(Language::rights_export)}
                </Button>
            </div>
        }
        .into_any()
    };
    let title = Signal::derive(move || {
        let t = language.get();
        // Whoever was erased is not named any more.
        match contact.with_value(|contact| contact.as_ref().map(|contact| contact.name.clone())) {
            Some(name) if done.with(Option::is_none) => t.rights_title_of(&name),
            _ => t.rights_title().to_owned(),
        }
    });
    view! { <Dialog title=title on_close=close side=true>{live(body)}</Dialog> }
}

/// Returns what is typed, word by word: a name may hold a space.
fn listed(typed: &str) -> Vec<String> {
    typed.split(['、', '，', ',', ';', '；', '\n']).map(|word| word.trim().to_owned()).collect()
}

fn held(t: Language, desk: &Desk, id: ContactId, named: &[Named]) -> AnyView {
    let counts = app::held_counts(id, named);
    let (told, more) = app::held(t, desk.book(), desk.zone(), named, SHOWN);
    view! {
        <p role="status">{t.rights_counts(counts.took_part, counts.mentions)}</p>
        {(counts.files > 0).then(|| view! { <p>{t.rights_files(counts.files)}</p> })}
        <h3>{t.rights_preview()}</h3>
        {told.into_iter().map(|one| alteration_view(t, one)).collect_view()}
        {(more > 0).then(|| view! { <p class="muted">{t.history_more(more)}</p> })}
    }
    .into_any()
}

fn certified(t: Language, session: Session, certificate: &Certificate) -> AnyView {
    let zone = session.today().1;
    let text = certificate.text(t, zone);
    let (shown, name) = (text.clone(), format!("{}.txt", t.certificate_title()));
    let save = Callback::new(move |()| {
        let saved = session.services().download(&name, "text/plain;charset=utf-8", text.as_bytes());
        if let Err(failure) = saved {
            session.tell(&Stopped::Failed(failure));
        }
    });
    view! {
        <div class="form-body stack">
            <div class="notice is-info" role="status"><Icon name=Glyph::Check /><p>{t.rights_done()}</p></div>
            <p class="prewrap">{shown}</p>
        </div>
        <div class="form-actions">
            <span class="push"></span>
            <Button kind=ButtonKind::Primary icon=Glyph::Download on_press=save>{t.certificate_save()}</Button>
        </div>
    }
    .into_any()
}

/// Looks through the whole book, letting the page breathe, for as long as `goes_on`.
async fn search_book(session: Session, erasure: &Erasure, goes_on: impl Fn() -> bool) -> Vec<Named> {
    let mut named = Vec::new();
    for kind in Kind::ALL {
        let places = session.peek(|desk| Erasure::places(desk.book(), *kind)).unwrap_or(0);
        for start in (0..places).step_by(AT_ONCE) {
            if !goes_on() {
                return named;
            }
            let range = start..(start + AT_ONCE).min(places);
            named
                .extend(session.peek(|desk| erasure.named_in(desk.book(), *kind, range)).unwrap_or_default());
            session.services().breathe().await;
        }
    }
    named
}

/// Gives the user a file with everything that is held on a person, the history included.
async fn export(session: Session, t: Language, named: &[Named], erasure: &Erasure) -> Result<(), Failure> {
    let mut changes: Vec<Change> = Vec::new();
    each_change(session, |change| {
        changes.extend(Some(change).filter(|change| erasure.change(change).is_some()))
    })
    .await?;
    let now = session.env().now;
    let file = session.peek(|desk| app::held_file(t, desk.book(), (desk.zone(), now), named, &changes));
    let file = file.ok_or(Failure::Conflict)?;
    let name = if session.has_lock.get_untracked() { t.rights_file_plain() } else { t.rights_file() };
    let name = format!("{name}-{}.json", session.today().0);
    session.services().download(&name, "application/json", file.as_bytes())
}

/// Erases a person from the book, its history and its snapshots, here and on the disk.
///
/// # Errors
/// Why the book is as it was.
async fn erase_everywhere(session: Session, erasure: &Erasure) -> Result<Certificate, Failure> {
    let _mine = session.alone().await;
    if !session.writer.get_untracked() {
        return Err(Failure::ReadOnly);
    }
    let named = search_book(session, erasure, || true).await;
    let mut env = session.env();
    let label = Label::ErasedPerson { contact: Some(erasure.contact()), records: named.len(), changes: 0 };
    let mut change = Change::new(env.ids.draw(), env.now, env.person, label.clone());
    change.erase(&named);
    let apply = |change: &Change| {
        session.alter_quietly(|desk| desk.as_mut().is_some_and(|desk| desk.applied(change).is_ok()))
            == Some(true)
    };
    if !apply(&change) {
        return Err(Failure::Conflict);
    }
    let stone = Change::new(env.ids.draw(), env.now, env.person, label);
    let file = session.peek(|desk| Arc::new(BookFile::of(desk.book()))).ok_or(Failure::Conflict)?;
    session.note_saving(Saving::UnderWay);
    let (given, last) = (erasure.clone(), stone.clone());
    let gone = change.removed.iter().filter_map(|record| match record {
        Record::Attachment(file) => Some(file.sum),
        _ => None,
    });
    let gone = ContentSums::of(gone);
    let erased = match session.on_disk(|disk| disk.erase_person(file, given, gone, last)).await {
        Ok(erased) => erased,
        Err(failure) => {
            session.note_saving(Saving::Failed);
            if !apply(&change.inverse(env.ids.draw(), env.now, env.person)) {
                opening::load_later(session);
            }
            opening::catch_up(session).await;
            return Err(failure);
        }
    };
    session.alter_quietly(|desk| {
        if let Some(desk) = desk {
            desk.forget_changes();
            desk.remember(Arc::new(stone), true);
        }
    });
    session.toasts.set(Vec::new());
    session.note_saving(Saving::Done);
    opening::catch_up(session).await;
    session.redraw();
    let by = env
        .person
        .and_then(|id| session.peek(|desk| desk.book().people().get(id).map(|one| one.name.clone())));
    Ok(Certificate {
        contact: erasure.contact(),
        at: env.now,
        by: by.flatten().unwrap_or_default(),
        counts: app::held_counts(erasure.contact(), &named),
        erased,
    })
}
