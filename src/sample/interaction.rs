//! Two years of contacts, told backwards from the last one that counts, so that what is due today
//! is what the story says.

use super::plan::Plan;
use super::scene::Scene;
use super::story::Pace;
use super::wording;
use crate::model::{
    CapExcuse, Channel, Contact, ContactId, Customer, Day, Depth, Initiator, Instant, Interaction, Occasion,
};

const HOUR: i64 = 3_600_000;

/// One contact before it has words.
pub(super) struct Touch {
    pub(super) day: Day,
    pub(super) channel: Channel,
    pub(super) initiator: Initiator,
    pub(super) occasion: Option<Occasion>,
    pub(super) unanswered: bool,
    pub(super) cap_excuse: Option<CapExcuse>,
}

impl Touch {
    fn ours(day: Day, channel: Channel) -> Self {
        Self { day, channel, initiator: Initiator::Us, occasion: None, unanswered: false, cap_excuse: None }
    }
}

/// Returns the customer's interactions, oldest first.
pub(super) fn interactions(
    scene: &mut Scene,
    plan: &Plan,
    customer: &Customer,
    contacts: &[Contact],
) -> Vec<Interaction> {
    let Some(last) = plan.last else { return Vec::new() };
    let mut touches = history(scene, plan, last);
    touches.extend(lately(scene, plan, last));
    touches.retain(|touch| touch.day <= scene.today);
    crate::order::by_key(&mut touches, |touch| touch.day);
    let present: Vec<ContactId> = contacts.iter().filter(|c| !c.has_left).map(|c| c.id).collect();
    touches.into_iter().map(|touch| interaction(scene, customer, &present, touch)).collect()
}

/// The regular contacts from the last one back to registration, with lighter ones between.
fn history(scene: &mut Scene, plan: &Plan, last: Day) -> Vec<Touch> {
    let start = scene.ago(plan.registered);
    let mut touches = Vec::new();
    let mut day = last;
    for nth in 0i32.. {
        if day < start {
            break;
        }
        let place = usize::try_from(nth).unwrap_or(0) % plan.story.channels.len().max(1);
        let channel = plan.story.channels.get(place).copied().unwrap_or(Channel::Email);
        touches.push(Touch::ours(if nth == 0 { day } else { weekday(day) }, channel));
        let (side, trouble) = (scene.random.chance(plan.story.side_percent), scene.random.chance(5));
        let before = scene.random.between(4, 20);
        let side_day = weekday(day.plus_days(-before));
        if side && side_day >= start {
            touches.push(side_touch(scene, side_day));
        }
        if trouble && nth > 0 && plan.story.order_gaps.is_some() && day.plus_days(-3) >= start {
            touches.extend(complaint(scene, day.plus_days(-3)));
        }
        let gap = plan.story.contact_gap * scene.random.between(85, 115) / 100;
        day = match plan.story.rhythm.is_fixed() {
            true => last.plus_months(-nth - 1),
            false => day.plus_days(-gap.max(3)),
        };
    }
    touches
}

/// What happened since the last contact that counts, or beside it.
fn lately(scene: &mut Scene, plan: &Plan, last: Day) -> Vec<Touch> {
    let yesterday = scene.ago(1);
    let days = scene.random.between(2, 6);
    match (plan.pace, plan.story.rhythm.is_fixed()) {
        (Pace::Capped, _) => {
            let second = last.max(scene.ago(2));
            let third = Touch {
                cap_excuse: Some(CapExcuse::CustomerAsked),
                ..Touch::ours(yesterday.max(last), Channel::Meeting)
            };
            let extra = plan.nth.is_multiple_of(2).then_some(third);
            std::iter::once(Touch::ours(second, Channel::Call)).chain(extra).collect()
        }
        (Pace::Overdue, _) if scene.random.chance(65) => {
            vec![Touch { unanswered: true, ..Touch::ours(scene.ago(days), Channel::Call) }]
        }
        (Pace::NotYet, true) => complaint(scene, scene.ago(3)),
        _ => Vec::new(),
    }
}

