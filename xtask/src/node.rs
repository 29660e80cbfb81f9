//! Node.js and npm: wanted by wasm-opt, the browser tests and the browser benchmark.

use crate::project::Project;
use crate::shell::{command, find_program};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// A Node.js on this machine.
pub struct Node {
    program: PathBuf,
}

impl Node {
    /// Finds Node.js on PATH.
    pub fn find() -> Option<Self> {
        find_program(&["node", "nodejs"]).map(|program| Self { program })
    }

    /// Finds Node.js or says what to install; `purpose` completes the sentence.
    pub fn require(purpose: &str) -> Result<Self> {
        Self::find().with_context(|| {
            format!(
                "{purpose} needs Node.js 20 or later with npm, and there is none on PATH. \
                 Install it (Debian: `apt-get install nodejs npm`; macOS: `brew install node`; \
                 Windows: `winget install OpenJS.NodeJS`) and run this again."
            )
        })
    }

    /// Returns a command that runs Node.js in the project's folder.
    pub fn command(&self, project: &Project) -> Command {
        command(project, &self.program)
    }

    /// Returns a command that runs npm, quietly.
    pub fn npm(&self, project: &Project) -> Result<Command> {
        let npm = find_program(&["npm"]).context("Node.js is here, but npm is not: install npm")?;
        let mut command = command(project, &npm);
        command.args(["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]);
        Ok(command)
    }
}
