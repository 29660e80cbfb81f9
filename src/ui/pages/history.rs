//! The history: who changed what and when, and a way back for each change.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{self, Command, Desk, Failure, HistoryPart, Route};
use crate::book::{Change, Label};
use crate::model::{ChangeId, CustomerId, Kind, RecordId};
use crate::text::Language;

use super::super::alterations::alteration_view;
use super::super::components::{Button, ButtonKind, EmptyState, Glyph, Icon, SelectField, use_language};
use super::super::live::live;
use super::super::session::{Session, Stopped, say};

/// How many changes are looked at first, and how many more each time.
const STEP: u64 = 200;
/// How many records of one change are shown.
const RECORDS: usize = 30;
/// The stored value of the choice "nobody said who they are".
const NOBODY: &str = "nobody";

/// Changes with their numbers, newest first.
type All = Arc<Vec<(u64, Arc<Change>)>>;

/// The changes that have been read, and whether there are older ones.
#[derive(Clone, Default)]
struct Entries {
    all: All,
    goes_on: bool,
}

impl Entries {
    /// Takes in what was read: the newest changes, or those that follow the oldest here.
    fn take(&mut self, part: HistoryPart) {
        let (read, goes_on) = (part.changes, part.goes_on);
        let from = read.last().map_or(u64::MAX, |(number, _)| *number);
        let to = read.first().map_or(0, |(number, _)| *number);
        let read: Vec<(u64, Arc<Change>)> =
            read.into_iter().map(|(number, change)| (number, Arc::new(change))).collect();
        let newer = self.all.iter().filter(|(number, _)| *number > to).cloned();
        let older: Vec<_> = self.all.iter().filter(|(number, _)| *number < from).cloned().collect();
        // Where nothing older is known yet, what was read says whether there is any.
        self.goes_on = if older.is_empty() { goes_on } else { self.goes_on };
        self.all = Arc::new(newer.chain(read).chain(older).collect());
    }

    /// Returns the number of the oldest change here.
    fn oldest(&self) -> Option<u64> {
        self.all.last().map(|(number, _)| *number)
    }

    /// Returns whose the records are that came or went, for those that the book no longer has.
    fn owners(&self) -> HashMap<(Kind, RecordId), CustomerId> {
        let changes = self.all.iter().map(|(_, change)| change);
        let records = changes.flat_map(|change| change.added.iter().chain(&change.removed));
        records.filter_map(|record| Some(((record.kind(), record.id()), record.customer()?))).collect()
    }
}

/// What the history is narrowed to.
#[derive(Clone, Copy)]
struct Narrowed {
    customer: Option<CustomerId>,
    by: RwSignal<String>,
    kind: RwSignal<String>,
}

impl Narrowed {
    fn shows(self, desk: &Desk, change: &Change, owners: &HashMap<(Kind, RecordId), CustomerId>) -> bool {
        let (by, kind) = (self.by.get(), self.kind.get());
        let is_by = match by.as_str() {
            "" => true,
            NOBODY => change.by.is_none(),
            id => change.by.is_some_and(|person| person.to_string() == id),
        };
        let kinds = change.added.iter().chain(&change.removed).map(|record| record.kind());
        let mut kinds = kinds.chain(change.updated.iter().map(|update| update.kind));
        let owner =
            |kind, id| app::customer_of(desk.book(), kind, id).or_else(|| owners.get(&(kind, id)).copied());
        is_by
            && (kind.is_empty() || kinds.any(|each| each.id() == kind))
            && self.customer.is_none_or(|customer| app::concerns(change, customer, owner))
    }
}

