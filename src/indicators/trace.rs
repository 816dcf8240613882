//! From a figure back to the rows it is made of, and the proof that they are all it is made of.

use polars::prelude::{DataFrame, DataType, Expr, LazyFrame, col, lit};

use super::bases;
use super::cells::{CATEGORY, Spot, by_category, key, looked_at, meets};
use super::coverage::{Coverage, Population, Presence};
use super::figures::{Moment, moments, sent_by_authorities};
use super::places::{areas, code};
use super::{Alone, computed, row_sets_of};
use crate::definitions::{Breakdown, Definitions, Indicator, RowSet};
use crate::diagnostic::Error;
use crate::domain::{AuthorityCode, Basis, Date, Figure, GeographyLevel, Kind, Period, PeriodKind};
use crate::engine::{COUNTED, COUNTS, Engine, Linked, Trace, Traced};
use crate::linkage::Links;

/// The lines that a figure is made of: for a proportion those of its whole population, each with whether it counts; where
/// something is measured, those that have the measure. What a rate is divided by is a figure of its own.
///
/// `as_at` is the day to which all figures were counted: who is in for a later period can decide who is counted in this one.
pub fn trace(engine: &Engine<'_>, figure: &Figure, as_at: Date) -> Result<Trace, Error> {
    let made = Made::of(engine.definitions(), figure)?;
    let mut trace = Trace::default();
    for (period, d, authorities) in made.units(engine, figure, as_at) {
        let pick = |rows: &DataFrame| made.picked(rows, period, &authorities);
        let row_set = made.row_set()?;
        trace.add(engine.trace(&Traced { row_set, moment: (period, d), authorities: &authorities, pick: &pick })?);
    }
    Ok(trace)
}

/// How the records that a figure of persons counts are linked, and how all are. `identity` is the column of records in the
/// release's table of links.
pub fn linked(engine: &Engine<'_>, figure: &Figure, identity: &str, as_at: Date) -> Result<[Linked; 2], Error> {
    // Records of no authority are nobody's, and what the nation leaves out was one record of the person.
    let made = Made { nation: false, ..Made::of(engine.definitions(), figure)? };
    let Some((period, d, authorities)) = made.units(engine, figure, as_at).into_iter().next() else {
        return Ok(Default::default());
    };
    let pick = |rows: &DataFrame| made.picked(rows, period, &authorities);
    let row_set = made.row_set()?;
    engine.linked(&Traced { row_set, moment: (period, d), authorities: &authorities, pick: &pick }, identity)
}

/// Computes a figure again from the lines that [`trace`] lists and from all of the other returns, and says what came out
/// otherwise. Of a rate over another indicator's number, its own side alone: the other is that indicator's figure.
pub fn retraced(engine: &Engine<'_>, figure: &Figure, as_at: Date) -> Result<Option<String>, Error> {
    let definitions = engine.definitions();
    let made = Made::of(definitions, figure)?;
    let trace = trace(engine, figure, as_at)?;
    let kept = engine.only(&made.row_set()?.base, &trace.rows)?;
    let alone = alone(made.indicator, figure.key.period.kind(), &figure.key.breakdown);
    let figures = computed(&kept, &Links::default(), as_at, (&[&alone], &Alone))?;
    let again = figures.iter().find(|again| again.key == figure.key);
    if again.is_none() && trace.rows.is_empty() && figure.numerator.unwrap_or_default() == 0.0 {
        // A category that is in no code list and of which no row counts is not there without rows.
        return Ok(None);
    }
    let own_side = made.indicator.against_indicator().is_some();
    let numbers = |figure: &Figure| {
        let [below, value] = [figure.denominator, figure.value].map(|number| number.filter(|_| !own_side));
        [figure.numerator, below, value]
    };
    let (was, is) = (numbers(figure), again.map(numbers).unwrap_or_default());
    if was.iter().zip(&is).any(|(was, is)| !same(*was, *is)) {
        let of = |numbers: [Option<f64>; 3]| {
            numbers.map(|number| number.map_or("nothing".to_owned(), |number| number.to_string())).join(", ")
        };
        let [was, is] = [of(was), of(is)];
        return Ok(Some(format!("the rows that explain lists do not reproduce the figure: {was}; from its rows {is}")));
    }
    Ok(None)
}

fn same(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * one.abs().max(1.0),
        (None, None) => true,
        _ => false,
    }
}

/// The indicator with the periods of one kind and one breakdown alone; without any, if that is empty.
pub(super) fn alone(indicator: &Indicator, kind: PeriodKind, breakdown: &str) -> Indicator {
    let asked = |known: &&Breakdown| *known.column == *breakdown;
    Indicator {
        periods: vec![kind],
        breakdowns: indicator.breakdowns.iter().filter(asked).cloned().collect(),
        ..indicator.clone()
    }
}

/// How a figure is made.
struct Made<'a> {
    definitions: &'a Definitions,
    indicator: &'a Indicator,
    spot: Spot,
    /// Whether rows of no authority count, and those that count for the nation alone.
    nation: bool,
}

