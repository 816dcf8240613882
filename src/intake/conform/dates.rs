//! Days, in the forms in which returns write them: always the day first, or ISO; with no time, or midnight.

use super::changes::Allowed;
use crate::definitions::Form;
use crate::domain::{Date, date_of_days};

/// A day, split and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) struct Day {
    pub(in crate::intake) date: Date,
    /// Since 1 January 1970.
    pub(in crate::intake) days: i32,
}

/// Years of two digits up to this one are of this century, those above it of the last: `30` is 2030, `31` is 1931.
/// Returns are about children and what was done for them: nothing in them lies further ahead.
const PIVOT: i16 = 30;

/// Names of the months in English and Welsh, abbreviations, and the Welsh names as they are after `o`.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "ionawr", "ion"],
    &["february", "feb", "chwefror", "chwef", "chwe", "chw"],
    &["march", "mar", "mawrth", "maw", "fawrth"],
    &["april", "apr", "ebrill", "ebr"],
    &["may", "mai", "fai"],
    &["june", "jun", "mehefin", "meh", "fehefin"],
    &["july", "jul", "gorffennaf", "gorff", "gor", "orffennaf"],
    &["august", "aug", "awst", "aws"],
    &["september", "sept", "sep", "medi", "med", "fedi"],
    &["october", "oct", "hydref", "hyd"],
    &["november", "nov", "tachwedd", "tach", "tac", "dachwedd"],
    &["december", "dec", "rhagfyr", "rhag", "rha", "ragfyr"],
];

/// Endings of ordinals, in English and Welsh.
const ORDINALS: [&str; 12] = ["st", "nd", "rd", "th", "af", "il", "ail", "ydd", "ed", "fed", "eg", "ain"];

/// Reads a day; says whether it stood in the ISO form.
pub(super) fn parse(text: &str) -> Option<(Day, bool)> {
    if let Some(day) = iso(text) {
        return Some((day, true));
    }
    if let [d1, d2, b'/', m1, m2, b'/', y1, y2, y3, y4] = text.as_bytes() {
        let (of_month, month) = (number(&[*d1, *d2])?, number(&[*m1, *m2])?);
        return Some((day(number(&[*y1, *y2, *y3, *y4])?, month, of_month)?, false));
    }
    let text = if text.contains(':') { without_midnight(text)? } else { text };
    let day = iso(text).or_else(|| day_first(text))?;
    Some((day, false))
}

/// Reads a day as a spreadsheet counts it, where that is declared. Spreadsheets count a 29 February 1900, which never
/// was, as 60.
pub(super) fn serial(text: &str, forms: Allowed) -> Option<Day> {
    const SINCE_1900: i32 = -25_569;
    const SINCE_1904: i32 = -24_107;
    const MOST: i32 = 2_958_465;
    let (since, most) = match (forms.has(Form::ExcelSerial), forms.has(Form::ExcelSerial1904)) {
        (true, _) => (SINCE_1900, MOST),
        (_, true) => (SINCE_1904, MOST - (SINCE_1904 - SINCE_1900)),
        _ => return None,
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if fraction.is_empty() || fraction.bytes().any(|byte| byte != b'0') || !(1..=7).contains(&whole.len()) {
        return None;
    }
    let digits = whole.bytes().all(|byte| byte.is_ascii_digit());
    let count = whole.parse::<i32>().ok().filter(|count| digits && (1..=most).contains(count))?;
    let days = match count {
        60 if since == SINCE_1900 => return None,
        1..60 if since == SINCE_1900 => since + 1 + count,
        _ => since + count,
    };
    Some(Day { date: date_of_days(days)?, days })
}

/// Whether a text that is no day would be one if the month came first: `03/25/2024`.
pub(super) fn is_month_first(text: &str) -> bool {
    let bare = if text.contains(':') { text.split([' ', 'T']).next().unwrap_or_default() } else { text };
    let Some(separator) = bare.chars().find(|c| matches!(c, '/' | '-' | '.')) else { return false };
    let mut parts = bare.splitn(3, separator);
    let (Some(month), Some(of_month), Some(year)) = (parts.next(), parts.next(), parts.next()) else { return false };
    parse(bare).is_none() && parse(&format!("{of_month}{separator}{month}{separator}{year}")).is_some()
}

/// What stands before a time of midnight: `2024-03-05T00:00:00.000`.
fn without_midnight(text: &str) -> Option<&str> {
    let (day, time) = text.rsplit_once([' ', 'T'])?;
    let midnight = match time.split_once('.') {
        None => matches!(time, "00:00:00" | "00:00" | "0:00" | "0:00:00"),
        Some((time, fraction)) => {
            matches!(time, "00:00:00" | "0:00:00") && !fraction.is_empty() && fraction.bytes().all(|byte| byte == b'0')
        }
    };
    midnight.then(|| day.trim_end())
}

fn iso(text: &str) -> Option<Day> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    day(number(&[*y1, *y2, *y3, *y4])?, number(&[*m1, *m2])?, number(&[*d1, *d2])?)
}

