//! Counting a row set's rows by period, authority and category.

use std::collections::BTreeMap;

use polars::prelude::{AnyValue, DataFrame, DataType, Expr, IntoLazy, PolarsResult, UniqueKeepStrategy, col, lit};

use crate::definitions::Indicator;
use crate::domain::Kind;

/// Where a cell stands: period, authority, breakdown, category; the last two empty for the total.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub period: Box<str>,
    pub authority: Box<str>,
    pub breakdown: Box<str>,
    pub category: Box<str>,
}

/// What was counted at one spot.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Count {
    /// Distinct subjects that meet the condition, or the sum of their measure.
    pub numerator: f64,
    /// Distinct subjects, for a proportion.
    pub denominator: f64,
}

impl Count {
    /// This, less what is counted too much.
    pub(super) fn less(self, surplus: Self) -> Self {
        Self {
            numerator: self.numerator - surplus.numerator,
            denominator: (self.denominator - surplus.denominator).max(0.0),
        }
    }
}

/// The cells of one indicator. A spot without a cell has nothing in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    counts: BTreeMap<Spot, Count>,
}

/// The category of a row whose breakdown is blank.
pub(super) const NOT_GIVEN: &str = "not_given";

impl Cells {
    /// The count at a spot.
    pub(super) fn at(&self, spot: &Spot) -> Count {
        self.counts.get(spot).copied().unwrap_or_default()
    }

    /// The categories that occur in a breakdown, sorted.
    pub(super) fn categories(&self, breakdown: &str) -> Vec<Box<str>> {
        let mut found: Vec<Box<str>> =
            self.counts.keys().filter(|spot| &*spot.breakdown == breakdown).map(|spot| spot.category.clone()).collect();
        found.sort();
        found.dedup();
        found
    }
}

/// Counts a batch of a row set's rows for all its indicators, each into its own cells. Batches never share a subject.
///
/// One pass over the rows for the totals, and one for each breakdown.
pub(super) fn count(rows: &DataFrame, indicators: &[&Indicator], cells: &mut [Cells]) -> PolarsResult<()> {
    let each_once = subjects_stand_once(rows)?;
    let all: Vec<usize> = (0..indicators.len()).collect();
    let mut passes: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::from([(None, all)]);
    for (at, indicator) in indicators.iter().enumerate() {
        for breakdown in &indicator.breakdowns {
            passes.entry(Some(&breakdown.column)).or_default().push(at);
        }
    }
    for (breakdown, ats) in passes {
        let counted: Vec<&Indicator> = ats.iter().filter_map(|at| indicators.get(*at).copied()).collect();
        let grouped = grouped(rows, &counted, breakdown, each_once)?;
        for (place, at) in ats.into_iter().enumerate() {
            if let Some(cells) = cells.get_mut(at) {
                cells.add(&grouped, breakdown, place);
            }
        }
    }
    Ok(())
}

/// Whether each subject has one row in its period and authority: then rows can be counted in place of subjects.
fn subjects_stand_once(rows: &DataFrame) -> PolarsResult<bool> {
    let key = [col("period"), col("authority"), col("subject")];
    let distinct = rows.clone().lazy().select(key).unique(None, UniqueKeepStrategy::Any).collect()?;
    Ok(distinct.height() == rows.height())
}

/// Period, authority and category, then a numerator and a denominator for each indicator.
fn grouped(
    rows: &DataFrame,
    indicators: &[&Indicator],
    breakdown: Option<&str>,
    each_once: bool,
) -> PolarsResult<DataFrame> {
    let category = breakdown.map_or(lit(""), |name| col(name).fill_null(lit(NOT_GIVEN)));
    let by = [col("period"), col("authority"), category.alias("_category")];
    let counts: Vec<Expr> =
        indicators.iter().enumerate().flat_map(|(place, indicator)| counts_of(indicator, place, each_once)).collect();
    rows.clone().lazy().group_by(by).agg(counts).collect()
}

impl Cells {
    /// Adds the counts of the indicator that stands at this place among those grouped.
    fn add(&mut self, grouped: &DataFrame, breakdown: Option<&str>, place: usize) {
        let columns = grouped.columns();
        for at in 0..grouped.height() {
            let value = |column: usize| columns.get(column).and_then(|c| c.get(at).ok()).unwrap_or(AnyValue::Null);
            let text = |column: usize| -> Box<str> {
                match value(column) {
                    AnyValue::String(text) => text.into(),
                    AnyValue::StringOwned(text) => text.as_str().into(),
                    _ => "".into(),
                }
            };
            let number = |column: usize| value(column).extract::<f64>().unwrap_or_default();
            let spot = Spot {
                period: text(0),
                authority: text(1),
                breakdown: breakdown.unwrap_or_default().into(),
                category: text(2),
            };
            let cell = self.counts.entry(spot).or_default();
            cell.numerator += number(3 + 2 * place);
            cell.denominator += number(4 + 2 * place);
        }
    }
}

fn counts_of(indicator: &Indicator, place: usize, each_once: bool) -> [Expr; 2] {
    let meets = indicator.condition.as_ref().map_or(lit(true), |condition| condition.expr.clone());
    let numerator = match (indicator.kind, &indicator.measure) {
        (Kind::Sum, Some(measure)) => col(&**measure).filter(meets).sum(),
        _ if each_once => col("subject").filter(meets).len(),
        _ => col("subject").filter(meets).n_unique(),
    };
    let denominator = match indicator.kind {
        Kind::Proportion if each_once => col("subject").len(),
        Kind::Proportion => col("subject").n_unique(),
        _ => lit(0.0),
    };
    let number = |expr: Expr, name: &str| expr.cast(DataType::Float64).alias(format!("_{name}_{place}"));
    [number(numerator, "numerator"), number(denominator, "denominator")]
}
