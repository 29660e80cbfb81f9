//! What was said, newest first, with how recording it and sending its summary stand.

use leptos::prelude::*;

use crate::app::{self, Desk, Minutes, Timing};
use crate::model::{CustomerId, Depth, Instant, Interaction, Occasion};
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph};
use super::super::super::session::{Panel, Session, say};
use super::super::today::action_line;
use super::{drawn, files, people};

/// Records shown before "show more".
const FIRST: usize = 20;

/// The interactions of a customer.
#[component]
pub fn Timeline(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let shown = RwSignal::new(FIRST);
    let body = drawn(id, move |t, desk, _| {
        let most = shown.get();
        let (contacts, all) = app::newest_contacts(desk.book(), id, most);
        if contacts.is_empty() {
            return view! { <p class="muted">{t.nothing_said_yet()}</p> }.into_any();
        }
        let rest = all.saturating_sub(most);
        let now = session.env().now;
        let items = contacts.iter().map(|contact| entry(t, desk, session, contact, now)).collect_view();
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
            <div class="card-head">
                <h2>{say(Language::timeline)}</h2>
                <Button
                    kind=ButtonKind::Quiet
                    icon=Glyph::Plus
                    on_press=Callback::new(move |()| session.panel.set(Some(Panel::Capture(Some(id)))))
                >
                    {say(Language::capture_open)}
                </Button>
            </div>
            {body}
        </section>
    }
}

fn entry(t: Language, desk: &Desk, session: Session, contact: &Interaction, now: Instant) -> AnyView {
    let id = contact.id;
    let today = desk.today();
    let time =
        contact.at.map(|at| desk.zone().time_of(at)).map(|(hour, minute)| format!("{hour:02}:{minute:02}"));
    let minutes = Minutes::of(contact, desk.zone(), now);
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
    let files = files::of_interaction(t, desk, session, contact.customer, id);
    let day = t.day_short(contact.day, today);
    let edit = format!("{} {day}", t.edit_record());
    view! {
        <li class:is-deep=contact.depth == Depth::Deep>
            <time datetime=contact.day.to_string()>{day.clone()} " " {time}</time>
            <div>
                <div class="timeline-head">
                    <strong>{t.channel(contact.channel)}</strong>
                    <span>{t.depth(contact.depth)}</span>
                    <span>{t.initiator(contact.initiator)}</span>
                    {(contact.occasion() != Occasion::Routine).then(|| view! { <span class="chip is-planned">{t.occasion(contact.occasion())}</span> })}
                    {contact.unanswered.then(|| view! { <span class="chip">{t.unanswered()}</span> })}
                    {chips(t, minutes)}
                    {(!contact.theme.is_empty()).then(|| view! { <span class="chip">{contact.theme.clone()}</span> })}
                    {contact.attitude.map(|attitude| view! { <span class="chip">{t.attitude(attitude)}</span> })}
                    {contact.confirmed.then(|| view! { <span class="chip is-open">{t.confirmed_mark()}</span> })}
                    {contact.cap_excuse.map(|excuse| view! { <span class="chip is-due">{t.over_cap_because(t.cap_excuse(excuse))}</span> })}
                    <span class="private">{who}</span>
                    <Button
                        kind=ButtonKind::Quiet
                        icon=Glyph::Edit
                        label=Signal::stored(edit)
                        on_press=Callback::new(move |()| session.panel.set(Some(Panel::EditRecord(id))))
                    />
                    {(!contact.unanswered).then(|| view! {
                        <Button
                            kind=ButtonKind::Quiet
                            icon=Glyph::Mail
                            label=Signal::stored(format!("{} {day}", t.summary_make()))
                            on_press=Callback::new(move |()| session.panel.set(Some(Panel::Summary(id))))
                        />
                    })}
                </div>
                <p class="prewrap">{contact.summary.clone()}</p>
                {part(t.field_needs(), &contact.needs)}
                {part(t.field_problems(), &contact.problems)}
                {part(t.field_feedback(), &contact.feedback)}
                {part(t.field_concerns(), &contact.concerns)}
                {part(t.spin_situation(), &contact.spin_situation)}
                {part(t.spin_problem(), &contact.spin_problem)}
                {part(t.spin_implication(), &contact.spin_implication)}
                {part(t.spin_payoff(), &contact.spin_payoff)}
                {files}
                {(!actions.is_empty()).then(|| view! { <ul class="actions-list">{actions}</ul> })}
            </div>
        </li>
    }
    .into_any()
}

/// How recording a contact and sending its summary stand; what is on time says nothing.
fn chips(t: Language, minutes: Minutes) -> AnyView {
    let record = match minutes.record {
        Timing::Late(hours) => Some(t.recorded_late_by(hours)),
        _ => None,
    };
    let summary = match minutes.summary {
        Some(Timing::Late(hours)) => Some(("chip is-due", t.summary_late(hours))),
        Some(Timing::Left(hours)) => Some(("chip is-planned", t.summary_left(hours))),
        Some(Timing::Missing(hours)) => Some(("chip is-overdue", t.summary_missing(hours))),
        Some(Timing::OnTime) | None => None,
    };
    view! {
        {record.map(|text| view! { <span class="chip is-due">{text}</span> })}
        {summary.map(|(class, text)| view! { <span class=class>{text}</span> })}
    }
    .into_any()
}
