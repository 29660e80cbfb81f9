//! Today: who to contact, most pressing first; and what was promised.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{
    ActionsAhead, Command, Desk, Due, Route, TodayCounts, TodayFilter, TodayGroup, actions_ahead,
};
use crate::model::{ArrangementSort, Channel, CustomerId, NextAction, PersonId};
use crate::order;
use crate::text::Language;

use super::super::components::{Button, ButtonKind, EmptyState, Glyph, Icon, VirtualRows, use_language};
use super::super::glance::Glance;
use super::super::live::live;
use super::super::session::{Panel, Session, say};
use super::due::{due_cells, due_line};
use super::welcome::reading;

/// Next actions are shown this many days ahead.
pub const ACTIONS_AHEAD: i64 = 7;
/// No more next actions than this are listed; the rest are counted.
const ACTIONS_SHOWN: usize = 30;

/// The page 今日.
#[component]
pub fn TodayPage() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let group = RwSignal::new(TodayGroup::ToDo);
    // What is shown of a book that is still being read.
    let glance = Memo::new(move |_| session.glanced());
    let me =
        glance.with_untracked(|glance| glance.as_ref().map_or_else(|| session.me(), |glance| glance.owner));
    let owner = RwSignal::new(me.map(|id| id.to_string()).unwrap_or_default());
    let whose = move || owner.get().parse::<PersonId>().ok();
    let list: Memo<(Arc<Vec<Due>>, TodayCounts)> = Memo::new(move |_| {
        let filter = TodayFilter { group: group.get(), owner: whose(), typed: String::new() };
        if let Some(glance) = glance.get() {
            return (Arc::default(), glance.counts);
        }
        session
            .read(|desk| session.due.try_update_value(|table| table.show(desk, &filter)))
            .flatten()
            .unwrap_or_default()
    });
    let count = Signal::derive(move || match glance.get() {
        Some(glance) => glance.lines.len(),
        None => list.with(|(list, _)| list.len()),
    });
    let is_empty_book = Memo::new(move |_| {
        glance.get().is_none() && session.read(|desk| desk.book().customers().is_empty()).unwrap_or(true)
    });
    Effect::new(move |_| {
        let shown = list.with(|(list, _)| list.iter().map(|due| due.customer).collect::<Vec<_>>());
        session.list.set_value(shown);
    });
    let day = move || {
        let today = glance.with(|glance| glance.as_ref().map(|glance| glance.day));
        let today = today.or_else(|| session.read(Desk::today));
        today.map(|today| language.get().day_long(today)).unwrap_or_default()
    };
    view! {
        <div class="page-head">
            <h1>{say(Language::today_title)}</h1>
            <p class="sub">{day}</p>
            <div class="cluster">
                <OwnerChoice owner=owner />
                <Button
                    icon=Glyph::Plus
                    on_press=Callback::new(move |()| session.panel.set(Some(Panel::Customer(None))))
                >
                    {say(Language::add_customer)}
                </Button>
            </div>
        </div>
        <SampleNotice />
        <Show
            when=move || !is_empty_book.get()
            fallback=move || view! {
                <EmptyState title=say(Language::today_empty_title) text=say(Language::today_empty_text)>
                    <div class="cluster is-centred">
                        <Button
                            kind=ButtonKind::Primary
                            icon=Glyph::Plus
                            on_press=Callback::new(move |()| session.panel.set(Some(Panel::Customer(None))))
                        >
                            {say(Language::add_customer)}
                        </Button>
                        <a class="button" href=Route::Import.href()>{say(Language::welcome_import)}</a>
                    </div>
                </EmptyState>
            }
        >
            <div class="page-body is-list">
                <Groups group=group counts=Signal::derive(move || list.with(|(_, counts)| *counts)) />
                <NextActions owner=Signal::derive(whose) glance=glance />
                <Show when=move || count.get() != 0 fallback=move || view! { <NobodyHere group=group /> }>
                    <DueRows list=list count=count glance=glance />
                </Show>
                <div class="list-foot">
                    <span>{say(Language::keys_today)}</span>
                    {live(move || glance.get().map(|_| view! { <Reading /> }))}
                </div>
            </div>
        </Show>
    }
}

/// Returns the names and ids of the team, by name.
pub fn team(desk: &Desk) -> Vec<(String, String)> {
    let people = desk.book().people().iter();
    let mut people: Vec<_> = people.map(|person| (person.name.clone(), person.id.to_string())).collect();
    order::by(&mut people, Ord::cmp);
    people
}

