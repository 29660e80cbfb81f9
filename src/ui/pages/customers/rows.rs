//! The rows of the customer list, their headings, and what the keys do on them.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{Column, Desk, Editable, Fixed, Line, Route, Row, Spot, Subject, unit_value};
use crate::facts::Unit;
use crate::listing::Total;
use crate::model::{Channel, CustomerId, Money};
use crate::text::Language;

use super::super::super::components::{VirtualRows, tab_stop};
use super::super::super::live::live;
use super::super::super::marks::{governing_badge, no_contact_mark, state_class, tier_badge};
use super::super::super::session::{Panel, say};
use super::super::list_rows::{self, CellView, Cells, MARGINS, TICKS};
use super::{Here, Tool};

#[component]
pub fn CustomerRows(here: Here) -> impl IntoView {
    let Here { session, language, lines, columns, .. } = here;
    let count = Signal::derive(move || lines.with(|lines| lines.lines.len()));
    // Who comes back from a customer goes on from there.
    let start = session.came_from_customer().and_then(|came| {
        let is_it = |line: &Line| matches!(line, Line::Customer(id) if *id == came);
        lines.with_untracked(|lines| lines.lines.iter().position(is_it))
    });
    let selected = RwSignal::new(Some(start.unwrap_or(0)));
    Effect::new(move |_| {
        let last = count.get().checked_sub(1);
        if selected.get_untracked() > last {
            selected.set(last);
        }
    });
    let at = move |index: usize| lines.with_untracked(|lines| lines.lines.get(index).copied());
    let customer_at = move |index: usize| match at(index) {
        Some(Line::Customer(id)) => Some(id),
        _ => None,
    };
    let fields = move |subject: Subject| match subject {
        Subject::Customer(id) => columns.with_untracked(|columns| {
            let fields = columns.iter().filter_map(|column| Some((column, Editable::of(column)?)));
            fields.map(|(column, field)| (column.to_string(), Spot::Customer(id, field))).collect()
        }),
        Subject::Record(_) => Vec::new(),
    };
    let cells = Cells::new(
        here.place,
        selected,
        move |index| customer_at(index).map(Subject::Customer),
        fields,
        move || lines.track(),
        move |subject| {
            let is_it = |line: &Line| matches!(line, Line::Customer(id) if Subject::Customer(*id) == subject);
            lines.with_untracked(|lines| lines.lines.iter().position(is_it))
        },
    );
    let open = move |index: usize| match at(index) {
        Some(Line::Customer(id)) => session.go(Route::Customer(id)),
        Some(Line::Group(group)) => fold(here, group),
        None => {}
    };
    let step = move |index: usize, down: bool| {
        tick(here, customer_at(index), true);
        let to = if down { index + 1 } else { index.saturating_sub(1) };
        if to < count.get_untracked() {
            selected.set(Some(to));
            tick(here, customer_at(to), true);
        }
    };
    let keys = move |(index, key): (usize, String)| {
        match (key.as_str(), customer_at(index)) {
            ("r", Some(id)) => session.panel.set(Some(Panel::Record(id, Channel::Call))),
            ("F2", Some(_)) => cells.open(index),
            ("e", Some(id)) => session.panel.set(Some(Panel::Customer(Some(id)))),
            ("x" | " ", Some(id)) => {
                let ticked = session.chosen.with_untracked(|chosen| chosen.contains(&id));
                tick(here, Some(id), !ticked);
            }
            ("J", _) => step(index, true),
            ("K", _) => step(index, false),
            ("b", one) => here.edit_many(one),
            ("f", _) => here.tool.set(Some(Tool::Filter)),
            ("c", _) => here.tool.set(Some(Tool::Columns)),
            ("v", _) => here.tool.set(Some(Tool::Views)),
            ("o" | " ", _) => open(index),
            _ => return false,
        }
        true
    };
    let drawn = StoredValue::new(0_u64);
    let revision = Memo::new(move |_| {
        lines.track();
        columns.track();
        language.track();
        session.view.track();
        session.revision();
        here.place.track();
        drawn.update_value(|number| *number += 1);
        drawn.get_value()
    });
    let row = move |index: usize| {
        let t = language.get_untracked();
        let cells = at(index).and_then(|line| {
            let cells = |desk: &Desk| match line {
                Line::Customer(id) => customer_cells(t, here, desk, id),
                Line::Group(group) => group_cells(t, here, desk, group),
            };
            session.peek(cells).flatten()
        });
        cells.unwrap_or_else(|| ().into_any())
    };
    let template =
        Signal::derive(move || session.read(|desk| template(desk, &columns.get())).unwrap_or_default());
    view! {
        <div class="rows-frame" on:dblclick=move |event| cells.pressed_twice(event)>
        <VirtualRows
            count=count
            label=say(Language::customers_list)
            class="customers"
            row=row
            revision=revision
            selected=selected
            on_open=Callback::new(open)
            keys=Callback::new(keys)
            columns=template
            head=live(move || head(here))
            autofocus=true
        />
        </div>
    }
}

