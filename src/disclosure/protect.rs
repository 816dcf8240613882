//! The conservative rule: withhold small counts, round the rest, derive everything from what is shown.
//!
//! A table (one indicator, period and breakdown) with a withheld cell below the nation is published for the nation
//! only, so that no cell can be worked out from its neighbours. The policy stands in the collection, by what an
//! indicator counts.

use std::collections::{BTreeMap, BTreeSet};

use super::{Protected, Safe, SafeFigure};
use crate::definitions::{BelowNation, Definitions, Indicator, Policy};
use crate::domain::{
    Estimate, Figure, FigureKey, GeographyLevel, Kind, NoteCode, Period, Published, poisson_limits, proportion, rate,
};

/// Withheld numbers of a policy that withholds nothing and publishes everything: that of what is nobody's business
/// to hide. Used for no indicator: the loader refuses one whose class has no policy.
const NOTHING_SHOWN: Policy =
    Policy { withhold: Some((0, u32::MAX)), round_to: None, below_nation: BelowNation::Never };

/// Protects figures by the collection's policy. Those whose basis is never published are left out, whatever it says.
pub fn protect(figures: &[Figure], definitions: &Definitions) -> Safe {
    let policies: BTreeMap<&str, Policy> =
        definitions.indicators.iter().map(|indicator| (&*indicator.id, policy_of(indicator, definitions))).collect();
    let policy = |figure: &Figure| policies.get(&*figure.key.indicator).copied().unwrap_or(NOTHING_SHOWN);
    // What nobody is shown is not made safe either: whatever stays in the store protects the rest.
    let reported: BTreeSet<&str> = policies.keys().copied().filter(|id| definitions.report.shows(id)).collect();
    let published = figures.iter().filter(|figure| reported.contains(&*figure.key.indicator));
    let by_key: BTreeMap<SafeKey, &Figure> =
        published.filter_map(|figure| Some((figure.key.published()?, figure))).collect();
    let spoilt: BTreeSet<TableKey> = by_key
        .iter()
        .filter(|(_, figure)| below_nation(figure) && is_small(figure, policy(figure)))
        .map(|(key, _)| TableKey::of(key))
        .collect();
    let hidden = |key: &SafeKey, figure: &Figure| is_hidden(key, figure, policy(figure), &spoilt);
    let mut safe: Vec<SafeFigure> = by_key
        .iter()
        .map(|(key, figure)| {
            let before = FigureKey { period: key.period.year_earlier(), ..key.clone() };
            let then = by_key.get(&before).filter(|then| !hidden(&before, then)).map(|then| shown(then, policy(then)));
            safe_figure(key, figure, policy(figure), hidden(key, figure), then.as_ref())
        })
        .collect();
    safe.sort_by(|a, b| a.key.cmp(&b.key));
    Safe { figures: safe }
}

/// The policy of an indicator: that of what it counts. Means, quantiles, ratios and rates over other indicators' numbers
/// are not made from counts that rounding would protect: nothing of them is shown.
fn policy_of(indicator: &Indicator, definitions: &Definitions) -> Policy {
    let made_of_counts = matches!(indicator.kind, Kind::Count | Kind::Proportion | Kind::Rate | Kind::Sum);
    if indicator.internal || !made_of_counts || indicator.against_indicator().is_some() {
        return NOTHING_SHOWN;
    }
    definitions.collection.disclosure.get(&indicator.counts).copied().unwrap_or(NOTHING_SHOWN)
}

/// The key of a figure that may be published.
type SafeKey = FigureKey<Published>;

/// One published table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct TableKey {
    indicator: Box<str>,
    basis: Published,
    period: Period,
    breakdown: Box<str>,
}

impl TableKey {
    fn of(key: &SafeKey) -> Self {
        Self {
            indicator: key.indicator.clone(),
            basis: key.basis,
            period: key.period,
            breakdown: key.breakdown.clone(),
        }
    }
}

fn below_nation(figure: &Figure) -> bool {
    figure.key.geography_level != GeographyLevel::Nation
}

