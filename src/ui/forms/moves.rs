//! Days that go over a cap: whose and which, and the reason, before any contact is moved there (A0.23).

use leptos::prelude::*;

use crate::app::{Command, MoveDraft};
use crate::model::CapExcuse;
use crate::text::Language;

use super::super::components::{CheckField, Glyph, Icon, use_language};
use super::super::live::live;
use super::super::session::{Session, say};
use super::cap_reason::{CapReason, cap_told};
use super::form::{FormPanel, Wrong};

/// How many of those over a cap are named.
const NAMED: usize = 8;

/// Asks why the contacts of [`Session::moving`] may go over a cap.
#[component]
pub fn MoveForm() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let moves = StoredValue::new(session.moving.get_value());
    let is_one = moves.with_value(Vec::len) == 1;
    let skip = RwSignal::new(!is_one);
    let (excuse, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let over = Memo::new(move |_| {
        let draft = MoveDraft::of(moves.get_value());
        session.read(|desk| draft.over(desk)).unwrap_or_default()
    });
    let count = Memo::new(move |_| over.with(|over| over.iter().flatten().count()));
    let told = move || {
        let (t, (today, _), over) = (language.get(), session.today(), over.get());
        let all = moves.get_value();
        let lines = session.peek(|desk| {
            let named = all.iter().zip(&over).filter_map(|(each, cap)| Some((each, cap.as_ref()?)));
            let lines = named.take(NAMED).filter_map(|((id, _, day), cap)| {
                let name = &desk.book().customers().get(*id)?.name;
                Some(t.move_over_line(name, t.day_short(*day, today), cap_told(t, desk, cap)))
            });
            lines.map(|line| view! { <li>{line}</li> }).collect_view()
        });
        let more = count.get().saturating_sub(NAMED);
        let head = match all.first() {
            Some((_, _, day)) if is_one => t.move_over_one(t.day_short(*day, today)),
            _ => t.move_over(all.len(), count.get()),
        };
        view! {
            <div class="notice is-warning">
                <Icon name=Glyph::Alert />
                <div>
                    <p role="status">{head}</p>
                    <ul class="plain-list">{lines}</ul>
                    {(more > 0).then(|| view! { <p class="muted">{t.and_more(more)}</p> })}
                </div>
            </div>
        }
    };
    let wrong = Wrong::new();
    let command = move || {
        let draft = MoveDraft {
            moves: moves.get_value(),
            cap_excuse: CapExcuse::from_id(&excuse.get_untracked()),
            cap_note: note.get_untracked(),
        };
        let skipping = skip.get_untracked().then(|| session.peek(|desk| draft.clone().without_over(desk)));
        Command::Plan(skipping.flatten().unwrap_or(draft))
    };
    let is_dirty = Signal::derive(move || !excuse.with(String::is_empty) || !note.with(String::is_empty));
    let skip_label = Signal::derive(move || language.get().batch_skip(count.get()));
    view! {
        <FormPanel title=say(Language::move_over_title) command=command is_dirty=is_dirty wrong=wrong>
            {live(told)}
            {(!is_one).then(|| view! { <CheckField label=skip_label value=skip /> })}
            <Show when=move || !skip.get()>
                <CapReason excuse=excuse note=note wrong=wrong />
            </Show>
        </FormPanel>
    }
}
