//! Speed of the engines on synthetic books; `cargo xtask bench` reads the results.
fn main() {}
