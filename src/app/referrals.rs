//! Who brought whom, and how far a VIP is with the prospects that are expected of it (A0.14, A2.2, A2.11).

use super::Desk;
use crate::model::{Customer, CustomerId, Stage};
use crate::order;

/// How many prospects are to be found around each VIP (A2.2: 「30~50个」).
const VIP_PROSPECTS: (usize, usize) = (30, 50);

/// Whom a customer brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Referrals {
    /// Those that name it as who referred them, by name.
    pub customers: Vec<CustomerId>,
    /// How many of them have not bought yet.
    pub prospects: usize,
    /// How many prospects there should be, at least and at most, if it is a VIP.
    pub target: Option<(usize, usize)>,
}

/// Returns whom a customer brought.
pub fn referrals(desk: &Desk, customer: &Customer) -> Referrals {
    let book = desk.book();
    let mut brought: Vec<&Customer> = book.referred_by(customer.id).collect();
    order::by(&mut brought, |one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    let is_prospect = |other: &&&Customer| {
        other.stage.is_none_or(Stage::is_before_first_order) && book.orders_of(other.id).next().is_none()
    };
    Referrals {
        prospects: brought.iter().filter(is_prospect).count(),
        customers: brought.into_iter().map(|other| other.id).collect(),
        target: is_vip(desk, customer).then_some(VIP_PROSPECTS),
    }
}

fn is_vip(desk: &Desk, customer: &Customer) -> bool {
    let tier =
        desk.policy().scheme("classes").filter(|(_, scheme)| !scheme.disabled).and_then(|(place, scheme)| {
            let tier = desk.standing(customer.id)?.tier(place).tier()?;
            scheme.tiers.get(usize::from(tier))
        });
    tier.is_some_and(|tier| tier.id == "vip")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::model::{BookInfo, IdSource, Money, Order, Record, Zone};

    #[test]
    fn a2_2_a_vip_counts_the_prospects_it_brought() {
        let today = "2024-05-10".parse().unwrap();
        let now = Zone::SHANGHAI.instant(today, 14, 0);
        let mut ids = IdSource::new(now, [3; 16]);
        let vip = Customer::new(ids.draw(), "大客户".into(), now);
        let large = Order::new(ids.draw(), vip.id, today, Money::yuan(5_000_000));
        let mut brought = |name: &str| Customer {
            referred_by: Some(vip.id),
            ..Customer::new(ids.draw(), name.into(), now)
        };
        let (won, open) = (brought("乙"), brought("甲"));
        let small = Order::new(ids.draw(), won.id, today, Money::yuan(1));
        let (vip_id, won_id, open_id) = (vip.id, won.id, open.id);
        let records = [Record::from(vip), won.into(), open.into(), large.into(), small.into()];
        let book = Book::assemble(BookInfo::begun(now), records).unwrap();
        let mut desk = Desk::open(book, Zone::SHANGHAI, today);
        while desk.work_out(10) > 0 {}
        let of = |id| referrals(&desk, desk.book().customers().get(id).unwrap());
        let found = Referrals { customers: vec![won_id, open_id], prospects: 1, target: Some((30, 50)) };
        assert_eq!(of(vip_id), found);
        assert_eq!(of(open_id), Referrals::default());
    }
}
