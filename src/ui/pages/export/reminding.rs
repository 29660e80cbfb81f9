//! How a calendar file tells its days and reminds.

use leptos::prelude::*;

use crate::app::CalendarStyle;
use crate::text::Language;

use super::super::super::components::{FieldKind, SelectField, TextField, use_language};
use super::super::super::session::say;

/// The choices, as chosen. Copying it copies handles.
#[derive(Clone, Copy)]
pub struct Reminding {
    /// `09:30`, or empty for whole days.
    time: RwSignal<String>,
    /// Minutes from the beginning of it, or of its day; empty for no alarm.
    alarm: RwSignal<String>,
}

/// Alarms of whole days: none, at nine, the evening before. Minutes from the beginning of the day.
const OF_DAYS: [&str; 3] = ["540", "-360", ""];
/// Alarms of hours: at once, a little, an hour, a day before, none.
const OF_HOURS: [&str; 5] = ["0", "-15", "-60", "-1440", ""];

impl Reminding {
    /// Returns whole days with an alarm at nine.
    pub fn new() -> Self {
        let (time, alarm) = (RwSignal::new(String::new()), RwSignal::new("540".to_owned()));
        // An alarm of days makes no sense for hours, and the other way round.
        Effect::new(move |before: Option<bool>| {
            let has_hour = hour(&time.get()).is_some();
            if before.is_some_and(|before| before != has_hour) {
                alarm.set(if has_hour { "-15" } else { "540" }.to_owned());
            }
            has_hour
        });
        Self { time, alarm }
    }

    /// Returns what was chosen.
    pub fn style(self) -> CalendarStyle {
        CalendarStyle {
            time: self.time.with_untracked(|typed| hour(typed)),
            alarm: self.alarm.with_untracked(|typed| typed.parse().ok()),
        }
    }

    /// Draws the choices.
    pub fn fields(self) -> AnyView {
        let language = use_language();
        let Self { time, alarm } = self;
        let alarms = Signal::derive(move || {
            let t = language.get();
            let offered: &[&str] = if hour(&time.get()).is_some() { &OF_HOURS } else { &OF_DAYS };
            offered.iter().map(|id| ((*id).to_owned(), named(t, id).to_owned())).collect::<Vec<_>>()
        });
        view! {
            <div class="inline-field">
                <TextField label=say(Language::ics_time) value=time kind=FieldKind::Time hint=say(Language::ics_time_hint) />
                <SelectField label=say(Language::ics_alarm) value=alarm options=alarms />
            </div>
            <p class="hint">{say(Language::calendar_file_text)}</p>
        }
        .into_any()
    }
}

fn hour(typed: &str) -> Option<(u32, u32)> {
    let (hour, minute) = typed.trim().split_once(':')?;
    let (hour, minute) = (hour.parse().ok()?, minute.get(..2)?.parse().ok()?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

fn named(t: Language, id: &str) -> &'static str {
    match id {
        "540" => t.ics_alarm_at_nine(),
        "-360" => t.ics_alarm_evening(),
        "0" => t.ics_alarm_start(),
        "-15" => t.ics_alarm_quarter(),
        "-60" => t.ics_alarm_hour(),
        "-1440" => t.ics_alarm_day(),
        _ => t.ics_alarm_none(),
    }
}
