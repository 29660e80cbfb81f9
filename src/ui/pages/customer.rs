//! One customer: what to know before calling, the tier with its reasons, what is owed, what was said.

mod brief;
mod facts;
mod feedback;
mod files;
mod master;
mod needs;
mod orders;
mod people;
mod plans;
mod timeline;
mod why;
mod year;

pub use why::{causes, percent, weight};

use leptos::prelude::*;

use crate::app::{self, Command, Desk, Route, Target};
use crate::cadence::CapUse;
use crate::model::{Arrangement, ArrangementSort, Channel, Customer, CustomerId, Day};
use crate::text::Language;

use super::super::components::keys::{is_composing, is_typing};
use super::super::components::{Button, ButtonKind, Glyph, use_language};
use super::super::live::live;
use super::super::marks::{governing_badge, no_contact_warning, state_class, window_bar};
use super::super::session::{Panel, Phrase, Session, say};
use super::NotFound;

/// A part of the page below what is to be known before a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Overview,
    Needs,
    Feedback,
    Orders,
    Plans,
    Files,
    Data,
}

const TABS: [(Tab, Phrase); 7] = [
    (Tab::Overview, Language::tab_overview),
    (Tab::Needs, Language::needs_of_customer),
    (Tab::Feedback, Language::feedback_title),
    (Tab::Orders, Language::orders),
    (Tab::Plans, Language::tab_plans),
    (Tab::Files, Language::tab_files),
    (Tab::Data, Language::tab_data),
];

/// The page of one customer.
#[component]
pub fn CustomerPage(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let with_this =
        |preferences: &app::Preferences| app::with_recent(&preferences.lists, &Target::Customer(id));
    if session.preferences.with_untracked(|preferences| preferences.lists != with_this(preferences)) {
        session.prefer(|preferences| preferences.lists = with_this(preferences));
    }
    let exists =
        Memo::new(move |_| session.read(|desk| desk.book().customers().contains(id)).unwrap_or(false));
    live(move || {
        if !exists.get() {
            return view! { <NotFound /> }.into_any();
        }
        view! {
            <Head id=id />
            <div class="page-body stack">
                <NoContact id=id />
                <div class="grid-3 is-brief">
                    <brief::BeforeYouCall id=id />
                    <Owed id=id />
                    <people::People id=id />
                </div>
                <Parts id=id />
            </div>
        }
        .into_any()
    })
}

/// The parts of the page, one at a time; the overview has of everything what is newest.
#[component]
fn Parts(id: CustomerId) -> impl IntoView {
    let shown = RwSignal::new(Tab::Overview);
    let tabs = TABS.map(|(tab, phrase)| {
        view! {
            <button
                type="button"
                aria-pressed=move || if shown.get() == tab { "true" } else { "false" }
                aria-current=move || (shown.get() == tab).then_some("true")
                on:click=move |_| shown.set(tab)
            >
                {say(phrase)}
            </button>
        }
    });
    let part = move || match shown.get() {
        Tab::Overview => view! {
            <div class="split">
                <div class="stack">
                    <year::YearStrip id=id />
                    <timeline::Timeline id=id />
                </div>
                <div class="stack">
                    <needs::Needs id=id brief=true />
                    <why::WhyCard id=id />
                    <facts::Facts id=id />
                    <orders::Orders id=id />
                </div>
            </div>
        }
        .into_any(),
        Tab::Needs => view! { <needs::Needs id=id brief=false /> }.into_any(),
        Tab::Feedback => view! { <feedback::FeedbackList id=id /> }.into_any(),
        Tab::Orders => view! { <orders::Orders id=id /> }.into_any(),
        Tab::Plans => view! {
            <div class="split">
                <plans::Plans id=id />
                <div class="stack">
                    <plans::Contracts id=id />
                    <plans::Referrals id=id />
                </div>
            </div>
        }
        .into_any(),
        Tab::Files => view! { <files::Files id=id /> }.into_any(),
        Tab::Data => view! {
            <div class="split is-wide-left">
                <master::MasterData id=id />
                <facts::Facts id=id />
            </div>
        }
        .into_any(),
    };
    view! {
        <div class="tabs" role="group" aria-label=say(Language::customer_tabs)>
            {tabs.into_iter().collect_view()}
            <a href=Route::History(Some(id)).href()>{say(Language::history_title)}</a>
        </div>
        {live(part)}
    }
}

