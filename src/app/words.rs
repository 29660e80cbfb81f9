//! What commands and problems are called: from typed values to phrases.

mod faults;
mod import;
mod profile;
mod tiers;

pub use faults::fault;
pub use import::{
    book_file_problem, column_name, column_words, fate, field_name, layout, row_note, row_problem,
    table_problem, words_of_field,
};
pub use profile::{profile_text, wanted_name};
pub use tiers::{
    caps_label, clause_name, descriptor_name, dimension_name, is_stated, measure_name, measure_value,
    missing, outcome_mark, policy_faults, policy_problem, rhythm, scheme_name, text_asked, tier_letter,
    tier_name, why_tier,
};

use crate::book::Label;
use crate::cadence::{Obligation, State};
use crate::facts::{Fact, Origin, Unit, numbered_day};
use crate::model::{Arrangement, ArrangementSort, CreditCodeError, Day, Money, MoneyError};
use crate::policy::Policy;
use crate::text::Language;

use super::capture::CaptureFault;
use super::command::Refusal;
use super::draft::Problem;
use super::failure::Failure;
use super::risks::Risk;

/// Says what a change did.
pub fn change_label(t: Language, label: &Label) -> String {
    match label {
        Label::AddedCustomer { name } => t.did_added_customer(name),
        Label::EditedCustomer { name } => t.did_edited_customer(name),
        Label::RemovedCustomer { name } => t.did_removed_customer(name),
        Label::AddedContact { name } => t.did_added_contact(name),
        Label::EditedContact { name } => t.did_edited_contact(name),
        Label::AddedOrder { customer } => t.did_added_order(customer),
        Label::EditedOrder { customer } => t.did_edited_order(customer),
        Label::RecordedInteraction { customer } => t.did_recorded(customer),
        Label::EditedInteraction { customer } => t.did_edited_record(customer),
        Label::RemovedRecord { customer } => t.did_removed_record(customer),
        Label::FinishedAction { text } => t.did_finished(text),
        Label::ReopenedAction { text } => t.did_reopened(text),
        Label::EditedProfile { customer } => t.did_edit_profile(customer),
        Label::AddedContract { customer } => t.did_add_contract(customer),
        Label::EditedContract { customer } => t.did_edit_contract(customer),
        Label::AddedPlan { customer } => t.did_add_plan(customer),
        Label::EditedPlan { customer } => t.did_edit_plan(customer),
        Label::ApprovedPlan { customer, yes: true } => t.did_approve_plan(customer),
        Label::ApprovedPlan { customer, yes: false } => t.did_unapprove_plan(customer),
        Label::FinishedStep { text } => t.did_finish_step(text),
        Label::ReopenedStep { text } => t.did_reopen_step(text),
        Label::Watched { customer } => t.did_watch(customer),
        Label::Unwatched { customer } => t.did_unwatch(customer),
        Label::EditedBuyerType { name } => t.did_edit_type(name),
        Label::EditedSource { name } => t.did_edit_source(name),
        Label::RemovedSource { name } => t.did_remove_source(name),
        Label::SetPrefix { industry } => t.did_set_prefix(industry),
        Label::AddedNeed { customer } => t.did_add_need(customer),
        Label::EditedNeed { customer } => t.did_edit_need(customer),
        Label::CollectedNeeds { count } => t.did_collect_needs(count),
        Label::AddedFeedback { customer } => t.did_add_feedback(customer),
        Label::EditedFeedback { customer } => t.did_edit_feedback(customer),
        Label::ToldCustomer { text } => t.did_tell(text),
        Label::SentSummary { customer } => t.did_send_summary(customer),
        Label::AddedPerson { name } => t.did_added_person(name),
        Label::EditedPerson { name } => t.did_edited_person(name),
        Label::ErasedPerson { records, changes, .. } => t.did_erase_person(records, changes),
        Label::ImportedTable { rows } => t.did_imported(rows),
        Label::MergedBook { name, records, .. } => t.did_merge_book(name, records),
        Label::RecordedMany { customers } => t.did_record_many(customers),
        Label::EditedRecords { records: 1 } => t.did_edit_record().to_owned(),
        Label::EditedRecords { records } => t.did_edit_records(records),
        Label::EditedMany { customers } => t.did_edit_many(customers),
        Label::Merged { customer, other } => t.did_merge(other, customer),
        Label::ToldApart { customer, other } => t.did_tell_apart(customer, other),
        Label::AppliedPolicy { version } => t.did_apply_policy(version),
        Label::SetTier { customer } => t.did_set_tier(customer),
        Label::ReleasedTier { customer } => t.did_release_tier(customer),
        Label::StatedFact { customer } => t.did_state_fact(customer),
        Label::RestoredOwn { name } => t.did_restore_own(name),
        Label::Arranged { customer, sort } => t.did_arrange(t.arrangement_sort(*sort), customer),
        Label::EndedArrangement { customer, sort } => {
            t.did_end_arrangement(t.arrangement_sort(*sort), customer)
        }
        Label::PlannedContacts { count } => t.did_plan(count),
        Label::AddedFiles { customer, files } => t.did_add_files(customer, files),
        Label::RemovedFile { name } => t.did_remove_file(name),
        Label::HandedOver { from, to } => t.did_hand_over(from, to),
        Label::GaveToPool { customers } => t.did_give_to_pool(customers),
        Label::TookFromPool { customer } => t.did_take_from_pool(customer),
        Label::AddedSample => t.did_add_sample().to_owned(),
        Label::RemovedSample => t.did_remove_sample().to_owned(),
        Label::Undid { label } => t.did_undo(change_label(t, label)),
    }
}

