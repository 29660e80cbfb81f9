//! Cells on their way into a spreadsheet through the clipboard.

/// Returns a text as one cell of a pasted table: in one line, and never run as a formula (a spreadsheet runs a
/// pasted cell that begins with `=`, `+`, `-` or `@`; a plain number may begin with a minus).
pub fn copied_cell(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let is_number = line
        .strip_prefix('-')
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == '.'));
    let first = line.chars().next();
    let runs = first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if runs && !is_number { format!("'{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::copied_cell;

    #[test]
    fn a_cell_is_one_line_and_no_formula() {
        for (text, cell) in [
            ("北辰\t科技\n甲", "北辰 科技 甲"),
            ("=1+1", "'=1+1"),
            ("-12.50", "-12.50"),
            ("-1+1", "'-1+1"),
            ("@SUM", "'@SUM"),
            ("", ""),
        ] {
            assert_eq!(copied_cell(text), cell);
        }
    }
}
