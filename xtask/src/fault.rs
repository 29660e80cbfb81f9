//! Faults below the app, done to it many times; what it survived is written down.

use crate::browser;
use crate::bundle::{self, Want};
use crate::node::Node;
use crate::project::{Project, read_text, write};
use crate::shell::run;
use anyhow::{Context, Result};
use serde_json::Value;

/// How often each fault is done.
pub const ROUNDS: u32 = 100;
/// A run of fewer rounds is for a look only, and not kept among the documents.
const KEPT: u32 = 3;

const HEAD: &str = "\
# What Wellkept survives

Written by `cargo xtask fault`: each fault is done to the built app in headless Chromium, on both of its ways to keep
IndexedDB, and in Firefox, driven as it is installed; `tests/e2e/faults.test.mjs` and `firefox.test.mjs` do a short
round of each with every test run.

**Tried**: how often. **Intact**: the book opened and was byte for byte what it had been, or held all that had been
confirmed. **Noticed**: the app said that the book or the file is not whole, or that a write failed. **Mended**: of
those, how many came back from a snapshot and the log, or were as before the failed write or the refused file.
**Lost**: what was gone or altered without a word; must be 0.

";

const TABLE: &str = "\
| fault | IndexedDB in | tried | intact | noticed | mended | lost |
|---|---|--:|--:|--:|--:|--:|
";

/// Does every fault `rounds` times; false if anything was lost without a word.
pub fn fault(project: &Project, rounds: u32) -> Result<bool> {
    bundle::build(project, Want::Working)?;
    let node = Node::require("doing faults to the app")?;
    let report = project.notes().join("faults.json");
    let mut script = browser::prepared(project, &node)?;
    script.arg(project.root.join("faults").join("run.mjs")).arg(&report).arg(rounds.to_string());
    let ended = run(&mut script);
    let found: Value = serde_json::from_str(&read_text(&report)?)
        .with_context(|| format!("{} is no JSON", report.display()))?;
    let document = document(&found);
    println!("\n{document}");
    if rounds >= KEPT {
        write(&project.root.join("docs").join("reliability.md"), document)?;
    }
    Ok(ended.is_ok())
}

/// Writes down what was found: how it was found, what became of each fault, what was measured.
fn document(found: &Value) -> String {
    let text = |each: &Value, name: &str| each[name].as_str().unwrap_or_default().to_owned();
    let faults = found["faults"].as_array().map(Vec::as_slice).unwrap_or_default();
    let rows = faults.iter().map(|each| {
        let counts = ["tried", "intact", "noticed", "recovered", "lost"].map(|name| each[name].to_string());
        format!("| {} | {} | {} |\n", text(each, "fault"), text(each, "engine"), counts.join(" | "))
    });
    let measured = faults.iter().filter(|each| each["figures"].is_string()).map(|each| {
        format!("- {}, {}: {}.\n", text(each, "fault"), text(each, "engine"), text(each, "figures"))
    });
    let measured: String = measured.collect();
    let measured =
        if measured.is_empty() { measured } else { format!("\n## Measured meanwhile\n\n{measured}") };
    format!("{HEAD}{}\n\n{TABLE}{}{measured}", text(found, "run"), rows.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_is_a_line_and_what_was_measured_another() {
        let found = serde_json::json!({
            "run": "The run of a day.",
            "faults": [
                { "fault": "kill -9", "engine": "SQLite", "tried": 3, "intact": 3, "noticed": 0, "recovered": 0, "lost": 0 },
                { "fault": "two tabs", "engine": "LevelDB", "tried": 9, "intact": 9, "noticed": 0, "recovered": 0, "lost": 0, "figures": "40 ms" }
            ]
        });
        let document = document(&found);
        assert!(document.contains("The run of a day.\n\n| fault |"));
        assert!(document.ends_with(
            "|---|---|--:|--:|--:|--:|--:|\n| kill -9 | SQLite | 3 | 3 | 0 | 0 | 0 |\n\
             | two tabs | LevelDB | 9 | 9 | 0 | 0 | 0 |\n\n## Measured meanwhile\n\n- two tabs, LevelDB: 40 ms.\n"
        ));
    }
}
