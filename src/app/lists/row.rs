//! One customer in the list: what stands in each column, to compare, to read and to copy.

use std::borrow::Cow;

use super::{Column, Fixed};
use crate::app::{
    Desk, Standing, measure_value, obligation_when, outcome_mark, source_name, tier_letter, unit_value,
};
use crate::facts::{Descriptor, Measure, Unit, day_number, numbered_day};
use crate::model::{Customer, Money, Source};
use crate::policy::TierPlace;
use crate::query::Known;
use crate::text::Language;
use crate::tiering::Yardstick;

/// One customer in the list.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The desk.
    pub desk: &'a Desk,
    /// The yardstick of the desk, made once for many rows.
    pub yardstick: &'a Yardstick<'a>,
    /// The customer.
    pub customer: &'a Customer,
    /// Where it stands.
    pub standing: &'a Standing,
}

impl<'a> Row<'a> {
    /// Returns the number that the row is sorted and added up by; `None` where it is not known, and for texts.
    pub fn number(&self, column: &Column) -> Option<i64> {
        let (customer, standing) = (self.customer, self.standing);
        match column {
            Column::Fixed(fixed) => match fixed {
                Fixed::Tier => {
                    let tier = i64::from(standing.outcome().tier()?);
                    Some(i64::from(standing.governed_by?) * 256 + tier)
                }
                Fixed::Kind => customer.customer_kind.map(|kind| kind as i64),
                Fixed::Stage => customer.stage.map(|stage| stage as i64),
                Fixed::Source => customer.source.map(Source::number),
                Fixed::LastContact => standing.last_contact.map(day_number),
                Fixed::Next => standing.most_pressing().map(|next| next.lateness()),
                Fixed::Amount => standing.amount.get(),
                Fixed::Amount12 => standing.amount_12.get(),
                Fixed::Contacts12 => Some(i64::from(standing.contacts_12)),
                Fixed::Since => customer.since.map(|since| day_number(since.first_day())),
                Fixed::Registered => Some(day_number(self.desk.zone().day_of(customer.registered))),
                _ => None,
            },
            Column::Measure(measure) => {
                let case = self.yardstick.case_in(self.desk.book(), customer, &standing.tiers);
                case.fact(*measure).map(|fact| fact.value)
            }
            Column::Scheme(id) => {
                let (place, _) = self.desk.policy().scheme(id)?;
                standing.tier(place).tier().map(i64::from)
            }
        }
    }

