//! Master data of a customer: what the handbooks' forms ask, what is still to be asked, which papers are missing
//! (A2.39–A2.46, A3.3, A3.5).

use leptos::prelude::*;

use crate::app::{self, Completeness, Desk, Editable, Paper, Route, Wanted};
use crate::model::{Customer, CustomerId, ProfileField};
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph, Icon};
use super::super::super::forms::PROFILE_GROUPS;
use super::super::super::session::{Panel, Session, say};
use super::super::in_place::InPlace;
use super::drawn;

/// The master data, with how complete it is.
#[component]
pub fn MasterData(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let edit = Callback::new(move |()| session.panel.set(Some(Panel::Profile(id))));
    let place = InPlace::new();
    let body = drawn(id, move |t, desk, customer| {
        let asked = app::wanted(desk.book(), customer, desk.today());
        let missing: Vec<Wanted> = asked.iter().filter(|(_, known)| !known).map(|(what, _)| *what).collect();
        let complete = Completeness::of(&asked);
        let told = t.profile_complete(complete.percent(), complete.filled, complete.all);
        let share = complete.percent().to_string();
        let to_ask =
            missing.iter().map(|what| view! { <li>{app::wanted_name(t, *what)}</li> }).collect_view();
        let papers = app::papers_missing(customer).count();
        let band = app::size_band(customer).map(|band| t.size_band(band));
        let is_shown = |field: &&&ProfileField| {
            field.is_asked_of(customer.customer_kind) || customer.profile_value(***field).is_some()
        };
        let groups = PROFILE_GROUPS
            .into_iter()
            .map(|(title, fields)| {
                (title, fields.iter().filter(|field| is_shown(&field)).collect::<Vec<_>>())
            })
            .filter(|(_, fields)| !fields.is_empty())
            .map(|(title, fields)| {
                let lines =
                    fields.into_iter().map(|field| line(t, desk, customer, *field, place)).collect_view();
                view! {
                    <div>
                        <h3>{title(t)}</h3>
                        <dl class="facts">{lines}</dl>
                    </div>
                }
            })
            .collect_view();
        view! {
            <p>{told.clone()}</p>
            <progress class="progress" max="100" value=share aria-label=told></progress>
            {if missing.is_empty() {
                view! { <p class="muted">{t.profile_nothing_to_ask()}</p> }.into_any()
            } else {
                view! { <h3>{t.profile_to_ask()}</h3> <ul class="plain-list is-columns">{to_ask}</ul> }.into_any()
            }}
            {(papers > 0).then(|| view! { <p><span class="chip is-due">{t.papers_missing(papers)}</span></p> })}
            <p class:muted=band.is_none()>{band.map_or_else(|| t.profile_band_unknown().to_owned(), |band| t.profile_band(band))}</p>
            <div class="master">{groups}</div>
        }
        .into_any()
    });
    view! {
        <section class="card brief">
            <div class="card-head">
                <h2>{say(Language::profile_title)}</h2>
                <a class="button is-quiet" href=Route::Paper(Paper::MasterData, Some(id)).href()>
                    <Icon name=Glyph::File />
                    <span class="button-text">{say(Language::paper_master_data)}</span>
                </a>
                <Button kind=ButtonKind::Quiet icon=Glyph::Edit on_press=edit>{say(Language::profile_edit)}</Button>
            </div>
            {body}
        </section>
    }
}

fn line(t: Language, desk: &Desk, customer: &Customer, field: ProfileField, place: InPlace) -> AnyView {
    let value = customer.profile_value(field).map(|value| app::profile_text(t, field, value));
    let shown = place.value(t, desk, customer, Editable::Profile(field), t.profile_field(field), value);
    let state = customer.field_state(field);
    view! {
        <dt>{t.profile_field(field)}</dt>
        <dd>
            {shown}
            {state.map(|state| view! { " " <span class="chip is-due">{t.field_state(state)}</span> })}
        </dd>
    }
    .into_any()
}
