//! Commands: what a user asks for, and the one change that it comes to.

mod keeping;
mod numbering;
mod recording;

use std::sync::Arc;

use crate::book::{Book, Change, Label, Overridden, Update};
use crate::model::{
    Arrangement, ArrangementSort, AttachmentId, BuyerTypeId, ContactId, ContractId, Customer, CustomerId,
    Day, Env, FeedbackId, FieldChange, Id, Interaction, InteractionId, NeedId, NextAction, NextActionId,
    OrderId, PersonId, PlanId, PolicyVersion, ProfileField, Progress, Record, RecordId, Source, SourceId,
    file_name,
};
use crate::policy::Policy;

use super::Desk;
use super::draft::{
    ArrangementDraft, BuyerTypeDraft, ContactDraft, ContractDraft, CustomerDraft, FactDraft, FeedbackDraft,
    Field, FieldProblem, InteractionDraft, MoveDraft, NeedDraft, OrderDraft, OverrideDraft, PersonDraft,
    PlanDraft, PrefixDraft, Problem, ProfileDraft, SourceDraft, arranged, ended, released,
};
use super::files::{FileDraft, Place, attach, check_room};
use super::handover::hand_over;
use super::leaving::LeavingGate;
use super::lists::{BulkEdit, edited};
use super::merge::merge;
use super::pool::cooling_down;
use super::undo::leaves_a_name_behind;

