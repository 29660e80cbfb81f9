//! Rows of a customer table (A0.6, A0.30, A1.23): a customer, the contact and the owner in one row.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::lookup::{Directory, Team, cells_in_short, contact_named};
use super::people::People;
use super::profile::fill_profile;
use super::reason::{Reason, RowNote};
use super::row::Row;
use super::{Draft, RowChoice};
use crate::book::Book;
use crate::exchange::layout::Field;
use crate::exchange::values::{self, NamedContact, fold, shorten};
use crate::model::{
    Arrangement, ArrangementSort, Birthday, Contact, Customer, CustomerId, DecisionRole, Env, Rating,
    is_email,
};
use arcstr::ArcStr;

/// What rows further up, and all of the file, say of customers.
#[derive(Default)]
pub(super) struct Customers {
    numbers: HashMap<String, usize>,
    names: HashMap<String, Named>,
    claimed: HashSet<CustomerId>,
    /// All numbers in the file, with the line of the first: those customers are for the rows that name them.
    numbers_in_file: HashMap<String, usize>,
    /// All ids in the file, likewise.
    ids_in_file: HashMap<CustomerId, usize>,
    /// Rows further up that rows below add people to.
    people: People,
}

/// A name further up in the file.
struct Named {
    line: usize,
    /// Whether a row gave it without a number.
    without_number: bool,
}

/// The contacts of a row, and what the row says of the first of them.
pub(super) struct ContactCells {
    pub(super) named: Vec<NamedContact>,
    phone: Option<String>,
    email: Option<String>,
    role: Option<DecisionRole>,
    area: Option<String>,
    birthday: Option<Birthday>,
    is_named_after_customer: bool,
}

impl Customers {
    /// Notes the id and the number of a row, before any row is drafted.
    pub(super) fn note_numbers(&mut self, row: &Row<'_>) {
        let number = row.cell(Field::CustomerNumber);
        if !number.is_empty() {
            self.numbers_in_file.entry(fold(number).into_owned()).or_insert(row.line());
        }
        if let Some(id) = told(row) {
            self.ids_in_file.entry(id).or_insert(row.line());
        }
        self.people.note(row);
    }

    pub(super) fn draft(
        &mut self,
        book: &Book,
        directory: &Directory,
        row: &mut Row<'_>,
        team: &mut Team,
        env: &mut Env,
    ) -> Draft {
        if let Some(customer) = self.people.above(row) {
            return self.people.draft(book, customer, row, env);
        }
        let number =
            row.name(Field::CustomerNumber).map(|number| fold(&number).into_owned()).unwrap_or_default();
        let name = row.name(Field::CustomerName).unwrap_or_default().into_owned();
        let before = match told(row).and_then(|id| book.customers().get(id)) {
            Some(customer) => self.claim_by_id(book, directory, row, &number, customer),
            None => self.identify(book, directory, row, &number, &name),
        };
        row.is_update = before.is_some();
        let mut after = match before {
            Some(customer) => customer.clone(),
            None => {
                let registered = row.instant(Field::Registered, env).unwrap_or(env.now);
                Customer::new(env.ids.draw(), name.clone(), registered)
            }
        };
        // The book may have the number or the name in other widths of the same characters.
        let is_renumbered = !number.is_empty() && number != fold(&after.number);
        row.set(Field::CustomerNumber, &mut after.number, Some(number).filter(|_| is_renumbered));
        // Nor is a name news that the customer had before another table renamed it.
        let is_renamed = !name.is_empty()
            && fold(&name) != fold(&after.name)
            && !directory.was_named(&fold(&name), after.id);
        row.set(Field::CustomerName, &mut after.name, Some(name).filter(|_| is_renamed));
        fill_facts(row, book, &mut after, env);
        fill_profile(row, &mut after, env);
        let cells = contact_cells(row, book, &after, env);
        let owners = team.names_in(row, Field::Owner);

        let detail_fields =
            [Field::Industry, Field::Stage, Field::ContactAndTitle, Field::ContactName, Field::Owner];
        let detail = cells_in_short(row, &detail_fields.map(|field| (field, 30)));
        let mut draft = Draft { title: title(&after), detail, ..Draft::default() };
        if row.is_refused() {
            return draft;
        }
        plan_next(row, &mut after, env);
        let owner = team.one_of(book, after.owner, &owners, row, env);
        let had = after.owner;
        match after.cools_down(owner, row.cool_down_days(), env.today()) {
            Some(until) => row.note(RowNote::CoolingDown { until }),
            None => row.set(Field::Owner, &mut after.owner, owner.map(Some)),
        }
        if after.owner != had {
            // Since when somebody has a customer decides when it may go to the pool.
            after.field_days.insert("owner".to_owned(), env.today());
        }
        let id = after.id;
        draft.is_new = before.is_none();
        self.people.began(row, &after, cells.named.iter().map(|contact| contact.name.as_str()));
        draft.write(before, after);
        draft_contacts(book, row, &mut draft, id, cells, env);
        draft
    }

