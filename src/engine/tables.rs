//! How returns, reference tables and periods are offered to SQL.

use std::collections::BTreeMap;

use polars::prelude::{
    AnyValue, Column, DataFrame, DataType, IntoLazy, JoinArgs, JoinType, LazyFrame, MaintainOrderJoin, NamedFrom,
    PlSmallStr, PolarsResult, Scalar, Schema, Series, UnionArgs, col, concat, lit,
};

use super::{Engine, Holding};
use crate::definitions::formula::dtype;
use crate::definitions::{FieldKind, Privacy, Return, RowSet, SubmitterKind};
use crate::domain::{Date, Period, PeriodKind, Submitter, Year, days_of_date};

/// What SQL sees of one return: which submitters and years, and whether windows look into the year before.
#[derive(Clone, Copy)]
pub(super) struct View<'v> {
    /// The units offered; none: all.
    pub units: Option<&'v [(Submitter, Year)]>,
    /// Whether year Y also offers the rows of Y-1 that Y has not.
    pub windowed: bool,
}

impl Engine<'_> {
    /// The rows of a return, with `year`, `submitter` and `authority`.
    pub(super) fn returned(&self, return_: &Return, view: View<'_>) -> PolarsResult<LazyFrame> {
        let mut parts = vec![empty(return_)];
        for holding in self.holdings.iter().filter(|h| h.return_id == return_.id) {
            if !offered(view, return_, holding) {
                continue;
            }
            if let Some(rows) = &holding.frame {
                parts.push(labelled(rows.clone(), return_, holding, holding.year));
            }
            if view.windowed {
                parts.extend(self.carried_in(return_, holding));
            }
        }
        concat(parts, UnionArgs { rechunk: false, parallel: true, ..UnionArgs::default() })
    }

    /// Whether a view offers all that stands of a return.
    pub(super) fn offers_whole(&self, return_: &Return, view: View<'_>) -> bool {
        self.holdings.iter().filter(|h| h.return_id == return_.id).all(|holding| offered(view, return_, holding))
    }

    /// The rows of the year before that the later year's return has not, by the return's key.
    fn carried_in(&self, return_: &Return, later: &Holding) -> Option<LazyFrame> {
        let before = self.holding(&return_.id, later.year.previous(), &later.submitter)?;
        let rows = before.frame.clone()?;
        let key =
            || return_.key.iter().filter_map(|at| return_.fields.get(*at)).map(|f| col(&*f.name)).collect::<Vec<_>>();
        let rows = match &later.frame {
            Some(standing) => rows.join(standing.clone().select(key()), key(), key(), JoinArgs::new(JoinType::Anti)),
            None => rows,
        };
        Some(labelled(rows, return_, before, later.year))
    }

    /// Every period of the given kinds in the given years, one row each.
    pub(super) fn periods(&self, kinds: &[PeriodKind], as_at: Date) -> PolarsResult<DataFrame> {
        let years = &self.definitions.collection.years;
        let of_year = |year: &Year| kinds.iter().flat_map(|kind| Period::all_in(*year, *kind)).collect::<Vec<_>>();
        let all: Vec<(Period, Date)> =
            years.iter().flat_map(of_year).filter_map(|period| Some((period, period.counted_to(as_at)?))).collect();
        periods(&all)
    }
}

/// The columns that SQL sees of a return.
pub(super) fn columns(return_: &Return) -> Vec<Box<str>> {
    let mut names: Vec<Box<str>> = stored(return_).into_iter().map(|(name, _)| name).collect();
    names.extend(["data_to", "year", "submitter"].map(Box::from));
    if return_.submitter == SubmitterKind::Authority {
        names.push("authority".into());
    }
    names
}

fn offered(view: View<'_>, return_: &Return, holding: &Holding) -> bool {
    view.units.is_none_or(|units| {
        units.iter().any(|(submitter, year)| {
            holding.year == *year && (return_.submitter == SubmitterKind::National || holding.submitter == *submitter)
        })
    })
}

fn labelled(rows: LazyFrame, return_: &Return, holding: &Holding, year: Year) -> LazyFrame {
    let column = |(name, kind): (Box<str>, DataType)| {
        let listed = holding.stored && return_.field(&name).is_some_and(|f| matches!(f.kind, FieldKind::Codes(_)));
        if listed { col(&*name).list().join(lit(";"), false) } else { col(&*name).cast(kind) }
    };
    let mut columns: Vec<_> = stored(return_).into_iter().map(column).collect();
    let data_to = Scalar::new(DataType::Date, AnyValue::Date(days_of_date(holding.data_to)));
    columns.push(lit(data_to).alias("data_to"));
    columns.push(lit(year.to_string()).alias("year"));
    columns.push(lit(holding.submitter.to_string()).alias("submitter"));
    if return_.submitter == SubmitterKind::Authority {
        columns.push(lit(holding.submitter.to_string()).alias("authority"));
    }
    rows.select(columns)
}