/// The page 数据 › 修改记录, of the whole book or of one customer.
#[component]
pub fn HistoryPage(customer: Option<CustomerId>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let open = RwSignal::new(None::<u64>);
    let entries = RwSignal::new(None::<Entries>);
    let failed = RwSignal::new(None::<Failure>);
    let read = move |before: Option<u64>| {
        leptos::task::spawn_local(async move {
            match session.on_disk(|disk| disk.history(before, STEP)).await {
                Ok(part) => {
                    let _ = failed.try_set(None);
                    let _ = entries.try_update(|entries| entries.get_or_insert_default().take(part));
                }
                Err(failure) => drop(failed.try_set(Some(failure))),
            }
        });
    };
    Effect::new(move |_| {
        session.revision();
        read(None);
    });
    let older = Callback::new(move |()| {
        read(entries.with_untracked(|entries| entries.as_ref().and_then(Entries::oldest)));
    });
    let narrowed =
        Narrowed { customer, by: RwSignal::new(String::new()), kind: RwSignal::new(String::new()) };
    let title = move || {
        let t = language.get();
        let name = customer.and_then(|id| {
            session
                .read(|desk| desk.book().customers().get(id).map(|customer| customer.name.clone()))
                .flatten()
        });
        match (customer, name) {
            (None, _) => t.history_title().to_owned(),
            (Some(_), name) => t.history_of(name.unwrap_or_else(|| t.history_gone().to_owned())),
        }
    };
    let back = customer.map_or(Route::Data, Route::Customer);
    view! {
        <div class="page-head">
            <a class="button is-quiet is-bare" href=back.href() title=say(Language::back) aria-label=say(Language::back)>
                <Icon name=Glyph::Back />
            </a>
            <h1>{title}</h1>
            <div class="cluster">
                {customer.map(|_| view! { <a class="button is-quiet" href=Route::History(None).href()>{say(Language::history_all)}</a> })}
                <Check />
            </div>
        </div>
        <div class="page-body stack history">
            <Filters narrowed=narrowed />
            {live(move || failed.get().map(|failure| {
                let text = move || app::failure(language.get(), &failure);
                view! { <div class="notice is-danger" role="alert"><Icon name=Glyph::Alert /><p>{text}</p></div> }
            }))}
            {live(move || entries.get().map(|entries| {
                view! { <List entries=entries narrowed=narrowed open=open on_older=older /> }
            }))}
            {customer.is_none().then(|| view! { <Compaction on_done=Callback::new(move |()| entries.set(None)) /> })}
        </div>
    }
}

/// Lets go of the oldest changes, by choice.
#[component]
fn Compaction(on_done: Callback<()>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let years = RwSignal::new("2".to_owned());
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let older = RwSignal::new(None::<u64>);
    let gone = RwSignal::new(None::<u64>);
    let until = move || {
        let (today, zone) = session.today();
        let day = today.plus_months(-12 * years.get().parse::<i32>().unwrap_or(2));
        (day, zone.instant(day, 0, 0))
    };
    Effect::new(move |_| {
        let (_, before) = until();
        session.revision();
        gone.track();
        if open.get() {
            leptos::task::spawn_local(async move {
                let found = session.on_disk(|disk| disk.older_history(before)).await.ok();
                let _ = older.try_set(found);
            });
        }
    });
    let options = Signal::derive(move || {
        let t = language.get();
        [1, 2, 3, 5].map(|years: u8| (years.to_string(), t.compact_years(years))).to_vec()
    });
    let told = move || {
        let t = language.get();
        let day = t.day_long(until().0);
        let text = older
            .get()
            .map(|count| if count == 0 { t.compact_none(&day) } else { t.compact_count(&day, count) });
        let done = gone.get().map(|count| t.compact_done(count));
        text.into_iter().chain(done).map(|text| view! { <p>{text}</p> }).collect_view()
    };
    let none = Signal::derive(move || busy.get() || older.get().unwrap_or(0) == 0);
    let compact = Callback::new(move |()| {
        let (_, before) = untrack(until);
        busy.set(true);
        leptos::task::spawn_local(async move {
            let _mine = session.alone().await;
            match session.on_disk(|disk| disk.compact_history(before)).await {
                Ok(count) => {
                    let _ = gone.try_set(Some(count));
                    let kept = session.peek(|desk| desk.book().content_sums());
                    // What cannot go now goes the next time.
                    let _ = session.on_disk(|disk| disk.sweep_contents(kept.unwrap_or_default())).await;
                    on_done.run(());
                    session.redraw();
                }
                Err(failure) => session.tell(&Stopped::Failed(failure)),
            }
            let _ = busy.try_set(false);
        });
    });
    view! {
        <details class="card" on:toggle=move |_| open.set(true)>
            <summary>{say(Language::compact_title)}</summary>
            <div class="stack">
                <p class="hint">{say(Language::compact_text)}</p>
                <SelectField label=say(Language::compact_older) value=years options=options />
                <div role="status">{live(told)}</div>
                <div><Button kind=ButtonKind::Danger disabled=none on_press=compact>{say(Language::compact_do)}</Button></div>
            </div>
        </details>
    }
}

