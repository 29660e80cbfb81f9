//! The tiers of any past day, from the records and the policy version of that day, beside those of today.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{self, AsOf, AsOfRun, Desk, Route, TierCount, distribution};
use crate::model::{CustomerId, Day, Money};
use crate::order;
use crate::policy::Scheme;
use crate::text::Language;
use crate::tiering::{Matrix, Outcome, Rank};

use super::super::super::components::{Button, ButtonKind, use_language};
use super::super::super::live::live;
use super::super::super::marks::tier_badge;
use super::super::super::pace::{AT_ONCE, in_steps};
use super::super::super::session::{Session, say};
use super::matrix::{Cell, Words, matrix_view, name, who};

/// How many customers of a tier are listed.
const LISTED: usize = 100;

/// A past day as it is worked out.
#[derive(Clone, Copy)]
pub struct PastDay {
    /// The day that is asked for.
    pub day: RwSignal<Option<Day>>,
    /// How much is done, in thousandths, while it is being worked out.
    pub progress: RwSignal<Option<u32>>,
    /// What was found, once it is.
    pub found: RwSignal<Option<Arc<AsOf>>>,
}

impl PastDay {
    /// Returns a past day that is worked out again whenever it or the book changes.
    pub fn new(session: Session) -> Self {
        let this =
            Self { day: RwSignal::new(None), progress: RwSignal::new(None), found: RwSignal::new(None) };
        let newest = StoredValue::new(0_u64);
        Effect::new(move |_| {
            let (day, _) = (this.day.get(), session.revision());
            newest.update_value(|newest| *newest += 1);
            let mine = newest.get_value();
            let Some(day) = day else {
                this.found.set(None);
                this.progress.set(None);
                return;
            };
            leptos::task::spawn_local(async move {
                session.services().breathe().await;
                let Some(mut run) = session.peek(|desk| AsOfRun::begin(desk, day)) else { return };
                let all_done = in_steps(session, || {
                    if newest.try_get_value() != Some(mine) {
                        return None;
                    }
                    let done = session.peek(|desk| run.step(desk, AT_ONCE))?;
                    // The page may be gone by now.
                    this.progress.try_set(Some(done)).is_none().then_some(done < 1_000)
                })
                .await;
                if all_done && let Some(found) = session.peek(|desk| run.result(desk)) {
                    let _ = this.found.try_set(Some(Arc::new(found)));
                    let _ = this.progress.try_set(None);
                }
            });
        });
        this
    }
}

/// A field for a past day, with the days most often asked for, and how far it is worked out.
#[component]
pub fn DayChoice(past: PastDay) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let today = session.today().0;
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            field.set_value(&past.day.get().map(|day| day.to_string()).unwrap_or_default());
        }
    });
    let back = |months: i32| Callback::new(move |()| past.day.set(Some(today.plus_months(-months))));
    let (one, three, twelve) = (back(1), back(3), back(12));
    view! {
        <div class="cluster day-choice">
            <label class="field">
                <span>{say(Language::as_of_day)}</span>
                <input node_ref=field type="date" max=today.to_string()
                    on:change=move |event| past.day.set(event_target_value(&event).parse().ok().filter(|day| *day <= today)) />
            </label>
            <Button kind=ButtonKind::Quiet on_press=one>{say(Language::as_of_month)}</Button>
            <Button kind=ButtonKind::Quiet on_press=three>{say(Language::as_of_quarter)}</Button>
            <Button kind=ButtonKind::Quiet on_press=twelve>{say(Language::as_of_year)}</Button>
            {live(move || past.progress.get().map(|done| view! {
                <progress class="progress" max="1000" value=done aria-label=language.get().as_of()></progress>
            }))}
        </div>
    }
}

