//! How much a customer ordered in each month: what the chart of its orders shows (A1.13).

use crate::book::Book;
use crate::model::{CustomerId, Day, Money};

/// How many months are told, the present one included.
const MONTHS: i32 = 24;

/// Returns the first day of each month with the sum of its orders, from the first month that has any; at most
/// two years back. A month without orders is one with nothing.
pub fn order_months(book: &Book, customer: CustomerId, today: Day) -> Vec<(Day, Money)> {
    let month = |day: Day| day.plus_days(1 - i64::from(day.day_of_month()));
    let this = month(today);
    let mut months: Vec<(Day, Money)> =
        (0..MONTHS).rev().map(|back| (this.plus_months(-back), Money::ZERO)).collect();
    for order in book.orders_of(customer) {
        let of = month(order.day);
        if let Some((_, sum)) = months.iter_mut().find(|(start, _)| *start == of) {
            *sum = sum.plus(order.amount);
        }
    }
    let first = months.iter().position(|(_, sum)| sum.fen > 0).unwrap_or(months.len());
    months.split_off(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BookInfo, Customer, IdSource, Instant, Order, Record};

    #[test]
    fn months_are_summed_and_empty_ones_stay() {
        let now = Instant::from_millis(1_715_000_000_000);
        let mut ids = IdSource::new(now, [3; 16]);
        let customer = Customer::new(ids.draw(), "北辰科技".into(), now);
        let id = customer.id;
        let mut order =
            |on: &str, yuan| Record::from(Order::new(ids.draw(), id, on.parse().unwrap(), Money::yuan(yuan)));
        let records = [
            Record::from(customer),
            order("2021-01-01", 9),
            order("2024-03-31", 1),
            order("2024-03-01", 2),
            order("2024-05-10", 4),
        ];
        let book = Book::assemble(BookInfo::begun(now), records).unwrap();
        let months = order_months(&book, id, "2024-05-31".parse().unwrap());
        let told: Vec<(String, i64)> =
            months.iter().map(|(day, sum)| (day.to_string(), sum.fen / 100)).collect();
        assert_eq!(
            told,
            [("2024-03-01".to_owned(), 3), ("2024-04-01".to_owned(), 0), ("2024-05-01".to_owned(), 4)]
        );
        assert_eq!(order_months(&book, id, "2030-01-01".parse().unwrap()), []);
    }
}
