//! The scheme board: the tier in every scheme with its reasons, which of them governs, and what each asks for (D3, D4).

use leptos::prelude::*;

use crate::app::{self, Command, Desk};
use crate::model::{Customer, CustomerId};
use crate::policy::{Policy, Scheme, TierPlace};
use crate::text::Language;
use crate::tiering::{Assignment, moves};

use super::super::super::components::{Button, ButtonKind, Glyph, use_language};
use super::super::super::live::live;
use super::super::super::marks::tier_badge;
use super::super::super::session::{Panel, Session, say};
use super::super::tiers::past::{DayChoice, PastDay, of_customer};
use super::drawn;

mod reasons;

pub use reasons::{causes, percent, weight};

/// How far back the history of a tier is told, in months.
const BACK: i32 = 24;

/// The card 等级与理由.
#[component]
pub fn WhyCard(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let opened = RwSignal::new(None::<String>);
    let fill = Callback::new(move |()| session.panel.set(Some(Panel::Customer(Some(id)))));
    let body = drawn(id, move |t, desk, customer| {
        let (assignments, governing) = desk.board(customer);
        let policy = desk.policy();
        let rule = match governing {
            Some((place, _)) => {
                let name = policy
                    .order
                    .get(place)
                    .and_then(|governing| policy.scheme(&governing.scheme))
                    .map(|(_, scheme)| app::scheme_name(t, scheme))
                    .unwrap_or_default();
                t.governed_by(name, place + 1)
            }
            None => {
                let fallback = policy.fallback();
                t.governed_by_none(app::caps_label(t, policy, fallback))
            }
        };
        let rows = assignments
            .iter()
            .zip(&policy.schemes)
            .filter(|(_, scheme)| !scheme.disabled)
            .map(|(assignment, scheme)| {
                let governs =
                    governing.is_some_and(|(_, place)| usize::from(place.scheme) == assignment.scheme);
                scheme_row(t, session, desk, customer, assignment, scheme, governs, fill)
            })
            .collect_view();
        view! {
            <div class="why">
                <p class="hint">{rule}</p>
                <div class="board">{rows}</div>
            </div>
        }
        .into_any()
    });
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{say(Language::tier_and_why)}</h2>
                <div class="cluster">
                    <Button kind=ButtonKind::Quiet icon=Glyph::Edit on_press=Callback::new(move |()| session.panel.set(Some(Panel::Fact(id, None))))>
                        {say(Language::state_fact)}
                    </Button>
                    <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| session.panel.set(Some(Panel::Tier(id))))>
                        {say(Language::set_tier)}
                    </Button>
                </div>
            </div>
            {body}
            <Course id=id opened=opened />
        </section>
    }
}

#[allow(clippy::too_many_arguments)]
fn scheme_row(
    t: Language,
    session: Session,
    desk: &Desk,
    customer: &Customer,
    assignment: &Assignment,
    scheme: &Scheme,
    governs: bool,
    fill: Callback<()>,
) -> AnyView {
    let policy = desk.policy();
    let result = app::why_tier(t, policy, assignment.scheme, assignment.outcome);
    let open = governs || scheme.id == "score";
    let cadence = cadence(t, policy, assignment);
    let set = assignment.set.as_ref().map(|set| {
        let who = set.by.and_then(|by| desk.book().people().get(by)).map(|person| person.name.clone());
        let until = set.until.map_or_else(|| t.no_expiry().to_owned(), |until| t.day_short(until, desk.today()));
        let computed = app::why_tier(t, policy, assignment.scheme, assignment.computed);
        let line = t.set_by_hand_line(who.unwrap_or_else(|| t.nobody_option().to_owned()), t.day_short(set.from, desk.today()), until, &set.reason, computed);
        let (id, scheme) = (customer.id, set.scheme.clone());
        let release = Callback::new(move |()| session.send(Command::ReleaseTier(id, scheme.clone())));
        view! { <p class="hint">{line} " " <Button kind=ButtonKind::Quiet on_press=release>{t.release_tier()}</Button></p> }
    });
    let held = assignment.is_held.then(|| {
        let computed = app::why_tier(t, policy, assignment.scheme, assignment.computed);
        view! { <p class="hint">{t.tier_held(computed)}</p> }
    });
    let missing = (!assignment.missing.is_empty()).then(|| {
        view! {
            <p class="hint">{t.missing_inputs(app::missing(t, policy, &assignment.missing))}</p>
            <div><Button icon=Glyph::Edit on_press=fill>{t.fill_missing()}</Button></div>
        }
    });
    let labels = assignment.labels();
    let labels = (labels.len() > 1).then(|| {
        let names: Vec<String> = labels.iter().map(|label| app::tier_name(t, scheme, *label)).collect();
        view! { <p>{t.all_labels(names.join(t.list_comma()))}</p> }
    });
    let contradictions = assignment
        .contradictions
        .iter()
        .map(|found| view! { <p class="hint is-warned">{reasons::contradiction(t, desk.book(), policy, scheme, *found)}</p> })
        .collect_view();
    view! {
        <details class="fold board-row" open=open aria-label=app::scheme_name(t, scheme)>
            <summary>
                {tier_badge(t, policy, assignment.scheme, assignment.outcome)}
                <span class="board-name">{app::scheme_name(t, scheme)}</span>
                {governs.then(|| view! { <span class="chip is-open">{t.governs()}</span> })}
                <span class="row-note">{cadence}</span>
            </summary>
            <div class="fold-body stack-s">
                <p class="why-result">{result}</p>
                {set}{held}{labels}
                {reasons::reasons(t, desk.book(), policy, scheme, assignment, desk.today())}
                {reasons::class_words(t, scheme, assignment)}
                {contradictions}
                {missing}
            </div>
        </details>
    }
    .into_any()
}

