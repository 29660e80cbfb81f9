//! Benchmark figures as values: read from criterion and from the browser script, written as JSON and as a table.

use crate::project::{files_under, read_text};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::Path;

/// One measured figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What was measured, such as `engines/tier_all`.
    pub name: String,
    /// The number of customers; none where it does not matter.
    pub size: Option<u64>,
    /// The median.
    pub value: f64,
    /// `ms` or `bytes`.
    pub unit: String,
}

/// What the issues ask: name, customers (0: whatever the size), at most this much.
const TARGETS: &[(&str, u64, f64)] = &[
    ("engines/all_schemes", 100_000, 250.0),
    ("engines/one_change", 100_000, 2.0),
    ("browser/rehearsal", 100_000, 1_000.0),
    ("first_visit/brotli", 0, 250_000.0),
    ("browser/today_first_row", 1_000, 844.0),
    ("browser/today_first_row", 100_000, 752.0),
    ("browser/today_first_row_next_day", 100_000, 752.0),
    ("browser/search_keystroke_p95", 100_000, 50.0),
    ("browser/search_keystroke_p95", 10_000, 50.0),
    ("browser/engines_all_schemes", 100_000, 500.0),
    ("browser/engines_obligations", 100_000, 600.0),
    ("browser/engines_obligations_of_one", 100_000, 5.0),
    ("browser/record_saved", 100_000, 50.0),
    ("browser/record_saved_p95", 100_000, 120.0),
    ("browser/memory", 100_000, 250_000_000.0),
    ("browser/customer_of_500_opened", 0, 100.0),
    ("browser/csv_dry_run", 100_000, 5_000.0),
    ("browser/csv_dry_run_longest_block", 100_000, 200.0),
    ("browser/csv_dry_run_memory", 100_000, 1_500_000_000.0),
    ("browser/csv_commit", 100_000, 10_000.0),
    ("browser/csv_commit_longest_block", 100_000, 200.0),
    ("browser/csv_commit_memory", 100_000, 1_500_000_000.0),
    ("browser/xlsx_export", 100_000, 15_000.0),
    ("browser/xlsx_export_longest_block", 100_000, 200.0),
    ("browser/xlsx_export_memory", 100_000, 1_500_000_000.0),
    ("browser/xlsx_read", 100_000, 15_000.0),
    ("browser/xlsx_read_longest_block", 100_000, 200.0),
    ("browser/xlsx_read_memory", 100_000, 1_500_000_000.0),
];

impl Figure {
    fn target(&self) -> Option<f64> {
        let size = self.size.unwrap_or_default();
        let found = TARGETS.iter().find(|(name, of, _)| *name == self.name && (*of == size || *of == 0));
        found.map(|(_, _, target)| *target)
    }

    fn json(&self) -> Value {
        json!({
            "name": self.name, "size": self.size, "value": self.value, "unit": self.unit,
            "target": self.target(), "better": "lower",
        })
    }

    fn row(&self) -> String {
        let size = self.size.map(|size| size.to_string()).unwrap_or_default();
        let target = self.target().map(|target| format!("≤ {}", number(target))).unwrap_or_default();
        format!("| {} | {size} | {} | {} | {target} |\n", self.name, number(self.value), self.unit)
    }
}

/// Writes a number with the digits that mean something.
fn number(value: f64) -> String {
    match value {
        large if large >= 100.0 => format!("{large:.0}"),
        middling if middling >= 0.1 => format!("{middling:.2}"),
        small => format!("{small:.5}"),
    }
}

/// Reads the medians that criterion left in its folder.
pub fn of_criterion(folder: &Path) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for file in files_under(folder)? {
        if !file.ends_with(Path::new("new").join("estimates.json")) {
            continue;
        }
        let read = |path: &Path| -> Result<Value> { Ok(serde_json::from_str(&read_text(path)?)?) };
        let estimates = read(&file)?;
        let about = read(&file.with_file_name("benchmark.json"))?;
        figures.push(criterion_figure(&about, &estimates).with_context(|| file.display().to_string())?);
    }
    figures.sort_by(|one, other| (&one.name, one.size).cmp(&(&other.name, other.size)));
    Ok(figures)
}

/// Makes a figure of criterion's description and its estimates (nanoseconds).
fn criterion_figure(about: &Value, estimates: &Value) -> Option<Figure> {
    let group = about["group_id"].as_str()?;
    let name =
        about["function_id"].as_str().map_or(group.to_owned(), |function| format!("{group}/{function}"));
    let size = about["value_str"].as_str().and_then(|size| size.parse().ok());
    let value = estimates["median"]["point_estimate"].as_f64()? / 1e6;
    Some(Figure { name, size, value, unit: "ms".to_owned() })
}

/// Reads the figures of the browser script.
pub fn of_browser(report: &Value) -> Vec<Figure> {
    let figures = report["figures"].as_array().into_iter().flatten();
    let read = |figure: &Value| {
        Some(Figure {
            name: figure["name"].as_str()?.to_owned(),
            size: figure["size"].as_u64(),
            value: figure["value"].as_f64()?,
            unit: figure["unit"].as_str()?.to_owned(),
        })
    };
    figures.filter_map(read).collect()
}

/// Returns the list that later figures are held against.
pub fn json_list(figures: &[Figure]) -> Value {
    figures.iter().map(Figure::json).collect()
}

/// Returns docs/benchmarks.md.
pub fn document(figures: &[Figure], machine: &[(String, String)]) -> String {
    let mut text = String::from(
        "# Benchmarks\n\nWritten by `cargo xtask bench`; medians. A synthetic book has ten interactions and four \
         orders for each customer; size is the number of customers. Absolute times belong to the machine named \
         below: compare figures of one run.\n\n| measure | size | value | unit | target |\n|---|--:|--:|---|--:|\n",
    );
    text.extend(figures.iter().map(Figure::row));
    text.push_str("\n## Machine\n\n| | |\n|---|---|\n");
    text.extend(machine.iter().map(|(name, value)| format!("| {name} | {value} |\n")));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn criterion_nanoseconds_become_milliseconds() {
        let about = json!({"group_id": "engines", "function_id": "tier_all", "value_str": "100000"});
        let estimates = json!({"median": {"point_estimate": 2_500_000.0}});
        let figure = criterion_figure(&about, &estimates).unwrap();
        let expected =
            Figure { name: "engines/tier_all".into(), size: Some(100_000), value: 2.5, unit: "ms".into() };
        assert_eq!(figure, expected);
        assert_eq!(figure.json()["better"], "lower");
    }

    #[test]
    fn a_target_stands_beside_its_figure() {
        let report = json!({"figures": [{"name": "browser/search_keystroke_p95", "size": 100_000, "value": 12.5, "unit": "ms"}]});
        let figures = of_browser(&report);
        assert_eq!(json_list(&figures)[0]["target"], 50.0);
        let text = document(&figures, &[("cores".into(), "2".into())]);
        assert!(
            text.contains("| browser/search_keystroke_p95 | 100000 | 12.50 | ms | ≤ 50.00 |\n"),
            "{text}"
        );
        assert!(text.ends_with("| cores | 2 |\n"));
    }
}
