//! What a record must meet to be in its list: tests of what stands in its columns, joined as one likes, and a condition on
//! its customer.

use serde::{Deserialize, Serialize};

use crate::app::sheets::{CellKind, ListColumn};
use crate::app::tree::tree;
use crate::exchange::Cell;
use crate::model::{Day, Money, vocabulary};
use crate::query::{Condition, fold};
use crate::text::Language;

/// What a record must meet to be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredFilter")]
pub struct RecordFilter {
    /// What must stand in its columns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<RecordCondition>,
    /// What its customer must meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<Condition>,
}

/// A condition on what stands in columns; a test without a value says nothing, as if it were not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordCondition {
    /// Every one of them; met where there are none.
    All(Vec<RecordCondition>),
    /// At least one of them; says nothing where there are none.
    Any(Vec<RecordCondition>),
    /// The opposite.
    Not(Box<RecordCondition>),
    /// A test of one column.
    Is(RecordTest),
}

tree!(RecordCondition);

/// A filter as a browser keeps it; views of earlier versions had one row of tests, all or one of which had to hold.
#[derive(Default, Deserialize)]
#[serde(default)]
struct StoredFilter {
    columns: Option<RecordCondition>,
    any: bool,
    tests: Vec<RecordTest>,
    customer: Option<Condition>,
}

impl From<StoredFilter> for RecordFilter {
    fn from(stored: StoredFilter) -> Self {
        let tests: Vec<RecordCondition> = stored.tests.into_iter().map(RecordCondition::Is).collect();
        let join = if stored.any { RecordCondition::Any } else { RecordCondition::All };
        let old = Some(tests).filter(|tests| !tests.is_empty()).map(join);
        Self { columns: stored.columns.or(old), customer: stored.customer }
    }
}

impl RecordCondition {
    /// Calls `visit` for each test.
    pub fn tests(&self, visit: &mut dyn FnMut(&RecordTest)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.tests(visit)),
            Self::Not(part) => part.tests(visit),
            Self::Is(test) => visit(test),
        }
    }

    /// Tells whether a row meets it; `None` where none of its tests says anything.
    fn holds(&self, columns: &[ListColumn], cell: &dyn Fn(usize) -> Cell, today: Day) -> Option<bool> {
        let told = |parts: &[Self], enough: bool| {
            let mut told = None;
            for part in parts {
                match part.holds(columns, cell, today) {
                    Some(holds) if holds == enough => return Some(enough),
                    Some(holds) => told = Some(holds),
                    None => {}
                }
            }
            told
        };
        match self {
            Self::All(parts) => told(parts, false),
            Self::Any(parts) => told(parts, true),
            Self::Not(part) => part.holds(columns, cell, today).map(|holds| !holds),
            Self::Is(test) => {
                let place = columns.iter().position(|column| column.id == test.column)?;
                test.holds(columns.get(place)?.kind, &cell(place), today)
            }
        }
    }
}

/// A test of one column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordTest {
    /// The column, by its id.
    pub column: String,
    /// How it is compared.
    pub operator: RecordOperator,
    /// With what, as typed.
    #[serde(default)]
    pub value: String,
}

vocabulary! {
    /// How a column is compared.
    pub enum RecordOperator {
        /// 包含
        Contains = "contains",
        /// 不包含
        Lacks = "lacks",
        /// 是（其中之一）
        Is = "is",
        /// 不是
        IsNot = "is_not",
        /// 不早于、不少于
        AtLeast = "at_least",
        /// 不晚于、不多于
        AtMost = "at_most",
        /// 最近几天内
        LastDays = "last_days",
        /// 今后几天内
        NextDays = "next_days",
        /// 已填
        IsKnown = "is_known",
        /// 未填
        IsUnknown = "is_unknown",
    }
}

