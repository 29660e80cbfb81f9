//! The frame: rail, top line, the page between, and what stands over it.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use crate::app::{self, Command, Route, Theme};
use crate::text::Language;

use super::components::keys::{is_composing, is_typing};
use super::components::{Button, ButtonKind, Glyph, Icon, Toasts, use_language};
use super::forms::OpenPanel;
use super::glance::keep_glances;
use super::live::live;
use super::pages::Page;
use super::session::{Panel, Phase, Phrase, Saving, Session, say};

/// The entries of the rail.
const ENTRIES: [(Route, Glyph, Phrase); 7] = [
    (Route::Today, Glyph::Today, Language::nav_today),
    (Route::Customers, Glyph::Customers, Language::nav_customers),
    (Route::Needs, Glyph::Needs, Language::nav_needs),
    (Route::Tiers, Glyph::Tiers, Language::nav_tiers),
    (Route::Cadence, Glyph::Calendar, Language::nav_cadence),
    (Route::Data, Glyph::Data, Language::nav_data),
    (Route::Settings, Glyph::Settings, Language::nav_settings),
];

/// The frame around every page of an open book.
#[component]
pub fn Shell() -> impl IntoView {
    let session = Session::use_here();
    let handle = window_event_listener(ev::keydown, move |event| shortcut(session, &event));
    on_cleanup(move || handle.remove());
    let come_to = window_event_listener(ev::focusin, |event| show_whole(&event));
    on_cleanup(move || come_to.remove());
    keep_glances(session);
    // The page stands: both are never seen at once.
    Effect::new(move |_| session.services().leave_first_page());
    view! {
        <button type="button" class="skip-link" on:click=|_| focus("#page")>{say(Language::skip_to_page)}</button>
        <div class="shell" class:is-masked=move || session.preferences.with(|preferences| preferences.masked)>
            <Rail />
            <div class="stage">
                <TopLine />
                <main
                    class="page"
                    id="page"
                    tabindex="-1"
                    aria-busy=move || (!session.is_open()).then_some("true")
                >
                    <Page />
                </main>
            </div>
        </div>
        // What is asked for while the book is being read opens once it is.
        <Show when=move || session.is_open()><OpenPanel /></Show>
        <Toasts items=session.toasts on_dismiss=Callback::new(move |id| session.dismiss(id)) />
    }
}

#[component]
fn Rail() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let here = move |route: Route| {
        let now = match session.route.get() {
            Some(Route::Customer(_) | Route::Records(_) | Route::Work | Route::Paper(_, Some(_))) => {
                Some(Route::Customers)
            }
            Some(
                Route::Import | Route::Export | Route::History(_) | Route::Snapshots | Route::Paper(_, None),
            ) => Some(Route::Data),
            other => other,
        };
        (now == Some(route)).then_some("page")
    };
    view! {
        <nav class="rail" aria-label=say(Language::nav_label)>
            <a class="rail-brand" href=Route::Today.href()>
                <img src="icon.svg" alt="" />
                <span>{live(move || language.get().app_name())}</span>
            </a>
            {ENTRIES
                .map(|(route, glyph, phrase)| {
                    view! {
                        <a
                            href=route.href()
                            class:rail-push=route == Route::Data
                            aria-current=move || here(route)
                            title=say(phrase)
                        >
                            <Icon name=glyph />
                            <span>{say(phrase)}</span>
                        </a>
                    }
                })
                .into_iter()
                .collect_view()}
        </nav>
    }
}

