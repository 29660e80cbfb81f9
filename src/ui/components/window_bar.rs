//! The window bar: earliest, target and latest on one thin line, with today's tick.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Where today stands in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum WindowState {
    /// Before the earliest day.
    #[default]
    NotYetOpen,
    /// It may happen.
    Open,
    /// It should happen.
    Due,
    /// The latest day has passed.
    Overdue,
    /// The first contact is owed.
    FirstDue,
}

impl WindowState {
    /// Returns the class that colours a bar, a chip or a word in this state.
    pub fn class(self) -> &'static str {
        match self {
            Self::NotYetOpen => "is-quiet",
            Self::Open => "is-open",
            Self::Due => "is-due",
            Self::Overdue => "is-overdue",
            Self::FirstDue => "is-planned",
        }
    }
}

/// What a window bar shows. The places are fractions, 0 to 1, of the span drawn.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct WindowMark {
    /// Where the earliest day is.
    pub earliest: f64,
    /// Where the target is.
    pub target: f64,
    /// Where the latest day is.
    pub latest: f64,
    /// Where today is.
    pub today: f64,
    /// Where today stands in the window.
    pub state: WindowState,
    /// The full text for tooltip and reader.
    pub label: String,
}

/// Returns a place on the line in percent, kept off both ends so that no mark is cut.
fn place(fraction: f64) -> String {
    let kept = if fraction.is_finite() { fraction.clamp(0.0, 1.0) } else { 0.0 };
    let tenths = (40.0 + kept * 920.0) as i64;
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// A window drawn as a line: circle = earliest, diamond = target, bar = latest, tick = today. It is drawn once: a list
/// that is scrolled draws many.
#[component]
pub fn WindowBar(
    /// What to show.
    window: WindowMark,
) -> impl IntoView {
    let WindowMark { earliest, target, latest, today, state, label } = window;
    // What has been used of the window: from its opening to today.
    let used = place(earliest.max(today));
    let [earliest, target, latest, today] = [earliest, target, latest, today].map(place);
    let (class, title) = (format!("window {}", state.class()), label.clone());
    view! {
        <svg class=class role="img" aria-label=label>
            <title>{title}</title>
            <line class="window-span" x1=earliest.clone() y1="50%" x2=latest.clone() y2="50%"></line>
            <line class="window-used" x1=earliest.clone() y1="50%" x2=used y2="50%"></line>
            <circle class="window-earliest" cx=earliest cy="50%" r="3"></circle>
            <svg class="window-at" x=target y="50%">
                <path class="window-target" d="M0-4.5 4.5 0 0 4.5-4.5 0z"></path>
            </svg>
            <svg class="window-at" x=latest y="50%">
                <path class="window-latest" d="M0-4.5V4.5"></path>
            </svg>
            <svg class="window-at" x=today y="50%">
                <path class="window-today" d="M0-7.5V7.5"></path>
            </svg>
        </svg>
    }
}
