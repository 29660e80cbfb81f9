//! The small forms: contact, order, team member.

use super::{Check, Field, FieldProblem, Problem};
use crate::model::{Contact, CustomerId, DecisionRole, Env, Money, Order, OwnerRole, Person};

/// What the contact form holds, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ContactDraft {
    pub name: String,
    pub title: String,
    pub phone: String,
    pub email: String,
    pub role: Option<DecisionRole>,
    pub has_left: bool,
}

impl ContactDraft {
    /// Returns the form filled with a contact's values.
    pub fn of(contact: &Contact) -> Self {
        Self {
            name: contact.name.clone(),
            title: contact.title.clone(),
            phone: contact.phone.clone(),
            email: contact.email.clone(),
            role: contact.role,
            has_left: contact.has_left,
        }
    }

    /// Returns the first contact of a new customer, `None` where nothing was entered.
    ///
    /// # Errors
    /// Every field that is not right; a telephone without a name is one.
    pub fn read_first(
        &self,
        customer: CustomerId,
        env: &mut Env,
    ) -> Result<Option<Contact>, Vec<FieldProblem>> {
        if *self == Self::default() {
            return Ok(None);
        }
        self.read(customer, None, env).map(Some).map_err(|problems| {
            let named = |problem: FieldProblem| match problem.field {
                Field::Name => FieldProblem { field: Field::ContactName, ..problem },
                _ => problem,
            };
            problems.into_iter().map(named).collect()
        })
    }

    /// Returns the contact that the form describes.
    ///
    /// # Errors
    /// Every field that is not right.
    pub fn read(
        &self,
        customer: CustomerId,
        before: Option<&Contact>,
        env: &mut Env,
    ) -> Result<Contact, Vec<FieldProblem>> {
        let mut check = Check::default();
        let name = check.name(Field::Name, &self.name);
        let contact = Contact {
            title: check.text(Field::Title, &self.title),
            phone: check.text(Field::Phone, &self.phone),
            email: check.text(Field::Email, &self.email),
            role: self.role,
            has_left: self.has_left,
            ..match before {
                Some(before) => Contact { name, ..before.clone() },
                None => Contact::new(env.ids.draw(), customer, name),
            }
        };
        check.done(contact)
    }
}

/// What the order form holds, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct OrderDraft {
    pub day: String,
    pub amount: String,
    pub number: String,
    pub product: String,
    pub note: String,
}

impl OrderDraft {
    /// Returns the form filled with an order's values.
    pub fn of(order: &Order) -> Self {
        Self {
            day: order.day.to_string(),
            amount: order.amount.plain(),
            number: order.number.clone(),
            product: order.product.clone(),
            note: order.note.clone(),
        }
    }

    /// Returns the order that the form describes.
    ///
    /// # Errors
    /// Every field that is not right.
    pub fn read(
        &self,
        customer: CustomerId,
        before: Option<&Order>,
        env: &mut Env,
    ) -> Result<Order, Vec<FieldProblem>> {
        let mut check = Check::default();
        let day = check.past_day(Field::Day, &self.day, env.today());
        if self.amount.trim().is_empty() {
            check.refuse(Field::Amount, Problem::Required);
        }
        let amount = check.money(Field::Amount, &self.amount).unwrap_or(Money::ZERO);
        let order = Order {
            number: check.text(Field::OrderNumber, &self.number),
            product: check.text(Field::Product, &self.product),
            note: check.text(Field::Note, &self.note),
            ..match before {
                Some(before) => Order { day, amount, ..before.clone() },
                None => Order::new(env.ids.draw(), customer, day, amount),
            }
        };
        check.done(order)
    }
}

/// What the form of a team member holds, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct PersonDraft {
    pub name: String,
    pub role: Option<OwnerRole>,
    pub has_left: bool,
}

impl PersonDraft {
    /// Returns the form filled with a person's values.
    pub fn of(person: &Person) -> Self {
        Self { name: person.name.clone(), role: person.role, has_left: person.has_left }
    }

    /// Returns the team member that the form describes.
    ///
    /// # Errors
    /// Every field that is not right.
    pub fn read(&self, before: Option<&Person>, env: &mut Env) -> Result<Person, Vec<FieldProblem>> {
        let mut check = Check::default();
        let name = check.name(Field::Name, &self.name);
        let person = match before {
            Some(before) => Person { name, ..before.clone() },
            None => Person::new(env.ids.draw(), name),
        };
        check.done(Person { role: self.role, has_left: self.has_left, ..person })
    }
}
