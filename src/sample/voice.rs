//! Needs and feedback that follow from what was said: recorded needs become the list, complaints keep their
//! course. Nothing here draws from the generator, so that the rest of the sample stays as it is.

use super::scene::Scene;
use crate::model::{
    Customer, Day, Depth, Feedback, FeedbackSort, Interaction, Need, NeedCategory, NeedNature, NeedStatus,
    Nps, Occasion, Satisfaction,
};

/// How old, in days, what stands on the list of needs is at most.
const LISTED_FOR: i64 = 180;
/// How old a need is that was answered by now.
const ANSWERED_AFTER: i64 = 40;

/// A category, its nature, and the place of the department that has to know in the words' list.
type About = (NeedCategory, NeedNature, Option<usize>);

const PRODUCT: About = (NeedCategory::Function, NeedNature::Product, Some(4));
const TECHNICAL: About = (NeedCategory::Function, NeedNature::Product, Some(0));
const QUALITY: About = (NeedCategory::Quality, NeedNature::Product, Some(0));
const DELIVERY: About = (NeedCategory::Delivery, NeedNature::Service, Some(2));
const RESPONSE: About = (NeedCategory::Response, NeedNature::Service, Some(2));
const PRICE: About = (NeedCategory::Price, NeedNature::Product, Some(5));
const OTHER: About = (NeedCategory::Other, NeedNature::Emotional, None);

/// What the needs of the word lists are about, in their order.
const OF_NEEDS: [About; 10] =
    [PRODUCT, DELIVERY, RESPONSE, PRODUCT, TECHNICAL, DELIVERY, QUALITY, RESPONSE, DELIVERY, PRODUCT];
/// What the problems of the word lists are about, in their order.
const OF_PROBLEMS: [About; 8] = [PRICE, DELIVERY, TECHNICAL, OTHER, OTHER, PRICE, DELIVERY, PRODUCT];

/// Returns the needs and problems that the newer of the interactions name, each once while it is open.
pub(super) fn needs(scene: &mut Scene, interactions: &[Interaction]) -> Vec<Need> {
    let (words, today) = (scene.words, scene.today);
    let mut needs: Vec<Need> = Vec::new();
    for contact in interactions.iter().filter(|contact| today.days_since(contact.day) <= LISTED_FOR) {
        let named = [
            (&contact.needs, false, words.needs, OF_NEEDS.as_slice()),
            (&contact.problems, true, words.problems, OF_PROBLEMS.as_slice()),
        ];
        for (text, is_problem, list, about) in named {
            let Some(place) = list.iter().position(|word| word == text) else { continue };
            if needs.iter().any(|need| need.text == *text && need.is_open()) {
                continue;
            }
            let (category, nature, department) = about.get(place).copied().unwrap_or(OTHER);
            let department = department.and_then(|nth| words.department_actions.get(nth));
            let (department, answer) = department.copied().unwrap_or_default();
            let age = today.days_since(contact.day);
            let is_answered = age > ANSWERED_AFTER && !answer.is_empty() && !answer.contains("{}");
            let status = if is_answered { Some(NeedStatus::Answered) } else { None };
            needs.push(Need {
                is_problem,
                is_implied: place % 4 == 3,
                category: Some(category),
                nature: Some(nature),
                department: department.to_owned(),
                status: status.or((age > 12 && !department.is_empty()).then_some(NeedStatus::UnderWay)),
                interaction: Some(contact.id),
                answer: if is_answered { answer.to_owned() } else { String::new() },
                answered: is_answered.then(|| contact.day.plus_days(9)),
                author: contact.author,
                ..Need::new(scene.env.ids.draw(), contact.customer, contact.day, text.clone())
            });
        }
    }
    needs
}

/// Returns the course of each complaint, and for some customers what a survey answered.
pub(super) fn feedback(
    scene: &mut Scene,
    customer: &Customer,
    nth: usize,
    interactions: &[Interaction],
) -> Vec<Feedback> {
    let mut feedback = Vec::new();
    for (place, contact) in interactions.iter().enumerate() {
        if contact.occasion() != Occasion::Complaint {
            continue;
        }
        let after = interactions.get(place + 1..).unwrap_or_default();
        let remedy = after.iter().find(|later| later.occasion() == Occasion::AfterSales);
        let resolved: Option<Day> = remedy.map(|remedy| remedy.day).filter(|day| *day <= scene.today);
        feedback.push(Feedback {
            text: contact.summary.clone(),
            interaction: Some(contact.id),
            // As it is judged, so that the tier of the story stands.
            satisfaction: customer
                .ratings
                .complaint_handling
                .filter(|_| resolved.is_some())
                .and_then(|rating| Satisfaction::new(rating.points())),
            promised: Some(contact.day.plus_days(2)),
            resolved,
            resolution: remedy.map(|remedy| remedy.summary.clone()).unwrap_or_default(),
            cause: contact.problems.clone(),
            owner: contact.author,
            ..Feedback::new(scene.env.ids.draw(), contact.customer, FeedbackSort::Complaint, contact.day)
        });
    }
    let asked = interactions.iter().rev().find(|contact| contact.depth == Depth::Deep && !contact.unanswered);
    if let Some(contact) = asked.filter(|_| nth.is_multiple_of(3)) {
        let mark = u8::try_from(nth / 3 % 5).unwrap_or(0);
        feedback.push(Feedback {
            satisfaction: Satisfaction::new(3 + mark % 3),
            nps: Nps::new(6 + mark),
            ..Feedback::new(scene.env.ids.draw(), contact.customer, FeedbackSort::Survey, contact.day)
        });
    }
    feedback
}
