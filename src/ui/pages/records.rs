//! The lists of what belongs to customers: contacts, orders, records of contacts, next actions.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use crate::app::{
    self, Command, Desk, List, RecordLines, RecordQuery, RecordRow, RecordTable, Route, cell_text,
    record_list,
};
use crate::exchange::{Cell, SheetColumn};
use crate::model::{Channel, Money};
use crate::text::Language;

use super::super::components::keys::is_composing;
use super::super::components::{Button, EmptyState, Glyph, Icon, VirtualRows, use_language};
use super::super::live::live;
use super::super::marks::no_contact_mark;
use super::super::session::{Panel, Session, say};
use super::customers::{copy_text, nothing_marked, prepare_search};

/// How many rows are read between two breaths.
const AT_ONCE: usize = 1_000;

/// What the parts of the page share. Copying it copies handles.
#[derive(Clone, Copy)]
struct Here {
    session: Session,
    language: Signal<Language>,
    list: List,
    columns: StoredValue<Vec<SheetColumn>>,
    query: RwSignal<RecordQuery>,
    lines: RwSignal<Arc<RecordLines>>,
    /// How many rows are still to be read.
    left: RwSignal<usize>,
    said: RwSignal<String>,
}

/// The links between the lists, the one that is shown marked.
#[component]
pub fn ListTabs(
    /// The list that is shown; the customers' own if none is said.
    #[prop(optional)]
    list: Option<List>,
) -> impl IntoView {
    let language = use_language();
    let tabs = move || {
        let t = language.get();
        let links = List::PAGES.into_iter().filter_map(|one| {
            let (route, name) = match one {
                List::Customers => (Route::Customers, t.nav_customers()),
                List::Contacts => (Route::Records(one), t.palette_contacts()),
                List::Orders => (Route::Records(one), t.orders()),
                List::Interactions => (Route::Records(one), t.records_list()),
                List::NextActions => (Route::Records(one), t.actions_list()),
                List::Needs | List::Feedback => return None,
            };
            let here = (list.unwrap_or(List::Customers) == one).then_some("page");
            Some(view! { <a href=route.href() aria-current=here>{name}</a> })
        });
        links.collect_view()
    };
    view! { <nav class="tabs" aria-label=say(Language::lists_label)>{live(tabs)}</nav> }
}

/// The page of one list.
#[component]
pub fn RecordsPage(list: List) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    prepare_search(session);
    let (sheet, opens) = record_list(language.get_untracked(), list);
    let here = Here {
        session,
        language,
        list,
        columns: StoredValue::new(sheet.columns),
        query: RwSignal::new(RecordQuery { sort: opens, typed: session.typed.get_untracked() }),
        lines: RwSignal::new(Arc::new(RecordLines::default())),
        left: RwSignal::new(1),
        said: RwSignal::new(String::new()),
    };
    Effect::new(move |_| {
        let typed = session.typed.get();
        if here.query.with_untracked(|query| query.typed != typed) {
            here.query.update(|query| query.typed = typed);
        }
    });
    read_in_steps(here);
    let count = Signal::derive(move || here.lines.with(|lines| lines.rows.len()));
    let sub = move || {
        let t = language.get();
        let said = here.said.get();
        let total = here.lines.with(|lines| lines.total).filter(|_| count.get() > 0);
        let found =
            if here.left.get() > 0 { t.work_looking().to_owned() } else { t.records_count(count.get()) };
        let sum = total.map(|total| t.list_total(t.field_amount(), t.money(Money::fen(total.sum))));
        let parts = std::iter::once(found).chain(sum).chain(Some(said).filter(|said| !said.is_empty()));
        parts.collect::<Vec<_>>().join(" · ")
    };
    let pressed = move |event: ev::KeyboardEvent| {
        let control = event.ctrl_key() || event.meta_key();
        if !event.default_prevented()
            && !is_composing(&event)
            && control
            && event.key() == "c"
            && nothing_marked()
        {
            event.prevent_default();
            copy(here);
        }
    };
    view! {
        <div class="page-head">
            <h1>{live(move || title(language.get(), list))}</h1>
            <p class="sub" role="status">{sub}</p>
            <div class="cluster">
                <Button on_press=Callback::new(move |()| copy(here))>{say(Language::copy_table)}</Button>
                <a class="button" href=Route::Export.href()>
                    <Icon name=Glyph::Download />
                    <span class="button-text">{say(Language::export_verb)}</span>
                </a>
            </div>
        </div>
        <ListTabs list=list />
        <div class="page-body is-list" on:keydown=pressed>
            <Show
                when=move || count.get() != 0
                fallback=move || view! {
                    <Show when=move || here.left.get() == 0>
                        <EmptyState title=say(Language::customers_none_title) text=say(Language::records_none)>
                            <Button on_press=Callback::new(move |()| session.typed.set(String::new()))>
                                {say(Language::customers_show_all)}
                            </Button>
                        </EmptyState>
                    </Show>
                }
            >
                <Rows here=here count=count />
            </Show>
        </div>
    }
}