/// Whose customers are shown.
#[component]
pub fn OwnerChoice(owner: RwSignal<String>) -> impl IntoView {
    let session = Session::use_here();
    let people = Memo::new(move |_| match session.glanced() {
        Some(glance) => glance.people.clone(),
        None => session.read(team).unwrap_or_default(),
    });
    view! {
        <Show when=move || people.with(|people| !people.is_empty())>
            <select
                class="input"
                aria-label=say(Language::today_whose)
                prop:value=move || owner.get()
                on:change=move |event| owner.set(event_target_value(&event))
            >
                <option value="" selected=move || owner.get().is_empty()>{say(Language::today_all)}</option>
                {live(move || people
                    .get()
                    .into_iter()
                    .map(|(name, id)| {
                        let chosen = owner.get_untracked() == id;
                        view! { <option value=id selected=chosen>{name}</option> }
                    })
                    .collect_view())}
            </select>
        </Show>
    }
}

/// Says that the customers are invented, and removes them.
#[component]
pub fn SampleNotice() -> impl IntoView {
    let session = Session::use_here();
    let has_sample = Memo::new(move |_| match session.glanced() {
        Some(glance) => glance.has_sample,
        None => session.read(|desk| desk.book().has_sample()).unwrap_or(false),
    });
    view! {
        <Show when=move || has_sample.get()>
            <div class="notice is-info">
                <Icon name=Glyph::Info />
                <p>{say(Language::sample_notice)}</p>
                <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| session.send(Command::RemoveSample))>
                    {say(Language::remove_sample)}
                </Button>
            </div>
        </Show>
    }
}

#[component]
fn Groups(group: RwSignal<TodayGroup>, counts: Signal<TodayCounts>) -> impl IntoView {
    let name = |group| match group {
        TodayGroup::ToDo => Language::group_to_do,
        TodayGroup::Overdue => Language::group_overdue,
        TodayGroup::Due => Language::group_due,
        TodayGroup::First => Language::group_first,
        TodayGroup::Open => Language::group_open,
        TodayGroup::NotYet => Language::group_not_yet,
        TodayGroup::Paused => Language::group_paused,
    };
    view! {
        <div class="chips" role="group" aria-label=say(Language::groups_label)>
            {TodayGroup::ALL
                .map(|each| {
                    let number = move || counts.with(|counts| counts.of(each));
                    view! {
                        <button
                            type="button"
                            aria-pressed=move || if group.get() == each { "true" } else { "false" }
                            on:click=move |_| group.set(each)
                        >
                            {say(name(each))}
                            <span class="num" class:is-overdue=move || each == TodayGroup::Overdue && number() != 0>
                                {number}
                            </span>
                        </button>
                    }
                })
                .into_iter()
                .collect_view()}
        </div>
    }
}

/// How far the book has been read.
#[component]
fn Reading() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    view! { <span class="push" role="status">{live(move || reading(language.get(), &session.phase.get()))}</span> }
}

#[component]
fn NobodyHere(group: RwSignal<TodayGroup>) -> impl IntoView {
    let language = use_language();
    let all_done = move || group.get() == TodayGroup::ToDo;
    let title = move || {
        let t = language.get();
        if all_done() { t.today_clear_title() } else { t.today_none_title() }.to_owned()
    };
    let text = move || {
        let t = language.get();
        if all_done() { t.today_clear_text() } else { t.today_none_text() }.to_owned()
    };
    view! { <EmptyState title=Signal::derive(title) text=Signal::derive(text) /> }
}

#[component]
fn DueRows(
    list: Memo<(Arc<Vec<Due>>, TodayCounts)>,
    count: Signal<usize>,
    glance: Memo<Option<Arc<Glance>>>,
) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    // Who comes back from a customer goes on from there.
    let start = session
        .came_from_customer()
        .and_then(|came| list.with_untracked(|(list, _)| list.iter().position(|due| due.customer == came)));
    let selected = RwSignal::new(Some(start.unwrap_or(0)));
    Effect::new(move |_| {
        let last = count.get().checked_sub(1);
        if selected.get_untracked() > last {
            selected.set(last);
        }
    });
    let at = move |index: usize| list.with_untracked(|(list, _)| list.get(index).copied());
    let record = move |index: usize| {
        // While the book is being read, the form opens as soon as that is done.
        if let Some(glance) = glance.get_untracked() {
            let line = glance.lines.get(index);
            return session.panel.set(line.map(|line| Panel::Record(line.customer, line.channel)));
        }
        if let Some(due) = at(index) {
            let channel = session.peek(|desk| {
                let owed = due.owed(desk)?;
                desk.policy().rule(owed.tier, owed.rule).map(|rule| rule.channel)
            });
            let channel = channel.flatten().unwrap_or(Channel::Call);
            session.panel.set(Some(Panel::Record(due.customer, channel)));
        }
    };
    let keys = move |(index, key): (usize, String)| {
        match key.as_str() {
            "o" => {
                if let Some(due) = at(index) {
                    session.go(Route::Customer(due.customer));
                }
            }
            "r" => record(index),
            "s" => {
                if let Some(due) = at(index)
                    && let Some(rule) = session.peek(|desk| due.rule(desk)).flatten()
                {
                    session.send(Command::Snooze(due.customer, rule));
                }
            }
            "x" | "p" => {
                if let Some(due) = at(index) {
                    let sort = if key == "x" { ArrangementSort::Skip } else { ArrangementSort::Pause };
                    session.panel.set(Some(Panel::Arrange(due.customer, sort, Some(due.nth))));
                }
            }
            _ => return false,
        }
        true
    };
    // Redrawn when the book, the list or the language changes.
    let drawn = StoredValue::new(0_u64);
    let revision = Memo::new(move |_| {
        list.track();
        glance.track();
        language.track();
        session.revision();
        drawn.update_value(|number| *number += 1);
        drawn.get_value()
    });
    let line = move |t: Language, index: usize| match glance.get_untracked() {
        Some(glance) => glance.lines.get(index).cloned(),
        None => at(index).and_then(|due| session.peek(|desk| due_line(t, desk, &due)).flatten()),
    };
    let row = move |index: usize| {
        let t = language.get_untracked();
        line(t, index).map_or_else(|| ().into_any(), |line| due_cells(t, line, session))
    };
    view! {
        <VirtualRows
            count=count
            label=say(Language::today_list)
            class="today"
            row=row
            mark=Callback::new(move |index| line(language.get_untracked(), index)?.mark())
            revision=revision
            selected=selected
            on_open=Callback::new(record)
            keys=Callback::new(keys)
            autofocus=true
        />
    }
}

