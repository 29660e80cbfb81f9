//! What Today shows at once when a book is opened again: its first lines as they were last shown, kept beside the book
//! and good for that very state of it, on that day, for that person, in that language. Those of the next days are worked
//! out beforehand: most people open their book first thing in the morning. The search is made ready in the same pauses.

use std::time::Duration;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::app::{Ahead, AheadRun, Desk, Route, TodayCounts, TodayFilter, TodayGroup, actions_ahead};
use crate::model::{BookInfo, Day, PersonId};
use crate::text::Language;

use super::components::use_language;
use super::pages::{ACTIONS_AHEAD, DueLine, due_line, due_line_on, team};
use super::session::{Saving, Session};

/// How many lines are kept: more than a screen shows.
const LINES: usize = 40;
/// How long nothing changes before they are kept.
const PAUSE: Duration = Duration::from_secs(2);
/// How long nothing changes before those of the next days are kept with them.
const LONG_PAUSE: Duration = Duration::from_secs(12);
/// How many days: whoever leaves on a Friday comes back on a Monday.
const DAYS_AHEAD: i64 = 3;
/// How many customers are looked at between two breaths.
const AT_ONCE: usize = 200;

/// The first lines of Today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Glance {
    /// The card of the book, which says in which time zone days begin.
    pub info: BookInfo,
    /// The day that they are of.
    pub day: Day,
    language: String,
    /// Whose customers they are; everybody's if `None`.
    pub owner: Option<PersonId>,
    /// How long each part of the list is.
    pub counts: TodayCounts,
    /// How many next actions stand above the list.
    pub actions: usize,
    /// The lines.
    pub lines: Vec<DueLine>,
    /// The team, by name: the names and ids of those whose customers can be chosen.
    #[serde(default)]
    pub people: Vec<(String, String)>,
    /// Whether any customer is of the sample.
    #[serde(default)]
    pub has_sample: bool,
    /// How the page looked: public/ahead.js shows it before the app is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    page: Option<String>,
}

impl Glance {
    fn new(
        t: Language,
        desk: &Desk,
        day: Day,
        owner: Option<PersonId>,
        counts: TodayCounts,
        lines: Vec<DueLine>,
    ) -> Self {
        let actions = actions_ahead(desk.book(), day, owner, day.plus_days(ACTIONS_AHEAD), 0).count;
        let (info, language) = (desk.book().info().clone(), t.tag().to_owned());
        let (people, has_sample) = (team(desk), desk.book().has_sample());
        Self { info, day, language, owner, counts, actions, lines, people, has_sample, page: None }
    }

    /// Reads those that are kept together, each of another day, and returns the one of a day, in a language, for
    /// somebody.
    pub fn find(text: &str, is_meant: impl Fn(&Self) -> bool) -> Option<Self> {
        let kept: Vec<Self> = serde_json::from_slice(text.as_bytes()).ok()?;
        kept.into_iter().find(is_meant)
    }

    /// Tells whether it is what Today would show on a day, in a language, to somebody.
    pub fn is_of(&self, day: Day, t: Language, owner: Option<PersonId>) -> bool {
        let is_same = self.day == day && self.owner == owner && self.language == t.tag();
        is_same && !self.lines.is_empty()
    }
}

/// What was kept last.
#[derive(Debug, Clone, Default, PartialEq)]
struct Kept {
    /// The number of the change that it is of.
    change: u64,
    /// How today looked.
    page: Option<String>,
    /// Today and the days after it, as JSON.
    days: Vec<String>,
}

/// Keeps the first lines of Today whenever nothing has changed for a while, as long as the list is the one that the
/// page begins with; and those of the next days, whenever nothing has changed for longer. Then the search is got ready.
pub fn keep_glances(session: Session) {
    let language = use_language();
    let (changes, last) = (StoredValue::new(0_u64), StoredValue::new(Kept::default()));
    Effect::new(move |_| {
        // How the page looks hangs on these.
        session.preferences.track();
        if session.route.get() != Some(Route::Today) {
            return;
        }
        let looked_at = changes.get_value();
        let is_unchanged = move || changes.try_get_value() == Some(looked_at);
        let look = move || {
            if is_unchanged() {
                leptos::task::spawn_local(keep(session, last, 0, is_unchanged));
            }
        };
        set_timeout(look, PAUSE);
    });
    Effect::new(move |_| {
        session.revision();
        language.track();
        let own = changes.with_value(|changes| changes + 1);
        changes.set_value(own);
        let is_unchanged = move || changes.try_get_value() == Some(own);
        let beforehand = move |days| {
            if is_unchanged() {
                leptos::task::spawn_local(async move {
                    keep(session, last, days, is_unchanged).await;
                    if days > 0 {
                        fold(session, is_unchanged).await;
                    }
                });
            }
        };
        set_timeout(move || beforehand(0), PAUSE);
        set_timeout(move || beforehand(DAYS_AHEAD), LONG_PAUSE);
    });
}