    /// Returns the text that the row is sorted by; `None` for columns of numbers.
    pub fn text(&self, column: &Column) -> Option<Cow<'a, str>> {
        if let Column::Measure(Measure::Field(field)) = column
            && self.desk.policy().has_text(Descriptor::Field(*field))
        {
            let mut found = String::new();
            let book = self.desk.book();
            let mut take = |text: &str| text.clone_into(&mut found);
            Descriptor::Field(*field).visit(book, self.customer, self.desk.today(), &mut take);
            return Some(Cow::Owned(found));
        }
        let Column::Fixed(fixed) = column else { return None };
        let customer = self.customer;
        Some(Cow::Borrowed(match fixed {
            Fixed::Number => customer.number.as_str(),
            Fixed::Name => &customer.name,
            Fixed::ShortName => &customer.short_name,
            Fixed::Industry => &customer.industry,
            Fixed::Size => &customer.size,
            Fixed::KeyNeed => &customer.key_need,
            Fixed::Remark => &customer.remark,
            Fixed::Owner => self.owner().unwrap_or_default(),
            Fixed::Tags => return Some(Cow::Owned(customer.tags.join("、"))),
            _ => return None,
        }))
    }

    /// Returns what tells the group of the row by a column from others: ids and values, not words; empty where the value is
    /// not known.
    pub fn group_key(&self, column: &Column) -> String {
        let policy = self.desk.policy();
        let ids = |place: TierPlace| {
            let scheme = policy.scheme_at(place).map(|scheme| scheme.id.as_str());
            let tier = policy.tier(place).map(|tier| tier.id.as_str());
            scheme.zip(tier).map(|(scheme, tier)| format!("{scheme}/{tier}")).unwrap_or_default()
        };
        match column {
            Column::Fixed(Fixed::Owner) => self.customer.owner.map(|id| id.to_string()).unwrap_or_default(),
            Column::Fixed(Fixed::Tier) => {
                let tier = self.standing.outcome().tier().filter(|_| self.standing.governed_by.is_some());
                let scheme = self.standing.governing.scheme;
                tier.map(|tier| ids(TierPlace { scheme, tier })).unwrap_or_default()
            }
            Column::Scheme(id) => {
                let scheme = policy.scheme(id).and_then(|(place, _)| u8::try_from(place).ok());
                let tier = scheme.and_then(|scheme| self.standing.tier(usize::from(scheme)).tier());
                scheme.zip(tier).map(|(scheme, tier)| ids(TierPlace { scheme, tier })).unwrap_or_default()
            }
            _ => match self.text(column) {
                Some(text) => text.into_owned(),
                None => self.number(column).map(|number| number.to_string()).unwrap_or_default(),
            },
        }
    }

    /// Returns the owner's name.
    pub fn owner(&self) -> Option<&'a str> {
        let owner = self.customer.owner?;
        self.desk.book().people().get(owner).map(|person| person.name.as_str())
    }

    /// Writes what stands in a column; empty where it is not known.
    pub fn shown(&self, t: Language, column: &Column) -> String {
        let (desk, today) = (self.desk, self.desk.today());
        if let Some(text) = self.text(column) {
            return text.into_owned();
        }
        match column {
            Column::Fixed(Fixed::Tier) => {
                let scheme = desk.policy().scheme_at(self.standing.governing);
                let tier = self.standing.outcome().tier();
                scheme.zip(tier).map_or_else(String::new, |(scheme, tier)| tier_letter(t, scheme, tier))
            }
            Column::Fixed(Fixed::Next) => {
                let next = self.standing.most_pressing();
                next.map(|next| obligation_when(t, next, today)).unwrap_or_default()
            }
            Column::Fixed(Fixed::Since) => {
                self.customer.since.map(|since| t.partial_date(since)).unwrap_or_default()
            }
            Column::Fixed(Fixed::LastContact) => match self.standing.last_contact {
                Some(day) => t.day_short(day, today),
                None => t.never_contacted().to_owned(),
            },
            Column::Fixed(Fixed::Source) => {
                self.customer.source.map(|source| source_name(t, desk.book(), source)).unwrap_or_default()
            }
            Column::Scheme(id) => desk.policy().scheme(id).map_or_else(String::new, |(place, scheme)| {
                let outcome = self.standing.tier(place);
                if outcome.tier().is_some() { outcome_mark(t, scheme, outcome) } else { String::new() }
            }),
            _ => self.number(column).map_or_else(String::new, |number| written(t, desk, column, number)),
        }
    }

    /// Writes what stands in a column for another program: bare numbers and days.
    pub fn plain(&self, t: Language, column: &Column) -> String {
        let unit = column.unit(self.desk.policy());
        match (unit, column) {
            (_, Column::Fixed(Fixed::Since)) => {
                self.customer.since.map(|since| since.to_string()).unwrap_or_default()
            }
            (Some(Unit::Fen), _) => {
                self.number(column).map(|fen| Money::fen(fen).plain()).unwrap_or_default()
            }
            (Some(Unit::Day), _) => {
                self.number(column).map(|day| numbered_day(day).to_string()).unwrap_or_default()
            }
            (Some(Unit::Count | Unit::Months | Unit::Days | Unit::Rating | Unit::Mark), _) => {
                self.number(column).map(|number| number.to_string()).unwrap_or_default()
            }
            _ => self.shown(t, column),
        }
    }

    /// Writes what the customers of a group have in common; empty where it is not known.
    pub fn group_title(&self, t: Language, column: &Column) -> String {
        match column {
            Column::Fixed(Fixed::LastContact) if self.standing.last_contact.is_none() => String::new(),
            _ => self.shown(t, column),
        }
    }
}

/// Writes a number of a column in its unit; amounts in short.
pub(super) fn written(t: Language, desk: &Desk, column: &Column, number: i64) -> String {
    let policy = desk.policy();
    match (column.unit(policy), column) {
        (Some(Unit::Fen), _) => t.money_short(Money::fen(number)),
        (Some(Unit::Day), _) => t.day_short(numbered_day(number), desk.today()),
        (_, Column::Measure(measure)) => measure_value(t, desk.book(), policy, *measure, number),
        (Some(unit), _) => unit_value(t, unit, number),
        (None, _) => number.to_string(),
    }
}
