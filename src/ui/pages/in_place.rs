//! Values that are edited where they stand: a click opens the field, Enter or leaving it saves, Escape does not.

use leptos::html::Button;
use leptos::prelude::*;

use crate::app::{self, Desk, Editable, Entry, Problem, Refusal, Spot, Subject};
use crate::model::{Customer, Env};
use crate::text::Language;

use super::super::components::keys::{focused, is_composing};
use super::super::components::{unique_id, use_language};
use super::super::forms::entry_field;
use super::super::session::{Session, Stopped};

/// The fields of a card or a list that are being edited: one, and those before it that could not be saved. Copying it
/// copies handles.
#[derive(Clone, Copy)]
pub struct InPlace {
    session: Session,
    /// The newest last.
    open: RwSignal<Vec<Edit>>,
    /// Which was closed last: the keyboard goes on from its value.
    closed: StoredValue<Option<Spot>>,
    /// What is made for an edit lives as long as the card.
    owner: StoredValue<Owner>,
    /// What Tab in a field does, told which field and whether it goes back; where it is none, what it does everywhere.
    on_tab: StoredValue<Option<Callback<(Spot, bool)>>>,
}

/// One field while it is edited.
#[derive(Clone, Copy)]
struct Edit {
    spot: Spot,
    /// Tells its field from others on the page.
    name: StoredValue<String>,
    /// What stood there when it was opened, or was saved last.
    start: StoredValue<String>,
    /// How many changes this tab had seen then.
    seen: StoredValue<u64>,
    typed: RwSignal<String>,
    /// What is wrong, and whether it is with this field, not with another of the form.
    problem: RwSignal<Option<(Problem, bool)>>,
    busy: StoredValue<bool>,
}

impl PartialEq for Edit {
    fn eq(&self, other: &Self) -> bool {
        self.spot == other.spot
    }
}

impl Edit {
    /// Tells whether that is this very edit, not a later one of the same field.
    fn is_same(&self, other: &Self) -> bool {
        self.typed == other.typed
    }
}

impl InPlace {
    /// Returns a card with nothing open.
    pub fn new() -> Self {
        let owner = StoredValue::new(Owner::current().unwrap_or_default());
        let (open, closed, on_tab) =
            (RwSignal::new(Vec::new()), StoredValue::new(None), StoredValue::new(None));
        let place = Self { session: Session::use_here(), open, closed, owner, on_tab };
        place.session.holds(Signal::derive(move || place.open.with(|open| !open.is_empty())));
        // Whoever leaves the page has left the field as well.
        on_cleanup(move || {
            for edit in place.open.try_get_untracked().unwrap_or_default() {
                place.save(edit);
            }
        });
        place
    }

    /// Says what Tab in a field does.
    pub fn on_tab(self, tab: Callback<(Spot, bool)>) {
        self.on_tab.set_value(Some(tab));
    }

    /// Follows which fields are open.
    pub fn track(self) {
        self.open.track();
    }

    /// Returns a field while it is edited.
    pub fn open_field(self, spot: Spot, label: &str) -> Option<AnyView> {
        let edit = self.open.with_untracked(|open| open.iter().copied().find(|edit| edit.spot == spot));
        edit.map(|edit| self.field(edit, label))
    }

    /// Returns the field that was closed last.
    pub fn last_closed(self) -> Option<Spot> {
        self.closed.get_value()
    }

    /// Tells whether a field of it is edited, or was last.
    pub fn is_about(self, subject: Subject) -> bool {
        let is_open = |open: &Vec<Edit>| open.iter().any(|edit| edit.spot.subject() == subject);
        self.open.with_untracked(is_open) || self.last_closed().is_some_and(|spot| spot.subject() == subject)
    }

    /// Opens a field.
    pub fn edit(self, spot: Spot) {
        if let Some(start) = self.session.peek(|desk| spot.typed(desk)).flatten() {
            self.begin(spot, &start);
        }
    }

    /// Draws a value as something that can be pressed, or as the field while it is edited.
    pub fn value(
        self,
        t: Language,
        desk: &Desk,
        customer: &Customer,
        field: Editable,
        label: &'static str,
        value: Option<String>,
    ) -> AnyView {
        let spot = Spot::Customer(customer.id, field);
        let edit = self.open.with(|open| open.iter().copied().find(|edit| edit.spot == spot));
        if let Some(edit) = edit {
            return self.field(edit, label);
        }
        let unknown = value.is_none();
        let set_on = field.set_on(customer).filter(|_| !unknown);
        let set_on = set_on.map(|day| t.profile_set_on(t.day_short(day, desk.today())));
        let value = value.unwrap_or_else(|| t.none().to_owned());
        let start = field.typed(desk.book(), customer);
        let open = move |_| self.begin(spot, &start);
        let name = t.edit_value(label, &value);
        let place = NodeRef::<Button>::new();
        if self.last_closed() == Some(spot) {
            request_animation_frame(move || {
                if focused().is_none()
                    && let Some(button) = place.try_get_untracked().flatten()
                {
                    let _ = button.focus();
                }
            });
        }
        view! {
            <button node_ref=place type="button" class="in-place prewrap" class:muted=unknown aria-label=name on:click=open>{value}</button>
            {set_on.map(|set_on| view! { " " <span class="row-note">{set_on}</span> })}
        }
        .into_any()
    }

