//! Counting a row set's rows by period, authority and category.

use std::collections::BTreeMap;
use std::sync::Arc;

use polars::prelude::{
    DataFrame, DataType, ExplodeOptions, Expr, Float64Chunked, IntoLazy, LazyFrame, NamedFrom, PolarsError,
    PolarsResult, RoundMode, Series, UniqueKeepStrategy, by_name, col, lit,
};

use crate::definitions::{Breakdown, Indicator};
use crate::domain::{AuthorityCode, Kind, Period};

/// Where a cell stands, but for its authority: period, breakdown, category; the last two empty for the total.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub period: Period,
    pub breakdown: Arc<str>,
    pub category: Arc<str>,
}

impl Spot {
    /// The total of a period.
    pub(super) fn total(period: Period) -> Self {
        Self { period, breakdown: "".into(), category: "".into() }
    }
}

/// What was counted, summed or observed at one spot.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Count {
    /// Distinct subjects that count, or the sum of what they measure.
    pub numerator: f64,
    /// Distinct subjects looked at, for a proportion; the sum underneath, for a ratio.
    pub denominator: f64,
    /// What was observed, in no order.
    pub observed: Vec<f64>,
    /// Rows that a sum is made of, and those of them that have the measure.
    pub summed: (f64, f64),
}

impl Count {
    /// Adds what was counted elsewhere.
    pub(super) fn add(&mut self, other: &Self) {
        self.numerator += other.numerator;
        self.denominator += other.denominator;
        self.observed.extend(&other.observed);
        self.summed = (self.summed.0 + other.summed.0, self.summed.1 + other.summed.1);
    }

    /// This, less what is counted too much.
    pub(super) fn less(self, surplus: &Self) -> Self {
        Self {
            numerator: self.numerator - surplus.numerator,
            denominator: (self.denominator - surplus.denominator).max(0.0),
            ..self
        }
    }

    /// Whether there are rows to be summed, and none of them has the measure.
    pub(super) fn lacks_its_measure(&self) -> bool {
        self.summed.0 > 0.0 && self.summed.1 == 0.0
    }
}

/// The authorities, each with its place in the official order.
pub(super) struct Places<'a> {
    by_code: BTreeMap<&'a str, usize>,
}

impl<'a> Places<'a> {
    pub(super) fn of(codes: impl Iterator<Item = &'a AuthorityCode>) -> Self {
        Self { by_code: codes.enumerate().map(|(at, code)| (code.as_str(), at)).collect() }
    }

    pub(super) fn at(&self, code: &str) -> Option<usize> {
        self.by_code.get(code).copied()
    }
}

/// The cells of one indicator, at each spot by the authority's place. A spot without a cell has nothing in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    counts: BTreeMap<Spot, BTreeMap<usize, Count>>,
}

/// The place of rows without an authority: they count for the nation alone.
pub(super) const NOWHERE: usize = usize::MAX;

/// The category of a row whose breakdown is blank.
pub(super) const NOT_GIVEN: &str = "not_given";

impl Cells {
    /// What is counted at a spot in some authorities together.
    pub(super) fn at(&self, spot: &Spot, authorities: &[usize]) -> Count {
        let mut sum = Count::default();
        if let Some(by_place) = self.counts.get(spot) {
            authorities.iter().filter_map(|at| by_place.get(at)).for_each(|count| sum.add(count));
        }
        sum
    }

    /// The categories that occur in a breakdown, sorted.
    pub(super) fn categories(&self, breakdown: &str) -> Vec<Arc<str>> {
        let mut found: Vec<Arc<str>> =
            self.counts.keys().filter(|spot| &*spot.breakdown == breakdown).map(|spot| spot.category.clone()).collect();
        found.sort();
        found.dedup();
        found
    }
}

/// Where rows stand, but for their category: period, and the place of their authority. None for what is in no place.
type At = Option<(Period, usize)>;

