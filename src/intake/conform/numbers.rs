//! Numbers, in the forms in which returns write them. Currency, per cent, brackets and the like are read only where
//! they are declared; of exponents only negative ones, in which programs write small numbers and which hide no digits
//! before the point.

use super::changes::Allowed;
use crate::definitions::Form;

/// The most digits before the point: all of them are exact.
const MOST_DIGITS: usize = 15;
/// The most digits of a decimal, before and after the point: what `decimal(18, s)` holds.
pub(in crate::intake) const DECIMAL_DIGITS: u8 = 18;

/// A whole number: `-12`, `1,234`, `3697.0`. Says whether it stood in the plain form.
pub(super) fn integer(text: &str, forms: Allowed) -> Option<(i64, bool)> {
    few_digits(text).map(|number| (number, true)).or_else(|| read(text, forms, plain_integer))
}

/// A number: `0.5`, `.5`, `-1,234.25`, `4.70E-02`, as so many units of its last decimal place: `0.5` is 500 where the scale is 3.
/// A digit beyond the scale is refused, never rounded, unless it is a nought. Says whether it stood in the plain form.
pub(super) fn decimal(text: &str, scale: u8, forms: Allowed) -> Option<(i64, bool)> {
    // `1,234` may be either; `1,234.5` and `1,234,567` may not.
    if forms.comma_is_doubtful() && text.matches(',').count() == 1 && !text.contains('.') {
        return None;
    }
    let small = |text: &str| Some((plain_decimal(&written_out(text)?, scale)?.0, false));
    read(text, forms, |text| plain_decimal(text, scale).or_else(|| small(text)))
}

/// Reads the plain form, and then the declared ones.
fn read(text: &str, forms: Allowed, plain: impl Fn(&str) -> Option<(i64, bool)>) -> Option<(i64, bool)> {
    // Where commas are decimal, `1,234` is not what it looks like.
    if !forms.has(Form::DecimalComma)
        && let Some(found) = plain(text)
    {
        return Some(found);
    }
    if forms.is_usual() {
        return None;
    }
    let bare = bare(text, forms)?;
    let (number, is_plain) = plain(&bare)?;
    Some((number, is_plain && bare == text))
}

/// Some digits and nothing else, as most numbers are written.
fn few_digits(text: &str) -> Option<i64> {
    if !(1..=9).contains(&text.len()) {
        return None;
    }
    text.bytes().try_fold(0_i64, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
}

/// A number in one of the declared forms as it stands in the plain one: `(£1,234.50)` as `-1,234.50`.
fn bare(text: &str, forms: Allowed) -> Option<String> {
    let (in_brackets, rest) = bracketed(text, forms);
    let (minus_first, rest) = sign(rest);
    let rest = without_currency(rest, forms)?;
    let (inner_brackets, rest) = bracketed(rest, forms);
    let (inner_minus, rest) = sign(rest);
    let rest = if forms.has(Form::Percent) { rest.strip_suffix('%').map_or(rest, str::trim_end) } else { rest };
    let trailing = rest.strip_suffix('-').filter(|_| forms.has(Form::TrailingMinus));
    let rest = trailing.unwrap_or(rest);
    let negatives = [in_brackets, minus_first, inner_brackets, inner_minus, trailing.is_some()];
    let negatives = negatives.into_iter().filter(|negative| *negative).count();
    if negatives > 1 {
        return None;
    }
    Some(format!("{}{}", if negatives == 1 { "-" } else { "" }, grouped(rest, forms)?))
}

fn bracketed(text: &str, forms: Allowed) -> (bool, &str) {
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).filter(|_| forms.has(Form::Brackets));
    inner.map_or((false, text), |inner| (true, inner.trim()))
}

/// Takes off one sign or code of the currency.
fn without_currency(text: &str, forms: Allowed) -> Option<&str> {
    if !forms.has(Form::Currency) {
        return Some(text);
    }
    let rest = ["£", "GBP"].iter().find_map(|sign| text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)));
    let rest = rest.map_or(text, str::trim);
    (!rest.is_empty()).then_some(rest)
}

/// Digits with their thousands and decimals, as `1,234.5`.
fn grouped(text: &str, forms: Allowed) -> Option<String> {
    let decimal_comma = forms.has(Form::DecimalComma);
    let (point, comma) = if decimal_comma { (',', '.') } else { ('.', ',') };
    let (whole, fraction) = match text.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        // A point alone may be meant as a point.
        None if decimal_comma && text.contains('.') => return None,
        None => (text, None),
    };
    if fraction.is_some_and(|fraction| fraction.is_empty() || fraction.bytes().any(|byte| !byte.is_ascii_digit())) {
        return None;
    }
    let is_space = |c| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    if whole.contains(is_space) && (whole.contains(comma) || !forms.has(Form::SpacedThousands)) {
        return None;
    }
    let mut made: String = whole.chars().map(|c| if is_space(c) || c == comma { ',' } else { c }).collect();
    if let Some(fraction) = fraction {
        made.push('.');
        made.push_str(fraction);
    }
    Some(made)
}

