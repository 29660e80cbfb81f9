//! What each tier is owed, and how points are given.

use leptos::prelude::*;

use crate::app;
use crate::book::Book;
use crate::cadence::conflicts;
use crate::facts::{Metric, Unit};
use crate::model::Money;
use crate::policy::{Edge, Grading, Policy, Rule, Scheme, Scoring, Span, TierPlace};
use crate::text::Language;
use crate::tiering::Outcome;

use super::super::super::marks::tier_badge;
use super::super::super::session::Session;
use super::super::customer::weight;

/// Draws the rules of a scheme.
pub fn rules(t: Language, session: Session, place: usize) -> AnyView {
    session
        .read(|desk| {
            let policy = desk.policy();
            let scheme = policy.schemes.get(place)?;
            let points = match &scheme.grading {
                Grading::Score(scoring) => criteria(t, desk.book(), policy, scoring),
                _ => ().into_any(),
            };
            Some(view! { {cadences(t, desk.book(), policy, place, scheme)} {points} }.into_any())
        })
        .flatten()
        .unwrap_or_else(|| ().into_any())
}

/// Writes the stretch of values of a tier.
fn stretch(t: Language, book: &Book, policy: &Policy, scheme: &Scheme, tier: usize) -> String {
    let value = |edge: Edge, measure: Option<crate::facts::Measure>| match measure {
        Some(measure) => app::measure_value(t, book, policy, measure, edge.at),
        None => (edge.at / 100).to_string(),
    };
    let write = |span: &Span, measure| match (span.from, span.to) {
        (Some(from), None) => format!("{} {}", if from.included { "≥" } else { ">" }, value(from, measure)),
        (None, Some(to)) => format!("{} {}", if to.included { "≤" } else { "<" }, value(to, measure)),
        (Some(from), Some(to)) => format!(
            "{}{}, {}{}",
            if from.included { "[" } else { "(" },
            value(from, measure),
            value(to, measure),
            if to.included { "]" } else { ")" }
        ),
        (None, None) => String::new(),
    };
    match &scheme.grading {
        Grading::Score(scoring) => scoring.bands.get(tier).map(|span| write(span, None)),
        Grading::Bands(banding) => banding.bands.get(tier).map(|span| write(span, Some(banding.measure))),
        Grading::Share(_) | Grading::Rules(_) => None,
    }
    .unwrap_or_default()
}

