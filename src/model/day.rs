//! Days are calendar days; instants are points in UTC; a zone turns one into the other.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Timelike, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A calendar day, without time or zone. Stored as `2024-05-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(NaiveDate);

impl Day {
    /// Returns the day of a year (1–9999), month (1–12) and day of the month, if there is such a day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        (1..=9999).contains(&year).then(|| NaiveDate::from_ymd_opt(year, month, day)).flatten().map(Self)
    }

    /// Returns the year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Returns the month, 1–12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Returns the day of the month, 1–31.
    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// Returns the weekday, 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// Returns the day `days` later (earlier when negative), held at the ends of the calendar.
    pub fn plus_days(self, days: i64) -> Self {
        let moved = if days >= 0 {
            self.0.checked_add_days(Days::new(days.unsigned_abs()))
        } else {
            self.0.checked_sub_days(Days::new(days.unsigned_abs()))
        };
        Self(moved.unwrap_or(if days >= 0 { NaiveDate::MAX } else { NaiveDate::MIN }))
    }

    /// Returns the same day of the month `months` later; month ends clamp (31 → 28, ruling 17).
    pub fn plus_months(self, months: i32) -> Self {
        let step = Months::new(months.unsigned_abs());
        let moved =
            if months >= 0 { self.0.checked_add_months(step) } else { self.0.checked_sub_months(step) };
        Self(moved.unwrap_or(if months >= 0 { NaiveDate::MAX } else { NaiveDate::MIN }))
    }

    /// Returns this month's day `day_of_month`, clamped to the month's last day (ruling 17).
    pub fn with_day_clamped(self, day_of_month: u32) -> Self {
        let first = self.first_of_month();
        let last = first.plus_months(1).plus_days(-1);
        let offset = i64::from(day_of_month.max(1)) - 1;
        first.plus_days(offset).min(last)
    }

    /// Returns the first day of this day's month.
    pub fn first_of_month(self) -> Self {
        Self(self.0.with_day(1).unwrap_or(self.0))
    }

    /// Returns the first day of this day's calendar quarter.
    pub fn first_of_quarter(self) -> Self {
        let back = (self.month() - 1) % 3;
        self.first_of_month().plus_months(-i32::try_from(back).unwrap_or(0))
    }

    /// Returns the number of days from `earlier` to this day; negative if this day comes first.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// Returns the number of whole months from `earlier` to this day; negative if this day comes first.
    pub fn months_since(self, earlier: Self) -> i32 {
        if self < earlier {
            return -earlier.months_since(self);
        }
        let whole = (self.year() - earlier.year()) * 12 + self.month() as i32 - earlier.month() as i32;
        if earlier.plus_months(whole) > self { whole - 1 } else { whole }
    }
}

/// A stored form that is put together digit by digit: a large book has millions of them.
struct Digits<const LENGTH: usize>([u8; LENGTH]);

impl<const LENGTH: usize> Digits<LENGTH> {
    /// Writes a number of as many digits as there is room for.
    fn put(&mut self, at: std::ops::Range<usize>, mut number: u32) {
        for digit in self.0.get_mut(at).unwrap_or_default().iter_mut().rev() {
            *digit = b'0' + (number % 10) as u8;
            number /= 10;
        }
    }

    fn put_day(&mut self, day: Day) {
        self.put(0..4, day.year().unsigned_abs());
        self.put(5..7, day.month());
        self.put(8..10, day.day_of_month());
    }

    fn as_str(&self) -> &str {
        // Digits and the signs between them are text.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl Day {
    /// Returns the stored form; `None` for a day outside the years of four digits.
    fn digits(self) -> Option<Digits<10>> {
        let mut digits = Digits(*b"0000-00-00");
        digits.put_day(self);
        (0..=9999).contains(&self.year()).then_some(digits)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(digits) = self.digits() {
            return f.write_str(digits.as_str());
        }
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day_of_month())
    }
}

