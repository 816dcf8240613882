//! The exact bounds of one unknown, by linear programming. The only home of the solver.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};

use super::system::{Bounds, HAIR, real};
use super::unknowns::{Equation, OPEN, Unknown, Unknowns};

/// The exact bounds of an unknown.
pub(super) struct Relaxed {
    /// The least and greatest that it can be, over all numbers, whole or not, that keep to the ranges and equations.
    pub bounds: Bounds,
    /// Whether tables of whole counts reach them.
    pub whole: bool,
}

/// How many unknowns around one a program deals with, in attempts to do without all of them.
const AROUND: [usize; 2] = [360, 1000];

/// A part of a system: some unknowns, and the equations to keep.
struct Part {
    unknowns: BTreeSet<usize>,
    equations: BTreeSet<usize>,
}

impl Part {
    /// These unknowns, when all others stay what they are. What is possible here is possible.
    fn alone(all: &Unknowns, unknowns: BTreeSet<usize>) -> Self {
        let links = |at: &usize| all.cells.get(*at).into_iter().flat_map(|unknown| &unknown.terms);
        let equations = unknowns.iter().flat_map(links).map(|(equation, _)| *equation).collect();
        Self { unknowns, equations }
    }

    /// Its equations, when all in them may move and no other equation holds. What is impossible here is impossible.
    fn loose(mut self, all: &Unknowns) -> Self {
        let is_open = |at: &usize| all.cells.get(*at).is_some_and(Unknown::is_open);
        let terms = self.equations.iter().filter_map(|at| all.equations.get(*at)).flat_map(|equation| &equation.terms);
        self.unknowns.extend(terms.map(|(at, _)| *at).filter(is_open));
        self
    }
}

/// The bounds of an unknown. None where the equations contradict each other, or the solver has no answer.
#[cfg(test)]
pub(super) fn solve(all: &Unknowns, at: usize) -> Option<Relaxed> {
    among(all, &Part::alone(all, all.component(at)), at)
}

/// Bounds of an unknown that tell whether it can be `need` counts: narrower than the exact ones where a part of the
/// system shows that it can, wider where a part shows that it cannot, else the exact ones.
pub(super) fn telling(all: &Unknowns, at: usize, need: u32) -> Option<Relaxed> {
    let component = all.component(at);
    let is_enough = |found: &Relaxed| found.bounds.counts() >= f64::from(need);
    for most in AROUND.into_iter().filter(|most| *most < component.len()) {
        let inner = among(all, &Part::alone(all, all.around(at, most)), at).filter(is_enough);
        let near = || Part::alone(all, all.near(at, most / LESS).into_iter().collect()).loose(all);
        let telling = inner.or_else(|| among(all, &near(), at).filter(|found| !is_enough(found)));
        if telling.is_some() {
            return telling;
        }
    }
    // Where no smaller part tells, and the whole would take minutes, the count is taken to be known.
    if component.len() > LARGEST {
        return None;
    }
    among(all, &Part::alone(all, component), at)
}

/// The most unknowns of a program that is solved in a second or so.
const LARGEST: usize = 3_000;

/// Loose parts are built around so many times fewer unknowns, as their equations bring in more.
const LESS: usize = 4;

fn among(all: &Unknowns, part: &Part, at: usize) -> Option<Relaxed> {
    let truth = real(all.cells.get(at)?.truth);
    let least = furthest(all, part, at, OptimizationDirection::Minimize)?;
    let most = furthest(all, part, at, OptimizationDirection::Maximize)?;
    let bounds = Bounds { least: truth + least.distance, most: truth + most.distance };
    Some(Relaxed { bounds, whole: least.whole && most.whole })
}

/// How far an unknown can be from its true count in one direction, infinite where nothing limits it; and whether it is
/// there in a table of whole counts. Where nothing limits the numbers, nothing limits whole ones.
struct Furthest {
    distance: f64,
    whole: bool,
}

/// Solves for one direction. The variables are the distances from the true counts, so that all constants are small.
fn furthest(all: &Unknowns, part: &Part, of: usize, direction: OptimizationDirection) -> Option<Furthest> {
    let limitless = match direction {
        OptimizationDirection::Minimize => f64::NEG_INFINITY,
        OptimizationDirection::Maximize => f64::INFINITY,
    };
    let mut problem = Problem::new(direction);
    let mut variables = BTreeMap::new();
    for (at, unknown) in part.unknowns.iter().filter_map(|at| Some((*at, all.cells.get(*at)?))) {
        let worth = if at == of { 1.0 } else { 0.0 };
        variables.insert(at, problem.add_var(worth, distances(unknown)));
    }
    for equation in part.equations.iter().filter_map(|at| all.equations.get(*at)) {
        let (terms, rest) = constraint(all, equation, &variables);
        problem.add_constraint(terms, ComparisonOp::Eq, rest);
    }
    match problem.solve() {
        Ok(outcome) => outcome.solution().map(|solution| Furthest {
            distance: solution.objective(),
            whole: variables.values().all(|variable| is_whole(solution.var_value(*variable))),
        }),
        Err(Error::Unbounded) => Some(Furthest { distance: limitless, whole: true }),
        Err(_) => None,
    }
}

/// Whether a number is whole but for the solver's rounding errors. Whole numbers this near to a solution of equations
/// with whole factors solve them.
fn is_whole(number: f64) -> bool {
    (number - number.round()).abs() < HAIR
}

/// An equation between the distances from the true counts; what is not among the variables stays what it is.
fn constraint(
    all: &Unknowns,
    equation: &Equation,
    variables: &BTreeMap<usize, Variable>,
) -> (Vec<(Variable, f64)>, f64) {
    let mut terms = Vec::new();
    let mut rest = equation.constant;
    for (at, factor) in &equation.terms {
        let Some(unknown) = all.cells.get(*at) else { continue };
        let variable = variables.get(at);
        terms.extend(variable.map(|variable| (*variable, real(*factor))));
        rest -= factor * unknown.truth;
    }
    (terms, real(rest))
}

/// The least and greatest distance of an unknown from its true count.
fn distances(unknown: &Unknown) -> (f64, f64) {
    let most = if unknown.most < OPEN { real(unknown.most - unknown.truth) } else { f64::INFINITY };
    (real(unknown.least - unknown.truth), most)
}
