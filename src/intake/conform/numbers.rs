//! Numbers, in the forms in which returns write them: no currency, no per cent, no brackets; of exponents only
//! negative ones, in which programs write small numbers and which hide no digits before the point.

/// The most digits before the point: all of them are exact.
const MOST_DIGITS: usize = 15;
/// The most digits after the point: as many as programs write out of habit.
const MOST_DECIMALS: usize = 20;

/// A whole number: `-12`, `1,234`, `3697.0`. Says whether it stood in the plain form.
pub(super) fn integer(text: &str) -> Option<(i64, bool)> {
    let (negative, rest) = sign(text);
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, "0"));
    if fraction.is_empty() || fraction.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let size = whole_number(whole)?;
    let plain = whole.len() == rest.len() && !whole.contains(',');
    Some((if negative { -size } else { size }, plain))
}

/// A number: `0.5`, `.5`, `-1,234.25`, `4.70E-02`. Says whether it stood in the plain form.
pub(super) fn decimal(text: &str) -> Option<(f64, bool)> {
    let (_, rest) = sign(text);
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, "0"));
    let digits =
        |text: &str| !text.is_empty() && text.len() <= MOST_DECIMALS && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(fraction) || !(whole.is_empty() && rest.len() > 1) && whole_number(whole).is_none() {
        return written_out(text).and_then(|text| decimal(&text)).map(|(number, _)| (number, false));
    }
    let plain = !whole.contains(',');
    let number = if plain { text.parse().ok() } else { text.replace(',', "").parse().ok() };
    // Minus nothing is nothing.
    number.map(|number: f64| (number + 0.0, plain))
}

/// `4.70E-02` as `0.0470`.
fn written_out(text: &str) -> Option<String> {
    let (number, power) = text.split_once(['E', 'e'])?;
    let (negative, number) = sign(number);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let power = power.strip_prefix('-').filter(|power| digits(power))?.parse::<usize>().ok()?;
    let fits = (1..=MOST_DECIMALS).contains(&power) && whole.len() == 1 && digits(whole) && digits(fraction);
    fits.then(|| format!("{}0.{}{whole}{fraction}", if negative { "-" } else { "" }, "0".repeat(power - 1)))
}

fn sign(text: &str) -> (bool, &str) {
    text.strip_prefix('-').map_or((false, text), |rest| (true, rest))
}

/// Digits, plain or in groups of three.
fn whole_number(text: &str) -> Option<i64> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let grouped = text.len() > first.len();
    if first.is_empty() || grouped && first.len() > 3 || groups.any(|group| group.len() != 3) {
        return None;
    }
    let digits = text.bytes().filter(|byte| *byte != b',');
    if text.len() > MOST_DIGITS && digits.clone().count() > MOST_DIGITS {
        return None;
    }
    digits.into_iter().try_fold(0_i64, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_come_in_a_few_forms() {
        for (text, number) in
            [("0", 0), ("-12", -12), ("1,234", 1234), ("3697.0", 3697), ("12,345,678.00", 12_345_678), ("007", 7)]
        {
            assert_eq!(integer(text).map(|found| found.0), Some(number), "{text}");
        }
        for wrong in [
            "",
            "-",
            "1,2",
            "1234,567",
            ",123",
            "1,234,",
            "12.5",
            "1.",
            "1e3",
            "+5",
            "£5",
            "5%",
            "(5)",
            "5-",
            "1 234",
            "٣",
            "1234567890123456",
        ] {
            assert_eq!(integer(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_come_in_a_few_forms() {
        for (text, number) in [
            ("0.5", 0.5),
            (".5", 0.5),
            ("-1,234.25", -1234.25),
            ("12", 12.0),
            ("1.111801242", 1.111_801_242),
            ("4.70E-02", 0.047),
            ("-5e-1", -0.5),
        ] {
            assert_eq!(decimal(text).map(|found| found.0), Some(number), "{text}");
        }
        for wrong in [
            "",
            ".",
            "-",
            "-.",
            "1.2.3",
            "1,2",
            "12.",
            "NaN",
            "inf",
            "1e3",
            "12.5%",
            "abc",
            "0.123456789012345678901",
            "1E+3",
            "E-2",
            "47E-3",
            "4.E-02.",
            "1e-",
            "1e-99",
            "1e-+1",
        ] {
            assert_eq!(decimal(wrong), None, "{wrong}");
        }
        assert!(decimal("-0").is_some_and(|(number, _)| number.is_sign_positive()));
    }
}
