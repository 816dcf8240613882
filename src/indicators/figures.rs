//! From cells to figures: every period, place and category, with denominators, intervals and coverage.

use std::sync::Arc;

use super::bases::{self, Version};
use super::cells::{Cells, Count, NOWHERE, Spot};
use super::coverage::{Coverage, Population, Presence, Present};
use super::estimate::{Told, told};
use super::persons::Persons;
use super::places::{Area, areas};
use crate::definitions::{Definitions, Denominator, Indicator, RowSet};
use crate::domain::{Basis, Date, Figure, FigureKey, GeographyLevel, NoteCode, Period};

/// What was counted of one indicator.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    /// By authority.
    pub cells: Cells,
    /// By authority, where the nation's rows are others than the authorities' together.
    pub nationally: Option<Cells>,
    /// Those who are one person with another.
    pub persons: Persons,
    /// Who is in.
    pub presence: Arc<Presence>,
}

/// An indicator, with all that its figures are made of.
pub(super) struct Subject<'a> {
    pub indicator: &'a Indicator,
    pub counted: &'a Counted,
    /// What it is divided by, where that is another indicator's number.
    pub below: Option<(&'a Indicator, &'a Counted)>,
    /// Its row set, and the other's.
    pub row_sets: Vec<&'a RowSet>,
    pub population: &'a Population,
}

/// Whether authorities owe any of the returns that row sets read.
pub(super) fn sent_by_authorities(definitions: &Definitions, row_sets: &[&RowSet]) -> bool {
    row_sets.iter().any(|row_set| definitions.reads_authorities(row_set))
}

/// One period of an indicator: its D, and who is in.
pub(super) struct Moment {
    pub period: Period,
    pub d: Date,
    pub present: Present,
    /// Whether the period is still going on.
    pub is_open: bool,
}

/// Where a figure stands among those of its indicator: the places, in sorted lists, of what its key consists of. Slots
/// sort as keys do, and much quicker.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub basis: Basis,
    pub period: usize,
    pub place: usize,
    pub spot: usize,
}

/// The figures of one indicator, sorted by key, each with its slot.
pub(super) struct Table {
    pub figures: Vec<Figure>,
    pub slots: Vec<Slot>,
    /// The authorities that are in, by period and place.
    pub in_at: Vec<Vec<Option<Vec<usize>>>>,
}

impl Table {
    /// The places of figures that share something of their slots, each group in the order of their periods.
    fn grouped(&self, shared: impl Fn(&Slot) -> (usize, usize)) -> Vec<Vec<usize>> {
        let with_key = |(at, slot): (usize, &Slot)| {
            let (one, other) = shared(slot);
            ((slot.basis, one, other), at)
        };
        let mut all: Vec<_> = self.slots.iter().enumerate().map(with_key).collect();
        // Stable, and made for what is nearly in order.
        all.sort_by_key(|(key, _)| *key);
        all.chunk_by(|(one, _), (other, _)| one == other)
            .map(|group| group.iter().map(|(_, at)| *at).collect())
            .collect()
    }

    /// The places of figures, series by series: of one basis, place and category, by period.
    pub(super) fn series(&self) -> Vec<Vec<usize>> {
        self.grouped(|slot| (slot.place, slot.spot))
    }

    /// The places of figures, place by place: of one basis, period and category.
    pub(super) fn side_by_side(&self) -> Vec<Vec<usize>> {
        self.grouped(|slot| (slot.period, slot.spot))
    }
}

/// The figures of one indicator, without what compares them.
pub(super) fn of_indicator(definitions: &Definitions, subject: &Subject<'_>, as_at: Date) -> Table {
    let moments = moments(definitions, subject.indicator, &presences(subject), as_at);
    let areas: Vec<Vec<Area>> = moments.iter().map(|moment| areas(definitions, subject.indicator, moment.d)).collect();
    let mut all_places: Vec<(GeographyLevel, &str)> =
        areas.iter().flatten().map(|area| (area.level, &*area.code)).collect();
    all_places.sort_unstable();
    all_places.dedup();
    let spots = categories(definitions, subject);
    let by_authorities = sent_by_authorities(definitions, &subject.row_sets);
    let mut in_at = vec![vec![None; all_places.len()]; moments.len()];
    let mut scenes: Vec<Scene<'_>> = Vec::new();
    for (period, (moment, areas)) in moments.iter().zip(&areas).enumerate() {
        // Of what nobody returned there are no categories.
        let spots = if moment.present.any() { spots.as_slice() } else { spots.get(..1).unwrap_or_default() };
        for area in areas {
            let Ok(place) = all_places.binary_search(&(area.level, &*area.code)) else { continue };
            let coverage = Coverage::of(subject.population, by_authorities, area, &moment.present, moment.period);
            if let Some(here) = in_at.get_mut(period).and_then(|places| places.get_mut(place)) {
                *here = Some(coverage.authorities.clone());
            }
            let versions =
                bases::versions(definitions.collection.headline, by_authorities, area, (moment, &moments), &coverage);
            let placed = Placed { subject, area, coverage, moment };
            scenes.push(Scene { period, place, placed, versions, spots });
        }
    }
    scenes.sort_by_key(|scene| (scene.period, scene.place));
    let most = scenes.iter().map(|scene| scene.spots.len() * scene.versions.len()).sum();
    let mut table = Table { figures: Vec::with_capacity(most), slots: Vec::with_capacity(most), in_at };
    for basis in Basis::ALL {
        for scene in &scenes {
            scene.play(basis, &mut table);
        }
    }
    table
}

/// A place in a period, with what there are figures of.
struct Scene<'a> {
    period: usize,
    place: usize,
    placed: Placed<'a>,
    versions: Vec<Version>,
    spots: &'a [(Arc<str>, Arc<str>)],
}

