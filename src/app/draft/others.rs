//! The small forms: contact, order, team member.

use super::{Check, Field, FieldProblem, Problem};
use crate::model::{Absence, Contact, CustomerId, Day, DecisionRole, Env, Money, Order, OwnerRole, Person};
use crate::order;

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
    /// Contacts a working day, or empty.
    pub contacts_a_day: String,
    /// One stretch of leave a line.
    pub leave: String,
}

impl PersonDraft {
    /// Returns the form filled with a person's values.
    pub fn of(person: &Person) -> Self {
        let leave = person.leave.iter().map(|leave| format!("{} – {}", leave.from, leave.to));
        Self {
            name: person.name.clone(),
            role: person.role,
            has_left: person.has_left,
            contacts_a_day: person.contacts_a_day.map(|count| count.to_string()).unwrap_or_default(),
            leave: leave.collect::<Vec<_>>().join("\n"),
        }
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
        let contacts_a_day = check.whole(Field::ContactsADay, &self.contacts_a_day, 1, 200);
        let leave = self.read_leave(&mut check);
        check.done(Person { role: self.role, has_left: self.has_left, contacts_a_day, leave, ..person })
    }

    /// Two days a line, whatever stands between them; one day alone is a stretch of its own.
    fn read_leave(&self, check: &mut Check) -> Vec<Absence> {
        let mut leave = Vec::new();
        for line in self.leave.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let words = line.split(|c: char| !c.is_ascii_digit() && c != '-').filter(|word| word.len() > 1);
            let days: Option<Vec<Day>> = words.map(|word| word.parse().ok()).collect();
            match days.as_deref() {
                Some([day]) => leave.push(Absence { from: *day, to: *day }),
                Some([from, to]) if from <= to => leave.push(Absence { from: *from, to: *to }),
                _ => check.refuse(Field::Leave, Problem::NotADay),
            }
        }
        order::by_key(&mut leave, |leave| (leave.from, leave.to));
        leave
    }
}
