//! Merging another's book into the one that is here: what would come, alter and go, what both altered and which of
//! the two stands, and then one change.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{self, Command, Failure, FieldLine, Route};
use crate::book::{Book, BookBuilder, Change, Choices, Clash, Overridden, Reconciled, Reconciling, Said};
use crate::exchange::BookFile;
use crate::model::RecordId;
use crate::text::Language;

use super::super::book_file::whole_history;
use super::super::components::{Button, ButtonKind, Glyph, Icon, Segmented, use_language};
use super::super::live::live;
use super::super::session::{Session, say};

/// How many records are compared before the clock is looked at.
const AT_ONCE: usize = 200;
/// How long the page is kept from drawing, in milliseconds.
const PATIENCE: f64 = 30.0;
/// How many clashes are shown to be decided; of the others the later value stands.
const SHOWN: usize = 200;
/// How many customers with another number are named.
const NUMBERS: usize = 50;

/// What is merged: the other book with its changes.
struct Parts {
    theirs: Book,
    their_log: Option<Vec<Change>>,
}

/// Shows what merging a book does, and merges it.
#[component]
pub fn Join(
    /// The book, verified.
    book: Arc<BookFile>,
    /// Leads back.
    on_back: Callback<()>,
) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let parts = RwSignal::new(None::<Arc<Parts>>);
    let found = RwSignal::new(None::<Arc<Reconciled>>);
    let choices = RwSignal::new(Choices::new());
    let writing = RwSignal::new(false);
    let stopped = RwSignal::new(None::<Failure>);
    let (name, by_changes) = (book.info.name.clone(), book.history.is_some());
    let same_book = session.peek(|desk| desk.book().info().created == book.info.created).unwrap_or(true);
    leptos::task::spawn_local(async move {
        match taken_apart(session, &book).await {
            Ok(taken) => drop(parts.try_set(Some(Arc::new(taken)))),
            Err(failure) => drop(stopped.try_set(Some(failure))),
        }
    });
    reconcile(session, parts, choices, (found, stopped));
    let merge = Callback::new(move |()| {
        let Some(found) = found.get_untracked() else { return };
        writing.set(true);
        let name = name.clone();
        leptos::task::spawn_local(async move {
            session.services().breathe().await;
            let change = found.change(name, &mut session.env());
            match session.dispatch(Command::Prepared(change)).await {
                Ok(()) => {
                    session.came_along.set_value(Default::default());
                    session.go(Route::Today);
                }
                Err(stopped) => session.tell(&stopped),
            }
            let _ = writing.try_set(false);
        });
    });
    let nothing = Signal::derive(move || {
        writing.get() || found.with(|found| found.as_ref().is_none_or(|found| found.is_nothing()))
    });
    let counted = move || {
        let t = language.get();
        found.with(|found| {
            found.as_ref().map(|found| {
                let (added, altered, removed) = found.counts();
                match found.is_nothing() {
                    true => t.join_nothing().to_owned(),
                    false => t.join_counts(added, altered, removed),
                }
            })
        })
    };
    view! {
        <div class="stack narrow">
            <section class="card stack">
                <div class="card-head"><h2>{say(Language::join_title)}</h2></div>
                <p class="muted">{say(if by_changes { Language::join_by_changes } else { Language::join_by_fields })}</p>
                {(!same_book).then(|| view! {
                    <div class="notice is-warning">
                        <Icon name=Glyph::Alert />
                        <p>{say(Language::join_other_book)}</p>
                    </div>
                })}
                {live(move || match counted() {
                    _ if stopped.with(Option::is_some) => {
                        let text = stopped.get().map(|failure| app::failure(language.get(), &failure));
                        view! { <div class="notice is-danger" role="alert"><Icon name=Glyph::Alert /><p>{text}</p></div> }.into_any()
                    }
                    Some(text) => view! { <p role="status">{text}</p> }.into_any(),
                    None => view! { <p class="muted" role="status">{say(Language::restore_comparing)}</p> }.into_any(),
                })}
                {live(move || found.get().map(|found| view! { <Numbers found=found /> }))}
                <Clashes found=found choices=choices />
                <div class="form-actions">
                    <span class="push"></span>
                    <Button on_press=on_back>{say(Language::back)}</Button>
                    <Button kind=ButtonKind::Primary disabled=nothing on_press=merge>{say(Language::join_do)}</Button>
                </div>
            </section>
        </div>
    }
}

/// Builds the other book, letting the page draw.
async fn taken_apart(session: Session, file: &BookFile) -> Result<Parts, Failure> {
    let mut builder = BookBuilder::new(file.info.clone(), file.counts.iter().copied());
    for chunk in &file.chunks {
        builder.absorb(chunk).map_err(|problem| Failure::Other(problem.to_string()))?;
        session.services().breathe().await;
    }
    Ok(Parts { theirs: builder.finish(), their_log: file.history.clone() })
}

