//! The rows of the tables that list customers, or what was talked about with one of them.

use super::application::{in_wan, tier_in};
use super::{Desk, Paper, main_contact, owner};
use crate::app::words::profile_text;
use crate::exchange::Cell;
use crate::model::{
    Contact, Customer, FieldSort, Interaction, InteractionId, Money, PartialDate, ProfileField, ValueBand,
};
use crate::order;
use crate::text::Language;

/// The longest text that the import takes, in characters.
const LONGEST_TEXT: usize = 4_000;

/// What rows are made from.
pub(super) struct Rows<'a> {
    pub(super) t: Language,
    pub(super) desk: &'a Desk,
    /// Whether they are data that may come back, and not a page to be read.
    pub(super) is_data: bool,
}

impl Rows<'_> {
    /// A row of 客户信息基础表 (A0.30).
    pub(super) fn base_info(&self, customer: &Customer) -> Vec<Cell> {
        let contact = main_contact(self.desk, customer);
        // A title that the name ends with, as in 刘总监, is not said twice.
        let who = contact.as_ref().map(|who| match who.name.ends_with(&who.title) {
            true => who.name.clone(),
            false => format!("{} {}", who.name, who.title),
        });
        vec![
            Cell::text(&customer.number),
            Cell::text(&customer.name),
            Cell::text(customer.industry.as_str()),
            Cell::text(customer.size.as_str()),
            Cell::text(who.unwrap_or_default()),
            Cell::text(contact.map(|who| who.phone).unwrap_or_default()),
            Cell::known(customer.since, date),
            self.stage(customer),
            Cell::text(customer.tags.join(self.t.list_comma())),
        ]
    }

    /// A row of 客户基本信息表 (A1.23).
    pub(super) fn basic_info(&self, number: usize, customer: &Customer) -> Vec<Cell> {
        let contact = main_contact(self.desk, customer);
        let of = |text: fn(&Contact) -> &String| contact.as_ref().map(text).map_or(Cell::Empty, Cell::text);
        vec![
            Cell::Number(i64::try_from(number).unwrap_or(i64::MAX)),
            Cell::text(&customer.name),
            Cell::text(customer.industry.as_str()),
            self.band(customer),
            self.stage(customer),
            of(|who| &who.name),
            of(|who| &who.title),
            of(phone_or_email),
            Cell::text(customer.key_need.as_str()),
            Cell::text(owner(self.desk, customer)),
            Cell::text(customer.remark.as_str()),
        ]
    }

    /// The customer type (A1.24): as a table stated it, else by the annual amount. What is worked out is named so in
    /// data: nobody has stated it.
    fn band(&self, customer: &Customer) -> Cell {
        let by_amount = || {
            let desk = self.desk;
            let (place, scheme) = desk.policy().scheme("amount").filter(|(_, scheme)| !scheme.disabled)?;
            let tier = desk.standing(customer.id)?.tier(place).tier()?;
            ValueBand::from_id(&scheme.tiers.get(usize::from(tier))?.id)
        };
        match customer.stated_band {
            Some(band) => Cell::text(self.t.value_band(band)),
            None => Cell::known(by_amount(), |band| {
                let name = self.t.value_band(band);
                Cell::text(if self.is_data { self.t.paper_by_amount(name) } else { name.to_owned() })
            }),
        }
    }

    fn stage(&self, customer: &Customer) -> Cell {
        Cell::known(customer.stage, |stage| Cell::text(self.t.stage(stage)))
    }

    /// The rows of the two records of talks (A1.20, A3.18), oldest first, each with the id of its interaction.
    pub(super) fn talks(&self, paper: Paper, customer: &Customer) -> Vec<(InteractionId, Vec<Cell>)> {
        let book = self.desk.book();
        let mut all: Vec<Interaction> =
            book.interactions_of(customer.id).filter_map(|row| row.record()).collect();
        order::by_key(&mut all, |talk| (talk.day, talk.at, talk.id));
        all.iter().map(|talk| (talk.id, self.talk(paper, customer, talk))).collect()
    }

    fn talk(&self, paper: Paper, customer: &Customer, talk: &Interaction) -> Vec<Cell> {
        let (t, book) = (self.t, self.desk.book());
        let theirs = talk.contacts.iter().filter_map(|id| book.contacts().get(*id)).map(|who| who.name);
        let theirs = theirs.chain(Some(talk.contacts_as_written.clone()));
        let ours = talk.people.iter().filter_map(|id| book.people().get(*id)).map(|who| who.name.clone());
        let ours = ours.chain(Some(talk.people_as_written.clone()));
        let joined = |names: &mut dyn Iterator<Item = String>| {
            names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(t.list_comma())
        };
        let (theirs, ours) = (joined(&mut theirs.into_iter()), joined(&mut ours.into_iter()));
        let actions = book.next_actions_of(customer.id).filter(|action| action.interaction == Some(talk.id));
        // What was done would come back as still to be done.
        let actions = actions.filter(|action| !self.is_data || action.is_open());
        let actions = actions.map(|action| match action.due {
            Some(due) => format!("{due} {}", action.text),
            None => action.text,
        });
        let actions: String = actions.collect::<Vec<_>>().join("；").chars().take(LONGEST_TEXT).collect();
        let day = match talk.at.map(|at| self.desk.zone().time_of(at)) {
            Some((hour, minute)) if self.is_data => Cell::Time(talk.day, hour, minute),
            _ => Cell::Day(talk.day),
        };
        let channel = Cell::text(t.channel(talk.channel));
        let (summary, feedback) = (Cell::text(&talk.summary), Cell::text(&talk.feedback));
        if paper == Paper::Communication {
            let both = [theirs, ours].into_iter().filter(|names| !names.is_empty()).collect::<Vec<_>>();
            vec![day, channel, Cell::text(both.join(t.list_comma())), summary, feedback, Cell::text(actions)]
        } else {
            let by = talk.author.and_then(|id| book.people().get(id)).map(|who| who.name.clone());
            let by = Cell::text(by.unwrap_or(ours));
            vec![day, channel, Cell::text(theirs), summary, feedback, Cell::text(actions), by]
        }
    }

    /// What 客户主数据维护申请单 asks, in its order, as one row (A2.41–A2.46).
    pub(super) fn master_data(&self, customer: &Customer) -> Vec<Cell> {
        use ProfileField as F;
        let contact = main_contact(self.desk, customer);
        let who = |text: fn(&Contact) -> &String| contact.as_ref().map(text).map_or(Cell::Empty, Cell::text);
        let field = |field| self.profile(customer, field);
        let number = match customer.profile_value(F::RegistrationNumber) {
            // Where there is a unified code, it has taken the place of the registration number.
            None => field(F::CreditCode),
            Some(_) => field(F::RegistrationNumber),
        };
        let revenue = customer.profile_value(F::Revenue).and_then(|text| Money::parse(text).ok());
        let revenue = Cell::known(revenue, |money| match money.fen % 10_000 {
            0 => Cell::Money(Money::fen(money.fen / 10_000)),
            _ => Cell::Text(in_wan(money)),
        });
        let dealer = tier_in(self.t, self.desk, customer, "dealer");
        let dealer = dealer.and_then(|(names, place)| names.get(place).cloned());
        vec![
            Cell::text(&customer.name),
            Cell::text(&customer.number),
            field(F::Founded),
            field(F::RegisteredOn),
            number,
            field(F::Authority),
            field(F::OrganisationCode),
            field(F::LegalPerson),
            field(F::Capital),
            field(F::CompanyType),
            field(F::Scope),
            field(F::Term),
            field(F::City),
            field(F::Address),
            field(F::OfficePhone),
            field(F::Fax),
            field(F::Website),
            who(|who| &who.name),
            who(|who| &who.title),
            who(|who| &who.phone),
            who(|who| &who.email),
            field(F::MainBusiness),
            revenue,
            field(F::SalesChannel),
            Cell::text(dealer.unwrap_or_default()),
            field(F::CreditLimit),
            Cell::text(customer.remark.as_str()),
        ]
    }

    /// What the form for a visit asks (A3.13–A3.17), in its order, as one row; what is to be confirmed is empty.
    pub(super) fn visit(&self, customer: &Customer) -> Vec<Cell> {
        let contact = main_contact(self.desk, customer);
        let who = |text: fn(&Contact) -> &String| contact.as_ref().map(text).map_or(Cell::Empty, Cell::text);
        let role = contact.as_ref().and_then(|who| who.role);
        vec![
            Cell::text(&customer.name),
            self.profile(customer, ProfileField::CreditCode),
            Cell::text(customer.industry.as_str()),
            Cell::text(customer.size.as_str()),
            who(|who| &who.name),
            who(|who| &who.title),
            who(phone_or_email),
            Cell::known(role, |role| Cell::text(self.t.decision_role(role))),
            Cell::text(customer.key_need.as_str()),
            self.profile(customer, ProfileField::Budget),
            self.profile(customer, ProfileField::Timeframe),
            self.stage(customer),
            Cell::text(owner(self.desk, customer)),
            Cell::text(customer.remark.as_str()),
        ]
    }

    /// A field of master data as what it is: a day, an amount, a number, or a text.
    pub(super) fn profile(&self, customer: &Customer, field: ProfileField) -> Cell {
        let Some(value) = customer.profile_value(field) else { return Cell::Empty };
        let known = match field.sort() {
            FieldSort::Day | FieldSort::Date => value.parse().ok().map(date),
            FieldSort::Money => Money::parse(value).ok().map(Cell::Money),
            FieldSort::Count | FieldSort::Year => value.parse().ok().map(Cell::Number),
            _ => None,
        };
        known.unwrap_or_else(|| Cell::text(profile_text(self.t, field, value)))
    }
}

fn phone_or_email(who: &Contact) -> &String {
    if who.phone.is_empty() { &who.email } else { &who.phone }
}

fn date(date: PartialDate) -> Cell {
    match date {
        PartialDate::Day(day) => Cell::Day(day),
        other => Cell::Text(other.to_string()),
    }
}
