//! A whole book that comes from a file: what is in it, and what it would replace.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::Route;
use crate::exchange::BookFile;
use crate::model::Kind;
use crate::text::Language;

use super::super::super::boot::opening;
use super::super::super::components::{Button, ButtonKind, Glyph, Icon, use_language};
use super::super::super::live::live;
use super::super::super::session::{Stopped, say};
use super::{Import, Step};

/// What a book holds, and the button that opens it.
#[component]
pub fn BookPreview(import: Import, book: Arc<BookFile>) -> impl IntoView {
    let session = import.session;
    let language = use_language();
    let all: usize = book.counts.iter().map(|(_, count)| count).sum();
    let customers =
        book.counts.iter().find(|(kind, _)| *kind == Kind::Customer).map_or(0, |(_, count)| *count);
    let present = move || session.read(|desk| (desk.book().customers().len(), desk.book().len()));
    let open = Callback::new(move |()| {
        let book = book.clone();
        import.step.set(Step::Writing(0.0));
        leptos::task::spawn_local(async move {
            let progress = Box::new(move |share| drop(import.step.try_set(Step::Writing(share))));
            let _mine = session.alone().await;
            let replacing = book.clone();
            match session.on_disk(|disk| disk.replace(replacing, progress)).await {
                Ok(()) => {
                    opening::load(session).await;
                    session.go(Route::Today);
                }
                Err(failure) => {
                    session.tell(&Stopped::Failed(failure));
                    drop(import.step.try_set(Step::Book(book)));
                }
            }
        });
    });
    view! {
        <div class="stack narrow">
            <section class="card">
                <div class="card-head"><h2>{say(Language::import_book_title)}</h2></div>
                <p>{live(move || language.get().import_book_found(customers, all))}</p>
                {live(move || present()
                    .filter(|(_, records)| *records > 0)
                    .map(|(customers, records)| view! {
                        <div class="notice is-warning">
                            <Icon name=Glyph::Alert />
                            <p>{language.get().import_book_replaces(customers, records)}</p>
                        </div>
                    }))}
                <div class="form-actions">
                    <span class="push"></span>
                    <Button on_press=Callback::new(move |()| import.restart())>{say(Language::import_another)}</Button>
                    <Button kind=ButtonKind::Primary on_press=open>
                        {live(move || {
                            let t = language.get();
                            if present().is_some_and(|(_, records)| records > 0) { t.import_book_replace() } else { t.import_book_open() }
                        })}
                    </Button>
                </div>
            </section>
        </div>
    }
}
