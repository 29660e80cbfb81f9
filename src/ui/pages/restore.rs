//! Replacing the whole book: what it would change is shown first, and the present book is kept as a snapshot.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{self, Difference, Route, SnapshotReason, compare};
use crate::exchange::BookFile;
use crate::model::Kind;
use crate::text::Language;

use super::super::boot::opening;
use super::super::components::{Button, ButtonKind, Glyph, Icon, use_language};
use super::super::live::live;
use super::super::session::{Phase, Phrase, Session, Stopped, say};

/// Where the replacing stands.
#[derive(Clone)]
enum Step {
    /// It is shown what it would do.
    Asking,
    /// The book is being written, 0 to 1.
    Writing(f64),
}

/// Shows a whole book that may replace the present one, and replaces it.
#[component]
pub fn Restore(
    /// The book, verified.
    book: Arc<BookFile>,
    /// The heading.
    title: Phrase,
    /// What was found, in words: of customers and records.
    found: fn(Language, usize, usize) -> String,
    /// More about it.
    #[prop(optional_no_strip)]
    note: Option<Signal<String>>,
    /// Leads back to where another can be chosen, and what that is called.
    on_other: Callback<()>,
    other: Phrase,
) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let records: usize = book.counts.iter().map(|(_, count)| count).sum();
    let customers =
        book.counts.iter().find(|(kind, _)| *kind == Kind::Customer).map_or(0, |(_, count)| *count);
    let present = move || {
        let present = session.read(|desk| (desk.book().customers().len(), desk.book().len()));
        present.filter(|(_, records)| *records > 0)
    };
    let differences = RwSignal::new(None::<Vec<Difference>>);
    let no_snapshot = RwSignal::new(None::<String>);
    let step = RwSignal::new(Step::Asking);
    if session.peek(|_| ()).is_some() {
        let book = book.clone();
        leptos::task::spawn_local(async move {
            session.services().breathe().await;
            if let Ok(other) = book.book() {
                let found = session.peek(|desk| compare(desk.book(), &other));
                let _ = differences.try_set(found);
            }
        });
    }
    let open = Callback::new(move |()| {
        let book = book.clone();
        leptos::task::spawn_local(async move {
            let _mine = session.alone().await;
            let may_go_on = no_snapshot.get_untracked().is_some();
            let is_whole = session.phase.get_untracked() == Phase::Open && session.peek(|_| ()).is_some();
            if is_whole && !may_go_on {
                let (env, reason) = (session.env(), SnapshotReason::BeforeReplace);
                let taken = session.on_disk(|disk| disk.take_snapshot(reason, env.now, env.zone)).await;
                if let Err(failure) = taken {
                    let text = app::failure(session.language(), &failure);
                    return drop(no_snapshot.try_set(Some(text)));
                }
            }
            let contents = session.came_along.get_value();
            // Whoever has gone to another page meanwhile still gets the book.
            let _ = step.try_set(Step::Writing(0.0));
            let progress = Box::new(move |share| {
                let _ = step.try_set(Step::Writing(share));
            });
            match session.on_disk(|disk| disk.replace(book, contents, progress)).await {
                Ok(()) => {
                    session.came_along.set_value(Default::default());
                    opening::load(session).await;
                    session.go(Route::Today);
                }
                Err(failure) => {
                    session.tell(&Stopped::Failed(failure));
                    let _ = step.try_set(Step::Asking);
                }
            }
        });
    });
    let asking = move || {
        view! {
            <div class="stack narrow">
                <section class="card">
                    <div class="card-head"><h2>{say(title)}</h2></div>
                    <p>{move || found(language.get(), customers, records)}</p>
                    {note.map(|note| view! { <p>{note}</p> })}
                    {live(move || present().map(|(customers, records)| view! {
                        <div class="notice is-warning">
                            <Icon name=Glyph::Alert />
                            <p>{language.get().import_book_replaces(customers, records)} {say(Language::restore_safe)}</p>
                        </div>
                        {live(move || what_changes(language.get(), differences.get()))}
                    }))}
                    {live(move || no_snapshot.get().map(|reason| view! {
                        <div class="notice is-danger" role="alert">
                            <Icon name=Glyph::Alert />
                            <p>{move || language.get().restore_no_snapshot(reason.clone())}</p>
                        </div>
                    }))}
                    <div class="form-actions">
                        <span class="push"></span>
                        <Button on_press=on_other>{say(other)}</Button>
                        <Button kind=ButtonKind::Primary on_press=open>
                            {live(move || {
                                let t = language.get();
                                if present().is_some() { t.import_book_replace() } else { t.import_book_open() }
                            })}
                        </Button>
                    </div>
                </section>
            </div>
        }
    };
    live(move || match step.get() {
        Step::Asking => asking().into_any(),
        Step::Writing(share) => {
            let percent = (share * 100.0) as u32;
            let text = move || language.get().import_writing_percent(percent);
            view! {
                <div class="stack narrow">
                    <p role="status">{text}</p>
                    <progress class="progress" max="100" value=percent.to_string() aria-label=say(Language::import_writing)></progress>
                </div>
            }
            .into_any()
        }
    })
}

/// The table of differences by kind; `None` while they are being found.
fn what_changes(t: Language, differences: Option<Vec<Difference>>) -> AnyView {
    let Some(differences) = differences else {
        return view! { <p class="muted" role="status">{t.restore_comparing()}</p> }.into_any();
    };
    if differences.iter().all(Difference::is_none) {
        return view! { <p role="status">{t.restore_same()}</p> }.into_any();
    }
    let rows = differences
        .into_iter()
        .map(|one| {
            let cells = [one.here, one.there, one.only_here, one.only_there, one.altered]
                .map(|count| view! { <td class="num">{count}</td> }.into_any());
            view! { <tr><th scope="row">{t.kind(one.kind)}</th>{Vec::from(cells)}</tr> }
        })
        .collect_view();
    let heads = [
        t.restore_here(),
        t.restore_there(),
        t.restore_only_here(),
        t.restore_only_there(),
        t.restore_altered(),
    ];
    view! {
        <div class="table-wrap">
            <table class="ledger is-compact">
                <caption>{t.restore_differences()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.restore_kind()}</th>
                        {Vec::from(heads.map(|head| view! { <th scope="col" class="num">{head}</th> }.into_any()))}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
