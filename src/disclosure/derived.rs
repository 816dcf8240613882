//! What is printed of a figure: counts as they were protected, and everything else made from those.

use super::{Protected, SafeFigure};
use crate::definitions::{Indicator, Method, Policy};
use crate::domain::{
    Estimate, Figure, FigureKey, GeographyLevel, Interval, Kind, NoteCode, poisson_limits, proportion, rate,
};

/// The protected counts of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Printed {
    /// What was counted; None where it is withheld.
    pub counted: Option<f64>,
    /// What it is out of; None where it is withheld, or where there is none.
    pub out_of: Option<f64>,
    /// Whether the figure is withheld whatever its counts.
    pub withheld: bool,
}

/// What is shown of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Shown {
    pub counted: Option<f64>,
    pub out_of: Option<f64>,
    pub estimate: Option<Estimate>,
}

/// Derives what is shown from what is printed.
pub(super) fn shown(figure: &Figure, indicator: &Indicator, policy: &Policy, printed: Printed) -> Shown {
    if printed.withheld {
        return Shown { out_of: printed.out_of.filter(|_| figure.kind == Kind::Proportion), ..Shown::default() };
    }
    let Printed { counted, out_of, .. } = printed;
    let with = |estimate| Shown { counted, out_of, estimate };
    let estimate = figure.value.and_then(|value| match figure.kind {
        Kind::Count => counted.map(|count| of_count(figure, count)),
        Kind::Proportion => {
            let (counted, out_of) = (counted?, out_of?);
            let enough = out_of >= f64::from(policy.least_denominator) && counted <= out_of;
            if enough { proportion(counted, out_of) } else { None }
        }
        Kind::Rate => rate(counted?, out_of?, per(indicator)),
        Kind::Mean | Kind::Median | Kind::P90 => of_observations(figure, policy, value),
        Kind::Ratio | Kind::Sum => None,
    });
    match figure.kind {
        Kind::Ratio => of_ratio(figure, indicator, policy),
        Kind::Sum => of_sum(figure, policy),
        _ => with(estimate.map(|estimate| limited(figure, estimate))),
    }
}

fn of_count(figure: &Figure, count: f64) -> Estimate {
    let limits = figure.lower.map(|_| poisson_limits(count));
    Estimate { value: count, limits }
}

/// Where the figure has no limits, what is shown has none.
fn limited(figure: &Figure, estimate: Estimate) -> Estimate {
    Estimate { limits: estimate.limits.filter(|_| figure.lower.is_some()), ..estimate }
}

/// A rate's `per`.
fn per(indicator: &Indicator) -> f64 {
    indicator.against.as_ref().map_or(1.0, |against| f64::from(against.per))
}

/// One person's value is not to be read off: enough observations, and multiples of a step; limits go outward.
fn of_observations(figure: &Figure, policy: &Policy, value: f64) -> Option<Estimate> {
    let least = if figure.kind == Kind::P90 { policy.least_p90 } else { policy.least_median };
    let enough = figure.denominator.is_some_and(|n| n >= f64::from(least));
    let step = policy.quantile_step.get(&figure.unit).copied().unwrap_or_default();
    if !enough || step <= 0.0 && policy.method != Method::Open {
        return None;
    }
    if step <= 0.0 {
        let limits = figure.lower.zip(figure.upper).map(|(lower, upper)| Interval { lower, upper });
        return Some(Estimate { value, limits });
    }
    let to = |number: f64, round: fn(f64) -> f64| tidy(round(number / step) * step);
    let limits = figure.lower.zip(figure.upper);
    Some(Estimate {
        value: to(value, f64::round),
        limits: limits.map(|(lower, upper)| Interval { lower: to(lower, f64::floor), upper: to(upper, f64::ceil) }),
    })
}

