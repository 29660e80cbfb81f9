//! Arrangements under a name, and the one that a browser remembers.

use leptos::prelude::*;

use crate::app::{SavedView, TierFilter, View, saved_views, with_views};
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Dialog, Glyph, TextField};
use super::super::super::live::live;
use super::super::super::session::{Session, say};
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
    let Here { session, language, tool, .. } = here;
    let name = RwSignal::new(String::new());
    let close = Callback::new(move |()| tool.set(None));
    let list = move || {
        let t = language.get();
        let views = session.preferences.with(|preferences| saved_views(&preferences.lists));
        if views.is_empty() {
            return view! { <p class="muted">{t.view_none()}</p> }.into_any();
        }
        let each = views
            .into_iter()
            .map(|saved| {
                let (shown, gone) = (saved.name.clone(), saved.name.clone());
                let label = t.view_remove(&saved.name);
                let open = Callback::new(move |()| {
                    apply(session, &saved);
                    tool.set(None);
                });
                let remove = Callback::new(move |()| put(session, |views| views.retain(|view| view.name != gone)));
                view! {
                    <li class="cluster">
                        <span class="grow"><Button kind=ButtonKind::Quiet on_press=open>{shown}</Button></span>
                        <Button kind=ButtonKind::Quiet icon=Glyph::Trash label=label on_press=remove />
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="plain-list">{each}</ul> }.into_any()
    };
    let usual = Callback::new(move |()| {
        session.tier.set(TierFilter::All);
        session.typed.set(String::new());
        here.arrange(|view| *view = View::default());
        tool.set(None);
    });
    let save = move || {
        let name_now = name.get_untracked().trim().to_owned();
        if name_now.is_empty() {
            return;
        }
        let (view, tier) = (session.view.get_untracked(), session.tier.get_untracked());
        let saved = session.peek(|desk| SavedView::new(name_now.clone(), view, tier, desk.policy()));
        if let Some(saved) = saved {
            put(session, |views| match views.iter_mut().find(|view| view.name == saved.name) {
                Some(old) => *old = saved,
                None => views.push(saved),
            });
            name.set(String::new());
        }
    };
    view! {
        <Dialog title=say(Language::list_views) on_close=close side=true>
            <div class="form-body stack">
                {live(list)}
                <form
                    class="inline-field"
                    on:submit=move |event| {
                        event.prevent_default();
                        save();
                    }
                >
                    <TextField label=say(Language::view_name) value=name />
                    <Button submit=true disabled=Signal::derive(move || name.with(|name| name.trim().is_empty()))>
                        {say(Language::view_save)}
                    </Button>
                </form>
                <p class="hint">{say(Language::view_kept)}</p>
            </div>
            <div class="form-actions">
                <Button on_press=usual>{say(Language::view_usual)}</Button>
                <span class="push"></span>
                <Button kind=ButtonKind::Primary on_press=close>{say(Language::done)}</Button>
            </div>
        </Dialog>
    }
}
