//! The form for what is arranged with a customer: later, a pause, skipping once, a rhythm of its own, a day, or
//! no contact at all.

use leptos::prelude::*;

use crate::app::{ArrangementDraft, Command, Field, obligation_name};
use crate::cadence::rule_name;
use crate::model::{ArrangementSort, CapExcuse, CustomerId};
use crate::text::Language;

use super::super::components::{FieldKind, Glyph, Icon, SelectField, TextArea, TextField, use_language};
use super::super::live::live;
use super::super::session::{Session, say};
use super::cap_reason::{CapReason, cap_told};
use super::form::{FormPanel, Wrong};

/// Arranges something with a customer; `nth` is the place of the obligation it is about.
#[component]
pub fn ArrangementForm(customer: CustomerId, sort: ArrangementSort, nth: Option<u8>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let owed = move |t: Language| {
        session
            .read(|desk| {
                let owed = desk.standing(customer).map(|standing| standing.obligations.as_slice());
                let owed = owed.unwrap_or_default().iter();
                owed.map(|owed| {
                    (rule_name(desk.policy(), owed.tier, owed.rule), obligation_name(t, desk.policy(), owed))
                })
                .collect::<Vec<_>>()
            })
            .unwrap_or_default()
    };
    let first = nth.and_then(|nth| {
        untrack(|| owed(language.get_untracked())).get(usize::from(nth)).map(|(id, _)| id.clone())
    });
    let sort = RwSignal::new(sort.id().to_owned());
    let rule = RwSignal::new(first.unwrap_or_default());
    let until = RwSignal::new(String::new());
    let days = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    let excuse = RwSignal::new(String::new());
    let chosen = Memo::new(move |_| ArrangementSort::from_id(&sort.get()).unwrap_or(ArrangementSort::Pause));
    let sorts = Signal::derive(move || {
        let t = language.get();
        let all = ArrangementSort::ALL.iter();
        all.map(|sort| (sort.id().to_owned(), t.arrangement_sort(*sort).to_owned())).collect::<Vec<_>>()
    });
    let rules = Signal::derive(move || {
        let t = language.get();
        std::iter::once((String::new(), t.arrangement_all().to_owned())).chain(owed(t)).collect::<Vec<_>>()
    });
    let draft = move || ArrangementDraft {
        sort: chosen.get(),
        // No contact is no contact of any kind.
        rule: if chosen.get() == ArrangementSort::NoContact { String::new() } else { rule.get() },
        until: until.get(),
        days: days.get(),
        reason: reason.get(),
        cap_excuse: CapExcuse::from_id(&excuse.get()),
    };
    // A day that goes over a cap asks for the reason, as recording the contact would.
    let over = Memo::new(move |_| {
        let (t, draft) = (language.get(), draft());
        session.read(|desk| draft.over(desk, customer).map(|cap| cap_told(t, desk, &cap))).flatten()
    });
    let is_over = Memo::new(move |_| over.with(Option::is_some));
    let warned = move || {
        over.get().map(|told| {
            view! { <div class="notice is-warning" role="status"><Icon name=Glyph::Alert /><p>{told}</p></div> }
        })
    };
    let wrong = Wrong::new();
    let command = move || Command::Arrange(customer, untrack(draft));
    let is_dirty =
        Signal::derive(move || !reason.get().is_empty() || !until.get().is_empty() || !days.get().is_empty());
    let explained = move || language.get().arrangement_text(chosen.get());
    let fields = move || {
        let sort = chosen.get();
        let which = (sort != ArrangementSort::NoContact).then(|| {
            view! {
                <SelectField label=say(Language::arrangement_rule) value=rule options=rules />
            }
        });
        let every = (sort == ArrangementSort::Rhythm).then(|| view! {
            <TextField label=say(Language::every_days_label) value=days kind=FieldKind::Whole required=true error=wrong.with(Field::Days) />
        });
        let label = if sort == ArrangementSort::Planned {
            say(Language::arrangement_day)
        } else {
            say(Language::arrangement_until)
        };
        let day = ArrangementDraft::asks_until(sort).map(|required| view! {
            <TextField label=label value=until kind=FieldKind::Date required=required error=wrong.with(Field::Until) />
        });
        let why = view! {
            <TextArea
                label=say(Language::field_reason)
                value=reason
                required=ArrangementDraft::asks_reason(sort)
                error=wrong.with(Field::Reason)
            />
        };
        view! { <div class="form-grid">{which} {every} {day}</div> {why} }
    };
    view! {
        <FormPanel title=say(Language::arrange) command=command is_dirty=is_dirty wrong=wrong>
            <div class="form-grid">
                <SelectField label=say(Language::arrangement_what) value=sort options=sorts />
            </div>
            <p class="hint">{live(explained)}</p>
            {live(fields)}
            {live(warned)}
            <Show when=move || is_over.get()>
                <CapReason excuse=excuse wrong=wrong />
            </Show>
        </FormPanel>
    }
}
