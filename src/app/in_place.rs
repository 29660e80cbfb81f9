//! Fields of a customer that are edited where they are shown, each as one change.

use super::Command;
use super::draft::{ContactDraft, CustomerDraft, Field, ProfileDraft};
use super::lists::{Column, Fixed};
use crate::book::Book;
use crate::model::{Customer, CustomerKind, Day, ProfileField, Source, Stage};

/// A field that can be edited where it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Editable {
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
        match self {
            Self::Kind => draft.kind.map_or("", CustomerKind::id).to_owned(),
            Self::Stage => draft.stage.map_or("", Stage::id).to_owned(),
            Self::Source => draft.source.map_or("", Source::id).to_owned(),
            Self::Owner => draft.owner.map(|owner| owner.to_string()).unwrap_or_default(),
            _ => self.text(&mut draft).map(std::mem::take).unwrap_or_default(),
        }
    }

    /// Returns the command that gives the field another value.
    pub fn command(self, book: &Book, customer: &Customer, typed: &str) -> Command {
        if let Self::Profile(field) = self {
            let mut draft = ProfileDraft::of(customer);
            draft.values.insert(field, typed.to_owned());
            return Command::SaveProfile { customer: customer.id, draft: Box::new(draft) };
        }
        let mut draft = CustomerDraft::of(book, customer);
        match self {
            Self::Kind => draft.kind = CustomerKind::from_id(typed),
            Self::Stage => draft.stage = Stage::from_id(typed),
            Self::Source => draft.source = Source::from_id(typed),
            Self::Owner => draft.owner = typed.parse().ok(),
            _ => {
                if let Some(text) = self.text(&mut draft) {
                    typed.clone_into(text);
                }
            }
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
            Self::Source | Self::ReferredBy | Self::Tags | Self::Remark => return None,
        };
        customer.field_days.get(name).copied()
    }

    /// Returns the field of the form, under which a problem with it is named.
    pub fn field(self) -> Field {
        match self {
            Self::Industry => Field::Industry,
            Self::Size => Field::Size,
            Self::Since => Field::Since,
            Self::ReferredBy => Field::ReferredBy,
            Self::Tags => Field::Tags,
            Self::KeyNeed => Field::KeyNeed,
            // Chosen from a list, nothing can be wrong with these.
            Self::Owner => Field::Owner,
            Self::Kind | Self::Stage | Self::Source | Self::Remark => Field::Remark,
            Self::Profile(field) => Field::Profile(field),
        }
    }

    /// The text of the form that holds the field; of one that is chosen from a list, none.
    fn text(self, draft: &mut CustomerDraft) -> Option<&mut String> {
        match self {
            Self::Industry => Some(&mut draft.industry),
            Self::Size => Some(&mut draft.size),
            Self::ReferredBy => Some(&mut draft.referred_by),
            Self::Since => Some(&mut draft.since),
            Self::Tags => Some(&mut draft.tags),
            Self::KeyNeed => Some(&mut draft.key_need),
            Self::Remark => Some(&mut draft.remark),
            Self::Kind | Self::Stage | Self::Owner | Self::Source | Self::Profile(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Desk, propose};
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
            assert_eq!(field.set_on(after).is_some(), field != Editable::Remark);
        }
    }
}
