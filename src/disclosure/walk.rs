//! Steps from one possible table to another: proof that a count can be more than one thing, without a solver.
//!
//! The true table is possible: it keeps to every range and equation. A move changes one unknown by one and then, as
//! long as an equation is off by one, the unknown in it that puts the most equations right. A move that ends with all
//! of them right leads to another possible table, and every unknown on its way has been seen to move.

use super::unknowns::{Unknown, Unknowns};

/// The most unknowns that one move may change.
const LONGEST: usize = 256;

/// How often a move is tried: at first with other choices among equals, then with wilder ones. Nearly all succeed at once,
/// and where none does, going on from another table (`search`) helps more than further attempts.
const ATTEMPTS: usize = 40;

/// How often a move is tried whose only purpose is to get elsewhere.
const GLANCES: usize = 3;

/// After so many attempts the choices become wilder.
const PATIENCE: usize = 30;

/// A walk through possible tables, which remembers how far each unknown came.
pub(super) struct Walk<'a> {
    all: &'a Unknowns,
    /// The same unknowns, with the equations that moves look at.
    guide: &'a Unknowns,
    places: Vec<Place>,
    /// By how much each equation is off.
    excess: Vec<i64>,
    /// Equations that may be off, the latest last.
    open: Vec<usize>,
    /// The changes of the present move, and those before it since the table in which the walk is at home.
    steps: Vec<(usize, i64)>,
    past: Vec<(usize, i64)>,
    /// How many attempts at a move were made.
    attempts: usize,
}

/// Where an unknown is.
struct Place {
    /// Its count in the present table.
    now: i64,
    /// The least and greatest count that it had in any possible table.
    least: i64,
    most: i64,
    /// The last attempt that changed it.
    attempt: usize,
}

impl<'a> Walk<'a> {
    /// A walk that starts from the true table, which must be possible. The guide has the same unknowns and as many
    /// equations, of which those that follow from others may be empty.
    pub(super) fn new(all: &'a Unknowns, guide: &'a Unknowns) -> Self {
        let place = |unknown: &Unknown| {
            let truth = unknown.truth;
            Place { now: truth, least: truth, most: truth, attempt: 0 }
        };
        Self {
            all,
            guide,
            places: all.cells.iter().map(place).collect(),
            excess: vec![0; all.equations.len()],
            open: Vec::new(),
            steps: Vec::new(),
            past: Vec::new(),
            attempts: 0,
        }
    }

    /// Seeks two possible tables in which an unknown is this far apart.
    pub(super) fn widen(&mut self, at: usize, apart: i64) {
        for direction in [1, -1] {
            while self.width(at) < apart && self.step(at, direction, ATTEMPTS) {}
            self.return_home();
        }
    }

    /// Moves an unknown by one, if it can, and is at home in that table from now on.
    pub(super) fn wander(&mut self, at: usize, direction: i64) {
        self.step(at, direction, GLANCES);
        self.past.clear();
    }

    /// The least and greatest count that an unknown had in any possible table so far.
    pub(super) fn range(&self, at: usize) -> (i64, i64) {
        self.places.get(at).map_or((0, 0), |place| (place.least, place.most))
    }

    fn width(&self, at: usize) -> i64 {
        let (least, most) = self.range(at);
        most - least
    }

    /// Goes on to a possible table in which the unknown is one further in this direction, if one is found.
    fn step(&mut self, at: usize, direction: i64, attempts: usize) -> bool {
        if !self.has_room(at, direction) {
            return false;
        }
        for attempt in 0..attempts {
            self.attempts += 1;
            if self.attempt(at, direction, attempt) && self.is_possible() {
                self.arrive();
                return true;
            }
            self.give_up();
        }
        false
    }

    /// Changes the unknown, and then others until no equation is off.
    fn attempt(&mut self, at: usize, direction: i64, turn: usize) -> bool {
        self.change(at, direction);
        while let Some(equation) = self.last_off() {
            if self.steps.len() >= LONGEST {
                return false;
            }
            let Some((other, change)) = self.best(equation, turn) else { return false };
            self.change(other, change);
        }
        true
    }

    /// The equation that was put off last.
    fn last_off(&mut self) -> Option<usize> {
        while let Some(equation) = self.open.last() {
            if self.excess.get(*equation).is_some_and(|excess| *excess != 0) {
                return Some(*equation);
            }
            self.open.pop();
        }
        None
    }

