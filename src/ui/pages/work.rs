//! What customers still need people for: queues with their counts, one key to fill in, then the next.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{
    self, Desk, Double, DoublesRun, Field, Queue, RequiredField, Route, Sign, Wanted, Work, WorkList, WorkRun,
};
use crate::facts::{Measure, Metric};
use crate::model::{CustomerId, PlanId};
use crate::query::Missing;
use crate::text::Language;

use super::super::components::{
    Button, ButtonKind, EmptyState, Fold, Glyph, Icon, VirtualRows, tab_stop, use_language,
};
use super::super::live::live;
use super::super::marks::{governing_badge, no_contact_mark};
use super::super::session::{Panel, Phrase, Session, say};

/// How many customers are looked at between two breaths.
const AT_ONCE: usize = 1_000;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Found {
    work: Work,
    doubles: Vec<Double>,
}

impl Found {
    fn count(&self, shown: WorkList) -> usize {
        match shown {
            WorkList::Queue(queue) => self.work.of(queue).len(),
            WorkList::Doubles => self.doubles.len(),
        }
    }
}

fn name(shown: WorkList) -> Phrase {
    match shown {
        WorkList::Queue(Queue::Orphan) => Language::queue_orphan,
        WorkList::Queue(Queue::Required) => Language::queue_required,
        WorkList::Queue(Queue::Unreachable) => Language::queue_unreachable,
        WorkList::Queue(Queue::NoDecider) => Language::queue_no_decider,
        WorkList::Queue(Queue::RoleGaps) => Language::queue_role_gaps,
        WorkList::Queue(Queue::Score) => Language::queue_score,
        WorkList::Queue(Queue::Dormant) => Language::queue_dormant,
        WorkList::Queue(Queue::ToConfirm) => Language::queue_to_confirm,
        WorkList::Queue(Queue::Unverified) => Language::queue_unverified,
        WorkList::Queue(Queue::AskLater) => Language::queue_ask_later,
        WorkList::Queue(Queue::ToAsk) => Language::queue_to_ask,
        WorkList::Queue(Queue::Papers) => Language::queue_papers,
        WorkList::Queue(Queue::NoPlan) => Language::queue_no_plan,
        WorkList::Queue(Queue::StepDue) => Language::queue_step_due,
        WorkList::Queue(Queue::ToApprove) => Language::queue_to_approve,
        WorkList::Doubles => Language::queue_doubles,
    }
}

fn need_name(t: Language, need: RequiredField) -> &'static str {
    match need {
        RequiredField::Industry => t.need_industry(),
        RequiredField::Stage => t.need_stage(),
        RequiredField::Owner => t.need_owner(),
        RequiredField::ContactName => t.need_contact_name(),
        RequiredField::ContactWay => t.need_contact_way(),
        RequiredField::DecisionRole => t.need_decision_role(),
    }
}

fn sign_name(t: Language, sign: Sign) -> &'static str {
    match sign {
        Sign::CreditCode => t.sign_credit_code(),
        Sign::Name => t.sign_name(),
        Sign::Phone => t.sign_phone(),
        Sign::Domain => t.sign_domain(),
    }
}

