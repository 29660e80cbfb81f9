//! The form of a retention plan: the risk, the steps with owner and date, the outcome (A0.28, A1.7).

use leptos::prelude::*;

use crate::app::{self, Command, Field, PlanDraft, Risk, StepDraft};
use crate::model::{CustomerId, Day, PersonId, PlanId, PlanOutcome};
use crate::text::Language;

use super::super::components::{
    Button, ButtonKind, FieldKind, Glyph, SelectField, TextArea, TextField, use_language,
};
use super::super::live::live;
use super::super::session::{Session, say};
use super::choices;
use super::form::{FormPanel, Wrong};

/// One step, both ways.
#[derive(Clone, Copy)]
struct StepFields {
    key: usize,
    text: RwSignal<String>,
    owner: RwSignal<String>,
    due: RwSignal<String>,
    done: Option<Day>,
}

impl StepFields {
    fn of(key: usize, draft: &StepDraft) -> Self {
        Self {
            key,
            text: RwSignal::new(draft.text.clone()),
            owner: choices::id_text(draft.owner),
            due: RwSignal::new(draft.due.clone()),
            done: draft.done,
        }
    }

    fn draft(self) -> StepDraft {
        StepDraft {
            text: self.text.get(),
            owner: self.owner.get().parse::<PersonId>().ok(),
            due: self.due.get(),
            done: self.done,
        }
    }
}

/// Opens a plan for the risk at that place among the customer's, by hand if there is none, or edits one.
#[component]
pub fn PlanForm(customer: CustomerId, id: Option<PlanId>, risk: Option<usize>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let t = language.get_untracked();
    let start = session
        .peek(|desk| {
            let of = desk.book().customers().get(customer)?;
            if let Some(id) = id {
                return desk.book().plans().get(id).as_ref().map(PlanDraft::of);
            }
            let risks: Vec<Risk> = app::risk_lines(desk, of).into_iter().map(|line| line.risk).collect();
            Some(app::proposed_plan(t, desk, of, risk.and_then(|place| risks.get(place))))
        })
        .flatten();
    // Whoever opens the form finds the customer and the plan; if they are gone by then, there is nothing to edit.
    let Some(start) = start else { return ().into_any() };
    let (trigger, subject) = (start.trigger, start.subject.clone());
    let words = RwSignal::new(start.risk.clone());
    let owner = choices::id_text(start.owner);
    let steps: Vec<StepFields> =
        start.steps.iter().enumerate().map(|(key, step)| StepFields::of(key, step)).collect();
    let steps = RwSignal::new(steps);
    let outcome = RwSignal::new(start.outcome.map_or("", PlanOutcome::id).to_owned());
    let lesson = RwSignal::new(start.lesson.clone());
    let draft = move || PlanDraft {
        trigger,
        subject: subject.clone(),
        risk: words.get(),
        owner: owner.get().parse().ok(),
        steps: steps.get().into_iter().map(StepFields::draft).collect(),
        outcome: PlanOutcome::from_id(&outcome.get()),
        lesson: lesson.get(),
    };
    let wrong = Wrong::new();
    let title = say(if id.is_some() { Language::plan_edit } else { Language::plan_make });
    let typed = draft.clone();
    let command = move || {
        let typed = typed.clone();
        Command::SavePlan { customer, id, draft: Box::new(untrack(typed)) }
    };
    let is_dirty = Memo::new(move |_| draft() != start);
    let team = choices::people(None);
    let line = move |step: StepFields| {
        let place = move || steps.with(|all| all.iter().position(|other| other.key == step.key).unwrap_or(0));
        let error = move |field: fn(usize) -> Field| {
            Signal::derive(move || wrong.problem(field(place())).map(|p| app::problem(language.get(), p)))
        };
        let named = move |name: fn(Language, usize) -> String| {
            Signal::derive(move || name(language.get(), place() + 1))
        };
        view! {
            <div class="action-form">
                <TextField label=named(|t, n| t.plan_step(n)) value=step.text error=error(Field::StepText) />
                <TextField label=named(|t, n| t.plan_step_due(n)) value=step.due kind=FieldKind::Date error=error(Field::StepDue) />
                <SelectField label=named(|t, n| t.plan_step_owner(n)) value=step.owner options=team />
                <div class="cluster">
                    <Button
                        kind=ButtonKind::Quiet
                        icon=Glyph::Close
                        label=named(|t, n| format!("{} {}", t.remove(), t.plan_step(n)))
                        on_press=Callback::new(move |()| steps.update(|all| all.retain(|other| other.key != step.key)))
                    />
                </div>
            </div>
        }
    };
    let add = Callback::new(move |()| {
        let key = steps.with_untracked(|all| all.iter().map(|step| step.key + 1).max().unwrap_or(0));
        steps.update(|all| all.push(StepFields::of(key, &StepDraft::default())));
    });
    let outcomes = choices::optional_named(
        PlanOutcome::ALL,
        PlanOutcome::id,
        Language::plan_outcome,
        Language::plan_outcome_open,
    );
    // Where there is no step, there is no field to say so.
    let none = move || {
        let problem = wrong.problem(Field::StepText(0)).filter(|_| steps.with(Vec::is_empty))?;
        Some(app::problem(language.get(), problem))
    };
    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong remove=id.map(Command::RemovePlan)>
            <p class="hint">{Signal::derive(move || language.get().risk_trigger(trigger).to_owned())}</p>
            <TextArea label=say(Language::plan_risk) value=words rows=2 autofocus=true error=wrong.with(Field::Risk) />
            <div class="form-grid">
                <SelectField label=say(Language::plan_owner) value=owner options=team />
                <SelectField label=say(Language::plan_outcome_field) value=outcome options=outcomes />
            </div>
            <fieldset class="actions-form">
                <legend>{say(Language::plan_steps)}</legend>
                <For each=move || steps.get() key=|step| step.key children=line />
                {live(move || none().map(|text| view! { <p class="field-error" role="alert">{text}</p> }))}
                <Button kind=ButtonKind::Quiet icon=Glyph::Plus on_press=add>{say(Language::plan_step_add)}</Button>
            </fieldset>
            <TextArea label=say(Language::plan_lesson) value=lesson rows=2 error=wrong.with(Field::Lesson) />
        </FormPanel>
    }
    .into_any()
}
