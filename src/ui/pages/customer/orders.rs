//! The orders of a customer: each, their sum, and how much there was in each month.

use std::cmp::Reverse;

use leptos::prelude::*;

use crate::app;
use crate::model::{CustomerId, Day, Money, Order, PartialDate};
use crate::order;
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph};
use super::super::super::session::{Panel, Session, say};
use super::drawn;

/// Orders shown before "show more".
const FIRST: usize = 10;

/// The orders of a customer.
#[component]
pub fn Orders(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let shown = RwSignal::new(FIRST);
    let add = Callback::new(move |()| session.panel.set(Some(Panel::Order(id, None))));
    let body = drawn(id, move |t, desk, _| {
        let mut orders: Vec<_> = desk.book().orders_of(id).filter_map(|row| row.record()).collect();
        if orders.is_empty() {
            return view! { <p class="muted">{t.no_orders()}</p> }.into_any();
        }
        order::by_key(&mut orders, |order| Reverse((order.day, order.id)));
        let sum = orders.iter().fold(Money::ZERO, |sum, order| sum.plus(order.amount));
        let (most, today) = (shown.get(), desk.today());
        let chart = chart(t, &app::order_months(desk.book(), id, today));
        let rest = orders.len().saturating_sub(most);
        let summary = t.orders_summary(orders.len(), t.money(sum));
        let rows = orders
            .into_iter()
            .take(most)
            .map(|order| {
                let order_id = order.id;
                let day = t.day_short(order.day, today);
                let edit = format!("{} {day}", t.edit_order());
                view! {
                    <tr>
                        <th scope="row">{day}</th>
                        <td>
                            {order.product.clone()}
                            <span class="row-note is-block">{paid(t, &order, today)}</span>
                        </td>
                        <td class="num">{t.money(order.amount)}</td>
                        <td class="num">
                            <Button
                                kind=ButtonKind::Quiet
                                icon=Glyph::Edit
                                label=Signal::stored(edit)
                                on_press=Callback::new(move |()| session.panel.set(Some(Panel::Order(id, Some(order_id)))))
                            />
                        </td>
                    </tr>
                }
            })
            .collect_view();
        view! {
            {chart}
            <div class="table-wrap">
                <table class="ledger is-compact">
                    <caption>{summary}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t.field_order_day()}</th>
                            <th scope="col">{t.field_product()}</th>
                            <th scope="col" class="num">{t.field_amount()}</th>
                            <th scope="col"><span class="sr-only">{t.edit()}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {(rest > 0)
                .then(|| view! {
                    <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| shown.update(|most| *most += FIRST))>
                        {t.show_more(rest.min(FIRST))}
                    </Button>
                })}
        }
        .into_any()
    });
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{say(Language::orders)}</h2>
                <Button kind=ButtonKind::Quiet icon=Glyph::Plus label=say(Language::add_order) on_press=add />
            </div>
            {body}
        </section>
    }
}

/// Says how an order is paid, and whether it is: of one that says neither, nothing.
fn paid(t: Language, order: &Order, today: Day) -> String {
    let how = order.payment.map(|payment| t.payment(payment).to_owned());
    let when = match order.paid_on {
        Some(day) => Some(t.order_paid(t.day_short(day, today))),
        None => order.payment.map(|_| t.order_unpaid().to_owned()),
    };
    how.into_iter().chain(when).collect::<Vec<_>>().join(" · ")
}

/// The height of the highest column.
const HIGH: i64 = 48;

/// A column for each month, with its amount in words.
fn chart(t: Language, months: &[(Day, Money)]) -> AnyView {
    let most = months.iter().map(|(_, amount)| amount.fen).max().unwrap_or(0);
    let (Some((first, _)), Some((last, _)), true) = (months.first(), months.last(), most > 0) else {
        return ().into_any();
    };
    let month = |day: &Day| t.partial_date(PartialDate::Month(day.year(), day.month()));
    let columns = months
        .iter()
        .zip(0..)
        .map(|(entry, place): (&(Day, Money), i64)| {
            let (day, amount) = entry;
            let height = (amount.fen.saturating_mul(HIGH) / most).max(i64::from(amount.fen > 0));
            let title = t.orders_month(month(day), t.money(*amount));
            let (x, y) = (place * 10, HIGH - height);
            view! { <rect x=x y=y width="7" height=height><title>{title}</title></rect> }
        })
        .collect_view();
    let wide = i64::try_from(months.len()).unwrap_or(0) * 10;
    let label = t.orders_chart(month(first), month(last));
    view! {
        <svg class="columns" viewBox=format!("0 0 {wide} {HIGH}") role="img" aria-label=label preserveAspectRatio="none">
            {columns}
            <path d=format!("M0,{HIGH} H{wide}") />
        </svg>
    }
    .into_any()
}
