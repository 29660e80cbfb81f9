//! The notification of the day, while the page is open.

use leptos::prelude::*;

use crate::app::{self, Reminders};

use super::super::session::{Phase, Session};

/// Sends the notification of the day, if it is due and nobody has got it yet.
pub fn remind(session: Session) {
    if session.phase.get_untracked() != Phase::Open || session.services().reminders() != Reminders::Allowed {
        return;
    }
    let env = session.env();
    let (hour, _) = env.zone.time_of(env.now);
    // Another tab may have sent it.
    let kept = session.services().kept().unwrap_or_else(|| session.preferences.get_untracked());
    let told = session.peek(|desk| {
        let is_due = app::is_reminder_due(desk, &kept, hour);
        is_due.then(|| (desk.today(), app::reminder(session.language(), desk, session.me())))
    });
    let Some((today, told)) = told.flatten() else { return };
    if let Some((heading, text)) = told {
        // Where the browser does not take it, it does not take it a moment later either.
        session.services().remind(&heading, &text);
    }
    session.prefer(|preferences| preferences.reminded = Some(today));
}
