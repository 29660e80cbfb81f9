//! The corpus of the fuzz targets (`cargo xtask fuzz`), and what every file in it must survive. Issue 8.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::Path;

#[test]
fn every_file_of_the_corpus_is_read_or_refused_and_nothing_breaks() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    for (name, target) in targets::ALL {
        let files: Vec<_> = fs::read_dir(root.join(name)).unwrap().map(|file| file.unwrap().path()).collect();
        assert!(files.len() >= 2, "{name} has no corpus");
        for file in files {
            let bytes = fs::read(&file).unwrap();
            assert!(bytes.len() <= 1 << 16, "{} is too large for a corpus", file.display());
            target(&bytes);
        }
    }
}

#[test]
fn every_target_has_a_fuzz_target_and_a_corpus_of_its_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = |folder: &str| {
        let entries = fs::read_dir(root.join(folder)).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let mut all: Vec<String> = targets::ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
    all.sort();
    assert_eq!(names("fuzz/fuzz_targets"), all);
    assert_eq!(names("tests/corpus"), all);
}

#[test]
fn the_lock_of_the_fuzz_targets_knows_what_the_library_depends_on() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let (cargo, lock) = (read("Cargo.toml"), read("fuzz/Cargo.lock"));
    let library = lock.split("[[package]]").find(|part| part.contains("name = \"wellkept\"\n")).unwrap();
    let sections = cargo.split("\n[").filter(|part| {
        part.split(']').next().is_some_and(|name| name.ends_with("dependencies") && !name.contains("dev-"))
    });
    let wanted = sections.flat_map(|part| part.lines().skip(1)).filter_map(|line| {
        line.split_once(['=', '.']).map(|(name, _)| name.trim()).filter(|name| !name.starts_with('#'))
    });
    let mut count = 0;
    for name in wanted {
        assert!(library.contains(&format!("\"{name}")), "{name}: run cargo metadata in fuzz/");
        count += 1;
    }
    assert!(count > 10);
}
