//! Importing a file: what it is, what each row would do, and then one change. Nothing is written before.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::File;

use crate::app::{self, Command, Route};
use crate::book::Book;
use crate::exchange::{self, BookFile, Encoding, Fate, ImportOptions, Plan, Table};
use crate::model::BookInfo;
use crate::text::Language;

use super::super::boot::open_store;
use super::super::boot::opening;
use super::super::components::{
    Button, ButtonKind, EmptyState, Glyph, Icon, SelectField, TextField, VirtualRows, use_language,
};
use super::super::forms::{customer_named, customer_names};
use super::super::live::live;
use super::super::session::{FileContent, FileTrouble, Phase, Session, Stopped, say};
use super::restore::Restore;

/// Where the import stands.
#[derive(Clone)]
enum Step {
    /// No file yet.
    Choose,
    /// A file is being read.
    Reading(String),
    /// It could not be read.
    Refused(Arc<FileTrouble>),
    /// It is a table.
    Table(Arc<Table>),
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
}

impl Import {
    fn read(self, file: File) {
        self.file.set_value(Some(file.clone()));
        let encoding = Encoding::ALL.into_iter().find(|each| each.name() == self.encoding.get_untracked());
        self.step.set(Step::Reading(file.name()));
        leptos::task::spawn_local(async move {
            // On a first visit the store may still be opening.
            open_store(self.session).await;
            let step = match self.session.read_file(file, encoding).await {
                Ok(FileContent::Table(table)) => Step::Table(Arc::new(table)),
                Ok(FileContent::Book(book)) => Step::Book(Arc::new(book)),
                Err(trouble) => Step::Refused(Arc::new(trouble)),
            };
            drop(self.step.try_set(step));
        });
    }

    fn restart(self) {
        self.encoding.set(String::new());
        self.file.set_value(None);
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
            Step::Table(table) => view! { <TablePreview import=import table=table /> }.into_any(),
            Step::Book(book) => view! {
                <Restore
                    book=book
                    title=Language::import_book_title
                    found=|t, customers, records| t.import_book_found(customers, records)
                    on_other=Callback::new(move |()| import.restart())
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
                            <Button on_press=Callback::new(move |()| import.restart())>{say(Language::import_another)}</Button>
                        </div>
                    </EmptyState>
                }
                    .into_any()
            }
        })}
    }
}

#[component]
fn Choose(import: Import) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
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
                    accept=".csv,.tsv,.txt,.json"
                    aria-label=say(Language::import_drop)
                    on:change=move |_| {
                        let file = input.get_untracked().and_then(|input| input.files()).and_then(|files| files.get(0));
                        if let Some(file) = file {
                            import.read(file);
                        }
                    }
                />
            </label>
            <section>
                <h2 class="small">{say(Language::import_layouts)}</h2>
                <ul class="plain-list muted small">
                    <li>{say(Language::import_layouts_customers)}</li>
                    <li>{say(Language::import_layouts_orders)}</li>
                    <li>{say(Language::import_layouts_interactions)}</li>
                </ul>
            </section>
        </div>
    }
}

