//! What should be known of a customer, and whether it is: the fields of ruling 14, and by stage those of A3.3.

use crate::book::Book;
use crate::model::{
    Customer, CustomerKind, Day, DecisionRole, Money, ProfileField, SizeBand, Stage, division_of,
};

/// Something that should be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// 所属行业 (ruling 14)
    Industry,
    /// 合作阶段 (ruling 14)
    Stage,
    /// 负责人 (ruling 14)
    Owner,
    /// 联系人 (ruling 14)
    Contact,
    /// 联系方式 (ruling 14)
    ContactWay,
    /// 决策角色 (ruling 14)
    Role,
    /// 决策链联系人, of new customers (A3.3)
    Decider,
    /// 新增需求, of old customers: one within half a year (A3.3)
    NewNeeds,
    /// A field of master data.
    Field(ProfileField),
}

/// Returns how large an enterprise is by the statistics bureau's standard (A3.13), as far as its industry and its
/// figures are known; a person has no size.
pub fn size_band(customer: &Customer) -> Option<SizeBand> {
    if customer.customer_kind == Some(CustomerKind::Person) {
        return None;
    }
    let division = division_of(&customer.industry)?;
    let money = |field| customer.profile_value(field).and_then(|text| Money::parse(text).ok());
    let headcount = customer.profile_value(ProfileField::Headcount).and_then(|text| text.parse().ok());
    SizeBand::of(division.code, headcount, money(ProfileField::Revenue), money(ProfileField::Assets))
}

/// How long ago, in days, the newest need of an old customer may be.
const NEEDS_WITHIN: i64 = 180;

/// Returns what should be known of a customer, each with whether it is.
pub fn wanted(book: &Book, customer: &Customer, today: Day) -> Vec<(Wanted, bool)> {
    let people: Vec<_> = book.contacts_of(customer.id).filter(|contact| !contact.has_left).collect();
    let any = |fits: &dyn Fn(&crate::model::Contact) -> bool| people.iter().any(fits);
    let field = |field: ProfileField| (Wanted::Field(field), customer.profile_value(field).is_some());
    let mut all = vec![
        (Wanted::Industry, !customer.industry.is_empty()),
        (Wanted::Stage, customer.stage.is_some()),
        (Wanted::Owner, customer.owner.is_some()),
        (Wanted::Contact, !people.is_empty()),
        (Wanted::ContactWay, any(&|contact| !contact.phone.is_empty() || !contact.email.is_empty())),
        (Wanted::Role, any(&|contact| contact.role.is_some())),
    ];
    if customer.stage.is_none_or(Stage::is_before_first_order) {
        all.push((Wanted::Decider, any(&|contact| contact.role == Some(DecisionRole::Decider))));
        all.extend(
            [ProfileField::Pains, ProfileField::Budget, ProfileField::BudgetCycle, ProfileField::Timeframe]
                .map(field),
        );
    } else {
        let has_new = book.needs_of(customer.id).any(|need| today.days_since(need.day) <= NEEDS_WITHIN);
        all.push((Wanted::NewNeeds, has_new));
        all.extend([ProfileField::Bottleneck, ProfileField::CreditCode].map(field));
    }
    // A person has no credit code (A2.24).
    all.retain(|(what, _)| match what {
        Wanted::Field(field) => field.is_asked_of(customer.customer_kind),
        _ => true,
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BookInfo, Contact, IdSource, Instant, Need, Record};

    #[test]
    fn a3_3_new_and_old_customers_are_asked_different_things() {
        let now = Instant::from_millis(1_715_000_000_000);
        let mut ids = IdSource::new(now, [3; 16]);
        let new = Customer::new(ids.draw(), "北辰科技".into(), now);
        let old =
            Customer { stage: Some(Stage::Stable), ..Customer::new(ids.draw(), "云帆商贸".into(), now) };
        let decider = Contact {
            role: Some(DecisionRole::Decider),
            phone: "13800001111".into(),
            ..Contact::new(ids.draw(), new.id, "刘总".into())
        };
        let today: Day = "2024-05-10".parse().unwrap();
        let need = Need::new(ids.draw(), old.id, "2024-05-01".parse().unwrap(), "降价".into());
        let records = [Record::from(new.clone()), old.clone().into(), decider.into(), need.into()];
        let book = Book::assemble(BookInfo::begun(now), records).unwrap();
        let open = |customer| -> Vec<Wanted> {
            wanted(&book, customer, today)
                .into_iter()
                .filter(|(_, known)| !known)
                .map(|(what, _)| what)
                .collect()
        };
        assert_eq!(
            open(&new),
            [
                Wanted::Industry,
                Wanted::Stage,
                Wanted::Owner,
                Wanted::Field(ProfileField::Pains),
                Wanted::Field(ProfileField::Budget),
                Wanted::Field(ProfileField::BudgetCycle),
                Wanted::Field(ProfileField::Timeframe),
            ]
        );
        assert!(!open(&old).contains(&Wanted::NewNeeds));
        assert!(open(&old).contains(&Wanted::Contact));
    }
}
