//! What a tier is owed, in the editor: rules of contact with their windows, and caps.

use leptos::prelude::*;

use crate::app::{self, ScheduleSort};
use crate::facts::{Measure, Unit};
use crate::model::{Channel, Depth, OwnerRole};
use crate::policy::{Cap, CapScope, Content, Festival, Method, Period, Policy, Rule, Schedule, Scheme, Tier};
use crate::text::Language;

use super::super::super::super::components::{Button, ButtonKind, Glyph, Icon};
use super::super::super::condition::measures;
use super::super::super::input::{bare_choice, bare_input, choice, text_input};
use super::Draft;

/// A tier of the scheme that is edited, by its place.
#[derive(Clone, Copy)]
struct At {
    draft: Draft,
    tier: usize,
}

impl At {
    fn alter(self, shape: bool, change: impl FnOnce(&mut Tier)) {
        let alter = |scheme: &mut Scheme| {
            if let Some(tier) = scheme.tiers.get_mut(self.tier) {
                change(tier);
            }
        };
        if shape { self.draft.reshape_scheme(alter) } else { self.draft.alter_scheme(alter) }
    }

    fn rule(self, place: usize, shape: bool, change: impl FnOnce(&mut Rule)) {
        self.alter(shape, |tier| {
            if let Some(rule) = tier.rules.get_mut(place) {
                change(rule);
            }
        });
    }

    fn cap(self, place: usize, change: impl FnOnce(&mut Cap)) {
        self.alter(false, |tier| {
            if let Some(cap) = tier.caps.get_mut(place) {
                change(cap);
            }
        });
    }
}

/// Draws the rules of contact and the caps of a tier.
pub fn form(t: Language, draft: Draft, policy: &Policy, scheme: &Scheme, place: usize) -> AnyView {
    let Some(tier) = scheme.tiers.get(place) else { return ().into_any() };
    let at = At { draft, tier: place };
    let name = u8::try_from(place).map(|rank| app::tier_name(t, scheme, rank)).unwrap_or_default();
    let rules =
        tier.rules.iter().enumerate().map(|(nth, rule)| rule_row(t, at, policy, nth, rule)).collect_view();
    let caps = tier.caps.iter().enumerate().map(|(nth, cap)| cap_row(t, at, nth, cap)).collect_view();
    let add_rule = Callback::new(move |()| at.alter(true, app::add_rule));
    let add_cap = Callback::new(move |()| {
        at.alter(true, |tier| {
            tier.caps.push(Cap { scope: CapScope::Proactive, period: Period::Month, most: 2 });
        });
    });
    let has_pool = policy.reclaim.is_some();
    let reclaim_days = has_pool.then(|| {
        let now = tier.reclaim_days.map(|days| days.to_string()).unwrap_or_default();
        let field = text_input(t.pool_tier_days(), now, move |typed| {
            let read = typed.trim().parse::<u32>().ok();
            at.alter(false, |tier| tier.reclaim_days = read);
            read.is_some() || typed.trim().is_empty()
        });
        view! { <div class="form-grid">{field}</div> }
    });
    let summary = t.cadence_of(&name, tier.rules.len(), tier.caps.len());
    view! {
        <details class="fold" open=draft.is_open(place) on:toggle=move |event| draft.note_open(place, &event)>
            <summary><Icon name=Glyph::ChevronDown /> <span>{summary}</span></summary>
            <div class="stack">
                <ol class="tier-rows">{rules}</ol>
                <div><Button on_press=add_rule>{t.add_rule()}</Button></div>
                <ol class="tier-rows">{caps}</ol>
                <div><Button on_press=add_cap>{t.add_cap()}</Button></div>
                {reclaim_days}
            </div>
        </details>
    }
    .into_any()
}

fn named<T: Copy>(
    t: Language,
    all: &[T],
    id: fn(T) -> &'static str,
    name: fn(Language, T) -> &'static str,
) -> Vec<(String, String)> {
    all.iter().map(|value| (id(*value).to_owned(), name(t, *value).to_owned())).collect()
}

