//! 需求: what customers need across the book, what recurs, the weekly digest, the topics of a month.

mod digest;
mod filters;
mod topics;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{self, Command, NeedLine, NeedsFilter, Route};
use crate::model::NeedCategory;
use crate::text::Language;

use super::super::components::{Button, ButtonKind, EmptyState, Glyph, use_language};
use super::super::live::live;
use super::super::session::{Panel, Session, say};

/// Needs shown before "show more".
const FIRST: usize = 100;
/// What recurs is shown from so many customers on.
const RECURS: usize = 2;

/// The page 需求.
#[component]
pub fn NeedsPage() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let typed = RwSignal::new(String::new());
    let closed_too = RwSignal::new(false);
    let sort = RwSignal::new(String::new());
    let category = RwSignal::new(String::new());
    let department = RwSignal::new(filters::ALL.to_owned());
    let shown = RwSignal::new(FIRST);
    let filter = move || NeedsFilter {
        typed: typed.get(),
        closed_too: closed_too.get(),
        is_problem: match sort.get().as_str() {
            "need" => Some(false),
            "problem" => Some(true),
            _ => None,
        },
        category: NeedCategory::from_id(&category.get()),
        department: Some(department.get()).filter(|department| department != filters::ALL),
    };
    // Unpacked once for a state of the book: a keystroke only looks through them.
    let all: Memo<Vec<Arc<NeedLine>>> =
        Memo::new(move |_| session.read(|desk| app::need_lines(desk.book())).unwrap_or_default());
    let lines: Memo<Vec<Arc<NeedLine>>> = Memo::new(move |_| all.with(|all| app::needs(all, &filter())));
    let collect = Callback::new(move |()| session.send(Command::CollectNeeds));
    let list = move || {
        let (t, today) = (language.get(), session.today().0);
        lines.with(|lines| {
            if lines.is_empty() {
                return view! {
                    <EmptyState title=say(Language::needs_none_title) text=say(Language::needs_none_text)>
                        <Button on_press=collect>{say(Language::needs_collect)}</Button>
                    </EmptyState>
                }
                .into_any();
            }
            let most = shown.get();
            let rest = lines.len().saturating_sub(most);
            let rows = lines.iter().take(most).map(|line| row(t, session, line, today)).collect_view();
            view! {
                <div class="table-wrap">
                    <table class="ledger is-cards">
                        <caption class="sr-only">{t.needs_list()}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{t.need_text()}</th>
                                <th scope="col">{t.col_name()}</th>
                                <th scope="col">{t.need_category_field()}</th>
                                <th scope="col">{t.need_department()}</th>
                                <th scope="col">{t.need_day()}</th>
                                <th scope="col">{t.need_status_field()}</th>
                                <th scope="col"><span class="sr-only">{t.edit()}</span></th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {(rest > 0)
                    .then(|| view! {
                        <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| shown.update(|most| *most += FIRST))>
                            {t.show_more(rest.min(FIRST))}
                        </Button>
                    })}
            }
            .into_any()
        })
    };
    let sub = move || {
        let (needs, customers) = lines.with(|lines| {
            let customers: std::collections::BTreeSet<_> =
                lines.iter().map(|line| line.need.customer).collect();
            (lines.len(), customers.len())
        });
        language.get().needs_recurring_text(needs, customers)
    };
    view! {
        <div class="page-head">
            <h1>{say(Language::needs_title)}</h1>
            <p class="sub" role="status">{sub}</p>
            <div class="cluster">
                <span title=say(Language::needs_collect_hint)>
                    <Button icon=Glyph::Download on_press=collect>{say(Language::needs_collect)}</Button>
                </span>
            </div>
        </div>
        <div class="page-body stack">
            <div class="split is-wide-left">
                <section class="card stack-s">
                    <filters::Filters typed=typed sort=sort category=category department=department closed_too=closed_too />
                    {live(list)}
                </section>
                <div class="stack">
                    <Recurring />
                    <digest::Digest />
                    <topics::Topics />
                </div>
            </div>
        </div>
    }
}

fn row(t: Language, session: Session, line: &NeedLine, today: crate::model::Day) -> AnyView {
    let need = &line.need;
    let (id, customer) = (need.id, need.customer);
    let sort = if need.is_problem { t.need_problem() } else { t.need_need() };
    let status = if need.is_open() { "chip is-due" } else { "chip" };
    let named = format!("{} {}", t.edit(), need.text);
    view! {
        <tr>
            <th scope="row">
                <span class="muted small">{sort}</span> " " {need.text.clone()}
                {need.is_implied.then(|| view! { <span class="row-note">" · " {t.need_is_implied()}</span> })}
                {(!need.answer.is_empty()).then(|| view! { <span class="row-note is-block">{t.labelled(t.need_answer(), &need.answer)}</span> })}
            </th>
            <td><a href=Route::Customer(customer).href()>{line.customer.clone()}</a></td>
            <td>{need.category.map_or(t.none(), |category| t.need_category(category))}</td>
            <td>{Some(need.department.clone()).filter(|name| !name.is_empty()).unwrap_or_else(|| t.none().to_owned())}</td>
            <td class="num">{t.day_short(need.day, today)}</td>
            <td><span class=status>{t.need_status(need.status())}</span></td>
            <td class="num">
                <Button
                    kind=ButtonKind::Quiet
                    icon=Glyph::Edit
                    label=Signal::stored(named)
                    on_press=Callback::new(move |()| session.panel.set(Some(Panel::Need(customer, Some(id)))))
                />
            </td>
        </tr>
    }
    .into_any()
}

/// What several customers need alike (A0.29).
#[component]
fn Recurring() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let topics = Memo::new(move |_| {
        session
            .read(|desk| {
                let open = app::needs(&app::need_lines(desk.book()), &NeedsFilter::default());
                let mut topics = app::recurring(open.iter().map(|line| &line.need));
                topics.retain(|topic| topic.customers >= RECURS && topic.category.is_some());
                topics
            })
            .unwrap_or_default()
    });
    let list = move || {
        let t = language.get();
        topics.with(|topics| {
            if topics.is_empty() {
                return view! { <p class="muted">{t.no_needs_on_list()}</p> }.into_any();
            }
            topics
                .iter()
                .map(|topic| {
                    let said: Vec<String> =
                        topic.said.iter().map(|(text, count)| format!("{text} ×{count}")).collect();
                    view! {
                        <div class="topic">
                            <p class="strong">{topics::name(t, topic)}</p>
                            <p class="row-note">{t.needs_recurring_text(topic.count, topic.customers)}</p>
                            <p class="small">{said.join(t.list_comma())}</p>
                        </div>
                    }
                })
                .collect_view()
                .into_any()
        })
    };
    view! {
        <section class="card stack-s">
            <div class="card-head"><h2>{say(Language::needs_recurring)}</h2></div>
            {live(list)}
        </section>
    }
}
