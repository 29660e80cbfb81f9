//! Telephone numbers: what can be one, without changing how people write it (A3.14).

/// Tells whether a text can be a telephone number: a Chinese mobile, a landline with or without area code and
/// extension, a service number, or an international one with its country code. A star stands for a digit that is
/// kept from view, as the handbooks print them (A0.5).
pub fn is_phone(text: &str) -> bool {
    let text = text.trim().replace('*', "0");
    let text = text.as_str();
    let is_allowed =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')' | '（' | '）' | '.');
    let (number, extension) = match text.split_once(['转', 'x', 'X', '#']) {
        Some((number, extension)) => (number, Some(extension.trim())),
        None => (text, None),
    };
    let is_extension = |text: &str| (1..=6).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit());
    if !number.chars().all(is_allowed) || !extension.is_none_or(is_extension) {
        return false;
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let coded = match digits.strip_prefix("00") {
        Some(rest) => Some(rest),
        None => Some(digits.as_str()).filter(|_| number.trim_start().starts_with('+')),
    };
    let home = coded.and_then(|digits| digits.strip_prefix("86"));
    let is_foreign = coded.is_some() && home.is_none();
    let digits = home.or(coded).unwrap_or(&digits);
    let count = digits.len();
    match digits.as_bytes() {
        _ if is_foreign => (7..=15).contains(&count),
        [b'1', b'3'..=b'9', ..] if count == 11 => true,
        [b'0', ..] => (10..=12).contains(&count),
        [b'4' | b'8', b'0', b'0', ..] => count == 10,
        // An area code stands without its zero behind that of the country.
        [b'1'..=b'9', ..] if home.is_some() && (9..=11).contains(&count) => true,
        [b'9' | b'1', ..] if (5..=6).contains(&count) => true,
        [b'2'..=b'8', ..] => (7..=8).contains(&count),
        _ => false,
    }
}

/// Tells whether a text can be the address of a page, with or without `https://`.
pub fn is_website(text: &str) -> bool {
    let name = text.trim_start_matches("https://").trim_start_matches("http://");
    let host = name.split('/').next().unwrap_or_default();
    let is_allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':');
    host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && host.chars().all(is_allowed)
        && !text.contains(char::is_whitespace)
}

/// Tells whether a text can be an e-mail address: one `@` with something before it and a host behind.
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_host = host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@');
    !name.is_empty() && is_host && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_called_is_let_through_and_the_rest_is_not() {
        for phone in [
            "13800001111",
            "138 0000 1111",
            "+86 138-0000-1111",
            "010-88886666",
            "+86 10 8888 6666",
            "+86 755 8888 6666",
            "0086 13800001111",
            "0755 8888666",
            "(021)66668888",
            "88886666",
            "400-800-1234",
            "95588",
            "010-88886666转123",
            "+1 (415) 555-0100",
            "010-88886666 x12",
            "138****5678",
        ] {
            assert!(is_phone(phone), "{phone}");
        }
        for wrong in [
            "",
            "打给我",
            "1380000111",
            "12800001111",
            "138000011112",
            "+1",
            "+86 123",
            "010-88886666转",
            "0-1",
            "a@b.c",
        ] {
            assert!(!is_phone(wrong), "{wrong}");
        }
    }
}
