//! Contacts that are given days of their own: dragged in the calendar, spread, or planned. What one batch puts into a
//! period counts together against the caps, with what was contacted there and what else is planned there (A0.23).

use std::collections::{BTreeMap, HashMap};

use crate::book::Change;
use crate::cadence::{CapUse, Obligation, State, rule_name};
use crate::model::{
    Arrangement, ArrangementSort, CapExcuse, Customer, CustomerId, Day, Env, Initiator, Instant, Interaction,
    InteractionHead, InteractionId,
};

use super::arrangement::arranged;
use super::{Check, Field, Problem};
use crate::app::{Desk, Refusal};

/// Contacts on their way to other days, as one change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MoveDraft {
    /// Who, by which rule as arrangements name it, and to which day.
    pub moves: Vec<(CustomerId, String, Day)>,
    /// Why caps may be gone over, if they are.
    pub cap_excuse: Option<CapExcuse>,
    /// More about that, as typed.
    pub cap_note: String,
}

impl MoveDraft {
    /// Returns the moves without a reason to go over anything.
    pub fn of(moves: Vec<(CustomerId, String, Day)>) -> Self {
        Self { moves, ..Self::default() }
    }

    /// Returns, for each move, the cap that it would go over.
    pub fn over(&self, desk: &Desk) -> Vec<Option<CapUse>> {
        let owed: Vec<(CustomerId, Option<&Obligation>, Day)> =
            self.moves.iter().map(|(id, rule, day)| (*id, owed(desk, *id, rule), *day)).collect();
        held_against_caps(desk, &owed)
    }

    /// Returns it without what would go over a cap.
    pub fn without_over(self, desk: &Desk) -> Self {
        let over = self.over(desk);
        let kept = self.moves.into_iter().zip(over).filter(|(_, over)| over.is_none());
        Self { moves: kept.map(|(each, _)| each).collect(), ..self }
    }

    /// Adds what it comes to, to a change.
    pub(in crate::app) fn plan(&self, desk: &Desk, env: &Env, change: &mut Change) -> Result<(), Refusal> {
        let over = self.over(desk);
        let mut check = Check::default();
        if over.iter().any(Option::is_some) && self.cap_excuse.is_none() {
            check.refuse(Field::CapExcuse, Problem::OverCap);
        }
        let note = check.text(Field::CapExcuse, &self.cap_note);
        check.done(())?;
        let mut planned: BTreeMap<CustomerId, Customer> = BTreeMap::new();
        for ((id, rule, day), over) in self.moves.iter().zip(over) {
            let before = desk.book().customers().get(*id).ok_or(Refusal::Gone)?;
            let is_over = over.is_some();
            let arrangement = Arrangement {
                sort: ArrangementSort::Planned,
                rule: rule.clone(),
                from: env.today(),
                until: Some(*day),
                days: None,
                reason: if is_over { note.clone() } else { String::new() },
                cap_excuse: self.cap_excuse.filter(|_| is_over),
                by: env.person,
            };
            let after = arranged(planned.get(id).unwrap_or(before), arrangement);
            planned.insert(*id, after);
        }
        for (id, after) in planned {
            if let Some(before) = desk.book().customers().get(id) {
                change.update(before, &after);
            }
        }
        Ok(())
    }
}

/// What a customer is owed by a rule.
fn owed<'a>(desk: &'a Desk, id: CustomerId, rule: &str) -> Option<&'a Obligation> {
    desk.standing(id)?.obligations.iter().find(|owed| rule_name(desk.policy(), owed.tier, owed.rule) == rule)
}

/// Returns, for each obligation that gets a day, the cap that it would go over there: contacts of the period count,
/// with what else is planned in it and what the batch has put there before. A contact is as deep as its rule asks.
pub(in crate::app) fn held_against_caps(
    desk: &Desk,
    moves: &[(CustomerId, Option<&Obligation>, Day)],
) -> Vec<Option<CapUse>> {
    let mut moving: HashMap<CustomerId, Vec<(&Obligation, Day)>> = HashMap::new();
    for (customer, owed, day) in moves {
        if let Some(owed) = owed {
            moving.entry(*customer).or_default().push((owed, *day));
        }
    }
    let mut placed: HashMap<CustomerId, Vec<InteractionHead>> = HashMap::new();
    let each = moves.iter().map(|(customer, owed, day)| {
        let proposed = ahead(desk, (*owed)?, *day)?;
        let ahead_of = placed.entry(*customer).or_insert_with(|| {
            let own = moving.get(customer).map(Vec::as_slice).unwrap_or_default();
            let stays = |owed: &&Obligation| {
                let is_moving =
                    own.iter().any(|(other, _)| (other.tier, other.rule) == (owed.tier, owed.rule));
                owed.is_planned && !is_moving && !matches!(owed.state, State::Paused | State::Discharged)
            };
            let all = desk.standing(*customer).map(|standing| standing.obligations.as_slice());
            let all = all.unwrap_or_default().iter().filter(stays);
            all.filter_map(|owed| ahead(desk, owed, owed.window.target)).collect()
        });
        let caps = CapUse::of(desk.book(), desk.policy(), *customer, &desk.tiers_of(*customer), *day, None);
        let full = caps.into_iter().filter(|cap| cap.cap.counts(&proposed)).find_map(|cap| {
            let (first, opens) = cap.cap.period.around(*day);
            let is_in =
                |other: &&InteractionHead| (first..opens).contains(&other.day) && cap.cap.counts(other);
            let planned = ahead_of.iter().filter(is_in).count();
            let used = cap.used.saturating_add(u32::try_from(planned).unwrap_or(u32::MAX));
            let cap = CapUse { used, ..cap };
            cap.is_full().then_some(cap)
        });
        ahead_of.push(proposed);
        full
    });
    each.collect()
}

