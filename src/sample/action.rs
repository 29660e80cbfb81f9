//! Next actions: most of them done in time, the newest still open, a few forgotten.

use super::scene::Scene;
use crate::model::{Customer, Depth, Interaction, NextAction, Progress};

/// Returns what followed from the customer's interactions, which come oldest first.
pub(super) fn actions(
    scene: &mut Scene,
    customer: &Customer,
    interactions: &[Interaction],
) -> Vec<NextAction> {
    let newest = interactions.len().saturating_sub(2);
    let mut actions = Vec::new();
    for (nth, interaction) in interactions.iter().enumerate() {
        let percent = if interaction.depth == Depth::Deep { 45 } else { 12 };
        if !interaction.unanswered && scene.random.chance(percent) {
            actions.push(action(scene, customer, interaction, nth >= newest));
        }
    }
    actions
}

fn action(scene: &mut Scene, customer: &Customer, from: &Interaction, is_newest: bool) -> NextAction {
    let random = &mut scene.random;
    let (after, slip) = (random.between(3, 14), random.between(-2, 3));
    let (around, forgotten) = (random.between(-6, 18), random.chance(3));
    let by_department = random.chance(30);
    let own = random.word(scene.words.actions);
    let (department, theirs) = random.pick(scene.words.department_actions).unwrap_or_default();
    let text = if by_department { theirs } else { own };
    let text = text.replace("{}", random.word(scene.words.products));
    let planned = from.day.plus_days(after);
    let is_open = planned > scene.today || forgotten || is_newest;
    let due = if is_newest && planned < scene.today {
        scene.today.plus_days(around).max(from.day)
    } else {
        planned
    };
    NextAction {
        interaction: Some(from.id),
        due: Some(due),
        owner: customer.owner.filter(|_| !by_department),
        assignee_as_written: if by_department { department.to_owned() } else { String::new() },
        progress: Some(if is_open { Progress::Todo } else { Progress::Done }),
        done: (!is_open).then(|| planned.plus_days(slip).max(from.day).min(scene.today)),
        ..NextAction::new(scene.env.ids.next(), customer.id, text)
    }
}
