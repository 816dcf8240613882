//! Days. The only file that knows the calendar library.

use jiff::civil;

/// A day of the civil calendar.
pub type Date = civil::Date;

const EPOCH: Date = civil::date(1970, 1, 1);

/// Days since 1 January 1970, as Parquet's `DATE` counts them.
pub fn days_of_date(date: Date) -> i32 {
    (date - EPOCH).get_days()
}

/// The day that is `days` after 1 January 1970, or `None` outside the calendar (years -9999 to 9999).
pub fn date_of_days(days: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// Reads `2024-03-31` and nothing else.
pub fn parse_iso_date(text: &str) -> Option<Date> {
    let plain = text.len() == 10
        && text.bytes().enumerate().all(
            |(at, byte)| {
                if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() }
            },
        );
    if plain { text.parse().ok() } else { None }
}

/// Completed years of age on a day; negative before birth.
///
/// A child born on 29 February has a birthday on 28 February in other years, as `returns.md` reads the 18th.
pub fn age_on(birth: Date, day: Date) -> i32 {
    let years = i32::from(day.year()) - i32::from(birth.year());
    let birthday_day = if birth.month() == 2 && birth.day() == 29 && !day.in_leap_year() { 28 } else { birth.day() };
    if (day.month(), day.day()) < (birth.month(), birthday_day) { years - 1 } else { years }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leap_day_child_is_eighteen_on_28_february() {
        let birth = civil::date(2004, 2, 29);
        assert_eq!(age_on(birth, civil::date(2022, 2, 27)), 17);
        assert_eq!(age_on(birth, civil::date(2022, 2, 28)), 18);
        assert_eq!(age_on(birth, civil::date(2024, 2, 28)), 19);
        assert_eq!(age_on(birth, civil::date(2024, 2, 29)), 20);
    }

    #[test]
    fn days_and_dates_are_inverse() {
        for days in [-25567, 0, 59, 19813] {
            assert_eq!(date_of_days(days).map(days_of_date), Some(days));
        }
    }
}