fn cadences(t: Language, book: &Book, policy: &Policy, place: usize, scheme: &Scheme) -> AnyView {
    let separator = t.list_comma();
    let shown = |text: String| if text.is_empty() { t.none().to_owned() } else { text };
    let has_cadence = scheme.tiers.iter().any(|tier| !tier.rules.is_empty());
    let rows = scheme
        .tiers
        .iter()
        .enumerate()
        .map(|(nth, tier)| {
            let outcome = u8::try_from(nth).map_or(Outcome::Undetermined, Outcome::Certain);
            let name = u8::try_from(nth).map(|nth| app::tier_name(t, scheme, nth)).unwrap_or_default();
            let each = |say: &dyn Fn(&Rule) -> Option<String>| {
                tier.rules.iter().filter_map(say).collect::<Vec<_>>().join(separator)
            };
            let content = each(&|rule| {
                let all = rule.content.iter().map(|content| t.content(*content)).collect::<Vec<_>>();
                (!all.is_empty()).then(|| all.join(separator))
            });
            let focus = t.class_focus(&format!("{}/{}", scheme.id, tier.id)).filter(|_| tier.note.is_empty());
            let content = if content.is_empty() { focus.unwrap_or(&tier.note).to_owned() } else { content };
            let review = tier.review.map(|review| t.review_rhythm(review));
            let caps = tier
                .caps
                .iter()
                .map(|cap| t.tiers_cap(t.cap_every(cap.period), t.cap_scope(cap.scope), cap.most))
                .collect::<Vec<_>>();
            let caps = if caps.is_empty() { t.tiers_no_cap().to_owned() } else { caps.join(separator) };
            view! {
                <tr>
                    <th scope="row">
                        <span class="cluster">
                            {tier_badge(t, policy, place, outcome)}
                            <span>{name}</span>
                            <span class="num muted">{stretch(t, book, policy, scheme, nth)}</span>
                        </span>
                    </th>
                    <td>
                        {shown(each(&|rule| Some(app::rhythm(t, policy, rule))))}
                        <span class="row-note">" " {review}</span>
                    </td>
                    <td>{shown(each(&|rule| Some(t.method(rule.method).to_owned())))}</td>
                    <td>{shown(content)}</td>
                    <td>{shown(each(&|rule| rule.owner.map(|owner| t.owner_role(owner).to_owned())))}</td>
                    <td>{caps}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="card">
            <div class="card-head"><h2>{t.tiers_rules()}</h2></div>
            {(!has_cadence).then(|| view! { <p class="hint">{t.no_cadence_text()}</p> })}
            <div class="table-wrap" tabindex="0" role="group" aria-label=t.tiers_rules()>
                <table class="ledger is-wide">
                    <thead>
                        <tr>
                            <th scope="col">{t.col_tier()}</th>
                            <th scope="col">{t.tier_rhythm()}</th>
                            <th scope="col">{t.tier_method()}</th>
                            <th scope="col">{t.tier_content()}</th>
                            <th scope="col">{t.tier_owner()}</th>
                            <th scope="col">{t.tier_cap()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {over_caps(t, policy, place)}
        </section>
    }
    .into_any()
}

/// Where keeping a rule of this scheme goes over a cap (ruling 6).
fn over_caps(t: Language, policy: &Policy, place: usize) -> Option<AnyView> {
    let found = conflicts(policy);
    let lines: Vec<String> = found
        .iter()
        .filter(|conflict| usize::from(conflict.tier.scheme) == place)
        .filter_map(|conflict| {
            let cap = conflict.cap;
            let rule = match conflict.rule {
                Some(rule) => app::rhythm(t, policy, policy.rule(conflict.tier, rule)?),
                None => t.all_rules().to_owned(),
            };
            let named = |place: TierPlace| {
                policy
                    .scheme_at(place)
                    .map(|scheme| app::tier_name(t, scheme, place.tier))
                    .unwrap_or_default()
            };
            let rule = format!("{} {rule}", named(conflict.tier));
            let (period, scope) = (t.cap_every(cap.period), t.cap_scope(cap.scope));
            Some(t.conflict(rule, conflict.asked, named(conflict.capped), period, scope, cap.most))
        })
        .collect();
    let lines =
        (!lines.is_empty()).then(|| lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view());
    lines.map(|lines| {
        view! {
            <details class="card-foot">
                <summary>{t.conflicts_title()}</summary>
                <ul class="plain-list">{lines}</ul>
            </details>
        }
        .into_any()
    })
}

fn criteria(t: Language, book: &Book, policy: &Policy, scoring: &Scoring) -> AnyView {
    let separator = if t == Language::Chinese { "，" } else { "; " };
    let rows = scoring
        .criteria()
        .map(|(dimension, criterion)| {
            let unit = policy.unit(criterion.measure);
            let steps = criterion
                .scale
                .steps
                .iter()
                .map(|step| {
                    let from = match unit {
                        Some(Unit::Fen) if step.from == 1 => "> ¥0".to_owned(),
                        Some(Unit::Fen) => format!("≥ {}", t.money_short(Money::fen(step.from))),
                        Some(Unit::Rating) => step.from.to_string(),
                        _ => {
                            format!("≥ {}", app::measure_value(t, book, policy, criterion.measure, step.from))
                        }
                    };
                    t.scale_step(from, step.points)
                })
                .collect::<Vec<_>>()
                .join(separator);
            let dimension =
                scoring.dimensions.get(dimension).map(|dimension| app::dimension_name(t, dimension));
            let basis = criterion.measure.metric().map(|metric: Metric| t.basis(metric.basis()));
            view! {
                <tr>
                    <td class="muted">{dimension}</td>
                    <th scope="row">
                        {app::measure_name(t, policy, criterion.measure)}
                        {basis.map(|basis| view! { <span class="row-note why-source">{basis}</span> })}
                    </th>
                    <td class="num">{weight(criterion.weight)}</td>
                    <td>{steps}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="card">
            <div class="card-head"><h2>{t.tiers_criteria()}</h2></div>
            <div class="table-wrap" tabindex="0" role="group" aria-label=t.tiers_criteria()>
                <table class="ledger is-wide">
                    <thead>
                        <tr>
                            <th scope="col">{t.why_dimension()}</th>
                            <th scope="col">{t.why_criterion()}</th>
                            <th scope="col" class="num">{t.why_weight()}</th>
                            <th scope="col">{t.why_points()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
