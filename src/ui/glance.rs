//! What Today shows at once when a book is opened again: its first lines as they were last shown, kept beside the book
//! and good for that very state of it, on that day, for that person, in that language.

use std::time::Duration;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::app::{Desk, TodayCounts, TodayFilter, TodayGroup, actions_ahead};
use crate::model::{BookInfo, Day, PersonId};
use crate::text::Language;

use super::components::use_language;
use super::pages::{ACTIONS_AHEAD, DueLine, due_line};
use super::session::{Saving, Session};

/// How many lines are kept: more than a screen shows.
const LINES: usize = 40;
/// How long nothing changes before they are kept.
const PAUSE: Duration = Duration::from_secs(2);

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
}

impl Glance {
    /// Reads one.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_slice(text.as_bytes()).ok()
    }

    /// Tells whether it is what Today would show on a day, in a language, to somebody.
    pub fn is_of(&self, day: Day, t: Language, owner: Option<PersonId>) -> bool {
        let is_same = self.day == day && self.owner == owner && self.language == t.tag();
        is_same && !self.lines.is_empty()
    }
}

/// Keeps the first lines of Today whenever nothing has changed for a while, as long as the list is the one that the
/// page begins with.
pub fn keep_glances(session: Session) {
    let language = use_language();
    let (changes, last) = (StoredValue::new(0_u64), StoredValue::new(String::new()));
    Effect::new(move |_| {
        session.revision();
        language.track();
        let own = changes.with_value(|changes| changes + 1);
        changes.set_value(own);
        set_timeout(
            move || {
                if changes.try_get_value() == Some(own) {
                    leptos::task::spawn_local(keep(session, last));
                }
            },
            PAUSE,
        );
    });
}

async fn keep(session: Session, last: StoredValue<String>) {
    if !session.is_open() || !session.writer.get_untracked() || session.saving.get_untracked() != Saving::Done
    {
        return;
    }
    let t = session.language();
    let filter = TodayFilter { group: TodayGroup::ToDo, owner: session.me(), typed: String::new() };
    let glance = session.peek(|desk| glance(t, desk, session, &filter)).flatten();
    let Some(text) = glance.and_then(|glance| serde_json::to_string(&glance).ok()) else { return };
    // It is only worth the disk if it says something new; without it, Today merely takes longer.
    let of = session.on_disk(|disk| disk.last_change()).await;
    let Ok(change) = of else { return };
    let stamped = format!("{change}\n{text}");
    if last.try_get_value().is_some_and(|last| last != stamped)
        && session.on_disk(|disk| disk.keep_glance(change, text)).await.is_ok()
    {
        last.try_set_value(stamped);
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
    let actions = actions_ahead(desk, filter.owner, desk.today().plus_days(ACTIONS_AHEAD)).open.len();
    Some(Glance {
        info: desk.book().info().clone(),
        day: desk.today(),
        language: t.tag().to_owned(),
        owner: filter.owner,
        counts,
        actions,
        lines,
    })
}