/// The number of where a row stands; no row set yields it.
const AT: &str = "_at";

/// A batch of a row set's rows, each with the number of where it stands: numbers group much quicker than texts.
pub(super) struct Located {
    rows: DataFrame,
    /// What the numbers mean.
    ats: Vec<At>,
}

impl Located {
    pub(super) fn of(rows: &DataFrame, places: &Places<'_>) -> PolarsResult<Self> {
        let (periods, authorities) = (rows.column("period")?.str()?, rows.column("authority")?.str()?);
        let mut numbers: BTreeMap<(Option<&str>, Option<&str>), u32> = BTreeMap::new();
        let mut ats: Vec<At> = Vec::new();
        let mut number = |period: Option<&'_ str>, authority: Option<&'_ str>| {
            let authority = authority.map_or(Some(NOWHERE), |code| places.at(code));
            ats.push(period.and_then(|period| period.parse().ok()).zip(authority));
            u32::try_from(ats.len() - 1).unwrap_or(u32::MAX)
        };
        let column: Vec<u32> = periods
            .iter()
            .zip(authorities.iter())
            .map(|(period, authority)| *numbers.entry((period, authority)).or_insert_with(|| number(period, authority)))
            .collect();
        let mut rows = rows.clone();
        rows.with_column(Series::new(AT.into(), column).into())?;
        Ok(Self { rows, ats })
    }

    /// Who has rows in which period.
    pub(super) fn who(&self) -> impl Iterator<Item = (Period, usize)> {
        self.ats.iter().copied().flatten().filter(|(_, authority)| *authority != NOWHERE)
    }
}

/// Counts a batch of a row set's rows for all its indicators, each into its own cells. Batches never share a subject.
///
/// One pass over the rows for the totals, and one for each breakdown.
pub(super) fn count(located: &Located, indicators: &[&Indicator], cells: &mut [Cells]) -> PolarsResult<()> {
    let Located { rows, ats } = located;
    // A row that says not whom it counts would vanish without a word.
    if rows.column("subject")?.null_count() > 0 {
        return Err(PolarsError::ComputeError("a row has no `subject`".into()));
    }
    let keys = Keys::of(rows, indicators)?;
    let all: Vec<usize> = (0..indicators.len()).collect();
    let mut passes: BTreeMap<Option<&str>, (Option<&Breakdown>, Vec<usize>)> = BTreeMap::from([(None, (None, all))]);
    for (at, indicator) in indicators.iter().enumerate() {
        for breakdown in &indicator.breakdowns {
            let pass = passes.entry(Some(&breakdown.column)).or_insert((Some(breakdown), Vec::new()));
            pass.1.push(at);
        }
    }
    for (breakdown, counted_here) in passes.into_values() {
        let counted: Vec<&Indicator> = counted_here.iter().filter_map(|at| indicators.get(*at).copied()).collect();
        let mut grouped = grouped(rows, &counted, breakdown, &keys)?;
        grouped.rechunk_mut();
        let stand = stand(&grouped, breakdown, ats)?;
        for (place, at) in counted_here.into_iter().enumerate() {
            if let Some(cells) = cells.get_mut(at) {
                cells.add(&grouped, &stand, place)?;
            }
        }
    }
    Ok(())
}

/// The columns whose values are counted, and whether each value stands once in its period and authority: then rows can
/// be counted in place of values.
struct Keys {
    stand_once: BTreeMap<Box<str>, bool>,
}

impl Keys {
    fn of(rows: &DataFrame, indicators: &[&Indicator]) -> PolarsResult<Self> {
        let mut stand_once = BTreeMap::new();
        for key in indicators.iter().filter(|indicator| indicator.kind.counts()).map(|indicator| key(indicator)) {
            if !stand_once.contains_key(key) {
                let distinct = [col(AT), col(key)];
                let distinct = rows.clone().lazy().select(distinct).unique(None, UniqueKeepStrategy::Any).collect()?;
                let given = rows.column(key)?.null_count() == 0;
                stand_once.insert(key.into(), given && distinct.height() == rows.height());
            }
        }
        Ok(Self { stand_once })
    }

