//! The facts of one customer on one day.

use std::cell::OnceCell;

use super::interactions::Interactions;
use super::voice::Voice;
use super::{Basis, Fact, Horizon, Measure, Metric, Origin, Unit};
use crate::book::Book;
use crate::model::{
    Birthday, Channel, Customer, Day, InteractionHead, Rating, Source, Stage, Statement, ValueBand,
};
use crate::order;

/// What is known of one customer on one day.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    book: &'a Book,
    customer: &'a Customer,
    horizon: Horizon,
    first_order: Option<Day>,
    last_order: Option<Day>,
    orders: u32,
    sum_fen: i64,
    sum_fen_12: i64,
    sum_fen_year: i64,
    orders_6: u32,
    orders_6_before: u32,
    orders_12: u32,
    since: Option<Day>,
    /// What only some measures ask for is worked out for the first that does.
    voice: OnceCell<Voice>,
    interactions: OnceCell<Interactions>,
}

impl<'a> Facts<'a> {
    /// Returns the facts of `customer` as the book's records tell them up to and including `day`.
    pub fn of(book: &'a Book, customer: &'a Customer, day: Day) -> Self {
        Self::at(book, customer, &Horizon::of(day))
    }

    /// Returns the facts of `customer` on the day of `horizon`.
    pub fn at(book: &'a Book, customer: &'a Customer, horizon: &Horizon) -> Self {
        let mut facts = Self {
            book,
            customer,
            horizon: *horizon,
            first_order: None,
            last_order: None,
            orders: 0,
            sum_fen: 0,
            sum_fen_12: 0,
            sum_fen_year: 0,
            orders_6: 0,
            orders_6_before: 0,
            orders_12: 0,
            since: customer.since.map(|since| since.first_day()).filter(|since| *since <= horizon.day),
            voice: OnceCell::new(),
            interactions: OnceCell::new(),
        };
        for order in book.orders_of(customer.id) {
            facts.count_order(order.day, order.amount.fen, horizon);
        }
        facts
    }

    fn voice(&self) -> &Voice {
        self.voice.get_or_init(|| Voice::of(self.book, self.customer.id, &self.horizon))
    }

    fn counted(&self) -> &Interactions {
        let count = || Interactions::of(self.book, self.customer.id, &self.horizon, self.voice());
        self.interactions.get_or_init(count)
    }

    /// Returns the day on which the next contract ends that nobody has renewed; one that is over only where none comes.
    fn renewal(&self) -> Option<Day> {
        let unsettled = self.book.contracts_of(self.customer.id).filter(|contract| contract.is_unsettled());
        unsettled.map(|contract| contract.until).min_by_key(|until| (*until < self.day(), *until))
    }

    /// Counts the customers that name this one; of a past day those that were there by then.
    fn referrals(&self) -> u32 {
        let is_there = |referred: &&Customer| self.horizon.reaches(self.book, referred);
        u32::try_from(self.book.referred_by(self.customer.id).filter(is_there).count()).unwrap_or(u32::MAX)
    }

    /// Returns the birthday of a contact that is nearest to the day: one that has just been may still be owed wishes
    /// (A2.28).
    fn birthday(&self) -> Option<Fact> {
        let around = |birthday: Birthday| {
            let years = self.day().year() - 1..=self.day().year() + 1;
            years.filter_map(move |year| birthday.in_year(year))
        };
        let born = self.book.contacts().of(self.customer.id).filter(|contact| contact.has_birthday);
        let present = born.filter(|contact| !contact.has_left).filter_map(|contact| contact.record());
        let days = present.filter_map(|contact| contact.birthday).flat_map(around);
        let nearest = days.min_by_key(|day| (day.days_since(self.day()).abs(), *day))?;
        self.profile(Some(super::day_number(nearest)))
    }

