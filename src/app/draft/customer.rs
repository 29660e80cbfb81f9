//! The customer form.

use super::super::numbers::next_number;
use super::{Check, Field, FieldProblem, Problem};
use crate::book::Book;
use crate::exchange;
use crate::model::{
    Customer, CustomerId, CustomerKind, Day, Env, PersonId, Rating, Ratings, Source, Stage, Stated,
};

/// What the customer form holds, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct CustomerDraft {
    pub name: String,
    pub number: String,
    pub short_name: String,
    pub kind: Option<CustomerKind>,
    pub industry: String,
    pub size: String,
    pub stage: Option<Stage>,
    pub source: Option<Source>,
    /// The referring customer's full name.
    pub referred_by: String,
    pub since: String,
    pub tags: String,
    pub key_need: String,
    pub owner: Option<PersonId>,
    pub industry_growth: Option<u8>,
    pub expansion_potential: Option<u8>,
    pub need_fit: Option<u8>,
    pub complaint_handling: Option<u8>,
    pub stated_amount: String,
    pub stated_repurchase: String,
    pub stated_referrals: String,
    pub fixed_day: String,
    pub remark: String,
}

impl CustomerDraft {
    /// Returns the form filled with a customer's values.
    pub fn of(book: &Book, customer: &Customer) -> Self {
        let points = |rating: Option<Rating>| rating.map(Rating::points);
        let text = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        Self {
            name: customer.name.clone(),
            number: customer.number.clone(),
            short_name: customer.short_name.clone(),
            kind: customer.customer_kind,
            industry: customer.industry.to_string(),
            size: customer.size.to_string(),
            stage: customer.stage,
            source: customer.source,
            referred_by: customer
                .referred_by
                .and_then(|id| book.customers().get(id))
                .map(|referrer| referrer.name.clone())
                .unwrap_or_default(),
            since: customer.since.map(|since| since.to_string()).unwrap_or_default(),
            tags: customer.tags.join("、"),
            key_need: customer.key_need.to_string(),
            owner: customer.owner,
            industry_growth: points(customer.ratings.industry_growth),
            expansion_potential: points(customer.ratings.expansion_potential),
            need_fit: points(customer.ratings.need_fit),
            complaint_handling: points(customer.ratings.complaint_handling),
            stated_amount: customer.stated.cumulative_amount.map(|money| money.plain()).unwrap_or_default(),
            stated_repurchase: text(customer.stated.repurchase_percent.map(u32::from)),
            stated_referrals: text(customer.stated.referrals),
            fixed_day: text(customer.fixed_day.map(u32::from)),
            remark: customer.remark.to_string(),
        }
    }

    /// Returns the customer that the form describes, on top of `before` where one is edited.
    ///
    /// # Errors
    /// Every field that is not right, with what is wrong.
    pub fn read(
        &self,
        book: &Book,
        before: Option<&Customer>,
        env: &mut Env,
    ) -> Result<Customer, Vec<FieldProblem>> {
        let mut check = Check::default();
        let today = env.today();
        let name = check.name(Field::Name, &self.name);
        let mut customer = match before {
            Some(before) => Customer { name, ..before.clone() },
            None => Customer::new(env.ids.draw(), name, env.now),
        };
        customer.number = check.short(Field::Number, &self.number);
        if book.customer_by_number(&customer.number).is_some_and(|other| other.id != customer.id) {
            check.refuse(Field::Number, Problem::NumberTaken);
        }
        customer.short_name = check.text(Field::ShortName, &self.short_name);
        customer.customer_kind = self.kind;
        customer.industry = check.text(Field::Industry, &self.industry).into();
        customer.size = check.text(Field::Size, &self.size).into();
        customer.stage = self.stage;
        customer.source = self.source;
        customer.referred_by = self.referrer(book, &customer, &mut check);
        customer.since = match self.since.trim() {
            "" => None,
            text => match exchange::partial_date(text) {
                Ok(since) if since.first_day() > today => {
                    check.refuse(Field::Since, Problem::InTheFuture);
                    None
                }
                Ok(since) => Some(since),
                Err(_) => {
                    check.refuse(Field::Since, Problem::NotADate);
                    None
                }
            },
        };
        customer.tags = exchange::tags(&check.text(Field::Tags, &self.tags));
        customer.key_need = check.text(Field::KeyNeed, &self.key_need).into();
        customer.owner = self.owner;
        let old = customer.ratings;
        customer.ratings = Ratings {
            industry_growth: rating(self.industry_growth, old.industry_growth, today),
            expansion_potential: rating(self.expansion_potential, old.expansion_potential, today),
            need_fit: rating(self.need_fit, old.need_fit, today),
            complaint_handling: rating(self.complaint_handling, old.complaint_handling, today),
        };
        customer.stated = Stated {
            cumulative_amount: check.money(Field::StatedAmount, &self.stated_amount),
            repurchase_percent: check
                .whole(Field::StatedRepurchase, &self.stated_repurchase, 0, 100)
                .and_then(|percent| u8::try_from(percent).ok()),
            referrals: check.whole(Field::StatedReferrals, &self.stated_referrals, 0, 9_999),
            ..customer.stated
        };
        customer.fixed_day =
            check.whole(Field::FixedDay, &self.fixed_day, 1, 31).and_then(|day| u8::try_from(day).ok());
        customer.remark = check.text(Field::Remark, &self.remark).into();
        // Nobody has to think of a number: a new customer gets the next of its industry (A0.9).
        if before.is_none() && customer.number.is_empty() {
            customer.number = next_number(book, &customer.industry, today.year());
        }
        customer.date_fields(before, today);
        check.done(customer)
    }
}

impl CustomerDraft {
    /// Returns the customer of exactly the typed name; of several, the one that was named before.
    fn referrer(&self, book: &Book, customer: &Customer, check: &mut Check) -> Option<CustomerId> {
        let name = self.referred_by.trim();
        if name.is_empty() {
            return None;
        }
        let is_meant = |other: &&Customer| other.name == name && other.id != customer.id;
        let before = customer.referred_by.and_then(|id| book.customers().get(id)).filter(is_meant);
        if let Some(before) = before {
            return Some(before.id);
        }
        let mut named = book.customers().iter().filter(is_meant);
        match (named.next(), named.next()) {
            (Some(only), None) => return Some(only.id),
            (Some(_), Some(_)) => check.refuse(Field::ReferredBy, Problem::AmbiguousCustomer),
            (None, _) => check.refuse(Field::ReferredBy, Problem::NoSuchCustomer),
        }
        None
    }
}

/// Keeps the day of a judgement that did not change.
fn rating(points: Option<u8>, old: Option<Rating>, today: Day) -> Option<Rating> {
    match old {
        Some(old) if Some(old.points()) == points => Some(old),
        _ => points.and_then(|points| Rating::new(points, today)),
    }
}
