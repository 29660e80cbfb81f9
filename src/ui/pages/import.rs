//! Importing files: what they are, what each row would do, and then one change. Nothing is written before.

mod choose;
mod dropped;
mod mapping;
mod plans;
mod preview;
mod renamed;
mod row;
mod words;
mod writing;
mod years;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use leptos::prelude::*;
use leptos::web_sys::File;

use crate::app::{self, Failure, Route};
use crate::exchange::{
    self, BookFile, Documents, Encoding, Field, RowChoice, Table, TableProblem, TableRead,
};
use crate::model::CustomerId;
use crate::text::Language;

use super::super::boot::open_store;
use super::super::components::{Button, ButtonKind, EmptyState, Glyph, Icon, SelectField, use_language};
use super::super::dispatch::Watch;
use super::super::live::live;
use super::super::requests::{FileContent, FileTrouble, Found, open_sealed, read_book_in, read_file};
use super::super::session::{Phase, Session, say};
use super::join::Join;
use super::lock::Passphrase;
use super::restore::Restore;
use super::settings::GiveNumbers;

use choose::Choose;
use preview::Tables;
use writing::Writing;

/// The most that the files of one import may have together, in bytes.
const MOST_BYTES: f64 = 536_870_912.0;
/// The most files of one import.
const MOST_FILES: usize = 1_000;

/// Where the import stands.
#[derive(Clone)]
enum Step {
    /// No file yet.
    Choose,
    /// A file is being read: its name, its place among those chosen, and how many those are.
    Reading(String, usize, usize),
    /// It could not be read.
    Refused(Arc<FileTrouble>),
    /// It is sealed with a passphrase.
    Sealed(File),
    /// Tables, of which one is shown.
    Tables(Arc<Vec<Sheet>>),
    /// It is a book.
    Book(Arc<BookFile>),
    /// It is a book that is merged.
    Join(Arc<BookFile>),
    /// It is being written.
    Writing,
    /// So many rows were written.
    Done(usize),
}

/// One table of what was read: a file, a sheet of a workbook, a file in a zip.
#[derive(Clone)]
struct Sheet {
    name: String,
    /// Its rows, if there are any.
    table: Option<Arc<Table>>,
    /// Why it cannot be imported as it is.
    problem: Option<TableProblem>,
}

/// What the user told of one table.
#[derive(Clone, Default)]
struct Told {
    /// The table as the user told its columns, and the name under which that is kept.
    columns: Option<(Arc<Table>, String)>,
    /// Whose records they are, where no column says.
    customer: Option<CustomerId>,
    choices: BTreeMap<usize, RowChoice>,
    words: HashMap<(Field, String), String>,
    /// The year of days that are written without one, if it was told.
    year: Option<i32>,
    /// It is not imported.
    is_left: bool,
}

/// The state of the page.
#[derive(Clone, Copy)]
struct Import {
    session: Session,
    step: RwSignal<Step>,
    /// What lies beside the tables; what it holds is with the session.
    documents: StoredValue<Arc<Documents>>,
    /// The files, each with the name that its tables bear; none if it is the only one.
    files: StoredValue<Vec<(Option<String>, File)>, LocalStorage>,
    /// Counts what was begun: what is read for something else that was begun since is let go.
    begun: StoredValue<u64>,
    encoding: RwSignal<String>,
    /// Whether the columns are being told by hand.
    mapping: RwSignal<bool>,
    /// Which of the tables is shown.
    place: RwSignal<usize>,
    /// What the user told of each table.
    told: RwSignal<Vec<Told>>,
    /// How far the writing is; of the page, which outlives the tables.
    watch: Watch,
}

impl Import {
    fn read(self, file: File) {
        self.read_all(vec![(None, file)]);
    }

