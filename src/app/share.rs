//! Some customers as a book of their own, to be given away: what is not to be seen is not in it.

use crate::book::Book;
use crate::facts::{Metric, Unit};
use crate::model::{
    Contact, Contract, Customer, CustomerId, Extra, Feedback, Interaction, Kind, Need, NextAction, Plan,
    ProfileField, Record,
};

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

/// Returns the records that a share has of some customers; what belongs to none comes once, by
/// [`shared_with_all`].
/// Whoever referred a customer is named only if `is_shared`.
pub fn shared(
    book: &Book,
    customers: &[CustomerId],
    options: ShareOptions,
    is_shared: &dyn Fn(CustomerId) -> bool,
) -> Vec<Record> {
    let mut records = Vec::new();
    for customer in customers.iter().filter_map(|id| book.customers().get(*id)) {
        let contacts: Vec<Contact> = book.contacts_of(customer.id).collect();
        let mask = Mask::of(customer, &contacts, options.masked);
        records.push(of_customer(customer, &mask, options, is_shared).into());
        records.extend(contacts.into_iter().map(|contact| mask.contact(contact).into()));
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
        records
            .extend(book.contracts_of(customer.id).map(|contract| mask.contract(contract, options).into()));
        records.extend(book.plans_of(customer.id).map(|plan| mask.plan(plan).into()));
    }
    records
}

/// Returns what every share has: the team, the versions of the policy, the types of buyer and the letters of
/// numbers.
pub fn shared_with_all(book: &Book) -> Vec<Record> {
    let people = book.people().iter().map(|person| person.clone().into());
    let policies = book.policies().iter().map(|policy| policy.clone().into());
    let types = book.buyer_types().iter().map(|buyer| buyer.clone().into());
    let prefixes = book.prefixes().iter().map(|prefix| prefix.clone().into());
    people.chain(policies).chain(types).chain(prefixes).collect()
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
        customer.size.clear();
        customer.extra = Extra::new();
    }
    if mask.is_on {
        customer.name = mask.text(&customer.name);
        customer.short_name = masked(&customer.short_name);
        without_fields(&mut customer, &IDENTITY);
        for value in customer.profile.values_mut() {
            *value = mask.text(value);
        }
        customer.watch = mask.text(&customer.watch);
        customer.remark = mask.text(&customer.remark);
        customer.key_need = mask.text(&customer.key_need);
        for said in &mut customer.statements {
            said.note = mask.text(&said.note);
        }
        for set in &mut customer.overrides {
            set.reason = mask.text(&set.reason);
        }
        for arrangement in &mut customer.arrangements {
            arrangement.reason = mask.text(&arrangement.reason);
        }
    }
    customer.extra = mask.extra(customer.extra);
    customer
}

/// Takes fields of master data away, and those of a later version: what they hold is not known here.
fn without_fields(customer: &mut Customer, fields: &[ProfileField]) {
    let goes = |id: &str| ProfileField::from_id(id).is_none_or(|field| fields.contains(&field));
    customer.profile.retain(|id, _| !goes(id));
    customer.field_states.retain(|id, _| !goes(id));
    customer.field_days.retain(|id, _| Customer::DATED.contains(&id.as_str()) || !goes(id));
}

/// The names and numbers of one customer, and what stands for them.
struct Mask {
    is_on: bool,
    /// Longer ones first, so that none is masked in the midst of another.
    words: Vec<(String, String)>,
}

impl Mask {
    fn of(customer: &Customer, contacts: &[Contact], is_on: bool) -> Self {
        let mut words: Vec<(String, String)> = Vec::new();
        if is_on {
            let names = [&customer.name, &customer.short_name].into_iter();
            let names = names.chain(contacts.iter().map(|contact| &contact.name));
            words.extend(names.map(|name| (name.clone(), masked(name))));
            words.extend(
                contacts.iter().map(|contact| (contact.phone.clone(), masked_number(&contact.phone))),
            );
            words.extend(
                contacts.iter().map(|contact| (contact.email.clone(), masked_address(&contact.email))),
            );
            words.retain(|(word, _)| word.chars().nth(1).is_some());
            crate::order::by_key(&mut words, |(word, _)| std::cmp::Reverse(word.len()));
        }
        Self { is_on, words }
    }

    /// Returns a text without the names and numbers; telephones that nobody knows of go as well.
    fn text(&self, text: &str) -> String {
        if !self.is_on {
            return text.to_owned();
        }
        let mut text = text.to_owned();
        for (word, stands_for) in &self.words {
            if text.contains(word.as_str()) {
                text = text.replace(word.as_str(), stands_for);
            }
        }
        without_numbers(&text)
    }

