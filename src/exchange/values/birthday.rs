//! Birthdays as people write them: 5-10, 1980年5月10日, 农历八月十五 (A2.28).

use super::narrow;
use crate::exchange::import::Reason;
use crate::model::{Birthday, Day};

const LUNAR: [&str; 4] = ["农历", "阴历", "旧历", "lunar"];
const SOLAR: [&str; 4] = ["公历", "阳历", "新历", "solar"];
/// What one digit is called, from one on.
const DIGITS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// Reads a birthday; by the lunar calendar where the text or `is_lunar` says so.
///
/// # Errors
/// It is none, or names a year in which nobody was born who still has one.
pub fn birthday(text: &str, is_lunar: bool, today: Day) -> Result<Birthday, Reason> {
    let narrowed = narrow(text).trim().to_lowercase();
    let mut rest = narrowed.as_str();
    let mut is_lunar = is_lunar;
    for (words, lunar) in [(LUNAR, true), (SOLAR, false)] {
        if let Some(after) = words.iter().find_map(|word| rest.strip_prefix(word)) {
            (rest, is_lunar) = (after.trim_start(), lunar);
        }
    }
    // A spreadsheet writes midnight behind a day.
    let rest = rest.strip_suffix("00:00").unwrap_or(rest);
    let is_part = |c: char| matches!(c, '-' | '/' | '.' | '年' | '月' | '日' | '号' | ' ');
    let parts = rest.split(is_part).filter(|part| !part.is_empty());
    let numbers: Option<Vec<u32>> = parts.map(number).collect();
    let (year, month, day) = match numbers.as_deref() {
        Some([month, day]) => (None, *month, *day),
        Some([year, month, day]) => (i32::try_from(*year).ok(), *month, *day),
        _ => return Err(Reason::NotABirthday),
    };
    let is_possible = |year: i32| (1900..=today.year()).contains(&year);
    let make = if is_lunar { Birthday::lunar } else { Birthday::solar };
    make(year, month, day).filter(|_| year.is_none_or(is_possible)).ok_or(Reason::NotABirthday)
}

/// Reads a number in digits or, up to 39, in Chinese words as the lunar calendar has them: 正, 初五, 十二, 廿三, 腊.
fn number(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let digit =
        |c: char| DIGITS.iter().position(|other| *other == c).and_then(|at| u32::try_from(at + 1).ok());
    let letters: Vec<char> = text.chars().collect();
    match letters.as_slice() {
        ['正'] => Some(1),
        ['冬'] => Some(11),
        ['腊'] => Some(12),
        ['廿'] => Some(20),
        [one] => digit(*one),
        ['初', one] => digit(*one),
        ['十', one] => digit(*one).map(|one| 10 + one),
        ['廿', one] | ['二', '十', one] => digit(*one).map(|one| 20 + one),
        ['二', '十'] => Some(20),
        ['三', '十'] => Some(30),
        ['三', '十', '一'] => Some(31),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a2_28_birthdays_are_read_by_both_calendars() {
        let read = |text: &str| birthday(text, false, Day::new(2024, 5, 10).unwrap());
        for (text, stored) in [
            ("5-10", "05-10"),
            ("5月10日", "05-10"),
            ("1980-05-10", "1980-05-10"),
            ("1980/5/10 00:00", "1980-05-10"),
            ("１９８０年５月１０日", "1980-05-10"),
            ("公历 5.10", "05-10"),
            ("农历八月十五", "lunar 08-15"),
            ("农历 正月初一", "lunar 01-01"),
            ("阴历腊月廿三", "lunar 12-23"),
            ("Lunar 1980-8-15", "lunar 1980-08-15"),
            ("农历十二月三十", "lunar 12-30"),
        ] {
            assert_eq!(read(text).map(|birthday| birthday.to_string()), Ok(stored.to_owned()), "{text}");
        }
        for text in ["", "5", "2-30", "1880-5-10", "2030-1-1", "农历 13-1", "每年", "1-2-3-4"] {
            assert_eq!(read(text), Err(Reason::NotABirthday), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "[0-9年月日农历初十廿正腊/. -]{0,16}|.{0,16}") {
            let _ = birthday(&text, false, Day::new(2024, 5, 10).unwrap());
        }
    }
}
