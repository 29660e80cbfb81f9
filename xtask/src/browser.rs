//! The browser tests: finds or gets Chromium and the driver's Node modules, then runs the test files.

use crate::node::Node;
use crate::project::{Project, files_under, read_text, write};
use crate::shell::{command, find_program, output, run, step, tee};
use crate::stamp::short_digest;
use crate::summary::{Tally, of_node};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

const NAMES: [&str; 6] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge"];
/// Where browsers lie that are not on PATH: from `/` on macOS, from the program folders on Windows.
const MAC_PLACES: [&str; 3] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];
const WINDOWS_PLACES: [&str; 3] = [
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
];

/// Runs every `*.test.mjs` under tests/e2e against `dist/` and counts the tests.
pub fn test(project: &Project) -> Result<Tally> {
    let node = Node::require("running the browser tests")?;
    let files = test_files(project)?;
    let report = project.notes().join("e2e.tap");
    let mut command = prepared(project, &node)?;
    command.args([
        "--test",
        "--test-concurrency=1",
        "--test-reporter=spec",
        "--test-reporter-destination=stdout",
    ]);
    command.arg("--test-reporter=tap").arg(format!("--test-reporter-destination={}", report.display()));
    write(&report, "")?;
    let (_, well) = tee(command.args(files))?;
    Ok(of_node(&read_text(&report)?, well))
}

/// Returns a Node command for which the browser and the driver's modules are there.
pub fn prepared(project: &Project, node: &Node) -> Result<Command> {
    let chromium = ensure_chromium(project)?;
    ensure_modules(project, node)?;
    let mut command = node.command(project);
    command
        .env("CHROMIUM", chromium)
        .env("WELLKEPT_DIST", project.dist())
        .env("WELLKEPT_TARGET", &project.target);
    Ok(command)
}

/// Returns the test files of tests/e2e, its node_modules left out.
fn test_files(project: &Project) -> Result<Vec<PathBuf>> {
    let folder = project.e2e();
    let modules = folder.join("node_modules");
    let mut files = files_under(&folder)?;
    files.retain(|file| !file.starts_with(&modules) && file.to_string_lossy().ends_with(".test.mjs"));
    if files.is_empty() {
        bail!("there is no *.test.mjs in {}", folder.display());
    }
    Ok(files)
}

/// Makes sure that tests/e2e/node_modules is what package-lock.json names.
fn ensure_modules(project: &Project, node: &Node) -> Result<()> {
    let folder = project.e2e();
    let wanted = short_digest(read_text(&folder.join("package-lock.json"))?.as_bytes());
    let note = folder.join("node_modules").join(".wellkept");
    if std::fs::read_to_string(&note).is_ok_and(|kept| kept == wanted) {
        return Ok(());
    }
    step("fetching the browser driver's Node modules into tests/e2e/node_modules (seconds)", || {
        run(node.npm(project)?.current_dir(&folder).arg("ci"))
    })?;
    write(&note, wanted)
}

/// Returns the path of a Chromium, which is installed where apt-get can and may do it.
fn ensure_chromium(project: &Project) -> Result<PathBuf> {
    if let Some(path) = find_chromium()? {
        return Ok(path);
    }
    let root = output(command(project, Path::new("id")).arg("-u")).is_ok_and(|user| user.trim() == "0");
    let Some(apt) = find_program(&["apt-get"]).filter(|_| root) else {
        bail!(
            "the browser tests need Chromium, Chrome or Edge, and none was found. Install one \
             (Debian, as root: `apt-get install chromium fonts-noto-cjk`; macOS: `brew install --cask chromium`; \
             Windows: Edge is there already) or name its program in the environment variable CHROMIUM."
        );
    };
    step("installing Debian's packages chromium and fonts-noto-cjk with apt-get (about 1 minute)", || {
        let quietly = |arguments: &[&str]| {
            let mut install = command(project, &apt);
            run(install.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq").args(arguments))
        };
        quietly(&["update"])?;
        quietly(&["install", "-y", "chromium", "fonts-noto-cjk"])
    })?;
    find_chromium()?.context("apt-get installed chromium, but it is not on PATH")
}

/// Finds a Chromium: the one that CHROMIUM names, else on PATH, else in the usual places.
fn find_chromium() -> Result<Option<PathBuf>> {
    if let Some(named) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        if !named.is_file() {
            bail!("the environment variable CHROMIUM names {}, which is no file", named.display());
        }
        return Ok(Some(named));
    }
    let mac = MAC_PLACES.iter().map(PathBuf::from);
    let folders =
        ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].into_iter().filter_map(std::env::var_os);
    let windows = folders.flat_map(|folder| WINDOWS_PLACES.map(|place| Path::new(&folder).join(place)));
    Ok(find_program(&NAMES).or_else(|| mac.chain(windows).find(|path| path.is_file())))
}
