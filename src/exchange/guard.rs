//! The guard against formulas in CSV (docs/tables.md): spreadsheets run a cell that begins with `=`, `+`,
//! `-`, `@` or a control character, whoever wrote it. An apostrophe in front keeps it a text.
//!
//! Writing puts one in front of such a text, and in front of such a text behind apostrophes; reading takes
//! one away from what writing would have given one. So every text comes back as it was.

use std::borrow::Cow;

/// Returns a text as it may stand in a CSV file.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Returns the text that a cell of a CSV file stands for.
pub(super) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_dangerous(rest)).unwrap_or(cell)
}

/// Tells whether a spreadsheet may run it, or may after an apostrophe is taken away.
fn is_dangerous(text: &str) -> bool {
    let first = text.trim_start_matches('\'').chars().next();
    // The full-width ones are formulas to a spreadsheet that is set to Chinese or Japanese.
    first.is_some_and(|c| {
        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_can_run_gets_an_apostrophe_and_nothing_else_does() {
        for (text, guard) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+86 138", "'+86 138"),
            ("-3", "'-3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("\0=1", "'\0=1"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("'正常", "'正常"),
            ("a=1", "a=1"),
            ("", ""),
            ("'", "'"),
        ] {
            assert_eq!(guarded(text), guard, "{text:?}");
            assert_eq!(unguarded(guard), text, "{text:?}");
        }
        assert_eq!(unguarded("=1"), "=1", "a cell of another program stays as it is");
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "['=+@\\-\t\r\0＝a客]{0,6}|.{0,20}") {
            let guard = guarded(&text);
            prop_assert!(!guard.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']));
            prop_assert_eq!(unguarded(&guard), text.as_str());
        }
    }
}
