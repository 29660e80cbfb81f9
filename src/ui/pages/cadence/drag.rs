//! Moving a contact to another day of its window: dragged onto the day; picked up by a press and put down by another, as
//! a finger does; or typed as a day. Beyond the window it is refused with a word, over a cap it asks for a reason.

use leptos::attr::any_attribute::AnyAttribute;
use leptos::attr::any_attribute::IntoAnyAttribute;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use crate::app::{Command, MoveDraft};
use crate::model::{CustomerId, Day};

use super::super::super::components::keys::is_composing;
use super::super::super::components::{Button, ButtonKind, Glyph, Icon, ToastKind, use_language};
use super::super::super::live::live;
use super::super::super::session::{Panel, Session, say};
use crate::text::Language;

/// A contact that may be moved inside its window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movable {
    /// The customer.
    pub customer: CustomerId,
    /// The customer's name.
    pub name: String,
    /// The rule, as arrangements name it.
    pub rule: String,
    /// The day it stands on.
    pub now: Day,
    /// The first day it may have.
    pub first: Day,
    /// The last day it may have.
    pub last: Day,
}

/// What is on its way to another day, shared by the days of a calendar.
#[derive(Clone, Copy)]
pub struct Dragging {
    held: RwSignal<Option<Movable>>,
    /// Whether it was picked up by a press: the next press on a day puts it down.
    is_picked: RwSignal<bool>,
    /// The day on which something was put down by a press, until the entries have been drawn anew.
    landed: StoredValue<Option<Day>>,
}

impl Dragging {
    /// Makes it, for the days below. Escape lets go.
    pub fn provide() -> Self {
        let session = Session::use_here();
        let (held, is_picked) = (RwSignal::new(None), RwSignal::new(false));
        let own = Self { held, is_picked, landed: StoredValue::new(None) };
        // The keyboard goes on from that day.
        Effect::new(move |_| {
            session.revision();
            if let Some(day) = own.landed.try_update_value(Option::take).flatten() {
                focus_day(day);
            }
        });
        let escape = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" && own.picks() && !is_composing(&event) {
                own.release();
            }
        });
        on_cleanup(move || escape.remove());
        provide_context(own);
        own
    }

    /// Returns that of the calendar around.
    pub fn use_here() -> Option<Self> {
        use_context()
    }

    /// Takes a contact up with the mouse.
    pub fn take(self, event: &ev::DragEvent, movable: Movable) {
        if let Some(data) = event.data_transfer() {
            // Some browsers drag nothing that carries no data.
            let _ = data.set_data("text/plain", &movable.rule);
            data.set_effect_allowed("move");
        }
        self.is_picked.set(false);
        self.held.set(Some(movable));
    }

    /// Takes a contact up by a press, and shows the days that it can go to.
    pub fn pick(self, movable: Movable) {
        self.is_picked.set(true);
        self.held.set(Some(movable));
        // The days of a month stand above what falls on them; those of a week are beside each other.
        let month = document().query_selector(".month").ok().flatten();
        if let Some(card) = month.and_then(|month| month.closest("section").ok().flatten()) {
            card.scroll_into_view();
        }
    }

    /// Lets go.
    pub fn release(self) {
        let _ = self.held.try_set(None);
        let _ = self.is_picked.try_set(false);
    }

    /// Tells whether the next press on a day puts something down there.
    pub fn picks(self) -> bool {
        self.is_picked.try_get_untracked() == Some(true)
    }

    /// Tells whether what was picked up by a press may lie on a day.
    pub fn fits(self, day: Day) -> bool {
        self.is_picked.get() && self.held.with(|held| held.as_ref().is_some_and(|held| held.may_lie_on(day)))
    }

    /// Returns what makes an element a day that something can be dropped on.
    pub fn day(self, session: Session, day: Day) -> AnyAttribute {
        let may = move |is_asked: bool| {
            self.held.with(|held| held.as_ref().is_some_and(|held| held.may_lie_on(day) == is_asked))
        };
        view! {
            <{..}
                class:is-droppable=move || may(true)
                class:is-barred=move || may(false)
                on:dragover=move |event| {
                    // What may not lie there is told when it is dropped.
                    if self.held.with_untracked(Option::is_some) {
                        event.prevent_default();
                    }
                }
                on:drop=move |event| {
                    event.prevent_default();
                    self.put(session, day);
                }
            />
        }
        .into_any_attr()
    }

    /// Puts what is held on a day.
    pub fn put(self, session: Session, day: Day) {
        let Some(held) = self.held.get_untracked() else { return };
        let is_picked = self.picks();
        if is_picked && !held.may_lie_on(day) {
            place(session, &held, day);
            return;
        }
        self.release();
        if is_picked {
            self.landed.set_value(Some(day));
        }
        if !place(session, &held, day) {
            self.landed.set_value(None);
        }
    }
}

impl Movable {
    fn may_lie_on(&self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// The id of the line that says what is picked up.
const BAR: &str = "picked-up";

/// Returns the id of the element that stands for a day.
pub fn day_id(day: Day) -> String {
    format!("day-{day}")
}

/// Keeps the keyboard on the day when the entries around are drawn anew.
fn focus_day(day: Day) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(&day_id(day));
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

/// Says what is picked up and where it can go.
#[component]
pub fn PickedUp(dragging: Dragging) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let told = move || {
        let (t, (today, _)) = (language.get(), session.today());
        let held = dragging.held.get().filter(|_| dragging.is_picked.get())?;
        let told =
            t.calendar_taken(&held.name, t.day_short(held.first, today), t.day_short(held.last, today));
        Some(view! {
            <div class="notice is-info">
                <Icon name=Glyph::Calendar />
                <p>{told}</p>
                <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| dragging.release())>
                    {say(Language::calendar_put_back)}
                </Button>
            </div>
        })
    };
    view! { <div id=BAR class="picked-up" role="status">{live(told)}</div> }
}

/// Plans a contact for a day of its window. Beyond it, says so and moves nothing; over a cap, asks for a reason first.
/// Tells whether it lies there now.
pub fn place(session: Session, held: &Movable, day: Day) -> bool {
    if day == held.now {
        return true;
    }
    if !held.may_lie_on(day) {
        let (t, today) = (session.language(), session.today().0);
        let told = t.calendar_outside(t.day_short(held.first, today), t.day_short(held.last, today));
        session.toast(ToastKind::Notice, told, None);
        return false;
    }
    let draft = MoveDraft::of(vec![(held.customer, held.rule.clone(), day)]);
    let over = session.peek(|desk| draft.over(desk)).unwrap_or_default();
    if over.iter().any(Option::is_some) {
        ask_reason(session, draft);
        return false;
    }
    session.send(Command::Plan(draft));
    true
}

/// Asks why contacts may be moved over a cap.
pub fn ask_reason(session: Session, draft: MoveDraft) {
    session.moving.set_value(draft.moves);
    session.panel.set(Some(Panel::Move));
}
