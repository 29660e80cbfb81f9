//! The form of a contract.

use super::{Check, Field, FieldProblem, Problem};
use crate::model::{Contract, CustomerId, Day, Env, Renewal};

/// What the form of a contract holds, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ContractDraft {
    pub number: String,
    pub title: String,
    pub from: String,
    pub until: String,
    pub amount: String,
    pub renewal: Option<Renewal>,
    pub note: String,
}

impl ContractDraft {
    /// Returns the form filled with a contract's values.
    pub fn of(contract: &Contract) -> Self {
        Self {
            number: contract.number.clone(),
            title: contract.title.clone(),
            from: contract.from.map(|day| day.to_string()).unwrap_or_default(),
            until: contract.until.to_string(),
            amount: contract.amount.map(|amount| amount.plain()).unwrap_or_default(),
            renewal: contract.renewal,
            note: contract.note.clone(),
        }
    }

    /// Returns the contract that the form describes.
    ///
    /// # Errors
    /// Every field that is not right; a last day before the first is one.
    pub fn read(
        &self,
        customer: CustomerId,
        before: Option<&Contract>,
        env: &mut Env,
    ) -> Result<Contract, Vec<FieldProblem>> {
        let mut check = Check::default();
        let from = check.any_day(Field::ContractFrom, &self.from);
        let until = check.any_day(Field::ContractUntil, &self.until).unwrap_or_else(|| {
            if self.until.trim().is_empty() {
                check.refuse(Field::ContractUntil, Problem::Required);
            }
            Day::default()
        });
        if check.is_clean() && from.is_some_and(|from| until < from) {
            check.refuse(Field::ContractUntil, Problem::BeforeItBegan);
        }
        let contract = Contract {
            number: check.short(Field::ContractNumber, &self.number),
            title: check.short(Field::ContractTitle, &self.title),
            from,
            amount: check.money(Field::Amount, &self.amount),
            renewal: self.renewal,
            note: check.text(Field::Note, &self.note),
            ..match before {
                Some(before) => Contract { until, ..before.clone() },
                None => Contract::new(env.ids.draw(), customer, until),
            }
        };
        check.done(contract)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Zone};

    #[test]
    fn a_contract_needs_its_last_day_after_its_first() {
        let now = Zone::SHANGHAI.instant("2024-05-10".parse().unwrap(), 14, 0);
        let mut env = Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [5; 16]) };
        let customer = env.ids.draw();
        let mut read = |from: &str, until: &str, amount: &str| {
            let draft = ContractDraft {
                from: from.into(),
                until: until.into(),
                amount: amount.into(),
                ..ContractDraft::default()
            };
            draft.read(customer, None, &mut env).map_err(|problems| problems[0])
        };
        let problem = |field, problem| Err(FieldProblem { field, problem });
        assert_eq!(read("", "", ""), problem(Field::ContractUntil, Problem::Required));
        assert_eq!(read("2024-02-30", "2024-03-01", ""), problem(Field::ContractFrom, Problem::NotADay));
        assert_eq!(
            read("2024-03-02", "2024-03-01", ""),
            problem(Field::ContractUntil, Problem::BeforeItBegan)
        );
        assert_eq!(read("", "2025-03-01", "-1"), problem(Field::Amount, Problem::Negative));
        let contract = read("2024-03-01", "2025-02-28", "12万").unwrap();
        assert_eq!(ContractDraft::of(&contract).amount, "120000");
        assert!(contract.is_unsettled());
    }
}