/// Draws a part of the page from the customer as it is now, again when the book or language changes.
fn drawn(id: CustomerId, draw: impl Fn(Language, &Desk, &Customer) -> AnyView + 'static + Send) -> AnyView {
    let session = Session::use_here();
    let language = use_language();
    live(move || {
        let t = language.get();
        session.read(|desk| desk.book().customers().get(id).map(|customer| draw(t, desk, customer))).flatten()
    })
}

#[component]
fn Head(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let name = drawn(id, move |t, desk, customer| {
        let policy = desk.policy();
        let badge = desk.standing(id).map(|standing| governing_badge(t, policy, standing));
        view! {
            {badge}
            <h1>{customer.name.clone()}</h1>
            <span class="sub num">{customer.number.clone()}</span>
            {app::is_watched(desk, customer).then(|| view! { <span class="chip is-overdue">{t.watch_mark()}</span> })}
            {customer.sample.then(|| view! { <span class="chip">{t.sample_mark()}</span> })}
        }
        .into_any()
    });
    let neighbours = Memo::new(move |_| {
        session.revision();
        session.list.with_value(|list| {
            let place = list.iter().position(|other| *other == id);
            let before =
                place.and_then(|place| place.checked_sub(1)).and_then(|place| list.get(place)).copied();
            let after = place.and_then(|place| list.get(place + 1)).copied();
            (before, after)
        })
    });
    let step = move |to: Option<CustomerId>| {
        if let Some(to) = to {
            session.go(Route::Customer(to));
        }
    };
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
        let is_busy = session.panel.get_untracked().is_some()
            || document().query_selector("dialog[open]").ok().flatten().is_some();
        if modified || is_busy || event.default_prevented() || is_composing(&event) || is_typing(&event) {
            return;
        }
        match event.key().as_str() {
            "j" => step(neighbours.get_untracked().1),
            "k" => step(neighbours.get_untracked().0),
            "r" => session.panel.set(Some(Panel::Record(id, Channel::Call))),
            "e" => session.panel.set(Some(Panel::Customer(Some(id)))),
            "Escape" => session.go(session.last_list()),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || keys.remove());
    let remove = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            match session.dispatch(Command::RemoveCustomer(id)).await {
                Ok(()) => session.go(Route::Customers),
                Err(stopped) => session.tell(&stopped),
            }
        });
    });
    view! {
        <div class="page-head">
            <a class="button is-quiet is-bare" href=Route::Customers.href() title=say(Language::customers_title) aria-label=say(Language::customers_title)>
                <super::super::components::Icon name=Glyph::Back />
            </a>
            {name}
            <div class="cluster">
                <Button
                    kind=ButtonKind::Quiet
                    disabled=Signal::derive(move || neighbours.get().0.is_none())
                    on_press=Callback::new(move |()| step(neighbours.get_untracked().0))
                >
                    {say(Language::previous_customer)}
                </Button>
                <Button
                    kind=ButtonKind::Quiet
                    disabled=Signal::derive(move || neighbours.get().1.is_none())
                    on_press=Callback::new(move |()| step(neighbours.get_untracked().1))
                >
                    {say(Language::next_customer)}
                </Button>
                <Button kind=ButtonKind::Quiet icon=Glyph::Trash label=say(Language::remove_customer) on_press=remove />
                <Button icon=Glyph::Edit on_press=Callback::new(move |()| session.panel.set(Some(Panel::Customer(Some(id)))))>
                    {say(Language::edit)}
                </Button>
                <Button
                    kind=ButtonKind::Primary
                    icon=Glyph::Note
                    on_press=Callback::new(move |()| session.panel.set(Some(Panel::Record(id, Channel::Call))))
                >
                    {say(Language::record)}
                </Button>
            </div>
        </div>
    }
}

