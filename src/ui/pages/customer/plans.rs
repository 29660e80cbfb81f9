//! Risks with their retention plans, contracts with their renewal days, who brought whom (A0.28, A1.7, A2.2).

use leptos::prelude::*;

use crate::app::{self, Command, Desk, Route};
use crate::model::{Contract, Customer, CustomerId, Day, Plan};
use crate::order;
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph};
use super::super::super::session::{Panel, Session, say};
use super::drawn;

/// What threatens the customer, each risk with its plan or the way to make one; then other plans.
#[component]
pub fn Plans(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let body = drawn(id, move |t, desk, customer| {
        let lines = app::risk_lines(desk, customer);
        let told: Vec<Option<Plan>> = lines.iter().map(|line| line.plan.clone()).collect();
        let risks = lines
            .iter()
            .enumerate()
            .map(|(place, line)| {
                let words = app::risk(t, &line.risk, desk.today());
                let label = Signal::stored(t.plan_make_for(&words));
                let make = Callback::new(move |()| session.panel.set(Some(Panel::Plan(id, None, Some(place)))));
                let below = match &line.plan {
                    Some(plan) => drawn_plan(t, session, desk, plan),
                    None => view! {
                        <Button icon=Glyph::Plus label=label on_press=make>{t.plan_make()}</Button>
                    }
                    .into_any(),
                };
                view! { <li class="need"><span class="grow"><span class="chip is-overdue">{words}</span> {below}</span></li> }
            })
            .collect_view();
        let others: Vec<Plan> = desk
            .book()
            .plans_of(id)
            .filter(|plan| !told.iter().flatten().any(|one| one.id == plan.id))
            .collect();
        let (open, past): (Vec<Plan>, Vec<Plan>) = others.into_iter().partition(Plan::is_open);
        let list = |plans: &[Plan]| {
            let each = plans.iter().map(|plan| {
                view! { <li class="need"><span class="grow">{drawn_plan(t, session, desk, plan)}</span></li> }
            });
            view! { <ul class="plain-list is-spaced">{each.collect_view()}</ul> }
        };
        view! {
            {(!customer.watch.is_empty()).then(|| view! {
                <p><span class="chip is-overdue">{t.watch_mark()}</span> " " {customer.watch.to_string()}</p>
            })}
            {if lines.is_empty() {
                view! { <p class="muted">{t.no_risks()}</p> }.into_any()
            } else {
                view! { <ul class="plain-list is-spaced">{risks}</ul> }.into_any()
            }}
            {(!open.is_empty()).then(|| list(&open))}
            {(!past.is_empty()).then(|| view! { <h3>{t.plan_past()}</h3> {list(&past)} })}
        }
        .into_any()
    });
    let watch = Callback::new(move |()| session.panel.set(Some(Panel::Watch(id))));
    let by_hand = Callback::new(move |()| session.panel.set(Some(Panel::Plan(id, None, None))));
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{say(Language::plans_title)}</h2>
                <Button kind=ButtonKind::Quiet on_press=watch>{say(Language::watch_edit)}</Button>
                <Button kind=ButtonKind::Quiet icon=Glyph::Plus on_press=by_hand>{say(Language::plan_by_hand)}</Button>
            </div>
            {body}
        </section>
    }
}

/// One plan: its risk, its steps to tick, its outcome.
fn drawn_plan(t: Language, session: Session, desk: &Desk, plan: &Plan) -> AnyView {
    let (id, customer, today) = (plan.id, plan.customer, desk.today());
    let name = |id| desk.book().people().get(id).map(|person| person.name.clone());
    let done = plan.steps.iter().filter(|step| step.done.is_some()).count();
    let is_open = plan.is_open();
    let steps = plan
        .steps
        .iter()
        .enumerate()
        .map(|(place, step)| {
            let is_done = step.done.is_some();
            let is_late = is_open && !is_done && step.due.is_some_and(|due| due < today);
            let due = step.done.or(step.due).map(|day| t.day_short(day, today));
            let who = step.owner.and_then(name);
            let note = who.into_iter().chain(due).collect::<Vec<_>>().join(" · ");
            let text = step.text.clone();
            view! {
                <li class="cluster" class:is-done=is_done>
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=is_done
                            disabled=!is_open
                            aria-label=t.step_tick(&text)
                            on:change=move |_| session.send(Command::FinishStep(id, place, !is_done))
                        />
                        <span>{text.clone()}</span>
                    </label>
                    <span class="row-note" class:is-late=is_late>{note}</span>
                </li>
            }
        })
        .collect_view();
    let outcome = plan
        .outcome
        .map_or_else(|| t.plan_outcome_open().to_owned(), |outcome| t.plan_outcome(outcome).to_owned());
    let part = |label: &'static str, text: &str| {
        (!text.is_empty()).then(|| view! { <span class="row-note is-block">{t.labelled(label, text)}</span> })
    };
    let opened = t.day_short(plan.opened, today);
    let edit = format!("{} {} {opened}", t.plan_edit(), t.risk_trigger(plan.trigger));
    let approval = approval(t, session, desk, plan);
    view! {
        <div class="stack is-tight">
            <p class="cluster">
                <span class="strong">{t.risk_trigger(plan.trigger)}</span>
                <span class="chip">{outcome}</span>
                <span class="row-note">
                    {t.plan_progress(done, plan.steps.len())} " · " {opened}
                    {plan.owner.and_then(name).map(|owner| format!(" · {owner}"))}
                </span>
                <Button
                    kind=ButtonKind::Quiet
                    icon=Glyph::Edit
                    label=Signal::stored(edit)
                    on_press=Callback::new(move |()| session.panel.set(Some(Panel::Plan(customer, Some(id), None))))
                />
            </p>
            {part(t.plan_risk(), &plan.risk)}
            {approval}
            <ul class="plain-list">{steps}</ul>
            {part(t.plan_lesson(), &plan.lesson)}
        </div>
    }
    .into_any()
}

