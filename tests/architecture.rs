//! Holds the inner walls: which room may import which, as ARCHITECTURE.md draws them.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may name. What stands above nobody may look down.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("order", &[]),
    ("listing", &[]),
    ("seal", &[]),
    ("book", &["model"]),
    ("facts", &["model", "book"]),
    ("query", &["model", "book", "facts"]),
    ("policy", &["model", "facts", "query"]),
    ("tiering", &["model", "book", "facts", "query", "policy"]),
    ("cadence", &["model", "book", "facts", "query", "policy", "tiering"]),
    ("exchange", &["model", "book", "policy"]),
    ("text", &["model", "policy", "facts", "query"]),
    ("sample", &["model", "book", "text", "policy"]),
    (
        "app",
        &[
            "model", "book", "facts", "listing", "query", "policy", "tiering", "cadence", "exchange", "text",
            "sample",
        ],
    ),
    ("platform", &["model", "book", "exchange", "app", "seal"]),
    (
        "ui",
        &[
            "app", "model", "book", "facts", "listing", "query", "policy", "tiering", "cadence", "exchange",
            "text", "sample", "seal",
        ],
    ),
];

/// Browser crates, which only these rooms may name.
const BROWSER: &[&str] =
    &["leptos", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo_storage", "idb"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Returns every source file with its path below src and its code, comments left out.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    found
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            (name, code.join("\n"))
        })
        .collect()
}

fn room(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap_or_default()
}

/// Returns the rooms that a file names by `crate::room`.
fn named(code: &str) -> Vec<&str> {
    code.split("crate::")
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next())
        .filter(|name| ROOMS.iter().any(|(room, _)| room == name))
        .collect()
}

#[test]
fn each_room_names_only_the_rooms_it_may() {
    let mut wrong = Vec::new();
    for (name, code) in files() {
        let Some((own, allowed)) = ROOMS.iter().find(|(own, _)| *own == room(&name)) else { continue };
        for other in named(&code) {
            let is_boot = name.starts_with("ui/boot") && other == "platform";
            if other != *own && other != "order" && !allowed.contains(&other) && !is_boot {
                wrong.push(format!("{name} names {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_room_is_on_the_map() {
    for (name, _) in files() {
        let room = room(&name);
        let is_door = ["lib", "main", "bin"].contains(&room);
        assert!(is_door || ROOMS.iter().any(|(own, _)| *own == room), "{name} is in no room of the map");
    }
}

#[test]
fn only_platform_and_ui_name_the_browser() {
    for (name, code) in files() {
        if ["platform", "ui", "main", "bin"].contains(&room(&name)) {
            continue;
        }
        for word in BROWSER {
            assert!(!code.contains(&format!("{word}::")), "{name} names {word}");
        }
    }
}

#[test]
fn only_the_reading_and_writing_of_workbooks_names_their_crates() {
    for (name, code) in files() {
        if name.starts_with("exchange/workbook") {
            continue;
        }
        for word in ["calamine", "rust_xlsxwriter", "zip::"] {
            assert!(!code.contains(word), "{name} names {word}");
        }
    }
}

#[test]
fn the_pure_rooms_ask_no_clock_and_draw_no_lots() {
    for (name, code) in files() {
        if ["platform", "ui", "main", "bin"].contains(&room(&name)) {
            continue;
        }
        for word in ["Utc::now", "Local::now", "SystemTime", "Instant::now", "rand::", "std::fs", "std::net"]
        {
            assert!(!code.contains(word), "{name} names {word}");
        }
    }
}

#[test]
fn what_the_rules_forbid_to_ship_does_not_stand_in_the_pages() {
    // A style attribute in a literal is refused by the page's own policy; style:name= is not.
    for (name, code) in files() {
        assert!(!code.contains(" style=\""), "{name} has a style attribute, which the policy blocks");
    }
}
