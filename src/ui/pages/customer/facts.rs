//! The customer's data and key figures.

use leptos::prelude::*;

use crate::app::{self, Editable};
use crate::facts::Metric;
use crate::model::CustomerId;
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph};
use super::super::super::session::{Panel, Session, say};
use super::super::in_place::InPlace;
use super::drawn;

/// The figures that are shown beside those of the score.
const FIGURES: [Metric; 7] = [
    Metric::CumulativeAmount,
    Metric::AmountIn12Months,
    Metric::OrdersIn6Months,
    Metric::OrdersIn6MonthsBefore,
    Metric::OrderTrendPercent,
    Metric::MonthsSinceLastOrder,
    Metric::DaysSinceContact,
];

/// Master data and key figures with where they come from.
#[component]
pub fn Facts(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let edit = Callback::new(move |()| session.panel.set(Some(Panel::Customer(Some(id)))));
    let place = InPlace::new();
    let body = drawn(id, move |t, desk, customer| {
        let today = desk.today();
        let book = desk.book();
        let owner =
            customer.owner.and_then(|owner| book.people().get(owner)).map(|person| person.name.clone());
        let referrer = customer
            .referred_by
            .and_then(|id| book.customers().get(id))
            .map(|customer| customer.name.clone());
        let registered = desk.zone().day_of(customer.registered);
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let tags = Some(customer.tags.join(t.list_comma())).filter(|tags| !tags.is_empty());
        let data: Vec<(&'static str, Editable, Option<String>)> = vec![
            (t.field_industry(), Editable::Industry, text(&customer.industry)),
            (t.field_size(), Editable::Size, text(&customer.size)),
            (
                t.field_kind(),
                Editable::Kind,
                customer.customer_kind.map(|kind| t.customer_kind(kind).to_owned()),
            ),
            (t.field_stage(), Editable::Stage, customer.stage.map(|stage| t.stage(stage).to_owned())),
            (t.field_owner(), Editable::Owner, owner),
            (
                t.field_source(),
                Editable::Source,
                customer.source.map(|source| app::source_name(t, desk.book(), source)),
            ),
            (t.field_referred_by(), Editable::ReferredBy, referrer),
            (t.field_since(), Editable::Since, customer.since.map(|since| t.partial_date(since))),
            (t.field_key_need(), Editable::KeyNeed, text(&customer.key_need)),
            (t.history_tags(), Editable::Tags, tags),
            (t.field_remark(), Editable::Remark, text(&customer.remark)),
        ];
        let band = customer.stated_band.map(|band| t.value_band(band));
        let facts = desk.facts(customer);
        let figures = FIGURES
            .into_iter()
            .map(|metric| {
                let fact = facts.get(metric);
                let value = fact.map_or_else(
                    || t.value_unknown().to_owned(),
                    |fact| app::unit_value(t, metric.unit(), fact.value),
                );
                let source = fact.map(|fact| app::origin(t, &fact, today));
                view! {
                    <dt>{t.metric(metric)}</dt>
                    <dd title=source.unwrap_or_default() class:muted=fact.is_none()>{value}</dd>
                }
            })
            .collect_view();
        view! {
            <dl class="facts">
                {data
                    .into_iter()
                    .map(|(label, field, value)| {
                        view! { <dt>{label}</dt><dd>{place.value(t, desk, customer, field, label, value)}</dd> }
                    })
                    .collect_view()}
                {band.map(|band| view! { <dt>{t.stated_band()}</dt><dd>{band}</dd> })}
                <dt>{t.registered_on()}</dt><dd>{t.day_short(registered, today)}</dd>
            </dl>
            <h3>{t.metrics()}</h3>
            <dl class="facts">{figures}</dl>
        }
        .into_any()
    });
    view! {
        <section class="card brief">
            <div class="card-head">
                <h2>{say(Language::facts)}</h2>
                <Button kind=ButtonKind::Quiet icon=Glyph::Edit label=say(Language::edit_customer) on_press=edit />
            </div>
            {body}
        </section>
    }
}
