//! From cells to figures: every period, place and category, with denominators, intervals and coverage.

use std::collections::BTreeSet;

use super::bases::{self, Version};
use super::cells::{Cells, Count, NOWHERE, Spot};
use super::coverage::{Coverage, Present, under_18};
use super::estimate::{Told, told};
use super::persons::Persons;
use super::places::{Area, areas, code};
use crate::definitions::{Definitions, Denominator, Indicator, RowSet};
use crate::domain::{Basis, Date, Difference, Figure, FigureKey, GeographyLevel, NoteCode, Period, Submitter};
use crate::engine::Engine;

/// What was counted of one indicator.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    /// By authority.
    pub cells: Cells,
    /// By authority, where the nation's rows are others than the authorities' together.
    pub nationally: Option<Cells>,
    /// Those who are one person with another.
    pub persons: Persons,
    /// Who has rows in which period, where a submission without any says nothing.
    pub rows: Option<BTreeSet<(Period, usize)>>,
}

/// An indicator, with all that its figures are made of.
pub(super) struct Subject<'a> {
    pub indicator: &'a Indicator,
    pub counted: &'a Counted,
    /// What it is divided by, where that is another indicator's number.
    pub below: Option<(&'a Indicator, &'a Counted)>,
    /// Its row set, and the other's.
    pub row_sets: Vec<&'a RowSet>,
}

/// One period of an indicator: its D, and who is in.
pub(super) struct Moment {
    pub period: Period,
    pub d: Date,
    pub present: Present,
}

impl Moment {
    /// Whether the period is still going on.
    fn is_open(&self) -> bool {
        self.d < self.period.last_day()
    }
}

/// The figures of one indicator, without what compares them.
pub(super) fn of_indicator(engine: &Engine<'_>, subject: &Subject<'_>, as_at: Date) -> (Vec<Figure>, Vec<Moment>) {
    let definitions = engine.definitions();
    let moments = moments(engine, subject, as_at);
    let spots = categories(definitions, subject);
    let mut figures = Vec::new();
    for moment in &moments {
        // Of what nobody returned there are no categories.
        let spots = if moment.present.any() { spots.as_slice() } else { spots.get(..1).unwrap_or_default() };
        for area in areas(definitions, subject.indicator, moment.d) {
            let coverage = Coverage::of(definitions, &subject.row_sets, &area, &moment.present, moment.period);
            let versions = bases::versions(definitions, subject, &area, (moment, &moments), &coverage);
            for (breakdown, category) in spots {
                let spot = Spot { period: moment.period, breakdown: breakdown.clone(), category: category.clone() };
                let place = Placed { definitions, subject, area: &area, coverage: &coverage, moment };
                figures.extend(versions.iter().map(|version| place.figure(&spot, version)));
                if subject.indicator.linked && area.level == GeographyLevel::Nation {
                    figures.push(place.linked(&spot));
                }
            }
        }
    }
    (figures, moments)
}

/// Every period of the indicator, as far as it has begun to be counted.
pub(super) fn moments(engine: &Engine<'_>, subject: &Subject<'_>, as_at: Date) -> Vec<Moment> {
    let indicator = subject.indicator;
    let valid = |period: &Period| {
        indicator.since.is_none_or(|since| period.year() >= since)
            && indicator.until.is_none_or(|until| period.year() <= until)
    };
    let years = &engine.definitions().collection.years;
    let of_kind = |kind| years.iter().flat_map(move |year| Period::all_in(*year, kind));
    let all = indicator.periods.iter().flat_map(|kind| of_kind(*kind)).filter(valid);
    let moment = |period: Period| {
        let d = period.counted_to(as_at)?;
        let mut present = Present::of(engine, &subject.row_sets, period, d);
        let tallies = [Some(subject.counted), subject.below.map(|(_, counted)| counted)];
        for (row_set, counted) in subject.row_sets.iter().zip(tallies.into_iter().flatten()) {
            present.keep(|at| says_something(engine, row_set, counted, (period, at)));
        }
        Some(Moment { period, d, present })
    };
    all.filter_map(moment).collect()
}

/// Whether what came in tells of a period. Who sent a return without any rows has said that there is nobody.
fn says_something(engine: &Engine<'_>, row_set: &RowSet, counted: &Counted, (period, at): (Period, usize)) -> bool {
    let Some(rows) = &counted.rows else { return true };
    let sent = || {
        let submitter = Submitter::Authority(code(engine.definitions(), at)?.clone());
        Some(engine.holding(&row_set.base, period.year(), &submitter)?.rows)
    };
    rows.contains(&(period, at)) || sent() == Some(0)
}

/// The total, then every category of every breakdown: those of its code list, and those that occur.
fn categories(definitions: &Definitions, subject: &Subject<'_>) -> Vec<(Box<str>, Box<str>)> {
    let mut spots: Vec<(Box<str>, Box<str>)> = vec![("".into(), "".into())];
    for breakdown in &subject.indicator.breakdowns {
        let list = breakdown.list.as_ref().and_then(|id| definitions.codes.get(id));
        let mut found = subject.counted.cells.categories(&breakdown.column);
        found.extend(list.into_iter().flat_map(|list| list.codes.iter().map(|code| code.code.clone())));
        found.sort();
        found.dedup();
        spots.extend(found.into_iter().map(|category| (breakdown.column.clone(), category)));
    }
    spots
}