    /// The change that brings an equation nearer to right and puts the most others right, or the fewest wrong. Among
    /// equals the first, counted from a place that differs from turn to turn.
    fn best(&self, equation: usize, turn: usize) -> Option<(usize, i64)> {
        let terms = &self.guide.equations.get(equation)?.terms;
        let wrong = self.excess.get(equation)?.signum();
        let start = (turn * (equation + 1) + turn / 3).checked_rem(terms.len())?;
        let (before, after) = terms.split_at_checked(start)?;
        let mut best: Option<(i64, usize, i64)> = None;
        for (at, factor) in after.iter().chain(before) {
            let change = -wrong * factor.signum();
            if self.places.get(*at).is_some_and(|place| place.attempt == self.attempts) || !self.has_room(*at, change) {
                continue;
            }
            let gain = self.gain(*at, change) + whim(turn, *at, equation);
            if best.is_none_or(|(most, _, _)| gain > most) {
                best = Some((gain, *at, change));
            }
        }
        best.map(|(_, at, change)| (at, change))
    }

    /// How many equations a change brings nearer to right, less those that it brings further from it.
    fn gain(&self, at: usize, change: i64) -> i64 {
        let Some(unknown) = self.guide.cells.get(at) else { return 0 };
        let off = |equation: usize| self.excess.get(equation).copied().unwrap_or(0);
        unknown.terms.iter().map(|(equation, factor)| if off(*equation) * factor * change < 0 { 1 } else { -1 }).sum()
    }

    fn has_room(&self, at: usize, change: i64) -> bool {
        let (Some(place), Some(unknown)) = (self.places.get(at), self.all.cells.get(at)) else { return false };
        (unknown.least..=unknown.most).contains(&(place.now + change))
    }

    fn change(&mut self, at: usize, change: i64) {
        self.shift(at, change);
        self.steps.push((at, change));
        if let Some(place) = self.places.get_mut(at) {
            place.attempt = self.attempts;
        }
    }

    /// Changes an unknown, and with it what its equations are off by.
    fn shift(&mut self, at: usize, change: i64) {
        let (Some(place), Some(unknown)) = (self.places.get_mut(at), self.guide.cells.get(at)) else { return };
        place.now += change;
        for (equation, factor) in &unknown.terms {
            if let Some(excess) = self.excess.get_mut(*equation) {
                *excess += factor * change;
                self.open.push(*equation);
            }
        }
    }

    /// Whether the present table keeps to every range and equation that the move has touched, reckoned anew. Those that
    /// the guide leaves out are among them.
    fn is_possible(&self) -> bool {
        let now = |at: usize| self.places.get(at).map_or(0, |place| place.now);
        self.steps.iter().filter_map(|(at, _)| Some((*at, self.all.cells.get(*at)?))).all(|(at, unknown)| {
            (unknown.least..=unknown.most).contains(&now(at))
                && unknown.equations(self.all).all(|equation| equation.holds(now))
        })
    }

    /// Notes how far the unknowns came that the move has changed.
    fn arrive(&mut self) {
        for (at, _) in &self.steps {
            if let Some(place) = self.places.get_mut(*at) {
                place.least = place.least.min(place.now);
                place.most = place.most.max(place.now);
            }
        }
        self.past.append(&mut self.steps);
    }

    /// Takes the present move back.
    fn give_up(&mut self) {
        while let Some((at, change)) = self.steps.pop() {
            self.shift(at, -change);
        }
        self.open.clear();
    }

    fn return_home(&mut self) {
        while let Some((at, change)) = self.past.pop() {
            self.shift(at, -change);
        }
        self.open.clear();
    }
}

/// What is added to a gain so that another attempt goes another way: nothing at first, then more and more, and always the
/// same for the same attempt.
fn whim(turn: usize, at: usize, equation: usize) -> i64 {
    let wildness = turn / PATIENCE;
    if wildness == 0 {
        return 0;
    }
    // Knuth's multiplicative hash: any spread will do.
    let mixed = (turn.wrapping_mul(31) ^ at.wrapping_mul(7) ^ equation).wrapping_mul(2_654_435_761) >> 7;
    i64::try_from(mixed % (wildness.min(4) + 1)).unwrap_or(0)
}
