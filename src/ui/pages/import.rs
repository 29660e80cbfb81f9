//! Importing a file: what it is, what each row would do, and then one change. Nothing is written before.

mod mapping;
mod preview;

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::File;

use crate::app::{self, Route};
use crate::exchange::{self, BookFile, Encoding, Table, TableProblem, TableRead};
use crate::text::Language;

use super::super::boot::open_store;
use super::super::components::{
    Button, ButtonKind, EmptyState, Glyph, Icon, SelectField, TextArea, use_language,
};
use super::super::live::live;
use super::super::requests::{FileContent, FileTrouble, read_file};
use super::super::session::{Phase, Session, say};
use super::restore::Restore;

use mapping::Mapping;
use preview::TablePreview;

/// Where the import stands.
#[derive(Clone)]
enum Step {
    /// No file yet.
    Choose,
    /// A file is being read.
    Reading(String),
    /// It could not be read.
    Refused(Arc<FileTrouble>),
    /// It is a table, or a workbook of which one sheet is shown.
    Tables(Arc<Vec<TableRead>>, usize),
    /// It is a book.
    Book(Arc<BookFile>),
    /// It is being written, 0 to 1.
    Writing(f64),
    /// So many rows were written.
    Done(usize),
}

/// The state of the page.
#[derive(Clone, Copy)]
struct Import {
    session: Session,
    step: RwSignal<Step>,
    file: StoredValue<Option<File>, LocalStorage>,
    encoding: RwSignal<String>,
    /// Whether the columns are being told by hand.
    mapping: RwSignal<bool>,
    /// The table as the user told its columns, and the name under which that is kept.
    told: RwSignal<Option<(Arc<Table>, String)>>,
    /// The sheets of the workbook that is being imported.
    sheets: StoredValue<Arc<Vec<TableRead>>>,
}

impl Import {
    fn read(self, file: File) {
        self.file.set_value(Some(file.clone()));
        let encoding = Encoding::ALL.into_iter().find(|each| each.name() == self.encoding.get_untracked());
        self.step.set(Step::Reading(file.name()));
        leptos::task::spawn_local(async move {
            // On a first visit the store may still be opening.
            open_store(self.session).await;
            let step = match read_file(self.session, file, encoding).await {
                Ok(FileContent::Tables(tables)) => self.show(Arc::new(tables)),
                Ok(FileContent::Book(book)) => Step::Book(Arc::new(book)),
                Err(trouble) => Step::Refused(Arc::new(trouble)),
            };
            drop(self.step.try_set(step));
        });
    }

    /// Returns the step that shows tables, from the first that can be imported.
    fn show(self, tables: Arc<Vec<TableRead>>) -> Step {
        self.sheets.set_value(tables.clone());
        let first = tables.iter().position(|read| read.problem.is_none()).unwrap_or(0);
        self.choose(&tables, first);
        Step::Tables(tables, first)
    }

    /// Makes ready to show a table: by a mapping that is kept, if it is not recognised and one fits.
    fn choose(self, tables: &[TableRead], place: usize) {
        self.mapping.set(false);
        let unknown =
            tables.get(place).filter(|read| read.problem.is_some()).and_then(|read| read.table.as_ref());
        let told = unknown.and_then(|table| {
            let kept = self.session.preferences.with_untracked(|preferences| preferences.mappings.clone());
            let mapping = kept.into_iter().find(|mapping| mapping.fits(table.columns()))?;
            let (layout, fields) = mapping.told(table.columns());
            Some((Arc::new(table.mapped(layout, &fields)), mapping.name))
        });
        self.told.set(told);
    }

    fn restart(self) {
        self.encoding.set(String::new());
        self.file.set_value(None);
        self.sheets.set_value(Arc::default());
        self.mapping.set(false);
        self.told.set(None);
        self.step.set(Step::Choose);
    }
}

