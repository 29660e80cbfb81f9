//! The first line of a sealed file is what docs/book-format.md and its JSON Schema say.

#![allow(missing_docs, clippy::unwrap_used)]

use serde_json::Value;
use wellkept::seal::{Entropy, FileHead, MARK, PIECE, SealError, cipher};

fn head() -> FileHead {
    let entropy = Entropy { id: [1; 16], salt: [2; 16], nonce: [3; 24], key: [4; 32] };
    let (lock, _) = (cipher().make)("correct horse", entropy).unwrap();
    FileHead::new(lock, [5; 19], PIECE)
}

#[test]
fn the_first_line_fits_its_schema_and_the_example_of_the_document() {
    let schema: Value = serde_json::from_str(include_str!("../docs/sealed-file.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let text = head().text();
    assert!(text.starts_with(MARK) && text.ends_with("}\n"));
    let line: Value = serde_json::from_str(&text).unwrap();
    assert!(
        validator.is_valid(&line),
        "{:?}",
        validator.iter_errors(&line).map(|e| e.to_string()).collect::<Vec<_>>()
    );
    let document = include_str!("../docs/book-format.md");
    let example = document.lines().find(|line| line.starts_with(MARK)).unwrap();
    assert!(validator.is_valid(&serde_json::from_str(example).unwrap()));
    let (read, at) = FileHead::read(format!("{example}\n…").as_bytes()).unwrap();
    assert_eq!(at, example.len() + 1);
    // With the passphrase that the document names.
    assert!((cipher().unlock)(read.lock(), "correct horse").is_ok());
    assert_eq!((cipher().unlock)(read.lock(), "wrong horse").err(), Some(SealError::WrongPassphrase));
}

#[test]
fn a_newer_form_is_named_and_another_line_refused() {
    let text = head().text();
    let newer = text.replace(r#""version":1,"lock""#, r#""version":2,"lock""#);
    assert_ne!(newer, text);
    assert_eq!(FileHead::read(newer.as_bytes()).err(), Some(SealError::Newer));
    for other in ["", "{}\n", &text.replace("sealed", "sealt"), &text.replace(",", ", "), text.trim_end()] {
        assert_eq!(FileHead::read(other.as_bytes()).err(), Some(SealError::Damaged), "{other}");
    }
}