/// A complaint that came in, and what was done about it the day after; no cap counts these.
fn complaint(scene: &mut Scene, day: Day) -> Vec<Touch> {
    let channel =
        scene.random.pick(&[Channel::Call, Channel::Wechat, Channel::Email]).unwrap_or(Channel::Call);
    let remedy = scene.random.pick(&[Channel::Visit, Channel::Call, Channel::Video]).unwrap_or(Channel::Call);
    vec![
        Touch {
            initiator: Initiator::Customer,
            occasion: Some(Occasion::Complaint),
            ..Touch::ours(day, channel)
        },
        Touch { occasion: Some(Occasion::AfterSales), ..Touch::ours(day.plus_days(1), remedy) },
    ]
}

/// A lighter contact: a message of ours, something the customer asked, a greeting by the system.
fn side_touch(scene: &mut Scene, day: Day) -> Touch {
    let light = [Channel::Wechat, Channel::Email, Channel::Wechat, Channel::Sms];
    let channel = scene.random.pick(&light).unwrap_or(Channel::Wechat);
    match scene.random.place(20) {
        0..=4 => Touch { initiator: Initiator::Customer, ..Touch::ours(day, Channel::Call) },
        5..=6 => Touch { initiator: Initiator::Customer, ..Touch::ours(day, Channel::Email) },
        7 => Touch { initiator: Initiator::System, ..Touch::ours(day, Channel::Sms) },
        8 => Touch {
            initiator: Initiator::Customer,
            occasion: Some(Occasion::Suggestion),
            ..Touch::ours(day, Channel::Wechat)
        },
        9 => Touch { unanswered: true, ..Touch::ours(day, Channel::Call) },
        _ => Touch::ours(day, channel),
    }
}

/// Writes one contact down: when, who, and in which words.
pub(super) fn interaction(
    scene: &mut Scene,
    customer: &Customer,
    contacts: &[ContactId],
    touch: Touch,
) -> Interaction {
    let at = scene.working_time(touch.day);
    let (soon, late) = (scene.random.between(1, 20), scene.random.between(26, 70));
    let hours = if scene.random.chance(7) { late } else { soon };
    let recorded = Instant::from_millis(at.millis() + hours * HOUR).min(scene.env.now);
    let both = scene.random.chance(20);
    let knows_time = scene.random.chance(85);
    let depth = if touch.unanswered { Depth::Light } else { touch.channel.usual_depth() };
    // Four summaries of five went out in time; only of the newest does anybody still ask.
    let is_sent = depth == Depth::Deep
        && !touch.unanswered
        && (!touch.day.day_of_month().is_multiple_of(5) || scene.today.days_since(touch.day) > 30);
    let author = customer.owner.or(scene.team.first().map(|(id, _)| *id));
    let is_personal = touch.channel != Channel::Broadcast && touch.initiator != Initiator::System;
    let occasion = match touch.channel {
        Channel::Event => Some(Occasion::EventFeedback),
        _ => touch.occasion,
    };
    let mut interaction = Interaction {
        at: knows_time.then_some(at),
        occasion,
        unanswered: touch.unanswered,
        contacts: contacts.iter().take(1 + usize::from(both)).copied().filter(|_| is_personal).collect(),
        people: author.into_iter().collect(),
        author,
        cap_excuse: touch.cap_excuse,
        summary_sent: is_sent.then_some(recorded),
        confirmed: is_sent,
        ..Interaction::new(
            scene.env.ids.draw(),
            customer.id,
            touch.day,
            touch.channel,
            depth,
            touch.initiator,
            recorded,
        )
    };
    wording::write(scene, customer, &mut interaction);
    interaction
}

/// Returns the day, or the Friday before it at a weekend.
pub(super) fn weekday(day: Day) -> Day {
    day.plus_days(4 - i64::from(day.weekday().max(4)))
}