/// `05/03/2024`, `5.3.24`, `5-Mar-24`, `5 March 2024`, `5ed o Fawrth 2024`.
fn day_first(text: &str) -> Option<Day> {
    let separator = text.bytes().find(|byte| matches!(byte, b'/' | b'-' | b'.' | b' '))?;
    let mut parts = text.split(char::from(separator)).filter(|part| separator != b' ' || !part.is_empty());
    let (first, mut second) = (parts.next()?, parts.next()?);
    if separator == b' ' && matches!(second, "o" | "of") {
        second = parts.next()?;
    }
    let third = parts.next()?;
    if parts.next().is_some() {
        return None;
    }
    let numeric = second.bytes().all(|byte| byte.is_ascii_digit());
    let (of_month, month) = match separator {
        b' ' => (ordinal(first)?, month_named(second)?),
        _ if numeric && second.len() <= 2 => (first, number(second.as_bytes())?),
        b'/' | b'-' => (first, month_named(second)?),
        _ => return None,
    };
    if of_month.len() > 2 {
        return None;
    }
    day(year_of(third)?, month, number(of_month.as_bytes())?)
}

/// The digits of `5`, `5th`, `5ed`.
fn ordinal(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, ending) = text.split_at_checked(digits)?;
    let known = ending.is_empty() || ORDINALS.iter().any(|known| known.eq_ignore_ascii_case(ending));
    known.then_some(number)
}

/// A year of four digits, or of two.
fn year_of(text: &str) -> Option<i16> {
    let year = number(text.as_bytes())?;
    match text.len() {
        4 => Some(year),
        2 if year > PIVOT => Some(1900 + year),
        2 => Some(2000 + year),
        _ => None,
    }
}