    /// Returns fields that this version does not know: what they hold is not known either.
    fn extra(&self, extra: Extra) -> Extra {
        if self.is_on { Extra::new() } else { extra }
    }

    fn contact(&self, mut contact: Contact) -> Contact {
        if self.is_on {
            contact.name = masked(&contact.name);
            contact.phone = masked_number(&contact.phone);
            contact.email = masked_address(&contact.email);
            contact.title = self.text(&contact.title);
            contact.area = self.text(&contact.area);
            contact.birthday = None;
            contact.extra = Extra::new();
        }
        contact
    }

    fn interaction(&self, mut one: Interaction) -> Interaction {
        if self.is_on {
            let names = one.contacts_as_written.split('、').map(masked).collect::<Vec<_>>();
            one.contacts_as_written = names.join("、");
            for text in [
                &mut one.summary,
                &mut one.feedback,
                &mut one.needs,
                &mut one.problems,
                &mut one.theme,
                &mut one.concerns,
                &mut one.spin_situation,
                &mut one.spin_problem,
                &mut one.spin_implication,
                &mut one.spin_payoff,
                &mut one.cap_note,
            ] {
                *text = self.text(text);
            }
            one.extra = Extra::new();
        }
        one
    }

    fn action(&self, mut action: NextAction) -> NextAction {
        action.text = self.text(&action.text);
        action.extra = self.extra(action.extra);
        action
    }

    fn need(&self, mut need: Need) -> Need {
        need.text = self.text(&need.text);
        need.answer = self.text(&need.answer);
        need.extra = self.extra(need.extra);
        need
    }

    fn feedback(&self, mut feedback: Feedback) -> Feedback {
        for text in [&mut feedback.text, &mut feedback.resolution, &mut feedback.cause] {
            *text = self.text(text);
        }
        feedback.extra = self.extra(feedback.extra);
        feedback
    }
}

impl Mask {
    fn contract(&self, mut contract: Contract, options: ShareOptions) -> Contract {
        if options.without_money {
            contract.amount = None;
            contract.extra = Extra::new();
        }
        if self.is_on {
            contract.number.clear();
        }
        contract.title = self.text(&contract.title);
        contract.note = self.text(&contract.note);
        contract.extra = self.extra(contract.extra);
        contract
    }

    fn plan(&self, mut plan: Plan) -> Plan {
        for text in [&mut plan.subject, &mut plan.risk, &mut plan.lesson] {
            *text = self.text(text);
        }
        for step in &mut plan.steps {
            step.text = self.text(&step.text);
        }
        plan.extra = self.extra(plan.extra);
        plan
    }
}

/// Returns the first character of a name and stars.
fn masked(name: &str) -> String {
    match name.trim().chars().next() {
        Some(first) => format!("{first}**"),
        None => String::new(),
    }
}

/// Returns a telephone number of which at most the first three and the last two digits are left.
fn masked_number(number: &str) -> String {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let mut at = 0;
    let one = |c: char| {
        if !c.is_ascii_digit() {
            return c;
        }
        at += 1;
        if digits > 7 && (at <= 3 || at > digits - 2) { c } else { '*' }
    };
    number.chars().map(one).collect()
}

fn masked_address(address: &str) -> String {
    match address.split_once('@') {
        Some((name, host)) => format!("{}@{host}", masked(name)),
        None => masked(address),
    }
}

/// Masks whatever has as many digits as a telephone number.
fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() || (c == '-' && !run.is_empty()) {
            run.push(c);
            continue;
        }
        let digits = run.chars().filter(char::is_ascii_digit).count();
        // Dates have eight digits at most, with or without marks.
        if digits > 8 {
            out.push_str(&masked_number(&run));
        } else {
            out.push_str(&run);
        }
        run.clear();
        out.push(c);
    }
    out.pop();
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{BookInfo, Day, Env, IdSource, Money, Order, RecordId, Zone};
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
        records.extend(shared(book, customers, options, &|id| customers.contains(&id)));
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
    fn names_and_numbers_are_masked_wherever_they_stand() {
        let mut env = env();
        let mut customer = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        customer.remark = "北辰科技的王芳 13800138000，另有 021-6543 21098；2024-03-05 到期".into();
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
        assert_eq!(customer.remark, "北**的王** 138******00，另有 021-6543 21098；2024-03-05 到期");
        let contact: Contact = masked.contacts_of(id).next().unwrap();
        assert_eq!((contact.name.as_str(), contact.phone.as_str()), ("王**", "138 **** **00"));
        assert_eq!(contact.email, "w**@beichen.cn");
        assert_eq!(masked.orders_of(id).count(), 1);
    }
}
