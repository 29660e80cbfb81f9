//! What each row of the tables would do, before anything is written.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app;
use crate::exchange::{Fate, FileForm, Outgoing, Plan, RowChoice, Table, TableProblem};
use crate::text::Language;

use super::super::super::components::{
    Button, ButtonKind, CheckField, Glyph, Icon, TextField, VirtualRows, use_language,
};
use super::super::super::forms::{customer_named, customer_names};
use super::super::super::live::live;
use super::super::super::requests::{FileTrouble, packed, write_file};
use super::super::super::session::{Phase, Session, Stopped, say};
use super::mapping::Mapping;
use super::plans::{Plans, planned, write};
use super::renamed::Renamed;
use super::row::RowDialog;
use super::words::UnknownWords;
use super::years::Years;
use super::{EncodingChoice, Import, Refused, Sheet, Step};

/// The tables to choose from: each previewed, refused, or told by hand; and the button that writes all of them.
#[component]
pub fn Tables(import: Import, sheets: Arc<Vec<Sheet>>) -> impl IntoView {
    let language = use_language();
    let session = import.session;
    let place = import.place;
    let under_way = RwSignal::new(true);
    let plans = planned(import, sheets.clone(), under_way);
    let write_all = Callback::new(move |()| {
        let Some(plans) = plans.get_untracked() else { return };
        let rows = plans.rows_to_write();
        let before = import.step.get_untracked();
        let watch = import.watch;
        watch.share.set(0.0);
        watch.is_given_up.set(false);
        import.step.set(Step::Writing);
        leptos::task::spawn_local(async move {
            // Writing must not begin before it is said.
            session.services().breathe().await;
            let was_open = session.phase.get_untracked() == Phase::Open;
            let written = write(session, &plans, watch).await;
            if written.is_ok() {
                import.let_documents_go();
            }
            match written {
                Ok(()) if was_open => drop(import.step.try_set(Step::Done(rows))),
                Ok(()) => {
                    session.imported.set_value(Some(rows));
                    session.phase.set(Phase::Open);
                }
                Err(stopped) => {
                    session.tell(&stopped);
                    drop(import.step.try_set(before));
                }
            }
        });
    });
    let all = sheets.clone();
    let chips = (sheets.len() > 1).then(|| {
        let sheets = sheets.clone();
        let chips = move || {
            let t = language.get();
            let chip = |(each, sheet): (usize, &Sheet)| {
                let name = match &sheet.table {
                    Some(table) => t.import_sheet_rows(&sheet.name, table.len()),
                    None => sheet.name.clone(),
                };
                let is_left = import.told.with(|told| told.get(each).is_some_and(|told| told.is_left));
                let is_refused = import.told.with(|told| told.get(each).is_none_or(|told| sheet.usable(told).is_none()));
                view! {
                    <button
                        type="button"
                        class:is-left=is_left || is_refused
                        aria-pressed=if each == place.get() { "true" } else { "false" }
                        on:click=move |_| {
                            import.mapping.set(false);
                            place.set(each);
                        }
                    >
                        {name}
                    </button>
                }
            };
            sheets.iter().enumerate().map(chip).collect_view()
        };
        view! { <div class="chips sheets" role="group" aria-label=say(Language::import_sheets)>{live(chips)}</div> }
    });
    // Only what makes another view of it draws the table anew.
    let columns = Memo::new(move |_| {
        let place = place.get();
        import
            .told
            .with(|told| told.get(place).and_then(|told| told.columns.clone()))
            .map(|(table, name)| (Same(table), name))
    });
    let renamed =
        (sheets.len() > 1).then(|| view! { <Renamed import=import sheets=sheets.clone() plans=plans /> });
    let content = move || {
        let at = place.get();
        let Some(sheet) = sheets.get(at) else { return ().into_any() };
        let told = columns.get();
        if import.mapping.get()
            && let Some(table) =
                told.as_ref().map(|(table, _)| table.0.clone()).or_else(|| sheet.table.clone())
        {
            return view! { <Mapping import=import place=at table=table /> }.into_any();
        }
        match (told, &sheet.table, &sheet.problem) {
            (Some((table, name)), ..) => {
                let said = (!name.is_empty()).then(|| language.get_untracked().mapping_used(name));
                view! { <TablePreview import=import place=at table=table.0 plans=plans under_way=under_way said=said on_write=write_all /> }.into_any()
            }
            (None, Some(table), None) => {
                view! { <TablePreview import=import place=at table=table.clone() plans=plans under_way=under_way said=None on_write=write_all /> }.into_any()
            }
            (None, table, problem) => {
                let problem = problem.clone().unwrap_or(TableProblem::Empty);
                let book = (problem == TableProblem::IsBook).then(|| sheet.name.clone());
                let trouble = Arc::new(FileTrouble::Table(problem));
                view! {
                    <Refused import=import trouble=trouble can_map=table.is_some() />
                    {book.map(|name| view! {
                        <div class="narrow">
                            <Button kind=ButtonKind::Primary on_press=Callback::new(move |()| import.read_book(name.clone()))>
                                {say(Language::import_open_book)}
                            </Button>
                        </div>
                    })}
                }
                    .into_any()
            }
        }
    };
    let books: Vec<String> = all
        .iter()
        .filter(|sheet| all.len() > 1 && sheet.problem == Some(TableProblem::IsBook))
        .map(|sheet| sheet.name.clone())
        .collect();
    let books = (!books.is_empty()).then(|| {
        let text = move || {
            let t = language.get();
            t.import_books_apart(books.join(if t == Language::Chinese { "、" } else { ", " }))
        };
        view! { <p class="notice is-info"><Icon name=Glyph::Info /><span>{text}</span></p> }
    });
    view! {
        {books}
        {chips}
        {renamed}
        {live(content)}
    }
}

