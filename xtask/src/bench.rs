//! Benchmarks: the engines natively, the app in a browser; results for machines and for readers.

use crate::bundle::{self, Want};
use crate::figures::{self, Figure};
use crate::node::Node;
use crate::project::{Project, read_text, write};
use crate::shell::{cargo, command, output, run, step};
use crate::{browser, sizes, tools};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The sizes of the synthetic books, in customers.
const SIZES: [u32; 3] = [1_000, 10_000, 100_000];

/// Interactions of each customer in those books.
const USUAL: u32 = 10;
/// The book whose customers have been talked to for years: customers, interactions each.
const LONG: (u32, u32) = (20, 500);
/// The day of the books.
const DAY: &str = "2026-11-21";

/// Measures everything; `quick` takes fewer samples and, in the browser, only the smallest book.
pub fn bench(project: &Project, quick: bool) -> Result<bool> {
    let mut all = step("engines, native (some minutes)", || native(project, quick))?;
    bundle::build(project, Want::Smallest)?;
    let brotli = sizes::report(project)?["first_visit_brotli"].as_f64().unwrap_or_default();
    all.push(Figure { name: "first_visit/brotli".into(), size: None, value: brotli, unit: "bytes".into() });

    // What was measured is kept even if the browser part fails.
    let in_browser = step("the app in a browser (some minutes)", || in_browser(project, quick));
    let report = in_browser.as_ref().map_or(Value::Null, Clone::clone);
    all.extend(figures::of_browser(&report));
    write(
        &project.target.join("bench.json"),
        serde_json::to_string_pretty(&figures::json_list(&all))? + "\n",
    )?;
    let document = figures::document(&all, &machine(project, &report));
    println!("\n{document}");
    in_browser?;
    // A quick run is for a look; only a full one is worth keeping among the documents.
    if !quick {
        write(&project.root.join("docs").join("benchmarks.md"), document)?;
    }
    Ok(true)
}

/// Runs the criterion benchmark and reads its medians.
fn native(project: &Project, quick: bool) -> Result<Vec<Figure>> {
    let folder = project.target.join("criterion");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)
            .with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    let mut bench = cargo(project);
    bench.args(["bench", "--package", "wellkept", "--bench", "engines", "--"]);
    run(if quick { bench.arg("--quick") } else { &mut bench })?;
    let figures = figures::of_criterion(&folder)?;
    if figures.is_empty() {
        bail!("benches/engines.rs left no result in {}", folder.display());
    }
    Ok(figures)
}

/// Makes the synthetic books, runs bench/browser.mjs on them and returns its report.
fn in_browser(project: &Project, quick: bool) -> Result<Value> {
    let node = Node::require("running the browser benchmark")?;
    let sizes = if quick { &SIZES[..1] } else { &SIZES[..] };
    let books = sizes.iter().map(|size| book(project, *size, USUAL)).collect::<Result<Vec<_>>>()?;
    let long = book(project, LONG.0, LONG.1)?;
    let engines = engines(project)?;
    let report = project.notes().join("bench-browser.json");
    let mut script = browser::prepared(project, &node)?;
    script.arg(project.root.join("bench").join("browser.mjs")).arg(&report);
    script.arg(format!("engines={}", engines.display()));
    for (size, book) in sizes.iter().zip(books) {
        script.arg(format!("{size}={}", book.display()));
    }
    script.arg(format!("long={}", long.display()));
    run(&mut script)?;
    serde_json::from_str(&read_text(&report)?).with_context(|| format!("{} is no JSON", report.display()))
}

/// Writes a synthetic book of so many customers with so many interactions each, and returns its path.
fn book(project: &Project, size: u32, interactions: u32) -> Result<PathBuf> {
    let file = project.notes().join(format!("synthetic-{size}-{interactions}.json"));
    let mut example = cargo(project);
    example
        .args(["run", "--quiet", "--release", "--example", "synthetic", "--", &size.to_string()])
        .arg(&file)
        .args([DAY, &interactions.to_string()]);
    run(&mut example)?;
    Ok(file)
}

/// Makes the engines for a browser and returns the folder that they are in.
fn engines(project: &Project) -> Result<PathBuf> {
    tools::ensure_wasm_target(project)?;
    let wasm_bindgen = tools::ensure_wasm_bindgen(project)?;
    let mut example = cargo(project);
    run(example.args([
        "build",
        "--quiet",
        "--release",
        "--example",
        "engines",
        "--target",
        tools::WASM_TARGET,
    ]))?;
    let wasm = project.target.join(tools::WASM_TARGET).join("release").join("examples").join("engines.wasm");
    let folder = project.notes().join("engines");
    let mut bind = command(project, &wasm_bindgen);
    run(bind.args(["--target", "web", "--no-typescript", "--out-dir"]).args([&folder, &wasm]))?;
    Ok(folder)
}

/// Describes the machine: what the browser script saw of it, and the compiler.
fn machine(project: &Project, report: &Value) -> Vec<(String, String)> {
    let seen = report["machine"].as_object().into_iter().flatten();
    let mut machine: Vec<(String, String)> = seen
        .map(|(name, value)| (name.clone(), value.as_str().map_or(value.to_string(), str::to_owned)))
        .collect();
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    if let Ok(version) = output(command(project, Path::new(&rustc)).arg("--version")) {
        machine.push(("compiler".to_owned(), version.trim().to_owned()));
    }
    machine
}
