//! What every form does: saves, shows what is wrong, and asks before it loses anything.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

use crate::app::{self, Command, Field, FieldProblem, Problem, Refusal};
use crate::text::Language;

use super::super::components::keys::is_composing;
use super::super::components::{Button, ButtonKind, Dialog, Glyph, Icon, use_language};
use super::super::live::live;
use super::super::session::{Saving, Session, Stopped, say};

/// What went wrong with the last attempt to save.
#[derive(Clone, Copy)]
pub struct Wrong {
    stopped: RwSignal<Option<Stopped>>,
}

impl Wrong {
    /// Returns a form's state with nothing wrong yet.
    pub fn new() -> Self {
        Self { stopped: RwSignal::new(None) }
    }

    /// Returns what is wrong with a field, in words.
    pub fn with(self, field: Field) -> Signal<Option<String>> {
        let language = use_language();
        Signal::derive(move || self.problem(field).map(|problem| app::problem(language.get(), problem)))
    }

    /// Returns what is wrong with a field.
    pub fn problem(self, field: Field) -> Option<Problem> {
        self.stopped.with(|stopped| match stopped {
            Some(Stopped::Refused(Refusal::Fields(problems))) => problems
                .iter()
                .find(|problem| problem.field == field)
                .map(|problem: &FieldProblem| problem.problem),
            _ => None,
        })
    }
}

/// The frame of a form: a panel at the side, with its fields, what went wrong, and the way to save.
#[component]
pub fn FormPanel(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// Makes the command of what is typed.
    command: impl Fn() -> Command + Clone + Send + Sync + 'static,
    /// Tells whether something typed would be lost.
    #[prop(into)]
    is_dirty: Signal<bool>,
    /// What is wrong, shared with the fields.
    wrong: Wrong,
    /// What removes the record that is edited, offered at the left.
    #[prop(default = None)]
    remove: Option<Command>,
    /// Another action beside it.
    #[prop(default = None)]
    beside: Option<AnyView>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let asking = RwSignal::new(false);
    let busy = RwSignal::new(false);
    // Shown only where it takes a while: until then a second press is merely not heard.
    let unready = Signal::derive(move || busy.get() && session.saving_shown.get() == Saving::UnderWay);
    // A save that takes long must not close a form that was opened since.
    let own = session.panel.get_untracked();
    let seen = session.seen();
    session.holds(is_dirty);
    let label = session.begin_at.try_update_value(std::mem::take).filter(|label| !label.is_empty());
    if let Some(label) = label {
        request_animation_frame(move || begin_at(&label));
    }
    let close = move || {
        if session.panel.get_untracked() == own {
            session.panel.set(None);
        }
    };
    let leave = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        if is_dirty.get_untracked() && !asking.get_untracked() {
            asking.set(true);
        } else {
            close();
        }
    });
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let command = command();
        leptos::task::spawn_local(async move {
            match session.dispatch_since(command, Some(seen)).await {
                Ok(()) | Err(Stopped::Refused(Refusal::Nothing)) => close(),
                Err(stopped) => {
                    wrong.stopped.set(Some(stopped));
                    show_first_problem();
                }
            }
            busy.set(false);
        });
    };
    let removal = remove.map(|command| {
        let press = Callback::new(move |()| {
            session.panel.set(None);
            session.send(command.clone());
        });
        view! { <Button kind=ButtonKind::Danger on_press=press>{say(Language::remove)}</Button> }
    });
    let submit = save.clone();
    let message = move || {
        let t = language.get();
        wrong.stopped.with(|stopped| match stopped {
            Some(Stopped::Refused(refusal)) => app::refusal(t, refusal),
            Some(Stopped::Failed(failure)) => Some(app::failure(t, failure)),
            None => None,
        })
    };
    view! {
        <Dialog title=title on_close=leave side=true>
            <form
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
                on:keydown=move |event| {
                    if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !is_composing(&event) {
                        event.prevent_default();
                        save();
                    }
                }
            >
                <div class="form-body">{children()}</div>
                {live(move || message()
                    .map(|message| view! {
                        <div class="notice is-danger" role="alert">
                            <Icon name=Glyph::Alert />
                            <p>{message}</p>
                        </div>
                    }))}
                <DiscardQuestion asking=asking on_discard=Callback::new(move |()| close()) />
                <div class="form-actions">
                    {removal} {beside}
                    <span class="hint push">{say(Language::save_hint)}</span>
                    <Button on_press=leave>{say(Language::cancel)}</Button>
                    <Button kind=ButtonKind::Primary submit=true disabled=unready>{say(Language::save)}</Button>
                </div>
            </form>
        </Dialog>
    }
}

/// Asks whether what was typed may go, while `asking`.
#[component]
pub fn DiscardQuestion(asking: RwSignal<bool>, on_discard: Callback<()>) -> impl IntoView {
    view! {
        <Show when=move || asking.get()>
            <div class="notice is-warning" role="alert">
                <Icon name=Glyph::Alert />
                <p>{say(Language::discard_question)}</p>
                <Button on_press=Callback::new(move |()| asking.set(false))>{say(Language::keep_editing)}</Button>
                <Button kind=ButtonKind::Danger on_press=on_discard>{say(Language::discard)}</Button>
            </div>
        </Show>
    }
}

/// Goes to the field with that label, and opens what it is folded away in.
fn begin_at(label: &str) {
    let Ok(labels) = document().query_selector_all("dialog label[for], dialog legend") else { return };
    let labels = (0..labels.length()).filter_map(|nth| labels.get(nth)?.dyn_into::<Element>().ok());
    let is_it = |one: &Element| {
        one.first_child().and_then(|text| text.text_content()).is_some_and(|text| text == label)
    };
    let Some(found) = labels.into_iter().find(is_it) else { return };
    if let Ok(Some(fold)) = found.closest("details") {
        let _ = fold.set_attribute("open", "");
    }
    let field = match found.get_attribute("for") {
        Some(id) => document().get_element_by_id(&id),
        None => found.parent_element().and_then(|group| group.query_selector("input").ok().flatten()),
    };
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

/// Brings the first field with a problem into sight, once it is marked.
fn show_first_problem() {
    request_animation_frame(|| {
        let field = document().query_selector("dialog [aria-invalid=true]").ok().flatten();
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
            let _ = field.focus();
        }
    });
}