#[component]
fn TopLine() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let undo_label = move |done: bool| {
        let t = language.get();
        let label = session.read(|desk| {
            let change = if done { desk.last_done() } else { desk.last_undone().map(|(change, _)| change) };
            change.map(|change| app::change_label(t, &change.label))
        });
        label.flatten()
    };
    let undo = Memo::new(move |_| undo_label(true));
    let redo = Memo::new(move |_| undo_label(false));
    let me = move || {
        let person = session.preferences.with(|preferences| preferences.person);
        let name =
            person.and_then(|id| session.read(|desk| desk.book().people().get(id).map(|p| p.name.clone())));
        name.flatten().unwrap_or_else(|| language.get().no_one().to_owned())
    };
    let theme = move || session.preferences.with(|preferences| preferences.theme);
    let other = move || match language.get() {
        Language::Chinese => Language::English,
        Language::English => Language::Chinese,
    };
    view! {
        <header class="topline">
            <SearchBox />
            <Button
                kind=ButtonKind::Quiet
                icon=Glyph::Keys
                label=say(Language::palette_open)
                on_press=Callback::new(move |()| session.panel.set(Some(Panel::Find)))
            />
            <SavedState />
            <Button
                kind=ButtonKind::Quiet
                icon=Glyph::Undo
                disabled=Signal::derive(move || undo.get().is_none())
                label=Signal::derive(move || {
                    let t = language.get();
                    undo.get().map_or_else(|| t.undo().to_owned(), |what| t.undo_what(what))
                })
                on_press=Callback::new(move |()| session.send(Command::Undo))
            />
            <span class="is-optional is-mirrored">
                <Button
                    kind=ButtonKind::Quiet
                    icon=Glyph::Undo
                    disabled=Signal::derive(move || redo.get().is_none())
                    label=Signal::derive(move || {
                        let t = language.get();
                        redo.get().map_or_else(|| t.redo().to_owned(), |what| t.redo_what(what))
                    })
                    on_press=Callback::new(move |()| session.send(Command::Redo))
                />
            </span>
            {live(move || session.has_lock.get().then(|| view! {
                <span class="is-optional">
                    <Button
                        kind=ButtonKind::Quiet
                        icon=Glyph::Lock
                        label=say(Language::lock_now)
                        on_press=Callback::new(move |()| session.lock(true))
                    />
                </span>
            }))}
            <a class="button is-quiet is-optional" href=Route::Settings.href()>
                <Icon name=Glyph::Person />
                <span>{me}</span>
            </a>
            <Button
                kind=ButtonKind::Quiet
                label=Signal::derive(move || format!("{}: {}", language.get().language(), named(other())))
                on_press=Callback::new(move |()| {
                    let tag = other().tag().to_owned();
                    session.prefer(|preferences| preferences.language = Some(tag));
                })
            >
                {live(move || short(other()))}
            </Button>
            <ThemeButton theme=Signal::derive(theme) />
        </header>
    }
}

/// A language's name that begins with its shortest one, so that who speaks to the page can say what they see.
fn named(language: Language) -> &'static str {
    match language {
        Language::Chinese => "中文",
        Language::English => "EN English",
    }
}

/// The shortest name of a language.
fn short(language: Language) -> &'static str {
    match language {
        Language::Chinese => "中",
        Language::English => "EN",
    }
}

#[component]
fn ThemeButton(theme: Signal<Theme>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let next = move || match theme.get() {
        Theme::System => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::System,
    };
    let label = Signal::derive(move || {
        let t = language.get();
        format!("{}: {}", t.theme(), theme_name(t, theme.get()))
    });
    move || {
        let glyph = match theme.get() {
            Theme::System => Glyph::Auto,
            Theme::Light => Glyph::Sun,
            Theme::Dark => Glyph::Moon,
        };
        view! {
            <Button
                kind=ButtonKind::Quiet
                icon=glyph
                label=label
                on_press=Callback::new(move |()| {
                    let chosen = next();
                    session.prefer(|preferences| preferences.theme = chosen);
                })
            />
        }
    }
}

/// Names a theme.
pub fn theme_name(t: Language, theme: Theme) -> &'static str {
    match theme {
        Theme::System => t.theme_system(),
        Theme::Light => t.theme_light(),
        Theme::Dark => t.theme_dark(),
    }
}

