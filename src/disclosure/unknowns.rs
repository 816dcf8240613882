//! What is not exactly known of a system: the cells that are hidden or rounded, the range of each, and what is left of
//! the equations when the cells that everybody knows are put in.

use super::system::{Seen, System};

/// The upper end of a range without one. Small enough to be added up without overflow.
pub(super) const OPEN: i64 = i64::MAX / 1_000_000;

/// How often the ranges are narrowed by all equations. Hierarchies have few levels; what more rounds would find, the
/// linear programs find.
const ROUNDS: usize = 6;

/// A cell that is not exactly known.
#[derive(Clone, Debug)]
pub(super) struct Unknown {
    /// Its true count.
    pub truth: i64,
    /// The least that it can be.
    pub least: i64,
    /// The greatest that it can be, or `OPEN`.
    pub most: i64,
    /// The equations in which it stands, and how often.
    pub terms: Vec<(usize, i64)>,
}

/// An equation between unknowns: the sum of each, times its factor, is the constant.
#[derive(Clone, Debug, Default)]
pub(super) struct Equation {
    pub terms: Vec<(usize, i64)>,
    pub constant: i64,
}

/// The unknowns of a system.
#[derive(Clone, Debug)]
pub(super) struct Unknowns {
    pub cells: Vec<Unknown>,
    pub equations: Vec<Equation>,
    /// The unknown of each cell that is one.
    by_cell: Vec<Option<usize>>,
}

impl Unknowns {
    /// The unknowns of a system of which this is seen, each cell in its turn. A cell of which nothing is said is
    /// hidden.
    pub(super) fn of(system: &System, seen: &[Seen]) -> Self {
        let mut unknowns = Vec::new();
        let mut by_cell = Vec::new();
        for (cell, value) in system.values.iter().enumerate() {
            let range = range_of(seen.get(cell).copied().unwrap_or(Seen::Hidden));
            by_cell.push(range.map(|_| unknowns.len()));
            unknowns.extend(range.map(|(least, most)| Unknown {
                truth: whole(*value),
                least,
                most,
                terms: Vec::new(),
            }));
        }
        let mut all = Self { cells: unknowns, equations: Vec::new(), by_cell };
        all.link(system);
        all.narrow();
        all
    }

    /// The unknown of a cell; None where the cell is exactly known.
    pub(super) fn of_cell(&self, cell: usize) -> Option<usize> {
        self.by_cell.get(cell).copied().flatten()
    }

    /// Whether the true counts keep to all ranges and equations, as they do unless the system is broken.
    pub(super) fn hold(&self) -> bool {
        let within = |unknown: &Unknown| (unknown.least..=unknown.most).contains(&unknown.truth);
        let truth = |at: usize| self.cells.get(at).map_or(0, |unknown| unknown.truth);
        self.cells.iter().all(within) && self.equations.iter().all(|equation| equation.holds(truth))
    }

    /// Writes every sum with an unknown in it as an equation. One that has none left still tells whether the system is
    /// broken.
    fn link(&mut self, system: &System) {
        for sum in &system.sums {
            let mut equation = Equation::default();
            let factors = std::iter::once(-1).chain(std::iter::repeat(1));
            for (cell, factor) in sum.cells().zip(factors) {
                match self.of_cell(cell) {
                    Some(at) => equation.add(at, factor),
                    None => equation.constant -= factor * whole(system.value(cell)),
                }
            }
            equation.terms.retain(|(_, factor)| *factor != 0);
            for (at, factor) in &equation.terms {
                if let Some(unknown) = self.cells.get_mut(*at) {
                    unknown.terms.push((self.equations.len(), *factor));
                }
            }
            self.equations.push(equation);
        }
    }

    /// Narrows every range by what the equations leave of it.
    fn narrow(&mut self) {
        for _ in 0..ROUNDS {
            let mut narrower = false;
            for equation in &self.equations {
                narrower |= equation.narrow(&mut self.cells);
            }
            if !narrower {
                return;
            }
        }
    }
}

