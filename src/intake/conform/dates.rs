//! Days, in the forms in which returns write them: always the day first, or ISO.

use crate::domain::Date;

/// A day, split and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) struct Day {
    pub(in crate::intake) date: Date,
    /// Since 1 January 1970.
    pub(in crate::intake) days: i32,
}

/// Two-digit years above this are of the last century.
const PIVOT: i16 = 30;

const MONTHS: [[&str; 3]; 12] = [
    ["january", "jan", "ionawr"],
    ["february", "feb", "chwefror"],
    ["march", "mar", "mawrth"],
    ["april", "apr", "ebrill"],
    ["may", "may", "mai"],
    ["june", "jun", "mehefin"],
    ["july", "jul", "gorffennaf"],
    ["august", "aug", "awst"],
    ["september", "sep", "medi"],
    ["october", "oct", "hydref"],
    ["november", "nov", "tachwedd"],
    ["december", "dec", "rhagfyr"],
];

/// Reads a day; says whether it stood in the ISO form.
pub(super) fn parse(text: &str) -> Option<(Day, bool)> {
    let bytes = text.as_bytes();
    if let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes {
        let year = number(&[*y1, *y2, *y3, *y4])?;
        return Some((day(year, number(&[*m1, *m2])?, number(&[*d1, *d2])?)?, true));
    }
    let separator = bytes.iter().copied().find(|byte| !byte.is_ascii_digit())?;
    let mut parts = text.split(char::from(separator)).filter(|part| separator != b' ' || !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || !separator.is_ascii() || !(1..=2).contains(&first.len()) {
        return None;
    }
    let day_of_month = number(first.as_bytes())?;
    let (month, year) = match separator {
        b'/' | b'-' | b'.' if second.bytes().all(|byte| byte.is_ascii_digit()) => {
            if second.len() > 2 {
                return None;
            }
            (number(second.as_bytes())?, year_of(third, separator == b'/')?)
        }
        b' ' | b'-' => (month_named(second)?, year_of(third, false)?),
        _ => return None,
    };
    Some((day(year, month, day_of_month)?, false))
}

/// A year of four digits, or of two where the form allows it.
fn year_of(text: &str, short: bool) -> Option<i16> {
    let year = number(text.as_bytes())?;
    match text.len() {
        4 => Some(year),
        2 if short && year > PIVOT => Some(1900 + year),
        2 if short => Some(2000 + year),
        _ => None,
    }
}

fn month_named(text: &str) -> Option<i16> {
    let at = MONTHS.iter().position(|names| names.iter().any(|name| name.eq_ignore_ascii_case(text)))?;
    i16::try_from(at + 1).ok()
}

/// Up to four digits and nothing else.
fn number(digits: &[u8]) -> Option<i16> {
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    digits.iter().try_fold(0_i16, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0')))
}

fn day(year: i16, month: i16, day: i16) -> Option<Day> {
    if year < 1000 {
        return None;
    }
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Day { date, days: days_since_1970(i32::from(year), i32::from(month), i32::from(day)) })
}

/// The same as `domain::days_of_date`, without going through a span: this runs for each cell. The year begins in
/// March here, so that the leap day is its last.
fn days_since_1970(year: i32, month: i32, day: i32) -> i32 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, of_era) = (year / 400, year % 400);
    let of_year = (153 * month + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::days_of_date;

    #[test]
    fn every_form_gives_the_same_day() {
        for form in [
            "2024-03-05",
            "05/03/2024",
            "5/3/24",
            "05-03-2024",
            "05.03.2024",
            "5 March 2024",
            "5 Mawrth 2024",
            "5-Mar-2024",
            "05 MAR 2024",
            "5/3/2024",
        ] {
            assert_eq!(parse(form).map(|(day, _)| day.date), Date::new(2024, 3, 5).ok(), "{form}");
        }
        assert_eq!(parse("1/4/31").map(|(day, _)| day.date), Date::new(1931, 4, 1).ok());
        assert_eq!(parse("1/4/30").map(|(day, _)| day.date), Date::new(2030, 4, 1).ok());
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for wrong in [
            "",
            "2024",
            "2023-02-29",
            "31/04/2024",
            "03/13/2024",
            "2024/03/05",
            "5/3/202",
            "05-03-24",
            "5 Marchs 2024",
            "45292",
            "2024-3-5",
            "1/2/3/4",
            "2024-03-05 00:00",
            "0024-03-05",
            "5//2024",
            "+5/3/2024",
            "٥/3/2024",
            "05/003/2024",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_counted_as_the_domain_counts_them() {
        for year in [1000, 1899, 1900, 1969, 1970, 2000, 2023, 2024, 2100, 9999] {
            for (month, of_month) in [(1, 1), (2, 28), (3, 1), (12, 31)] {
                let day = day(year, month, of_month).unwrap();
                assert_eq!(day.days, days_of_date(day.date), "{}", day.date);
            }
        }
    }
}
