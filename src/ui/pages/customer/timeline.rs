//! What was said, newest first; and the orders.

use std::cmp::Reverse;

use leptos::prelude::*;

use crate::app::Desk;
use crate::model::{CustomerId, Depth, Interaction, Money, Occasion};
use crate::order;
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph};
use super::super::super::session::{Panel, Session, say};
use super::super::today::action_line;
use super::{drawn, people};

/// Records and orders shown before "show more".
const FIRST: usize = 20;
/// A record completed later than this after the contact counts as late (A3.10, ruling 8).
const LATE_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// The interactions of a customer.
#[component]
pub fn Timeline(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let shown = RwSignal::new(FIRST);
    let body = drawn(id, move |t, desk, _| {
        let mut contacts: Vec<Interaction> =
            desk.book().interactions_of(id).filter_map(|row| row.record()).collect();
        order::by_key(&mut contacts, |contact| Reverse((contact.day, contact.at, contact.recorded)));
        if contacts.is_empty() {
            return view! { <p class="muted">{t.nothing_said_yet()}</p> }.into_any();
        }
        let most = shown.get();
        let rest = contacts.len().saturating_sub(most);
        let items = contacts.iter().take(most).map(|contact| entry(t, desk, session, contact)).collect_view();
        view! {
            <ol class="timeline">{items}</ol>
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
            <div class="card-head"><h2>{say(Language::timeline)}</h2></div>
            {body}
        </section>
    }
}

fn entry(t: Language, desk: &Desk, session: Session, contact: &Interaction) -> AnyView {
    let id = contact.id;
    let today = desk.today();
    let time =
        contact.at.map(|at| desk.zone().time_of(at)).map(|(hour, minute)| format!("{hour:02}:{minute:02}"));
    let late = contact.at.is_some_and(|at| contact.recorded.millis() - at.millis() > LATE_MILLIS);
    let (theirs, ours) = (people::names(desk, contact), people::ours(desk, contact));
    let who = [theirs, ours].into_iter().filter(|names| !names.is_empty()).collect::<Vec<_>>().join(" / ");
    let part = |label: &'static str, text: &str| {
        (!text.is_empty()).then(|| view! { <p class="prewrap"><span class="muted small">{label}</span> " " {text.to_owned()}</p> })
    };
    let actions = desk
        .book()
        .next_actions_of(contact.customer)
        .filter(|action| action.interaction == Some(id))
        .map(|action| action_line(t, session, &action, false))
        .collect::<Vec<_>>();
    let day = t.day_short(contact.day, today);
    let edit = format!("{} {day}", t.edit_record());
    view! {
        <li class:is-deep=contact.depth == Depth::Deep>
            <time datetime=contact.day.to_string()>{day} " " {time}</time>
            <div>
                <div class="timeline-head">
                    <strong>{t.channel(contact.channel)}</strong>
                    <span>{t.depth(contact.depth)}</span>
                    <span>{t.initiator(contact.initiator)}</span>
                    {(contact.occasion() != Occasion::Routine).then(|| view! { <span class="chip is-planned">{t.occasion(contact.occasion())}</span> })}
                    {contact.unanswered.then(|| view! { <span class="chip">{t.unanswered()}</span> })}
                    {late.then(|| view! { <span class="chip is-due">{t.recorded_late()}</span> })}
                    {contact.cap_excuse.map(|excuse| view! { <span class="chip is-due">{t.over_cap_because(t.cap_excuse(excuse))}</span> })}
                    <span>{who}</span>
                    <Button
                        kind=ButtonKind::Quiet
                        icon=Glyph::Edit
                        label=Signal::stored(edit)
                        on_press=Callback::new(move |()| session.panel.set(Some(Panel::EditRecord(id))))
                    />
                </div>
                <p class="prewrap">{contact.summary.clone()}</p>
                {part(t.field_needs(), &contact.needs)}
                {part(t.field_problems(), &contact.problems)}
                {part(t.field_feedback(), &contact.feedback)}
                {(!actions.is_empty()).then(|| view! { <ul class="actions-list">{actions}</ul> })}
            </div>
        </li>
    }
    .into_any()
}

/// The orders of a customer.
#[component]
pub fn Orders(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let shown = RwSignal::new(FIRST / 2);
    let add = Callback::new(move |()| session.panel.set(Some(Panel::Order(id, None))));
    let body = drawn(id, move |t, desk, _| {
        let mut orders: Vec<_> = desk.book().orders_of(id).filter_map(|row| row.record()).collect();
        if orders.is_empty() {
            return view! { <p class="muted">{t.no_orders()}</p> }.into_any();
        }
        order::by_key(&mut orders, |order| Reverse((order.day, order.id)));
        let sum = orders.iter().fold(Money::ZERO, |sum, order| sum.plus(order.amount));
        let (most, today) = (shown.get(), desk.today());
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
                        <td>{order.product.clone()}</td>
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
