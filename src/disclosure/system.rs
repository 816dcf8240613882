//! Counts linked by equations, and what everybody sees of them.

/// Counts of one kind of subject in one period, linked by equations. Cells are named by their place in `values`.
#[derive(Clone, Debug, Default)]
pub(super) struct System {
    /// The true counts.
    pub values: Vec<u64>,
    /// The equations between them. Several may share a total, and a part may be the total of another.
    pub sums: Vec<Sum>,
}

/// An equation: the total is the sum of its parts.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    /// The cell of the total.
    pub total: usize,
    /// The cells of the parts, which count different subjects.
    pub parts: Vec<usize>,
}

/// What everybody sees of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// The true count.
    Exact,
    /// A rounded count, or a public rule about what is withheld: the count is one of these, both ends included.
    Within {
        /// The least count that it can be.
        least: u64,
        /// The greatest count that it can be.
        most: u64,
    },
    /// Nothing: any count from 0.
    Hidden,
}

impl Seen {
    /// What is seen of a cell that is seen twice. Both must be true.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Exact, _) | (_, Self::Exact) => Self::Exact,
            (Self::Hidden, seen) | (seen, Self::Hidden) => seen,
            (Self::Within { least: a, most: b }, Self::Within { least: c, most: d }) => {
                Self::Within { least: a.max(c), most: b.min(d) }
            }
        }
    }
}

/// The least and the greatest that a count can be, for somebody who knows what is seen and the equations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    /// The least.
    pub least: f64,
    /// The greatest; infinite where nothing limits it.
    pub most: f64,
}

/// Room for the rounding errors of the solver, in counts.
pub(super) const HAIR: f64 = 1e-6;

impl System {
    /// The sums, by index, that do not add up.
    pub(super) fn broken(&self) -> Vec<usize> {
        let adds_up = |sum: &Sum| self.value(sum.total) == sum.parts.iter().map(|part| self.value(*part)).sum::<u64>();
        self.sums.iter().enumerate().filter(|(_, sum)| !adds_up(sum)).map(|(at, _)| at).collect()
    }

    /// The count of a cell; 0 where there is no such cell.
    pub(super) fn value(&self, cell: usize) -> u64 {
        self.values.get(cell).copied().unwrap_or(0)
    }

    /// The sums, by index, in which each cell is the total or a part.
    pub(super) fn sums_by_cell(&self) -> Vec<Vec<usize>> {
        let mut sums: Vec<Vec<usize>> = vec![Vec::new(); self.values.len()];
        for (at, sum) in self.sums.iter().enumerate() {
            for cell in sum.cells() {
                if let Some(of_cell) = sums.get_mut(cell).filter(|of_cell| of_cell.last() != Some(&at)) {
                    of_cell.push(at);
                }
            }
        }
        sums
    }
}

impl Sum {
    /// The total, and then the parts.
    pub(super) fn cells(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.total).chain(self.parts.iter().copied())
    }
}

impl Bounds {
    /// Bounds that are whole counts.
    pub(super) fn between(least: i64, most: i64) -> Self {
        Self { least: real(least), most: real(most) }
    }

    /// How many counts lie in them; infinite where nothing limits them, 0 or less where none does.
    pub(super) fn counts(self) -> f64 {
        (self.most + HAIR).floor() - (self.least - HAIR).ceil() + 1.0
    }
}

/// A count, or a difference of counts, as a real number.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53, up to which every integer is exact")]
pub(super) fn real(number: i64) -> f64 {
    number as f64
}

/// A count as a real number.
pub(super) fn real_count(count: u64) -> f64 {
    i64::try_from(count).map_or(f64::INFINITY, real)
}
