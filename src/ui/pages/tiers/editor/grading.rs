//! The fields of a scheme, by method.

use leptos::prelude::*;

use crate::app::{self, GradingSort};
use crate::facts::{Measure, Unit};
use crate::policy::{Banding, Clause, Edge, Grading, Policy, Ruling, Scheme, Span};
use crate::text::Language;

use super::super::super::super::components::{Button, ButtonKind};
use super::super::super::condition::measures;
use super::super::super::input::{bare_choice, bare_input, bare_name, choice};
use super::conditions::At;
use super::{Draft, cadence, criteria};

/// Names a method.
pub fn sort_name(t: Language, sort: GradingSort) -> &'static str {
    match sort {
        GradingSort::Score => t.method_score(),
        GradingSort::Bands => t.method_bands(),
        GradingSort::Share => t.method_share(),
        GradingSort::Rules => t.method_rules(),
    }
}

/// Draws the fields of a scheme.
pub fn form(t: Language, draft: Draft, policy: &Policy, scheme: &Scheme) -> AnyView {
    let rows = scheme
        .tiers
        .iter()
        .enumerate()
        .map(|(place, tier)| tier_row(t, draft, policy, scheme, place, &tier.id))
        .collect_view();
    let add = Callback::new(move |()| draft.reshape_scheme(|scheme| app::add_tier(scheme, t.new_tier())));
    let more = match &scheme.grading {
        Grading::Score(scoring) => criteria::criteria(t, draft, policy, scoring),
        Grading::Bands(banding) => clauses(t, draft, policy, scheme, banding),
        Grading::Share(sharing) => measure_field(t, draft, policy, sharing.measure),
        Grading::Rules(ruling) => several(t, draft, ruling),
    };
    view! {
        {more}
        <h3>{t.tiers_of_scheme()}</h3>
        <ol class="tier-rows">{rows}</ol>
        <div><Button on_press=add>{t.add_tier()}</Button></div>
    }
    .into_any()
}

fn tier_row(t: Language, draft: Draft, policy: &Policy, scheme: &Scheme, place: usize, id: &str) -> AnyView {
    let shown = u8::try_from(place).map(|rank| app::tier_name(t, scheme, rank)).unwrap_or_default();
    let id = id.to_owned();
    let name = bare_name(t.tier_name_label(), shown.clone(), move |typed| {
        draft.alter_scheme(|scheme| {
            if let Some(tier) = scheme.tiers.iter_mut().find(|tier| tier.id == id) {
                tier.name = typed.trim().to_owned();
            }
        });
        true
    });
    let entry = match &scheme.grading {
        Grading::Score(scoring) => scoring.bands.get(place).map(|span| band(t, draft, place, *span, None)),
        Grading::Bands(banding) => {
            let unit = policy.unit(banding.measure).unwrap_or(Unit::Count);
            banding.bands.get(place).map(|span| band(t, draft, place, *span, Some(unit)))
        }
        Grading::Share(sharing) => sharing.cuts.get(place).map(|cut| {
            let text = app::hundredths_text(i64::from(*cut));
            let cut = bare_input(t.cut_label(), text, move |typed| {
                let read = app::read_hundredths(&typed).and_then(|cut| u32::try_from(cut).ok());
                if let Some(read) = read {
                    draft.alter_scheme(|scheme| {
                        if let Grading::Share(sharing) = &mut scheme.grading
                            && let Some(cut) = sharing.cuts.get_mut(place)
                        {
                            *cut = read;
                        }
                    });
                }
                read.is_some()
            });
            view! { <span class="cluster">{t.cut_label()} {cut} "%"</span> }.into_any()
        }),
        Grading::Rules(ruling) => {
            let builder = draft.builder(policy, At::Rule(place));
            ruling.rules.get(place).map(|when| builder.draw(t, when, &[]))
        }
    };
    let remove = Callback::new(move |()| draft.reshape_scheme(|scheme| app::remove_tier(scheme, place)));
    view! {
        <li class="stack-s">
            <div class="cluster">
                {name}
                <Button kind=ButtonKind::Quiet label=t.remove_named(&shown) on_press=remove>"×"</Button>
            </div>
            {entry}
            {cadence::form(t, draft, policy, scheme, place)}
        </li>
    }
    .into_any()
}

