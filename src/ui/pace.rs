//! Long work in steps: as much at once as leaves the page its breath.

use leptos::prelude::window;

use super::session::Session;

/// How long the page may wait for its breath, in milliseconds: more is felt while typing.
const PATIENCE: f64 = 24.0;

/// How many customers one step looks at: few enough that a slow machine keeps to the patience as well.
pub const AT_ONCE: usize = 200;

fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Calls `step` until it tells that nothing is left (`Some(false)`) or that the work is off (`None`), breathing
/// in between. Tells whether the work came to its end.
pub async fn in_steps(session: Session, mut step: impl FnMut() -> Option<bool>) -> bool {
    let mut since = now();
    loop {
        match step() {
            None => return false,
            Some(false) => return true,
            Some(true) => {}
        }
        if now() - since > PATIENCE {
            session.services().breathe().await;
            since = now();
        }
    }
}