/// Returns the grid template of the columns and the least width of a row.
fn template(desk: &Desk, columns: &[Column]) -> (String, u32) {
    let mut text = format!("{TICKS}px");
    let mut width = TICKS + MARGINS;
    for (least, share) in columns.iter().map(|column| column.width(desk.policy())) {
        width += u32::from(least);
        text += &match share {
            0 => format!(" {least}px"),
            share => format!(" minmax({least}px, {}.{}fr)", share / 10, share % 10),
        };
    }
    (text, width)
}

/// Returns where each column that stays is held, by its place.
fn held(here: Here, desk: &Desk) -> Vec<String> {
    let pinned = here.session.view.with_untracked(|view| view.pinned);
    here.columns.with_untracked(|columns| {
        list_rows::held(columns.iter().map(|column| column.width(desk.policy()).0.into()), pinned)
    })
}

fn fold(here: Here, group: usize) {
    let key = here.lines.with_untracked(|lines| lines.groups.get(group).map(|group| group.key.clone()));
    if let Some(key) = key {
        here.folded.update(|folded| {
            if !folded.remove(&key) {
                folded.insert(key);
            }
        });
    }
}

/// Ticks a customer, or takes the tick away.
fn tick(here: Here, id: Option<CustomerId>, on: bool) {
    let Some(id) = id else { return };
    here.session.chosen.update(|chosen| {
        let chosen = Arc::make_mut(chosen);
        if on {
            chosen.insert(id);
        } else {
            chosen.remove(&id);
        }
    });
}

fn head(here: Here) -> AnyView {
    let Here { session, language, columns, .. } = here;
    let t = language.get();
    let view = session.view.get();
    let all = move |on: bool| if on { here.tick_all() } else { here.tick_none() };
    let whole = move || {
        let all = here.lines.with(|lines| lines.customers.len());
        all > 0 && here.ticked.get() == all
    };
    let heads = session.peek(|desk| {
        let held = held(here, desk);
        columns
            .get()
            .into_iter()
            .enumerate()
            .map(|(place, column)| {
                let name = column.name(t, desk.policy());
                let sorted = view.sort.iter().enumerate().find(|(_, key)| key.column == column);
                let sorted = sorted.map(|(nth, key)| (nth, key.descending, view.sort.len()));
                let left = held.get(place).cloned();
                let class = class_of(desk, &column, left.is_some());
                let press = move |beside: bool| {
                    if let Some(policy) = session.peek(Desk::policy_kept) {
                        here.arrange(|view| view.sort_by(&column, &policy, beside));
                    }
                };
                list_rows::heading(t, (class, left), name, sorted, press)
            })
            .collect_view()
    });
    view! { {list_rows::tick_all(t, whole, all)} {heads} }.into_any()
}

