//! What the book still needs people for: duties as queues, each with what to fill in (D15), and how complete
//! each person's customers are.

use std::collections::BTreeMap;

use super::plans::{asks, is_unapproved, risk_lines};
use super::roles::uncovered;
use super::wanted::{Wanted, wanted};
use super::{Desk, Field};
use crate::facts::Metric;
use crate::model::{
    Customer, CustomerId, CustomerKind, DecisionRole, FieldState, PersonId, Plan, ProfileField, Stage,
    vocabulary,
};
use crate::order;
use crate::query::{Known, Missing, fold};
use crate::tiering::{Outcome, Yardstick};

/// What the handbook leaves in a field until the customer has been asked (A3.17).
const TO_CONFIRM: [&str; 3] = ["待沟通确认", "待确认", "to be confirmed"];

vocabulary! {
    /// A duty that the policy cannot do itself.
    pub enum Queue {
        /// Nobody owns it, or somebody who left (A4.15).
        Orphan = "orphan",
        /// A field that must be filled is empty (ruling 14).
        Required = "required",
        /// Nobody there can be reached.
        Unreachable = "unreachable",
        /// Nobody there is known to decide (A3.14).
        NoDecider = "no_decider",
        /// Somebody decides, and nobody is known in another of the five roles (A3.14).
        RoleGaps = "role_gaps",
        /// The weighted score lacks facts (A0.11).
        Score = "score",
        /// Dormant, and nobody found out why (A2.8).
        Dormant = "dormant",
        /// A text says that it is to be confirmed, or a field is marked so and has no value yet (A3.17).
        ToConfirm = "to_confirm",
        /// A field has a value that is vague and must be verified (A3.11).
        Unverified = "unverified",
        /// A field was left to be asked later (A3.5).
        AskLater = "ask_later",
        /// What should be known at this stage is not (A3.3).
        ToAsk = "to_ask",
        /// Papers are missing of a customer who buys (A2.39, A2.40).
        Papers = "papers",
        /// Something threatens, and nobody made a plan (A1.7).
        NoPlan = "no_plan",
        /// A step of a retention plan is due.
        StepDue = "step_due",
        /// A retention plan waits for somebody to approve it (A1.12).
        ToApprove = "to_approve",
    }

    /// A field that every customer must have (ruling 14, of A3.17).
    pub enum RequiredField {
        /// 所属行业
        Industry = "industry",
        /// 合作状态
        Stage = "stage",
        /// 负责人
        Owner = "owner",
        /// 联系人
        ContactName = "contact_name",
        /// 联系方式
        ContactWay = "contact_way",
        /// 决策角色
        DecisionRole = "decision_role",
    }
}

/// One list of the page 待补: customers of a queue, or pairs that may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkList {
    /// Customers of a queue.
    Queue(Queue),
    /// Pairs of customers.
    Doubles,
}

impl WorkList {
    /// Returns all of them, in their order.
    pub fn all() -> impl Iterator<Item = Self> {
        Queue::ALL.iter().copied().map(Self::Queue).chain([Self::Doubles])
    }
}

/// What one customer still needs people for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Duties {
    /// The queues that it stands in.
    pub queues: Vec<Queue>,
    /// The required fields that are empty.
    pub needs: Vec<RequiredField>,
}