/// A table that is the same only as itself: comparing all its rows would take as long as reading them.
#[derive(Clone)]
struct Same(Arc<Table>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The rows of a table with their fates, and the button that writes those of all tables.
#[component]
fn TablePreview(
    import: Import,
    place: usize,
    table: Arc<Table>,
    plans: RwSignal<Option<Arc<Plans>>>,
    under_way: RwSignal<bool>,
    /// What stands beside the name of the table: whatever else can be chosen.
    said: Option<String>,
    on_write: Callback<()>,
) -> impl IntoView {
    let session = import.session;
    let language = use_language();
    let look = move |look: fn(&Plan) -> usize| {
        plans.with(|plans| plans.as_ref().and_then(|plans| plans.of(place)).map_or(0, look))
    };
    let is_many = import.told.with_untracked(|told| told.len() > 1);
    let encoding = table.encoding().filter(|_| !is_many);
    let needs_customer = move || look(|plan| usize::from(plan.needs_customer)) > 0;
    let named = RwSignal::new(String::new());
    Effect::new(move |before: Option<()>| {
        let customer = customer_named(session, &named.get());
        if before.is_some() {
            import.tell(place, |told| told.customer = customer);
        }
    });
    let is_taken =
        RwSignal::new(import.told.with_untracked(|told| told.get(place).is_none_or(|told| !told.is_left)));
    Effect::new(move |before: Option<bool>| {
        let now = is_taken.get();
        if before.is_some_and(|before| before != now) {
            import.tell(place, |told| told.is_left = !now);
        }
        now
    });
    let shown_fate = RwSignal::new(None::<Fate>);
    let opened = RwSignal::new(None::<usize>);
    let failed_table = table.clone();
    let download_failed = Callback::new(move |()| download_failed(session, &failed_table, plans, place));
    let unread = move || {
        let t = language.get();
        let separator = if t == Language::Chinese { "、" } else { ", " };
        let list = plans.with(|plans| Some(plans.as_ref()?.of(place)?.unread_columns.join(separator)));
        list.filter(|list| !list.is_empty()).map(|list| t.import_unread(list))
    };
    let set_all = move |fate: Fate, choice: Option<RowChoice>| {
        let lines: Vec<usize> = plans.with_untracked(|plans| {
            let plan = plans.as_ref().and_then(|plans| plans.of(place));
            let rows = plan.map(|plan| plan.rows.as_slice()).unwrap_or_default();
            rows.iter().filter(|row| row.fate == fate).map(|row| row.line).collect()
        });
        shown_fate.set(None);
        import.tell(place, |told| {
            for line in lines {
                match choice {
                    Some(choice) => told.choices.insert(line, choice),
                    None => told.choices.remove(&line),
                };
            }
        });
    };
    let all_of_fate = move || {
        let t = language.get();
        let (fate, choice) = match shown_fate.get()? {
            Fate::Skipped => (Fate::Skipped, None),
            fate @ (Fate::New | Fate::Update) => (fate, Some(RowChoice::Skip)),
            Fate::Same | Fate::Error => return None,
        };
        let count = plans.with(|plans| plans.as_ref()?.of(place).map(|plan| plan.count(fate)))?;
        let text = if choice.is_some() { t.import_skip_all(count) } else { t.import_take_all(count) };
        Some(view! { <Button on_press=Callback::new(move |()| set_all(fate, choice))>{text}</Button> })
    };
    let names = customer_names(session);
    let title = {
        let table = table.clone();
        move || app::layout(language.get(), table.layout())
    };
    let do_text = move || {
        let t = language.get();
        let (rows, tables) = plans
            .with(|plans| plans.as_ref().map_or((0, 1), |plans| (plans.rows_to_write(), plans.tables())));
        if tables > 1 { t.import_do_tables(rows, tables) } else { t.import_do(rows) }
    };
    let nothing = Signal::derive(move || {
        under_way.get() || plans.with(|plans| plans.as_ref().is_none_or(|plans| plans.rows_to_write() == 0))
    });
    let of_dialog = table.clone();
    view! {
        <div class="page-body is-list">
            <div class="cluster">
                <h2>{title}</h2>
                {encoding.map(|encoding| view! { <EncodingChoice import=import recognised=Some(encoding) /> })}
                {is_many.then(|| view! { <CheckField label=say(Language::import_this_table) value=is_taken /> })}
                <Button on_press=Callback::new(move |()| import.mapping.set(true))>{say(Language::mapping_change)}</Button>
                <span class="push cluster">
                    <Button on_press=Callback::new(move |()| import.restart())>{say(Language::import_another)}</Button>
                    <Button kind=ButtonKind::Primary disabled=nothing on_press=on_write>{live(do_text)}</Button>
                </span>
            </div>
            {said.map(|said| view! { <p class="hint">{said}</p> })}
            <Show when=move || under_way.get()>
                <p class="cluster">
                    <span class="hint" role="status">{say(Language::import_planning)}</span>
                    <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| import.restart())>{say(Language::cancel)}</Button>
                </p>
            </Show>
            <Show when=needs_customer>
                <div class="notice is-warning">
                    <Icon name=Glyph::Info />
                    <TextField label=say(Language::import_which_customer) value=named list=names />
                </div>
            </Show>
            {live(move || unread().map(|text| view! { <p class="hint">{text}</p> }))}
            <UnknownWords import=import place=place plans=plans />
            <Years import=import place=place plans=plans />
            {live(move || {
                let errors = look(|plan| plan.count(Fate::Error));
                (errors > 0).then(|| view! {
                    <p class="cluster">
                        <span class="hint">{language.get().import_errors_left_out(errors)}</span>
                        <Button kind=ButtonKind::Quiet icon=Glyph::Download on_press=download_failed>
                            {say(Language::import_download_failed)}
                        </Button>
                    </p>
                })
            })}
            <Show when=move || plans.with(|plans| plans.as_ref().is_some_and(|plans| plans.of(place).is_some()))>
            <div class="cluster">
                <div class="chips" role="group" aria-label=say(Language::groups_label)>
                    {[None, Some(Fate::New), Some(Fate::Update), Some(Fate::Same), Some(Fate::Error), Some(Fate::Skipped)]
                        .map(|fate| {
                            let count = move || plans.with(|plans| {
                                let plan = plans.as_ref().and_then(|plans| plans.of(place));
                                plan.map_or(0, |plan| fate.map_or(plan.rows.len(), |fate| plan.count(fate)))
                            });
                            let name = move || {
                                let t = language.get();
                                fate.map_or(t.import_all(), |fate| app::fate(t, fate))
                            };
                            view! {
                                <button
                                    type="button"
                                    aria-pressed=move || if shown_fate.get() == fate { "true" } else { "false" }
                                    on:click=move |_| shown_fate.set(fate)
                                >
                                    {name}
                                    <span class="num" class:is-overdue=move || fate == Some(Fate::Error) && count() != 0>{count}</span>
                                </button>
                            }
                        })
                        .into_iter()
                        .collect_view()}
                </div>
                {live(all_of_fate)}
            </div>
            <PreviewRows plans=plans place=place shown_fate=shown_fate opened=opened />
            </Show>
            {live(move || opened.get().map(|index| view! {
                <RowDialog
                    import=import
                    place=place
                    index=index
                    table=of_dialog.clone()
                    plans=plans
                    on_close=Callback::new(move |()| opened.set(None))
                />
            }))}
        </div>
    }
}