    /// Reads files, each with the name that its tables bear; what stands in several is imported together.
    fn read_all(self, files: Vec<(Option<String>, File)>) {
        self.begun.update_value(|number| *number += 1);
        let number = self.begun.get_value();
        let is_latest = move || self.begun.try_get_value() == Some(number);
        self.files.set_value(files.clone());
        self.let_documents_go();
        let encoding = Encoding::ALL.into_iter().find(|each| each.name() == self.encoding.get_untracked());
        if let Some((_, first)) = files.first() {
            self.step.set(Step::Reading(first.name(), 1, files.len()));
        }
        leptos::task::spawn_local(async move {
            // On a first visit the store may still be opening.
            open_store(self.session).await;
            let refused = |problem| Step::Refused(Arc::new(FileTrouble::Table(problem)));
            let bytes: f64 = files.iter().map(|(_, file)| file.size()).sum();
            let (count, is_one) = (files.len(), files.len() == 1);
            if count > MOST_FILES {
                return self.step.set(refused(TableProblem::TooManyFiles { limit: MOST_FILES }));
            }
            if !is_one && bytes > MOST_BYTES {
                let problem = TableProblem::TooLarge { bytes: bytes as usize, limit: MOST_BYTES as usize };
                return self.step.set(refused(problem));
            }
            let (mut sheets, mut found) = (Vec::new(), Vec::new());
            for (place, (name, file)) in files.into_iter().enumerate() {
                if !is_latest() {
                    return;
                }
                self.step.set(Step::Reading(file.name(), place + 1, count));
                let read = read_file(self.session, file, name.clone(), encoding).await;
                if !is_latest() {
                    return;
                }
                match read {
                    Ok(FileContent::Tables(tables, beside)) => {
                        sheets.extend(tables.into_iter().map(Sheet::from));
                        found.extend(beside);
                    }
                    Ok(FileContent::Book(book)) => return self.step.set(Step::Book(Arc::new(book))),
                    Err(FileTrouble::Table(problem)) if !is_one => sheets.push(Sheet {
                        name: name.unwrap_or_default(),
                        table: None,
                        problem: Some(problem),
                    }),
                    Err(trouble) => return self.step.set(refused_step(trouble)),
                }
            }
            sheets.extend(self.keep(found));
            let step = self.show(sheets);
            drop(self.step.try_set(step));
        });
    }

    /// Keeps the files beside the tables for the change that will name them, and returns the table of them, if there are
    /// any.
    fn keep(self, mut found: Vec<Found>) -> Option<Sheet> {
        if found.is_empty() {
            return None;
        }
        let mut held = 0;
        found.iter_mut().for_each(|(document, _)| document.held_with(&mut held));
        let whole = found.iter().filter(|(document, _)| document.problem.is_none());
        let contents = whole.filter_map(|(document, bytes)| Some((document.sum?, bytes.clone()?))).collect();
        self.session.came_along.set_value(contents);
        let documents = Documents::of(found.into_iter().map(|(document, _)| document).collect());
        let table = Some(Arc::new(documents.table()));
        self.documents.set_value(Arc::new(documents));
        let name = self.session.language().import_files_table().to_owned();
        Some(Sheet { name, table, problem: None })
    }

    /// Lets go of the files beside the tables, which take their room in memory.
    fn let_documents_go(self) {
        let _ = self.documents.try_set_value(Arc::default());
        self.session.came_along.set_value(Default::default());
    }

    /// Reads what is in the folders that were dropped, and the files beside them.
    fn read_folders(self, entries: Vec<dropped::Entry>) {
        self.begun.update_value(|number| *number += 1);
        let number = self.begun.get_value();
        self.step.set(Step::Reading(String::new(), 1, 1));
        leptos::task::spawn_local(async move {
            let found = dropped::files_in(entries, MOST_FILES).await;
            // The page was left, or something else was chosen meanwhile.
            if self.begun.try_get_value() != Some(number) {
                return;
            }
            if found.is_empty() {
                let nothing = FileTrouble::Table(TableProblem::NoFiles);
                drop(self.step.try_set(Step::Refused(Arc::new(nothing))));
            } else {
                self.read_all(found.into_iter().map(|(path, file)| (Some(path), file)).collect());
            }
        });
    }

    /// Reads the book among the files, or in the zip, that is shown under a name.
    fn read_book(self, shown: String) {
        let found = self.files.with_value(|files| {
            files.iter().find_map(|(name, file)| match name {
                None => Some((file.clone(), Some(shown.clone()))),
                Some(name) if *name == shown => Some((file.clone(), None)),
                Some(name) => {
                    let inner = shown.strip_prefix(name.as_str())?.strip_prefix('/')?;
                    Some((file.clone(), Some(inner.to_owned())))
                }
            })
        });
        let Some((file, inner)) = found else { return };
        self.step.set(Step::Reading(shown, 1, 1));
        leptos::task::spawn_local(async move {
            let step = match read_book_in(self.session, file, inner).await {
                Ok(book) => Step::Book(Arc::new(book)),
                Err(trouble) => refused_step(trouble),
            };
            drop(self.step.try_set(step));
        });
    }