/// Who approved a plan, or that it waits for somebody; nothing where nobody asks (A1.12).
fn approval(t: Language, session: Session, desk: &Desk, plan: &Plan) -> Option<AnyView> {
    let id = plan.id;
    let give = move |yes: bool| Callback::new(move |()| session.send(Command::ApprovePlan(id, yes)));
    if let Some(day) = plan.approved {
        let who = plan.approved_by.and_then(|who| desk.book().people().get(who));
        let who = who.map(|who| who.name.clone()).unwrap_or_default();
        let told = t.plan_approved_on(t.day_short(day, desk.today()), who);
        let back = plan.is_open().then(
            || view! { <Button kind=ButtonKind::Quiet on_press=give(false)>{t.plan_unapprove()}</Button> },
        );
        return Some(view! { <p class="cluster"><span class="row-note">{told}</span> {back}</p> }.into_any());
    }
    app::is_unapproved(desk.policy(), plan).then(|| {
        view! {
            <p class="cluster">
                <span class="chip is-due">{t.plan_waits()}</span>
                <Button on_press=give(true)>{t.plan_approve()}</Button>
            </p>
        }
        .into_any()
    })
}

/// The contracts of a customer, the one that ends next first.
#[component]
pub fn Contracts(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let body = drawn(id, move |t, desk, _| {
        let mut all: Vec<Contract> = desk.book().contracts_of(id).collect();
        if all.is_empty() {
            return view! { <p class="muted">{t.contract_none()}</p> }.into_any();
        }
        order::by_key(&mut all, |contract| (!contract.is_unsettled(), contract.until));
        let today = desk.today();
        let lines = all.iter().map(|contract| contract_line(t, session, contract, today)).collect_view();
        view! { <ul class="plain-list is-spaced">{lines}</ul> }.into_any()
    });
    let add = Callback::new(move |()| session.panel.set(Some(Panel::Contract(id, None))));
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{say(Language::contracts_title)}</h2>
                <Button kind=ButtonKind::Quiet icon=Glyph::Plus label=say(Language::contract_add) on_press=add />
            </div>
            {body}
        </section>
    }
}

fn contract_line(t: Language, session: Session, contract: &Contract, today: Day) -> AnyView {
    let (id, customer) = (contract.id, contract.customer);
    let days = contract.until.days_since(today);
    let ends = match days {
        0 => t.contract_ends_today().to_owned(),
        1.. => t.contract_ends_in(days),
        _ => t.contract_ended(-days),
    };
    let class = if app::is_renewal_near(contract, today) { "chip is-due" } else { "chip" };
    let until = t.day_long(contract.until);
    let edit = format!("{} {until}", t.contract_edit());
    let title =
        if contract.title.is_empty() { t.contracts_title().to_owned() } else { contract.title.clone() };
    view! {
        <li class="need">
            <span class="grow">
                <span class="strong">{title}</span> " " <span class="num">{contract.number.clone()}</span>
                <span class="row-note is-block">
                    {contract.from.map(|from| format!("{} – ", t.day_long(from)))} {until}
                    {contract.amount.map(|amount| format!(" · {}", t.money(amount)))}
                </span>
                {(!contract.note.is_empty()).then(|| view! { <span class="row-note is-block prewrap">{contract.note.clone()}</span> })}
            </span>
            <span class="chip">{t.renewal(contract.renewal())}</span>
            {contract.is_unsettled().then(|| view! { <span class=class>{ends}</span> })}
            <Button
                kind=ButtonKind::Quiet
                icon=Glyph::Edit
                label=Signal::stored(edit)
                on_press=Callback::new(move |()| session.panel.set(Some(Panel::Contract(customer, Some(id)))))
            />
        </li>
    }
    .into_any()
}

/// Who brought the customer, and whom it brought: a VIP is to bring 30 to 50 (A2.2, A2.11).
#[component]
pub fn Referrals(id: CustomerId) -> impl IntoView {
    let body = drawn(id, move |t, desk, customer| {
        let brought = app::referrals(desk, customer);
        let by = customer.referred_by.and_then(|by| desk.book().customers().get(by)).map(link);
        let target = brought.target.map(|(least, most)| {
            let class = if brought.prospects < least { "chip is-due" } else { "chip" };
            view! { <p><span class=class>{t.referral_target(brought.prospects, least, most)}</span></p> }
        });
        let lines = brought.customers.iter().filter_map(|id| desk.book().customers().get(*id)).map(|customer| {
            view! {
                <li>{link(customer)} " " <span class="row-note">{customer.stage.map(|stage| t.stage(stage))}</span></li>
            }
        });
        view! {
            {by.map(|by| view! { <p>{t.referral_by()} " " {by}</p> })}
            {target}
            {if brought.customers.is_empty() {
                view! { <p class="muted">{t.referral_none()}</p> }.into_any()
            } else {
                view! {
                    <p>{t.referral_counts(brought.customers.len(), brought.prospects)}</p>
                    <ul class="plain-list is-columns">{lines.collect_view()}</ul>
                }
                .into_any()
            }}
        }
        .into_any()
    });
    view! {
        <section class="card">
            <div class="card-head"><h2>{say(Language::referral_title)}</h2></div>
            {body}
        </section>
    }
}

fn link(customer: &Customer) -> AnyView {
    view! { <a href=Route::Customer(customer.id).href()>{customer.name.clone()}</a> }.into_any()
}
