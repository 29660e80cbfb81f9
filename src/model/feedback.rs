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

/// Makes a whole number of a closed range, which cannot be outside of it wherever it comes from.
macro_rules! marks {
    ($($(#[$meta:meta])* $name:ident = $least:literal ..= $most:literal;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "u8", into = "u8")]
        pub struct $name(u8);

        impl $name {
            /// Returns the mark, if it is within the range.
            pub fn new(mark: u8) -> Option<Self> {
                ($least..=$most).contains(&mark).then_some(Self(mark))
            }

            /// Returns the number.
            pub fn get(self) -> u8 {
                self.0
            }
        }

        impl From<$name> for u8 {
            fn from(mark: $name) -> Self {
                mark.0
            }
        }

        impl TryFrom<u8> for $name {
            type Error = &'static str;

            fn try_from(mark: u8) -> Result<Self, Self::Error> {
                Self::new(mark).ok_or(concat!("a mark is from ", $least, " to ", $most))
            }
        }

        impl super::Pack for $name {
            fn pack(&self, to: &mut super::Packer) {
                self.0.pack(to);
            }

            fn unpack(from: &mut super::Unpacker<'_>) -> Option<Self> {
                Self::new(u8::unpack(from)?)
            }
        }
    )+};
}

marks! {
    /// How satisfied a customer is: 1 to 5 (A0.14).
    Satisfaction = 1..=5;
    /// How likely a customer is to recommend us: 0 to 10 (A1.21).
    Nps = 0..=10;
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
            satisfaction: Option<Satisfaction>,
            /// How likely the customer is to recommend us, 0–10 (A1.21).
            nps: Option<Nps>,
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
