//! The workload: each person's coming weeks against what their days have room for, and spreading what piles up.

use leptos::prelude::*;

use crate::app::{self, Command, Desk, Load, Route, SpreadSort, SpreadWeek, spread, unclear, workload};
use crate::model::{CustomerId, PersonId};
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, CheckField, Glyph, Icon, use_language};
use super::super::super::live::live;
use super::super::super::session::{Session, say};
use super::drag::ask_reason;

/// No more customers than this are named in a list; the rest are counted.
const NAMES: usize = 30;

/// The page's view of the work ahead.
#[component]
pub fn Workload(whose: Signal<Option<PersonId>>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let table = move || {
        let t = language.get();
        let whose = whose.get();
        session.read(|desk| {
            let loads = workload(desk);
            let shown: Vec<&Load> =
                loads.iter().filter(|load| whose.is_none() || load.owner == whose).collect();
            loads_table(t, desk, &shown)
        })
    };
    view! {
        <section class="card stack">
            <div class="card-head"><h2>{say(Language::workload_title)}</h2></div>
            <p class="hint">{say(Language::workload_text)}</p>
            {live(table)}
        </section>
        <Spreading whose=whose />
        <Care />
        <super::pool::PoolCard />
        <section class="card stack">
            <p class="hint">{say(Language::calendar_file_text)}</p>
            <div><a class="button" href=Route::Export.href()>{say(Language::calendar_file_link)}</a></div>
        </section>
    }
}

/// Customers of nobody, of people who left, and of several (A4.15).
#[component]
fn Care() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let lists = move || {
        let t = language.get();
        session.read(|desk| {
            let found = unclear(desk);
            let doubles: Vec<CustomerId> = found.doubles.iter().map(|(id, _)| *id).collect();
            if found.orphans.is_empty() && found.left.is_empty() && doubles.is_empty() {
                return view! { <p class="muted">{t.unclear_none()}</p> }.into_any();
            }
            let who = |id: &CustomerId| {
                let people = found.doubles.iter().find(|(double, _)| double == id).map(|(_, who)| who);
                let names = people.into_iter().flatten().map(|person| owner_name(t, desk, Some(*person)));
                names.collect::<Vec<_>>().join(t.list_comma())
            };
            let list = |title: String, ids: &[CustomerId]| {
                if ids.is_empty() {
                    return ().into_any();
                }
                let names = ids.iter().take(NAMES).filter_map(|id| {
                    let customer = desk.book().customers().get(*id)?;
                    let who = who(id);
                    let who = (!who.is_empty()).then(|| view! { <span class="row-note">" " {who}</span> });
                    Some(view! { <li><a href=Route::Customer(*id).href()>{customer.name.clone()}</a> {who}</li> })
                });
                let names = names.collect_view();
                let more = ids.len().saturating_sub(NAMES);
                view! {
                    <h3>{title}</h3>
                    <ul class="names">{names}</ul>
                    {(more > 0).then(|| view! { <p class="muted">{t.and_more(more)}</p> })}
                }
                .into_any()
            };
            view! {
                {list(t.unclear_orphans(found.orphans.len()), &found.orphans)}
                {list(t.unclear_left(found.left.len()), &found.left)}
                {list(t.unclear_doubles(doubles.len()), &doubles)}
            }
            .into_any()
        })
    };
    view! {
        <section class="card stack" aria-label=say(Language::unclear_title)>
            <div class="card-head"><h2>{say(Language::unclear_title)}</h2></div>
            {live(lists)}
        </section>
    }
}

fn owner_name(t: Language, desk: &Desk, owner: Option<PersonId>) -> String {
    let person = owner.and_then(|owner| desk.book().people().get(owner));
    person.map_or_else(|| t.no_owner().to_owned(), |person| person.name.clone())
}

fn loads_table(t: Language, desk: &Desk, loads: &[&Load]) -> AnyView {
    let today = desk.today();
    let head = loads.first().map(|load| {
        let weeks = load.weeks.iter();
        weeks
            .map(|week| view! { <th scope="col" class="num">{t.day_short(week.monday, today)}</th> })
            .collect_view()
    });
    let rows = loads
        .iter()
        .map(|load| {
            let cells = load
                .weeks
                .iter()
                .map(|week| {
                    let tiers = week.tiers.iter().filter_map(|(tier, count)| {
                        let scheme = desk.policy().scheme_at(*tier)?;
                        Some(format!("{} {count}", app::tier_name(t, scheme, tier.tier)))
                    });
                    let title = tiers.collect::<Vec<_>>().join(t.list_comma());
                    let over = week.is_over();
                    let share = (week.total() * 1_000 / week.capacity.max(1)).min(1_000);
                    let share = format!("{}.{:03}", share / 1_000, share % 1_000);
                    view! {
                        <td class="num load" class:is-over=over title=title>
                            <span>{week.total()}<span class="muted">"/"{week.capacity}</span></span>
                            <span class="bar" aria-hidden="true"><span style:--share=share></span></span>
                        </td>
                    }
                })
                .collect_view();
            view! { <tr><th scope="row">{owner_name(t, desk, load.owner)}</th>{cells}</tr> }
        })
        .collect_view();
    let unkept: Vec<String> = loads
        .iter()
        .filter(|load| load.owner.is_some())
        .flat_map(|load| {
            load.unkept.iter().filter_map(|(tier, count)| {
                let scheme = desk.policy().scheme_at(*tier)?;
                let tier = app::tier_name(t, scheme, tier.tier);
                Some(t.workload_unkept(owner_name(t, desk, load.owner), tier, count))
            })
        })
        .collect();
    let unkept = if unkept.is_empty() {
        view! { <p class="muted">{t.workload_all_kept()}</p> }.into_any()
    } else {
        let lines = unkept.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <h3>{t.workload_unkept_title()}</h3> <ul class="plain-list">{lines}</ul> }.into_any()
    };
    view! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=t.workload_title()>
            <table class="ledger is-compact">
                <caption class="sr-only">{t.workload_title()}</caption>
                <thead><tr><th scope="col">{t.col_owner()}</th>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {unkept}
    }
    .into_any()
}

