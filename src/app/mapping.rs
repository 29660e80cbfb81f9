//! What the columns of somebody's tables hold, told once and kept under a name.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::exchange::{Column, Field, Layout};

/// What the headings of a table mean. Kept with the preferences of a browser, by stable ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedMapping {
    /// What the user calls it.
    pub name: String,
    /// The id of the table.
    layout: String,
    /// Headings, each with the id of what it holds.
    columns: Vec<(String, String)>,
}

impl SavedMapping {
    /// Returns what the user said of a table's columns.
    pub fn of(name: &str, layout: Layout, columns: &[Column], fields: &[Option<Field>]) -> Self {
        let told = columns.iter().zip(fields).filter_map(|(column, field)| {
            (!column.heading.is_empty()).then_some((column.heading.clone(), id(&(*field)?)))
        });
        Self { name: name.trim().to_owned(), layout: id(&layout), columns: told.collect() }
    }

    /// Tells whether all headings that it speaks of are there.
    pub fn fits(&self, columns: &[Column]) -> bool {
        let is_there = |heading: &String| columns.iter().any(|column| column.heading == *heading);
        !self.columns.is_empty() && self.columns.iter().all(|(heading, _)| is_there(heading))
    }

    /// Returns what it says of a table: which one it is, and what each column holds. What a later version
    /// may have meant is left out.
    pub fn told(&self, columns: &[Column]) -> (Layout, Vec<Option<Field>>) {
        let layout = read(&self.layout).unwrap_or(Layout::Customers);
        let field = |column: &Column| {
            let found = self.columns.iter().find(|(heading, _)| *heading == column.heading);
            found.and_then(|(_, field)| read(field))
        };
        (layout, columns.iter().map(field).collect())
    }
}

fn id(value: &impl Serialize) -> String {
    let written = serde_json::to_value(value).unwrap_or_default();
    written.as_str().unwrap_or_default().to_owned()
}

fn read<T: for<'de> Deserialize<'de>>(id: &str) -> Option<T> {
    serde_json::from_value(Value::from(id)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::read_text;

    #[test]
    fn a_mapping_is_kept_by_headings_and_fits_tables_that_have_them() {
        let table = |text: &str| read_text(text.as_bytes(), None).unwrap().table.unwrap();
        let first = table("单位,电话号,x\n甲,138,y\n");
        let fields = [Some(Field::CustomerName), Some(Field::Phone), None];
        let saved = SavedMapping::of(" 老系统 ", Layout::Contacts, first.columns(), &fields);
        assert_eq!(saved.name, "老系统");
        let kept: SavedMapping = serde_json::from_str(&serde_json::to_string(&saved).unwrap()).unwrap();
        let second = table("电话号,备,单位\n139,z,乙\n");
        assert!(kept.fits(second.columns()));
        assert_eq!(
            kept.told(second.columns()),
            (Layout::Contacts, vec![Some(Field::Phone), None, Some(Field::CustomerName)])
        );
        assert!(!kept.fits(table("单位,手机号码\n甲,1\n").columns()));
    }
}
