//! The year of a customer on a strip: contacts made, and the windows in which they were due.

use leptos::prelude::*;

use crate::app::{self, Desk, Fate, Touch, Year, YearWindow, year};
use crate::cadence::State;
use crate::model::{CustomerId, Day, Depth, PartialDate};
use crate::text::Language;

use super::super::super::components::{Button, Fold, Glyph};
use super::super::super::session::{Session, say};
use super::drawn;

/// A strip of twelve months, with what it holds as a list below.
#[component]
pub fn YearStrip(id: CustomerId) -> impl IntoView {
    let moved = RwSignal::new(0_i32);
    let body = drawn(id, move |t, desk, customer| {
        let year = year(desk, customer, moved.get());
        let listed = list(t, desk, &year);
        view! {
            {strip(t, desk, &year)}
            <Fold title=say(Language::year_list)>{listed}</Fold>
        }
        .into_any()
    });
    let step = move |by: i32| Callback::new(move |()| moved.update(|moved| *moved += by));
    let session = Session::use_here();
    let last = Signal::derive(move || {
        session.revision();
        moved.get() >= 0
    });
    view! {
        <section class="card stack">
            <div class="card-head">
                <h2>{say(Language::year_title)}</h2>
                <div class="cluster push">
                    <Button icon=Glyph::Back label=say(Language::year_before) on_press=step(-1) />
                    <Button icon=Glyph::Forward label=say(Language::year_after) disabled=last on_press=step(1) />
                </div>
            </div>
            {body}
            <p class="hint legend">
                <span class="dot is-open"></span> {say(Language::year_met)}
                <span class="dot is-due"></span> {say(Language::year_late)}
                <span class="dot is-overdue"></span> {say(Language::year_missed)}
                <span class="dot is-quiet"></span> {say(Language::year_ahead)}
            </p>
        </section>
    }
}

/// Where a day lies in the year, 0 to 1.
fn place(year: &Year, day: Day) -> String {
    let length = year.to.days_since(year.from).max(1);
    let thousandths = day.days_since(year.from).clamp(0, length) * 10_000 / length;
    format!("{}.{:04}", thousandths / 10_000, thousandths % 10_000)
}

fn wide(year: &Year, from: Day, to: Day) -> String {
    let length = year.to.days_since(year.from).max(1);
    let from = from.days_since(year.from).clamp(0, length);
    let to = (to.days_since(year.from) + 1).clamp(from, length);
    let share = (to - from) * 10_000 / length;
    format!("{}.{:04}", share / 10_000, share % 10_000)
}

fn class(due: &YearWindow) -> &'static str {
    match due.fate {
        Fate::Met(_) => "is-open",
        Fate::Late(_) => "is-due",
        Fate::Missed | Fate::Now(State::Overdue) => "is-overdue",
        Fate::Now(State::Due | State::FirstContact) => "is-due is-now",
        Fate::Now(State::Open) => "is-open is-now",
        Fate::Now(State::NotYetOpen | State::Discharged | State::Paused) => "is-quiet is-now",
        Fate::Ahead => "is-quiet is-ahead",
    }
}

/// Says when a window is, and what became of it.
fn told(t: Language, due: &YearWindow, today: Day) -> String {
    let short = |day| t.day_short(day, today);
    let fate = match due.fate {
        Fate::Met(day) => t.year_met_on(short(day)),
        Fate::Late(day) => t.year_late_on(short(day)),
        Fate::Missed => t.year_missed().to_owned(),
        Fate::Now(State::Overdue) => t.group_overdue().to_owned(),
        Fate::Now(State::Paused) => t.group_paused().to_owned(),
        Fate::Now(_) => t.year_now().to_owned(),
        Fate::Ahead => t.year_ahead().to_owned(),
    };
    t.year_window(short(due.window.earliest), short(due.window.target), short(due.window.latest), fate)
}

fn touch_told(t: Language, touch: &Touch, today: Day) -> String {
    let depth = t.depth(touch.depth);
    let said = format!("{} {} · {depth}", t.day_short(touch.day, today), t.channel(touch.channel));
    if touch.unanswered { format!("{said} · {}", t.field_unanswered()) } else { said }
}

fn rule_told(t: Language, desk: &Desk, tier: crate::policy::TierPlace, rule: u8) -> String {
    let rule = desk.policy().rule(tier, rule);
    rule.map(|rule| format!("{} · {}", t.method(rule.method), app::rhythm(t, desk.policy(), rule)))
        .unwrap_or_default()
}

fn strip(t: Language, desk: &Desk, year: &Year) -> AnyView {
    let today = desk.today();
    let months = (0..12)
        .map(|nth| {
            let month = year.from.plus_months(nth);
            view! { <span>{t.month_short(month.month())}</span> }
        })
        .collect_view();
    let now = (year.from..=year.to)
        .contains(&today)
        .then(|| view! { <span class="year-today" style:--from=place(year, today)></span> });
    let touches = year
        .touches
        .iter()
        .map(|touch| {
            let class = match (touch.unanswered, touch.depth) {
                (true, _) => "year-touch is-quiet",
                (false, Depth::Deep) => "year-touch is-deep",
                (false, Depth::Light) => "year-touch",
            };
            view! { <span class=class style:--from=place(year, touch.day) title=touch_told(t, touch, today)></span> }
        })
        .collect_view();
    let lanes = year
        .lanes
        .iter()
        .map(|lane| {
            let windows = lane
                .windows
                .iter()
                .map(|due| {
                    let class = format!("year-window {}", class(due));
                    let from = due.window.earliest.max(year.from);
                    view! {
                        <span
                            class=class
                            style:--from=place(year, from)
                            style:--wide=wide(year, from, due.window.latest)
                            title=told(t, due, today)
                        ></span>
                    }
                })
                .collect_view();
            view! {
                <p class="row-note">{rule_told(t, desk, lane.tier, lane.rule)}</p>
                <div class="year-track">{windows} {now.clone()}</div>
            }
        })
        .collect_view();
    let answered = year.touches.iter().filter(|touch| !touch.unanswered).count();
    let met = year.count(|fate| matches!(fate, Fate::Met(_)));
    let late = year.count(|fate| matches!(fate, Fate::Late(_) | Fate::Missed | Fate::Now(State::Overdue)));
    let ahead = year.count(|fate| matches!(fate, Fate::Ahead | Fate::Now(State::NotYetOpen | State::Open)));
    let month = |day: Day| t.partial_date(PartialDate::Month(day.year(), day.month()));
    let label = t.year_label(month(year.from), month(year.to), answered, met, late, ahead);
    view! {
        <p>{label.clone()}</p>
        <div class="year" role="img" aria-label=label>
            <div class="year-months">{months}</div>
            <div class="year-track is-touches">{touches} {now.clone()}</div>
            {lanes}
        </div>
    }
    .into_any()
}

fn list(t: Language, desk: &Desk, year: &Year) -> AnyView {
    let today = desk.today();
    let touches =
        year.touches.iter().map(|touch| view! { <li>{touch_told(t, touch, today)}</li> }).collect_view();
    let lanes = year
        .lanes
        .iter()
        .map(|lane| {
            let windows = lane.windows.iter().map(|due| view! { <li>{told(t, due, today)}</li> });
            view! {
                <h3>{rule_told(t, desk, lane.tier, lane.rule)}</h3>
                <ul class="plain-list">{windows.collect_view()}</ul>
            }
        })
        .collect_view();
    view! { <h3>{t.year_touches()}</h3> <ul class="plain-list">{touches}</ul> {lanes} }.into_any()
}
