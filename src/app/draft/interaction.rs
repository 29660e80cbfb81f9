//! The record form: what was said, and what happens next, in one (A0.24).

use super::{Check, Field, FieldProblem, Problem};
use crate::app::files::FileDraft;
use crate::book::Book;
use crate::cadence::CapUse;
use crate::model::{
    AttachmentId, Attitude, CapExcuse, Channel, ContactId, CustomerId, Day, Depth, Env, FeedbackSort,
    Initiator, Interaction, NextAction, NextActionId, Occasion, PersonId, Promise, Satisfaction, Zone,
};
use crate::policy::{Policy, TierPlace};

/// What the record form holds, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct InteractionDraft {
    pub customer: CustomerId,
    pub day: String,
    /// `14:30`, or empty.
    pub time: String,
    pub channel: Channel,
    pub depth: Depth,
    pub initiator: Initiator,
    pub occasion: Occasion,
    pub unanswered: bool,
    pub contacts: Vec<ContactId>,
    pub people: Vec<PersonId>,
    pub summary: String,
    pub feedback: String,
    pub needs: String,
    pub problems: String,
    pub theme: String,
    pub concerns: String,
    pub attitude: Option<Attitude>,
    /// The customer's satisfaction, 1–5; kept as an answer to a survey (A1.21).
    pub satisfaction: Option<u8>,
    pub spin_situation: String,
    pub spin_problem: String,
    pub spin_implication: String,
    pub spin_payoff: String,
    pub confirmed: bool,
    /// Whether the summary went to the customer.
    pub summary_sent: bool,
    pub actions: Vec<ActionDraft>,
    pub cap_excuse: Option<CapExcuse>,
    pub cap_note: String,
    /// The files that are attached.
    pub files: Vec<FileDraft>,
    /// Attachments that were there when the form was opened and are taken out.
    pub files_out: Vec<AttachmentId>,
}

/// One next action in the record form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ActionDraft {
    /// The action that is edited; `None` for a new one.
    pub id: Option<NextActionId>,
    pub text: String,
    pub owner: Option<PersonId>,
    /// A department or a person outside the book.
    pub assignee: String,
    pub due: String,
    /// Whose promise it is, if it is one.
    pub promise: Option<Promise>,
}

impl InteractionDraft {
    /// Returns an empty record of a contact with `customer` now, by `channel`.
    pub fn new(customer: CustomerId, channel: Channel, env: &Env) -> Self {
        let (hour, minute) = env.zone.time_of(env.now);
        Self {
            customer,
            day: env.today().to_string(),
            time: format!("{hour:02}:{minute:02}"),
            channel,
            depth: channel.usual_depth(),
            initiator: Initiator::Us,
            occasion: Occasion::Routine,
            unanswered: false,
            contacts: Vec::new(),
            people: env.person.into_iter().collect(),
            summary: String::new(),
            feedback: String::new(),
            needs: String::new(),
            problems: String::new(),
            theme: String::new(),
            concerns: String::new(),
            attitude: None,
            satisfaction: None,
            spin_situation: String::new(),
            spin_problem: String::new(),
            spin_implication: String::new(),
            spin_payoff: String::new(),
            confirmed: false,
            summary_sent: false,
            actions: Vec::new(),
            cap_excuse: None,
            cap_note: String::new(),
            files: Vec::new(),
            files_out: Vec::new(),
        }
    }

