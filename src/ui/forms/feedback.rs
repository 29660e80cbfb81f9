//! The form of a feedback: a complaint, a suggestion, an answer to a survey.

use leptos::prelude::*;

use crate::app::{Command, FeedbackDraft, Field};
use crate::model::{CustomerId, FeedbackId, FeedbackSort};
use crate::text::Language;

use super::super::components::{FieldKind, Rating, Segmented, SelectField, TextArea, TextField};
use super::super::live::live;
use super::super::session::{Session, say};
use super::choices;
use super::form::{FormPanel, Wrong};

/// Adds or edits a feedback.
#[component]
pub fn FeedbackForm(customer: CustomerId, id: Option<FeedbackId>) -> impl IntoView {
    let session = Session::use_here();
    let before = id
        .and_then(|id| session.peek(|desk| desk.book().feedback().get(id).as_ref().map(FeedbackDraft::of)))
        .flatten();
    let start = before.unwrap_or_else(|| FeedbackDraft::new(FeedbackSort::Complaint, &session.env()));
    let sort = RwSignal::new(start.sort.id().to_owned());
    let day = RwSignal::new(start.day.clone());
    let text = RwSignal::new(start.text.clone());
    let satisfaction = RwSignal::new(start.satisfaction);
    let nps = RwSignal::new(start.nps.clone());
    let promised = RwSignal::new(start.promised.clone());
    let resolved = RwSignal::new(start.resolved.clone());
    let resolution = RwSignal::new(start.resolution.clone());
    let cause = RwSignal::new(start.cause.clone());
    let owner = choices::id_text(start.owner);
    let team = choices::people(start.owner);
    let now = move || FeedbackSort::from_id(&sort.get()).unwrap_or(FeedbackSort::Complaint);
    let draft = move || FeedbackDraft {
        sort: now(),
        day: day.get(),
        text: text.get(),
        satisfaction: satisfaction.get(),
        nps: nps.get(),
        promised: promised.get(),
        resolved: resolved.get(),
        resolution: resolution.get(),
        cause: cause.get(),
        owner: owner.get().parse().ok(),
    };
    let wrong = Wrong::new();
    let title = say(if id.is_some() { Language::edit_feedback } else { Language::add_feedback });
    let command = move || Command::SaveFeedback { customer, id, draft: untrack(draft) };
    let is_dirty = Memo::new(move |_| draft() != start);
    let kind = Memo::new(move |_| now());
    let of_sort = move || {
        match kind.get() {
        FeedbackSort::Complaint => view! {
            <div class="form-grid">
                <TextField label=say(Language::feedback_promised) value=promised kind=FieldKind::Date error=wrong.with(Field::Promised) />
                <TextField label=say(Language::feedback_resolved) value=resolved kind=FieldKind::Date error=wrong.with(Field::Resolved) />
                <TextArea label=say(Language::feedback_cause) value=cause rows=2 error=wrong.with(Field::Cause) />
                <TextArea label=say(Language::feedback_resolution) value=resolution rows=2 error=wrong.with(Field::Resolution) />
            </div>
            <Rating label=say(Language::feedback_handling) value=satisfaction />
        }
        .into_any(),
        FeedbackSort::Suggestion => ().into_any(),
        FeedbackSort::Survey => view! {
            <Rating label=say(Language::field_satisfaction) value=satisfaction />
            <TextField label=say(Language::field_nps) value=nps kind=FieldKind::Whole error=wrong.with(Field::Nps) />
        }
        .into_any(),
    }
    };
    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong remove=id.map(Command::RemoveFeedback)>
            <Segmented
                label=say(Language::feedback_sort_field)
                value=sort
                options=choices::required(FeedbackSort::ALL, FeedbackSort::id, Language::feedback_sort)
            />
            <TextArea
                label=say(Language::feedback_text)
                value=text
                rows=3
                autofocus=true
                error=wrong.with(Field::FeedbackText)
            />
            <div class="form-grid">
                <TextField label=say(Language::feedback_day) value=day kind=FieldKind::Date required=true error=wrong.with(Field::Day) />
                <SelectField label=say(Language::field_owner) value=owner options=team />
            </div>
            {live(of_sort)}
        </FormPanel>
    }
}
