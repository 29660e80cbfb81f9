//! Where files are taken: a button that picks them, and the ground around it on which they are dropped.

use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::File;

use super::super::files;
use super::button::Button;
use super::icon::Glyph;

/// Takes files: picked, dropped on it, or pasted while it is there.
#[component]
pub fn FileDrop(
    /// What the button says.
    #[prop(into)]
    label: Signal<String>,
    /// Whether none are taken now.
    #[prop(into)]
    disabled: Signal<bool>,
    /// Whether pasted files are meant for it now.
    #[prop(into)]
    takes_pasted: Signal<bool>,
    /// Gets the files.
    on_files: Callback<Vec<File>>,
    /// What stands on the ground, around the button.
    children: Children,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let picker = NodeRef::<html::Input>::new();
    let take = move |files: Vec<File>| {
        if !files.is_empty() && !disabled.get_untracked() {
            on_files.run(files);
        }
    };
    let open = Callback::new(move |()| {
        if let Some(input) = picker.get_untracked() {
            input.click();
        }
    });
    files::on_paste(move |files| {
        if takes_pasted.get_untracked() {
            take(files);
        }
    });
    view! {
        <div
            class="file-drop"
            class:is-over=move || over.get()
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                take(files::of_list(event.data_transfer().and_then(|data| data.files())));
            }
        >
            {children()}
            <Button icon=Glyph::Upload disabled=disabled on_press=open>{label}</Button>
            <input
                node_ref=picker
                type="file"
                multiple
                class="sr-only"
                tabindex="-1"
                aria-label=move || label.get()
                on:change=move |event| take(files::picked(&event))
            />
        </div>
    }
}