/// What a user asks for.
#[derive(Debug, Clone)]
pub enum Command {
    /// Adds or edits a customer, on adding with a first contact where one is named.
    SaveCustomer {
        /// The customer that is edited; `None` adds one.
        id: Option<CustomerId>,
        /// The form.
        draft: Box<CustomerDraft>,
        /// The form of a first contact; ignored while it has no name.
        contact: ContactDraft,
    },
    /// Removes a customer with everything that belongs to it.
    RemoveCustomer(CustomerId),
    /// Adds or edits a contact.
    SaveContact {
        /// The customer.
        customer: CustomerId,
        /// The contact that is edited; `None` adds one.
        id: Option<ContactId>,
        /// The form.
        draft: ContactDraft,
    },
    /// Adds or edits an order.
    SaveOrder {
        /// The customer.
        customer: CustomerId,
        /// The order that is edited; `None` adds one.
        id: Option<OrderId>,
        /// The form.
        draft: OrderDraft,
    },
    /// Records an interaction, or edits the record of one.
    SaveInteraction {
        /// The record that is edited; `None` adds one.
        id: Option<InteractionId>,
        /// The form.
        draft: Box<InteractionDraft>,
    },
    /// Edits the master data of a customer.
    SaveProfile {
        /// The customer.
        customer: CustomerId,
        /// The form.
        draft: Box<ProfileDraft>,
    },
    /// Adds or edits a contract.
    SaveContract {
        /// The customer.
        customer: CustomerId,
        /// The contract that is edited; `None` adds one.
        id: Option<ContractId>,
        /// The form.
        draft: ContractDraft,
    },
    /// Removes a contract.
    RemoveContract(ContractId),
    /// Opens or edits a retention plan (A1.7).
    SavePlan {
        /// The customer.
        customer: CustomerId,
        /// The plan that is edited; `None` opens one, unless there is one for the same already.
        id: Option<PlanId>,
        /// The form.
        draft: Box<PlanDraft>,
    },
    /// Removes a retention plan.
    RemovePlan(PlanId),
    /// Marks the step at that place of a plan as done, or as still to be done.
    FinishStep(PlanId, usize, bool),
    /// Approves a plan in the name of whoever uses the browser, or takes that back (A1.12).
    ApprovePlan(PlanId, bool),
    /// Marks a customer as 重点关注 for a reason, or takes the mark off if there is none (A1.7).
    Watch(CustomerId, String),
    /// Writes a type of buyer: alters the one with that id, or adds one (A2.13).
    SaveBuyerType {
        /// The type that is altered, the handbooks' own too; `None` adds one.
        id: Option<BuyerTypeId>,
        /// The form.
        draft: BuyerTypeDraft,
    },
    /// Writes a source: alters it, or adds one (A0.3).
    SaveSource {
        /// The source that is altered, the handbooks' own too; `None` adds one.
        source: Option<Source>,
        /// The form.
        draft: SourceDraft,
    },
    /// Removes a source of the user's own; while customers have it, it is only no longer offered (A0.3).
    RemoveSource(SourceId),
    /// Sets the letters of an industry's customer numbers (A0.9).
    SetPrefix(PrefixDraft),
    /// Gives every customer without a number one (A0.9).
    GiveNumbers,
    /// Adds or edits a need.
    SaveNeed {
        /// The customer.
        customer: CustomerId,
        /// The need that is edited; `None` adds one.
        id: Option<NeedId>,
        /// The form.
        draft: NeedDraft,
    },
    /// Removes a need.
    RemoveNeed(NeedId),
    /// Makes needs of what all records name and no need tells yet.
    CollectNeeds,
    /// Adds or edits a feedback.
    SaveFeedback {
        /// The customer.
        customer: CustomerId,
        /// The feedback that is edited; `None` adds one.
        id: Option<FeedbackId>,
        /// The form.
        draft: FeedbackDraft,
    },
    /// Removes a feedback.
    RemoveFeedback(FeedbackId),
    /// Notes that the customer was told of a next action that is done, or was not (A1.16).
    TellCustomer(NextActionId, bool),
    /// Notes that the summary of an interaction went to the customer, or did not (A1.15).
    SendSummary(InteractionId, bool),
    /// Removes a contact, unless it took part in an interaction.
    RemoveContact(ContactId),
    /// Removes an order.
    RemoveOrder(OrderId),
    /// Removes an interaction with the next actions, needs and feedback that came from it.
    RemoveInteraction(InteractionId),
    /// Marks a next action as done, or as still to be done.
    FinishAction(NextActionId, bool),
    /// Adds or edits a team member.
    SavePerson {
        /// The person that is edited; `None` adds one.
        id: Option<PersonId>,
        /// The form.
        draft: PersonDraft,
    },
    /// Applies a draft as the next version of the policy, from today on.
    ApplyPolicy {
        /// The draft.
        draft: Box<Policy>,
        /// What was changed and why.
        note: String,
    },
    /// Sets a customer's tier in a scheme by hand.
    SetTier(CustomerId, OverrideDraft),
    /// Ends what was set by hand in a scheme.
    ReleaseTier(CustomerId, String),
    /// States a fact of a customer that no record tells.
    StateFact(CustomerId, FactDraft),
    /// Puts a value back that another tab overrode.
    RestoreOwn {
        /// The value.
        lost: Box<Overridden>,
        /// The name of the record.
        name: String,
    },
    /// Arranges something with a customer.
    Arrange(CustomerId, ArrangementDraft),
    /// Puts a rule off until the next working day.
    Snooze(CustomerId, String),
    /// Ends an arrangement.
    EndArrangement(CustomerId, Box<Arrangement>),
    /// Plans contacts on days, as one change; over a cap only for a reason.
    Plan(MoveDraft),
    /// Does one thing to each of many customers.
    EditMany {
        /// The customers.
        customers: Vec<CustomerId>,
        /// What is done.
        edit: BulkEdit,
    },
    /// Makes two customers one.
    Merge {
        /// The one whose values stay unless they are taken from the other.
        one: CustomerId,
        /// The other.
        other: CustomerId,
        /// The fields whose values are taken from the other, by their names in the book format.
        taken: Vec<String>,
    },
    /// Notes that two customers that look the same are not.
    TellApart(CustomerId, CustomerId),
    /// Attaches files to a customer, or to one of its papers.
    Attach {
        /// The customer.
        customer: CustomerId,
        /// The paper that they are.
        paper: Option<ProfileField>,
        /// The files; their bytes are with whoever stores the change.
        files: Vec<FileDraft>,
    },
    /// Removes an attachment.
    RemoveAttachment(AttachmentId),
    /// Hands all customers and open next actions of one person over to another.
    HandOver(PersonId, PersonId),
    /// Adds the invented sample.
    AddSample(Vec<Record>),
    /// Removes every invented customer with what belongs to it, and the invented team.
    RemoveSample,
    /// Takes the last change back.
    Undo,
    /// Brings the last change back that was taken back.
    Redo,
    /// Takes a change of the history back, wherever it stands.
    TakeBack(Arc<Change>),
    /// A change that was worked out elsewhere: an import.
    Prepared(Change),
    /// A change that was worked out in the part of the page that asks for it, or why there is none.
    Tried(Result<Change, Refusal>),
}

