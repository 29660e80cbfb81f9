//! Fields of records that are edited in their lists, one at a time or of many at once, through the records' own forms:
//! what a form refuses is refused here.

use crate::app::draft::{ActionDraft, ContactDraft, Field, InteractionDraft, NeedDraft, OrderDraft};
use crate::app::lists::RecordRow;
use crate::app::sheets::List;
use crate::app::{Command, Desk, Refusal};
use crate::book::{Change, Label};
use crate::model::{Env, vocabulary};

use super::slot::Slot;

vocabulary! {
    /// A field of a record, by the id of the column that shows it.
    #[allow(missing_docs)]
    pub enum RecordField {
        ContactName = "ContactName",
        ContactTitle = "ContactTitle",
        Phone = "Phone",
        Email = "Email",
        DecisionRole = "DecisionRole",
        Area = "Area",
        Birthday = "Birthday",
        ContactStatus = "ContactStatus",
        OrderNumber = "OrderNumber",
        OrderDay = "OrderDay",
        Amount = "Amount",
        Product = "Product",
        Payment = "payment",
        PaidOn = "paid_on",
        Remark = "Remark",
        InteractionDay = "InteractionDay",
        Channel = "Channel",
        Summary = "Summary",
        Feedback = "Feedback",
        Needs = "Needs",
        Problems = "Problems",
        Theme = "theme",
        Satisfaction = "satisfaction",
        Depth = "depth",
        Initiator = "initiator",
        Occasion = "occasion",
        Confirmed = "confirmed",
        NextActions = "NextActions",
        Due = "Due",
        Owner = "Owner",
        Assignee = "Assignee",
        Progress = "Progress",
        NeedDay = "NeedDay",
        NeedText = "NeedText",
        NeedOrProblem = "NeedOrProblem",
        StatedOrImplied = "StatedOrImplied",
        NeedCategory = "NeedCategory",
        NeedNature = "NeedNature",
        NeedDepartment = "NeedDepartment",
        NeedStatus = "NeedStatus",
        Answer = "Answer",
        AnsweredDay = "AnsweredDay",
    }
}

use RecordField as F;

impl RecordField {
    /// Returns those that a list shows and that are edited in it.
    pub fn of_list(list: List) -> &'static [Self] {
        match list {
            List::Contacts => &[
                F::ContactName,
                F::ContactTitle,
                F::Phone,
                F::Email,
                F::DecisionRole,
                F::Area,
                F::Birthday,
                F::ContactStatus,
            ],
            List::Orders => {
                &[F::OrderNumber, F::OrderDay, F::Amount, F::Product, F::Payment, F::PaidOn, F::Remark]
            }
            List::Interactions => &[
                F::InteractionDay,
                F::Channel,
                F::Summary,
                F::Feedback,
                F::Needs,
                F::Problems,
                F::Theme,
                F::Satisfaction,
                F::Depth,
                F::Initiator,
                F::Occasion,
                F::Confirmed,
            ],
            List::NextActions => &[F::NextActions, F::Due, F::Owner, F::Assignee, F::Progress],
            List::Needs => &[
                F::NeedDay,
                F::NeedText,
                F::NeedOrProblem,
                F::StatedOrImplied,
                F::NeedCategory,
                F::NeedNature,
                F::NeedDepartment,
                F::NeedStatus,
                F::Answer,
                F::AnsweredDay,
            ],
            List::Customers | List::Feedback => &[],
        }
    }

    /// Returns those that make sense for many records at once. What counts against a cap is not among them: it is held
    /// against the cap record by record.
    pub fn of_many(list: List) -> &'static [Self] {
        match list {
            List::NextActions => &[F::Progress, F::Owner, F::Due, F::Assignee],
            List::Needs => &[F::NeedCategory, F::NeedNature, F::NeedDepartment],
            List::Contacts => &[F::ContactStatus, F::DecisionRole, F::Area],
            List::Orders => &[F::Payment, F::PaidOn, F::Product],
            List::Interactions => &[F::Theme, F::Confirmed],
            List::Customers | List::Feedback => &[],
        }
    }

    /// Returns the field that a column of a list shows, if it is edited there.
    pub fn of(list: List, column: &str) -> Option<Self> {
        Self::from_id(column).filter(|field| Self::of_list(list).contains(field))
    }

    /// Returns what it holds, as a form would hold it; `None` if the record is gone.
    pub fn typed(self, desk: &Desk, row: RecordRow) -> Option<String> {
        let mut form = Form::of(desk, row)?;
        Some(self.slot(&mut form)?.held())
    }

    /// Returns the command that gives it another value; `None` if the record is gone.
    pub fn command(self, desk: &Desk, row: RecordRow, typed: &str, env: &mut Env) -> Option<Command> {
        let mut form = Form::of(desk, row)?;
        self.slot(&mut form)?.fill(typed);
        form.command(desk, row, env)
    }

    /// Returns the field of the form, under which a problem with it is named; what is chosen from words has none.
    pub fn field(self) -> Option<Field> {
        Some(match self {
            F::ContactName => Field::Name,
            F::ContactTitle => Field::Title,
            F::Phone => Field::Phone,
            F::Email => Field::Email,
            F::Area => Field::Area,
            F::Birthday => Field::Birthday,
            F::OrderNumber => Field::OrderNumber,
            F::OrderDay | F::InteractionDay | F::NeedDay => Field::Day,
            F::Amount => Field::Amount,
            F::Product => Field::Product,
            F::PaidOn => Field::PaidOn,
            F::Remark => Field::Note,
            F::Summary => Field::Summary,
            F::Feedback => Field::Feedback,
            F::Needs => Field::Needs,
            F::Problems => Field::Problems,
            F::Theme => Field::Theme,
            F::NextActions => Field::ActionText(0),
            F::Due => Field::ActionDue(0),
            F::Assignee => Field::ActionAssignee(0),
            F::NeedText => Field::NeedText,
            F::NeedDepartment => Field::Department,
            F::Answer => Field::Answer,
            F::AnsweredDay => Field::Answered,
            F::DecisionRole
            | F::ContactStatus
            | F::Payment
            | F::Channel
            | F::Satisfaction
            | F::Depth
            | F::Initiator
            | F::Occasion
            | F::Confirmed
            | F::Owner
            | F::Progress
            | F::NeedOrProblem
            | F::StatedOrImplied
            | F::NeedCategory
            | F::NeedNature
            | F::NeedStatus => return None,
        })
    }

    /// Returns its place in the form; `None` where the form has none.
    fn slot(self, form: &mut Form) -> Option<&mut dyn Slot> {
        Some(match form {
            Form::Contact(draft) => match self {
                F::ContactName => &mut draft.name,
                F::ContactTitle => &mut draft.title,
                F::Phone => &mut draft.phone,
                F::Email => &mut draft.email,
                F::DecisionRole => &mut draft.role,
                F::Area => &mut draft.area,
                F::Birthday => &mut draft.birthday,
                F::ContactStatus => &mut draft.has_left,
                _ => return None,
            },
            Form::Order(draft) => match self {
                F::OrderNumber => &mut draft.number,
                F::OrderDay => &mut draft.day,
                F::Amount => &mut draft.amount,
                F::Product => &mut draft.product,
                F::Payment => &mut draft.payment,
                F::PaidOn => &mut draft.paid_on,
                F::Remark => &mut draft.note,
                _ => return None,
            },
            Form::Interaction(draft) => match self {
                F::InteractionDay => &mut draft.day,
                F::Channel => &mut draft.channel,
                F::Summary => &mut draft.summary,
                F::Feedback => &mut draft.feedback,
                F::Needs => &mut draft.needs,
                F::Problems => &mut draft.problems,
                F::Theme => &mut draft.theme,
                F::Satisfaction => &mut draft.satisfaction,
                F::Depth => &mut draft.depth,
                F::Initiator => &mut draft.initiator,
                F::Occasion => &mut draft.occasion,
                F::Confirmed => &mut draft.confirmed,
                _ => return None,
            },
            Form::Need(draft) => match self {
                F::NeedDay => &mut draft.day,
                F::NeedText => &mut draft.text,
                F::NeedOrProblem => &mut draft.is_problem,
                F::StatedOrImplied => &mut draft.is_implied,
                F::NeedCategory => &mut draft.category,
                F::NeedNature => &mut draft.nature,
                F::NeedDepartment => &mut draft.department,
                F::NeedStatus => &mut draft.status,
                F::Answer => &mut draft.answer,
                F::AnsweredDay => &mut draft.answered,
                _ => return None,
            },
            Form::Action(draft, is_done) => match self {
                F::NextActions => &mut draft.text,
                F::Due => &mut draft.due,
                F::Owner => &mut draft.owner,
                F::Assignee => &mut draft.assignee,
                F::Progress => is_done,
                _ => return None,
            },
        })
    }
}