    /// Returns the form filled with a record's values and its next actions.
    pub fn of(book: &Book, contact: &Interaction, zone: Zone) -> Self {
        let time = contact.at.map(|at| zone.time_of(at));
        Self {
            customer: contact.customer,
            day: contact.day.to_string(),
            time: time.map(|(hour, minute)| format!("{hour:02}:{minute:02}")).unwrap_or_default(),
            channel: contact.channel,
            depth: contact.depth,
            initiator: contact.initiator,
            occasion: contact.occasion(),
            unanswered: contact.unanswered,
            contacts: contact.contacts.clone(),
            people: contact.people.clone(),
            summary: contact.summary.clone(),
            feedback: contact.feedback.clone(),
            needs: contact.needs.clone(),
            problems: contact.problems.clone(),
            theme: contact.theme.clone(),
            concerns: contact.concerns.clone(),
            attitude: contact.attitude,
            satisfaction: satisfaction_of(book, contact).map(Satisfaction::get),
            spin_situation: contact.spin_situation.clone(),
            spin_problem: contact.spin_problem.clone(),
            spin_implication: contact.spin_implication.clone(),
            spin_payoff: contact.spin_payoff.clone(),
            confirmed: contact.confirmed,
            summary_sent: contact.summary_sent.is_some(),
            actions: book
                .next_actions_of(contact.customer)
                .filter(|action| action.interaction == Some(contact.id))
                .map(|action| ActionDraft::of(&action))
                .collect(),
            cap_excuse: contact.cap_excuse,
            cap_note: contact.cap_note.clone(),
            files: FileDraft::of_interaction(book, contact.customer, contact.id),
            files_out: Vec::new(),
        }
    }

    /// Returns the caps that this contact counts against, with how far each is used in its period:
    /// what the form shows live.
    pub fn caps(
        &self,
        book: &Book,
        policy: &Policy,
        tiers: &[TierPlace],
        editing: Option<&Interaction>,
    ) -> Vec<CapUse> {
        let Ok(day) = self.day.trim().parse::<Day>() else { return Vec::new() };
        let probe = self.probe(day).head();
        CapUse::of(book, policy, self.customer, tiers, day, editing.map(|contact| contact.id))
            .into_iter()
            .filter(|cap| cap.cap.counts(&probe))
            .collect()
    }

    fn probe(&self, day: Day) -> Interaction {
        Interaction {
            occasion: (self.occasion != Occasion::Routine).then_some(self.occasion),
            unanswered: self.unanswered,
            ..Interaction::new(
                Default::default(),
                self.customer,
                day,
                self.channel,
                self.depth,
                self.initiator,
                Default::default(),
            )
        }
    }

    /// Returns the record that the form describes, with its next actions.
    ///
    /// # Errors
    /// Every field that is not right; going over a cap without a reason is one (A0.23).
    pub fn read(
        &self,
        book: &Book,
        policy: &Policy,
        tiers: &[TierPlace],
        before: Option<&Interaction>,
        env: &mut Env,
    ) -> Result<(Interaction, Vec<NextAction>), Vec<FieldProblem>> {
        let mut check = Check::default();
        let day = check.past_day(Field::Day, &self.day, env.today());
        let at = self.at(day, env.zone, &mut check);
        if at.is_some_and(|at| at > env.now) && day <= env.today() {
            check.refuse(Field::Time, Problem::InTheFuture);
        }
        let summary = check.text(Field::Summary, &self.summary);
        if summary.is_empty() && !self.unanswered {
            check.refuse(Field::Summary, Problem::Required);
        }
        // A record that only has its words mended is not held against the caps of today.
        let is_same = before.is_some_and(|before| {
            (before.day, before.channel, before.depth, before.initiator, before.occasion(), before.unanswered)
                == (day, self.channel, self.depth, self.initiator, self.occasion, self.unanswered)
        });
        let is_over = !is_same && self.caps(book, policy, tiers, before).iter().any(CapUse::is_full);
        if is_over && self.cap_excuse.is_none() {
            check.refuse(Field::CapExcuse, Problem::OverCap);
        }
        let keeps_excuse = is_over || is_same;
        let base = match before {
            Some(before) => {
                let mut base = before.clone();
                (base.day, base.channel, base.depth, base.initiator) =
                    (day, self.channel, self.depth, self.initiator);
                base
            }
            None => Interaction {
                author: env.person,
                ..Interaction::new(
                    env.ids.draw(),
                    self.customer,
                    day,
                    self.channel,
                    self.depth,
                    self.initiator,
                    env.now,
                )
            },
        };
        let contact = Interaction {
            at,
            occasion: (self.occasion != Occasion::Routine).then_some(self.occasion),
            unanswered: self.unanswered,
            contacts: self.contacts.clone(),
            people: self.people.clone(),
            summary,
            feedback: check.text(Field::Feedback, &self.feedback),
            needs: check.text(Field::Needs, &self.needs),
            problems: check.text(Field::Problems, &self.problems),
            theme: check.short(Field::Theme, &self.theme),
            concerns: check.text(Field::Concerns, &self.concerns),
            attitude: self.attitude,
            spin_situation: check.text(Field::SpinSituation, &self.spin_situation),
            spin_problem: check.text(Field::SpinProblem, &self.spin_problem),
            spin_implication: check.text(Field::SpinImplication, &self.spin_implication),
            spin_payoff: check.text(Field::SpinPayoff, &self.spin_payoff),
            confirmed: self.confirmed,
            summary_sent: base.summary_sent.or(Some(env.now)).filter(|_| self.summary_sent),
            cap_excuse: self.cap_excuse.filter(|_| keeps_excuse),
            cap_note: if keeps_excuse { check.text(Field::CapExcuse, &self.cap_note) } else { String::new() },
            ..base
        };
        let actions = self.read_actions(book, &contact, env, &mut check);
        check.done((contact, actions))
    }

