//! What goes before the rhythm, in the editor: what is urgent and how much, and what has to be approved.

use leptos::prelude::*;

use crate::policy::{Cause, Policy, Reclaim, Urgency};
use crate::text::Language;

use super::super::super::super::components::use_language;
use super::super::super::super::live::live;
use super::super::super::super::session::say;
use super::super::super::input::{bare_input, text_input};
use super::Draft;

/// What a cause counts when it is switched on: a whole rhythm, from a week before.
const USUAL_PERCENT: u32 = 100;
const USUAL_DAYS: i64 = 7;

/// The causes that put a customer first, each with its weight and, where it has a day, how long before.
#[component]
pub fn Urgencies(draft: Draft) -> impl IntoView {
    let language = use_language();
    let rows = move || {
        let t = language.get();
        draft.shape.track();
        let now = draft.policy.with_untracked(|policy| policy.urgency.clone());
        Cause::ALL.iter().map(|cause| row(t, draft, *cause, &now)).collect_view()
    };
    let approval = move || {
        let t = language.get();
        draft.shape.track();
        let on = draft.policy.with_untracked(|policy| policy.plans_need_approval);
        check(t.plans_need_approval(), on, move |on| draft.alter(|policy| policy.plans_need_approval = on))
    };
    view! {
        <section class="card stack">
            <div class="card-head"><h2>{say(Language::urgency_title)}</h2></div>
            <p class="hint">{say(Language::urgency_text)}</p>
            <ul class="reasons">{live(rows)}</ul>
            {live(approval)}
        </section>
    }
}

/// A box to tick with its name.
pub fn check(label: &'static str, on: bool, take: impl Fn(bool) + Send + Sync + 'static) -> AnyView {
    view! {
        <label class="check">
            <input type="checkbox" checked=on on:change=move |event| take(event_target_checked(&event)) />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

fn row(t: Language, draft: Draft, cause: Cause, now: &[Urgency]) -> AnyView {
    let found = now.iter().find(|urgency| urgency.cause == cause).copied();
    let switch = move |on: bool| {
        draft.reshape(|policy| {
            policy.urgency.retain(|urgency| urgency.cause != cause);
            if on {
                let days = if cause.has_days() { USUAL_DAYS } else { 0 };
                policy.urgency.push(Urgency { cause, percent: USUAL_PERCENT, days });
            }
        });
    };
    let alter = move |change: &dyn Fn(&mut Urgency)| {
        draft.alter(|policy: &mut Policy| {
            policy.urgency.iter_mut().filter(|urgency| urgency.cause == cause).for_each(change);
        });
    };
    let figures = found.map(|urgency| {
        let name = t.cause(cause);
        let percent = bare_input(t.urgency_weight(name), urgency.percent.to_string(), move |typed| {
            let read = typed.trim().parse::<u32>().ok();
            if let Some(percent) = read {
                alter(&|urgency| urgency.percent = percent);
            }
            read.is_some()
        });
        let days = cause.has_days().then(|| {
            let days = bare_input(t.urgency_days(name), urgency.days.to_string(), move |typed| {
                let read = typed.trim().parse::<i64>().ok();
                if let Some(days) = read {
                    alter(&|urgency| urgency.days = days);
                }
                read.is_some()
            });
            view! { {days} <span class="muted">{t.urgency_ahead()}</span> }
        });
        view! { {percent} <span class="muted">{t.urgency_percent()}</span> {days} }
    });
    view! { <li class="cluster">{check(t.cause(cause), found.is_some(), switch)} {figures}</li> }.into_any()
}

/// When customers go to the pool; nobody does while it is switched off.
#[component]
pub fn PoolRule(draft: Draft) -> impl IntoView {
    let language = use_language();
    let form = move || {
        let t = language.get();
        draft.shape.track();
        let now = draft.policy.with_untracked(|policy| policy.reclaim);
        let switch = move |on: bool| {
            draft.reshape(|policy| {
                policy.reclaim = on.then_some(Reclaim { days: 180, warn_days: 14, cool_down_days: 30 });
            });
        };
        let figure = move |label: &'static str, value: u32, take: fn(&mut Reclaim, u32)| {
            text_input(label, value.to_string(), move |typed| {
                let read = typed.trim().parse::<u32>().ok();
                draft.alter(|policy| {
                    if let (Some(reclaim), Some(days)) = (&mut policy.reclaim, read) {
                        take(reclaim, days);
                    }
                });
                read.is_some()
            })
        };
        let figures = now.map(|reclaim| {
            view! {
                <div class="form-grid">
                    {figure(t.pool_days(), reclaim.days, |reclaim, days| reclaim.days = days)}
                    {figure(t.pool_warn(), reclaim.warn_days, |reclaim, days| reclaim.warn_days = days)}
                    {figure(t.pool_cool_down(), reclaim.cool_down_days, |reclaim, days| reclaim.cool_down_days = days)}
                </div>
            }
        });
        view! { {check(t.pool_switch(), now.is_some(), switch)} {figures} }
    };
    view! {
        <section class="card stack">
            <div class="card-head"><h2>{say(Language::pool_title)}</h2></div>
            <p class="hint">{say(Language::pool_editor_text)}</p>
            {live(form)}
        </section>
    }
}
