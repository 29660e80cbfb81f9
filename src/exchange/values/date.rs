//! Dates and times as people write them: 2024-3-5, 2024年3月5日 14:30, 2023-08, 2024年Q3, Excel's serials.

use super::{Cursor, narrow};
use crate::exchange::import::Reason;
use crate::model::{Day, PartialDate, Quarter};

/// Years outside are slips of the pen.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2999;
/// Excel's day numbers that are read: 2023-03-15 to 2064-04-08. Others look too much like other numbers.
const SERIALS: std::ops::RangeInclusive<u32> = 45_000..=60_000;

/// Hours and minutes of a day, where they are said.
pub(in crate::exchange) type Time = Option<(u32, u32)>;

/// Reads a day, with the time of day as hours and minutes where there is one.
///
/// Midnight is what a spreadsheet writes behind every day, so it is no time.
pub(in crate::exchange) fn day_and_time(text: &str) -> Result<(Day, Option<(u32, u32)>), Reason> {
    match read(text)? {
        (PartialDate::Day(day), time) => Ok((day, time.filter(|time| *time != (0, 0)))),
        _ => Err(Reason::NotAWholeDay),
    }
}

/// Reads a day that is written without its year, such as 3月5日 or 3/5 14:30: month, day and time.
///
/// A point between the two could as well be a decimal point, so it is none.
pub(in crate::exchange) fn day_without_year(text: &str) -> Option<(u32, u32, Time)> {
    let text = narrow(text);
    let mut cursor = Cursor::new(text.trim());
    let month = cursor.number(2)?;
    cursor.space();
    cursor.one_of(&['月', '-', '/'])?;
    cursor.space();
    let day = cursor.number(2)?;
    let _ = cursor.one_of(&['日', '号']);
    // A leap day is one in some year.
    Day::new(2024, month, day)?;
    Some((month, day, time(cursor).ok()?.filter(|time| *time != (0, 0))))
}

/// Reads a date of any precision; a time behind it is let go.
pub fn partial_date(text: &str) -> Result<PartialDate, Reason> {
    read(text).map(|(date, _)| date)
}

fn read(text: &str) -> Result<(PartialDate, Option<(u32, u32)>), Reason> {
    let text = narrow(text);
    let text = text.trim();
    let mut cursor = Cursor::new(text);
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(text).map(|date| (date, None));
    }
    if let Some(found) = serial_with_time(text) {
        return Ok(found);
    }
    let start = cursor;
    let year = match cursor.number(4) {
        Some(year) if YEARS.contains(&year) => i32::try_from(year).map_err(|_| Reason::NotADate)?,
        Some(month) if month <= 12 && is_day_without_year(start) => return Err(Reason::NoYear),
        _ => return Err(Reason::NotADate),
    };
    cursor.space();
    let separator = cursor.one_of(&['年', '-', '/', '.']);
    cursor.space();
    if cursor.is_done() {
        return if separator == Some('年') {
            Ok((PartialDate::Year(year), None))
        } else {
            Err(Reason::NotADate)
        };
    }
    if let Some(quarter) = quarter(cursor) {
        return Ok((PartialDate::Quarter(year, quarter), None));
    }
    if separator.is_none() {
        return Err(Reason::NotADate);
    }
    let month = cursor.number(2).ok_or(Reason::NotADate)?;
    cursor.space();
    let separator = cursor.one_of(&['月', '-', '/', '.']);
    cursor.space();
    if cursor.is_done() && matches!(separator, None | Some('月')) {
        return match month {
            1..=12 => Ok((PartialDate::Month(year, month), None)),
            _ => Err(Reason::NoSuchDay),
        };
    }
    let day = separator.and_then(|_| cursor.number(2)).ok_or(Reason::NotADate)?;
    let day = Day::new(year, month, day).ok_or(Reason::NoSuchDay)?;
    let _ = cursor.one_of(&['日', '号']);
    Ok((day.into(), time(cursor)?))
}

