//! The distributions behind the limits: incomplete gamma and beta, and the roots of their tails, to full precision.
//!
//! Own code in place of statrs, whose incomplete beta stops after 140 terms, too few for the order statistics of some
//! ten thousand rows, and whose functions panic where an argument is out of range. Densities are Loader's ("Fast and
//! accurate computation of binomial probabilities", 2000): no difference of large logarithms, so nothing is lost in them.

use std::f64::consts::TAU;

/// The most terms that a series or fraction is followed for: about twelve times the square root of its parameter do.
const TERMS: u32 = 1_000_000;

/// The probability of `count` or more events where `mean` are expected, which is the lower regularised incomplete
/// gamma function: any `count` that is not negative, whole or not.
pub(crate) fn poisson_from(count: f64, mean: f64) -> f64 {
    gamma_tails(count, mean).0
}

/// The probability of at most `count` events where `mean` are expected.
pub(crate) fn poisson_up_to(count: f64, mean: f64) -> f64 {
    gamma_tails(count + 1.0, mean).1
}

/// The lower and the upper regularised incomplete gamma function. Each is exact also where it is tiny.
fn gamma_tails(shape: f64, x: f64) -> (f64, f64) {
    if shape.is_nan() || x.is_nan() || shape < 0.0 || x < 0.0 {
        return (f64::NAN, f64::NAN);
    }
    if shape < f64::MIN_POSITIVE || x == f64::INFINITY {
        return (1.0, 0.0);
    }
    if x == 0.0 || shape == f64::INFINITY {
        return (0.0, 1.0);
    }
    if x < shape + 1.0 {
        let lower = poisson_density(shape, x) * gamma_series(shape, x);
        (lower, 1.0 - lower)
    } else {
        let upper = poisson_density(shape, x) * shape * gamma_fraction(shape, x);
        (1.0 - upper, upper)
    }
}

/// 1 + x/(a+1) + x²/((a+1)(a+2)) + …
fn gamma_series(shape: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut below) = (1.0, 1.0, shape);
    for _ in 0..TERMS {
        below += 1.0;
        term *= x / below;
        sum += term;
        if term <= sum * f64::EPSILON / 4.0 {
            break;
        }
    }
    sum
}

/// 1/(x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - …)))
fn gamma_fraction(shape: f64, x: f64) -> f64 {
    let mut level = x + 1.0 - shape;
    let mut fraction = Fraction::starting_with(1.0, level);
    for i in 1..=TERMS {
        let i = f64::from(i);
        level += 2.0;
        if fraction.settles_on(i * (shape - i), level) {
            break;
        }
    }
    fraction.value
}

/// The regularised incomplete beta function I(x; a, b); `y` is 1 - x, which the caller knows without loss.
pub(crate) fn beta(a: f64, b: f64, x: f64, y: f64) -> f64 {
    if !(a > 0.0 && b > 0.0 && x >= 0.0 && y >= 0.0) || a + b == f64::INFINITY {
        return f64::NAN;
    }
    if x == 0.0 || y == 0.0 {
        return if x == 0.0 { 0.0 } else { 1.0 };
    }
    if x * (a + b + 2.0) > a + 1.0 {
        return 1.0 - beta_fraction(b, a, y, x);
    }
    beta_fraction(a, b, x, y)
}

/// Where x is below about a/(a+b): the part of the beta function as a continued fraction.
fn beta_fraction(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let mut fraction = Fraction::starting_with(1.0, 1.0);
    for level in 0..TERMS {
        let level = f64::from(level);
        let twice = a + 2.0 * level;
        if level > 0.0 && fraction.settles_on(level * (b - level) * x / ((twice - 1.0) * twice), 1.0) {
            break;
        }
        if fraction.settles_on(-(a + level) * (a + b + level) * x / (twice * (twice + 1.0)), 1.0) {
            break;
        }
    }
    binomial_density(a, b, x, y) * b / (a + b) * fraction.value
}

/// A continued fraction, evaluated from its head by the method of Lentz, as Thompson and Barnett (1986) changed it.
struct Fraction {
    value: f64,
    above: f64,
    below: f64,
}

impl Fraction {
    /// What keeps a division by zero from happening.
    const TINY: f64 = 1e-300;

    fn starting_with(numerator: f64, denominator: f64) -> Self {
        let below = 1.0 / away_from_zero(denominator);
        Self { value: numerator * below, above: denominator + Self::TINY.recip(), below }
    }

    /// Goes one level down; whether that made no difference any more.
    fn settles_on(&mut self, numerator: f64, denominator: f64) -> bool {
        self.below = 1.0 / away_from_zero(numerator.mul_add(self.below, denominator));
        self.above = away_from_zero(denominator + numerator / self.above);
        let step = self.above * self.below;
        self.value *= step;
        (step - 1.0).abs() <= f64::EPSILON || !self.value.is_finite()
    }
}

fn away_from_zero(number: f64) -> f64 {
    if number.abs() < Fraction::TINY { Fraction::TINY } else { number }
}

/// The Poisson density of `count` > 0, whole or not, where `mean` are expected.
fn poisson_density(count: f64, mean: f64) -> f64 {
    (-stirling_error(count) - deviance(count, mean)).exp() / (TAU * count).sqrt()
}

/// The binomial density of `a` successes and `b` failures, whole or not, both above 0, at the chances `x` and `y`.
fn binomial_density(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let draws = a + b;
    let errors = stirling_error(draws) - stirling_error(a) - stirling_error(b);
    (errors - deviance(a, draws * x) - deviance(b, draws * y)).exp() * (draws / (TAU * a * b)).sqrt()
}

