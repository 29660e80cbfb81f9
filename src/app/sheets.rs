//! The lists as they leave the book: which columns each has, in the handbooks' words, and what stands in them.
//!
//! What comes from a handbook's table is read back by the import; what is computed, such as a tier, is only
//! for the reader.

mod failed;
mod others;
mod rows;
mod shown;

use crate::exchange::{Field, Layout, Sheet, SheetColumn};
use crate::model::{CustomerId, PersonId};
use crate::text::Language;

use super::Desk;

pub use failed::failed_rows;
pub use others::{CalendarStyle, cards, events};
pub use rows::{fill, record_cell, record_cells};
pub use shown::{fill_shown, shown_sheet};

/// A list that can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum List {
    Customers,
    Contacts,
    Orders,
    Interactions,
    NextActions,
    Needs,
    Feedback,
}

/// What stands in the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CellKind {
    Text,
    /// A day, with or without its time.
    Day,
    Number,
    Money,
}

/// A column of a list, by what stays the same in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListColumn {
    /// Its stable id.
    pub id: String,
    /// What stands in it.
    pub kind: CellKind,
}

/// What a column is called.
#[derive(Debug, Clone, Copy)]
enum Heading {
    /// As the handbooks call it, and as the import reads it.
    Handbook(Field),
    /// As the screen calls it.
    Screen(Shown),
}

/// What no handbook's table has, and no import reads.
#[derive(Debug, Clone, Copy)]
enum Shown {
    Tier,
    Scheme,
    LastContact,
    NextDue,
    NextWhat,
    OrdersTotal,
    Payment,
    PaidOn,
    Theme,
    Satisfaction,
    Depth,
    Initiator,
    Occasion,
    Confirmed,
}

impl Heading {
    /// Returns the stable id of the column; of a handbook's the one under which mappings are kept, too.
    fn id(self) -> String {
        let own = |id: &str| id.to_owned();
        match self {
            Handbook(field) => match serde_json::to_value(field) {
                Ok(serde_json::Value::String(id)) => id,
                _ => String::new(),
            },
            Screen(Shown::Tier) => own("tier"),
            Screen(Shown::Scheme) => own("scheme"),
            Screen(Shown::LastContact) => own("last_contact"),
            Screen(Shown::NextDue) => own("next_due"),
            Screen(Shown::NextWhat) => own("next_what"),
            Screen(Shown::OrdersTotal) => own("orders_total"),
            Screen(Shown::Payment) => own("payment"),
            Screen(Shown::PaidOn) => own("paid_on"),
            Screen(Shown::Theme) => own("theme"),
            Screen(Shown::Satisfaction) => own("satisfaction"),
            Screen(Shown::Depth) => own("depth"),
            Screen(Shown::Initiator) => own("initiator"),
            Screen(Shown::Occasion) => own("occasion"),
            Screen(Shown::Confirmed) => own("confirmed"),
        }
    }

    fn kind(self) -> CellKind {
        match self {
            Handbook(
                Field::InteractionDay
                | Field::Recorded
                | Field::OrderDay
                | Field::Due
                | Field::DoneDay
                | Field::NeedDay
                | Field::AnsweredDay
                | Field::FeedbackDay
                | Field::PromisedDay
                | Field::ResolvedDay
                | Field::Registered,
            )
            | Screen(Shown::LastContact | Shown::NextDue | Shown::PaidOn) => CellKind::Day,
            Handbook(Field::Amount | Field::CumulativeAmount) | Screen(Shown::OrdersTotal) => CellKind::Money,
            Handbook(Field::Satisfaction | Field::Nps) | Screen(Shown::Satisfaction) => CellKind::Number,
            _ => CellKind::Text,
        }
    }
}

impl Shown {
    fn heading(self, t: Language) -> &'static str {
        match self {
            Self::Tier => t.col_tier(),
            Self::Scheme => t.export_scheme(),
            Self::LastContact => t.col_last(),
            Self::NextDue => t.export_next_due(),
            Self::NextWhat => t.export_next_what(),
            Self::OrdersTotal => t.export_orders_total(),
            Self::Payment => t.order_payment(),
            Self::PaidOn => t.order_paid_on(),
            Self::Theme => t.field_theme(),
            Self::Satisfaction => t.field_satisfaction(),
            Self::Depth => t.export_depth(),
            Self::Initiator => t.export_initiator(),
            Self::Occasion => t.export_occasion(),
            Self::Confirmed => t.confirmed_mark(),
        }
    }
}

use Heading::{Handbook, Screen};