    /// Returns the step that shows tables, from the first that can be imported.
    fn show(self, sheets: Vec<Sheet>) -> Step {
        self.mapping.set(false);
        self.told.set(sheets.iter().map(|sheet| self.known(sheet)).collect());
        self.place.set(sheets.iter().position(|sheet| sheet.problem.is_none()).unwrap_or(0));
        match sheets.as_slice() {
            [Sheet { table: None, problem: Some(problem), .. }] => {
                Step::Refused(Arc::new(FileTrouble::Table(problem.clone())))
            }
            _ => Step::Tables(Arc::new(sheets)),
        }
    }

    /// Returns what is known of a table beforehand: a mapping that is kept, if it is not recognised and one fits.
    fn known(self, sheet: &Sheet) -> Told {
        let unknown = sheet.table.as_ref().filter(|_| sheet.problem.is_some());
        let columns = unknown.and_then(|table| {
            let kept = self.session.preferences.with_untracked(|preferences| preferences.mappings.clone());
            let mapping = kept.into_iter().find(|mapping| mapping.fits(table.columns()))?;
            let (layout, fields) = mapping.told(table.columns());
            Some((Arc::new(table.mapped(layout, &fields)), mapping.name))
        });
        Told { columns, ..Told::default() }
    }

    /// Alters what is told of a table.
    fn tell(self, place: usize, alter: impl FnOnce(&mut Told)) {
        self.told.update(|told| {
            if let Some(told) = told.get_mut(place) {
                alter(told);
            }
        });
    }

    /// Goes back to where no file is chosen; nothing of what was under way is kept.
    fn restart(self) {
        self.begun.update_value(|number| *number += 1);
        self.encoding.set(String::new());
        self.files.set_value(Vec::new());
        self.let_documents_go();
        self.mapping.set(false);
        self.step.set(Step::Choose);
        self.told.set(Vec::new());
    }
}

impl From<TableRead> for Sheet {
    fn from(read: TableRead) -> Self {
        Self { name: read.name, table: read.table.map(Arc::new), problem: read.problem }
    }
}

impl Sheet {
    /// Returns the table as it would be imported, if it can be.
    fn usable(&self, told: &Told) -> Option<Arc<Table>> {
        match &told.columns {
            Some((table, _)) => Some(table.clone()),
            None if self.problem.is_none() => self.table.clone(),
            None => None,
        }
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
        documents: StoredValue::new(Arc::default()),
        files: StoredValue::new_local(Vec::new()),
        begun: StoredValue::new(0),
        encoding: RwSignal::new(String::new()),
        mapping: RwSignal::new(false),
        place: RwSignal::new(0),
        told: RwSignal::new(Vec::new()),
        watch: Watch { share: RwSignal::new(0.0), is_given_up: RwSignal::new(false) },
    };
    session.imported.set_value(None);
    let step = import.step;
    on_cleanup(move || {
        if step.with_untracked(|step| matches!(step, Step::Tables(_))) {
            import.let_documents_go();
        }
    });
    session.holds(Signal::derive(move || {
        step.with(|step| !matches!(step, Step::Choose | Step::Refused(_) | Step::Sealed(_) | Step::Done(_)))
    }));
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
            Step::Reading(name, place, count) => {
                let text = move || match count {
                    1 => language.get().import_reading(&name),
                    _ => language.get().import_reading_many(&name, place, count),
                };
                view! {
                    <div class="stack narrow">
                        <p class="notice is-info" role="status"><Icon name=Glyph::Clock /><span>{text}</span></p>
                        <div>
                            <Button on_press=Callback::new(move |()| import.restart())>{say(Language::cancel)}</Button>
                        </div>
                    </div>
                }
                    .into_any()
            }
            Step::Refused(trouble) => view! { <Refused import=import trouble=trouble /> }.into_any(),
            Step::Sealed(file) => view! { <Sealed import=import file=file /> }.into_any(),
            Step::Tables(sheets) => view! { <Tables import=import sheets=sheets /> }.into_any(),
            Step::Book(book) => view! {
                <JoinCard import=import book=book.clone() />
                <Restore
                    book=book
                    title=Language::import_book_title
                    found=|t, customers, records| t.import_book_found(customers, records)
                    on_other=Callback::new(move |()| import.restart())
                    other=Language::import_another
                />
            }
                .into_any(),
            Step::Join(book) => {
                let back = book.clone();
                let on_back = Callback::new(move |()| import.step.set(Step::Book(back.clone())));
                view! { <Join book=book on_back=on_back /> }.into_any()
            }
            Step::Writing => view! { <Writing import=import /> }.into_any(),
            Step::Done(rows) => {
                let text = Signal::derive(move || language.get().import_done(rows));
                view! {
                    <EmptyState title=text text=say(Language::import_done_next)>
                        <div class="cluster is-centred">
                            <a class="button is-primary" href=Route::Today.href()>{say(Language::go_today)}</a>
                            <a class="button" href=Route::Customers.href()>{say(Language::import_go_customers)}</a>
                            <a class="button" href=Route::Cadence.href()>{say(Language::import_go_spread)}</a>
                            <Button on_press=Callback::new(move |()| import.restart())>{say(Language::import_another)}</Button>
                        </div>
                        <GiveNumbers />
                    </EmptyState>
                }
                    .into_any()
            }
        })}
    }
}