/// Verifies the chain of seals and tells what came of it.
#[component]
fn Check() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let outcome = RwSignal::new(None::<Result<(u64, u64), Failure>>);
    let check = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            let checked = session.on_disk(|disk| disk.check_history()).await;
            let _ = outcome.try_set(Some(checked));
        });
    });
    let told = move || {
        let t = language.get();
        outcome.get().map(|outcome| match outcome {
            Ok((changes, 0)) => t.history_checked(changes),
            Ok((changes, unsealed)) => t.history_checked_but(changes, unsealed),
            Err(failure) => app::failure(t, &failure),
        })
    };
    view! {
        <span class="muted" role="status">{live(told)}</span>
        <Button icon=Glyph::Check on_press=check>{say(Language::history_check)}</Button>
    }
}

#[component]
fn Filters(narrowed: Narrowed) -> impl IntoView {
    let language = use_language();
    let session = Session::use_here();
    let people = Signal::derive(move || {
        let t = language.get();
        let mut options = vec![
            (String::new(), t.history_everyone().to_owned()),
            (NOBODY.to_owned(), t.history_nobody().to_owned()),
        ];
        // Who has left has changed things, too.
        let team = session.read(|desk| {
            let team = desk.book().people().sorted();
            team.into_iter().map(|person| (person.id.to_string(), person.name.clone())).collect::<Vec<_>>()
        });
        options.extend(team.unwrap_or_default());
        options
    });
    let kinds = Signal::derive(move || {
        let t = language.get();
        let all = Kind::ALL.iter().map(|kind| (kind.id().to_owned(), t.kind(*kind).to_owned()));
        std::iter::once((String::new(), t.history_everything().to_owned())).chain(all).collect()
    });
    view! {
        <div class="cluster history-filters">
            <SelectField label=say(Language::history_by) value=narrowed.by options=people />
            <SelectField label=say(Language::history_kind) value=narrowed.kind options=kinds />
        </div>
    }
}

#[component]
fn List(
    entries: Entries,
    narrowed: Narrowed,
    open: RwSignal<Option<u64>>,
    on_older: Callback<()>,
) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let (all, goes_on) = (entries.all.clone(), entries.goes_on);
    let owners = narrowed.customer.map(|_| entries.owners()).unwrap_or_default();
    let shown = move || {
        let t = language.get();
        if all.is_empty() {
            return view! {
                <EmptyState title=Signal::derive(move || t.history_empty().to_owned())>
                    <p class="muted">{t.history_empty_text()}</p>
                </EmptyState>
            }
            .into_any();
        }
        let taken_back = app::taken_back(all.iter().rev().map(|(_, change)| &**change));
        let items = session.read(|desk| {
            all.iter()
                .filter(|(_, change)| narrowed.shows(desk, change, &owners))
                .map(|(number, _)| entry(t, desk, *number, &all, &taken_back, open))
                .collect::<Vec<_>>()
        });
        let items = items.unwrap_or_default();
        if items.is_empty() {
            return view! { <p class="muted">{t.history_none_fit()}</p> }.into_any();
        }
        view! { <ol class="history-list">{items}</ol> }.into_any()
    };
    view! {
        {live(shown)}
        {goes_on.then(|| view! {
            <p>
                <Button on_press=on_older>{say(Language::history_older)}</Button>
            </p>
        })}
    }
}

