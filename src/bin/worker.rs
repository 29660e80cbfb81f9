//! The worker: reads files away from the page, loaded on first use.

#[cfg(target_arch = "wasm32")]
fn main() {
    wellkept::platform::worker::serve::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The worker runs in a browser: start the app with `cargo xtask run`.");
}
