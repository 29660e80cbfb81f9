//! Fields that are edited where they are shown, each as one change, through the form that has it: what the form refuses
//! is refused here.

mod entry;
mod record_field;
mod slot;

use super::draft::{ContactDraft, CustomerDraft, Field, ProfileDraft};
use super::lists::{Column, Fixed, RecordRow};
use super::{Command, Desk};
use crate::book::Book;
use crate::model::{Customer, CustomerId, Day, Env, ProfileField};

pub use entry::{Entry, people_words};
pub use record_field::RecordField;
use slot::Slot;

/// What is edited: a customer, or what belongs to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Subject {
    Customer(CustomerId),
    Record(RecordRow),
}

/// One field of a customer or a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Spot {
    Customer(CustomerId, Editable),
    Record(RecordRow, RecordField),
}

impl Spot {
    /// Returns whose field it is.
    pub fn subject(self) -> Subject {
        match self {
            Self::Customer(id, _) => Subject::Customer(id),
            Self::Record(row, _) => Subject::Record(row),
        }
    }

    /// Returns the same field of another.
    #[must_use]
    pub fn of(self, subject: Subject) -> Self {
        match (self, subject) {
            (Self::Customer(_, field), Subject::Customer(id)) => Self::Customer(id, field),
            (Self::Record(_, field), Subject::Record(row)) => Self::Record(row, field),
            _ => self,
        }
    }

    /// Returns what it holds, as a form would hold it; `None` if its record is gone.
    pub fn typed(self, desk: &Desk) -> Option<String> {
        match self {
            Self::Customer(id, field) => Some(field.typed(desk.book(), desk.book().customers().get(id)?)),
            Self::Record(row, field) => field.typed(desk, row),
        }
    }

    /// Returns the command that gives it another value; `None` if its record is gone.
    pub fn command(self, desk: &Desk, typed: &str, env: &mut Env) -> Option<Command> {
        match self {
            Self::Customer(id, field) => {
                Some(field.command(desk.book(), desk.book().customers().get(id)?, typed))
            }
            Self::Record(row, field) => field.command(desk, row, typed, env),
        }
    }

    /// Returns the field of the form, under which a problem with it is named.
    pub fn field(self) -> Option<Field> {
        match self {
            Self::Customer(_, field) => Some(field.field()),
            Self::Record(_, field) => field.field(),
        }
    }
}

/// A field of a customer that can be edited where it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Editable {
    Name,
    Number,
    Industry,
    Size,
    Kind,
    Stage,
    Owner,
    Source,
    ReferredBy,
    Since,
    Tags,
    KeyNeed,
    Remark,
    Profile(ProfileField),
}

impl Editable {
    /// Returns the field that a column of the customer list shows, if it is edited there.
    pub fn of(column: &Column) -> Option<Self> {
        let Column::Fixed(fixed) = column else { return None };
        Some(match fixed {
            Fixed::Name => Self::Name,
            Fixed::Number => Self::Number,
            Fixed::Industry => Self::Industry,
            Fixed::Size => Self::Size,
            Fixed::Kind => Self::Kind,
            Fixed::Stage => Self::Stage,
            Fixed::Owner => Self::Owner,
            Fixed::Source => Self::Source,
            Fixed::Since => Self::Since,
            Fixed::Tags => Self::Tags,
            Fixed::KeyNeed => Self::KeyNeed,
            Fixed::Remark => Self::Remark,
            _ => return None,
        })
    }

    /// Returns what the field holds, as a form would hold it.
    pub fn typed(self, book: &Book, customer: &Customer) -> String {
        if let Self::Profile(field) = self {
            return customer.profile_value(field).unwrap_or_default().to_owned();
        }
        let mut draft = CustomerDraft::of(book, customer);
        self.slot(&mut draft).map(|slot| slot.held()).unwrap_or_default()
    }

    /// Returns the command that gives the field another value.
    pub fn command(self, book: &Book, customer: &Customer, typed: &str) -> Command {
        if let Self::Profile(field) = self {
            let mut draft = ProfileDraft::of(customer);
            draft.values.insert(field, typed.to_owned());
            return Command::SaveProfile { customer: customer.id, draft: Box::new(draft) };
        }
        let mut draft = CustomerDraft::of(book, customer);
        if let Some(slot) = self.slot(&mut draft) {
            slot.fill(typed);
        }
        let contact = ContactDraft::default();
        Command::SaveCustomer { id: Some(customer.id), draft: Box::new(draft), contact }
    }

    /// Returns the day on which the field was last set, where that is kept (A3.12).
    pub fn set_on(self, customer: &Customer) -> Option<Day> {
        let name = match self {
            Self::Industry => "industry",
            Self::Size => "size",
            Self::Kind => "customer_kind",
            Self::Stage => "stage",
            Self::Owner => "owner",
            Self::Since => "since",
            Self::KeyNeed => "key_need",
            Self::Profile(field) => field.id(),
            Self::Name | Self::Number | Self::Source | Self::ReferredBy | Self::Tags | Self::Remark => {
                return None;
            }
        };
        customer.field_days.get(name).copied()
    }