/// One change: when, who, what; on demand its fields, and the way back.
fn entry(
    t: Language,
    desk: &Desk,
    number: u64,
    entries: &All,
    taken_back: &HashSet<ChangeId>,
    open: RwSignal<Option<u64>>,
) -> AnyView {
    let Some((_, change)) = entries.iter().find(|(each, _)| *each == number) else { return ().into_any() };
    let (zone, at) = (desk.zone(), change.at);
    let (hour, minute) = zone.time_of(at);
    let when = format!("{} {hour:02}:{minute:02}", t.day_short(zone.day_of(at), desk.today()));
    let by = change.by.and_then(|id| desk.book().people().get(id)).map(|person| person.name.clone());
    let is_back = taken_back.contains(&change.id);
    let label = app::change_label(t, &change.label);
    let is_open = move || open.get() == Some(number);
    let (id, details) = (format!("change-{number}"), entries.clone());
    let controls = id.clone();
    view! {
        <li class:is-taken-back=is_back>
            <button
                type="button"
                class="history-line"
                aria-expanded=move || if is_open() { "true" } else { "false" }
                aria-controls=controls
                on:click=move |_| open.update(|open| *open = (*open != Some(number)).then_some(number))
            >
                <time>{when}</time>
                <span class="history-by">{by.unwrap_or_else(|| t.history_nobody().to_owned())}</span>
                <span class="history-what">{label}</span>
                {is_back.then(|| view! { <span class="chip">{t.history_taken_back()}</span> })}
            </button>
            <div id=id>
                {live(move || is_open().then(|| view! { <Details number=number entries=details.clone() is_back=is_back /> }))}
            </div>
        </li>
    }
    .into_any()
}

/// What a change did, and the button that takes it back or says why that cannot be.
#[component]
fn Details(number: u64, entries: All, is_back: bool) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let Some(change) = entries.iter().find(|(each, _)| *each == number).map(|(_, change)| change.clone())
    else {
        return ().into_any();
    };
    let told = change.clone();
    let fields = live(move || {
        let t = language.get();
        let (told, more) = session
            .read(|desk| app::alterations(t, desk.book(), desk.zone(), &told, RECORDS))
            .unwrap_or_default();
        let records = told.into_iter().map(|alteration| alteration_view(t, alteration)).collect::<Vec<_>>();
        view! {
            {records}
            {(more > 0).then(|| view! { <p class="muted">{t.history_more(more)}</p> })}
        }
    });
    // Oldest first, as they were made.
    let later: Vec<Arc<Change>> =
        entries.iter().filter(|(each, _)| *each > number).rev().map(|(_, change)| change.clone()).collect();
    let later: Vec<&Change> = later.iter().map(|change| &**change).collect();
    let building: Vec<Label> =
        app::building_on(&change, &later).into_iter().map(|change| change.label.clone()).collect();
    let way_back = if is_back {
        ().into_any()
    } else if change.is_empty() {
        // There is nothing to take back: whoever was erased stays erased.
        ().into_any()
    } else if building.is_empty() {
        let busy = RwSignal::new(false);
        let take_back = Callback::new(move |()| {
            let command = Command::TakeBack(change.clone());
            busy.set(true);
            leptos::task::spawn_local(async move {
                if let Err(stopped) = session.dispatch(command).await {
                    session.tell(&stopped);
                }
                let _ = busy.try_set(false);
            });
        });
        view! {
            <p><Button icon=Glyph::Undo disabled=busy on_press=take_back>{say(Language::history_undo)}</Button></p>
        }
        .into_any()
    } else {
        let labels = live(move || {
            let t = language.get();
            building
                .iter()
                .rev()
                .take(RECORDS)
                .map(|label| view! { <li>{app::change_label(t, label)}</li> })
                .collect::<Vec<_>>()
        });
        view! {
            <div class="notice is-info">
                <Icon name=Glyph::Alert />
                <div>
                    <p>{say(Language::history_builds_on)}</p>
                    <ul>{labels}</ul>
                </div>
            </div>
        }
        .into_any()
    };
    view! { <div class="history-details">{fields}{way_back}</div> }.into_any()
}
