//! How many customers, how much money and how much effort lie in each tier.

use leptos::prelude::*;

use crate::app::{self, Route, Service, TierFilter, TierShare, distribution, service};
use crate::model::Money;
use crate::policy::{Policy, TierPlace};
use crate::text::Language;
use crate::tiering::Outcome;

use super::super::super::components::{Glyph, Icon};
use super::super::super::marks::tier_badge;
use super::super::super::session::Session;

/// Draws the spread of a scheme; each row leads to its customers.
pub fn spread(t: Language, session: Session, place: usize) -> AnyView {
    session
        .read(|desk| {
            let shares = distribution(desk, place);
            let comparing = desk.yardstick().compares(place) && !desk.is_settled();
            if comparing {
                return view! { <section class="card"><p class="muted" role="status">{t.comparing()}</p></section> }
                    .into_any();
            }
            table(t, session, desk.policy(), place, &shares)
        })
        .unwrap_or_else(|| ().into_any())
}

/// Writes a share of a whole as a decimal.
fn thousandths(part: i64, whole: i64) -> String {
    let share = i128::from(part) * 1_000 / i128::from(whole.max(1));
    format!("{}.{:03}", share / 1_000, share % 1_000)
}

fn table(t: Language, session: Session, policy: &Policy, place: usize, shares: &[TierShare]) -> AnyView {
    let Some(scheme) = policy.schemes.get(place) else { return ().into_any() };
    let scheme_place = u8::try_from(place).unwrap_or(0);
    let most = shares.iter().map(|share| share.count).max().unwrap_or(0).max(1);
    let most_fen = shares.iter().map(|share| share.amount_fen).max().unwrap_or(0).max(1);
    let rows = shares
        .iter()
        .map(|share| {
            let outcome = share.tier.map_or(Outcome::Undetermined, Outcome::Certain);
            let (filter, name) = match share.tier {
                Some(tier) => {
                    let filter = TierFilter::Only(TierPlace { scheme: scheme_place, tier });
                    (filter, app::tier_name(t, scheme, tier))
                }
                None => (TierFilter::Undetermined(scheme_place), t.tier_undetermined_short().to_owned()),
            };
            let label = t.tiers_show(&name);
            let by_count = thousandths(share.count as i64, most as i64);
            let by_amount = thousandths(share.amount_fen.max(0), most_fen);
            let each = i64::try_from(share.count).ok().filter(|count| *count > 0).map(|count| {
                let tenths = share.contacts_12 * 10 / count;
                format!("{}.{}", tenths / 10, tenths % 10)
            });
            let mut notes = Vec::new();
            if share.uncertain > 0 {
                notes.push(t.tiers_open_count(share.uncertain));
            }
            if share.by_hand > 0 {
                notes.push(t.tiers_by_hand_count(share.by_hand));
            }
            view! {
                <tr>
                    <th scope="row">
                        <span class="cluster">
                            {tier_badge(t, policy, place, outcome)}
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
                    <td class="num">{each}</td>
                    <td class="muted is-note">{notes.join(t.list_comma())}</td>
                </tr>
            }
        })
        .collect_view();
    let name = |tier| app::tier_name(t, scheme, tier);
    let warning = service(shares).map(|found| match found {
        Service::Equal => t.service_equal().to_owned(),
        Service::Inverted { better, worse } => t.service_inverted(name(worse), name(better)),
    });
    view! {
        <section class="card">
            <div class="card-head"><h2>{t.tiers_distribution()}</h2></div>
            {warning.map(|warning| view! {
                <div class="notice is-warning" role="note"><Icon name=Glyph::Alert /><p>{warning}</p></div>
            })}
            <div class="table-wrap" tabindex="0" role="group" aria-label=t.tiers_distribution()>
                <table class="ledger">
                    <thead>
                        <tr>
                            <th scope="col">{t.col_tier()}</th>
                            <th scope="col" class="num">{t.nav_customers()}</th>
                            <th scope="col" class="bar-cell"><span class="sr-only">{t.tiers_distribution()}</span></th>
                            <th scope="col" class="num">{t.tiers_amount()}</th>
                            <th scope="col" class="bar-cell"><span class="sr-only">{t.tiers_distribution()}</span></th>
                            <th scope="col" class="num">{t.contacts_each()}</th>
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
