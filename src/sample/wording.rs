//! What was said: the theme follows from the channel and the occasion.

use super::scene::Scene;
use crate::model::{Channel, Customer, Depth, Initiator, Interaction, Occasion, Stage};

/// Fills in summary, feedback, needs and problems of a contact with `customer`.
pub(super) fn write(scene: &mut Scene, customer: &Customer, interaction: &mut Interaction) {
    let (words, random) = (scene.words, &mut scene.random);
    let is_deep = interaction.depth == Depth::Deep;
    let themes = match (interaction.occasion(), interaction.initiator, interaction.channel) {
        _ if interaction.unanswered => words.unanswered,
        (Occasion::Complaint, ..) => words.complaints,
        (Occasion::AfterSales, ..) => words.after_sales,
        (Occasion::Suggestion, ..) => words.suggestions,
        (_, Initiator::Customer, _) => words.inbound,
        _ if is_deep && customer.stage == Some(Stage::InTalks) => words.talks,
        (_, _, Channel::Visit) => words.visits,
        (_, _, Channel::Call) => words.calls,
        (_, _, Channel::Meeting | Channel::Video) => words.meetings,
        (_, _, Channel::Event) => words.events,
        (_, _, Channel::Broadcast) => words.broadcasts,
        (_, _, Channel::Wechat | Channel::Email | Channel::Sms) => words.light,
    };
    let product = random.word(words.products);
    interaction.summary = random.word(themes).replace("{}", product);
    let is_complaint = interaction.occasion() == Occasion::Complaint;
    let is_cool = is_complaint || matches!(customer.stage, Some(Stage::InTalks | Stage::Lost));
    let mood = if random.chance(35) || is_cool { words.doubts } else { words.pleased };
    let mut some = |list, percent| {
        let (says, text) = (random.chance(percent), random.word(list));
        if says { text.to_owned() } else { String::new() }
    };
    let spoken = is_deep && !interaction.unanswered;
    interaction.feedback = some(mood, if spoken { 80 } else { 0 });
    interaction.needs = some(words.needs, if spoken { 45 } else { 0 });
    let trouble = if is_complaint { 80 } else { 22 };
    interaction.problems = some(words.problems, if spoken { trouble } else { 0 });
    if interaction.cap_excuse.is_some() {
        interaction.cap_note = words.cap_note.to_owned();
    }
}
