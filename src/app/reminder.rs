//! One notification a day while the page is open: who is to be contacted.

use std::collections::BTreeSet;

use crate::model::{CustomerId, Day, PersonId};
use crate::text::Language;

use super::{Desk, Preferences, TodayFilter, TodayGroup, actions_ahead, today};

/// No notification comes before this hour.
const FROM_HOUR: u32 = 9;
/// How many customers are named.
const NAMED: usize = 3;

/// Whether this browser sends notifications for the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reminders {
    /// It has none.
    #[default]
    Unsupported,
    /// The user, or the browser, said no.
    Refused,
    /// Nobody was asked yet.
    NotAsked,
    /// The user said yes.
    Allowed,
}

/// Tells whether the notification of a day is due at an hour: once a day, on working days.
pub fn is_reminder_due(desk: &Desk, preferences: &Preferences, hour: u32) -> bool {
    let today = desk.today();
    // Until everybody is worked out, as after a night, nobody is on the list.
    desk.has_everybody()
        && preferences.reminders
        && hour >= FROM_HOUR
        && preferences.reminded.is_none_or(|last: Day| last < today)
        && desk.policy().calendar().is_working(today)
}

/// Returns the heading and the text of today's notification, for a person or everybody; `None` where nothing is due.
pub fn reminder(t: Language, desk: &Desk, person: Option<PersonId>) -> Option<(String, String)> {
    let filter = TodayFilter { group: TodayGroup::ToDo, owner: person, typed: String::new() };
    let (list, _) = today(desk, &filter);
    let mut seen = BTreeSet::new();
    let customers: Vec<CustomerId> =
        list.iter().map(|due| due.customer).filter(|id| seen.insert(*id)).collect();
    let actions = actions_ahead(desk.book(), desk.today(), person, desk.today(), 0).count;
    if customers.is_empty() && actions == 0 {
        return None;
    }
    let name = |id: &CustomerId| desk.book().customers().get(*id).map(|customer| customer.name.as_str());
    let names: Vec<&str> = customers.iter().take(NAMED).filter_map(name).collect();
    let to_do = (actions > 0).then(|| t.remind_actions(actions));
    let names = Some(names.join(t.list_comma())).filter(|names| !names.is_empty());
    let text = names.into_iter().chain(to_do).collect::<Vec<_>>().join(" · ");
    Some((t.remind_heading(customers.len()), text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::model::{BookInfo, Customer, IdSource, Record, Zone};

    fn desk(today: &str, names: &[&str]) -> Desk {
        let today: Day = today.parse().unwrap();
        let now = Zone::SHANGHAI.instant(today, 9, 0);
        let begun = Zone::SHANGHAI.instant(today.plus_days(-20), 9, 0);
        let mut ids = IdSource::new(now, [3; 16]);
        let records =
            names.iter().map(|name| Record::from(Customer::new(ids.draw(), (*name).to_owned(), begun)));
        let book = Book::assemble(BookInfo::begun(now), records.collect::<Vec<_>>()).unwrap();
        let mut desk = Desk::open(book, Zone::SHANGHAI, today);
        while desk.work_out(10) > 0 {}
        desk
    }

    #[test]
    fn one_notification_a_working_day_from_nine_on() {
        let on = Preferences { reminders: true, ..Preferences::default() };
        let friday = desk("2024-05-10", &[]);
        assert!(is_reminder_due(&friday, &on, 9));
        assert!(!is_reminder_due(&friday, &on, 8));
        assert!(!is_reminder_due(&friday, &Preferences::default(), 9));
        let told = |day: &str| Preferences { reminded: day.parse().ok(), ..on.clone() };
        assert!(!is_reminder_due(&friday, &told("2024-05-10"), 9));
        assert!(is_reminder_due(&friday, &told("2024-05-09"), 9));
        assert!(!is_reminder_due(&desk("2024-05-12", &[]), &on, 9), "Sunday");
        assert!(is_reminder_due(&desk("2024-05-11", &[]), &on, 9), "a Saturday worked instead");
    }

    #[test]
    fn it_names_the_first_and_says_nothing_where_nothing_is_due() {
        let (heading, text) =
            reminder(Language::Chinese, &desk("2024-05-10", &["甲", "乙", "丙", "丁"]), None).unwrap();
        assert_eq!(heading, "今天要联系 4 位客户");
        assert_eq!(text.matches('、').count(), 2);
        assert_eq!(reminder(Language::Chinese, &desk("2024-05-10", &[]), None), None);
    }
}
