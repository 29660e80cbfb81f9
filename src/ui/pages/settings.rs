//! Settings: who I am, the team, language and theme, the book's name and zone.

mod lists;
mod lock;
mod reminders;

use leptos::prelude::*;

use crate::app::{Route, Theme};
use crate::model::{BookInfo, PersonId};
use crate::order;
use crate::text::Language;

use super::super::components::{
    Button, ButtonKind, CheckField, EmptyState, Glyph, Segmented, SelectField, TextField, use_language,
};
use super::super::forms::people_options;
use super::super::live::live;
use super::super::session::{Panel, Session, Stopped, say};
use super::super::shell::theme_name;

pub use lists::GiveNumbers;

/// The page 设置.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let language = use_language();
    view! {
        <div class="page-head"><h1>{say(Language::settings_title)}</h1></div>
        <div class="page-body stack narrow">
            <Me />
            <Team />
            <Screen />
            <reminders::RemindersCard />
            <lists::Prefixes />
            <lists::Sources />
            <lists::BuyerTypes />
            <TheBook />
            <lock::LockCard />
            <p class="muted small">{live(move || language.get().settings_version(env!("CARGO_PKG_VERSION")))}</p>
        </div>
    }
}

#[component]
fn Me() -> impl IntoView {
    let session = Session::use_here();
    let me = session.me();
    let chosen = RwSignal::new(me.map(|id| id.to_string()).unwrap_or_default());
    Effect::new(move |before: Option<String>| {
        let now = chosen.get();
        if before.is_some_and(|before| before != now) {
            session.prefer(|preferences| preferences.person = now.parse::<PersonId>().ok());
        }
        now
    });
    view! {
        <section class="card">
            <div class="card-head"><h2>{say(Language::settings_me)}</h2></div>
            <SelectField
                label=say(Language::settings_me)
                value=chosen
                options=people_options(me)
                hint=say(Language::settings_me_text)
            />
        </section>
    }
}

#[component]
fn Team() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let add = Callback::new(move |()| session.panel.set(Some(Panel::Person(None))));
    let people = move || {
        session
            .read(|desk| {
                let owned = |id| desk.book().customers().iter().filter(|c| c.owner == Some(id)).count();
                let mut people: Vec<_> =
                    desk.book().people().iter().map(|person| (person.clone(), owned(person.id))).collect();
                order::by(&mut people, |a, b| (a.0.has_left, &a.0.name).cmp(&(b.0.has_left, &b.0.name)));
                people
            })
            .unwrap_or_default()
    };
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{say(Language::settings_team)}</h2>
                <Button icon=Glyph::Plus on_press=add>{say(Language::add_person)}</Button>
            </div>
            <p class="hint">{say(Language::settings_team_text)}</p>
            {live(move || {
                let t = language.get();
                let people = people();
                if people.is_empty() {
                    return view! { <EmptyState title=say(Language::settings_no_team) /> }.into_any();
                }
                let lines = people
                    .into_iter()
                    .map(|(person, owned)| {
                        let id = person.id;
                        let edit = format!("{} {}", t.edit(), person.name);
                        view! {
                            <li class="person" class:is-done=person.has_left>
                                <span class="grow">
                                    <span class="strong">{person.name.clone()}</span>
                                    <span class="row-note">
                                        " " {person.role.map(|role| t.owner_role(role))}
                                        {person.has_left.then(|| format!(" {}", t.has_left()))}
                                    </span>
                                </span>
                                <span class="row-note num">{t.customers_of(owned)}</span>
                                <a
                                    class="button is-quiet"
                                    href=Route::Handover(id).href()
                                    aria-label=t.handover_named(&person.name)
                                >
                                    {t.handover_do()}
                                </a>
                                <Button
                                    kind=ButtonKind::Quiet
                                    icon=Glyph::Edit
                                    label=Signal::stored(edit)
                                    on_press=Callback::new(move |()| session.panel.set(Some(Panel::Person(Some(id)))))
                                />
                            </li>
                        }
                    })
                    .collect_view();
                view! { <ul class="people-list">{lines}</ul> }.into_any()
            })}
        </section>
    }
}

