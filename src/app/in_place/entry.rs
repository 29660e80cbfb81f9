//! How a field is entered where it is shown: as a line, as a day, chosen from words.

use crate::app::needs::departments;
use crate::app::{Desk, Spot, source_words};
use crate::book::Book;
use crate::model::{
    Channel, CityTier, CustomerKind, DecisionRole, Depth, FieldSort, Gender, Initiator, Intent, NeedCategory,
    NeedNature, NeedStatus, Occasion, Payment, PersonId, Progress, SalesChannel, Stage, divisions,
};
use crate::order;
use crate::text::Language;

use super::{Editable, RecordField};

/// How a field is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A line, with suggestions.
    Line(Vec<String>),
    /// Several lines.
    Long,
    /// A day.
    Day,
    /// An amount.
    Money,
    /// A whole number.
    Whole,
    /// A telephone number.
    Phone,
    /// An address of mail.
    Email,
    /// One of some words: as they are stored, as they are shown.
    Choice(Vec<(String, String)>),
}

type Words = Vec<(String, String)>;

fn words<T: Copy>(
    t: Language,
    all: &[T],
    id: fn(T) -> &'static str,
    name: fn(Language, T) -> &'static str,
) -> Words {
    all.iter().map(|word| (id(*word).to_owned(), name(t, *word).to_owned())).collect()
}

fn or_none(t: Language, words: Words) -> Entry {
    Entry::Choice(std::iter::once((String::new(), t.unknown_option().to_owned())).chain(words).collect())
}

fn two(no: &str, yes: &str) -> Entry {
    Entry::Choice(vec![("0".to_owned(), no.to_owned()), ("1".to_owned(), yes.to_owned())])
}

/// Returns the team by name, those who left only where `now` names them, with nobody in front.
pub fn people_words(t: Language, book: &Book, now: Option<PersonId>) -> Vec<(String, String)> {
    let there = book.people().iter().filter(|person| !person.has_left || Some(person.id) == now);
    let mut people: Words = there.map(|person| (person.id.to_string(), person.name.clone())).collect();
    order::by(&mut people, |a, b| a.1.cmp(&b.1));
    people.insert(0, (String::new(), t.nobody_option().to_owned()));
    people
}

impl Spot {
    /// Returns how it is entered.
    pub fn entry(self, t: Language, desk: &Desk) -> Entry {
        let now = || self.typed(desk).and_then(|id| id.parse().ok());
        match self {
            Self::Customer(_, Editable::Owner) => Entry::Choice(people_words(t, desk.book(), now())),
            Self::Customer(id, Editable::Source) => {
                let now = desk.book().customers().get(id).and_then(|customer| customer.source);
                or_none(t, source_words(t, desk.book(), now))
            }
            Self::Customer(_, field) => of_customer(t, field),
            Self::Record(_, field) => field.entry(t, desk, now()),
        }
    }
}

fn of_customer(t: Language, field: Editable) -> Entry {
    match field {
        Editable::Kind => or_none(t, words(t, CustomerKind::ALL, CustomerKind::id, Language::customer_kind)),
        Editable::Stage => or_none(t, words(t, Stage::ALL, Stage::id, Language::stage)),
        Editable::Industry => Entry::Line(divisions("").map(|division| division.name.to_owned()).collect()),
        Editable::Remark => Entry::Long,
        Editable::Profile(field) => match field.sort() {
            FieldSort::Long => Entry::Long,
            FieldSort::CityTier => or_none(t, words(t, CityTier::ALL, CityTier::id, Language::city_tier)),
            FieldSort::SalesChannel => {
                or_none(t, words(t, SalesChannel::ALL, SalesChannel::id, Language::sales_channel))
            }
            FieldSort::Intent => or_none(t, words(t, Intent::ALL, Intent::id, Language::intent)),
            FieldSort::Gender => or_none(t, words(t, Gender::ALL, Gender::id, Language::gender)),
            FieldSort::Day => Entry::Day,
            FieldSort::Money => Entry::Money,
            FieldSort::Count | FieldSort::Year => Entry::Whole,
            FieldSort::Phone => Entry::Phone,
            _ => Entry::Line(Vec::new()),
        },
        _ => Entry::Line(Vec::new()),
    }
}

impl RecordField {
    /// Returns how it is entered, where somebody of the team may be named already.
    pub fn entry(self, t: Language, desk: &Desk, now: Option<PersonId>) -> Entry {
        match self {
            Self::DecisionRole => {
                or_none(t, words(t, DecisionRole::ALL, DecisionRole::id, Language::decision_role))
            }
            Self::ContactStatus => two(t.contact_still_there(), t.contact_has_left()),
            Self::Payment => or_none(t, words(t, Payment::ALL, Payment::id, Language::payment)),
            Self::Channel => Entry::Choice(words(t, Channel::ALL, Channel::id, Language::channel)),
            Self::Depth => Entry::Choice(words(t, Depth::ALL, Depth::id, Language::depth)),
            Self::Initiator => Entry::Choice(words(t, Initiator::ALL, Initiator::id, Language::initiator)),
            Self::Occasion => Entry::Choice(words(t, Occasion::ALL, Occasion::id, Language::occasion)),
            Self::Satisfaction => {
                let marks = (1..=5).rev().map(|mark: u8| (mark.to_string(), mark.to_string()));
                or_none(t, marks.collect())
            }
            Self::Confirmed => two(t.no(), t.yes()),
            Self::Owner => Entry::Choice(people_words(t, desk.book(), now)),
            Self::Progress => two(t.progress(Progress::Todo), t.progress(Progress::Done)),
            Self::NeedOrProblem => two(t.need_or_problem(false), t.need_or_problem(true)),
            Self::StatedOrImplied => two(t.stated_or_implied(false), t.stated_or_implied(true)),
            Self::NeedCategory => {
                or_none(t, words(t, NeedCategory::ALL, NeedCategory::id, Language::need_category))
            }
            Self::NeedNature => or_none(t, words(t, NeedNature::ALL, NeedNature::id, Language::need_nature)),
            Self::NeedStatus => {
                Entry::Choice(words(t, NeedStatus::ALL, NeedStatus::id, Language::need_status))
            }
            Self::OrderDay
            | Self::PaidOn
            | Self::InteractionDay
            | Self::Due
            | Self::NeedDay
            | Self::AnsweredDay => Entry::Day,
            Self::Amount => Entry::Money,
            Self::Phone => Entry::Phone,
            Self::Email => Entry::Email,
            Self::Remark
            | Self::Summary
            | Self::Feedback
            | Self::Needs
            | Self::Problems
            | Self::NextActions
            | Self::NeedText
            | Self::Answer => Entry::Long,
            Self::NeedDepartment => {
                let mut all = departments(desk.book());
                all.retain(|name| !name.is_empty());
                Entry::Line(all)
            }
            Self::ContactName
            | Self::ContactTitle
            | Self::Area
            | Self::Birthday
            | Self::OrderNumber
            | Self::Product
            | Self::Theme
            | Self::Assignee => Entry::Line(Vec::new()),
        }
    }
}
