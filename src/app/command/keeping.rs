//! Contracts, retention plans, marks and the lists that a user edits: what each command comes to.

use super::{Changes, Refusal};
use crate::app::Desk;
use crate::app::draft::{self, BuyerTypeDraft, ContractDraft, PlanDraft, PrefixDraft, SourceDraft};
use crate::app::plans;
use crate::book::{Book, Label};
use crate::model::{
    BuyerType, BuyerTypeId, ContractId, Customer, CustomerId, OwnSource, PlanId, Source, SourceId,
};

pub(super) fn save_contract(
    book: &Book,
    of: CustomerId,
    id: Option<ContractId>,
    draft: &ContractDraft,
    changes: &mut Changes<'_>,
) -> Result<(), Refusal> {
    let customer = book.customers().get(of).ok_or(Refusal::Gone)?.name.clone();
    let before = id.map(|id| book.contracts().get(id).ok_or(Refusal::Gone)).transpose()?;
    let after = draft.read(of, before.as_ref(), changes.env)?;
    match before {
        Some(before) => changes.begin(Label::EditedContract { customer }).update(&before, &after),
        None => changes.begin(Label::AddedContract { customer }).add(after),
    }
    Ok(())
}

/// A plan is opened once for each risk (A1.7).
pub(super) fn save_plan(
    desk: &Desk,
    of: CustomerId,
    id: Option<PlanId>,
    draft: &PlanDraft,
    changes: &mut Changes<'_>,
) -> Result<(), Refusal> {
    let book = desk.book();
    let customer = book.customers().get(of).ok_or(Refusal::Gone)?.name.clone();
    let before = id.map(|id| book.plans().get(id).ok_or(Refusal::Gone)).transpose()?;
    if before.is_none() && plans::is_there(desk, of, draft) {
        return Err(Refusal::PlanThere);
    }
    let after = draft.read(of, before.as_ref(), changes.env)?;
    match before {
        Some(before) => changes.begin(Label::EditedPlan { customer }).update(&before, &after),
        None => changes.begin(Label::AddedPlan { customer }).add(after),
    }
    Ok(())
}

pub(super) fn finish_step(
    book: &Book,
    id: PlanId,
    place: usize,
    done: bool,
    changes: &mut Changes<'_>,
) -> Result<(), Refusal> {
    let before = book.plans().get(id).ok_or(Refusal::Gone)?;
    let mut after = before.clone();
    let step = after.steps.get_mut(place).ok_or(Refusal::Gone)?;
    step.done = done.then(|| step.done.unwrap_or(changes.env.today()));
    let text = step.text.clone();
    let label = if done { Label::FinishedStep { text } } else { Label::ReopenedStep { text } };
    changes.begin(label).update(&before, &after);
    Ok(())
}

/// An approval bears a name (A1.12).
pub(super) fn approve_plan(
    book: &Book,
    id: PlanId,
    yes: bool,
    changes: &mut Changes<'_>,
) -> Result<(), Refusal> {
    let before = book.plans().get(id).ok_or(Refusal::Gone)?;
    let customer = book.customers().get(before.customer).ok_or(Refusal::Gone)?.name.clone();
    let mut after = before.clone();
    let label = if yes {
        let who = changes.env.person.ok_or(Refusal::NoPerson)?;
        (after.approved, after.approved_by) = (Some(changes.env.today()), Some(who));
        Label::ApprovedPlan { customer, yes }
    } else {
        (after.approved, after.approved_by) = (None, None);
        Label::ApprovedPlan { customer, yes }
    };
    changes.begin(label).update(&before, &after);
    Ok(())
}

pub(super) fn watch(
    book: &Book,
    id: CustomerId,
    reason: &str,
    changes: &mut Changes<'_>,
) -> Result<(), Refusal> {
    let before = book.customers().get(id).ok_or(Refusal::Gone)?;
    let after = Customer { watch: draft::watch_reason(reason)?.into(), ..before.clone() };
    let customer = before.name.clone();
    let label =
        if after.watch.is_empty() { Label::Unwatched { customer } } else { Label::Watched { customer } };
    changes.begin(label).update(before, &after);
    Ok(())
}

/// What the handbooks give is in no book: to alter it adds a record with its id.
pub(super) fn save_buyer_type(
    book: &Book,
    id: Option<BuyerTypeId>,
    draft: &BuyerTypeDraft,
    changes: &mut Changes<'_>,
) -> Result<(), Refusal> {
    let after = draft.read(id, changes.env)?;
    let label = Label::EditedBuyerType { name: after.name.clone() };
    match book.buyer_types().get(after.id) {
        // What a later version stored beside it stays.
        Some(before) => {
            let after = BuyerType { extra: before.extra.clone(), ..after };
            changes.begin(label).update(before, &after);
        }
        None => changes.begin(label).add(after),
    }
    Ok(())
}

/// What the handbooks name is in no book: to alter it adds a record with its id.
pub(super) fn save_source(
    book: &Book,
    source: Option<Source>,
    draft: &SourceDraft,
    changes: &mut Changes<'_>,
) -> Result<(), Refusal> {
    let after = draft.read(book, source, changes.env)?;
    let label = Label::EditedSource { name: after.name.clone() };
    match book.sources().get(after.id) {
        // What a later version stored beside it stays.
        Some(before) => {
            let after = OwnSource { extra: before.extra.clone(), ..after };
            changes.begin(label).update(before, &after);
        }
        None => changes.begin(label).add(after),
    }
    Ok(())
}

/// Customers must not lose where they came from: one that is in use is put away instead.
pub(super) fn remove_source(book: &Book, id: SourceId, changes: &mut Changes<'_>) -> Result<(), Refusal> {
    let before = book.sources().get(id).ok_or(Refusal::Gone)?;
    let change = changes.begin(Label::RemovedSource { name: before.name.clone() });
    if book.customers().iter().any(|customer| customer.source == Some(Source::of(id))) {
        change.update(before, &OwnSource { hidden: true, ..before.clone() });
    } else {
        change.remove(before.clone());
    }
    Ok(())
}

pub(super) fn set_prefix(book: &Book, draft: &PrefixDraft, changes: &mut Changes<'_>) -> Result<(), Refusal> {
    let industry = draft.industry.trim();
    let before = book.prefixes().iter().find(|prefix| prefix.industry == industry);
    let after = draft.read(before, changes.env)?;
    let change = changes.begin(Label::SetPrefix { industry: industry.to_owned() });
    match (before, after) {
        (Some(before), Some(after)) => change.update(before, &after),
        (Some(before), None) => change.remove(before.clone()),
        (None, Some(after)) => change.add(after),
        (None, None) => {}
    }
    Ok(())
}
