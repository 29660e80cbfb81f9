//! The rhythm: what falls on which day, whether the work fits the weeks, and spreading what piles up.

mod calendar;
mod drag;
mod pool;
mod workload;

use leptos::prelude::*;

use crate::model::PersonId;
use crate::text::Language;

use super::super::components::use_language;
use super::super::live::live;
use super::super::session::{Phrase, Session, say};
use super::today::OwnerChoice;

/// Which view is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    Month,
    Week,
    Workload,
}

/// The page 节奏.
#[component]
pub fn CadencePage() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let view = RwSignal::new(View::Month);
    let owner = RwSignal::new(session.me().map(|id| id.to_string()).unwrap_or_default());
    let whose = Signal::derive(move || owner.get().parse::<PersonId>().ok());
    let chips: [(View, Phrase); 3] = [
        (View::Month, Language::cadence_month),
        (View::Week, Language::cadence_week),
        (View::Workload, Language::cadence_workload),
    ];
    let chips = chips
        .map(|(each, name)| {
            view! {
                <button
                    type="button"
                    aria-pressed=move || if view.get() == each { "true" } else { "false" }
                    on:click=move |_| view.set(each)
                >
                    {say(name)}
                </button>
            }
        })
        .into_iter()
        .collect_view();
    let day = move || session.read(|desk| language.get().day_long(desk.today())).unwrap_or_default();
    view! {
        <div class="page-head">
            <h1>{say(Language::cadence_title)}</h1>
            <p class="sub">{day}</p>
            <div class="cluster"><OwnerChoice owner=owner /></div>
        </div>
        <div class="page-body stack">
            <div class="chips" role="group" aria-label=say(Language::cadence_views)>{chips}</div>
            {live(move || match view.get() {
                View::Month => view! { <calendar::Month whose=whose /> }.into_any(),
                View::Week => view! { <calendar::Week whose=whose /> }.into_any(),
                View::Workload => view! { <workload::Workload whose=whose /> }.into_any(),
            })}
        </div>
    }
}
