//! Texts that stand for something other than themselves: missing, suppressed, spreadsheet errors, yes and no.

use crate::definitions::key;

/// Whether nothing was entered.
pub(super) fn is_missing(text: &str) -> bool {
    matches!(text, "" | "-" | "." | "N/A" | "n/a" | "N/a")
}

/// What a text says in place of a number, as a marker: `c` where the sender withholds it; and where the shorthand of
/// published statistics is declared, `x` where there is none and `z` where there could be none.
pub(super) fn in_place_of_number(text: &str, shorthand: bool) -> Option<&'static str> {
    match text {
        "*" | "[c]" | "c" => Some("c"),
        "[x]" | "x" if shorthand => Some("x"),
        "[z]" | "z" if shorthand => Some("z"),
        _ => None,
    }
}

/// Whether a spreadsheet has put an error in place of a value.
pub(super) fn is_excel_error(text: &str) -> bool {
    text.starts_with('#')
        && (matches!(
            text,
            "#N/A" | "#REF!" | "#DIV/0!" | "#VALUE!" | "#NAME?" | "#NUM!" | "#NULL!" | "#SPILL!" | "#CALC!"
        ) || text.len() > 1 && text.bytes().all(|byte| byte == b'#'))
}

/// Whether a spreadsheet has turned an identifier into a number (`1.23457E+12`).
pub(super) fn is_rounded_id(text: &str) -> bool {
    let has_sign = text.bytes().any(|byte| matches!(byte, b'+' | b'-'));
    has_sign
        && text.split_once(['E', 'e']).is_some_and(|(number, power)| {
            let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
            digits(whole) && digits(fraction) && power.strip_prefix(['+', '-']).is_some_and(digits)
        })
}

/// Yes or no, in English and Welsh; says whether it is the plain word.
pub(super) fn yes_no(text: &str) -> Option<(bool, bool)> {
    match key(text).as_str() {
        "yes" | "y" | "true" | "1" | "ie" | "oes" | "ydy" | "ydi" | "ydyw" => Some((true, text == "yes")),
        "no" | "n" | "false" | "0" | "nage" | "nacoes" | "nagoes" | "nacydy" | "nacydi" | "nacydyw" => {
            Some((false, text == "no"))
        }
        // `NA` and `n.a.` are how others write that there is no answer.
        _ if matches!(text, "Na" | "na") => Some((false, false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_known_in_two_languages() {
        for yes in ["Yes", "y", "TRUE", "1", "1.0", "Ie", "oes", "Ydy"] {
            assert_eq!(yes_no(yes), Some((true, false)), "{yes}");
        }
        for no in ["No", "N", "false", "0", "nage", "Nac oes", "Nac ydy", "na"] {
            assert_eq!(yes_no(no), Some((false, false)), "{no}");
        }
        assert_eq!([yes_no("yes"), yes_no("no")], [Some((true, true)), Some((false, true))]);
        for neither in ["2", "-1", "0.1", "10", "1.", "yes no", "?", "NA", "n.a."] {
            assert_eq!(yes_no(neither), None, "{neither}");
        }
    }

    #[test]
    fn identifiers_that_a_spreadsheet_rounded_are_seen() {
        for wrong in ["1.23457E+12", "1E+05", "1e-7"] {
            assert!(is_rounded_id(wrong), "{wrong}");
        }
        for right in ["12E5", "E+12", "1.5", "CE+1", "0012", "SIN-1.2E"] {
            assert!(!is_rounded_id(right), "{right}");
        }
    }

    #[test]
    fn the_shorthand_of_statistics_is_read_where_it_is_declared() {
        for (text, usual, declared) in [
            ("*", Some("c"), Some("c")),
            ("[c]", Some("c"), Some("c")),
            ("x", None, Some("x")),
            ("[x]", None, Some("x")),
            ("z", None, Some("z")),
            ("[z]", None, Some("z")),
            ("Z", None, None),
            ("0", None, None),
        ] {
            assert_eq!([false, true].map(|shorthand| in_place_of_number(text, shorthand)), [usual, declared], "{text}");
        }
    }

    #[test]
    fn spreadsheet_errors_are_not_values() {
        assert!(is_excel_error("#N/A") && is_excel_error("#####") && is_excel_error("#DIV/0!"));
        assert!(!is_excel_error("#") && !is_excel_error("#12") && !is_excel_error("N/A"));
    }
}
