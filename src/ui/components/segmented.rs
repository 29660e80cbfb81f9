//! A choice among a few, all visible.

use leptos::prelude::*;

use super::super::live::live;
use super::field::unique_id;

/// A labelled row of options; the arrow keys move between them, as native radio buttons do.
#[component]
pub fn Segmented(
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// The stored value, both ways.
    value: RwSignal<String>,
    /// The options: stored value, shown text.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Whether it must be filled.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let name = unique_id("choice");
    view! {
        <fieldset class="field">
            <legend>{live(move || label.get())}{super::field::required_mark(required)}</legend>
            <div class="segmented">
                {live(move || {
                    options
                        .get()
                        .into_iter()
                        .map(|(stored, shown)| {
                            let own = stored.clone();
                            let chosen = stored.clone();
                            view! {
                                <label>
                                    <input
                                        type="radio"
                                        name=name.clone()
                                        value=stored
                                        prop:checked=move || value.with(|now| *now == own)
                                        on:change=move |_| value.set(chosen.clone())
                                    />
                                    <span>{shown}</span>
                                </label>
                            }
                        })
                        .collect_view()
                })}
            </div>
        </fieldset>
    }
}