/// Says what the tier asks for, were it to govern.
fn cadence(t: Language, policy: &Policy, assignment: &Assignment) -> String {
    let place = u8::try_from(assignment.scheme).ok().zip(assignment.outcome.tier());
    let tier = place.and_then(|(scheme, tier)| policy.tier(TierPlace { scheme, tier }));
    let rules = tier.map(|tier| tier.rules.as_slice()).unwrap_or_default();
    let each = rules.iter().map(|rule| format!("{} {}", app::rhythm(t, policy, rule), t.method(rule.method)));
    each.collect::<Vec<_>>().join(t.list_comma())
}

/// When the tier moved and why: worked out only when asked for.
#[component]
fn Course(id: CustomerId, opened: RwSignal<Option<String>>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let schemes = move || {
        let t = language.get();
        session
            .read(|desk| {
                let yardstick = desk.yardstick();
                let told = desk.policy().schemes.iter().enumerate();
                told.filter(|(place, scheme)| !scheme.disabled && !yardstick.compares(*place))
                    .map(|(_, scheme)| (scheme.id.clone(), app::scheme_name(t, scheme)))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
    };
    let past = PastDay::new(session);
    let on_day = move || {
        let (t, found) = (language.get(), past.found.get()?);
        session.read(|desk| of_customer(t, desk, &found, id))
    };
    let list = move || {
        let (t, scheme) = (language.get(), opened.get()?);
        session
            .read(|desk| {
                let customer = desk.book().customers().get(id)?;
                let today = desk.today();
                let from = today.plus_months(-BACK);
                let found = moves(desk.book(), desk.policies(), customer, &scheme, from, today);
                Some(reasons::moves(t, desk, &scheme, &found))
            })
            .flatten()
    };
    view! {
        <details class="fold" on:toggle=move |_| {
            if opened.get_untracked().is_none() {
                opened.set(session.peek(|desk| {
                    desk.policy().schemes.iter().find(|scheme| !scheme.disabled).map(|scheme| scheme.id.clone())
                }).flatten());
            }
        }>
            <summary><super::super::super::components::Icon name=Glyph::ChevronDown /><span>{say(Language::tier_history)}</span></summary>
            <div class="fold-body stack-s">
                <label class="field">
                    <span>{say(Language::scheme)}</span>
                    <select on:change=move |event| opened.set(Some(event_target_value(&event)))>
                        {live(move || {
                            let now = opened.get_untracked();
                            schemes()
                                .into_iter()
                                .map(|(id, name)| {
                                    let selected = now.as_ref() == Some(&id);
                                    view! { <option value=id selected=selected>{name}</option> }
                                })
                                .collect_view()
                        })}
                    </select>
                </label>
                {live(list)}
                <h3>{say(Language::as_of)}</h3>
                <p class="hint">{say(Language::as_of_text)}</p>
                <DayChoice past=past />
                {live(on_day)}
            </div>
        </details>
    }
}
