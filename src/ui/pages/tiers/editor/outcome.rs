//! What the draft would do: who moves from where to where, and how each person's work changes.

use leptos::prelude::*;

use crate::app::{self, Desk};
use crate::text::Language;
use crate::tiering::Matrix;

use super::super::super::super::components::use_language;
use super::super::super::super::live::live;
use super::super::super::super::session::{Session, say};
use super::super::matrix::{Cell, Words, matrix_view, name, who};
use super::{Draft, Rehearsed};

/// The rehearsal of the draft.
#[component]
pub fn Outcome(
    draft: Draft,
    progress: RwSignal<Option<u32>>,
    rehearsed: RwSignal<Option<Rehearsed>>,
) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let opened = RwSignal::new(None::<Cell>);
    let shown = move || {
        let t = language.get();
        let place = draft.place.get();
        rehearsed.with(|rehearsed| {
            let Some(Rehearsed { draft: policy, found }) = rehearsed else {
                return view! { <p class="muted">{t.rehearsal_waits()}</p> }.into_any();
            };
            session
                .read(|desk| {
                    let summary = summary(t, desk, found);
                    let own = found.schemes.iter().find(|matrix| matrix.scheme == place);
                    let own = own.and_then(|matrix| {
                        let was = desk.policy().schemes.get(matrix.was)?;
                        let is = policy.schemes.get(matrix.scheme)?;
                        let words = Words { title: t.rehearsal(), corner: t.matrix_corner().to_owned() };
                        Some(matrix_view(t, &words, was, is, matrix, opened))
                    });
                    let others: Vec<String> = found
                        .schemes
                        .iter()
                        .filter(|matrix| matrix.scheme != place && matrix.moved() > 0)
                        .filter_map(|matrix| {
                            let scheme = policy.schemes.get(matrix.scheme)?;
                            Some(t.moved_in(app::scheme_name(t, scheme), matrix.moved()))
                        })
                        .collect();
                    let others = (!others.is_empty()).then(|| {
                        view! { <p class="muted">{t.moved_elsewhere(others.join(t.list_comma()))}</p> }
                    });
                    view! { {summary} {own} {others} {loads(t, desk, found)} }.into_any()
                })
                .unwrap_or_else(|| ().into_any())
        })
    };
    let names = move || {
        let t = language.get();
        let (place, from, to) = opened.get()?;
        rehearsed.with(|rehearsed| {
            let Rehearsed { draft: policy, found } = rehearsed.as_ref()?;
            let matrix = found.schemes.iter().find(|matrix| matrix.scheme == place)?;
            let scheme = policy.schemes.get(place)?;
            session
                .read(|desk| {
                    let was = desk.policy().schemes.get(matrix.was)?;
                    let heading = t.moved(name(t, was, from), name(t, scheme, to));
                    Some(who(t, desk, heading, matrix.cell(from, to)))
                })
                .flatten()
        })
    };
    view! {
        <section class="card stack">
            <div class="card-head">
                <h2>{say(Language::rehearsal)}</h2>
                {live(move || progress.get().map(|done| view! {
                    <progress class="progress" max="1000" value=done aria-label=language.get().rehearsal()></progress>
                }))}
            </div>
            <p class="hint">{say(Language::rehearsal_text)}</p>
            {live(shown)}
            {live(names)}
        </section>
    }
}

fn summary(t: Language, desk: &Desk, found: &crate::tiering::Rehearsal) -> AnyView {
    let moved: usize = found.schemes.iter().map(Matrix::moved).sum();
    let text = t.rehearsal_summary(moved, found.governed.len(), desk.book().customers().len());
    view! { <p class="strong" role="status">{text}</p> }.into_any()
}

fn loads(t: Language, desk: &Desk, found: &crate::tiering::Rehearsal) -> AnyView {
    let tenths = |thousandths: i64| format!("{}.{}", thousandths / 1_000, thousandths % 1_000 / 100);
    let rows = found
        .loads
        .iter()
        .map(|load| {
            let owner = load.owner.and_then(|owner| desk.book().people().get(owner));
            let owner = owner.map_or_else(|| t.no_owner().to_owned(), |person| person.name.clone());
            let change = load.after - load.before;
            let sign = if change < 0 { "−" } else { "+" };
            let room = app::weekly_room(desk, load.owner);
            let is_over = room.is_some_and(|room| load.after > room);
            let over = is_over.then(|| view! { " " <span class="chip is-overdue">{t.load_over()}</span> });
            view! {
                <tr>
                    <th scope="row">{owner}</th>
                    <td class="num">{tenths(load.before)}</td>
                    <td class="num">{tenths(load.after)}</td>
                    <td class="num">{format!("{sign}{}", tenths(change.abs()))}</td>
                    <td class="num">{room.map(tenths)} {over}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <h3>{t.loads()}</h3>
        <div class="table-wrap" tabindex="0" role="group" aria-label=t.loads()>
            <table class="ledger is-compact">
                <thead>
                    <tr>
                        <th scope="col">{t.col_owner()}</th>
                        <th scope="col" class="num">{t.load_before()}</th>
                        <th scope="col" class="num">{t.load_after()}</th>
                        <th scope="col" class="num">{t.load_change()}</th>
                        <th scope="col" class="num">{t.load_room()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
