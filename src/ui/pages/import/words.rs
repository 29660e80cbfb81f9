//! Words that a table has and the book does not: which of the book's words they stand for.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app;
use crate::exchange::Field;
use crate::text::Language;

use super::super::super::components::{SelectField, use_language};
use super::super::super::live::live;
use super::super::super::session::{Session, say};
use super::Import;
use super::plans::Plans;

/// How many words are asked for.
const MOST: usize = 40;

/// One word and what the user said that it stands for.
type Asked = (Field, String, Option<String>, usize);

/// Asks what each unknown word of a table stands for: another, nothing, or still a mistake.
#[component]
pub fn UnknownWords(import: Import, place: usize, plans: RwSignal<Option<Arc<Plans>>>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let asked = Memo::new(move |_| {
        let told =
            import.told.with(|told| told.get(place).map(|told| told.words.clone())).unwrap_or_default();
        let mut asked: Vec<Asked> =
            told.into_iter().map(|((field, word), stands_for)| (field, word, Some(stands_for), 0)).collect();
        plans.with(|plans| {
            let plan = plans.as_ref().and_then(|plans| plans.of(place));
            for ((field, word), rows) in plan.map(|plan| &plan.unknown_words).into_iter().flatten() {
                let is_new = !asked.iter().any(|(other, named, ..)| (other, named) == (field, word));
                if is_new && !app::column_words(Language::Chinese, *field).is_empty() {
                    asked.push((*field, word.clone(), None, *rows));
                }
            }
        });
        crate::order::by_key(&mut asked, |(field, word, ..)| (*field, word.clone()));
        asked.truncate(MOST);
        asked
    });
    let one = move |(field, word, stands_for, rows): Asked| {
        let t = language.get_untracked();
        let heading = app::field_name(t, field);
        let label = match rows {
            0 => t.import_word(heading, &word),
            _ => t.import_word_rows(heading, &word, rows),
        };
        let value = RwSignal::new(match stands_for {
            None => "?".to_owned(),
            Some(stands_for) => stands_for,
        });
        let options = move || {
            let t = language.get();
            let fixed = [("?", t.import_word_open()), ("", t.import_word_nothing())];
            let fixed = fixed.into_iter().map(|(value, text)| (value.to_owned(), text.to_owned()));
            // The stored value is a word that is read in either language.
            let words = session.peek(|desk| {
                let in_language = |t| app::words_of_field(t, desk.book(), field);
                in_language(Language::Chinese).into_iter().zip(in_language(t)).collect::<Vec<_>>()
            });
            fixed.chain(words.unwrap_or_default()).collect::<Vec<_>>()
        };
        Effect::new(move |before: Option<String>| {
            let now = value.get();
            if before.is_some_and(|before| before != now) {
                let (key, now) = ((field, word.clone()), now.clone());
                import.tell(place, |told| {
                    if now == "?" {
                        told.words.remove(&key);
                    } else {
                        told.words.insert(key, now);
                    }
                });
            }
            now
        });
        view! { <SelectField label=Signal::stored(label) value=value options=Signal::derive(options) /> }
    };
    live(move || {
        let asked = asked.get();
        (!asked.is_empty()).then(|| {
            view! {
                <details class="fold" open>
                    <summary>{say(Language::import_words)}</summary>
                    <div class="fold-body stack is-tight">
                        <p class="hint">{say(Language::import_words_text)}</p>
                        <div class="inline-field">{asked.into_iter().map(one).collect_view()}</div>
                    </div>
                </details>
            }
        })
    })
}