/// Reads dates that are digits only: 20240305, 202403, 2024, and Excel's day numbers.
fn digits(text: &str) -> Result<PartialDate, Reason> {
    let number: u32 = text.parse().map_err(|_| Reason::NotADate)?;
    let year =
        |number: u32| i32::try_from(number).ok().filter(|_| YEARS.contains(&number)).ok_or(Reason::NotADate);
    match text.len() {
        4 => year(number).map(PartialDate::Year),
        5 => serial(number).map(PartialDate::Day).ok_or(Reason::NotADate),
        6 if (1..=12).contains(&(number % 100)) => Ok(PartialDate::Month(year(number / 100)?, number % 100)),
        8 => {
            let day = Day::new(year(number / 10_000)?, number / 100 % 100, number % 100);
            day.map(PartialDate::Day).ok_or(Reason::NoSuchDay)
        }
        _ => Err(Reason::NotADate),
    }
}

/// Returns the day that a spreadsheet stores as that number.
fn serial(number: u32) -> Option<Day> {
    let origin = Day::new(1899, 12, 30)?;
    SERIALS.contains(&number).then(|| origin.plus_days(i64::from(number)))
}

fn serial_with_time(text: &str) -> Option<(PartialDate, Option<(u32, u32)>)> {
    let (whole, fraction) = text.split_once('.')?;
    if whole.len() != 5 || fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let day = serial(whole.parse().ok()?)?;
    let millionths: u32 = format!("{fraction:0<6}").get(..6)?.parse().ok()?;
    let minutes = (u64::from(millionths) * 1440 + 500_000) / 1_000_000;
    let minutes = u32::try_from(minutes).ok()?.min(1439);
    Some((day.into(), Some((minutes / 60, minutes % 60))))
}

/// Reads Q3, 第三季度, 3季度 up to the end.
fn quarter(mut cursor: Cursor<'_>) -> Option<Quarter> {
    let is_lettered = cursor.one_of(&['Q', 'q']).is_some();
    let _ = cursor.one_of(&['第']);
    let number = match cursor.one_of(&['一', '二', '三', '四', '1', '2', '3', '4'])? {
        '一' | '1' => 1,
        '二' | '2' => 2,
        '三' | '3' => 3,
        _ => 4,
    };
    let is_named = cursor.word("季度") || cursor.word("季");
    Quarter::new(number).filter(|_| (is_lettered || is_named) && cursor.is_done())
}

fn is_day_without_year(mut cursor: Cursor<'_>) -> bool {
    let month = cursor.number(2);
    let separator = cursor.one_of(&['月', '-', '/', '.']);
    month.is_some() && separator.is_some() && cursor.number(2).is_some()
}