/// Spreading: what would move, the weeks before and after, and one step to do it.
#[component]
fn Spreading(whose: Signal<Option<PersonId>>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let sort = RwSignal::new(None::<SpreadSort>);
    let found = Memo::new(move |_| {
        let sort = sort.get()?;
        session.read(|desk| spread(desk, whose.get(), sort))
    });
    let skip = RwSignal::new(true);
    let apply = Callback::new(move |()| {
        let Some(found) = found.get_untracked() else { return };
        sort.set(None);
        let is_asked = found.over() > 0 && !skip.get_untracked();
        let draft = found.draft(skip.get_untracked());
        if is_asked {
            ask_reason(session, draft);
        } else {
            session.send(Command::Plan(draft));
        }
    });
    let shown = move || {
        let t = language.get();
        let found = found.get()?;
        let today = session.today().0;
        let most = found.weeks.iter().map(|week| week.before.max(week.after)).max().unwrap_or(0).max(1);
        let rows = found.weeks.iter().map(|week| week_row(t, today, week, most)).collect_view();
        let dated = (found.dated > 0).then(|| view! { <p class="hint">{t.spread_dated(found.dated)}</p> });
        let left = (found.left > 0).then(|| view! { <p class="hint">{t.spread_left(found.left)}</p> });
        let nothing = found.moves.is_empty();
        let count = found.over();
        let over = (count > 0).then(|| {
            view! {
                <div class="notice is-warning">
                    <Icon name=Glyph::Alert />
                    <div>
                        <p>{t.spread_over(found.moves.len(), count)}</p>
                        <CheckField label=t.batch_skip(count) value=skip />
                    </div>
                </div>
            }
        });
        Some(view! {
            <p class="strong" role="status">
                {if nothing { t.spread_nothing().to_owned() } else { t.spread_moves(found.moves.len()) }}
            </p>
            {dated}
            {left}
            {over}
            <div class="table-wrap" tabindex="0" role="group" aria-label=t.spread_title()>
                <table class="ledger is-compact">
                    <caption class="sr-only">{t.spread_title()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t.spread_week()}</th>
                            <th scope="col" class="num">{t.load_before()}</th>
                            <th scope="col" class="num">{t.load_after()}</th>
                            <th scope="col" class="num">{t.spread_room()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="cluster">
                <Button kind=ButtonKind::Primary disabled=Signal::stored(nothing) on_press=apply>{t.spread_apply()}</Button>
                <Button on_press=Callback::new(move |()| sort.set(None))>{t.cancel()}</Button>
            </div>
        })
    };
    view! {
        <section class="card stack" aria-label=say(Language::spread_title)>
            <div class="card-head"><h2>{say(Language::spread_title)}</h2></div>
            <p class="hint">{say(Language::spread_pile_text)}</p>
            <p class="hint">{say(Language::spread_ramp_text)}</p>
            <div class="cluster">
                <Button on_press=Callback::new(move |()| sort.set(Some(SpreadSort::Pile)))>{say(Language::spread_pile)}</Button>
                <Button on_press=Callback::new(move |()| sort.set(Some(SpreadSort::Ramp)))>{say(Language::spread_ramp)}</Button>
            </div>
            {live(shown)}
        </section>
    }
}

fn week_row(t: Language, today: crate::model::Day, week: &SpreadWeek, most: u32) -> AnyView {
    let bar = |count: u32| {
        let share = count * 1_000 / most;
        let share = format!("{}.{:03}", share / 1_000, share % 1_000);
        view! { <span class="bar" aria-hidden="true"><span style:--share=share></span></span> }
    };
    let (was_over, is_over) = (week.before > week.capacity, week.after > week.capacity);
    view! {
        <tr>
            <th scope="row">{t.day_short(week.monday, today)}</th>
            <td class="num load" class:is-over=was_over>{week.before} {bar(week.before)}</td>
            <td class="num load" class:is-over=is_over>{week.after} {bar(week.after)}</td>
            <td class="num">{week.capacity}</td>
        </tr>
    }
    .into_any()
}
