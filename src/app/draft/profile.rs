//! The form of master data: 40 fields of the handbooks' tables, each checked by what it holds
//! (A2.39–A2.46, A3.5–A3.17).

use std::collections::BTreeMap;

use super::{Check, Field, FieldProblem, LONGEST_NAME, Problem};
use crate::exchange;
use crate::model::{
    CityTier, CreditCode, Customer, Day, Env, FieldSort, FieldState, Gender, Intent, ProfileField,
    SalesChannel, is_phone, is_website,
};

/// What the form of master data holds, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ProfileDraft {
    pub values: BTreeMap<ProfileField, String>,
    pub states: BTreeMap<ProfileField, FieldState>,
}

impl ProfileDraft {
    /// Returns the form filled with a customer's values.
    pub fn of(customer: &Customer) -> Self {
        let all = || ProfileField::ALL.iter().copied();
        Self {
            values: all()
                .filter_map(|field| Some((field, customer.profile_value(field)?.to_owned())))
                .collect(),
            states: all().filter_map(|field| Some((field, customer.field_state(field)?))).collect(),
        }
    }

    /// Returns the customer with these values; what an empty field held is forgotten.
    ///
    /// # Errors
    /// Every field that is not right.
    pub fn read(&self, before: &Customer, env: &Env) -> Result<Customer, Vec<FieldProblem>> {
        let mut check = Check::default();
        let mut customer = before.clone();
        let today = env.today();
        for field in ProfileField::ALL.iter().copied() {
            let typed = self.values.get(&field).map_or("", String::as_str);
            let value = read_value(field, typed, today, &mut check);
            customer.set_profile_value(field, &value);
            // What somebody filled in needs no more asking; what is to be confirmed may well hold something.
            let state = self.states.get(&field).copied();
            customer.set_field_state(
                field,
                state.filter(|state| *state == FieldState::ToConfirm || value.is_empty()),
            );
        }
        customer.date_fields(Some(before), today);
        check.done(customer)
    }
}

/// Returns the stored form of a value, or notes what is wrong with it.
fn read_value(field: ProfileField, typed: &str, today: Day, check: &mut Check) -> String {
    let at = Field::Profile(field);
    let typed = typed.trim();
    if typed.is_empty() {
        return String::new();
    }
    let mut refuse = |problem| {
        check.refuse(at, problem);
        String::new()
    };
    // No field but the long ones takes more: nothing longer is looked at any further.
    let sort = field.sort();
    if sort != FieldSort::Long && typed.chars().count() > LONGEST_NAME {
        return refuse(Problem::TooLong(LONGEST_NAME));
    }
    match sort {
        FieldSort::Text => check.short(at, typed),
        FieldSort::Long => check.text(at, typed),
        FieldSort::Day => match typed.parse::<Day>() {
            Ok(day) if day > today && ProfileField::PAPERS.contains(&field) => refuse(Problem::InTheFuture),
            Ok(day) => day.to_string(),
            Err(()) => refuse(Problem::NotADay),
        },
        FieldSort::Date => match exchange::partial_date(typed) {
            Ok(date) if field != ProfileField::Timeframe && date.first_day() > today => {
                refuse(Problem::InTheFuture)
            }
            Ok(date) => date.to_string(),
            Err(_) => refuse(Problem::NotADate),
        },
        FieldSort::Money => check.money(at, typed).map(|money| money.plain()).unwrap_or_default(),
        FieldSort::Count => {
            check.whole(at, typed, 0, 10_000_000).map(|count| count.to_string()).unwrap_or_default()
        }
        FieldSort::Year => {
            let this = u32::try_from(today.year()).unwrap_or(1900);
            check.whole(at, typed, 1900, this).map(|year| year.to_string()).unwrap_or_default()
        }
        FieldSort::Phone if is_phone(typed) => typed.to_owned(),
        FieldSort::Phone => refuse(Problem::NotAPhone),
        FieldSort::Website if is_website(typed) => typed.to_owned(),
        FieldSort::Website => refuse(Problem::NotAWebsite),
        FieldSort::CreditCode => match typed.parse::<CreditCode>() {
            Ok(code) => code.to_string(),
            Err(error) => refuse(Problem::NotACreditCode(error)),
        },
        FieldSort::CityTier => known(CityTier::from_id(typed).map(CityTier::id), refuse),
        FieldSort::SalesChannel => known(SalesChannel::from_id(typed).map(SalesChannel::id), refuse),
        FieldSort::Gender => known(Gender::from_id(typed).map(Gender::id), refuse),
        FieldSort::Intent => known(Intent::from_id(typed).map(Intent::id), refuse),
    }
}

