//! Next actions: the old ones done, what is coming still open, a few of the newest a little late.

use super::interaction::weekday;
use super::scene::Scene;
use crate::model::{Customer, Depth, Interaction, NextAction, Progress, Promise};

/// How old the newest contact is at most, if what follows from it is still open.
const OPEN_FOR: i64 = 45;

/// Returns what followed from the customer's interactions, which come oldest first.
pub(super) fn actions(
    scene: &mut Scene,
    customer: &Customer,
    interactions: &[Interaction],
) -> Vec<NextAction> {
    let newest = interactions.iter().rposition(|interaction| !interaction.unanswered);
    let fresh = scene.ago(OPEN_FOR);
    let mut actions = Vec::new();
    for (nth, interaction) in interactions.iter().enumerate() {
        let is_open = newest == Some(nth) && interaction.day >= fresh;
        let percent = match (interaction.depth, is_open) {
            (Depth::Deep, true) => 60,
            (Depth::Deep, false) => 45,
            (Depth::Light, true) => 30,
            (Depth::Light, false) => 12,
        };
        if !interaction.unanswered && scene.random.chance(percent) {
            actions.push(action(scene, customer, interaction, is_open));
        }
    }
    actions
}

fn action(scene: &mut Scene, customer: &Customer, from: &Interaction, is_open: bool) -> NextAction {
    let random = &mut scene.random;
    let (after, slip, ahead) = (random.between(3, 14), random.between(-2, 3), random.between(-6, 21));
    let by_department = random.chance(30);
    let own = random.word(scene.words.actions);
    let (department, theirs) = random.pick(scene.words.department_actions).unwrap_or_default();
    let text = if by_department { theirs } else { own };
    let text = text.replace("{}", random.word(scene.words.products));
    let due = if is_open { scene.today.plus_days(ahead) } else { from.day.plus_days(after) };
    let due = weekday(due).max(from.day);
    // What a department is to do was promised to the customer, who then hears that it is done.
    let done = (!is_open).then(|| due.plus_days(slip).max(from.day).min(scene.today));
    NextAction {
        promise: by_department.then_some(Promise::Ours),
        told: done.filter(|_| by_department),
        interaction: Some(from.id),
        due: Some(due),
        owner: customer.owner.filter(|_| !by_department),
        assignee_as_written: if by_department { department.to_owned() } else { String::new() },
        progress: Some(if is_open { Progress::Todo } else { Progress::Done }),
        done,
        ..NextAction::new(scene.env.ids.draw(), customer.id, text)
    }
}