/// Why a command comes to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The form is not right; each field says what is wrong.
    Fields(Vec<FieldProblem>),
    /// What it is about is no longer in the book.
    Gone,
    /// Nothing would change.
    Nothing,
    /// The contact took part in interactions: it can be marked as having left, not removed.
    InUse,
    /// The draft of a policy has so many faults.
    Faulty(usize),
    /// Other records name what taking the change back would remove.
    StillNamed,
    /// There is a plan for this risk already.
    PlanThere,
    /// It is done in somebody's name, and nobody said who uses the browser.
    NoPerson,
    /// Nobody is left whom it could be done to.
    Nobody,
    /// Whoever gave the customer up can take it again from that day on.
    CoolingDown(Day),
}

impl From<Vec<FieldProblem>> for Refusal {
    fn from(problems: Vec<FieldProblem>) -> Self {
        Self::Fields(problems)
    }
}

/// Returns the change that a command comes to. Nothing is altered: the change has to go to disk first.
///
/// # Errors
/// Says why it comes to nothing.
pub fn propose(desk: &Desk, command: Command, env: &mut Env) -> Result<Change, Refusal> {
    let book = desk.book();
    let mut changes = Changes { env, change: None };
    match command {
        Command::SaveCustomer { id, draft, contact } => {
            let before = id.map(|id| book.customers().get(id).ok_or(Refusal::Gone)).transpose()?;
            let read = draft.read(book, before, changes.env);
            let first = match &read {
                Ok(customer) if before.is_none() => contact.read_first(customer.id, changes.env),
                _ => contact.read_first(CustomerId::default(), changes.env),
            };
            // Both halves of the form say what is wrong with them at once.
            let (after, first) = match (read, first) {
                (Ok(after), Ok(first)) => (after, first),
                (read, first) => {
                    let mut problems = read.err().unwrap_or_default();
                    problems.extend(first.err().unwrap_or_default());
                    return Err(problems.into());
                }
            };
            if let Some(free) = before.and_then(|before| cooling_down(desk, before, after.owner)) {
                let problem = Problem::CoolingDown(free);
                return Err(vec![FieldProblem { field: Field::Owner, problem }].into());
            }
            if before.is_some_and(|before| LeavingGate::of(desk).holds(before, after.stage)) {
                let problem = Problem::NoLeavingReport;
                return Err(vec![FieldProblem { field: Field::Stage, problem }].into());
            }
            let name = after.name.clone();
            match before {
                Some(before) => changes.begin(Label::EditedCustomer { name }).update(before, &after),
                None => {
                    changes.begin(Label::AddedCustomer { name }).add(after);
                    if let Some(first) = first {
                        changes.add(first);
                    }
                }
            }
        }
        Command::RemoveCustomer(id) => {
            let customer = book.customers().get(id).ok_or(Refusal::Gone)?;
            let change = changes.begin(Label::RemovedCustomer { name: customer.name.clone() });
            remove_customer(book, customer, change);
        }
        Command::SaveContact { customer, id, draft } => {
            let _ = book.customers().get(customer).ok_or(Refusal::Gone)?;
            let before = id.map(|id| book.contacts().get(id).ok_or(Refusal::Gone)).transpose()?;
            let after = draft.read(customer, before.as_ref(), changes.env)?;
            let name = after.name.clone();
            match before {
                Some(before) => changes.begin(Label::EditedContact { name }).update(&before, &after),
                None => changes.begin(Label::AddedContact { name }).add(after),
            }
        }
        Command::SaveOrder { customer: owner, id, draft } => {
            let customer = book.customers().get(owner).ok_or(Refusal::Gone)?.name.clone();
            let before = id.map(|id| book.orders().get(id).ok_or(Refusal::Gone)).transpose()?;
            let after = draft.read(owner, before.as_ref(), changes.env)?;
            match before {
                Some(before) => changes.begin(Label::EditedOrder { customer }).update(&before, &after),
                None => changes.begin(Label::AddedOrder { customer }).add(after),
            }
        }
        Command::SaveInteraction { id, draft } => {
            recording::save_interaction(desk, id, &draft, &mut changes)?;
        }
        Command::SaveProfile { customer: id, draft } => {
            let before = book.customers().get(id).ok_or(Refusal::Gone)?;
            let after = draft.read(before, changes.env)?;
            changes.begin(Label::EditedProfile { customer: before.name.clone() }).update(before, &after);
        }
        Command::SaveContract { customer, id, draft } => {
            keeping::save_contract(book, customer, id, &draft, &mut changes)?;
        }
        Command::RemoveContract(id) => {
            let contract = book.contracts().get(id).ok_or(Refusal::Gone)?;
            let customer = name_of(book, contract.customer);
            changes.begin(Label::RemovedRecord { customer }).remove(contract);
        }
        Command::SavePlan { customer, id, draft } => {
            keeping::save_plan(desk, customer, id, &draft, &mut changes)?;
        }
        Command::RemovePlan(id) => {
            let plan = book.plans().get(id).ok_or(Refusal::Gone)?;
            let customer = name_of(book, plan.customer);
            changes.begin(Label::RemovedRecord { customer }).remove(plan);
        }
        Command::FinishStep(id, place, done) => keeping::finish_step(book, id, place, done, &mut changes)?,
        Command::ApprovePlan(id, yes) => keeping::approve_plan(book, id, yes, &mut changes)?,
        Command::Watch(id, reason) => keeping::watch(book, id, &reason, &mut changes)?,
        Command::SaveBuyerType { id, draft } => keeping::save_buyer_type(book, id, &draft, &mut changes)?,
        Command::SaveSource { source, draft } => keeping::save_source(book, source, &draft, &mut changes)?,
        Command::RemoveSource(id) => keeping::remove_source(book, id, &mut changes)?,
        Command::SetPrefix(draft) => keeping::set_prefix(book, &draft, &mut changes)?,
        Command::GiveNumbers => numbering::give_numbers(desk, &mut changes),
        Command::SaveNeed { customer: of, id, draft } => {
            let customer = book.customers().get(of).ok_or(Refusal::Gone)?.name.clone();
            let before = id.map(|id| book.needs().get(id).ok_or(Refusal::Gone)).transpose()?;
            let after = draft.read(of, before.as_ref(), changes.env)?;
            match before {
                Some(before) => changes.begin(Label::EditedNeed { customer }).update(&before, &after),
                None => changes.begin(Label::AddedNeed { customer }).add(after),
            }
        }
        Command::CollectNeeds => {
            let found = recording::needs_in_records(book, changes.env);
            let change = changes.begin(Label::CollectedNeeds { count: found.len() });
            found.into_iter().for_each(|need| change.add(need));
        }
        Command::SaveFeedback { customer: of, id, draft } => {
            let customer = book.customers().get(of).ok_or(Refusal::Gone)?.name.clone();
            let before = id.map(|id| book.feedback().get(id).ok_or(Refusal::Gone)).transpose()?;
            let after = draft.read(of, before.as_ref(), changes.env)?;
            match before {
                Some(before) => changes.begin(Label::EditedFeedback { customer }).update(&before, &after),
                None => changes.begin(Label::AddedFeedback { customer }).add(after),
            }
        }
        Command::RemoveNeed(id) => {
            let need = book.needs().get(id).ok_or(Refusal::Gone)?;
            let customer = name_of(book, need.customer);
            changes.begin(Label::RemovedRecord { customer }).remove(need);
        }
        Command::RemoveFeedback(id) => {
            let feedback = book.feedback().get(id).ok_or(Refusal::Gone)?;
            let customer = name_of(book, feedback.customer);
            changes.begin(Label::RemovedRecord { customer }).remove(feedback);
        }
        Command::TellCustomer(id, told) => {
            let before = book.next_actions().get(id).ok_or(Refusal::Gone)?;
            let after = NextAction { told: told.then_some(changes.env.today()), ..before.clone() };
            changes.begin(Label::ToldCustomer { text: before.text.clone() }).update(&before, &after);
        }
        Command::SendSummary(id, sent) => {
            let before = book.interactions().get(id).ok_or(Refusal::Gone)?;
            let summary_sent = before.summary_sent.or(Some(changes.env.now)).filter(|_| sent);
            let after = Interaction { summary_sent, ..before.clone() };
            let customer = name_of(book, before.customer);
            changes.begin(Label::SentSummary { customer }).update(&before, &after);
        }
        Command::RemoveContact(id) => {
            let contact = book.contacts().get(id).ok_or(Refusal::Gone)?;
            let mut records = book.interactions_of(contact.customer).filter_map(|row| row.record());
            if records.any(|record| record.contacts.contains(&id)) {
                return Err(Refusal::InUse);
            }
            let customer = name_of(book, contact.customer);
            changes.begin(Label::RemovedRecord { customer }).remove(contact);
        }
        Command::RemoveOrder(id) => {
            let order = book.orders().get(id).ok_or(Refusal::Gone)?;
            let customer = name_of(book, order.customer);
            changes.begin(Label::RemovedRecord { customer }).remove(order);
        }
        Command::RemoveInteraction(id) => {
            let contact = book.interactions().get(id).ok_or(Refusal::Gone)?;
            let customer = name_of(book, contact.customer);
            recording::remove_interaction(book, contact, changes.begin(Label::RemovedRecord { customer }));
        }
        Command::FinishAction(id, done) => {
            let before = book.next_actions().get(id).ok_or(Refusal::Gone)?;
            let after = NextAction {
                progress: done.then_some(Progress::Done),
                done: done.then_some(changes.env.today()),
                told: before.told.filter(|_| done),
                ..before.clone()
            };
            let text = before.text.clone();
            let label = if done { Label::FinishedAction { text } } else { Label::ReopenedAction { text } };
            changes.begin(label).update(&before, &after);
        }
        Command::SavePerson { id, draft } => {
            let before = id.map(|id| book.people().get(id).ok_or(Refusal::Gone)).transpose()?;
            let after = draft.read(before, changes.env)?;
            let name = after.name.clone();
            match before {
                Some(before) => changes.begin(Label::EditedPerson { name }).update(before, &after),
                None => changes.begin(Label::AddedPerson { name }).add(after),
            }
        }
        Command::ApplyPolicy { draft, note } => {
            let faults = draft.faults();
            if !faults.is_empty() {
                return Err(Refusal::Faulty(faults.len()));
            }
            if *draft == *desk.policy() {
                return Err(Refusal::Nothing);
            }
            let (today, now, by) = (changes.env.today(), changes.env.now, changes.env.person);
            let version = desk.policies().newest().saturating_add(1);
            let policy = Policy { version, ..*draft };
            let stored = policy.stored();
            let id = changes.env.ids.draw();
            let record = PolicyVersion { note, by, ..PolicyVersion::new(id, version, today, now, stored) };
            changes.begin(Label::AppliedPolicy { version }).add(record);
        }
        Command::SetTier(id, draft) => {
            let before = book.customers().get(id).ok_or(Refusal::Gone)?;
            let after = draft.read(desk.policy(), before, changes.env)?;
            changes.begin(Label::SetTier { customer: before.name.clone() }).update(before, &after);
        }
        Command::ReleaseTier(id, scheme) => {
            let before = book.customers().get(id).ok_or(Refusal::Gone)?;
            let after = released(before, &scheme, changes.env);
            changes.begin(Label::ReleasedTier { customer: before.name.clone() }).update(before, &after);
        }
        Command::StateFact(id, draft) => {
            let before = book.customers().get(id).ok_or(Refusal::Gone)?;
            let after = draft.read(desk.policy(), before, changes.env)?;
            changes.begin(Label::StatedFact { customer: before.name.clone() }).update(before, &after);
        }
        Command::RestoreOwn { lost, name } => {
            let present = book.record(lost.kind, lost.id).ok_or(Refusal::Gone)?.field(&lost.field);
            if present == lost.earlier {
                return Err(Refusal::Nothing);
            }
            let field = FieldChange { field: lost.field, before: present, after: lost.earlier };
            let update = Update { kind: lost.kind, id: lost.id, fields: vec![field] };
            changes.begin(Label::RestoredOwn { name }).updated.push(update);
        }
        Command::Arrange(id, draft) => {
            let before = book.customers().get(id).ok_or(Refusal::Gone)?;
            let draft = draft.held_against_caps(desk, id)?;
            let after = draft.read(before, changes.env)?;
            let label = Label::Arranged { customer: before.name.clone(), sort: draft.sort };
            changes.begin(label).update(before, &after);
        }
        Command::Snooze(id, rule) => {
            let before = book.customers().get(id).ok_or(Refusal::Gone)?;
            let (from, by) = (changes.env.today(), changes.env.person);
            let next = desk.policy().calendar().working_from(from.plus_days(1));
            let (sort, until) = (ArrangementSort::Snooze, Some(next.plus_days(-1)));
            let arrangement = Arrangement {
                sort,
                rule,
                from,
                until,
                days: None,
                reason: String::new(),
                cap_excuse: None,
                by,
            };
            let after = arranged(before, arrangement);
            changes.begin(Label::Arranged { customer: before.name.clone(), sort }).update(before, &after);
        }
        Command::EndArrangement(id, arrangement) => {
            let before = book.customers().get(id).ok_or(Refusal::Gone)?;
            let after = ended(before, &arrangement, changes.env.today());
            let label = Label::EndedArrangement { customer: before.name.clone(), sort: arrangement.sort };
            changes.begin(label).update(before, &after);
        }
        Command::Plan(draft) => {
            changes.begin(Label::PlannedContacts { count: draft.moves.len() });
            if let Some(change) = &mut changes.change {
                draft.plan(desk, changes.env, change)?;
            }
        }
        Command::EditMany { customers, edit } => {
            let found = customers.iter().filter_map(|id| book.customers().get(*id));
            let (gate, mut after) = (LeavingGate::of(desk), Vec::new());
            for before in found {
                after.push((before, edited(desk, &gate, before, &edit, changes.env)?));
            }
            after.retain(|(before, after)| *before != after);
            let change = changes.begin(Label::EditedMany { customers: after.len() });
            after.iter().for_each(|(before, after)| change.update(*before, after));
        }
        Command::Merge { one, other, taken } => {
            let one = book.customers().get(one).ok_or(Refusal::Gone)?;
            let other =
                book.customers().get(other).filter(|other| other.id != one.id).ok_or(Refusal::Gone)?;
            let is_taken = taken.iter().any(|field| field == "owner");
            if let Some(free) = cooling_down(desk, one, other.owner).filter(|_| is_taken) {
                return Err(Refusal::CoolingDown(free));
            }
            let today = changes.env.today();
            let change =
                changes.begin(Label::Merged { customer: one.name.clone(), other: other.name.clone() });
            merge(book, one, other, &taken, today, |id| belongings(book, id), change);
        }
        Command::TellApart(one, other) => {
            let one = book.customers().get(one).ok_or(Refusal::Gone)?;
            let other =
                book.customers().get(other).filter(|other| other.id != one.id).ok_or(Refusal::Gone)?;
            let mut after = one.clone();
            if !after.distinct_from.contains(&other.id) {
                after.distinct_from.push(other.id);
            }
            let (customer, other) = (one.name.clone(), other.name.clone());
            changes.begin(Label::ToldApart { customer, other }).update(one, &after);
        }
        Command::Attach { customer, paper, files } => {
            let name = book.customers().get(customer).ok_or(Refusal::Gone)?.name.clone();
            check_room(book, &files)?;
            changes.begin(Label::AddedFiles { customer: name, files: files.len() });
            let Changes { env, change } = &mut changes;
            if let Some(change) = change {
                attach(Place { customer, interaction: None, paper }, &files, env, change);
            }
        }
        Command::RemoveAttachment(id) => {
            let file = book.attachments().get(id).ok_or(Refusal::Gone)?;
            changes.begin(Label::RemovedFile { name: file_name(&file.name) }).remove(file);
        }
        Command::HandOver(from, to) => {
            let name = |id| book.people().get(id).map(|person| person.name.clone()).ok_or(Refusal::Gone);
            let label = Label::HandedOver { from: name(from)?, to: name(to)? };
            hand_over(desk, from, to, changes.begin(label));
        }
        Command::AddSample(records) => changes.begin(Label::AddedSample).added = records,
        Command::RemoveSample => remove_sample(book, changes.begin(Label::RemovedSample)),
        Command::Undo => {
            let last = desk.last_done().ok_or(Refusal::Nothing)?;
            let env = changes.env;
            return Ok(last.inverse(env.ids.draw(), env.now, env.person));
        }
        Command::Redo => {
            let (last, undo) = desk.last_undone().ok_or(Refusal::Nothing)?;
            let env = changes.env;
            let (id, undoes) = (env.ids.draw(), Some(undo));
            return Ok(Change { id, at: env.now, by: env.person, undoes, ..last.clone() });
        }
        Command::TakeBack(change) => {
            let env = changes.env;
            let back = change.inverse(env.ids.draw(), env.now, env.person);
            return if leaves_a_name_behind(book, &back) { Err(Refusal::StillNamed) } else { Ok(back) };
        }
        Command::Prepared(change) => changes.change = Some(change),
        Command::Tried(tried) => changes.change = Some(tried?),
    }
    changes.change.filter(|change| !change.is_empty()).ok_or(Refusal::Nothing)
}

