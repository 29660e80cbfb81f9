//! Some customers as a book of their own, to be given away: what is not to be seen is not in it.

use arcstr::ArcStr;

use crate::book::Book;
use crate::facts::{Metric, Unit};
use crate::model::{Contract, Customer, CustomerId, Extra, Kind, ProfileField, Record};

mod mask;

pub use mask::Mask;

/// Master data that is an amount, or says one.
const MONEY: [ProfileField; 6] = [
    ProfileField::Capital,
    ProfileField::Revenue,
    ProfileField::CreditLimit,
    ProfileField::Budget,
    ProfileField::Assets,
    ProfileField::Income,
];
/// Master data that tells who a customer is.
const IDENTITY: [ProfileField; 11] = [
    ProfileField::CreditCode,
    ProfileField::RegistrationNumber,
    ProfileField::OrganisationCode,
    ProfileField::LegalPerson,
    ProfileField::Address,
    ProfileField::OfficePhone,
    ProfileField::Fax,
    ProfileField::Website,
    ProfileField::Organisation,
    ProfileField::Gender,
    ProfileField::BirthYear,
];

/// What is left out of a share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ShareOptions {
    /// No orders, and no amounts of contracts, in master data or that are stated.
    pub without_money: bool,
    /// Names of customers and their people, telephones and addresses are masked, wherever they stand.
    pub masked: bool,
}

impl ShareOptions {
    /// Tells whether attachments come along: what pictures and documents show can be neither masked nor left out.
    pub fn has_files(self) -> bool {
        !self.masked && !self.without_money
    }
}

/// Returns the records that a share has of some customers; what belongs to none comes once, by
/// [`shared_with_all`]. `mask` has learnt the whole book if the share is to be masked.
/// Whoever referred a customer is named only if `is_shared`.
pub fn shared(
    book: &Book,
    customers: &[CustomerId],
    (options, mask): (ShareOptions, &Mask),
    is_shared: &dyn Fn(CustomerId) -> bool,
) -> Vec<Record> {
    let mut records = Vec::new();
    for customer in customers.iter().filter_map(|id| book.customers().get(*id)) {
        records.push(of_customer(customer, mask, options, is_shared).into());
        records.extend(book.contacts_of(customer.id).map(|contact| mask.contact(contact).into()));
        if !options.without_money {
            let orders = book.orders_of(customer.id).filter_map(|row| row.record());
            records.extend(orders.map(|mut order| {
                order.note = mask.text(&order.note);
                order.extra = mask.extra(order.extra);
                order.into()
            }));
        }
        let interactions = book.interactions_of(customer.id).filter_map(|row| row.record());
        records.extend(interactions.map(|interaction| mask.interaction(interaction).into()));
        records.extend(book.next_actions_of(customer.id).map(|action| mask.action(action).into()));
        records.extend(book.needs_of(customer.id).map(|need| mask.need(need).into()));
        records.extend(book.feedback_of(customer.id).map(|feedback| mask.feedback(feedback).into()));
        records.extend(
            book.contracts_of(customer.id)
                .map(|contract| mask.contract(of_contract(contract, options)).into()),
        );
        records.extend(book.plans_of(customer.id).map(|plan| mask.plan(plan).into()));
        if options.has_files() {
            records.extend(book.attachments_of(customer.id).map(Record::from));
        }
    }
    records
}

/// Returns what every share has: the team, the versions of the policy, the types of buyer, the letters of numbers
/// and the sources.
pub fn shared_with_all(book: &Book) -> Vec<Record> {
    let people = book.people().iter().map(|person| person.clone().into());
    let policies = book.policies().iter().map(|policy| policy.clone().into());
    let types = book.buyer_types().iter().map(|buyer| buyer.clone().into());
    let prefixes = book.prefixes().iter().map(|prefix| prefix.clone().into());
    let sources = book.sources().iter().map(|source| source.clone().into());
    people.chain(policies).chain(types).chain(prefixes).chain(sources).collect()
}

/// Returns records in the order in which a book takes them up: customers before what belongs to them.
pub fn in_order(mut records: Vec<Record>) -> Vec<Record> {
    crate::order::by_key(&mut records, |record| (record.kind() != Kind::Customer, record.id()));
    records
}