/// The two ends of a stretch; of a score (without a unit) in points.
fn band(t: Language, draft: Draft, place: usize, span: Span, unit: Option<Unit>) -> AnyView {
    let alter = move |change: &dyn Fn(&mut Span)| {
        draft.alter_scheme(|scheme| {
            let bands = match &mut scheme.grading {
                Grading::Score(scoring) => &mut scoring.bands,
                Grading::Bands(banding) => &mut banding.bands,
                Grading::Share(_) | Grading::Rules(_) => return,
            };
            if let Some(span) = bands.get_mut(place) {
                change(span);
            }
        });
    };
    let text = |edge: Option<Edge>| {
        let write = |at| unit.map_or_else(|| app::hundredths_text(at), |unit| app::value_text(unit, at));
        edge.map(|edge| write(edge.at)).unwrap_or_default()
    };
    let read = move |typed: &str| {
        unit.map_or_else(|| app::read_hundredths(typed), |unit| app::read_value(unit, typed))
    };
    let end = |is_from: bool, edge: Option<Edge>| {
        let (with, without) = if is_from { ("≥", ">") } else { ("≤", "<") };
        let label = if is_from { t.band_from() } else { t.band_to() };
        let included = edge.map_or(is_from, |edge| edge.included);
        let sign = bare_choice(
            label,
            if included { "in" } else { "out" }.to_owned(),
            vec![("in".to_owned(), with.to_owned()), ("out".to_owned(), without.to_owned())],
            move |chosen| {
                alter(&|span| {
                    let edge = if is_from { &mut span.from } else { &mut span.to };
                    if let Some(edge) = edge {
                        edge.included = chosen == "in";
                    }
                });
            },
        );
        let value = bare_input(label, text(edge), move |typed| {
            if typed.trim().is_empty() {
                alter(&|span| *(if is_from { &mut span.from } else { &mut span.to }) = None);
                return true;
            }
            let read = read(&typed);
            if let Some(at) = read {
                alter(&|span| {
                    let edge = if is_from { &mut span.from } else { &mut span.to };
                    let included = edge.map_or(is_from, |edge| edge.included);
                    *edge = Some(Edge { at, included });
                });
            }
            read.is_some()
        });
        view! { <span class="cluster">{sign} {value}</span> }
    };
    view! { <div class="cluster">{end(true, span.from)} {end(false, span.to)}</div> }.into_any()
}

fn measure_field(t: Language, draft: Draft, policy: &Policy, measure: Measure) -> AnyView {
    let field = choice(t.why_criterion(), measure.to_string(), measures(t, policy), move |id| {
        let Some(chosen) = Measure::from_id(&id) else { return };
        draft.reshape_scheme(|scheme| match &mut scheme.grading {
            Grading::Bands(banding) => banding.measure = chosen,
            Grading::Share(sharing) => sharing.measure = chosen,
            Grading::Score(_) | Grading::Rules(_) => {}
        });
    });
    view! { <div class="form-grid">{field}</div> }.into_any()
}

fn several(t: Language, draft: Draft, ruling: &Ruling) -> AnyView {
    let ticked = ruling.several;
    view! {
        <label class="check">
            <input type="checkbox" checked=ticked on:change=move |event| {
                let on = event_target_checked(&event);
                draft.alter_scheme(|scheme| {
                    if let Grading::Rules(ruling) = &mut scheme.grading {
                        ruling.several = on;
                    }
                });
            } />
            <span>{t.several_labels()}</span>
        </label>
        <p class="hint">{t.rules_text()}</p>
    }
    .into_any()
}

fn clauses(t: Language, draft: Draft, policy: &Policy, scheme: &Scheme, banding: &Banding) -> AnyView {
    let tiers: Vec<(String, String)> = scheme
        .tiers
        .iter()
        .zip(0..)
        .map(|(tier, rank)| (tier.id.clone(), app::tier_name(t, scheme, rank)))
        .collect();
    let alter = move |place: usize, shape: bool, change: &dyn Fn(&mut Clause)| {
        let alter = |scheme: &mut Scheme| {
            if let Grading::Bands(banding) = &mut scheme.grading
                && let Some(clause) = banding.clauses.get_mut(place)
            {
                change(clause);
            }
        };
        if shape { draft.reshape_scheme(alter) } else { draft.alter_scheme(alter) }
    };
    let rows = banding
        .clauses
        .iter()
        .enumerate()
        .map(|(place, clause)| {
            let shown = app::clause_name(t, clause);
            let name = bare_name(t.clause_label(), shown.clone(), move |typed| {
                alter(place, false, &|clause| clause.name = typed.trim().to_owned());
                true
            });
            let tier = bare_choice(t.clause_leads(), clause.tier.clone(), tiers.clone(), move |id| {
                alter(place, false, &|clause| clause.tier = id.clone());
            });
            let remove = Callback::new(move |()| {
                draft.reshape_scheme(|scheme| {
                    if let Grading::Bands(banding) = &mut scheme.grading
                        && place < banding.clauses.len()
                    {
                        banding.clauses.remove(place);
                    }
                });
            });
            view! {
                <li class="stack-s">
                    <div class="cluster">
                        {name} "→" {tier}
                        <Button kind=ButtonKind::Quiet label=t.remove_named(&shown) on_press=remove>"×"</Button>
                    </div>
                    {draft.builder(policy, At::Clause(place)).draw(t, &clause.when, &[])}
                </li>
            }
        })
        .collect_view();
    let add = Callback::new(move |()| {
        draft.reshape_scheme(|scheme| {
            let tier = scheme.tiers.first().map(|tier| tier.id.clone()).unwrap_or_default();
            if let Grading::Bands(banding) = &mut scheme.grading {
                let id = format!("clause_{}", banding.clauses.len() + 1);
                let when = app::new_condition();
                banding.clauses.push(Clause { id, name: t.new_clause().to_owned(), when, tier });
            }
        });
    });
    view! {
        {measure_field(t, draft, policy, banding.measure)}
        <h3>{t.clauses()}</h3>
        <p class="hint">{t.clauses_text()}</p>
        <ol class="tier-rows">{rows}</ol>
        <div><Button on_press=add>{t.add_clause()}</Button></div>
    }
    .into_any()
}
