//! The lists that a user edits: types of buyer (A2.13), sources (A0.3) and the letters of customer numbers (A0.9).

use leptos::prelude::*;

use crate::app::{self, Command};
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph, use_language};
use super::super::super::live::live;
use super::super::super::session::{Panel, Session, say};

/// The types of buyer with their signs.
#[component]
pub fn BuyerTypes() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let add = Callback::new(move |()| session.panel.set(Some(Panel::BuyerType(None))));
    let lines = move || {
        let t = language.get();
        let types = session.read(|desk| app::buyer_types(t, desk.book())).unwrap_or_default();
        let each = types.into_iter().map(|one| {
            let (id, card) = (one.id, one.card);
            let edit = format!("{} {}", t.type_edit(), card.name);
            view! {
                <li class="person" class:is-done=card.hidden>
                    <span class="grow">
                        <span class="strong">{card.name}</span>
                        <span class="row-note is-block">{card.signs}</span>
                    </span>
                    {one.is_given.then(|| view! { <span class="chip">{t.type_given()}</span> })}
                    <Button
                        kind=ButtonKind::Quiet
                        icon=Glyph::Edit
                        label=Signal::stored(edit)
                        on_press=Callback::new(move |()| session.panel.set(Some(Panel::BuyerType(Some(id)))))
                    />
                </li>
            }
        });
        view! { <ul class="people-list">{each.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{say(Language::types_title)}</h2>
                <Button icon=Glyph::Plus on_press=add>{say(Language::type_add)}</Button>
            </div>
            <p class="hint">{say(Language::types_text)}</p>
            {live(lines)}
        </section>
    }
}

/// The sources with how many customers come from each (A0.3).
#[component]
pub fn Sources() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let add = Callback::new(move |()| session.panel.set(Some(Panel::Source(None))));
    let lines = move || {
        let t = language.get();
        let sources = session.read(|desk| app::sources(t, desk.book())).unwrap_or_default();
        let each = sources.into_iter().map(|line| {
            let (source, draft) = (line.source, line.draft);
            let edit = format!("{} {}", t.source_edit(), draft.name);
            let used = (line.customers > 0).then(|| t.customers_of(line.customers));
            view! {
                <li class="person" class:is-done=draft.hidden>
                    <span class="grow">
                        <span class="strong">{draft.name}</span>
                        {draft.hidden.then(|| view! { <span class="row-note">" " {t.type_hidden()}</span> })}
                    </span>
                    {used.map(|used| view! { <span class="row-note num">{used}</span> })}
                    {line.is_given.then(|| view! { <span class="chip">{t.type_given()}</span> })}
                    <Button
                        kind=ButtonKind::Quiet
                        icon=Glyph::Edit
                        label=Signal::stored(edit)
                        on_press=Callback::new(move |()| session.panel.set(Some(Panel::Source(Some(source)))))
                    />
                </li>
            }
        });
        view! { <ul class="people-list">{each.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{say(Language::sources_title)}</h2>
                <Button icon=Glyph::Plus on_press=add>{say(Language::source_add)}</Button>
            </div>
            <p class="hint">{say(Language::sources_text)}</p>
            {live(lines)}
        </section>
    }
}

/// The industries with the letters of their customers' numbers.
#[component]
pub fn Prefixes() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let lines = move || {
        let t = language.get();
        let (today, _) = session.today();
        let found = session.read(|desk| {
            let all = app::industry_letters(desk.book()).into_iter();
            all.map(|line| (app::next_number(desk.book(), &line.0, today.year()), line)).collect::<Vec<_>>()
        });
        let found = found.unwrap_or_default();
        if found.is_empty() {
            return view! { <p class="muted">{t.prefix_none()}</p> }.into_any();
        }
        let each = found.into_iter().enumerate().map(|(place, (next, (industry, letters, _)))| {
            let edit = t.prefix_letters_of(&industry);
            view! {
                <li class="person">
                    <span class="grow">{industry}</span>
                    <span class="strong num">{letters}</span>
                    <span class="row-note num">{t.prefix_next(next)}</span>
                    <Button
                        kind=ButtonKind::Quiet
                        icon=Glyph::Edit
                        label=Signal::stored(edit)
                        on_press=Callback::new(move |()| session.panel.set(Some(Panel::Prefix(place))))
                    />
                </li>
            }
        });
        view! { <ul class="people-list">{each.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="card">
            <div class="card-head"><h2>{say(Language::prefixes_title)}</h2></div>
            <p class="hint">{say(Language::prefixes_text)}</p>
            {live(lines)}
            <GiveNumbers />
        </section>
    }
}

/// Offers numbers to the customers that have none, as one change (A0.9); nothing where all have one.
#[component]
pub fn GiveNumbers() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let count = Memo::new(move |_| {
        let without = session.read(|desk| {
            desk.book().customers().iter().filter(|customer| customer.number.is_empty()).count()
        });
        without.unwrap_or(0)
    });
    let give = Callback::new(move |()| session.send(Command::GiveNumbers));
    let offer = move || {
        let text = language.get().numbers_give(count.get());
        (count.get() > 0).then(|| view! { <p><Button on_press=give>{text}</Button></p> })
    };
    live(offer)
}