/// A place in a period, for which figures are made.
struct Placed<'a> {
    definitions: &'a Definitions,
    subject: &'a Subject<'a>,
    area: &'a Area,
    coverage: &'a Coverage,
    moment: &'a Moment,
}

impl Placed<'_> {
    fn figure(&self, spot: &Spot, version: &Version) -> Figure {
        let told = match &version.counted {
            None => Told::NOT_RETURNED,
            Some(units) => {
                let mut count = Count::default();
                let mut people = Some(0.0);
                for (period, authorities) in units {
                    let spot: Spot = Spot { period: *period, ..spot.clone() };
                    count.add(&self.cells().at(&spot, &self.with_nowhere(authorities)));
                    people = people.zip(self.people(&spot, authorities)).map(|(all, some)| all + some);
                }
                told(self.subject.indicator, spot, &count, people)
            }
        };
        self.made(spot, version.basis, told, version.note)
    }

    fn linked(&self, spot: &Spot) -> Figure {
        if self.coverage.authorities.is_empty() {
            return self.made(spot, Basis::Linked, Told::NOT_RETURNED, None);
        }
        let authorities = &self.coverage.authorities;
        let surplus = self.subject.counted.persons.surplus(spot, authorities);
        let count = self.subject.counted.cells.at(spot, authorities).less(&surplus);
        let told = told(self.subject.indicator, spot, &count, self.people(spot, authorities));
        self.made(spot, Basis::Linked, told, None)
    }

    /// What this place is counted from.
    fn cells(&self) -> &Cells {
        of_place(self.subject.counted, self.area)
    }

    /// What a rate is divided by.
    fn people(&self, spot: &Spot, authorities: &[usize]) -> Option<f64> {
        let against = self.subject.indicator.against.as_ref()?;
        if against.what == Denominator::Population {
            // Populations are known for places, not for the categories of a breakdown.
            return under_18(self.definitions, authorities, self.moment.period).filter(|_| spot.breakdown.is_empty());
        }
        let (indicator, counted) = self.subject.below?;
        let broken_down = indicator.breakdowns.iter().any(|breakdown| breakdown.column == spot.breakdown);
        let spot = if broken_down { spot.clone() } else { Spot::total(spot.period) };
        Some(of_place(counted, self.area).at(&spot, &self.with_nowhere(authorities)).numerator)
    }

    /// Some authorities, and for the nation what stands in none.
    fn with_nowhere(&self, authorities: &[usize]) -> Vec<usize> {
        let nowhere = (self.area.level == GeographyLevel::Nation).then_some(NOWHERE);
        authorities.iter().copied().chain(nowhere).collect()
    }

    fn made(&self, spot: &Spot, basis: Basis, told: Told, note: Option<NoteCode>) -> Figure {
        let indicator = self.subject.indicator;
        let provisional = self.moment.is_open().then_some(NoteCode::Provisional);
        let breaks =
            (indicator.version > 1 && indicator.since == Some(self.moment.period.year())).then_some(NoteCode::Break);
        let mut note_codes: Vec<NoteCode> = [told.why_not, note, provisional, breaks].into_iter().flatten().collect();
        note_codes.sort_unstable();
        note_codes.dedup();
        Figure {
            key: FigureKey {
                indicator: indicator.id.clone(),
                version: indicator.version,
                basis,
                period: self.moment.period,
                geography_level: self.area.level,
                geography: self.area.code.clone(),
                breakdown: spot.breakdown.clone(),
                category: spot.category.clone(),
            },
            kind: indicator.kind,
            unit: indicator.unit(),
            as_at: self.moment.d,
            numerator: told.numerator,
            denominator: told.denominator,
            value: told.value,
            lower: told.lower,
            upper: told.upper,
            coverage_in: self.coverage.submitters.0,
            coverage_owed: self.coverage.submitters.1,
            coverage_population: self.coverage.population_share,
            note_codes,
            compared_with: None,
            change: None,
            change_pct: None,
            change_lower: None,
            change_upper: None,
            since_previous: Difference::default(),
            funnel: None,
            funnel_adjusted: None,
            trend: None,
            spc: None,
            quartiles: None,
        }
    }
}

fn of_place<'c>(counted: &'c Counted, area: &Area) -> &'c Cells {
    match &counted.nationally {
        Some(cells) if area.level == GeographyLevel::Nation => cells,
        _ => &counted.cells,
    }
}

/// The places of an indicator's figures, series by series: of one basis, place and category, by period.
pub(super) fn series(figures: &[Figure]) -> Vec<Vec<usize>> {
    grouped(figures, |key| (key.basis, key.geography_level, &*key.geography, &*key.breakdown, &*key.category))
}

/// The places of an indicator's figures that share something of their keys, in the order of their periods.
pub(super) fn grouped<'f, K: Ord>(figures: &'f [Figure], shared: impl Fn(&'f FigureKey) -> K) -> Vec<Vec<usize>> {
    let mut all: Vec<(K, Period, usize)> =
        figures.iter().enumerate().map(|(at, figure)| (shared(&figure.key), figure.key.period, at)).collect();
    all.sort_unstable();
    all.chunk_by(|(one, ..), (other, ..)| one == other)
        .map(|group| group.iter().map(|(_, _, at)| *at).collect())
        .collect()
}
