//! Telling by hand what the columns of a table hold, and keeping that under a name.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{self, SavedMapping};
use crate::exchange::{Field, Layout, Table};
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, SelectField, TextField, use_language};
use super::super::super::session::{Session, say};
use super::Import;

/// How many cells of a column are shown.
const SAMPLES: usize = 5;
/// How many columns can be told: more than that is no table to be told by hand.
const MOST_COLUMNS: usize = 100;

/// Returns the choices of one column: the fields of a table by their headings.
fn choices(t: Language, layout: Layout) -> Vec<(String, String)> {
    let none = (String::new(), t.mapping_none().to_owned());
    let fields = Field::of(layout)
        .map(|field| (field.english_heading().to_owned(), app::field_name(t, field).to_owned()));
    std::iter::once(none).chain(fields).collect()
}

fn chosen(layout: Layout, id: &str) -> Option<Field> {
    Field::of(layout).find(|field| field.english_heading() == id)
}

fn id_of(field: Option<Field>) -> String {
    field.map_or_else(String::new, |field| field.english_heading().to_owned())
}

fn layout_of(place: &str) -> Layout {
    place.parse().ok().and_then(|place: usize| Layout::ALL.get(place).copied()).unwrap_or(Layout::Customers)
}

/// The columns of a table, each with its first cells and what it holds.
#[component]
pub fn Mapping(import: Import, place: usize, table: Arc<Table>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let place_of = |layout| Layout::ALL.iter().position(|each| *each == layout).unwrap_or(0).to_string();
    let layout = RwSignal::new(place_of(table.layout()));
    let kept = import.told.with_untracked(|told| Some(told.get(place)?.columns.as_ref()?.1.clone()));
    let name = RwSignal::new(kept.unwrap_or_default());
    let saved = RwSignal::new(String::new());
    let columns = table.columns().len().min(MOST_COLUMNS);
    let fields: Vec<RwSignal<String>> =
        table.columns().iter().take(columns).map(|column| RwSignal::new(id_of(column.field))).collect();
    let told = {
        let fields = fields.clone();
        move || {
            let layout = layout_of(&layout.get_untracked());
            (layout, fields.iter().map(|field| chosen(layout, &field.get_untracked())).collect::<Vec<_>>())
        }
    };
    let apply = {
        let (table, told) = (table.clone(), told.clone());
        move |name: String| {
            let (layout, fields) = told();
            let mapped = Arc::new(table.mapped(layout, &fields));
            import.tell(place, |told| told.columns = Some((mapped, name)));
            import.mapping.set(false);
        }
    };
    let save = {
        let (table, apply) = (table.clone(), apply.clone());
        Callback::new(move |()| {
            let (layout, fields) = told();
            let mapping = SavedMapping::of(&name.get_untracked(), layout, table.columns(), &fields);
            let kept = mapping.name.clone();
            session.prefer(|preferences| {
                preferences.mappings.retain(|other| other.name != mapping.name);
                preferences.mappings.push(mapping);
            });
            apply(kept);
        })
    };
    let names = move || {
        let kept = session.preferences.with(|preferences| {
            preferences.mappings.iter().map(|mapping| mapping.name.clone()).collect::<Vec<_>>()
        });
        let none = (String::new(), "—".to_owned());
        std::iter::once(none).chain(kept.into_iter().map(|name| (name.clone(), name))).collect::<Vec<_>>()
    };
    // A mapping that is chosen fills the columns below; they can still be changed.
    let (filled, of_table) = (fields.clone(), table.clone());
    Effect::new(move |_| {
        let wanted = saved.get();
        let kept = session.preferences.with_untracked(|preferences| {
            preferences.mappings.iter().find(|mapping| mapping.name == wanted).cloned()
        });
        if let Some(mapping) = kept {
            let (of_mapping, held) = mapping.told(of_table.columns());
            layout.set(place_of(of_mapping));
            name.set(mapping.name);
            for (field, held) in filled.iter().zip(held) {
                field.set(id_of(held));
            }
        }
    });
    let forget = Callback::new(move |()| {
        let wanted = saved.get_untracked();
        session.prefer(|preferences| preferences.mappings.retain(|mapping| mapping.name != wanted));
        saved.set(String::new());
    });
    let layouts = move || {
        let t = language.get();
        let all = Layout::ALL.iter().enumerate();
        all.map(|(place, layout)| (place.to_string(), app::layout(t, *layout).to_owned())).collect::<Vec<_>>()
    };
    let options = Signal::derive(move || choices(language.get(), layout_of(&layout.get())));
    let rows = table.columns().iter().take(columns).zip(fields).enumerate().map(|(place, (column, field))| {
        let column = column.clone();
        let named = move || {
            let t = language.get();
            match app::column_name(t, &column) {
                "" => t.mapping_nth(place + 1),
                name => name.to_owned(),
            }
        };
        let samples: Vec<String> =
            table.rows().map(|row| row.cell(place)).filter(|cell| !cell.is_empty()).take(SAMPLES).map(str::to_owned).collect();
        let label = Signal::derive(named.clone());
        view! {
            <div class="mapping-row">
                <SelectField label=label value=field options=options />
                <ul class="samples muted small" aria-label=say(Language::mapping_samples)>
                    {samples.into_iter().map(|sample| view! { <li title=sample.clone()>{sample.clone()}</li> }).collect_view()}
                </ul>
            </div>
        }
    });
    let rows = rows.collect_view();
    let use_it = Callback::new(move |()| apply(String::new()));
    view! {
        <div class="stack narrow">
            <h2>{say(Language::mapping_title)}</h2>
            <p class="muted">{say(Language::mapping_text)}</p>
            <div class="inline-field">
                <SelectField label=say(Language::mapping_table) value=layout options=Signal::derive(layouts) />
                <Show when=move || session.preferences.with(|preferences| !preferences.mappings.is_empty())>
                    <SelectField label=say(Language::mapping_saved) value=saved options=Signal::derive(names) />
                    <Show when=move || !saved.with(String::is_empty)>
                        <Button kind=ButtonKind::Quiet on_press=forget>{say(Language::mapping_forget)}</Button>
                    </Show>
                </Show>
            </div>
            <div class="mapping">{rows}</div>
            <div class="inline-field">
                <TextField label=say(Language::mapping_name) value=name />
                <Button disabled=Signal::derive(move || name.with(|name| name.trim().is_empty())) on_press=save>
                    {say(Language::mapping_save)}
                </Button>
            </div>
            <div class="cluster">
                <Button kind=ButtonKind::Primary on_press=use_it>{say(Language::mapping_apply)}</Button>
                <Button on_press=Callback::new(move |()| import.mapping.set(false))>{say(Language::cancel)}</Button>
            </div>
        </div>
    }
}