fn rule_row(t: Language, at: At, policy: &Policy, nth: usize, rule: &Rule) -> AnyView {
    let method = choice(
        t.tier_method(),
        rule.method.id().to_owned(),
        named(t, Method::ALL, Method::id, Language::method),
        move |id| {
            if let Some(method) = Method::from_id(&id) {
                at.rule(nth, true, |rule| rule.method = method);
            }
        },
    );
    let sorts = ScheduleSort::ALL.map(|sort| (sort.id().to_owned(), sort_name(t, sort).to_owned()));
    let sort = choice(
        t.schedule_sort(),
        ScheduleSort::of(&rule.schedule).id().to_owned(),
        sorts.to_vec(),
        move |id| {
            if let Some(sort) = ScheduleSort::ALL.into_iter().find(|sort| sort.id() == id) {
                at.rule(nth, true, |rule| sort.give(rule));
            }
        },
    );
    let channel = choice(
        t.field_channel(),
        rule.channel.id().to_owned(),
        named(t, Channel::ALL, Channel::id, Language::channel),
        move |id| {
            if let Some(channel) = Channel::from_id(&id) {
                at.rule(nth, true, |rule| {
                    rule.channel = channel;
                    if !rule.counts.is_empty() && !rule.counts.contains(&channel) {
                        rule.counts.push(channel);
                    }
                });
            }
        },
    );
    let depth = choice(
        t.least_depth(),
        rule.least_depth.id().to_owned(),
        named(t, Depth::ALL, Depth::id, Language::depth),
        move |id| {
            if let Some(depth) = Depth::from_id(&id) {
                at.rule(nth, false, |rule| rule.least_depth = depth);
            }
        },
    );
    let nobody = std::iter::once((String::new(), t.unknown_option().to_owned()));
    let owner = choice(
        t.tier_owner(),
        rule.owner.map(|owner| owner.id().to_owned()).unwrap_or_default(),
        nobody.chain(named(t, OwnerRole::ALL, OwnerRole::id, Language::owner_role)).collect(),
        move |id| at.rule(nth, false, |rule| rule.owner = OwnerRole::from_id(&id)),
    );
    let counts = ticks(
        t.counts_as(),
        Channel::ALL,
        &rule.counts,
        |channel| t.channel(channel),
        move |channel, on| {
            at.rule(nth, false, |rule| toggle(&mut rule.counts, channel, on));
        },
    );
    let content = ticks(
        t.tier_content(),
        Content::ALL,
        &rule.content,
        |content| t.content(content),
        move |content, on| {
            at.rule(nth, false, |rule| toggle(&mut rule.content, content, on));
        },
    );
    let title = format!("{} · {}", t.method(rule.method), app::rhythm(t, policy, rule));
    let remove = Callback::new(move |()| {
        at.alter(true, |tier| {
            if nth < tier.rules.len() {
                tier.rules.remove(nth);
            }
        });
    });
    view! {
        <li class="stack-s">
            <div class="cluster">
                <span class="strong">{title.clone()}</span>
                <Button kind=ButtonKind::Quiet label=t.remove_named(&title) on_press=remove>"×"</Button>
            </div>
            <div class="form-grid">{method} {sort} {schedule(t, at, policy, nth, rule)} {channel} {depth} {owner}</div>
            {counts}
            {content}
        </li>
    }
    .into_any()
}

/// Names a kind of schedule.
fn sort_name(t: Language, sort: ScheduleSort) -> &'static str {
    match sort {
        ScheduleSort::EveryDays => t.sort_every_days(),
        ScheduleSort::EveryMonths => t.sort_every_months(),
        ScheduleSort::MonthlyOn => t.sort_monthly_on(),
        ScheduleSort::WeeklyOn => t.sort_weekly_on(),
        ScheduleSort::Times => t.sort_times(),
        ScheduleSort::OnDate => t.sort_on_date(),
        ScheduleSort::Festivals => t.sort_festivals(),
    }
}

/// A whole number with its name, which `take` puts in its place.
fn whole(label: &'static str, value: i64, take: impl Fn(i64) + Copy + Send + Sync + 'static) -> AnyView {
    let input = bare_input(label, value.to_string(), move |typed| {
        let read = typed.trim().parse::<i64>().ok().filter(|number| (0..=100_000).contains(number));
        if let Some(number) = read {
            take(number);
        }
        read.is_some()
    });
    view! { <label class="field"><span>{label}</span> {input}</label> }.into_any()
}

