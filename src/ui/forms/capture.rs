//! One line that becomes a record, with a preview of what was understood; Enter saves (docs/one-line.md).

use leptos::prelude::*;

use crate::app::{self, Captured, Command, Desk, Field, Refusal};
use crate::model::CustomerId;
use crate::text::Language;

use super::super::components::{Button, ButtonKind, Dialog, Glyph, Icon, use_language};
use super::super::live::live;
use super::super::marks::no_contact_warning;
use super::super::session::{Panel, Session, Stopped, say};
use super::form::DiscardQuestion;

/// How many characters of a text the preview shows.
const PREVIEWED: usize = 300;

/// The line, for `customer` where one is open.
#[component]
pub fn CapturePanel(customer: Option<CustomerId>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let text = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let stopped = RwSignal::new(None::<Stopped>);
    let asking = RwSignal::new(false);
    let own = session.panel.get_untracked();
    session.holds(Signal::derive(move || text.with(|text| !text.trim().is_empty())));
    let line = Memo::new(move |_| {
        let (text, today) = (text.get(), session.today().0);
        session.read(|desk| app::capture(desk, customer, &text, today)).unwrap_or_default()
    });
    let draft = move || line.with_untracked(|line| line.draft(&session.env()));
    let is_ready = Signal::derive(move || {
        let is_whole = line.with(|line| line.faults.is_empty() && line.customers.len() == 1);
        is_whole && !busy.get()
    });
    let close = move || {
        if session.panel.get_untracked() == own {
            session.panel.set(None);
        }
    };
    let leave = Callback::new(move |()| {
        if text.with_untracked(|text| text.trim().is_empty()) || asking.get_untracked() {
            close();
        } else {
            asking.set(true);
        }
    });
    let save = Callback::new(move |()| {
        let Some(draft) = draft().filter(|_| is_ready.get_untracked()) else { return };
        busy.set(true);
        leptos::task::spawn_local(async move {
            match session.dispatch(Command::SaveInteraction { id: None, draft: Box::new(draft) }).await {
                Ok(()) => close(),
                Err(problem) => stopped.set(Some(problem)),
            }
            busy.set(false);
        });
    });
    // What the line cannot say, such as the reason for going over a cap, the form asks for.
    let to_form = Callback::new(move |()| {
        if let Some(draft) = draft() {
            let (customer, channel) = (draft.customer, draft.channel);
            session.prefilled.set_value(Some(draft));
            session.panel.set(Some(Panel::Record(customer, channel)));
        }
    });
    let preview = move || {
        let t = language.get();
        let is_blank = text.with(|text| text.trim().is_empty());
        if is_blank {
            return view! { <p class="hint prewrap">{t.capture_help()}</p> }.into_any();
        }
        session.read(|desk| line.with(|line| understood(t, desk, line))).unwrap_or_else(|| ().into_any())
    };
    let message = move || {
        let t = language.get();
        stopped.with(|stopped| match stopped {
            Some(Stopped::Refused(Refusal::Fields(problems))) => Some(
                problems
                    .iter()
                    .map(|one| {
                        let told = app::problem(t, one.problem);
                        part_name(t, one.field).map_or(told.clone(), |part| t.labelled(part, &told))
                    })
                    .collect::<Vec<_>>()
                    .join(t.list_comma()),
            ),
            Some(Stopped::Refused(refusal)) => app::refusal(t, refusal),
            Some(Stopped::Failed(failure)) => Some(app::failure(t, failure)),
            None => None,
        })
    };
    view! {
        <Dialog title=say(Language::capture_title) on_close=leave side=true>
            <form
                novalidate
                class="form-body"
                on:submit=move |event| {
                    event.prevent_default();
                    save.run(());
                }
            >
                <div class="field">
                    <label for="capture">{say(Language::capture_label)}</label>
                    <input
                        id="capture"
                        type="text"
                        autofocus
                        autocomplete="off"
                        aria-invalid=move || message().map(|_| "true")
                        aria-describedby=move || message().map(|_| "capture-wrong")
                        placeholder=say(Language::capture_example)
                        on:input=move |event| {
                            stopped.set(None);
                            asking.set(false);
                            text.set(event_target_value(&event));
                        }
                    />
                </div>
                {live(move || message().map(|message| view! {
                    <div class="notice is-danger" role="alert" id="capture-wrong">
                        <Icon name=Glyph::Alert />
                        <p>{message}</p>
                    </div>
                }))}
                <DiscardQuestion asking=asking on_discard=Callback::new(move |()| close()) />
                <div aria-live="polite">{live(preview)}</div>
                <div class="form-actions">
                    <span class="hint push">{say(Language::capture_hint)}</span>
                    <Button on_press=to_form disabled=Signal::derive(move || line.with(|line| line.customers.len() != 1))>
                        {say(Language::capture_to_form)}
                    </Button>
                    <Button kind=ButtonKind::Primary submit=true disabled=Signal::derive(move || !is_ready.get())>
                        {say(Language::save)}
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}

/// Returns what a part of the line is called in the preview.
fn part_name(t: Language, field: Field) -> Option<&'static str> {
    Some(match field {
        Field::Day | Field::Time => t.field_day(),
        Field::Summary => t.field_summary(),
        Field::Needs => t.field_needs(),
        Field::Problems => t.field_problems(),
        Field::Theme => t.field_theme(),
        Field::ActionText(_) => t.next_actions(),
        _ => return None,
    })
}

