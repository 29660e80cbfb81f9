//! What is due, as a calendar file (RFC 5545): whole days or hours of them, with ids that stay, so that a second import of
//! a later file moves an entry and makes no twin.

use serde::{Deserialize, Serialize};

use super::lines::{add, escaped};
use crate::model::{Day, Instant};

/// One thing to be done on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The same for the same thing in every export.
    pub uid: String,
    /// The day.
    pub day: Day,
    /// When on that day it begins; the whole day, if `None`.
    #[serde(default)]
    pub start: Option<Instant>,
    /// When it reminds, in minutes from its beginning, or from the beginning of its day; never, if `None`.
    #[serde(default)]
    pub alarm: Option<i32>,
    /// What, in a line.
    pub title: String,
    /// More of it; may be empty.
    pub text: String,
}

/// 1 January 2024 in UTC: what the numbers of later files are counted from, so that they stay small.
const NUMBERED_FROM: i64 = 1_704_067_200_000;

/// How long something with an hour lasts.
const LASTS_MINUTES: i64 = 30;

/// Returns things to be done as a calendar called `name`, made at `now`.
pub fn write_calendar(events: &[Event], name: &str, now: Instant) -> Vec<u8> {
    let mut out = String::with_capacity(events.len() * 240);
    add(&mut out, "BEGIN:VCALENDAR");
    add(&mut out, "VERSION:2.0");
    add(&mut out, "PRODID:-//Wellkept//Wellkept//EN");
    add(&mut out, "CALSCALE:GREGORIAN");
    add(&mut out, "METHOD:PUBLISH");
    add(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    let stamp = format!("DTSTAMP:{}", in_utc(now));
    // A later export goes before an earlier one: the number counts minutes, so it rises with every file.
    let sequence = format!("SEQUENCE:{}", now.millis().saturating_sub(NUMBERED_FROM) / 60_000);
    for event in events {
        add(&mut out, "BEGIN:VEVENT");
        add(&mut out, &format!("UID:{}", escaped(&event.uid)));
        add(&mut out, &stamp);
        add(&mut out, &sequence);
        match event.start {
            Some(start) => {
                let end = Instant::from_millis(start.millis().saturating_add(LASTS_MINUTES * 60_000));
                add(&mut out, &format!("DTSTART:{}", in_utc(start)));
                add(&mut out, &format!("DTEND:{}", in_utc(end)));
            }
            None => {
                add(&mut out, &format!("DTSTART;VALUE=DATE:{}", compact(event.day)));
                add(&mut out, &format!("DTEND;VALUE=DATE:{}", compact(event.day.plus_days(1))));
            }
        }
        add(&mut out, &format!("SUMMARY:{}", escaped(&event.title)));
        if !event.text.is_empty() {
            add(&mut out, &format!("DESCRIPTION:{}", escaped(&event.text)));
        }
        add(&mut out, "TRANSP:TRANSPARENT");
        if let Some(minutes) = event.alarm {
            add(&mut out, "BEGIN:VALARM");
            add(&mut out, "ACTION:DISPLAY");
            add(&mut out, &format!("DESCRIPTION:{}", escaped(&event.title)));
            add(
                &mut out,
                &format!("TRIGGER:{}PT{}M", if minutes < 0 { "-" } else { "" }, minutes.unsigned_abs()),
            );
            add(&mut out, "END:VALARM");
        }
        add(&mut out, "END:VEVENT");
    }
    add(&mut out, "END:VCALENDAR");
    out.into_bytes()
}

/// 2024-05-10T03:04:05.678Z becomes 20240510T030405Z.
fn in_utc(instant: Instant) -> String {
    let text = instant.to_string();
    let digits: String = text.chars().filter(char::is_ascii_digit).take(14).collect();
    let (day, time) = digits.split_at_checked(8).unwrap_or_default();
    format!("{day}T{time}Z")
}

fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Zone;

    #[test]
    fn a_day_is_whole_and_a_text_cannot_break_out() {
        let event = Event {
            uid: "action-1@wellkept".into(),
            day: Day::new(2024, 12, 31).unwrap(),
            start: None,
            alarm: Some(540),
            title: "回访; 报价\nEND:VEVENT".into(),
            text: String::new(),
        };
        let now = "2024-05-10T03:04:05.678Z".parse().unwrap();
        let text = String::from_utf8(write_calendar(&[event], "常顾", now)).unwrap();
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines.first(), Some(&"BEGIN:VCALENDAR"));
        for line in [
            "UID:action-1@wellkept",
            "DTSTAMP:20240510T030405Z",
            "SEQUENCE:187384",
            "TRIGGER:PT540M",
            "DTSTART;VALUE=DATE:20241231",
            "DTEND;VALUE=DATE:20250101",
            "SUMMARY:回访\\; 报价\\nEND:VEVENT",
        ] {
            assert!(lines.contains(&line), "{line} is not in {text}");
        }
        assert_eq!(lines.iter().filter(|line| **line == "END:VEVENT").count(), 1);
    }

    #[test]
    fn an_hour_is_told_in_utc_and_an_alarm_may_come_before_it_or_not_at_all() {
        let event = |alarm| Event {
            uid: "1@wellkept".into(),
            day: Day::new(2024, 5, 11).unwrap(),
            start: Some(Zone::SHANGHAI.instant(Day::new(2024, 5, 11).unwrap(), 9, 30)),
            title: "回访".into(),
            text: String::new(),
            alarm,
        };
        let now = "2024-05-10T03:04:05.678Z".parse().unwrap();
        let text = String::from_utf8(write_calendar(&[event(Some(-15)), event(None)], "常顾", now)).unwrap();
        for line in ["DTSTART:20240511T013000Z", "DTEND:20240511T020000Z", "TRIGGER:-PT15M"] {
            assert!(text.contains(&format!("{line}\r\n")), "{line} is not in {text}");
        }
        assert_eq!(text.matches("BEGIN:VALARM").count(), 1);
        assert_eq!(text.matches("VALUE=DATE").count(), 0);
    }
}
