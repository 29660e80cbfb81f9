//! The customer list as it is shown: its columns, whatever the user put there, with real numbers and days.

use crate::app::lists::{Column, Fixed, Row};
use crate::app::{Desk, List, source_name};
use crate::exchange::{Cell, Field, Layout, Sheet, SheetColumn};
use crate::facts::Unit;
use crate::model::{CustomerId, Day, Money};
use crate::text::Language;

/// The width of a column, in characters.
const WIDTH: u16 = 16;

/// Returns the field of a table that a column shows as it is entered; what is worked out has none.
fn field(column: &Column) -> Option<Field> {
    let Column::Fixed(fixed) = column else { return None };
    Some(match fixed {
        Fixed::Number => Field::CustomerNumber,
        Fixed::Name => Field::CustomerName,
        Fixed::ShortName => Field::ShortName,
        Fixed::Industry => Field::Industry,
        Fixed::Size => Field::Size,
        Fixed::Stage => Field::Stage,
        Fixed::Source => Field::Source,
        Fixed::Owner => Field::Owner,
        Fixed::Tags => Field::Tags,
        Fixed::KeyNeed => Field::KeyNeed,
        Fixed::Since => Field::Since,
        Fixed::Registered => Field::Registered,
        Fixed::Remark => Field::Remark,
        _ => return None,
    })
}

/// Returns the list without its rows. What the import reads bears the heading that it knows, and nothing else does.
pub fn shown_sheet(t: Language, desk: &Desk, columns: &[Column], with_ids: bool) -> Sheet {
    let named = |field: Field| super::super::field_name(t, field).to_owned();
    let heading = |column: &Column| match field(column) {
        Some(field) => named(field),
        None => {
            let name = column.name(t, desk.policy());
            if Field::named(Layout::Customers, &name).is_some() { format!("{name} ·") } else { name }
        }
    };
    let ids = with_ids.then(|| named(Field::RecordId));
    let headings = columns.iter().map(heading).chain(ids);
    Sheet {
        title: super::super::layout(t, List::Customers.layout()).to_owned(),
        columns: headings.map(|heading| SheetColumn { heading, width: WIDTH }).collect(),
        rows: Vec::new(),
    }
}

/// Adds the rows of some customers, in their order.
pub fn fill_shown(
    rows: &mut Vec<Vec<Cell>>,
    t: Language,
    desk: &Desk,
    columns: &[Column],
    customers: &[CustomerId],
    with_ids: bool,
) {
    let yardstick = desk.yardstick();
    for id in customers {
        let (Some(customer), Some(standing)) = (desk.book().customers().get(*id), desk.standing(*id)) else {
            continue;
        };
        let row = Row { desk, yardstick: &yardstick, customer, standing };
        let cell = |column: &Column| match column {
            // As the import reads them.
            Column::Fixed(Fixed::Tags) => Cell::text(customer.tags.join("、")),
            Column::Fixed(Fixed::Stage) => Cell::known(customer.stage, |stage| Cell::text(t.stage(stage))),
            Column::Fixed(Fixed::Source) => {
                Cell::known(customer.source, |source| Cell::text(source_name(t, desk.book(), source)))
            }
            Column::Fixed(Fixed::Owner) => {
                let owner = customer.owner.and_then(|id| desk.book().people().get(id));
                Cell::known(owner, |owner| Cell::text(&owner.name))
            }
            Column::Fixed(Fixed::Number) => Cell::text(&customer.number),
            Column::Fixed(Fixed::Name) => Cell::text(&customer.name),
            Column::Fixed(Fixed::ShortName) => Cell::text(&customer.short_name),
            Column::Fixed(Fixed::Industry) => Cell::text(customer.industry.as_str()),
            Column::Fixed(Fixed::Size) => Cell::text(customer.size.as_str()),
            Column::Fixed(Fixed::KeyNeed) => Cell::text(customer.key_need.as_str()),
            Column::Fixed(Fixed::Remark) => Cell::text(customer.remark.as_str()),
            Column::Fixed(Fixed::Registered) => Cell::Day(desk.zone().day_of(customer.registered)),
            _ => worked_out(column.unit(desk.policy()), row.plain(t, column)),
        };
        let mut cells: Vec<Cell> = columns.iter().map(cell).collect();
        cells.extend(with_ids.then(|| Cell::Text(id.to_string())));
        rows.push(cells);
    }
}

/// Returns a value that is written plainly as what it is.
fn worked_out(unit: Option<Unit>, plain: String) -> Cell {
    let known = match unit {
        Some(Unit::Fen) => Money::parse(&plain).ok().map(Cell::Money),
        Some(Unit::Day) => plain.parse::<Day>().ok().map(Cell::Day),
        Some(_) => plain.parse().ok().map(Cell::Number),
        None => None,
    };
    known.unwrap_or_else(|| Cell::text(plain))
}
