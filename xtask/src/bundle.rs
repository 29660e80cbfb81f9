//! Makes `dist/`: Trunk compiles and lays out the files, then they are optimized, named by their
//! content, and the page gets its policy and build id.
//!
//! The work happens in `target/xtask/stage`; `dist/` is replaced whole at the end.

use crate::html;
use crate::parts;
use crate::project::{Project, files_under, read_text, web_path, write};
use crate::shell::{cargo, command, output, run, step};
use crate::sizes;
use crate::stamp::{Stamp, digest_of, short_digest};
use crate::tools::{self, WasmOpt};
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Scripts that are delivered as they were written, but for their comments.
const OWN_SCRIPTS: [&str; 3] = ["theme.js", "ahead.js", "reader.js"];

/// What a build is for.
#[derive(Clone, Copy, PartialEq)]
pub enum Want {
    /// Any build of the present sources will do.
    Working,
    /// wasm-opt must have been used if it can be had.
    Smallest,
}

/// Makes `dist/` unless it is there, made from the present sources.
pub fn build(project: &Project, want: Want) -> Result<()> {
    let stamp = Stamp::take(project)?;
    if stamp.holds(project, want == Want::Smallest && crate::node::Node::find().is_some()) {
        println!("✓ dist/ is up to date");
        return Ok(());
    }
    tools::ensure_wasm_target(project)?;
    let wasm_bindgen = tools::ensure_wasm_bindgen(project)?;
    let trunk = tools::ensure_trunk(project)?;
    let wasm_opt = WasmOpt::ensure(project);

    let stage = project.notes().join("stage");
    step("compiling the app (2 to 4 minutes the first time)", || {
        compile(project, &trunk, &wasm_bindgen, &stage)
    })?;
    step("cutting the page into parts", || parts::cut(project, &wasm_bindgen, &stage))?;
    if let Some(wasm_opt) = &wasm_opt {
        step("making the wasm smaller", || optimize(project, wasm_opt, &stage))?;
    }
    step("naming files by content, writing the policy", || {
        finish(&stage, &parts::files_of(project, "book")?)
    })?;
    replace(&stage, &project.dist())?;
    stamp.keep(project, wasm_opt.is_some())?;
    step("measuring sizes", || sizes::measure(project))
}

/// Compiles the page and the worker and lays them out in `stage`.
fn compile(project: &Project, trunk: &Path, wasm_bindgen: &Path, stage: &Path) -> Result<()> {
    // All crates are fetched first, so that nothing after it needs a network.
    run(cargo(project).args(["fetch", "--locked", "--quiet", "--target", tools::WASM_TARGET]))?;
    let version = output(command(project, wasm_bindgen).arg("--version"))?;
    let mut build = command(project, trunk);
    build.env("TRUNK_TOOLS_WASM_BINDGEN", version.split_whitespace().nth(1).unwrap_or_default());
    // Trunk refuses NO_COLOR=1, as others want it.
    build.env("TRUNK_SKIP_VERSION_CHECK", "true").env_remove("NO_COLOR");
    run(build.args(["build", "--release", "--offline", "--log", "warn", "--dist"]).arg(stage))
}

/// Runs wasm-opt on every wasm file of the stage.
fn optimize(project: &Project, wasm_opt: &WasmOpt, stage: &Path) -> Result<()> {
    with_ending(stage, "wasm")?.par_iter().try_for_each(|wasm| {
        let smaller = wasm.with_extension("smaller");
        run(&mut wasm_opt.command(project, wasm, &smaller))?;
        std::fs::rename(&smaller, wasm).with_context(|| format!("{} cannot be replaced", wasm.display()))
    })
}

/// Joins the style sheets, names files by their content, sets the policy and the build id. `parts` are the
/// files that a book takes.
fn finish(stage: &Path, parts: &[String]) -> Result<()> {
    let page = stage.join("index.html");
    let mut html = read_text(&page)?.replace("\r\n", "\n");
    html = join_style_sheets(stage, &html)?;
    write(&page, &html)?;
    for script in OWN_SCRIPTS.map(|name| stage.join(name)).into_iter().filter(|script| script.exists()) {
        write(&script, html::without_comment_lines(&read_text(&script)?))?;
    }

    // What is referred to comes before what refers to it.
    for wasm in with_ending(stage, "wasm")? {
        name_by_content(stage, &[&web_path(stage, &wasm)])?;
    }
    let scripts: [&[&str]; 4] =
        [&["style.css"], &["wellkept.js", parts::SCRIPT], &["worker.js"], &["worker_loader.js"]];
    for names in scripts {
        name_by_content(stage, names)?;
    }

    let worker = with_ending(stage, "js")?.into_iter().map(|file| web_path(stage, &file));
    let Some(loader) = worker.into_iter().find(|name| name.starts_with("worker_loader-")) else {
        bail!("Trunk made no worker_loader.js: the worker's link in index.html needs data-loader-shim");
    };
    html = html::with_meta(&read_text(&page)?, "wellkept-worker", &format!("./{loader}"))?;
    let named = with_ending(stage, "wasm")?.into_iter().map(|file| web_path(stage, &file));
    let parts: Vec<String> = named
        .filter(|name| name.rsplit_once('-').is_some_and(|(stem, _)| parts.iter().any(|part| part == stem)))
        .map(|name| format!("./{name}"))
        .collect();
    html = html::with_meta(&html, "wellkept-parts", &parts.join(" "))?;
    html = html::with_script_hashes(&html)?;
    write(&page, &html)?;
    let build = digest_of(stage, &files_under(stage)?)?;
    write(&page, html::with_meta(&html, "wellkept-build", &build)?)
}

