//! The facts of one customer on one day.

use super::{Fact, Metric, Origin};
use crate::book::Book;
use crate::model::{Customer, Day, Rating};

/// What is known of one customer on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    day: Day,
    first_order: Option<Day>,
    last_order: Option<Day>,
    orders: u32,
    sum_fen: i64,
    sum_fen_12: i64,
    orders_6: u32,
    orders_6_before: u32,
    orders_12: u32,
    last_contact: Option<Day>,
    contacts: u32,
    referrals: u32,
    no_orders_yet: bool,
    since: Option<Day>,
    ratings: crate::model::Ratings,
    stated: crate::model::Stated,
}

impl Facts {
    /// Returns the facts of `customer` as the book's records tell them up to and including `day`.
    pub fn of(book: &Book, customer: &Customer, day: Day) -> Self {
        let mut facts = Self {
            day,
            first_order: None,
            last_order: None,
            orders: 0,
            sum_fen: 0,
            sum_fen_12: 0,
            orders_6: 0,
            orders_6_before: 0,
            orders_12: 0,
            last_contact: None,
            contacts: 0,
            referrals: book.referrals_by(customer.id),
            no_orders_yet: customer.stage.is_some_and(|stage| stage.is_before_first_order()),
            since: customer.since.map(|since| since.first_day()).filter(|since| *since <= day),
            ratings: customer.ratings,
            stated: customer.stated,
        };
        let (half_year_ago, year_ago) = (day.plus_months(-6), day.plus_months(-12));
        for order in book.orders_of(customer.id).filter(|order| order.day <= day) {
            facts.orders += 1;
            facts.sum_fen = facts.sum_fen.saturating_add(order.amount.fen);
            facts.first_order = Some(facts.first_order.map_or(order.day, |first| first.min(order.day)));
            facts.last_order = facts.last_order.max(Some(order.day));
            if order.day > half_year_ago {
                facts.orders_6 += 1;
            } else if order.day > year_ago {
                facts.orders_6_before += 1;
            }
            if order.day > year_ago {
                facts.orders_12 += 1;
                facts.sum_fen_12 = facts.sum_fen_12.saturating_add(order.amount.fen);
            }
        }
        for contact in
            book.interactions_of(customer.id).filter(|contact| contact.day <= day && !contact.unanswered)
        {
            facts.contacts += 1;
            facts.last_contact = facts.last_contact.max(Some(contact.day));
        }
        facts
    }

    /// Returns the day of the facts.
    pub fn day(&self) -> Day {
        self.day
    }

    /// Returns the day of the last answered contact by any channel.
    pub fn last_contact(&self) -> Option<Day> {
        self.last_contact
    }

    /// Returns a metric's value, or `None` where it is not known.
    pub fn get(&self, metric: Metric) -> Option<Fact> {
        match metric {
            Metric::CumulativeAmount => self
                .larger(self.ordered(self.sum_fen), self.stated.cumulative_amount.map(|money| money.fen))
                .or_else(|| self.nothing_yet()),
            Metric::AmountIn12Months => self.ordered(self.sum_fen_12).or_else(|| self.nothing_yet()),
            Metric::OrdersIn6Months => self
                .covering(6, i64::from(self.orders_6), self.stated.orders_in_6_months.map(i64::from))
                .or_else(|| self.nothing_yet()),
            Metric::OrdersIn6MonthsBefore => {
                self.ordered(i64::from(self.orders_6_before)).or_else(|| self.nothing_yet())
            }
            Metric::OrderTrendPercent => {
                let (now, before) = (i64::from(self.orders_6), i64::from(self.orders_6_before));
                if before == 0 { None } else { self.ordered((now - before) * 100 / before) }
            }
            Metric::OrdersIn12Months => {
                self.ordered(i64::from(self.orders_12)).or_else(|| self.nothing_yet())
            }
            Metric::MonthsSinceLastOrder => {
                let last = self.last_order?;
                self.ordered(i64::from(self.day.months_since(last)))
            }
            Metric::CooperationMonths => self.cooperation(),
            Metric::RepurchasePercent => self.repurchase(),
            Metric::Referrals => self.referrals(),
            Metric::IndustryGrowth => self.rated(self.ratings.industry_growth),
            Metric::ExpansionPotential => self.rated(self.ratings.expansion_potential),
            Metric::NeedFit => self.rated(self.ratings.need_fit),
            Metric::ComplaintHandling => self.rated(self.ratings.complaint_handling),
            Metric::DaysSinceContact => self.last_contact.map(|last| Fact {
                value: self.day.days_since(last),
                as_of: Some(last),
                origin: Origin::Records(self.contacts),
            }),
        }
    }

    fn ordered(&self, value: i64) -> Option<Fact> {
        (self.orders > 0).then_some(Fact {
            value,
            as_of: self.last_order,
            origin: Origin::Records(self.orders),
        })
    }

    /// Takes the larger of what the records add up to and what is stated: a first order on record must
    /// not wipe out the history before it.
    fn larger(&self, recorded: Option<Fact>, by_hand: Option<i64>) -> Option<Fact> {
        match (recorded, by_hand) {
            (Some(recorded), Some(by_hand)) if by_hand > recorded.value => Some(stated(by_hand)),
            (None, by_hand) => by_hand.map(stated),
            (recorded, _) => recorded,
        }
    }

    /// Takes what the records of the last `months` say; a stated figure stands while they do not reach
    /// back that far.
    fn covering(&self, months: i32, recorded: i64, by_hand: Option<i64>) -> Option<Fact> {
        let reach_back = self.first_order.is_some_and(|first| first <= self.day.plus_months(-months));
        match by_hand {
            Some(by_hand) if !reach_back => Some(stated(by_hand)),
            _ => self.ordered(recorded),
        }
    }

    /// A customer who by its stage has not bought yet has bought nothing; any other may have.
    fn nothing_yet(&self) -> Option<Fact> {
        self.no_orders_yet.then_some(Fact { value: 0, as_of: None, origin: Origin::Stage })
    }

    /// Counts from the stated beginning, else from the first order.
    fn cooperation(&self) -> Option<Fact> {
        let stated_start = self
            .since
            .map(|since| Fact { as_of: Some(since), ..stated(i64::from(self.day.months_since(since))) });
        let from_first = || {
            self.first_order.map(|first| Fact {
                value: i64::from(self.day.months_since(first)),
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
        self.covering(12, percent, self.stated.repurchase_percent.map(i64::from))
            .or_else(|| self.nothing_yet())
    }

    /// Linked referrals are counted; a larger number stated by hand stands. None of either: the
    /// book cannot tell, unless the customer has not bought yet.
    fn referrals(&self) -> Option<Fact> {
        let linked = (self.referrals > 0).then_some(Fact {
            value: i64::from(self.referrals),
            as_of: None,
            origin: Origin::Records(self.referrals),
        });
        self.larger(linked, self.stated.referrals.map(i64::from)).or_else(|| self.nothing_yet())
    }

    fn rated(&self, rating: Option<Rating>) -> Option<Fact> {
        rating.filter(|rating| rating.day() <= self.day).map(|rating| Fact {
            value: i64::from(rating.points()),
            as_of: Some(rating.day()),
            origin: Origin::Rated,
        })
    }
}

fn stated(value: i64) -> Fact {
    Fact { value, as_of: None, origin: Origin::Stated }
}