impl Unknown {
    /// Whether it can be anything but one count.
    pub(super) fn is_open(&self) -> bool {
        self.least < self.most
    }

    /// The equations in which it stands.
    pub(super) fn equations<'a>(&'a self, all: &'a Unknowns) -> impl Iterator<Item = &'a Equation> {
        self.terms.iter().filter_map(|(at, _)| all.equations.get(*at))
    }

    /// How many counts lie in its range.
    pub(super) fn counts(&self) -> i64 {
        self.most - self.least + 1
    }

    /// The range of the unknown times a factor; None for an end that is not limited.
    fn times(&self, factor: i64) -> (Option<i64>, Option<i64>) {
        let least = Some(factor.saturating_mul(self.least));
        let most = (self.most < OPEN).then(|| factor.saturating_mul(self.most));
        if factor > 0 { (least, most) } else { (most, least) }
    }

    /// Narrows it to what, times the factor, lies between these; None limits nothing.
    fn limit(&mut self, factor: i64, least: Option<i64>, most: Option<i64>) -> bool {
        let (low, high) = if factor > 0 { (least, most) } else { (most, least) };
        let low = low.map(|low| ceiling(low, factor)).filter(|low| *low > self.least);
        let high = high.map(|high| floor(high, factor)).filter(|high| *high < self.most);
        self.least = low.unwrap_or(self.least);
        self.most = high.unwrap_or(self.most);
        low.is_some() || high.is_some()
    }
}

impl Equation {
    fn add(&mut self, at: usize, factor: i64) {
        match self.terms.iter_mut().find(|(other, _)| *other == at) {
            Some((_, times)) => *times += factor,
            None => self.terms.push((at, factor)),
        }
    }

    /// Whether it holds for these counts of the unknowns.
    pub(super) fn holds(&self, count: impl Fn(usize) -> i64) -> bool {
        self.terms.iter().map(|(at, factor)| factor * count(*at)).sum::<i64>() == self.constant
    }

    /// Narrows each unknown's range by what the others leave of the constant; tells whether any became narrower.
    fn narrow(&self, unknowns: &mut [Unknown]) -> bool {
        let (mut least, mut most) = (Total::default(), Total::default());
        for (at, factor) in &self.terms {
            let (low, high) = unknowns.get(*at).map_or((Some(0), Some(0)), |unknown| unknown.times(*factor));
            least.add(low);
            most.add(high);
        }
        let mut narrower = false;
        for (at, factor) in &self.terms {
            if let Some(unknown) = unknowns.get_mut(*at) {
                let (low, high) = unknown.times(*factor);
                let rest = (most.without(high), least.without(low));
                let left = |rest: i64| self.constant - rest;
                narrower |= unknown.limit(*factor, rest.0.map(left), rest.1.map(left));
            }
        }
        narrower
    }
}

/// A sum of ends of ranges, some of which may be open.
#[derive(Default)]
struct Total {
    limited: i64,
    open: usize,
}

impl Total {
    fn add(&mut self, end: Option<i64>) {
        match end {
            Some(end) => self.limited = self.limited.saturating_add(end),
            None => self.open += 1,
        }
    }

    /// The sum of all but this one; None where it is not limited.
    fn without(&self, end: Option<i64>) -> Option<i64> {
        let open = self.open - usize::from(end.is_none());
        (open == 0).then(|| self.limited.saturating_sub(end.unwrap_or(0)))
    }
}

/// The range of what is seen of a cell; None where it is the count itself.
fn range_of(seen: Seen) -> Option<(i64, i64)> {
    match seen {
        Seen::Exact => None,
        Seen::Within { least, most } => Some((whole(least), whole(most))),
        Seen::Hidden => Some((0, OPEN)),
    }
}

/// A count as a number that may also be taken away.
pub(super) fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(OPEN).min(OPEN)
}

fn floor(number: i64, factor: i64) -> i64 {
    let (number, factor) = if factor < 0 { (-number, -factor) } else { (number, factor) };
    number.div_euclid(factor)
}

fn ceiling(number: i64, factor: i64) -> i64 {
    -floor(-number, factor)
}