/// Says what is wrong with a field, and what to do.
pub fn problem(t: Language, problem: Problem) -> String {
    match problem {
        Problem::Required => t.problem_required().to_owned(),
        Problem::TooLong(most) => t.problem_too_long(most),
        Problem::NotADay => t.problem_not_a_day().to_owned(),
        Problem::NotATime => t.problem_not_a_time().to_owned(),
        Problem::NotADate => t.problem_not_a_date().to_owned(),
        Problem::InTheFuture => t.problem_in_the_future().to_owned(),
        Problem::InThePast => t.problem_in_the_past().to_owned(),
        Problem::BeforeItBegan => t.problem_before_it_began().to_owned(),
        Problem::NotAPhone => t.problem_not_a_phone().to_owned(),
        Problem::NotAnEmail => t.problem_not_an_email().to_owned(),
        Problem::NotAWebsite => t.problem_not_a_website().to_owned(),
        Problem::NotACreditCode(CreditCodeError::Length(count)) => t.problem_code_length(count),
        Problem::NotACreditCode(CreditCodeError::Character(wrong)) => t.problem_code_character(wrong),
        Problem::NotACreditCode(CreditCodeError::Check(check)) => t.problem_code_check(check),
        Problem::NotABirthday => t.problem_not_a_birthday().to_owned(),
        Problem::NotLetters => t.problem_not_letters().to_owned(),
        Problem::NoStep => t.problem_no_step().to_owned(),
        Problem::NoAnswer => t.problem_no_answer().to_owned(),
        Problem::HiddenMarks => t.problem_hidden_marks().to_owned(),
        Problem::NotMoney(MoneyError::NotANumber) => t.problem_not_a_number().to_owned(),
        Problem::NotMoney(MoneyError::Range) => t.problem_range().to_owned(),
        Problem::NotMoney(MoneyError::TooFine) => t.problem_too_fine().to_owned(),
        Problem::NotMoney(MoneyError::TooLarge) => t.problem_too_large().to_owned(),
        Problem::Negative => t.problem_negative().to_owned(),
        Problem::NotInRange(least, most) => t.problem_not_in_range(least, most),
        Problem::NoSuchCustomer => t.problem_no_such_customer().to_owned(),
        Problem::AmbiguousCustomer => t.problem_ambiguous_customer().to_owned(),
        Problem::NoLeavingReport => t.problem_no_leaving_report().to_owned(),
        Problem::SourceTaken => t.problem_source_taken().to_owned(),
        Problem::NumberTaken => t.problem_number_taken().to_owned(),
        Problem::NoRoomForFiles(most) => t.problem_no_room_for_files(most),
        Problem::OverCap => t.problem_over_cap().to_owned(),
        Problem::CoolingDown(day) => t.failed_cooling_down(day),
    }
}

