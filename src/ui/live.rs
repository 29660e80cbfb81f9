//! Parts of the screen that draw themselves again. Every closure in a view compiles a whole effect of
//! its own; these share one.

use leptos::prelude::*;

/// Draws a part again whenever what it reads changes.
pub fn live<V: IntoAny + 'static>(draw: impl Fn() -> V + Send + 'static) -> AnyView {
    effect(Box::new(move || draw().into_any()))
}

/// The one compiled effect.
fn effect(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || draw()).into_any()
}