#[component]
fn Refused(import: Import, trouble: Arc<FileTrouble>) -> impl IntoView {
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
                <Button kind=ButtonKind::Primary on_press=Callback::new(move |()| import.restart())>
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

#[component]
fn TablePreview(import: Import, table: Arc<Table>) -> impl IntoView {
    let session = import.session;
    let language = use_language();
    let named = RwSignal::new(String::new());
    let customer = Memo::new(move |_| customer_named(session, &named.get()));
    let encoding = table.encoding();
    // Planned against the book as it is; before there is one, against an empty book.
    let plan: Memo<Option<Arc<Plan>>> = {
        let table = table.clone();
        Memo::new_with_compare(
            move |_| {
                let options = ImportOptions { customer: customer.get() };
                let mut env = session.env();
                let planned = session.read(|desk| exchange::plan(desk.book(), &table, &options, &mut env));
                let empty = || exchange::plan(&Book::begun(env.now), &table, &options, &mut env.clone());
                Some(Arc::new(planned.unwrap_or_else(empty)))
            },
            |before, after| match (before, after) {
                (Some(Some(before)), Some(Some(after))) => !Arc::ptr_eq(before, after),
                _ => true,
            },
        )
    };
    let look = move |look: fn(&Plan) -> usize| plan.with(|plan| plan.as_ref().map_or(0, |plan| look(plan)));
    let needs_customer = move || plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.needs_customer));
    let shown_fate = RwSignal::new(None::<Fate>);
    let written_table = table.clone();
    let write = Callback::new(move |()| {
        let Some(plan) = plan.get_untracked() else { return };
        let rows = plan.rows_to_write();
        let table = written_table.clone();
        import.step.set(Step::Writing(0.0));
        leptos::task::spawn_local(async move {
            let was_open = session.phase.get_untracked() == Phase::Open;
            match write_plan(session, &plan).await {
                Ok(()) if was_open => drop(import.step.try_set(Step::Done(rows))),
                Ok(()) => {
                    session.imported.set_value(Some(rows));
                    session.phase.set(Phase::Open);
                }
                Err(stopped) => {
                    session.tell(&stopped);
                    drop(import.step.try_set(Step::Table(table)));
                }
            }
        });
    });
    let unread = move || {
        let t = language.get();
        let separator = if t == Language::Chinese { "、" } else { ", " };
        let list = plan.with(|plan| plan.as_ref().map(|plan| plan.unread_columns.join(separator)));
        list.filter(|list| !list.is_empty()).map(|list| t.import_unread(list))
    };
    let names = customer_names(session);
    let title = {
        let table = table.clone();
        move || app::layout(language.get(), table.layout())
    };
    view! {
        <div class="page-body is-list">
            <div class="cluster">
                <h2>{title}</h2>
                <EncodingChoice import=import recognised=Some(encoding) />
                <span class="push cluster">
                    <Button on_press=Callback::new(move |()| import.restart())>{say(Language::import_another)}</Button>
                    <Button
                        kind=ButtonKind::Primary
                        disabled=Signal::derive(move || look(Plan::rows_to_write) == 0)
                        on_press=write
                    >
                        {live(move || language.get().import_do(look(Plan::rows_to_write)))}
                    </Button>
                </span>
            </div>
            <Show when=needs_customer>
                <div class="notice is-warning">
                    <Icon name=Glyph::Info />
                    <TextField label=say(Language::import_which_customer) value=named list=names />
                </div>
            </Show>
            {live(move || unread().map(|text| view! { <p class="hint">{text}</p> }))}
            {live(move || {
                let errors = look(|plan| plan.count(Fate::Error));
                (errors > 0).then(|| view! { <p class="hint">{language.get().import_errors_left_out(errors)}</p> })
            })}
            <div class="chips" role="group" aria-label=say(Language::groups_label)>
                {[None, Some(Fate::New), Some(Fate::Update), Some(Fate::Same), Some(Fate::Error)]
                    .map(|fate| {
                        let count = move || plan.with(|plan| {
                            plan.as_ref().map_or(0, |plan| fate.map_or(plan.rows.len(), |fate| plan.count(fate)))
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
            <PreviewRows plan=plan shown_fate=shown_fate />
        </div>
    }
}

#[component]
fn PreviewRows(plan: Memo<Option<Arc<Plan>>>, shown_fate: RwSignal<Option<Fate>>) -> impl IntoView {
    let language = use_language();
    let places = Memo::new(move |_| {
        let fate = shown_fate.get();
        plan.with(|plan| {
            let rows = plan.as_ref().map(|plan| plan.rows.as_slice()).unwrap_or_default();
            let shown = |place: &usize| fate.is_none() || rows.get(*place).map(|row| row.fate) == fate;
            Arc::new((0..rows.len()).filter(shown).collect::<Vec<usize>>())
        })
    });
    let drawn = StoredValue::new(0_u64);
    let revision = Memo::new(move |_| {
        places.track();
        plan.track();
        language.track();
        drawn.update_value(|number| *number += 1);
        drawn.get_value()
    });
    let row = move |index: usize| {
        let t = language.get_untracked();
        let place = places.with_untracked(|places| places.get(index).copied());
        let cells = plan.with_untracked(|plan| {
            let row = plan.as_ref()?.rows.get(place?)?;
            let class = match row.fate {
                Fate::New => "chip is-open",
                Fate::Update => "chip is-due",
                Fate::Same => "chip is-quiet",
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
    view! {
        <VirtualRows
            count=Signal::derive(move || places.with(|places| places.len()))
            label=say(Language::import_rows_label)
            class="preview"
            row=row
            revision=revision
            head=head.into_any()
        />
    }
}

/// Begins a book if there is none, then writes the plan's change.
async fn write_plan(session: Session, plan: &Plan) -> Result<(), Stopped> {
    if session.peek(|_| ()).is_none() {
        let _mine = session.alone().await;
        opening::begin(session, BookInfo::begun(session.env().now)).await?;
    }
    let change = plan.change(&mut session.env());
    session.dispatch(Command::Prepared(change)).await
}
