//! Names of schemes, tiers and measures: the user's own words where there are some, else the handbooks'.

use crate::facts::{Descriptor, Measure, Metric, Unit};
use crate::policy::{Clause, Dimension, Policy, PolicyProblem, Rule, Schedule, Scheme, TierPlace};
use crate::query::{Missing, TextOperator, TextTest};
use crate::text::Language;
use crate::tiering::{Outcome, Rank};

use super::unit_value;
use crate::app::numbered_source_name;
use crate::book::Book;

/// Names a scheme.
pub fn scheme_name(t: Language, scheme: &Scheme) -> String {
    named(&scheme.name, t.scheme_words(&scheme.id), &scheme.id)
}

/// Names a tier.
pub fn tier_name(t: Language, scheme: &Scheme, tier: Rank) -> String {
    let Some(tier) = scheme.tiers.get(usize::from(tier)) else { return "?".to_owned() };
    named(&tier.name, t.tier_words(&format!("{}/{}", scheme.id, tier.id)), &tier.id)
}

/// Writes a tier as a seal does: a letter or a short word.
pub fn tier_letter(t: Language, scheme: &Scheme, tier: Rank) -> String {
    let Some(tier) = scheme.tiers.get(usize::from(tier)) else { return "?".to_owned() };
    match t.tier_letters(&format!("{}/{}", scheme.id, tier.id)) {
        Some(letter) if tier.name.is_empty() => letter.to_owned(),
        _ if tier.name.is_empty() => tier.id.to_uppercase(),
        _ => tier.name.chars().take(4).collect(),
    }
}

/// Writes the seal of an outcome; `?` while it is undetermined.
pub fn outcome_mark(t: Language, scheme: &Scheme, outcome: Outcome) -> String {
    outcome.tier().map_or_else(|| "?".to_owned(), |tier| tier_letter(t, scheme, tier))
}

/// Names a dimension of a score.
pub fn dimension_name(t: Language, dimension: &Dimension) -> String {
    named(&dimension.name, t.dimension_words(&dimension.id), &dimension.id)
}

/// Names a clause of a scheme of bands.
pub fn clause_name(t: Language, clause: &Clause) -> String {
    named(&clause.name, t.clause_words(&clause.id), &clause.id)
}

/// Names a measure.
pub fn measure_name(t: Language, policy: &Policy, measure: Measure) -> String {
    match measure {
        Measure::Known(metric) => t.metric(metric).to_owned(),
        Measure::Field(field) => {
            policy.field(field).map_or_else(|| t.field_gone().to_owned(), |field| field.name.clone())
        }
    }
}

/// Names a text.
pub fn descriptor_name(t: Language, policy: &Policy, about: Descriptor) -> String {
    match about {
        Descriptor::Known(wording) => t.wording(wording).to_owned(),
        Descriptor::Field(field) => {
            policy.field(field).map_or_else(|| t.field_gone().to_owned(), |field| field.name.clone())
        }
    }
}

/// Writes what a test asks of a text.
pub fn text_asked(t: Language, policy: &Policy, test: &TextTest) -> String {
    let name = descriptor_name(t, policy, test.about);
    let sign = t.text_operator(test.operator);
    let words = match test.operator {
        TextOperator::IsUnknown => String::new(),
        _ if test.words.is_empty() => t.not_set().to_owned(),
        _ => t.quoted(test.words.join(t.list_comma())),
    };
    format!("{name} {sign} {words}").trim_end().to_owned()
}

/// Writes a value of a measure; `book` names the sources.
pub fn measure_value(t: Language, book: &Book, policy: &Policy, measure: Measure, value: i64) -> String {
    if measure == Measure::Known(Metric::Source) {
        return numbered_source_name(t, book, value);
    }
    if let Measure::Field(field) = measure
        && let Some(field) = policy.field(field)
        && let Some(choice) = usize::try_from(value).ok().and_then(|place| field.choices.get(place))
        && policy.unit(measure) == Some(Unit::Choice)
    {
        return choice.clone();
    }
    unit_value(t, policy.unit(measure).unwrap_or(Unit::Count), value)
}

/// Says what is missing.
pub fn missing(t: Language, policy: &Policy, missing: &[Missing]) -> String {
    let each = missing.iter().map(|missing| match missing {
        Missing::Measure(measure) => measure_name(t, policy, *measure),
        Missing::Text(about) => descriptor_name(t, policy, *about),
        Missing::Words(about) => t.missing_bound(descriptor_name(t, policy, *about)),
        Missing::Bound(measure) => t.missing_bound(measure_name(t, policy, *measure)),
        Missing::Scheme(id) => {
            let name = policy.scheme(id).map_or_else(|| id.clone(), |(_, scheme)| scheme_name(t, scheme));
            t.missing_scheme(name)
        }
    });
    each.collect::<Vec<_>>().join(t.list_comma())
}

