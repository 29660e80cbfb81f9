//! What stands in the rows of each list, customer by customer.

use super::{Heading, List, Shown};
use crate::app::draft::satisfaction_of;
use crate::app::lists::RecordRow;
use crate::app::{Desk, Standing, birthday_text, scheme_name, source_name, tier_letter};
use crate::book::Book;
use crate::exchange::{Cell, Field};
use crate::model::{
    Contact, Customer, CustomerId, Day, Feedback, Interaction, Money, Need, NextAction, Order, PartialDate,
    PersonId, Progress, Rating,
};
use crate::order;
use crate::text::Language;

/// The longest text that the import takes, in characters.
const LONGEST_TEXT: usize = 4_000;

/// Adds the rows that a list has of some customers, in their order; the columns are those of
/// [`super::sheet`]. A page fills a large list in several steps.
pub fn fill(
    rows: &mut Vec<Vec<Cell>>,
    t: Language,
    desk: &Desk,
    list: List,
    customers: &[CustomerId],
    with_ids: bool,
) {
    let book = desk.book();
    let list_of = Source { t, desk, book };
    let columns = list.columns();
    let mut add = |cell: &dyn Fn(Heading) -> Cell, id: String| {
        let mut cells: Vec<Cell> = columns.iter().map(|(heading, _)| cell(*heading)).collect();
        cells.extend(with_ids.then_some(Cell::Text(id)));
        rows.push(cells);
    };
    for customer in customers.iter().filter_map(|id| book.customers().get(*id)) {
        match list {
            List::Customers => {
                let contact = main_contact(book, customer);
                let standing = desk.standing(customer.id);
                let cell = |heading| match heading {
                    Heading::Handbook(field) => list_of.customer(field, customer, contact.as_ref()),
                    Heading::Screen(shown) => list_of.computed(shown, standing),
                };
                add(&cell, customer.id.to_string());
            }
            List::Contacts => {
                for contact in book.contacts_of(customer.id) {
                    let cell = |heading| list_of.contact(heading, customer, &contact);
                    add(&cell, contact.id.to_string());
                }
            }
            List::Orders => {
                let mut orders: Vec<Order> =
                    book.orders_of(customer.id).filter_map(|row| row.record()).collect();
                order::by_key(&mut orders, |order| (order.day, order.id));
                for order in orders {
                    add(&|heading| list_of.order(heading, customer, &order), order.id.to_string());
                }
            }
            List::Interactions => {
                let mut interactions: Vec<Interaction> =
                    book.interactions_of(customer.id).filter_map(|row| row.record()).collect();
                order::by_key(&mut interactions, |interaction| (interaction.day, interaction.id));
                for interaction in interactions {
                    let cell = |heading| list_of.interaction(heading, customer, &interaction);
                    add(&cell, interaction.id.to_string());
                }
            }
            List::Needs => {
                let mut needs: Vec<Need> = book.needs_of(customer.id).collect();
                order::by_key(&mut needs, |need| (need.day, need.id));
                for need in needs {
                    add(&|heading| list_of.need(heading, customer, &need), need.id.to_string());
                }
            }
            List::Feedback => {
                let mut all: Vec<Feedback> = book.feedback_of(customer.id).collect();
                order::by_key(&mut all, |feedback| (feedback.day, feedback.id));
                for feedback in all {
                    add(&|heading| list_of.feedback(heading, customer, &feedback), feedback.id.to_string());
                }
            }
            List::NextActions => {
                let mut actions: Vec<NextAction> = book.next_actions_of(customer.id).collect();
                order::by_key(&mut actions, |action| (action.due, action.id));
                for action in actions {
                    add(&|heading| list_of.action(heading, customer, &action), action.id.to_string());
                }
            }
        }
    }
}

/// Returns the cells of one record, in the columns of its list; `None` if it is gone.
pub fn record_cells(t: Language, desk: &Desk, row: RecordRow) -> Option<Vec<Cell>> {
    cells_of(t, desk, row, None)
}

/// Returns what stands in one column of a record; nothing if it is gone.
pub fn record_cell(t: Language, desk: &Desk, row: RecordRow, column: usize) -> Cell {
    cells_of(t, desk, row, Some(column)).and_then(|cells| cells.into_iter().next()).unwrap_or(Cell::Empty)
}

