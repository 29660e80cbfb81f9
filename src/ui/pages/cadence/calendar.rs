//! The calendar: a month with what falls on each day, or a week with all of it.

use leptos::prelude::*;
use leptos::web_sys;

use crate::app::{self, AgendaItem, AgendaWhat, Desk, Route, agenda};
use crate::cadence::{State, rule_name};
use crate::model::{CustomerId, Day, PersonId};
use crate::policy::{Calendar, Festival, Period};
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph, use_language};
use super::super::super::live::live;
use super::super::super::marks::{governing_badge, state_class, window_bar};
use super::super::super::session::{Session, say};
use super::super::today::action_line;
use super::drag::{Dragging, Movable, PickedUp, day_id, place};

/// No more entries of a day than this are listed; the rest are counted.
const SHOWN: usize = 60;

/// Which entries fall on a day, by how they stand.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    late: usize,
    due: usize,
    ahead: usize,
    actions: usize,
}

impl Counts {
    fn of(items: &[AgendaItem], day: Day) -> Self {
        let mut counts = Self::default();
        for item in items.iter().filter(|item| item.day == day) {
            *match &item.what {
                AgendaWhat::Action(_) => &mut counts.actions,
                AgendaWhat::Owed(owed) if owed.state == State::Overdue => &mut counts.late,
                AgendaWhat::Owed(owed) if owed.is_due() => &mut counts.due,
                AgendaWhat::Owed(_) => &mut counts.ahead,
            } += 1;
        }
        counts
    }
}

/// What is said of a day beside its number: a festival, a day off, a day worked instead.
fn mark(t: Language, calendar: &Calendar<'_>, day: Day) -> Option<String> {
    let festival =
        Festival::ALL.iter().find(|festival| Calendar::festival(**festival, day.year()) == Some(day));
    match (festival, calendar.is_working(day), day.weekday() < 5) {
        (Some(festival), _, _) => Some(t.festival(*festival).to_owned()),
        (None, false, true) => Some(t.day_off().to_owned()),
        (None, true, false) => Some(t.day_worked().to_owned()),
        _ => None,
    }
}

/// Steps a shown day by whole months or weeks.
#[component]
fn Steps(shown: RwSignal<Day>, months: bool) -> impl IntoView {
    let session = Session::use_here();
    let step = move |by: i32| {
        let now = shown.get_untracked();
        shown.set(if months { now.plus_months(by) } else { now.plus_days(i64::from(by) * 7) });
    };
    let (back, forward) = if months {
        (say(Language::month_before), say(Language::month_after))
    } else {
        (say(Language::week_before), say(Language::week_after))
    };
    view! {
        <Button icon=Glyph::Back label=back on_press=Callback::new(move |()| step(-1)) />
        <Button on_press=Callback::new(move |()| shown.set(session.today().0))>{say(Language::nav_today)}</Button>
        <Button icon=Glyph::Forward label=forward on_press=Callback::new(move |()| step(1)) />
    }
}

/// A month of days; the chosen one is listed below.
#[component]
pub fn Month(whose: Signal<Option<PersonId>>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let dragging = Dragging::provide();
    let shown = RwSignal::new(session.today().0.first_of_month());
    let chosen = RwSignal::new(session.today().0);
    let span = Memo::new(move |_| {
        let first = shown.get().first_of_month();
        let (from, _) = Period::Week.around(first);
        let (_, to) = Period::Week.around(first.plus_months(1).plus_days(-1));
        (from, to.plus_days(-1))
    });
    let items = Memo::new(move |_| {
        let (from, to) = span.get();
        session.read(|desk| agenda(desk, whose.get(), from, to)).unwrap_or_default()
    });
    let grid = move || {
        let t = language.get();
        let (from, to) = span.get();
        let month = shown.get().month();
        session.read(|desk| {
            items.with(|items| month_grid(t, session, desk, items, (chosen, dragging), (from, to), month))
        })
    };
    let title = move || {
        let day = shown.get();
        language.get().month_of(day.year(), day.month())
    };
    let unpublished = move || {
        let (t, year) = (language.get(), shown.get().year());
        (!Calendar::is_published(year)).then(|| view! { <p class="hint">{t.calendar_unpublished(year)}</p> })
    };
    let list = move || {
        let (t, day) = (language.get(), chosen.get());
        let (from, to) = span.get();
        ((from..=to).contains(&day)).then(|| {
            items.with(|items| {
                let of_day: Vec<AgendaItem> = items.iter().filter(|item| item.day == day).cloned().collect();
                view! {
                    <section class="card" aria-label=t.day_long(day)>
                        <div class="card-head"><h2>{t.day_long(day)}</h2></div>
                        {day_list(t, session, &of_day)}
                    </section>
                }
            })
        })
    };
    view! {
        <section class="card stack">
            <div class="card-head">
                <h2>{live(title)}</h2>
                <div class="cluster push"><Steps shown=shown months=true /></div>
            </div>
            {live(unpublished)}
            <PickedUp dragging=dragging />
            {live(grid)}
            <p class="hint">{say(Language::calendar_drag_hint)}</p>
            <p class="hint legend">
                <span class="dot is-overdue"></span> {say(Language::group_overdue)}
                <span class="dot is-due"></span> {say(Language::group_due)}
                <span class="dot is-planned"></span> {say(Language::calendar_ahead)}
                <span class="dot is-quiet"></span> {say(Language::calendar_actions)}
            </p>
        </section>
        {live(list)}
    }
}

