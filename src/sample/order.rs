//! Two years of orders: at the story's pace, coming to the story's total.

use super::plan::Plan;
use super::scene::Scene;
use crate::model::{Customer, Day, Money, Order};

/// Returns the customer's orders, oldest first.
pub(super) fn orders(scene: &mut Scene, plan: &Plan, customer: &Customer) -> Vec<Order> {
    let Some((before, lately)) = plan.story.order_gaps else { return Vec::new() };
    let mut days: Vec<Day> = Vec::new();
    let mut age = plan.registered - scene.random.between(2, 25);
    while age >= plan.story.last_order {
        days.push(scene.ago(age));
        let gap = if age > 182 { before } else { lately };
        age -= (gap * scene.random.between(88, 112) / 100).max(1);
    }
    let total = scene.random.within(plan.story.total);
    let each = total / i64::try_from(days.len().max(1)).unwrap_or(1);
    days.into_iter().map(|day| order(scene, customer, day, each)).collect()
}

/// Returns one order of about `each` yuan.
pub(super) fn order(scene: &mut Scene, customer: &Customer, day: Day, each: i64) -> Order {
    let yuan = each * scene.random.between(75, 125) / 10_000 * 100;
    scene.orders += 1;
    Order {
        number: format!("SO{}{:02}-{:04}", day.year(), day.month(), scene.orders),
        product: scene.random.word(scene.words.products).to_owned(),
        ..Order::new(scene.env.ids.draw(), customer.id, day, Money::yuan(yuan.max(100)))
    }
}
