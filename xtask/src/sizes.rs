//! Weighs `dist/` as a visitor would download it: raw, gzip 9 and brotli 11.

use crate::html;
use crate::parts;
use crate::project::{Project, files_under, read_text, web_path, write};
use anyhow::{Context, Result};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;

/// When a file is downloaded.
#[derive(Clone, Copy, PartialEq)]
enum When {
    /// Before the first screen.
    FirstVisit,
    /// Before 今日 of the sample stands.
    FirstBook,
    /// When it is first used.
    Worker,
    /// When it is first needed, or in the background.
    Later,
}

impl When {
    fn word(self) -> &'static str {
        match self {
            Self::FirstVisit => "first visit",
            Self::FirstBook => "first book",
            Self::Worker => "worker",
            Self::Later => "later",
        }
    }
}

/// Tells when a file is downloaded: the page and what it asks for come first, then the `parts` of a book.
fn when(name: &str, page: &str, parts: &[String]) -> When {
    let asked = html::addresses(page).iter().any(|address| address.trim_start_matches("./") == name);
    if name == "index.html" || asked || name.starts_with("snippets/") {
        When::FirstVisit
    } else if parts
        .iter()
        .any(|part| name.strip_prefix(part.as_str()).is_some_and(|rest| rest.starts_with('-')))
    {
        When::FirstBook
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
    let mut parts = parts::files_of(project, "book")?;
    parts.extend(parts::files_of(project, "sample")?);
    let weighed: Vec<(String, When, [usize; 3])> = files_under(&dist)?
        .par_iter()
        .map(|file| {
            let content =
                std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
            let name = web_path(&dist, file);
            let when = when(&name, &page, &parts);
            Ok((name, when, [content.len(), gzip_size(&content)?, brotli_size(&content)?]))
        })
        .collect::<Result<_>>()?;
    let brotli = |wanted: &[When]| -> usize {
        weighed.iter().filter(|(_, when, _)| wanted.contains(when)).map(|(.., sizes)| sizes[2]).sum()
    };
    let files: Vec<Value> = weighed
        .iter()
        .map(|(name, when, [raw, gzip, brotli])| {
            json!({"file": name, "when": when.word(), "raw": raw, "gzip": gzip, "brotli": brotli})
        })
        .collect();
    let report = json!({
        "files": files,
        "first_visit_brotli": brotli(&[When::FirstVisit]),
        "first_book_brotli": brotli(&[When::FirstVisit, When::FirstBook]),
        "page_brotli": brotli(&[When::FirstVisit, When::FirstBook, When::Later]),
    });
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
    for when in [When::FirstVisit, When::FirstBook, When::Worker, When::Later] {
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
    println!("until Today of the sample stands: {} bytes brotli", report["first_book_brotli"]);
    println!("all of the page: {} bytes brotli", report["page_brotli"]);
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
            ("split_book-3.wasm", "first book"),
            ("split_bookshelf-3.wasm", "later"),
            ("sample.json", "later"),
        ];
        let parts = ["split_book".to_owned()];
        for (name, expected) in cases {
            assert_eq!(when(name, page, &parts).word(), expected, "{name}");
        }
    }

    #[test]
    fn compression_shrinks_what_repeats() {
        let content = "常顾".repeat(1000);
        assert!(gzip_size(content.as_bytes()).unwrap() < 100);
        assert!(brotli_size(content.as_bytes()).unwrap() < 100);
    }
}
