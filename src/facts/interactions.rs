//! What a customer's interactions tell: when it was last reached, how, and how often.

use super::Horizon;
use super::voice::Voice;
use crate::book::Book;
use crate::model::{Channel, CustomerId, Day, Depth, Initiator, InteractionHead, Occasion};

/// The interactions of one customer up to a day.
#[derive(Debug, Clone)]
pub(super) struct Interactions {
    pub(super) heads: Vec<InteractionHead>,
    /// The last answered one.
    pub(super) last: Option<Day>,
    pub(super) last_deep: Option<Day>,
    pub(super) last_light: Option<Day>,
    last_by: [Option<Day>; Channel::ALL.len()],
    /// How many were answered.
    pub(super) answered: u32,
    /// How many were ours in the last 12 months, answered or not.
    pub(super) ours_12: u32,
    pub(super) complaints_12: u32,
    pub(super) last_complaint: Option<Day>,
}

impl Interactions {
    /// Complaints on record in `voice` are not counted once more where they came up in an interaction.
    pub(super) fn of(book: &Book, customer: CustomerId, horizon: &Horizon, voice: &Voice) -> Self {
        let rows = book.interactions_of(customer);
        let mut found = Self {
            heads: Vec::with_capacity(rows.size_hint().1.unwrap_or_default()),
            last: None,
            last_deep: None,
            last_light: None,
            last_by: [None; Channel::ALL.len()],
            answered: 0,
            ours_12: 0,
            complaints_12: voice.complaints_12,
            last_complaint: voice.last_complaint(),
        };
        for row in rows.filter(|row| row.day <= horizon.day) {
            let recent = row.day > horizon.year_ago;
            found.ours_12 += u32::from(recent && row.initiator == Initiator::Us);
            if row.occasion == Occasion::Complaint && !voice.told_in.contains(&row.id()) {
                found.complaints_12 += u32::from(recent);
                found.last_complaint = found.last_complaint.max(Some(row.day));
            }
            if !row.unanswered {
                found.count_answered(&row);
            }
            found.heads.push(*row);
        }
        found
    }

    fn count_answered(&mut self, head: &InteractionHead) {
        let day = Some(head.day);
        self.answered += 1;
        self.last = self.last.max(day);
        let by_depth = match head.depth {
            Depth::Deep => &mut self.last_deep,
            Depth::Light => &mut self.last_light,
        };
        *by_depth = (*by_depth).max(day);
        if let Some(last) = self.last_by.get_mut(head.channel as usize) {
            *last = (*last).max(day);
        }
    }

    /// Returns the day of the last answered one by a channel.
    pub(super) fn last_by(&self, channel: Channel) -> Option<Day> {
        self.last_by.get(channel as usize).copied().flatten()
    }
}
