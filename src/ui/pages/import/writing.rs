//! While an import is written: how far it is, and a way back as long as there is one.

use leptos::prelude::*;

use crate::text::Language;

use super::super::super::components::{Button, Glyph, Icon, use_language};
use super::super::super::session::{Phase, say};
use super::Import;

/// How far the writing is. What is in memory can be given up; what goes to the disk goes there as one.
#[component]
pub fn Writing(import: Import) -> impl IntoView {
    let watch = import.watch;
    let language = use_language();
    // Where a book has only just begun, giving up would leave an empty one behind.
    let has_book = import.session.phase.get_untracked() == Phase::Open;
    let is_over = move || watch.share.get() >= 1.0;
    let text = move || {
        let t = language.get();
        match watch.share.get() {
            share if share >= 1.0 => t.import_saving().to_owned(),
            share => t.import_writing_percent((share * 100.0) as u32),
        }
    };
    let give_up = Callback::new(move |()| watch.is_given_up.set(true));
    view! {
        <div class="stack narrow">
            <p class="notice is-info" role="status"><Icon name=Glyph::Clock /><span>{text}</span></p>
            <progress
                class="progress"
                max="100"
                value=move || (watch.share.get() * 100.0).to_string()
                aria-label=say(Language::import_writing)
            ></progress>
            <Show when=move || has_book && !is_over()>
                <div>
                    <Button disabled=watch.is_given_up on_press=give_up>{say(Language::cancel)}</Button>
                </div>
            </Show>
        </div>
    }
}
