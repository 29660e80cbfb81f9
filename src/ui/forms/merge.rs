//! Two customers side by side, and which value of each field stays.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::{self, Command, Desk, MergeField};
use crate::model::CustomerId;
use crate::text::Language;

use super::super::components::{Button, use_language};
use super::super::live::live;
use super::super::session::{Session, say};
use super::form::{FormPanel, Wrong};

/// Makes two customers one.
#[component]
pub fn MergeForm(one: CustomerId, other: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    // The fields whose values are taken from the other.
    let taken = RwSignal::new(BTreeSet::<String>::new());
    let command = move || Command::Merge {
        one,
        other,
        taken: taken.with_untracked(|taken| taken.iter().cloned().collect()),
    };
    let is_dirty = Signal::derive(move || taken.with(|taken| !taken.is_empty()));
    let body = move || {
        let t = language.get();
        session.read(|desk| compared(t, desk, [one, other], taken)).flatten()
    };
    let apart = Callback::new(move |()| {
        session.panel.set(None);
        session.send(Command::TellApart(one, other));
    });
    let beside = view! { <Button on_press=apart>{say(Language::merge_not_same)}</Button> }.into_any();
    view! {
        <FormPanel title=say(Language::merge_title) command=command is_dirty=is_dirty wrong=Wrong::new() beside=Some(beside)>
            <p class="hint">{say(Language::merge_text)}</p>
            {live(body)}
        </FormPanel>
    }
}

fn compared(
    t: Language,
    desk: &Desk,
    ids: [CustomerId; 2],
    taken: RwSignal<BTreeSet<String>>,
) -> Option<AnyView> {
    let book = desk.book();
    let [one, other] = ids;
    let (one, other) = (book.customers().get(one)?, book.customers().get(other)?);
    let fields = app::merge_fields(t, book, desk.zone(), one, other);
    let belongs = |id: CustomerId| {
        t.merge_belongs(
            book.contacts_of(id).count(),
            book.orders_of(id).count(),
            book.interactions_of(id).count(),
            book.next_actions_of(id).count(),
        )
    };
    let rows = fields.into_iter().map(|field| row(t, field, taken)).collect_view();
    Some(
        view! {
            <div class="table-wrap" tabindex="0" autofocus role="region" aria-label=t.merge_title()>
                <table class="ledger merge">
                    <thead><tr>
                        <th scope="col">{t.merge_field()}</th>
                        <th scope="col">{one.name.clone()}</th>
                        <th scope="col">{other.name.clone()}</th>
                    </tr></thead>
                    <tbody>
                        {rows}
                        <tr>
                            <th scope="row">{t.merge_belongings()}</th>
                            <td class="muted is-note">{belongs(one.id)}</td>
                            <td class="muted is-note">{belongs(other.id)}</td>
                        </tr>
                    </tbody>
                </table>
            </div>
        }
        .into_any(),
    )
}

/// A field with both values; of two, one is chosen, and the only one stays by itself.
fn row(t: Language, line: MergeField, taken: RwSignal<BTreeSet<String>>) -> AnyView {
    let MergeField { field, title, values: [own, others] } = line;
    let is_open = !own.is_empty() && !others.is_empty();
    let field = StoredValue::new(field);
    let takes_other = move || field.with_value(|field| taken.with(|taken| taken.contains(field)));
    let choose = move |other: bool| {
        let field = field.get_value();
        taken.update(|taken| {
            if other {
                taken.insert(field);
            } else {
                taken.remove(&field);
            }
        });
    };
    let cell = |value: String, other: bool| {
        if value.is_empty() {
            return view! { <td class="muted">{t.none()}</td> }.into_any();
        }
        if !is_open {
            return view! { <td>{value}</td> }.into_any();
        }
        let chosen = move || takes_other() == other;
        view! {
            <td>
                <label class="check">
                    <input
                        type="radio"
                        name=format!("merge-{}", field.get_value())
                        prop:checked=chosen
                        on:change=move |_| choose(other)
                    />
                    <span>{value}</span>
                </label>
            </td>
        }
        .into_any()
    };
    view! { <tr><th scope="row">{title}</th>{cell(own, false)}{cell(others, true)}</tr> }.into_any()
}