    /// How many distinct ones there are among the rows of which a condition holds.
    fn number(&self, indicator: &Indicator, among: Expr) -> Expr {
        let key = key(indicator);
        if self.stand_once.get(key).copied().unwrap_or_default() {
            return col(key).filter(among).len();
        }
        col(key).filter(among.and(col(key).is_not_null())).n_unique()
    }
}

/// The column whose distinct values are counted.
pub(super) fn key(indicator: &Indicator) -> &str {
    indicator.distinct.as_deref().unwrap_or("subject")
}

/// Of which rows the population consists.
pub(super) fn looked_at(indicator: &Indicator) -> Expr {
    indicator.among.as_ref().map_or(lit(true), |among| among.expr.clone())
}

/// Which rows count.
pub(super) fn meets(indicator: &Indicator) -> Expr {
    indicator
        .condition
        .as_ref()
        .map_or_else(|| looked_at(indicator), |condition| looked_at(indicator).and(condition.expr.clone()))
}

/// Where it is and the category, then what is counted, what it is out of and what is observed, for each indicator.
fn grouped(
    rows: &DataFrame,
    indicators: &[&Indicator],
    breakdown: Option<&Breakdown>,
    keys: &Keys,
) -> PolarsResult<DataFrame> {
    let by = [col(AT), col(CATEGORY)];
    let counts: Vec<Expr> =
        indicators.iter().enumerate().flat_map(|(place, indicator)| counts_of(indicator, place, keys)).collect();
    by_category(rows, breakdown).group_by(by).agg(counts).collect()
}

/// The rows, each with its category; once for each of them, where it has several.
pub(super) fn by_category(rows: &DataFrame, breakdown: Option<&Breakdown>) -> LazyFrame {
    let rows = rows.clone().lazy();
    match breakdown {
        None => rows.with_column(lit("").alias(CATEGORY)),
        Some(Breakdown { column, several: false, .. }) => {
            let category = col(&**column).cast(DataType::String).fill_null(lit(NOT_GIVEN));
            rows.with_column(category.alias(CATEGORY))
        }
        Some(Breakdown { column, .. }) => {
            let each = col(&**column).fill_null(lit(NOT_GIVEN)).str().split(lit(";"));
            rows.with_column(each.alias(CATEGORY)).explode(by_name([CATEGORY], true, false), APART)
        }
    }
}

const APART: ExplodeOptions = ExplodeOptions { empty_as_null: true, keep_nulls: true };

/// The name under which a row's category stands; no row set yields it.
pub(super) const CATEGORY: &str = "_category";

/// Where each row of what was grouped stands: its spot, and the place of its authority. None for what is in no place.
fn stand(grouped: &DataFrame, breakdown: Option<&Breakdown>, ats: &[At]) -> PolarsResult<Vec<Option<(Spot, usize)>>> {
    let breakdown: Arc<str> = breakdown.map_or("", |breakdown| &*breakdown.column).into();
    let mut categories: BTreeMap<&str, Arc<str>> = BTreeMap::new();
    let keys = grouped.column(AT)?.u32()?.iter().zip(grouped.column(CATEGORY)?.str()?.iter());
    let stand = keys.map(|(at, category)| {
        let (period, authority) = at.and_then(|at| *ats.get(usize::try_from(at).ok()?)?)?;
        let category = category.unwrap_or_default();
        let category = categories.entry(category).or_insert_with(|| category.into()).clone();
        Some((Spot { period, breakdown: breakdown.clone(), category }, authority))
    });
    Ok(stand.collect())
}

