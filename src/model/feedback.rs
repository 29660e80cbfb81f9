//! Feedback: complaints with what became of them, suggestions, and answers to surveys
//! (A0.7, A0.14, A1.21, A2.22, A2.29).

use super::record::record;
use super::vocabulary::vocabulary;
use super::{CustomerId, Day, FeedbackId, InteractionId, Kind, PersonId};

vocabulary! {
    /// What sort of feedback it is.
    pub enum FeedbackSort {
        /// 投诉
        Complaint = "complaint",
        /// 建议
        Suggestion = "suggestion",
        /// 满意度调查
        Survey = "survey",
    }
}

record! {
    /// What a customer let us know about our work.
    pub struct Feedback(Kind::Feedback, FeedbackId) {
        required {
            /// The customer.
            customer: CustomerId,
            /// What sort it is.
            sort: FeedbackSort,
            /// The day on which it came in.
            day: Day,
        }
        optional {
            /// What it says.
            text: String,
            /// The interaction in which it came up.
            interaction: Option<InteractionId>,
            /// Satisfaction from 1 to 5: with how a complaint was handled (A0.14), or in a survey (A1.21).
            satisfaction: Option<u8>,
            /// How likely the customer is to recommend us, 0–10 (A1.21).
            nps: Option<u8>,
            /// The day by which an answer is promised.
            promised: Option<Day>,
            /// The day on which a complaint was resolved.
            resolved: Option<Day>,
            /// How it was resolved.
            resolution: String,
            /// Why it came to the complaint.
            cause: String,
            /// Who sees to it.
            owner: Option<PersonId>,
        }
    }
}

impl Feedback {
    /// Tells whether it is a complaint.
    pub fn is_complaint(&self) -> bool {
        self.sort == FeedbackSort::Complaint
    }

    /// Tells whether it is a complaint that nobody has resolved yet.
    pub fn is_open_complaint(&self) -> bool {
        self.is_complaint() && self.resolved.is_none()
    }
}