/// The change that is being made.
struct Changes<'a> {
    env: &'a mut Env,
    change: Option<Change>,
}

impl Changes<'_> {
    fn begin(&mut self, label: Label) -> &mut Change {
        let (id, now, person) = (self.env.ids.draw(), self.env.now, self.env.person);
        self.change.insert(Change::new(id, now, person, label))
    }

    fn add(&mut self, record: impl Into<Record>) {
        if let Some(change) = &mut self.change {
            change.add(record);
        }
    }
}

fn remove_customer(book: &Book, customer: &Customer, change: &mut Change) {
    // Children go first and last to first, so that taking the change back brings the customer
    // first and them in their order.
    change.removed.extend(belongings(book, customer.id));
    change.remove(customer.clone());
}

/// Everything that belongs to a customer, last to first.
fn belongings(book: &Book, customer: CustomerId) -> Vec<Record> {
    let files = book.attachments_of(customer).rev().map(Record::from);
    let plans = book.plans_of(customer).rev().map(Record::from);
    let contracts = book.contracts_of(customer).rev().map(Record::from);
    let feedback = book.feedback_of(customer).rev().map(Record::from);
    let needs = book.needs_of(customer).rev().map(Record::from);
    let actions = book.next_actions_of(customer).rev().map(Record::from);
    let interactions = book.interactions_of(customer).rev().filter_map(|row| row.record()).map(Record::from);
    let orders = book.orders_of(customer).rev().filter_map(|row| row.record()).map(Record::from);
    let contacts = book.contacts_of(customer).rev().map(Record::from);
    files
        .chain(plans)
        .chain(contracts)
        .chain(feedback)
        .chain(needs)
        .chain(actions)
        .chain(interactions)
        .chain(orders)
        .chain(contacts)
        .collect()
}