    /// Returns the customer whose id a row names, unless the row is refused: an id comes once, and its
    /// number is nobody else's.
    fn claim_by_id<'b>(
        &mut self,
        book: &Book,
        directory: &Directory,
        row: &mut Row<'_>,
        number: &str,
        customer: &'b Customer,
    ) -> Option<&'b Customer> {
        if let Some(line) = self.ids_in_file.get(&customer.id).filter(|line| **line != row.line()) {
            row.refuse(Field::RecordId, Reason::CustomerTwice { line: *line });
        }
        if !number.is_empty() {
            let first = *self.numbers.entry(number.to_owned()).or_insert(row.line());
            if first != row.line() {
                row.refuse(Field::CustomerNumber, Reason::NumberTwice { line: first });
            }
            let other = directory.numbered(book, number).filter(|other| other.id != customer.id);
            if let Some(other) = other {
                let customer = shorten(&other.name, 60);
                row.refuse(Field::CustomerNumber, Reason::NumberTaken { customer });
            }
        }
        self.claimed.insert(customer.id);
        Some(customer)
    }

    /// Returns the customer of the book that a row means, or nothing if it is new or refused.
    fn identify<'b>(
        &mut self,
        book: &'b Book,
        directory: &Directory,
        row: &mut Row<'_>,
        number: &str,
        name: &str,
    ) -> Option<&'b Customer> {
        let folded = fold(name);
        let known = directory.numbered(book, number);
        if row.is_told_new() {
            if let Some(other) = known {
                let customer = shorten(&other.name, 60);
                row.refuse(Field::CustomerNumber, Reason::NumberTaken { customer });
            }
            if name.is_empty() {
                row.refuse(Field::CustomerName, Reason::Missing);
            }
            return None;
        }
        let is_refused = self.refuse_repeated(row, number, &folded);
        if name.is_empty() && known.is_none() && !row.is_refused() {
            row.refuse(Field::CustomerName, Reason::Missing);
        }
        if is_refused || (name.is_empty() && known.is_none()) {
            return None;
        }
        let found = match known {
            Some(customer) => Some(customer),
            None => match directory.named(&folded, !number.is_empty()) {
                [] => None,
                // One that took on another row's number is not meant by this one.
                [one] if !number.is_empty() && self.claimed.contains(one) => None,
                [one] => book.customers().get(*one),
                several => {
                    row.refuse(Field::CustomerName, Reason::AmbiguousName { count: several.len() });
                    return None;
                }
            },
        };
        if let Some(customer) = found {
            // A number is the surer word, and an id the surest: a row that has only the name steps back,
            // wherever it stands.
            let number_line = || {
                let line = self.numbers_in_file.get(fold(&customer.number).as_ref());
                line.filter(|_| number.is_empty() && !customer.number.is_empty())
            };
            if let Some(line) = self.ids_in_file.get(&customer.id).or_else(number_line) {
                row.refuse(Field::CustomerName, Reason::CustomerTwice { line: *line });
                return None;
            }
            self.claimed.insert(customer.id);
        }
        found
    }

    /// Refuses a row whose number or name came further up, and remembers both.
    ///
    /// Rows that fail are remembered as well: nobody can say which of two rows is the one meant, and
    /// the answer must not hang on what the first import made of them.
    fn refuse_repeated(&mut self, row: &mut Row<'_>, number: &str, folded: &str) -> bool {
        let line = row.line();
        let number_line = self.numbers.get(number).copied();
        if !number.is_empty() && number_line.is_none() {
            self.numbers.insert(number.to_owned(), line);
        }
        let mut name_line = None;
        if !folded.is_empty() {
            let named = self.names.entry(folded.to_owned()).or_insert(Named { line, without_number: false });
            let is_unclear = number.is_empty() || named.without_number;
            name_line = Some(named.line).filter(|first| *first != line && is_unclear);
            named.without_number |= number.is_empty();
        }
        match (number_line, name_line) {
            (Some(line), _) => row.refuse(Field::CustomerNumber, Reason::NumberTwice { line }),
            (None, Some(line)) => row.refuse(Field::CustomerName, Reason::NameTwice { line }),
            (None, None) => return false,
        }
        true
    }
}

