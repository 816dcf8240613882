//! Funnels: whether a place differs from the national figure by more than chance, given how many it counts.
//!
//! Spiegelhalter, D. J. (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24,
//! 1185-1202; Handling over-dispersion of performance indicators, Quality and Safety in Health Care 14, 347-351.

use super::super::Interval;
use super::Confidence::{self, P95, P998};
use super::interval::{MANY, byar};
use super::quantile::quantile;
use super::special::{poisson_from, poisson_up_to, root};

/// Where a place lies in a funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// Below the lower 99.8% limit.
    Low998,
    /// Below the lower 95% limit only.
    Low95,
    /// Within both limits.
    Inside,
    /// Above the upper 95% limit only.
    High95,
    /// Above the upper 99.8% limit.
    High998,
}

impl Position {
    /// All of them, from below.
    pub const ALL: [Self; 5] = [Self::Low998, Self::Low95, Self::Inside, Self::High95, Self::High998];

    /// The word that data files use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low998 => "low_99.8",
            Self::Low95 => "low_95",
            Self::Inside => "inside",
            Self::High95 => "high_95",
            Self::High998 => "high_99.8",
        }
    }

    /// The position that is written so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|position| position.as_str() == text)
    }
}

/// How what a funnel is of varies by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chance {
    /// Cases out of a known number: binomial, in its normal approximation.
    Proportion,
    /// Events among a population: Poisson, exact.
    Rate,
}

/// What was counted in a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The cases, or the events.
    pub observed: f64,
    /// Of, or among, how many.
    pub size: f64,
}

/// The limits around a national figure, for places of any size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Funnel {
    chance: Chance,
    centre: f64,
    between: f64,
}

impl Funnel {
    /// Around a national figure: a share of 1, or events per person. None where it is no such thing.
    pub fn around(chance: Chance, centre: f64) -> Option<Self> {
        let most = if chance == Chance::Proportion { 1.0 } else { f64::MAX };
        (0.0..=most).contains(&centre).then_some(Self { chance, centre, between: 0.0 })
    }

    /// The funnel that allows for how much the places differ beyond chance, by as much as they do: the variance between
    /// them (tau squared, by the method of moments) is added to that of each. It is worked out from their z-scores,
    /// of which the outermost tenth on either side is drawn in, so that the few that stand out do not hide themselves.
    #[must_use]
    pub fn adjusted(self, places: &[Place]) -> Self {
        let plain = Self { between: 0.0, ..self };
        let weighed = |place: &Place| {
            let variance = plain.variance(place.size);
            let z = (place.observed / place.size - self.centre) / variance.sqrt();
            (plain.holds(*place) && z.is_finite()).then_some((z, variance.recip()))
        };
        let (scores, weights): (Vec<f64>, Vec<f64>) = places.iter().filter_map(weighed).unzip();
        let others = scores.iter().skip(1).map(|_| 1.0).sum::<f64>();
        let squares: f64 = drawn_in(&scores).map(|z| z * z).sum();
        let all: f64 = weights.iter().sum();
        let spread = all - weights.iter().map(|weight| weight * weight).sum::<f64>() / all;
        let between = (squares - others) / spread;
        if spread > 0.0 && between > 0.0 && between.is_finite() { Self { between, ..self } } else { plain }
    }

    /// The variance between places that the limits allow for: 0 unless adjusted, or where chance explains it all.
    pub const fn between(&self) -> f64 {
        self.between
    }

    /// The limits for a place of this size: a share of 1, or events per person.
    pub fn limits(&self, size: f64, confidence: Confidence) -> Option<Interval> {
        if !self.holds(Place { observed: 0.0, size }) {
            return None;
        }
        match self.chance {
            Chance::Proportion => {
                let half = confidence.z() * (self.variance(size) + self.between).sqrt();
                Some(Interval { lower: (self.centre - half).max(0.0), upper: (self.centre + half).min(1.0) })
            }
            Chance::Rate => {
                let expected = self.centre * size;
                let plain = counts_at_the_limits(expected, confidence)?;
                let stretched = |count: f64| (expected + (count - expected) * self.stretch(size)).max(0.0) / size;
                Some(Interval { lower: stretched(plain.lower), upper: stretched(plain.upper) })
            }
        }
    }

