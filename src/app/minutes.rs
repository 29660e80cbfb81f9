//! The two 24-hour timers of a contact, and the summary that goes to the customer
//! (A1.15, A3.10, A4.20, ruling 8).

use crate::book::Book;
use crate::model::{Depth, Instant, Interaction, Need, Promise, Zone};
use crate::text::Language;

/// Both must be done this long after the contact: clock hours, no exception (ruling 8).
const WITHIN: i64 = 24 * HOUR;
const HOUR: i64 = 60 * 60 * 1000;

/// How one of the two stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// Done within 24 hours.
    OnTime,
    /// Done, so many whole hours too late.
    Late(i64),
    /// Not done; so many hours are left, the last one counted as one.
    Left(i64),
    /// Not done, and so many whole hours too late by now.
    Missing(i64),
}

/// How recording a contact and sending its summary stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minutes {
    /// The record (A3.10).
    pub record: Timing,
    /// The summary to the customer (A1.15, A4.20); `None` where none is owed.
    pub summary: Option<Timing>,
}

impl Minutes {
    /// Returns how both stand at `now`.
    ///
    /// A contact whose time is not known may have been at the end of its day. A summary is owed for a deep
    /// contact that somebody answered; a record that was made late, such as an imported one, owes none more.
    pub fn of(contact: &Interaction, zone: Zone, now: Instant) -> Self {
        let occurred = contact.at.unwrap_or_else(|| zone.instant(contact.day.plus_days(1), 0, 0));
        let deadline = occurred.millis().saturating_add(WITHIN);
        let record = done(contact.recorded, deadline);
        let is_owed = contact.depth == Depth::Deep && !contact.unanswered && matches!(record, Timing::OnTime);
        let summary = match contact.summary_sent {
            Some(sent) => Some(done(sent, deadline)),
            None if !is_owed => None,
            None if now.millis() <= deadline => {
                Some(Timing::Left((deadline - now.millis() + HOUR - 1).div_euclid(HOUR)))
            }
            None => Some(Timing::Missing((now.millis() - deadline).div_euclid(HOUR))),
        };
        Self { record, summary }
    }
}

fn done(at: Instant, deadline: i64) -> Timing {
    let late = at.millis() - deadline;
    if late <= 0 { Timing::OnTime } else { Timing::Late(late.div_euclid(HOUR)) }
}

