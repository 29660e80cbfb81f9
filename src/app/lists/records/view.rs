//! How a list of records is arranged, and arrangements that are kept under a name.
//!
//! Columns stand by their stored ids, so that an arrangement holds in every language and outlives columns that come and go.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::app::sheets::{List, list_columns};

use super::RecordFilter;

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
