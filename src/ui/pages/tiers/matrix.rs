//! Who goes from where to where in one scheme: a table of counts, each with its names one click away.

use leptos::prelude::*;

use crate::app::{self, Desk, Route};
use crate::model::CustomerId;
use crate::policy::Scheme;
use crate::text::Language;
use crate::tiering::{Matrix, Rank};

/// How many names are shown.
const NAMES: usize = 60;

/// A cell of a matrix: the scheme's place in the later policy, from, to.
pub type Cell = (usize, Option<Rank>, Option<Rank>);

/// The words around a matrix.
pub struct Words {
    /// What it is called.
    pub title: &'static str,
    /// What stands in its corner.
    pub corner: String,
}

/// Names a tier, or that there is none.
pub fn name(t: Language, scheme: &Scheme, tier: Option<Rank>) -> String {
    tier.map_or_else(|| t.tier_undetermined_short().to_owned(), |tier| app::tier_name(t, scheme, tier))
}

/// Returns every tier of a scheme, best first, and the undetermined.
pub fn ranks(scheme: &Scheme) -> Vec<Option<Rank>> {
    let ranks = (0..scheme.tiers.len()).filter_map(|rank| Rank::try_from(rank).ok());
    ranks.map(Some).chain([None]).collect()
}

/// Draws the matrix between a scheme as it `was` and as it `is`; a number opens its names.
pub fn matrix_view(
    t: Language,
    words: &Words,
    was: &Scheme,
    is: &Scheme,
    matrix: &Matrix,
    opened: RwSignal<Option<Cell>>,
) -> AnyView {
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
        <div class="table-wrap" tabindex="0" role="group" aria-label=words.title>
            <table class="ledger is-compact matrix">
                <caption class="sr-only">{words.title}</caption>
                <thead><tr><th scope="col">{words.corner.clone()}</th>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Lists customers by name under a heading.
pub fn who(t: Language, desk: &Desk, heading: String, customers: &[CustomerId]) -> AnyView {
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
            <h3>{heading}</h3>
            <ul class="names">{names}</ul>
            {(more > 0).then(|| view! { <p class="muted">{t.and_more(more)}</p> })}
        </div>
    }
    .into_any()
}