/// The form of a record, filled with it.
enum Form {
    Contact(Box<ContactDraft>),
    Order(Box<OrderDraft>),
    Interaction(Box<InteractionDraft>),
    Need(Box<NeedDraft>),
    /// With whether it is done.
    Action(Box<ActionDraft>, bool),
}

impl Form {
    fn of(desk: &Desk, row: RecordRow) -> Option<Self> {
        let book = desk.book();
        Some(match row {
            RecordRow::Contact(_, id) => Self::Contact(Box::new(ContactDraft::of(&book.contacts().get(id)?))),
            RecordRow::Order(_, id) => Self::Order(Box::new(OrderDraft::of(&book.orders().get(id)?))),
            RecordRow::Interaction(_, id) => {
                let interaction = book.interactions().get(id)?;
                Self::Interaction(Box::new(InteractionDraft::of(book, &interaction, desk.zone())))
            }
            RecordRow::Need(_, id) => Self::Need(Box::new(NeedDraft::of(&book.needs().get(id)?))),
            RecordRow::NextAction(_, id) => {
                let action = book.next_actions().get(id)?;
                Self::Action(Box::new(ActionDraft::of(&action)), !action.is_open())
            }
            RecordRow::Gone => return None,
        })
    }

    fn command(self, desk: &Desk, row: RecordRow, env: &mut Env) -> Option<Command> {
        Some(match (self, row) {
            (Self::Contact(draft), RecordRow::Contact(customer, id)) => {
                Command::SaveContact { customer, id: Some(id), draft: *draft }
            }
            (Self::Order(draft), RecordRow::Order(customer, id)) => {
                Command::SaveOrder { customer, id: Some(id), draft: *draft }
            }
            (Self::Interaction(draft), RecordRow::Interaction(_, id)) => {
                Command::SaveInteraction { id: Some(id), draft }
            }
            (Self::Need(draft), RecordRow::Need(customer, id)) => {
                Command::SaveNeed { customer, id: Some(id), draft: *draft }
            }
            (Self::Action(draft, is_done), RecordRow::NextAction(_, id)) => {
                let before = desk.book().next_actions().get(id)?;
                if is_done == before.is_open() {
                    return Some(Command::FinishAction(id, is_done));
                }
                let tried = draft.mended(before.clone()).map_err(Refusal::from).map(|after| {
                    let label = Label::EditedRecords { records: 1 };
                    let mut change = Change::new(env.ids.draw(), env.now, env.person, label);
                    change.update(&before, &after);
                    change
                });
                Command::Tried(tried)
            }
            _ => return None,
        })
    }
}
