//! The browser tests: finds or gets Chromium, Firefox and the driver's Node modules, then runs the test files.

use crate::node::Node;
use crate::project::{Project, files_under, read_text, write};
use crate::shell::{command, find_program, output, run, step, tee};
use crate::stamp::short_digest;
use crate::summary::{Tally, of_node};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A browser that tests drive.
struct Browser {
    /// What it is called.
    name: &'static str,
    /// The environment variable that names its program.
    variable: &'static str,
    /// What its program may be called on PATH.
    names: &'static [&'static str],
    /// Where it lies on macOS when it is not on PATH.
    mac: &'static [&'static str],
    /// Where it lies in the program folders of Windows.
    windows: &'static [&'static str],
    /// Debian's packages.
    packages: &'static [&'static str],
    /// How to install it elsewhere.
    advice: &'static str,
}

const CHROMIUM: Browser = Browser {
    name: "Chromium, Chrome or Edge",
    variable: "CHROMIUM",
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "microsoft-edge",
        "msedge",
    ],
    mac: &[
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ],
    windows: &[
        "Google/Chrome/Application/chrome.exe",
        "Microsoft/Edge/Application/msedge.exe",
        "Chromium/Application/chrome.exe",
    ],
    packages: &["chromium", "fonts-noto-cjk"],
    advice: "macOS: `brew install --cask chromium`; Windows: Edge is there already",
};

const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "FIREFOX",
    names: &["firefox", "firefox-esr"],
    mac: &["/Applications/Firefox.app/Contents/MacOS/firefox"],
    windows: &["Mozilla Firefox/firefox.exe"],
    packages: &["firefox-esr"],
    advice: "macOS: `brew install --cask firefox`; Windows: `winget install Mozilla.Firefox`",
};

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

/// Returns a Node command for which the browsers and the driver's modules are there.
pub fn prepared(project: &Project, node: &Node) -> Result<Command> {
    let chromium = CHROMIUM.ensure(project)?;
    let firefox = FIREFOX.ensure(project)?;
    ensure_modules(project, node)?;
    let mut command = node.command(project);
    command
        .env(CHROMIUM.variable, chromium)
        .env(FIREFOX.variable, firefox)
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

impl Browser {
    /// Returns the path of its program, which is installed where apt-get can and may do it.
    fn ensure(&self, project: &Project) -> Result<PathBuf> {
        if let Some(path) = self.find()? {
            return Ok(path);
        }
        let (name, packages) = (self.name, self.packages.join(" "));
        let root = output(command(project, Path::new("id")).arg("-u")).is_ok_and(|user| user.trim() == "0");
        let Some(apt) = find_program(&["apt-get"]).filter(|_| root) else {
            bail!(
                "the browser tests need {name}, and it was not found. Install it (Debian, as root: \
                 `apt-get install {packages}`; {}) or name its program in the environment variable {}.",
                self.advice,
                self.variable
            );
        };
        step(&format!("installing Debian's {packages} with apt-get (about 1 minute)"), || {
            let quietly = |arguments: &[&str]| {
                let mut install = command(project, &apt);
                run(install.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq").args(arguments))
            };
            quietly(&["update"])?;
            quietly(&[["install", "-y"].as_slice(), self.packages].concat())
        })?;
        self.find()?.with_context(|| format!("apt-get installed {packages}, but {name} is not on PATH"))
    }

    /// Finds its program: what its variable names, else on PATH, else in the usual places.
    fn find(&self) -> Result<Option<PathBuf>> {
        if let Some(named) = std::env::var_os(self.variable).map(PathBuf::from) {
            if !named.is_file() {
                bail!(
                    "the environment variable {} names {}, which is no file",
                    self.variable,
                    named.display()
                );
            }
            return Ok(Some(named));
        }
        let mac = self.mac.iter().map(PathBuf::from);
        let folders =
            ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].into_iter().filter_map(std::env::var_os);
        let windows =
            folders.flat_map(|folder| self.windows.iter().map(move |place| Path::new(&folder).join(place)));
        Ok(find_program(self.names).or_else(|| mac.chain(windows).find(|path| path.is_file())))
    }
}