/// What was promised for these days.
#[component]
fn NextActions(owner: Signal<Option<PersonId>>, glance: Memo<Option<Arc<Glance>>>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let open = Memo::new(move |_| {
        let owner = owner.get();
        if glance.get().is_some() {
            return ActionsAhead::default();
        }
        session
            .read(|desk| {
                let until = desk.today().plus_days(ACTIONS_AHEAD);
                actions_ahead(desk.book(), desk.today(), owner, until, ACTIONS_SHOWN)
            })
            .unwrap_or_default()
    });
    let count = move || match glance.get() {
        Some(glance) => glance.actions,
        None => open.with(|found| found.count),
    };
    let is_any = move || count() > 0 || open.with(|found| found.held > 0);
    view! {
        <Show when=is_any>
            <details class="fold no-print">
                <summary>
                    <Icon name=Glyph::ChevronDown />
                    <span>{live(move || language.get().open_actions_count(count()))}</span>
                </summary>
                <ul class="actions-list">
                    {live(move || {
                        let t = language.get();
                        open.get()
                            .first
                            .into_iter()
                            .map(|action| action_line(t, session, &action, true))
                            .collect_view()
                    })}
                </ul>
                {live(move || {
                    let held = open.with(|found| found.held);
                    (held > 0).then(|| view! { <p class="hint">{language.get().today_held(held)}</p> })
                })}
            </details>
        </Show>
    }
}

/// One next action with its tick; `named` adds whose customer it is.
pub fn action_line(t: Language, session: Session, action: &NextAction, named: bool) -> AnyView {
    let (id, customer, done) = (action.id, action.customer, !action.is_open());
    let (text, due) = (action.text.clone(), action.due);
    let who = session
        .peek(|desk| {
            let owner = action
                .owner
                .and_then(|owner| desk.book().people().get(owner))
                .map(|owner| owner.name.clone());
            owner.unwrap_or_else(|| action.assignee_as_written.clone())
        })
        .unwrap_or_default();
    let (today, _) = session.today();
    let late = !done && due.is_some_and(|due| due < today);
    let name = named.then(|| customer_name(session, customer)).flatten();
    let label = format!("{}: {text}", t.finish_action());
    view! {
        <li class="action" class:is-done=done>
            <input
                type="checkbox"
                aria-label=label
                prop:checked=done
                on:change=move |event| session.send(Command::FinishAction(id, event_target_checked(&event)))
            />
            <span class="action-text">
                <span>{text.clone()}</span>
                {name.map(|name| view! { " " <a href=Route::Customer(customer).href()>{name}</a> })}
            </span>
            <span class="row-note">{who}</span>
            {action.is_to_be_told().then(|| {
                let tell = Callback::new(move |()| session.send(Command::TellCustomer(id, true)));
                view! {
                    <span class="chip is-due">{t.to_be_told()}</span>
                    <Button kind=ButtonKind::Quiet on_press=tell>{t.tell_customer()}</Button>
                }
            })}
            {action.told.map(|told| view! { <span class="row-note">{t.told_on(t.day_short(told, today))}</span> })}
            {due.filter(|_| !done).map(|due| {
                let class = if late { "chip is-overdue" } else { "chip" };
                view! { <span class=class>{t.by_day(t.day_short(due, today))}</span> }
            })}
        </li>
    }
    .into_any()
}

fn customer_name(session: Session, id: CustomerId) -> Option<String> {
    session.peek(|desk| desk.book().customers().get(id).map(|customer| customer.name.clone())).flatten()
}
