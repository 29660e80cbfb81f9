//! The panel that says which records are shown: what stands in their columns, and what their customer must meet.

use leptos::prelude::*;

use crate::app::{self, CellKind, RecordFilter, RecordOperator, RecordTest};
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Dialog};
use super::super::super::live::live;
use super::super::super::session::say;
use super::super::condition::{Builder, condition};
use super::super::input::{bare_choice, bare_day, bare_input, bare_words};
use super::{Here, Tool};

#[component]
pub fn FilterPanel(here: Here) -> impl IntoView {
    let Here { session, language, view, tool, .. } = here;
    // Fields that come or go draw the panel anew; a value that is typed does not.
    let shape = RwSignal::new(0_u32);
    let set = move |is_new: bool, change: &dyn Fn(&mut RecordFilter)| {
        view.update(|view| change(&mut view.filter));
        if is_new {
            shape.update(|shape| *shape += 1);
        }
    };
    let add = Callback::new(move |()| {
        let first = here.columns.with_untracked(|columns| columns.get(1).map(|(column, _)| column.clone()));
        let Some(column) = first else { return };
        let operator = RecordOperator::of(column.kind).first().copied().unwrap_or(RecordOperator::IsKnown);
        set(true, &|filter| {
            filter.tests.push(RecordTest { column: column.id.clone(), operator, value: String::new() });
        });
    });
    let tests = move || {
        shape.track();
        let t = language.get();
        let filter = view.with_untracked(|view| view.filter.clone());
        let join = (filter.tests.len() > 1).then(|| {
            let options = vec![
                ("all".to_owned(), t.join_all().to_owned()),
                ("any".to_owned(), t.join_any().to_owned()),
            ];
            let chosen = if filter.any { "any" } else { "all" };
            bare_choice(t.join_label(), chosen.to_owned(), options, move |chosen| {
                set(false, &|filter| filter.any = chosen == "any");
            })
        });
        let rows = filter.tests.iter().enumerate().map(|(place, test)| test_row(t, here, shape, place, test));
        view! { {join} <ul class="reasons">{rows.collect_view()}</ul> }
    };
    let of_customer = move || {
        shape.track();
        let t = language.get();
        let now = view.with_untracked(|view| view.filter.customer.clone());
        let Some(filter) = now else {
            let add =
                Callback::new(move |()| set(true, &|filter| filter.customer = Some(app::new_condition())));
            return view! { <p><Button on_press=add>{t.list_add_condition()}</Button></p> }.into_any();
        };
        let drawn = session.peek(|desk| {
            let builder = Builder::new(desk.policy(), move |(anew, edit)| {
                view.update(|view| {
                    if let Some(filter) = &mut view.filter.customer {
                        edit(filter);
                    }
                });
                if anew {
                    shape.update(|shape| *shape += 1);
                }
            });
            condition(t, builder, desk.policy(), &filter, &[])
        });
        let drop = Callback::new(move |()| set(true, &|filter| filter.customer = None));
        view! { {drawn} <p><Button kind=ButtonKind::Quiet on_press=drop>{t.list_drop_condition()}</Button></p> }
            .into_any()
    };
    let clear = Callback::new(move |()| set(true, &|filter| *filter = RecordFilter::default()));
    let close = Callback::new(move |()| tool.set(None::<Tool>));
    let found = move || {
        let t = language.get();
        if here.left.get() > 0 {
            t.work_looking().to_owned()
        } else {
            t.records_count(here.lines.with(|lines| lines.rows.len()))
        }
    };
    view! {
        <Dialog title=say(Language::list_filter) on_close=close side=true>
            <div class="form-body stack">
                <section class="stack is-tight">
                    <h3>{say(Language::records_condition)}</h3>
                    {live(tests)}
                    <p><Button on_press=add>{say(Language::add_test)}</Button></p>
                </section>
                <section class="stack is-tight">
                    <h3>{say(Language::records_of_customer)}</h3>
                    {live(of_customer)}
                </section>
                <p class="muted">{live(found)}</p>
            </div>
            <div class="form-actions">
                <Button on_press=clear>{say(Language::list_clear_filter)}</Button>
                <span class="push"></span>
                <Button kind=ButtonKind::Primary on_press=close>{say(Language::done)}</Button>
            </div>
        </Dialog>
    }
}

/// One test: the column, how it is compared, and with what.
fn test_row(t: Language, here: Here, shape: RwSignal<u32>, place: usize, test: &RecordTest) -> AnyView {
    let alter = move |is_new: bool, change: &dyn Fn(&mut RecordTest)| {
        here.view.update(|view| {
            if let Some(test) = view.filter.tests.get_mut(place) {
                change(test);
            }
        });
        if is_new {
            shape.update(|shape| *shape += 1);
        }
    };
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
        alter(true, &|test| {
            test.column.clone_from(&id);
            if !operators.contains(&test.operator) {
                test.operator = operators.first().copied().unwrap_or(RecordOperator::IsKnown);
                test.value.clear();
            }
        });
    });
    let operators = RecordOperator::of(kind)
        .iter()
        .map(|operator| (operator.id().to_owned(), operator.name(t).to_owned()));
    let operator =
        bare_choice(t.operator_label(), test.operator.id().to_owned(), operators.collect(), move |id| {
            if let Some(operator) = RecordOperator::from_id(&id) {
                alter(true, &|test| test.operator = operator);
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
                alter(false, &|test| test.value.clone_from(&typed));
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
    let remove = Callback::new(move |()| {
        here.view.update(|view| {
            if place < view.filter.tests.len() {
                view.filter.tests.remove(place);
            }
        });
        shape.update(|shape| *shape += 1);
    });
    view! {
        <li class="cluster">
            {column} {operator} {value} {unit}
            <Button kind=ButtonKind::Quiet label=t.remove_condition() on_press=remove>"×"</Button>
        </li>
    }
    .into_any()
}
