//! The tier badge: a small seal. Shape and letter carry the meaning; colour only helps.

use super::super::live::live;
use leptos::prelude::*;

/// How a seal is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
    #[prop(into)]
    mark: Signal<TierMark>,
) -> impl IntoView {
    let look = move || mark.with(|mark| mark.look);
    let label = move || mark.with(|mark| mark.label.clone());
    view! {
        <span
            class="tier"
            class:is-filled=move || look() == TierLook::Filled
            class:is-ink=move || look() == TierLook::Ink
            class:is-outlined=move || look() == TierLook::Outlined
            class:is-dotted=move || look() == TierLook::Dotted
            class:is-open=move || look() == TierLook::Open
            class:is-by-hand=move || mark.with(|mark| mark.by_hand)
            class:is-provisional=move || mark.with(|mark| mark.provisional)
            role="img"
            aria-label=label
            title=label
        >
            {live(move || mark.with(|mark| mark.letter.clone()))}
        </span>
    }
}
