//! The tiers: how customers are spread, what each tier is owed, and how points are given.

use leptos::prelude::*;

use crate::app::{self, Route, TierFilter, TierShare, distribution};
use crate::facts::Unit;
use crate::model::Money;
use crate::policy::{Policy, Tier};
use crate::text::Language;

use super::super::components::{TierBadge, TierLook, TierMark, use_language};
use super::super::live::live;
use super::super::marks::tier_look;
use super::super::session::{Session, say};

/// The page 分级.
#[component]
pub fn TiersPage() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let shares = move || session.read(distribution).unwrap_or_default();
    let policy = move || session.read(|desk| desk.policy().clone());
    view! {
        <div class="page-head">
            <h1>{say(Language::tiers_title)}</h1>
            <p class="sub">{say(Language::tiers_scheme)} " · " {say(Language::tiers_sub)}</p>
        </div>
        <div class="page-body stack">
            {live(move || spread(language.get(), session, &shares()))}
            {live(move || policy().map(|policy| cadences(language.get(), &policy)))}
            {live(move || policy().map(|policy| criteria(language.get(), &policy)))}
        </div>
    }
}

/// Writes a share of a whole as a decimal.
fn thousandths(part: i64, whole: i64) -> String {
    let share = i128::from(part) * 1_000 / i128::from(whole.max(1));
    format!("{}.{:03}", share / 1_000, share % 1_000)
}

fn badge(t: Language, tier: Option<Tier>) -> AnyView {
    let mark = TierMark {
        letter: tier.map_or("?", |tier| t.tier(tier)).to_owned(),
        look: tier.map_or(TierLook::Open, tier_look),
        provisional: false,
        label: tier.map_or(t.tier_undetermined_short(), |tier| t.tier_meaning(tier)).to_owned(),
    };
    view! { <TierBadge mark=Signal::stored(mark) /> }.into_any()
}

fn spread(t: Language, session: Session, shares: &[TierShare]) -> AnyView {
    let most = shares.iter().map(|share| share.count).max().unwrap_or(0).max(1);
    let most_fen = shares.iter().map(|share| share.amount_fen).max().unwrap_or(0).max(1);
    let rows = shares
        .iter()
        .map(|share| {
            let tier = share.tier;
            let filter = tier.map_or(TierFilter::Undetermined, TierFilter::Only);
            let name = tier.map_or(t.tier_undetermined_short(), |tier| t.tier_meaning(tier));
            let by_count = thousandths(share.count as i64, most as i64);
            let by_amount = thousandths(share.amount_fen.max(0), most_fen);
            let label = t.tiers_show(tier.map_or(t.tier_undetermined_short(), |tier| t.tier(tier)));
            view! {
                <tr>
                    <th scope="row">
                        <span class="cluster">
                            {badge(t, tier)}
                            <a href=Route::Customers.href() title=label on:click=move |_| {
                                session.typed.set(String::new());
                                session.tier.set(filter);
                            }>{name}</a>
                        </span>
                    </th>
                    <td class="num">{share.count}</td>
                    <td class="bar-cell"><span class="bar"><span style:--share=by_count></span></span></td>
                    <td class="num">{t.money_short(Money::fen(share.amount_fen))}</td>
                    <td class="bar-cell"><span class="bar"><span style:--share=by_amount></span></span></td>
                    <td class="muted is-note">
                        {(share.uncertain > 0).then(|| t.tiers_open_count(share.uncertain))}
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="card">
            <div class="card-head"><h2>{t.tiers_distribution()}</h2></div>
            <div class="table-wrap">
                <table class="ledger">
                    <thead>
                        <tr>
                            <th scope="col">{t.col_tier()}</th>
                            <th scope="col" class="num">{t.nav_customers()}</th>
                            <th scope="col" class="bar-cell"><span class="sr-only">{t.tiers_distribution()}</span></th>
                            <th scope="col" class="num">{t.tiers_amount()}</th>
                            <th scope="col" class="bar-cell"><span class="sr-only">{t.tiers_distribution()}</span></th>
                            <th scope="col"><span class="sr-only">{t.field_note()}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn cadences(t: Language, policy: &Policy) -> AnyView {
    let separator = if t == Language::Chinese { "、" } else { ", " };
    let mut upper: Option<u32> = None;
    let rows = policy
        .score
        .bands
        .iter()
        .map(|band| {
            let range = match (band.from, upper) {
                (0, Some(upper)) => t.tiers_below(upper),
                (from, Some(upper)) => format!("[{from}, {upper})"),
                (from, None) => t.tiers_from(from),
            };
            upper = Some(band.from);
            let rules = policy.cadence(band.tier).map(|cadence| cadence.rules.as_slice()).unwrap_or_default();
            let each = |say: &dyn Fn(&crate::policy::Rule) -> String| {
                rules.iter().map(say).collect::<Vec<_>>().join(separator)
            };
            let content = each(&|rule| {
                rule.content.iter().map(|content| t.content(*content)).collect::<Vec<_>>().join(separator)
            });
            let review = policy.cadence(band.tier).map(|cadence| t.review_rhythm(cadence.review));
            let caps = policy
                .caps_of(band.tier)
                .map(|cap| t.tiers_cap(t.cap_every(cap.period), t.cap_scope(cap.scope), cap.most))
                .collect::<Vec<_>>();
            let caps = if caps.is_empty() { t.tiers_no_cap().to_owned() } else { caps.join(separator) };
            view! {
                <tr>
                    <th scope="row"><span class="cluster">{badge(t, Some(band.tier))} <span class="num">{range}</span></span></th>
                    <td>
                        {each(&|rule| t.rhythm(rule.method).to_owned())} <span class="row-note">" " {review}</span>
                    </td>
                    <td>{each(&|rule| t.method(rule.method).to_owned())}</td>
                    <td>{content}</td>
                    <td>{each(&|rule| t.owner_role(rule.owner).to_owned())}</td>
                    <td>{caps}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{t.tiers_rules()}</h2>
                <span class="muted small">{t.policy_version(policy.version)}</span>
            </div>
            <div class="table-wrap" tabindex="0" role="group" aria-label=t.tiers_rules()>
                <table class="ledger is-wide">
                    <thead>
                        <tr>
                            <th scope="col">{t.tier_range()}</th>
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
        </section>
    }
    .into_any()
}

fn criteria(t: Language, policy: &Policy) -> AnyView {
    let separator = if t == Language::Chinese { "，" } else { "; " };
    let rows = policy
        .score
        .criteria()
        .map(|(dimension, criterion)| {
            let unit = criterion.metric.unit();
            let steps = criterion
                .scale
                .steps
                .iter()
                .map(|step| {
                    let from = match unit {
                        Unit::Fen if step.from == 1 => "> ¥0".to_owned(),
                        Unit::Fen => format!("≥ {}", t.money_short(Money::fen(step.from))),
                        Unit::Rating => step.from.to_string(),
                        unit => format!("≥ {}", app::unit_value(t, unit, step.from)),
                    };
                    t.scale_step(from, step.points)
                })
                .collect::<Vec<_>>()
                .join(separator);
            view! {
                <tr>
                    <td class="muted">{t.dimension(dimension)}</td>
                    <th scope="row">{t.metric(criterion.metric)}</th>
                    <td class="num">{format!("{}%", criterion.weight / 100)}</td>
                    <td>{steps}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="card">
            <div class="card-head"><h2>{t.tiers_criteria()}</h2></div>
            <div class="table-wrap" tabindex="0" role="group" aria-label=t.tiers_criteria()>
                <table class="ledger is-compact is-wide">
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
