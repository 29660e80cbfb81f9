//! Counts what ran, from the words of the test runners and from steps that either hold or do not.

use anyhow::Result;

/// How many checks passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Checks that hold.
    pub passed: u64,
    /// Checks that do not hold, or could not be run.
    pub failed: u64,
}

impl Tally {
    /// Counts a step that either holds or does not; a failure is told and the next steps go on.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        self.add(name, || work().map(|()| Self { passed: 1, failed: 0 }))
    }

    /// Counts a step that runs many tests; one that runs none is a failure.
    pub fn tests(&mut self, name: &str, work: impl FnOnce() -> Result<Self>) -> bool {
        self.add(name, || match work()? {
            Self { passed: 0, failed: 0 } => anyhow::bail!("no test ran"),
            counts => Ok(counts),
        })
    }

    fn add(&mut self, name: &str, work: impl FnOnce() -> Result<Self>) -> bool {
        let counts = crate::shell::step_that(name, Self::holds, || {
            work().unwrap_or_else(|error| {
                eprintln!("error: {name}: {error:#}");
                Self { passed: 0, failed: 1 }
            })
        });
        self.passed += counts.passed;
        self.failed += counts.failed;
        counts.holds()
    }

    fn holds(&self) -> bool {
        self.failed == 0
    }

    /// Prints the summary line, the last of all, and tells whether everything holds.
    pub fn finish(self) -> bool {
        println!("{} passed, {} failed", self.passed, self.failed);
        self.holds()
    }
}

/// Counts the `test result: …` lines of `cargo test`.
///
/// An unsuccessful end without a failed test (a crash, a compile error) counts as one failure.
pub fn of_cargo(output: &str, ended_well: bool) -> Tally {
    let results = output.lines().filter_map(|line| line.trim().strip_prefix("test result: "));
    let mut tally = Tally::default();
    for result in results {
        let parts = result.split([';', '.']).map(str::trim);
        for part in parts {
            match part.split_once(' ') {
                Some((count, "passed")) => tally.passed += count.parse::<u64>().unwrap_or_default(),
                Some((count, "failed")) => tally.failed += count.parse::<u64>().unwrap_or_default(),
                _ => {}
            }
        }
    }
    at_least_one_failure(tally, ended_well)
}

/// Counts the closing `# pass`, `# fail` and `# cancelled` lines of Node's TAP report.
pub fn of_node(report: &str, ended_well: bool) -> Tally {
    let count = |word: &str| {
        let lines = report.lines().filter_map(|line| line.strip_prefix("# ")?.strip_prefix(word));
        lines.filter_map(|number| number.trim().parse::<u64>().ok()).next_back().unwrap_or_default()
    };
    let tally = Tally { passed: count("pass "), failed: count("fail ") + count("cancelled ") };
    at_least_one_failure(tally, ended_well)
}

fn at_least_one_failure(tally: Tally, ended_well: bool) -> Tally {
    Tally { failed: if ended_well { tally.failed } else { tally.failed.max(1) }, ..tally }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_results_are_added_up() {
        let output = "running 3 tests\ntest a ... ok\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\n\
            test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n";
        assert_eq!(of_cargo(output, false), Tally { passed: 5, failed: 1 });
    }

    #[test]
    fn a_crash_without_a_failed_test_is_a_failure() {
        assert_eq!(of_cargo("error: could not compile", false), Tally { passed: 0, failed: 1 });
        assert_eq!(of_node("", false), Tally { passed: 0, failed: 1 });
    }

    #[test]
    fn node_counts_come_from_the_closing_lines() {
        let report = "TAP version 13\nok 1 - pass 3\n# Subtest: x\n1..1\n# tests 6\n# suites 0\n# pass 4\n# fail 1\n\
            # cancelled 1\n# skipped 0\n# todo 0\n# duration_ms 50\n";
        assert_eq!(of_node(report, false), Tally { passed: 4, failed: 2 });
    }

    #[test]
    fn a_runner_that_ran_nothing_is_a_failure() {
        let mut tally = Tally::default();
        assert!(!tally.tests("nothing", || Ok(Tally::default())));
        assert_eq!(tally, Tally { passed: 0, failed: 1 });
    }
}
