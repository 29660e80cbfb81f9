//! Programs of others that open what Wellkept writes (tests/foreign.rs): Python packages, fetched below target/.
//!
//! They are nothing that the project needs: without a Python with pip, what they check is left out, and said so.

use crate::project::{Project, read_text, write};
use crate::shell::{cargo, command, output, run, tee};
use crate::summary::{Tally, of_cargo};
use anyhow::Result;
use std::path::{Path, PathBuf};

/// The packages, in versions that were tried together.
const PACKAGES: [&str; 4] = ["openpyxl==3.1.5", "odfpy==1.4.1", "vobject==0.9.9", "icalendar==7.3.0"];

/// Runs the checks, if there is a Python that can fetch what they need; false if one of them fails.
pub fn test(project: &Project) -> bool {
    let mut tally = Tally::default();
    let Some(packages) = packages(project) else {
        println!(
            "  files opened by programs of others: left out, there is no python3 with pip that reaches {PACKAGES:?}"
        );
        return true;
    };
    tally.tests("files opened by programs of others", || {
        let mut tests = cargo(project);
        tests.args(["test", "--quiet", "--package", "wellkept", "--test", "foreign", "--", "--ignored"]);
        let (output, well) = tee(tests.env("WELLKEPT_PYTHON_PACKAGES", packages))?;
        Ok(of_cargo(&output, well))
    });
    tally.finish()
}

/// Returns the folder of the packages, fetched if they are not there.
fn packages(project: &Project) -> Option<PathBuf> {
    let folder = project.tools().join("python");
    let note = folder.join("packages.txt");
    let wanted = PACKAGES.join("\n");
    if read_text(&note).is_ok_and(|there| there == wanted) {
        return Some(folder);
    }
    fetch(project, &folder).ok()?;
    write(&note, wanted).ok()?;
    Some(folder)
}

fn fetch(project: &Project, folder: &Path) -> Result<()> {
    output(command(project, Path::new("python3")).args(["-m", "pip", "--version"]))?;
    let mut pip = command(project, Path::new("python3"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", "--target"]);
    run(pip.arg(folder).args(PACKAGES))
}