/// Returns the step for a file that could not be read as it is.
fn refused_step(trouble: FileTrouble) -> Step {
    match trouble {
        FileTrouble::Sealed(file) => Step::Sealed(file),
        trouble => Step::Refused(Arc::new(trouble)),
    }
}

/// Asks for the passphrase of a file.
#[component]
fn Sealed(import: Import, file: File) -> impl IntoView {
    let language = use_language();
    let name = file.name();
    let text = Signal::derive(move || language.get().sealed_text(&name));
    let open = move |typed: String| {
        let file = file.clone();
        async move {
            match open_sealed(import.session, file, Some(typed)).await {
                Ok(book) => {
                    import.step.set(Step::Book(Arc::new(book)));
                    Ok(())
                }
                Err(FileTrouble::Failed(failure @ (Failure::WrongPassphrase | Failure::PartMissing))) => {
                    Err(failure)
                }
                Err(trouble) => {
                    import.step.set(refused_step(trouble));
                    Ok(())
                }
            }
        }
    };
    view! {
        <div class="stack narrow">
            <section class="card">
                <div class="card-head"><h2>{say(Language::sealed_title)}</h2></div>
                <Passphrase text=text button=Language::sealed_open open=open />
            </section>
            <div><Button on_press=Callback::new(move |()| import.restart())>{say(Language::import_another)}</Button></div>
        </div>
    }
}

/// Offers to merge a book with the one that is here, if that holds anything.
#[component]
fn JoinCard(import: Import, book: Arc<BookFile>) -> impl IntoView {
    let session = import.session;
    let has_book = session.peek(|desk| !desk.book().is_empty()).unwrap_or(false);
    has_book.then(|| {
        let on_press = Callback::new(move |()| import.step.set(Step::Join(book.clone())));
        view! {
            <div class="stack narrow">
                <section class="card">
                    <div class="card-head"><h2>{say(Language::join_title)}</h2></div>
                    <p class="muted">{say(Language::join_text)}</p>
                    <p><Button kind=ButtonKind::Primary on_press=on_press>{say(Language::join_begin)}</Button></p>
                </section>
            </div>
        }
    })
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
    let is_alone = import.files.with_value(|files| files.len() == 1);
    let text = move || {
        let t = language.get();
        match &*trouble {
            FileTrouble::Book(problem) => app::book_file_problem(t, problem),
            FileTrouble::Table(problem) => app::table_problem(t, problem),
            FileTrouble::Sealed(_) => t.failed_locked().to_owned(),
            FileTrouble::Failed(Failure::Damaged(_)) => t.sealed_damaged().to_owned(),
            FileTrouble::Failed(failure) => app::failure(t, failure),
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
                {(is_text && is_alone).then(|| view! { <EncodingChoice import=import recognised=None /> })}
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
            && let [(None, file)] = import.files.get_value().as_slice()
        {
            import.read(file.clone());
        }
        now
    });
    view! { <SelectField label=say(Language::import_encoding) value=import.encoding options=Signal::derive(options) /> }
}
