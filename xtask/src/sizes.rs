//! Weighs `dist/` as a visitor would download it: raw, gzip 9 and brotli 11.

use crate::html;
use crate::project::{Project, files_under, read_text, web_path, write};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;

/// When a file is downloaded.
#[derive(Clone, Copy, PartialEq)]
enum When {
    FirstVisit,
    Worker,
    Later,
}

impl When {
    fn word(self) -> &'static str {
        match self {
            Self::FirstVisit => "first visit",
            Self::Worker => "worker",
            Self::Later => "later",
        }
    }
}

/// Tells when a file is downloaded: the page and what it asks for come first.
fn when(name: &str, page: &str) -> When {
    let asked = html::addresses(page).iter().any(|address| address.trim_start_matches("./") == name);
    if name == "index.html" || asked || name.starts_with("snippets/") {
        When::FirstVisit
    } else if name.starts_with("worker") {
        When::Worker
    } else {
        When::Later
    }
}

/// Weighs all files and keeps the result in `target/size.json`.
pub fn measure(project: &Project) -> Result<()> {
    let dist = project.dist();
    let page = read_text(&dist.join("index.html"))?;
    let mut files = Vec::new();
    let mut total = 0;
    for file in files_under(&dist)? {
        let content = std::fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let name = web_path(&dist, &file);
        let (when, brotli) = (when(&name, &page), brotli_size(&content)?);
        if when == When::FirstVisit {
            total += brotli;
        }
        let gzip = gzip_size(&content)?;
        files.push(
            json!({"file": name, "when": when.word(), "raw": content.len(), "gzip": gzip, "brotli": brotli}),
        );
    }
    let report = json!({"files": files, "first_visit_brotli": total});
    write(&file(project), serde_json::to_string_pretty(&report)? + "\n")
}

/// Reads the report of the last build.
pub fn report(project: &Project) -> Result<Value> {
    if !file(project).is_file() {
        measure(project)?;
    }
    serde_json::from_str(&read_text(&file(project))?)
        .context("target/size.json is no JSON: delete it and build again")
}

fn file(project: &Project) -> PathBuf {
    project.target.join("size.json")
}

/// Prints the report as a table.
pub fn print_report(report: &Value) {
    println!("{:<12} {:<36} {:>11} {:>11} {:>11}", "when", "file (bytes)", "raw", "gzip", "brotli");
    for when in [When::FirstVisit, When::Worker, When::Later] {
        let files = report["files"].as_array().into_iter().flatten();
        let mut sums = [0; 3];
        for file in files.filter(|file| file["when"] == when.word()) {
            let sizes = ["raw", "gzip", "brotli"].map(|key| file[key].as_u64().unwrap_or_default());
            print_row(when.word(), file["file"].as_str().unwrap_or_default(), sizes);
            sums = std::array::from_fn(|index| sums[index] + sizes[index]);
        }
        if sums[0] > 0 {
            print_row(when.word(), "= together", sums);
        }
    }
    println!("first visit: {} bytes brotli", report["first_visit_brotli"]);
}

fn print_row(when: &str, name: &str, [raw, gzip, brotli]: [u64; 3]) {
    println!("{when:<12} {name:<36} {raw:>11} {gzip:>11} {brotli:>11}");
}

fn gzip_size(content: &[u8]) -> Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}

fn brotli_size(content: &[u8]) -> Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_visit_is_the_page_and_what_it_asks_for() {
        let page = "<script src=./theme.js></script><link rel=preload href=\"./wellkept_bg-1.wasm\">";
        let cases = [
            ("index.html", "first visit"),
            ("theme.js", "first visit"),
            ("wellkept_bg-1.wasm", "first visit"),
            ("snippets/a/inline0.js", "first visit"),
            ("worker_bg-2.wasm", "worker"),
            ("sample.json", "later"),
        ];
        for (name, expected) in cases {
            assert_eq!(when(name, page).word(), expected, "{name}");
        }
    }

    #[test]
    fn compression_shrinks_what_repeats() {
        let content = "常顾".repeat(1000);
        assert!(gzip_size(content.as_bytes()).unwrap() < 100);
        assert!(brotli_size(content.as_bytes()).unwrap() < 100);
    }
}
