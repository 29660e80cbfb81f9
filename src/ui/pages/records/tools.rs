//! The buttons that arrange a list of records, and the panels behind two of them.

use leptos::prelude::*;

use crate::app::{CellKind, RecordView, Route};
use crate::text::Language;

use super::super::super::components::{Button, Glyph};
use super::super::super::live::live;
use super::super::super::session::say;
use super::super::arranging::{Arranged, ColumnsPanel, ViewsPanel};
use super::{Here, Tool};

/// The buttons that arrange the list.
#[component]
pub fn Toolbar(here: Here) -> impl IntoView {
    let open = move |tool: Tool| Callback::new(move |()| here.tool.set(Some(tool)));
    let filters = move || {
        let t = here.language.get();
        let count = here.view.with(|view| {
            let mut tests = 0;
            if let Some(condition) = &view.filter.columns {
                condition.tests(&mut |_| tests += 1);
            }
            if let Some(condition) = &view.filter.customer {
                condition.tests(&mut |_| tests += 1);
                condition.schemes(&mut |_| tests += 1);
            }
            tests
        });
        if count == 0 { t.list_filter().to_owned() } else { t.list_filter_count(count) }
    };
    let needs = (here.list == crate::app::List::Needs).then(|| {
        view! { <a class="button" href=Route::Needs.href()><span class="button-text">{say(Language::needs_title)}</span></a> }
    });
    view! {
        <Button icon=Glyph::Filter on_press=open(Tool::Filter)>{live(filters)}</Button>
        <Button on_press=open(Tool::Columns)>{say(Language::list_columns)}</Button>
        <Button on_press=open(Tool::Views)>{say(Language::list_views)}</Button>
        {needs}
    }
}

/// Arranges columns, order and groups.
#[component]
pub fn Columns(here: Here) -> impl IntoView {
    let now = Signal::derive(move || {
        let (view, places) = (here.view.get(), here.shown.get());
        let ids = here.columns.with(|columns| {
            let shown = places.iter().filter_map(|place| columns.get(*place));
            shown.map(|(column, _)| column.id.clone()).collect()
        });
        Arranged { columns: ids, pinned: view.pinned, sort: view.sort, group: view.group }
    });
    let all = Signal::derive(move || {
        here.columns.with(|columns| {
            columns.iter().map(|(column, head)| (column.id.clone(), head.heading.clone())).collect::<Vec<_>>()
        })
    });
    let starts_descending = Callback::new(move |id: String| {
        here.columns.with_untracked(|columns| {
            columns.iter().any(|(column, _)| column.id == id && column.kind != CellKind::Text)
        })
    });
    let change = Callback::new(move |wanted: Arranged| {
        let before = untrack(|| now.get());
        if before.group != wanted.group {
            here.folded.set(Default::default());
        }
        here.arrange(|view| {
            if before.columns != wanted.columns {
                view.columns = Some(wanted.columns);
            }
            (view.pinned, view.sort, view.group) = (wanted.pinned, wanted.sort, wanted.group);
        });
    });
    let usual = Callback::new(move |()| here.arrange(|view| view.columns = None));
    let close = Callback::new(move |()| here.tool.set(None));
    view! {
        <ColumnsPanel
            now=now
            all=all
            starts_descending=starts_descending
            on_change=change
            on_usual=usual
            on_close=close
        />
    }
}

/// Opens, keeps and removes arrangements under a name.
#[component]
pub fn Views(here: Here) -> impl IntoView {
    let names = Signal::derive(move || {
        here.session.preferences.track();
        here.kept().saved.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    });
    let open = Callback::new(move |name: String| {
        if let Some((_, view)) = here.kept().saved.into_iter().find(|(own, _)| *own == name) {
            here.session.typed.set(String::new());
            here.folded.set(Default::default());
            here.arrange(|now| *now = view);
        }
    });
    let remove = Callback::new(move |name: String| {
        here.keep(|views| views.saved.retain(|(own, _)| *own != name));
    });
    let save = Callback::new(move |name: String| {
        let view = here.view.get_untracked();
        here.keep(|views| match views.saved.iter_mut().find(|(own, _)| *own == name) {
            Some((_, old)) => *old = view,
            None => views.saved.push((name, view)),
        });
    });
    let usual = Callback::new(move |()| {
        here.session.typed.set(String::new());
        here.folded.set(Default::default());
        here.arrange(|view| *view = RecordView::usual(here.list));
    });
    let close = Callback::new(move |()| here.tool.set(None));
    view! {
        <ViewsPanel
            names=names
            on_open=open
            on_remove=remove
            on_save=save
            on_usual=usual
            on_close=close
        />
    }
}
