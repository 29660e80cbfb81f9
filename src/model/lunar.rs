//! The Chinese lunar calendar of the years 2000 to 2098: on which day a lunar date falls.

use super::Day;

/// The first year of the table.
const FIRST: i32 = 2000;

/// A year each: bits 0–12 say which months, in order with the leap month, have 30 days and not 29; bits 16–19
/// are the month that the leap month follows, or 0; from bit 20 on the days from the 1st of January to the new year.
const YEARS: [u32; 99] = [
    0x2300693, 0x174152b, 0x2a0052b, 0x1f00a5b, 0x152155a, 0x270056a, 0x1c71b55, 0x3000ba4, 0x2500b49,
    0x1951a93, 0x2c00a95, 0x210052d, 0x1640aad, 0x2800ab5, 0x1e915aa, 0x31005d2, 0x2600da5, 0x1b61d4a,
    0x2e00d4a, 0x2300c95, 0x184152e, 0x2a00556, 0x1f00ab5, 0x15215b2, 0x28006d2, 0x1c60ea5, 0x2f00725,
    0x240064b, 0x1950c97, 0x2b00cab, 0x210055a, 0x1630ad6, 0x2900b69, 0x1eb1752, 0x3100b52, 0x2600b25,
    0x1b61a4b, 0x2d00a4b, 0x22004ab, 0x175055b, 0x2a005ad, 0x1f00b6a, 0x1521b52, 0x2800d92, 0x1d71d25,
    0x2f00d25, 0x2400a55, 0x19514ad, 0x2c004b6, 0x20005b5, 0x1630daa, 0x2900ec9, 0x1f81e92, 0x3100e92,
    0x2600d26, 0x1b60a56, 0x2d00a57, 0x2200556, 0x17406d5, 0x2a00755, 0x2000749, 0x1430e93, 0x2700693,
    0x1c7152b, 0x2f0052b, 0x2300a5b, 0x195155a, 0x2c0056a, 0x2100b65, 0x164174a, 0x2900b4a, 0x1e81a95,
    0x3100a95, 0x250052d, 0x1a60aad, 0x2d00ab5, 0x23005aa, 0x1740ba5, 0x2a00da5, 0x2000d4a, 0x1531c95,
    0x2700c96, 0x1c7194e, 0x2f00556, 0x2400ab5, 0x19515b2, 0x2c006d2, 0x2100ea5, 0x1740e4a, 0x280068b,
    0x1d80c97, 0x30004ab, 0x250055b, 0x1a60ad6, 0x2d00b6a, 0x2300752, 0x1841725, 0x2a00b45, 0x1f00a8b,
];

/// Returns the day on which a day of a lunar month falls, in the lunar year that begins in `year`; the 30th of a month
/// that has 29 days falls on its last. `None` outside of 2000–2098.
pub fn lunar_day(year: i32, month: u32, day: u32) -> Option<Day> {
    let place = usize::try_from(year - FIRST).ok()?;
    let bits = *YEARS.get(place)?;
    let (new_year, leap) = (i64::from(bits >> 20), bits >> 16 & 0xf);
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return None;
    }
    let length = |nth: u32| if bits >> nth & 1 == 1 { 30 } else { 29 };
    // Months before it, and the leap month where it lies between.
    let before = month - 1 + u32::from(leap != 0 && month > leap);
    let days: i64 = (0..before).map(length).sum();
    let in_month = i64::from(day).min(length(before));
    Some(Day::new(year, 1, 1)?.plus_days(new_year + days + in_month - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn festivals_fall_on_the_days_that_were_announced() {
        for (year, month, day, on) in [
            (2023, 1, 1, "2023-01-22"),
            (2024, 1, 1, "2024-02-10"),
            (2024, 5, 5, "2024-06-10"),
            (2024, 8, 15, "2024-09-17"),
            (2025, 1, 1, "2025-01-29"),
            (2025, 5, 5, "2025-05-31"),
            (2025, 8, 15, "2025-10-06"),
            (2026, 1, 1, "2026-02-17"),
            (2026, 5, 5, "2026-06-19"),
            (2026, 8, 15, "2026-09-25"),
        ] {
            assert_eq!(lunar_day(year, month, day).map(|day| day.to_string()).as_deref(), Some(on));
        }
        assert_eq!(lunar_day(1999, 1, 1), None);
        assert_eq!(lunar_day(2099, 1, 1), None);
        assert_eq!(lunar_day(2024, 13, 1), None);
    }

    #[test]
    fn each_year_ends_where_the_next_begins() {
        for year in 2000..2098 {
            let last = lunar_day(year, 12, 30).unwrap();
            assert_eq!(last.plus_days(1), lunar_day(year + 1, 1, 1).unwrap(), "{year}");
        }
    }
}
