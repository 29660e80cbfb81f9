//! The panel that says which records are shown: what stands in their columns, and what their customer must meet.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{self, CellKind, RecordCondition, RecordFilter, RecordOperator, RecordTest};
use crate::text::Language;

use super::super::super::session::say;
use super::super::condition::{Asks, Builder};
use super::super::filter_panel::{Built, FilterFrame};
use super::super::input::{bare_choice, bare_day, bare_input, bare_words};
use super::{Here, Tool};

#[component]
pub fn FilterPanel(here: Here) -> impl IntoView {
    let Here { session, language, view, tool, .. } = here;
    let shape = RwSignal::new(0_u32);
    let of_columns = Built::asking(
        move || view.with_untracked(|view| view.filter.columns.clone()),
        move |change| view.update(|view| change(&mut view.filter.columns)),
        move || Some(RecordCondition::All(vec![new_test(here)?])),
        move || Some(Arc::new(OfColumns { here }) as Arc<dyn Asks<RecordCondition>>),
    );
    let of_customer = Built::of_customers(
        session,
        move || view.with_untracked(|view| view.filter.customer.clone()),
        move |change| view.update(|view| change(&mut view.filter.customer)),
    );
    let clear = Callback::new(move |()| {
        view.update(|view| view.filter = RecordFilter::default());
        shape.update(|shape| *shape += 1);
    });
    let close = Callback::new(move |()| tool.set(None::<Tool>));
    let found = Signal::derive(move || {
        let t = language.get();
        if here.left.get() > 0 {
            t.work_looking().to_owned()
        } else {
            t.records_count(here.lines.with(|lines| lines.rows.len()))
        }
    });
    view! {
        <FilterFrame found=found on_clear=clear on_close=close>
            <section class="stack is-tight">
                <h3>{say(Language::records_condition)}</h3>
                {of_columns.draw(shape, || ().into_any())}
            </section>
            <section class="stack is-tight">
                <h3>{say(Language::records_of_customer)}</h3>
                {of_customer.draw(shape, || ().into_any())}
            </section>
        </FilterFrame>
    }
}

/// Returns a test of the first column that tells records apart.
fn new_test(here: Here) -> Option<RecordCondition> {
    let column = here.columns.with_untracked(|columns| columns.get(1).map(|(column, _)| column.clone()))?;
    let operator = RecordOperator::of(column.kind).first().copied().unwrap_or(RecordOperator::IsKnown);
    Some(RecordCondition::Is(RecordTest { column: column.id, operator, value: String::new() }))
}

/// What is asked of the columns of a list.
struct OfColumns {
    here: Here,
}

impl Asks<RecordCondition> for OfColumns {
    fn row(
        &self,
        t: Language,
        builder: Builder<RecordCondition>,
        question: &RecordCondition,
        path: &[usize],
    ) -> AnyView {
        match question {
            RecordCondition::Is(test) => test_row(t, self.here, builder, test, path),
            _ => ().into_any(),
        }
    }

    fn offered(&self, t: Language) -> Vec<(&'static str, RecordCondition)> {
        new_test(self.here).map(|test| (t.add_test(), test)).into_iter().collect()
    }
}

/// One test: the column, how it is compared, and with what.
fn test_row(
    t: Language,
    here: Here,
    builder: Builder<RecordCondition>,
    test: &RecordTest,
    path: &[usize],
) -> AnyView {
    let alter = {
        let path = path.to_vec();
        move |shape: bool, change: Box<dyn FnOnce(&mut RecordTest) + Send>| {
            builder.alter_part(&path, shape, move |part| {
                if let RecordCondition::Is(test) = part {
                    change(test);
                }
            });
        }
    };
    let (to_operator, to_value) = (alter.clone(), alter.clone());
    let columns = here.columns.get_untracked();
    let kind_of = {
        let columns = columns.clone();
        move |id: &str| {
            let found = columns.iter().find(|(column, _)| column.id == id);
            found.map_or(CellKind::Text, |(column, _)| column.kind)
        }
    };
    let kind = kind_of(&test.column);
    let asked = test.column.clone();
    let all = columns.iter().map(|(column, head)| (column.id.clone(), head.heading.clone())).collect();
    let column = bare_choice(t.why_criterion(), test.column.clone(), all, move |id| {
        let operators = RecordOperator::of(kind_of(&id));
        let change = move |test: &mut RecordTest| {
            test.column = id;
            if !operators.contains(&test.operator) {
                test.operator = operators.first().copied().unwrap_or(RecordOperator::IsKnown);
                test.value.clear();
            }
        };
        alter(true, Box::new(change));
    });
    let operators = RecordOperator::of(kind)
        .iter()
        .map(|operator| (operator.id().to_owned(), operator.name(t).to_owned()));
    let operator =
        bare_choice(t.operator_label(), test.operator.id().to_owned(), operators.collect(), move |id| {
            if let Some(operator) = RecordOperator::from_id(&id) {
                to_operator(true, Box::new(move |test| test.operator = operator));
            }
        });
    let counts_days = matches!(test.operator, RecordOperator::LastDays | RecordOperator::NextDays);
    let value = test.operator.asks().then(|| {
        let now = test.value.clone();
        let operator = test.operator;
        let take = move |typed: String| {
            let test = RecordTest { column: String::new(), operator, value: typed.clone() };
            let fits = typed.trim().is_empty() || kind == CellKind::Text || test.read(kind).is_some();
            if fits {
                to_value(false, Box::new(move |test| test.value = typed));
            }
            fits
        };
        match kind {
            CellKind::Text => {
                let words = here.session.peek(|desk| app::words_of_column(t, desk, here.list, &asked));
                bare_words(t.word_label(), now, words.unwrap_or_default(), move |typed| {
                    take(typed);
                })
            }
            CellKind::Day if !counts_days => bare_day(t.why_value(), now, take),
            _ => bare_input(t.why_value(), now, take),
        }
    });
    let unit = counts_days.then(|| view! { <span>{t.days_unit()}</span> });
    view! { <span class="cluster">{column} {operator} {value} {unit}</span> }.into_any()
}
