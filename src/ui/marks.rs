//! From tiers and windows to the marks that stand for them.

use leptos::prelude::*;

use crate::app;
use crate::cadence::{Obligation, State};
use crate::model::Day;
use crate::policy::Tier;
use crate::text::Language;
use crate::tiering::Outcome;

use super::components::{TierBadge, TierLook, TierMark, WindowBar, WindowMark, WindowState};

/// Returns the seal of a tier.
pub fn tier_mark(t: Language, outcome: Outcome, if_undetermined: Tier) -> TierMark {
    let tier = match outcome {
        Outcome::Certain(tier) | Outcome::Between { likely: tier, .. } => Some(tier),
        Outcome::Undetermined => None,
    };
    TierMark {
        letter: tier.map_or("?", |tier| t.tier(tier)).to_owned(),
        look: tier.map_or(TierLook::Open, tier_look),
        provisional: !matches!(outcome, Outcome::Certain(_)),
        label: format!("{}: {}", t.tiers_scheme(), app::why_tier(t, outcome, if_undetermined)),
    }
}

/// Returns how a tier's seal is drawn.
pub fn tier_look(tier: Tier) -> TierLook {
    match tier {
        Tier::S => TierLook::Filled,
        Tier::A => TierLook::Ink,
        Tier::B => TierLook::Outlined,
        Tier::C => TierLook::Dotted,
    }
}

/// Draws the seal of an outcome.
pub fn tier_badge(t: Language, outcome: Outcome, if_undetermined: Tier) -> AnyView {
    let mark = tier_mark(t, outcome, if_undetermined);
    view! { <TierBadge mark=Signal::stored(mark) /> }.into_any()
}

/// Draws the window of an obligation.
pub fn window_bar(t: Language, obligation: &Obligation, today: Day) -> AnyView {
    let mark = window_mark(t, obligation, today);
    view! { <WindowBar window=Signal::stored(mark) /> }.into_any()
}

/// Returns the window of an obligation on a line that begins at the last contact and ends a little
/// after the latest day, or after today where that is later.
fn window_mark(t: Language, obligation: &Obligation, today: Day) -> WindowMark {
    let window = obligation.window;
    let first = obligation.last.unwrap_or(window.earliest).min(window.earliest).min(today);
    let last = window.latest.max(today);
    let length = last.days_since(first).max(1) as f64 * 1.06;
    let place = |day: Day| day.days_since(first) as f64 / length;
    let short = |day: Day| t.day_short(day, today);
    WindowMark {
        earliest: place(window.earliest),
        target: place(window.target),
        latest: place(window.latest),
        today: place(today),
        state: match obligation.state {
            State::NotYetOpen => WindowState::NotYetOpen,
            State::Open => WindowState::Open,
            State::Due => WindowState::Due,
            State::Overdue => WindowState::Overdue,
            State::FirstContact => WindowState::FirstDue,
        },
        label: t.window_label(
            short(window.earliest),
            short(window.target),
            short(window.latest),
            app::obligation_when(t, obligation, today),
        ),
    }
}

/// Returns the class that colours a chip by the state of an obligation.
pub fn state_class(obligation: &Obligation) -> &'static str {
    match obligation.state {
        State::Overdue => "is-overdue",
        State::Due => "is-due",
        State::FirstContact if obligation.days_late > 0 => "is-overdue",
        State::FirstContact if obligation.days_late == 0 => "is-due",
        State::Open | State::FirstContact => "is-open",
        State::NotYetOpen => "is-quiet",
    }
}
