//! The pool (公海): who is about to be given up, who may be, and who waits to be taken.

use leptos::prelude::*;

use crate::app::{Command, Desk, Idle, Pool, Route, give_to_pool, pool, take_from_pool};
use crate::model::CustomerId;
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, use_language};
use super::super::super::live::live;
use super::super::super::session::{Session, say};

/// No more customers of one list are shown; the rest are counted.
const SHOWN: usize = 50;

/// The lists of the pool; nothing where the policy has none.
#[component]
pub fn PoolCard() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let card = move || {
        let t = language.get();
        session.read(|desk| pool(desk).map(|pool| lists(t, session, desk, pool))).flatten().map(|lists| {
            view! {
                <section class="card stack" aria-label=t.pool_title()>
                    <div class="card-head"><h2>{say(Language::pool_title)}</h2></div>
                    <p class="hint">{say(Language::pool_text)}</p>
                    {lists}
                </section>
            }
        })
    };
    live(card)
}

fn give(session: Session, customers: &[CustomerId]) {
    let mut env = session.env();
    if let Some(tried) = session.peek(|desk| give_to_pool(desk, customers, &mut env)) {
        session.send(Command::Tried(tried));
    }
}

fn take_it(session: Session, id: CustomerId) {
    let mut env = session.env();
    if let Some(tried) = session.peek(|desk| take_from_pool(desk, id, &mut env)) {
        session.send(Command::Tried(tried));
    }
}

fn lists(t: Language, session: Session, desk: &Desk, pool: Pool) -> AnyView {
    let Pool { warned, ripe, free } = pool;
    if warned.is_empty() && ripe.is_empty() && free.is_empty() {
        return view! { <p class="muted">{t.pool_none()}</p> }.into_any();
    }
    let today = desk.today();
    let customer = |id: CustomerId| desk.book().customers().get(id);
    let who = |id: Option<crate::model::PersonId>| {
        let person = id.and_then(|id| desk.book().people().get(id));
        person.map_or_else(|| t.no_owner().to_owned(), |person| person.name.clone())
    };
    let link = |id: CustomerId| {
        let name = customer(id).map(|customer| customer.name.clone()).unwrap_or_default();
        view! { <a class="row-title" href=Route::Customer(id).href()>{name}</a> }
    };
    let owner = |id: CustomerId| who(customer(id).and_then(|customer| customer.owner));
    let soon = warned.iter().take(SHOWN).map(|idle: &Idle| {
        let note = format!("{} · {}", t.pool_idle(idle.days), t.pool_left(idle.left));
        view! { <li class="cluster">{link(idle.customer)} <span class="row-note">{owner(idle.customer)} " · " {note}</span></li> }
    });
    let past = ripe.iter().take(SHOWN).map(|idle| {
        let id = idle.customer;
        let name = customer(id).map(|customer| customer.name.clone()).unwrap_or_default();
        let give = Callback::new(move |()| give(session, &[id]));
        view! {
            <li class="cluster">
                {link(id)} <span class="row-note">{owner(id)} " · " {t.pool_idle(idle.days)}</span>
                <Button kind=ButtonKind::Quiet label=t.pool_give_one(name) on_press=give>{t.pool_give_short()}</Button>
            </li>
        }
    });
    let waiting = free.iter().take(SHOWN).filter_map(|id| {
        let (id, found) = (*id, customer(*id)?);
        let since = found.pooled.map(|day| t.pool_since(t.day_short(day, today)));
        let take = Callback::new(move |()| take_it(session, id));
        Some(view! {
            <li class="cluster">
                {link(id)} <span class="row-note">{who(found.pooled_from)} " · " {since}</span>
                <Button label=t.pool_take_one(&found.name) on_press=take>{t.pool_take()}</Button>
            </li>
        })
    });
    let all: Vec<CustomerId> = ripe.iter().map(|idle| idle.customer).collect();
    let give_all = Callback::new(move |()| give(session, &all));
    let more = |count: usize| {
        let more = count.saturating_sub(SHOWN);
        (more > 0).then(|| view! { <p class="muted">{t.and_more(more)}</p> })
    };
    view! {
        {(!free.is_empty()).then(|| view! {
            <h3>{t.pool_free(free.len())}</h3> <ul class="plain-list">{waiting.collect_view()}</ul> {more(free.len())}
        })}
        {(!ripe.is_empty()).then(|| view! {
            <h3>{t.pool_ripe(ripe.len())}</h3> <ul class="plain-list">{past.collect_view()}</ul> {more(ripe.len())}
            <div><Button on_press=give_all>{t.pool_give()}</Button></div>
        })}
        {(!warned.is_empty()).then(|| view! {
            <h3>{t.pool_warned(warned.len())}</h3> <ul class="plain-list">{soon.collect_view()}</ul> {more(warned.len())}
        })}
    }
    .into_any()
}
