//! What does not hold together in a policy, each fault with its place.

mod beyond;

use super::{
    Banding, Cap, Cause, Criterion, Grading, Policy, Rule, Schedule, Scheme, Scoring, Sharing, Span, WHOLE,
    Window,
};
use crate::facts::{Descriptor, Measure, Unit};
use crate::query::{Condition, Operator};

/// Conditions may lie this deep in each other.
const DEEPEST: usize = 12;

/// Something that does not hold together, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The place of the scheme; `None` where it is about the policy as a whole.
    pub scheme: Option<usize>,
    /// Where in the scheme.
    pub spot: Spot,
    /// What.
    pub wrong: Wrong,
}

/// A place in a scheme or a policy. Numbers count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Spot {
    /// The scheme as a whole.
    Whole,
    Tier(usize),
    /// A criterion, counted through all dimensions.
    Criterion(usize),
    /// The band of a tier.
    Band(usize),
    /// The cut behind a tier.
    Cut(usize),
    Clause(usize),
    /// The rule of a tier.
    Rule(usize),
    /// A place in the order of schemes.
    Order(usize),
    Field(usize),
    Presumption(usize),
    IfUndetermined,
    /// A rule of contact: the tier, and the place of the rule in it.
    Cadence(usize, usize),
    /// A cap: the tier, and the place of the cap in it.
    Cap(usize, usize),
    /// A stretch of the book's own calendar.
    Calendar(usize),
    /// What is urgent.
    Urgency(Cause),
    /// The pool.
    Reclaim,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// The weights come to this many hundredths of a percent and not to 100 %.
    Weights(u32),
    /// A scale's bounds or points do not rise.
    NotRising,
    /// More points than 100.
    TooManyPoints,
    /// Values between this band and the one above belong to neither.
    Gap,
    /// Values belong to this band and to the one above.
    Overlap,
    /// The highest band has an upper end, or the lowest a lower one, or an end is missing between.
    OpenEnd,
    /// There are not as many bands, cuts or rules as tiers.
    Count,
    /// There are no tiers, or more than 100.
    Tiers,
    /// Two schemes, tiers or fields have this id.
    Twice(String),
    /// An id or a name is empty.
    Empty,
    /// The cuts do not rise between 0 and 100 %.
    Cuts,
    /// It asks for a field that is not there any more.
    NoField(u16),
    /// It names a scheme that is not there.
    NoScheme(String),
    /// It names a tier that is not there.
    NoTier(String),
    /// The operator makes no sense for the measure.
    Operator(Measure),
    /// The value is outside what the measure can be.
    Value(Measure),
    /// The measure cannot be counted in points, bands or shares.
    NoNumber(Measure),
    /// Conditions lie too deep in each other.
    TooDeep,
    /// Schemes that ask for each other's tiers in a circle, by their ids.
    Circle(Vec<String>),
    /// The time between two contacts is not at least one day, month or contact, or longer than ten years.
    Interval,
    /// At least so many contacts are more than the most.
    LeastAboveMost,
    /// There is no such day of the month or week.
    NoSuchDay,
    /// The window is as long as the time between two contacts, or longer.
    WindowTooLong,
    /// A contact by the rule's own channel would not count for it.
    OwnChannel,
    /// No festival is chosen.
    NoFestival,
    /// The measure is no day.
    NoDay(Measure),
    /// The stretch ends before it begins.
    Backwards,
    /// Days of this stretch belong to another one as well.
    DaysTwice,
    /// Not from 1 to 1000 percent.
    Percent,
    /// Days that are not between these two.
    Days(u32, u32),
    /// The warning would come before the time begins.
    WarnsTooEarly,
}

impl Policy {
    /// Returns everything that does not hold together; empty for a policy that can be used.
    pub fn faults(&self) -> Vec<Fault> {
        let mut check = Check { policy: self, scheme: None, faults: Vec::new() };
        check.whole();
        for (place, scheme) in self.schemes.iter().enumerate() {
            check.scheme = Some(place);
            check.one(scheme);
        }
        check.faults
    }