fn class_of(desk: &Desk, column: &Column, held: bool) -> String {
    let kind = match column {
        Column::Fixed(Fixed::Tier) => " cell-tier",
        Column::Fixed(Fixed::Name) => " cell-name",
        Column::Fixed(Fixed::Next) => " cell-next",
        Column::Scheme(_) => " cell-scheme",
        column if column.is_number(desk.policy()) => " num",
        _ => "",
    };
    format!("cell{kind}{}", if held { " is-held" } else { "" })
}

fn customer_cells(t: Language, here: Here, desk: &Desk, id: CustomerId) -> Option<AnyView> {
    let customer = desk.book().customers().get(id)?;
    let standing = desk.standing(id)?;
    let yardstick = desk.yardstick();
    let row = Row { desk, yardstick: &yardstick, customer, standing };
    let held = held(here, desk);
    let session = here.session;
    let cells = here.columns.with_untracked(|columns| {
        columns
            .iter()
            .enumerate()
            .map(|(place, column)| {
                let inner = match column {
                    Column::Fixed(Fixed::Tier) => governing_badge(t, desk.policy(), standing),
                    Column::Fixed(Fixed::Name) => view! {
                        <a class="row-title" href=Route::Customer(id).href() tabindex=tab_stop()>{customer.name.clone()}</a>
                        {no_contact_mark(t, customer, desk.today())}
                    }
                    .into_any(),
                    Column::Fixed(Fixed::Next) => {
                        let class =
                            standing.most_pressing().map(|next| format!("when {}", state_class(next)));
                        view! { <span class=class.unwrap_or_default()>{row.shown(t, column)}</span> }.into_any()
                    }
                    Column::Scheme(scheme) => match desk.policy().scheme(scheme) {
                        Some((place, _)) => tier_badge(t, desk.policy(), place, standing.tier(place)),
                        None => ().into_any(),
                    },
                    column => {
                        let text = Some(row.shown(t, column)).filter(|text| !text.is_empty());
                        text.unwrap_or_else(|| t.none().to_owned()).into_any()
                    }
                };
                let left = held.get(place).cloned();
                let class = class_of(desk, column, left.is_some());
                let edited = Editable::of(column).map(|field| {
                    (column.to_string(), column.name(t, desk.policy()), Spot::Customer(id, field))
                });
                CellView { class, left, edited, hint: None }.draw(t, here.place, inner)
            })
            .collect_view()
    });
    let ticked = move || session.chosen.with(|chosen| chosen.contains(&id));
    let ticks =
        list_rows::tick(t.select_customer(&customer.name), ticked, move |on| tick(here, Some(id), on));
    Some(view! { {ticks} {cells} }.into_any())
}

fn group_cells(t: Language, here: Here, desk: &Desk, group: usize) -> Option<AnyView> {
    let line = here.lines.with_untracked(|lines| lines.groups.get(group).cloned())?;
    let named = if line.title.is_empty() { t.list_group_unknown().to_owned() } else { line.title.clone() };
    let totals = line.totals.iter().filter(|(_, total)| total.known > 0);
    let totals: Vec<String> = totals.map(|(column, total)| total_text(t, desk, column, *total)).collect();
    let counted = t.list_group_line(&named, line.count);
    let press = move || fold(here, group);
    Some(list_rows::group(t, &named, line.is_folded, counted, totals.join(" · "), press))
}

/// Says what a column comes to, and of how many it is not known.
pub fn total_text(t: Language, desk: &Desk, column: &Column, total: Total) -> String {
    let name = column.name(t, desk.policy());
    let sum = match column.unit(desk.policy()) {
        Some(Unit::Fen) => t.money_short(Money::fen(total.sum)),
        Some(unit) => unit_value(t, unit, total.sum),
        None => t.number(total.sum),
    };
    match total.unknown {
        0 => t.list_total(name, sum),
        unknown => t.list_total_unknown(name, sum, unknown),
    }
}
