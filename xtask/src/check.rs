//! Everything that must hold: formatting, lints, native tests, the build, the browser tests.
//!
//! A failing step does not stop the ones after it; the last line counts what ran.

use crate::browser;
use crate::bundle::{self, Want};
use crate::project::Project;
use crate::shell::{cargo, run, tee};
use crate::sizes;
use crate::summary::{Tally, of_cargo};
use crate::tools::{WASM_TARGET, ensure_wasm_target};
use anyhow::Result;

/// The quick loop: formatting, lints and native tests.
pub fn check(project: &Project) -> Result<bool> {
    let mut tally = Tally::default();
    quick(project, &mut tally);
    Ok(tally.finish())
}

/// The quick loop, then the build and the tests of what it made.
pub fn test(project: &Project) -> Result<bool> {
    let mut tally = Tally::default();
    quick(project, &mut tally);
    let built = tally.step("release build", || {
        bundle::build(project, Want::Smallest)?;
        sizes::print_report(&sizes::report(project)?);
        Ok(())
    });
    if built {
        tally.tests("browser tests", || browser::test(project));
    } else {
        println!("  browser tests are left out: there is no build to test");
    }
    Ok(tally.finish())
}

fn quick(project: &Project, tally: &mut Tally) {
    tally.step("formatting (`cargo fmt` mends it)", || {
        run(cargo(project).args(["fmt", "--all", "--", "--check"]))
    });
    tally.step("clippy, native", || {
        run(cargo(project).args([
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    });
    tally.step("clippy, wasm", || {
        ensure_wasm_target(project)?;
        let targets = ["--package", "wellkept", "--target", WASM_TARGET, "--lib", "--bins"];
        run(cargo(project).args(["clippy", "--quiet"]).args(targets).args(["--", "-D", "warnings"]))
    });
    tally.tests("native tests", || {
        let (output, well) = tee(cargo(project).args(["test", "--quiet", "--workspace", "--no-fail-fast"]))?;
        Ok(of_cargo(&output, well))
    });
}
