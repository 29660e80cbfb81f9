//! Tells the linker to keep the relocations of the page's wasm: `cargo xtask build` cuts it into parts by
//! them (src/ui/parts.rs). None of them is shipped.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = std::env::var("CARGO_CFG_TARGET_ARCH");
    if target.as_deref() == Ok("wasm32") {
        println!("cargo::rustc-link-arg-bin=wellkept=--emit-relocs");
    }
}