    /// Returns the field of the form, under which a problem with it is named.
    pub fn field(self) -> Field {
        match self {
            Self::Name => Field::Name,
            Self::Number => Field::Number,
            Self::Industry => Field::Industry,
            Self::Size => Field::Size,
            Self::Since => Field::Since,
            Self::ReferredBy => Field::ReferredBy,
            Self::Tags => Field::Tags,
            Self::KeyNeed => Field::KeyNeed,
            // Chosen from a list, nothing can be wrong with these.
            Self::Owner => Field::Owner,
            Self::Stage => Field::Stage,
            Self::Kind | Self::Source | Self::Remark => Field::Remark,
            Self::Profile(field) => Field::Profile(field),
        }
    }

    /// Its place in the form; master data have a form of their own.
    fn slot(self, draft: &mut CustomerDraft) -> Option<&mut dyn Slot> {
        Some(match self {
            Self::Name => &mut draft.name,
            Self::Number => &mut draft.number,
            Self::Industry => &mut draft.industry,
            Self::Size => &mut draft.size,
            Self::Kind => &mut draft.kind,
            Self::Stage => &mut draft.stage,
            Self::Owner => &mut draft.owner,
            Self::Source => &mut draft.source,
            Self::ReferredBy => &mut draft.referred_by,
            Self::Since => &mut draft.since,
            Self::Tags => &mut draft.tags,
            Self::KeyNeed => &mut draft.key_need,
            Self::Remark => &mut draft.remark,
            Self::Profile(_) => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Desk, FieldProblem, Problem, Refusal, propose};
    use crate::model::{BookInfo, Env, IdSource, Record, Zone};

    #[test]
    fn each_field_is_altered_alone_and_reads_back() {
        let now = Zone::SHANGHAI.instant("2024-05-10".parse().unwrap(), 14, 0);
        let mut env = Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [5; 16]) };
        let customer = Customer {
            industry: "软件".into(),
            tags: vec!["高复购".into()],
            ..Customer::new(env.ids.draw(), "北辰科技".into(), now)
        };
        let book = Book::assemble(BookInfo::begun(now), [Record::from(customer.clone())]).unwrap();
        let desk = Desk::open(book, Zone::SHANGHAI, env.today());
        for (field, typed, name) in [
            (Editable::Name, "北辰科技股份", "name"),
            (Editable::Number, "TE2024009", "number"),
            (Editable::Industry, "零售", "industry"),
            (Editable::Stage, "stable", "stage"),
            (Editable::Kind, "person", "customer_kind"),
            (Editable::Since, "2023-08", "since"),
            (Editable::Remark, "新备注", "remark"),
            (Editable::Profile(ProfileField::Headcount), "200", "profile"),
        ] {
            let command = field.command(desk.book(), &customer, typed);
            let change = propose(&desk, command, &mut env).unwrap();
            let fields: Vec<&str> =
                change.updated[0].fields.iter().map(|change| change.field.as_str()).collect();
            let dated = fields.iter().copied().filter(|field| *field != "field_days").collect::<Vec<_>>();
            assert_eq!(dated, [name]);
            let mut book = desk.book().clone();
            book.apply(&change).unwrap();
            let after = book.customers().get(customer.id).unwrap();
            assert_eq!(field.typed(&book, after), typed);
            let undated = [Editable::Remark, Editable::Name, Editable::Number];
            assert_eq!(field.set_on(after).is_some(), !undated.contains(&field));
        }
    }
    #[test]
    fn name_and_number_are_held_to_the_checks_of_the_form() {
        let now = Zone::SHANGHAI.instant("2024-05-10".parse().unwrap(), 14, 0);
        let mut env = Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [5; 16]) };
        let mut named = |name: &str, number: &str| Customer {
            number: number.into(),
            ..Customer::new(env.ids.draw(), name.into(), now)
        };
        let (one, other) = (named("北辰科技", "TE2024001"), named("云帆商贸", "TR2024001"));
        let records = [Record::from(one.clone()), Record::from(other)];
        let book = Book::assemble(BookInfo::begun(now), records).unwrap();
        let desk = Desk::open(book, Zone::SHANGHAI, env.today());
        for (field, typed, problem) in [
            (Editable::Name, " ", Problem::Required),
            (Editable::Name, &"名".repeat(201), Problem::TooLong(200)),
            (Editable::Number, "TR2024001", Problem::NumberTaken),
        ] {
            let spot = Spot::Customer(one.id, field);
            let command = spot.command(&desk, typed, &mut env).unwrap();
            let refused = vec![FieldProblem { field: spot.field().unwrap(), problem }];
            assert_eq!(propose(&desk, command, &mut env).unwrap_err(), Refusal::Fields(refused));
        }
    }
}
