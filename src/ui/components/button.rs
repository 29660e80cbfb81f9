//! The button: a verb, perhaps with an icon.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::virtual_rows::tab_stop;

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// Outlined: the ordinary action.
    #[default]
    Plain,
    /// Filled: the one obvious next step of a screen.
    Primary,
    /// Without an outline: for bars and rows.
    Quiet,
    /// For what takes something away.
    Danger,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button is-primary",
            Self::Quiet => "button is-quiet",
            Self::Danger => "button is-danger",
        }
    }
}

/// A button. Without children it shows its icon alone, and `label` becomes its name and tooltip.
#[component]
pub fn Button(
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the text.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// Whether it can be pressed; a disabled button ignores the press.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The accessible name and tooltip, needed when there is no text.
    #[prop(optional, into)]
    label: Signal<String>,
    /// Submits the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// What a press does; may be left out when it submits.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// The text, a verb.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let bare = children.is_none();
    let named = move || Some(label.get()).filter(|text| !text.is_empty());
    view! {
        <button
            class=kind.class()
            class:is-bare=bare
            type=if submit { "submit" } else { "button" }
            aria-label=named
            title=named
            tabindex=tab_stop()
            disabled=move || disabled.get()
            on:click=move |_| {
                if let Some(press) = on_press {
                    press.run(());
                }
            }
        >
            {icon.map(|name| view! { <Icon name /> })}
            {children.map(|children| view! { <span class="button-text">{children()}</span> })}
        </button>
    }
}
