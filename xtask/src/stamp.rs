//! Remembers from what `dist/` was made, so that a second run with nothing changed skips the build.

use crate::project::{Project, files_under, web_path, write};
use crate::shell::{command, output};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The files and folders that a build reads.
const INPUTS: [&str; 12] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "index.html",
    "public",
    "rust-toolchain.toml",
    "src",
    "style",
    "xtask/Cargo.toml",
    "xtask/src",
];
const SMALLEST: &str = "smallest";

/// What is known about the last build.
pub struct Stamp {
    /// A digest of everything the build read, the compiler's version included.
    inputs: String,
}

impl Stamp {
    /// Takes the stamp of the project as it is now.
    pub fn take(project: &Project) -> Result<Self> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let compiler = output(command(project, Path::new(&rustc)).arg("-Vv"))?;
        let mut files = Vec::new();
        for input in INPUTS {
            let path = project.root.join(input);
            if path.is_file() { files.push(path) } else { files.extend(files_under(&path)?) }
        }
        Ok(Self {
            inputs: format!("{}-{}", digest_of(&project.root, &files)?, short_digest(compiler.as_bytes())),
        })
    }

    /// Tells whether `dist/` was made from the same and is still as it was made; `smallest` asks
    /// besides that wasm-opt was used.
    pub fn holds(&self, project: &Project, smallest: bool) -> bool {
        let Ok(kept) = std::fs::read_to_string(file(project)) else {
            return false;
        };
        let mut lines = kept.lines();
        lines.next() == Some(&self.inputs)
            && lines.next() == dist_digest(project).ok().as_deref()
            && (!smallest || lines.next() == Some(SMALLEST))
    }

    /// Keeps the stamp beside what was built from it.
    pub fn keep(&self, project: &Project, smallest: bool) -> Result<()> {
        let size = if smallest { SMALLEST } else { "without wasm-opt" };
        write(&file(project), format!("{}\n{}\n{size}\n", self.inputs, dist_digest(project)?))
    }
}

fn file(project: &Project) -> PathBuf {
    project.notes().join("dist.stamp")
}

fn dist_digest(project: &Project) -> Result<String> {
    let dist = project.dist();
    digest_of(&dist, &files_under(&dist)?)
}

/// Returns a digest of names and contents; it is the same on every machine.
pub fn digest_of(folder: &Path, files: &[PathBuf]) -> Result<String> {
    let mut all = Sha256::new();
    for file in files {
        let content = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        all.update(web_path(folder, file));
        all.update(Sha256::digest(&content));
    }
    Ok(hex(&all.finalize()))
}

/// Returns the first 16 hexadecimal digits of the content's SHA-256.
pub fn short_digest(content: &[u8]) -> String {
    hex(&Sha256::digest(content))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_digest_has_sixteen_digits_of_the_sha256() {
        assert_eq!(short_digest(b""), "e3b0c44298fc1c14");
    }
}
