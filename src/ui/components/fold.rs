//! Something that can be opened, for what is needed less often.

use leptos::prelude::*;

use super::super::live::live;
use super::icon::{Glyph, Icon};

/// A title that opens and closes what is below it.
#[component]
pub fn Fold(
    /// The line that is always visible.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it starts open.
    #[prop(optional)]
    open: bool,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="fold" open=open>
            <summary>
                <Icon name=Glyph::ChevronDown />
                <span>{live(move || title.get())}</span>
            </summary>
            <div class="fold-body">{children()}</div>
        </details>
    }
}