/// The page 待补.
#[component]
pub fn WorkPage() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let found = RwSignal::new(None::<Arc<Found>>);
    look_again_and_again(session, found);
    // Who comes back from a customer finds the same list.
    let chosen = session.work_list;
    // The first that is not empty, until one is chosen.
    let shown = Memo::new(move |_| {
        let first = || {
            found.with(|found| {
                WorkList::all().find(|one| found.as_ref().is_some_and(|found| found.count(*one) > 0))
            })
        };
        chosen.get().or_else(first).unwrap_or(WorkList::Queue(Queue::Orphan))
    });
    let count_of =
        move |one: WorkList| found.with(|found| found.as_ref().map_or(0, |found| found.count(one)));
    let count = Signal::derive(move || count_of(shown.get()));
    let sub = move || {
        let t = language.get();
        if found.with(Option::is_none) { t.work_looking().to_owned() } else { t.work_count(count.get()) }
    };
    let chips = WorkList::all()
        .map(|one| {
            let pressed = move || if shown.get() == one { "true" } else { "false" };
            view! {
                <button type="button" aria-pressed=pressed on:click=move |_| chosen.set(Some(one))>
                    {say(name(one))} " " <span class="num">{live(move || count_of(one))}</span>
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="page-head">
            <a class="button is-quiet is-bare" href=Route::Customers.href() title=say(Language::customers_title) aria-label=say(Language::customers_title)>
                <Icon name=Glyph::Back />
            </a>
            <h1>{say(Language::work_title)}</h1>
            <p class="sub" role="status">{sub}</p>
            <div class="cluster">
                <div class="chips" role="group" aria-label=say(Language::work_queues)>{chips}</div>
            </div>
        </div>
        <div class="page-body is-list">
            <Show
                when=move || count.get() != 0
                fallback=move || view! {
                    <Show when=move || found.with(Option::is_some)>
                        <EmptyState title=say(Language::work_done_title) text=say(Language::work_done_text) />
                    </Show>
                }
            >
                <WorkRows shown=shown found=found count=count />
            </Show>
            <Fold title=say(Language::complete_title)>
                <p class="hint">{say(Language::complete_text)}</p>
                {live(move || found.get().map(|found| completeness(language.get(), session, &found.work)))}
            </Fold>
        </div>
    }
}

/// Looks for duties and doubles, letting the page breathe, and again whenever the book changes.
fn look_again_and_again(session: Session, found: RwSignal<Option<Arc<Found>>>) {
    let run = StoredValue::new(0_u64);
    Effect::new(move |_| {
        session.revision();
        let own = run.with_value(|run| run + 1);
        run.set_value(own);
        leptos::task::spawn_local(async move {
            let begun = session.peek(|desk| (WorkRun::begin(desk), DoublesRun::new(desk)));
            let Some((mut work, mut doubles)) = begun else { return };
            while session.peek(|desk| work.step(desk, AT_ONCE)) == Some(true) {
                session.services().breathe().await;
                if run.try_get_value() != Some(own) {
                    return;
                }
            }
            while session.peek(|desk| doubles.step(desk, AT_ONCE)).unwrap_or(0) > 0 {
                session.services().breathe().await;
                if run.try_get_value() != Some(own) {
                    return;
                }
            }
            let now = Found { work: work.result(), doubles: doubles.doubles() };
            let _ = found.try_set(Some(Arc::new(now)));
        });
    });
}

/// One line: a customer of a queue, or a pair.
#[derive(Debug, Clone)]
enum Line {
    Customer(Queue, CustomerId),
    Double(Double),
}

#[component]
fn WorkRows(
    shown: Memo<WorkList>,
    found: RwSignal<Option<Arc<Found>>>,
    count: Signal<usize>,
) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    // Who comes back from a customer goes on from there.
    let start = session.came_from_customer().and_then(|came| match shown.get_untracked() {
        WorkList::Queue(queue) => {
            found.with_untracked(|found| found.as_ref()?.work.of(queue).iter().position(|id| *id == came))
        }
        WorkList::Doubles => None,
    });
    let selected = RwSignal::new(Some(start.unwrap_or(0)));
    Effect::new(move |before: Option<WorkList>| {
        let now = shown.get();
        let last = count.get().checked_sub(1);
        if before.is_some_and(|before| before != now) {
            selected.set(Some(0));
        } else if selected.get_untracked() > last {
            selected.set(last);
        }
        now
    });
    let at = move |index: usize| {
        found.with_untracked(|found| match (shown.get_untracked(), found) {
            (WorkList::Queue(queue), Some(found)) => {
                found.work.of(queue).get(index).map(|id| Line::Customer(queue, *id))
            }
            (WorkList::Doubles, Some(found)) => found.doubles.get(index).cloned().map(Line::Double),
            (_, None) => None,
        })
    };
    let fill = move |index: usize| {
        if let Some(line) = at(index) {
            let (panel, label) = form(session, &line);
            session.begin_at.set_value(label);
            session.panel.set(Some(panel));
        }
    };
    let keys = move |(index, key): (usize, String)| {
        match (key.as_str(), at(index)) {
            ("o", Some(Line::Customer(_, id) | Line::Double(Double { one: id, .. }))) => {
                session.go(Route::Customer(id))
            }
            ("e", Some(Line::Customer(_, id))) => session.panel.set(Some(Panel::Customer(Some(id)))),
            ("m" | "e", _) => fill(index),
            _ => return false,
        }
        true
    };
    let drawn = StoredValue::new(0_u64);
    let revision = Memo::new(move |_| {
        found.track();
        shown.track();
        language.track();
        drawn.update_value(|number| *number += 1);
        drawn.get_value()
    });
    let row = move |index: usize| {
        let t = language.get_untracked();
        let cells = at(index).and_then(|line| session.peek(|desk| cells(t, desk, &line)).flatten());
        let action = Callback::new(move |()| fill(index));
        cells.map_or_else(
            || ().into_any(),
            |cells| {
                view! {
                    {cells}
                    <div class="cell cell-acts">
                        <Button kind=ButtonKind::Quiet on_press=action>
                            {if shown.get_untracked() == WorkList::Doubles { t.merge_open() } else { t.work_fill() }}
                        </Button>
                    </div>
                }
                .into_any()
            },
        )
    };
    view! {
        <VirtualRows
            count=count
            label=say(Language::work_list)
            class="work"
            row=row
            revision=revision
            selected=selected
            on_open=Callback::new(fill)
            keys=Callback::new(keys)
            autofocus=true
        />
        <div class="list-foot"><span>{say(Language::work_keys)}</span></div>
    }
}

