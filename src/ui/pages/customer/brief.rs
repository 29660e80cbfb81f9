//! What to know before a call: last words, promises both ways, open needs, risks (A1.13).

use std::cmp::Reverse;

use leptos::prelude::*;

use crate::app;
use crate::model::{CustomerId, Interaction, NextAction, Promise};
use crate::order;
use crate::text::Language;

use super::super::super::session::{Session, say};
use super::super::today::action_line;
use super::{drawn, needs, people};

/// How many needs are shown.
const NEEDS: usize = 4;

/// The last words, the open next actions, the needs that wait for an answer, and what threatens.
#[component]
pub fn BeforeYouCall(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let body = drawn(id, move |t, desk, customer| {
        let today = desk.today();
        // Only the newest is read whole: heads tell which it is.
        let answered = desk.book().interactions_of(id).filter(|row| !row.unanswered);
        let newest = answered.map(|row| row.day).max();
        let on_day = desk.book().interactions_of(id).filter(|row| Some(row.day) == newest && !row.unanswered);
        let last = on_day.filter_map(|row| row.record()).max_by_key(|contact| (contact.at, contact.recorded));
        let last = last.map(|contact: Interaction| {
            let who = people::names(desk, &contact);
            let when = t.last_said(t.day_short(contact.day, today), t.channel(contact.channel));
            view! {
                <p class="muted small">{when} " " <span class="private">{who}</span></p>
                <p class="prewrap">{contact.summary}</p>
            }
            .into_any()
        });
        let mut actions: Vec<NextAction> = desk
            .book()
            .next_actions_of(id)
            .filter(|action| action.is_open() || action.is_to_be_told())
            .collect();
        order::by_key(&mut actions, |action| (action.due.is_none(), action.due, action.id));
        let group = |title: &'static str, promise: Option<Promise>| {
            let lines: Vec<AnyView> = actions
                .iter()
                .filter(|action| action.promise == promise)
                .map(|action| action_line(t, session, action, false))
                .collect();
            (!lines.is_empty()).then(|| view! { <h3>{title}</h3> <ul class="actions-list">{lines}</ul> })
        };
        let mut open: Vec<_> = desk.book().needs_of(id).filter(|need| need.is_open()).collect();
        order::by_key(&mut open, |need| Reverse(need.day));
        let mut wants: Vec<AnyView> =
            open.iter().take(NEEDS).map(|need| needs::short_line(t, need, today)).collect();
        if !customer.key_need.is_empty() {
            let label = t.field_key_need();
            let text = customer.key_need.clone();
            wants
                .insert(0, view! { <li><span class="muted small">{label}</span> " " {text}</li> }.into_any());
        }
        let suggested = app::suggestion(desk.book(), id, today)
            .map(|suggestion| view! { <p class="strong">{suggestion.told(t)}</p> });
        let again = app::repeated_theme(desk.book(), id)
            .map(|theme| view! { <p class="hint is-warned">{t.theme_again(theme)}</p> });
        let risks: Vec<app::Risk> =
            app::risk_lines(desk, customer).into_iter().map(|line| line.risk).collect();
        let risks = (!risks.is_empty()).then(|| {
            let lines = risks
                .iter()
                .map(|risk| view! { <li><span class="chip is-overdue">{app::risk(t, risk, today)}</span></li> })
                .collect_view();
            view! { <h3>{t.risks_title()}</h3> <ul class="plain-list">{lines}</ul> }
        });
        view! {
            <h3>{t.last_words()}</h3>
            {last.unwrap_or_else(|| view! { <p class="muted">{t.nothing_said_yet()}</p> }.into_any())}
            {again}
            {risks}
            {group(t.promises_ours(), Some(Promise::Ours))}
            {group(t.promises_theirs(), Some(Promise::Theirs))}
            {group(t.open_promises(), None)}
            {actions.is_empty().then(|| view! { <h3>{t.open_promises()}</h3> <p class="muted">{t.nothing_open()}</p> })}
            <h3>{t.open_needs_title()}</h3>
            {suggested}
            {if wants.is_empty() {
                view! { <p class="muted">{t.no_needs_on_list()}</p> }.into_any()
            } else {
                view! { <ul class="plain-list">{wants}</ul> }.into_any()
            }}
        }
        .into_any()
    });
    view! {
        <section class="card brief">
            <div class="card-head"><h2>{say(Language::before_you_call)}</h2></div>
            {body}
        </section>
    }
}