/// Keeps the first lines of today and of so many days after it.
async fn keep(session: Session, last: StoredValue<Kept>, days: i64, is_unchanged: impl Fn() -> bool) {
    if !session.is_open() || !session.writer.get_untracked() || session.saving.get_untracked() != Saving::Done
    {
        return;
    }
    let t = session.language();
    let filter = TodayFilter { group: TodayGroup::ToDo, owner: session.me(), typed: String::new() };
    let today = session.peek(|desk| glance(t, desk, session, &filter)).flatten();
    let Some(mut today) = today else { return };
    let mut later = Vec::new();
    for day in 1..=days {
        let Some(ahead) = glance_ahead(session, t, filter.owner, day, &is_unchanged).await else { return };
        later.push(ahead);
    }
    let of = session.on_disk(|disk| disk.last_change()).await;
    let (Ok(change), Some(mut before)) = (of, last.try_get_value()) else { return };
    if before.days.is_empty() {
        before = kept_earlier(session, change, &today).await.unwrap_or_default();
    }
    if !is_unchanged() {
        return;
    }
    let same = Some(&before).filter(|before| before.change == change);
    // Where the page cannot be seen, it looks as it did.
    let page = session.services().first_page().or_else(|| same?.page.clone());
    today.page.clone_from(&page);
    let mut texts: Vec<String> =
        std::iter::once(&today).chain(&later).filter_map(|day| serde_json::to_string(day).ok()).collect();
    if let Some(same) = same.filter(|_| days == 0) {
        texts.extend(same.days.iter().skip(1).cloned());
    }
    let kept = Kept { change, page, days: texts };
    // It is only worth the disk if it says something new; without it, Today merely takes longer.
    let text = format!("[{}]", kept.days.join(","));
    if before != kept && session.on_disk(|disk| disk.keep_glance(change, text)).await.is_ok() {
        last.try_set_value(kept);
    }
}

/// Returns what an earlier visit kept on the same day, so that the days after it are not lost to this one.
async fn kept_earlier(session: Session, change: u64, today: &Glance) -> Option<Kept> {
    let text = session.on_disk(|disk| disk.glance()).await.ok().flatten()?;
    let mut kept: Vec<Glance> = serde_json::from_slice(text.as_bytes()).ok()?;
    let first = kept.first_mut()?;
    let is_same = (first.day, &first.language, first.owner) == (today.day, &today.language, today.owner);
    let page = first.page.take();
    let days = kept.iter().filter_map(|day| serde_json::to_string(day).ok()).collect();
    is_same.then_some(Kept { change, page, days })
}

/// Gets the search ready before anybody looks for something: the first letter typed is then as quick as the next.
async fn fold(session: Session, is_unchanged: impl Fn() -> bool) {
    let some_more =
        || session.alter_quietly(|desk| desk.as_mut().is_some_and(|desk| desk.prepare_search(AT_ONCE)));
    while is_unchanged() && some_more() == Some(true) {
        session.services().stand_by().await;
    }
}

fn glance(t: Language, desk: &Desk, session: Session, filter: &TodayFilter) -> Option<Glance> {
    if !desk.is_settled() {
        return None;
    }
    // Another part of the list, or nobody has looked at it: it would all have to be worked out.
    let shown = session.due.try_update_value(|table| table.is_of(filter).then(|| table.show(desk, filter)));
    let (list, counts) = shown.flatten()?;
    let lines = list.iter().take(LINES).filter_map(|due| due_line(t, desk, due)).collect();
    Some(Glance::new(t, desk, desk.today(), filter.owner, counts, lines))
}

/// Works a day to come out, a few customers at a time; `None` as soon as something changes.
async fn glance_ahead(
    session: Session,
    t: Language,
    owner: Option<PersonId>,
    days: i64,
    is_unchanged: impl Fn() -> bool,
) -> Option<Glance> {
    let begun = |desk: &Desk| AheadRun::begin(desk, desk.today().plus_days(days), owner, LINES);
    let mut run = session.peek(begun)?;
    while session.peek(|desk| run.step(desk.book(), AT_ONCE))? {
        session.services().stand_by().await;
        if !is_unchanged() {
            return None;
        }
    }
    let Ahead { day, policy, counts, lines } = run.result();
    session.peek(|desk| {
        let line = |(due, standing)| due_line_on(t, desk.book(), &policy, day, &standing, &due);
        let lines = lines.into_iter().filter_map(line).collect();
        Glance::new(t, desk, day, owner, counts, lines)
    })
}
