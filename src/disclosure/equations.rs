//! All counts of a period as one system of cells: what adds up, place by place, and what everybody sees of it.

use super::counts::Counts;
use super::places::Places;
use super::system::{Sum, System};

/// A system, and which cell each count is.
pub(super) struct Cells {
    pub system: System,
    /// By series and place.
    cells: Vec<Vec<Option<usize>>>,
}

impl Cells {
    /// Of all counts of a period.
    pub(super) fn of(counts: &Counts<'_>, places: &Places) -> Self {
        let mut values = Vec::new();
        let mut cell = |count: Option<u64>| {
            count.map(|count| {
                values.push(count);
                values.len() - 1
            })
        };
        let cells = counts.series.iter().map(|series| series.counts.iter().map(|count| cell(*count)).collect());
        let mut all = Self { cells: cells.collect(), system: System { values, sums: Vec::new() } };
        for equation in &counts.equations {
            for place in equation.places.iter().copied() {
                let parts: Option<Vec<usize>> = equation.parts.iter().map(|part| all.at(*part, place)).collect();
                if let Some((total, parts)) = all.at(equation.total, place).zip(parts) {
                    all.system.sums.push(Sum { total, parts });
                }
            }
        }
        for series in 0..counts.series.len() {
            all.add_places(series, places);
        }
        all
    }

    /// The cell of a series at a place.
    pub(super) fn at(&self, series: usize, place: usize) -> Option<usize> {
        self.cells.get(series)?.get(place).copied().flatten()
    }

    /// All cells of counts, each with its series and place.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        let of_series = |(series, places): (usize, &'_ Vec<Option<usize>>)| {
            let cells: Vec<_> =
                places.iter().enumerate().filter_map(|(place, cell)| Some((series, place, (*cell)?))).collect();
            cells
        };
        self.cells.iter().enumerate().flat_map(of_series)
    }

    /// Places add up to the nearest place above them, with what lies in none of them.
    fn add_places(&mut self, series: usize, places: &Places) {
        for place in 0..places.number() {
            let Some(total) = self.at(series, place) else { continue };
            let under: Vec<usize> = if let Some(authorities) = places.board(place) {
                let all: Option<Vec<usize>> = authorities.iter().map(|one| self.at(series, *one)).collect();
                all.unwrap_or_default()
            } else {
                let is_there = |above| self.at(series, above).is_some();
                let below = (0..places.number()).filter(|one| places.above(*one, is_there) == Some(place));
                below.filter_map(|one| self.at(series, one)).collect()
            };
            let sum: u64 = under.iter().map(|cell| self.system.value(*cell)).sum();
            // Where places are more than what they lie in, somebody is left out of it, and nothing adds up.
            if let Some(rest) = self.system.value(total).checked_sub(sum).filter(|_| !under.is_empty()) {
                let mut parts = under;
                if rest > 0 {
                    self.system.values.push(rest);
                    parts.push(self.system.values.len() - 1);
                }
                self.system.sums.push(Sum { total, parts });
            }
        }
    }
}
