//! The lines of vCards and calendars (RFC 6350 §3, RFC 5545 §3): folded at 75 bytes, with escaped texts.

/// The most bytes of a line, its end not counted.
const LONGEST: usize = 75;

/// Adds a line, folded where it is too long; no character is cut in two.
pub(super) fn add(out: &mut String, line: &str) {
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// Returns a text as a value: what has a meaning of its own is escaped, other control characters go.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// Returns the text that an escaped value stands for.
pub(super) fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            (c, false) => out.push(c),
        }
    }
    out
}

/// Returns the parts of a value that a mark sets apart, still escaped; an escaped mark sets nothing apart.
pub(super) fn parts(value: &str, mark: char) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut is_escaped) = (0, false);
    for (place, c) in value.char_indices() {
        if c == mark && !is_escaped {
            found.extend(value.get(start..place));
            start = place + c.len_utf8();
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    found.extend(value.get(start..));
    found
}

/// Returns the lines of a text, unfolded, each with the number of its first line, counted from 1.
pub(super) fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (place, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ => lines.push((place + 1, line.to_owned())),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_folded_and_escaped_comes_back(text in "[ -~北辰😀\n;,\\\\]{0,200}") {
            let mut out = String::new();
            add(&mut out, &format!("NOTE:{}", escaped(&text)));
            prop_assert!(out.split("\r\n").all(|line| line.len() <= LONGEST));
            let lines = unfolded(&out);
            let value = lines[0].1.strip_prefix("NOTE:").unwrap();
            prop_assert_eq!(unescaped(value), text);
        }
    }

    #[test]
    fn an_escaped_mark_sets_nothing_apart() {
        assert_eq!(parts("a;b\\;c;;d\\\\;e", ';'), ["a", "b\\;c", "", "d\\\\", "e"]);
    }
}