/// Without what multiplying by a tenth leaves in the last digits.
fn tidy(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

/// Both sums are rounded by themselves: they are of no persons.
fn of_ratio(figure: &Figure, indicator: &Indicator, policy: &Policy) -> Shown {
    let per = indicator.over.as_ref().map_or(1.0, |over| f64::from(over.per));
    let (counted, out_of) =
        (figure.numerator.map(|sum| nearest(sum, policy)), figure.denominator.map(|sum| nearest(sum, policy)));
    let enough = out_of.is_some_and(|out_of| out_of > 0.0 && out_of >= f64::from(policy.least_denominator));
    let value = counted.zip(out_of).filter(|_| enough).map(|(counted, out_of)| per * counted / out_of);
    Shown { counted, out_of, estimate: value.map(|value| Estimate { value, limits: None }) }
}

/// Below the nation a sum could be one person's.
fn of_sum(figure: &Figure, policy: &Policy) -> Shown {
    let told = figure.key.geography_level == GeographyLevel::Nation || policy.method == Method::Open;
    let sum = figure.numerator.filter(|_| told).map(|sum| nearest(sum, policy));
    Shown { counted: sum, out_of: None, estimate: sum.map(|value| Estimate { value, limits: None }) }
}

fn nearest(sum: f64, policy: &Policy) -> f64 {
    policy.base().map_or(sum, |base| (sum / f64::from(base)).round() * f64::from(base))
}

/// Whether a proportion tells of everybody, or of nobody, or nearly so.
pub(super) fn tells_of_everybody(figure: &Figure, policy: &Policy) -> bool {
    let Some((counted, out_of)) = figure.numerator.zip(figure.denominator) else { return false };
    let few = |number: f64| number == 0.0 || policy.protects(number);
    figure.kind == Kind::Proportion && out_of > 0.0 && (few(counted) || few(out_of - counted))
}

/// The figure as it leaves, with the change since what is shown for the year before.
pub(super) fn safe_figure<B: Clone>(
    key: &FigureKey<B>,
    figure: &Figure,
    policy: &Policy,
    (now, then): (&Shown, Option<&Shown>),
) -> SafeFigure<B> {
    let missing =
        figure.note_codes.iter().copied().find(|code| matches!(code, NoteCode::NotAvailable | NoteCode::NotApplicable));
    let why = missing.unwrap_or(NoteCode::Confidential);
    let rounding = policy.base();
    let show =
        |value: Option<f64>| value.map_or(Protected::Withheld(why), |value| Protected::Shown { value, rounding });
    let limits = now.estimate.and_then(|estimate| estimate.limits);
    let has_limits = figure.lower.is_some();
    let (change, change_pct) = changes(figure, now.estimate, then, (why, rounding));
    let mut note_codes = figure.note_codes.clone();
    note_codes.extend(notes(figure, policy, now));
    note_codes.sort_unstable();
    note_codes.dedup();
    let out_of = matches!(figure.kind, Kind::Proportion | Kind::Rate | Kind::Ratio) || figure.kind.observes();
    SafeFigure {
        key: key.clone(),
        kind: figure.kind,
        unit: figure.unit.clone(),
        as_at: figure.as_at,
        numerator: if figure.kind.observes() {
            Protected::Withheld(NoteCode::NotApplicable)
        } else {
            show(now.counted)
        },
        denominator: out_of.then(|| show(now.out_of)),
        value: show(now.estimate.map(|estimate| estimate.value)),
        lower: has_limits.then(|| show(limits.map(|limits| limits.lower))),
        upper: has_limits.then(|| show(limits.map(|limits| limits.upper))),
        compared_with: figure.compared_with,
        change,
        change_pct,
        coverage_in: figure.coverage_in,
        coverage_owed: figure.coverage_owed,
        coverage_population: figure.coverage_population,
        note_codes,
    }
}

/// What protection adds to the notes of a figure: that it is withheld, that it is little but not nothing, that it is made
/// of few events. All of it follows from what is shown.
fn notes(figure: &Figure, policy: &Policy, now: &Shown) -> impl Iterator<Item = NoteCode> {
    let value = now.estimate.map(|estimate| estimate.value);
    let hidden = figure.value.is_some() && value.is_none();
    let is_low = value.is_some_and(|value| value != 0.0 && value.abs() < LOW);
    let is_rate = figure.kind == Kind::Rate && value.is_some();
    let few = is_rate && now.counted.is_some_and(|events| events < f64::from(policy.reliable_from));
    let codes = [(hidden, NoteCode::Confidential), (is_low, NoteCode::Low), (few, NoteCode::LowReliability)];
    codes.into_iter().filter(|(holds, _)| *holds).map(|(_, code)| code)
}

/// What is printed with one decimal as 0.0.
const LOW: f64 = 0.05;

/// The change between what is shown now and what is shown for the year before.
fn changes(
    figure: &Figure,
    now: Option<Estimate>,
    then: Option<&Shown>,
    (why, rounding): (NoteCode, Option<u32>),
) -> (Option<Protected>, Option<Protected>) {
    if figure.compared_with.is_none() {
        return (None, None);
    }
    let relative = figure.kind != Kind::Proportion;
    let withheld = |code| (Some(Protected::Withheld(code)), relative.then_some(Protected::Withheld(code)));
    if figure.change.is_none() {
        return withheld(if figure.value.is_none() { why } else { NoteCode::NotAvailable });
    }
    let (Some(now), Some(then)) = (now, then.and_then(|then| then.estimate)) else {
        return withheld(NoteCode::Confidential);
    };
    let shown = |value| Protected::Shown { value, rounding };
    let change = now.value - then.value;
    let pct = if then.value == 0.0 {
        Protected::Withheld(NoteCode::NotApplicable)
    } else {
        shown(100.0 * change / then.value)
    };
    (Some(shown(change)), relative.then_some(pct))
}