impl RecordOperator {
    /// Returns those that make sense for a column.
    pub fn of(kind: CellKind) -> &'static [Self] {
        use RecordOperator as O;
        match kind {
            CellKind::Text => &[O::Contains, O::Lacks, O::Is, O::IsNot, O::IsKnown, O::IsUnknown],
            CellKind::Day => &[O::LastDays, O::NextDays, O::AtLeast, O::AtMost, O::IsKnown, O::IsUnknown],
            CellKind::Number | CellKind::Money => &[O::AtLeast, O::AtMost, O::IsKnown, O::IsUnknown],
        }
    }

    /// Names it.
    pub fn name(self, t: Language) -> &'static str {
        match self {
            Self::Contains => t.test_contains(),
            Self::Lacks => t.test_lacks(),
            Self::Is => t.test_is(),
            Self::IsNot => t.test_is_not(),
            Self::AtLeast => t.test_at_least(),
            Self::AtMost => t.test_at_most(),
            Self::LastDays => t.test_last_days(),
            Self::NextDays => t.test_next_days(),
            Self::IsKnown => t.test_known(),
            Self::IsUnknown => t.test_unknown(),
        }
    }

    /// Tells whether it compares with a value.
    pub fn asks(self) -> bool {
        !matches!(self, Self::IsKnown | Self::IsUnknown)
    }
}

impl RecordFilter {
    /// Tells whether every record is shown.
    pub fn is_empty(&self) -> bool {
        self.columns.is_none() && self.customer.is_none()
    }

    /// Tells whether a row is shown, by what stands in its columns.
    pub(super) fn holds(&self, columns: &[ListColumn], cell: &dyn Fn(usize) -> Cell, today: Day) -> bool {
        self.columns.as_ref().and_then(|condition| condition.holds(columns, cell, today)).unwrap_or(true)
    }
}

impl RecordTest {
    /// Tells whether a cell meets it; `None` while the value is not set, or cannot be read.
    pub fn holds(&self, kind: CellKind, cell: &Cell, today: Day) -> Option<bool> {
        use RecordOperator as O;
        let is_known = *cell != Cell::Empty;
        match self.operator {
            O::IsKnown => return Some(is_known),
            O::IsUnknown => return Some(!is_known),
            _ if self.value.trim().is_empty() => return None,
            O::Contains | O::Lacks | O::Is | O::IsNot => {
                let text = match cell {
                    Cell::Text(text) => fold(text),
                    _ => String::new(),
                };
                let contains = || text.contains(&fold(self.value.trim()));
                let is_one = || crate::app::read_words(&self.value).iter().any(|word| fold(word) == text);
                return Some(match self.operator {
                    O::Contains => contains(),
                    O::Lacks => !contains(),
                    O::Is => is_one(),
                    _ => !is_one(),
                });
            }
            _ => {}
        }
        let wanted = self.read(kind)?;
        // What is not known is neither more nor less.
        let Some(held) = number(cell) else { return Some(false) };
        Some(match self.operator {
            O::AtLeast => held >= wanted,
            O::AtMost => held <= wanted,
            O::LastDays => (day_count(today) - wanted..=day_count(today)).contains(&held),
            _ => (day_count(today)..=day_count(today) + wanted).contains(&held),
        })
    }

    /// Returns the value as a number in the unit of the column; `None` if it is none.
    pub fn read(&self, kind: CellKind) -> Option<i64> {
        let typed = self.value.trim();
        match kind {
            _ if matches!(self.operator, RecordOperator::LastDays | RecordOperator::NextDays) => {
                typed.parse::<u16>().ok().map(i64::from)
            }
            CellKind::Text => None,
            CellKind::Day => typed.parse::<Day>().ok().map(day_count),
            CellKind::Number => typed.parse().ok(),
            CellKind::Money => Money::parse(typed).ok().map(|money| money.fen),
        }
    }
}

fn day_count(day: Day) -> i64 {
    crate::facts::day_number(day)
}

