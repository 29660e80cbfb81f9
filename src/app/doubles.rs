//! Customers that may be one and the same: by credit code, by name, by telephone, by the domain of their addresses.

use std::collections::{HashMap, HashSet};

use super::Desk;
use crate::model::{Customer, CustomerId, ProfileField};
use crate::order;
use crate::query::fold;

/// What two customers have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// The unified social credit code: a company has one, and no other has it.
    CreditCode,
    /// The name, leaving the form of the company, spaces, width and case aside.
    Name,
    /// A contact's telephone number.
    Phone,
    /// The domain of a contact's address, unless it is a public one.
    Domain,
}

/// Two customers that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// The one that is longer in the book.
    pub one: CustomerId,
    /// The other.
    pub other: CustomerId,
    /// What they have in common, the strongest first.
    pub signs: Vec<Sign>,
}

/// What a company is called besides its name, the longest first.
const FORMS: [&str; 21] = [
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "(集团)",
    "有限公司",
    "总公司",
    "分公司",
    "集团",
    "公司",
    "corporation",
    "incorporated",
    "company",
    "limited",
    "co.,ltd",
    "co,ltd",
    "coltd",
    "gmbh",
    "corp",
    "ltd",
    "inc",
    "llc",
];
/// Domains that say nothing of a company.
const PUBLIC: [&str; 16] = [
    "qq.com",
    "163.com",
    "126.com",
    "sina.com",
    "sina.cn",
    "sohu.com",
    "139.com",
    "189.cn",
    "aliyun.com",
    "foxmail.com",
    "gmail.com",
    "outlook.com",
    "hotmail.com",
    "yahoo.com",
    "icloud.com",
    "yeah.net",
];
/// A sign that more customers share than this tells nobody apart.
const SHARED_BY: usize = 6;
/// The digits of the shortest telephone number that counts.
const SHORTEST_PHONE: usize = 7;

/// The search for doubles, a few customers at a time.
#[derive(Debug, Clone, Default)]
pub struct DoublesRun {
    next: usize,
    customers: Vec<CustomerId>,
    /// The pairs that somebody told apart, the smaller id first.
    apart: HashSet<(CustomerId, CustomerId)>,
    found: HashMap<(Sign, String), Vec<CustomerId>>,
}

impl DoublesRun {
    /// Returns a search that has not begun.
    pub fn new(desk: &Desk) -> Self {
        let mut customers: Vec<CustomerId> =
            desk.book().customers().iter().map(|customer| customer.id).collect();
        order::by(&mut customers, Ord::cmp);
        Self { customers, ..Self::default() }
    }

    /// Looks at up to `most` more customers; returns how many are left.
    pub fn step(&mut self, desk: &Desk, most: usize) -> usize {
        let end = self.customers.len().min(self.next + most);
        for id in self.customers.get(self.next..end).unwrap_or_default() {
            let Some(customer) = desk.book().customers().get(*id) else { continue };
            self.apart.extend(customer.distinct_from.iter().map(|other| (*id.min(other), *id.max(other))));
            for sign in signs(desk, customer) {
                let sharing = self.found.entry(sign).or_default();
                if sharing.last() != Some(id) {
                    sharing.push(*id);
                }
            }
        }
        self.next = end;
        self.customers.len() - end
    }

    /// Returns the pairs found so far, those with the strongest signs first.
    pub fn doubles(&self) -> Vec<Double> {
        let mut pairs: HashMap<(CustomerId, CustomerId), Vec<Sign>> = HashMap::new();
        for ((sign, _), sharing) in
            self.found.iter().filter(|(_, sharing)| (2..=SHARED_BY).contains(&sharing.len()))
        {
            for (place, one) in sharing.iter().enumerate() {
                for other in sharing.iter().skip(place + 1) {
                    let pair = (*one.min(other), *one.max(other));
                    if self.apart.contains(&pair) {
                        continue;
                    }
                    let signs = pairs.entry(pair).or_default();
                    if !signs.contains(sign) {
                        signs.push(*sign);
                    }
                }
            }
        }
        let mut all: Vec<Double> = pairs
            .into_iter()
            .map(|((one, other), mut signs)| {
                order::by(&mut signs, Ord::cmp);
                Double { one, other, signs }
            })
            .collect();
        let strength = |double: &Double| {
            (double.signs.first().copied(), std::cmp::Reverse(double.signs.len()), double.one, double.other)
        };
        order::by(&mut all, |a, b| strength(a).cmp(&strength(b)));
        all
    }
}

