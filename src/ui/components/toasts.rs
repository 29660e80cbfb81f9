//! Toasts: only failures, and the offer to undo. What went well needs no message.

use leptos::html;
use leptos::prelude::*;

use super::button::{Button, ButtonKind};
use super::icon::{Glyph, Icon};
use super::language::use_language;

/// What a toast is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastKind {
    /// Something failed; it stays until it is dismissed.
    Failure,
    /// Something was done and can be undone.
    Undo,
    /// Something happened that the user has to know of; it stays until it is dismissed.
    Notice,
}

/// One message at the bottom of the screen.
#[derive(Debug, Clone)]
pub struct Toast {
    /// Tells it from the others.
    pub id: u64,
    /// What it is about.
    pub kind: ToastKind,
    /// What happened, and what to do.
    pub text: String,
    /// The one action it offers: its verb and what it does.
    pub action: Option<(String, Callback<()>)>,
}

/// Shows the messages above everything, dialogs too.
#[component]
pub fn Toasts(
    /// The messages, oldest first.
    #[prop(into)]
    items: Signal<Vec<Toast>>,
    /// Called with the id of a message that the user sends away.
    #[prop(into)]
    on_dismiss: Callback<u64>,
) -> impl IntoView {
    let language = use_language();
    let host = NodeRef::<html::Div>::new();
    // A dialog opened later lies above; shown anew, the messages come to the top again.
    Effect::new(move |_| {
        let any = items.with(|items| !items.is_empty());
        if let Some(element) = host.get() {
            let _ = element.hide_popover();
            if any {
                let _ = element.show_popover();
            }
        }
    });
    view! {
        <div
            node_ref=host
            class="toasts"
            popover="manual"
            role="region"
            aria-label=move || language.get().toasts_label()
        >
            <For each=move || items.get() key=|toast| toast.id let:toast>
                <ToastLine toast on_dismiss />
            </For>
        </div>
    }
}

#[component]
fn ToastLine(toast: Toast, on_dismiss: Callback<u64>) -> impl IntoView {
    let language = use_language();
    let Toast { id, kind, text, action } = toast;
    let failed = kind == ToastKind::Failure;
    view! {
        <div class="toast" class:is-failure=failed role=if failed { "alert" } else { "status" }>
            <Icon name=if kind == ToastKind::Undo { Glyph::Check } else { Glyph::Alert } />
            <span class="toast-text">{text}</span>
            {action.map(|(verb, run)| {
                view! {
                    <Button kind=ButtonKind::Quiet on_press=move |()| { run.run(()); on_dismiss.run(id) }>
                        {verb}
                    </Button>
                }
            })}
            <Button
                kind=ButtonKind::Quiet
                icon=Glyph::Close
                label=Signal::derive(move || language.get().close().to_owned())
                on_press=move |()| on_dismiss.run(id)
            />
        </div>
    }
}
