//! Calls other programs and tells how long each step took. Holds no knowledge of any of them.

use crate::project::Project;
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Runs one step of work and prints its name, how it ended and the seconds it took.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    step_that(name, Result::is_ok, work)
}

/// Runs one step of work whose result `holds` tells to be good or bad.
pub fn step_that<T>(name: &str, holds: impl FnOnce(&T) -> bool, work: impl FnOnce() -> T) -> T {
    println!("· {name} …");
    let start = Instant::now();
    let result = work();
    let mark = if holds(&result) { "✓" } else { "✗" };
    println!("{mark} {name} ({:.1} s)", start.elapsed().as_secs_f64());
    result
}

/// Returns the cargo that started this program.
pub fn cargo(project: &Project) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    command(project, Path::new(&program))
}

/// Returns a command in the project's folder that finds the fetched tools before all others.
pub fn command(project: &Project, program: &Path) -> Command {
    let mut folders = vec![project.tools().join("bin")];
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let mut command = Command::new(program);
    command.current_dir(&project.root);
    if let Ok(path) = std::env::join_paths(folders) {
        command.env("PATH", path);
    }
    command
}

/// Runs a command whose output the user sees; an unsuccessful end is an error that names the command.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{} cannot be started", describe(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", describe(command));
    }
    Ok(())
}

/// Runs a command silently and returns what it printed; on failure its words are in the error.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("{} cannot be started", describe(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{} failed ({})\n{}", describe(command), output.status, said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a command, shows its standard output as it comes, and returns it with whether it ended well.
pub fn tee(command: &mut Command) -> Result<(String, bool)> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} cannot be started", describe(command)))?;
    let mut text = String::new();
    if let Some(stdout) = child.stdout.take() {
        let mut reader = BufReader::new(stdout);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).context("a program's output cannot be read")? > 0 {
            let words = String::from_utf8_lossy(&line);
            print!("{words}");
            std::io::stdout().flush().ok();
            text.push_str(&words);
            line.clear();
        }
    }
    let status = child.wait().with_context(|| format!("{} cannot be waited for", describe(command)))?;
    Ok((text, status.success()))
}

/// Returns the program's path if one of the names is in a folder of PATH.
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    let files = names.iter().flat_map(|name| endings.iter().map(move |ending| format!("{name}{ending}")));
    files
        .flat_map(|file| folders.iter().map(move |folder| folder.join(&file)).collect::<Vec<_>>())
        .find(|path| path.is_file())
}

/// Returns the name of a program's file on this system.
pub fn program_file(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// Writes a command as one would type it, without the folder of its program.
fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(program.as_os_str()).to_string_lossy();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_described_as_typed() {
        let mut command = Command::new(Path::new("folder").join("trunk"));
        command.args(["build", "--release"]);
        assert_eq!(describe(&command), "trunk build --release");
    }

    #[test]
    fn a_program_that_does_not_exist_is_not_found() {
        assert_eq!(find_program(&["wellkept-no-such-program"]), None);
    }
}
