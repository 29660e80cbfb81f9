//! The form of a need.

use leptos::prelude::*;

use crate::app::{Command, Field, NeedDraft};
use crate::model::{CustomerId, NeedCategory, NeedId, NeedNature, NeedStatus};
use crate::text::Language;

use super::super::components::{FieldKind, Segmented, SelectField, TextArea, TextField, use_language};
use super::super::session::{Session, say};
use super::choices;
use super::form::{FormPanel, Wrong};

/// Adds or edits a need.
#[component]
pub fn NeedForm(customer: CustomerId, id: Option<NeedId>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let before = id.and_then(|id| {
        session.peek(|desk| desk.book().needs().get(id).as_ref().map(NeedDraft::of)).flatten()
    });
    let start =
        before.unwrap_or_else(|| NeedDraft { day: session.today().0.to_string(), ..NeedDraft::default() });
    let text = RwSignal::new(start.text.clone());
    let day = RwSignal::new(start.day.clone());
    let sort = RwSignal::new(truth(start.is_problem));
    let expression = RwSignal::new(truth(start.is_implied));
    let category = RwSignal::new(start.category.map_or("", NeedCategory::id).to_owned());
    let nature = RwSignal::new(start.nature.map_or("", NeedNature::id).to_owned());
    let department = RwSignal::new(start.department.clone());
    let status = RwSignal::new(start.status.unwrap_or(NeedStatus::Open).id().to_owned());
    let answer = RwSignal::new(start.answer.clone());
    let answered = RwSignal::new(start.answered.clone());
    let draft = move || NeedDraft {
        text: text.get(),
        day: day.get(),
        is_problem: sort.get() == YES,
        is_implied: expression.get() == YES,
        category: NeedCategory::from_id(&category.get()),
        nature: NeedNature::from_id(&nature.get()),
        department: department.get(),
        status: NeedStatus::from_id(&status.get()),
        answer: answer.get(),
        answered: answered.get(),
    };
    let either = move |no: fn(Language) -> &'static str, yes: fn(Language) -> &'static str| {
        Signal::derive(move || {
            let t = language.get();
            vec![(truth(false), no(t).to_owned()), (truth(true), yes(t).to_owned())]
        })
    };
    let wrong = Wrong::new();
    let title = say(if id.is_some() { Language::edit_need } else { Language::add_need });
    let command = move || Command::SaveNeed { customer, id, draft: untrack(draft) };
    let first = untrack(draft);
    let is_dirty = Memo::new(move |_| draft() != first);
    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong remove=id.map(Command::RemoveNeed)>
            <Segmented label=say(Language::need_sort) value=sort options=either(Language::need_need, Language::need_problem) />
            <TextArea
                label=say(Language::need_text)
                value=text
                rows=2
                required=true
                autofocus=true
                error=wrong.with(Field::NeedText)
            />
            <Segmented
                label=say(Language::need_expression)
                value=expression
                options=either(Language::need_explicit, Language::need_is_implied)
            />
            <div class="form-grid">
                <SelectField
                    label=say(Language::need_category_field)
                    value=category
                    options=choices::optional(NeedCategory::ALL, NeedCategory::id, Language::need_category)
                />
                <SelectField
                    label=say(Language::need_nature_field)
                    value=nature
                    options=choices::optional(NeedNature::ALL, NeedNature::id, Language::need_nature)
                />
                <TextField
                    label=say(Language::need_department)
                    value=department
                    list=choices::departments()
                    error=wrong.with(Field::Department)
                />
                <TextField label=say(Language::need_day) value=day kind=FieldKind::Date required=true error=wrong.with(Field::Day) />
            </div>
            <Segmented
                label=say(Language::need_status_field)
                value=status
                options=choices::required(NeedStatus::ALL, NeedStatus::id, Language::need_status)
            />
            <TextArea label=say(Language::need_answer) value=answer rows=2 error=wrong.with(Field::Answer) />
            <TextField
                label=say(Language::need_answered)
                value=answered
                kind=FieldKind::Date
                error=wrong.with(Field::Answered)
            />
        </FormPanel>
    }
}

const YES: &str = "yes";

fn truth(yes: bool) -> String {
    if yes { YES } else { "no" }.to_owned()
}