fn month_grid(
    t: Language,
    session: Session,
    desk: &Desk,
    items: &[AgendaItem],
    (chosen, dragging): (RwSignal<Day>, Dragging),
    (from, to): (Day, Day),
    month: u32,
) -> AnyView {
    let (calendar, today) = (desk.policy().calendar(), desk.today());
    let cell = |day: Day| {
        let counts = Counts::of(items, day);
        let mark = mark(t, &calendar, day);
        let told = [
            (counts.late, "is-overdue", t.calendar_late(counts.late)),
            (counts.due, "is-due", t.calendar_due(counts.due)),
            (counts.ahead, "is-planned", t.calendar_later(counts.ahead)),
            (counts.actions, "is-quiet", t.calendar_to_do(counts.actions)),
        ];
        let words: Vec<String> =
            told.iter().filter(|(count, _, _)| *count > 0).map(|(_, _, words)| words.clone()).collect();
        let label = std::iter::once(t.day_long(day))
            .chain(mark.clone())
            .chain(words)
            .collect::<Vec<_>>()
            .join(t.list_comma());
        let put_here = t.calendar_put_here(t.day_long(day));
        let dots = told
            .into_iter()
            .filter(|(count, _, _)| *count > 0)
            .map(|(count, class, _)| {
                view! { <span class=format!("count {class}")><span class=format!("dot {class}")></span>{count}</span> }
            })
            .collect_view();
        view! {
            <td
                class:is-rest=!calendar.is_working(day)
                class:is-outside=day.month() != month
                class:is-today=(day == today)
                {..dragging.day(session, day)}
            >
                <button
                    type="button"
                    id=day_id(day)
                    aria-pressed=move || if chosen.get() == day { "true" } else { "false" }
                    on:click=move |_| {
                        if dragging.picks() {
                            dragging.put(session, day);
                        } else {
                            chosen.set(day);
                        }
                    }
                >
                    <span class="sr-only">
                        {move || if dragging.fits(day) { put_here.clone() } else { label.clone() }}
                    </span>
                    <span class="date" aria-hidden="true">
                        <span class="num">{day.day_of_month()}</span> <span class="row-note">{mark}</span>
                    </span>
                    <span class="counts" aria-hidden="true">{dots}</span>
                </button>
            </td>
        }
    };
    let weeks = to.days_since(from) / 7 + 1;
    let rows = (0..weeks)
        .map(|week| {
            let cells = (0..7).map(|day| cell(from.plus_days(week * 7 + day))).collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    let head = (0..7).map(|day| view! { <th scope="col">{t.weekday_name(day)}</th> }).collect_view();
    view! {
        <table class="month">
            <caption class="sr-only">{t.cadence_month()}</caption>
            <thead><tr>{head}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A week of days with all that falls on each.
#[component]
pub fn Week(whose: Signal<Option<PersonId>>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let dragging = Dragging::provide();
    let shown = RwSignal::new(session.today().0);
    let monday = Memo::new(move |_| Period::Week.around(shown.get()).0);
    let items = Memo::new(move |_| {
        let from = monday.get();
        session.read(|desk| agenda(desk, whose.get(), from, from.plus_days(6))).unwrap_or_default()
    });
    let days = move || {
        let t = language.get();
        let from = monday.get();
        let calendar_marks = session
            .read(|desk| {
                let calendar = desk.policy().calendar();
                (0..7).map(|nth| mark(t, &calendar, from.plus_days(nth))).collect::<Vec<_>>()
            })
            .unwrap_or_default();
        (0..7)
            .zip(calendar_marks)
            .map(|(nth, mark)| {
                let day = from.plus_days(nth);
                let of_day: Vec<AgendaItem> =
                    items.with(|items| items.iter().filter(|item| item.day == day).cloned().collect());
                let put = Callback::new(move |()| dragging.put(session, day));
                view! {
                    <section class="card" aria-label=t.day_long(day) {..dragging.day(session, day)}>
                        <div class="card-head">
                            <h2 id=day_id(day) tabindex="-1">{t.day_long(day)}</h2>
                            {mark.map(|mark| view! { <span class="chip">{mark}</span> })}
                            <Show when=move || dragging.fits(day)>
                                <Button kind=ButtonKind::Primary on_press=put>
                                    {t.calendar_put_here(t.day_short(day, session.today().0))}
                                </Button>
                            </Show>
                        </div>
                        {day_list(t, session, &of_day)}
                    </section>
                }
            })
            .collect_view()
    };
    let title = move || {
        let (t, from) = (language.get(), monday.get());
        let today = session.today().0;
        t.week_span(t.day_short(from, today), t.day_short(from.plus_days(6), today))
    };
    view! {
        <div class="cluster">
            <h2>{live(title)}</h2>
            <div class="cluster push"><Steps shown=shown months=false /></div>
        </div>
        <p class="hint">{say(Language::calendar_drag_hint)}</p>
        <PickedUp dragging=dragging />
        {live(days)}
    }
}

fn day_list(t: Language, session: Session, items: &[AgendaItem]) -> AnyView {
    if items.is_empty() {
        return view! { <p class="muted">{t.calendar_empty()}</p> }.into_any();
    }
    let rows = items
        .iter()
        .take(SHOWN)
        .filter_map(|item| session.peek(|desk| entry(t, session, desk, item)).flatten())
        .collect_view();
    let more = items.len().saturating_sub(SHOWN);
    view! {
        <ul class="agenda">{rows}</ul>
        {(more > 0).then(|| view! { <p class="muted">{t.and_more(more)}</p> })}
    }
    .into_any()
}

fn entry(t: Language, session: Session, desk: &Desk, item: &AgendaItem) -> Option<AnyView> {
    let owed = match &item.what {
        AgendaWhat::Owed(owed) => owed,
        AgendaWhat::Action(action) => return Some(action_line(t, session, action, true)),
    };
    let customer = desk.book().customers().get(item.customer)?;
    let standing = desk.standing(item.customer)?;
    let rule = desk.policy().rule(owed.tier, owed.rule)?;
    let today = desk.today();
    let (id, name): (CustomerId, String) = (customer.id, customer.name.clone());
    let stored = rule_name(desk.policy(), owed.tier, owed.rule);
    let class = format!("when {}", state_class(owed));
    // Inside its window a contact may have any day.
    let first = owed.window.earliest.max(today);
    let (last, now) = (owed.window.latest, item.day);
    // A day that is being typed is a whole day several times on the way: it counts when the field is left.
    let typing = StoredValue::new(false);
    let movable = Movable { customer: id, name: name.clone(), rule: stored, now, first, last };
    let held = StoredValue::new(movable);
    let plan = Callback::new(move |(typed, field): (String, web_sys::HtmlInputElement)| {
        let day = typed.parse::<Day>().ok();
        let is_placed = day.zip(held.try_get_value()).is_some_and(|(day, held)| place(session, &held, day));
        if !is_placed {
            field.set_value(&now.to_string());
        }
    });
    let dragging = Dragging::use_here().filter(|_| first <= last);
    let pick = Callback::new(move |()| {
        if let (Some(dragging), Some(held)) = (dragging, held.try_get_value()) {
            dragging.pick(held);
        }
    });
    let moves = (first <= last).then(|| {
        view! {
            <Button kind=ButtonKind::Quiet icon=Glyph::Calendar label=t.calendar_take(&name) on_press=pick />
            <input
                class="input"
                type="date"
                aria-label=t.calendar_move(&name)
                title=t.calendar_move(&name)
                min=first.to_string()
                max=last.to_string()
                prop:value=item.day.to_string()
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        plan.run((event_target_value(&event), event_target(&event)));
                    } else {
                        typing.set_value(true);
                    }
                }
                on:change=move |event| {
                    if typing.try_get_value() == Some(false) {
                        plan.run((event_target_value(&event), event_target(&event)));
                    }
                }
                // A field that goes away with its row loses the caret when nothing is behind it any more.
                on:blur=move |event| {
                    if typing.try_get_value() == Some(true) {
                        typing.set_value(false);
                        plan.run((event_target_value(&event), event_target(&event)));
                    }
                }
            />
        }
    });
    Some(
        view! {
            <li
                class="agenda-item"
                draggable=dragging.map(|_| "true")
                on:dragstart=move |event| {
                    if let (Some(dragging), Some(held)) = (dragging, held.try_get_value()) {
                        dragging.take(&event, held);
                    }
                }
                on:dragend=move |_| {
                    if let Some(dragging) = dragging {
                        dragging.release();
                    }
                }
            >
                {governing_badge(t, desk.policy(), standing)}
                <a class="row-title" href=Route::Customer(id).href()>{name.clone()}</a>
                <span class="row-note">{t.method(rule.method)}</span>
                <span class=class>{window_bar(t, owed, today)} " " {app::obligation_when(t, owed, today)}</span>
                {moves}
            </li>
        }
        .into_any(),
    )
}
