//! The page: boots the app in the browser. Run `cargo xtask run` to see it.

#[cfg(target_arch = "wasm32")]
fn main() {
    wellkept::ui::boot::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Wellkept runs in a browser: start it with `cargo xtask run`.");
}
