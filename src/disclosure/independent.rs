//! A system without the equations that follow from the others.
//!
//! In linked tables a quarter of the equations say nothing new: where the authorities' categories add up, and each
//! category's authorities, the regions' categories do. Without these a change has fewer equations to put right, and a
//! linear program fewer rows.

use super::elimination::{Known, Row, modular};
use super::unknowns::{Equation, Unknown, Unknowns};

/// An equation that becomes wider than this on the way is kept without a closer look.
const WIDEST: usize = 100;

/// The same unknowns with fewer equations. The true counts must hold: then so does every equation that is left out,
/// wherever those that are kept do. The short ones are kept.
pub(super) fn independent(all: &Unknowns) -> Unknowns {
    let follows = following(all);
    let says_more = |equation: usize| !follows.get(equation).copied().unwrap_or_default();
    let mut fewer = all.clone();
    for (_, equation) in fewer.equations.iter_mut().enumerate().filter(|(at, _)| !says_more(*at)) {
        *equation = Equation::default();
    }
    for unknown in &mut fewer.cells {
        unknown.terms.retain(|(equation, _)| says_more(*equation));
    }
    fewer
}

/// Whether each equation follows from others that do not.
fn following(all: &Unknowns) -> Vec<bool> {
    let mut follows = vec![false; all.equations.len()];
    let mut known = Known::default();
    let mut order: Vec<(usize, &Equation)> = all.equations.iter().enumerate().collect();
    order.sort_by_key(|(at, equation)| (equation.terms.len(), *at));
    for (at, equation) in order {
        let Some(row) = known.reduce_within(row_of(all, equation), WIDEST) else { continue };
        match row.iter().map(|(unknown, _)| *unknown).min_by_key(|unknown| (links(all, *unknown), *unknown)) {
            Some(pivot) => known.learn(pivot, &row),
            None => follows.get_mut(at).into_iter().for_each(|follows| *follows = true),
        }
    }
    follows
}

/// What of an equation is not settled: unknowns that can only be one count are left out.
fn row_of(all: &Unknowns, equation: &Equation) -> Row {
    let is_open = |at: usize| all.cells.get(at).is_some_and(Unknown::is_open);
    let mut row: Row =
        equation.terms.iter().filter(|(at, _)| is_open(*at)).map(|(at, factor)| (*at, modular(*factor))).collect();
    row.sort_unstable();
    row
}

/// In how many equations an unknown stands.
fn links(all: &Unknowns, at: usize) -> usize {
    all.cells.get(at).map_or(0, |unknown| unknown.terms.len())
}

#[cfg(test)]
mod tests {
    use super::super::system::{Seen, Sum, System};
    use super::*;

    /// A table of two rows and two columns: 0 is all, 1 and 2 the rows, 3 and 4 the columns, then the inner cells.
    fn table() -> System {
        let sum = |total: usize, parts: [usize; 2]| Sum { total, parts: parts.to_vec() };
        let sums = vec![sum(0, [1, 2]), sum(0, [3, 4]), sum(1, [5, 6]), sum(2, [7, 8]), sum(3, [5, 7]), sum(4, [6, 8])];
        System { values: vec![10, 4, 6, 3, 7, 1, 3, 2, 4], sums }
    }

    #[test]
    fn one_equation_of_a_table_follows_from_the_others() {
        let all = Unknowns::of(&table(), &[Seen::Hidden; 9]);
        let fewer = independent(&all);
        assert_eq!(fewer.equations.iter().filter(|equation| equation.terms.is_empty()).count(), 1);
        let terms = |all: &Unknowns| all.cells.iter().map(|unknown| unknown.terms.len()).sum::<usize>();
        assert_eq!(terms(&all) - terms(&fewer), 3);
    }

    #[test]
    fn what_says_something_of_its_own_is_kept() {
        let mut system = table();
        system.sums.truncate(5);
        let all = Unknowns::of(&system, &[Seen::Hidden; 9]);
        assert!(independent(&all).equations.iter().all(|equation| !equation.terms.is_empty()));
    }
}