    /// Where a place lies. None where it counts nobody, or more than all.
    pub fn position(&self, place: Place) -> Option<Position> {
        if !self.holds(place) {
            return None;
        }
        let beyond = |confidence: Confidence| match self.chance {
            Chance::Proportion => {
                let half = confidence.z() * (self.variance(place.size) + self.between).sqrt();
                (place.observed / place.size - self.centre).abs() > half
            }
            Chance::Rate => {
                // To draw the place in is to stretch the limits, and spares the search for them.
                let expected = self.centre * place.size;
                let drawn_in = expected + (place.observed - expected) / self.stretch(place.size);
                poisson_beyond(drawn_in, expected, confidence)
            }
        };
        let high = place.observed / place.size > self.centre;
        Some(match (beyond(P998), high) {
            (true, true) => Position::High998,
            (true, false) => Position::Low998,
            (false, _) if !beyond(P95) => Position::Inside,
            (false, true) => Position::High95,
            (false, false) => Position::Low95,
        })
    }

    /// The variance that chance alone gives a place of this size.
    fn variance(&self, size: f64) -> f64 {
        match self.chance {
            Chance::Proportion => self.centre * (1.0 - self.centre) / size,
            Chance::Rate => self.centre / size,
        }
    }

    /// By how much the limits of a rate lie further out than chance alone puts them: the standard deviation with what
    /// is between places, over that without. So adjusted limits keep the exact ones' skewness, and never lie inside them.
    fn stretch(&self, size: f64) -> f64 {
        let variance = self.variance(size);
        if variance > 0.0 { (1.0 + self.between / variance).sqrt() } else { 1.0 }
    }

    fn holds(&self, place: Place) -> bool {
        let most = if self.chance == Chance::Proportion { place.size } else { f64::MAX };
        place.size > 0.0 && place.size.is_finite() && (0.0..=most).contains(&place.observed)
    }
}

/// The scores, the outermost tenth on either side at the value where it begins.
fn drawn_in(scores: &[f64]) -> impl Iterator<Item = f64> {
    let mut sorted = scores.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (quantile(&sorted, 0.1).unwrap_or(0.0), quantile(&sorted, 0.9).unwrap_or(0.0));
    sorted.into_iter().map(move |score| score.max(low).min(high))
}

/// Whether so many, or still further from what is expected, come about less often than the tail says.
fn poisson_beyond(observed: f64, expected: f64, confidence: Confidence) -> bool {
    let limits = || byar(observed, confidence);
    match (observed > expected, observed >= MANY) {
        (true, false) => poisson_from(observed, expected) < confidence.tail(),
        (false, false) => poisson_up_to(observed, expected) < confidence.tail(),
        (true, true) => limits().0.is_some_and(|lower| lower > expected),
        (false, true) => limits().1.is_some_and(|upper| upper < expected),
    }
}

/// The counts, whole or not, that are just at the limits where so many events are expected.
fn counts_at_the_limits(expected: f64, confidence: Confidence) -> Option<Interval> {
    if !(expected > 0.0 && expected < 1e15) {
        return None;
    }
    let tail = confidence.tail();
    // Below 0 where a count is beyond its limit, as in `poisson_beyond`.
    let above = |count: f64| {
        if count >= MANY {
            return byar(count, confidence).0.map_or(-1.0, |lower| expected - lower);
        }
        poisson_from(count, expected) - tail
    };
    let below = |count: f64| {
        if count >= MANY {
            return byar(count, confidence).1.map_or(-1.0, |upper| upper - expected);
        }
        poisson_up_to(count, expected) - tail
    };
    let furthest = expected + 2.0 * confidence.z() * (expected + 4.0).sqrt() + 8.0;
    let lower = if below(0.0) >= 0.0 { 0.0 } else { root(below, 0.0, expected) };
    Some(Interval { lower, upper: root(above, expected, furthest) })
}

#[cfg(test)]
mod tests {
    use super::Position::{High95, High998, Inside, Low95, Low998};
    use super::*;

    fn places(counted: &[(f64, f64)]) -> Vec<Place> {
        counted.iter().map(|(observed, size)| Place { observed: *observed, size: *size }).collect()
    }