fn title(t: Language, list: List) -> &'static str {
    match list {
        List::Customers => t.customers_title(),
        List::Contacts => t.palette_contacts(),
        List::Orders => t.orders(),
        List::Interactions => t.records_list(),
        List::NextActions => t.actions_list(),
        List::Needs => t.layout_needs(),
        List::Feedback => t.layout_feedback(),
    }
}

/// Reads what the list is sorted by and searched for, letting the page breathe, whenever the query or the
/// book changes.
fn read_in_steps(here: Here) {
    let Here { session, language, list, query, lines, left, columns, .. } = here;
    let table = StoredValue::new(RecordTable::default());
    let run = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let (t, asked, stamp) = (language.get(), query.get(), session.revision());
        columns.set_value(record_list(t, list).0.columns);
        let own = run.with_value(|run| run + 1);
        run.set_value(own);
        leptos::task::spawn_local(async move {
            loop {
                if run.try_get_value() != Some(own) {
                    return;
                }
                let now = table.try_update_value(|table| {
                    session.peek(|desk| {
                        table.refresh(desk, t, list, stamp);
                        table.step(desk, &asked, AT_ONCE)
                    })
                });
                let Some(Some(now)) = now else { return };
                if now == 0 {
                    let made = table.try_with_value(|table| table.lines(&asked));
                    let _ = lines.try_set(Arc::new(made.unwrap_or_default()));
                    let _ = left.try_set(0);
                    return;
                }
                if left.try_get_untracked() == Some(0) {
                    let _ = left.try_set(now);
                }
                session.services().breathe().await;
            }
        });
    });
}

#[component]
fn Rows(here: Here, count: Signal<usize>) -> impl IntoView {
    let Here { session, language, lines, columns, query, list, .. } = here;
    let selected = RwSignal::new(Some(0));
    Effect::new(move |_| {
        let last = count.get().checked_sub(1);
        if selected.get_untracked() > last {
            selected.set(last);
        }
    });
    let at = move |index: usize| lines.with_untracked(|lines| lines.rows.get(index).copied());
    let open = move |index: usize| {
        if let Some(row) = at(index) {
            session.go(Route::Customer(row.customer()));
        }
    };
    let keys = move |(index, key): (usize, String)| {
        match (key.as_str(), at(index)) {
            ("o", _) => open(index),
            ("r", Some(row)) => session.panel.set(Some(Panel::Record(row.customer(), Channel::Call))),
            ("e", Some(RecordRow::Contact(customer, id))) => {
                session.panel.set(Some(Panel::Contact(customer, Some(id))))
            }
            ("e", Some(RecordRow::Order(customer, id))) => {
                session.panel.set(Some(Panel::Order(customer, Some(id))))
            }
            ("e", Some(RecordRow::Interaction(_, id))) => session.panel.set(Some(Panel::EditRecord(id))),
            ("x" | " ", Some(RecordRow::NextAction(_, id))) => {
                let is_open =
                    session.peek(|desk| desk.book().next_actions().row(id).is_some_and(|row| row.is_open));
                session.send(Command::FinishAction(id, is_open.unwrap_or(false)));
            }
            _ => return false,
        }
        true
    };
    let drawn = StoredValue::new(0_u64);
    let revision = Memo::new(move |_| {
        lines.track();
        language.track();
        drawn.update_value(|number| *number += 1);
        drawn.get_value()
    });
    let row = move |index: usize| {
        let t = language.get_untracked();
        let cells = at(index).and_then(|row| session.peek(|desk| cells(t, desk, row)).flatten());
        cells.unwrap_or_else(|| ().into_any())
    };
    let template = Signal::derive(move || {
        language.track();
        columns.with_value(|columns| template(columns))
    });
    let head = move || {
        let t = language.get();
        let sort = query.with(|query| query.sort.clone());
        let heads = columns.with_value(|columns| columns.clone());
        let heads = heads.into_iter().enumerate().map(|(place, column)| {
            let arrow = sort.first().filter(|(by, _)| *by == place).map(|(_, down)| if *down { " ↓" } else { " ↑" });
            let title = t.sort_by(&column.heading);
            let press = move |_| {
                query.update(|query| {
                    let before = query.sort.first().filter(|(by, _)| *by == place).map(|(_, down)| *down);
                    query.sort = vec![(place, before.is_some_and(|down| !down))];
                });
            };
            view! {
                <div class="cell">
                    <button type="button" title=title on:click=press>{column.heading}<span aria-hidden="true">{arrow}</span></button>
                </div>
            }
        });
        heads.collect_view()
    };
    let label = Signal::derive(move || title(language.get(), list).to_owned());
    view! {
        <VirtualRows
            count=count
            label=label
            class="records"
            row=row
            revision=revision
            selected=selected
            on_open=Callback::new(open)
            keys=Callback::new(keys)
            columns=template
            head=live(head)
        />
        <div class="list-foot"><span class="is-desk-only">{say(Language::keys_records)}</span></div>
    }
}

