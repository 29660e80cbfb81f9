//! Handing a person's customers over: the sheet to print, and the step that does it (A0.2, A4.15).

use leptos::prelude::*;

use crate::app::{self, Command, Desk, Estate, Route, estate};
use crate::model::{CustomerId, PersonId};
use crate::text::Language;

use super::super::components::{Button, ButtonKind, Glyph, SelectField, use_language};
use super::super::live::live;
use super::super::marks::{governing_badge, no_contact_mark};
use super::super::session::{Session, say};

/// The page 交接单 of one person.
#[component]
pub fn HandoverPage(id: PersonId) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let receiver = RwSignal::new(String::new());
    let name =
        move || session.read(|desk| desk.book().people().get(id).map(|person| person.name.clone())).flatten();
    let people = Signal::derive(move || {
        let none = (String::new(), language.get().handover_choose().to_owned());
        let others = session.read(|desk| {
            let mut people: Vec<_> = desk
                .book()
                .people()
                .iter()
                .filter(|person| person.id != id && !person.has_left)
                .map(|person| (person.id.to_string(), person.name.clone()))
                .collect();
            crate::order::by(&mut people, |one, other| one.1.cmp(&other.1));
            people
        });
        std::iter::once(none).chain(others.unwrap_or_default()).collect::<Vec<_>>()
    });
    let hand_over = Callback::new(move |()| {
        if let Ok(to) = receiver.get_untracked().parse::<PersonId>() {
            session.send(Command::HandOver(id, to));
        }
    });
    let sheet = move || {
        let t = language.get();
        session.read(|desk| sheet(t, desk, id))
    };
    let cooling = move || {
        let to = receiver.get().parse::<PersonId>().ok()?;
        let count = session.read(|desk| app::not_handed_over(desk, id, to))?;
        (count > 0).then(
            || view! { <p class="hint is-warned" role="status">{language.get().handover_cooling(count)}</p> },
        )
    };
    let title = move || language.get().handover_of(name().unwrap_or_default());
    view! {
        <div class="page-head">
            <a class="button is-quiet is-bare no-print" href=Route::Settings.href() title=say(Language::settings_title) aria-label=say(Language::settings_title)>
                <super::super::components::Icon name=Glyph::Back />
            </a>
            <h1>{live(title)}</h1>
            <div class="cluster no-print">
                <Button on_press=Callback::new(|()| { let _ = window().print(); })>{say(Language::handover_print)}</Button>
            </div>
        </div>
        <div class="page-body stack">
            <section class="card stack no-print">
                <p class="hint">{say(Language::handover_text)}</p>
                <div class="cluster">
                    <SelectField label=say(Language::handover_to) value=receiver options=people />
                    <Button
                        kind=ButtonKind::Primary
                        disabled=Signal::derive(move || receiver.with(String::is_empty))
                        on_press=hand_over
                    >
                        {say(Language::handover_do)}
                    </Button>
                </div>
                {live(cooling)}
            </section>
            {live(sheet)}
        </div>
    }
}

fn sheet(t: Language, desk: &Desk, person: PersonId) -> AnyView {
    let estate = estate(desk, person);
    if estate.is_empty() {
        return view! { <section class="card"><p class="muted">{t.handover_nothing()}</p></section> }
            .into_any();
    }
    let Estate { customers, actions, complaints } = estate;
    let rows = customers.iter().filter_map(|id| row(t, desk, *id)).collect_view();
    view! {
        <section class="card">
            <div class="card-head"><h2>{t.handover_counts(customers.len(), actions.len(), complaints.len())}</h2></div>
            <div class="table-wrap" tabindex="0" role="group" aria-label=t.handover_sheet()>
                <table class="ledger is-wide">
                    <caption class="sr-only">{t.handover_sheet()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t.col_tier()}</th>
                            <th scope="col">{t.col_name()}</th>
                            <th scope="col">{t.people_and_roles()}</th>
                            <th scope="col">{t.last_words()}</th>
                            <th scope="col">{t.open_promises()}</th>
                            <th scope="col">{t.col_next()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(t: Language, desk: &Desk, id: CustomerId) -> Option<AnyView> {
    let (book, today) = (desk.book(), desk.today());
    let customer = book.customers().get(id)?;
    let standing = desk.standing(id)?;
    let contacts: Vec<String> = book
        .contacts_of(id)
        .filter(|contact| !contact.has_left)
        .map(|contact| [contact.name, contact.title, contact.phone].join(" ").trim().to_owned())
        .collect();
    let last = book
        .interactions_of(id)
        .filter(|contact| !contact.unanswered)
        .filter_map(|row| row.record())
        .max_by_key(|contact| (contact.day, contact.recorded));
    let said = last.map_or_else(
        || t.never_contacted().to_owned(),
        |last| {
            format!("{} {}", t.last_said(t.day_short(last.day, today), t.channel(last.channel)), last.summary)
        },
    );
    let open: Vec<String> = book
        .next_actions_of(id)
        .filter(|action| action.is_open())
        .map(|action| match action.due {
            Some(due) => format!("{} ({})", action.text, t.by_day(t.day_short(due, today))),
            None => action.text,
        })
        .collect();
    let next: Vec<String> = standing
        .obligations
        .iter()
        .map(|owed| {
            let name = app::obligation_name(t, desk.policy(), owed);
            format!("{name}: {}", app::obligation_when(t, owed, today))
        })
        .collect();
    let lines = |all: Vec<String>| all.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    Some(
        view! {
            <tr>
                <td>{governing_badge(t, desk.policy(), standing)}</td>
                <th scope="row">
                    <a href=Route::Customer(id).href()>{customer.name.clone()}</a>
                    <span class="row-note num">" " {customer.number.clone()}</span> {no_contact_mark(t, customer, today)}
                </th>
                <td>{lines(contacts)}</td>
                <td>{said}</td>
                <td>{lines(open)}</td>
                <td>{lines(next)}</td>
            </tr>
        }
        .into_any(),
    )
}
