//! An estimate from 1 to 5, or "unknown", which is not the same as low.

use leptos::prelude::*;

use super::super::live::live;
use super::field::unique_id;
use super::language::use_language;

/// A labelled row of 1 to 5 and "unknown".
#[component]
pub fn Rating(
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// The estimate, both ways; `None` is unknown.
    value: RwSignal<Option<u8>>,
    /// Help below, such as what 1 and 5 mean.
    #[prop(optional, into)]
    hint: Signal<String>,
) -> impl IntoView {
    let language = use_language();
    let name = unique_id("rating");
    let points = [Some(1), Some(2), Some(3), Some(4), Some(5), None];
    let choices = points.map(|point: Option<u8>| {
        let shown = move || match point {
            Some(number) => number.to_string(),
            None => language.get().rating_unknown().to_owned(),
        };
        let end = move || match point {
            Some(1) => Some(language.get().rating_low()),
            Some(5) => Some(language.get().rating_high()),
            _ => None,
        };
        view! {
            <label class:is-unknown=point.is_none()>
                <input
                    type="radio"
                    name=name.clone()
                    prop:checked=move || value.get() == point
                    on:change=move |_| value.set(point)
                />
                <span>{shown}{live(move || end().map(|word| view! { <small>{word}</small> }))}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field">
            <legend>{live(move || label.get())}</legend>
            <div class="segmented rating">{choices.into_iter().collect_view()}</div>
            {live(move || {
                Some(hint.get()).filter(|text| !text.is_empty()).map(|text| view! { <p class="hint">{text}</p> })
            })}
        </fieldset>
    }
}