/// Writes a metric's value in its unit.
pub fn unit_value(t: Language, unit: Unit, value: i64) -> String {
    match unit {
        Unit::Fen => t.money(Money::fen(value)),
        Unit::Count => t.number(value),
        Unit::Percent => format!("{value}%"),
        Unit::Months => t.months(value),
        Unit::Days => t.days(value),
        Unit::Rating => format!("{value}/5"),
        Unit::Mark => format!("{value}/10"),
        Unit::YesNo => if value == 0 { t.no() } else { t.yes() }.to_owned(),
        Unit::Word(list) => t.word(list, value).unwrap_or("?").to_owned(),
        Unit::Day => t.partial_date(numbered_day(value).into()),
        Unit::Choice => t.number(value + 1),
        Unit::Text => String::new(),
    }
}

/// Says what went wrong with the disk, and what to do.
pub fn failure(t: Language, failure: &Failure) -> String {
    match failure {
        Failure::Unavailable => t.failed_unavailable().to_owned(),
        Failure::Quota => t.failed_quota().to_owned(),
        Failure::Closed => t.failed_closed().to_owned(),
        Failure::Newer => t.failed_newer().to_owned(),
        Failure::ReadOnly => t.failed_read_only().to_owned(),
        Failure::Unanswered => t.failed_unanswered().to_owned(),
        Failure::Locked => t.failed_locked().to_owned(),
        Failure::WrongPassphrase => t.wrong_passphrase().to_owned(),
        Failure::Damaged(reason) if reason == Failure::GONE => t.failed_lost().to_owned(),
        Failure::Damaged(reason) => t.failed_damaged(reason),
        Failure::Conflict => t.failed_conflict().to_owned(),
        Failure::NoContent => t.failure_no_content().to_owned(),
        Failure::PartMissing => t.part_missing().to_owned(),
        Failure::Other(reason) => t.failed_other(reason),
    }
}

/// Says why a command came to nothing, where the form cannot; `None` where there is nothing to say.
pub fn refusal(t: Language, refusal: &Refusal) -> Option<String> {
    match refusal {
        Refusal::Fields(problems) => Some(t.fix_fields(problems.len())),
        Refusal::Gone => Some(t.failed_gone().to_owned()),
        Refusal::InUse => Some(t.failed_in_use().to_owned()),
        Refusal::PlanThere => Some(t.plan_there().to_owned()),
        Refusal::Nobody => Some(t.failed_nobody().to_owned()),
        Refusal::CoolingDown(day) => Some(t.failed_cooling_down(day)),
        Refusal::NoPerson => Some(t.failed_no_person().to_owned()),
        Refusal::StillNamed => Some(t.failed_still_named().to_owned()),
        Refusal::Faulty(faults) => Some(t.failed_faulty(faults)),
        Refusal::Nothing => None,
    }
}

/// Names an obligation: the way of contact and how often.
pub fn obligation_name(t: Language, policy: &Policy, obligation: &Obligation) -> String {
    let rule = policy.rule(obligation.tier, obligation.rule);
    rule.map(|rule| format!("{} · {}", t.method(rule.method), rhythm(t, policy, rule))).unwrap_or_default()
}