/// The page 数据 › 导入.
#[component]
pub fn ImportPage() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let import = Import {
        session,
        // A first import opens the book, and with it this page anew.
        step: RwSignal::new(session.imported.get_value().map_or(Step::Choose, Step::Done)),
        file: StoredValue::new_local(None),
        encoding: RwSignal::new(String::new()),
        mapping: RwSignal::new(false),
        told: RwSignal::new(None),
        sheets: StoredValue::new(Arc::default()),
    };
    session.imported.set_value(None);
    let step = import.step;
    let back = move || if session.phase.get() == Phase::Open { Route::Data.href() } else { "#/".to_owned() };
    view! {
        <div class="page-head">
            <a class="button is-quiet is-bare" href=back title=say(Language::back) aria-label=say(Language::back)>
                <Icon name=Glyph::Back />
            </a>
            <h1>{say(Language::import_title)}</h1>
        </div>
        {live(move || match step.get() {
            Step::Choose => view! { <Choose import=import /> }.into_any(),
            Step::Reading(name) => {
                let text = move || language.get().import_reading(&name);
                view! { <p class="notice is-info" role="status"><Icon name=Glyph::Clock /><span>{text}</span></p> }.into_any()
            }
            Step::Refused(trouble) => view! { <Refused import=import trouble=trouble /> }.into_any(),
            Step::Tables(tables, place) => view! { <Tables import=import tables=tables place=place /> }.into_any(),
            Step::Book(book) => view! {
                <Restore
                    book=book
                    title=Language::import_book_title
                    found=|t, customers, records| t.import_book_found(customers, records)
                    on_other=Callback::new(move |()| import.restart())
                    other=Language::import_another
                />
            }
                .into_any(),
            Step::Writing(share) => {
                let text = move || language.get().import_writing_percent((share * 100.0) as u32);
                view! {
                    <div class="stack narrow">
                        <p role="status">{text}</p>
                        <progress class="progress" max="100" value=((share * 100.0) as u32).to_string() aria-label=say(Language::import_writing)></progress>
                    </div>
                }
                    .into_any()
            }
            Step::Done(rows) => {
                let text = Signal::derive(move || language.get().import_done(rows));
                view! {
                    <EmptyState title=text>
                        <div class="cluster is-centred">
                            <a class="button is-primary" href=Route::Today.href()>{say(Language::go_today)}</a>
                            <a class="button" href=Route::Customers.href()>{say(Language::import_go_customers)}</a>
                            {(import.sheets.with_value(|sheets| sheets.len()) > 1)
                                .then(|| view! {
                                    <Button on_press=Callback::new(move |()| {
                                        let sheets = import.sheets.get_value();
                                        import.step.set(import.show(sheets));
                                    })>{say(Language::import_other_sheets)}</Button>
                                })}
                            <Button on_press=Callback::new(move |()| import.restart())>{say(Language::import_another)}</Button>
                        </div>
                    </EmptyState>
                }
                    .into_any()
            }
        })}
    }
}

/// A table, or the sheets of a workbook to choose from: each previewed, refused, or told by hand.
#[component]
fn Tables(import: Import, tables: Arc<Vec<TableRead>>, place: usize) -> impl IntoView {
    let language = use_language();
    let chips = (tables.len() > 1).then(|| {
        let sheets = tables.clone();
        let chips = move || {
            let t = language.get();
            let name = |read: &TableRead| match &read.table {
                Some(table) => t.import_sheet_rows(&read.name, table.len()),
                None => read.name.clone(),
            };
            let chip = |(each, read): (usize, &TableRead)| {
                let all = sheets.clone();
                view! {
                    <button
                        type="button"
                        aria-pressed=if each == place { "true" } else { "false" }
                        on:click=move |_| {
                            import.choose(&all, each);
                            import.step.set(Step::Tables(all.clone(), each));
                        }
                    >
                        {name(read)}
                    </button>
                }
            };
            sheets.iter().enumerate().map(chip).collect_view()
        };
        view! { <div class="chips sheets" role="group" aria-label=say(Language::import_sheets)>{live(chips)}</div> }
    });
    let content = move || {
        let Some(read) = tables.get(place) else { return ().into_any() };
        if import.mapping.get()
            && let Some(table) = read.table.clone()
        {
            let table = import.told.get_untracked().map_or_else(|| Arc::new(table), |(told, _)| told);
            return view! { <Mapping import=import table=table /> }.into_any();
        }
        if let Some((table, name)) = import.told.get() {
            let said = (!name.is_empty()).then(|| language.get_untracked().mapping_used(name));
            return match said {
                Some(said) => view! { <TablePreview import=import table=table said=said /> }.into_any(),
                None => view! { <TablePreview import=import table=table /> }.into_any(),
            };
        }
        match (&read.table, &read.problem) {
            (Some(table), None) => {
                view! { <TablePreview import=import table=Arc::new(table.clone()) /> }.into_any()
            }
            (table, problem) => {
                let problem = problem.clone().unwrap_or(TableProblem::Empty);
                let trouble = Arc::new(FileTrouble::Table(problem));
                view! { <Refused import=import trouble=trouble can_map=table.is_some() /> }.into_any()
            }
        }
    };
    view! {
        {chips}
        {live(content)}
    }
}

