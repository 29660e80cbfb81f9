//! The reasons of a tier, drawn by method.

use leptos::prelude::*;

use crate::app::{self, Desk};
use crate::book::Book;
use crate::facts::{Fact, Measure};
use crate::model::Day;
use crate::policy::{Grading, Policy, Scheme, Scoring, Weight};
use crate::query::{Operator, Test, Truth};
use crate::text::Language;
use crate::tiering::{Assignment, Cause, Contradiction, Evidence, Move, Part, RuleWhy, Score, ScoreWhy, Why};

/// Draws the reasons of an assignment.
pub fn reasons(
    t: Language,
    book: &Book,
    policy: &Policy,
    scheme: &Scheme,
    assignment: &Assignment,
    today: Day,
) -> AnyView {
    match (&assignment.why, &scheme.grading) {
        (Why::Score(why), Grading::Score(scoring)) => score(t, book, policy, scheme, scoring, why, today),
        (Why::Bands(why), Grading::Bands(banding)) => {
            let clauses = why
                .clauses
                .iter()
                .zip(&banding.clauses)
                .enumerate()
                .map(|(place, (judged, clause))| {
                    let fired = why.fired == Some(place);
                    let found = found(t, book, policy, judged, today);
                    rule(t, &app::clause_name(t, clause), scheme, judged, fired, &found)
                })
                .collect_view();
            let next = why.next.map(|(tier, short)| {
                t.short_of(
                    app::measure_value(t, book, policy, why.measure, short),
                    app::tier_name(t, scheme, tier),
                )
            });
            view! {
                <p>{known(t, book, policy, why.measure, why.fact, today)}</p>
                <ul class="reasons">{clauses}</ul>
                {next.map(|next| view! { <p class="muted">{next}</p> })}
            }
            .into_any()
        }
        (Why::Share(why), _) => {
            let above = why.above.map(|above| t.share_above(percent(above)));
            let next = why.next.map(|(tier, short)| {
                t.short_of(
                    app::measure_value(t, book, policy, why.measure, short),
                    app::tier_name(t, scheme, tier),
                )
            });
            view! {
                <p>{known(t, book, policy, why.measure, why.fact, today)}</p>
                {above.map(|above| view! { <p>{above}</p> })}
                {next.map(|next| view! { <p class="muted">{next}</p> })}
            }
            .into_any()
        }
        (Why::Rules(rules), _) => {
            let primary = assignment.computed.tier();
            let rows = rules
                .iter()
                .map(|judged| {
                    let name = app::tier_name(t, scheme, judged.tier);
                    let found = found(t, book, policy, judged, today);
                    rule(t, &name, scheme, judged, primary == Some(judged.tier), &found)
                })
                .collect_view();
            view! { <ul class="reasons">{rows}</ul> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// Says a class's trait, focus and duties.
pub fn class_words(t: Language, scheme: &Scheme, assignment: &Assignment) -> AnyView {
    let Some(tier) = assignment.outcome.tier().and_then(|tier| scheme.tiers.get(usize::from(tier))) else {
        return ().into_any();
    };
    let id = format!("{}/{}", scheme.id, tier.id);
    let words = if tier.note.is_empty() {
        [t.class_trait(&id), t.class_focus(&id)].into_iter().flatten().map(str::to_owned).collect()
    } else {
        vec![tier.note.clone()]
    };
    let words = words.into_iter().map(|words| view! { <p class="muted">{words}</p> }).collect_view();
    let duties =
        tier.duties.iter().map(|duty| view! { <span class="chip">{t.duty(*duty)}</span> }).collect_view();
    view! { {words} <div class="cluster">{duties}</div> }.into_any()
}

/// Says what does not go together.
pub fn contradiction(
    t: Language,
    book: &Book,
    policy: &Policy,
    scheme: &Scheme,
    found: Contradiction,
) -> String {
    match found {
        Contradiction::Clause { fired, also } => {
            let name = |place: usize| match &scheme.grading {
                Grading::Bands(banding) => {
                    banding.clauses.get(place).map(|clause| app::clause_name(t, clause)).unwrap_or_default()
                }
                _ => String::new(),
            };
            t.contradiction_clauses(name(fired), name(also))
        }
        Contradiction::Rules(first, other) => {
            t.contradiction_rules(app::tier_name(t, scheme, first), app::tier_name(t, scheme, other))
        }
        Contradiction::Stated { metric, recorded, stated } => {
            let value = |value| app::measure_value(t, book, policy, metric.into(), value);
            t.contradiction_stated(t.metric(metric), value(recorded), value(stated))
        }
        Contradiction::Stage => t.contradiction_stage().to_owned(),
    }
}

/// Lists when the tier moved and why, newest first.
pub fn moves(t: Language, desk: &Desk, scheme: &str, found: &[Move]) -> AnyView {
    let policy = desk.policy();
    let name = |tier: &Option<String>| {
        let known = policy.scheme(scheme).and_then(|(_, scheme)| {
            let place = scheme.tier_place(tier.as_deref()?)?;
            Some(app::tier_name(t, scheme, u8::try_from(place).ok()?))
        });
        known.or_else(|| tier.clone()).unwrap_or_else(|| t.tier_undetermined_short().to_owned())
    };
    if found.is_empty() {
        return view! { <p class="muted">{t.no_moves()}</p> }.into_any();
    }
    let rows = found
        .iter()
        .rev()
        .map(|step| {
            let why = causes(t, desk.book(), policy, &step.causes, desk.today());
            view! {
                <li>
                    <span class="num">{t.day_short(step.day, desk.today())}</span>
                    " " {t.moved(name(&step.from), name(&step.to))}
                    <span class="row-note why-source">{why}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="reasons">{rows}</ul> }.into_any()
}

/// Says what moves a tier.
pub fn causes(t: Language, book: &Book, policy: &Policy, causes: &[Cause], today: Day) -> String {
    let value = |measure, value: Option<i64>| {
        value.map_or_else(
            || t.value_unknown().to_owned(),
            |value| app::measure_value(t, book, policy, measure, value),
        )
    };
    let each = causes.iter().map(|cause| match cause {
        Cause::Policy(version) => t.cause_policy(version),
        Cause::Measure { measure, before, after } => t.cause_measure(
            app::measure_name(t, policy, *measure),
            value(*measure, *before),
            value(*measure, *after),
        ),
        Cause::OrderLeft { order, months } => t.cause_order_left(t.day_short(*order, today), months),
        Cause::Ordered => t.cause_ordered().to_owned(),
        Cause::SetByHand => t.set_tier().to_owned(),
        Cause::Expired => t.cause_expired().to_owned(),
    });
    each.collect::<Vec<_>>().join(t.clause_comma())
}

fn known(
    t: Language,
    book: &Book,
    policy: &Policy,
    measure: Measure,
    fact: Option<Fact>,
    today: Day,
) -> AnyView {
    let value = fact.map_or_else(
        || t.value_unknown().to_owned(),
        |fact| app::measure_value(t, book, policy, measure, fact.value),
    );
    let source = fact.map(|fact| app::origin(t, &fact, today));
    view! {
        <span class="strong">{app::measure_name(t, policy, measure)} " " {value}</span>
        {source.map(|source| view! { <span class="row-note why-source">{source}</span> })}
    }
    .into_any()
}

/// Writes what was found of a rule.
fn found(t: Language, book: &Book, policy: &Policy, judged: &RuleWhy, today: Day) -> String {
    let each = judged.evidence.iter().map(|evidence| told(t, book, policy, evidence, today));
    each.collect::<Vec<_>>().join(t.clause_comma())
}

fn rule(t: Language, name: &str, scheme: &Scheme, judged: &RuleWhy, decides: bool, found: &str) -> AnyView {
    let (sign, class) = match judged.truth {
        Truth::Met => ("✓", "is-met"),
        Truth::Unmet => ("×", "is-unmet"),
        Truth::Unknown => ("?", "is-unknown"),
    };
    let said = match judged.truth {
        Truth::Met => t.rule_met(),
        Truth::Unmet => t.rule_unmet(),
        Truth::Unknown => t.rule_unknown(),
    };
    let leads = app::tier_name(t, scheme, judged.tier);
    let leads = (leads != name).then_some(leads);
    view! {
        <li class=class class:strong=decides>
            <span role="img" aria-label=said title=said>{sign}</span>
            " " {name.to_owned()} {leads.map(|leads| format!(" → {leads}"))}
            <span class="row-note why-source">{found.to_owned()}</span>
        </li>
    }
    .into_any()
}

fn told(t: Language, book: &Book, policy: &Policy, evidence: &Evidence, today: Day) -> String {
    match evidence {
        Evidence::Test { test, fact, wanted, .. } => {
            let value = fact.map_or_else(
                || t.value_unknown().to_owned(),
                |fact| {
                    let value = app::measure_value(t, book, policy, test.measure, fact.value);
                    let source = app::origin(t, &fact, today);
                    format!("{value} ({source})")
                },
            );
            let asked = asked(t, book, policy, test);
            let asked = if *wanted { asked } else { t.negated(asked) };
            format!("{asked}: {value}")
        }
        Evidence::Says { test, texts, wanted, .. } => {
            let asked = app::text_asked(t, policy, test);
            let asked = if *wanted { asked } else { t.negated(asked) };
            let written =
                if texts.is_empty() { t.value_unknown().to_owned() } else { texts.join(t.list_comma()) };
            format!("{asked}: {written}")
        }
        Evidence::InTier { asked, wanted, .. } => {
            let found = policy.scheme(&asked.scheme).map(|(_, scheme)| {
                let names = asked.tiers.iter().filter_map(|tier| {
                    Some(app::tier_name(t, scheme, u8::try_from(scheme.tier_place(tier)?).ok()?))
                });
                t.tier_in(app::scheme_name(t, scheme), names.collect::<Vec<_>>().join(t.list_comma()))
            });
            let asked = found.unwrap_or_else(|| asked.scheme.clone());
            if *wanted { asked } else { t.negated(asked) }
        }
    }
}

fn asked(t: Language, book: &Book, policy: &Policy, test: &Test) -> String {
    let name = app::measure_name(t, policy, test.measure);
    let sign = t.operator_sign(test.operator);
    match (test.operator, test.value) {
        (Operator::IsKnown, _) => format!("{name} {sign}"),
        (_, Some(value)) => {
            format!("{name} {sign} {}", app::measure_value(t, book, policy, test.measure, value))
        }
        (_, None) => format!("{name} {sign} {}", t.not_set()),
    }
}

fn score(
    t: Language,
    book: &Book,
    policy: &Policy,
    scheme: &Scheme,
    scoring: &Scoring,
    why: &ScoreWhy,
    today: Day,
) -> AnyView {
    let total =
        if why.least == why.most { t.score_is(why.least) } else { t.score_between(why.least, why.most) };
    let next = why.next.map(|(tier, short)| t.to_next_tier(app::tier_letter(t, scheme, tier), short));
    let ways: Vec<String> = why
        .ways
        .iter()
        .map(|way| {
            let to = app::measure_value(t, book, policy, way.measure, way.to);
            t.way_up(app::measure_name(t, policy, way.measure), to, way.gain)
        })
        .collect();
    let ways = (!ways.is_empty()).then(|| t.ways_up(ways.join(t.list_comma())));
    let groups = scoring
        .dimensions
        .iter()
        .enumerate()
        .map(|(place, dimension)| {
            let parts: Vec<&Part> = why.parts.iter().filter(|part| part.dimension == place).collect();
            let (least, most): (Score, Score) =
                (parts.iter().map(|part| part.least).sum(), parts.iter().map(|part| part.most).sum());
            let rows = parts.into_iter().map(|part| row(t, book, policy, part, today)).collect_view();
            view! {
                <tbody>
                    <tr class="why-group">
                        <th scope="rowgroup" colspan="2">{app::dimension_name(t, dimension)}</th>
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
        <p>{total} {next.map(|next| view! { <span class="muted">" · " {next}</span> })}</p>
        {ways.map(|ways| view! { <p class="muted">{ways}</p> })}
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
                        <td class="num">{range(why.least, why.most)}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}

fn row(t: Language, book: &Book, policy: &Policy, part: &Part, today: Day) -> AnyView {
    let value = part.fact.map_or_else(
        || t.value_unknown().to_owned(),
        |fact| app::measure_value(t, book, policy, part.measure, fact.value),
    );
    let source = part.fact.map(|fact| app::origin(t, &fact, today));
    let points = part.points.map_or_else(|| "0–100".to_owned(), |points| points.to_string());
    view! {
        <tr>
            <th scope="row">
                {app::measure_name(t, policy, part.measure)}
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

/// Writes a weight as a percentage.
pub fn weight(weight: Weight) -> String {
    format!("{}%", percent(weight))
}

/// Writes hundredths of a percent as percent, with two digits where they are not even.
pub fn percent(share: u32) -> String {
    if share.is_multiple_of(100) {
        (share / 100).to_string()
    } else {
        format!("{}.{:02}", share / 100, share % 100)
    }
}

fn range(least: Score, most: Score) -> String {
    if least == most { least.to_string() } else { format!("{least}–{most}") }
}
