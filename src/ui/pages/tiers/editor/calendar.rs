//! The calendar of the book in the editor: free and worked days before those that are published.

use leptos::prelude::*;

use crate::model::Day;
use crate::policy::{Calendar, DaySpan};
use crate::text::Language;

use super::super::super::super::components::{Button, ButtonKind, use_language};
use super::super::super::super::live::live;
use super::super::super::super::session::{Session, say};
use super::super::super::input::{bare_choice, bare_name};
use super::Draft;

/// The stretches of days that the book sets itself.
#[component]
pub fn Days(draft: Draft) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let today = session.today().0;
    let rows = move || {
        let t = language.get();
        draft.shape.track();
        let spans = draft.policy.with_untracked(|policy| policy.calendar.clone());
        spans.iter().enumerate().map(|(place, span)| row(t, draft, place, span)).collect_view()
    };
    let add = Callback::new(move |()| {
        draft.reshape(|policy| {
            let last = policy.calendar.iter().map(|span| span.to).max();
            let day = last.map_or(today, |day| day.plus_days(1)).max(today);
            policy.calendar.push(DaySpan { from: day, to: day, working: false, name: String::new() });
        });
    });
    let unpublished = move || {
        let t = language.get();
        let year = (today.year()..=today.year() + 1).find(|year| !Calendar::is_published(*year));
        year.map(|year| view! { <p class="hint">{t.calendar_unpublished(year)}</p> })
    };
    view! {
        <section class="card stack">
            <div class="card-head"><h2>{say(Language::calendar_days_title)}</h2></div>
            <p class="hint">{say(Language::calendar_days_text)}</p>
            {live(unpublished)}
            <ul class="reasons">{live(rows)}</ul>
            <div><Button on_press=add>{say(Language::calendar_add)}</Button></div>
        </section>
    }
}

fn row(t: Language, draft: Draft, place: usize, span: &DaySpan) -> AnyView {
    let alter = move |change: &dyn Fn(&mut DaySpan)| {
        draft.alter(|policy| {
            if let Some(span) = policy.calendar.get_mut(place) {
                change(span);
            }
        });
    };
    let date = move |label: &'static str, value: Day, take: fn(&mut DaySpan, Day)| {
        view! {
            <input
                class="input"
                type="date"
                aria-label=label
                prop:value=value.to_string()
                on:change=move |event| {
                    if let Ok(day) = event_target_value(&event).parse::<Day>() {
                        alter(&|span| take(span, day));
                    }
                }
            />
        }
    };
    let sorts = vec![
        ("free".to_owned(), t.calendar_free().to_owned()),
        ("worked".to_owned(), t.calendar_worked().to_owned()),
    ];
    let now = if span.working { "worked" } else { "free" };
    let sort = bare_choice(t.calendar_sort(), now.to_owned(), sorts, move |chosen| {
        alter(&|span| span.working = chosen == "worked");
    });
    let name = bare_name(t.calendar_name(), span.name.clone(), move |typed| {
        alter(&|span| span.name = typed.trim().to_owned());
        true
    });
    let remove = Callback::new(move |()| {
        draft.reshape(|policy| {
            if place < policy.calendar.len() {
                policy.calendar.remove(place);
            }
        });
    });
    view! {
        <li class="cluster">
            {date(t.calendar_from(), span.from, |span, day| span.from = day)} "–"
            {date(t.calendar_to(), span.to, |span, day| span.to = day)} {sort} {name}
            <Button kind=ButtonKind::Quiet label=t.remove_named(span.from) on_press=remove>"×"</Button>
        </li>
    }
    .into_any()
}