#[component]
fn SavedState() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let text = move || {
        let t = language.get();
        match session.saving_shown.get() {
            Saving::Done => t.saved(),
            Saving::UnderWay => t.saving(),
            Saving::Failed => t.not_saved(),
        }
    };
    let failed = move || session.saving_shown.get() == Saving::Failed;
    let busy = move || (session.saving.get() == Saving::UnderWay).then_some("true");
    view! {
        <span class="topline-state" class:is-failed=failed role="status" aria-busy=busy title=text>
            {live(move || {
                let glyph = if failed() { Glyph::Alert } else { Glyph::Check };
                view! { <Icon name=glyph /> <span>{text()}</span> }
            })}
        </span>
    }
}

/// The search of the top line: typing shows the customers that match.
#[component]
fn SearchBox() -> impl IntoView {
    let session = Session::use_here();
    view! {
        <label class="topline-search">
            <Icon name=Glyph::Search />
            <input
                type="search"
                id="search"
                autocomplete="off"
                aria-label=say(Language::search_customers)
                placeholder=say(Language::search_customers)
                prop:value=move || session.typed.get()
                on:input=move |event| {
                    session.typed.set(event_target_value(&event));
                    let route = session.route.get_untracked();
                    if !matches!(route, Some(Route::Customers | Route::Records(_))) {
                        session.go(Route::Customers);
                    }
                }
                on:keydown=move |event| {
                    if is_composing(&event) {
                        return;
                    }
                    match event.key().as_str() {
                        "Escape" => session.typed.set(String::new()),
                        "Enter" | "ArrowDown" => {
                            event.prevent_default();
                            focus(".page .rows");
                        }
                        _ => {}
                    }
                }
            />
            <kbd class="is-desk-only">"/"</kbd>
        </label>
    }
}

/// Brings what the keyboard comes to into sight whole: browsers leave where it is what shows in part.
fn show_whole(event: &ev::FocusEvent) {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let wanted = ":is(a, button, summary, input, select, textarea):focus-visible";
    if let Some(element) = element.filter(|element| element.matches(wanted).unwrap_or(false)) {
        // A choice that is drawn by its label is that label.
        let element = element.closest("label").ok().flatten().unwrap_or(element);
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Gives the focus to the first element that matches.
fn focus(selector: &str) {
    let element = document().query_selector(selector).ok().flatten();
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The keys that work everywhere: Ctrl+K finds anything, `?` lists the keys, `/` searches, `n` adds a customer,
/// `q` records a contact in one line, Ctrl+Z takes back. Ctrl+K works while typing, too.
fn shortcut(session: Session, event: &ev::KeyboardEvent) {
    let finds = event.key().eq_ignore_ascii_case("k") && (event.ctrl_key() || event.meta_key());
    if event.default_prevented() || is_composing(event) || (is_typing(event) && !finds) {
        return;
    }
    let (control, shift) = (event.ctrl_key() || event.meta_key(), event.shift_key());
    let in_dialog = || document().query_selector("dialog[open]").is_ok_and(|found| found.is_some());
    let in_panel = session.panel.get_untracked().is_some() || in_dialog();
    let is_open = session.phase.with_untracked(|phase| *phase == Phase::Open);
    match event.key().as_str() {
        "z" | "Z" if control && !in_panel && is_open => {
            event.prevent_default();
            session.send(if shift { Command::Redo } else { Command::Undo });
        }
        "y" if control && !in_panel && is_open => {
            event.prevent_default();
            session.send(Command::Redo);
        }
        "k" | "K" if control && !in_panel => {
            event.prevent_default();
            session.panel.set(Some(Panel::Find));
        }
        "?" if !control && !event.alt_key() && !in_panel => {
            event.prevent_default();
            session.panel.set(Some(Panel::Keys));
        }
        "/" if !control && !event.alt_key() && !in_panel => {
            event.prevent_default();
            focus("#search");
        }
        "q" if !control && !event.alt_key() && !in_panel => {
            event.prevent_default();
            let open = match session.route.get_untracked() {
                Some(Route::Customer(id)) => Some(id),
                _ => None,
            };
            session.panel.set(Some(Panel::Capture(open)));
        }
        "n" if !control && !event.alt_key() && !in_panel => {
            event.prevent_default();
            session.panel.set(Some(Panel::Customer(None)));
        }
        _ => {}
    }
}
