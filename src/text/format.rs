//! Numbers, money and dates, as each language writes them.

use super::Language;
use crate::model::{Day, Money, PartialDate};

/// Things that phrases count.
const COUNTED: [&str; 32] = [
    "bytes",
    "cells",
    "changes",
    "characters",
    "columns",
    "contacts",
    "customers",
    "days",
    "faults",
    "fields",
    "files",
    "headings",
    "hours",
    "minutes",
    "months",
    "moves",
    "names",
    "needs",
    "numbers",
    "orders",
    "papers",
    "places",
    "plans",
    "points",
    "records",
    "rows",
    "steps",
    "tables",
    "times",
    "weeks",
    "windows",
    "years",
];

/// Writes one of a thing as English does: 1 customer, not 1 customers; and what is said of it: `⟨is|are⟩` is chosen by
/// the number before it.
pub(super) fn of_one(text: String) -> String {
    let text = agreeing(text);
    let mut rest = text.as_str();
    let mut written = String::new();
    while let Some((before, after)) = rest.split_once("1 ") {
        // 21, 0–1, 2.1 and v1 are not one.
        let stands_alone =
            before.chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '“'));
        let word: usize = after.bytes().take_while(u8::is_ascii_lowercase).count();
        let word = after.get(..word).unwrap_or_default();
        written.push_str(before);
        written.push_str("1 ");
        rest = after;
        if stands_alone && COUNTED.contains(&word) {
            written.push_str(word.strip_suffix('s').unwrap_or(word));
            rest = after.get(word.len()..).unwrap_or_default();
        }
    }
    if written.is_empty() {
        return text;
    }
    written.push_str(rest);
    written
}

/// Chooses each `⟨one|several⟩` by the last whole number before it.
fn agreeing(text: String) -> String {
    let mut rest = text.as_str();
    let mut written = String::new();
    while let Some((before, (choice, after))) =
        rest.split_once('⟨').and_then(|(before, rest)| Some((before, rest.split_once('⟩')?)))
    {
        written.push_str(before);
        match choice.split_once('|') {
            Some((one, several)) => {
                let is_figure = |part: &&str| part.contains(|c: char| c.is_ascii_digit());
                let number = written.split(|c: char| !c.is_ascii_digit() && c != ',').rfind(is_figure);
                written.push_str(if number == Some("1") { one } else { several });
            }
            // Somebody's own words.
            None => written.extend(["⟨", choice, "⟩"]),
        }
        rest = after;
    }
    if written.is_empty() {
        return text;
    }
    written.push_str(rest);
    written
}

impl Language {
    /// Writes a whole number with thousands separators.
    pub fn number(self, value: i64) -> String {
        let digits = value.unsigned_abs().to_string();
        let mut text = String::with_capacity(digits.len() + 4);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        if value < 0 { format!("-{text}") } else { text }
    }

    /// Writes an amount in full, such as ¥1,200.50.
    pub fn money(self, money: Money) -> String {
        let fen = money.fen.unsigned_abs();
        let sign = if money.fen < 0 { "-" } else { "" };
        let yuan = self.number(i64::try_from(fen / 100).unwrap_or(i64::MAX));
        if fen.is_multiple_of(100) {
            format!("{sign}¥{yuan}")
        } else {
            format!("{sign}¥{yuan}.{:02}", fen % 100)
        }
    }

    /// Writes an amount for a narrow column: 万 and 亿 in Chinese, k and M in English, one digit, cut.
    pub fn money_short(self, money: Money) -> String {
        let yuan = money.fen / 100;
        let tenths = |unit: i64| format!("{}.{}", yuan / unit, (yuan % unit).abs() * 10 / unit);
        match self {
            Self::Chinese if yuan.abs() >= 100_000_000 => format!("{}亿", tenths(100_000_000)),
            Self::Chinese if yuan.abs() >= 10_000 => format!("{}万", tenths(10_000)),
            Self::English if yuan.abs() >= 1_000_000 => format!("¥{}M", tenths(1_000_000)),
            Self::English if yuan.abs() >= 10_000 => format!("¥{}k", tenths(1_000)),
            _ => self.money(Money::yuan(yuan)),
        }
    }

    /// Writes a day in full with its weekday: 2026年11月21日 周六, Sat 21 Nov 2026.
    pub fn day_long(self, day: Day) -> String {
        let (year, month, date) = (day.year(), day.month(), day.day_of_month());
        match self {
            Self::Chinese => format!("{year}年{month}月{date}日 {}", self.weekday(day)),
            Self::English => format!("{} {date} {} {year}", self.weekday(day), self.month_name(month)),
        }
    }

