//! Lists out of the book: which, of whom, in which form.

mod reminding;

use js_sys::Uint8Array;
use leptos::prelude::*;

use crate::app::{self, CalendarStyle, Column, Failure, List, Paper, ShareOptions, TierFilter, size_text};
use crate::exchange::{CardVersion, FileForm, Outgoing};
use crate::model::{ContentSums, CustomerId, Kind, Record};

use crate::text::Language;

use super::super::components::{
    Button, ButtonKind, CheckField, Glyph, Icon, SelectField, TextField, use_language,
};
use super::super::live::live;
use super::super::requests::{packed, write_file};
use super::super::session::{IdSet, Session, Stopped, say};
use super::customers::{choices, shown};
use super::data::PlainNote;
use reminding::Reminding;

/// The customer list with the columns that are shown, among what can be exported.
const SHOWN: &str = "shown";
/// All of the handbooks' tables.
const HANDBOOK: &str = "handbook";
/// How many customers' rows are made between two frames.
const AT_ONCE: usize = 250;

/// What a sheet is made of.
enum Part {
    List(List),
    /// The customer list with those columns.
    Shown(Vec<Column>),
    Paper(Paper),
}

/// How far an export is.
#[derive(Clone, PartialEq)]
enum Progress {
    Idle,
    /// Rows are being made, so many of a hundred.
    Preparing(usize),
    /// The worker writes the file.
    Writing,
    /// It was given to the user: its name and size.
    Done(String, usize),
}