/// Returns the customer that the row is, by its id or because the user said so.
fn told(row: &Row<'_>) -> Option<CustomerId> {
    match row.choice() {
        Some(RowChoice::Of(customer)) => Some(customer),
        _ => row.id(),
    }
}

pub(super) fn draft_contacts(
    book: &Book,
    row: &mut Row<'_>,
    draft: &mut Draft,
    customer: CustomerId,
    cells: ContactCells,
    env: &mut Env,
) {
    if cells.is_named_after_customer {
        row.note(RowNote::ContactNamedAfterCustomer);
    }
    for (place, named) in cells.named.into_iter().enumerate() {
        let known = contact_named(book, customer, &fold(&named.name));
        let mut after = match &known {
            Some(contact) => contact.clone(),
            None => Contact::new(env.ids.draw(), customer, named.name.clone()),
        };
        let was_update = row.is_update;
        row.is_update = known.is_some();
        let title_field = if row.cell(Field::ContactTitle).is_empty() {
            if row.cell(Field::ContactAndTitle).is_empty() {
                Field::ContactName
            } else {
                Field::ContactAndTitle
            }
        } else {
            Field::ContactTitle
        };
        row.set(title_field, &mut after.title, Some(named.title).filter(|title| !title.is_empty()));
        if place == 0 {
            row.set(Field::Phone, &mut after.phone, cells.phone.clone());
            // What stands there as the telephone already is no news of the address.
            let is_phone = |email: &String| !row.has(Field::Email) && *email == after.phone;
            let email = cells.email.clone().filter(|email| !is_phone(email));
            row.set(Field::Email, &mut after.email, email);
            row.set(Field::DecisionRole, &mut after.role, cells.role.map(Some));
            row.set(Field::Area, &mut after.area, cells.area.clone());
            row.set(Field::Birthday, &mut after.birthday, cells.birthday.map(Some));
        }
        row.is_update = was_update;
        if known.is_none() && was_update {
            row.note(RowNote::NewContact { name: named.name });
        }
        draft.write(known.as_ref(), after);
    }
}

/// Fills what the row says of the customer itself.
fn fill_facts(row: &mut Row<'_>, book: &Book, after: &mut Customer, env: &Env) {
    row.fill(Field::ShortName, &mut after.short_name);
    row.fill(Field::Industry, &mut after.industry);
    row.fill(Field::Size, &mut after.size);
    row.fill(Field::KeyNeed, &mut after.key_need);
    row.fill(Field::Remark, &mut after.remark);
    row.put(Field::Since, &mut after.since, values::partial_date);
    row.put_word(Field::Stage, &mut after.stage, values::stage);
    if !values::is_worked_out(row.cell(Field::Band)) {
        row.put_word(Field::Band, &mut after.stated_band, values::band);
    }
    row.put_word(Field::Source, &mut after.source, |text| values::source(book, text));
    if let Some(text) = row.text(Field::Tags) {
        let known = after.tags.len();
        let new: Vec<ArcStr> =
            values::tags(&text).into_iter().filter(|tag| !after.tags.contains(tag)).collect();
        after.tags.extend(new);
        if after.tags.len() > known {
            row.note_change(Field::Tags);
        }
    }
    let in_wan = row.in_wan(Field::CumulativeAmount);
    row.put(Field::CumulativeAmount, &mut after.stated.cumulative_amount, |text| values::money(text, in_wan));
    row.put(Field::OrdersInSixMonths, &mut after.stated.orders_in_6_months, values::count);
    row.put(Field::Referrals, &mut after.stated.referrals, values::count);
    if let Some((percent, is_cut)) = row.value(Field::RepurchaseRate, values::percent) {
        row.set(Field::RepurchaseRate, &mut after.stated.repurchase_percent, Some(Some(percent)));
        if is_cut {
            row.note(RowNote::FractionCut { heading: row.heading(Field::RepurchaseRate), percent });
        }
    }
    let ratings = &mut after.ratings;
    for (field, rating) in [
        (Field::IndustryGrowth, &mut ratings.industry_growth),
        (Field::ExpansionPotential, &mut ratings.expansion_potential),
        (Field::NeedFit, &mut ratings.need_fit),
        (Field::ComplaintHandling, &mut ratings.complaint_handling),
    ] {
        // The same points keep the day on which they were given.
        let points =
            row.value(field, values::rating).filter(|points| rating.map(Rating::points) != Some(*points));
        row.set(field, rating, points.map(|points| Rating::new(points, env.today())));
    }
}

