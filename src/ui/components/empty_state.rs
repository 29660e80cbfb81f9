//! What stands where nothing is yet.

use super::super::live::live;
use leptos::prelude::*;

/// Says what belongs here and offers the one action that fills it.
#[component]
pub fn EmptyState(
    /// What is missing, in a few words.
    #[prop(into)]
    title: Signal<String>,
    /// What belongs here, in a sentence.
    #[prop(optional, into)]
    text: Signal<String>,
    /// The actions.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty-title">{live(move || title.get())}</p>
            {live(move || Some(text.get()).filter(|text| !text.is_empty()).map(|text| view! { <p class="muted">{text}</p> }))}
            {children.map(|children| view! { <div class="cluster is-centred">{children()}</div> })}
        </div>
    }
}