/// Returns the form that fills in what a line is about, and the label of the field to begin at, if it is not the first.
fn form(session: Session, line: &Line) -> (Panel, String) {
    let (queue, id) = match line {
        Line::Double(double) => return (Panel::Merge(double.one, double.other), String::new()),
        Line::Customer(queue, id) => (*queue, *id),
    };
    let t = session.language();
    let contact = |label: &str| (Panel::Contact(id, first_contact(session, id)), label.to_owned());
    let customer = |label: &str| (Panel::Customer(Some(id)), label.to_owned());
    let fact = |metric: Metric| (Panel::Fact(id, Some(metric.into())), t.why_value().to_owned());
    let found = session.peek(|desk| {
        let it = desk.book().customers().get(id)?;
        let field = app::fields_of_queue(queue, it).into_iter().next();
        let profile = |field| (Panel::Profile(id), t.profile_field(field).to_owned());
        Some(match queue {
            Queue::Orphan => customer(t.field_owner()),
            Queue::Required => {
                let needs = app::duties(desk, &desk.yardstick(), it).needs;
                match needs.first() {
                    Some(RequiredField::Industry) => customer(t.field_industry()),
                    Some(RequiredField::Stage) => customer(t.field_stage()),
                    Some(RequiredField::Owner) => customer(t.field_owner()),
                    Some(RequiredField::ContactName) => contact(t.field_contact_name()),
                    Some(RequiredField::ContactWay) => contact(t.field_phone()),
                    Some(RequiredField::DecisionRole) => contact(t.field_decision_role()),
                    None => customer(t.field_name()),
                }
            }
            Queue::Unreachable => contact(t.field_phone()),
            Queue::NoDecider => contact(t.field_decision_role()),
            // Somebody without a role may fill the gap; else it takes somebody new.
            Queue::RoleGaps => {
                let mut people = desk.book().contacts_of(id).filter(|contact| !contact.has_left);
                match people.find(|contact| contact.role.is_none()) {
                    Some(unplaced) => {
                        (Panel::Contact(id, Some(unplaced.id)), t.field_decision_role().to_owned())
                    }
                    None => (Panel::Contact(id, None), String::new()),
                }
            }
            Queue::Score => match app::score_lacks(desk, it).first() {
                Some(Missing::Measure(Measure::Known(metric))) if is_rated(*metric) => {
                    customer(t.metric(*metric))
                }
                Some(Missing::Measure(measure)) => {
                    (Panel::Fact(id, Some(*measure)), t.why_value().to_owned())
                }
                _ => (Panel::Fact(id, None), String::new()),
            },
            Queue::Dormant => fact(Metric::DormantCauseFound),
            Queue::ToConfirm | Queue::Unverified | Queue::AskLater | Queue::Papers => {
                match (field, app::texts_to_confirm(it).next()) {
                    (Some(field), _) => profile(field),
                    (None, Some(Field::Size)) => customer(t.field_size()),
                    (None, Some(Field::KeyNeed)) => customer(t.field_key_need()),
                    (None, Some(Field::Remark)) => customer(t.field_remark()),
                    (None, _) => customer(t.field_industry()),
                }
            }
            Queue::ToAsk => {
                let asked = app::wanted(desk.book(), it, desk.today());
                let mut open = asked.into_iter().filter(|(_, known)| !known).map(|(what, _)| what);
                let is_here = |what: &Wanted| matches!(what, Wanted::NewNeeds | Wanted::Field(_));
                match open.find(is_here) {
                    Some(Wanted::NewNeeds) => (Panel::Need(id, None), String::new()),
                    Some(Wanted::Field(field)) => profile(field),
                    _ => (Panel::Profile(id), String::new()),
                }
            }
            Queue::NoPlan => (Panel::Plan(id, None, unplanned(session, id)), String::new()),
            Queue::StepDue => (Panel::Plan(id, plan_due(session, id), None), String::new()),
            Queue::ToApprove => (Panel::Plan(id, to_approve(session, id), None), String::new()),
        })
    });
    found.flatten().unwrap_or_else(|| customer(t.field_name()))
}