/// The page 数据 › 导出表格.
#[component]
pub fn ExportPage() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    // "" is all of them.
    let what = RwSignal::new("0".to_owned());
    let form = RwSignal::new("xlsx".to_owned());
    let reminding = Reminding::new();
    let owner = RwSignal::new(String::new());
    let with_ids = RwSignal::new(false);
    let (without_money, masked) = (RwSignal::new(false), RwSignal::new(false));
    let progress = RwSignal::new(Progress::Idle);
    let lists = move || match what.get().parse::<usize>().ok().and_then(|place| List::ALL.get(place).copied())
    {
        Some(list) => vec![list],
        None if what.get() == SHOWN => vec![List::Customers],
        None => List::ALL.to_vec(),
    };
    let offered = move || match what.get().as_str() {
        HANDBOOK => vec![FileForm::Xlsx],
        _ => forms_of(&lists()),
    };
    let customers = Memo::new(move |_| {
        let list = shown(session);
        session.read(|desk| app::exported(desk, &list, owner.get().parse().ok())).unwrap_or_default()
    });
    let whats = move || {
        let t = language.get();
        let lists = List::ALL.iter().enumerate();
        let lists = lists.map(|(place, list)| (place.to_string(), app::layout(t, list.layout()).to_owned()));
        let shown = (SHOWN.to_owned(), t.export_shown().to_owned());
        let handbook = (HANDBOOK.to_owned(), t.export_handbook().to_owned());
        lists.chain([shown, (String::new(), t.export_all().to_owned()), handbook]).collect::<Vec<_>>()
    };
    let forms = move || {
        let t = language.get();
        let form = |form: FileForm| (id_of(form).to_owned(), form_name(t, form).to_owned());
        offered().into_iter().map(form).collect::<Vec<_>>()
    };
    // A form that the list does not have is not kept in the dark.
    Effect::new(move |_| {
        let offered = offered();
        if form_of(&form.get_untracked(), &offered).is_none() {
            form.set(id_of(FileForm::Xlsx).to_owned());
        }
    });
    let owners = move || {
        let t = language.get();
        let people = session.read(|desk| {
            let people = desk.book().people().sorted();
            people.into_iter().map(|person| (person.id.to_string(), person.name.clone())).collect::<Vec<_>>()
        });
        let all = (String::new(), t.export_owner_all().to_owned());
        std::iter::once(all).chain(people.unwrap_or_default()).collect::<Vec<_>>()
    };
    let is_busy = move || matches!(progress.get(), Progress::Preparing(_) | Progress::Writing);
    let export = Callback::new(move |()| {
        let customers = customers.get_untracked();
        let form = form_of(&form.get_untracked(), &untrack(offered)).unwrap_or(FileForm::Xlsx);
        let parts = match what.get_untracked().as_str() {
            HANDBOOK => Paper::ALL.into_iter().map(Part::Paper).collect(),
            SHOWN => vec![Part::Shown(shown_columns(session))],
            _ => untrack(lists).into_iter().map(Part::List).collect::<Vec<_>>(),
        };
        progress.set(Progress::Preparing(0));
        leptos::task::spawn_local(async move {
            let made = if form == FileForm::Book {
                let (without_money, masked) = (without_money.get_untracked(), masked.get_untracked());
                share(session, customers, ShareOptions { without_money, masked }, progress).await
            } else {
                let style = reminding.style();
                make(session, form, &parts, customers, (with_ids.get_untracked(), style), progress).await
            };
            // The page may have been left: then nothing is given out.
            let Some(made) = made else { return };
            let step = match made {
                Ok((name, bytes)) => match session.services().download_parts(&name, form.mime(), &[&bytes]) {
                    Ok(()) => Ok(Progress::Done(name, bytes.length() as usize)),
                    Err(failure) => Err(failure),
                },
                Err(failure) => Err(failure),
            };
            progress.set(step.unwrap_or_else(|failure| {
                session.tell(&Stopped::Failed(failure));
                Progress::Idle
            }));
        });
    });
    let said = move || {
        let t = language.get();
        match progress.get() {
            Progress::Idle => String::new(),
            Progress::Preparing(percent) => t.export_preparing(percent),
            Progress::Writing => t.export_writing().to_owned(),
            Progress::Done(name, bytes) => t.data_exported(name, size_text(bytes as u64)),
        }
    };
    let count = move || {
        let total = session.read(|desk| desk.book().customers().len()).unwrap_or(0);
        language.get().export_count(customers.with(Vec::len), total)
    };
    view! {
        <div class="page-head">
            <a class="button is-quiet is-bare" href=app::Route::Data.href() title=say(Language::back) aria-label=say(Language::back)>
                <Icon name=Glyph::Back />
            </a>
            <h1>{say(Language::export_title)}</h1>
        </div>
        <div class="page-body stack narrow">
            <p class="muted">{say(Language::export_text)}</p>
            <PlainNote />
            <section class="card stack">
                <div class="inline-field">
                    <SelectField label=say(Language::export_what) value=what options=Signal::derive(whats) />
                    <SelectField label=say(Language::export_form) value=form options=Signal::derive(forms) />
                </div>
                <div class="inline-field">
                    <TierChoice />
                    <SelectField label=say(Language::export_owner) value=owner options=Signal::derive(owners) />
                    <TextField label=say(Language::export_typed) value=session.typed />
                </div>
                <p class="muted">{live(count)}</p>
                <Show when=move || matches!(form.get().as_str(), "xlsx" | "csv")>
                    <CheckField label=say(Language::export_with_ids) value=with_ids />
                </Show>
                <Show when=move || form.get() == "ics">{reminding.fields()}</Show>
                <Show when=move || form.get() == "book">
                    <p class="hint">{say(Language::share_text)}</p>
                    <CheckField label=say(Language::share_without_money) value=without_money />
                    <Show when=move || without_money.get() || masked.get()>
                        <p class="hint">{say(Language::share_without_files)}</p>
                    </Show>
                    <CheckField label=say(Language::share_masked) value=masked />
                </Show>
                {live(move || (form.get() == "csv").then(|| view! { <p class="hint">{say(Language::export_guarded)}</p> }))}
                <p class="cluster">
                    <Button
                        kind=ButtonKind::Primary
                        icon=Glyph::Download
                        disabled=Signal::derive(move || is_busy() || customers.with(Vec::is_empty))
                        on_press=export
                    >
                        {say(Language::export_verb)}
                    </Button>
                    <span class="muted" role="status">{live(said)}</span>
                </p>
            </section>
        </div>
    }
}

/// The forms that lists can have: a workbook for all of them, and what else suits one.
fn forms_of(lists: &[List]) -> Vec<FileForm> {
    match lists {
        [List::Contacts] => vec![
            FileForm::Xlsx,
            FileForm::Csv,
            FileForm::Vcard(CardVersion::V3),
            FileForm::Vcard(CardVersion::V4),
        ],
        [List::NextActions] => vec![FileForm::Xlsx, FileForm::Csv, FileForm::Calendar],
        [_] => vec![FileForm::Xlsx, FileForm::Csv],
        _ => vec![FileForm::Xlsx, FileForm::Book],
    }
}