/// Plans the next contact, whatever rule it is by, on the day that a column has for it.
fn plan_next(row: &mut Row<'_>, after: &mut Customer, env: &Env) {
    let today = env.today();
    let Some(day) = row.any_day(Field::NextContact, env) else { return };
    let is_such = |one: &Arrangement| one.sort == ArrangementSort::Planned && one.rule.is_empty();
    if after.arrangements.iter().any(|one| is_such(one) && one.until == Some(day)) {
        return;
    }
    if day < today {
        row.note(RowNote::DayIsPast { heading: row.heading(Field::NextContact) });
        return;
    }
    after.arrangements.retain(|one| !is_such(one));
    after.arrangements.push(Arrangement {
        sort: ArrangementSort::Planned,
        rule: String::new(),
        from: today,
        until: Some(day),
        days: None,
        reason: String::new(),
        cap_excuse: None,
        by: env.person,
    });
    row.note_change(Field::NextContact);
}

pub(super) fn contact_cells(row: &mut Row<'_>, book: &Book, customer: &Customer, env: &Env) -> ContactCells {
    let mut named: Vec<NamedContact> = Vec::new();
    for field in [Field::ContactAndTitle, Field::ContactName] {
        // A whole name that the customer's contact has is a name: 王经理 of the book gets no title by it. So is a name
        // with the title that the book has behind it.
        let known = |text: &str| {
            let as_it_is = |contact: &Contact| format!("{} {}", contact.name, contact.title) == text;
            contact_named(book, customer.id, &fold(text))
                .or_else(|| book.contacts_of(customer.id).find(as_it_is))
        };
        let read = |text: Cow<'_, str>| match known(&text) {
            Some(contact) if fold(&text) == fold(&contact.name) => {
                vec![NamedContact { name: text.into_owned(), title: String::new() }]
            }
            Some(contact) => vec![NamedContact { name: contact.name, title: contact.title }],
            None => values::contacts(&text),
        };
        let found = row.text(field).map(read).unwrap_or_default();
        row.check_names(field, found.iter().map(|contact| contact.name.as_str()));
        for contact in found {
            if !named.iter().any(|other| fold(&other.name) == fold(&contact.name)) {
                named.push(contact);
            }
        }
    }
    let phone = row.name(Field::Phone).map(Cow::into_owned);
    let email = row.name(Field::Email).map(Cow::into_owned);
    // 联系方式 holds either, where no other column is for the one.
    let (phone, email) = match (phone, email) {
        (Some(phone), None) if !row.has(Field::Email) && is_email(&phone) => (None, Some(phone)),
        found => found,
    };
    let role = row.word(Field::DecisionRole, values::role);
    let title = row.name(Field::ContactTitle).map(Cow::into_owned);
    let area = row.name(Field::Area).map(Cow::into_owned);
    let birthday = row.value(Field::Birthday, |text| values::birthday(text, false, env.today()));
    let has_more = phone.is_some()
        || email.is_some()
        || role.is_some()
        || title.is_some()
        || area.is_some()
        || birthday.is_some();
    let is_named_after_customer = named.is_empty() && has_more;
    if is_named_after_customer {
        named.push(NamedContact { name: customer.name.clone(), title: String::new() });
    }
    if let (Some(title), Some(first)) = (title, named.first_mut()) {
        first.title = title;
    }
    ContactCells { named, phone, email, role, area, birthday, is_named_after_customer }
}

fn title(customer: &Customer) -> String {
    match customer.number.as_str() {
        "" => shorten(&customer.name, 60),
        number => format!("{} {}", shorten(number, 30), shorten(&customer.name, 60)),
    }
}