/// The contact by which an obligation would be met on a day.
fn ahead(desk: &Desk, owed: &Obligation, day: Day) -> Option<InteractionHead> {
    let rule = desk.policy().rule(owed.tier, owed.rule)?;
    let (id, at) = (InteractionId::default(), Instant::default());
    let contact = Interaction::new(id, owed.customer, day, rule.channel, rule.least_depth, Initiator::Us, at);
    Some(contact.head())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Command, propose};
    use crate::book::Book;
    use crate::model::{BookInfo, Channel, Depth, IdSource, Record, TierOverride, Zone};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// Two customers on 10 May 2024: one of tier S (two deep contacts a month) with one deep contact this month, and
    /// one of tier A.
    fn stage(contacts: &[&str]) -> (Desk, Env, Vec<CustomerId>) {
        let now = Zone::SHANGHAI.instant(day("2024-05-10"), 14, 0);
        let mut ids = IdSource::new(now, [3; 16]);
        let customers = ["s", "a"].map(|tier| {
            let set = TierOverride {
                scheme: "score".into(),
                tier: tier.into(),
                reason: "例".into(),
                by: None,
                from: day("2024-01-01"),
                until: None,
            };
            Customer { overrides: vec![set].into(), ..Customer::new(ids.draw(), tier.to_uppercase(), now) }
        });
        let who: Vec<CustomerId> = customers.iter().map(|customer| customer.id).collect();
        let made = |on: &&str| {
            Interaction::new(ids.draw(), who[0], day(on), Channel::Visit, Depth::Deep, Initiator::Us, now)
        };
        let made: Vec<Record> = contacts.iter().map(made).map(Record::from).collect();
        let records = customers.into_iter().map(Record::from).chain(made);
        let book = Book::assemble(BookInfo::begun(now), records).unwrap();
        let mut desk = Desk::open(book, Zone::SHANGHAI, day("2024-05-10"));
        while desk.work_out(10) > 0 {}
        (desk, Env { now, zone: Zone::SHANGHAI, person: None, ids }, who)
    }

    fn rule_of(desk: &Desk, id: CustomerId) -> String {
        let owed = &desk.standing(id).unwrap().obligations[0];
        rule_name(desk.policy(), owed.tier, owed.rule)
    }

    #[test]
    fn a0_23_a_day_in_a_full_period_asks_for_a_reason_which_stays() {
        let (desk, mut env, who) = stage(&["2024-05-02", "2024-05-06"]);
        let rule = rule_of(&desk, who[0]);
        let to = |on: &str| MoveDraft::of(vec![(who[0], rule.clone(), day(on))]);
        assert_eq!(to("2024-06-03").over(&desk), [None]);
        let over = to("2024-05-28").over(&desk);
        assert_eq!(over[0].map(|cap| (cap.used, cap.opens)), Some((2, day("2024-06-01"))));
        let refused = propose(&desk, Command::Plan(to("2024-05-28")), &mut env);
        let Err(Refusal::Fields(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!((problems[0].field, problems[0].problem), (Field::CapExcuse, Problem::OverCap));
        let excused = MoveDraft {
            cap_excuse: Some(CapExcuse::Deal),
            cap_note: "投标前一周".into(),
            ..to("2024-05-28")
        };
        let change = propose(&desk, Command::Plan(excused), &mut env).unwrap();
        let mut book = desk.book().clone();
        book.apply(&change).unwrap();
        let kept = &book.customers().get(who[0]).unwrap().arrangements[0];
        assert_eq!((kept.cap_excuse, kept.reason.as_str()), (Some(CapExcuse::Deal), "投标前一周"));
        assert!(to("2024-05-28").without_over(&desk).moves.is_empty());
    }

    #[test]
    fn a0_23_what_one_batch_puts_into_a_period_counts_together_as_one_after_the_other_does() {
        let (mut desk, mut env, who) = stage(&["2024-05-02"]);
        let rule = rule_of(&desk, who[0]);
        let owed = desk.standing(who[0]).unwrap().obligations[0].clone();
        // One fits: the second of the same batch does not.
        let twice = [day("2024-05-20"), day("2024-05-27")].map(|on| (who[0], Some(&owed), on));
        let over = held_against_caps(&desk, &twice);
        assert_eq!(over.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true]);
        // So it is when the first was planned before.
        let first = MoveDraft::of(vec![(who[0], rule.clone(), day("2024-05-20"))]);
        let change = propose(&desk, Command::Plan(first.clone()), &mut env).unwrap();
        desk.applied(&change).unwrap();
        while desk.work_out(10) > 0 {}
        assert_eq!(first.over(&desk), [None], "its own plan does not stand in its way");
        let mut other = desk.standing(who[0]).unwrap().obligations[0].clone();
        assert!(other.is_planned);
        other.rule = 9;
        assert_eq!(desk.policy().rule(other.tier, other.rule), None, "what no rule asks goes over nothing");
        assert_eq!(held_against_caps(&desk, &[(who[0], Some(&other), day("2024-05-27"))]), [None]);
    }
}
