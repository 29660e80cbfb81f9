//! The weekly digest of needs and problems for each department: to copy, to save, to print (A1.18).

use leptos::prelude::*;

use crate::app::{self, Failure};
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph, use_language};
use super::super::super::live::live;
use super::super::super::session::{Session, Stopped, say};

const WEEK: i64 = 7;

/// The digest of one week.
#[component]
pub fn Digest() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let today = session.today().0;
    let monday = RwSignal::new(today.plus_days(-i64::from(today.weekday())));
    let copied = RwSignal::new(false);
    let text = Memo::new(move |_| {
        let (t, monday) = (language.get(), monday.get());
        session.read(|desk| app::digest(t, desk.book(), monday)).flatten()
    });
    let step = move |days: i64| {
        copied.set(false);
        monday.update(|monday| *monday = monday.plus_days(days));
    };
    let copy = Callback::new(move |()| {
        let writing = window().navigator().clipboard().write_text(&text.get_untracked().unwrap_or_default());
        leptos::task::spawn_local(async move {
            copied.set(wasm_bindgen_futures::JsFuture::from(writing).await.is_ok());
        });
    });
    let save = Callback::new(move |()| {
        let name = language.get_untracked().digest_file(monday.get_untracked());
        // The mark tells old Windows programs that it is UTF-8.
        let bytes = format!("\u{feff}{}", text.get_untracked().unwrap_or_default().replace('\n', "\r\n"));
        let saved = session.services().download(&name, "text/plain;charset=utf-8", bytes.as_bytes());
        if let Err(failure) = saved {
            session.tell(&Stopped::Failed(failure));
        }
    });
    let printing = RwSignal::new(false);
    let print = Callback::new(move |()| {
        printing.set(true);
        // Only once the page is marked, so that nothing but the digest goes to paper.
        request_animation_frame(move || {
            if window().print().is_err() {
                session.tell(&Stopped::Failed(Failure::Unavailable));
            }
            printing.set(false);
        });
    });
    let week = move || {
        let (t, monday) = (language.get(), monday.get());
        let day = |day| t.day_short(day, today);
        format!("{} – {}", day(monday), day(monday.plus_days(WEEK - 1)))
    };
    view! {
        <section class="card stack-s" class:is-printed=printing>
            <div class="card-head">
                <h2>{say(Language::needs_digest)}</h2>
                <Button kind=ButtonKind::Quiet icon=Glyph::Back label=say(Language::week_earlier) on_press=Callback::new(move |()| step(-WEEK)) />
                <span class="num small">{week}</span>
                <Button kind=ButtonKind::Quiet icon=Glyph::Forward label=say(Language::week_later) on_press=Callback::new(move |()| step(WEEK)) />
            </div>
            {live(move || match text.get() {
                Some(text) => view! {
                    <pre class="paper" tabindex="0">{text}</pre>
                    <div class="cluster">
                        <Button icon=Glyph::Note on_press=copy>
                            {Signal::derive(move || {
                                let t = language.get();
                                if copied.get() { t.summary_copied() } else { t.summary_copy() }.to_owned()
                            })}
                        </Button>
                        <Button icon=Glyph::Download on_press=save>{say(Language::save_text_file)}</Button>
                        <Button icon=Glyph::File on_press=print>{say(Language::print_it)}</Button>
                    </div>
                }
                .into_any(),
                None => view! { <p class="muted">{say(Language::needs_digest_none)}</p> }.into_any(),
            })}
        </section>
    }
}
