//! What each row of a table would do, before anything is written.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{self, Command};
use crate::book::Book;
use crate::exchange::{Fate, FileForm, ImportOptions, Outgoing, Plan, Planning, Table, pack};
use crate::model::{BookInfo, CustomerId};
use crate::text::Language;

use super::super::super::boot::opening;
use super::super::super::components::{
    Button, ButtonKind, Glyph, Icon, TextField, VirtualRows, use_language,
};
use super::super::super::forms::{customer_named, customer_names};
use super::super::super::live::live;
use super::super::super::requests::write_file;
use super::super::super::session::{Phase, Session, Stopped, say};
use super::{EncodingChoice, Import, Step};

/// How many rows are planned before the clock is looked at.
const AT_ONCE: usize = 200;
/// How long the page is kept from drawing, in milliseconds.
const PATIENCE: f64 = 30.0;

/// Plans a table against the book as it is, and anew whenever that or `customer` alters; before there is a
/// book, against an empty one. The page draws meanwhile.
fn planned(
    session: Session,
    table: Arc<Table>,
    customer: Memo<Option<CustomerId>>,
) -> RwSignal<Option<Arc<Plan>>> {
    let plan = RwSignal::new(None::<Arc<Plan>>);
    let latest = StoredValue::new(0_u64);
    Effect::new(move |_| {
        session.revision();
        let options = ImportOptions { customer: customer.get() };
        let number = latest.get_value() + 1;
        latest.set_value(number);
        let table = table.clone();
        leptos::task::spawn_local(async move {
            let mut env = session.env();
            let empty = Book::begun(env.now);
            let begun = session.peek(|desk| Planning::of(desk.book(), &table, &options));
            let mut planning = begun.unwrap_or_else(|| Planning::of(&empty, &table, &options));
            let mut since = now();
            loop {
                let on_desk = session.peek(|desk| planning.go_on(desk.book(), &table, &mut env, AT_ONCE));
                let is_done = match on_desk {
                    Some(is_done) => is_done,
                    None => planning.go_on(&empty, &table, &mut env, AT_ONCE),
                };
                if is_done {
                    break;
                }
                if now() - since > PATIENCE {
                    session.services().breathe().await;
                    // The book altered, or the page was left.
                    if latest.try_get_value() != Some(number) {
                        return;
                    }
                    since = now();
                }
            }
            let _ = plan.try_set(Some(Arc::new(planning.finish())));
        });
    });
    plan
}

fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// The rows of a table with their fates, and the button that writes them.
#[component]
pub fn TablePreview(
    import: Import,
    table: Arc<Table>,
    /// What stands beside the name of the table: whatever else can be chosen.
    #[prop(optional, into)]
    said: Option<String>,
) -> impl IntoView {
    let session = import.session;
    let language = use_language();
    let named = RwSignal::new(String::new());
    let customer = Memo::new(move |_| customer_named(session, &named.get()));
    let encoding = table.encoding();
    let plan = planned(session, table.clone(), customer);
    let look = move |look: fn(&Plan) -> usize| plan.with(|plan| plan.as_ref().map_or(0, |plan| look(plan)));
    let needs_customer = move || plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.needs_customer));
    let shown_fate = RwSignal::new(None::<Fate>);
    let write = Callback::new(move |()| {
        let Some(plan) = plan.get_untracked() else { return };
        let rows = plan.rows_to_write();
        let before = import.step.get_untracked();
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
                    drop(import.step.try_set(before));
                }
            }
        });
    });
    let failed_table = table.clone();
    let download_failed = Callback::new(move |()| {
        let Some(plan) = plan.get_untracked() else { return };
        let (day, _) = session.today();
        let mut sheet = app::failed_rows(session.language(), &failed_table, &plan);
        let parts = vec![pack(&std::mem::take(&mut sheet.rows))];
        let name = format!("{}-{day}.csv", sheet.title);
        let (now, title) = (session.env().now, sheet.title.clone());
        let outgoing = Outgoing { form: FileForm::Csv, now, day, title, sheets: vec![(sheet, 1)] };
        leptos::task::spawn_local(async move {
            let written = write_file(session, outgoing, parts).await;
            let given =
                written.and_then(|bytes| session.services().download(&name, FileForm::Csv.mime(), &bytes));
            if let Err(failure) = given {
                session.tell(&Stopped::Failed(failure));
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
                {encoding.map(|encoding| view! { <EncodingChoice import=import recognised=Some(encoding) /> })}
                <Button on_press=Callback::new(move |()| import.mapping.set(true))>{say(Language::mapping_change)}</Button>
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
            {said.map(|said| view! { <p class="hint">{said}</p> })}
            <Show when=move || plan.with(Option::is_none)>
                <p class="hint" role="status">{say(Language::import_planning)}</p>
            </Show>
            <Show when=needs_customer>
                <div class="notice is-warning">
                    <Icon name=Glyph::Info />
                    <TextField label=say(Language::import_which_customer) value=named list=names />
                </div>
            </Show>
            {live(move || unread().map(|text| view! { <p class="hint">{text}</p> }))}
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
            <Show when=move || plan.with(Option::is_some)>
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
            </Show>
        </div>
    }
}

#[component]
fn PreviewRows(plan: RwSignal<Option<Arc<Plan>>>, shown_fate: RwSignal<Option<Fate>>) -> impl IntoView {
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