/// Tells whether people judge it from 1 to 5, in the form of the customer.
fn is_rated(metric: Metric) -> bool {
    matches!(
        metric,
        Metric::IndustryGrowth | Metric::ExpansionPotential | Metric::NeedFit | Metric::ComplaintHandling
    )
}

/// Returns the place of the first risk without a plan.
fn unplanned(session: Session, id: CustomerId) -> Option<usize> {
    let found = session.peek(|desk| {
        let customer = desk.book().customers().get(id)?;
        app::risk_lines(desk, customer).iter().position(|line| line.plan.is_none())
    });
    found.flatten()
}

/// Returns the plan of a customer whose step is due first.
fn plan_due(session: Session, id: CustomerId) -> Option<PlanId> {
    let found = session.peek(|desk| {
        app::steps_due(desk).into_iter().find(|(_, plan)| plan.customer == id).map(|(_, plan)| plan.id)
    });
    found.flatten()
}

/// Returns the first plan of a customer that waits to be approved.
fn to_approve(session: Session, id: CustomerId) -> Option<PlanId> {
    let found = session.peek(|desk| {
        let mut plans = desk.book().plans_of(id);
        plans.find(|plan| app::is_unapproved(desk.policy(), plan)).map(|plan| plan.id)
    });
    found.flatten()
}

/// Returns the contact to complete: the first who has not left, if there is one.
fn first_contact(session: Session, id: CustomerId) -> Option<crate::model::ContactId> {
    let first = session.peek(|desk| desk.book().contacts_of(id).find(|contact| !contact.has_left));
    first.flatten().map(|contact| contact.id)
}