fn template(columns: &[SheetColumn]) -> (String, u32) {
    let mut text = String::new();
    let mut width = 48;
    for column in columns {
        let least = (u32::from(column.width) * 8).clamp(96, 190);
        width += least;
        text += &if column.width > 20 { format!("minmax({least}px, 1fr) ") } else { format!("{least}px ") };
    }
    (text, width)
}

fn cells(t: Language, desk: &Desk, row: RecordRow) -> Option<AnyView> {
    let cells = app::record_cells(t, desk, row)?;
    let customer = desk.book().customers().get(row.customer())?;
    let name = customer.name.clone();
    let drawn = cells.into_iter().enumerate().map(|(place, cell)| {
        let class = match &cell {
            Cell::Money(_) | Cell::Number(_) => "cell num",
            Cell::Text(text) if *text == name => "cell cell-name",
            Cell::Empty => "cell is-empty",
            Cell::Text(_) if matches!(row, RecordRow::Contact(..)) => "cell cell-private",
            _ => "cell",
        };
        let text = cell_text(t, desk, &cell);
        if class == "cell cell-name" {
            let href = Route::Customer(row.customer()).href();
            let mark = no_contact_mark(t, customer, desk.today());
            return view! {
                <div class=class><a class="row-title" href=href tabindex="-1">{text}</a> {mark}</div>
            }
            .into_any();
        }
        let hint = (place > 4).then(|| text.clone());
        view! { <div class=class title=hint>{text}</div> }.into_any()
    });
    Some(drawn.collect_view().into_any())
}

/// Copies the rows that are shown as a table.
fn copy(here: Here) {
    let Here { session, lines, columns, said, .. } = here;
    leptos::task::spawn_local(async move {
        let t = session.language();
        let heads = columns.with_value(|columns| {
            columns.iter().map(|column| app::copied_cell(&column.heading)).collect::<Vec<_>>().join("\t")
        });
        let rows = lines.with_untracked(|lines| lines.rows.clone());
        let mut text = heads;
        for some in rows.chunks(AT_ONCE) {
            session.peek(|desk| {
                for cells in some.iter().filter_map(|row| app::record_cells(t, desk, *row)) {
                    text.push_str("\r\n");
                    let cells = cells.iter().map(|cell| app::copied_cell(&app::cell_plain(cell)));
                    text.push_str(&cells.collect::<Vec<_>>().join("\t"));
                }
            });
            if rows.len() > AT_ONCE {
                session.services().breathe().await;
            }
        }
        let told = copy_text(t, &text, rows.len()).await;
        let _ = said.try_set(told);
    });
}
