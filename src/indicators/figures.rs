//! From cells to figures: every period and place, with denominators, intervals and coverage.

use std::collections::BTreeMap;

use super::cells::{Cells, Count, Spot};
use super::change::{WhoIsIn, compare_with_a_year_earlier};
use super::persons::Persons;
use crate::definitions::{Counts, Definitions, Indicator, RowSet};
use crate::domain::{
    AuthorityCode, Basis, Date, Estimate, Figure, FigureKey, GeographyLevel, Kind, NoteCode, Period, PeriodKind,
    poisson_limits, proportion, rate,
};
use crate::engine::Engine;

/// A place, and the authorities it is made of.
struct Area<'a> {
    level: GeographyLevel,
    code: Box<str>,
    authorities: Vec<&'a AuthorityCode>,
}

/// Who is in for one place and period.
struct Coverage<'a> {
    authorities: Vec<&'a AuthorityCode>,
    submitters_in: u32,
    submitters_owed: u32,
    population: Option<f64>,
    population_share: Option<f64>,
}

/// The figures of one indicator.
pub(super) fn of_indicator(
    engine: &Engine<'_>,
    row_set: &RowSet,
    indicator: &Indicator,
    (cells, persons): (&Cells, &Persons),
    as_at: Date,
) -> Vec<Figure> {
    let definitions = engine.definitions();
    let areas = areas(definitions);
    let spots = categories(definitions, indicator, cells);
    let mut figures = Vec::new();
    let mut who_is_in = WhoIsIn::new();
    for period in periods(definitions, indicator, as_at) {
        let covered = covered(engine, row_set, period);
        for area in &areas {
            let coverage = coverage(definitions, row_set, area, &covered, period);
            for (breakdown, category) in &spots {
                let spot = |authority: &str| spot(period, authority, breakdown, category);
                let count = total(cells, &coverage, &spot);
                let figure =
                    |basis, count| figure(indicator, (basis, period), area, &coverage, (breakdown, category), count);
                figures.push(figure(Basis::HEADLINE, count));
                if indicator.linked && area.level == GeographyLevel::Nation {
                    let surplus = persons.surplus(&spot(""), &coverage.authorities);
                    figures.push(figure(Basis::Linked, count.map(|count| count.less(surplus))));
                }
            }
            who_is_in.insert((period, area.code.clone()), coverage.authorities);
        }
    }
    compare_with_a_year_earlier(&mut figures, &who_is_in);
    figures
}

fn areas(definitions: &Definitions) -> Vec<Area<'_>> {
    let authorities = &definitions.reference.authorities;
    let mut areas = vec![Area {
        level: GeographyLevel::Nation,
        code: definitions.collection.nation.clone(),
        authorities: authorities.iter().map(|authority| &authority.code).collect(),
    }];
    for region in &definitions.reference.regions {
        let inside = authorities.iter().filter(|authority| authority.region == region.code);
        areas.push(Area {
            level: GeographyLevel::Region,
            code: region.code.clone(),
            authorities: inside.map(|authority| &authority.code).collect(),
        });
    }
    areas.extend(authorities.iter().map(|authority| Area {
        level: GeographyLevel::Authority,
        code: authority.code.as_str().into(),
        authorities: vec![&authority.code],
    }));
    areas
}

/// The total, then every category of every breakdown: those of its code list, and those that occur.
fn categories(definitions: &Definitions, indicator: &Indicator, cells: &Cells) -> Vec<(Box<str>, Box<str>)> {
    let mut spots: Vec<(Box<str>, Box<str>)> = vec![("".into(), "".into())];
    for breakdown in &indicator.breakdowns {
        let list = breakdown.list.as_ref().and_then(|id| definitions.codes.get(id));
        let mut found = cells.categories(&breakdown.column);
        found.extend(list.into_iter().flat_map(|list| list.codes.iter().map(|code| code.code.clone())));
        found.sort();
        found.dedup();
        spots.extend(found.into_iter().map(|category| (breakdown.column.clone(), category)));
    }
    spots
}

fn periods(definitions: &Definitions, indicator: &Indicator, as_at: Date) -> Vec<Period> {
    let valid = |period: &Period| {
        period.last_day() <= as_at
            && indicator.since.is_none_or(|since| period.year() >= since)
            && indicator.until.is_none_or(|until| period.year() <= until)
    };
    let years = definitions.collection.years.iter();
    let all = |kind: &PeriodKind| years.clone().flat_map(|year| Period::all_in(*year, *kind)).collect::<Vec<_>>();
    indicator.periods.iter().flat_map(all).filter(valid).collect()
}

fn covered<'a>(engine: &Engine<'a>, row_set: &RowSet, period: Period) -> BTreeMap<&'a AuthorityCode, bool> {
    let authorities = engine.definitions().reference.authorities.iter();
    authorities.map(|authority| (&authority.code, engine.covers(row_set, &authority.code, period))).collect()
}

