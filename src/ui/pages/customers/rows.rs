//! The rows of the customer list, their headings, and what the keys do on them.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use crate::app::{Column, Desk, Editable, Fixed, Line, Route, Row, unit_value};
use crate::facts::Unit;
use crate::listing::Total;
use crate::model::{Channel, CustomerId, Money};
use crate::text::Language;

use super::super::super::components::{Glyph, Icon, VirtualRows};
use super::super::super::live::live;
use super::super::super::marks::{governing_badge, no_contact_mark, state_class, tier_badge};
use super::super::super::session::{Panel, say};
use super::{Here, Tool};

/// The width of the column of ticks, and what stands beside the columns, in CSS pixels.
const TICKS: u16 = 34;
const MARGINS: u16 = 2 * 24;

#[component]
pub fn CustomerRows(here: Here) -> impl IntoView {
    let Here { session, language, lines, columns, .. } = here;
    let count = Signal::derive(move || lines.with(|lines| lines.lines.len()));
    let selected = RwSignal::new(Some(0));
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
    let place = here.place;
    let editable = move || -> Vec<Editable> {
        columns.with_untracked(|columns| columns.iter().filter_map(Editable::of).collect())
    };
    // Tab goes on to the next value of the row that can be edited.
    place.on_tab(Callback::new(move |(id, field, back): (CustomerId, Editable, bool)| {
        let fields = editable();
        let now = fields.iter().position(|one| *one == field);
        let to = now.and_then(|now| if back { now.checked_sub(1) } else { Some(now + 1) });
        if let Some(next) = to.and_then(|to| fields.get(to)) {
            place.edit(id, *next);
        }
    }));
    let pressed_twice = move |event: leptos::ev::MouseEvent| {
        let element = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok());
        let cell = element.and_then(|element| element.closest("[data-edit]").ok().flatten());
        let column = cell.and_then(|cell| cell.get_attribute("data-edit"));
        let column = column.and_then(|column| Column::from_id(&column));
        let row = selected.get_untracked().and_then(customer_at);
        if let (Some(field), Some(id)) = (column.as_ref().and_then(Editable::of), row) {
            event.prevent_default();
            place.edit(id, field);
        }
    };
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
            ("F2", Some(id)) => {
                let fields = editable();
                let again = place.last_closed(id).filter(|field| fields.contains(field));
                if let Some(field) = again.or(fields.first().copied()) {
                    place.edit(id, field);
                }
            }
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
        place.track();
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
        <div class="rows-frame" on:dblclick=pressed_twice>
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
        />
        </div>
    }
}

/// Returns the grid template of the columns and the least width of a row.
fn template(desk: &Desk, columns: &[Column]) -> (String, u32) {
    let mut text = format!("{TICKS}px");
    let mut width = u32::from(TICKS + MARGINS);
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
    let mut left = u32::from(TICKS);
    here.columns.with_untracked(|columns| {
        let each = columns.iter().take(pinned).map(|column| {
            let own = left;
            left += u32::from(column.width(desk.policy()).0);
            format!("{own}px")
        });
        each.collect()
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
    let all = move |event: leptos::ev::Event| {
        if event_target_checked(&event) {
            here.tick_all();
        } else {
            here.tick_none();
        }
    };
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
                let place_in_order = view.sort.iter().position(|key| key.column == column);
                let arrow = place_in_order.and_then(|place| {
                    let key = view.sort.get(place)?;
                    let arrow = if key.descending { "↓" } else { "↑" };
                    Some(if view.sort.len() > 1 {
                        format!(" {arrow}{}", place + 1)
                    } else {
                        format!(" {arrow}")
                    })
                });
                let left = held.get(place).cloned();
                let class = class_of(desk, &column, left.is_some());
                let title = t.sort_by(&name);
                let press = move |event: leptos::ev::MouseEvent| {
                    let policy = session.peek(Desk::policy_kept);
                    if let Some(policy) = policy {
                        here.arrange(|view| view.sort_by(&column, &policy, event.shift_key()));
                    }
                };
                view! {
                    <div class=class style:left=left>
                        <button type="button" title=title on:click=press>
                            {name}
                            <span aria-hidden="true">{arrow}</span>
                        </button>
                    </div>
                }
            })
            .collect_view()
    });
    view! {
        <div class="cell cell-check is-held">
            <input type="checkbox" aria-label=t.select_all() prop:checked=whole on:change=all />
        </div>
        {heads}
    }
    .into_any()
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
                        <a class="row-title" href=Route::Customer(id).href() tabindex="-1">{customer.name.clone()}</a>
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
                let editable = Editable::of(column);
                let field = editable.and_then(|field| {
                    here.place.open_field(id, field, &column.name(t, desk.policy()))
                });
                let hint = editable.map(|_| t.cell_edit_hint());
                let edits = editable.map(|_| column.to_string());
                view! {
                    <div class=class style:left=left data-edit=edits title=hint>{field.unwrap_or(inner)}</div>
                }
            })
            .collect_view()
    });
    let ticked = move || session.chosen.with(|chosen| chosen.contains(&id));
    Some(
        view! {
            <div class="cell cell-check is-held">
                <input
                    type="checkbox"
                    tabindex="-1"
                    aria-label=t.select_customer(&customer.name)
                    prop:checked=ticked
                    on:change=move |event| tick(here, Some(id), event_target_checked(&event))
                />
            </div>
            {cells}
        }
        .into_any(),
    )
}

fn group_cells(t: Language, here: Here, desk: &Desk, group: usize) -> Option<AnyView> {
    let line = here.lines.with_untracked(|lines| lines.groups.get(group).cloned())?;
    let named = if line.title.is_empty() { t.list_group_unknown().to_owned() } else { line.title.clone() };
    let totals = line.totals.iter().filter(|(_, total)| total.known > 0);
    let totals: Vec<String> = totals.map(|(column, total)| total_text(t, desk, column, *total)).collect();
    let label = if line.is_folded { t.list_unfold(&named) } else { t.list_fold(&named) };
    let press = move |_| fold(here, group);
    Some(
        view! {
            <div class="group-line">
                <button
                    type="button"
                    tabindex="-1"
                    class="group-fold"
                    class:is-folded=line.is_folded
                    aria-expanded=if line.is_folded { "false" } else { "true" }
                    title=label
                    on:click=press
                >
                    <Icon name=Glyph::ChevronDown />
                    <span>{t.list_group_line(&named, line.count)}</span>
                </button>
                <span class="group-totals num">{totals.join(" · ")}</span>
            </div>
        }
        .into_any(),
    )
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
