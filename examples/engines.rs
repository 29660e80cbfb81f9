//! The engines for a browser to measure: `bench/browser.mjs` loads them by themselves, without the app around them.
//! What is measured natively stands in `benches/engines.rs`.

#[cfg(target_arch = "wasm32")]
mod engines {
    use wasm_bindgen::prelude::*;
    use wellkept::book::Book;
    use wellkept::cadence::{Debtor, obligations};
    use wellkept::model::{BookInfo, Day, Env, IdSource, Zone};
    use wellkept::policy::{Policy, TierPlace};
    use wellkept::sample;
    use wellkept::tiering::{Population, Yardstick};

    const ORDERS_EACH: usize = 4;
    const INTERACTIONS_EACH: usize = 10;

    /// A synthetic book with what the engines need besides.
    #[wasm_bindgen]
    #[derive(Debug)]
    pub struct Engines {
        book: Book,
        policy: Policy,
        population: Population,
        today: Day,
    }

    #[wasm_bindgen]
    impl Engines {
        /// Makes a book of so many customers.
        pub fn of(customers: usize) -> Result<Engines, JsError> {
            let today = Day::new(2026, 11, 21).unwrap_or_default();
            let now = Zone::SHANGHAI.instant(today, 9, 0);
            let mut env = Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [42; 16]) };
            let records = sample::synthetic_stream(&mut env, customers, ORDERS_EACH, INTERACTIONS_EACH);
            let book = Book::assemble(BookInfo::begun(now), records)?;
            let policy = Policy::default();
            Ok(Self { population: Population::of(&policy), book, policy, today })
        }

        /// Gives every customer its tier in every scheme, from nothing; returns how many have one that governs.
        pub fn all_schemes(&mut self) -> usize {
            let (book, policy) = (&self.book, &self.policy);
            let plain = Yardstick::new(policy, self.today, None);
            let mut population = Population::of(policy);
            for customer in book.customers() {
                population.note(customer.id, &plain.bare_case(book, customer).compared_values(&population));
            }
            population.settle(policy);
            let yardstick = Yardstick::new(policy, self.today, Some(&population));
            let governed =
                book.customers().iter().filter_map(|customer| yardstick.case(book, customer).governing());
            let count = governed.count();
            self.population = population;
            count
        }

        /// As [`Engines::all_schemes`], with the ranks known already, as the native benchmark measures it.
        pub fn all_schemes_ranked(&self) -> usize {
            let yardstick = Yardstick::new(&self.policy, self.today, Some(&self.population));
            let all = self.book.customers().iter();
            all.filter_map(|customer| yardstick.case(&self.book, customer).governing()).count()
        }

        /// Works out every obligation; returns how many are due.
        pub fn obligations(&self) -> usize {
            self.due(usize::MAX)
        }

        /// Works out the obligations of one customer, as after a record; returns how many are due, and one.
        pub fn obligations_of_one(&self) -> usize {
            self.due(1) + 1
        }

        fn due(&self, customers: usize) -> usize {
            let (book, policy) = (&self.book, &self.policy);
            let calendar = policy.calendar();
            let all = book.customers().iter().take(customers).flat_map(|customer| {
                let since = Zone::SHANGHAI.day_of(customer.registered);
                let tiers = [TierPlace { scheme: 0, tier: 2 }];
                let debtor = Debtor { customer, tiers: &tiers, since, dates: &|_| None };
                obligations(book, policy, &calendar, debtor, self.today)
            });
            all.filter(|obligation| obligation.is_due()).count()
        }
    }
}

fn main() {}
