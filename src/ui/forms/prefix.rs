//! The letters of one industry's customer numbers (A0.9).

use leptos::prelude::*;

use crate::app::{self, Command, Field, PrefixDraft};
use crate::text::Language;

use super::super::components::{TextField, use_language};
use super::super::session::{Session, say};
use super::form::{FormPanel, Wrong};

/// Sets the letters of the industry at that place in the list.
#[component]
pub fn PrefixForm(place: usize) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let line = session.peek(|desk| app::industry_letters(desk.book()).into_iter().nth(place)).flatten();
    let (industry, letters, _) = line.unwrap_or_default();
    let typed = RwSignal::new(letters.clone());
    let named = industry.clone();
    let label = Signal::derive(move || language.get().prefix_letters_of(&named));
    let wrong = Wrong::new();
    let command = move || {
        Command::SetPrefix(PrefixDraft { industry: industry.clone(), letters: typed.get_untracked() })
    };
    let is_dirty = Memo::new(move |_| typed.get() != letters);
    view! {
        <FormPanel title=say(Language::prefixes_title) command=command is_dirty=is_dirty wrong=wrong>
            <p class="hint">{say(Language::prefixes_text)}</p>
            <TextField label=label value=typed autofocus=true error=wrong.with(Field::Letters) />
        </FormPanel>
    }
}