impl<'a> Made<'a> {
    fn of(definitions: &'a Definitions, figure: &Figure) -> Result<Self, Error> {
        let key = &figure.key;
        let of = |indicator: &&Indicator| indicator.id == key.indicator && indicator.version == key.version;
        let indicator = definitions.indicators.iter().find(of);
        let missing = || Error::Asked(format!("version {} of {} is not declared any more", key.version, key.indicator));
        Ok(Self {
            definitions,
            indicator: indicator.ok_or_else(missing)?,
            spot: Spot { period: key.period, breakdown: (&*key.breakdown).into(), category: (&*key.category).into() },
            nation: key.geography_level == GeographyLevel::Nation,
        })
    }

    fn row_set(&self) -> Result<&'a RowSet, Error> {
        let id = &self.indicator.of;
        self.definitions.row_sets.get(id).ok_or_else(|| Error::Internal(format!("there is no row set {id}")))
    }

    /// The periods, each with its D, and the authorities whose rows of it make up the figure.
    fn units(&self, engine: &Engine<'_>, figure: &Figure, as_at: Date) -> Vec<(Period, Date, Vec<AuthorityCode>)> {
        let row_sets = row_sets_of(self.definitions, self.indicator);
        let presence = |row_set: &&RowSet| Presence::of(engine, row_set, &self.indicator.periods, as_at);
        let presences: Vec<Presence> = row_sets.iter().map(presence).collect();
        let moments = moments(self.definitions, self.indicator, &presences.iter().collect::<Vec<_>>(), as_at);
        let at = |period: Period| moments.iter().find(|moment| moment.period == period);
        let Some(moment) = at(figure.key.period) else { return Vec::new() };
        let by_authorities = sent_by_authorities(self.definitions, &row_sets);
        let units = self.authorities(figure, by_authorities, (moment, &moments)).unwrap_or_default();
        let codes = |places: Vec<usize>| places.iter().filter_map(|at| code(self.definitions, *at).cloned()).collect();
        units.into_iter().filter_map(|(period, places)| Some((period, at(period)?.d, codes(places)))).collect()
    }

    fn authorities(
        &self,
        figure: &Figure,
        by_authorities: bool,
        (moment, moments): (&Moment, &[Moment]),
    ) -> Option<Vec<(Period, Vec<usize>)>> {
        let key = &figure.key;
        let areas = areas(self.definitions, self.indicator, moment.d);
        let area = areas.iter().find(|area| area.level == key.geography_level && area.code == key.geography)?;
        let population = Population::of(self.definitions);
        let coverage = Coverage::of(&population, by_authorities, area, &moment.present, moment.period);
        if key.basis == Basis::Linked {
            return Some(vec![(moment.period, coverage.authorities)]);
        }
        let policy = self.definitions.collection.headline;
        let versions = bases::versions(policy, by_authorities, area, (moment, moments), &coverage);
        versions.into_iter().find(|version| version.basis == key.basis)?.counted
    }

    /// The rows of a row set in one period that the figure is made of.
    fn picked(&self, rows: &DataFrame, period: Period, authorities: &[AuthorityCode]) -> LazyFrame {
        let mut here = if self.nation { col("authority").is_null() } else { lit(false) };
        for code in authorities {
            here = here.or(col("authority").eq(lit(code.as_str())));
        }
        let breakdown = self.indicator.breakdowns.iter().find(|breakdown| *breakdown.column == *self.spot.breakdown);
        let here = by_category(rows, breakdown)
            .filter(col("period").eq(lit(period.to_string())).and(here))
            .filter(col(CATEGORY).eq(lit(&*self.spot.category)));
        let national = self.indicator.for_the_nation().filter(|_| self.nation);
        let indicator = national.as_ref().unwrap_or(self.indicator);
        contributing(here, indicator)
    }
}

/// The rows that contribute, each with what is counted of it and whether it counts.
fn contributing(rows: LazyFrame, indicator: &Indicator) -> LazyFrame {
    let marked = |rows: LazyFrame, counts: Expr| {
        let counted = col(key(indicator)).cast(DataType::String).alias(COUNTED);
        rows.with_columns([counted, counts.fill_null(lit(false)).alias(COUNTS)])
    };
    let given = |column: &str| col(column).is_not_null();
    let measured = match (&indicator.measure, &indicator.over) {
        (Some(above), Some(below)) => given(above).and(given(&below.column)),
        (Some(measure), None) => given(measure),
        (None, _) => {
            let rows = rows.filter(col(key(indicator)).is_not_null()).filter(looked_at(indicator));
            // A population is told apart into those who count and those who do not; else only those who do are listed.
            let rows = if indicator.kind == Kind::Proportion { rows } else { rows.filter(meets(indicator)) };
            return marked(rows, meets(indicator));
        }
    };
    let rows = rows.filter(meets(indicator));
    if indicator.kind.observes() {
        return marked(rows.filter(measured), lit(true));
    }
    // A sum of which no row has the measure is blank because of these rows.
    let none = measured.clone().any(true).not();
    marked(rows.filter(measured.clone().or(none)), measured)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_within_the_last_digits_and_blanks_are_like_blanks_alone() {
        assert!(same(Some(0.1 + 0.2), Some(0.3)) && same(None, None));
        assert!(same(Some(1e12), Some(1e12 + 1.0)));
        assert!(!same(Some(1.0), Some(1.1)) && !same(Some(0.0), None) && !same(None, Some(0.0)));
    }
}
