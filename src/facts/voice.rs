//! What a customer's recorded feedback tells: complaints, how they were handled, what surveys answered.

use super::{Fact, Horizon, Origin};
use crate::book::Book;
use crate::model::{CustomerId, Day, FeedbackSort, InteractionId};

/// The feedback of one customer up to a day. What nobody recorded stays unknown.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Voice {
    complaints: u32,
    pub(super) complaints_12: u32,
    open: u32,
    last_complaint: Option<Day>,
    handled: Newest,
    satisfied: Newest,
    nps: Newest,
    /// The interactions that complaints on record came up in: those are not counted once more.
    pub(super) told_in: Vec<InteractionId>,
}

/// The newest of several values, and how many there were.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Newest {
    last: Option<(Day, u8)>,
    count: u32,
}

impl Newest {
    fn take(&mut self, day: Day, value: Option<impl Into<u8>>) {
        let Some(value) = value.map(Into::into) else { return };
        self.count += 1;
        if self.last.is_none_or(|(last, _)| last <= day) {
            self.last = Some((day, value));
        }
    }

    fn fact(self) -> Option<Fact> {
        self.last.map(|(day, value)| Fact {
            value: i64::from(value),
            as_of: Some(day),
            origin: Origin::Records(self.count),
        })
    }
}

impl Voice {
    pub(super) fn of(book: &Book, customer: CustomerId, horizon: &Horizon) -> Self {
        let mut voice = Self::default();
        for feedback in book.feedback_of(customer).filter(|feedback| feedback.day <= horizon.day) {
            let day = feedback.day;
            match feedback.sort {
                FeedbackSort::Complaint => {
                    voice.complaints += 1;
                    voice.complaints_12 += u32::from(day > horizon.year_ago);
                    voice.open += u32::from(feedback.resolved.is_none_or(|resolved| resolved > horizon.day));
                    voice.last_complaint = voice.last_complaint.max(Some(day));
                    voice.handled.take(day, feedback.satisfaction);
                    voice.told_in.extend(feedback.interaction);
                }
                FeedbackSort::Suggestion => {}
                FeedbackSort::Survey => {
                    voice.satisfied.take(day, feedback.satisfaction);
                    voice.nps.take(day, feedback.nps);
                }
            }
        }
        voice
    }

    /// Returns the day of the last complaint on record.
    pub(super) fn last_complaint(&self) -> Option<Day> {
        self.last_complaint
    }

    /// Returns how many complaints are open, where any are on record.
    pub(super) fn open(&self) -> Option<Fact> {
        (self.complaints > 0).then_some(Fact {
            value: i64::from(self.open),
            as_of: self.last_complaint,
            origin: Origin::Records(self.complaints),
        })
    }

    /// Returns how satisfied the customer was with the handling of its last complaint (A0.14).
    pub(super) fn handled(&self) -> Option<Fact> {
        self.handled.fact()
    }

    /// Returns the last answer to a survey, 1–5 (A1.21).
    pub(super) fn satisfied(&self) -> Option<Fact> {
        self.satisfied.fact()
    }

    /// Returns the last NPS answer, 0–10 (A1.21).
    pub(super) fn nps(&self) -> Option<Fact> {
        self.nps.fact()
    }
}
