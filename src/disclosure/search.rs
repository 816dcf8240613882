//! The search for possible tables that show how far protected unknowns can differ: by walks from the true table and,
//! where these get stuck, from others.
//!
//! Where a number is 0, or as far from the printed one as may be, it can go in one direction only, and many such numbers
//! block each other. They do not in every possible table: a walk that first wanders around an unknown finds a way for it
//! sooner or later, if there is one. Two walks complement each other: one is guided by all equations, the other only by
//! those that do not follow from others.

use std::ops::Deref;

use super::unknowns::Unknowns;
use super::walk::Walk;

/// How often a walk wanders around an unknown before the search is given up.
const ROUNDS: usize = 40;

/// How many unknowns it moves the first time, and how many more each further time.
const NEAREST: usize = 60;
const FURTHER: usize = 8;

/// The least and greatest count of each of these unknowns in some possible tables, which are sought until they are this
/// far apart. They may be nearer than what is possible, never further. The true counts must be possible. `fewer`: the
/// same without equations that follow from others, needed only where walks get stuck.
pub(super) fn ranges<'a>(
    all: &'a Unknowns,
    fewer: &'a impl Deref<Target = Unknowns>,
    unknowns: &[usize],
    apart: i64,
) -> Vec<(i64, i64)> {
    let mut search = Search { all, walks: vec![Walk::new(all, all)], apart };
    let mut left = unknowns.to_vec();
    search.widen(&mut left);
    if !left.is_empty() {
        search.walks.insert(0, Walk::new(all, fewer));
        search.widen(&mut left);
    }
    for round in 0..ROUNDS {
        left.retain(|at| !search.finds(*at, round));
    }
    unknowns.iter().map(|at| search.range(*at)).collect()
}

/// Walks that take turns; the first is the one whose turn it is.
struct Search<'a> {
    all: &'a Unknowns,
    walks: Vec<Walk<'a>>,
    apart: i64,
}

impl Search<'_> {
    /// The least and greatest count that any walk has seen.
    fn range(&self, at: usize) -> (i64, i64) {
        let ranges = || self.walks.iter().map(|walk| walk.range(at));
        let least = ranges().map(|(least, _)| least).min();
        let most = ranges().map(|(_, most)| most).max();
        least.zip(most).unwrap_or((0, 0))
    }

    fn is_wide(&self, at: usize) -> bool {
        let (least, most) = self.range(at);
        most - least >= self.apart
    }

    /// Walks from the present table for each of these, and keeps those for which that was not enough.
    fn widen(&mut self, left: &mut Vec<usize>) {
        left.retain(|at| !self.widens(*at));
        // What was tried early may have been moved later, on the way of others.
        left.retain(|at| !self.is_wide(*at));
    }

    fn widens(&mut self, at: usize) -> bool {
        if !self.is_wide(at) {
            let apart = self.apart;
            self.walks.iter_mut().take(1).for_each(|walk| walk.widen(at, apart));
        }
        self.is_wide(at)
    }

    /// Wanders around an unknown, and tries again from there.
    fn finds(&mut self, at: usize, round: usize) -> bool {
        if self.is_wide(at) {
            return true;
        }
        let turn = round % self.walks.len().max(1);
        self.walks.rotate_left(turn);
        let near = self.all.near(at, NEAREST + FURTHER * round);
        if let Some(walk) = self.walks.first_mut() {
            for (nth, other) in near.into_iter().enumerate() {
                walk.wander(other, direction(nth, round, at));
            }
        }
        let found = self.widens(at);
        self.walks.rotate_right(turn);
        found
    }
}

/// Up or down, as by the toss of a coin, and always the same for the same round.
fn direction(nth: usize, round: usize, at: usize) -> i64 {
    // Knuth's multiplicative hash: any spread will do.
    let mixed = (nth.wrapping_mul(2_654_435_761)).wrapping_add(round.wrapping_mul(283_521)).wrapping_add(at) >> 5;
    if mixed.is_multiple_of(2) { 1 } else { -1 }
}

#[cfg(test)]
mod tests {
    use super::super::system::{Seen, Sum, System};
    use super::*;

    #[test]
    fn ranges_are_as_far_apart_as_they_are_sought_and_no_wider_than_the_counts_allow() {
        let system = System { values: vec![4, 1, 3], sums: vec![Sum { total: 0, parts: vec![1, 2] }] };
        let all = Unknowns::of(&system, &[Seen::Exact, Seen::Hidden, Seen::Hidden]);
        assert_eq!(ranges(&all, &&all, &[0, 1], 2), [(1, 3), (1, 3)]);
        assert_eq!(ranges(&all, &&all, &[0, 1], 9), [(0, 4), (0, 4)]);
    }
}
