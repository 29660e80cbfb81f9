//! From tiers and windows to the marks that stand for them.

use leptos::prelude::*;

use crate::app::{self, Causes, Standing};
use crate::cadence::{Obligation, State};
use crate::model::{Customer, Day};
use crate::policy::Policy;
use crate::text::Language;
use crate::tiering::{Outcome, Rank};

use super::components::{Glyph, Icon, TierBadge, TierLook, TierMark, WindowBar, WindowMark, WindowState};

/// Returns the seal of an outcome in the scheme at a place.
pub fn tier_mark(t: Language, policy: &Policy, scheme: usize, outcome: Outcome) -> TierMark {
    let Some(found) = policy.schemes.get(scheme) else { return TierMark::default() };
    TierMark {
        letter: app::outcome_mark(t, found, outcome),
        look: outcome.tier().map_or(TierLook::Open, tier_look),
        provisional: matches!(outcome, Outcome::Between { .. }),
        by_hand: matches!(outcome, Outcome::Set(_)),
        label: t.tier_in(app::scheme_name(t, found), app::why_tier(t, policy, scheme, outcome)),
    }
}

/// Returns how a tier's seal is drawn, by its place among the tiers of its scheme.
pub fn tier_look(tier: Rank) -> TierLook {
    match tier {
        0 => TierLook::Filled,
        1 => TierLook::Ink,
        2 => TierLook::Outlined,
        _ => TierLook::Dotted,
    }
}

/// Draws the seal of an outcome in the scheme at a place.
pub fn tier_badge(t: Language, policy: &Policy, scheme: usize, outcome: Outcome) -> AnyView {
    let mark = tier_mark(t, policy, scheme, outcome);
    view! { <TierBadge mark=mark /> }.into_any()
}

/// Returns the seal of the tier that governs a customer.
pub fn governing_mark(t: Language, policy: &Policy, standing: &Standing) -> TierMark {
    tier_mark(t, policy, usize::from(standing.governing.scheme), standing.outcome())
}

/// Draws the seal of the tier that governs a customer.
pub fn governing_badge(t: Language, policy: &Policy, standing: &Standing) -> AnyView {
    view! { <TierBadge mark=governing_mark(t, policy, standing) /> }.into_any()
}

/// Draws the window of an obligation.
pub fn window_bar(t: Language, obligation: &Obligation, today: Day) -> AnyView {
    let mark = window_mark(t, obligation, today);
    view! { <WindowBar window=mark /> }.into_any()
}

/// Returns the window of an obligation on a line that begins at the last contact and ends a little
/// after the latest day, or after today where that is later.
pub fn window_mark(t: Language, obligation: &Obligation, today: Day) -> WindowMark {
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
            State::NotYetOpen | State::Discharged | State::Paused => WindowState::NotYetOpen,
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
        State::NotYetOpen | State::Discharged | State::Paused => "is-quiet",
    }
}

/// Returns why a customer goes before others, each with what it counts (A1.7).
pub fn cause_words(t: Language, policy: &Policy, causes: Causes) -> Vec<(String, String)> {
    let told = causes.iter().filter_map(|cause| {
        let urgency = policy.urgency.iter().find(|urgency| urgency.cause == cause)?;
        Some((t.cause(cause).to_owned(), t.urgent_because(t.cause(cause), urgency.percent)))
    });
    told.collect()
}

/// Warns where something is about to be said to a customer who is not to be contacted on a day.
pub fn no_contact_warning(t: Language, customer: &Customer, today: Day) -> Option<AnyView> {
    let one = Standing::no_contact(customer, today)?;
    let told = t.no_contact_warning(app::arrangement(t, one, today), &one.reason);
    Some(
        view! { <div class="notice is-danger" role="alert"><Icon name=Glyph::Alert /><p>{told}</p></div> }
            .into_any(),
    )
}

/// Returns the mark of a customer who is not to be contacted on a day, if it is one.
pub fn no_contact_mark(t: Language, customer: &Customer, today: Day) -> Option<AnyView> {
    let one = Standing::no_contact(customer, today)?;
    let title = t.no_contact_warning(app::arrangement(t, one, today), &one.reason);
    let name = t.arrangement_sort(one.sort);
    Some(view! { <span class="chip is-overdue" title=title>{name}</span> }.into_any())
}
