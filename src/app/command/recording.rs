//! What one record of a contact comes to: the record, its next actions, the needs it names, its survey.

use std::collections::HashSet;

use crate::app::Desk;
use crate::app::draft::InteractionDraft;
use crate::app::files::{check_room, keep_files};
use crate::app::needs::proposed_category;
use crate::book::{Book, Change, Label};
use crate::model::{Env, Feedback, FeedbackSort, Interaction, InteractionId, Need, Record, Satisfaction};
use crate::order;

use super::{Changes, Refusal};

/// Records an interaction, or edits the record of one.
pub(super) fn save_interaction(
    desk: &Desk,
    id: Option<InteractionId>,
    draft: &InteractionDraft,
    changes: &mut Changes<'_>,
) -> Result<(), Refusal> {
    let book = desk.book();
    let customer = book.customers().get(draft.customer).ok_or(Refusal::Gone)?;
    let tiers = desk.tiers_of(customer.id);
    let before = id.map(|id| book.interactions().get(id).ok_or(Refusal::Gone)).transpose()?;
    check_room(book, &draft.files)?;
    let (after, actions) = draft.read(book, desk.policy(), &tiers, before.as_ref(), changes.env)?;
    let customer = customer.name.clone();
    match &before {
        Some(before) => changes.begin(Label::EditedInteraction { customer }).update(before, &after),
        None => changes.begin(Label::RecordedInteraction { customer }).add(after.clone()),
    }
    let Changes { env, change } = changes;
    let Some(change) = change else { return Ok(()) };
    for old in book.next_actions_of(after.customer).filter(|action| action.interaction == Some(after.id)) {
        if !actions.iter().any(|action| action.id == old.id) {
            change.remove(old);
        }
    }
    for action in actions {
        match book.next_actions().get(action.id) {
            Some(old) => change.update(&old, &action),
            None => change.add(action),
        }
    }
    needs_named(book, before.as_ref(), &after, env).into_iter().for_each(|need| change.add(need));
    keep_survey(book, draft, &after, env, change);
    keep_files(book, (after.customer, after.id), draft, env, change);
    Ok(())
}

/// Removes an interaction with everything that came from it.
pub(super) fn remove_interaction(book: &Book, contact: Interaction, change: &mut Change) {
    let (id, of) = (contact.id, contact.customer);
    let mut belonging: Vec<Record> = Vec::new();
    belonging.extend(book.next_actions_of(of).filter(|r| r.interaction == Some(id)).map(Record::from));
    belonging.extend(book.needs_of(of).filter(|r| r.interaction == Some(id)).map(Record::from));
    belonging.extend(book.attachments_of(of).filter(|r| r.interaction == Some(id)).map(Record::from));
    belonging.extend(book.feedback_of(of).filter(|r| r.interaction == Some(id)).map(Record::from));
    // Last to first, so that undoing puts them back in their order, behind the record they came from.
    belonging.into_iter().rev().for_each(|record| change.remove(record));
    change.remove(contact);
}

/// Returns the needs and problems that a record names, as far as it did not name them before and the list
/// does not hold them already, still open.
pub(super) fn needs_named(
    book: &Book,
    before: Option<&Interaction>,
    after: &Interaction,
    env: &mut Env,
) -> Vec<Need> {
    let old = |is_problem: bool| {
        before.map_or("", |before| if is_problem { &before.problems } else { &before.needs }.as_str())
    };
    let mut found: Vec<Need> = Vec::new();
    for (text, is_problem) in [(&after.needs, false), (&after.problems, true)] {
        for line in Need::lines(text) {
            let is_same = |need: &Need| need.text == line && need.is_problem == is_problem;
            let is_listed = || {
                book.needs_of(after.customer)
                    .any(|need| is_same(&need) && (need.is_open() || need.interaction == Some(after.id)))
            };
            if Need::lines(old(is_problem)).any(|known| known == line)
                || found.iter().any(is_same)
                || is_listed()
            {
                continue;
            }
            found.push(Need {
                is_problem,
                category: proposed_category(line),
                interaction: Some(after.id),
                author: after.author,
                ..Need::new(env.ids.draw(), after.customer, after.day, line.to_owned())
            });
        }
    }
    found
}

/// Returns the needs and problems that all records name and the list lacks, each once for its customer, from
/// the record that named it first.
pub(super) fn needs_in_records(book: &Book, env: &mut Env) -> Vec<Need> {
    let mut contacts: Vec<Interaction> = book
        .interactions()
        .iter()
        .filter_map(|row| row.record())
        .filter(|contact| !contact.needs.is_empty() || !contact.problems.is_empty())
        .filter(|contact| !book.needs_of(contact.customer).any(|need| need.interaction == Some(contact.id)))
        .collect();
    order::by_key(&mut contacts, |contact| (contact.day, contact.id));
    let mut known = HashSet::new();
    let mut found = Vec::new();
    for contact in contacts {
        let named = needs_named(book, None, &contact, env).into_iter();
        found.extend(named.filter(|need| known.insert((need.customer, need.is_problem, need.text.clone()))));
    }
    found
}

/// Keeps the satisfaction that a record states as an answer to a survey: one truth for every figure.
fn keep_survey(
    book: &Book,
    draft: &InteractionDraft,
    contact: &Interaction,
    env: &mut Env,
    change: &mut Change,
) {
    let before = book
        .feedback_of(contact.customer)
        .find(|feedback| feedback.sort == FeedbackSort::Survey && feedback.interaction == Some(contact.id));
    match (before, draft.satisfaction.and_then(Satisfaction::new)) {
        (None, None) => {}
        (None, Some(points)) => change.add(Feedback {
            interaction: Some(contact.id),
            satisfaction: Some(points),
            owner: contact.author,
            ..Feedback::new(env.ids.draw(), contact.customer, FeedbackSort::Survey, contact.day)
        }),
        (Some(before), None) if before.nps.is_none() && before.text.is_empty() => change.remove(before),
        (Some(before), satisfaction) => {
            let after = Feedback { satisfaction, day: contact.day, ..before.clone() };
            change.update(&before, &after);
        }
    }
}
