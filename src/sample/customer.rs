//! One invented customer: name, number, facts, and what people judge or state of it.

use arcstr::ArcStr;

use super::plan::Plan;
use super::scene::Scene;
use super::{cross, word};
use crate::model::{
    Customer, CustomerId, CustomerKind, Day, GivenSource, Money, PartialDate, Quarter, Rating, Ratings,
    Stated,
};

/// Sources other than a referral.
const SOURCES: [GivenSource; 4] =
    [GivenSource::TradeShow, GivenSource::SalesVisit, GivenSource::Website, GivenSource::DataPlatform];

/// Returns the `nth` customer, without a referrer.
pub(super) fn customer(scene: &mut Scene, plan: &Plan, id: CustomerId, nth: usize) -> Customer {
    let (words, story) = (scene.words, plan.story);
    let registered_day = scene.ago(plan.registered);
    let registered = scene.working_time(registered_day);
    let stems = words.stem_starts.len() * words.stem_ends.len();
    let (start, end) = cross(nth, words.stem_starts.len(), words.stem_ends.len());
    let mut stem = format!("{}{}", word(words.stem_starts, start), word(words.stem_ends, end));
    let round = nth / stems.max(1);
    if round > 0 {
        let (start, end) = cross(round, words.stem_starts.len(), words.stem_ends.len());
        stem.push_str(word(words.stem_starts, start));
        stem.push_str(word(words.stem_ends, end));
    }
    let repeats = nth / (stems * stems).max(1);
    let place = (nth + nth / 12 + repeats) % words.industries.len().max(1);
    let industry = words.industries.get(place).copied().unwrap_or_default();
    let is_public = place + 1 == words.industries.len();
    let short_name = format!("{stem}{}{}", words.space, industry.trade);
    let name = format!("{short_name}{}", if is_public { "" } else { words.company });
    let sequence = scene.sequences.entry((industry.prefix, registered_day.year())).or_default();
    *sequence += 1;
    let number = format!("{}{}{:03}", industry.prefix, registered_day.year(), sequence);
    let random = &mut scene.random;
    let owner_role = random.pick(story.owners);
    let source = if plan.referrer.is_some() { Some(GivenSource::Referral) } else { random.pick(&SOURCES) };
    let (tags, fallback) = (random.place(3), random.word(words.tags));
    let mut tags: Vec<ArcStr> = plan.words.tags.iter().take(1 + tags).map(|&tag| tag.into()).collect();
    if !tags.iter().any(|tag| tag == fallback) && nth.is_multiple_of(3) {
        tags.push(fallback.into());
    }
    let stage = random.pick(story.stages);
    let size = random.word(words.sizes).into();
    let key_need = random.word(words.key_needs).into();
    let remark = if random.chance(60) { random.word(plan.words.remarks).into() } else { ArcStr::new() };
    let ratings = ratings(scene, plan);
    let since = since(scene, plan);
    let stated = match story.is_stated {
        true => stated(scene),
        // Nobody referred is known, too, of those who buy.
        false => Stated { referrals: story.order_gaps.map(|_| plan.referrals.into()), ..Stated::default() },
    };
    let has_owner = scene.random.chance(97);
    Customer {
        number,
        short_name,
        customer_kind: if story.is_stated {
            None
        } else if is_public {
            Some(CustomerKind::Government)
        } else {
            Some(CustomerKind::Company)
        },
        industry: industry.name.into(),
        size,
        stage,
        source: source.map(GivenSource::into),
        since,
        tags,
        key_need,
        owner: owner_role.and_then(|role| scene.member(role)).filter(|_| has_owner),
        stated_band: story.band.filter(|_| nth.is_multiple_of(2) || story.is_stated),
        ratings,
        stated,
        fixed_day: plan.fixed_day,
        remark,
        sample: scene.is_sample,
        ..Customer::new(id, name, registered)
    }
}

fn ratings(scene: &mut Scene, plan: &Plan) -> Ratings {
    let Some(ranges) = plan.story.ratings else { return Ratings::default() };
    let mut rate = |range| {
        let age = scene.random.between(6, 170).min(plan.registered);
        let day = scene.ago(age);
        u8::try_from(scene.random.within(range)).ok().and_then(|points| Rating::new(points, day))
    };
    let [growth, expansion, fit, complaints] = ranges;
    Ratings {
        industry_growth: rate(growth),
        expansion_potential: rate(expansion),
        need_fit: rate(fit),
        complaint_handling: rate(complaints),
    }
}

/// Returns when cooperation began, sometimes only to the month, quarter or year.
fn since(scene: &mut Scene, plan: &Plan) -> Option<PartialDate> {
    let (months, days) = (scene.random.within(plan.story.since_months?), scene.random.between(0, 27));
    let day = scene.today.plus_months(-i32::try_from(months).unwrap_or(0)).plus_days(-days);
    // Orders start soon after registration, and none lies before the beginning.
    let day = day.min(scene.ago(plan.registered));
    Some(roughly(day, scene.random.place(10)))
}

fn roughly(day: Day, precision: usize) -> PartialDate {
    match precision {
        0 => PartialDate::Year(day.year()),
        1 => match Quarter::new((day.month() - 1) / 3 + 1) {
            Some(quarter) => PartialDate::Quarter(day.year(), quarter),
            None => PartialDate::Day(day),
        },
        2..=4 => PartialDate::Month(day.year(), day.month()),
        _ => PartialDate::Day(day),
    }
}

fn stated(scene: &mut Scene) -> Stated {
    let random = &mut scene.random;
    Stated {
        cumulative_amount: Some(Money::yuan(random.between(52, 90) * 10_000)),
        repurchase_percent: u8::try_from(random.between(12, 17) * 5).ok(),
        referrals: u32::try_from(random.between(1, 2)).ok(),
        orders_in_6_months: u32::try_from(random.between(1, 5)).ok(),
    }
}
