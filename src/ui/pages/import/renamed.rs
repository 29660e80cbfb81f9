//! New customers of one table that may be known ones under a new name: who they are, asked before anything is written.

use std::sync::Arc;

use leptos::prelude::*;

use crate::exchange::{RowChoice, RowNote};
use crate::text::Language;

use super::super::super::components::{SelectField, use_language};
use super::super::super::live::live;
use super::super::super::session::say;
use super::plans::Plans;
use super::{Import, Sheet};

/// How many are asked about.
const MOST: usize = 40;

/// A row that is asked about: its table, its line, whom it names, and who that may be.
#[derive(Clone, PartialEq)]
struct Asked {
    place: usize,
    line: usize,
    name: String,
    perhaps: Vec<String>,
}

fn found(plans: &Plans, tables: usize) -> Vec<Asked> {
    let plans = (0..tables).filter_map(|place| Some((place, plans.of(place)?)));
    let rows = plans.flat_map(|(place, plan)| plan.rows.iter().map(move |row| (place, row)));
    let asked = rows.filter_map(|(place, row)| {
        let perhaps = row.notes.iter().find_map(|note| match note {
            RowNote::PerhapsRenamed { names } => Some(names.clone()),
            _ => None,
        })?;
        Some(Asked { place, line: row.line, name: row.title.clone(), perhaps })
    });
    asked.take(MOST).collect()
}

/// Asks of each customer who looks renamed, in whichever table, who it is.
#[component]
pub fn Renamed(
    import: Import,
    sheets: Arc<Vec<Sheet>>,
    plans: RwSignal<Option<Arc<Plans>>>,
) -> impl IntoView {
    let session = import.session;
    let language = use_language();
    let asked = RwSignal::new(Vec::<Asked>::new());
    let tables = sheets.len();
    Effect::new(move |_| {
        let found = plans.with(|plans| plans.as_ref().map(|plans| found(plans, tables)).unwrap_or_default());
        // Whoever was told who it is stays here: it can be told otherwise.
        let is_new = |one: &Asked, asked: &[Asked]| {
            !asked.iter().any(|other| (other.place, other.line) == (one.place, one.line))
        };
        if asked.with_untracked(|asked| found.iter().any(|one| is_new(one, asked))) {
            asked.update(|asked| {
                let new: Vec<Asked> = found.into_iter().filter(|one| is_new(one, asked)).collect();
                asked.extend(new);
            });
        }
    });
    let one = move |Asked { place, line, name, perhaps }: Asked| {
        let sheet = sheets.get(place).map(|sheet| sheet.name.clone()).unwrap_or_default();
        let label = move || language.get().import_renamed_row(&sheet, line, &name);
        let told = import.told.with_untracked(|told| told.get(place)?.choices.get(&line).copied());
        let value = RwSignal::new(match told {
            Some(RowChoice::Skip) => "skip".to_owned(),
            Some(RowChoice::Of(id)) => id.to_string(),
            Some(RowChoice::New) | None => String::new(),
        });
        let known = session.peek(|desk| {
            let all = desk.book().customers().iter().filter(|customer| perhaps.contains(&customer.name));
            all.map(|customer| (customer.id.to_string(), customer.name.clone())).collect::<Vec<_>>()
        });
        let known = known.unwrap_or_default();
        let options = move || {
            let t = language.get();
            let known = known.iter().map(|(id, name)| (id.clone(), t.import_renamed_is(name)));
            let new = (String::new(), t.import_renamed_new().to_owned());
            let skip = ("skip".to_owned(), t.import_row_skip().to_owned());
            std::iter::once(new).chain(known).chain([skip]).collect::<Vec<_>>()
        };
        Effect::new(move |before: Option<String>| {
            let now = value.get();
            if before.is_some_and(|before| before != now) {
                import.tell(place, |told| {
                    match now.as_str() {
                        "" => told.choices.remove(&line),
                        "skip" => told.choices.insert(line, RowChoice::Skip),
                        id => id.parse().ok().and_then(|id| told.choices.insert(line, RowChoice::Of(id))),
                    };
                });
            }
            now
        });
        view! { <SelectField label=Signal::derive(label) value=value options=Signal::derive(options) /> }
    };
    live(move || {
        let asked = asked.get();
        (!asked.is_empty()).then(|| {
            view! {
                <details class="fold" open>
                    <summary>{say(Language::import_renamed)}</summary>
                    <div class="fold-body stack is-tight">
                        <p class="hint">{say(Language::import_renamed_text)}</p>
                        <div class="inline-field">{asked.into_iter().map(one.clone()).collect_view()}</div>
                    </div>
                </details>
            }
        })
    })
}
