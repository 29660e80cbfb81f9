//! Caps: how many contacts of a sort were made in a period, and when the next is welcome again.

use crate::book::Book;
use crate::model::{CustomerId, Day, Depth, InteractionHead, InteractionId};
use crate::policy::{Cap, CapScope, Policy, TierPlace};

/// How far a cap is used in the period of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CapUse {
    /// The tier that the cap belongs to.
    pub tier: TierPlace,
    /// The cap.
    pub cap: Cap,
    /// Contacts that count in the period so far.
    pub used: u32,
    /// The first day of the next period.
    pub opens: Day,
}

impl CapUse {
    /// Returns how far each cap of `tiers` is used in the period of `day`, leaving out `except` (an
    /// interaction that is being edited).
    pub fn of(
        book: &Book,
        policy: &Policy,
        customer: CustomerId,
        tiers: &[TierPlace],
        day: Day,
        except: Option<InteractionId>,
    ) -> Vec<Self> {
        tiers
            .iter()
            .flat_map(|tier| policy.caps_of(*tier).iter().map(|cap| (*tier, cap)))
            .map(|(tier, cap)| {
                let (first, opens) = cap.period.around(day);
                let used = book
                    .interactions_of(customer)
                    .filter(|contact| Some(contact.id()) != except && (first..opens).contains(&contact.day))
                    .filter(|contact| cap.counts(contact))
                    .count();
                Self { tier, cap: *cap, used: u32::try_from(used).unwrap_or(u32::MAX), opens }
            })
            .collect()
    }

    /// Tells whether one more contact of its sort would go over the cap.
    pub fn is_full(&self) -> bool {
        self.used >= self.cap.most
    }
}

impl Cap {
    /// Tells whether a contact counts against the cap (ruling 6).
    pub fn counts(&self, contact: &InteractionHead) -> bool {
        contact.is_proactive()
            && match self.scope {
                CapScope::Deep => contact.depth == Depth::Deep && !contact.unanswered,
                CapScope::Proactive => true,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Label};
    use crate::model::{Channel, Customer, Env, IdSource, Initiator, Instant, Interaction, Occasion, Zone};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn cap_use(tier: u8, today: &str, contacts: &[(&str, Depth, Initiator, Option<Occasion>)]) -> CapUse {
        let now = Instant::from_millis(1_704_067_200_000);
        let mut env = Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [9; 16]) };
        let customer = Customer::new(env.ids.draw(), "例".into(), env.now);
        let mut change = Change::new(env.ids.draw(), env.now, None, Label::AddedSample);
        change.add(customer.clone());
        for &(on, depth, initiator, occasion) in contacts {
            let mut contact =
                Interaction::new(env.ids.draw(), customer.id, day(on), Channel::Call, depth, initiator, now);
            contact.occasion = occasion;
            change.add(contact);
        }
        let mut book = Book::begun(now);
        book.apply(&change).unwrap();
        CapUse::of(&book, &Policy::default(), customer.id, &[TierPlace { scheme: 0, tier }], day(today), None)
            .remove(0)
    }

    #[test]
    fn a0_23_s_is_full_after_two_deep_contacts_in_a_calendar_month() {
        use Depth::{Deep, Light};
        use Initiator::{Customer, Us};
        let full =
            cap_use(0, "2024-11-21", &[("2024-11-01", Deep, Us, None), ("2024-11-20", Deep, Us, None)]);
        assert_eq!((full.used, full.is_full(), full.opens), (2, true, day("2024-12-01")));
        let not = cap_use(
            0,
            "2024-11-21",
            &[
                ("2024-10-31", Deep, Us, None),
                ("2024-11-02", Light, Us, None),
                ("2024-11-03", Deep, Customer, None),
                ("2024-11-04", Deep, Us, Some(Occasion::Complaint)),
                ("2024-11-05", Deep, Us, Some(Occasion::AfterSales)),
            ],
        );
        assert_eq!((not.used, not.is_full()), (0, false));
    }

    #[test]
    fn a0_23_c_is_full_after_one_proactive_touch_in_a_quarter() {
        let full = cap_use(3, "2024-12-31", &[("2024-10-01", Depth::Light, Initiator::Us, None)]);
        assert_eq!((full.used, full.is_full(), full.opens), (1, true, day("2025-01-01")));
    }
}
