//! Numbers as English and Welsh both write them: commas between thousands, a point before decimals (CLDR 48).

/// A number with commas between thousands and a fixed number of decimals; never `-0`.
pub fn decimal(value: f64, decimals: usize) -> String {
    let (sign, digits) = signed(value, decimals);
    format!("{sign}{digits}")
}

/// A share in per cent, with one decimal: `8.6%`.
pub fn per_cent(value: f64) -> String {
    format!("{}%", decimal(value, 1))
}

/// A sum of money: `£1,204.50`, `-£3.20`.
pub fn pounds(value: f64) -> String {
    let (sign, digits) = signed(value, 2);
    format!("{sign}£{digits}")
}

/// A count with commas between thousands.
pub fn grouped(count: u64) -> String {
    with_commas(&count.to_string())
}

/// The sign of a number, where it has one, and its digits.
fn signed(value: f64, decimals: usize) -> (&'static str, String) {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
    let nothing = plain.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let fraction = fraction.map(|digits| format!(".{digits}")).unwrap_or_default();
    (if value < 0.0 && !nothing { "-" } else { "" }, format!("{}{fraction}", with_commas(whole)))
}

fn with_commas(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas_and_never_a_negative_nothing() {
        assert_eq!(decimal(7198.0, 0), "7,198");
        assert_eq!(decimal(1_204_339.0, 0), "1,204,339");
        assert_eq!(decimal(-1234.56, 1), "-1,234.6");
        assert_eq!(decimal(-0.04, 1), "0.0");
        assert_eq!(decimal(999.0, 0), "999");
        assert_eq!(grouped(7_208), "7,208");
    }

    #[test]
    fn the_sign_of_money_stands_before_the_pound() {
        assert_eq!([pounds(-3.2), pounds(12_345.678)], ["-£3.20", "£12,345.68"]);
    }
}
