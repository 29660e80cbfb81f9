//! The panel that says who is shown: whose customers, and what they must meet.

use leptos::prelude::*;

use crate::text::Language;

use super::super::super::components::{CheckField, SelectField};
use super::super::super::session::say;
use super::super::filter_panel::{Built, FilterFrame};
use super::Here;

/// Stands for customers without an owner among the ids of people.
const NOBODY: &str = "nobody";

#[component]
pub fn FilterPanel(here: Here) -> impl IntoView {
    let Here { session, language, tool, .. } = here;
    let shape = RwSignal::new(0_u32);
    let owner = RwSignal::new(session.view.with_untracked(|view| match view.owner {
        None => String::new(),
        Some(None) => NOBODY.to_owned(),
        Some(Some(id)) => id.to_string(),
    }));
    let unknowns = RwSignal::new(session.view.with_untracked(|view| view.unknowns));
    let owners = Signal::derive(move || {
        let t = language.get();
        let people = session.read(|desk| {
            let people = desk.book().people().sorted();
            people.into_iter().map(|person| (person.id.to_string(), person.name.clone())).collect::<Vec<_>>()
        });
        [(String::new(), t.list_whose_all().to_owned()), (NOBODY.to_owned(), t.no_owner().to_owned())]
            .into_iter()
            .chain(people.unwrap_or_default())
            .collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        let chosen = owner.get();
        let wanted = match chosen.as_str() {
            "" => None,
            NOBODY => Some(None),
            id => id.parse().ok().map(Some),
        };
        let unknowns = unknowns.get();
        let now = session.view.with_untracked(|view| (view.owner, view.unknowns));
        if now != (wanted, unknowns) {
            here.arrange(|view| {
                view.owner = wanted;
                view.unknowns = unknowns;
            });
        }
    });
    let condition = Built::of_customers(
        session,
        move || session.view.with_untracked(|view| view.filter.clone()),
        move |change| here.arrange(|view| change(&mut view.filter)),
    );
    let unknown =
        move || view! { <CheckField label=say(Language::list_unknowns) value=unknowns /> }.into_any();
    let clear = Callback::new(move |()| {
        owner.set(String::new());
        here.arrange(|view| view.filter = None);
        shape.update(|shape| *shape += 1);
    });
    let close = Callback::new(move |()| tool.set(None));
    let found = Signal::derive(move || {
        let found = here.lines.with(|lines| lines.customers.len());
        let all = session.read(|desk| desk.book().customers().len()).unwrap_or(0);
        language.get().customers_found(found, all)
    });
    view! {
        <FilterFrame found=found on_clear=clear on_close=close>
            <SelectField label=say(Language::list_whose) value=owner options=owners />
            <section class="stack is-tight">
                <h3>{say(Language::list_condition)}</h3>
                {condition.draw(shape, unknown)}
            </section>
        </FilterFrame>
    }
}
