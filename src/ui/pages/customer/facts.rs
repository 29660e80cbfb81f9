//! The customer's data and key figures.

use leptos::prelude::*;

use crate::app;
use crate::facts::Metric;
use crate::model::CustomerId;
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph};
use super::super::super::session::{Panel, Session, say};
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
        let data: Vec<(&str, Option<String>)> = vec![
            (t.field_industry(), text(&customer.industry)),
            (t.field_size(), text(&customer.size)),
            (t.field_kind(), customer.customer_kind.map(|kind| t.customer_kind(kind).to_owned())),
            (t.field_stage(), customer.stage.map(|stage| t.stage(stage).to_owned())),
            (t.field_owner(), owner),
            (t.field_source(), customer.source.map(|source| t.source(source).to_owned())),
            (t.field_referred_by(), referrer),
            (t.field_since(), customer.since.map(|since| t.partial_date(since))),
            (t.stated_band(), customer.stated_band.map(|band| t.value_band(band).to_owned())),
            (t.registered_on(), Some(t.day_short(registered, today))),
            (t.field_remark(), text(&customer.remark)),
        ];
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
        let tags =
            customer.tags.iter().map(|tag| view! { <span class="chip">{tag.clone()}</span> }).collect_view();
        view! {
            <div class="cluster">{tags}</div>
            <dl class="facts">
                {data
                    .into_iter()
                    .map(|(label, value)| {
                        let unknown = value.is_none();
                        view! { <dt>{label}</dt><dd class:muted=unknown>{value.unwrap_or_else(|| t.none().to_owned())}</dd> }
                    })
                    .collect_view()}
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