/// Returns as much of a text as a preview shows: the field has all of it.
fn beginning(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(PREVIEWED) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// What was understood, and what was not.
fn understood(t: Language, desk: &Desk, line: &Captured) -> AnyView {
    let book = desk.book();
    let today = desk.today();
    let customer = match line.customers.as_slice() {
        [only] => book.customers().get(*only),
        _ => None,
    };
    let forbidden = customer.and_then(|customer| no_contact_warning(t, customer, today));
    let customer = customer.map(|customer| customer.name.clone());
    let names = line.contacts.iter().filter_map(|id| book.contacts().get(*id)).map(|who| who.name);
    let names = names.collect::<Vec<_>>().join(t.list_comma());
    let day = format!("{} {}", t.day_short(line.day, today), line.time);
    let channel =
        line.channel.map_or_else(|| t.capture_channel_taken().to_owned(), |one| t.channel(one).to_owned());
    let rows = [
        (t.col_name(), customer.unwrap_or_default()),
        (t.field_day(), day),
        (t.field_channel(), channel),
        (t.field_contacts(), names),
        (t.field_summary(), line.summary.clone()),
        (t.field_needs(), line.needs.clone()),
        (t.field_problems(), line.problems.clone()),
        (t.field_theme(), line.theme.clone()),
    ];
    let rows = rows
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(label, value)| view! { <dt>{label}</dt><dd class="prewrap">{beginning(value)}</dd> })
        .collect_view();
    let actions = line
        .actions
        .iter()
        .map(|action| {
            let owner = action.owner.and_then(|id| book.people().get(id)).map(|who| who.name.clone());
            let who = owner.unwrap_or_else(|| action.department.clone());
            let label = if action.is_theirs { t.promises_theirs() } else { t.next_actions() };
            let due = action.due.map(|due| t.by_day(t.day_short(due, today)));
            view! {
                <dt>{label}</dt>
                <dd>
                    {beginning(action.text.clone())} " " <span class="row-note">{who}</span> " "
                    {due.map(|due| view! { <span class="chip">{due}</span> })}
                </dd>
            }
        })
        .collect_view();
    let faults = line
        .faults
        .iter()
        .map(|fault| view! { <p class="field-error">{app::capture_fault(t, fault)}</p> })
        .collect_view();
    view! {
        {forbidden}
        <dl class="facts">{rows}{actions}</dl>
        {faults}
    }
    .into_any()
}
