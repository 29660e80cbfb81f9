//! The curve of the cumulative share with its cut lines (A2.15): drawn, and told in a table.

use leptos::prelude::*;

use crate::app::{self, AsOf};
use crate::model::Day;
use crate::policy::{Grading, Policy, Scheme, Sharing};
use crate::text::Language;
use crate::tiering::Population;

use super::super::super::session::Session;
use super::super::customer::percent;

/// The picture is so many units wide and high; a unit is a hundredth of the whole.
const SIZE: u32 = 10_000;
/// How many points the curve has.
const POINTS: usize = 100;

/// Draws the curve of a share scheme, and that of a past day beside it.
pub fn curve(t: Language, session: Session, place: usize, past: Option<&AsOf>) -> AnyView {
    session
        .read(|desk| {
            let policy = desk.policy();
            let scheme = policy.schemes.get(place)?;
            let Grading::Share(sharing) = &scheme.grading else { return None };
            let population = desk.population()?;
            let past = past.and_then(|found| {
                let (_, was) = found.past.policy.scheme(&scheme.id)?;
                let Grading::Share(sharing) = &was.grading else { return None };
                let points = found.past.population.curve(sharing.measure, POINTS);
                (!points.is_empty()).then_some((found.past.day, points))
            });
            Some(draw(t, policy, scheme, sharing, population, past, desk.today()))
        })
        .flatten()
        .unwrap_or_else(|| ().into_any())
}

fn draw(
    t: Language,
    policy: &Policy,
    scheme: &Scheme,
    sharing: &Sharing,
    population: &Population,
    past: Option<(Day, Vec<(u32, u32)>)>,
    today: Day,
) -> AnyView {
    let points = population.curve(sharing.measure, POINTS);
    if points.is_empty() {
        return view! { <section class="card"><p class="muted">{t.curve_empty()}</p></section> }.into_any();
    }
    let path = |points: &[(u32, u32)]| -> String {
        let each = points.iter().map(|(customers, share)| format!("{customers},{}", SIZE - share));
        each.collect::<Vec<_>>().join(" ")
    };
    let then = past.map(|(day, points)| (t.curve_then(t.day_short(day, today)), path(&points)));
    let (then_words, then_path) = then.unzip();
    // Where the curve first reaches a cut.
    let reach =
        |cut: u32| points.iter().find(|(_, share)| *share >= cut).map_or(SIZE, |(customers, _)| *customers);
    let lines = sharing
        .cuts
        .iter()
        .map(|cut| {
            let (x, y) = (reach(*cut), SIZE - cut);
            let d = format!("M0,{y} H{x} V{SIZE}");
            view! { <path class="curve-cut" d=d /> }
        })
        .collect_view();
    let facts = sharing
        .cuts
        .iter()
        .enumerate()
        .map(|(tier, cut)| {
            let name = u8::try_from(tier).map(|tier| app::tier_name(t, scheme, tier)).unwrap_or_default();
            view! { <li>{t.curve_point(percent(reach(*cut)), percent(*cut), name)}</li> }
        })
        .collect_view();
    let label = t.curve_label(app::measure_name(t, policy, sharing.measure));
    view! {
        <section class="card">
            <div class="card-head"><h2>{label.clone()}</h2></div>
            <div class="curve">
                <svg viewBox="-200 -200 10400 10400" role="img" aria-label=label preserveAspectRatio="none">
                    <path class="curve-frame" d=format!("M0,0 V{SIZE} H{SIZE}") />
                    <path class="curve-even" d=format!("M0,{SIZE} L{SIZE},0") />
                    {lines}
                    {then_path.map(|points| view! { <polyline class="curve-then" points=points /> })}
                    <polyline class="curve-line" points=path(&points) />
                </svg>
                <ul class="reasons">{facts}{then_words.map(|words| view! { <li>{words}</li> })}<li class="muted">{t.curve_axes()}</li></ul>
            </div>
        </section>
    }
    .into_any()
}
