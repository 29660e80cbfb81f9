//! One contact with many customers, such as a mailing: who would be contacted too often, and one change for the
//! others (A0.23, ruling 6).

use crate::book::{Change, Label};
use crate::cadence::CapUse;
use crate::model::{CustomerId, Env};
use crate::order;

use super::command::Refusal;
use super::draft::InteractionDraft;
use super::{Desk, Standing};

/// Whom one contact with many would reach.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BatchPreview {
    /// Who would be recorded without going over anything.
    pub free: Vec<CustomerId>,
    /// Whose cap is full in the period of that day, with the cap, by name.
    pub full: Vec<(CustomerId, CapUse)>,
    /// Who is not to be contacted: never recorded with others.
    pub held: Vec<CustomerId>,
}

/// Works out whom one contact would reach; its customer is not looked at, only what it is.
pub fn batch_preview(desk: &Desk, customers: &[CustomerId], draft: &InteractionDraft) -> BatchPreview {
    let mut found = BatchPreview::default();
    let mut own = draft.clone();
    for customer in customers.iter().filter_map(|id| desk.book().customers().get(*id)) {
        let id = customer.id;
        if Standing::no_contact(customer, desk.today()).is_some() {
            found.held.push(id);
            continue;
        }
        own.customer = id;
        let caps = own.caps(desk.book(), desk.policy(), &desk.tiers_of(id), None);
        match caps.into_iter().find(CapUse::is_full) {
            Some(cap) => found.full.push((id, cap)),
            None => found.free.push(id),
        }
    }
    let name = |id: CustomerId| desk.book().customers().get(id).map(|customer| customer.name.as_str());
    order::by(&mut found.full, |a, b| (name(a.0), a.0).cmp(&(name(b.0), b.0)));
    found
}

/// Returns the change that records one contact with each of many customers; without those whose cap is full, if
/// they are to be skipped.
///
/// # Errors
/// The form is not right for one of them, such as going over a cap without a reason; or nobody is left.
pub fn record_many(
    desk: &Desk,
    customers: &[CustomerId],
    draft: &InteractionDraft,
    skip_full: bool,
    env: &mut Env,
) -> Result<Change, Refusal> {
    let BatchPreview { mut free, full, .. } = batch_preview(desk, customers, draft);
    if !skip_full {
        free.extend(full.into_iter().map(|(id, _)| id));
    }
    if free.is_empty() {
        return Err(Refusal::Nobody);
    }
    order::by(&mut free, Ord::cmp);
    let label = Label::RecordedMany { customers: free.len() };
    let mut change = Change::new(env.ids.draw(), env.now, env.person, label);
    for customer in free {
        let people = env.person.into_iter().collect();
        let own = InteractionDraft { customer, people, ..draft.clone() };
        let (contact, _) = own.read(desk.book(), desk.policy(), &desk.tiers_of(customer), None, env)?;
        change.add(contact);
    }
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::model::{
        Arrangement, ArrangementSort, BookInfo, CapExcuse, Channel, Customer, Day, Depth, IdSource,
        Initiator, Interaction, Record, Zone,
    };

    /// Three customers of tier C, whose cap is one proactive contact a quarter: the second was written to this quarter,
    /// the third is not to be contacted.
    fn stage() -> (Desk, Env, Vec<CustomerId>) {
        let today: Day = "2024-05-10".parse().unwrap();
        let now = Zone::SHANGHAI.instant(today, 14, 0);
        let mut ids = IdSource::new(now, [3; 16]);
        let names = ["东方商行", "西山贸易", "南湖百货"];
        let mut all: Vec<Customer> =
            names.iter().map(|name| Customer::new(ids.draw(), (*name).to_owned(), now)).collect();
        all[2].arrangements.push(Arrangement {
            sort: ArrangementSort::NoContact,
            rule: String::new(),
            from: today,
            until: None,
            days: None,
            reason: "要求".into(),
            cap_excuse: None,
            by: None,
        });
        let customers: Vec<CustomerId> = all.iter().map(|customer| customer.id).collect();
        let mail = Interaction::new(
            ids.draw(),
            customers[1],
            "2024-04-02".parse().unwrap(),
            Channel::Broadcast,
            Depth::Light,
            Initiator::Us,
            now,
        );
        let records = all.into_iter().map(Record::from).chain([mail.into()]);
        let book = Book::assemble(BookInfo::begun(now), records).unwrap();
        let mut desk = Desk::open(book, Zone::SHANGHAI, today);
        while desk.work_out(10) > 0 {}
        (desk, Env { now, zone: Zone::SHANGHAI, person: None, ids }, customers)
    }

    fn mailing(env: &Env) -> InteractionDraft {
        InteractionDraft {
            summary: "新品通知".into(),
            time: String::new(),
            ..InteractionDraft::new(CustomerId::default(), Channel::Broadcast, env)
        }
    }

    #[test]
    fn who_is_inside_the_quarter_is_named_and_skipped_in_one_change() {
        let (mut desk, mut env, customers) = stage();
        let draft = mailing(&env);
        let preview = batch_preview(&desk, &customers, &draft);
        assert_eq!((preview.free.as_slice(), preview.held.as_slice()), (&customers[..1], &customers[2..]));
        let [(who, cap)] = preview.full.as_slice() else { panic!("{preview:?}") };
        assert_eq!((*who, cap.used, cap.opens), (customers[1], 1, "2024-07-01".parse().unwrap()));
        let change = record_many(&desk, &customers, &draft, true, &mut env).unwrap();
        assert_eq!((change.added.len(), change.updated.len()), (1, 0));
        // Nobody is gone over in silence: without skipping, a reason is asked for, and stands where it was needed.
        assert!(matches!(record_many(&desk, &customers, &draft, false, &mut env), Err(Refusal::Fields(_))));
        let excused = InteractionDraft { cap_excuse: Some(CapExcuse::Deal), ..draft.clone() };
        let change_of_both = record_many(&desk, &customers, &excused, false, &mut env).unwrap();
        let excuses: Vec<_> = change_of_both
            .added
            .iter()
            .filter_map(|record| match record {
                Record::Interaction(contact) => Some((contact.customer, contact.cap_excuse)),
                _ => None,
            })
            .collect();
        assert_eq!(excuses, [(customers[0], None), (customers[1], Some(CapExcuse::Deal))]);
        desk.applied(&change).unwrap();
        assert!(matches!(record_many(&desk, &customers, &draft, true, &mut env), Err(Refusal::Nobody)));
    }
}