fn of_customer(
    customer: &Customer,
    mask: &Mask,
    options: ShareOptions,
    is_shared: &dyn Fn(CustomerId) -> bool,
) -> Customer {
    let mut customer = customer.clone();
    customer.referred_by = customer.referred_by.filter(|id| is_shared(*id));
    customer.distinct_from.retain(|id| is_shared(*id));
    if options.without_money {
        without_fields(&mut customer, &MONEY);
        customer.stated.cumulative_amount = None;
        let is_money = |id: &str| Metric::from_id(id).is_some_and(|metric| metric.unit() == Unit::Fen);
        // What a user's own field holds is not known here.
        let is_known = |id: &str| Metric::from_id(id).is_some();
        customer.statements.retain(|said| is_known(&said.metric) && !is_money(&said.metric));
        customer.size = ArcStr::new();
        customer.extra = Extra::default();
    }
    if mask.is_on() {
        without_fields(&mut customer, &IDENTITY);
        mask.customer(&mut customer);
    }
    customer
}

fn of_contract(mut contract: Contract, options: ShareOptions) -> Contract {
    if options.without_money {
        contract.amount = None;
        contract.extra = Extra::default();
    }
    contract
}

/// Takes fields of master data away, and those of a later version: what they hold is not known here.
fn without_fields(customer: &mut Customer, fields: &[ProfileField]) {
    let goes = |id: &str| ProfileField::from_id(id).is_none_or(|field| fields.contains(&field));
    customer.profile.retain(|id, _| !goes(id));
    customer.field_states.retain(|id, _| !goes(id));
    customer.field_days.retain(|id, _| Customer::DATED.contains(&id.as_str()) || !goes(id));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{BookInfo, Contact, Day, Env, IdSource, Money, Order, Plan, RecordId, Zone};
    use crate::sample;
    use crate::text::Language;

    fn env() -> Env {
        let now = Zone::SHANGHAI.instant(Day::new(2024, 6, 1).unwrap(), 9, 0);
        Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [4; 16]) }
    }

    fn whole() -> Book {
        let mut env = env();
        let records = sample::records(&mut env, Language::Chinese);
        Book::assemble(BookInfo::begun(env.now), records).unwrap()
    }

    fn share(book: &Book, customers: &[CustomerId], options: ShareOptions) -> Book {
        let mut records = shared_with_all(book);
        let mut mask = if options.masked { Mask::on() } else { Mask::off() };
        let all: Vec<CustomerId> = book.customers().iter().map(|customer| customer.id).collect();
        mask.learn(book, &all);
        mask.ready();
        records.extend(shared(book, customers, (options, &mask), &|id| customers.contains(&id)));
        Book::assemble(book.info().clone(), in_order(records)).unwrap()
    }

    fn written(book: &Book) -> String {
        String::from_utf8(crate::exchange::write(book).unwrap()).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

        #[test]
        fn any_share_is_a_book_and_names_nobody_who_is_not_in_it(
            which in prop::collection::btree_set(0usize..150, 0..40), without_money: bool, is_masked: bool,
        ) {
            let book = whole();
            let all: Vec<CustomerId> = book.customers().sorted().iter().map(|customer| customer.id).collect();
            let chosen: Vec<CustomerId> = which.iter().filter_map(|place| all.get(*place).copied()).collect();
            let options = ShareOptions { without_money, masked: is_masked };
            let part = share(&book, &chosen, options);
            prop_assert_eq!(part.customers().len(), chosen.len());
            let file = crate::exchange::write(&part).unwrap();
            let again = crate::exchange::read(&file).unwrap().book().unwrap();
            prop_assert!(crate::exchange::write(&again).unwrap() == file);
            let records: Vec<Record> = part.chunks().iter().flat_map(|chunk| chunk.records().unwrap()).collect();
            let there: BTreeSet<RecordId> = records.iter().map(Record::id).collect();
            prop_assert!(records.iter().flat_map(Record::references).all(|id| there.contains(&id)));
            if without_money {
                prop_assert!(part.orders().is_empty() && !written(&part).contains("\"fen\""));
            }
            if is_masked {
                let text = written(&part);
                for customer in chosen.iter().filter_map(|id| book.customers().get(*id)) {
                    prop_assert!(!text.contains(&customer.name), "{}", customer.name);
                    for contact in book.contacts_of(customer.id) {
                        prop_assert!(contact.phone.is_empty() || !text.contains(&contact.phone));
                        prop_assert!(contact.email.is_empty() || !text.contains(&contact.email));
                    }
                }
            }
        }
    }

    #[test]
    fn master_data_contracts_and_plans_give_away_neither_amounts_nor_who_it_is() {
        let mut env = env();
        let mut customer = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        for field in ProfileField::ALL {
            customer.set_profile_value(*field, "认得出13800138000");
        }
        let contract = Contract {
            number: "HT-认得出".into(),
            amount: Some(Money::yuan(5)),
            note: "北辰科技续约".into(),
            ..Contract::new(env.ids.draw(), customer.id, env.today())
        };
        let plan = Plan {
            steps: vec![crate::model::PlanStep { text: "拜访北辰科技".into(), ..Default::default() }],
            ..Plan::new(env.ids.draw(), customer.id, crate::model::RiskTrigger::ByHand, env.today())
        };
        let id = customer.id;
        let records: Vec<Record> = vec![customer.into(), contract.into(), plan.into()];
        let book = Book::assemble(BookInfo::begun(env.now), records).unwrap();
        let whole = share(&book, &[id], ShareOptions::default());
        assert_eq!(written(&whole), written(&book));
        let part = share(&book, &[id], ShareOptions { without_money: true, masked: true });
        let text = written(&part);
        for word in ["13800138000", "HT-", "\"fen\"", "北辰科技"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
        let left = part.customers().get(id).unwrap();
        assert!(MONEY.iter().chain(&IDENTITY).all(|field| left.profile_value(*field).is_none()));
        assert!(left.profile_value(ProfileField::City).is_some());
        assert_eq!((part.contracts_of(id).count(), part.plans_of(id).count()), (1, 1));
    }

    #[test]
    fn other_customers_are_masked_in_what_is_said_of_one_however_they_are_written() {
        let mut env = env();
        let mut customer = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        customer.remark = "由东方贸易介绍，ＯＲＩＥＮＴ的李强 +86 139-1111 2222，李QIANG@orient.cn".into();
        let other = Customer {
            short_name: "Orient".into(),
            ..Customer::new(env.ids.draw(), "东方贸易".into(), env.now)
        };
        let contact = Contact {
            phone: "13911112222".into(),
            ..Contact::new(env.ids.draw(), other.id, "李强".into())
        };
        let id = customer.id;
        let records: Vec<Record> = vec![customer.into(), other.into(), contact.into()];
        let book = Book::assemble(BookInfo::begun(env.now), records).unwrap();
        let text = written(&share(&book, &[id], ShareOptions { masked: true, without_money: false }));
        for word in ["东方贸易", "ＯＲＩＥＮＴ", "李强", "1111", "2222", "orient.cn"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }

    #[test]
    fn names_and_numbers_are_masked_wherever_they_stand() {
        let mut env = env();
        let mut customer = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        customer.remark = "北辰科技的王芳 13800138000，另有 021-**** ***98；2024-03-05 到期".into();
        let contact = Contact {
            phone: "138 0013 8000".into(),
            email: "wang@beichen.cn".into(),
            ..Contact::new(env.ids.draw(), customer.id, "王芳".into())
        };
        let order = Order::new(env.ids.draw(), customer.id, env.today(), Money::yuan(5));
        let id = customer.id;
        let records: Vec<Record> = vec![customer.into(), contact.into(), order.into()];
        let book = Book::assemble(BookInfo::begun(env.now), records).unwrap();
        let masked = share(&book, &[id], ShareOptions { masked: true, without_money: false });
        let customer = masked.customers().get(id).unwrap();
        assert_eq!(customer.name, "北**");
        assert_eq!(customer.remark, "北**的王** 138 **** **00，另有 021-**** ***98；2024-03-05 到期");
        let contact: Contact = masked.contacts_of(id).next().unwrap();
        assert_eq!((contact.name.as_str(), contact.phone.as_str()), ("王**", "138 **** **00"));
        assert_eq!(contact.email, "w**@**");
        assert_eq!(masked.orders_of(id).count(), 1);
    }
}
