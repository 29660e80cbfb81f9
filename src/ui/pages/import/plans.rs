//! What all tables together would do, worked out while the page stays alive.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::Command;
use crate::book::Book;
use crate::exchange::{Batch, BatchPlan, ImportOptions, Plan, Table};
use crate::model::BookInfo;

use super::super::super::boot::opening;
use super::super::super::dispatch::Watch;
use super::super::super::session::{Session, Stopped};
use super::{Import, Sheet, Told};

/// How many rows are planned before the clock is looked at.
const AT_ONCE: usize = 200;
/// How long the page is kept from drawing, in milliseconds.
const PATIENCE: f64 = 30.0;

/// The plans of the tables that are imported.
pub struct Plans {
    batch: BatchPlan,
    /// Which table each plan is of.
    places: Vec<usize>,
}

impl Plans {
    /// Returns the plan of a table, unless it is left out.
    pub fn of(&self, place: usize) -> Option<&Plan> {
        let nth = self.places.iter().position(|other| *other == place)?;
        self.batch.plans.get(nth)
    }

    /// Returns how many rows would be written.
    pub fn rows_to_write(&self) -> usize {
        self.batch.rows_to_write()
    }

    /// Returns how many tables are imported.
    pub fn tables(&self) -> usize {
        self.places.len()
    }
}

/// Plans the tables against the book as it is, and anew whenever that or what is told of them alters; before
/// there is a book, against an empty one. The page draws meanwhile; `under_way` tells that.
pub fn planned(
    import: Import,
    sheets: Arc<Vec<Sheet>>,
    under_way: RwSignal<bool>,
) -> RwSignal<Option<Arc<Plans>>> {
    let session = import.session;
    let plans = RwSignal::new(None::<Arc<Plans>>);
    let latest = StoredValue::new(0_u64);
    Effect::new(move |_| {
        session.revision();
        let told = import.told.get();
        let number = latest.get_value() + 1;
        latest.set_value(number);
        let reclaim = session.peek(|desk| desk.policy().reclaim).flatten();
        let cool_down_days = reclaim.map_or(0, |reclaim| reclaim.cool_down_days);
        let mut tables: Vec<Arc<Table>> = Vec::new();
        let (mut options, mut places) = (Vec::new(), Vec::new());
        for (place, (sheet, told)) in
            sheets.iter().zip(told).enumerate().filter(|(_, (_, told))| !told.is_left)
        {
            if let Some(table) = sheet.usable(&told) {
                tables.push(table);
                places.push(place);
                let Told { customer, choices, words, year, .. } = told;
                let documents = import.documents.get_value();
                options.push(ImportOptions { customer, choices, words, cool_down_days, year, documents });
            }
        }
        under_way.set(true);
        leptos::task::spawn_local(async move {
            let mut env = session.env();
            let empty = Book::begun(env.now);
            let tables: Vec<&Table> = tables.iter().map(|table| &**table).collect();
            let mut batch = Batch::of(&tables);
            let mut since = now();
            while !tables.is_empty() {
                let on_desk = session
                    .peek(|desk| batch.go_on(desk.book(), &tables, &options, &mut env, AT_ONCE))
                    .unwrap_or_else(|| batch.go_on(&empty, &tables, &options, &mut env, AT_ONCE));
                if on_desk {
                    break;
                }
                if now() - since > PATIENCE {
                    session.services().breathe().await;
                    // The book altered, something else was told, or the page was left.
                    if latest.try_get_value() != Some(number) {
                        return;
                    }
                    since = now();
                }
            }
            let _ = plans.try_set(Some(Arc::new(Plans { batch: batch.finish(), places })));
            let _ = under_way.try_set(false);
        });
    });
    plans
}

fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Begins a book if there is none, then writes what the plans come to, as one change.
pub async fn write(session: Session, plans: &Plans, watch: Watch) -> Result<(), Stopped> {
    if session.peek(|_| ()).is_none() {
        let _mine = session.alone().await;
        opening::begin(session, BookInfo::begun(session.env().now)).await?;
    }
    let change = plans.batch.change(&mut session.env());
    session.dispatch_watched(Command::Prepared(change), watch).await
}
