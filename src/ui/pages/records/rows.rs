//! The rows of a list of records, their headings, and what the keys do on them.

use leptos::prelude::*;

use crate::app::{
    self, CellKind, Command, Desk, RecordField, RecordLine, RecordRow, Route, Spot, Subject, cell_text,
};
use crate::exchange::Cell;
use crate::model::{Channel, Money};
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph, VirtualRows, tab_stop};
use super::super::super::live::live;
use super::super::super::marks::no_contact_mark;
use super::super::super::session::{Panel, Session};
use super::super::due::contact_link;
use super::super::list_rows::{self, CellView, Cells, MARGINS, TICKS};
use super::{Here, Tool, title};

/// The width of what can be done with a row, in CSS pixels.
const ACTS: u32 = 76;

#[component]
pub fn Rows(here: Here) -> impl IntoView {
    let Here { session, language, lines, list, .. } = here;
    let count = Signal::derive(move || lines.with(|lines| lines.lines.len()));
    // Who comes back from a customer goes on from there.
    let start = lines.with_untracked(|lines| {
        let came = session.came_from_customer()?;
        lines.lines.iter().position(|line| match line {
            RecordLine::Row(place) => lines.row(*place).customer() == came,
            RecordLine::Group(_) => false,
        })
    });
    let selected = RwSignal::new(Some(start.unwrap_or(0)));
    Effect::new(move |_| {
        let last = count.get().checked_sub(1);
        if selected.get_untracked() > last {
            selected.set(last);
        }
    });
    let line = move |index: usize| lines.with_untracked(|lines| lines.lines.get(index).copied());
    let fields = move |subject: Subject| match subject {
        Subject::Record(row) => {
            let places = here.shown.get_untracked();
            here.columns.with_untracked(|columns| {
                let shown = places.iter().filter_map(|place| columns.get(*place));
                let fields = shown.filter_map(|(column, _)| {
                    let field = RecordField::of(list, &column.id)?;
                    Some((column.id.clone(), Spot::Record(row, field)))
                });
                fields.collect()
            })
        }
        Subject::Customer(_) => Vec::new(),
    };
    let editing = Cells::new(
        here.place,
        selected,
        move |index| here.at(index).map(Subject::Record),
        fields,
        move || lines.track(),
        move |subject| {
            lines.with_untracked(|lines| {
                let is_it = |line: &RecordLine| {
                    matches!(line, RecordLine::Row(place) if Subject::Record(lines.row(*place)) == subject)
                };
                lines.lines.iter().position(is_it)
            })
        },
    );
    let open = move |index: usize| match line(index) {
        Some(RecordLine::Row(_)) => {
            if let Some(row) = here.at(index) {
                session.go(Route::Customer(row.customer()));
            }
        }
        Some(RecordLine::Group(group)) => fold(here, group),
        None => {}
    };
    let step = move |index: usize, down: bool| {
        here.tick(here.at(index), true);
        let to = if down { index + 1 } else { index.saturating_sub(1) };
        if to < count.get_untracked() {
            selected.set(Some(to));
            here.tick(here.at(to), true);
        }
    };
    let keys = move |(index, key): (usize, String)| {
        match (key.as_str(), here.at(index)) {
            ("r", Some(row)) => session.panel.set(Some(Panel::Record(row.customer(), Channel::Call))),
            ("F2", Some(_)) => editing.open(index),
            ("e", Some(row)) => edit(session, row),
            ("d", Some(RecordRow::NextAction(_, id))) => finish(session, id),
            ("x" | " ", Some(row)) => {
                let ticked = here.chosen.with_untracked(|chosen| chosen.contains(&row));
                here.tick(Some(row), !ticked);
            }
            ("J", _) => step(index, true),
            ("K", _) => step(index, false),
            ("b", row) => here.edit_many(row),
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
        here.shown.track();
        here.view.track();
        language.track();
        here.place.track();
        drawn.update_value(|number| *number += 1);
        drawn.get_value()
    });
    let row = move |index: usize| {
        let t = language.get_untracked();
        let cells = match line(index) {
            Some(RecordLine::Row(_)) => {
                here.at(index).and_then(|row| session.peek(|desk| cells(t, here, desk, row)).flatten())
            }
            Some(RecordLine::Group(group)) => group_cells(t, here, group),
            None => None,
        };
        cells.unwrap_or_else(|| ().into_any())
    };
    let template = Signal::derive(move || template(here));
    let label = Signal::derive(move || title(language.get(), list).to_owned());
    view! {
        <div class="rows-frame" on:dblclick=move |event| editing.pressed_twice(event)>
        <VirtualRows
            count=count
            label=label
            class="records"
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

/// Opens the form of a record.
fn edit(session: Session, row: RecordRow) {
    session.panel.set(match row {
        RecordRow::Contact(customer, id) => Some(Panel::Contact(customer, Some(id))),
        RecordRow::Order(customer, id) => Some(Panel::Order(customer, Some(id))),
        RecordRow::Interaction(_, id) => Some(Panel::EditRecord(id)),
        RecordRow::Need(customer, id) => Some(Panel::Need(customer, Some(id))),
        RecordRow::NextAction(_, id) => session
            .peek(|desk| desk.book().next_actions().get(id)?.interaction)
            .flatten()
            .map(Panel::EditRecord),
        RecordRow::Gone => None,
    });
}

fn finish(session: Session, id: crate::model::NextActionId) {
    let is_open = session.peek(|desk| desk.book().next_actions().row(id).is_some_and(|row| row.is_open));
    session.send(Command::FinishAction(id, is_open.unwrap_or(false)));
}

fn fold(here: Here, group: u32) {
    let key =
        here.lines.with_untracked(|lines| lines.groups.get(group as usize).map(|group| group.key.clone()));
    if let Some(key) = key {
        here.folded.update(|folded| {
            if !folded.remove(&key) {
                folded.insert(key);
            }
        });
    }
}

/// The least width of a column, and whether it takes what room is left.
fn width(width: u16) -> (u32, bool) {
    ((u32::from(width) * 8).clamp(96, 190), width > 20)
}

/// Returns the grid template of the columns and the least width of a row.
fn template(here: Here) -> (String, u32) {
    let mut text = format!("{TICKS}px ");
    let mut total = TICKS + ACTS + MARGINS;
    let places = here.shown.get();
    here.columns.with(|columns| {
        for (_, column) in places.iter().filter_map(|place| columns.get(*place)) {
            let (least, grows) = width(column.width);
            total += least;
            text += &if grows { format!("minmax({least}px, 1fr) ") } else { format!("{least}px ") };
        }
    });
    (format!("{text}{ACTS}px"), total)
}

/// Returns where each column that stays is held, by its place.
fn held(here: Here) -> Vec<String> {
    let pinned = here.view.with_untracked(|view| view.pinned);
    let places = here.shown.get_untracked();
    here.columns.with_untracked(|columns| {
        let shown = places.iter().filter_map(|place| columns.get(*place));
        list_rows::held(shown.map(|(_, column)| width(column.width).0), pinned)
    })
}

fn head(here: Here) -> AnyView {
    let t = here.language.get();
    let (view, places, columns) = (here.view.get(), here.shown.get(), here.columns.get());
    let held = held(here);
    let all = move |on: bool| if on { here.tick_all() } else { here.tick_none() };
    let whole = move || {
        let (all, ticked) =
            (here.lines.with(|lines| lines.rows.len()), here.chosen.with(|chosen| chosen.len()));
        all > 0 && ticked == all
    };
    let shown = places.iter().filter_map(|place| columns.get(*place)).enumerate();
    let heads = shown.map(|(nth, (column, head))| {
        let sorted = view.sort.iter().enumerate().find(|(_, (id, _))| *id == column.id);
        let sorted = sorted.map(|(nth, (_, descending))| (nth, *descending, view.sort.len()));
        let left = held.get(nth).cloned();
        let class = class_of(column.kind, false, left.is_some());
        let id = column.id.clone();
        let press = move |beside: bool| here.arrange(|view| view.sort_by(&id, beside));
        list_rows::heading(t, (class, left), head.heading.clone(), sorted, press)
    });
    view! { {list_rows::tick_all(t, whole, all)} {heads.collect_view()} }.into_any()
}

fn class_of(kind: CellKind, is_name: bool, is_held: bool) -> String {
    let own = match kind {
        _ if is_name => " cell-name",
        CellKind::Money | CellKind::Number => " num",
        CellKind::Day | CellKind::Text => "",
    };
    format!("cell{own}{}", if is_held { " is-held" } else { "" })
}

fn cells(t: Language, here: Here, desk: &Desk, row: RecordRow) -> Option<AnyView> {
    let session = here.session;
    let all = app::record_cells(t, desk, row)?;
    let customer = desk.book().customers().get(row.customer())?;
    let (held, places) = (held(here), here.shown.get_untracked());
    let mut told = String::new();
    let drawn = here.columns.with_untracked(|columns| {
        let shown = places.iter().filter_map(|place| Some((columns.get(*place)?, all.get(*place)?)));
        let each = shown.enumerate().map(|(nth, ((column, head), cell))| {
            let left = held.get(nth).cloned();
            let is_name = column.id == "CustomerName";
            let mut class = class_of(column.kind, is_name, left.is_some());
            if *cell == Cell::Empty {
                class += " is-empty";
            } else if matches!(row, RecordRow::Contact(..)) && !is_name && column.id != "CustomerNumber" {
                class += " cell-private";
            }
            let text = cell_text(t, desk, cell);
            if is_name {
                let href = Route::Customer(row.customer()).href();
                let mark = no_contact_mark(t, customer, desk.today());
                return view! {
                    <div class=class style:left=left><a class="row-title" href=href tabindex=tab_stop()>{text}</a> {mark}</div>
                }
                .into_any();
            }
            if told.is_empty() && column.kind == CellKind::Text {
                told.clone_from(&text);
            }
            let hint = Some(text.clone()).filter(|text| text.chars().count() > 8);
            let field = RecordField::of(here.list, &column.id);
            let edited = field.map(|field| (column.id.clone(), head.heading.clone(), Spot::Record(row, field)));
            CellView { class, left, edited, hint }.draw(t, here.place, text.into_any())
        });
        each.collect_view()
    });
    let ticked = move || here.chosen.with(|chosen| chosen.contains(&row));
    let named = format!("{} {}", customer.name, told);
    let label = format!("{} {named}", t.edit());
    let can_edit = !matches!(row, RecordRow::NextAction(..));
    let acts = match row {
        RecordRow::Contact(_, id) => {
            let phone =
                desk.book().contacts().get(id).map(|contact| contact.phone).filter(|phone| !phone.is_empty());
            phone.map(|phone| contact_link("tel:", phone, Glyph::Phone, |t, number| t.call_number(number), t))
        }
        RecordRow::NextAction(_, id) => {
            let is_open = desk.book().next_actions().row(id).is_some_and(|row| row.is_open);
            let word = if is_open { t.finish_action() } else { t.reopen_action() };
            let press = Callback::new(move |()| finish(session, id));
            Some(view! { <Button kind=ButtonKind::Quiet icon=Glyph::Check label=format!("{word} {named}") on_press=press /> }.into_any())
        }
        _ => None,
    };
    Some(
        view! {
            {list_rows::tick(t.select_customer(&named), ticked, move |on| here.tick(Some(row), on))}
            {drawn}
            <div class="cell cell-acts">
                {acts}
                {can_edit.then(|| view! {
                    <Button
                        kind=ButtonKind::Quiet
                        icon=Glyph::Edit
                        label=label
                        on_press=Callback::new(move |()| edit(session, row))
                    />
                })}
            </div>
        }
        .into_any(),
    )
}

fn group_cells(t: Language, here: Here, group: u32) -> Option<AnyView> {
    let line = here.lines.with_untracked(|lines| lines.groups.get(group as usize).cloned())?;
    let named = if line.title.is_empty() { t.list_group_unknown().to_owned() } else { line.title.clone() };
    let total = line.total.filter(|total| total.known > 0);
    let total = total.map(|total| t.list_total(t.field_amount(), t.money(Money::fen(total.sum))));
    let counted = t.list_group_records(&named, line.count);
    let press = move || fold(here, group);
    Some(list_rows::group(t, &named, line.is_folded, counted, total.unwrap_or_default(), press))
}