fn id_of(form: FileForm) -> &'static str {
    match form {
        FileForm::Xlsx => "xlsx",
        FileForm::Csv => "csv",
        FileForm::Vcard(CardVersion::V3) => "vcard3",
        FileForm::Vcard(CardVersion::V4) => "vcard4",
        FileForm::Calendar => "ics",
        FileForm::Book => "book",
    }
}

fn form_of(id: &str, offered: &[FileForm]) -> Option<FileForm> {
    offered.iter().copied().find(|form| id_of(*form) == id)
}

fn form_name(t: Language, form: FileForm) -> &'static str {
    match form {
        FileForm::Xlsx => t.export_form_xlsx(),
        FileForm::Csv => t.export_form_csv(),
        FileForm::Vcard(CardVersion::V3) => t.export_form_vcard_3(),
        FileForm::Vcard(CardVersion::V4) => t.export_form_vcard_4(),
        FileForm::Calendar => t.export_form_calendar(),
        FileForm::Book => t.export_form_book(),
    }
}

/// Returns the columns of the customer list, as a wide screen shows them.
fn shown_columns(session: Session) -> Vec<Column> {
    let view = session.view.get_untracked();
    session.peek(|desk| view.shown(desk.policy(), f64::INFINITY)).unwrap_or_default()
}

/// Makes the file, a few rows at a time; `None` if the page was left meanwhile.
async fn make(
    session: Session,
    form: FileForm,
    sources: &[Part],
    customers: Vec<CustomerId>,
    (with_ids, style): (bool, CalendarStyle),
    progress: RwSignal<Progress>,
) -> Option<Result<(String, Uint8Array), Failure>> {
    let t = session.language();
    let (day, _) = session.today();
    let steps = sources.len() * customers.len().div_ceil(AT_ONCE).max(1);
    let (mut sheets, mut parts) = (Vec::new(), Vec::new());
    for source in sources {
        let before = parts.len();
        for (place, some) in customers.chunks(AT_ONCE).enumerate() {
            let part = session.peek(|desk| match form {
                FileForm::Vcard(_) => {
                    let mut found = Vec::new();
                    app::cards(&mut found, desk, some);
                    packed(&found)
                }
                FileForm::Calendar => {
                    let mut found = Vec::new();
                    app::events(&mut found, t, desk, some, style);
                    packed(&found)
                }
                FileForm::Xlsx | FileForm::Csv | FileForm::Book => {
                    let mut rows = Vec::new();
                    match source {
                        Part::Shown(columns) => {
                            app::fill_shown(&mut rows, t, desk, columns, some, with_ids);
                        }
                        Part::List(list) => app::fill(&mut rows, t, desk, *list, some, with_ids),
                        Part::Paper(paper) => {
                            let some = (place * AT_ONCE + 1, some);
                            app::fill_handbook(&mut rows, t, desk, *paper, some, with_ids);
                        }
                    }
                    packed(&rows)
                }
            });
            parts.push(part?);
            session.services().breathe().await;
            progress.try_update(|progress| *progress = Progress::Preparing(parts.len() * 100 / steps))?;
        }
        let sheet = match source {
            Part::Shown(columns) => session.peek(|desk| app::shown_sheet(t, desk, columns, with_ids))?,
            Part::List(list) => app::sheet(t, *list, with_ids),
            Part::Paper(paper) => session.peek(|desk| app::handbook_sheet(t, desk, *paper, with_ids))?,
        };
        sheets.push((sheet, parts.len() - before));
    }
    progress.try_update(|progress| *progress = Progress::Writing)?;
    let title = match (sheets.as_slice(), sources) {
        ([(only, _)], _) => only.title.clone(),
        (_, [Part::Paper(_), ..]) => t.export_handbook_name().to_owned(),
        _ => t.export_book_name().to_owned(),
    };
    let name = format!("{title}-{day}.{}", form.extension());
    let (now, title) = (session.env().now, t.export_calendar_name().to_owned());
    let outgoing = Outgoing { form, now, day, zone: String::new(), title, sheets, contents: 0 };
    let written = write_file(session, outgoing, parts).await;
    progress.try_get_untracked()?;
    Some(written.map(|bytes| (name, bytes)))
}