const CUSTOMERS: &[(Heading, u16)] = &[
    (Handbook(Field::CustomerNumber), 14),
    (Handbook(Field::CustomerName), 28),
    (Handbook(Field::ShortName), 14),
    (Handbook(Field::Industry), 14),
    (Handbook(Field::Size), 16),
    (Handbook(Field::ContactName), 12),
    (Handbook(Field::ContactTitle), 12),
    (Handbook(Field::Phone), 16),
    (Handbook(Field::Email), 22),
    (Handbook(Field::DecisionRole), 10),
    (Handbook(Field::Since), 14),
    (Handbook(Field::Stage), 12),
    (Handbook(Field::Band), 10),
    (Handbook(Field::Tags), 20),
    (Handbook(Field::KeyNeed), 24),
    (Handbook(Field::Owner), 12),
    (Handbook(Field::Source), 16),
    (Handbook(Field::CumulativeAmount), 14),
    (Handbook(Field::OrdersInSixMonths), 12),
    (Handbook(Field::RepurchaseRate), 10),
    (Handbook(Field::Referrals), 12),
    (Handbook(Field::IndustryGrowth), 10),
    (Handbook(Field::ExpansionPotential), 10),
    (Handbook(Field::NeedFit), 10),
    (Handbook(Field::ComplaintHandling), 10),
    (Handbook(Field::Remark), 30),
    (Handbook(Field::Registered), 12),
    (Screen(Shown::Tier), 10),
    (Screen(Shown::Scheme), 14),
    (Screen(Shown::LastContact), 12),
    (Screen(Shown::NextDue), 14),
    (Screen(Shown::NextWhat), 24),
    (Screen(Shown::OrdersTotal), 14),
];

const CONTACTS: &[(Heading, u16)] = &[
    (Handbook(Field::CustomerNumber), 14),
    (Handbook(Field::CustomerName), 28),
    (Handbook(Field::ContactName), 14),
    (Handbook(Field::ContactTitle), 16),
    (Handbook(Field::Phone), 18),
    (Handbook(Field::Email), 26),
    (Handbook(Field::DecisionRole), 12),
    (Handbook(Field::Area), 16),
    (Handbook(Field::Birthday), 14),
    (Handbook(Field::ContactStatus), 10),
];

const ORDERS: &[(Heading, u16)] = &[
    (Handbook(Field::OrderNumber), 16),
    (Handbook(Field::CustomerNumber), 14),
    (Handbook(Field::CustomerName), 28),
    (Handbook(Field::OrderDay), 12),
    (Handbook(Field::Amount), 14),
    (Handbook(Field::Product), 24),
    (Screen(Shown::Payment), 14),
    (Screen(Shown::PaidOn), 12),
    (Handbook(Field::Remark), 30),
];

const INTERACTIONS: &[(Heading, u16)] = &[
    (Handbook(Field::CustomerNumber), 14),
    (Handbook(Field::CustomerName), 28),
    (Handbook(Field::InteractionDay), 16),
    (Handbook(Field::Channel), 10),
    (Handbook(Field::Participants), 20),
    (Handbook(Field::Summary), 40),
    (Handbook(Field::Feedback), 30),
    (Handbook(Field::Needs), 30),
    (Handbook(Field::Problems), 30),
    (Handbook(Field::NextActions), 30),
    (Handbook(Field::Owner), 12),
    (Handbook(Field::Recorded), 16),
    (Screen(Shown::Theme), 16),
    (Screen(Shown::Satisfaction), 10),
    (Screen(Shown::Depth), 12),
    (Screen(Shown::Initiator), 12),
    (Screen(Shown::Occasion), 12),
    (Screen(Shown::Confirmed), 10),
];

const NEXT_ACTIONS: &[(Heading, u16)] = &[
    (Handbook(Field::CustomerNumber), 14),
    (Handbook(Field::CustomerName), 28),
    (Handbook(Field::NextActions), 40),
    (Handbook(Field::Due), 12),
    (Handbook(Field::Owner), 12),
    (Handbook(Field::Assignee), 16),
    (Handbook(Field::Progress), 10),
    (Handbook(Field::DoneDay), 12),
];

const NEEDS: &[(Heading, u16)] = &[
    (Handbook(Field::CustomerNumber), 14),
    (Handbook(Field::CustomerName), 28),
    (Handbook(Field::NeedDay), 12),
    (Handbook(Field::NeedText), 40),
    (Handbook(Field::NeedOrProblem), 12),
    (Handbook(Field::StatedOrImplied), 12),
    (Handbook(Field::NeedCategory), 16),
    (Handbook(Field::NeedNature), 12),
    (Handbook(Field::NeedDepartment), 14),
    (Handbook(Field::NeedStatus), 10),
    (Handbook(Field::Answer), 40),
    (Handbook(Field::AnsweredDay), 12),
    (Handbook(Field::Owner), 12),
];

