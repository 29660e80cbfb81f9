//! Moving a contact to another day of its window: dragged onto the day, or typed as a day. Beyond the window it is
//! refused with a word.

use leptos::ev::DragEvent;
use leptos::prelude::*;

use crate::app::Command;
use crate::model::{CustomerId, Day};

use super::super::super::components::ToastKind;
use super::super::super::session::Session;

/// A contact that may be moved inside its window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movable {
    /// The customer.
    pub customer: CustomerId,
    /// The rule, as arrangements name it.
    pub rule: String,
    /// The day it stands on.
    pub now: Day,
    /// The first day it may have.
    pub first: Day,
    /// The last day it may have.
    pub last: Day,
}

/// What is being dragged, shared by the days of a calendar.
#[derive(Clone, Copy)]
pub struct Dragging(RwSignal<Option<Movable>>);

impl Dragging {
    /// Makes it, for the days below.
    pub fn provide() {
        provide_context(Self(RwSignal::new(None)));
    }

    /// Returns that of the calendar around.
    pub fn use_here() -> Option<Self> {
        use_context()
    }

    /// Takes a contact up.
    pub fn take(self, event: &DragEvent, movable: Movable) {
        if let Some(data) = event.data_transfer() {
            // Some browsers drag nothing that carries no data.
            let _ = data.set_data("text/plain", &movable.rule);
            data.set_effect_allowed("move");
        }
        self.0.set(Some(movable));
    }

    /// Lets go.
    pub fn release(self) {
        let _ = self.0.try_set(None);
    }

    /// Returns the class of a day while something is dragged: whether it may lie there.
    pub fn class(self, day: Day) -> &'static str {
        self.0.with(|held| match held {
            None => "",
            Some(held) if (held.first..=held.last).contains(&day) => "is-droppable",
            Some(_) => "is-barred",
        })
    }

    /// Lets the pointer drop over a day: what may not lie there is told when it is dropped.
    pub fn over(self, event: &DragEvent) {
        if self.0.with_untracked(Option::is_some) {
            event.prevent_default();
        }
    }

    /// Puts what is dragged on a day.
    pub fn drop(self, session: Session, event: &DragEvent, day: Day) {
        let Some(held) = self.0.get_untracked() else { return };
        event.prevent_default();
        self.release();
        place(session, &held, day);
    }
}

/// Plans a contact for a day of its window; beyond it, says so and moves nothing.
pub fn place(session: Session, held: &Movable, day: Day) -> bool {
    if day == held.now {
        return true;
    }
    if !(held.first..=held.last).contains(&day) {
        let (t, today) = (session.language(), session.today().0);
        let told = t.calendar_outside(t.day_short(held.first, today), t.day_short(held.last, today));
        session.toast(ToastKind::Notice, told, None);
        return false;
    }
    session.send(Command::Plan(vec![(held.customer, held.rule.clone(), day)]));
    true
}