fn remove_sample(book: &Book, change: &mut Change) {
    for customer in book.customers().sorted().into_iter().filter(|customer| customer.sample) {
        remove_customer(book, customer, change);
    }
    // A team member of the sample whom a real customer's records name by now stays.
    let is_real = |id: CustomerId| book.customers().get(id).is_some_and(|customer| !customer.sample);
    let serves_real = |id: PersonId| {
        let own = RecordId::new(id.uuid());
        let names = |references: Vec<RecordId>| references.contains(&own);
        book.customers().iter().any(|customer| !customer.sample && names(customer.references()))
            || (book.plans().iter().filter(|row| is_real(row.customer())).filter_map(|row| row.record()))
                .any(|plan| names(plan.references()))
            || (book.interactions().iter().filter(|row| is_real(row.customer())))
                .filter_map(|row| row.record())
                .any(|contact| contact.author == Some(id) || contact.people.contains(&id))
            || book.next_actions().iter().any(|row| is_real(row.customer()) && row.owner == Some(id))
            || (book.needs().iter().filter(|row| is_real(row.customer())).filter_map(|row| row.record()))
                .any(|need| need.author == Some(id))
            || (book.feedback().iter().filter(|row| is_real(row.customer())).filter_map(|row| row.record()))
                .any(|feedback| feedback.owner == Some(id))
            || (book
                .attachments()
                .iter()
                .filter(|row| is_real(row.customer()))
                .filter_map(|row| row.record()))
            .any(|file| file.by == Some(id))
    };
    for version in book.policies().sorted().into_iter().filter(|version| version.sample) {
        change.remove(version.clone());
    }
    for person in book.people().sorted().into_iter().filter(|person| person.sample && !serves_real(person.id))
    {
        change.remove(person.clone());
    }
}

fn name_of(book: &Book, customer: CustomerId) -> String {
    book.customers().get(customer).map(|customer| customer.name.clone()).unwrap_or_default()
}