    fn count_order(&mut self, on: Day, fen: i64, horizon: &Horizon) {
        if on > self.day() {
            return;
        }
        self.orders += 1;
        self.sum_fen = self.sum_fen.saturating_add(fen);
        self.first_order = Some(self.first_order.map_or(on, |first| first.min(on)));
        self.last_order = self.last_order.max(Some(on));
        if on > horizon.year_ago {
            self.orders_12 += 1;
            self.sum_fen_12 = self.sum_fen_12.saturating_add(fen);
            if on > horizon.half_year_ago {
                self.orders_6 += 1;
            } else {
                self.orders_6_before += 1;
            }
        }
        if on >= horizon.new_year {
            self.sum_fen_year = self.sum_fen_year.saturating_add(fen);
        }
    }

    /// Returns the day of the facts.
    pub fn day(&self) -> Day {
        self.horizon.day
    }

    /// Returns the customer whose facts they are.
    pub fn customer(&self) -> &'a Customer {
        self.customer
    }

    /// Returns the day of the last answered contact by any channel.
    pub fn last_contact(&self) -> Option<Day> {
        self.counted().last
    }

    /// Returns the interactions up to the day, in the order they came into the book.
    pub fn interactions(&self) -> &[InteractionHead] {
        &self.counted().heads
    }

    /// Returns a metric's value, or `None` where it is not known.
    ///
    /// Places among all customers and fields of the user's own are not told here: the first need
    /// everybody, the second the policy that declares them.
    pub fn get(&self, metric: Metric) -> Option<Fact> {
        use Metric as M;
        let count = |count: u32| i64::from(count);
        match metric {
            M::CumulativeAmount => {
                let stated = self.undated(self.customer.stated.cumulative_amount.map(|money| money.fen));
                self.larger(self.ordered(self.sum_fen), self.newer(metric, stated))
                    .or_else(|| self.nothing_yet())
            }
            M::OrdersIn6Months => {
                let stated = self.undated(self.customer.stated.orders_in_6_months.map(i64::from));
                self.covering(6, count(self.orders_6), self.newer(metric, stated))
                    .or_else(|| self.nothing_yet())
            }
            M::RepurchasePercent => self.repurchase(),
            M::Referrals => self.referred(),
            M::ProductCount => {
                self.larger(self.products(), self.stated(metric)).or_else(|| self.nothing_yet())
            }
            M::AmountIn12Months => self.recorded(metric, self.ordered(self.sum_fen_12)),
            M::AmountThisYear => self.recorded(metric, self.ordered(self.sum_fen_year)),
            M::Orders => self.recorded(metric, self.ordered(count(self.orders))),
            M::OrdersIn6MonthsBefore => self.recorded(metric, self.ordered(count(self.orders_6_before))),
            M::OrdersIn12Months => self.recorded(metric, self.ordered(count(self.orders_12))),
            M::OrderTrendPercent => {
                let (now, before) = (count(self.orders_6), count(self.orders_6_before));
                let trend = if before == 0 { None } else { self.ordered((now - before) * 100 / before) };
                trend.or_else(|| self.stated(metric))
            }
            M::MonthsSinceFirstOrder => self.ordered_since(self.first_order, Day::months_since, metric),
            M::MonthsSinceLastOrder => self.ordered_since(self.last_order, Day::months_since, metric),
            M::DaysSinceOrder => self
                .last_order
                .and_then(|last| self.ordered(self.day().days_since(last)))
                .or_else(|| self.stated(metric)),
            M::LastOrderDay => self
                .last_order
                .and_then(|last| self.ordered(super::day_number(last)))
                .or_else(|| self.stated(metric)),
            M::CooperationMonths => self.cooperation(),
            M::IndustryGrowth => self.rated(metric, self.customer.ratings.industry_growth),
            M::ExpansionPotential => self.rated(metric, self.customer.ratings.expansion_potential),
            M::NeedFit => self.rated(metric, self.customer.ratings.need_fit),
            M::ComplaintHandling => self
                .voice()
                .handled()
                .or_else(|| self.rated(metric, self.customer.ratings.complaint_handling)),
            M::ComplaintsOpen => self.voice().open().or_else(|| self.stated(metric)),
            M::RenewalDay => {
                self.profile(self.renewal().map(super::day_number)).or_else(|| self.stated(metric))
            }
            M::Birthday => self.birthday().or_else(|| self.stated(metric)),
            M::Satisfaction => self.voice().satisfied().or_else(|| self.stated(metric)),
            M::Nps => self.voice().nps().or_else(|| self.stated(metric)),
            M::ComplaintsIn12Months => self.complaints(),
            M::ContactsIn12Months => {
                self.stated(metric).filter(|_| self.counted().answered == 0).or(Some(Fact {
                    value: count(self.counted().ours_12),
                    as_of: self.last_contact(),
                    origin: Origin::Records(self.counted().ours_12),
                }))
            }
            M::DealOpen => self.stated(metric).or_else(|| {
                self.profile(self.customer.stage.map(|stage| i64::from(stage == Stage::InTalks)))
            }),
            M::CanPrepay => self.stated(metric).or_else(|| self.pays_cash()),
            M::HasNeed => self
                .stated(metric)
                .or_else(|| self.stated(M::NeedClear).filter(|clear| clear.value == 1))
                .or_else(|| self.profile((!self.customer.key_need.trim().is_empty()).then_some(1))),
            M::CustomerKind => self.profile(self.customer.customer_kind.map(|kind| kind as i64)),
            M::Stage => self.profile(self.customer.stage.map(|stage| stage as i64)),
            M::Source => self.profile(self.customer.source.map(Source::number)),
            M::StatedBand => self.profile(self.customer.stated_band.map(|band: ValueBand| band as i64)),
            M::DaysSinceContact => self.contacted(self.last_contact(), metric),
            M::DaysSinceDeep => self.contacted(self.counted().last_deep, metric),
            M::DaysSinceLight => self.contacted(self.counted().last_light, metric),
            M::DaysSinceVisit => self.contacted_by(Channel::Visit, metric),
            M::DaysSinceCall => self.contacted_by(Channel::Call, metric),
            M::DaysSinceMeeting => self.contacted_by(Channel::Meeting, metric),
            M::DaysSinceVideo => self.contacted_by(Channel::Video, metric),
            M::DaysSinceWechat => self.contacted_by(Channel::Wechat, metric),
            M::DaysSinceEmail => self.contacted_by(Channel::Email, metric),
            M::DaysSinceSms => self.contacted_by(Channel::Sms, metric),
            M::DaysSinceEvent => self.contacted_by(Channel::Event, metric),
            M::DaysSinceBroadcast => self.contacted_by(Channel::Broadcast, metric),
            M::RecencyRank | M::FrequencyRank | M::MoneyRank => None,
            stated => self.stated(stated),
        }
    }

    /// Returns what a person stated for a measure last, up to the day.
    pub fn statement(&self, measure: Measure, unit: Unit) -> Option<Fact> {
        let newest = |best: Option<&'a Statement>, next: &'a Statement| match best {
            Some(best) if best.day > next.day => Some(best),
            _ => Some(next),
        };
        self.customer
            .statements
            .iter()
            .filter(|statement| statement.day <= self.day() && measure.is_stored_as(&statement.metric))
            .fold(None, newest)
            .and_then(|statement| {
                Some(Fact {
                    value: unit.read(&statement.value)?,
                    as_of: Some(statement.day),
                    origin: Origin::Stated(statement.by),
                })
            })
    }

    /// Returns what the records say and what a person stated, where the two contradict each other.
    pub fn contradiction(&self, metric: Metric) -> Option<(Fact, Fact)> {
        let stated = self.stated(metric)?;
        let recorded = match metric {
            Metric::CumulativeAmount => self.ordered(self.sum_fen).filter(|fact| fact.value > stated.value),
            Metric::AmountIn12Months => self.ordered(self.sum_fen_12),
            Metric::AmountThisYear => self.ordered(self.sum_fen_year),
            Metric::Orders => self.ordered(i64::from(self.orders)),
            Metric::OrdersIn12Months => self.ordered(i64::from(self.orders_12)),
            _ => None,
        }?;
        (recorded.value != stated.value).then_some((recorded, stated))
    }

    /// Tells whether the stage says that nothing was bought yet, and orders say otherwise.
    pub fn stage_is_behind(&self) -> bool {
        self.orders > 0 && self.has_not_bought()
    }

    fn has_not_bought(&self) -> bool {
        self.customer.stage.is_some_and(Stage::is_before_first_order)
    }

    fn stated(&self, metric: Metric) -> Option<Fact> {
        if self.customer.statements.is_empty() {
            return None;
        }
        self.statement(metric.into(), metric.unit())
    }

    /// Takes a dated statement before a figure of the form that bears no day.
    fn newer(&self, metric: Metric, undated: Option<Fact>) -> Option<Fact> {
        self.stated(metric).or(undated)
    }

    fn undated(&self, value: Option<i64>) -> Option<Fact> {
        value.map(|value| Fact { value, as_of: None, origin: Origin::Stated(None) })
    }

    fn profile(&self, value: Option<i64>) -> Option<Fact> {
        value.map(|value| Fact { value, as_of: None, origin: Origin::Profile })
    }

    fn recorded(&self, metric: Metric, recorded: Option<Fact>) -> Option<Fact> {
        recorded.or_else(|| self.stated(metric)).or_else(|| self.nothing_yet())
    }

    fn ordered(&self, value: i64) -> Option<Fact> {
        (self.orders > 0).then_some(Fact {
            value,
            as_of: self.last_order,
            origin: Origin::Records(self.orders),
        })
    }

    fn ordered_since(
        &self,
        from: Option<Day>,
        months: impl Fn(Day, Day) -> i32,
        metric: Metric,
    ) -> Option<Fact> {
        from.and_then(|from| self.ordered(i64::from(months(self.day(), from))))
            .or_else(|| self.stated(metric))
    }

    fn contacted(&self, last: Option<Day>, metric: Metric) -> Option<Fact> {
        last.map(|last| Fact {
            value: self.day().days_since(last),
            as_of: Some(last),
            origin: Origin::Records(self.counted().answered),
        })
        .or_else(|| self.stated(metric))
    }

    fn contacted_by(&self, channel: Channel, metric: Metric) -> Option<Fact> {
        self.contacted(self.counted().last_by(channel), metric)
    }

    /// Takes the larger of what the records add up to and what is stated: a first order on record must
    /// not wipe out the history before it.
    fn larger(&self, recorded: Option<Fact>, stated: Option<Fact>) -> Option<Fact> {
        match (recorded, stated) {
            (Some(recorded), Some(stated)) if stated.value > recorded.value => Some(stated),
            (None, stated) => stated,
            (recorded, _) => recorded,
        }
    }

    /// Takes what the records of the last `months` say; a stated figure stands while they do not reach
    /// back that far.
    fn covering(&self, months: i32, recorded: i64, stated: Option<Fact>) -> Option<Fact> {
        match stated {
            Some(stated) if self.first_order.is_none_or(|first| first > self.day().plus_months(-months)) => {
                Some(stated)
            }
            _ => self.ordered(recorded),
        }
    }

    /// A customer who by its stage has not bought yet has bought nothing; any other may have.
    fn nothing_yet(&self) -> Option<Fact> {
        self.has_not_bought().then_some(Fact { value: 0, as_of: None, origin: Origin::Stage })
    }

    /// Counts from the stated beginning, else from the first order.
    fn cooperation(&self) -> Option<Fact> {
        let months = |from: Day| i64::from(self.day().months_since(from));
        let stated_start = self.since.map(|since| Fact {
            value: months(since),
            as_of: Some(since),
            origin: Origin::Stated(None),
        });
        let from_first = || {
            self.first_order.map(|first| Fact {
                value: months(first),
                as_of: Some(first),
                origin: Origin::Records(self.orders),
            })
        };
        stated_start.or_else(from_first).or_else(|| self.nothing_yet())
    }

    /// Repeats among the orders of the last 12 months: 5 orders are 4 repeats, 80 %.
    fn repurchase(&self) -> Option<Fact> {
        let count = i64::from(self.orders_12);
        let percent = if count == 0 { 0 } else { (count - 1) * 100 / count };
        let stated = self.undated(self.customer.stated.repurchase_percent.map(i64::from));
        self.covering(12, percent, self.newer(Metric::RepurchasePercent, stated))
            .or_else(|| self.nothing_yet())
    }

    /// Linked referrals are counted; a larger number stated by hand stands. None of either: the
    /// book cannot tell, unless the customer has not bought yet.
    fn referred(&self) -> Option<Fact> {
        let count = self.referrals();
        let linked = (count > 0).then_some(Fact {
            value: i64::from(count),
            as_of: None,
            origin: Origin::Records(count),
        });
        let stated = self.undated(self.customer.stated.referrals.map(i64::from));
        self.larger(linked, self.newer(Metric::Referrals, stated)).or_else(|| self.nothing_yet())
    }

    /// Complaints on record; none on record is none where there are contacts on record at all.
    fn complaints(&self) -> Option<Fact> {
        let contacts = self.counted();
        let recorded = (contacts.answered > 0 || contacts.complaints_12 > 0).then_some(Fact {
            value: i64::from(contacts.complaints_12),
            as_of: contacts.last_complaint.or(contacts.last),
            origin: Origin::Records(contacts.answered),
        });
        self.larger(recorded, self.stated(Metric::ComplaintsIn12Months))
    }

    /// Counts the different products of the orders that name one. It is asked for seldom: orders are read for it.
    fn products(&self) -> Option<Fact> {
        let orders = self.book.orders_of(self.customer.id).filter(|order| order.day <= self.day());
        let mut named: Vec<(String, Day)> = orders
            .filter_map(|row| row.record())
            .map(|order| (order.product.trim().to_owned(), order.day))
            .filter(|(product, _)| !product.is_empty())
            .collect();
        let as_of = named.iter().map(|(_, day)| *day).max()?;
        let count = u32::try_from(named.len()).unwrap_or(u32::MAX);
        order::by(&mut named, Ord::cmp);
        named.dedup_by(|a, b| a.0 == b.0);
        let value = i64::try_from(named.len()).ok()?;
        Some(Fact { value, as_of: Some(as_of), origin: Origin::Records(count) })
    }

    fn pays_cash(&self) -> Option<Fact> {
        let cash = crate::model::Payment::Cash as i64;
        self.stated(Metric::Payment).filter(|fact| fact.value == cash).map(|fact| Fact { value: 1, ..fact })
    }

    /// Takes the newer of the customer's rating and a dated statement.
    fn rated(&self, metric: Metric, rating: Option<Rating>) -> Option<Fact> {
        let rated = rating.filter(|rating| rating.day() <= self.day()).map(|rating| Fact {
            value: i64::from(rating.points()),
            as_of: Some(rating.day()),
            origin: Origin::Rated,
        });
        match (rated, self.stated(metric)) {
            (Some(rated), Some(stated)) if stated.as_of < rated.as_of => Some(rated),
            (rated, None) => rated,
            (_, stated) => stated,
        }
    }
}

impl Metric {
    /// Tells whether it only changes with the book and never with the calendar.
    pub fn stands_still(self) -> bool {
        matches!(self.basis(), Basis::Statement | Basis::Referrals | Basis::Feedback)
            || self == Self::CumulativeAmount
    }
}
