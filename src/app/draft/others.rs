//! The small forms: contact, order, team member.

use super::{Check, Field, FieldProblem, Problem};
use crate::exchange;
use crate::model::{
    Absence, Birthday, BuyerTypeId, Contact, CustomerId, Day, DecisionRole, Env, Money, Order, OwnerRole,
    Payment, Person, is_email, is_phone,
};
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
    pub area: String,
    pub buyer_type: Option<BuyerTypeId>,
    /// Such as 5-10 or 1980-5-10.
    pub birthday: String,
    /// Whether the birthday is by the lunar calendar.
    pub is_lunar: bool,
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
            area: contact.area.clone(),
            buyer_type: contact.buyer_type,
            birthday: contact
                .birthday
                .map(|birthday| birthday.to_string().trim_start_matches("lunar ").to_owned())
                .unwrap_or_default(),
            is_lunar: contact.birthday.is_some_and(Birthday::is_lunar),
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
        let (phone, email) = (self.phone.trim(), self.email.trim());
        // What was there before, from a table perhaps, is not held against who mends something else.
        let is_new =
            |typed: &str, old: fn(&Contact) -> &str| before.is_none_or(|before| old(before) != typed);
        if !phone.is_empty() && !is_phone(phone) && is_new(phone, |old| old.phone.as_str()) {
            check.refuse(Field::Phone, Problem::NotAPhone);
        }
        if !email.is_empty() && !is_email(email) && is_new(email, |old| old.email.as_str()) {
            check.refuse(Field::Email, Problem::NotAnEmail);
        }
        let today = env.today();
        let birthday = read_birthday(&self.birthday, self.is_lunar, today).unwrap_or_else(|()| {
            check.refuse(Field::Birthday, Problem::NotABirthday);
            None
        });
        // Whoever had left already did not leave today, also where the day was never noted.
        let left_on = before.filter(|before| before.has_left).map_or(Some(today), |before| before.left_on);
        let contact = Contact {
            title: check.text(Field::Title, &self.title),
            phone: check.text(Field::Phone, phone),
            email: check.text(Field::Email, email),
            role: self.role,
            area: check.short(Field::Area, &self.area),
            buyer_type: self.buyer_type,
            birthday,
            has_left: self.has_left,
            left_on: left_on.filter(|_| self.has_left),
            ..match before {
                Some(before) => Contact { name, ..before.clone() },
                None => Contact::new(env.ids.draw(), customer, name),
            }
        };
        check.done(contact)
    }
}

/// Reads month and day, with or without a year, however they are parted: 5-10, 5月10日, 1980/5/10.
fn read_birthday(text: &str, is_lunar: bool, today: Day) -> Result<Option<Birthday>, ()> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    exchange::birthday(text, is_lunar, today).map(Some).map_err(|_| ())
}

/// What the order form holds, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct OrderDraft {
    pub day: String,
    pub amount: String,
    pub number: String,
    pub product: String,
    pub payment: Option<Payment>,
    /// The day on which it was paid in full.
    pub paid_on: String,
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
            payment: order.payment,
            paid_on: order.paid_on.map(|day| day.to_string()).unwrap_or_default(),
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
        let paid_on = check.any_day(Field::PaidOn, &self.paid_on);
        if paid_on.is_some_and(|paid| paid > env.today()) {
            check.refuse(Field::PaidOn, Problem::InTheFuture);
        }
        let order = Order {
            number: check.text(Field::OrderNumber, &self.number),
            product: check.text(Field::Product, &self.product),
            payment: self.payment,
            paid_on,
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
