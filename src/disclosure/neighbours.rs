//! Which unknowns are near one another: linked by equations, directly or through others. What can only be one count
//! links nothing.

use std::collections::{BTreeSet, VecDeque};

use super::unknowns::{Unknown, Unknowns};

/// How many unknowns of an equation are free to move in a linear program around one, beside the one that it was reached
/// from. Where numbers are linked in many tables, an exchange goes far but not wide.
const OF_AN_EQUATION: usize = 4;

impl Unknowns {
    /// All that are linked with this one, and itself.
    pub(super) fn component(&self, start: usize) -> BTreeSet<usize> {
        self.grown(start, usize::MAX, usize::MAX).into_iter().collect()
    }

    /// Some of them, the nearest first: so many at most, and of each equation only a few, those with the most room to move.
    pub(super) fn around(&self, start: usize, most: usize) -> BTreeSet<usize> {
        self.grown(start, most, OF_AN_EQUATION).into_iter().collect()
    }

    /// So many of them, the nearest ones; in the order of their numbers.
    pub(super) fn near(&self, start: usize, most: usize) -> Vec<usize> {
        let mut near = self.grown(start, most, usize::MAX);
        near.sort_unstable();
        near
    }

    fn grown(&self, start: usize, most: usize, of_each: usize) -> Vec<usize> {
        let mut found = vec![start];
        let mut seen = BTreeSet::from([start]);
        let mut next = VecDeque::from([start]);
        while let Some(unknown) = next.pop_front().and_then(|at| self.cells.get(at)) {
            for other in unknown.equations(self).flat_map(|equation| self.roomiest(&equation.terms, of_each)) {
                if found.len() < most && seen.insert(other) {
                    found.push(other);
                    next.push_back(other);
                }
            }
            if found.len() >= most {
                break;
            }
        }
        found
    }

    /// The unknowns among these terms that are not settled: at most so many, those with the most room to move.
    fn roomiest(&self, terms: &[(usize, i64)], most: usize) -> Vec<usize> {
        let is_open = |at: &usize| self.cells.get(*at).is_some_and(Unknown::is_open);
        let mut open: Vec<usize> = terms.iter().map(|(at, _)| *at).filter(is_open).collect();
        if open.len() > most {
            open.sort_by_key(|at| (std::cmp::Reverse(self.cells.get(*at).map_or(0, room)), *at));
            open.truncate(most);
        }
        open
    }
}

/// How far an unknown can move in both directions, as far as that matters.
fn room(unknown: &Unknown) -> i64 {
    (unknown.truth - unknown.least).min(4) + (unknown.most - unknown.truth).min(4)
}