impl FromStr for Day {
    type Err = ();

    /// Reads the stored form, `2024-05-10`, and nothing else.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.splitn(3, '-').map(|part| part.parse::<u32>().map_err(|_| ()));
        let (year, month, day) =
            (parts.next().ok_or(())??, parts.next().ok_or(())??, parts.next().ok_or(())??);
        Self::new(i32::try_from(year).map_err(|_| ())?, month, day).ok_or(())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.digits() {
            Some(digits) => serializer.serialize_str(digits.as_str()),
            None => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(|()| de::Error::custom("a day looks like 2024-05-10"))
    }
}

/// A calendar quarter, 1–4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter(u8);

impl Quarter {
    /// Returns the quarter of that number, if it is 1–4.
    pub fn new(number: u32) -> Option<Self> {
        u8::try_from(number).ok().filter(|number| (1..=4).contains(number)).map(Self)
    }

    /// Returns its number, 1–4.
    pub fn number(self) -> u8 {
        self.0
    }

    /// Returns its first month, 1, 4, 7 or 10.
    pub fn first_month(self) -> u32 {
        u32::from(self.0 - 1) * 3 + 1
    }
}

/// A point in time, in UTC, to the millisecond. Stored as `2024-05-10T03:04:05.678Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Instant(i64);

impl Instant {
    /// Returns the instant that many milliseconds after 1970-01-01T00:00Z, held within the calendar.
    pub fn from_millis(millis: i64) -> Self {
        // Years 1 to 9999, so that the stored form is always four digits long.
        Self(millis.clamp(-62_135_596_800_000, 253_402_300_799_999))
    }

    /// Returns the milliseconds since 1970-01-01T00:00Z.
    pub fn millis(self) -> i64 {
        self.0
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }

    /// Returns the stored form: an instant is always within the years of four digits.
    fn digits(self) -> Digits<24> {
        let time = self.utc();
        let mut digits = Digits(*b"0000-00-00T00:00:00.000Z");
        digits.put_day(Day(time.date_naive()));
        digits.put(11..13, time.hour());
        digits.put(14..16, time.minute());
        digits.put(17..19, time.second());
        digits.put(20..23, time.timestamp_subsec_millis());
        digits
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.digits().as_str())
    }
}

impl FromStr for Instant {
    type Err = ();

    /// Reads the stored form, `2024-05-10T03:04:05.678Z`, and nothing else.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (day, time) = text.strip_suffix('Z').and_then(|text| text.split_once('T')).ok_or(())?;
        let (clock, millis) = time.split_once('.').ok_or(())?;
        let mut parts = clock.splitn(3, ':').map(|part| part.parse::<u32>().map_err(|_| ()));
        let (hour, minute, second) =
            (parts.next().ok_or(())??, parts.next().ok_or(())??, parts.next().ok_or(())??);
        let millis = millis.parse::<u32>().map_err(|_| ())?;
        let day: Day = day.parse()?;
        let at = day.0.and_hms_milli_opt(hour, minute, second, millis).ok_or(())?;
        let instant = Self::from_millis(at.and_utc().timestamp_millis());
        // Only what reads back the same: no leap seconds, no missing zeros.
        if instant.digits().as_str() == text { Ok(instant) } else { Err(()) }
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.digits().as_str())
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(|()| de::Error::custom("an instant looks like 2024-05-10T03:04:05.678Z"))
    }
}

/// Where a book's days begin: minutes that its clock is ahead of UTC. China has one, +480, all year.
///
/// The browser works out the offset of the book's time zone; the pure rooms only add it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    offset_minutes: i32,
}

impl Zone {
    /// Asia/Shanghai, the default of a book (rulings, "Time").
    pub const SHANGHAI: Self = Self { offset_minutes: 480 };