    #[test]
    fn a_position_is_that_of_the_limits() {
        for (chance, centre) in [(Chance::Proportion, 0.3), (Chance::Rate, 0.0116), (Chance::Rate, 2.5)] {
            let plain = Funnel::around(chance, centre).unwrap();
            let wide = Funnel { between: 0.02 * centre * centre, ..plain };
            for funnel in [plain, wide] {
                for size in [3.0, 40.0, 700.0, 30_000.0, 1e9] {
                    for level in [P95, P998] {
                        let limits = funnel.limits(size, level).unwrap();
                        for (limit, sign) in [(limits.lower, -1.0), (limits.upper, 1.0)] {
                            let at = |share: f64| funnel.position(Place { observed: share * size, size });
                            let (beyond, within) = (limit * (1.0 + sign * 1e-9), limit * (1.0 - sign * 1e-9));
                            if limit > 0.0 && (chance == Chance::Rate || limit < 1.0) {
                                assert_ne!(at(beyond), at(within), "{funnel:?} {size} {limits:?}");
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_rate_is_beyond_where_its_exact_limits_leave_out_the_expected() {
        // 20 events: exact limits 12.2165 and 30.8884; at 99.8%, 8.9582 and 38.0419.
        let position =
            |expected| Funnel::around(Chance::Rate, expected).unwrap().position(Place { observed: 20.0, size: 1.0 });
        let expected = [8.9, 9.0, 12.2, 12.3, 30.8, 30.9, 38.0, 38.1];
        let found = [High998, High95, High95, Inside, Inside, Low95, Low95, Low998];
        assert_eq!(expected.map(|expected| position(expected).unwrap()), found);
    }

    #[test]
    fn nobody_is_unusual_where_few_are_expected() {
        let funnel = Funnel::around(Chance::Rate, 3.6).unwrap();
        assert_eq!(funnel.position(Place { observed: 0.0, size: 1.0 }), Some(Inside));
        assert_eq!(funnel.limits(1.0, P95).map(|limits| limits.lower), Some(0.0));
        assert_eq!(funnel.position(Place { observed: 0.0, size: 0.0 }), None);
    }

    #[test]
    fn places_that_differ_by_chance_alone_leave_the_funnel_as_it_is() {
        let alike = places(&[(30.0, 100.0), (62.0, 200.0), (118.0, 400.0), (33.0, 100.0)]);
        let funnel = Funnel::around(Chance::Proportion, 0.3).unwrap();
        assert_eq!(funnel.adjusted(&alike), funnel);
        assert_eq!(funnel.adjusted(&[]), funnel);
        assert_eq!(funnel.adjusted(&alike[..1]), funnel);
    }

    #[test]
    fn the_variance_between_places_is_that_of_the_moments() {
        // Eleven places of 100 at 0.5: the scores are (cases - 50)/5. The 10th and 90th of eleven are the second and the
        // tenth, so -8 becomes -2 and 8 becomes 2: the squares sum to 4·4 + 6·1 + 0 = 22. All sizes are one, so
        // tau² = (22 - 10) / (11·400 - 400) = 0.003.
        let cases = [10.0, 40.0, 45.0, 45.0, 45.0, 50.0, 55.0, 55.0, 55.0, 60.0, 90.0];
        let places: Vec<Place> = cases.iter().map(|cases| Place { observed: *cases, size: 100.0 }).collect();
        let funnel = Funnel::around(Chance::Proportion, 0.5).unwrap();
        let adjusted = funnel.adjusted(&places);
        assert!((adjusted.between() - 0.003).abs() < 1e-15, "{adjusted:?}");
        let half = 1.959_963_984_540_054 * (0.0025f64 + 0.003).sqrt();
        assert!((adjusted.limits(100.0, P95).unwrap().upper - 0.5 - half).abs() < 1e-15);
        // 62 of 100 is beyond 95% by chance alone, not among places that differ so.
        let place = Place { observed: 62.0, size: 100.0 };
        assert_eq!(funnel.position(place), Some(High95));
        assert_eq!(adjusted.position(place), Some(Inside));
    }

    #[test]
    fn no_number_is_too_odd() {
        let odd = [f64::NAN, f64::NEG_INFINITY, -1.0, 0.0, 1e-300, 0.5, 1.0, 3.0, 1e300, f64::INFINITY];
        for chance in [Chance::Proportion, Chance::Rate] {
            for centre in odd {
                let Some(funnel) = Funnel::around(chance, centre) else { continue };
                let all: Vec<Place> = odd.iter().flat_map(|a| odd.map(|size| Place { observed: *a, size })).collect();
                for funnel in [funnel, funnel.adjusted(&all)] {
                    for place in &all {
                        funnel.position(*place);
                        funnel.limits(place.size, P998);
                    }
                }
            }
        }
    }
}