/// The stored columns of a return and the types in which SQL sees them: fields that are kept, with the markers of
/// withheld numbers, ages, and where each row came from. Several codes are seen joined by `;`, decimals as plain numbers.
pub(super) fn stored(return_: &Return) -> Vec<(Box<str>, DataType)> {
    let mut columns = Vec::new();
    for field in return_.fields.iter().filter(|field| field.privacy != Privacy::Drop) {
        columns.push((field.name.clone(), dtype(&field.kind)));
        columns.extend(field.marker().map(|marker| (marker, DataType::String)));
    }
    columns.extend(return_.derived.iter().map(|derived| (derived.name.clone(), DataType::Int64)));
    columns.push(("_file".into(), DataType::String));
    columns.push(("_line".into(), DataType::UInt32));
    columns
}

fn empty(return_: &Return) -> LazyFrame {
    let mut schema: Schema = stored(return_).into_iter().map(|(name, kind)| ((*name).into(), kind)).collect();
    schema.insert("data_to".into(), DataType::Date);
    for name in ["year", "submitter"] {
        schema.insert(name.into(), DataType::String);
    }
    if return_.submitter == SubmitterKind::Authority {
        schema.insert("authority".into(), DataType::String);
    }
    DataFrame::empty_with_schema(&schema).lazy()
}

/// Findings, in their order, with the texts of their rules.
pub(super) fn told(findings: LazyFrame, rules: LazyFrame) -> PolarsResult<LazyFrame> {
    let schema = rules.clone().collect_schema()?;
    let names = schema.iter_names().map(PlSmallStr::as_str);
    let texts = names.filter(|name| name.starts_with("says_") || name.starts_with("fix_"));
    let rules = rules.select(std::iter::once("rule").chain(texts).map(col).collect::<Vec<_>>());
    let mut how = JoinArgs::new(JoinType::Left);
    how.maintain_order = MaintainOrderJoin::Left;
    Ok(findings.join(rules, [col("rule")], [col("rule")], how))
}

fn periods(all: &[(Period, Date)]) -> PolarsResult<DataFrame> {
    let text = |name: &str, of: &dyn Fn(&Period) -> String| -> Column {
        Series::new(name.into(), all.iter().map(|(period, _)| of(period)).collect::<Vec<_>>()).into()
    };
    let day = |name: &str, of: &dyn Fn(&(Period, Date)) -> Date| -> PolarsResult<Column> {
        let days: Vec<i32> = all.iter().map(|period| days_of_date(of(period))).collect();
        Ok(Series::new(name.into(), days).cast(&DataType::Date)?.into())
    };
    let columns = vec![
        text("period", &Period::to_string),
        text("kind", &|period| period.kind().as_str().to_owned()),
        text("year", &|period| period.year().to_string()),
        day("first_day", &|(period, _)| period.first_day())?,
        day("last_day", &|(period, _)| period.last_day())?,
        day("d", &|(_, d)| *d)?,
    ];
    DataFrame::new(all.len(), columns)
}

/// Which units a row set is evaluated on together: packed so that no batch reads more than about `most` rows.
pub(super) fn batches(engine: &Engine<'_>, row_set: &RowSet, most: u64) -> Vec<Option<Vec<(Submitter, Year)>>> {
    if row_set.whole {
        return vec![None];
    }
    let mut units = units(engine, &row_set.returns);
    let authorities_own = engine.definitions.reads_authorities(row_set);
    // National returns stand beside every authority's own: they make no batch of their own there.
    units.retain(|(_, submitter), _| !authorities_own || *submitter != Submitter::National);
    packed(units, most).into_iter().map(Some).collect()
}

/// The same, for the rows of one return alone.
pub(super) fn batches_of(engine: &Engine<'_>, return_id: &str, most: u64) -> Vec<Vec<(Submitter, Year)>> {
    packed(units(engine, &[return_id.into()]), most)
}

/// Who sent any of these returns for which year, and how many rows of them stand.
fn units(engine: &Engine<'_>, returns: &[Box<str>]) -> BTreeMap<(Year, Submitter), u64> {
    let mut units: BTreeMap<(Year, Submitter), u64> = BTreeMap::new();
    for holding in engine.holdings.iter().filter(|h| returns.contains(&h.return_id)) {
        *units.entry((holding.year, holding.submitter.clone())).or_default() += holding.rows;
    }
    units
}

fn packed(units: BTreeMap<(Year, Submitter), u64>, most: u64) -> Vec<Vec<(Submitter, Year)>> {
    let mut packed: Vec<Vec<(Submitter, Year)>> = Vec::new();
    let mut room = 0;
    for ((year, submitter), rows) in units {
        match packed.last_mut() {
            Some(batch) if rows <= room => {
                batch.push((submitter, year));
                room -= rows;
            }
            _ => {
                packed.push(vec![(submitter, year)]);
                room = most.saturating_sub(rows);
            }
        }
    }
    packed
}