/// Says what a tier is, or between which it lies.
pub fn why_tier(t: Language, policy: &Policy, scheme: usize, outcome: Outcome) -> String {
    let Some(scheme) = policy.schemes.get(scheme) else { return t.tier_undetermined_short().to_owned() };
    let letter = |tier| tier_letter(t, scheme, tier);
    let named = |tier| {
        let (letter, name) = (letter(tier), tier_name(t, scheme, tier));
        if name.contains(&letter) {
            name
        } else if letter.is_ascii() {
            format!("{} · {name}", t.tier_is(letter))
        } else {
            format!("{letter} · {name}")
        }
    };
    match outcome {
        Outcome::Certain(tier) => named(tier),
        Outcome::Set(tier) => t.tier_set_in(named(tier)),
        Outcome::Between { best, worst, likely } if letter(likely).is_ascii() => {
            t.tier_between(letter(best), letter(worst), letter(likely))
        }
        Outcome::Between { best, worst, likely } => t.tier_between_in(
            tier_name(t, scheme, best),
            tier_name(t, scheme, worst),
            tier_name(t, scheme, likely),
        ),
        Outcome::Undetermined => t.tier_undetermined_short().to_owned(),
    }
}

/// Says why a policy cannot be used.
pub fn policy_problem(t: Language, problem: &PolicyProblem) -> String {
    match problem {
        PolicyProblem::Newer(form) => t.policy_newer(form),
        PolicyProblem::Malformed { line, column, reason } => t.policy_malformed(line, column, reason),
        PolicyProblem::Faulty(_, faults) => t.policy_faulty(faults.len()),
    }
}

/// Says what does not hold together in a policy that was refused for it, each fault with its place.
pub fn policy_faults(t: Language, problem: &PolicyProblem) -> Vec<String> {
    match problem {
        PolicyProblem::Faulty(policy, faults) => {
            faults.iter().map(|fault| super::fault(t, policy, fault)).collect()
        }
        PolicyProblem::Newer(_) | PolicyProblem::Malformed { .. } => Vec::new(),
    }
}

/// Says how often a rule comes round.
pub fn rhythm(t: Language, policy: &Policy, rule: &Rule) -> String {
    match &rule.schedule {
        Schedule::MonthlyOn { .. } => t.fixed_day_monthly().to_owned(),
        Schedule::WeeklyOn { weekday } => t.fixed_day_weekly(t.weekday_name(*weekday)),
        Schedule::EveryMonths { months: 1 } | Schedule::EveryDays { days: 30 } => t.monthly().to_owned(),
        Schedule::EveryMonths { months: 3 } => t.quarterly().to_owned(),
        Schedule::EveryMonths { months: 6 } => t.half_yearly().to_owned(),
        Schedule::EveryMonths { months: 12 } => t.yearly().to_owned(),
        Schedule::EveryMonths { months } => t.every_months(months),
        Schedule::EveryDays { days: 7 } => t.weekly().to_owned(),
        Schedule::EveryDays { days: 14 } => t.fortnightly().to_owned(),
        Schedule::EveryDays { days } => t.every_days(days),
        Schedule::Times { least, most: Some(most), period } if most > least => {
            t.times_span(t.cap_every(*period), least, most)
        }
        Schedule::Times { least, period, .. } => t.times(t.cap_every(*period), least),
        Schedule::OnDate { measure, days_before: 0, .. } => t.on_date(measure_name(t, policy, *measure)),
        Schedule::OnDate { measure, days_before, .. } => {
            t.before_date(measure_name(t, policy, *measure), days_before)
        }
        Schedule::Festivals { days } => {
            days.iter().map(|day| t.festival(*day)).collect::<Vec<_>>().join(t.list_comma())
        }
    }
}

/// Writes the seal of the tier that a cap belongs to.
pub fn caps_label(t: Language, policy: &Policy, tier: TierPlace) -> String {
    policy.scheme_at(tier).map_or_else(String::new, |scheme| tier_letter(t, scheme, tier.tier))
}

fn named(own: &str, words: Option<&'static str>, id: &str) -> String {
    if own.is_empty() { words.unwrap_or(id).to_owned() } else { own.to_owned() }
}

/// Tells whether a metric is one that people state: what the form for facts offers.
pub fn is_stated(metric: Metric) -> bool {
    matches!(metric.basis(), crate::facts::Basis::Statement | crate::facts::Basis::Feedback)
}
