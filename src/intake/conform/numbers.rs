//! Numbers, in the forms in which returns write them: no currency, no per cent, no brackets; of exponents only
//! negative ones, in which programs write small numbers and which hide no digits before the point.

/// The most digits before the point: all of them are exact.
const MOST_DIGITS: usize = 15;
/// The most digits of a decimal, before and after the point: what `decimal(18, s)` holds.
pub(in crate::intake) const DECIMAL_DIGITS: u8 = 18;

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

/// A number: `0.5`, `.5`, `-1,234.25`, `4.70E-02`, as so many units of its last decimal place: `0.5` is 500 where the scale is 3.
/// A digit beyond the scale is refused, never rounded, unless it is a nought. Says whether it stood in the plain form.
pub(super) fn decimal(text: &str, scale: u8) -> Option<(i64, bool)> {
    let small = || Some((plain_decimal(&written_out(text)?, scale)?.0, false));
    plain_decimal(text, scale).or_else(small)
}

fn plain_decimal(text: &str, scale: u8) -> Option<(i64, bool)> {
    let (negative, rest) = sign(text);
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, "0"));
    let size = if whole.is_empty() && rest.len() > 1 { 0 } else { whole_number(whole)? };
    let (scale, places) = (usize::from(scale), fraction.trim_end_matches('0'));
    if fraction.is_empty() || places.len() > scale {
        return None;
    }
    let digits = places.bytes().chain(std::iter::repeat(b'0')).take(scale);
    let units = digits.into_iter().try_fold(size, |sum, digit| {
        let digit = digit.is_ascii_digit().then(|| i64::from(digit - b'0'))?;
        sum.checked_mul(10)?.checked_add(digit)
    })?;
    let fits = units < 10_i64.pow(u32::from(DECIMAL_DIGITS));
    fits.then(|| (if negative { -units } else { units }, !whole.contains(',')))
}

/// `4.70E-02` as `0.0470`.
fn written_out(text: &str) -> Option<String> {
    let (number, power) = text.split_once(['E', 'e'])?;
    let (negative, number) = sign(number);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let power = power.strip_prefix('-').filter(|power| digits(power))?.parse::<usize>().ok()?;
    let fits =
        (1..=usize::from(DECIMAL_DIGITS)).contains(&power) && whole.len() == 1 && digits(whole) && digits(fraction);
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
        for (text, units) in
            [("0.5", 500), (".5", 500), ("-1,234.25", -1_234_250), ("12", 12_000), ("-0", 0), ("1.1250000000000", 1125)]
        {
            assert_eq!(decimal(text, 3).map(|found| found.0), Some(units), "{text}");
        }
        for wrong in ["", ".", "-", "-.", "1.2.3", "1,2", "12.", "NaN", "inf", "1e3", "12.5%", "abc", "1.a", ".x0"] {
            assert_eq!(decimal(wrong, 3), None, "{wrong}");
        }
    }

    #[test]
    fn small_numbers_may_have_a_negative_exponent() {
        assert_eq!(decimal("4.70E-02", 3), Some((47, false)));
        assert_eq!(decimal("-5e-1", 3), Some((-500, false)));
        for wrong in ["4.75E-02", "1E+3", "E-2", "47E-3", "4.E-02.", "1e-", "1e-99", "1e-+1"] {
            assert_eq!(decimal(wrong, 3), None, "{wrong}");
        }
    }

    #[test]
    fn a_number_is_exact_or_refused() {
        assert_eq!(decimal("0.1", 1), Some((1, true)));
        assert_eq!(decimal("7.0", 0), Some((7, true)));
        assert_eq!(decimal("1.111801242", 9), Some((1_111_801_242, true)));
        assert_eq!(decimal("123456789012345.678", 3), Some((123_456_789_012_345_678, true)));
        for (text, scale) in [("1.2345", 3), ("0.05", 1), ("0.5", 0), ("1234567890.1", 9), ("1000000000000000", 3)] {
            assert_eq!(decimal(text, scale), None, "{text} to {scale} places");
        }
    }
}