/// Works out what merging does, and anew whenever the book or a choice alters: an edit that is made meanwhile, here
/// or in another tab, is weighed as the others are.
fn reconcile(
    session: Session,
    parts: RwSignal<Option<Arc<Parts>>>,
    choices: RwSignal<Choices>,
    (found, stopped): (RwSignal<Option<Arc<Reconciled>>>, RwSignal<Option<Failure>>),
) {
    let latest = StoredValue::new(0_u64);
    // The changes of this book, and the revision that they belong to.
    let ours = StoredValue::new(None::<(u64, Arc<Vec<Change>>)>);
    Effect::new(move |_| {
        let revision = session.revision();
        if ours.with_value(|ours| ours.as_ref().is_some_and(|(of, _)| *of != revision)) {
            found.set(None);
            ours.set_value(None);
        }
        let told = choices.get();
        let Some(parts) = parts.get() else { return };
        let number = latest.get_value() + 1;
        latest.set_value(number);
        leptos::task::spawn_local(async move {
            let Parts { theirs, their_log } = &*parts;
            let our_log = match ours.try_get_value().flatten() {
                Some((_, log)) => log,
                None => match whole_history(session).await {
                    Ok(log) => Arc::new(log),
                    Err(failure) => return drop(stopped.try_set(Some(failure))),
                },
            };
            if latest.try_get_value() != Some(number) {
                return;
            }
            let _ = ours.try_set_value(Some((revision, Arc::clone(&our_log))));
            let begun = session
                .peek(|desk| Reconciling::of(desk.book(), &our_log, theirs, their_log.as_deref(), told));
            let Some(mut reconciling) = begun else { return };
            let mut since = now();
            while session.peek(|desk| reconciling.go_on(desk.book(), theirs, AT_ONCE)) == Some(false) {
                if now() - since > PATIENCE {
                    session.services().breathe().await;
                    if latest.try_get_value() != Some(number) {
                        return;
                    }
                    since = now();
                }
            }
            let done = session.peek(|desk| reconciling.finish(desk.book()));
            let _ = found.try_set(done.map(Arc::new));
        });
    });
}

fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// The customers who get another number.
#[component]
fn Numbers(found: Arc<Reconciled>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let t = language.get_untracked();
    let name = |id| {
        let here = session.peek(|desk| Some(desk.book().customers().get(id)?.name.clone())).flatten();
        let coming = found.added.iter().find_map(|record| match record {
            crate::model::Record::Customer(customer) if customer.id == id => Some(customer.name.clone()),
            _ => None,
        });
        here.or(coming).unwrap_or_default()
    };
    let lines = found.renumbered.iter().take(NUMBERS);
    let lines: Vec<String> = lines.map(|(id, from, to)| t.join_renumbered(name(*id), from, to)).collect();
    (!lines.is_empty()).then(|| view! {
        <div>
            <h3>{say(Language::join_numbers)}</h3>
            <ul class="plain-list small">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        </div>
    })
}

/// The fields that both books altered, each with both values and the choice between them.
#[component]
fn Clashes(found: RwSignal<Option<Arc<Reconciled>>>, choices: RwSignal<Choices>) -> impl IntoView {
    let language = use_language();
    let count = Memo::new(move |_| found.with(|found| found.as_ref().map_or(0, |found| found.clashes.len())));
    let label = move || language.get().join_clashes(count.get());
    let shown = move || {
        let found = found.get();
        found.iter().flat_map(|found| found.clashes.iter().take(SHOWN)).cloned().collect::<Vec<_>>()
    };
    // One that is decided stays where it is, and with it the keyboard.
    let key = |clash: &Clash| {
        (clash.id, clash.field.clone(), clash.ours.value.to_string(), clash.theirs.value.to_string())
    };
    let more = move || {
        let more = count.get().saturating_sub(SHOWN);
        (more > 0).then(|| view! { <p class="hint">{language.get().join_more(more)}</p> })
    };
    view! {
        <Show when=move || count.get() != 0>
            <div class="stack">
                <h3>{label}</h3>
                <ul class="plain-list stack" aria-label=label>
                    <For each=shown key=key children=move |clash| view! { <OneClash clash=clash choices=choices /> } />
                </ul>
                {live(more)}
            </div>
        </Show>
    }
}

#[component]
fn OneClash(clash: Clash, choices: RwSignal<Choices>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let t = language.get_untracked();
    let Clash { kind, id, field, ours, theirs, takes_theirs } = clash;
    // A part of a field is named by itself.
    let named = field.rsplit('/').next().unwrap_or_default().to_owned();
    let lost =
        Overridden { kind, id, field: named, earlier: ours.value.clone(), later: theirs.value.clone() };
    let words = session.peek(|desk| app::overridden(t, desk.book(), desk.zone(), &lost)).unwrap_or_default();
    let (name, lines) = words;
    let lines = if lines.is_empty() {
        vec![FieldLine {
            field: field.clone(),
            before: ours.value.to_string(),
            after: theirs.value.to_string(),
        }]
    } else {
        lines
    };
    let key: (RecordId, String) = (id, field);
    let value = RwSignal::new(if takes_theirs { "theirs" } else { "ours" }.to_owned());
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        if before.is_some_and(|before| before != now) {
            choices.update(|choices| {
                let _ = choices.insert(key.clone(), now == "theirs");
            });
        }
        now
    });
    let (ours, theirs) = (who(session, t, &ours), who(session, t, &theirs));
    let join = |pick: fn(&FieldLine) -> &String| {
        lines.iter().map(|line| pick(line).as_str()).collect::<Vec<_>>().join(t.list_comma()).to_owned()
    };
    let label = format!("{name} · {}", join(|line| &line.field));
    let options = vec![
        ("ours".to_owned(), t.join_ours(join(|line| &line.before), ours)),
        ("theirs".to_owned(), t.join_theirs(join(|line| &line.after), theirs)),
    ];
    view! { <li class="clash"><Segmented label=Signal::stored(label) value=value options=Signal::stored(options) /></li> }
}

/// Says who gave a value, and when, as far as that is known.
fn who(session: Session, t: Language, said: &Said) -> String {
    let by = said
        .by
        .and_then(|id| session.peek(|desk| Some(desk.book().people().get(id)?.name.clone())).flatten());
    let at = said.at.map(|at| {
        let zone = session.env().zone;
        let (hour, minute) = zone.time_of(at);
        format!("{} {hour:02}:{minute:02}", t.day_long(zone.day_of(at)))
    });
    let known: Vec<String> = [by, at].into_iter().flatten().collect();
    if known.is_empty() { t.join_when_unknown().to_owned() } else { known.join(" ") }
}