const FEEDBACK: &[(Heading, u16)] = &[
    (Handbook(Field::CustomerNumber), 14),
    (Handbook(Field::CustomerName), 28),
    (Handbook(Field::FeedbackSort), 12),
    (Handbook(Field::FeedbackDay), 12),
    (Handbook(Field::FeedbackText), 40),
    (Handbook(Field::Satisfaction), 10),
    (Handbook(Field::Nps), 12),
    (Handbook(Field::PromisedDay), 14),
    (Handbook(Field::ResolvedDay), 12),
    (Handbook(Field::Resolution), 40),
    (Handbook(Field::Cause), 30),
    (Handbook(Field::Owner), 12),
];

impl List {
    /// Every list, in the order in which a workbook has them and an import finds what it needs.
    pub const ALL: [Self; 7] = [
        Self::Customers,
        Self::Contacts,
        Self::Orders,
        Self::Interactions,
        Self::NextActions,
        Self::Needs,
        Self::Feedback,
    ];
    /// Those that are pages of their own.
    pub const PAGES: [Self; 6] =
        [Self::Customers, Self::Contacts, Self::Interactions, Self::NextActions, Self::Needs, Self::Orders];

    /// Returns the id under which its arrangements are kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Contacts => "contacts",
            Self::Orders => "orders",
            Self::Interactions => "interactions",
            Self::NextActions => "next_actions",
            Self::Needs => "needs",
            Self::Feedback => "feedback",
        }
    }

    /// Returns the table that the import takes it for.
    pub fn layout(self) -> Layout {
        match self {
            Self::Customers => Layout::Customers,
            Self::Contacts => Layout::Contacts,
            Self::Orders => Layout::Orders,
            Self::Interactions => Layout::Interactions,
            Self::NextActions => Layout::NextActions,
            Self::Needs => Layout::Needs,
            Self::Feedback => Layout::Feedback,
        }
    }

    fn columns(self) -> &'static [(Heading, u16)] {
        match self {
            Self::Customers => CUSTOMERS,
            Self::Contacts => CONTACTS,
            Self::Orders => ORDERS,
            Self::Interactions => INTERACTIONS,
            Self::NextActions => NEXT_ACTIONS,
            Self::Needs => NEEDS,
            Self::Feedback => FEEDBACK,
        }
    }
}

/// Returns the columns of a list.
pub fn list_columns(list: List) -> Vec<ListColumn> {
    let column = |(heading, _): &(Heading, u16)| ListColumn { id: heading.id(), kind: heading.kind() };
    list.columns().iter().map(column).collect()
}

/// Returns the words that a column is mostly filled with, as suggestions: those of its vocabulary, or people's names.
pub fn words_of_column(t: Language, desk: &Desk, list: List, id: &str) -> Vec<String> {
    let heading = list.columns().iter().map(|(heading, _)| *heading).find(|heading| heading.id() == id);
    match heading {
        Some(Handbook(Field::Owner)) => {
            desk.book().people().sorted().into_iter().map(|person| person.name.clone()).collect()
        }
        Some(Handbook(field)) => super::words_of_field(t, desk.book(), field),
        Some(Screen(_)) | None => Vec::new(),
    }
}

/// Returns a list without its rows. With ids, an import finds every record again, whatever was renamed.
pub fn sheet(t: Language, list: List, with_ids: bool) -> Sheet {
    let id = with_ids.then_some(&(Handbook(Field::RecordId), 38));
    let columns = list.columns().iter().chain(id).map(|(heading, width)| SheetColumn {
        heading: match heading {
            Handbook(field) => super::field_name(t, *field).to_owned(),
            Screen(shown) => shown.heading(t).to_owned(),
        },
        width: *width,
    });
    Sheet { title: super::layout(t, list.layout()).to_owned(), columns: columns.collect(), rows: Vec::new() }
}

/// Returns whose rows are exported, in the order of the customer list: what it shows, of one owner if asked.
pub fn exported(desk: &Desk, shown: &[CustomerId], owner: Option<PersonId>) -> Vec<CustomerId> {
    let is_owned = |id: &&CustomerId| {
        owner.is_none() || desk.book().customers().get(**id).is_some_and(|customer| customer.owner == owner)
    };
    shown.iter().filter(is_owned).copied().collect()
}
