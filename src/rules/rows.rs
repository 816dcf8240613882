//! Rows of one table, by number: as a list where they are few, as bits where they are many. A table of a million rows
//! that all break every rule takes a bit for each row and rule.

/// A set of row numbers, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows(Form);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    /// Sorted, each once.
    Few(Vec<u32>),
    /// Bit n of word m is row 64 m + n; the last word is not zero.
    Many(Vec<u64>, usize),
}

/// A list takes 32 bits a row: from one row in so many on, bits are smaller.
const SPARSE: usize = 32;

impl Default for Rows {
    fn default() -> Self {
        Self(Form::Few(Vec::new()))
    }
}

impl Rows {
    /// How many.
    pub fn len(&self) -> usize {
        match &self.0 {
            Form::Few(rows) => rows.len(),
            Form::Many(_, len) => *len,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a row is among them.
    pub fn contains(&self, row: u32) -> bool {
        match &self.0 {
            Form::Few(rows) => rows.binary_search(&row).is_ok(),
            Form::Many(words, _) => words.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1),
        }
    }

    /// The rows in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let (few, many): (&[u32], &[u64]) = match &self.0 {
            Form::Few(rows) => (rows, &[]),
            Form::Many(words, _) => (&[], words),
        };
        few.iter().copied().chain((0u32..).step_by(64).zip(many).flat_map(|(first, word)| bits(first, *word)))
    }

    /// Both together.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        if other.is_empty() {
            return self.clone();
        }
        let mut rows: Vec<u32> = self.iter().chain(other.iter()).collect();
        rows.sort_unstable();
        rows.dedup();
        Self::from_sorted(rows)
    }

    /// From ascending numbers, each once.
    pub(super) fn from_sorted(rows: Vec<u32>) -> Self {
        let Some(last) = rows.last().map(|last| *last as usize) else { return Self::default() };
        if rows.len() * SPARSE <= last {
            return Self(Form::Few(rows));
        }
        let mut words = vec![0u64; last / 64 + 1];
        for row in &rows {
            if let Some(word) = words.get_mut(*row as usize / 64) {
                *word |= 1 << (row % 64);
            }
        }
        Self(Form::Many(words, rows.len()))
    }
}

impl FromIterator<u32> for Rows {
    /// From numbers in any order.
    fn from_iter<I: IntoIterator<Item = u32>>(rows: I) -> Self {
        let mut rows: Vec<u32> = rows.into_iter().collect();
        if !rows.is_sorted() {
            rows.sort_unstable();
        }
        rows.dedup();
        Self::from_sorted(rows)
    }
}

/// The rows of one word.
fn bits(first: u32, mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let at = word.trailing_zeros();
        word &= word.wrapping_sub(1);
        (at < 64).then_some(first + at)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn few_or_many_they_are_a_sorted_set(given in proptest::collection::vec(0u32..3_000, 0..2_500), more in proptest::collection::vec(0u32..90_000, 0..9)) {
            let set = |rows: &[u32]| rows.iter().copied().collect::<std::collections::BTreeSet<u32>>();
            let rows: Rows = given.iter().copied().collect();
            prop_assert_eq!(rows.iter().collect::<Vec<_>>(), set(&given).into_iter().collect::<Vec<_>>());
            prop_assert_eq!(rows.len(), set(&given).len());
            let other: Rows = more.iter().copied().collect();
            let both = rows.union(&other);
            prop_assert!(more.iter().chain(&given).all(|row| both.contains(*row)));
            prop_assert_eq!(both.len(), set(&[given, more].concat()).len());
            prop_assert!(!both.contains(90_001));
        }
    }

    #[test]
    fn a_million_rows_are_a_million_bits() {
        let rows: Rows = (0..1_000_000).collect();
        assert!(matches!(&rows.0, Form::Many(words, 1_000_000) if words.len() == 15_625));
        assert!(matches!(Rows::from_iter([999_999]).0, Form::Few(_)));
    }
}
