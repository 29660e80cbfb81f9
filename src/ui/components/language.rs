//! The language that components speak, handed down by context.

use leptos::prelude::*;

use crate::text::Language;

#[derive(Clone, Copy)]
struct Spoken(Signal<Language>);

/// Lets every component below the current one speak `language`.
pub fn provide_language(language: Signal<Language>) {
    provide_context(Spoken(language));
}

/// Returns the language provided above, or Chinese if none was.
pub fn use_language() -> Signal<Language> {
    use_context::<Spoken>().map_or_else(|| Signal::stored(Language::default()), |spoken| spoken.0)
}