    /// Returns the places of the schemes in an order in which each comes after those it asks for.
    ///
    /// # Errors
    /// The ids of schemes that ask for each other in a circle.
    pub fn sequence(&self) -> Result<Vec<usize>, Vec<String>> {
        let mut sequence: Vec<usize> = Vec::with_capacity(self.schemes.len());
        while sequence.len() < self.schemes.len() {
            let before = sequence.len();
            for (place, scheme) in self.schemes.iter().enumerate() {
                let mut is_ready = !sequence.contains(&place);
                scheme.names(&mut |asked| {
                    // A scheme that is not there is another fault, and holds nobody up.
                    is_ready &= self.scheme(&asked.scheme).is_none_or(|(other, _)| sequence.contains(&other));
                });
                if is_ready {
                    sequence.push(place);
                }
            }
            if sequence.len() == before {
                let left = self.schemes.iter().enumerate().filter(|(place, _)| !sequence.contains(place));
                return Err(left.map(|(_, scheme)| scheme.id.clone()).collect());
            }
        }
        Ok(sequence)
    }
}

struct Check<'a> {
    policy: &'a Policy,
    scheme: Option<usize>,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn refuse(&mut self, spot: Spot, wrong: Wrong) {
        self.faults.push(Fault { scheme: self.scheme, spot, wrong });
    }

    fn whole(&mut self) {
        let policy = self.policy;
        if policy.schemes.is_empty() || policy.schemes.len() > 100 {
            self.refuse(Spot::Whole, Wrong::Tiers);
        }
        self.ids(policy.schemes.iter().map(|scheme| scheme.id.as_str()), |_| Spot::Whole);
        if let Err(circle) = policy.sequence() {
            self.refuse(Spot::Whole, Wrong::Circle(circle));
        }
        for (place, governing) in policy.order.iter().enumerate() {
            if policy.scheme(&governing.scheme).is_none() {
                self.refuse(Spot::Order(place), Wrong::NoScheme(governing.scheme.clone()));
            }
            if let Some(when) = &governing.when {
                self.condition(Spot::Order(place), when);
            }
        }
        for (place, field) in policy.fields.iter().enumerate() {
            let is_twice = policy.fields.iter().take(place).any(|other| other.number == field.number);
            if is_twice {
                self.refuse(Spot::Field(place), Wrong::Twice(field.name.clone()));
            }
            if field.name.trim().is_empty() {
                self.refuse(Spot::Field(place), Wrong::Empty);
            }
        }
        for (place, presumption) in policy.presumed.iter().enumerate() {
            self.measure(Spot::Presumption(place), presumption.measure, Some(presumption.value));
        }
        for (place, span) in policy.calendar.iter().enumerate() {
            if span.to < span.from {
                self.refuse(Spot::Calendar(place), Wrong::Backwards);
            }
            let earlier = policy.calendar.iter().take(place);
            if earlier.into_iter().any(|other| span.from <= other.to && other.from <= span.to) {
                self.refuse(Spot::Calendar(place), Wrong::DaysTwice);
            }
        }
        self.urgency();
        self.reclaim();
        let name = &policy.if_undetermined;
        if policy.place(&name.scheme, &name.tier).is_none() {
            self.refuse(Spot::IfUndetermined, Wrong::NoTier(name.tier.clone()));
        }
    }

    fn one(&mut self, scheme: &Scheme) {
        if scheme.tiers.is_empty() || scheme.tiers.len() > 100 {
            self.refuse(Spot::Whole, Wrong::Tiers);
        }
        self.ids(scheme.tiers.iter().map(|tier| tier.id.as_str()), Spot::Tier);
        for (place, tier) in scheme.tiers.iter().enumerate() {
            self.ids(tier.rules.iter().map(|rule| rule.id.as_str()), |rule| Spot::Cadence(place, rule));
            for (nth, rule) in tier.rules.iter().enumerate() {
                self.rule(Spot::Cadence(place, nth), rule);
            }
            self.reclaimed(place, tier);
            for (nth, Cap { most, .. }) in tier.caps.iter().enumerate() {
                if *most == 0 {
                    self.refuse(Spot::Cap(place, nth), Wrong::Interval);
                }
            }
        }
        let tiers = scheme.tiers.len();
        match &scheme.grading {
            Grading::Score(scoring) => self.scoring(scoring, tiers),
            Grading::Bands(banding) => self.banding(scheme, banding),
            Grading::Share(sharing) => self.sharing(sharing, tiers),
            Grading::Rules(ruling) => {
                if ruling.rules.len() != tiers {
                    self.refuse(Spot::Whole, Wrong::Count);
                }
                for (place, when) in ruling.rules.iter().enumerate() {
                    self.condition(Spot::Rule(place), when);
                }
            }
        }
    }

    fn rule(&mut self, spot: Spot, rule: &Rule) {
        let in_range = match &rule.schedule {
            Schedule::MonthlyOn { day } if !(1..=31).contains(day) => {
                return self.refuse(spot, Wrong::NoSuchDay);
            }
            Schedule::WeeklyOn { weekday } if *weekday > 6 => return self.refuse(spot, Wrong::NoSuchDay),
            Schedule::MonthlyOn { .. } | Schedule::WeeklyOn { .. } => true,
            Schedule::EveryMonths { months } => (1..=120).contains(months),
            Schedule::EveryDays { days } => (1..=3_650).contains(days),
            Schedule::Times { least, most, .. } => {
                if most.is_some_and(|most| most < *least) {
                    self.refuse(spot, Wrong::LeastAboveMost);
                }
                (1..=100).contains(least)
            }
            Schedule::OnDate { measure, days_before, .. } => {
                self.measure(spot, *measure, None);
                if self.policy.unit(*measure).is_some_and(|unit| unit != Unit::Day) {
                    self.refuse(spot, Wrong::NoDay(*measure));
                }
                (0..=3_650).contains(days_before)
            }
            Schedule::Festivals { days } => {
                if days.is_empty() {
                    self.refuse(spot, Wrong::NoFestival);
                }
                true
            }
        };
        if !in_range {
            return self.refuse(spot, Wrong::Interval);
        }
        let Window { early_days, late_days } = rule.window;
        let length = early_days.saturating_add(late_days);
        if early_days < 0 || late_days < 0 || length > 0 && length >= rule.schedule.interval_days() {
            self.refuse(spot, Wrong::WindowTooLong);
        }
        if !rule.counts(rule.channel, rule.least_depth) {
            self.refuse(spot, Wrong::OwnChannel);
        }
    }

    fn ids<'b>(&mut self, ids: impl Iterator<Item = &'b str>, spot: impl Fn(usize) -> Spot) {
        let mut seen: Vec<&str> = Vec::new();
        for (place, id) in ids.enumerate() {
            if id.trim().is_empty() {
                self.refuse(spot(place), Wrong::Empty);
            } else if seen.contains(&id) {
                self.refuse(spot(place), Wrong::Twice(id.to_owned()));
            }
            seen.push(id);
        }
    }

    fn scoring(&mut self, scoring: &Scoring, tiers: usize) {
        if scoring.weight() != WHOLE {
            self.refuse(Spot::Whole, Wrong::Weights(scoring.weight()));
        }
        for (place, (_, criterion)) in scoring.criteria().enumerate() {
            self.criterion(place, criterion);
        }
        self.bands(&scoring.bands, tiers);
    }

    fn criterion(&mut self, place: usize, criterion: &Criterion) {
        let spot = Spot::Criterion(place);
        self.number(spot, criterion.measure);
        let steps = &criterion.scale.steps;
        if steps.is_empty() || !steps.is_sorted_by(|a, b| a.from < b.from) {
            self.refuse(spot, Wrong::NotRising);
        }
        if criterion.scale.most() > 100 {
            self.refuse(spot, Wrong::TooManyPoints);
        }
    }

    fn banding(&mut self, scheme: &Scheme, banding: &Banding) {
        self.number(Spot::Whole, banding.measure);
        self.bands(&banding.bands, scheme.tiers.len());
        for (place, clause) in banding.clauses.iter().enumerate() {
            self.condition(Spot::Clause(place), &clause.when);
            if scheme.tier_place(&clause.tier).is_none() {
                self.refuse(Spot::Clause(place), Wrong::NoTier(clause.tier.clone()));
            }
        }
    }

    /// Bands run from the best tier down, each ending where the one above begins.
    fn bands(&mut self, bands: &[Span], tiers: usize) {
        if bands.len() != tiers {
            self.refuse(Spot::Whole, Wrong::Count);
        }
        let last = bands.len().saturating_sub(1);
        for (place, band) in bands.iter().enumerate() {
            let is_open_where_it_must =
                (place == 0) == band.to.is_none() && (place == last) == band.from.is_none();
            if !is_open_where_it_must {
                self.refuse(Spot::Band(place), Wrong::OpenEnd);
            }
            let above = place.checked_sub(1).and_then(|above| bands.get(above)).and_then(|band| band.from);
            if let (Some(begins), Some(ends)) = (above, band.to) {
                if ends.at < begins.at || ends.at == begins.at && !ends.included && !begins.included {
                    self.refuse(Spot::Band(place), Wrong::Gap);
                } else if ends.at > begins.at || ends.included && begins.included {
                    self.refuse(Spot::Band(place), Wrong::Overlap);
                }
            }
            if let (Some(from), Some(to)) = (band.from, band.to)
                && from.at > to.at
            {
                self.refuse(Spot::Band(place), Wrong::NotRising);
            }
        }
    }

    fn sharing(&mut self, sharing: &Sharing, tiers: usize) {
        self.number(Spot::Whole, sharing.measure);
        if sharing.cuts.len() + 1 != tiers {
            self.refuse(Spot::Whole, Wrong::Count);
        }
        let mut below = 0;
        for (place, cut) in sharing.cuts.iter().enumerate() {
            if *cut <= below || *cut >= WHOLE {
                self.refuse(Spot::Cut(place), Wrong::Cuts);
            }
            below = *cut;
        }
    }

    fn condition(&mut self, spot: Spot, condition: &Condition) {
        if condition.depth() > DEEPEST {
            self.refuse(spot, Wrong::TooDeep);
            return;
        }
        condition.tests(&mut |test| {
            let value = test.value.filter(|_| test.operator != Operator::IsKnown);
            self.measure(spot, test.measure, value);
            let unit = self.policy.unit(test.measure);
            if unit.is_some_and(|unit| !Operator::of(unit).contains(&test.operator)) {
                self.refuse(spot, Wrong::Operator(test.measure));
            }
        });
        condition.text_tests(&mut |test| {
            if let (false, Descriptor::Field(field)) = (self.policy.has_text(test.about), test.about) {
                self.refuse(spot, Wrong::NoField(field.0));
            }
        });
        condition.schemes(&mut |asked| match self.policy.scheme(&asked.scheme) {
            None => self.refuse(spot, Wrong::NoScheme(asked.scheme.clone())),
            Some((_, scheme)) => {
                for tier in asked.tiers.iter().filter(|tier| scheme.tier_place(tier).is_none()) {
                    self.refuse(spot, Wrong::NoTier(tier.clone()));
                }
            }
        });
    }

    fn measure(&mut self, spot: Spot, measure: Measure, value: Option<i64>) {
        match (self.policy.unit(measure), measure) {
            (None, Measure::Field(field)) => self.refuse(spot, Wrong::NoField(field.0)),
            (Some(unit), _) if value.is_some_and(|value| !unit.holds(value)) => {
                self.refuse(spot, Wrong::Value(measure));
            }
            _ => {}
        }
    }

    /// A measure that points, bands or shares can be made of.
    fn number(&mut self, spot: Spot, measure: Measure) {
        self.measure(spot, measure, None);
        if matches!(self.policy.unit(measure), Some(Unit::Word(_) | Unit::Choice | Unit::Day | Unit::Text)) {
            self.refuse(spot, Wrong::NoNumber(measure));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{FieldId, Metric};
    use crate::policy::Edge;
    use crate::query::{InTier, Test};

    fn altered(scheme: &str, alter: impl FnOnce(&mut Scheme)) -> Vec<(Spot, Wrong)> {
        let mut policy = Policy::default();
        let place = policy.scheme(scheme).unwrap().0;
        alter(&mut policy.schemes[place]);
        policy
            .faults()
            .into_iter()
            .filter(|fault| fault.scheme.is_none_or(|at| at == place))
            .map(|fault| (fault.spot, fault.wrong))
            .collect()
    }

    fn scoring(scheme: &mut Scheme) -> &mut Scoring {
        match &mut scheme.grading {
            Grading::Score(scoring) => scoring,
            _ => panic!("not a score"),
        }
    }

    #[test]
    fn weights_that_do_not_come_to_one_hundred_are_refused() {
        let faults = altered("score", |scheme| scoring(scheme).dimensions[0].criteria[0].weight = 2_400);
        assert_eq!(faults, [(Spot::Whole, Wrong::Weights(9_900))]);
    }

    #[test]
    fn bands_with_a_gap_or_an_overlap_are_refused_at_their_place() {
        let to = |at, included| Some(Edge { at, included });
        for (end, wrong) in [
            (to(8_900, true), Wrong::Gap),
            (to(9_100, false), Wrong::Overlap),
            (to(9_000, true), Wrong::Overlap),
        ] {
            let faults = altered("score", |scheme| scoring(scheme).bands[1].to = end);
            assert_eq!(faults, [(Spot::Band(1), wrong)]);
        }
        let faults = altered("score", |scheme| scoring(scheme).bands[1].to = None);
        assert_eq!(faults, [(Spot::Band(1), Wrong::OpenEnd)]);
    }

    #[test]
    fn a_rule_that_names_a_deleted_field_is_refused_at_its_place() {
        let faults = altered("classes", |scheme| {
            let Grading::Rules(ruling) = &mut scheme.grading else { panic!() };
            ruling.rules[2] = Condition::Is(Test {
                measure: Measure::Field(FieldId(7)),
                operator: Operator::Is,
                value: Some(1),
            });
        });
        assert_eq!(faults, [(Spot::Rule(2), Wrong::NoField(7))]);
    }

    #[test]
    fn a_cadence_that_cannot_be_kept_is_refused_at_its_place() {
        use crate::model::Channel;
        use crate::policy::Period;
        type Alter = fn(&mut Rule);
        let cases: [(Alter, Wrong); 8] = [
            (|rule| rule.schedule = Schedule::EveryDays { days: 0 }, Wrong::Interval),
            (|rule| rule.schedule = Schedule::MonthlyOn { day: 32 }, Wrong::NoSuchDay),
            (|rule| rule.schedule = Schedule::WeeklyOn { weekday: 7 }, Wrong::NoSuchDay),
            (
                |rule| {
                    rule.window = Window::default();
                    rule.schedule = Schedule::Times { least: 3, most: Some(2), period: Period::Week };
                },
                Wrong::LeastAboveMost,
            ),
            (|rule| rule.window.late_days = 77, Wrong::WindowTooLong),
            (|rule| rule.counts = vec![Channel::Sms], Wrong::OwnChannel),
            (|rule| rule.schedule = Schedule::Festivals { days: Vec::new() }, Wrong::NoFestival),
            (
                |rule| {
                    let measure = Metric::Orders.into();
                    rule.schedule = Schedule::OnDate { measure, yearly: true, days_before: 0 };
                },
                Wrong::NoDay(Metric::Orders.into()),
            ),
        ];
        for (alter, wrong) in cases {
            let faults = altered("score", |scheme| alter(&mut scheme.tiers[1].rules[0]));
            assert_eq!(faults, [(Spot::Cadence(1, 0), wrong)]);
        }
        let faults = altered("score", |scheme| scheme.tiers[0].caps[0].most = 0);
        assert_eq!(faults, [(Spot::Cap(0, 0), Wrong::Interval)]);
        let unknown = Policy::default().write().replacen("\"visit\"", "\"pigeon\"", 1);
        match Policy::read(&unknown) {
            Err(crate::policy::PolicyProblem::Malformed { reason, line, .. }) => {
                assert!(reason.contains("pigeon") && line > 1, "{reason}");
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn days_of_the_calendar_that_overlap_or_run_backwards_are_refused_at_their_place() {
        let span = |from: &str, to: &str| crate::policy::DaySpan {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            working: false,
            name: String::new(),
        };
        let calendar = vec![
            span("2027-02-05", "2027-02-11"),
            span("2027-02-11", "2027-02-12"),
            span("2027-05-03", "2027-05-01"),
        ];
        let policy = Policy { calendar, ..Policy::default() };
        let faults: Vec<_> = policy.faults().into_iter().map(|fault| (fault.spot, fault.wrong)).collect();
        assert_eq!(faults, [(Spot::Calendar(1), Wrong::DaysTwice), (Spot::Calendar(2), Wrong::Backwards)]);
    }

    #[test]
    fn schemes_that_ask_for_each_other_in_a_circle_are_refused() {
        let asks = |scheme: &str, tier: &str| {
            Condition::InTier(InTier { scheme: scheme.into(), tiers: vec![tier.into()] })
        };
        let faults = altered("amount", |scheme| {
            let Grading::Bands(banding) = &mut scheme.grading else { panic!() };
            banding.clauses[0].when = asks("potential", "key");
        });
        let circle = ["amount", "potential", "need_value"].map(str::to_owned).to_vec();
        assert_eq!(faults, [(Spot::Whole, Wrong::Circle(circle))]);
        let faults = altered("dealer", |scheme| {
            let Grading::Rules(ruling) = &mut scheme.grading else { panic!() };
            ruling.rules[0] = asks("nowhere", "x");
            ruling.rules[1] = asks("score", "z");
        });
        assert_eq!(
            faults,
            [(Spot::Rule(0), Wrong::NoScheme("nowhere".into())), (Spot::Rule(1), Wrong::NoTier("z".into()))]
        );
    }

    #[test]
    fn values_operators_cuts_and_ids_that_make_no_sense_are_refused() {
        let faults = altered("pareto", |scheme| {
            let Grading::Share(sharing) = &mut scheme.grading else { panic!() };
            sharing.cuts = vec![9_500, 8_000];
        });
        assert_eq!(faults, [(Spot::Cut(1), Wrong::Cuts)]);
        let faults = altered("kind", |scheme| {
            scheme.tiers[1].id = "company".into();
            let Grading::Rules(ruling) = &mut scheme.grading else { panic!() };
            let measure = Metric::Stage.into();
            ruling.rules[0] = Condition::Is(Test { measure, operator: Operator::Above, value: Some(1) });
            let measure = Metric::Bond.into();
            ruling.rules[1] = Condition::Is(Test { measure, operator: Operator::Is, value: Some(9) });
        });
        assert_eq!(
            faults,
            [
                (Spot::Tier(1), Wrong::Twice("company".into())),
                (Spot::Rule(0), Wrong::Operator(Metric::Stage.into())),
                (Spot::Rule(1), Wrong::Value(Metric::Bond.into())),
            ]
        );
    }
}