/// Reads what follows a day: nothing, 14:30, 14:30:15, T14:30, 14点30分, 下午2:30.
fn time(mut cursor: Cursor<'_>) -> Result<Option<(u32, u32)>, Reason> {
    cursor.space();
    let _ = cursor.one_of(&['T']);
    if cursor.is_done() {
        return Ok(None);
    }
    let is_late = ["下午", "晚上"].iter().any(|word| cursor.word(word));
    let _ = ["上午", "早上", "中午"].iter().any(|word| cursor.word(word));
    cursor.space();
    let hour = cursor.number(2).ok_or(Reason::NoSuchTime)?;
    let separator = cursor.one_of(&[':', '点', '时']).ok_or(Reason::NoSuchTime)?;
    let minute = cursor.number(2);
    let _ = cursor.one_of(&['分']);
    if minute.is_none() && separator == ':' {
        return Err(Reason::NoSuchTime);
    }
    if cursor.one_of(&[':']).is_some() {
        cursor.number(2).filter(|second| *second < 60).ok_or(Reason::NoSuchTime)?;
        if cursor.one_of(&['.']).is_some() {
            cursor.number(9).ok_or(Reason::NoSuchTime)?;
        }
    }
    let hour = if is_late && hour < 12 { hour + 12 } else { hour };
    let minute = minute.unwrap_or(0);
    if hour < 24 && minute < 60 && cursor.is_done() {
        Ok(Some((hour, minute)))
    } else {
        Err(Reason::NoSuchTime)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in [
            "2024-3-5",
            "2024-03-05",
            "2024/3/5",
            "2024.3.5",
            "2024年3月5日",
            "2024年3月5号",
            "20240305",
            "２０２４－３－５",
            " 2024 年 3 月 5日 ",
            "45356",
            "2024/3/5 0:00",
            "2024-03-05T00:00:00.000",
        ] {
            assert_eq!(
                day_and_time(text).map(|(day, time)| (day.to_string(), time)),
                Ok(("2024-03-05".into(), None)),
                "{text}"
            );
        }
        for (text, time) in [
            ("2024-03-05 14:30", (14, 30)),
            ("2024/3/5 9:05:59", (9, 5)),
            ("2024年3月5日14点30分", (14, 30)),
            ("2024年3月5日 下午2点", (14, 0)),
            ("45356.604167", (14, 30)),
        ] {
            assert_eq!(day_and_time(text).unwrap().1, Some(time), "{text}");
        }
    }

    #[test]
    fn partial_dates_keep_their_precision() {
        for (text, stored) in [
            ("2023-08", "2023-08"),
            ("2023年8月", "2023-08"),
            ("2023/8", "2023-08"),
            ("202308", "2023-08"),
            ("2024年Q3", "2024-Q3"),
            ("2024Q3", "2024-Q3"),
            ("2024-q3", "2024-Q3"),
            ("2024年第三季度", "2024-Q3"),
            ("2024年3季度", "2024-Q3"),
            ("2024", "2024"),
            ("2024年", "2024"),
            ("2024-02-29", "2024-02-29"),
        ] {
            assert_eq!(partial_date(text).map(|date| date.to_string()), Ok(stored.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (text, reason) in [
            ("2024-13-40", Reason::NoSuchDay),
            ("2024-02-30", Reason::NoSuchDay),
            ("20241340", Reason::NoSuchDay),
            ("2024-13", Reason::NoSuchDay),
            ("昨天", Reason::NotADate),
            ("3月5日", Reason::NoYear),
            ("3/5", Reason::NoYear),
            ("24-3-5", Reason::NotADate),
            ("3/15/2024", Reason::NoYear),
            ("0204-03-05", Reason::NotADate),
            ("2024-03-05 25:00", Reason::NoSuchTime),
            ("2024-03-05 左右", Reason::NoSuchTime),
            ("2023-08", Reason::NotAWholeDay),
            ("2024年Q3", Reason::NotAWholeDay),
            ("2024年", Reason::NotAWholeDay),
            ("12345", Reason::NotADate),
            ("", Reason::NotADate),
            ("13800138000", Reason::NotADate),
            ("99999999999999999999", Reason::NotADate),
            ("2024-", Reason::NotADate),
        ] {
            assert_eq!(day_and_time(text), Err(reason), "{text}");
        }
    }

    #[test]
    fn a_day_without_its_year_is_told_from_other_numbers() {
        for (text, read) in [
            ("3月5日", Some((3, 5, None))),
            ("３月５号", Some((3, 5, None))),
            ("12/31", Some((12, 31, None))),
            ("02-29 14:30", Some((2, 29, Some((14, 30))))),
            ("3月5日下午2点", Some((3, 5, Some((14, 0))))),
            ("2-30", None),
            ("13/1", None),
            ("3.5", None),
            ("3/5/2024", None),
            ("2024-3", None),
            ("3月", None),
            ("", None),
        ] {
            assert_eq!(day_without_year(text), read, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "[0-9年月日Q第三季度:./ -]{0,16}|.{0,20}") {
            let _ = day_and_time(&text);
            let _ = day_without_year(&text);
        }
    }
}