impl Cells {
    /// Adds the counts of the indicator that stands at this place among those grouped.
    fn add(&mut self, grouped: &DataFrame, stand: &[Option<(Spot, usize)>], place: usize) -> PolarsResult<()> {
        let number = |name: &str| Ok::<_, PolarsError>(grouped.column(&named(name, place))?.f64()?.iter());
        let (numerators, denominators) = (number(NUMERATOR)?, number(DENOMINATOR)?);
        let summed = number(ROWS)?.zip(number(WITH_MEASURE)?);
        // A number where there is nothing to observe.
        let observed = grouped.column(&named(OBSERVED, place))?.list().ok();
        for (at, (((stand, numerator), denominator), summed)) in
            stand.iter().zip(numerators).zip(denominators).zip(summed).enumerate()
        {
            let Some((spot, authority)) = stand else { continue };
            let list = observed.and_then(|lists| lists.get_as_series(at));
            let list = list.as_ref().map(|list| list.f64()).transpose()?;
            let count = Count {
                numerator: numerator.unwrap_or_default(),
                denominator: denominator.unwrap_or_default(),
                observed: list.into_iter().flat_map(Float64Chunked::iter).flatten().collect(),
                summed: (summed.0.unwrap_or_default(), summed.1.unwrap_or_default()),
            };
            self.counts.entry(spot.clone()).or_default().entry(*authority).or_default().add(&count);
        }
        Ok(())
    }
}

// What is grouped of each indicator.
const NUMERATOR: &str = "numerator";
const DENOMINATOR: &str = "denominator";
const ROWS: &str = "rows";
const WITH_MEASURE: &str = "with_measure";
const OBSERVED: &str = "observed";

/// The column with one of these of the indicator at a place among those grouped; no row set yields it.
fn named(what: &str, place: usize) -> String {
    format!("_{what}_{place}")
}

/// Five columns: the number or sum, what it is out of, how many rows a sum is made of, how many of them have the measure,
/// and what is observed.
fn counts_of(indicator: &Indicator, place: usize, keys: &Keys) -> [Expr; 5] {
    let amount = |column: &str| col(column).cast(DataType::Float64);
    // Whole thousandths, which is what returns keep of decimals: their sum is the same in any order.
    let thousandths = |column: &str, of: Expr| {
        let whole = (amount(column) * lit(1000.0)).round(0, RoundMode::HalfAwayFromZero).cast(DataType::Int64);
        whole.filter(of).sum().cast(DataType::Float64) / lit(1000.0)
    };
    let given = |column: &str| col(column).is_not_null();
    let zero = || lit(0.0);
    let meets = meets(indicator);
    let (mut numerator, mut denominator, mut rows, mut with_measure, mut observed) =
        (zero(), zero(), zero(), zero(), zero());
    match (&indicator.measure, &indicator.over) {
        (Some(above), Some(below)) => {
            let both = meets.clone().and(given(above)).and(given(&below.column));
            [numerator, denominator] = [above, &below.column].map(|column| thousandths(column, both.clone()));
            [rows, with_measure] = [meets, both].map(|condition| col("period").filter(condition).len());
        }
        (Some(measure), None) => {
            let measured = meets.clone().and(given(measure));
            if indicator.kind.observes() {
                observed = amount(measure).filter(measured);
            } else {
                numerator = thousandths(measure, measured.clone());
                [rows, with_measure] = [meets, measured].map(|condition| col("period").filter(condition).len());
            }
        }
        (None, _) => {
            numerator = keys.number(indicator, meets);
            if indicator.kind == Kind::Proportion {
                denominator = keys.number(indicator, looked_at(indicator));
            }
        }
    }
    let number = |expr: Expr, what: &str| expr.cast(DataType::Float64).alias(named(what, place));
    [
        number(numerator, NUMERATOR),
        number(denominator, DENOMINATOR),
        number(rows, ROWS),
        number(with_measure, WITH_MEASURE),
        observed.alias(named(OBSERVED, place)),
    ]
}