/// Writes all style sheets of the page into one and returns the page that asks for it.
fn join_style_sheets(stage: &Path, html: &str) -> Result<String> {
    let mut all = String::new();
    for address in html::style_sheets(html) {
        let file = stage.join(address.trim_start_matches("./"));
        all.push_str(&html::without_comments(&read_text(&file)?));
        std::fs::remove_file(&file).with_context(|| format!("{} cannot be removed", file.display()))?;
    }
    write(&stage.join("style.css"), all)?;
    Ok(html::with_one_style_sheet(html, "./style.css"))
}

/// Puts a digest of their content into the names of files, there and wherever the names are used.
/// Files that name each other have to be given together.
fn name_by_content(stage: &Path, names: &[&str]) -> Result<()> {
    let mut content = Vec::new();
    for name in names {
        let file = stage.join(name);
        content.extend(std::fs::read(&file).with_context(|| format!("{} was not made", file.display()))?);
    }
    let digest = short_digest(&content);
    for name in names {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let new = format!("{stem}-{digest}.{ending}");
        std::fs::rename(stage.join(name), stage.join(&new))
            .with_context(|| format!("{name} cannot be renamed to {new}"))?;
        let mut users = with_ending(stage, "js")?;
        users.push(stage.join("index.html"));
        for user in users {
            let text = read_text(&user)?;
            let renamed = html::rename(&text, name, &new);
            if renamed != text {
                write(&user, renamed)?;
            }
        }
    }
    Ok(())
}

/// Puts the finished stage in the place of `dist`.
fn replace(stage: &Path, dist: &Path) -> Result<()> {
    if dist.exists() {
        std::fs::remove_dir_all(dist)
            .with_context(|| format!("{} cannot be replaced: close what has it open", dist.display()))?;
    }
    std::fs::rename(stage, dist)
        .with_context(|| format!("{} cannot be moved to {}", stage.display(), dist.display()))
}

/// Returns the files under `folder` with the given ending.
fn with_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let files = files_under(folder)?.into_iter();
    Ok(files.filter(|file| file.extension().is_some_and(|found| found == ending)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finishing_names_files_by_content_and_keeps_references_whole() {
        let stage = std::env::temp_dir().join(format!("wellkept-xtask-{}", std::process::id()));
        let page = "<meta content=\"script-src 'sha256-__INLINE__'\"><meta name=wellkept-build content=x>\
            <meta name=wellkept-worker content=x><meta name=wellkept-parts content=x><link rel=stylesheet href=./a.css><link rel=stylesheet href=./b.css>\
            <link rel=modulepreload href=./wellkept-parts.js><script type=module>import './wellkept.js'</script>";
        let files = [
            ("index.html", page),
            ("a.css", "@layer a;"),
            ("b.css", "b{}"),
            ("wellkept.js", "import './wellkept-parts.js'; load('wellkept_bg.wasm')"),
            ("wellkept-parts.js", "import './wellkept.js'; load('split_book.wasm')"),
            ("split_book.wasm", "part"),
            ("wellkept_bg.wasm", "page"),
            ("worker.js", "load('worker_bg.wasm')"),
            ("worker_bg.wasm", "work"),
            ("worker_loader.js", "importScripts('./worker.js')"),
        ];
        for (name, content) in files {
            write(&stage.join(name), content).unwrap();
        }
        finish(&stage, &["split_book".to_owned()]).unwrap();
        let names: Vec<String> =
            files_under(&stage).unwrap().iter().map(|file| web_path(&stage, file)).collect();
        let html = read_text(&stage.join("index.html")).unwrap();
        let mut text = html.clone();
        for script in with_ending(&stage, "js").unwrap() {
            text.push_str(&read_text(&script).unwrap());
        }
        std::fs::remove_dir_all(&stage).unwrap();
        assert_eq!(names.len(), 9, "{names:?}");
        for name in names.iter().filter(|name| *name != "index.html") {
            assert!(
                name.contains('-') && text.contains(name.as_str()),
                "{name} is not referred to in {text}"
            );
        }
        assert!(!html.contains("__INLINE__") && !html.contains("content=x"));
    }
}
