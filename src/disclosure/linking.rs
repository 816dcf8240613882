//! Puts the counts of several periods and releases together: which are one and the same, which add up to others, which are
//! never less than others.

use std::collections::{BTreeMap, BTreeSet};

use super::equations::Cells;
use super::linked::{At, AtLeast, Linked, Part};
use super::names::Name;
use super::places::Places;
use super::system::{Sum, System};
use crate::definitions::{Definitions, Identity, LongerPeriod, Relation, Term};
use crate::domain::{Period, PeriodKind};

/// The system of the parts of one class.
pub(super) fn linked<'a>(parts: &'a [Part<'a>], places: &Places, definitions: &Definitions) -> Linked<'a> {
    let mut making = Making::of(parts, places);
    making.merge_releases();
    for moment in &moments(parts) {
        making.link_periods(moment, definitions, places);
        making.link_identities(moment, definitions, places);
    }
    making.made()
}

/// The latest part of each period at one time.
type Moment = BTreeMap<Period, usize>;

/// What stood beside each other after each release.
fn moments(parts: &[Part<'_>]) -> Vec<Moment> {
    let releases: BTreeSet<&str> = parts.iter().map(|part| &*part.release).collect();
    let at = |release: &str| {
        let mut standing = Moment::new();
        for (number, part) in parts.iter().enumerate().filter(|(_, part)| *part.release <= *release) {
            let latest = standing.entry(part.period).or_insert(number);
            if parts.get(*latest).is_some_and(|latest| latest.release < part.release) {
                *latest = number;
            }
        }
        standing
    };
    releases.into_iter().map(at).collect()
}

/// A system as it is put together.
struct Making<'a> {
    parts: &'a [Part<'a>],
    cells: Vec<Cells>,
    /// The number of each part's first cell.
    first: Vec<usize>,
    /// A cell with which each is one, or itself.
    same: Vec<usize>,
    values: Vec<u64>,
    sums: Vec<Sum>,
    comparisons: Vec<AtLeast>,
}

