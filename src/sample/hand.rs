//! How words, numbers and days are written out.

use super::style::{Dates, YesNo};
use crate::domain::date_of_days;

/// Other capitals, other spaces.
pub(super) fn untidy(cell: &mut String, code: &str, row: u64) {
    match row % 4 {
        0 => cell.push_str(&code.to_uppercase()),
        1 => {
            cell.push(' ');
            cell.push_str(&code.replace('_', " "));
            cell.push_str("  ");
        }
        2 => {
            cell.push_str(code);
            cell.push('\u{a0}');
        }
        _ => cell.push_str(code),
    }
}

/// Yes or no.
pub(super) fn yes_no(yes: bool, style: YesNo) -> &'static str {
    match (style, yes) {
        (YesNo::Words, true) => "yes",
        (YesNo::Words, false) => "no",
        (YesNo::Letters, true) => "Y",
        (YesNo::Letters, false) => "N",
        (YesNo::Welsh, true) => "Ie",
        (YesNo::Welsh, false) => "Nage",
        (YesNo::Digits, true) => "1",
        (YesNo::Digits, false) => "0",
    }
}

/// Appends a whole number: the formatter of the standard library is several times slower.
pub(super) fn push(cell: &mut String, number: u32) {
    if number >= 10 {
        push(cell, number / 10);
    }
    cell.push(char::from_digit(number % 10, 10).unwrap_or('0'));
}

fn pair(cell: &mut String, number: i8) {
    let number = u32::try_from(number).unwrap_or(0);
    cell.push(char::from_digit(number / 10, 10).unwrap_or('0'));
    cell.push(char::from_digit(number % 10, 10).unwrap_or('0'));
}

/// Appends a day.
pub(super) fn day(cell: &mut String, days: i32, style: Dates) {
    let Some(date) = date_of_days(days) else { return };
    let year = u32::try_from(date.year()).unwrap_or(0);
    if style == Dates::Iso {
        push(cell, year);
        cell.push('-');
        pair(cell, date.month());
        cell.push('-');
        pair(cell, date.day());
        return;
    }
    let between = if style == Dates::Dashed { '-' } else { '/' };
    pair(cell, date.day());
    cell.push(between);
    pair(cell, date.month());
    cell.push(between);
    match style {
        Dates::Short => pair(cell, i8::try_from(year % 100).unwrap_or(0)),
        _ => push(cell, year),
    }
}
