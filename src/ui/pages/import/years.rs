//! The year of days that are written without one: taken from the rows around, or told.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app;

use super::super::super::components::{SelectField, use_language};
use super::super::super::live::live;
use super::super::super::session::say;
use super::Import;
use super::plans::Plans;
use crate::text::Language;

/// How many years are offered, the last of them next year.
const OFFERED: i32 = 12;
/// How many days are shown as they would be read.
const SHOWN: usize = 5;

/// Asks for the year of days without one, and shows how the first of them are read.
#[component]
pub fn Years(import: Import, place: usize, plans: RwSignal<Option<Arc<Plans>>>) -> impl IntoView {
    let language = use_language();
    let told = import.told.with_untracked(|told| told.get(place).and_then(|told| told.year));
    let year = RwSignal::new(told.map(|year| year.to_string()).unwrap_or_default());
    Effect::new(move |before: Option<String>| {
        let now = year.get();
        if before.is_some_and(|before| before != now) {
            import.tell(place, |told| told.year = now.parse().ok());
        }
        now
    });
    let read = Memo::new(move |_| {
        let t = language.get();
        plans.with(|plans| {
            let plan = plans.as_ref().and_then(|plans| plans.of(place));
            let notes = plan.map(|plan| plan.years_taken(SHOWN)).unwrap_or_default();
            notes.into_iter().map(|note| app::row_note(t, note)).collect::<Vec<_>>()
        })
    });
    // Where the year that was told makes every row a mistake, it must still be there to be told otherwise.
    let is_asked =
        Memo::new(move |_| read.with(|read| !read.is_empty()) || year.with(|year| !year.is_empty()));
    let last = import.session.today().0.year() + 1;
    let options = Signal::derive(move || {
        let near = (String::new(), language.get().import_year_near().to_owned());
        let years = (last - OFFERED + 1..=last).rev().map(|year| (year.to_string(), year.to_string()));
        std::iter::once(near).chain(years).collect::<Vec<_>>()
    });
    let shown = move || {
        let lines = read.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <ul class="plain-list hint">{lines}</ul> }
    };
    live(move || {
        is_asked.get().then(|| {
            view! {
                <div class="stack is-tight">
                    <SelectField label=say(Language::import_year) value=year options=options />
                    {live(shown)}
                </div>
            }
        })
    })
}