/// Makes a book of some customers, a few at a time; `None` if the page was left meanwhile.
async fn share(
    session: Session,
    customers: Vec<CustomerId>,
    options: ShareOptions,
    progress: RwSignal<Progress>,
) -> Option<Result<(String, Uint8Array), Failure>> {
    let t = session.language();
    let (day, _) = session.today();
    let chosen: IdSet = customers.iter().copied().collect();
    let zone = session.peek(|desk| desk.book().info().zone.clone())?;
    let mut parts = vec![session.peek(|desk| packed(&app::shared_with_all(desk.book())))?];
    let mut mask = if options.masked { app::Mask::on() } else { app::Mask::off() };
    if mask.is_on() {
        let all: Vec<CustomerId> =
            session.peek(|desk| desk.book().customers().iter().map(|customer| customer.id).collect())?;
        for some in all.chunks(AT_ONCE) {
            session.peek(|desk| mask.learn(desk.book(), some))?;
            session.services().breathe().await;
        }
        mask.ready();
    }
    let (mut first, steps) = (Vec::new(), customers.len().div_ceil(AT_ONCE).max(1));
    for (step, some) in customers.chunks(AT_ONCE).enumerate() {
        let records = session
            .peek(|desk| app::shared(desk.book(), some, (options, &mask), &|id| chosen.contains(&id)))?;
        // Customers come before what belongs to any of them.
        let (customers, others): (Vec<Record>, Vec<Record>) =
            records.into_iter().partition(|record| record.kind() == Kind::Customer);
        first.push(packed(&customers));
        parts.push(packed(&others));
        session.services().breathe().await;
        progress.try_update(|progress| *progress = Progress::Preparing((step + 1) * 100 / steps))?;
    }
    parts.splice(0..0, first);
    let sums = match options.has_files() {
        true => session.peek(|desk| {
            let files = customers.iter().flat_map(|id| desk.book().attachments_of(*id));
            ContentSums::of(files.map(|file| file.sum))
        })?,
        false => ContentSums::default(),
    };
    let before = parts.len();
    for sum in sums.iter() {
        match session.on_disk(|disk| disk.content(sum)).await {
            // Those that are lost are lost there, too.
            Ok(bytes) => parts.extend(bytes),
            Err(failure) => return Some(Err(failure)),
        }
    }
    let contents = parts.len() - before;
    progress.try_update(|progress| *progress = Progress::Writing)?;
    let name = format!("{}-{day}.json", t.share_name());
    let (now, title) = (session.env().now, t.share_name().to_owned());
    let outgoing = Outgoing { form: FileForm::Book, now, day, zone, title, sheets: Vec::new(), contents };
    let written = write_file(session, outgoing, parts).await;
    progress.try_get_untracked()?;
    Some(written.map(|bytes| (name, bytes)))
}

/// Which tier: the same choice as above the customer list.
#[component]
fn TierChoice() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let offered = move || {
        let chosen = session.tier.get().scheme();
        session.read(|desk| choices(language.get(), desk.policy(), chosen)).unwrap_or_default()
    };
    let place_of = move |tier: TierFilter| offered().iter().position(|(choice, _)| *choice == tier);
    let value = RwSignal::new(untrack(|| place_of(session.tier.get()).unwrap_or(0).to_string()));
    Effect::new(move |_| {
        let chosen = value.get().parse::<usize>().ok();
        let offered = untrack(offered);
        if let Some((tier, _)) = chosen.and_then(|chosen| offered.get(chosen))
            && session.tier.get_untracked() != *tier
        {
            session.tier.set(*tier);
        }
    });
    let options = move || {
        let names = offered().into_iter().enumerate();
        names.map(|(place, (_, name))| (place.to_string(), name)).collect::<Vec<_>>()
    };
    view! { <SelectField label=say(Language::filter_tier) value=value options=Signal::derive(options) /> }
}
