//! `cargo xtask`: sets up the tools, builds, serves, tests and measures Wellkept.
//!
//! It calls ordinary programs (cargo, Trunk, wasm-opt, Node, a browser) and keeps whatever it fetches
//! under `target/` and `tests/e2e/node_modules`. Nothing of the app lives here.

mod bench;
mod browser;
mod bundle;
mod check;
mod fault;
mod figures;
mod foreign;
mod fuzz;
mod html;
mod node;
mod parts;
mod project;
mod serve;
mod shell;
mod sizes;
mod stamp;
mod summary;
mod tools;

use anyhow::{Context, Result, bail};
use project::Project;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask run [--port N]   builds the app and serves it on 127.0.0.1 (port 8080)
cargo xtask test             runs everything that must hold, browser tests included
cargo xtask check            formatting, clippy and native tests: the quick loop
cargo xtask build            makes dist/ and reports its sizes
cargo xtask bench [--quick]  measures the engines and the app, writes docs/benchmarks.md
cargo xtask fault [--rounds N]  kills, crashes and damages the app's storage, writes docs/reliability.md
cargo xtask foreign          opens what the app writes with programs of others (Python packages)
cargo xtask fuzz [--seconds N]  feeds every parser with what nobody would write";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the command that the arguments name; false means that something that must hold does not.
fn dispatch(arguments: &[String]) -> Result<bool> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let project = Project::find()?;
    match words.as_slice() {
        ["run"] => run(&project, serve::DEFAULT_PORT),
        ["run", "--port", port] => run(&project, parse_port(port)?),
        ["build"] => {
            bundle::build(&project, bundle::Want::Smallest)?;
            sizes::print_report(&sizes::report(&project)?);
            Ok(true)
        }
        ["check"] => check::check(&project),
        ["test"] => check::test(&project),
        ["fault"] => fault::fault(&project, fault::ROUNDS),
        ["fault", "--rounds", rounds] => fault::fault(
            &project,
            rounds.parse().with_context(|| format!("--rounds {rounds}: give a number"))?,
        ),
        ["foreign"] => Ok(foreign::test(&project)),
        ["fuzz"] => fuzz::fuzz(&project, fuzz::SECONDS),
        ["fuzz", "--seconds", seconds] => fuzz::fuzz(
            &project,
            seconds.parse().with_context(|| format!("--seconds {seconds}: give a number"))?,
        ),
        ["bench"] => bench::bench(&project, false),
        ["bench", "--quick"] => bench::bench(&project, true),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(true)
        }
        other => bail!("`cargo xtask {}` is not a command. There are:\n{HELP}", other.join(" ")),
    }
}

/// Builds what is not up to date and serves `dist/` until stopped.
fn run(project: &Project, port: u16) -> Result<bool> {
    let server = serve::bind(port)?;
    bundle::build(project, bundle::Want::Working)?;
    serve::serve(&server, &project.dist(), port);
    Ok(true)
}

/// Returns the port that `text` names.
fn parse_port(text: &str) -> Result<u16> {
    text.parse().with_context(|| format!("--port {text}: give a number from 1 to 65535"))
}