#[component]
fn Choose(import: Import) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let pasted = RwSignal::new(String::new());
    let paste = Callback::new(move |()| {
        let parts = js_sys::Array::of1(&pasted.get_untracked().into());
        let name = import.session.language().import_pasted_name();
        if let Ok(file) = File::new_with_str_sequence(&parts, name) {
            import.read(file);
        }
    });
    view! {
        <div class="stack narrow">
            <label
                class="drop"
                class:is-over=move || over.get()
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=move |event| {
                    event.prevent_default();
                    over.set(false);
                    let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
                    if let Some(file) = file {
                        import.read(file);
                    }
                }
            >
                <Icon name=Glyph::Upload />
                <strong>{say(Language::import_drop)}</strong>
                <span class="hint">{say(Language::import_drop_hint)}</span>
                <input
                    node_ref=input
                    type="file"
                    accept=".csv,.tsv,.txt,.vcf,.json,.xlsx,.xlsm,.xlsb,.xls,.ods"
                    aria-label=say(Language::import_drop)
                    on:change=move |_| {
                        let file = input.get_untracked().and_then(|input| input.files()).and_then(|files| files.get(0));
                        if let Some(file) = file {
                            import.read(file);
                        }
                    }
                />
            </label>
            <details class="fold">
                <summary>{say(Language::import_paste)}</summary>
                <div class="stack is-tight">
                    <TextArea label=say(Language::import_paste) value=pasted rows=6 hint=say(Language::import_paste_hint) />
                    <div>
                        <Button disabled=Signal::derive(move || pasted.with(|text| text.trim().is_empty())) on_press=paste>
                            {say(Language::import_paste_do)}
                        </Button>
                    </div>
                </div>
            </details>
            <section>
                <h2 class="small">{say(Language::import_layouts)}</h2>
                <ul class="plain-list muted small">
                    <li>{say(Language::import_layouts_customers)}</li>
                    <li>{say(Language::import_layouts_orders)}</li>
                    <li>{say(Language::import_layouts_interactions)}</li>
                    <li>{say(Language::import_layouts_contacts)}</li>
                    <li>{say(Language::import_layouts_actions)}</li>
                    <li>{say(Language::import_layouts_more)}</li>
                </ul>
            </section>
        </div>
    }
}

#[component]
fn Refused(
    import: Import,
    trouble: Arc<FileTrouble>,
    /// Whether the columns can be told by hand.
    #[prop(optional)]
    can_map: bool,
) -> impl IntoView {
    let language = use_language();
    let is_text = matches!(
        *trouble,
        FileTrouble::Table(
            exchange::TableProblem::UnknownEncoding
                | exchange::TableProblem::NotInEncoding { .. }
                | exchange::TableProblem::UnknownHeadings { .. }
                | exchange::TableProblem::NotText
        )
    );
    let text = move || {
        let t = language.get();
        match &*trouble {
            FileTrouble::Book(problem) => app::book_file_problem(t, problem),
            FileTrouble::Table(problem) => app::table_problem(t, problem),
            FileTrouble::Unreadable(reason) => t.import_unreadable(reason),
        }
    };
    view! {
        <div class="stack narrow">
            <div class="notice is-danger" role="alert">
                <Icon name=Glyph::Alert />
                <p>{text}</p>
            </div>
            <div class="inline-field">
                {is_text.then(|| view! { <EncodingChoice import=import recognised=None /> })}
                {can_map.then(|| view! {
                    <Button kind=ButtonKind::Primary on_press=Callback::new(move |()| import.mapping.set(true))>
                        {say(Language::mapping_by_hand)}
                    </Button>
                })}
                <Button
                    kind=if can_map { ButtonKind::Plain } else { ButtonKind::Primary }
                    on_press=Callback::new(move |()| import.restart())
                >
                    {say(Language::import_another)}
                </Button>
            </div>
        </div>
    }
}

/// Reads the file again in another encoding.
#[component]
fn EncodingChoice(import: Import, recognised: Option<Encoding>) -> impl IntoView {
    let language = use_language();
    let options = move || {
        let name = recognised.map_or("—", Encoding::name);
        let automatic = (String::new(), language.get().import_encoding_auto(name));
        std::iter::once(automatic)
            .chain(Encoding::ALL.map(|each| (each.name().to_owned(), each.name().to_owned())))
            .collect::<Vec<_>>()
    };
    Effect::new(move |before: Option<String>| {
        let now = import.encoding.get();
        if before.is_some_and(|before| before != now)
            && let Some(file) = import.file.get_value()
        {
            import.read(file);
        }
        now
    });
    view! { <SelectField label=say(Language::import_encoding) value=import.encoding options=Signal::derive(options) /> }
}