impl Scene<'_> {
    /// Adds the figures of one basis, if there are any.
    fn play(&self, basis: Basis, table: &mut Table) {
        let placed = &self.placed;
        let version = self.versions.iter().find(|version| version.basis == basis);
        let linked = basis == Basis::Linked && placed.is_nation() && placed.subject.indicator.linked;
        if version.is_none() && !linked {
            return;
        }
        for (at, (breakdown, category)) in self.spots.iter().enumerate() {
            let period = placed.moment.period;
            let spot = Spot { period, breakdown: breakdown.clone(), category: category.clone() };
            let figure = version.map_or_else(|| placed.linked(&spot), |version| placed.figure(&spot, version));
            table.figures.push(figure);
            table.slots.push(Slot { basis, period: self.period, place: self.place, spot: at });
        }
    }
}

fn presences<'a>(subject: &Subject<'a>) -> Vec<&'a Presence> {
    let both = [Some(subject.counted), subject.below.map(|(_, counted)| counted)];
    both.into_iter().flatten().map(|counted| &*counted.presence).collect()
}

/// Every period of the indicator, as far as it has begun to be counted, in order.
pub(super) fn moments(
    definitions: &Definitions,
    indicator: &Indicator,
    presences: &[&Presence],
    as_at: Date,
) -> Vec<Moment> {
    let valid = |period: &Period| {
        indicator.since.is_none_or(|since| period.year() >= since)
            && indicator.until.is_none_or(|until| period.year() <= until)
    };
    let years = &definitions.collection.years;
    let of_kind = |kind| years.iter().flat_map(move |year| Period::all_in(*year, kind));
    let mut all: Vec<Period> = indicator.periods.iter().flat_map(|kind| of_kind(*kind)).filter(valid).collect();
    all.sort_unstable();
    all.dedup();
    let moment = |period: Period| {
        let d = period.counted_to(as_at)?;
        let (first, others) = presences.split_first()?;
        let present = first.at(period)?.clone();
        let present = others.iter().fold(present, |present, other| present.and(other.at(period)));
        Some(Moment { period, d, present, is_open: d < period.last_day() })
    };
    all.into_iter().filter_map(moment).collect()
}

/// The total, then every category of every breakdown, sorted: those of its code list, and those that occur.
fn categories(definitions: &Definitions, subject: &Subject<'_>) -> Vec<(Arc<str>, Arc<str>)> {
    let mut spots: Vec<(Arc<str>, Arc<str>)> = vec![("".into(), "".into())];
    for breakdown in &subject.indicator.breakdowns {
        let column: Arc<str> = (&*breakdown.column).into();
        let list = breakdown.list.as_ref().and_then(|id| definitions.codes.get(id));
        let listed = list.into_iter().flat_map(|list| list.codes.iter().map(|code| (&*code.code).into()));
        let found = subject.counted.cells.categories(&breakdown.column);
        spots.extend(found.into_iter().chain(listed).map(|category| (column.clone(), category)));
    }
    spots.sort_unstable();
    spots.dedup();
    spots
}

/// A place in a period, for which figures are made.
struct Placed<'a> {
    subject: &'a Subject<'a>,
    area: &'a Area,
    coverage: Coverage,
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

    fn is_nation(&self) -> bool {
        self.area.level == GeographyLevel::Nation
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
            let people = self.subject.population.under_18(authorities, self.moment.period);
            return people.filter(|_| spot.breakdown.is_empty());
        }
        let (indicator, counted) = self.subject.below?;
        let broken_down = indicator.breakdowns.iter().any(|breakdown| *breakdown.column == *spot.breakdown);
        let spot = if broken_down { spot.clone() } else { Spot::total(spot.period) };
        Some(of_place(counted, self.area).at(&spot, &self.with_nowhere(authorities)).numerator)
    }

    /// Some authorities, and for the nation what stands in none.
    fn with_nowhere(&self, authorities: &[usize]) -> Vec<usize> {
        let nowhere = self.is_nation().then_some(NOWHERE);
        authorities.iter().copied().chain(nowhere).collect()
    }

    fn made(&self, spot: &Spot, basis: Basis, told: Told, note: Option<NoteCode>) -> Figure {
        let indicator = self.subject.indicator;
        let provisional = self.moment.is_open.then_some(NoteCode::Provisional);
        let breaks =
            (indicator.version > 1 && indicator.since == Some(self.moment.period.year())).then_some(NoteCode::Break);
        let mut note_codes: Vec<NoteCode> = [told.why_not, note, provisional, breaks].into_iter().flatten().collect();
        note_codes.sort_unstable();
        note_codes.dedup();
        let key = FigureKey {
            indicator: indicator.id.clone(),
            version: indicator.version,
            basis,
            period: self.moment.period,
            geography_level: self.area.level,
            geography: self.area.code.clone(),
            breakdown: (&*spot.breakdown).into(),
            category: (&*spot.category).into(),
        };
        Figure {
            numerator: told.numerator,
            denominator: told.denominator,
            value: told.value,
            lower: told.lower,
            upper: told.upper,
            coverage_in: self.coverage.submitters.0,
            coverage_owed: self.coverage.submitters.1,
            coverage_population: self.coverage.population_share,
            note_codes,
            ..Figure::blank(key, indicator.kind, indicator.unit(), self.moment.d)
        }
    }
}

fn of_place<'c>(counted: &'c Counted, area: &Area) -> &'c Cells {
    match &counted.nationally {
        Some(cells) if area.level == GeographyLevel::Nation => cells,
        _ => &counted.cells,
    }
}
