//! An invented book: the sample that a new user can open, and synthetic books for benchmarks.
//!
//! Everything is drawn from a small generator of our own with a fixed seed, so that the same day gives
//! the same records; only ids come from the environment. What is drawn is steered by one table of
//! stories (`story.rs`); what is written comes from one word list per language (`words/`).

mod action;
mod beside;
mod contact;
mod customer;
mod interaction;
mod order;
mod plan;
mod random;
mod scene;
mod story;
mod synthetic;
mod team;
mod voice;
mod wording;
mod words;

pub use synthetic::{synthetic, synthetic_stream};

use crate::model::{Env, PolicyVersion, Record};
use crate::policy::{Governing, Policy};
use crate::text::Language;
use scene::Scene;

/// Returns the sample book: 8 invented team members and 120 invented customers, with their contacts,
/// and two years of orders, interactions and next actions that end on `env`'s day.
///
/// Its own version of the policy lets the weighted score govern, so that the rhythm of each of its
/// customers is that of S, A, B or C.
///
/// People come first and each customer before what belongs to it. The same day and id source give
/// the same records. Nothing lies in the future of `env.now`, but next actions and steps that are due, and the
/// ends of contracts.
pub fn records(env: &mut Env, language: Language) -> Vec<Record> {
    let mut scene = Scene::open(env, words::of(language), 0x5eed_0b00_57a7_1e57, true);
    let mut records = scene.team_records();
    let plans = plan::sample(&mut scene);
    let mut ids = Vec::new();
    for (nth, plan) in plans.iter().enumerate() {
        let id = scene.env.ids.draw();
        ids.push(id);
        let mut customer = customer::customer(&mut scene, plan, id, nth);
        customer.referred_by = plan.referrer.and_then(|referrer| ids.get(referrer)).copied();
        let contacts = contact::contacts(&mut scene, &customer);
        let mut orders = order::orders(&mut scene, plan, &customer);
        let interactions = interaction::interactions(&mut scene, plan, &customer, &contacts);
        let actions = action::actions(&mut scene, &customer, &interactions);
        let needs = voice::needs(&mut scene, &interactions);
        let feedback = voice::feedback(&mut scene, &customer, nth, &interactions);
        beside::fill_master_data(&scene, &mut customer, nth);
        beside::pay(&scene, &mut orders);
        records.push(customer.into());
        records.extend(contacts.into_iter().map(Record::from));
        records.extend(orders.into_iter().map(Record::from));
        records.extend(interactions.into_iter().map(Record::from));
        records.extend(actions.into_iter().map(Record::from));
        records.extend(needs.into_iter().map(Record::from));
        records.extend(feedback.into_iter().map(Record::from));
    }
    let customers = records.iter_mut().filter_map(|record| match record {
        Record::Customer(customer) => Some(customer),
        _ => None,
    });
    let (contracts, plan) = beside::contracts_and_plan(&mut scene, language, customers);
    records.extend(contracts.into_iter().map(Record::from));
    records.extend(plan.map(Record::from));
    records.push(policy(scene.env, language).into());
    records
}

/// Returns the sample's policy: the handbooks' own, but with the weighted score alone in the order of schemes.
fn policy(env: &mut Env, language: Language) -> PolicyVersion {
    let order = vec![Governing { scheme: "score".to_owned(), when: None, adds: false }];
    let policy = Policy { version: 2, order, ..Policy::default() };
    PolicyVersion {
        note: language.sample_policy().to_owned(),
        sample: true,
        ..PolicyVersion::new(
            env.ids.draw(),
            policy.version,
            env.today().plus_days(-800),
            env.now,
            policy.stored(),
        )
    }
}

/// Returns the `nth` pair of places in two lists, so that no pair comes twice before all have come.
fn cross(nth: usize, first: usize, second: usize) -> (usize, usize) {
    let (first, second) = (first.max(1), second.max(1));
    (nth % first, (nth / first + nth % first) % second)
}

/// Returns the word at `place`, or nothing past the end.
fn word(list: &[&'static str], place: usize) -> &'static str {
    list.get(place).copied().unwrap_or_default()
}
