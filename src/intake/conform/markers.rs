//! Texts that stand for something other than themselves: missing, suppressed, spreadsheet errors, yes and no.

use crate::definitions::fold;

/// Whether nothing was entered.
pub(super) fn is_missing(text: &str) -> bool {
    matches!(text, "" | "-" | "." | "N/A" | "n/a" | "N/a")
}

/// Whether a number is withheld by the sender.
pub(super) fn is_suppressed(text: &str) -> bool {
    matches!(text, "*" | "[c]" | "c")
}

/// Whether a spreadsheet has put an error in place of a value.
pub(super) fn is_excel_error(text: &str) -> bool {
    text.starts_with('#')
        && (matches!(
            text,
            "#N/A" | "#REF!" | "#DIV/0!" | "#VALUE!" | "#NAME?" | "#NUM!" | "#NULL!" | "#SPILL!" | "#CALC!"
        ) || text.len() > 1 && text.bytes().all(|byte| byte == b'#'))
}

/// Whether a spreadsheet has turned an identifier into a number (`1.23457E+12`), or it has characters nobody sees.
pub(super) fn is_damaged_id(text: &str) -> bool {
    let number = text.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
        digits(whole) && digits(fraction) && power.strip_prefix(['+', '-']).is_some_and(digits)
    });
    let unseen = |c| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    number || !text.is_ascii() && text.contains(unseen)
}

/// Yes or no, in English and Welsh.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "yes" | "y" | "true" | "1" | "ie" | "oes" => Some(true),
        "no" | "n" | "false" | "0" | "nage" | "nacoes" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_known_in_two_languages() {
        for yes in ["Yes", "y", "TRUE", "1", "Ie", "oes"] {
            assert_eq!(yes_no(yes), Some(true), "{yes}");
        }
        for no in ["No", "N", "false", "0", "nage", "Nac oes"] {
            assert_eq!(yes_no(no), Some(false), "{no}");
        }
        assert_eq!(yes_no("2"), None);
    }

    #[test]
    fn identifiers_that_a_spreadsheet_rounded_are_seen() {
        for wrong in ["1.23457E+12", "1E+05", "A\u{202e}1"] {
            assert!(is_damaged_id(wrong), "{wrong}");
        }
        for right in ["12E5", "E+12", "1.5", "CE+1", "0012", "SIN-1.2E"] {
            assert!(!is_damaged_id(right), "{right}");
        }
    }

    #[test]
    fn spreadsheet_errors_are_not_values() {
        assert!(is_excel_error("#N/A") && is_excel_error("#####") && is_excel_error("#DIV/0!"));
        assert!(!is_excel_error("#") && !is_excel_error("#12") && !is_excel_error("N/A"));
    }
}
