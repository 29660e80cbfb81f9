//! The window bar: earliest, target and latest on one thin line, with today's tick.

use super::super::live::live;
use leptos::prelude::*;

/// Where today stands in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
#[derive(Debug, Clone, PartialEq, Default)]
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

/// A window drawn as a line: circle = earliest, diamond = target, bar = latest, tick = today.
#[component]
pub fn WindowBar(
    /// What to show.
    #[prop(into)]
    window: Signal<WindowMark>,
) -> impl IntoView {
    let at = move |pick: fn(&WindowMark) -> f64| move || window.with(|mark| place(pick(mark)));
    let earliest = at(|mark| mark.earliest);
    let target = at(|mark| mark.target);
    let latest = at(|mark| mark.latest);
    let today = at(|mark| mark.today);
    // What has been used of the window: from its opening to today.
    let used = at(|mark| if mark.today > mark.earliest { mark.today } else { mark.earliest });
    view! {
        <svg
            class=move || format!("window {}", window.with(|mark| mark.state.class()))
            role="img"
            aria-label=move || window.with(|mark| mark.label.clone())
        >
            <title>{live(move || window.with(|mark| mark.label.clone()))}</title>
            <line class="window-span" x1=earliest y1="50%" x2=latest y2="50%"></line>
            <line class="window-used" x1=earliest y1="50%" x2=used y2="50%"></line>
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
