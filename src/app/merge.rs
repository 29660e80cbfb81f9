//! Two customers that are one: which value of each field stays, and everything that belongs to them together.

use crate::book::{Book, Change, Update};
use crate::model::{
    Customer, CustomerId, FieldChange, Id, Kind, Ratings, Record, RecordFields, RecordId, Stated, Zone,
};
use crate::text::Language;

use super::history::words_of;

/// The fields of which only one value can stay.
const SINGLE: [&str; 15] = [
    "name",
    "number",
    "short_name",
    "customer_kind",
    "industry",
    "size",
    "stage",
    "source",
    "referred_by",
    "since",
    "key_need",
    "owner",
    "stated_band",
    "fixed_day",
    "remark",
];

/// A field in which two customers differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeField {
    /// Its name in the book format.
    pub field: &'static str,
    /// What it is called.
    pub title: String,
    /// The values of the one and of the other; empty where there is none.
    pub values: [String; 2],
}

/// Returns the fields in which two customers differ, with both values.
pub fn merge_fields(
    t: Language,
    book: &Book,
    zone: Zone,
    one: &Customer,
    other: &Customer,
) -> Vec<MergeField> {
    let differs = |field: &&str| one.field(field) != other.field(field);
    let told = |field: &'static str| {
        let words = |customer: &Customer| match customer.field(field) {
            serde_json::Value::Null => String::new(),
            value => words_of(t, book, zone, Kind::Customer, field, &value).1,
        };
        let title = words_of(t, book, zone, Kind::Customer, field, &serde_json::Value::Null).0;
        MergeField { field, title, values: [words(one), words(other)] }
    };
    SINGLE.iter().copied().filter(differs).map(told).collect()
}

/// Returns what the two come to: the one's values, the other's where the one has none or where they are
/// `taken`; tags, facts and tiers set by hand of both.
fn merged(one: &Customer, other: &Customer, taken: &[String]) -> Customer {
    let mut after = one.clone();
    for field in SINGLE {
        let (own, others) = (one.field(field), other.field(field));
        if !others.is_null() && (own.is_null() || taken.iter().any(|taken| taken == field)) {
            // A value of the same field of another customer always fits.
            let _ = after.set_field(field, others);
        }
    }
    after.tags.extend(other.tags.iter().filter(|tag| !one.tags.contains(tag)).cloned());
    let is_new = |said: &&crate::model::Statement| {
        !one.statements.iter().any(|own| (&own.metric, own.day) == (&said.metric, said.day))
    };
    after.statements.extend(other.statements.iter().filter(is_new).cloned());
    crate::order::by_key(&mut after.statements, |said| said.day);
    let is_new = |arranged: &&crate::model::Arrangement| !one.arrangements.contains(arranged);
    after.arrangements.extend(other.arrangements.iter().filter(is_new).cloned());
    after.overrides.extend(other.overrides.iter().filter(|set| !one.overrides.contains(set)).cloned());
    after.ratings = Ratings {
        industry_growth: one.ratings.industry_growth.or(other.ratings.industry_growth),
        expansion_potential: one.ratings.expansion_potential.or(other.ratings.expansion_potential),
        need_fit: one.ratings.need_fit.or(other.ratings.need_fit),
        complaint_handling: one.ratings.complaint_handling.or(other.ratings.complaint_handling),
    };
    after.stated = Stated {
        cumulative_amount: one.stated.cumulative_amount.or(other.stated.cumulative_amount),
        repurchase_percent: one.stated.repurchase_percent.or(other.stated.repurchase_percent),
        referrals: one.stated.referrals.or(other.stated.referrals),
        orders_in_6_months: one.stated.orders_in_6_months.or(other.stated.orders_in_6_months),
    };
    after.registered = one.registered.min(other.registered);
    after.sample = one.sample && other.sample;
    for (name, value) in &other.extra {
        after.extra.entry(name.clone()).or_insert_with(|| value.clone());
    }
    if after.referred_by.is_some_and(|by| by == one.id || by == other.id) {
        after.referred_by = None;
    }
    after
}

/// Fills a change that makes two customers one. Everything that belonged to either belongs to the one that
/// stays; the one that goes is in the history whole, with every value that did not stay.
///
/// The one whose number stays is the one that stays, so that no number is ever held by two on the way there or
/// back. `belongings` are the records of the one that goes, last to first.
pub(super) fn merge(
    book: &Book,
    one: &Customer,
    other: &Customer,
    taken: &[String],
    belongings: impl Fn(CustomerId) -> Vec<Record>,
    change: &mut Change,
) {
    let after = merged(one, other, taken);
    let (stays, goes) = if after.number == one.number { (one, other) } else { (other, one) };
    change.update(stays, &Customer { id: stays.id, ..after });
    let id = |customer: &Customer| serde_json::to_value(customer.id).unwrap_or_default();
    let renamed = |kind: Kind, record: RecordId, field: &str| Update {
        kind,
        id: record,
        fields: vec![FieldChange { field: field.to_owned(), before: id(goes), after: id(stays) }],
    };
    let moved = belongings(goes.id).into_iter().map(|record| renamed(record.kind(), record.id(), "customer"));
    change.updated.extend(moved);
    let referred = book.customers().sorted();
    let referred = referred
        .into_iter()
        .filter(|customer| customer.referred_by == Some(goes.id) && customer.id != stays.id);
    change.updated.extend(
        referred.map(|customer| renamed(Kind::Customer, RecordId::new(customer.id.uuid()), "referred_by")),
    );
    change.remove(goes.clone());
}
