//! The needs of a customer (客户需求清单).

use std::cmp::Reverse;

use leptos::prelude::*;

use crate::model::{CustomerId, Day, Need};
use crate::order;
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph};
use super::super::super::session::{Panel, Session, say};
use super::drawn;

/// Needs shown before "show more"; in the overview, of those that wait for an answer.
const FIRST: usize = 30;
const IN_OVERVIEW: usize = 6;

/// The needs, those that wait for an answer first; `brief` leaves out those that are settled.
#[component]
pub fn Needs(id: CustomerId, brief: bool) -> impl IntoView {
    let session = Session::use_here();
    let shown = RwSignal::new(if brief { IN_OVERVIEW } else { FIRST });
    let add = Callback::new(move |()| session.panel.set(Some(Panel::Need(id, None))));
    let body = drawn(id, move |t, desk, _| {
        let mut needs: Vec<Need> = desk.book().needs_of(id).collect();
        order::by_key(&mut needs, |need| (!need.is_open(), Reverse(need.day)));
        let closed = needs.iter().filter(|need| !need.is_open()).count();
        if brief {
            needs.retain(Need::is_open);
        }
        let (most, today) = (shown.get(), desk.today());
        let rest = needs.len().saturating_sub(most);
        let list = needs.iter().take(most).map(|need| line(t, session, need, today)).collect_view();
        view! {
            {needs.is_empty().then(|| view! { <p class="muted">{t.no_needs_on_list()}</p> })}
            <ul class="plain-list is-spaced">{list}</ul>
            {(brief && closed > 0).then(|| view! { <p class="hint">{t.needs_closed(closed)}</p> })}
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
                <h2>{say(Language::needs_of_customer)}</h2>
                <Button kind=ButtonKind::Quiet icon=Glyph::Plus label=say(Language::add_need) on_press=add />
            </div>
            {body}
        </section>
    }
}

/// One need in few words.
pub fn short_line(t: Language, need: &Need, today: Day) -> AnyView {
    let sort = if need.is_problem { t.need_problem() } else { t.need_need() };
    let day = t.day_short(need.day, today);
    view! {
        <li><span class="muted small">{sort}</span> " " {need.text.clone()} " " <span class="row-note">{day}</span></li>
    }
    .into_any()
}

/// One need: what it is, about what, whose it is, how far it is, and the answer.
pub fn line(t: Language, session: Session, need: &Need, today: Day) -> AnyView {
    let (id, customer) = (need.id, need.customer);
    let sort = if need.is_problem { t.need_problem() } else { t.need_need() };
    let status = if need.is_open() { "chip is-due" } else { "chip" };
    let edit = Callback::new(move |()| session.panel.set(Some(Panel::Need(customer, Some(id)))));
    let named = format!("{} {}", t.edit(), need.text);
    view! {
        <li class="need">
            <span class="grow">
                <span class="muted small">{sort}</span> " " <span>{need.text.clone()}</span> " "
                <span class="row-note">
                    {t.day_short(need.day, today)}
                    {need.category.map(|category| format!(" · {}", t.need_category(category)))}
                    {(!need.department.is_empty()).then(|| format!(" · {}", need.department))}
                    {need.is_implied.then(|| format!(" · {}", t.need_is_implied()))}
                </span>
                {(!need.answer.is_empty()).then(|| {
                    let on = need.answered.map(|day| t.day_short(day, today)).unwrap_or_default();
                    view! { <span class="row-note is-block">{t.labelled(t.need_answer(), &need.answer)} " " {on}</span> }
                })}
            </span>
            <span class=status>{t.need_status(need.status())}</span>
            <Button kind=ButtonKind::Quiet icon=Glyph::Edit label=Signal::stored(named) on_press=edit />
        </li>
    }
    .into_any()
}
