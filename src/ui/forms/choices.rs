//! Lists of values for select fields, and the way between a stored id and a value.

use leptos::prelude::*;

use crate::app;
use crate::model::{BuyerTypeId, CustomerId, Id, PersonId, Source};
use crate::order;
use crate::text::Language;

use super::super::components::use_language;
use super::super::session::Session;

/// Returns the options of a closed list, with one in front for "not said".
pub fn optional<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    id: fn(T) -> &'static str,
    name: fn(Language, T) -> &'static str,
) -> Signal<Vec<(String, String)>> {
    let language = use_language();
    Signal::derive(move || {
        let t = language.get();
        let none = (String::new(), t.unknown_option().to_owned());
        std::iter::once(none)
            .chain(all.iter().map(|value| (id(*value).to_owned(), name(t, *value).to_owned())))
            .collect()
    })
}

/// Returns the options of a closed list, with one in front that has a name of its own.
pub fn optional_named<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    id: fn(T) -> &'static str,
    name: fn(Language, T) -> &'static str,
    none: fn(Language) -> &'static str,
) -> Signal<Vec<(String, String)>> {
    let language = use_language();
    Signal::derive(move || {
        let t = language.get();
        std::iter::once((String::new(), none(t).to_owned()))
            .chain(all.iter().map(|value| (id(*value).to_owned(), name(t, *value).to_owned())))
            .collect()
    })
}

/// Returns the departments that are known: those of the needs, and the usual ones (A1.18).
pub fn departments() -> Signal<Vec<String>> {
    let session = Session::use_here();
    let language = use_language();
    Signal::derive(move || {
        let mut all = session.read(|desk| app::departments(desk.book())).unwrap_or_default();
        all.retain(|name| !name.is_empty());
        for usual in language.get().usual_departments() {
            if !all.iter().any(|name| name == usual) {
                all.push(usual.to_owned());
            }
        }
        all
    })
}

/// Returns the options of a closed list.
pub fn required<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    id: fn(T) -> &'static str,
    name: fn(Language, T) -> &'static str,
) -> Signal<Vec<(String, String)>> {
    let language = use_language();
    Signal::derive(move || {
        let t = language.get();
        all.iter().map(|value| (id(*value).to_owned(), name(t, *value).to_owned())).collect()
    })
}

/// Returns the team as options, those who left only where `now` names them.
pub fn people(now: Option<PersonId>) -> Signal<Vec<(String, String)>> {
    let session = Session::use_here();
    let language = use_language();
    Signal::derive(move || {
        let t = language.get();
        session.read(|desk| app::people_words(t, desk.book(), now)).unwrap_or_default()
    })
}

/// Returns the types of buyer as options, those no longer offered only where `now` names them.
pub fn buyer_types(now: Option<BuyerTypeId>) -> Signal<Vec<(String, String)>> {
    let session = Session::use_here();
    let language = use_language();
    Signal::derive(move || {
        let t = language.get();
        let types = session.read(|desk| app::buyer_types(t, desk.book())).unwrap_or_default();
        let offered = types.into_iter().filter(|card| !card.card.hidden || Some(card.id) == now);
        let none = (String::new(), t.type_none().to_owned());
        std::iter::once(none).chain(offered.map(|card| (card.id.to_string(), card.card.name))).collect()
    })
}

/// Returns the sources as options, those no longer offered only where `now` names them (A0.3).
pub fn sources(now: Option<Source>) -> Signal<Vec<(String, String)>> {
    let session = Session::use_here();
    let language = use_language();
    Signal::derive(move || {
        let t = language.get();
        let offered = session.read(|desk| app::source_words(t, desk.book(), now)).unwrap_or_default();
        std::iter::once((String::new(), t.unknown_option().to_owned())).chain(offered).collect()
    })
}

/// Returns the names of all customers, for a field that completes them.
pub fn customer_names(session: Session) -> Signal<Vec<String>> {
    let names = session
        .peek(|desk| {
            let mut names: Vec<String> = desk.book().customers().iter().map(|c| c.name.clone()).collect();
            order::by(&mut names, Ord::cmp);
            names.truncate(2_000);
            names
        })
        .unwrap_or_default();
    Signal::stored(names)
}

/// Returns the customer of exactly that name, unless several have it.
pub fn customer_named(session: Session, name: &str) -> Option<CustomerId> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    let found = session.peek(|desk| {
        let mut named = desk.book().customers().iter().filter(|customer| customer.name == name);
        let first = named.next().map(|customer| customer.id);
        first.filter(|_| named.next().is_none())
    });
    found.flatten()
}

/// Returns the stored form of an optional id.
pub fn id_text<I: Id + std::fmt::Display>(id: Option<I>) -> RwSignal<String> {
    RwSignal::new(id.map(|id| id.to_string()).unwrap_or_default())
}
