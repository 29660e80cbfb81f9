//! The next actions of the record form: what, by when, who, and whose promise it is (A0.24, A1.14, A4.19).

use leptos::prelude::*;

use crate::app::{self, ActionDraft, Field};
use crate::model::{Day, NextActionId, Promise};
use crate::text::Language;

use super::super::components::{Button, ButtonKind, FieldKind, Glyph, SelectField, TextField, use_language};
use super::super::session::{Session, say};
use super::choices;
use super::form::Wrong;

/// One next action of the form, both ways.
#[derive(Clone, Copy)]
pub struct ActionFields {
    key: usize,
    id: Option<NextActionId>,
    text: RwSignal<String>,
    owner: RwSignal<String>,
    assignee: RwSignal<String>,
    due: RwSignal<String>,
    promise: RwSignal<String>,
}

impl ActionFields {
    fn of(key: usize, draft: &ActionDraft) -> Self {
        Self {
            key,
            id: draft.id,
            text: RwSignal::new(draft.text.clone()),
            owner: choices::id_text(draft.owner),
            assignee: RwSignal::new(draft.assignee.clone()),
            due: RwSignal::new(draft.due.clone()),
            promise: RwSignal::new(draft.promise.map_or("", Promise::id).to_owned()),
        }
    }

    /// Returns what is typed.
    pub fn draft(self) -> ActionDraft {
        ActionDraft {
            id: self.id,
            text: self.text.get(),
            owner: self.owner.get().parse().ok(),
            assignee: self.assignee.get(),
            due: self.due.get(),
            promise: Promise::from_id(&self.promise.get()),
        }
    }
}

/// Returns the fields of the actions there are, or of one to begin with.
pub fn fields(drafts: &[ActionDraft]) -> RwSignal<Vec<ActionFields>> {
    let mut all: Vec<ActionFields> =
        drafts.iter().enumerate().map(|(key, action)| ActionFields::of(key, action)).collect();
    if all.is_empty() {
        all.push(ActionFields::of(0, &ActionDraft::default()));
    }
    RwSignal::new(all)
}

/// The working days after which a promise is most often due (A1.14: 「2个工作日内给您解决方案」).
const PROMISED: u32 = 2;

/// The lines of next actions, with a way to add another.
#[component]
pub fn Actions(actions: RwSignal<Vec<ActionFields>>, wrong: Wrong, today: Day) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let team = choices::people(None);
    let departments = choices::departments();
    let promises =
        choices::optional_named(Promise::ALL, Promise::id, Language::promise, Language::action_no_promise);
    let line = move |action: ActionFields| {
        let place =
            move || actions.with(|all| all.iter().position(|other| other.key == action.key).unwrap_or(0));
        let error = move |field: fn(usize) -> Field| {
            Signal::derive(move || wrong.problem(field(place())).map(|p| app::problem(language.get(), p)))
        };
        let soon = session.peek(|desk| desk.policy().calendar().after_working_days(today, PROMISED));
        let soon = soon.unwrap_or(today).to_string();
        view! {
            <div class="action-form">
                <TextField
                    label=Signal::derive(move || language.get().action_text(place() + 1))
                    value=action.text
                    error=error(Field::ActionText)
                />
                <TextField
                    label=say(Language::action_due)
                    value=action.due
                    kind=FieldKind::Date
                    error=error(Field::ActionDue)
                />
                <SelectField label=say(Language::action_owner) value=action.owner options=team />
                <TextField
                    label=say(Language::action_assignee)
                    value=action.assignee
                    list=departments
                    error=error(Field::ActionAssignee)
                />
                <SelectField label=say(Language::action_promise) value=action.promise options=promises />
                <div class="cluster">
                    <Button
                        kind=ButtonKind::Quiet
                        on_press=Callback::new(move |()| action.due.set(soon.clone()))
                    >
                        {Signal::derive(move || language.get().action_in_days(PROMISED))}
                    </Button>
                    <Button
                        kind=ButtonKind::Quiet
                        icon=Glyph::Close
                        label=say(Language::remove_action)
                        on_press=Callback::new(move |()| actions.update(|all| all.retain(|other| other.key != action.key)))
                    />
                </div>
            </div>
        }
    };
    let add = Callback::new(move |()| {
        let key = actions.with_untracked(|all| all.iter().map(|action| action.key + 1).max().unwrap_or(0));
        actions.update(|all| all.push(ActionFields::of(key, &ActionDraft::default())));
    });
    view! {
        <fieldset class="actions-form">
            <legend>{say(Language::next_actions)}</legend>
            <For each=move || actions.get() key=|action| action.key children=line />
            <Button kind=ButtonKind::Quiet icon=Glyph::Plus on_press=add>{say(Language::add_action)}</Button>
        </fieldset>
    }
}
