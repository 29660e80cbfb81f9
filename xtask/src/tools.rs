//! The tools of a build: the wasm standard library, Trunk, wasm-bindgen and wasm-opt.
//!
//! Each is used where it is, else fetched into `target/tools`, else named in a clear error.

use crate::node::Node;
use crate::project::{Project, read_text};
use crate::shell::{cargo, command, find_program, output, program_file, run, step};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target that browsers run.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";
const TRUNK_VERSION: &str = "0.21.14";
const BINARYEN_VERSION: &str = "132.0.0";
/// Tools need not be fast, but soon there: with these settings they compile in half the time.
const QUICK_COMPILE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "false"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// Makes sure that rustc can compile for browsers.
pub fn ensure_wasm_target(project: &Project) -> Result<()> {
    if has_wasm_target(project) {
        return Ok(());
    }
    if find_program(&["rustup"]).is_none() {
        bail!(
            "Rust's standard library for {WASM_TARGET} is missing and there is no rustup to add it. \
             Install your system's package for it (Debian: libstd-rust-dev-wasm32), or Rust by rustup."
        );
    }
    step(&format!("adding Rust's {WASM_TARGET} standard library (seconds)"), || {
        run(command(project, Path::new("rustup")).args(["target", "add", WASM_TARGET]))
    })
    .with_context(|| format!("`rustup target add {WASM_TARGET}` has to work once, with a network"))
}

/// Tells whether the standard library for browsers lies where rustc looks for it.
fn has_wasm_target(project: &Project) -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut query = command(project, Path::new(&rustc));
    let Ok(folder) = output(query.args(["--print", "target-libdir", "--target", WASM_TARGET])) else {
        return false;
    };
    let files = std::fs::read_dir(folder.trim()).into_iter().flatten().flatten();
    files.into_iter().any(|file| file.file_name().to_string_lossy().starts_with("libstd"))
}

/// Makes sure of Trunk and returns its path.
pub fn ensure_trunk(project: &Project) -> Result<PathBuf> {
    let options = ["--locked", "--no-default-features", "--features", "rustls"];
    ensure_crate(
        project,
        &CrateTool {
            name: "trunk",
            program: "trunk",
            version: TRUNK_VERSION.to_owned(),
            options: &options,
            time: "about 5 minutes",
        },
    )
}

/// Makes sure of wasm-bindgen in the version that Cargo.lock names and returns its path.
pub fn ensure_wasm_bindgen(project: &Project) -> Result<PathBuf> {
    let lock = read_text(&project.root.join("Cargo.lock"))?;
    let version = locked_version(&lock, "wasm-bindgen")
        .context("Cargo.lock names no wasm-bindgen: run `cargo generate-lockfile`")?;
    // Without --locked: the lockfile that it ships names a crate that is no longer there.
    ensure_crate(
        project,
        &CrateTool {
            name: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version,
            options: &[],
            time: "about 2 minutes",
        },
    )
}

/// A tool that comes as a crate.
struct CrateTool<'a> {
    name: &'a str,
    program: &'a str,
    version: String,
    options: &'a [&'a str],
    time: &'a str,
}

/// Returns the tool's path: the fetched one, else one on PATH of the same version, else fetches it.
fn ensure_crate(project: &Project, tool: &CrateTool) -> Result<PathBuf> {
    let fetched = project.tools().join("bin").join(program_file(tool.program));
    let found = find_program(&[tool.program]);
    for path in std::iter::once(fetched.clone()).chain(found) {
        if version_of(project, &path).is_some_and(|version| version == tool.version) {
            return Ok(path);
        }
    }
    let what = format!("{} {}", tool.name, tool.version);
    step(&format!("compiling {what} into target/tools ({}, once)", tool.time), || {
        let mut install = cargo(project);
        install.envs(QUICK_COMPILE).args(["install", &format!("{}@{}", tool.name, tool.version)]);
        run(install.args(tool.options).arg("--root").arg(project.tools()))
    })
    .with_context(|| format!("{what} could not be fetched; it needs a network and a C compiler"))?;
    Ok(fetched)
}

/// Returns the version that a program gives of itself, if it is there and runs.
fn version_of(project: &Project, program: &Path) -> Option<String> {
    if !program.is_file() {
        return None;
    }
    output(command(project, program).arg("--version")).ok()?.split_whitespace().nth(1).map(str::to_owned)
}

/// Returns the version of a package in a Cargo.lock.
pub fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| line.trim() != name);
    let version = lines.nth(1)?.trim().strip_prefix("version = \"")?;
    version.strip_suffix('"').map(str::to_owned)
}

/// wasm-opt, run by Node.
pub struct WasmOpt {
    node: Node,
    script: PathBuf,
}

impl WasmOpt {
    /// Makes sure of wasm-opt; `None`, with a word, where it cannot be had: the app then is larger.
    pub fn ensure(project: &Project) -> Option<Self> {
        let Some(node) = Node::find() else {
            println!(
                "  wasm-opt is left out: it needs Node.js, which is not here. The app works, but is larger."
            );
            return None;
        };
        let folder = project.tools().join("npm");
        let package = folder.join("node_modules").join("binaryen");
        let manifest = std::fs::read_to_string(package.join("package.json")).unwrap_or_default();
        let wanted = format!("\"version\": \"{BINARYEN_VERSION}\"");
        if !manifest.contains(&wanted) {
            let name = format!("binaryen@{BINARYEN_VERSION}");
            let fetch =
                step(&format!("fetching wasm-opt ({name}) into target/tools/npm (100 MB, seconds)"), || {
                    crate::project::write(&folder.join("package.json"), "{\"private\": true}\n")?;
                    run(node.npm(project)?.current_dir(&folder).args(["install", "--no-save", &name]))
                });
            if let Err(error) = fetch {
                println!("  wasm-opt is left out, the app works, but is larger: {error:#}");
                return None;
            }
        }
        Some(Self { node, script: package.join("bin").join("wasm-opt") })
    }

    /// Returns the command that makes `input` smaller and writes `result`.
    ///
    /// The features are named one by one: with all of them Chromium refuses the module.
    pub fn command(&self, project: &Project, input: &Path, result: &Path) -> Command {
        let mut command = self.node.command(project);
        command.arg(&self.script).arg("-Os").args([
            "--enable-bulk-memory",
            "--enable-bulk-memory-opt",
            "--enable-nontrapping-float-to-int",
            "--enable-sign-ext",
            "--enable-mutable-globals",
            "--enable-reference-types",
            "--enable-multivalue",
        ]);
        command.arg(input).arg("-o").arg(result);
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";

    #[test]
    fn the_locked_version_is_that_of_the_very_package() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm-bindgen-futures").as_deref(), Some("0.4.80"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }
}
