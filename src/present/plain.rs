//! Numbers as files for programs write them: plain, with at most four decimals, no commas, and never `-0`.

use std::fmt::Write as _;

/// Adds a number to a text.
pub(crate) fn append(text: &mut String, value: f64) {
    // Nothing that is written to a text can fail.
    if value.fract() == 0.0 {
        // What is added takes the sign from a negative nothing.
        let _written = write!(text, "{:.0}", value + 0.0);
        return;
    }
    let start = text.len();
    let _written = write!(text, "{value:.4}");
    let short = text.trim_end_matches('0').trim_end_matches('.').len();
    text.truncate(short.max(start));
    if matches!(text.get(start..), Some("-0" | "" | "-")) {
        text.truncate(start);
        text.push('0');
    }
}

/// A number as it stands in such a file.
pub(crate) fn text(value: f64) -> String {
    let mut text = String::new();
    append(&mut text, value);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain_and_short() {
        for (value, said) in
            [(7200.0, "7200"), (8.611_111, "8.6111"), (0.0, "0"), (-0.0, "0"), (-0.000_01, "0"), (-2.5, "-2.5")]
        {
            assert_eq!(text(value), said);
        }
    }

    #[test]
    fn a_number_leaves_what_stands_before_it_alone() {
        let mut row = String::from("100,");
        append(&mut row, 0.000_01);
        row.push(',');
        append(&mut row, 10.5);
        assert_eq!(row, "100,0,10.5");
    }
}
