//! The panel that arranges the columns of the customer list: which, in which order, which stay; sorting and groups.

use leptos::prelude::*;

use crate::app::{self, Column, Desk, SortKey};

use super::super::arranging::{self, Arranged};
use super::Here;

#[component]
pub fn ColumnsPanel(here: Here) -> impl IntoView {
    let Here { session, language, tool, .. } = here;
    let now = Signal::derive(move || {
        let view = session.view.get();
        Arranged {
            columns: here.columns.get().iter().map(Column::to_string).collect(),
            pinned: view.pinned,
            sort: view.sort.iter().map(|key| (key.column.to_string(), key.descending)).collect(),
            group: view.group.as_ref().map(Column::to_string),
        }
    });
    let all = Signal::derive(move || {
        let t = language.get();
        let all = session.peek(|desk| {
            let all = app::columns(desk.policy());
            all.iter().map(|column| (column.to_string(), column.name(t, desk.policy()))).collect::<Vec<_>>()
        });
        all.unwrap_or_default()
    });
    let starts_descending = Callback::new(move |id: String| {
        let policy = session.peek(Desk::policy_kept);
        Column::from_id(&id).zip(policy).is_some_and(|(column, policy)| column.starts_descending(&policy))
    });
    let change = Callback::new(move |wanted: Arranged| {
        let before = untrack(|| now.get());
        let columns = |ids: &[String]| ids.iter().filter_map(|id| Column::from_id(id)).collect::<Vec<_>>();
        let group = wanted.group.as_deref().and_then(Column::from_id);
        if before.group != wanted.group {
            here.folded.set(Default::default());
        }
        here.arrange(|view| {
            if before.columns != wanted.columns {
                view.columns = Some(columns(&wanted.columns));
            }
            view.pinned = wanted.pinned;
            let key = |(id, descending): &(String, bool)| {
                Some(SortKey { column: Column::from_id(id)?, descending: *descending })
            };
            view.sort = wanted.sort.iter().filter_map(key).collect();
            view.group = group;
        });
    });
    let usual = Callback::new(move |()| here.arrange(|view| view.columns = None));
    let close = Callback::new(move |()| tool.set(None));
    view! {
        <arranging::ColumnsPanel
            now=now
            all=all
            starts_descending=starts_descending
            on_change=change
            on_usual=usual
            on_close=close
        />
    }
}