/// Says what an arrangement does, from when to when.
pub fn arrangement(t: Language, one: &Arrangement, today: Day) -> String {
    let what = match one.days {
        Some(days) => t.every_days(days),
        None => t.arrangement_sort(one.sort).to_owned(),
    };
    let what = match one.cap_excuse {
        Some(excuse) => t.arrangement_over_cap(what, t.cap_excuse(excuse)),
        None => what,
    };
    match one.until {
        Some(day) if one.sort == ArrangementSort::Planned => t.arrangement_on(what, t.day_short(day, today)),
        Some(until) => t.arrangement_span(what, t.day_short(one.from, today), t.day_short(until, today)),
        None => t.arrangement_since(what, t.day_short(one.from, today)),
    }
}

/// Says what of a line cannot be understood, and what to do.
pub fn capture_fault(t: Language, fault: &CaptureFault) -> String {
    match fault {
        CaptureFault::NoCustomer => t.capture_no_customer().to_owned(),
        CaptureFault::UnknownCustomer(name) => t.capture_unknown_customer(name),
        CaptureFault::SeveralCustomers(name) => t.capture_several_customers(name),
        CaptureFault::NoSuchDay(word) => t.capture_no_such_day(word),
        CaptureFault::FutureDay => t.problem_in_the_future().to_owned(),
        CaptureFault::NoText => t.capture_no_text().to_owned(),
        CaptureFault::EmptyPart(mark) => t.capture_empty_part(mark),
    }
}

/// Says what threatens a customer.
pub fn risk(t: Language, risk: &Risk, today: Day) -> String {
    match risk {
        Risk::OpenComplaint(day) => t.risk_open_complaint(t.day_short(*day, today)),
        Risk::RecentComplaint(day) => t.risk_recent_complaint(t.day_short(*day, today)),
        Risk::RenewalUnclear(Some(day)) => t.risk_renewal_on(t.day_short(*day, today)),
        Risk::RenewalUnclear(None) => t.risk_renewal().to_owned(),
        Risk::ContactLeft(name) => t.risk_contact_left(name),
        Risk::FewerOrders(now, before) => t.risk_fewer_orders(now, before),
    }
}

/// Says how late or early an obligation is.
pub fn obligation_when(t: Language, obligation: &Obligation, today: Day) -> String {
    let late = i64::from(obligation.days_late);
    if let Some((sort, until)) = obligation.held {
        let what = t.arrangement_sort(sort);
        return until.map_or_else(|| what.to_owned(), |day| t.held_until(what, t.day_short(day, today)));
    }
    match obligation.state {
        State::FirstContact if late > 0 => t.first_overdue(late),
        State::FirstContact if late == 0 => t.first_due_today().to_owned(),
        State::FirstContact => t.first_due_in(-late),
        State::Overdue => t.days_overdue(late),
        State::Due if late == 0 => t.due_today().to_owned(),
        State::Due => t.days_past_target(late),
        State::Open => t.due_in(-late),
        State::Discharged | State::Paused => t.discharged().to_owned(),
        State::NotYetOpen => t.opens_in(obligation.window.earliest.days_since(today)),
    }
}

/// Says where a value came from.
pub fn origin(t: Language, fact: &Fact, today: Day) -> String {
    let day = fact.as_of.map(|day| t.day_short(day, today));
    match (fact.origin, day) {
        (Origin::Records(count), Some(day)) => t.from_records_until(count, day),
        (Origin::Records(count), None) => t.from_records(count),
        (Origin::Stated(_), Some(day)) => t.from_stated_on(day),
        (Origin::Stated(_), None) => t.from_stated().to_owned(),
        (Origin::Profile, _) => t.from_profile().to_owned(),
        (Origin::Presumed, _) => t.from_presumed().to_owned(),
        (Origin::Ranked(count), _) => t.from_ranked(count),
        (Origin::Rated, day) => t.from_rated(day.unwrap_or_default()),
        (Origin::Stage, _) => t.from_stage().to_owned(),
    }
}