fn plain_integer(text: &str) -> Option<(i64, bool)> {
    let (negative, rest) = sign(text);
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, "0"));
    if fraction.is_empty() || fraction.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let size = whole_number(whole)?;
    let plain = whole.len() == rest.len() && !whole.contains(',');
    Some((if negative { -size } else { size }, plain))
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
            assert_eq!(integer(text, Allowed::default()).map(|found| found.0), Some(number), "{text}");
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
            assert_eq!(integer(wrong, Allowed::default()), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_come_in_a_few_forms() {
        for (text, units) in
            [("0.5", 500), (".5", 500), ("-1,234.25", -1_234_250), ("12", 12_000), ("-0", 0), ("1.1250000000000", 1125)]
        {
            assert_eq!(decimal(text, 3, Allowed::default()).map(|found| found.0), Some(units), "{text}");
        }
        for wrong in ["", ".", "-", "-.", "1.2.3", "1,2", "12.", "NaN", "inf", "1e3", "12.5%", "abc", "1.a", ".x0"] {
            assert_eq!(decimal(wrong, 3, Allowed::default()), None, "{wrong}");
        }
    }

    #[test]
    fn small_numbers_may_have_a_negative_exponent() {
        assert_eq!(decimal("4.70E-02", 3, Allowed::default()), Some((47, false)));
        assert_eq!(decimal("-5e-1", 3, Allowed::default()), Some((-500, false)));
        for wrong in ["4.75E-02", "1E+3", "E-2", "47E-3", "4.E-02.", "1e-", "1e-99", "1e-+1"] {
            assert_eq!(decimal(wrong, 3, Allowed::default()), None, "{wrong}");
        }
    }

    #[test]
    fn a_number_is_exact_or_refused() {
        assert_eq!(decimal("0.1", 1, Allowed::default()), Some((1, true)));
        assert_eq!(decimal("7.0", 0, Allowed::default()), Some((7, true)));
        assert_eq!(decimal("1.111801242", 9, Allowed::default()), Some((1_111_801_242, true)));
        assert_eq!(decimal("123456789012345.678", 3, Allowed::default()), Some((123_456_789_012_345_678, true)));
        for (text, scale) in [("1.2345", 3), ("0.05", 1), ("0.5", 0), ("1234567890.1", 9), ("1000000000000000", 3)] {
            assert_eq!(decimal(text, scale, Allowed::default()), None, "{text} to {scale} places");
        }
    }

    fn with(forms: &[Form], text: &str) -> Option<i64> {
        decimal(text, 2, Allowed::of(forms)).map(|(units, _)| units)
    }

    #[test]
    fn other_forms_are_read_only_where_they_are_declared() {
        use Form::{Brackets, Currency, DecimalComma, Percent, SpacedThousands, TrailingMinus};
        let cases: [(&[Form], &str, i64); 19] = [
            (&[Currency], "£1,234.50", 123_450),
            (&[Currency], "1234 GBP", 123_400),
            (&[Currency], "GBP 1234", 123_400),
            (&[Currency], "-£5", -500),
            (&[Currency], "£-5", -500),
            (&[Percent], "12.5%", 1250),
            (&[Percent], "12.5 %", 1250),
            (&[Brackets], "(123)", -12_300),
            (&[Brackets, Currency], "(£1,234.50)", -123_450),
            (&[Brackets, Currency], "£(5)", -500),
            (&[TrailingMinus], "123-", -12_300),
            (&[DecimalComma], "1234,5", 123_450),
            (&[DecimalComma], "1.234,5", 123_450),
            (&[DecimalComma], "1,23", 123),
            (&[DecimalComma], "-7", -700),
            (&[SpacedThousands], "1 234.5", 123_450),
            (&[SpacedThousands], "1\u{a0}234\u{202f}567", 123_456_700),
            (&[SpacedThousands], "1,234", 123_400),
            (&[DecimalComma, SpacedThousands], "1 234,5", 123_450),
        ];
        for (forms, text, units) in cases {
            assert_eq!(with(forms, text), Some(units), "{text}");
            if !matches!(text, "-7" | "1,234") {
                assert_eq!(with(&[], text), None, "{text} undeclared");
            }
        }
        assert_eq!(integer("(1,234)", Allowed::of(&[Brackets])), Some((-1234, false)));
        assert_eq!(decimal("7", 2, Allowed::of(&[DecimalComma])), Some((700, true)));
    }

    #[test]
    fn a_declared_form_does_not_open_the_door_to_others() {
        let all = [Form::Currency, Form::Percent, Form::Brackets, Form::TrailingMinus, Form::SpacedThousands];
        for wrong in [
            "",
            "£",
            "GBP",
            "%",
            "()",
            "(-5)",
            "-5-",
            "-(5)",
            "((5))",
            "££5",
            "$5",
            "€5",
            "5%%",
            "1 23",
            "12 34",
            "1,234 567",
            " 1",
            "(5",
            "5)",
            "1 234,567",
            "5 p",
            "£ %",
            "--5",
            "£5 GBP GBP",
        ] {
            assert_eq!(with(&all, wrong), None, "{wrong}");
        }
        for wrong in ["1.5", "1.234", "1,2,3", "1.23,4", "1,", ",", "1.234.567"] {
            assert_eq!(with(&[Form::DecimalComma], wrong), None, "{wrong}");
        }
        assert_eq!(integer("1,5", Allowed::of(&[Form::DecimalComma])), None);
    }

    #[test]
    fn among_semicolons_a_comma_is_not_taken_for_thousands() {
        let doubtful = Allowed::default().with_doubtful_comma();
        assert_eq!(decimal("1,234", 3, doubtful), None);
        assert_eq!(decimal("1,5", 3, doubtful), None);
        assert_eq!(decimal("1234.5", 3, doubtful), Some((1_234_500, true)));
        assert_eq!(decimal("1,234.5", 3, doubtful), Some((1_234_500, false)));
        assert_eq!(decimal("1,234,567", 3, doubtful), Some((1_234_567_000, false)));
        assert_eq!(decimal("1,234", 3, doubtful.and(Allowed::of(&[Form::DecimalComma]))), Some((1234, false)));
        assert_eq!(integer("1,234", doubtful), Some((1234, false)));
    }
}
