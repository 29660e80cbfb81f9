//! What a form holds, and what is wrong with it: text becomes records, or says why it cannot.

mod arrangement;
mod contract;
mod customer;
mod feedback;
mod interaction;
mod moves;
mod need;
mod others;
mod plan;
mod profile;
mod tiers;
mod types;

pub use arrangement::{ArrangementDraft, arranged, ended};
pub use contract::ContractDraft;
pub use customer::CustomerDraft;
pub use feedback::FeedbackDraft;
pub(super) use interaction::satisfaction_of;
pub use interaction::{ActionDraft, InteractionDraft};
pub use moves::MoveDraft;
pub(super) use moves::held_against_caps;
pub use need::NeedDraft;
pub use others::{ContactDraft, OrderDraft, PersonDraft};
pub use plan::{PlanDraft, StepDraft};
pub use profile::ProfileDraft;
pub use tiers::{FactDraft, OverrideDraft, released};
pub use types::{BuyerTypeDraft, PrefixDraft, SourceDraft};

use crate::model::{CreditCodeError, Day, Money, MoneyError, ProfileField};

/// A field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Field {
    Name,
    ShortName,
    Industry,
    Stage,
    Size,
    Tags,
    KeyNeed,
    Remark,
    Title,
    Phone,
    Email,
    OrderNumber,
    Product,
    Note,
    Feedback,
    Needs,
    Problems,
    ContactName,
    ReferredBy,
    Owner,
    Number,
    Since,
    FixedDay,
    StatedAmount,
    StatedRepurchase,
    StatedReferrals,
    Day,
    Time,
    Amount,
    Summary,
    CapExcuse,
    Tier,
    Reason,
    Until,
    Days,
    ContactsADay,
    Leave,
    Measure,
    Value,
    Theme,
    Concerns,
    SpinSituation,
    SpinProblem,
    SpinImplication,
    SpinPayoff,
    NeedText,
    Department,
    Answer,
    Answered,
    FeedbackText,
    Promised,
    Resolved,
    Resolution,
    Cause,
    Nps,
    Profile(ProfileField),
    Area,
    Birthday,
    PaidOn,
    ContractNumber,
    ContractTitle,
    ContractFrom,
    ContractUntil,
    Risk,
    StepText(usize),
    StepDue(usize),
    Lesson,
    Signs,
    Handling,
    Letters,
    WatchReason,
    Files,
    ActionText(usize),
    ActionDue(usize),
    ActionAssignee(usize),
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was entered.
    Required,
    /// More than that many characters.
    TooLong(usize),
    /// Not a calendar day.
    NotADay,
    /// Not a time of day.
    NotATime,
    /// Not a year, quarter, month or day.
    NotADate,
    /// Later than today.
    InTheFuture,
    /// Earlier than today.
    InThePast,
    /// Earlier than the day on which it began.
    BeforeItBegan,
    /// Marks that turn the direction of writing, which a reader cannot see.
    HiddenMarks,
    /// Not a telephone number.
    NotAPhone,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not the address of a page.
    NotAWebsite,
    /// Not a unified social credit code.
    NotACreditCode(CreditCodeError),
    /// Not a birthday.
    NotABirthday,
    /// Not one to four capital letters.
    NotLetters,
    /// A plan without any step.
    NoStep,
    /// A survey without any answer.
    NoAnswer,
    /// Not an amount of money.
    NotMoney(MoneyError),
    /// An amount below zero.
    Negative,
    /// Not a whole number in that range.
    NotInRange(u32, u32),
    /// No customer of the book has this name.
    NoSuchCustomer,
    /// Several customers of the book have this name.
    AmbiguousCustomer,
    /// Another customer has this number.
    NumberTaken,
    /// It cannot be given up before an evaluation report was filed.
    NoLeavingReport,
    /// Another source is called so.
    SourceTaken,
    /// All files of the book would come to more than that many megabytes.
    NoRoomForFiles(u64),
    /// The cap is reached and no reason was given.
    OverCap,
    /// The person gave the customer up to the pool a short while ago, and can have it again from that day on.
    CoolingDown(Day),
}