    /// Returns the zone that many minutes ahead of UTC, held to ±18 hours.
    pub fn ahead_of_utc(offset_minutes: i32) -> Self {
        Self { offset_minutes: offset_minutes.clamp(-1080, 1080) }
    }

    /// Returns the calendar day on which `instant` falls here.
    pub fn day_of(self, instant: Instant) -> Day {
        Day(self.local(instant).utc().date_naive())
    }

    /// Returns the wall clock time of `instant` here, as hours and minutes.
    pub fn time_of(self, instant: Instant) -> (u32, u32) {
        let local = self.local(instant).utc();
        (local.hour(), local.minute())
    }

    /// Returns the instant at which a clock here shows `hour:minute` on `day`.
    pub fn instant(self, day: Day, hour: u32, minute: u32) -> Instant {
        let midnight = day.0.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
        let minutes =
            i64::from(hour.min(23)) * 60 + i64::from(minute.min(59)) - i64::from(self.offset_minutes);
        Instant::from_millis(midnight + minutes * 60_000)
    }

    fn local(self, instant: Instant) -> Instant {
        Instant::from_millis(instant.0.saturating_add(i64::from(self.offset_minutes) * 60_000))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn month_ends_clamp() {
        assert_eq!(day("2024-01-31").plus_months(1), day("2024-02-29"));
        assert_eq!(day("2023-02-10").with_day_clamped(31), day("2023-02-28"));
        assert_eq!(day("2024-11-21").first_of_quarter(), day("2024-10-01"));
    }

    #[test]
    fn whole_months_are_counted() {
        assert_eq!(day("2024-05-10").months_since(day("2024-04-11")), 0);
        assert_eq!(day("2024-05-11").months_since(day("2024-04-11")), 1);
        assert_eq!(day("2024-04-11").months_since(day("2024-05-11")), -1);
        assert_eq!(day("2024-02-29").months_since(day("2024-01-31")), 1);
    }

    #[test]
    fn only_the_stored_form_is_read() {
        assert!("2024-13-40".parse::<Day>().is_err());
        assert!("2024-02-30".parse::<Day>().is_err());
        assert!("2024-05".parse::<Day>().is_err());
        assert!("-2024-05-01".parse::<Day>().is_err());
    }

    #[test]
    fn a_zone_decides_the_day() {
        let late = Zone::ahead_of_utc(0).instant(day("2024-05-10"), 20, 30);
        assert_eq!(Zone::SHANGHAI.day_of(late), day("2024-05-11"));
        assert_eq!(Zone::SHANGHAI.time_of(late), (4, 30));
        assert_eq!(late.to_string(), "2024-05-10T20:30:00.000Z");
    }

    #[test]
    fn only_the_stored_form_of_an_instant_is_read() {
        assert!("2024-05-10T20:30:00.000Z".parse::<Instant>().is_ok());
        for wrong in [
            "2024-05-10T20:30:00Z",
            "2024-05-10T24:30:00.000Z",
            "2024-05-10T20:30:60.000Z",
            "2024-05-10 20:30",
            "",
        ] {
            assert!(wrong.parse::<Instant>().is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn an_instant_written_reads_back(millis in -60_000_000_000_000_i64..250_000_000_000_000) {
            let instant = Instant::from_millis(millis);
            prop_assert_eq!(instant.to_string().parse(), Ok(instant));
        }

        #[test]
        fn a_day_written_reads_back(offset in 0i64..3_000_000) {
            let day = Day::new(1, 1, 1).unwrap().plus_days(offset);
            prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
        }

        #[test]
        fn adding_whole_months_back_never_passes_the_day(a in 0i64..80_000, b in 0i64..80_000) {
            let start = Day::new(1950, 1, 1).unwrap();
            let (early, late) = (start.plus_days(a.min(b)), start.plus_days(a.max(b)));
            let months = late.months_since(early);
            prop_assert!(early.plus_months(months) <= late);
            prop_assert!(early.plus_months(months + 1) > late);
        }
    }
}