/// The figures of a schedule and its window.
fn schedule(t: Language, at: At, policy: &Policy, nth: usize, rule: &Rule) -> AnyView {
    let give = move |schedule: Schedule| at.rule(nth, false, |rule| rule.schedule = schedule);
    let small = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let figures = match rule.schedule.clone() {
        Schedule::EveryDays { days } => {
            whole(t.every_days_label(), days, move |days| give(Schedule::EveryDays { days }))
        }
        Schedule::EveryMonths { months } => whole(t.every_months_label(), i64::from(months), move |months| {
            give(Schedule::EveryMonths { months: i32::try_from(months).unwrap_or(i32::MAX) });
        }),
        Schedule::MonthlyOn { day } => whole(t.day_of_month_label(), i64::from(day), move |day| {
            give(Schedule::MonthlyOn { day: small(day) });
        }),
        Schedule::WeeklyOn { weekday } => {
            let days = (0..7).map(|day: u32| (day.to_string(), t.weekday_name(day).to_owned())).collect();
            choice(t.weekday_label(), weekday.to_string(), days, move |id| {
                give(Schedule::WeeklyOn { weekday: id.parse().unwrap_or(0) });
            })
        }
        Schedule::Times { least, most, period } => {
            // Each field alters its own figure of what stands in the draft by now.
            let alter = move |change: &dyn Fn(&mut u32, &mut Option<u32>, &mut Period)| {
                at.rule(nth, false, |rule| {
                    if let Schedule::Times { least, most, period } = &mut rule.schedule {
                        change(least, most, period);
                    }
                });
            };
            let least = whole(t.least_label(), i64::from(least), move |typed| {
                alter(&|least, _, _| *least = small(typed));
            });
            let most_text = most.map(|most| most.to_string()).unwrap_or_default();
            let most = bare_input(t.most_label(), most_text, move |typed| {
                let typed = typed.trim().to_owned();
                let read = typed.parse::<u32>().ok();
                alter(&|_, most, _| *most = read);
                read.is_some() || typed.is_empty()
            });
            let periods = named(t, Period::ALL, Period::id, Language::cap_every);
            let period = choice(t.period_label(), period.id().to_owned(), periods, move |id| {
                if let Some(chosen) = Period::from_id(&id) {
                    alter(&|_, _, period| *period = chosen);
                }
            });
            view! { {period} {least} <label class="field"><span>{t.most_label()}</span> {most}</label> }
                .into_any()
        }
        Schedule::OnDate { measure, yearly, days_before } => {
            let alter = move |change: &dyn Fn(&mut Measure, &mut bool, &mut i64)| {
                at.rule(nth, false, |rule| {
                    if let Schedule::OnDate { measure, yearly, days_before } = &mut rule.schedule {
                        change(measure, yearly, days_before);
                    }
                });
            };
            let days = measures(t, policy).into_iter().filter(|(id, _)| {
                Measure::from_id(id).and_then(|measure| policy.unit(measure)) == Some(Unit::Day)
            });
            let what = choice(t.date_label(), measure.to_string(), days.collect(), move |id| {
                if let Some(chosen) = Measure::from_id(&id) {
                    alter(&|measure, _, _| *measure = chosen);
                }
            });
            let before = whole(t.days_before_label(), days_before, move |typed| {
                alter(&|_, _, days_before| *days_before = typed);
            });
            view! {
                {what} {before}
                <label class="check">
                    <input type="checkbox" checked=yearly on:change=move |event| {
                        let on = event_target_checked(&event);
                        alter(&|_, yearly, _| *yearly = on);
                    } />
                    <span>{t.yearly_label()}</span>
                </label>
            }
            .into_any()
        }
        Schedule::Festivals { days } => ticks(
            t.festivals_label(),
            Festival::ALL,
            &days,
            |day| t.festival(day),
            move |day, on| {
                at.rule(nth, false, |rule| {
                    if let Schedule::Festivals { days } = &mut rule.schedule {
                        toggle(days, day, on);
                    }
                });
            },
        ),
    };
    let has_window = !matches!(rule.schedule, Schedule::Times { .. });
    let window = has_window.then(|| {
        let early = whole(t.early_label(), rule.window.early_days, move |days| {
            at.rule(nth, false, |rule| rule.window.early_days = days);
        });
        let late = whole(t.late_label(), rule.window.late_days, move |days| {
            at.rule(nth, false, |rule| rule.window.late_days = days);
        });
        view! { {early} {late} }
    });
    view! { {figures} {window} }.into_any()
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, value: T, on: bool) {
    list.retain(|other| *other != value);
    if on {
        list.push(value);
    }
}

/// A row of boxes to tick, one for each value.
fn ticks<T: Copy + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    all: &[T],
    ticked: &[T],
    name: impl Fn(T) -> &'static str,
    take: impl Fn(T, bool) + Copy + Send + Sync + 'static,
) -> AnyView {
    let boxes = all
        .iter()
        .map(|value| {
            let value = *value;
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        checked=ticked.contains(&value)
                        on:change=move |event| take(value, event_target_checked(&event))
                    />
                    <span>{name(value)}</span>
                </label>
            }
        })
        .collect_view();
    view! { <fieldset class="ticks"><legend>{label}</legend> <div class="cluster">{boxes}</div></fieldset> }
        .into_any()
}

fn cap_row(t: Language, at: At, nth: usize, cap: &Cap) -> AnyView {
    let scope = bare_choice(
        t.cap_scope_label(),
        cap.scope.id().to_owned(),
        named(t, CapScope::ALL, CapScope::id, Language::cap_scope),
        move |id| {
            if let Some(scope) = CapScope::from_id(&id) {
                at.cap(nth, |cap| cap.scope = scope);
            }
        },
    );
    let period = bare_choice(
        t.period_label(),
        cap.period.id().to_owned(),
        named(t, Period::ALL, Period::id, Language::cap_every),
        move |id| {
            if let Some(period) = Period::from_id(&id) {
                at.cap(nth, |cap| cap.period = period);
            }
        },
    );
    let most = bare_input(t.cap_most_label(), cap.most.to_string(), move |typed| {
        let read = typed.trim().parse::<u32>().ok();
        if let Some(most) = read {
            at.cap(nth, |cap| cap.most = most);
        }
        read.is_some()
    });
    let title = t.tiers_cap(t.cap_every(cap.period), t.cap_scope(cap.scope), cap.most);
    let remove = Callback::new(move |()| {
        at.alter(true, |tier| {
            if nth < tier.caps.len() {
                tier.caps.remove(nth);
            }
        });
    });
    view! {
        <li class="cluster">
            {period} {scope} <span>{t.cap_most_label()}</span> {most}
            <Button kind=ButtonKind::Quiet label=t.remove_named(&title) on_press=remove>"×"</Button>
        </li>
    }
    .into_any()
}