impl<'a> Making<'a> {
    fn of(parts: &'a [Part<'a>], places: &Places) -> Self {
        let mut making = Self {
            parts,
            comparisons: Vec::new(),
            cells: Vec::new(),
            first: Vec::new(),
            same: Vec::new(),
            values: Vec::new(),
            sums: Vec::new(),
        };
        for part in parts {
            let cells = Cells::of(&part.counts, places);
            let first = making.values.len();
            let moved = |sum: &Sum| Sum {
                total: sum.total + first,
                parts: sum.parts.iter().map(|part| part + first).collect(),
            };
            making.sums.extend(cells.system.sums.iter().map(moved));
            making.values.extend(&cells.system.values);
            making.first.push(first);
            making.cells.push(cells);
        }
        making.same = (0..making.values.len()).collect();
        making
    }

    /// The cell of what a name stands for in a part, at a place.
    fn cell(&self, part: usize, name: &Name<'_>, place: usize) -> Option<usize> {
        let series = self.parts.get(part)?.counts.find(name)?;
        Some(self.first.get(part)? + self.cells.get(part)?.at(series, place)?)
    }

    fn value(&self, cell: usize) -> u64 {
        self.values.get(cell).copied().unwrap_or_default()
    }

    /// Makes two cells one where they count the same.
    fn merge(&mut self, one: usize, other: usize) {
        let (one, other) = (root(&self.same, one), root(&self.same, other));
        if self.value(one) != self.value(other) {
            return;
        }
        let (keep, gone) = (one.min(other), one.max(other));
        if let Some(slot) = self.same.get_mut(gone) {
            *slot = keep;
        }
    }

    /// A count that has not changed since an earlier release is taken to be the same: its reader sees no revision.
    fn merge_releases(&mut self) {
        for (earlier, part) in self.parts.iter().enumerate() {
            let same_period =
                |(_, other): &(usize, &Part<'_>)| other.period == part.period && other.release > part.release;
            for (later, other) in self.parts.iter().enumerate().filter(same_period) {
                let pairs = self.pairs((earlier, part), (later, other));
                for (one, other) in pairs {
                    self.merge(one, other);
                }
            }
        }
    }

    /// The cells of two parts that have the same name and place.
    fn pairs(&self, (one, of_one): (usize, &Part<'_>), (other, _): (usize, &Part<'_>)) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for (name, series) in of_one.counts.names() {
            for place in of_one.counts.places_of(series) {
                pairs.extend(self.cell(one, name, place).zip(self.cell(other, name, place)));
            }
        }
        pairs
    }

    /// Links a longer period with the shorter ones in it.
    fn link_periods(&mut self, moment: &Moment, definitions: &Definitions, places: &Places) {
        for (period, long) in moment {
            let Some(kind) = shorter(period.kind()) else { continue };
            let within: Vec<usize> = Period::all_in(period.year(), kind)
                .into_iter()
                .filter(|one| period.first_day() <= one.first_day() && one.last_day() <= period.last_day())
                .map(|one| moment.get(&one).copied())
                .collect::<Option<_>>()
                .unwrap_or_default();
            if within.is_empty() {
                continue;
            }
            let Some(part) = self.parts.get(*long) else { continue };
            let names: Vec<(&Name<'_>, usize)> = part.counts.names().collect();
            for (name, series) in names {
                let Some(longer) = definitions.indicator(name.indicator).and_then(|one| one.longer_period) else {
                    continue;
                };
                for place in part.counts.places_of(series).filter(|place| *place < places.number()) {
                    self.link_longer(longer, (*long, &within), name, place);
                }
            }
        }
    }

    fn link_longer(&mut self, longer: LongerPeriod, (long, within): (usize, &[usize]), name: &Name<'_>, place: usize) {
        let Some(total) = self.cell(long, name, place) else { return };
        let parts: Option<Vec<usize>> = within.iter().map(|part| self.cell(*part, name, place)).collect();
        let Some(parts) = parts else { return };
        match longer {
            LongerPeriod::Last => {
                if let Some(last) = parts.last() {
                    self.merge(total, *last);
                }
            }
            LongerPeriod::Sum => self.equal(&[total], &parts),
            LongerPeriod::AtLeastSum => self.at_least(&[total], &parts),
            LongerPeriod::Between => {
                for part in &parts {
                    self.at_least(&[total], &[*part]);
                }
                self.at_least(&parts, &[total]);
            }
        }
    }

    /// Identities that look back at the period before.
    fn link_identities(&mut self, moment: &Moment, definitions: &Definitions, places: &Places) {
        let looks_back = |identity: &&Identity| identity.left.iter().chain(&identity.right).any(|term| term.before);
        for identity in definitions.collection.disclosure.identities.iter().filter(looks_back) {
            for (period, now) in moment.iter().filter(|(period, _)| identity.periods.contains(&period.kind())) {
                let Some(before) = moment.get(&period.previous()) else { continue };
                for place in 0..places.number() {
                    let cell = |term: &Term| {
                        let version = definitions.indicator(&term.indicator)?.version;
                        self.cell(if term.before { *before } else { *now }, &Name::of(term, version), place)
                    };
                    let side = |terms: &[Term]| terms.iter().map(cell).collect::<Option<Vec<usize>>>();
                    let Some((left, right)) = side(&identity.left).zip(side(&identity.right)) else { continue };
                    match identity.relation {
                        Relation::Equal => self.equal(&left, &right),
                        Relation::AtLeast => self.at_least(&left, &right),
                    }
                }
            }
        }
    }

    fn sum(&self, cells: &[usize]) -> u64 {
        cells.iter().map(|cell| self.value(*cell)).sum()
    }

    /// The cell of a sum: the one cell itself, or a new one that nobody prints.
    fn total(&mut self, cells: &[usize]) -> usize {
        match cells {
            [one] => *one,
            several => {
                let total = self.unprinted(self.sum(several));
                self.sums.push(Sum { total, parts: several.to_vec() });
                total
            }
        }
    }

    fn unprinted(&mut self, value: u64) -> usize {
        let cell = self.values.len();
        self.values.push(value);
        self.same.push(cell);
        cell
    }

    /// Two sums are equal, unless they are not: then one is made of other submitters' returns.
    fn equal(&mut self, left: &[usize], right: &[usize]) {
        if self.sum(left) != self.sum(right) {
            return;
        }
        let (total, parts) = if left.len() == 1 { (left, right) } else { (right, left) };
        let total = self.total(total);
        self.sums.push(Sum { total, parts: parts.to_vec() });
    }

    /// One sum is never less than another, unless it is: then it is made of other submitters' returns. It narrows the range
    /// of each cell as the ranges of the others allow, and nothing more: as an equation with a rest that nobody knows it
    /// would leave the audit of a hundred thousand cells minutes of work.
    fn at_least(&mut self, left: &[usize], right: &[usize]) {
        if self.sum(left) >= self.sum(right) {
            self.comparisons.push(AtLeast { more: left.to_vec(), less: right.to_vec() });
        }
    }

    /// The system of those cells that are left.
    fn made(self) -> Linked<'a> {
        let mut values = Vec::new();
        let mut number: Vec<usize> = Vec::with_capacity(self.same.len());
        for cell in 0..self.same.len() {
            // The root of a cell is never after it.
            let root = root(&self.same, cell);
            if root == cell {
                number.push(values.len());
                values.push(self.value(cell));
            } else {
                number.push(number.get(root).copied().unwrap_or_default());
            }
        }
        let at = |cell: usize| number.get(cell).copied().unwrap_or_default();
        let sums = unlike(
            self.sums
                .iter()
                .map(|sum| Sum { total: at(sum.total), parts: sum.parts.iter().map(|part| at(*part)).collect() }),
        );
        let mut counts = vec![Vec::new(); values.len()];
        let mut cells = Vec::new();
        for (part, (of_part, first)) in self.cells.iter().zip(&self.first).enumerate() {
            let series_of = self.parts.get(part).map_or(0, |part| part.counts.series.len());
            let mut here = vec![Vec::new(); series_of];
            for (series, place, cell) in of_part.all() {
                let cell = at(cell + first);
                if let Some(slot) = counts.get_mut(cell) {
                    slot.push(At { part, series, place });
                }
                if let Some(places) = here.get_mut(series) {
                    if places.len() <= place {
                        places.resize(place + 1, None);
                    }
                    if let Some(slot) = places.get_mut(place) {
                        *slot = Some(cell);
                    }
                }
            }
            cells.push(here);
        }
        let all_at = |cells: &[usize]| cells.iter().map(|cell| at(*cell)).collect();
        let comparisons = self.comparisons.iter();
        let comparisons = comparisons.map(|one| AtLeast { more: all_at(&one.more), less: all_at(&one.less) }).collect();
        Linked { parts: self.parts, system: System { values, sums }, comparisons, cells, counts }
    }
}

/// Sums, each once, without those that say nothing.
fn unlike(sums: impl Iterator<Item = Sum>) -> Vec<Sum> {
    let mut known = BTreeSet::new();
    sums.filter(|sum| {
        let mut parts = sum.parts.clone();
        parts.sort_unstable();
        parts.as_slice() != [sum.total] && known.insert((sum.total, parts))
    })
    .collect()
}

/// The periods into which a longer one falls.
const fn shorter(kind: PeriodKind) -> Option<PeriodKind> {
    match kind {
        PeriodKind::Year => Some(PeriodKind::Quarter),
        PeriodKind::Quarter => Some(PeriodKind::Month),
        PeriodKind::Month => None,
    }
}

/// The first of those that are one with a cell.
fn root(same: &[usize], cell: usize) -> usize {
    let up = |cell: &usize| same.get(*cell).copied().filter(|above| above != cell);
    std::iter::successors(Some(cell), up).last().unwrap_or(cell)
}
