//! Cuts the page's wasm along the seams of src/ui/parts.rs, so that each part is fetched when it is first
//! needed. Trunk cannot do that: its page is made again here, from the module that cargo left.

use crate::project::{Project, read_text, write};
use crate::shell::{command, run};
use crate::tools::WASM_TARGET;
use anyhow::{Context, Result, anyhow};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The script that fetches parts.
pub const SCRIPT: &str = "wellkept-parts.js";
/// What the wasm calls it: a name inside the module, which no file has.
const LINK: &str = "./parts.js";

/// Puts the page's script and wasm into `stage` again, cut into parts.
pub fn cut(project: &Project, wasm_bindgen: &Path, stage: &Path) -> Result<()> {
    let whole = project.target.join(WASM_TARGET).join("release").join("wellkept.wasm");
    let module = std::fs::read(&whole).with_context(|| format!("cargo made no {}", whole.display()))?;
    let folder = project.notes().join("parts");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)
            .with_context(|| format!("{} cannot be removed", folder.display()))?;
    }
    let main = folder.join("wellkept.wasm");
    let mut options = wasm_split_cli_support::Options::new(&module);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.main_module = "./wellkept.js";
    options.link_name = LINK;
    // Its report has no std error behind it; its text says all.
    let parts = wasm_split_cli_support::transform(options)
        .map_err(|report| anyhow!("{} cannot be cut into parts: {report:?}", whole.display()))?;

    run(command(project, wasm_bindgen)
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--remove-name-section"])
        .args(["--out-name", "wellkept", "--out-dir"])
        .args([stage, &main]))?;
    for part in &parts.split_modules {
        place(part, stage)?;
    }
    // What each part takes, for the report on sizes.
    write(&notes(project), serde_json::to_string(&parts.prefetch_map)?)?;
    write(&stage.join(SCRIPT), read_text(&folder.join(LINK))?)?;
    let page = stage.join("wellkept.js");
    let imported = read_text(&page)?.replace(&format!("from \"{LINK}\""), &format!("from \"./{SCRIPT}\""));
    write(&page, imported)
}

/// Returns the files, without hash and ending, that must come before `part` can be shown.
pub fn files_of(project: &Project, part: &str) -> Result<Vec<String>> {
    let mut all: HashMap<String, Vec<String>> = serde_json::from_str(&read_text(&notes(project))?)
        .context("target/xtask/parts.json is no list of parts")?;
    all.remove(part).with_context(|| format!("the page has no part {part}"))
}

fn notes(project: &Project) -> PathBuf {
    project.notes().join("parts.json")
}

/// Copies a file into `stage`.
fn place(file: &Path, stage: &Path) -> Result<()> {
    let content = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let name = file.file_name().with_context(|| format!("{} has no name", file.display()))?;
    write(&stage.join(name), content)
}
