//! What does not hold together in a draft of the policy, with its place.

use crate::policy::{Fault, Grading, Policy, Scheme, Spot, Wrong};
use crate::text::Language;

use super::tiers::{clause_name, measure_name, scheme_name, tier_name};

/// Says what is wrong and where.
pub fn fault(t: Language, policy: &Policy, fault: &Fault) -> String {
    let scheme = fault.scheme.and_then(|place| policy.schemes.get(place));
    let place = [scheme.map(|scheme| scheme_name(t, scheme)), spot(t, policy, scheme, fault.spot)];
    let place: Vec<String> = place.into_iter().flatten().collect();
    let what = wrong(t, policy, &fault.wrong);
    if place.is_empty() { what } else { t.fault_at(place.join(" › "), what) }
}

fn spot(t: Language, policy: &Policy, scheme: Option<&Scheme>, spot: Spot) -> Option<String> {
    let tier = |place: usize| {
        let rank = u8::try_from(place).ok();
        scheme.zip(rank).map_or_else(|| (place + 1).to_string(), |(scheme, rank)| tier_name(t, scheme, rank))
    };
    Some(match spot {
        Spot::Whole => return None,
        Spot::Tier(place) | Spot::Band(place) | Spot::Cut(place) | Spot::Rule(place) => tier(place),
        Spot::Criterion(place) => match scheme.map(|scheme| &scheme.grading) {
            Some(Grading::Score(scoring)) => {
                let criterion = scoring.criteria().nth(place);
                criterion.map(|(_, criterion)| measure_name(t, policy, criterion.measure)).unwrap_or_default()
            }
            _ => (place + 1).to_string(),
        },
        Spot::Clause(place) => match scheme.map(|scheme| &scheme.grading) {
            Some(Grading::Bands(banding)) => {
                banding.clauses.get(place).map(|clause| clause_name(t, clause)).unwrap_or_default()
            }
            _ => (place + 1).to_string(),
        },
        Spot::Order(place) => t.spot_order(place + 1),
        Spot::Field(place) => t.spot_field(place + 1),
        Spot::Presumption(place) => t.spot_presumption(place + 1),
        Spot::IfUndetermined => t.spot_fallback().to_owned(),
        Spot::Cadence(place, nth) => t.spot_cadence(tier(place), nth + 1),
        Spot::Cap(place, nth) => t.spot_cap(tier(place), nth + 1),
        Spot::Calendar(place) => t.spot_calendar(place + 1),
        Spot::Urgency(cause) => t.spot_urgency(t.cause(cause)),
        Spot::Reclaim => t.pool_title().to_owned(),
    })
}

fn wrong(t: Language, policy: &Policy, wrong: &Wrong) -> String {
    let measure = |measure| measure_name(t, policy, measure);
    match wrong {
        Wrong::Weights(sum) => t.fault_weights(format_args!("{}.{:02}", sum / 100, sum % 100)),
        Wrong::NotRising => t.fault_not_rising().to_owned(),
        Wrong::TooManyPoints => t.fault_points().to_owned(),
        Wrong::Gap => t.fault_gap().to_owned(),
        Wrong::Overlap => t.fault_overlap().to_owned(),
        Wrong::OpenEnd => t.fault_open_end().to_owned(),
        Wrong::Count => t.fault_count().to_owned(),
        Wrong::Tiers => t.fault_tiers().to_owned(),
        Wrong::Twice(id) => t.fault_twice(id),
        Wrong::Empty => t.fault_empty().to_owned(),
        Wrong::Cuts => t.fault_cuts().to_owned(),
        Wrong::NoField(number) => t.fault_no_field(number),
        Wrong::NoScheme(id) => t.fault_no_scheme(id),
        Wrong::NoTier(id) => t.fault_no_tier(id),
        Wrong::Operator(of) => t.fault_operator(measure(*of)),
        Wrong::Value(of) => t.fault_value(measure(*of)),
        Wrong::NoNumber(of) => t.fault_no_number(measure(*of)),
        Wrong::TooDeep => t.fault_too_deep().to_owned(),
        Wrong::Interval => t.fault_interval().to_owned(),
        Wrong::LeastAboveMost => t.fault_least_above_most().to_owned(),
        Wrong::NoSuchDay => t.fault_no_such_day().to_owned(),
        Wrong::WindowTooLong => t.fault_window().to_owned(),
        Wrong::OwnChannel => t.fault_own_channel().to_owned(),
        Wrong::NoFestival => t.fault_no_festival().to_owned(),
        Wrong::NoDay(of) => t.fault_no_day(measure(*of)),
        Wrong::Backwards => t.fault_backwards().to_owned(),
        Wrong::DaysTwice => t.fault_days_twice().to_owned(),
        Wrong::Percent => t.fault_percent().to_owned(),
        Wrong::Days(least, most) => t.fault_days(least, most),
        Wrong::WarnsTooEarly => t.fault_warns_too_early().to_owned(),
        Wrong::Circle(ids) => {
            let names = ids
                .iter()
                .map(|id| policy.scheme(id).map_or_else(|| id.clone(), |(_, scheme)| scheme_name(t, scheme)));
            t.fault_circle(names.collect::<Vec<_>>().join(" → "))
        }
    }
}
