//! All of the handbooks' tables as sheets of one workbook, with every customer in each (issue 6, issue 8).
//!
//! A table's own headings come first, in their order; behind them stands whose row it is, where the table is one
//! customer's on paper, and what the import needs to find the record again.

use super::rows::Rows;
use super::{Desk, Paper};
use crate::app::field_name;
use crate::exchange::{Cell, Field, Sheet, SheetColumn};
use crate::model::{CustomerId, ProfileField};
use crate::text::Language;

/// How wide a column is that a form has as a line, in characters.
const WIDTH: u16 = 16;

/// What the form for a visit asks.
const VISIT: [Field; 14] = [
    Field::CustomerName,
    Field::Profile(ProfileField::CreditCode),
    Field::Industry,
    Field::Size,
    Field::ContactName,
    Field::ContactTitle,
    Field::Phone,
    Field::DecisionRole,
    Field::KeyNeed,
    Field::Profile(ProfileField::Budget),
    Field::Profile(ProfileField::Timeframe),
    Field::Stage,
    Field::Owner,
    Field::Remark,
];

/// Returns the master data that the application does not ask, the papers among it; the boxes of the form too, which a
/// row has no room for in one cell with something else.
fn others() -> impl Iterator<Item = ProfileField> {
    use ProfileField as F;
    let is_asked = |field: &F| {
        matches!(
            field,
            F::RegistrationNumber
                | F::OrganisationCode
                | F::Founded
                | F::RegisteredOn
                | F::Authority
                | F::LegalPerson
                | F::Capital
                | F::CompanyType
                | F::Scope
                | F::Term
                | F::City
                | F::Address
                | F::OfficePhone
                | F::Fax
                | F::Website
                | F::MainBusiness
                | F::Revenue
                | F::SalesChannel
                | F::CreditLimit
        )
    };
    F::ALL.iter().copied().filter(move |field| !is_asked(field))
}

fn named(t: Language, field: Field) -> String {
    field_name(t, field).to_owned()
}

/// Returns a table without its rows; with ids, an import finds every record again, whatever was renamed.
pub fn handbook_sheet(t: Language, desk: &Desk, paper: Paper, with_ids: bool) -> Sheet {
    let mut headings: Vec<(String, u16)> = match paper {
        Paper::MasterData => {
            let labels = super::application(t, desk, None).into_iter().map(|line| line.label.to_owned());
            let others = others().map(|field| named(t, Field::Profile(field)));
            labels.chain(others).map(|label| (label, WIDTH)).collect()
        }
        Paper::Visit => {
            let asked = t.visit_lines().into_iter().zip(VISIT).map(|([_, asked, _, _], field)| match t {
                Language::Chinese => (asked.to_owned(), WIDTH),
                // Only the handbook's own words are exact: of two names in English, each must be known for what it is.
                Language::English => (named(t, field), WIDTH),
            });
            asked.collect()
        }
        _ => {
            let headings = paper.headings(t).into_iter().zip(paper.widths());
            headings.map(|(heading, width)| (heading.to_owned(), *width)).collect()
        }
    };
    if matches!(paper, Paper::Communication | Paper::FollowUp) {
        headings.push((named(t, Field::CustomerNumber), 14));
        headings.push((named(t, Field::CustomerName), 28));
    }
    if with_ids {
        headings.push((named(t, Field::RecordId), 38));
    }
    let columns = headings.into_iter().map(|(heading, width)| SheetColumn { heading, width });
    Sheet { title: paper.title(t).to_owned(), columns: columns.collect(), rows: Vec::new() }
}

/// Adds the rows that a table has of some customers, in their order, the first of whom is number `first` of all. A page
/// fills a large table in several steps.
pub fn fill_handbook(
    rows: &mut Vec<Vec<Cell>>,
    t: Language,
    desk: &Desk,
    paper: Paper,
    (first, customers): (usize, &[CustomerId]),
    with_ids: bool,
) {
    let of = Rows { t, desk, is_data: true };
    for (number, id) in (first..).zip(customers) {
        let Some(customer) = desk.book().customers().get(*id) else { continue };
        let mut add = |mut cells: Vec<Cell>, id: String| {
            cells.extend(with_ids.then_some(Cell::Text(id)));
            rows.push(cells);
        };
        match paper {
            Paper::BaseInfo => add(of.base_info(customer), id.to_string()),
            Paper::BasicInfo => add(of.basic_info(number, customer), id.to_string()),
            Paper::MasterData => {
                let mut cells = of.master_data(customer);
                cells.extend(others().map(|field| of.profile(customer, field)));
                add(cells, id.to_string());
            }
            Paper::Visit => add(of.visit(customer), id.to_string()),
            Paper::Communication | Paper::FollowUp => {
                for (talk, mut cells) in of.talks(paper, customer) {
                    cells.extend([Cell::text(&customer.number), Cell::text(&customer.name)]);
                    add(cells, talk.to_string());
                }
            }
        }
    }
}
