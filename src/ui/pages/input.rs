//! Fields of the editor: they hold what is typed and tell what they could not read.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

/// A labelled field of one line. `take` gets what was typed and tells whether it could be read.
pub fn text_input(
    label: impl Into<String>,
    value: String,
    take: impl Fn(String) -> bool + Send + Sync + 'static,
) -> AnyView {
    let wrong = RwSignal::new(false);
    view! {
        <label class="field">
            <span>{label.into()}</span>
            <input
                autocomplete="off"
                type="text"
                prop:value=value
                aria-invalid=move || wrong.get().then_some("true")
                on:change=move |event| wrong.set(!take(event_target_value(&event)))
            />
        </label>
    }
    .into_any()
}

/// A field for a number, named by its place, for rows. `take` tells whether it could be read.
pub fn bare_input(
    label: impl Into<String>,
    value: String,
    take: impl Fn(String) -> bool + Send + Sync + 'static,
) -> AnyView {
    bare("input num is-short", label.into(), value, take)
}

/// A field for a day, named by its place, for rows.
pub fn bare_day(
    label: impl Into<String>,
    value: String,
    take: impl Fn(String) -> bool + Send + Sync + 'static,
) -> AnyView {
    let wrong = RwSignal::new(false);
    let label = label.into();
    view! {
        <input
            class="input"
            type="date"
            title=label.clone()
            aria-label=label
            prop:value=value
            aria-invalid=move || wrong.get().then_some("true")
            on:change=move |event| wrong.set(!take(event_target_value(&event)))
        />
    }
    .into_any()
}

/// A field for a name, named by its place, for rows.
pub fn bare_name(
    label: impl Into<String>,
    value: String,
    take: impl Fn(String) -> bool + Send + Sync + 'static,
) -> AnyView {
    bare("input is-name", label.into(), value, take)
}

fn bare(
    class: &'static str,
    label: String,
    value: String,
    take: impl Fn(String) -> bool + Send + Sync + 'static,
) -> AnyView {
    let wrong = RwSignal::new(false);
    view! {
        <input
            autocomplete="off"
            class=class
            type="text"
            title=label.clone()
            aria-label=label
            prop:value=value
            aria-invalid=move || wrong.get().then_some("true")
            on:change=move |event| wrong.set(!take(event_target_value(&event)))
        />
    }
    .into_any()
}

/// A field for words, named by its place, with suggestions; other words stay allowed.
pub fn bare_words(
    label: impl Into<String>,
    value: String,
    suggested: Vec<String>,
    take: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let label = label.into();
    let list = format!("words-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let options = suggested.into_iter().map(|word| view! { <option value=word></option> }).collect_view();
    view! {
        <input
            autocomplete="off"
            class="input is-name"
            type="text"
            title=label.clone()
            aria-label=label
            prop:value=value
            list=list.clone()
            on:change=move |event| take(event_target_value(&event))
        />
        <datalist id=list>{options}</datalist>
    }
    .into_any()
}

/// A labelled list.
pub fn choice(
    label: impl Into<String>,
    value: String,
    options: Vec<(String, String)>,
    take: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let label = label.into();
    view! { <label class="field"><span>{label.clone()}</span> {bare_choice(label, value, options, take)}</label> }
        .into_any()
}

/// A list named by its place, for rows.
pub fn bare_choice(
    label: impl Into<String>,
    value: String,
    options: Vec<(String, String)>,
    take: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let options = options
        .into_iter()
        .map(|(stored, shown)| {
            let selected = stored == value;
            view! { <option value=stored selected=selected>{shown}</option> }
        })
        .collect_view();
    view! {
        <select class="input" aria-label=label.into() on:change=move |event| take(event_target_value(&event))>{options}</select>
    }
    .into_any()
}