/// One field and what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldProblem {
    /// Where.
    pub field: Field,
    /// What.
    pub problem: Problem,
}

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;
/// The longest text, in characters.
const LONGEST_TEXT: usize = 4_000;

/// Reads why a customer is 重点关注; empty takes the mark off.
///
/// # Errors
/// What is wrong with the reason.
pub fn watch_reason(reason: &str) -> Result<String, Vec<FieldProblem>> {
    let mut check = Check::default();
    let reason = check.short(Field::WatchReason, reason);
    check.done(reason)
}

/// Collects what is wrong while a draft is read.
#[derive(Debug, Default)]
struct Check {
    problems: Vec<FieldProblem>,
}

impl Check {
    fn refuse(&mut self, field: Field, problem: Problem) {
        self.problems.push(FieldProblem { field, problem });
    }

    /// Returns a text without surrounding blanks.
    fn text(&mut self, field: Field, text: &str) -> String {
        let text = text.trim();
        self.check_text(field, text, LONGEST_TEXT);
        text.to_owned()
    }

    /// Returns a text of one short line.
    fn short(&mut self, field: Field, text: &str) -> String {
        let text = text.trim();
        self.check_text(field, text, LONGEST_NAME);
        text.chars().filter(|c| !c.is_control()).collect()
    }

    fn check_text(&mut self, field: Field, text: &str, longest: usize) {
        if text.chars().count() > longest {
            self.refuse(field, Problem::TooLong(longest));
        } else if text.contains(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')) {
            self.refuse(field, Problem::HiddenMarks);
        }
    }

    fn name(&mut self, field: Field, text: &str) -> String {
        if text.trim().is_empty() {
            self.refuse(field, Problem::Required);
        }
        self.short(field, text)
    }

    fn past_day(&mut self, field: Field, text: &str, today: Day) -> Day {
        match text.trim().parse::<Day>() {
            Ok(day) if day <= today => day,
            Ok(day) => {
                self.refuse(field, Problem::InTheFuture);
                day
            }
            Err(()) => {
                let problem = if text.trim().is_empty() { Problem::Required } else { Problem::NotADay };
                self.refuse(field, problem);
                today
            }
        }
    }

    /// Returns a day that may be left out; it is not before `begin`, and not later than `today` where that is given.
    fn later_day(&mut self, field: Field, text: &str, begin: Day, today: Option<Day>) -> Option<Day> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let day = match text.parse::<Day>() {
            Ok(day) => day,
            Err(()) => {
                self.refuse(field, Problem::NotADay);
                return None;
            }
        };
        if day < begin {
            self.refuse(field, Problem::BeforeItBegan);
        } else if today.is_some_and(|today| day > today) {
            self.refuse(field, Problem::InTheFuture);
        }
        Some(day)
    }

    /// Returns a day that may be left out.
    fn any_day(&mut self, field: Field, text: &str) -> Option<Day> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let day = text.parse::<Day>();
        if day.is_err() {
            self.refuse(field, Problem::NotADay);
        }
        day.ok()
    }

    fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    fn money(&mut self, field: Field, text: &str) -> Option<Money> {
        if text.trim().is_empty() {
            return None;
        }
        match Money::parse(text) {
            Ok(money) if money.fen < 0 => {
                self.refuse(field, Problem::Negative);
                None
            }
            Ok(money) => Some(money),
            Err(error) => {
                self.refuse(field, Problem::NotMoney(error));
                None
            }
        }
    }

    fn whole(&mut self, field: Field, text: &str, least: u32, most: u32) -> Option<u32> {
        let text = text.trim().trim_end_matches(['%', '％']);
        if text.is_empty() {
            return None;
        }
        match text.parse::<u32>() {
            Ok(number) if (least..=most).contains(&number) => Some(number),
            _ => {
                self.refuse(field, Problem::NotInRange(least, most));
                None
            }
        }
    }

    fn done<T>(self, value: T) -> Result<T, Vec<FieldProblem>> {
        if self.problems.is_empty() { Ok(value) } else { Err(self.problems) }
    }
}
