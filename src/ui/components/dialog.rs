//! The dialog: a panel over the page, on a phone a sheet. It never closes itself, it asks its owner.

use leptos::html;
use leptos::prelude::*;

use super::super::live::live;
use super::button::{Button, ButtonKind};
use super::field::unique_id;
use super::icon::Glyph;
use super::keys::{focused, is_composing, settle_focus};
use super::language::use_language;

/// A modal panel. Render it while it should be open; `on_close` decides whether it goes away.
///
/// Escape, the close button, a phone's back gesture and (at the side) a press beside the panel call
/// `on_close`. When it goes, the focus returns to where it was, or to the page.
#[component]
pub fn Dialog(
    /// The title, also its accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// Called when the user wants to leave.
    #[prop(into)]
    on_close: Callback<()>,
    /// Whether it stands at the right side instead of the middle.
    #[prop(optional)]
    side: bool,
    /// What it holds; end it with an element of class `form-actions`.
    children: Children,
) -> impl IntoView {
    let language = use_language();
    let panel = NodeRef::<html::Dialog>::new();
    let heading = NodeRef::<html::H2>::new();
    let title_id = unique_id("dialog");
    let named_by = title_id.clone();
    return_focus();
    Effect::new(move |_| {
        if let Some(element) = panel.get().filter(|element| !element.open()) {
            let _ = element.show_modal();
            // Without a field that asks for the focus, the title is read, not the close button.
            let wanted = element.query_selector("[autofocus]").ok().flatten();
            if let Some(title) = heading.get().filter(|_| wanted.is_none()) {
                let _ = title.focus();
            }
        }
    });
    view! {
        <dialog
            node_ref=panel
            class="dialog"
            class:is-side=side
            aria-labelledby=named_by
            on:keydown=move |event| {
                // Some browsers submit a form with the key that ends a composition.
                if event.key() == "Enter" && is_composing(&event) {
                    event.prevent_default();
                }
                if event.key() == "Escape" && !event.default_prevented() && !is_composing(&event) {
                    event.prevent_default();
                    event.stop_propagation();
                    on_close.run(());
                }
            }
            on:cancel=move |event: leptos::ev::Event| {
                // A file picker's cancel bubbles up to here as well.
                if event.target() == event.current_target() {
                    event.prevent_default();
                    on_close.run(());
                }
            }
            on:pointerdown=move |event| {
                if side && event.target() == event.current_target() {
                    on_close.run(());
                }
            }
        >
            <div class="dialog-frame">
                <div class="dialog-head">
                    <h2 node_ref=heading id=title_id tabindex="-1">{live(move || title.get())}</h2>
                    <Button
                        kind=ButtonKind::Quiet
                        icon=Glyph::Close
                        label=Signal::derive(move || language.get().close().to_owned())
                        on_press=on_close
                    />
                </div>
                <div class="dialog-body">{children()}</div>
            </div>
        </dialog>
    }
}

/// Gives the focus back to the element that has it now, once the current owner is gone.
fn return_focus() {
    let opener = StoredValue::new_local(focused());
    on_cleanup(move || {
        let opener = opener.try_get_value().flatten();
        request_animation_frame(move || {
            if focused().is_none()
                && let Some(element) = opener.filter(|element| element.is_connected())
            {
                let _ = element.focus();
            }
            // What opened it may have gone, or be of no use any more.
            settle_focus();
        });
    });
}