/// Returns what a customer still needs people for; `yardstick` is the desk's.
pub fn duties(desk: &Desk, yardstick: &Yardstick<'_>, customer: &Customer) -> Duties {
    let owner =
        customer.owner.and_then(|owner| desk.book().people().get(owner)).filter(|owner| !owner.has_left);
    let people: Vec<_> = desk.book().contacts_of(customer.id).filter(|contact| !contact.has_left).collect();
    let can_be_reached = people.iter().any(|contact| !contact.phone.is_empty() || !contact.email.is_empty());
    let lacks = |need: &RequiredField| match need {
        RequiredField::Industry => customer.industry.is_empty(),
        RequiredField::Stage => customer.stage.is_none(),
        RequiredField::Owner => owner.is_none(),
        RequiredField::ContactName => people.is_empty(),
        RequiredField::ContactWay => !can_be_reached,
        RequiredField::DecisionRole => people.iter().all(|contact| contact.role.is_none()),
    };
    let gaps: Vec<DecisionRole> = uncovered(&people).collect();
    let needs: Vec<RequiredField> = RequiredField::ALL.iter().copied().filter(lacks).collect();
    let outcome = |scheme: &str| {
        let place = desk.policy().scheme(scheme).filter(|(_, scheme)| !scheme.disabled)?.0;
        Some(desk.standing(customer.id)?.tier(place))
    };
    let is_dormant = || {
        let (_, scheme) = desk.policy().scheme("classes")?;
        let tier = outcome("classes")?.tier()?;
        (scheme.tiers.get(usize::from(tier))?.id == "dormant").then_some(())
    };
    let cause_is_known = || {
        let standing = desk.standing(customer.id);
        let tiers = standing.map(|standing| &*standing.tiers).unwrap_or_default();
        let case = yardstick.case_in(desk.book(), customer, tiers);
        case.fact(Metric::DormantCauseFound.into()).is_some_and(|found| found.value == 1)
    };
    let stands_in = |queue: &Queue| match queue {
        Queue::Orphan => owner.is_none(),
        Queue::Required => !needs.is_empty(),
        Queue::Unreachable => !can_be_reached,
        // First who decides, then the others: no gap stands in two queues.
        Queue::NoDecider => !people.is_empty() && gaps.contains(&DecisionRole::Decider),
        Queue::RoleGaps => {
            customer.customer_kind != Some(CustomerKind::Person)
                && !gaps.is_empty()
                && !gaps.contains(&DecisionRole::Decider)
        }
        Queue::Score => outcome("score")
            .is_some_and(|outcome| matches!(outcome, Outcome::Undetermined | Outcome::Between { .. })),
        Queue::Dormant => is_dormant().is_some() && !cause_is_known(),
        Queue::ToConfirm => {
            texts_to_confirm(customer).next().is_some() || !fields_of_queue(*queue, customer).is_empty()
        }
        Queue::Unverified | Queue::AskLater | Queue::Papers => !fields_of_queue(*queue, customer).is_empty(),
        Queue::ToAsk => wanted(desk.book(), customer, desk.today())
            .iter()
            .any(|(what, known)| !known && matches!(what, Wanted::Field(_) | Wanted::NewNeeds)),
        Queue::NoPlan => risk_lines(desk, customer).iter().any(|line| line.plan.is_none()),
        Queue::StepDue => desk.book().plans_of(customer.id).filter(Plan::is_open).any(|plan| {
            asks(desk, &plan)
                && plan.next_step().and_then(|step| step.due).is_some_and(|due| due <= desk.today())
        }),
        Queue::ToApprove => desk.book().plans_of(customer.id).any(|plan| is_unapproved(desk.policy(), &plan)),
    };
    let queues = Queue::ALL.iter().copied().filter(stands_in).collect();
    Duties { queues, needs }
}

/// Returns the texts of a customer that say of themselves that they are to be confirmed.
pub fn texts_to_confirm(customer: &Customer) -> impl Iterator<Item = Field> {
    let texts = [
        (Field::Industry, &customer.industry),
        (Field::Size, &customer.size),
        (Field::KeyNeed, &customer.key_need),
        (Field::Remark, &customer.remark),
    ];
    texts.into_iter().filter(|(_, text)| says_to_confirm(text)).map(|(field, _)| field)
}

fn to_confirm(customer: &Customer) -> impl Iterator<Item = ProfileField> {
    fields_in(customer, FieldState::ToConfirm)
}

/// Returns the fields of master data that put a customer into a queue.
pub fn fields_of_queue(queue: Queue, customer: &Customer) -> Vec<ProfileField> {
    let has_value = |field: &ProfileField| customer.profile_value(*field).is_some();
    match queue {
        Queue::ToConfirm => to_confirm(customer).filter(|field| !has_value(field)).collect(),
        Queue::Unverified => to_confirm(customer).filter(has_value).collect(),
        Queue::AskLater => fields_in(customer, FieldState::AskLater).collect(),
        Queue::Papers => papers_missing(customer).collect(),
        _ => Vec::new(),
    }
}

/// Tells whether a text says of itself that it is to be confirmed.
fn says_to_confirm(text: &str) -> bool {
    !text.is_empty() && {
        let folded = fold(text);
        TO_CONFIRM.iter().any(|said| folded.contains(said))
    }
}

/// Returns the papers that a customer who buys has not handed in (A2.39, A2.40): a person has none to hand in, and
/// nobody is asked for them before an order.
pub fn papers_missing(customer: &Customer) -> impl Iterator<Item = ProfileField> {
    let is_asked = customer.stage.is_some_and(|stage| !stage.is_before_first_order() && stage != Stage::Lost);
    ProfileField::PAPERS.into_iter().filter(move |paper| {
        is_asked && paper.is_asked_of(customer.customer_kind) && customer.profile_value(*paper).is_none()
    })
}