fn number(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Day(day) | Cell::Time(day, _, _) => Some(day_count(*day)),
        Cell::Number(number) => Some(*number),
        Cell::Money(money) => Some(money.fen),
        Cell::Empty | Cell::Text(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_test_compares_in_the_unit_of_its_column_and_one_without_a_value_says_nothing() {
        use RecordOperator as O;
        let told = |operator, value: &str, kind, cell: Cell| {
            let test = RecordTest { column: String::new(), operator, value: value.into() };
            test.holds(kind, &cell, day("2024-05-10"))
        };
        let text = |text: &str| Cell::Text(text.into());
        for (operator, value, kind, cell, holds) in [
            (O::Contains, "ＡBc", CellKind::Text, text("xabcx"), Some(true)),
            (O::Lacks, "abc", CellKind::Text, Cell::Empty, Some(true)),
            (O::Is, "电话、邮件", CellKind::Text, text("邮件"), Some(true)),
            (O::IsNot, "电话、邮件", CellKind::Text, text("邮件"), Some(false)),
            (O::Contains, " ", CellKind::Text, text("邮件"), None),
            (O::AtLeast, "1200", CellKind::Money, Cell::Money(Money::fen(119_999)), Some(false)),
            (O::AtLeast, "1,200", CellKind::Money, Cell::Money(Money::fen(120_000)), Some(true)),
            (O::AtMost, "2024-05-10", CellKind::Day, Cell::Time(day("2024-05-10"), 9, 0), Some(true)),
            (O::AtMost, "10.5.", CellKind::Day, Cell::Day(day("2024-05-10")), None),
            (O::LastDays, "7", CellKind::Day, Cell::Day(day("2024-05-03")), Some(true)),
            (O::LastDays, "7", CellKind::Day, Cell::Day(day("2024-05-11")), Some(false)),
            (O::NextDays, "1", CellKind::Day, Cell::Day(day("2024-05-11")), Some(true)),
            (O::NextDays, "1", CellKind::Day, Cell::Empty, Some(false)),
            (O::IsUnknown, "", CellKind::Day, Cell::Empty, Some(true)),
        ] {
            assert_eq!(told(operator, value, kind, cell.clone()), holds, "{operator:?} {value} {cell:?}");
        }
    }

    #[test]
    fn a_filter_of_an_earlier_version_reads_as_what_it_was() {
        let test = |column: &str| {
            RecordCondition::Is(RecordTest {
                column: column.into(),
                operator: RecordOperator::IsKnown,
                value: String::new(),
            })
        };
        let tests = r#"[{"column":"Due","operator":"is_known"},{"column":"Owner","operator":"is_known"}]"#;
        for (stored, columns) in [
            (r#"{"any":false,"tests":[]}"#.to_owned(), None),
            (
                format!(r#"{{"any":false,"tests":{tests}}}"#),
                Some(RecordCondition::All(vec![test("Due"), test("Owner")])),
            ),
            (
                format!(r#"{{"any":true,"tests":{tests}}}"#),
                Some(RecordCondition::Any(vec![test("Due"), test("Owner")])),
            ),
        ] {
            let read: RecordFilter = serde_json::from_str(&stored).unwrap();
            assert_eq!(read, RecordFilter { columns, customer: None });
            let again = serde_json::to_string(&read).unwrap();
            assert_eq!(serde_json::from_str::<RecordFilter>(&again).unwrap(), read);
        }
    }

    #[test]
    fn what_says_nothing_is_as_if_it_were_not_there() {
        let columns = [ListColumn { id: "Product".into(), kind: CellKind::Text }];
        let test = |value: &str| {
            RecordCondition::Is(RecordTest {
                column: "Product".into(),
                operator: RecordOperator::Contains,
                value: value.into(),
            })
        };
        use RecordCondition::{All, Any};
        let not = |part| RecordCondition::Not(Box::new(part));
        for (condition, holds) in [
            (All(vec![]), None),
            (Any(vec![]), None),
            (not(Any(vec![test("")])), None),
            (Any(vec![test(""), test("软")]), Some(false)),
            (Any(vec![test(""), test("设备")]), Some(true)),
            (All(vec![not(test("软")), Any(vec![test("软"), test("设备")])]), Some(true)),
            (All(vec![test("设备"), not(Any(vec![test("设备"), test("")]))]), Some(false)),
        ] {
            let found = condition.holds(&columns, &|_| Cell::Text("设备维护".into()), day("2024-05-10"));
            assert_eq!(found, holds, "{condition:?}");
        }
    }
}
