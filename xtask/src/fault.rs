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
IndexedDB; `tests/e2e/faults.test.mjs` does a short round of each with every test run.

**Tried**: how often. **Intact**: the book opened and was byte for byte what it had been, or held all that had been
confirmed. **Noticed**: the app said that the book is not whole, or that a write failed. **Mended**: of those, how many
came back from a snapshot and the log, or were as before the failed write. **Lost**: what was gone or altered without a
word; must be 0.

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

fn document(found: &Value) -> String {
    let rows = found.as_array().into_iter().flatten().map(|each| {
        let text = |name: &str| each[name].as_str().unwrap_or_default().to_owned();
        let counts = ["tried", "intact", "noticed", "recovered", "lost"].map(|name| each[name].to_string());
        format!("| {} | {} | {} |\n", text("fault"), text("engine"), counts.join(" | "))
    });
    rows.fold(HEAD.to_owned(), |document, row| document + &row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_is_a_line() {
        let found = serde_json::json!([
            { "fault": "kill -9", "engine": "SQLite", "tried": 3, "intact": 3, "noticed": 0, "recovered": 0, "lost": 0 }
        ]);
        assert!(
            document(&found)
                .ends_with("|---|---|--:|--:|--:|--:|--:|\n| kill -9 | SQLite | 3 | 3 | 0 | 0 | 0 |\n")
        );
    }
}
