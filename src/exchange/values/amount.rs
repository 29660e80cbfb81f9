//! Amounts, counts, percentages and ratings as people write them.

use super::narrow;
use crate::exchange::import::Reason;
use crate::model::{Money, MoneyError};

/// Reads one amount that is not below zero, in yuan or, where the column says so, in 万元.
///
/// A unit in the cell counts more than the heading's.
pub(in crate::exchange) fn money(text: &str, in_wan: bool) -> Result<Money, Reason> {
    let text = narrow(text);
    let has_unit = text.contains(['万', '亿', '元', '¥', '￥']);
    let money =
        if in_wan && !has_unit { Money::parse(&format!("{}万", text.trim())) } else { Money::parse(&text) };
    match money {
        Ok(money) if money.fen < 0 => Err(Reason::Negative),
        Ok(money) => Ok(money),
        Err(MoneyError::NotANumber) => Err(Reason::NotAnAmount),
        Err(MoneyError::Range) => Err(Reason::AmountRange),
        Err(MoneyError::TooFine) => Err(Reason::AmountTooFine),
        Err(MoneyError::TooLarge) => Err(Reason::AmountTooLarge),
    }
}

/// Reads a whole number such as 3 or 3次.
pub(in crate::exchange) fn count(text: &str) -> Result<u32, Reason> {
    let text = narrow(text);
    let text = text.trim().trim_end_matches(['次', '个', '家']).trim_end();
    let whole = text.strip_suffix(".0").unwrap_or(text);
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Reason::NotACount);
    }
    whole.parse().map_err(|_| Reason::NotACount)
}

/// Reads a rating from 1 to 5.
pub(in crate::exchange) fn rating(text: &str) -> Result<u8, Reason> {
    let text = narrow(text);
    let text = text.trim().trim_end_matches('分').trim_end();
    match text.strip_suffix(".0").unwrap_or(text) {
        "1" => Ok(1),
        "2" => Ok(2),
        "3" => Ok(3),
        "4" => Ok(4),
        "5" => Ok(5),
        _ => Err(Reason::NotARating),
    }
}

/// Reads a share as a percentage, 0–100: 80%, 80 or 0.8; and tells whether a fraction was cut off.
///
/// 1 can be all or a hundredth, and is refused.
pub(in crate::exchange) fn percent(text: &str) -> Result<(u8, bool), Reason> {
    let text = narrow(text);
    let text = text.trim();
    let (number, has_sign) = match text.strip_suffix('%') {
        Some(number) => (number.trim_end(), true),
        None => (text, false),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || fraction.len() > 12 || !is_digits(whole) || !is_digits(fraction)
    {
        return Err(Reason::NotAPercent);
    }
    let whole: u8 = whole.parse().map_err(|_| Reason::NotAPercent)?;
    let is_cut = |rest: &str| rest.bytes().any(|byte| byte != b'0');
    if !has_sign && whole == 0 && !fraction.is_empty() {
        let padded = format!("{fraction:0<2}");
        let (hundredths, rest) = padded.split_at_checked(2).ok_or(Reason::NotAPercent)?;
        return Ok((hundredths.parse().map_err(|_| Reason::NotAPercent)?, is_cut(rest)));
    }
    if !has_sign && whole == 1 {
        return Err(Reason::AmbiguousPercent);
    }
    if whole > 100 || (whole == 100 && is_cut(fraction)) {
        Err(Reason::NotAPercent)
    } else {
        Ok((whole, is_cut(fraction)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_follow_the_unit_of_the_cell_and_then_of_the_heading() {
        for (text, in_wan, yuan) in [
            ("1,200", false, 1200),
            ("1.2万", false, 12_000),
            ("1.2", true, 12_000),
            ("0.12345", true, 1234),
            ("1.2万元", true, 12_000),
            ("12000元", true, 12_000),
            ("１２０", false, 120),
        ] {
            assert_eq!(money(text, in_wan).unwrap().fen / 100, yuan, "{text}");
        }
        for (text, reason) in [
            ("-3", Reason::Negative),
            ("5000万-1亿", Reason::AmountRange),
            ("待定", Reason::NotAnAmount),
            ("0.001", Reason::AmountTooFine),
            ("999999999999亿", Reason::AmountTooLarge),
        ] {
            assert_eq!(money(text, false), Err(reason), "{text}");
        }
    }

    #[test]
    fn shares_ratings_and_counts_are_read() {
        for (text, value) in [
            ("80%", Ok((80, false))),
            ("80", Ok((80, false))),
            ("0.8", Ok((80, false))),
            ("0.333", Ok((33, true))),
            ("66.7%", Ok((66, true))),
            ("0", Ok((0, false))),
            ("1%", Ok((1, false))),
            ("100", Ok((100, false))),
            ("1", Err(Reason::AmbiguousPercent)),
            ("101", Err(Reason::NotAPercent)),
            ("高", Err(Reason::NotAPercent)),
            ("-5%", Err(Reason::NotAPercent)),
            ("999%", Err(Reason::NotAPercent)),
        ] {
            assert_eq!(percent(text), value, "{text}");
        }
        assert_eq!((rating("4"), rating("4分"), rating("4.0")), (Ok(4), Ok(4), Ok(4)));
        assert_eq!(
            (rating("0"), rating("4.5"), rating("好")),
            (Err(Reason::NotARating), Err(Reason::NotARating), Err(Reason::NotARating))
        );
        assert_eq!((count("3次"), count("12"), count("1.5")), (Ok(3), Ok(12), Err(Reason::NotACount)));
        assert_eq!(count("99999999999"), Err(Reason::NotACount));
    }
}
