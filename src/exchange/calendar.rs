//! What is due, as a calendar file (RFC 5545): whole days, with ids that stay, so that a second import of a
//! later file moves an entry and makes no twin.

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
    /// What, in a line.
    pub title: String,
    /// More of it; may be empty.
    pub text: String,
}

/// 1 January 2024 in UTC: what the numbers of later files are counted from, so that they stay small.
const NUMBERED_FROM: i64 = 1_704_067_200_000;

/// Returns things to be done as a calendar called `name`, made at `now`.
pub fn write_calendar(events: &[Event], name: &str, now: Instant) -> Vec<u8> {
    let mut out = String::with_capacity(events.len() * 240);
    add(&mut out, "BEGIN:VCALENDAR");
    add(&mut out, "VERSION:2.0");
    add(&mut out, "PRODID:-//Wellkept//Wellkept//EN");
    add(&mut out, "CALSCALE:GREGORIAN");
    add(&mut out, "METHOD:PUBLISH");
    add(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    // 2024-05-10T03:04:05.678Z becomes 20240510T030405Z.
    let instant = now;
    let now = now.to_string();
    let digits: String = now.chars().filter(char::is_ascii_digit).take(14).collect();
    let (day, time) = digits.split_at_checked(8).unwrap_or_default();
    let stamp = format!("DTSTAMP:{day}T{time}Z");
    // A later export goes before an earlier one: the number counts minutes, so it rises with every file.
    let sequence = format!("SEQUENCE:{}", instant.millis().saturating_sub(NUMBERED_FROM) / 60_000);
    for event in events {
        add(&mut out, "BEGIN:VEVENT");
        add(&mut out, &format!("UID:{}", escaped(&event.uid)));
        add(&mut out, &stamp);
        add(&mut out, &sequence);
        add(&mut out, &format!("DTSTART;VALUE=DATE:{}", compact(event.day)));
        add(&mut out, &format!("DTEND;VALUE=DATE:{}", compact(event.day.plus_days(1))));
        add(&mut out, &format!("SUMMARY:{}", escaped(&event.title)));
        if !event.text.is_empty() {
            add(&mut out, &format!("DESCRIPTION:{}", escaped(&event.text)));
        }
        add(&mut out, "TRANSP:TRANSPARENT");
        add(&mut out, "BEGIN:VALARM");
        add(&mut out, "ACTION:DISPLAY");
        add(&mut out, &format!("DESCRIPTION:{}", escaped(&event.title)));
        add(&mut out, "TRIGGER:PT9H");
        add(&mut out, "END:VALARM");
        add(&mut out, "END:VEVENT");
    }
    add(&mut out, "END:VCALENDAR");
    out.into_bytes()
}

fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_whole_and_a_text_cannot_break_out() {
        let event = Event {
            uid: "action-1@wellkept".into(),
            day: Day::new(2024, 12, 31).unwrap(),
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
            "TRIGGER:PT9H",
            "DTSTART;VALUE=DATE:20241231",
            "DTEND;VALUE=DATE:20250101",
            "SUMMARY:回访\\; 报价\\nEND:VEVENT",
        ] {
            assert!(lines.contains(&line), "{line} is not in {text}");
        }
        assert_eq!(lines.iter().filter(|line| **line == "END:VEVENT").count(), 1);
    }
}