    /// Writes a day for a list: 11月21日, with the year where it is not that of `today`.
    pub fn day_short(self, day: Day, today: Day) -> String {
        let (year, month, date) = (day.year(), day.month(), day.day_of_month());
        match self {
            Self::Chinese if year == today.year() => format!("{month}月{date}日"),
            Self::Chinese => format!("{year}年{month}月{date}日"),
            Self::English if year == today.year() => format!("{date} {}", self.month_name(month)),
            Self::English => format!("{date} {} {year}", self.month_name(month)),
        }
    }

    /// Writes a date as precisely as it is known.
    pub fn partial_date(self, date: PartialDate) -> String {
        match (date, self) {
            (PartialDate::Year(year), Self::Chinese) => format!("{year}年"),
            (PartialDate::Year(year), Self::English) => format!("{year}"),
            (PartialDate::Quarter(year, quarter), Self::Chinese) => format!("{year}年Q{}", quarter.number()),
            (PartialDate::Quarter(year, quarter), Self::English) => format!("Q{} {year}", quarter.number()),
            (PartialDate::Month(year, month), Self::Chinese) => format!("{year}年{month}月"),
            (PartialDate::Month(year, month), Self::English) => format!("{} {year}", self.month_name(month)),
            (PartialDate::Day(day), Self::Chinese) => {
                format!("{}年{}月{}日", day.year(), day.month(), day.day_of_month())
            }
            (PartialDate::Day(day), Self::English) => {
                format!("{} {} {}", day.day_of_month(), self.month_name(day.month()), day.year())
            }
        }
    }

    /// Writes a length in whole months as years and months.
    pub fn months(self, months: i64) -> String {
        let (years, rest) = (months / 12, months % 12);
        match (self, years, rest) {
            (Self::Chinese, 0, rest) => format!("{rest}个月"),
            (Self::Chinese, years, 0) => format!("{years}年"),
            (Self::Chinese, years, rest) => format!("{years}年{rest}个月"),
            (Self::English, 0, rest) => format!("{rest} mo"),
            (Self::English, years, 0) => format!("{years} y"),
            (Self::English, years, rest) => format!("{years} y {rest} mo"),
        }
    }

    fn weekday(self, day: Day) -> &'static str {
        self.weekday_name(day.weekday())
    }

    /// Names a day of the week, 0 for Monday.
    pub fn weekday_name(self, weekday: u32) -> &'static str {
        const CHINESE: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
        const ENGLISH: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let names = if self == Self::Chinese { CHINESE } else { ENGLISH };
        names.get(weekday as usize).copied().unwrap_or_default()
    }

    /// Names a month in as little room as there is.
    pub fn month_short(self, month: u32) -> String {
        match self {
            Self::Chinese => format!("{month}月"),
            Self::English => self.month_name(month).to_owned(),
        }
    }

    fn month_name(self, month: u32) -> &'static str {
        const NAMES: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        NAMES.get(month.saturating_sub(1) as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_thing_is_written_as_one() {
        for (text, written) in [
            ("Record one contact with 1 customers", "Record one contact with 1 customer"),
            ("1 rows, 21 rows, 0–1 times, 1.1 points", "1 row, 21 rows, 0–1 times, 1.1 points"),
            ("1 of 1 steps (1 days)", "1 of 1 step (1 day)"),
            ("version 1 is in force; v1 customers", "version 1 is in force; v1 customers"),
            (
                "1 more ⟨has|have⟩ no room; 12 ⟨stays|stay⟩, 21 ⟨goes|go⟩",
                "1 more has no room; 12 stay, 21 go",
            ),
            ("“⟨1⟩” of 1,001 ⟨is|are⟩ left", "“⟨1⟩” of 1,001 are left"),
            ("", ""),
        ] {
            assert_eq!(of_one(text.to_owned()), written);
        }
        assert_eq!(Language::English.batch_title(1), "Record one contact with 1 customer");
    }

    #[test]
    fn each_language_writes_its_own_way() {
        let (zh, en) = (Language::Chinese, Language::English);
        let day: Day = "2026-11-21".parse().unwrap();
        assert_eq!(zh.day_long(day), "2026年11月21日 周六");
        assert_eq!(en.day_long(day), "Sat 21 Nov 2026");
        assert_eq!(zh.money_short(Money::yuan(1_234_567)), "123.4万");
        assert_eq!(en.money_short(Money::yuan(1_234_567)), "¥1.2M");
        assert_eq!(zh.money_short(Money::yuan(-1_234_567)), "-123.4万");
        assert_eq!(zh.money(Money::fen(123_456_789)), "¥1,234,567.89");
        assert_eq!(en.months(29), "2 y 5 mo");
    }
}
