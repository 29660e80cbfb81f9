//! Notifications while the page is open: asked for, tried, turned off; what the browser does not do is said.

use leptos::prelude::*;

use crate::app::{self, Reminders, Route};
use crate::text::Language;

use super::super::super::components::{Button, ToastKind, use_language};
use super::super::super::live::live;
use super::super::super::session::{Session, say};

/// Whether the page reminds, and the way to change that.
#[component]
pub fn RemindersCard() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let state = RwSignal::new(session.services().reminders());
    let is_on = Memo::new(move |_| {
        state.get() == Reminders::Allowed && session.preferences.with(|preferences| preferences.reminders)
    });
    let turn_on = Callback::new(move |()| {
        let asking = session.services().ask_reminders();
        leptos::task::spawn_local(async move {
            let said = asking.await;
            let _ = state.try_set(said);
            if said == Reminders::Allowed {
                session.prefer(|preferences| preferences.reminders = true);
            }
        });
    });
    let turn_off = Callback::new(move |()| session.prefer(|preferences| preferences.reminders = false));
    let try_it = Callback::new(move |()| {
        let t = language.get_untracked();
        let told = session.peek(|desk| app::reminder(t, desk, session.me())).flatten();
        let (heading, text) = told.unwrap_or_else(|| (t.remind_nothing().to_owned(), String::new()));
        if !session.services().remind(&heading, &text) {
            session.toast(ToastKind::Notice, t.remind_failed().to_owned(), None);
        }
    });
    let shown = move || {
        let t = language.get();
        match (state.get(), is_on.get()) {
            (Reminders::Unsupported, _) => view! { <p role="status">{t.remind_unsupported()}</p> }.into_any(),
            (Reminders::Refused, _) => view! {
                <p role="status">{t.remind_refused()}</p>
                <div><Button on_press=turn_on>{t.remind_on()}</Button></div>
            }
            .into_any(),
            (_, true) => view! {
                <p role="status">{t.remind_is_on()}</p>
                <div class="cluster">
                    <Button on_press=try_it>{t.remind_try()}</Button>
                    <Button on_press=turn_off>{t.remind_off()}</Button>
                </div>
            }
            .into_any(),
            (_, false) => view! { <div><Button on_press=turn_on>{t.remind_on()}</Button></div> }.into_any(),
        }
    };
    view! {
        <section class="card stack">
            <div class="card-head"><h2>{say(Language::remind_title)}</h2></div>
            <p class="hint">{say(Language::remind_text)}</p>
            {live(shown)}
            <p><a href=Route::Export.href()>{say(Language::calendar_file_link)}</a></p>
        </section>
    }
}
