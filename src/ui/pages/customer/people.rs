//! The customer's contacts and the roles they cover.

use leptos::prelude::*;

use crate::app::{self, Desk, RoleMap};
use crate::model::{Contact, CustomerId, Day, DecisionRole, Interaction};
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph};
use super::super::super::marks::no_contact_mark;
use super::super::super::session::{Panel, Session, say};
use super::super::due::contact_link;
use super::drawn;

/// Contacts with role, how long ago each was spoken to, telephone and mail; roles that nobody covers are named
/// (A3.14).
#[component]
pub fn People(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let add = Callback::new(move |()| session.panel.set(Some(Panel::Contact(id, None))));
    let body = drawn(id, move |t, desk, customer| {
        let contacts: Vec<_> = desk.book().contacts_of(id).collect();
        if contacts.is_empty() {
            return view! { <p class="muted">{t.no_contacts_title()}</p> }.into_any();
        }
        let (map, today) = (RoleMap::of(desk.book(), id), desk.today());
        let lines = contacts
            .into_iter()
            .map(|contact| {
                let contact_id = contact.id;
                let edit = format!("{} {}", t.edit(), contact.name);
                view! {
                    <li class="person" class:is-done=contact.has_left>
                        <span class="grow">
                            <span class="strong">{contact.name.clone()}</span> " " {contact.title.clone()}
                            <span class="row-note">
                                {contact.role.map(|role| format!(" {}", t.decision_role(role)))}
                                {contact.has_left.then(|| format!(" {}", t.has_left()))}
                                {(!contact.has_left).then(|| format!(" · {}", spoken(t, map.last_spoken(contact_id), today)))}
                            </span>
                            {about(t, desk, &contact, today)}
                            {(!contact.phone.is_empty()).then(|| view! { <span class="row-note num">" " {contact.phone.clone()}</span> })}
                        </span>
                        {(!contact.phone.is_empty())
                            .then(|| contact_link("tel:", contact.phone.clone(), Glyph::Phone, |t, number| t.call_number(number), t))}
                        {(!contact.email.is_empty())
                            .then(|| contact_link("mailto:", contact.email.clone(), Glyph::Mail, |t, address| t.write_to(address), t))}
                        <Button
                            kind=ButtonKind::Quiet
                            icon=Glyph::Edit
                            label=Signal::stored(edit)
                            on_press=Callback::new(move |()| session.panel.set(Some(Panel::Contact(id, Some(contact_id)))))
                        />
                    </li>
                }
            })
            .collect_view();
        view! {
            {no_contact_mark(t, customer, today).map(|mark| view! { <p>{mark}</p> })}
            <ul class="people-list">{lines}</ul>
            {gaps(t, &map)}
        }
        .into_any()
    });
    view! {
        <section class="card brief">
            <div class="card-head">
                <h2>{say(Language::people_and_roles)}</h2>
                <Button kind=ButtonKind::Quiet icon=Glyph::Plus label=say(Language::add_contact) on_press=add />
            </div>
            {body}
        </section>
    }
}

/// What else is known of a person: area, birthday, and the tip card of their type (A2.13).
fn about(t: Language, desk: &Desk, contact: &Contact, today: Day) -> AnyView {
    let birthday = contact.birthday.map(|birthday| {
        let soon = app::birthday_soon(birthday, today).map(|days| match days {
            0 => t.birthday_today().to_owned(),
            days => t.birthday_in(days),
        });
        view! {
            <span class="row-note is-block">
                {t.labelled(t.field_birthday(), app::birthday_text(t, birthday))}
                {soon.map(|soon| view! { " " <span class="chip is-due">{soon}</span> })}
            </span>
        }
    });
    let card = contact.buyer_type.and_then(|id| app::buyer_type(t, desk.book(), id)).map(|card| {
        let card = card.card;
        let part = |label: &'static str, text: String| {
            (!text.is_empty())
                .then(|| view! { <p class="prewrap"><span class="strong">{label}</span> " " {text}</p> })
        };
        view! {
            <details class="tip">
                <summary aria-label=t.type_tip_of(&card.name)>{card.name.clone()}</summary>
                {part(t.type_signs(), card.signs)}
                {part(t.type_handling(), card.handling)}
            </details>
        }
    });
    let area = (!contact.area.is_empty()).then(
        || view! { <span class="row-note is-block">{t.labelled(t.field_area(), &contact.area)}</span> },
    );
    view! { {area} {birthday} {card} }.into_any()
}

/// What the role map lacks: roles that nobody covers, nobody who decides, only one person known.
fn gaps(t: Language, map: &RoleMap) -> AnyView {
    let missing: Vec<AnyView> = map
        .gaps()
        .map(|role| {
            view! { <li><span class="chip is-due">{t.role_gap(t.decision_role(role))}</span></li> }.into_any()
        })
        .collect();
    let no_decider = map.gaps().any(|role| role == DecisionRole::Decider);
    view! {
        {(!missing.is_empty()).then(|| view! { <ul class="cluster plain-list is-row" aria-label=t.role_gaps()>{missing}</ul> })}
        {no_decider.then(|| view! { <p class="hint is-warned">{t.no_decider()}</p> })}
        {map.only_one_known.then(|| view! { <p class="hint is-warned">{t.only_one_known()}</p> })}
    }
    .into_any()
}

/// Says how long ago a person was spoken to.
fn spoken(t: Language, last: Option<Day>, today: Day) -> String {
    match last.map(|last| today.days_since(last)) {
        None => t.spoken_never().to_owned(),
        Some(0) => t.spoken_today().to_owned(),
        Some(days) => t.spoken_days(days),
    }
}

/// Returns the names of the customer's people who took part.
pub fn names(desk: &Desk, contact: &Interaction) -> String {
    let known = contact.contacts.iter().filter_map(|id| desk.book().contacts().get(*id)).map(|person| {
        if person.title.is_empty() {
            person.name.clone()
        } else {
            format!("{} {}", person.name, person.title)
        }
    });
    let written = Some(contact.contacts_as_written.clone()).filter(|written| !written.is_empty());
    known.chain(written).collect::<Vec<_>>().join("、")
}

/// Returns the names of our people who took part.
pub fn ours(desk: &Desk, contact: &Interaction) -> String {
    let known = contact
        .people
        .iter()
        .filter_map(|id| desk.book().people().get(*id))
        .map(|person| person.name.clone());
    let written = Some(contact.people_as_written.clone()).filter(|written| !written.is_empty());
    known.chain(written).collect::<Vec<_>>().join("、")
}
