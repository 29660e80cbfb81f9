//! One edit of many customers: worked out and shown first, then one change and one undo.

use crate::app::Desk;
use crate::app::draft::FactDraft;
use crate::app::leaving::LeavingGate;
use crate::app::{Refusal, Standing, cooling_down, source_name};
use crate::exchange;
use crate::model::{Customer, CustomerId, CustomerKind, Env, PersonId, Source, Stage};
use crate::text::Language;

/// What is done to each of many customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BulkEdit {
    /// Gives them to an owner, or to nobody.
    Owner(Option<PersonId>),
    /// Adds tags, as typed; nobody gets one twice.
    AddTags(String),
    /// Takes tags away, as typed.
    RemoveTags(String),
    /// Sets the stage.
    Stage(Option<Stage>),
    /// Sets where they came from.
    Source(Option<Source>),
    /// Sets the kind.
    Kind(Option<CustomerKind>),
    /// Sets the industry.
    Industry(String),
    /// States a fact.
    State(FactDraft),
}

/// What an edit of many would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BulkPreview {
    /// How many customers would be altered.
    pub altered: usize,
    /// How many are so already.
    pub same: usize,
    /// How many are not to be contacted.
    pub held: usize,
    /// How many of those that stay so the new owner gave up to the pool a short while ago.
    pub cooling: usize,
    /// How many of those that stay so cannot be given up before a report was filed.
    pub unreported: usize,
    /// The first that would be altered: name, before, after.
    pub first: Vec<(String, String, String)>,
}

/// Returns the customer after an edit.
///
/// # Errors
/// What was typed is not right.
pub(in crate::app) fn edited(
    desk: &Desk,
    gate: &LeavingGate<'_>,
    customer: &Customer,
    edit: &BulkEdit,
    env: &Env,
) -> Result<Customer, Refusal> {
    let mut after = customer.clone();
    match edit {
        // Who gave it up a short while ago does not get it back in a batch.
        BulkEdit::Owner(owner) if cooling_down(desk, customer, *owner).is_none() => after.owner = *owner,
        BulkEdit::Owner(_) => {}
        BulkEdit::AddTags(typed) => {
            for tag in exchange::tags(typed) {
                if !after.tags.contains(&tag) {
                    after.tags.push(tag);
                }
            }
        }
        BulkEdit::RemoveTags(typed) => {
            let gone = exchange::tags(typed);
            after.tags.retain(|tag| !gone.contains(tag));
        }
        // Whose report is missing is not given up in a batch either.
        BulkEdit::Stage(stage) if gate.holds(customer, *stage) => {}
        BulkEdit::Stage(stage) => after.stage = *stage,
        BulkEdit::Source(source) => after.source = *source,
        BulkEdit::Kind(kind) => after.customer_kind = *kind,
        BulkEdit::Industry(industry) => after.industry = industry.trim().into(),
        BulkEdit::State(draft) => after = draft.read(desk.policy(), customer, env)?,
    }
    after.date_fields(Some(customer), env.today());
    Ok(after)
}

/// Works out what an edit of many would do, with the first `most` of those that it alters.
///
/// # Errors
/// What was typed is not right.
pub fn bulk_preview(
    t: Language,
    desk: &Desk,
    customers: &[CustomerId],
    edit: &BulkEdit,
    env: &Env,
    most: usize,
) -> Result<BulkPreview, Refusal> {
    let (gate, mut preview) = (LeavingGate::of(desk), BulkPreview::default());
    for before in customers.iter().filter_map(|id| desk.book().customers().get(*id)) {
        let after = edited(desk, &gate, before, edit, env)?;
        preview.held += usize::from(Standing::no_contact(before, desk.today()).is_some());
        if let BulkEdit::Owner(owner) = edit {
            preview.cooling += usize::from(cooling_down(desk, before, *owner).is_some());
        }
        if let BulkEdit::Stage(stage) = edit {
            preview.unreported += usize::from(after.stage != *stage);
        }
        if after == *before {
            preview.same += 1;
            continue;
        }
        preview.altered += 1;
        if preview.first.len() < most {
            let told = |customer: &Customer| told(t, desk, customer, edit);
            preview.first.push((before.name.clone(), told(before), told(&after)));
        }
    }
    Ok(preview)
}

/// Writes the value that an edit is about.
fn told(t: Language, desk: &Desk, customer: &Customer, edit: &BulkEdit) -> String {
    match edit {
        BulkEdit::Owner(_) => {
            let owner = customer.owner.and_then(|owner| desk.book().people().get(owner));
            owner.map_or_else(|| t.no_owner().to_owned(), |person| person.name.clone())
        }
        BulkEdit::AddTags(_) | BulkEdit::RemoveTags(_) => customer.tags.join("、"),
        BulkEdit::Stage(_) => customer.stage.map(|stage| t.stage(stage)).unwrap_or_default().to_owned(),
        BulkEdit::Source(_) => {
            customer.source.map(|source| source_name(t, desk.book(), source)).unwrap_or_default()
        }
        BulkEdit::Kind(_) => {
            customer.customer_kind.map(|kind| t.customer_kind(kind)).unwrap_or_default().to_owned()
        }
        BulkEdit::Industry(_) => customer.industry.to_string(),
        BulkEdit::State(draft) => {
            let said = customer.statements.iter().rev().find(|said| said.metric == draft.measure);
            let measure = crate::facts::Measure::from_id(&draft.measure);
            let value = said.zip(measure).and_then(|(said, measure)| {
                if let Some(text) = said
                    .value
                    .as_str()
                    .filter(|_| desk.policy().unit(measure) == Some(crate::facts::Unit::Text))
                {
                    return Some(text.to_owned());
                }
                let value = desk.policy().unit(measure)?.read(&said.value)?;
                Some(crate::app::measure_value(t, desk.book(), desk.policy(), measure, value))
            });
            value.unwrap_or_default()
        }
    }
}

/// Names a sort of edit by its id in the form's list.
pub fn bulk_sort_name(t: Language, id: &str) -> &'static str {
    match id {
        "owner" => t.bulk_owner(),
        "add_tags" => t.bulk_add_tags(),
        "remove_tags" => t.bulk_remove_tags(),
        "stage" => t.bulk_stage(),
        "source" => t.bulk_source(),
        "kind" => t.bulk_kind(),
        "industry" => t.bulk_industry(),
        _ => t.bulk_state(),
    }
}