/// Returns the fields of master data that stand in a state, such as to be confirmed.
fn fields_in(customer: &Customer, state: FieldState) -> impl Iterator<Item = ProfileField> {
    let all = ProfileField::ALL.iter().copied();
    all.filter(move |field| customer.field_state(*field) == Some(state))
}

/// Returns what the weighted score of a customer lacks.
pub fn score_lacks(desk: &Desk, customer: &Customer) -> Vec<Missing> {
    let Some((place, _)) = desk.policy().scheme("score") else { return Vec::new() };
    let (assignments, _) = desk.board(customer);
    assignments.into_iter().find(|one| one.scheme == place).map(|one| one.missing).unwrap_or_default()
}

/// How complete the customers of one person are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Completeness {
    /// How many customers.
    pub customers: usize,
    /// How much of what should be known is (ruling 14, A3.3).
    pub filled: usize,
    /// How much that is.
    pub all: usize,
}

impl Completeness {
    /// Returns how complete one customer is, of whom `asked` tells what should be known and whether it is. The name
    /// counts as well, and is always there.
    pub fn of(asked: &[(Wanted, bool)]) -> Self {
        let filled = asked.iter().filter(|(_, known)| *known).count() + 1;
        Self { customers: 1, filled, all: asked.len() + 1 }
    }

    fn add(&mut self, other: Self) {
        self.customers += other.customers;
        self.filled += other.filled;
        self.all += other.all;
    }

    /// Returns the share that is filled, in whole percent, cut.
    pub fn percent(self) -> usize {
        (self.filled * 100).checked_div(self.all).unwrap_or(100)
    }
}

/// What all customers still need people for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    /// Who stands in each queue, the larger customer first.
    pub queues: BTreeMap<&'static str, Vec<CustomerId>>,
    /// How complete each owner's customers are; `None` for nobody's.
    pub owners: BTreeMap<Option<PersonId>, Completeness>,
}

