//! When the book was last exported: a quiet line, and a notice when it is time.

use leptos::prelude::*;

use crate::app::{Backup, Route};
use crate::text::Language;

use super::super::components::{Button, ButtonKind, Glyph, Icon, use_language};
use super::super::live::live;
use super::super::session::{Session, say};

/// Returns the last backup as the disk knows it; asks again whenever the book changes or one is made.
fn known(session: Session) -> RwSignal<Option<Backup>> {
    let known = RwSignal::new(None);
    Effect::new(move |_| {
        session.revision();
        session.exported.track();
        leptos::task::spawn_local(async move {
            let found = session.on_disk(|disk| disk.backup()).await.ok();
            let _ = known.try_set(found);
        });
    });
    known
}

fn said(t: Language, backup: Backup, session: Session) -> String {
    let env = session.env();
    match backup.days_ago(env.zone, env.now) {
        None => t.backup_never(backup.changes),
        Some(0) => t.backup_today(backup.changes),
        Some(days) => t.backup_days_ago(days, backup.changes),
    }
}

/// The quiet line: when the last backup was, and how many changes ago.
#[component]
pub fn BackupLine() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let known = known(session);
    view! {
        <p class="muted" role="status">
            {live(move || known.get().map(|backup| said(language.get(), backup, session)))}
        </p>
    }
}

/// The notice above a page while a backup is overdue. A book of invented customers needs none.
#[component]
pub fn BackupNotice() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let known = known(session);
    let overdue = Memo::new(move |_| {
        let backup = known.get()?;
        let env = session.env();
        let is_due = session.read(|desk| {
            let real = desk.book().customers().iter().any(|customer| !customer.sample);
            real && backup.is_overdue(desk.policy().backup, desk.book().info().created, env.zone, env.now)
        });
        is_due.unwrap_or(false).then_some(backup)
    });
    let put_off = RwSignal::new(false);
    live(move || {
        overdue.get().filter(|_| !put_off.get() && session.route.get() != Some(Route::Data)).map(|backup| {
            let text = move || said(language.get(), backup, session);
            view! {
                <div class="notice is-warning" role="status">
                    <Icon name=Glyph::Alert />
                    <p>{text}</p>
                    <a class="button" href=Route::Data.href()>{say(Language::backup_go)}</a>
                    <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| put_off.set(true))>
                        {say(Language::backup_later)}
                    </Button>
                </div>
            }
        })
    })
}
