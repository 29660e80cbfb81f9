//! Next actions: who does what by when, as part of the record that they came from (A0.24).

use super::record::record;
use super::vocabulary::vocabulary;
use super::{CustomerId, Day, InteractionId, Kind, NextActionId, PersonId};

vocabulary! {
    /// How far a next action is (A0.24, A1.16).
    pub enum Progress {
        /// 待办
        Todo = "todo",
        /// 已完成
        Done = "done",
    }

    /// Whose promise a next action is, if it is one (A1.14, A4.19).
    pub enum Promise {
        /// 我方承诺
        Ours = "ours",
        /// 客户承诺
        Theirs = "theirs",
    }
}

record! {
    /// One thing to be done next for a customer.
    pub struct NextAction(Kind::NextAction, NextActionId) {
        required {
            /// The customer it is for.
            customer: CustomerId,
            /// What is to be done, not empty.
            text: String,
        }
        optional {
            /// The interaction that it came from.
            interaction: Option<InteractionId>,
            /// By when.
            due: Option<Day>,
            /// Which person does it.
            owner: Option<PersonId>,
            /// Which department, or person outside the book, does it.
            assignee_as_written: String,
            /// How far it is; to do unless said.
            progress: Option<Progress>,
            /// The day it was done.
            done: Option<Day>,
            /// The day on which the customer was told that it is done (A1.16).
            told: Option<Day>,
            /// Whose promise it is.
            promise: Option<Promise>,
        }
    }
}

/// What the day's list needs to know of a next action: kept at hand for every one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextActionHead {
    /// By when.
    pub due: Option<Day>,
    /// Which person does it.
    pub owner: Option<PersonId>,
    /// Whether it is still to be done.
    pub is_open: bool,
}

impl NextAction {
    /// Tells whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.progress != Some(Progress::Done)
    }

    /// Tells whether it is a promise of ours that is kept, and the customer does not know yet (A1.16).
    pub fn is_to_be_told(&self) -> bool {
        !self.is_open() && self.promise == Some(Promise::Ours) && self.told.is_none()
    }
}
