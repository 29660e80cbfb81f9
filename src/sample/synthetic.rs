//! Synthetic books for benchmarks: as many records as asked for, with the sample's distributions and
//! short texts in Chinese. Their customers do not count as sample.

use super::interaction::{Touch, interaction};
use super::scene::Scene;
use super::{contact, customer, order, plan, story, words};
use crate::model::{Channel, ContactId, Env, Initiator, Record};
use crate::text::Language;

/// Returns a synthetic book of that many customers, each with that many orders and interactions.
pub fn synthetic(
    env: &mut Env,
    customers: usize,
    orders_each: usize,
    interactions_each: usize,
) -> Vec<Record> {
    let mut records = Vec::with_capacity(8 + customers * (5 + orders_each + interactions_each));
    records.extend(synthetic_stream(env, customers, orders_each, interactions_each));
    records
}

/// Returns the records of [`synthetic`] one after the other, without holding them all.
pub fn synthetic_stream(
    env: &mut Env,
    customers: usize,
    orders_each: usize,
    interactions_each: usize,
) -> impl Iterator<Item = Record> {
    let mut scene = Scene::open(env, words::of(Language::Chinese), 0x5eed_0b00_be4c_4a11, false);
    let team = scene.team_records();
    let each = move |nth| one(&mut scene, nth, orders_each, interactions_each);
    team.into_iter().chain((0..customers).flat_map(each))
}

/// Returns the `nth` customer with what belongs to it.
fn one(scene: &mut Scene, nth: usize, orders_each: usize, interactions_each: usize) -> Vec<Record> {
    let total: usize = story::ALL.iter().map(|story| story.count).sum();
    let mut left = scene.random.place(total);
    let mut chosen = story::ALL.iter().zip(&scene.words.stories);
    let found = chosen.find(|(story, _)| {
        let is_here = left < story.count;
        left = if is_here { left } else { left - story.count };
        is_here
    });
    let Some((story, words)) = found else { return Vec::new() };
    let plan = plan::plan(&mut scene.random, scene.today, story, words, left);
    let id = scene.env.ids.draw();
    let customer = customer::customer(scene, &plan, id, nth);
    let contacts = contact::contacts(scene, &customer);
    let present: Vec<ContactId> = contacts.iter().map(|contact| contact.id).collect();

    let mut records = Vec::with_capacity(5 + orders_each + interactions_each);
    let orders = i64::try_from(orders_each.max(1)).unwrap_or(1);
    let amount = scene.random.within(story.total) / orders;
    let ages: Vec<i64> = spread(scene, orders_each, plan.registered, story.last_order);
    let ordered = ages.into_iter().map(|age| {
        let day = scene.ago(age);
        order::order(scene, &customer, day, amount).into()
    });
    let orders: Vec<Record> = ordered.collect();
    let last = plan.last.map_or(1, |last| scene.today.days_since(last));
    let ages = spread(scene, interactions_each, plan.registered, last);
    let touched = ages.into_iter().enumerate().map(|(place, age)| {
        let channel = story.channels.get(place % story.channels.len().max(1)).copied();
        let is_inbound = scene.random.chance(12);
        let touch = Touch {
            day: scene.ago(age),
            channel: channel.unwrap_or(Channel::Email),
            initiator: if is_inbound { Initiator::Customer } else { Initiator::Us },
            occasion: None,
            unanswered: scene.random.chance(4),
            cap_excuse: None,
        };
        interaction(scene, &customer, &present, touch).into()
    });
    let interactions: Vec<Record> = touched.collect();
    records.push(customer.into());
    records.extend(contacts.into_iter().map(Record::from));
    records.extend(orders);
    records.extend(interactions);
    records
}

/// Returns ages from `oldest` to `newest`, oldest first, the last of them `newest`.
fn spread(scene: &mut Scene, count: usize, oldest: i64, newest: i64) -> Vec<i64> {
    let mut ages: Vec<i64> = (1..count).map(|_| scene.random.between(newest, oldest)).collect();
    ages.extend((count > 0).then_some(newest));
    crate::order::by_key(&mut ages, |age| -age);
    ages
}
