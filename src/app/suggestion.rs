//! What to talk about: the oldest need that nobody has touched, and the theme that goes with it (A1.11).

use crate::book::Book;
use crate::model::{CustomerId, Day, Need, NeedCategory, NeedStatus};
use crate::text::Language;

/// A need to be talked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The need.
    pub need: Need,
    /// How many days ago it was learnt.
    pub days: i64,
}

/// Returns the oldest need or problem of a customer that nobody has touched.
pub fn suggestion(book: &Book, customer: CustomerId, today: Day) -> Option<Suggestion> {
    let untouched = book.needs_of(customer).filter(|need| need.status() == NeedStatus::Open);
    let need = untouched.min_by_key(|need| (need.day, need.id))?;
    let days = today.days_since(need.day).max(0);
    Some(Suggestion { need, days })
}

impl Suggestion {
    /// Returns the theme of a contact about it: what the handbook brings to such a need, or the need itself.
    pub fn theme(&self, t: Language) -> String {
        match self.need.category {
            None | Some(NeedCategory::Other) => self.need.text.clone(),
            Some(category) => t.theme_for(category).to_owned(),
        }
    }

    /// Says what to talk about and why.
    pub fn told(&self, t: Language) -> String {
        match self.need.category {
            None | Some(NeedCategory::Other) => t.suggest_need(&self.need.text, self.days),
            Some(category) => t.suggest_theme(t.theme_for(category), &self.need.text, self.days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BookInfo, Customer, IdSource, Instant, Record};

    #[test]
    fn a1_11_the_oldest_untouched_need_suggests_the_theme() {
        let now = Instant::from_millis(1_715_000_000_000);
        let today: Day = "2024-05-10".parse().unwrap();
        let mut ids = IdSource::new(now, [3; 16]);
        let customer = Customer::new(ids.draw(), "北辰科技".into(), now);
        let id = customer.id;
        let mut need = |days: i64, text: &str, category, status| Need {
            category,
            status,
            ..Need::new(ids.draw(), id, today.plus_days(-days), text.to_owned())
        };
        let (function, other) = (Some(NeedCategory::Function), Some(NeedCategory::Other));
        let needs = [
            need(3, "移动端审批", function, None),
            need(40, "发票抬头", other, Some(NeedStatus::UnderWay)),
            need(60, "响应太慢", Some(NeedCategory::Response), Some(NeedStatus::Answered)),
            need(9, "报表太少", function, None),
        ];
        let book = |needs: &[Need]| {
            let records = std::iter::once(Record::from(customer.clone()));
            let records = records.chain(needs.iter().cloned().map(Record::from));
            Book::assemble(BookInfo::begun(now), records).unwrap()
        };
        let found = suggestion(&book(&needs), id, today).unwrap();
        assert_eq!((found.need.text.as_str(), found.days), ("报表太少", 9));
        assert_eq!(found.theme(Language::Chinese), "反馈研发进展");
        let own = Suggestion { need: needs[1].clone(), days: 40 };
        assert_eq!(own.theme(Language::Chinese), "发票抬头");
        assert_eq!(suggestion(&book(&needs[1..3]), id, today), None);
    }
}
