//! How a list of records is arranged, whom it shows, and arrangements that are kept under a name.
//!
//! Columns stand by their stored ids, so that an arrangement holds in every language and outlives columns that come and go.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::app::sheets::{CellKind, List, ListColumn, list_columns};
use crate::exchange::Cell;
use crate::model::{Day, Money, vocabulary};
use crate::query::{Condition, fold};
use crate::text::Language;

/// How a list of records is arranged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordView {
    /// The columns in their order, by their ids; `None` for all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<String>>,
    /// How many of the first columns stay when the list is moved sideways.
    pub pinned: usize,
    /// The columns that it is sorted by, first to last, and whether the largest comes first.
    pub sort: Vec<(String, bool)>,
    /// What it is grouped by; days by their months.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What is shown.
    pub filter: RecordFilter,
}

/// What a record must meet to be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordFilter {
    /// Whether one of the tests is enough.
    pub any: bool,
    /// Tests of what stands in the columns; one without a value leaves nobody out.
    pub tests: Vec<RecordTest>,
    /// What its customer must meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<Condition>,
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
        self.tests.is_empty() && self.customer.is_none()
    }

    /// Tells whether a row is shown, by what stands in its columns.
    pub(super) fn holds(&self, columns: &[ListColumn], cell: &dyn Fn(usize) -> Cell, today: Day) -> bool {
        let mut tests = self.tests.iter().filter_map(|test| {
            let place = columns.iter().position(|column| column.id == test.column)?;
            test.holds(columns.get(place)?.kind, &cell(place), today)
        });
        if self.any {
            let mut tests = tests.peekable();
            tests.peek().is_none() || tests.any(|holds| holds)
        } else {
            tests.all(|holds| holds)
        }
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

impl RecordView {
    /// Returns how a list is arranged until somebody alters it: the newest first, what is due first.
    pub fn usual(list: List) -> Self {
        let sort = match list {
            List::Customers | List::Contacts => vec![("CustomerName", false)],
            List::Orders => vec![("OrderDay", true)],
            List::Interactions => vec![("InteractionDay", true)],
            List::NextActions => vec![("Progress", false), ("Due", false)],
            List::Needs => vec![("NeedDay", true)],
            List::Feedback => vec![("FeedbackDay", true)],
        };
        let sort = sort.into_iter().map(|(id, down)| (id.to_owned(), down)).collect();
        Self { sort, ..Self::default() }
    }

    /// Returns the places of the columns that are shown on a screen of that width, in CSS pixels, in their order.
    pub fn shown(&self, list: List, width: f64) -> Vec<usize> {
        let columns = list_columns(list);
        let place = |id: &str| columns.iter().position(|column| column.id == id);
        match &self.columns {
            Some(chosen) => chosen.iter().filter_map(|id| place(id)).collect(),
            None if width < 640.0 => on_a_card(list).iter().filter_map(|id| place(id)).collect(),
            None => (0..columns.len()).collect(),
        }
    }

    /// Sorts by a column: alone, or after what it is sorted by already. A column that is sorted by turns round; the third
    /// press beside others lets it go.
    pub fn sort_by(&mut self, id: &str, beside: bool) {
        let before = self.sort.iter().find(|(own, _)| own == id).map(|(_, down)| *down);
        let key = (id.to_owned(), before.is_some_and(|down| !down));
        if !beside {
            self.sort = vec![key];
        } else if before == Some(true) {
            self.sort.retain(|(own, _)| own != id);
        } else if let Some(own) = self.sort.iter_mut().find(|(own, _)| own == id) {
            *own = key;
        } else {
            self.sort.push(key);
        }
    }
}

/// The columns that a phone's card has room for.
fn on_a_card(list: List) -> &'static [&'static str] {
    match list {
        List::Contacts => &["CustomerName", "ContactName", "ContactTitle", "DecisionRole", "Phone"],
        List::Orders => &["CustomerName", "OrderDay", "Amount", "Product"],
        List::Interactions => &["CustomerName", "InteractionDay", "Channel", "Owner", "Summary"],
        List::NextActions => &["CustomerName", "NextActions", "Due", "Owner", "Progress"],
        List::Needs => &["CustomerName", "NeedText", "NeedDay", "NeedCategory", "NeedStatus"],
        List::Customers | List::Feedback => &["CustomerName"],
    }
}

/// Arrangements of one list of records, as a browser keeps them: the one it had last, and those under a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordViews {
    /// As it was last; whom it showed begins anew each time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<RecordView>,
    /// Under a name.
    pub saved: Vec<(String, RecordView)>,
}

impl RecordViews {
    /// Reads what a browser keeps of a list.
    pub fn of(kept: &Value, list: List) -> Self {
        let own = kept.get("records").and_then(|records| records.get(list.id()));
        own.and_then(|own| serde_json::from_value(own.clone()).ok()).unwrap_or_default()
    }

    /// Returns what a browser keeps with these; everything else stays.
    pub fn kept(&self, kept: &Value, list: List) -> Value {
        let mut all = if kept.is_object() { kept.clone() } else { json!({}) };
        if let (Some(object), Ok(own)) = (all.as_object_mut(), serde_json::to_value(self)) {
            let records = object.entry("records").or_insert_with(|| json!({}));
            if !records.is_object() {
                *records = json!({});
            }
            if let Some(records) = records.as_object_mut() {
                records.insert(list.id().to_owned(), own);
            }
        }
        all
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
    fn arrangements_are_kept_beside_those_of_other_lists() {
        let view = RecordView { group: Some("Channel".into()), ..RecordView::usual(List::Interactions) };
        let views = RecordViews { last: None, saved: vec![("按方式".into(), view)] };
        let kept = views.kept(&json!({ "views": [1] }), List::Interactions);
        assert_eq!(kept["views"], json!([1]));
        assert_eq!(RecordViews::of(&kept, List::Interactions), views);
        assert_eq!(RecordViews::of(&kept, List::Orders), RecordViews::default());
        assert_eq!(
            RecordViews::of(&json!({ "records": { "orders": 3 } }), List::Orders),
            RecordViews::default()
        );
    }

    #[test]
    fn headings_sort_turn_round_and_are_let_go() {
        let mut view = RecordView::default();
        let told = |view: &RecordView| view.sort.clone();
        view.sort_by("Due", false);
        view.sort_by("Due", false);
        assert_eq!(told(&view), [("Due".to_owned(), true)]);
        view.sort_by("Owner", true);
        view.sort_by("Due", true);
        assert_eq!(told(&view), [("Owner".to_owned(), false)]);
    }
}
