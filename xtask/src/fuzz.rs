//! Fuzzing for a bounded time: each target of fuzz/ with the corpus of tests/corpus/, in this toolchain.
//!
//! libFuzzer needs coverage, which stable compilers have behind `-C passes`; sanitizers are not needed where no
//! unsafe code is.

use crate::project::{Project, files_under};
use crate::shell::{cargo, command, run, step};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// For how many seconds each target runs.
pub const SECONDS: u32 = 30;
/// How large inputs get, in bytes.
const LARGEST: u32 = 1 << 16;
/// How many seconds one input may take, and how many megabytes.
const SLOWEST: u32 = 20;
const MEMORY: u32 = 2048;
/// What libFuzzer asks a compiler for.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing";

/// Runs every target for `seconds`; false if one of them found something, which is then named.
pub fn fuzz(project: &Project, seconds: u32) -> Result<bool> {
    let folder = project.root.join("fuzz");
    let target = project.target.join("fuzz");
    step("build the fuzz targets (minutes the first time)", || {
        let host = host(project)?;
        let mut build = cargo(project);
        // A target that is named keeps the flags away from build scripts.
        build.current_dir(&folder).args(["build", "--release", "--locked", "--bins", "--target", &host]);
        run(build.env("RUSTFLAGS", COVERAGE).env("CARGO_TARGET_DIR", &target))?;
        Ok(())
    })?;
    let programs = target.join(host(project)?).join("release");
    let mut is_clean = true;
    for source in files_under(&folder.join("fuzz_targets"))? {
        let name = source.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        is_clean &=
            step(&format!("fuzz {name} for {seconds} s"), || one(project, &programs, &name, seconds))?;
    }
    Ok(is_clean)
}

/// Runs one target; what it finds on the way stays below target/, and what breaks it is named.
fn one(project: &Project, programs: &Path, name: &str, seconds: u32) -> Result<bool> {
    let grown = project.notes().join("fuzz").join(name);
    let broken = project.notes().join("fuzz").join("broken").join(name);
    for folder in [&grown, &broken] {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    let kept = project.root.join("tests").join("corpus").join(name);
    let mut program = command(project, &programs.join(name));
    program
        .arg(&grown)
        .arg(&kept)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={LARGEST}"))
        .arg(format!("-timeout={SLOWEST}"))
        .arg(format!("-rss_limit_mb={MEMORY}"))
        .args(["-print_final_stats=1", "-verbosity=0"])
        .arg(format!("-artifact_prefix={}/", broken.display()));
    if run(&mut program).is_ok() {
        return Ok(true);
    }
    let found = files_under(&broken)?;
    if found.is_empty() {
        bail!("the target {name} did not run");
    }
    for file in found {
        println!("  {name} breaks on {}", file.display());
    }
    Ok(false)
}

/// Returns the name of this machine's own target.
fn host(project: &Project) -> Result<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let said = crate::shell::output(command(project, Path::new(&rustc)).arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc does not say what it builds for")
}