#[component]
fn Screen() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let tongue = RwSignal::new(language.get_untracked().tag().to_owned());
    let theme =
        RwSignal::new(session.preferences.with_untracked(|preferences| preferences.theme).id().to_owned());
    // The top line has the same switches: follow them, and lead them.
    Effect::new(move |_| tongue.set(language.get().tag().to_owned()));
    Effect::new(move |_| {
        theme.set(session.preferences.with(|preferences| preferences.theme).id().to_owned())
    });
    Effect::new(move |before: Option<String>| {
        let now = tongue.get();
        if before.is_some_and(|before| before != now) && now != language.get_untracked().tag() {
            session.prefer(|preferences| preferences.language = Some(now.clone()));
        }
        now
    });
    Effect::new(move |before: Option<String>| {
        let now = theme.get();
        let chosen = Theme::from_id(&now).unwrap_or_default();
        if before.is_some_and(|before| before != now)
            && chosen != session.preferences.with_untracked(|preferences| preferences.theme)
        {
            session.prefer(|preferences| preferences.theme = chosen);
        }
        now
    });
    let masked = RwSignal::new(session.preferences.with_untracked(|preferences| preferences.masked));
    Effect::new(move |_| {
        let now = masked.get();
        if now != session.preferences.with_untracked(|preferences| preferences.masked) {
            session.prefer(|preferences| preferences.masked = now);
        }
    });
    let languages = Language::ALL.map(|each| (each.tag().to_owned(), each.own_name().to_owned())).to_vec();
    let themes = move || {
        Theme::ALL.map(|each| (each.id().to_owned(), theme_name(language.get(), each).to_owned())).to_vec()
    };
    view! {
        <section class="card">
            <div class="card-head"><h2>{say(Language::settings_screen)}</h2></div>
            <div class="form-grid">
                <Segmented label=say(Language::language) value=tongue options=Signal::stored(languages) />
                <Segmented label=say(Language::theme) value=theme options=Signal::derive(themes) />
            </div>
            <CheckField label=say(Language::settings_masked) value=masked />
            <p class="hint">{say(Language::settings_masked_text)}</p>
        </section>
    }
}

#[component]
fn TheBook() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let info = session.peek(|desk| desk.book().info().clone());
    let name = RwSignal::new(info.as_ref().map(|info| info.name.clone()).unwrap_or_default());
    let zone = RwSignal::new(info.map_or_else(|| BookInfo::DEFAULT_ZONE.to_owned(), |info| info.zone));
    let stored = zone.get_untracked();
    let device = session.services().device_zone();
    let zones = Signal::derive(move || {
        let mut zones = vec![(BookInfo::DEFAULT_ZONE.to_owned(), BookInfo::DEFAULT_ZONE.to_owned())];
        for other in device.iter().chain([&stored]) {
            if !zones.iter().any(|(zone, _)| zone == other) {
                zones.push((other.clone(), language.get().settings_zone_device(other)));
            }
        }
        zones
    });
    let save = Callback::new(move |()| {
        let Some(before) = session.peek(|desk| desk.book().info().clone()) else { return };
        let info = BookInfo {
            name: name.get_untracked().trim().chars().take(200).collect(),
            zone: zone.get_untracked(),
            ..before
        };
        leptos::task::spawn_local(async move {
            if let Err(failure) = session.keep_card(info).await {
                session.tell(&Stopped::Failed(failure));
            }
        });
    });
    let is_changed = move || {
        session.read(|desk| (desk.book().info().name.clone(), desk.book().info().zone.clone()))
            != Some((name.get().trim().to_owned(), zone.get()))
    };
    view! {
        <section class="card">
            <div class="card-head"><h2>{say(Language::settings_book)}</h2></div>
            <div class="form-grid">
                <TextField label=say(Language::settings_book_name) value=name />
                <SelectField
                    label=say(Language::settings_zone)
                    value=zone
                    options=zones
                    hint=say(Language::settings_zone_text)
                />
            </div>
            <Button disabled=Signal::derive(move || !is_changed()) on_press=save>{say(Language::save)}</Button>
        </section>
    }
}