/// Whether a count that the figure tells lies in the range that policy withholds.
fn is_small(figure: &Figure, policy: Policy) -> bool {
    let Some((least, most)) = policy.withhold else { return false };
    let small = |number: f64| (f64::from(least)..=f64::from(most)).contains(&number);
    let Some(numerator) = figure.numerator else { return false };
    let of_whole = figure.kind == Kind::Proportion;
    let whole = figure.denominator.filter(|_| of_whole);
    small(numerator) || whole.is_some_and(|whole| small(whole) || small(whole - numerator))
}

fn is_hidden(key: &SafeKey, figure: &Figure, policy: Policy, spoilt: &BTreeSet<TableKey>) -> bool {
    let place = below_nation(figure)
        && match policy.below_nation {
            BelowNation::Always => false,
            BelowNation::WhenComplete => spoilt.contains(&TableKey::of(key)),
            BelowNation::Never => true,
        };
    figure.numerator.is_some() && (place || is_small(figure, policy))
}

/// What a figure that is not hidden shows: its counts rounded, its value and limits made from them.
struct Shown {
    numerator: f64,
    denominator: Option<f64>,
    estimate: Option<Estimate>,
}

fn shown(figure: &Figure, policy: Policy) -> Shown {
    let round = |number: f64| match policy.round_to {
        Some(base) => (number / f64::from(base)).round() * f64::from(base),
        None => number,
    };
    let numerator = round(figure.numerator.unwrap_or_default());
    // A rate's denominator is a published population: rounding it would protect nobody.
    let denominator =
        figure.denominator.map(|whole| if figure.kind == Kind::Proportion { round(whole) } else { whole });
    let estimate = figure.value.and_then(|value| match (figure.kind, denominator) {
        (Kind::Proportion, Some(whole)) => proportion(numerator, whole),
        (Kind::Rate, Some(people)) => rate(numerator, people, multiplier(figure)),
        _ if policy.round_to.is_none() => Some(Estimate { value, limits: None }),
        _ => Some(Estimate { value: numerator, limits: None }),
    });
    let limits = figure.lower.filter(|_| figure.kind == Kind::Count).map(|_| poisson_limits(numerator));
    let estimate = estimate.map(|estimate| Estimate { limits: estimate.limits.or(limits), ..estimate });
    Shown { numerator, denominator, estimate }
}

/// The `per` of a rate: value x denominator / numerator, or what its unit says where the numerator is 0.
fn multiplier(figure: &Figure) -> f64 {
    figure.unit.rsplit(' ').next().and_then(|per| per.replace(',', "").parse().ok()).unwrap_or(1.0)
}

fn safe_figure(key: &SafeKey, figure: &Figure, policy: Policy, hidden: bool, then: Option<&Shown>) -> SafeFigure {
    let missing =
        figure.note_codes.iter().copied().find(|code| matches!(code, NoteCode::NotAvailable | NoteCode::NotApplicable));
    let why = if hidden { NoteCode::Confidential } else { missing.unwrap_or(NoteCode::NotAvailable) };
    let now = (!hidden && figure.numerator.is_some()).then(|| shown(figure, policy));
    let rounding = policy.round_to;
    let show =
        |value: Option<f64>| value.map_or(Protected::Withheld(why), |value| Protected::Shown { value, rounding });
    let estimate = now.as_ref().and_then(|now| now.estimate);
    let limits = estimate.and_then(|estimate| estimate.limits);
    let has_limits = figure.lower.is_some();
    let (change, change_pct) = changes(figure, estimate, then, why, rounding);
    let mut note_codes = figure.note_codes.clone();
    if hidden && !note_codes.contains(&NoteCode::Confidential) {
        note_codes.push(NoteCode::Confidential);
        note_codes.sort_unstable();
    }
    SafeFigure {
        key: key.clone(),
        kind: figure.kind,
        unit: figure.unit.clone(),
        as_at: figure.as_at,
        numerator: show(now.as_ref().map(|now| now.numerator)),
        denominator: matches!(figure.kind, Kind::Proportion | Kind::Rate)
            .then(|| show(now.as_ref().and_then(|now| now.denominator))),
        value: show(estimate.map(|estimate| estimate.value)),
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

/// The change between what is shown now and what is shown for the year before.
fn changes(
    figure: &Figure,
    now: Option<Estimate>,
    then: Option<&Shown>,
    why: NoteCode,
    rounding: Option<u32>,
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