    fn at(&self, day: Day, zone: Zone, check: &mut Check) -> Option<crate::model::Instant> {
        let text = self.time.trim();
        if text.is_empty() {
            return None;
        }
        let mut parts = text.splitn(2, ':').map(|part| part.parse::<u32>().ok());
        match (parts.next().flatten(), parts.next().flatten()) {
            (Some(hour @ 0..=23), Some(minute @ 0..=59)) => Some(zone.instant(day, hour, minute)),
            _ => {
                check.refuse(Field::Time, Problem::NotATime);
                None
            }
        }
    }

    fn read_actions(
        &self,
        book: &Book,
        contact: &Interaction,
        env: &mut Env,
        check: &mut Check,
    ) -> Vec<NextAction> {
        let mut actions = Vec::new();
        for (place, draft) in self.actions.iter().enumerate() {
            if draft.is_blank() {
                continue;
            }
            let base = draft.id.and_then(|id| book.next_actions().get(id));
            let base =
                base.unwrap_or_else(|| NextAction::new(env.ids.draw(), contact.customer, String::new()));
            let action = draft.read(place, base, check);
            actions.push(NextAction { interaction: Some(contact.id), ..action });
        }
        actions
    }
}

/// Returns the satisfaction that a record states: it is kept as an answer to a survey (A1.21).
pub fn satisfaction_of(book: &Book, contact: &Interaction) -> Option<Satisfaction> {
    let mut of_it = book
        .feedback_of(contact.customer)
        .filter(|feedback| feedback.sort == FeedbackSort::Survey && feedback.interaction == Some(contact.id));
    of_it.next().and_then(|feedback| feedback.satisfaction)
}

impl ActionDraft {
    /// Returns the line filled with an action's values.
    pub fn of(action: &NextAction) -> Self {
        Self {
            id: Some(action.id),
            text: action.text.clone(),
            owner: action.owner,
            assignee: action.assignee_as_written.clone(),
            due: action.due.map(|due| due.to_string()).unwrap_or_default(),
            promise: action.promise,
        }
    }

    /// Returns the action with what is entered, by itself.
    ///
    /// # Errors
    /// Every field that is not right, as those of the first line.
    pub fn mended(&self, before: NextAction) -> Result<NextAction, Vec<FieldProblem>> {
        let mut check = Check::default();
        let after = self.read(0, before, &mut check);
        check.done(after)
    }

    fn read(&self, place: usize, base: NextAction, check: &mut Check) -> NextAction {
        let text = check.text(Field::ActionText(place), &self.text);
        if text.is_empty() {
            check.refuse(Field::ActionText(place), Problem::Required);
        }
        NextAction {
            text,
            due: check.any_day(Field::ActionDue(place), &self.due),
            owner: self.owner,
            assignee_as_written: check.short(Field::ActionAssignee(place), &self.assignee),
            promise: self.promise,
            ..base
        }
    }

    /// Tells whether nothing was entered, so that an empty line of the form means nothing.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.due.trim().is_empty() && self.assignee.trim().is_empty()
    }
}