/// Gives the user the rows of a table that are left out, each with the reason.
fn download_failed(session: Session, table: &Table, plans: RwSignal<Option<Arc<Plans>>>, place: usize) {
    let t = session.language();
    let sheet = plans.with_untracked(|plans| Some(app::failed_rows(t, table, plans.as_ref()?.of(place)?)));
    let Some(mut sheet) = sheet else { return };
    let (day, _) = session.today();
    let parts = vec![packed(&std::mem::take(&mut sheet.rows))];
    let name = format!("{}-{day}.csv", sheet.title);
    let (now, title) = (session.env().now, sheet.title.clone());
    let outgoing = Outgoing {
        form: FileForm::Csv,
        now,
        day,
        zone: String::new(),
        title,
        sheets: vec![(sheet, 1)],
        contents: 0,
    };
    leptos::task::spawn_local(async move {
        let written = write_file(session, outgoing, parts).await;
        let given = written
            .and_then(|bytes| session.services().download_parts(&name, FileForm::Csv.mime(), &[&bytes]));
        if let Err(failure) = given {
            session.tell(&Stopped::Failed(failure));
        }
    });
}

#[component]
fn PreviewRows(
    plans: RwSignal<Option<Arc<Plans>>>,
    place: usize,
    shown_fate: RwSignal<Option<Fate>>,
    opened: RwSignal<Option<usize>>,
) -> impl IntoView {
    let language = use_language();
    let places = Memo::new(move |_| {
        let fate = shown_fate.get();
        plans.with(|plans| {
            let plan = plans.as_ref().and_then(|plans| plans.of(place));
            let rows = plan.map(|plan| plan.rows.as_slice()).unwrap_or_default();
            let shown = |place: &usize| fate.is_none() || rows.get(*place).map(|row| row.fate) == fate;
            Arc::new((0..rows.len()).filter(shown).collect::<Vec<usize>>())
        })
    });
    let drawn = StoredValue::new(0_u64);
    let revision = Memo::new(move |_| {
        places.track();
        plans.track();
        language.track();
        drawn.update_value(|number| *number += 1);
        drawn.get_value()
    });
    let row = move |index: usize| {
        let t = language.get_untracked();
        let nth = places.with_untracked(|places| places.get(index).copied());
        let cells = plans.with_untracked(|plans| {
            let row = plans.as_ref()?.of(place)?.rows.get(nth?)?;
            let class = match row.fate {
                Fate::New => "chip is-open",
                Fate::Update => "chip is-due",
                Fate::Same | Fate::Skipped => "chip is-quiet",
                Fate::Error => "chip is-overdue",
            };
            let problems = row.problems.iter().map(|problem| app::row_problem(t, problem));
            let notes = row.notes.iter().map(|note| app::row_note(t, note));
            let separator = if t == Language::Chinese { "；" } else { "; " };
            let said = problems.chain(notes).collect::<Vec<_>>().join(separator);
            Some(
                view! {
                    <div class="cell cell-line num">{row.line}</div>
                    <div class="cell cell-fate"><span class=class>{app::fate(t, row.fate)}</span></div>
                    <div class="cell cell-what" title=row.detail.clone()>
                        <span class="row-title">{row.title.clone()}</span> " " <span class="row-note">{row.detail.clone()}</span>
                    </div>
                    <div class="cell cell-problems" title=said.clone()>{said.clone()}</div>
                }
                .into_any(),
            )
        });
        cells.unwrap_or_else(|| ().into_any())
    };
    let head = view! {
        <div class="cell cell-line num">{say(Language::import_line)}</div>
        <div class="cell cell-fate">{say(Language::import_fate)}</div>
        <div class="cell cell-what">{say(Language::import_what)}</div>
        <div class="cell cell-problems">{say(Language::import_notes)}</div>
    };
    let open = Callback::new(move |index: usize| {
        opened.set(places.with_untracked(|places| places.get(index).copied()));
    });
    view! {
        <VirtualRows
            count=Signal::derive(move || places.with(|places| places.len()))
            label=say(Language::import_rows_label)
            class="preview"
            row=row
            revision=revision
            head=head.into_any()
            on_open=open
        />
    }
}
