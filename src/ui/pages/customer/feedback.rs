//! Complaints with their course, suggestions, and what surveys answered (A0.14, A1.21, A2.29).

use std::cmp::Reverse;

use leptos::prelude::*;

use crate::model::{CustomerId, Day, Feedback};
use crate::order;
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph};
use super::super::super::session::{Panel, Session, say};
use super::drawn;

/// All feedback of a customer, open complaints first.
#[component]
pub fn FeedbackList(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let add = Callback::new(move |()| session.panel.set(Some(Panel::Feedback(id, None))));
    let body = drawn(id, move |t, desk, _| {
        let mut all: Vec<Feedback> = desk.book().feedback_of(id).collect();
        if all.is_empty() {
            return view! { <p class="muted">{t.no_feedback()}</p> }.into_any();
        }
        order::by_key(&mut all, |one| (!one.is_open_complaint(), Reverse(one.day)));
        let today = desk.today();
        let name = |one: &Feedback| {
            one.owner.and_then(|owner| desk.book().people().get(owner)).map(|who| who.name.clone())
        };
        let lines = all.iter().map(|one| line(t, session, one, name(one), today)).collect_view();
        view! { <ul class="plain-list is-spaced">{lines}</ul> }.into_any()
    });
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{say(Language::feedback_title)}</h2>
                <Button kind=ButtonKind::Quiet icon=Glyph::Plus label=say(Language::add_feedback) on_press=add />
            </div>
            {body}
        </section>
    }
}

fn line(t: Language, session: Session, one: &Feedback, owner: Option<String>, today: Day) -> AnyView {
    let (id, customer) = (one.id, one.customer);
    let day = t.day_short(one.day, today);
    let edit = format!("{} {} {day}", t.edit(), t.feedback_sort(one.sort));
    let late = one.promised.filter(|_| one.is_open_complaint()).map(|by| today.days_since(by));
    let state = match (one.is_complaint(), one.resolved) {
        (true, Some(on)) => Some(("chip", t.feedback_took(on.days_since(one.day)))),
        (true, None) => Some(match late {
            Some(days) if days > 0 => ("chip is-overdue", t.feedback_late(days)),
            _ => ("chip is-due", t.feedback_open().to_owned()),
        }),
        (false, _) => None,
    };
    let part = |label: &'static str, text: &str| {
        (!text.is_empty()).then(|| view! { <span class="row-note is-block">{t.labelled(label, text)}</span> })
    };
    let promised = one.promised.filter(|_| one.resolved.is_none()).map(|by| t.day_short(by, today));
    view! {
        <li class="need">
            <span class="grow">
                <span class="strong">{t.feedback_sort(one.sort)}</span> " " <span class="prewrap">{one.text.clone()}</span> " "
                <span class="row-note">{day} {owner.map(|owner| format!(" · {owner}"))}</span>
                {promised.map(|by| part(t.feedback_promised(), &by))}
                {part(t.feedback_cause(), &one.cause)}
                {part(t.feedback_resolution(), &one.resolution)}
            </span>
            {one.satisfaction.map(|mark| view! { <span class="chip">{t.satisfaction_mark(mark.get())}</span> })}
            {one.nps.map(|mark| view! { <span class="chip">{t.nps_mark(mark.get())}</span> })}
            {state.map(|(class, text)| view! { <span class=class>{text}</span> })}
            <Button
                kind=ButtonKind::Quiet
                icon=Glyph::Edit
                label=Signal::stored(edit)
                on_press=Callback::new(move |()| session.panel.set(Some(Panel::Feedback(customer, Some(id)))))
            />
        </li>
    }
    .into_any()
}
