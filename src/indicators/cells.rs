//! Counting a row set's rows by period, authority and category.

use std::collections::BTreeMap;

use polars::prelude::{AnyValue, DataFrame, DataType, Expr, IntoLazy, PolarsResult, col, lit};

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

    /// Adds a batch of the row set's rows. Batches never share a subject.
    pub(super) fn count(&mut self, rows: &DataFrame, indicator: &Indicator) -> PolarsResult<()> {
        self.group(rows, indicator, None)?;
        for breakdown in &indicator.breakdowns {
            self.group(rows, indicator, Some(&breakdown.column))?;
        }
        Ok(())
    }

    fn group(&mut self, rows: &DataFrame, indicator: &Indicator, breakdown: Option<&str>) -> PolarsResult<()> {
        let category = breakdown.map_or(lit(""), |name| col(name).fill_null(lit(NOT_GIVEN)));
        let by = [col("period"), col("authority"), category.alias("_category")];
        let grouped = rows.clone().lazy().group_by(by).agg(counts_of(indicator)).collect()?;
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
            cell.numerator += number(3);
            cell.denominator += number(4);
        }
        Ok(())
    }
}

fn counts_of(indicator: &Indicator) -> [Expr; 2] {
    let meets = indicator.condition.as_ref().map_or(lit(true), |condition| condition.expr.clone());
    let numerator = match (indicator.kind, &indicator.measure) {
        (Kind::Sum, Some(measure)) => col(&**measure).filter(meets).sum().cast(DataType::Float64),
        _ => col("subject").filter(meets).n_unique().cast(DataType::Float64),
    };
    let denominator =
        if indicator.kind == Kind::Proportion { col("subject").n_unique().cast(DataType::Float64) } else { lit(0.0) };
    [numerator.alias("_numerator"), denominator.alias("_denominator")]
}