fn month_named(text: &str) -> Option<i16> {
    let text = text.strip_suffix('.').unwrap_or(text);
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
            "05-03-24",
            "05.03.2024",
            "5.3.24",
            "5 March 2024",
            "5 Mawrth 2024",
            "5 Maw 24",
            "5-Mar-2024",
            "5-Mar-24",
            "05/Mawrth/2024",
            "05 MAR 2024",
            "5  Mar. 2024",
            "5/3/2024",
            "5th March 2024",
            "5th of March 2024",
            "5ed o Fawrth 2024",
            "2024-03-05 00:00:00",
            "2024-03-05T00:00:00",
            "2024-03-05 00:00",
            "2024-03-05 00:00:00.000",
            "05/03/2024 00:00",
            "05/03/2024 0:00:00",
            "5 March 2024 00:00",
        ] {
            let (day, plain) = parse(form).unwrap_or_else(|| panic!("{form}"));
            assert_eq!(Some(day.date), Date::new(2024, 3, 5).ok(), "{form}");
            assert_eq!(plain, form == "2024-03-05", "{form}");
        }
        assert_eq!(parse("1/4/31").map(|(day, _)| day.date), Date::new(1931, 4, 1).ok());
        assert_eq!(parse("1/4/30").map(|(day, _)| day.date), Date::new(2030, 4, 1).ok());
    }

    #[test]
    fn every_month_is_known_in_both_languages() {
        const WELSH: [(&str, &str, &str); 12] = [
            ("Ionawr", "Ion", "o Ionawr"),
            ("Chwefror", "Chwef", "o Chwefror"),
            ("Mawrth", "Maw", "o Fawrth"),
            ("Ebrill", "Ebr", "o Ebrill"),
            ("Mai", "Mai", "o Fai"),
            ("Mehefin", "Meh", "o Fehefin"),
            ("Gorffennaf", "Gorff", "o Orffennaf"),
            ("Awst", "Awst", "o Awst"),
            ("Medi", "Medi", "o Fedi"),
            ("Hydref", "Hyd", "o Hydref"),
            ("Tachwedd", "Tach", "o Dachwedd"),
            ("Rhagfyr", "Rhag", "o Ragfyr"),
        ];
        for (at, (name, short, mutated)) in (1_i8..).zip(WELSH) {
            for month in [name, short, mutated] {
                let found = parse(&format!("7 {month} 2021")).map(|(day, _)| day.date);
                assert_eq!(found, Date::new(2021, at, 7).ok(), "{month}");
            }
        }
        for names in MONTHS {
            for name in names {
                assert_eq!(MONTHS.iter().filter(|names| names.contains(name)).count(), 1, "{name}");
            }
        }
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
            "5 Marchs 2024",
            "45292",
            "2024-3-5",
            "1/2/3/4",
            "2024-03-05 00:01",
            "2024-03-05T12:00:00",
            "2024-03-05 00:00:00.001",
            "2024-03-05 00:00:00.",
            "2024-03-05T00:00:00Z",
            "2024-03-05 12:00:00 AM",
            "00:00",
            " 00:00",
            "0024-03-05",
            "5//2024",
            "+5/3/2024",
            "٥/3/2024",
            "05/003/2024",
            "5xx March 2024",
            "th March 2024",
            "5th/3/2024",
            "005/3/2024",
            "5 o of March 2024",
            "March 5 2024",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn serial_numbers_are_days_only_where_they_are_declared() {
        let (from_1900, from_1904) = (Allowed::of(&[Form::ExcelSerial]), Allowed::of(&[Form::ExcelSerial1904]));
        let day = |text: &str, forms| serial(text, forms).map(|day| (day.date.to_string(), day.days));
        for (text, date) in [
            ("1", "1900-01-01"),
            ("59", "1900-02-28"),
            ("61", "1900-03-01"),
            ("45292", "2024-01-01"),
            ("45292.0", "2024-01-01"),
            ("2958465", "9999-12-31"),
        ] {
            let found = day(text, from_1900).unwrap();
            assert_eq!(found.0, date, "{text}");
            assert_eq!(found.1, days_of_date(found.0.parse().unwrap()), "{text}");
        }
        assert_eq!(day("43830", from_1904).unwrap().0, "2024-01-01");
        assert_eq!(day("60", from_1904).unwrap().0, "1904-03-01");
        assert_eq!(day("2957003", from_1904).unwrap().0, "9999-12-31");
        for wrong in ["0", "60", "-1", "45292.5", "45292.", "2958466", "4e4", "", "99999999999", "+5"] {
            assert_eq!(day(wrong, from_1900), None, "{wrong}");
        }
        assert_eq!(day("2957004", from_1904), None);
        assert_eq!(day("45292", Allowed::default()), None);
    }

    #[test]
    fn months_that_came_first_are_seen() {
        for yes in ["03/25/2024", "3/25/24", "12-31-2023", "03/25/2024 00:00", "03/25/2024 10:30"] {
            assert!(is_month_first(yes), "{yes}");
        }
        for no in
            ["25/03/2024", "05/03/2024", "31/31/2024", "2024-13-05", "25 March 2024", "3/25", "", "/", "3/25/2024/1"]
        {
            assert!(!is_month_first(no), "{no}");
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