fn coverage<'a>(
    definitions: &Definitions,
    row_set: &RowSet,
    area: &Area<'a>,
    covered: &BTreeMap<&AuthorityCode, bool>,
    period: Period,
) -> Coverage<'a> {
    let is_in = |code: &AuthorityCode| covered.get(code).copied().unwrap_or(false);
    let authorities: Vec<&AuthorityCode> = area.authorities.iter().copied().filter(|code| is_in(code)).collect();
    let people = |codes: &[&AuthorityCode]| -> Option<f64> {
        let each = codes.iter().map(|code| definitions.reference.population.get(&(period.year(), (*code).clone())));
        // Whole people, far below the 2^53 up to which a float counts exactly.
        #[expect(clippy::cast_precision_loss, reason = "populations are far below 2^53")]
        each.map(|people| people.map(|number| *number as f64)).sum()
    };
    let (population, whole) = (people(&authorities), people(&area.authorities));
    let number = |codes: usize| u32::try_from(codes).unwrap_or(u32::MAX);
    let (submitters_in, submitters_owed) = if definitions.reads_authorities(row_set) {
        (number(authorities.len()), number(area.authorities.len()))
    } else {
        (u32::from(!authorities.is_empty()), 1)
    };
    let population_share = whole.filter(|all| *all > 0.0).and_then(|all| Some(100.0 * population? / all));
    Coverage { authorities, submitters_in, submitters_owed, population, population_share }
}

fn spot(period: Period, authority: &str, breakdown: &str, category: &str) -> Spot {
    Spot {
        period: period.to_string().into(),
        authority: authority.into(),
        breakdown: breakdown.into(),
        category: category.into(),
    }
}

/// What is counted in the authorities that are in; none where none is.
fn total(cells: &Cells, coverage: &Coverage<'_>, spot: &dyn Fn(&str) -> Spot) -> Option<Count> {
    if coverage.authorities.is_empty() {
        return None;
    }
    let mut sum = Count::default();
    for authority in &coverage.authorities {
        let count = cells.at(&spot(authority.as_str()));
        sum.numerator += count.numerator;
        sum.denominator += count.denominator;
    }
    Some(sum)
}

fn figure(
    indicator: &Indicator,
    (basis, period): (Basis, Period),
    area: &Area<'_>,
    coverage: &Coverage<'_>,
    (breakdown, category): (&str, &str),
    count: Option<Count>,
) -> Figure {
    let (denominator, estimate) = match count {
        Some(count) => estimate(indicator, coverage, count, breakdown.is_empty()),
        None => (None, Err(NoteCode::NotAvailable)),
    };
    let limits = estimate.ok().and_then(|estimate| estimate.limits);
    Figure {
        key: FigureKey {
            indicator: indicator.id.clone(),
            version: indicator.version,
            basis,
            period,
            geography_level: area.level,
            geography: area.code.clone(),
            breakdown: breakdown.into(),
            category: category.into(),
        },
        kind: indicator.kind,
        unit: indicator.unit(),
        as_at: period.last_day(),
        numerator: count.map(|count| count.numerator),
        denominator,
        value: estimate.ok().map(|estimate| estimate.value),
        lower: limits.map(|limits| limits.lower),
        upper: limits.map(|limits| limits.upper),
        compared_with: None,
        change: None,
        change_pct: None,
        change_lower: None,
        change_upper: None,
        coverage_in: coverage.submitters_in,
        coverage_owed: coverage.submitters_owed,
        coverage_population: coverage.population_share,
        note_codes: estimate.err().into_iter().collect(),
    }
}

/// The denominator, and the value with its limits, or why there is none.
fn estimate(
    indicator: &Indicator,
    coverage: &Coverage<'_>,
    count: Count,
    is_total: bool,
) -> (Option<f64>, Result<Estimate, NoteCode>) {
    match (indicator.kind, &indicator.external) {
        (Kind::Proportion, _) => {
            let estimate = proportion(count.numerator, count.denominator).ok_or(NoteCode::NotApplicable);
            (Some(count.denominator), estimate)
        }
        (Kind::Rate, Some(external)) => {
            // Populations are known for places, not for the categories of a breakdown.
            let people = coverage.population.filter(|_| is_total);
            let estimate = people.and_then(|people| rate(count.numerator, people, f64::from(external.per)));
            (people, estimate.ok_or(NoteCode::NotAvailable))
        }
        _ => {
            let limits = has_limits(indicator).then(|| poisson_limits(count.numerator));
            (None, Ok(Estimate { value: count.numerator, limits }))
        }
    }
}

/// Counts of persons have Poisson limits. Stocks of services and notices are complete, and notices repeat within
/// a service, so neither has any (`indicators.md`).
fn has_limits(indicator: &Indicator) -> bool {
    indicator.kind == Kind::Count && matches!(indicator.counts, Counts::Child | Counts::Worker | Counts::Family)
}