/// Writes the summary of a contact for the customer: points, to-dos, who, by when (A1.15). It holds what was
/// said and agreed, and nothing of what we think of the customer.
pub fn summary_text(t: Language, book: &Book, contact: &Interaction) -> String {
    let mut text = String::new();
    let mut line = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    let theirs = contact.contacts.iter().filter_map(|id| book.contacts().get(*id)).map(|who| who.name);
    let written = Some(contact.contacts_as_written.clone()).filter(|names| !names.is_empty());
    let names = theirs.chain(written).collect::<Vec<_>>().join(t.list_comma());
    line(if names.is_empty() { t.summary_hello().to_owned() } else { t.summary_hello_to(&names) });
    line(String::new());
    line(t.summary_opening(t.day_long(contact.day), t.channel(contact.channel)));
    line(String::new());
    line(t.summary_points().to_owned());
    let points = contact.summary.lines().map(str::trim).filter(|point| !point.is_empty());
    let parts = [(t.field_needs(), &contact.needs), (t.field_problems(), &contact.problems)];
    let named = parts.iter().flat_map(|(label, text)| {
        Need::lines(text).map(move |need| t.labelled(*label, need)).collect::<Vec<_>>()
    });
    for (place, point) in points.map(str::to_owned).chain(named).enumerate() {
        line(format!("{}. {point}", place + 1));
    }
    let actions: Vec<_> = book
        .next_actions_of(contact.customer)
        .filter(|action| action.interaction == Some(contact.id))
        .collect();
    if !actions.is_empty() {
        line(String::new());
        line(t.summary_todos().to_owned());
        for (place, action) in actions.iter().enumerate() {
            let owner = action.owner.and_then(|id| book.people().get(id)).map(|who| who.name.clone());
            let mut who = owner.unwrap_or_else(|| action.assignee_as_written.clone());
            if who.is_empty() && action.promise == Some(Promise::Theirs) {
                who = t.summary_your_side().to_owned();
            }
            let who = if who.is_empty() { t.none().to_owned() } else { who };
            let due = action.due.map_or_else(|| t.none().to_owned(), |due| t.day_long(due));
            line(t.summary_todo(place + 1, &action.text, who, due));
        }
    }
    line(String::new());
    line(t.summary_close().to_owned());
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        BookInfo, Channel, Contact, Customer, Day, Env, IdSource, Initiator, NextAction, Person, Record,
    };

    fn at(day: &str, hour: u32) -> Instant {
        Zone::SHANGHAI.instant(day.parse().unwrap(), hour, 0)
    }

    fn contact(env: &mut Env, customer: &Customer) -> Interaction {
        let day: Day = "2024-05-10".parse().unwrap();
        let (depth, us) = (Depth::Deep, Initiator::Us);
        Interaction {
            at: Some(at("2024-05-10", 10)),
            ..Interaction::new(
                env.ids.draw(),
                customer.id,
                day,
                Channel::Call,
                depth,
                us,
                at("2024-05-10", 12),
            )
        }
    }

    fn env() -> Env {
        let now = at("2024-05-10", 14);
        Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [5; 16]) }
    }

    #[test]
    fn both_clocks_run_24_hours_and_late_stays_late() {
        let mut env = env();
        let customer = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let said = contact(&mut env, &customer);
        let minutes = |said: &Interaction, now| Minutes::of(said, Zone::SHANGHAI, now);
        for (now, summary) in [
            (at("2024-05-10", 14), Timing::Left(20)),
            (at("2024-05-11", 10), Timing::Left(0)),
            (at("2024-05-11", 13), Timing::Missing(3)),
        ] {
            assert_eq!(minutes(&said, now), Minutes { record: Timing::OnTime, summary: Some(summary) });
        }
        let now = at("2024-05-20", 9);
        let sent = Interaction { summary_sent: Some(at("2024-05-11", 12)), ..said.clone() };
        assert_eq!(minutes(&sent, now).summary, Some(Timing::Late(2)));
        let late = Interaction { recorded: at("2024-05-12", 10), ..said.clone() };
        assert_eq!(minutes(&late, now), Minutes { record: Timing::Late(24), summary: None });
        // Without a time, the contact may have been at the end of its day.
        let timeless = Interaction { at: None, recorded: at("2024-05-12", 0), ..said.clone() };
        assert_eq!(minutes(&timeless, now).record, Timing::OnTime);
        for owes_none in
            [Interaction { depth: Depth::Light, ..said.clone() }, Interaction { unanswered: true, ..said }]
        {
            assert_eq!(minutes(&owes_none, now).summary, None);
        }
    }

    #[test]
    fn the_summary_holds_points_to_dos_owners_and_deadlines() {
        let mut env = env();
        let customer = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let person = Person::new(env.ids.draw(), "王敏".into());
        let them = Contact::new(env.ids.draw(), customer.id, "刘总监".into());
        let said = Interaction {
            contacts: vec![them.id],
            summary: "交付期要缩短".into(),
            needs: "定制化功能".into(),
            problems: "价格超出预算10%".into(),
            concerns: "担心我们做不到".into(),
            ..contact(&mut env, &customer)
        };
        let action = NextAction {
            interaction: Some(said.id),
            due: "2024-05-15".parse().ok(),
            owner: Some(person.id),
            ..NextAction::new(env.ids.draw(), customer.id, "提供定制方案".into())
        };
        let records: [Record; 5] =
            [person.into(), customer.into(), them.into(), said.clone().into(), action.into()];
        let book = Book::assemble(BookInfo::begun(env.now), records).unwrap();
        let text = summary_text(Language::Chinese, &book, &said);
        for part in [
            "刘总监",
            "交付期要缩短",
            "定制化功能",
            "价格超出预算10%",
            "提供定制方案",
            "王敏",
            "2024年5月15日",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("担心"), "{text}");
        assert!(summary_text(Language::English, &book, &said).contains("15 May 2024"));
    }
}