/// The card 某一天的分级.
#[component]
pub fn Past(
    past: PastDay,
    /// The id of the scheme that is shown.
    scheme: RwSignal<String>,
) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let opened = RwSignal::new(None::<Cell>);
    let listed = RwSignal::new(None::<Option<Rank>>);
    Effect::new(move |_| {
        scheme.track();
        past.day.track();
        opened.set(None);
        listed.set(None);
    });
    let shown = move || {
        let t = language.get();
        let (id, found) = (scheme.get(), past.found.get()?);
        session.read(|desk| drawn(t, desk, &id, &found, opened, listed))
    };
    let movers = move || {
        let t = language.get();
        let ((place, from, to), found) = (opened.get()?, past.found.get()?);
        session
            .read(|desk| {
                let matrix = found.since.schemes.iter().find(|matrix| matrix.scheme == place)?;
                let was = found.past.policy.schemes.get(matrix.was)?;
                let is = desk.policy().schemes.get(place)?;
                let heading = t.moved(name(t, was, from), name(t, is, to));
                Some(who(t, desk, heading, matrix.cell(from, to)))
            })
            .flatten()
    };
    let members = move || {
        let t = language.get();
        let (id, tier, found) = (scheme.get(), listed.get()?, past.found.get()?);
        session.read(|desk| members(t, desk, &id, &found, tier)).flatten()
    };
    view! {
        <section class="card stack" aria-label=say(Language::as_of)>
            <div class="card-head"><h2>{say(Language::as_of)}</h2></div>
            <p class="hint">{say(Language::as_of_text)}</p>
            <DayChoice past=past />
            {live(shown)}
            {live(movers)}
            {live(members)}
        </section>
    }
}

