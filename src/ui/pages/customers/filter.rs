//! The panel that says who is shown: whose customers, and what they must meet.

use leptos::prelude::*;

use crate::app;
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, CheckField, Dialog, SelectField};
use super::super::super::live::live;
use super::super::super::session::say;
use super::super::condition::{Builder, condition};
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
    let change = move |filter: Option<crate::query::Condition>| {
        here.arrange(|view| view.filter = filter);
        shape.update(|shape| *shape += 1);
    };
    let built = move || {
        shape.track();
        let t = language.get();
        let now = session.view.with_untracked(|view| view.filter.clone());
        let Some(filter) = now else {
            let add = Callback::new(move |()| change(Some(app::new_condition())));
            return view! { <Button on_press=add>{t.list_add_condition()}</Button> }.into_any();
        };
        let drawn = session.peek(|desk| {
            let builder = Builder::new(desk.policy(), move |(anew, edit)| {
                here.arrange(|view| {
                    if let Some(filter) = &mut view.filter {
                        edit(filter);
                    }
                });
                if anew {
                    shape.update(|shape| *shape += 1);
                }
            });
            condition(t, builder, desk.policy(), &filter, &[])
        });
        let drop = Callback::new(move |()| change(None));
        view! {
            {drawn}
            <CheckField label=say(Language::list_unknowns) value=unknowns />
            <p><Button kind=ButtonKind::Quiet on_press=drop>{t.list_drop_condition()}</Button></p>
        }
        .into_any()
    };
    let clear = Callback::new(move |()| {
        owner.set(String::new());
        change(None);
    });
    let close = Callback::new(move |()| tool.set(None));
    let found = move || {
        let found = here.lines.with(|lines| lines.customers.len());
        let all = session.read(|desk| desk.book().customers().len()).unwrap_or(0);
        language.get().customers_found(found, all)
    };
    view! {
        <Dialog title=say(Language::list_filter) on_close=close side=true>
            <div class="form-body stack">
                <SelectField label=say(Language::list_whose) value=owner options=owners />
                <section class="stack is-tight">
                    <h3>{say(Language::list_condition)}</h3>
                    {live(built)}
                </section>
                <p class="muted">{live(found)}</p>
            </div>
            <div class="form-actions">
                <Button on_press=clear>{say(Language::list_clear_filter)}</Button>
                <span class="push"></span>
                <Button kind=ButtonKind::Primary on_press=close>{say(Language::done)}</Button>
            </div>
        </Dialog>
    }
}
