//! Days and times as they are written in a line.

use crate::model::Day;
use crate::policy::Calendar;

/// Reads a word as a day that has been: one without a year is the last that was. `None` if it is no day at all,
/// an error if the calendar has no such day.
pub(super) fn past(word: &str, today: Day) -> Option<Result<Day, ()>> {
    let back = match word.to_lowercase().as_str() {
        "今天" | "今日" | "today" => Some(0),
        "昨天" | "昨日" | "yesterday" => Some(1),
        "前天" => Some(2),
        _ => None,
    };
    if let Some(back) = back {
        return Some(Ok(today.plus_days(-back)));
    }
    let (year, month, date) = parts(word)?;
    if year.is_some() {
        return Some(on(year, month, date));
    }
    // 2/29 is the last one that there was.
    let last =
        (0..=8).find_map(|back| on(Some(today.year() - back), month, date).ok().filter(|day| *day <= today));
    Some(last.ok_or(()))
}

/// Reads a word as a day that is to come, from `from` on: a day, or so many working days (2工作日, 2wd).
pub(super) fn coming(word: &str, from: Day, calendar: &Calendar<'_>) -> Option<Result<Day, ()>> {
    let ahead = match word.to_lowercase().as_str() {
        "今天" | "今日" | "today" => Some(0),
        "明天" | "明日" | "tomorrow" => Some(1),
        "后天" => Some(2),
        _ => None,
    };
    if let Some(ahead) = ahead {
        return Some(Ok(from.plus_days(ahead)));
    }
    let working = ["个工作日", "工作日", "wd"].iter().find_map(|end| word.strip_suffix(end));
    if let Some(days) = working.and_then(|days| days.parse::<u32>().ok()).filter(|days| *days <= 365) {
        return Some(Ok(calendar.after_working_days(from, days)));
    }
    let (year, month, date) = parts(word)?;
    if year.is_some() {
        return Some(on(year, month, date));
    }
    let next =
        (0..=8).find_map(|ahead| on(Some(from.year() + ahead), month, date).ok().filter(|day| *day >= from));
    Some(next.ok_or(()))
}

/// Reads `14:30`.
pub(super) fn time(word: &str) -> Option<String> {
    let (hour, minute) = word.split_once([':', '：'])?;
    let number = |text: &str, most: u32| {
        let is_short = !text.is_empty() && text.len() <= 2 && text.chars().all(|c| c.is_ascii_digit());
        text.parse::<u32>().ok().filter(|number| is_short && *number <= most)
    };
    let (hour, minute) = (number(hour, 23)?, number(minute, 59).filter(|_| minute.len() == 2)?);
    Some(format!("{hour:02}:{minute:02}"))
}

fn on(year: Option<i32>, month: u32, date: u32) -> Result<Day, ()> {
    year.and_then(|year| Day::new(year, month, date)).ok_or(())
}

/// Returns year, month and day of `2024-05-10`, `2024/5/10`, `5/10`, `5-10`, `5月10日`, `5.10`.
fn parts(word: &str) -> Option<(Option<i32>, u32, u32)> {
    let word = word.strip_suffix(['日', '号']).unwrap_or(word);
    let pieces: Vec<&str> = word.split(['/', '-', '年', '月', '.']).collect();
    let number = |text: &str, digits: usize| -> Option<u32> {
        let fits = !text.is_empty() && text.len() <= digits && text.chars().all(|c| c.is_ascii_digit());
        if fits { text.parse().ok() } else { None }
    };
    match pieces.as_slice() {
        [month, date] => Some((None, number(month, 2)?, number(date, 2)?)),
        [year, month, date] if year.len() == 4 => {
            let year = i32::try_from(number(year, 4)?).ok()?;
            Some((Some(year), number(month, 2)?, number(date, 2)?))
        }
        _ => None,
    }
}