/// How far Stirling's formula is below the logarithm of `n!`.
fn stirling_error(n: f64) -> f64 {
    // Its asymptotic series is exact from 16 on; below, δ(n) = δ(n+1) + (n + ½) ln(1 + 1/n) - 1 leads there.
    let (mut n, mut error) = (n, 0.0);
    while n < 16.0 {
        error += (n + 0.5) * n.recip().ln_1p() - 1.0;
        n += 1.0;
    }
    let s = (n * n).recip();
    error + (1.0 / 12.0 - s * (1.0 / 360.0 - s * (1.0 / 1260.0 - s * (1.0 / 1680.0 - s / 1188.0)))) / n
}

/// x ln(x/m) + m - x, without loss where the two are close.
fn deviance(x: f64, m: f64) -> f64 {
    if (x - m).abs() >= 0.1 * (x + m) {
        return x * (x / m).ln() + m - x;
    }
    let v = (x - m) / (x + m);
    let (mut sum, mut power) = ((x - m) * v, 2.0 * x * v);
    for odd in 1..100 {
        power *= v * v;
        let next = sum + power / f64::from(2 * odd + 1);
        if next.to_bits() == sum.to_bits() {
            break;
        }
        sum = next;
    }
    sum
}

/// Where a function crosses 0 between two places at which its signs differ, to the last bits: false position, with the
/// Illinois rule that halves the end that stays.
pub(crate) fn root(f: impl Fn(f64) -> f64, low: f64, high: f64) -> f64 {
    let (mut a, mut b) = ((low, f(low)), (high, f(high)));
    for step in 0..200 {
        let width = b.0 - a.0;
        if a.1 == 0.0 || b.1 == 0.0 || width.abs() <= 2.0 * f64::EPSILON * b.0.abs() {
            break;
        }
        // Now and then halved, so that a function that is flat at one end cannot hold it up.
        let inner = if step % 8 == 7 { f64::midpoint(a.0, b.0) } else { b.0 - b.1 * width / (b.1 - a.1) };
        let inner = if inner > a.0.min(b.0) && inner < a.0.max(b.0) { inner } else { f64::midpoint(a.0, b.0) };
        let next = (inner, f(inner));
        if next.1.is_nan() {
            return f64::NAN;
        }
        if next.1.is_sign_negative() == b.1.is_sign_negative() {
            a.1 /= 2.0;
        } else {
            a = b;
        }
        b = next;
    }
    if a.1 == 0.0 { a.0 } else { b.0 }
}

#[cfg(test)]
mod tests {
    use super::super::Confidence;
    use super::*;

    #[track_caller]
    fn close(a: f64, b: f64) {
        assert!((a - b).abs() <= 1e-13 * b.abs(), "{a:e} is not {b:e}");
    }

    #[test]
    fn the_normal_quantiles_leave_their_tails() {
        for confidence in [Confidence::P95, Confidence::P998] {
            // Half of z² has the gamma distribution of shape ½.
            let (_, beyond) = gamma_tails(0.5, confidence.z().powi(2) / 2.0);
            close(beyond, 2.0 * confidence.tail());
        }
    }

    #[test]
    fn the_tails_of_small_counts_are_their_sums() {
        close(poisson_up_to(2.0, 3.0), 8.5 * (-3.0f64).exp());
        close(poisson_from(2.0, 3.0), 1.0 - 4.0 * (-3.0f64).exp());
        close(poisson_from(1.0, 1e-9), -(-1e-9f64).exp_m1());
        close(poisson_up_to(0.0, 700.0), (-700.0f64).exp());
    }

    #[test]
    fn the_tails_add_up_however_many_events() {
        for count in [0.5, 3.0, 17.0, 400.0, 1e4, 1e6, 1e8] {
            for mean in [0.7, 0.97, 1.0, 1.02, 1.5].map(|share| share * count) {
                let (lower, upper) = gamma_tails(count, mean);
                close(lower + upper, 1.0);
                assert!((0.0..=1.0).contains(&lower));
            }
        }
    }

    #[test]
    fn beta_is_the_binomial_tail() {
        // At least 2 of 5, and at least 1 of 3.
        close(beta(2.0, 4.0, 0.3, 0.7), 1.0 - 0.7f64.powi(5) - 5.0 * 0.3 * 0.7f64.powi(4));
        close(beta(1.0, 3.0, 0.01, 0.99), 1.0 - 0.99f64.powi(3));
        // Symmetrical, also where 140 terms are far too few.
        for n in [1.0, 10.0, 1e3, 1e5, 1e7] {
            assert!((beta(n, n, 0.5, 0.5) - 0.5).abs() < 1e-11, "{n}");
        }
        // The arcsine distribution.
        close(beta(0.5, 0.5, 0.1, 0.9), 0.1f64.sqrt().asin() / std::f64::consts::FRAC_PI_2);
    }

    #[test]
    fn what_is_out_of_range_is_no_number_and_never_a_panic() {
        let odd = [f64::NAN, f64::NEG_INFINITY, -1.0, 0.0, 1e-310, 0.5, 1.0, 1e300, f64::INFINITY];
        for a in odd {
            for b in odd {
                let (lower, upper) = gamma_tails(a, b);
                assert!(lower.is_nan() || (0.0..=1.0).contains(&lower), "{a} {b}: {lower}");
                assert!(upper.is_nan() || (0.0..=1.0).contains(&upper), "{a} {b}: {upper}");
                for x in [f64::NAN, -1.0, 0.0, 1e-300, 0.5, 1.0, 2.0] {
                    let share = beta(a, b, x, 1.0 - x);
                    assert!(share.is_nan() || (0.0..=1.0 + 1e-9).contains(&share), "{a} {b} {x}: {share}");
                }
            }
        }
        assert!(gamma_tails(-1.0, 1.0).0.is_nan());
    }
}
