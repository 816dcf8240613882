//! Chance that comes out the same every time: numbers from a keyed BLAKE3 stream.

/// Where all chance in a sample comes from.
#[derive(Clone, Debug)]
pub(super) struct Seed([u8; 32]);

impl Seed {
    /// The source that belongs to a seed number.
    pub(super) fn new(seed: u64) -> Self {
        Self(blake3::derive_key("trosolwg 2026 sample returns", &seed.to_le_bytes()))
    }

    /// Dice for one purpose; the same purpose and numbers always give the same throws.
    pub(super) fn dice(&self, purpose: &str, numbers: &[u32]) -> Dice {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(purpose.as_bytes());
        for number in numbers {
            hasher.update(&number.to_le_bytes());
        }
        Dice { stream: hasher.finalize_xof(), block: [0; BLOCK], at: BLOCK }
    }
}

const BLOCK: usize = 256;

/// A stream of throws.
#[derive(Clone, Debug)]
pub(super) struct Dice {
    stream: blake3::OutputReader,
    block: [u8; BLOCK],
    at: usize,
}

impl Dice {
    fn next(&mut self) -> u32 {
        const WIDTH: usize = size_of::<u32>();
        if self.at + WIDTH > BLOCK {
            self.stream.fill(&mut self.block);
            self.at = 0;
        }
        let bytes = self.block.get(self.at..self.at + WIDTH).and_then(|bytes| bytes.try_into().ok());
        self.at += WIDTH;
        bytes.map_or(0, u32::from_le_bytes)
    }

    /// A number from 0 to `below` - 1; 0 where `below` is 0.
    pub(super) fn below(&mut self, below: u32) -> u32 {
        let spread = u64::from(self.next()) * u64::from(below);
        u32::try_from(spread >> 32).unwrap_or(0)
    }

    /// A place in a list of `length`; 0 where it is empty.
    pub(super) fn place(&mut self, length: usize) -> usize {
        let below = u32::try_from(length).unwrap_or(u32::MAX);
        usize::try_from(self.below(below)).unwrap_or(0)
    }

    /// A day from `first` to `last`, both included; `first` where the span is empty.
    pub(super) fn day(&mut self, first: i32, last: i32) -> i32 {
        let days = u32::try_from(last - first + 1).unwrap_or(0);
        first + i32::try_from(self.below(days)).unwrap_or(0)
    }

    /// Whether something that happens `per_thousand` times in a thousand happens now.
    pub(super) fn chance(&mut self, per_thousand: u32) -> bool {
        self.below(1000) < per_thousand
    }

    /// One of the choices, each as likely as its weight.
    pub(super) fn pick<T: Copy + Default>(&mut self, choices: &[(u32, T)]) -> T {
        let mut left = self.below(choices.iter().map(|(weight, _)| weight).sum());
        for (weight, choice) in choices {
            if left < *weight {
                return *choice;
            }
            left -= weight;
        }
        T::default()
    }

    /// Puts a list into another order.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.place(last + 1);
            list.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_purpose_throws_the_same() {
        let seed = Seed::new(7);
        let throws = |mut dice: Dice| (0..200).map(|_| dice.below(1000)).collect::<Vec<_>>();
        assert_eq!(throws(seed.dice("a", &[1])), throws(seed.dice("a", &[1])));
        assert_ne!(throws(seed.dice("a", &[1])), throws(seed.dice("a", &[2])));
        assert_ne!(throws(seed.dice("a", &[1])), throws(Seed::new(8).dice("a", &[1])));
    }

    #[test]
    fn a_day_stays_in_its_span() {
        let mut dice = Seed::new(1).dice("days", &[]);
        assert!((0..500).map(|_| dice.day(10, 12)).all(|day| (10..=12).contains(&day)));
        assert_eq!(dice.day(10, 9), 10);
    }
}
