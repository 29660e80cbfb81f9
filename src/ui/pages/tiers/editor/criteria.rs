//! The fields of a score: dimensions, criteria, weights and point scales.

use leptos::prelude::*;

use crate::app;
use crate::facts::{Measure, Unit};
use crate::policy::{Criterion, Grading, Policy, Scheme, Scoring, Step};
use crate::text::Language;

use super::super::super::super::components::{Button, ButtonKind};
use super::super::super::condition::measures;
use super::super::super::input::{bare_choice, bare_input, text_input};
use super::Draft;

/// Draws the dimensions and criteria of a score, with their weights and point scales.
pub fn criteria(t: Language, draft: Draft, policy: &Policy, scoring: &Scoring) -> AnyView {
    let sum = move || {
        let place = draft.place.get_untracked();
        draft.policy.with(|policy| match policy.schemes.get(place).map(|scheme| &scheme.grading) {
            Some(Grading::Score(scoring)) => app::hundredths_text(i64::from(scoring.weight())),
            _ => String::new(),
        })
    };
    let groups = scoring
        .dimensions
        .iter()
        .enumerate()
        .map(|(place, dimension)| {
            let name = text_input(t.why_dimension(), app::dimension_name(t, dimension), move |typed| {
                draft.alter_scheme(|scheme| {
                    if let Grading::Score(scoring) = &mut scheme.grading
                        && let Some(dimension) = scoring.dimensions.get_mut(place)
                    {
                        dimension.name = typed.trim().to_owned();
                    }
                });
                true
            });
            let rows = dimension
                .criteria
                .iter()
                .enumerate()
                .map(|(nth, criterion)| criterion_row(t, draft, policy, (place, nth), criterion))
                .collect_view();
            let add = Callback::new(move |()| {
                draft.reshape_scheme(|scheme| {
                    if let Grading::Score(scoring) = &mut scheme.grading
                        && let Some(dimension) = scoring.dimensions.get_mut(place)
                        && let Some(last) = dimension.criteria.last().cloned()
                    {
                        dimension.criteria.push(Criterion { weight: 0, ..last });
                    }
                });
            });
            view! {
                <fieldset class="stack-s">
                    <legend class="sr-only">{app::dimension_name(t, dimension)}</legend>
                    <div class="form-grid">{name}</div>
                    <ul class="reasons">{rows}</ul>
                    <div><Button kind=ButtonKind::Quiet on_press=add>{t.add_criterion()}</Button></div>
                </fieldset>
            }
        })
        .collect_view();
    view! {
        {groups}
        <p role="status">{t.weights_sum()} " " <span class="num strong">{sum}</span> "%"</p>
    }
    .into_any()
}

fn criterion_row(
    t: Language,
    draft: Draft,
    policy: &Policy,
    at: (usize, usize),
    criterion: &Criterion,
) -> AnyView {
    let alter = move |shape: bool, change: &dyn Fn(&mut Criterion)| {
        let alter = |scheme: &mut Scheme| {
            if let Grading::Score(scoring) = &mut scheme.grading
                && let Some(dimension) = scoring.dimensions.get_mut(at.0)
                && let Some(criterion) = dimension.criteria.get_mut(at.1)
            {
                change(criterion);
            }
        };
        if shape { draft.reshape_scheme(alter) } else { draft.alter_scheme(alter) }
    };
    let unit = policy.unit(criterion.measure).unwrap_or(Unit::Count);
    let name = app::measure_name(t, policy, criterion.measure);
    let measure =
        bare_choice(t.why_criterion(), criterion.measure.to_string(), measures(t, policy), move |id| {
            if let Some(measure) = Measure::from_id(&id) {
                alter(true, &|criterion| criterion.measure = measure);
            }
        });
    let weight =
        bare_input(t.weight_of(&name), app::hundredths_text(i64::from(criterion.weight)), move |typed| {
            let read = app::read_hundredths(&typed).and_then(|weight| u32::try_from(weight).ok());
            if let Some(weight) = read {
                alter(false, &|criterion| criterion.weight = weight);
            }
            read.is_some()
        });
    let steps = criterion
        .scale
        .steps
        .iter()
        .enumerate()
        .map(|(place, step)| {
            let from = bare_input(t.step_from(&name), app::value_text(unit, step.from), move |typed| {
                let read = app::read_value(unit, &typed);
                if let Some(from) = read {
                    alter(false, &|criterion| {
                        if let Some(step) = criterion.scale.steps.get_mut(place) {
                            step.from = from;
                        }
                    });
                }
                read.is_some()
            });
            let points = bare_input(t.step_points(&name), step.points.to_string(), move |typed| {
                let read = typed.trim().parse::<u32>().ok();
                if let Some(points) = read {
                    alter(false, &|criterion| {
                        if let Some(step) = criterion.scale.steps.get_mut(place) {
                            step.points = points;
                        }
                    });
                }
                read.is_some()
            });
            let remove = Callback::new(move |()| {
                alter(true, &|criterion| {
                    if place < criterion.scale.steps.len() {
                        criterion.scale.steps.remove(place);
                    }
                });
            });
            view! {
                <span class="step">
                    "≥" {from} "→" {points}
                    <Button kind=ButtonKind::Quiet label=t.remove_step() on_press=remove>"×"</Button>
                </span>
            }
        })
        .collect_view();
    let add = Callback::new(move |()| {
        alter(true, &|criterion| {
            let last = criterion.scale.steps.last().copied().unwrap_or(Step { from: 0, points: 0 });
            criterion.scale.steps.push(Step { from: last.from + 1, points: last.points });
        });
    });
    let remove = Callback::new(move |()| {
        draft.reshape_scheme(|scheme| {
            if let Grading::Score(scoring) = &mut scheme.grading
                && let Some(dimension) = scoring.dimensions.get_mut(at.0)
                && at.1 < dimension.criteria.len()
            {
                dimension.criteria.remove(at.1);
            }
        });
    });
    view! {
        <li class="stack-s">
            <div class="cluster">
                {measure} {weight} "%"
                <Button kind=ButtonKind::Quiet label=t.remove_named(&name) on_press=remove>"×"</Button>
            </div>
            <div class="cluster">
                {steps}
                <Button kind=ButtonKind::Quiet on_press=add>{t.add_step()}</Button>
            </div>
        </li>
    }
    .into_any()
}
