//! Next actions as they stand in a cell, and the day that their words name.

use super::{Cursor, narrow};
use crate::model::Day;

/// Returns the actions in a cell, which semicolons or line ends set apart; each whole, as written.
pub(in crate::exchange) fn split_actions(text: &str) -> Vec<&str> {
    text.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Returns the day by which an action is due, if it begins or ends with one, as 5月15日前提交方案 does.
///
/// Without a year it is the first such day on or after `from`, the day of the contact.
pub(in crate::exchange) fn due_day(text: &str, from: Day) -> Option<Day> {
    let text = narrow(text);
    let text = text.trim();
    if let Some((date, rest)) = date(text)
        && date.stands_alone_before(rest)
    {
        return date.day(from);
    }
    // A day in the middle belongs to some other part of the sentence.
    let starts = text.char_indices().filter(|(place, c)| {
        let before = text.get(..*place).and_then(|before| before.chars().next_back());
        c.is_ascii_digit()
            && !before.is_some_and(|c| c.is_ascii_digit() || matches!(c, '/' | '.' | '-' | '年'))
    });
    starts
        .filter_map(|(place, _)| date(text.get(place..)?))
        .find(|(_, rest)| is_end(rest))
        .and_then(|(date, _)| date.day(from))
}

struct Written {
    year: Option<i32>,
    month: u32,
    day: u32,
    /// Whether 月 stands in it, so that nothing else can be meant.
    is_worded: bool,
}

impl Written {
    fn day(&self, from: Day) -> Option<Day> {
        match self.year {
            Some(year) => Day::new(year, self.month, self.day),
            None => (from.year()..from.year() + 2)
                .filter_map(|year| Day::new(year, self.month, self.day))
                .find(|day| *day >= from),
        }
    }

    /// 1/3的预算 is a share, not the third of January.
    fn stands_alone_before(&self, rest: &str) -> bool {
        let is_apart =
            |c: char| c.is_whitespace() || matches!(c, '前' | '之' | '以' | ',' | ':' | '、' | '。' | '(');
        self.is_worded || self.year.is_some() || rest.chars().next().is_none_or(is_apart)
    }
}

/// Reads 5月15日, 5/15, 2024-05-15 or 2024年5月15日 at the start, and returns what follows.
fn date(text: &str) -> Option<(Written, &str)> {
    let mut cursor = Cursor::new(text);
    let first = cursor.number(4)?;
    let is_year = (1900..=2999).contains(&first);
    let separator = cursor.one_of(if is_year { &['年', '-', '/', '.'] } else { &['月', '/'] })?;
    let (year, month, is_worded) = if is_year {
        let month = cursor.number(2)?;
        cursor.one_of(&['月', '-', '/', '.'])?;
        (i32::try_from(first).ok(), month, true)
    } else {
        (None, first, separator == '月')
    };
    let day = cursor.number(2)?;
    let _ = cursor.one_of(&['日', '号']);
    let is_number = cursor.rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '%'));
    ((1..=12).contains(&month) && (1..=31).contains(&day) && !is_number)
        .then_some((Written { year, month, day, is_worded }, cursor.rest))
}

fn is_end(rest: &str) -> bool {
    let rest = rest.trim();
    let rest = ["之前", "以前", "前", "内", "完成"]
        .iter()
        .fold(rest, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    rest.chars().all(|c| c.is_whitespace() || matches!(c, '。' | '.' | '!' | ')' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_an_action_is_found_at_its_ends() {
        let from = Day::new(2024, 5, 10).unwrap();
        for (text, due) in [
            ("5月15日前由*技术部提供定制方案，5月20日再次沟通", Some("2024-05-15")),
            ("5/15 提交方案", Some("2024-05-15")),
            ("提交方案，5月15日前完成", Some("2024-05-15")),
            ("再次沟通 5/20", Some("2024-05-20")),
            ("1月8日前回访", Some("2025-01-08")),
            ("2024-06-01前报价", Some("2024-06-01")),
            ("报价（2024年6月1日前）", Some("2024-06-01")),
            ("５月１５日回访", Some("2024-05-15")),
            ("2月30日回访", None),
            ("1/3的预算先批下来", None),
            ("3-5个工作日内答复", None),
            ("确认5月15日的会议纪要", None),
            ("降低12/31%", None),
            ("再次沟通", None),
        ] {
            assert_eq!(due_day(text, from).map(|day| day.to_string()).as_deref(), due, "{text}");
        }
    }

    #[test]
    fn actions_come_apart_at_semicolons() {
        assert_eq!(split_actions("提交方案；再次沟通;\n 报价 "), ["提交方案", "再次沟通", "报价"]);
    }
}
