//! The tier and why: every criterion's value, points, weight and contribution, with its source.

use leptos::prelude::*;

use crate::app;
use crate::model::{CustomerId, Day};
use crate::policy::{Dimension, Weight};
use crate::text::Language;
use crate::tiering::{Assignment, Part, Score};

use super::super::super::components::{Button, Glyph};
use super::super::super::session::{Panel, Session, say};
use super::drawn;

/// The card 等级与理由.
#[component]
pub fn WhyCard(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let fill = Callback::new(move |()| session.panel.set(Some(Panel::Customer(Some(id)))));
    let body = drawn(id, move |t, desk, customer| {
        let assignment = desk.assignment(customer);
        let result = app::why_tier(t, assignment.outcome, desk.policy().tier_if_undetermined);
        let score = if assignment.least == assignment.most {
            t.score_is(assignment.least)
        } else {
            t.score_between(assignment.least, assignment.most)
        };
        let separator = if t == Language::Chinese { "、" } else { ", " };
        let missing = assignment.missing().map(|metric| t.metric(metric)).collect::<Vec<_>>();
        let next = assignment.next.map(|(tier, short)| t.to_next_tier(t.tier(tier), short));
        view! {
            <div class="why">
                <p class="why-result">{result}</p>
                <p>{score} {next.map(|next| view! { <span class="muted">" · " {next}</span> })}</p>
                {table(t, &desk.policy().score.dimensions, &assignment, desk.today())}
                {(!missing.is_empty())
                    .then(|| view! {
                        <p class="hint">{t.missing_inputs(missing.join(separator))}</p>
                        <div><Button icon=Glyph::Edit on_press=fill>{t.fill_missing()}</Button></div>
                    })}
            </div>
        }
        .into_any()
    });
    view! {
        <section class="card">
            <div class="card-head"><h2>{say(Language::tier_and_why)}</h2></div>
            {body}
        </section>
    }
}

fn table(t: Language, dimensions: &[Dimension], assignment: &Assignment, today: Day) -> AnyView {
    let groups = dimensions
        .iter()
        .map(|dimension| {
            let parts: Vec<&Part> =
                assignment.parts.iter().filter(|part| part.dimension == dimension.id).collect();
            let (least, most): (Score, Score) =
                (parts.iter().map(|part| part.least).sum(), parts.iter().map(|part| part.most).sum());
            let rows = parts.into_iter().map(|part| row(t, part, today)).collect_view();
            view! {
                <tbody>
                    <tr class="why-group">
                        <th scope="rowgroup" colspan="2">{t.dimension(dimension.id)}</th>
                        <td class="num"></td>
                        <td class="num">{weight(dimension.weight())}</td>
                        <td class="num">{range(least, most)}</td>
                    </tr>
                    {rows}
                </tbody>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="ledger is-compact">
                <caption class="sr-only">{t.tier_and_why()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.why_criterion()}</th>
                        <th scope="col" class="num">{t.why_value()}</th>
                        <th scope="col" class="num">{t.why_points()}</th>
                        <th scope="col" class="num">{t.why_weight()}</th>
                        <th scope="col" class="num">{t.why_contribution()}</th>
                    </tr>
                </thead>
                {groups}
                <tfoot>
                    <tr>
                        <th scope="row" colspan="4">{t.why_total()}</th>
                        <td class="num">{range(assignment.least, assignment.most)}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}

fn row(t: Language, part: &Part, today: Day) -> AnyView {
    let value = part.fact.map_or_else(
        || t.value_unknown().to_owned(),
        |fact| app::unit_value(t, part.metric.unit(), fact.value),
    );
    let source = part.fact.map(|fact| app::origin(t, &fact, today));
    let points = part.points.map_or_else(|| "0–100".to_owned(), |points| points.to_string());
    view! {
        <tr>
            <th scope="row">
                {t.metric(part.metric)}
                {source.map(|source| view! { <span class="row-note why-source">{source}</span> })}
            </th>
            <td class="num" class:muted=part.fact.is_none()>{value}</td>
            <td class="num" class:muted=part.fact.is_none()>{points}</td>
            <td class="num">{weight(part.weight)}</td>
            <td class="num">{range(part.least, part.most)}</td>
        </tr>
    }
    .into_any()
}

fn weight(weight: Weight) -> String {
    if weight.is_multiple_of(100) {
        format!("{}%", weight / 100)
    } else {
        format!("{}.{:02}%", weight / 100, weight % 100)
    }
}

fn range(least: Score, most: Score) -> String {
    if least == most { least.to_string() } else { format!("{least}–{most}") }
}
