//! What the draft would do: who moves from where to where, and how each person's work changes.

use leptos::prelude::*;

use crate::app::{self, Desk, Route};
use crate::model::CustomerId;
use crate::policy::{Policy, Scheme};
use crate::text::Language;
use crate::tiering::{Matrix, Rank};

use super::super::super::super::components::use_language;
use super::super::super::super::live::live;
use super::super::super::super::session::{Session, say};
use super::{Draft, Rehearsed};

/// How many names are shown.
const NAMES: usize = 60;

/// A cell of the matrix that is opened: the scheme's place in the draft, from, to.
type Opened = (usize, Option<Rank>, Option<Rank>);

/// The rehearsal of the draft.
#[component]
pub fn Outcome(
    draft: Draft,
    progress: RwSignal<Option<u32>>,
    rehearsed: RwSignal<Option<Rehearsed>>,
) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let opened = RwSignal::new(None::<Opened>);
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
                    let own = own.map(|matrix| matrix_view(t, desk, policy, matrix, opened));
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
            session.read(|desk| who(t, desk, scheme, from, to, matrix.cell(from, to)))
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

fn name(t: Language, scheme: &Scheme, tier: Option<Rank>) -> String {
    tier.map_or_else(|| t.tier_undetermined_short().to_owned(), |tier| app::tier_name(t, scheme, tier))
}

fn matrix_view(
    t: Language,
    desk: &Desk,
    policy: &Policy,
    matrix: &Matrix,
    opened: RwSignal<Option<Opened>>,
) -> AnyView {
    let (Some(was), Some(is)) = (desk.policy().schemes.get(matrix.was), policy.schemes.get(matrix.scheme))
    else {
        return ().into_any();
    };
    let ranks = |scheme: &Scheme| {
        let ranks = (0..scheme.tiers.len()).filter_map(|rank| Rank::try_from(rank).ok());
        ranks.map(Some).chain([None]).collect::<Vec<_>>()
    };
    let to = ranks(is);
    let head =
        to.iter().map(|to| view! { <th scope="col" class="num">"→ " {name(t, is, *to)}</th> }).collect_view();
    let place = matrix.scheme;
    let rows = ranks(was)
        .into_iter()
        .map(|from| {
            let cells = to
                .iter()
                .map(|to| {
                    let (to, count) = (*to, matrix.cell(from, *to).len());
                    let label = t.cell_label(name(t, was, from), name(t, is, to), count);
                    let moves = count > 0 && from != to;
                    let cell = (count > 0).then(|| {
                        view! {
                            <button type="button" class="button is-quiet num" title=label.clone() aria-label=label
                                on:click=move |_| opened.set(Some((place, from, to)))>
                                {count}
                            </button>
                        }
                    });
                    view! { <td class="num" class:is-moved=moves>{cell}</td> }
                })
                .collect_view();
            view! { <tr><th scope="row">{name(t, was, from)}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=t.rehearsal()>
            <table class="ledger is-compact matrix">
                <caption class="sr-only">{t.rehearsal()}</caption>
                <thead><tr><th scope="col">{t.matrix_corner()}</th>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn who(
    t: Language,
    desk: &Desk,
    scheme: &Scheme,
    from: Option<Rank>,
    to: Option<Rank>,
    customers: &[CustomerId],
) -> AnyView {
    let names = customers
        .iter()
        .take(NAMES)
        .filter_map(|id| {
            let customer = desk.book().customers().get(*id)?;
            Some(view! { <li><a href=Route::Customer(*id).href()>{customer.name.clone()}</a></li> })
        })
        .collect_view();
    let more = customers.len().saturating_sub(NAMES);
    view! {
        <div role="region" aria-label=t.who_moves()>
            <h3>{t.moved(name(t, scheme, from), name(t, scheme, to))}</h3>
            <ul class="names">{names}</ul>
            {(more > 0).then(|| view! { <p class="muted">{t.and_more(more)}</p> })}
        </div>
    }
    .into_any()
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
            view! {
                <tr>
                    <th scope="row">{owner}</th>
                    <td class="num">{tenths(load.before)}</td>
                    <td class="num">{tenths(load.after)}</td>
                    <td class="num">{format!("{sign}{}", tenths(change.abs()))}</td>
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
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
