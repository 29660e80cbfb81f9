//! What to know before a call: last words, promises both ways, open needs, risks (A1.13, A4.17).

use leptos::prelude::*;

use crate::app::{self, Brief};
use crate::model::{CustomerId, ProfileField, Promise};
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
        let (today, brief) = (desk.today(), Brief::of(desk, customer));
        let last = brief.last.as_ref().map(|contact| {
            let who = people::names(desk, contact);
            let when = t.last_said(t.day_short(contact.day, today), t.channel(contact.channel));
            view! {
                <p class="muted small">{when} " " <span class="private">{who}</span></p>
                <p class="prewrap">{contact.summary.clone()}</p>
            }
            .into_any()
        });
        let group = |title: &'static str, promise: Option<Promise>| {
            let lines: Vec<AnyView> =
                brief.promised(promise).map(|action| action_line(t, session, action, false)).collect();
            (!lines.is_empty()).then(|| view! { <h3>{title}</h3> <ul class="actions-list">{lines}</ul> })
        };
        let noted = |label: &'static str, text: &str| {
            let text = text.to_owned();
            (!text.is_empty())
                .then(|| view! { <li><span class="muted small">{label}</span> " " {text}</li> }.into_any())
        };
        let wants: Vec<AnyView> = noted(t.field_key_need(), &brief.key_need)
            .into_iter()
            .chain(brief.needs.iter().take(NEEDS).map(|need| needs::short_line(t, need, today)))
            .chain(noted(t.profile_field(ProfileField::Rivals), &brief.rivals))
            .collect();
        let suggested = brief.goal.as_ref().map(|goal| view! { <p class="strong">{goal.told(t)}</p> });
        let again = brief
            .repeated
            .as_ref()
            .map(|theme| view! { <p class="hint is-warned">{t.theme_again(theme)}</p> });
        let risks = (!brief.risks.is_empty()).then(|| {
            let lines = brief
                .risks
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
            {brief.actions.is_empty().then(|| view! { <h3>{t.open_promises()}</h3> <p class="muted">{t.nothing_open()}</p> })}
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