fn cells(t: Language, desk: &Desk, line: &Line) -> Option<AnyView> {
    let link = |id: CustomerId| {
        let customer = desk.book().customers().get(id)?;
        Some(view! {
            <a class="row-title" href=Route::Customer(id).href() tabindex=tab_stop()>{customer.name.clone()}</a> " "
            {no_contact_mark(t, customer, desk.today())}
        })
    };
    match line {
        Line::Double(double) => {
            let signs: Vec<&str> = double.signs.iter().map(|sign| sign_name(t, *sign)).collect();
            Some(
                view! {
                    <div class="cell cell-tier"></div>
                    <div class="cell cell-name">{link(double.one)?} " · " {link(double.other)?}</div>
                    <div class="cell cell-what">{signs.join(t.list_comma())}</div>
                }
                .into_any(),
            )
        }
        Line::Customer(queue, id) => {
            let customer = desk.book().customers().get(*id)?;
            let standing = desk.standing(*id)?;
            let what = match queue {
                Queue::Score => app::missing(t, desk.policy(), &app::score_lacks(desk, customer)),
                Queue::ToConfirm | Queue::Unverified | Queue::AskLater | Queue::Papers => {
                    let fields = app::fields_of_queue(*queue, customer).into_iter();
                    let texts = app::texts_to_confirm(customer).filter(|_| *queue == Queue::ToConfirm);
                    let texts = texts.map(|text| match text {
                        Field::Size => t.field_size(),
                        Field::KeyNeed => t.field_key_need(),
                        Field::Remark => t.field_remark(),
                        _ => t.field_industry(),
                    });
                    let named = fields.map(|field| t.profile_field(field)).chain(texts);
                    named.collect::<Vec<_>>().join(t.list_comma())
                }
                Queue::ToAsk => {
                    let asked = app::wanted(desk.book(), customer, desk.today());
                    let open = asked.into_iter().filter(|(_, known)| !known);
                    open.map(|(what, _)| app::wanted_name(t, what)).collect::<Vec<_>>().join(t.list_comma())
                }
                Queue::NoPlan => {
                    let lines =
                        app::risk_lines(desk, customer).into_iter().filter(|line| line.plan.is_none());
                    let told = lines.map(|line| app::risk(t, &line.risk, desk.today()));
                    told.collect::<Vec<_>>().join(t.list_comma())
                }
                Queue::StepDue => {
                    let due = app::steps_due(desk).into_iter().filter(|(_, plan)| plan.customer == *id);
                    let told = due.filter_map(|(day, plan)| {
                        Some(t.step_due(&plan.next_step()?.text, t.day_short(day, desk.today())))
                    });
                    told.collect::<Vec<_>>().join(t.list_comma())
                }
                Queue::ToApprove => {
                    let plans = desk.book().plans_of(*id);
                    let waiting = plans.filter(|plan| app::is_unapproved(desk.policy(), plan));
                    let told = waiting.map(|plan| t.plan_unapproved(t.risk_trigger(plan.trigger)));
                    told.collect::<Vec<_>>().join(t.list_comma())
                }
                Queue::Dormant => t.metric(Metric::DormantCauseFound).to_owned(),
                Queue::NoDecider | Queue::RoleGaps => {
                    let gaps = app::role_gaps(desk.book(), *id).into_iter();
                    gaps.map(|role| t.decision_role(role)).collect::<Vec<_>>().join(t.list_comma())
                }
                _ => {
                    let needs = app::duties(desk, &desk.yardstick(), customer).needs;
                    needs.into_iter().map(|need| need_name(t, need)).collect::<Vec<_>>().join(t.list_comma())
                }
            };
            let is_there = matches!(
                queue,
                Queue::Unverified | Queue::ToConfirm | Queue::NoPlan | Queue::StepDue | Queue::ToApprove
            );
            let told = if is_there { what } else { t.missing_inputs(what) };
            Some(
                view! {
                    <div class="cell cell-tier">{governing_badge(t, desk.policy(), standing)}</div>
                    <div class="cell cell-name">{link(*id)?}</div>
                    <div class="cell cell-what" title=told.clone()>{told.clone()}</div>
                }
                .into_any(),
            )
        }
    }
}

fn completeness(t: Language, session: Session, work: &Work) -> AnyView {
    let rows = session.peek(|desk| {
        let each = work.owners.iter().map(|(owner, complete)| {
            let person = owner.and_then(|owner| desk.book().people().get(owner));
            let name = person.map_or_else(|| t.queue_orphan().to_owned(), |person| person.name.clone());
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="num">{complete.customers}</td>
                    <td class="num">{format!("{}%", complete.percent())}</td>
                </tr>
            }
        });
        each.collect_view()
    });
    view! {
        <table class="ledger is-compact narrow">
            <thead><tr>
                <th scope="col">{t.complete_owner()}</th>
                <th scope="col" class="num">{t.complete_customers()}</th>
                <th scope="col" class="num">{t.complete_share()}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