fn known(id: Option<&'static str>, mut refuse: impl FnMut(Problem) -> String) -> String {
    id.map_or_else(|| refuse(Problem::Required), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CreditCodeError, IdSource, MoneyError, Zone};

    fn env() -> Env {
        let now = Zone::SHANGHAI.instant("2024-05-10".parse().unwrap(), 14, 0);
        Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [5; 16]) }
    }

    fn read(values: &[(ProfileField, &str)]) -> Result<Customer, Vec<FieldProblem>> {
        let mut env = env();
        let customer = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let values = values.iter().map(|(field, value)| (*field, (*value).to_owned())).collect();
        ProfileDraft { values, ..ProfileDraft::default() }.read(&customer, &env)
    }

    #[test]
    fn each_field_is_kept_in_its_own_form_and_reads_back() {
        let customer = read(&[
            (ProfileField::CreditCode, "9144 0300 7152 6726 xg"),
            (ProfileField::Founded, "2019年3月"),
            (ProfileField::Capital, "500万"),
            (ProfileField::Timeframe, "2024年Q3"),
            (ProfileField::OfficePhone, "010-8888 6666"),
            (ProfileField::Website, "https://www.example.cn/about"),
            (ProfileField::CityTier, "second"),
            (ProfileField::PaperLicence, "2024-05-10"),
        ])
        .unwrap();
        let value = |field| customer.profile_value(field);
        assert_eq!(value(ProfileField::CreditCode), Some("9144030071526726XG"));
        assert_eq!(value(ProfileField::Founded), Some("2019-03"));
        assert_eq!(value(ProfileField::Capital), Some("5000000"));
        assert_eq!(value(ProfileField::Timeframe), Some("2024-Q3"));
        let again = ProfileDraft::of(&customer).read(&customer, &env()).unwrap();
        assert_eq!(again, customer);
    }

    #[test]
    fn every_bad_value_says_at_its_field_what_is_wrong() {
        let long = "长".repeat(1 << 20);
        for (field, value, problem) in [
            (
                ProfileField::CreditCode,
                "9144030071526726XA",
                Problem::NotACreditCode(CreditCodeError::Check('G')),
            ),
            (
                ProfileField::CreditCode,
                "440300123456789",
                Problem::NotACreditCode(CreditCodeError::Length(15)),
            ),
            (ProfileField::Founded, "2023-02-30", Problem::NotADate),
            (ProfileField::RegisteredOn, "2030", Problem::InTheFuture),
            (ProfileField::PaperTax, "2024-05-11", Problem::InTheFuture),
            (ProfileField::PaperBank, "2024-02-30", Problem::NotADay),
            (ProfileField::BirthYear, "2025", Problem::NotInRange(1900, 2024)),
            (ProfileField::Gender, "x", Problem::Required),
            (ProfileField::CreditLimit, "-1", Problem::Negative),
            (ProfileField::Revenue, "很多", Problem::NotMoney(MoneyError::NotANumber)),
            (ProfileField::Headcount, "1.5", Problem::NotInRange(0, 10_000_000)),
            (ProfileField::OfficePhone, "打给我", Problem::NotAPhone),
            (ProfileField::Website, "example", Problem::NotAWebsite),
            (ProfileField::LegalPerson, "王\u{202e}五", Problem::HiddenMarks),
            (ProfileField::Address, long.as_str(), Problem::TooLong(LONGEST_NAME)),
            (ProfileField::Scope, long.as_str(), Problem::TooLong(4_000)),
        ] {
            let problems = read(&[(field, value)]).unwrap_err();
            assert_eq!(problems, [FieldProblem { field: Field::Profile(field), problem }], "{field:?}");
        }
    }

    #[test]
    fn a_state_stays_until_the_field_is_filled() {
        let mut env = env();
        let customer = Customer::new(env.ids.draw(), "北辰科技".into(), env.now);
        let mut draft = ProfileDraft::default();
        draft.states.insert(ProfileField::Budget, FieldState::AskLater);
        draft.states.insert(ProfileField::Timeframe, FieldState::ToConfirm);
        let asked = draft.read(&customer, &env).unwrap();
        assert_eq!(asked.field_state(ProfileField::Budget), Some(FieldState::AskLater));
        draft.values.insert(ProfileField::Budget, "50-80万元".into());
        draft.values.insert(ProfileField::Timeframe, "2024".into());
        let filled = draft.read(&asked, &env).unwrap();
        assert_eq!(filled.field_state(ProfileField::Budget), None);
        assert_eq!(filled.field_state(ProfileField::Timeframe), Some(FieldState::ToConfirm));
    }
}
