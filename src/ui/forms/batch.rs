//! One contact with many customers: what it was, and who would be contacted too often, before anything is written.

use leptos::prelude::*;

use crate::app::{self, Command, Field, InteractionDraft};
use crate::model::{CapExcuse, Channel, CustomerId};
use crate::text::Language;

use super::super::components::{
    CheckField, FieldKind, Glyph, Icon, Segmented, TextArea, TextField, use_language,
};
use super::super::live::live;
use super::super::session::{Session, say};
use super::cap_reason::{CapReason, cap_told};
use super::choices;
use super::form::{FormPanel, Wrong};

/// How many of those over a cap are named.
const NAMED: usize = 8;

/// Records one contact with each of the customers of [`Session::many`].
#[component]
pub fn BatchForm() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let customers = StoredValue::new(session.many.get_value());
    let start = InteractionDraft {
        time: String::new(),
        ..InteractionDraft::new(CustomerId::default(), Channel::Broadcast, &session.env())
    };
    let bare = start.clone();
    let channel = RwSignal::new(start.channel.id().to_owned());
    let day = RwSignal::new(start.day.clone());
    let (summary, theme) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let skip = RwSignal::new(true);
    let (excuse, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let draft = move || {
        let channel = Channel::from_id(&channel.get()).unwrap_or(Channel::Broadcast);
        InteractionDraft {
            channel,
            depth: channel.usual_depth(),
            day: day.get(),
            summary: summary.get(),
            theme: theme.get(),
            cap_excuse: CapExcuse::from_id(&excuse.get()),
            cap_note: note.get(),
            ..start.clone()
        }
    };
    // What is said does not alter who is reached.
    let preview = Memo::new(move |_| {
        let channel = Channel::from_id(&channel.get()).unwrap_or(Channel::Broadcast);
        let typed =
            InteractionDraft { channel, depth: channel.usual_depth(), day: day.get(), ..bare.clone() };
        let looked = session.read(|desk| customers.with_value(|all| app::batch_preview(desk, all, &typed)));
        looked.unwrap_or_default()
    });
    let is_over = Memo::new(move |_| preview.with(|preview| !preview.full.is_empty()));
    let skip_label =
        Signal::derive(move || language.get().batch_skip(preview.with(|preview| preview.full.len())));
    let told = move || {
        let t = language.get();
        let app::BatchPreview { free, full, held } = preview.get();
        let recorded = if skip.get() { free.len() } else { free.len() + full.len() };
        let lines = session.peek(|desk| {
            let line = |(id, cap): &(CustomerId, crate::cadence::CapUse)| {
                let name = desk.book().customers().get(*id).map(|customer| customer.name.clone());
                let told = cap_told(t, desk, cap);
                view! { <li><span class="strong">{name}</span> " " <span class="row-note">{told}</span></li> }
            };
            full.iter().take(NAMED).map(line).collect_view()
        });
        let more = full.len().saturating_sub(NAMED);
        view! {
            <p role="status">
                {t.batch_preview(recorded)} " " {(!held.is_empty()).then(|| t.batch_held(held.len()))}
            </p>
            {(!full.is_empty()).then(|| view! {
                <div class="notice is-warning">
                    <Icon name=Glyph::Alert />
                    <div>
                        <p>{t.batch_full(free.len() + full.len() + held.len(), full.len())}</p>
                        <ul class="plain-list">{lines}</ul>
                        {(more > 0).then(|| view! { <p class="muted">{t.and_more(more)}</p> })}
                    </div>
                </div>
            })}
        }
    };
    let wrong = Wrong::new();
    let command = move || {
        let (draft, skip, mut env) = (untrack(&draft), skip.get_untracked(), session.env());
        let tried = session
            .peek(|desk| customers.with_value(|all| app::record_many(desk, all, &draft, skip, &mut env)));
        Command::Tried(tried.unwrap_or(Err(app::Refusal::Gone)))
    };
    let title = Signal::derive(move || language.get().batch_title(customers.with_value(Vec::len)));
    let is_dirty = Signal::derive(move || !summary.with(String::is_empty) || !theme.with(String::is_empty));
    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong>
            <p class="hint">{say(Language::batch_text)}</p>
            <Segmented
                label=say(Language::field_channel)
                value=channel
                options=choices::required(Channel::ALL, Channel::id, Language::channel)
            />
            <TextField label=say(Language::field_day) value=day kind=FieldKind::Date required=true error=wrong.with(Field::Day) />
            <TextArea
                label=say(Language::field_summary)
                value=summary
                rows=3
                required=true
                autofocus=true
                error=wrong.with(Field::Summary)
            />
            <TextField label=say(Language::field_theme) value=theme error=wrong.with(Field::Theme) />
            {live(told)}
            <Show when=move || is_over.get()>
                <CheckField label=skip_label value=skip />
                <Show when=move || !skip.get()>
                    <CapReason excuse=excuse note=note wrong=wrong />
                </Show>
            </Show>
        </FormPanel>
    }
}