fn drawn(
    t: Language,
    desk: &Desk,
    id: &str,
    found: &AsOf,
    opened: RwSignal<Option<Cell>>,
    listed: RwSignal<Option<Option<Rank>>>,
) -> AnyView {
    let past = &found.past;
    let both = past.policy.scheme(id).zip(desk.policy().scheme(id));
    let Some(((was_place, was), (place, is))) = both else {
        return view! { <p class="muted" role="status">{t.as_of_no_scheme(past.policy.version)}</p> }
            .into_any();
    };
    let matrix = found.since.schemes.iter().find(|matrix| matrix.scheme == place);
    let moved = matrix.map_or(0, Matrix::moved);
    let on = t.day_short(past.day, desk.today());
    let summary = t.as_of_summary(&on, past.policy.version, past.everybody().len(), moved, found.not_yet);
    let now = distribution(desk, place);
    // A tier of that day's version is the one of today that bears its id.
    let today = |tier: Option<Rank>| {
        let now_tier = match tier {
            None => Some(None),
            Some(tier) => was
                .tiers
                .get(usize::from(tier))
                .and_then(|tier| Some(Some(Rank::try_from(is.tier_place(&tier.id)?).ok()?))),
        };
        now_tier.and_then(|tier| now.iter().find(|share| share.tier == tier))
    };
    let rows = found
        .spread(was_place)
        .into_iter()
        .map(|(tier, TierCount { count, amount_12_fen })| {
            let share = today(tier);
            let change = share.map(|share| share.count as i64 - count as i64);
            let change = change.map(|change| {
                if change > 0 { format!("+{change}") } else { change.to_string().replace('-', "−") }
            });
            let label = t.as_of_members(name(t, was, tier), count);
            let badge =
                tier_badge(t, &past.policy, was_place, tier.map_or(Outcome::Undetermined, Outcome::Certain));
            view! {
                <tr>
                    <th scope="row"><span class="cluster">{badge} {name(t, was, tier)}</span></th>
                    <td class="num">
                        <button type="button" class="button is-quiet num" title=label.clone() aria-label=label
                            on:click=move |_| listed.set(Some(tier))>{count}</button>
                    </td>
                    <td class="num">{share.map(|share| share.count)}</td>
                    <td class="num">{change}</td>
                    <td class="num">{t.money_short(Money::fen(amount_12_fen))}</td>
                    <td class="num">{share.map(|share| t.money_short(Money::fen(share.amount_12_fen)))}</td>
                </tr>
            }
        })
        .collect_view();
    let matrix = matrix.map(|matrix| {
        let words = Words { title: t.as_of_moves(), corner: t.as_of_corner(&on) };
        matrix_view(t, &words, was, is, matrix, opened)
    });
    view! {
        <p class="strong" role="status">{summary}</p>
        <div class="table-wrap" tabindex="0" role="group" aria-label=t.as_of_spread()>
            <table class="ledger is-compact">
                <caption class="sr-only">{t.as_of_spread()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.col_tier()}</th>
                        <th scope="col" class="num">{t.as_of_then()}</th>
                        <th scope="col" class="num">{t.as_of_now()}</th>
                        <th scope="col" class="num">{t.load_change()}</th>
                        <th scope="col" class="num">{t.as_of_amount_then()}</th>
                        <th scope="col" class="num">{t.as_of_amount_now()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <h3>{t.as_of_moves()}</h3>
        {matrix}
    }
    .into_any()
}

/// Lists who was in a tier, each with the tier of that day and of today.
fn members(t: Language, desk: &Desk, id: &str, found: &AsOf, tier: Option<Rank>) -> Option<AnyView> {
    let (was_place, was) = found.past.policy.scheme(id)?;
    let now = desk.policy().scheme(id);
    let mut all: Vec<(&str, CustomerId)> = found
        .members(was_place, tier)
        .filter_map(|id| desk.book().customers().get(id))
        .map(|customer| (customer.name.as_str(), customer.id))
        .collect();
    order::by(&mut all, Ord::cmp);
    let rows = all
        .iter()
        .take(LISTED)
        .map(|(customer, id)| {
            let stood = found.past.of(*id);
            let then = stood.and_then(|stood| stood.tiers.get(was_place).copied());
            let then = then.map(|outcome| tier_badge(t, &found.past.policy, was_place, outcome));
            let today = now
                .zip(desk.standing(*id))
                .map(|((place, _), standing)| tier_badge(t, desk.policy(), place, standing.tier(place)));
            view! {
                <tr>
                    <th scope="row"><a href=Route::Customer(*id).href()>{(*customer).to_owned()}</a></th>
                    <td>{then}</td>
                    <td>{today}</td>
                </tr>
            }
        })
        .collect_view();
    let more = all.len().saturating_sub(LISTED);
    let heading = t.as_of_members(name(t, was, tier), all.len());
    Some(
        view! {
            <div class="table-wrap" tabindex="0" role="group" aria-label=heading.clone()>
                <table class="ledger is-compact">
                    <caption>{heading.clone()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t.col_name()}</th>
                            <th scope="col">{t.as_of_then()}</th>
                            <th scope="col">{t.as_of_now()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {(more > 0).then(|| view! { <p class="muted">{t.and_more(more)}</p> })}
        }
        .into_any(),
    )
}

/// The tiers of one customer on that day beside those of today, scheme by scheme.
pub fn of_customer(t: Language, desk: &Desk, found: &AsOf, customer: CustomerId) -> AnyView {
    let past = &found.past;
    let on = t.day_short(past.day, desk.today());
    let Some(stood) = past.of(customer) else {
        return view! { <p class="muted" role="status">{t.as_of_not_yet(on)}</p> }.into_any();
    };
    let now = desk.standing(customer);
    let rows = past
        .policy
        .schemes
        .iter()
        .enumerate()
        .filter(|(_, scheme)| !scheme.disabled)
        .map(|(place, scheme)| {
            let then = stood.tiers.get(place).copied().unwrap_or(Outcome::Undetermined);
            let today = desk
                .policy()
                .scheme(&scheme.id)
                .zip(now)
                .map(|((place, scheme), now)| (place, scheme, now.tier(place)));
            let stayed = today.is_none_or(|(_, is, outcome)| {
                let id = |scheme: &Scheme, outcome: Outcome| {
                    outcome
                        .tier()
                        .and_then(|tier| scheme.tiers.get(usize::from(tier)))
                        .map(|tier| tier.id.clone())
                };
                id(scheme, then) == id(is, outcome)
            });
            let governed = stood.governing.is_some_and(|tier| usize::from(tier.scheme) == place);
            view! {
                <tr class:is-moved=!stayed>
                    <th scope="row">
                        {app::scheme_name(t, scheme)}
                        {governed.then(|| view! { " " <span class="chip">{t.as_of_governed()}</span> })}
                    </th>
                    <td>{tier_badge(t, &past.policy, place, then)} " " {name(t, scheme, then.tier())}</td>
                    <td>{today.map(|(place, scheme, outcome)| view! {
                        {tier_badge(t, desk.policy(), place, outcome)} " " {name(t, scheme, outcome.tier())}
                    })}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <p role="status">{t.as_of_version(&on, past.policy.version)}</p>
        <div class="table-wrap" tabindex="0" role="group" aria-label=t.as_of()>
            <table class="ledger is-compact">
                <caption class="sr-only">{t.as_of()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.scheme()}</th>
                        <th scope="col">{t.as_of_then()}</th>
                        <th scope="col">{t.as_of_now()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