impl Work {
    /// Returns who stands in a queue.
    pub fn of(&self, queue: Queue) -> &[CustomerId] {
        self.queues.get(queue.id()).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The search for duties, a few customers at a time.
#[derive(Debug, Clone, Default)]
pub struct WorkRun {
    left: Vec<CustomerId>,
    found: Work,
}

impl WorkRun {
    /// Returns a search that has not begun.
    pub fn begin(desk: &Desk) -> Self {
        let mut left: Vec<(i64, CustomerId)> = desk
            .standings()
            .map(|(customer, standing)| (standing.amount.get().unwrap_or(0), customer.id))
            .collect();
        // The last is looked at first.
        order::by_key(&mut left, |(amount, id)| (*amount, *id));
        Self { left: left.into_iter().map(|(_, id)| id).collect(), found: Work::default() }
    }

    /// Goes on with up to `most` customers; tells whether there are more.
    pub fn step(&mut self, desk: &Desk, most: usize) -> bool {
        let yardstick = desk.yardstick();
        for id in self.left.split_off(self.left.len().saturating_sub(most)).into_iter().rev() {
            let Some(customer) = desk.book().customers().get(id) else { continue };
            let duties = duties(desk, &yardstick, customer);
            for queue in duties.queues {
                self.found.queues.entry(queue.id()).or_default().push(id);
            }
            let complete = Completeness::of(&wanted(desk.book(), customer, desk.today()));
            self.found.owners.entry(customer.owner).or_default().add(complete);
        }
        !self.left.is_empty()
    }

    /// Returns what was found.
    pub fn result(self) -> Work {
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::role_gaps;
    use crate::book::Book;
    use crate::model::{BookInfo, Contact, Day, IdSource, Instant, Person, Record, Stage, Zone};

    #[test]
    fn each_duty_is_found_and_goes_when_it_is_done() {
        let now = Instant::from_millis(1_700_000_000_000);
        let mut ids = IdSource::new(now, [4; 16]);
        let owner = Person::new(ids.draw(), "王敏".into());
        let bare = Customer {
            remark: "预算待沟通确认".into(),
            ..Customer::new(ids.draw(), "甲".into(), now)
        };
        let whole = Customer {
            industry: "光伏".into(),
            stage: Some(Stage::Stable),
            owner: Some(owner.id),
            ..Customer::new(ids.draw(), "乙".into(), now)
        };
        let decider = Contact {
            phone: "13800001234".into(),
            role: Some(DecisionRole::Decider),
            ..Contact::new(ids.draw(), whole.id, "刘洋".into())
        };
        let (bare_id, whole_id, owner_id) = (bare.id, whole.id, owner.id);
        let records = [Record::from(owner), bare.into(), whole.into(), decider.into()];
        let book = Book::assemble(BookInfo::begun(now), records).unwrap();
        let mut desk = Desk::open(book, Zone::SHANGHAI, Day::new(2023, 11, 20).unwrap());
        while desk.work_out(10) > 0 {}
        let mut run = WorkRun::begin(&desk);
        while run.step(&desk, 1) {}
        let work = run.result();
        for queue in [Queue::Orphan, Queue::Required, Queue::Unreachable, Queue::ToConfirm] {
            assert_eq!(work.of(queue), [bare_id], "{queue:?}");
        }
        assert!(work.of(Queue::Score).contains(&whole_id));
        assert!(work.of(Queue::NoDecider).is_empty());
        // All that is required; new needs, the bottleneck and the credit code are still to be asked.
        assert_eq!(work.owners[&Some(owner_id)], Completeness { customers: 1, filled: 7, all: 10 });
        assert_eq!(work.of(Queue::ToAsk), [whole_id, bare_id]);
        assert_eq!(work.of(Queue::Papers), [whole_id]);
        assert_eq!(work.owners[&None], Completeness { customers: 1, filled: 1, all: 12 });
        let customer = desk.book().customers().get(bare_id).unwrap();
        assert_eq!(duties(&desk, &desk.yardstick(), customer).needs, RequiredField::ALL);
        assert!(!score_lacks(&desk, customer).is_empty());
    }

    #[test]
    fn a3_14_gaps_of_the_role_map_wait_in_one_queue_at_a_time() {
        let now = Instant::from_millis(1_700_000_000_000);
        let mut ids = IdSource::new(now, [4; 16]);
        let mut book = |kind, roles: &[Option<DecisionRole>], gone: &[DecisionRole]| {
            let customer = Customer { customer_kind: kind, ..Customer::new(ids.draw(), "甲".into(), now) };
            let id = customer.id;
            let there = roles.iter().map(|role| (*role, false));
            let gone = gone.iter().map(|role| (Some(*role), true));
            let people: Vec<Record> = there
                .chain(gone)
                .map(|(role, has_left)| {
                    Contact { role, has_left, ..Contact::new(ids.draw(), id, "刘洋".into()) }.into()
                })
                .collect();
            let records = std::iter::once(Record::from(customer)).chain(people);
            let book = Book::assemble(BookInfo::begun(now), records).unwrap();
            let desk = Desk::open(book, Zone::SHANGHAI, Day::new(2023, 11, 20).unwrap());
            let customer = desk.book().customers().get(id).unwrap();
            let queues = duties(&desk, &desk.yardstick(), customer).queues;
            (
                queues.contains(&Queue::NoDecider),
                queues.contains(&Queue::RoleGaps),
                role_gaps(desk.book(), id),
            )
        };
        use DecisionRole::{Buyer, Decider, Executor, Influencer, User};
        let all = DecisionRole::ALL.iter().copied().map(Some).collect::<Vec<_>>();
        let company = Some(CustomerKind::Company);
        assert_eq!(
            book(company, &[], &[]),
            (false, false, DecisionRole::ALL.to_vec()),
            "nobody is known at all"
        );
        let none = (true, false, vec![Decider, Influencer, Executor, User]);
        assert_eq!(book(company, &[Some(Buyer), None], &[]), none);
        let some = (false, true, vec![Influencer, Executor, User]);
        assert_eq!(book(None, &[Some(Buyer), Some(Decider)], &[User]), some);
        assert_eq!(book(company, &all, &[]), (false, false, vec![]));
        // A private person decides alone.
        assert!(!book(Some(CustomerKind::Person), &[Some(Decider)], &[]).1);
    }

    #[test]
    fn a3_11_a_vague_value_is_verified_and_a_missing_one_confirmed() {
        let now = Instant::from_millis(1_700_000_000_000);
        let mut customer = Customer::new(IdSource::new(now, [4; 16]).draw(), "甲".into(), now);
        customer.set_field_state(ProfileField::Budget, Some(FieldState::ToConfirm));
        assert_eq!(fields_of_queue(Queue::ToConfirm, &customer), [ProfileField::Budget]);
        assert!(fields_of_queue(Queue::Unverified, &customer).is_empty());
        customer.set_profile_value(ProfileField::Budget, "近期");
        customer.set_field_state(ProfileField::Budget, Some(FieldState::ToConfirm));
        assert!(fields_of_queue(Queue::ToConfirm, &customer).is_empty());
        assert_eq!(fields_of_queue(Queue::Unverified, &customer), [ProfileField::Budget]);
        customer.remark = "预算待沟通确认".into();
        assert!(texts_to_confirm(&customer).eq([Field::Remark]));
    }
}
