//! Money is exact: whole fen, with its currency.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The currency of an amount, stored as its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Currency {
    /// Chinese yuan, the currency of a book (rulings, "Money").
    #[default]
    #[serde(rename = "CNY")]
    Cny,
}

/// An amount of money in whole fen (hundredths of a yuan).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Money {
    /// Hundredths of the currency's unit; below zero is a refund.
    pub fen: i64,
    /// The currency.
    pub currency: Currency,
}

/// Why a text is not one amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// It is not a number.
    #[error("not an amount")]
    NotANumber,
    /// It names two amounts, such as 5000万-1亿.
    #[error("a range, not one amount")]
    Range,
    /// It has more than two digits of a yuan behind the point.
    #[error("finer than one fen")]
    TooFine,
    /// It is larger than a book can hold.
    #[error("too large")]
    TooLarge,
}

impl Money {
    /// No money.
    pub const ZERO: Self = Self { fen: 0, currency: Currency::Cny };
    /// The largest amount that is read, a million 亿, far inside what the type holds.
    const MAX_FEN: i128 = 10_000_000_000_000_000;

    /// Returns that many fen in CNY.
    pub fn fen(fen: i64) -> Self {
        Self { fen, currency: Currency::Cny }
    }

    /// Returns that many whole yuan.
    pub fn yuan(yuan: i64) -> Self {
        Self::fen(yuan.saturating_mul(100))
    }

    /// Returns the sum, held at the ends of the type.
    pub fn plus(self, other: Self) -> Self {
        Self::fen(self.fen.saturating_add(other.fen))
    }

    /// Reads one amount as people write it: `1,200.50`, `¥1200`, `1.2万`, `3亿`, `12000元`, full-width digits.
    ///
    /// # Errors
    /// Says why it is not one amount of money.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let text: String =
            text.chars().map(narrow).filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '\t')).collect();
        let text = text.strip_prefix("CNY").or_else(|| text.strip_prefix("RMB")).unwrap_or(&text);
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let text = text.strip_prefix(['¥', '￥']).unwrap_or(text);
        let text = text.strip_suffix('元').unwrap_or(text);
        let (digits, unit) = match text.chars().last() {
            Some('万') => (text.trim_end_matches('万'), 10_000_i128),
            Some('亿') => (text.trim_end_matches('亿'), 100_000_000),
            _ => (text, 1),
        };
        if digits.contains(['-', '~', '至', '—', '–']) {
            return Err(MoneyError::Range);
        }
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !is_digits(whole) || !is_digits(fraction) {
            return Err(MoneyError::NotANumber);
        }
        if whole.len() > 18 || fraction.len() > 18 {
            return Err(MoneyError::TooLarge);
        }
        let number = |part: &str| if part.is_empty() { Ok(0) } else { part.parse::<i128>() };
        let scale = 10_i128.pow(u32::try_from(fraction.len()).unwrap_or(18));
        let whole = number(whole).map_err(|_| MoneyError::NotANumber)?;
        let fraction = number(fraction).map_err(|_| MoneyError::NotANumber)?;
        let scaled = (whole * scale + fraction) * unit * 100;
        if scaled % scale != 0 {
            return Err(MoneyError::TooFine);
        }
        let fen = scaled / scale;
        if fen > Self::MAX_FEN {
            return Err(MoneyError::TooLarge);
        }
        let fen = i64::try_from(fen).map_err(|_| MoneyError::TooLarge)?;
        Ok(Self::fen(if negative { -fen } else { fen }))
    }

    /// Returns the amount in yuan with two digits, without separators: the form for a field or a file.
    pub fn plain(self) -> String {
        let sign = if self.fen < 0 { "-" } else { "" };
        let fen = self.fen.unsigned_abs();
        if fen.is_multiple_of(100) {
            format!("{sign}{}", fen / 100)
        } else {
            format!("{sign}{}.{:02}", fen / 100, fen % 100)
        }
    }
}

/// Turns a full-width character into its narrow one.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '−' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, fen) in [
            ("1200", 120_000),
            ("1,200.50", 120_050),
            ("¥ 1200元", 120_000),
            ("1.2万", 1_200_000),
            ("3亿", 30_000_000_000),
            ("１２．５万元", 12_500_000),
            ("-3", -300),
            (".5", 50),
        ] {
            assert_eq!(Money::parse(text), Ok(Money::fen(fen)), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_says_why() {
        for (text, error) in [
            ("", MoneyError::NotANumber),
            ("abc", MoneyError::NotANumber),
            ("1.2.3", MoneyError::NotANumber),
            ("5000万-1亿", MoneyError::Range),
            ("0.001", MoneyError::TooFine),
            ("99999999999999999999", MoneyError::TooLarge),
            ("999999999999亿", MoneyError::TooLarge),
        ] {
            assert_eq!(Money::parse(text), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_plain_amount_reads_back(fen in -1_000_000_000_000_i64..1_000_000_000_000) {
            prop_assert_eq!(Money::parse(&Money::fen(fen).plain()), Ok(Money::fen(fen)));
        }

        #[test]
        fn no_text_breaks_it(text in ".{0,40}") {
            let _ = Money::parse(&text);
        }
    }
}