fn signs(desk: &Desk, customer: &Customer) -> Vec<(Sign, String)> {
    let mut found = vec![(Sign::Name, bare_name(&customer.name))];
    if let Some(code) = customer.profile_value(ProfileField::CreditCode) {
        found.push((Sign::CreditCode, code.to_owned()));
    }
    for contact in desk.book().contacts_of(customer.id) {
        let digits: String = contact.phone.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(&digits).to_owned();
        if digits.len() >= SHORTEST_PHONE {
            found.push((Sign::Phone, digits));
        }
        if let Some((_, domain)) = fold(&contact.email).rsplit_once('@')
            && !domain.trim().is_empty()
            && !PUBLIC.contains(&domain.trim())
        {
            found.push((Sign::Domain, domain.trim().to_owned()));
        }
    }
    found.retain(|(_, key)| !key.is_empty());
    found
}

/// Returns a company's name without its form, spaces, punctuation, width and case.
pub fn bare_name(name: &str) -> String {
    let mut bare: String =
        fold(name).chars().filter(|c| !c.is_whitespace() && !matches!(c, '·' | '-' | '_' | '"')).collect();
    loop {
        let before = bare.len();
        bare = bare.trim_end_matches(['.', ',']).to_owned();
        for form in FORMS {
            if let Some(rest) = bare.strip_suffix(form).filter(|rest| rest.chars().count() >= 2) {
                bare = rest.to_owned();
            }
        }
        if bare.len() == before {
            break;
        }
    }
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::model::{BookInfo, Contact, Day, IdSource, Instant, Record, Zone};

    #[test]
    fn names_are_compared_without_the_form_of_the_company() {
        for (one, other) in [
            ("北辰科技有限公司", "北辰科技股份有限公司"),
            ("北辰科技（集团）有限公司", "北辰科技"),
            ("ＡＣＭＥ Co., Ltd.", "acme"),
            ("Acme Inc.", "ACME LLC"),
        ] {
            assert_eq!(bare_name(one), bare_name(other), "{one} and {other}");
        }
        assert_ne!(bare_name("北辰科技"), bare_name("北辰贸易"));
        assert_eq!(bare_name("公司"), "公司");
    }

    #[test]
    fn a_credit_code_a_name_a_telephone_or_a_domain_makes_a_pair_and_a_public_domain_does_not() {
        let now = Instant::from_millis(1_700_000_000_000);
        let mut ids = IdSource::new(now, [1; 16]);
        let names = ["北辰科技有限公司", "北辰科技", "云帆商贸", "云帆物流", "孤星"];
        let mut customers: Vec<Customer> =
            names.iter().map(|name| Customer::new(ids.draw(), (*name).into(), now)).collect();
        for place in [0, 4] {
            customers[place].set_profile_value(ProfileField::CreditCode, "9144030071526726XG");
        }
        let customers = customers;
        let mut contact = |place: usize, phone: &str, email: &str| Contact {
            phone: phone.into(),
            email: email.into(),
            ..Contact::new(ids.draw(), customers[place].id, "王".into())
        };
        let contacts = [
            contact(2, "+86 138-0000-1234", "a@yunfan.cn"),
            contact(3, "13800001234", "b@yunfan.cn"),
            contact(1, "12345", "c@qq.com"),
            contact(4, "12345", "d@QQ.com"),
        ];
        let records = customers.iter().cloned().map(Record::from).chain(contacts.map(Record::from));
        let book = Book::assemble(BookInfo::begun(now), records).unwrap();
        let desk = Desk::open(book, Zone::SHANGHAI, Day::new(2026, 11, 21).unwrap());
        let mut run = DoublesRun::new(&desk);
        while run.step(&desk, 2) > 0 {}
        let found = run.doubles();
        let told: Vec<(CustomerId, CustomerId, Vec<Sign>)> =
            found.into_iter().map(|double| (double.one, double.other, double.signs)).collect();
        assert_eq!(
            told,
            [
                (customers[0].id, customers[4].id, vec![Sign::CreditCode]),
                (customers[0].id, customers[1].id, vec![Sign::Name]),
                (customers[2].id, customers[3].id, vec![Sign::Phone, Sign::Domain]),
            ]
        );
    }
}
