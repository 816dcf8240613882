//! A workbook's cell as the text that a CSV of it would have.

use calamine::{CellErrorType, DataRef, ExcelDateTime, ExcelDateTimeType};

use super::LINE_BREAK;

const DAY: i64 = 86_400;
/// From here on a number is written with an exponent, as Excel writes it: its last digits are lost, so that it can
/// be no identifier.
const EXPONENT: f64 = 1e15;
/// The day after 31 December 9999, counted from 1900 and from 1904.
const LAST_DAY: [i64; 2] = [2_958_466, 2_957_004];

/// The text of a cell that has a formula or has none. Dates are ISO dates, with the time where it is not midnight;
/// percentages the numbers that they stand for, 12.5% 0.125; a formula that was never worked out is an error.
pub(super) fn text(value: &DataRef<'_>, formula: bool, since_1904: bool) -> String {
    match value {
        DataRef::Empty if formula => "#CALC!".to_owned(),
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => self::number(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => plain(text),
        DataRef::SharedString(text) => plain(text),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) if moment.is_duration() => duration(moment.as_f64()),
        DataRef::DateTime(moment) => date(moment.as_f64(), since_1904),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::Error(CellErrorType::GettingData) => "#GETTING_DATA".to_owned(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// Text on one line: the breaks in it stand as [`LINE_BREAK`].
fn plain(text: &str) -> String {
    if !text.contains(['\r', '\n', LINE_BREAK]) {
        return text.to_owned();
    }
    text.replace(LINE_BREAK, "\u{fffd}").replace("\r\n", "\n").replace(['\r', '\n'], &LINE_BREAK.to_string())
}

/// A number with the 15 digits that Excel keeps, in the shortest form: what is behind them comes of binary fractions.
fn number(number: f64) -> String {
    if !number.is_finite() {
        return "#NUM!".to_owned();
    }
    let kept = format!("{number:.14e}");
    let (digits, power) = kept.split_once('e').unwrap_or((&kept, "0"));
    if number.abs() >= EXPONENT {
        return format!("{}E+{power}", digits.trim_end_matches('0').trim_end_matches('.'));
    }
    let kept = kept.parse().unwrap_or(number);
    if kept == 0.0 { "0".to_owned() } else { f64::to_string(&kept) }
}

/// A day, counted as Excel counts: `2024-03-31`, with the time unless it is midnight. Before the first day there are
/// times only; what is no day at all stays the number that it is.
fn date(serial: f64, since_1904: bool) -> String {
    let Some(seconds) = seconds(serial).filter(|seconds| *seconds >= 0) else { return number(serial) };
    let (day, time) = (seconds / DAY, clock(seconds % DAY));
    let [since_1900_end, since_1904_end] = LAST_DAY;
    if day >= if since_1904 { since_1904_end } else { since_1900_end } {
        return number(serial);
    }
    if day == 0 && !since_1904 {
        return time;
    }
    let day = f64::from(u32::try_from(day).unwrap_or_default());
    let (year, month, day, ..) = ExcelDateTime::new(day, ExcelDateTimeType::DateTime, since_1904).to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if seconds % DAY == 0 { date } else { format!("{date} {time}") }
}

fn duration(days: f64) -> String {
    match seconds(days) {
        Some(seconds) if seconds < 0 => format!("-{}", clock(-seconds)),
        Some(seconds) => clock(seconds),
        None => number(days),
    }
}

/// Whole seconds, where there are not too many of them to be exact.
fn seconds(days: f64) -> Option<i64> {
    let seconds = (days * 86_400.0).round();
    #[expect(clippy::cast_possible_truncation, reason = "whole and below 10^15, so exact")]
    (seconds.abs() < EXPONENT).then_some(seconds as i64)
}

fn clock(seconds: i64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// `2024-03-31T00:00:00` as `2024-03-31`.
fn iso(text: &str) -> String {
    match text.split_once('T') {
        Some((day, time)) if time.trim_end_matches('Z').bytes().all(|byte| matches!(byte, b'0' | b':' | b'.')) => {
            plain(day)
        }
        Some((day, time)) => plain(&format!("{day} {time}")),
        None => plain(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_are_exact() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (540.0, "540"),
            (-12.5, "-12.5"),
            (0.28, "0.28"),
            (0.1 + 0.2, "0.3"),
            (1.1 * 3.0, "3.3"),
            (0.000_012, "0.000012"),
            (123_456_789_012_345.0, "123456789012345"),
            (999_999_999_999_999.0, "999999999999999"),
            (1e15, "1E+15"),
            (1_234_567_890_123_456.0, "1.23456789012346E+15"),
            (-1.5e300, "-1.5E+300"),
            (f64::NAN, "#NUM!"),
            (f64::INFINITY, "#NUM!"),
        ] {
            assert_eq!(number(value), text, "{value:e}");
        }
    }

    #[test]
    fn dates_are_as_excel_has_them() {
        for (serial, since_1904, text) in [
            (45382.0, false, "2024-03-31"),
            (43920.0, true, "2024-03-31"),
            (45382.5, false, "2024-03-31 12:00:00"),
            (45_382.999_999_9, false, "2024-04-01"),
            (1.0, false, "1900-01-01"),
            (59.0, false, "1900-02-28"),
            (60.0, false, "1900-02-29"),
            (61.0, false, "1900-03-01"),
            (0.0, true, "1904-01-01"),
            (0.75, false, "18:00:00"),
            (2_958_465.0, false, "9999-12-31"),
            (2_958_466.0, false, "2958466"),
            (-1.0, false, "-1"),
            (1e300, false, "1E+300"),
        ] {
            assert_eq!(date(serial, since_1904), text, "{serial}");
        }
        assert_eq!(duration(1.5), "36:00:00");
        assert_eq!(duration(-0.25), "-06:00:00");
        for (text, date) in [
            ("2024-03-31", "2024-03-31"),
            ("2024-03-31T00:00:00.000Z", "2024-03-31"),
            ("2024-03-31T09:30:00", "2024-03-31 09:30:00"),
        ] {
            assert_eq!(iso(text), date);
        }
    }

    #[test]
    fn what_is_no_value_says_so() {
        assert_eq!(text(&DataRef::Empty, true, false), "#CALC!");
        assert_eq!(text(&DataRef::Empty, false, false), "");
        assert_eq!(text(&DataRef::Error(CellErrorType::Ref), false, false), "#REF!");
        assert_eq!(text(&DataRef::Error(CellErrorType::GettingData), false, false), "#GETTING_DATA");
        assert_eq!(text(&DataRef::Bool(true), true, false), "TRUE");
        assert_eq!(text(&DataRef::SharedString("a\r\nb\nc\u{fdd0}"), false, false), "a\u{fdd0}b\u{fdd0}c\u{fffd}");
    }
}