/// What is arranged with the customer today or later, each with the way to end it.
fn arrangements(t: Language, session: Session, customer: &Customer, today: Day) -> AnyView {
    let id = customer.id;
    let lasts = |one: &&Arrangement| {
        one.sort != ArrangementSort::Skip && one.until.is_none_or(|until| today <= until)
    };
    let rows: Vec<AnyView> = customer
        .arrangements
        .iter()
        .filter(lasts)
        .map(|one| {
            let told = app::arrangement(t, one, today);
            let reason = (!one.reason.is_empty()).then(|| format!(" · {}", one.reason));
            let label = t.arrangement_end_of(&told);
            let one = one.clone();
            let end = Callback::new(move |()| {
                session.send(Command::EndArrangement(id, Box::new(one.clone())));
            });
            view! {
                <li class="cluster">
                    <span>{told} {reason}</span>
                    <Button kind=ButtonKind::Quiet label=label on_press=end>{t.arrangement_end()}</Button>
                </li>
            }
            .into_any()
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! { <h3>{t.arrangements()}</h3> <ul class="plain-list">{rows}</ul> }.into_any()
}

/// Warns that the customer is not to be contacted.
#[component]
fn NoContact(id: CustomerId) -> impl IntoView {
    drawn(id, move |t, desk, customer| no_contact_warning(t, customer, desk.today()).into_any())
}

/// What is owed, with windows, and how far the caps are used.
#[component]
fn Owed(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let body = drawn(id, move |t, desk, customer| {
        let today = desk.today();
        let Some(standing) = desk.standing(id) else { return ().into_any() };
        let separator = if t == Language::Chinese { "、" } else { ", " };
        let rows = standing
            .obligations
            .iter()
            .filter_map(|obligation| {
                let rule = desk.policy().rule(obligation.tier, obligation.rule)?;
                let about: Vec<&str> = rule.content.iter().map(|content| t.content(*content)).collect();
                let class = format!("when {}", state_class(obligation));
                let short = |day| t.day_short(day, today);
                let window = obligation.window;
                Some(view! {
                    <div class="owed">
                        <p class="strong">{t.method(rule.method)} " · " {app::rhythm(t, desk.policy(), rule)}</p>
                        <p class=class>
                            {window_bar(t, obligation, today)} " " <span>{app::obligation_when(t, obligation, today)}</span>
                        </p>
                        <dl class="facts">
                            <dt>{t.window_earliest()}</dt><dd>{short(window.earliest)}</dd>
                            <dt>{t.window_target()}</dt><dd>{short(window.target)}</dd>
                            <dt>{t.window_latest()}</dt><dd>{short(window.latest)}</dd>
                            {(!about.is_empty()).then(|| view! {
                                <dt>{t.tier_content()}</dt><dd>{about.join(separator)}</dd>
                            })}
                            {rule.owner.map(|owner| view! {
                                <dt>{t.tier_owner()}</dt><dd>{t.owner_role(owner)}</dd>
                            })}
                        </dl>
                    </div>
                })
            })
            .collect_view();
        let caps = CapUse::of(desk.book(), desk.policy(), id, &standing.places(), today, None)
            .into_iter()
            .map(|cap_use| {
                let cap = cap_use.cap;
                let line = t.cap_line(
                    app::caps_label(t, desk.policy(), cap_use.tier),
                    t.cap_scope(cap.scope),
                    t.cap_period(cap.period),
                    cap_use.used,
                    cap.most,
                );
                let class = if cap_use.is_full() { "chip is-due" } else { "chip" };
                view! { <p><span class=class>{line}</span></p> }
            })
            .collect_view();
        view! { {rows} {caps} {arrangements(t, session, customer, today)} }.into_any()
    });
    let arrange = Callback::new(move |()| {
        session.panel.set(Some(Panel::Arrange(id, ArrangementSort::Pause, None)));
    });
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{say(Language::obligations)}</h2>
                <Button kind=ButtonKind::Quiet icon=Glyph::Clock on_press=arrange>{say(Language::arrange)}</Button>
            </div>
            {body}
        </section>
    }
}
