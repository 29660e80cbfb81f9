//! One row of a table, whole, and what the user can tell of it: to be left out, to be something new, or whose.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app;
use crate::exchange::{Layout, RowChoice, Table};
use crate::model::CustomerId;
use crate::text::Language;

use super::super::super::components::{
    Button, ButtonKind, Dialog, Segmented, SelectField, TextField, use_language,
};
use super::super::super::forms::customer_names;
use super::super::super::live::live;
use super::super::super::session::say;
use super::Import;
use super::plans::Plans;

/// The cells of the row at `index` of a table, what is said of it, and the choice.
#[component]
pub fn RowDialog(
    import: Import,
    place: usize,
    index: usize,
    table: Arc<Table>,
    plans: RwSignal<Option<Arc<Plans>>>,
    on_close: Callback<()>,
) -> impl IntoView {
    let session = import.session;
    let language = use_language();
    let t = language.get_untracked();
    let row = plans
        .with_untracked(|plans| plans.as_ref().and_then(|plans| plans.of(place)?.rows.get(index).cloned()));
    let Some(row) = row else { return ().into_any() };
    let line = row.line;
    let before = import.told.with_untracked(|told| told.get(place)?.choices.get(&line).copied());
    let choice = RwSignal::new(
        match before {
            None => "take",
            Some(RowChoice::Skip) => "skip",
            Some(RowChoice::New) => "new",
            Some(RowChoice::Of(_)) => "of",
        }
        .to_owned(),
    );
    let name_of = |id: CustomerId| session.peek(|desk| Some(desk.book().customers().get(id)?.name.clone()));
    let typed = RwSignal::new(match before {
        Some(RowChoice::Of(id)) => name_of(id).flatten().unwrap_or_default(),
        _ => row.title.clone(),
    });
    let chosen = RwSignal::new(match before {
        Some(RowChoice::Of(id)) => id.to_string(),
        _ => String::new(),
    });
    // Of several customers of a name, the numbers tell which is meant.
    let namesakes = Memo::new(move |_| {
        let name = typed.get();
        let found = session.peek(|desk| {
            let all = desk.book().customers().iter().filter(|customer| customer.name == name.trim());
            all.map(|customer| (customer.id, format!("{} {}", customer.number, customer.name)))
                .collect::<Vec<(CustomerId, String)>>()
        });
        found.unwrap_or_default()
    });
    let meant = move || {
        let found = namesakes.get();
        let id = chosen.get().parse::<CustomerId>().ok();
        let one = id.filter(|id| found.iter().any(|(other, _)| other == id));
        one.or_else(|| found.first().filter(|_| found.len() == 1).map(|(id, _)| *id))
    };
    let is_customers = table.layout() == Layout::Customers;
    let options = move || {
        let t = language.get();
        let of = if is_customers { t.import_row_merge() } else { t.import_row_of() };
        [
            ("take", t.import_row_take()),
            ("skip", t.import_row_skip()),
            ("new", t.import_row_new()),
            ("of", of),
        ]
        .map(|(value, text)| (value.to_owned(), text.to_owned()))
        .to_vec()
    };
    let told = move || match choice.get().as_str() {
        "skip" => Some(Some(RowChoice::Skip)),
        "new" => Some(Some(RowChoice::New)),
        "of" => meant().map(|id| Some(RowChoice::Of(id))),
        _ => Some(None),
    };
    let apply = Callback::new(move |()| {
        let Some(told) = untrack(told) else { return };
        import.tell(place, |of_table| {
            match told {
                Some(told) => of_table.choices.insert(line, told),
                None => of_table.choices.remove(&line),
            };
        });
        on_close.run(());
    });
    let cells = table.rows().nth(index).map(|cells| {
        let columns = table.columns().iter().enumerate();
        columns
            .map(|(place, column)| (app::column_name(t, column).to_owned(), cells.cell(place).to_owned()))
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(heading, cell)| view! { <dt>{heading}</dt><dd>{cell}</dd> })
            .collect_view()
    });
    let problems = row.problems.iter().map(|problem| app::row_problem(t, problem));
    let notes = row.notes.iter().map(|note| app::row_note(t, note));
    let said = problems.chain(notes).map(|text| view! { <li>{text}</li> }).collect_view();
    let names = customer_names(session);
    view! {
        <Dialog title=Signal::derive(move || language.get().import_row_title(line)) on_close=on_close>
            <div class="stack">
                <dl class="facts">{cells}</dl>
                <ul class="plain-list small">{said}</ul>
                <Segmented label=say(Language::import_row_choice) value=choice options=Signal::derive(options) />
                {live(move || (choice.get() == "of").then(|| view! {
                    <TextField label=say(Language::import_row_customer) value=typed list=names />
                    {live(move || {
                        let found = namesakes.get();
                        match found.len() {
                            0 => view! { <p class="hint" role="status">{say(Language::import_row_nobody)}</p> }.into_any(),
                            1 => ().into_any(),
                            _ => {
                                let options = found.into_iter().map(|(id, name)| (id.to_string(), name));
                                let none = (String::new(), language.get().none().to_owned());
                                let options: Vec<_> = std::iter::once(none).chain(options).collect();
                                view! {
                                    <SelectField label=say(Language::import_row_which) value=chosen options=Signal::stored(options) />
                                }
                                    .into_any()
                            }
                        }
                    })}
                }))}
            </div>
            <div class="form-actions">
                <span class="push"></span>
                <Button on_press=on_close>{say(Language::cancel)}</Button>
                <Button kind=ButtonKind::Primary disabled=Signal::derive(move || told().is_none()) on_press=apply>
                    {say(Language::import_row_apply)}
                </Button>
            </div>
        </Dialog>
    }
    .into_any()
}
