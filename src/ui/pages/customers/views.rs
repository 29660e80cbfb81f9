//! Arrangements under a name, and the one that a browser remembers.

use leptos::prelude::*;

use crate::app::{SavedView, TierFilter, View, saved_views, with_views};

use super::super::super::session::Session;
use super::super::arranging;
use super::Here;

/// Remembers columns, order and groups; whom the list shows begins anew each time.
pub fn keep_arrangement(session: Session) {
    let now = session.view.with_untracked(|view| View {
        filter: None,
        owner: None,
        unknowns: false,
        ..view.clone()
    });
    let Ok(now) = serde_json::to_value(now) else { return };
    if session.preferences.with_untracked(|preferences| preferences.lists.get("customers") == Some(&now)) {
        return;
    }
    session.prefer(|preferences| {
        if !preferences.lists.is_object() {
            preferences.lists = serde_json::json!({});
        }
        if let Some(lists) = preferences.lists.as_object_mut() {
            lists.insert("customers".to_owned(), now);
        }
    });
}

/// Arranges the list as it was last, the first time it is shown.
pub fn restore_arrangement(session: Session) {
    if session.view.with_untracked(|view| *view != View::default()) {
        return;
    }
    let kept = session.preferences.with_untracked(|preferences| preferences.lists.get("customers").cloned());
    if let Some(view) = kept.and_then(|kept| serde_json::from_value::<View>(kept).ok())
        && view != View::default()
    {
        session.view.set(view);
    }
}

/// Shows the list in an arrangement.
pub fn apply(session: Session, saved: &SavedView) {
    let tier = session.peek(|desk| saved.tier(desk.policy())).unwrap_or_default();
    session.tier.set(tier);
    session.typed.set(String::new());
    session.view.set(saved.view.clone());
    keep_arrangement(session);
}

fn put(session: Session, change: impl FnOnce(&mut Vec<SavedView>)) {
    session.prefer(|preferences| {
        let mut views = saved_views(&preferences.lists);
        change(&mut views);
        preferences.lists = with_views(&preferences.lists, &views);
    });
}

#[component]
pub fn ViewsPanel(here: Here) -> impl IntoView {
    let Here { session, tool, .. } = here;
    let kept = move || session.preferences.with(|preferences| saved_views(&preferences.lists));
    let names = Signal::derive(move || kept().into_iter().map(|saved| saved.name).collect::<Vec<_>>());
    let open = Callback::new(move |name: String| {
        if let Some(saved) = untrack(kept).iter().find(|saved| saved.name == name) {
            apply(session, saved);
        }
    });
    let remove =
        Callback::new(move |name: String| put(session, |views| views.retain(|view| view.name != name)));
    let save = Callback::new(move |name: String| {
        let (view, tier) = (session.view.get_untracked(), session.tier.get_untracked());
        let saved = session.peek(|desk| SavedView::new(name, view, tier, desk.policy()));
        if let Some(saved) = saved {
            put(session, |views| match views.iter_mut().find(|view| view.name == saved.name) {
                Some(old) => *old = saved,
                None => views.push(saved),
            });
        }
    });
    let usual = Callback::new(move |()| {
        session.tier.set(TierFilter::All);
        session.typed.set(String::new());
        here.arrange(|view| *view = View::default());
    });
    let close = Callback::new(move |()| tool.set(None));
    view! {
        <arranging::ViewsPanel
            names=names
            on_open=open
            on_remove=remove
            on_save=save
            on_usual=usual
            on_close=close
        />
    }
}