    fn begin(self, spot: Spot, start: &str) {
        let edit = self.owner.with_value(|owner| {
            owner.with(|| Edit {
                spot,
                name: StoredValue::new(unique_id("in-place")),
                start: StoredValue::new(start.to_owned()),
                seen: StoredValue::new(self.session.seen()),
                typed: RwSignal::new(start.to_owned()),
                problem: RwSignal::new(None),
                busy: StoredValue::new(false),
            })
        });
        self.closed.set_value(None);
        self.open.update(|open| {
            open.retain(|other| *other != edit);
            open.push(edit);
        });
    }

    fn close(self, edit: Edit) {
        let _ = self.closed.try_set_value(Some(edit.spot));
        let _ = self.open.try_update(|open| open.retain(|other| !edit.is_same(other)));
    }

    fn save(self, edit: Edit) {
        // The page may have been left by now.
        let is_open = self.open.try_with_untracked(|open| open.iter().any(|other| edit.is_same(other)));
        if is_open != Some(true) || edit.busy.try_get_value().unwrap_or(true) {
            return;
        }
        let Some(typed) = edit.typed.try_get_untracked() else { return };
        if edit.start.try_with_value(|start| *start == typed).unwrap_or(true) {
            return self.close(edit);
        }
        let _ = edit.busy.try_set_value(true);
        leptos::task::spawn_local(async move {
            let (spot, entered) = (edit.spot, typed.clone());
            let make = move |desk: &Desk, env: &mut Env| spot.command(desk, &entered, env);
            let outcome = self.session.dispatch_made(make, edit.seen.try_get_value()).await;
            let _ = edit.busy.try_set_value(false);
            match outcome {
                Ok(()) | Err(Stopped::Refused(Refusal::Nothing)) => {
                    if edit.typed.try_get_untracked().is_none_or(|now| now == typed) {
                        return self.close(edit);
                    }
                    // Typed on while it was being saved.
                    let _ = edit.start.try_set_value(typed);
                    let _ = edit.seen.try_set_value(self.session.seen());
                }
                Err(Stopped::Refused(Refusal::Fields(problems))) => {
                    let own = edit.spot.field();
                    let found = problems.iter().find(|one| Some(one.field) == own);
                    let told = found.or(problems.first()).map(|one| (one.problem, found.is_some()));
                    let _ = edit.problem.try_set(told);
                }
                Err(stopped) => self.session.tell(&stopped),
            }
        });
    }

    fn field(self, edit: Edit, label: &str) -> AnyView {
        let language = use_language();
        let error = Signal::derive(move || {
            let (problem, is_own) = edit.problem.get()?;
            let (t, told) = (language.get(), app::problem(language.get(), problem));
            Some(if is_own { told } else { t.problem_elsewhere(told) })
        });
        let Edit { spot, typed, .. } = edit;
        let name = edit.name.get_value();
        let label = Signal::stored(label.to_owned());
        let is_newest = self.open.with_untracked(|open| open.last() == Some(&edit));
        let entry = self.session.peek(|desk| spot.entry(language.get_untracked(), desk));
        let entry = entry.unwrap_or(Entry::Line(Vec::new()));
        let (is_long, is_choice) = (entry == Entry::Long, matches!(entry, Entry::Choice(_)));
        // A choice is made with the click; with keys one goes on until Enter, Tab or another place.
        let by_keys = StoredValue::new(false);
        if is_choice {
            Effect::new(move |before: Option<String>| {
                let now = typed.get();
                if before.is_some_and(|before| before != now) && !by_keys.get_value() {
                    self.save(edit);
                }
                now
            });
        }
        let input = entry_field(entry, label, typed, error, is_newest);
        let keys = move |event: leptos::ev::KeyboardEvent| {
            if is_composing(&event) {
                return;
            }
            by_keys.set_value(true);
            // In a list Enter saves, however long the text; with Shift it begins another line.
            let in_list = self.on_tab.with_value(Option::is_some);
            let saves = !is_long || event.ctrl_key() || event.meta_key() || (in_list && !event.shift_key());
            if event.key() == "Enter" && saves {
                event.prevent_default();
                self.save(edit);
            } else if let Some(tab) = self.on_tab.get_value().filter(|_| event.key() == "Tab") {
                event.prevent_default();
                self.save(edit);
                tab.run((spot, event.shift_key()));
            } else if event.key() == "Escape" {
                event.prevent_default();
                event.stop_propagation();
                self.close(edit);
            }
        };
        // Drawing the card anew takes the field away and puts it back: whether it was left is seen afterwards.
        let own = name.clone();
        let left = move |_| {
            let own = own.clone();
            let save = move || {
                let active = focused().and_then(|active| active.closest("[data-in-place]").ok().flatten());
                if active.and_then(|active| active.get_attribute("data-in-place")).as_deref()
                    != Some(own.as_str())
                {
                    self.save(edit);
                }
            };
            request_animation_frame(move || request_animation_frame(save));
        };
        view! { <div class="in-place-field" data-in-place=name on:keydown=keys on:pointerdown=move |_| by_keys.set_value(false) on:focusout=left>{input}</div> }
            .into_any()
    }
}
