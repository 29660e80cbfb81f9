//! The tier badge: a small seal. Shape and letter carry the meaning; colour only helps.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// How a seal is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum TierLook {
    /// Filled with vermilion, as for S.
    Filled,
    /// Filled with ink, as for A.
    Ink,
    /// Outlined, as for B.
    Outlined,
    /// With a dotted outline, as for C.
    Dotted,
    /// Undetermined.
    #[default]
    Open,
}

/// What a tier badge shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TierMark {
    /// The letter, or a short class name such as `VIP`.
    pub letter: String,
    /// How the seal is drawn.
    pub look: TierLook,
    /// Whether some facts were missing, so that the tier may still change.
    pub provisional: bool,
    /// Whether a person set it.
    pub by_hand: bool,
    /// The full text for tooltip and reader: the scheme, the class, and that it is provisional.
    pub label: String,
}

/// A seal with the letter of a tier.
#[component]
pub fn TierBadge(
    /// What to show.
    mark: TierMark,
) -> impl IntoView {
    let TierMark { look, label, by_hand, provisional, letter } = mark;
    let title = label.clone();
    view! {
        <span
            class="tier"
            class:is-filled=(look == TierLook::Filled)
            class:is-ink=(look == TierLook::Ink)
            class:is-outlined=(look == TierLook::Outlined)
            class:is-dotted=(look == TierLook::Dotted)
            class:is-open=(look == TierLook::Open)
            class:is-by-hand=by_hand
            class:is-provisional=provisional
            role="img"
            aria-label=label
            title=title
        >
            {letter}
        </span>
    }
}