/// Returns the cells of a record, or that of one column.
fn cells_of(t: Language, desk: &Desk, row: RecordRow, column: Option<usize>) -> Option<Vec<Cell>> {
    let book = desk.book();
    let source = Source { t, desk, book };
    let customer = book.customers().get(row.customer())?;
    let cells = |list: List, cell: &dyn Fn(Heading) -> Cell| {
        let is_asked = |place: &usize| column.is_none_or(|column| column == *place);
        let columns = list.columns().iter().enumerate().filter(|(place, _)| is_asked(place));
        Some(columns.map(|(_, (heading, _))| cell(*heading)).collect())
    };
    match row {
        RecordRow::Contact(_, id) => {
            let contact = book.contacts().get(id)?;
            cells(List::Contacts, &|heading| source.contact(heading, customer, &contact))
        }
        RecordRow::Order(_, id) => {
            let order = book.orders().get(id)?;
            cells(List::Orders, &|heading| source.order(heading, customer, &order))
        }
        RecordRow::Interaction(_, id) => {
            let interaction = book.interactions().get(id)?;
            cells(List::Interactions, &|heading| source.interaction(heading, customer, &interaction))
        }
        RecordRow::NextAction(_, id) => {
            let action = book.next_actions().get(id)?;
            cells(List::NextActions, &|heading| source.action(heading, customer, &action))
        }
        RecordRow::Need(_, id) => {
            let need = book.needs().get(id)?;
            cells(List::Needs, &|heading| source.need(heading, customer, &need))
        }
        RecordRow::Gone => None,
    }
}

/// Returns the contact who stands in the customer's own row: the first who has not left.
fn main_contact(book: &Book, customer: &Customer) -> Option<Contact> {
    book.contacts_of(customer.id).find(|contact| !contact.has_left)
}

/// Where the cells come from, and the language they are written in.
struct Source<'a> {
    t: Language,
    desk: &'a Desk,
    book: &'a Book,
}

impl Source<'_> {
    fn customer(&self, field: Field, customer: &Customer, contact: Option<&Contact>) -> Cell {
        let t = self.t;
        let rating =
            |rating: Option<Rating>| Cell::known(rating, |rating| Cell::Number(rating.points().into()));
        let count = |count: Option<u32>| Cell::known(count, |count| Cell::Number(count.into()));
        let (ratings, stated) = (customer.ratings, customer.stated);
        match field {
            Field::ShortName => Cell::text(&customer.short_name),
            Field::Industry => Cell::text(customer.industry.as_str()),
            Field::Size => Cell::text(customer.size.as_str()),
            Field::Since => Cell::known(customer.since, |since| match since {
                PartialDate::Day(day) => Cell::Day(day),
                other => Cell::Text(other.to_string()),
            }),
            Field::Stage => Cell::known(customer.stage, |stage| Cell::text(t.stage(stage))),
            Field::Band => Cell::known(customer.stated_band, |band| Cell::text(t.value_band(band))),
            Field::Tags => Cell::text(customer.tags.join("、")),
            Field::KeyNeed => Cell::text(customer.key_need.as_str()),
            Field::Owner => self.person(customer.owner),
            Field::Source => {
                Cell::known(customer.source, |source| Cell::text(source_name(t, self.book, source)))
            }
            Field::CumulativeAmount => Cell::known(stated.cumulative_amount, Cell::Money),
            Field::OrdersInSixMonths => count(stated.orders_in_6_months),
            // A bare 1 can be 1 % or all of it; a text cannot.
            Field::RepurchaseRate => {
                Cell::known(stated.repurchase_percent, |percent| Cell::Text(format!("{percent}%")))
            }
            Field::Referrals => count(stated.referrals),
            Field::IndustryGrowth => rating(ratings.industry_growth),
            Field::ExpansionPotential => rating(ratings.expansion_potential),
            Field::NeedFit => rating(ratings.need_fit),
            Field::ComplaintHandling => rating(ratings.complaint_handling),
            Field::Remark => Cell::text(customer.remark.as_str()),
            Field::Registered => Cell::Day(self.desk.zone().day_of(customer.registered)),
            Field::CustomerNumber | Field::CustomerName => self.whose(Heading::Handbook(field), customer),
            other => contact
                .map_or(Cell::Empty, |contact| self.contact(Heading::Handbook(other), customer, contact)),
        }
    }

    /// What is worked out of a customer.
    fn computed(&self, shown: Shown, standing: Option<&Standing>) -> Cell {
        let (t, Some(standing)) = (self.t, standing) else { return Cell::Empty };
        let next = standing.most_pressing();
        match shown {
            Shown::Tier => {
                match (self.desk.policy().scheme_at(standing.governing), standing.outcome().tier()) {
                    (Some(scheme), Some(tier)) => Cell::text(tier_letter(t, scheme, tier)),
                    _ => Cell::text(t.tier_undetermined_short()),
                }
            }
            Shown::Scheme => Cell::known(
                self.desk.policy().scheme_at(standing.governing).filter(|_| standing.governed_by.is_some()),
                |scheme| Cell::text(scheme_name(t, scheme)),
            ),
            Shown::LastContact => Cell::known(standing.last_contact, Cell::Day),
            Shown::NextDue => Cell::known(next, |next| Cell::Day(next.window.target)),
            Shown::NextWhat => {
                let rule = next.and_then(|next| self.desk.policy().rule(standing.governing, next.rule));
                Cell::known(rule, |rule| Cell::text(t.method(rule.method)))
            }
            Shown::OrdersTotal => Cell::known(standing.amount.get(), |fen| Cell::Money(Money::fen(fen))),
            Shown::Payment
            | Shown::PaidOn
            | Shown::Theme
            | Shown::Satisfaction
            | Shown::Depth
            | Shown::Initiator
            | Shown::Occasion
            | Shown::Confirmed => Cell::Empty,
        }
    }

    fn contact(&self, heading: Heading, customer: &Customer, contact: &Contact) -> Cell {
        match heading {
            Heading::Handbook(Field::ContactName) => Cell::text(&contact.name),
            Heading::Handbook(Field::ContactTitle) => Cell::text(&contact.title),
            Heading::Handbook(Field::Phone) => Cell::text(&contact.phone),
            Heading::Handbook(Field::Email) => Cell::text(&contact.email),
            Heading::Handbook(Field::DecisionRole) => {
                Cell::known(contact.role, |role| Cell::text(self.t.decision_role(role)))
            }
            Heading::Handbook(Field::Area) => Cell::text(&contact.area),
            Heading::Handbook(Field::Birthday) => Cell::known(contact.birthday, |birthday| {
                let day = birthday.year().filter(|_| !birthday.is_lunar());
                let day = day.and_then(|year| Day::new(year, birthday.month(), birthday.day()));
                day.map_or_else(|| Cell::text(birthday_text(self.t, birthday)), Cell::Day)
            }),
            Heading::Handbook(Field::ContactStatus) if contact.has_left => {
                Cell::text(self.t.contact_has_left())
            }
            Heading::Handbook(Field::ContactStatus) => Cell::text(self.t.contact_still_there()),
            other => self.whose(other, customer),
        }
    }

    fn order(&self, heading: Heading, customer: &Customer, order: &Order) -> Cell {
        match heading {
            Heading::Handbook(Field::OrderNumber) => Cell::text(&order.number),
            Heading::Handbook(Field::OrderDay) => Cell::Day(order.day),
            Heading::Handbook(Field::Amount) => Cell::Money(order.amount),
            Heading::Handbook(Field::Product) => Cell::text(&order.product),
            Heading::Handbook(Field::Remark) => Cell::text(&order.note),
            Heading::Screen(Shown::Payment) => {
                Cell::known(order.payment, |payment| Cell::text(self.t.payment(payment)))
            }
            Heading::Screen(Shown::PaidOn) => Cell::known(order.paid_on, Cell::Day),
            other => self.whose(other, customer),
        }
    }

    fn interaction(&self, heading: Heading, customer: &Customer, interaction: &Interaction) -> Cell {
        let t = self.t;
        match heading {
            Heading::Handbook(Field::InteractionDay) => {
                match interaction.at.map(|at| self.desk.zone().time_of(at)) {
                    Some((hour, minute)) => Cell::Time(interaction.day, hour, minute),
                    None => Cell::Day(interaction.day),
                }
            }
            Heading::Handbook(Field::Channel) => Cell::text(t.channel(interaction.channel)),
            Heading::Handbook(Field::Participants) => Cell::text(self.participants(interaction)),
            Heading::Handbook(Field::Summary) => Cell::text(&interaction.summary),
            Heading::Handbook(Field::Feedback) => Cell::text(&interaction.feedback),
            Heading::Handbook(Field::Needs) => Cell::text(&interaction.needs),
            Heading::Handbook(Field::Problems) => Cell::text(&interaction.problems),
            Heading::Handbook(Field::NextActions) => {
                let actions = self.book.next_actions_of(customer.id);
                let from_it = actions.filter(|action| action.interaction == Some(interaction.id));
                let texts: Vec<String> = from_it.map(|action| action.text).collect();
                // They stand whole in a list of their own; here they must not keep the row out.
                Cell::text(texts.join("；").chars().take(LONGEST_TEXT).collect::<String>())
            }
            Heading::Handbook(Field::Owner) => self.person(interaction.author),
            Heading::Handbook(Field::Recorded) => {
                let (day, time) = (
                    self.desk.zone().day_of(interaction.recorded),
                    self.desk.zone().time_of(interaction.recorded),
                );
                Cell::Time(day, time.0, time.1)
            }
            Heading::Screen(Shown::Theme) => Cell::text(&interaction.theme),
            Heading::Screen(Shown::Satisfaction) => {
                let mark = satisfaction_of(self.book, interaction);
                Cell::known(mark, |mark| Cell::Number(mark.get().into()))
            }
            Heading::Screen(Shown::Confirmed) => {
                Cell::text(if interaction.confirmed { t.yes() } else { t.no() })
            }
            Heading::Screen(Shown::Depth) => Cell::text(t.depth(interaction.depth)),
            Heading::Screen(Shown::Initiator) => Cell::text(t.initiator(interaction.initiator)),
            Heading::Screen(Shown::Occasion) => Cell::text(t.occasion(interaction.occasion())),
            other => self.whose(other, customer),
        }
    }

    fn participants(&self, interaction: &Interaction) -> String {
        let contacts = interaction.contacts.iter().filter_map(|id| self.book.contacts().get(*id));
        let people = interaction.people.iter().filter_map(|id| self.book.people().get(*id));
        let names = contacts.map(|contact| contact.name).chain(people.map(|person| person.name.clone()));
        let written = [interaction.contacts_as_written.clone(), interaction.people_as_written.clone()];
        names.chain(written).filter(|name| !name.is_empty()).collect::<Vec<_>>().join("、")
    }

    fn action(&self, heading: Heading, customer: &Customer, action: &NextAction) -> Cell {
        match heading {
            Heading::Handbook(Field::NextActions) => Cell::text(&action.text),
            Heading::Handbook(Field::Due) => Cell::known(action.due, Cell::Day),
            Heading::Handbook(Field::Owner) => self.person(action.owner),
            Heading::Handbook(Field::Assignee) => Cell::text(&action.assignee_as_written),
            Heading::Handbook(Field::Progress) => {
                Cell::text(self.t.progress(action.progress.unwrap_or(Progress::Todo)))
            }
            Heading::Handbook(Field::DoneDay) => Cell::known(action.done, Cell::Day),
            other => self.whose(other, customer),
        }
    }

    fn need(&self, heading: Heading, customer: &Customer, need: &Need) -> Cell {
        let t = self.t;
        match heading {
            Heading::Handbook(Field::NeedDay) => Cell::Day(need.day),
            Heading::Handbook(Field::NeedText) => Cell::text(&need.text),
            Heading::Handbook(Field::NeedOrProblem) => Cell::text(t.need_or_problem(need.is_problem)),
            Heading::Handbook(Field::StatedOrImplied) => Cell::text(t.stated_or_implied(need.is_implied)),
            Heading::Handbook(Field::NeedCategory) => {
                Cell::known(need.category, |category| Cell::text(t.need_category(category)))
            }
            Heading::Handbook(Field::NeedNature) => {
                Cell::known(need.nature, |nature| Cell::text(t.need_nature(nature)))
            }
            Heading::Handbook(Field::NeedDepartment) => Cell::text(&need.department),
            Heading::Handbook(Field::NeedStatus) => Cell::text(t.need_status(need.status())),
            Heading::Handbook(Field::Answer) => Cell::text(&need.answer),
            Heading::Handbook(Field::AnsweredDay) => Cell::known(need.answered, Cell::Day),
            Heading::Handbook(Field::Owner) => self.person(need.author),
            other => self.whose(other, customer),
        }
    }

    fn feedback(&self, heading: Heading, customer: &Customer, feedback: &Feedback) -> Cell {
        match heading {
            Heading::Handbook(Field::FeedbackSort) => Cell::text(self.t.feedback_sort(feedback.sort)),
            Heading::Handbook(Field::FeedbackDay) => Cell::Day(feedback.day),
            Heading::Handbook(Field::FeedbackText) => Cell::text(&feedback.text),
            Heading::Handbook(Field::Satisfaction) => {
                Cell::known(feedback.satisfaction, |mark| Cell::Number(mark.get().into()))
            }
            Heading::Handbook(Field::Nps) => {
                Cell::known(feedback.nps, |mark| Cell::Number(mark.get().into()))
            }
            Heading::Handbook(Field::PromisedDay) => Cell::known(feedback.promised, Cell::Day),
            Heading::Handbook(Field::ResolvedDay) => Cell::known(feedback.resolved, Cell::Day),
            Heading::Handbook(Field::Resolution) => Cell::text(&feedback.resolution),
            Heading::Handbook(Field::Cause) => Cell::text(&feedback.cause),
            Heading::Handbook(Field::Owner) => self.person(feedback.owner),
            other => self.whose(other, customer),
        }
    }

    fn whose(&self, heading: Heading, customer: &Customer) -> Cell {
        match heading {
            Heading::Handbook(Field::CustomerNumber) => Cell::text(&customer.number),
            Heading::Handbook(Field::CustomerName) => Cell::text(&customer.name),
            _ => Cell::Empty,
        }
    }

    fn person(&self, id: Option<PersonId>) -> Cell {
        let person = id.and_then(|id| self.book.people().get(id));
        Cell::known(person, |person| Cell::text(&person.name))
    }
}
