//! Remembers what became of a text, for columns with few distinct values.

/// A small memory with two places for each of a few hundred short digests. What is pushed out is worked out again:
/// hostile input can make it useless, never slow or large.
#[derive(Clone, Debug)]
pub(super) struct Memo<T> {
    places: Vec<Option<(Box<str>, T)>>,
}

const PLACES: usize = 1024;
/// Longer texts are not worth their room.
const LONGEST: usize = 64;

impl<T: Copy> Memo<T> {
    pub(super) fn new() -> Self {
        Self { places: (0..PLACES).map(|_| None).collect() }
    }

    /// What became of the text, worked out where it is not remembered.
    pub(super) fn of(&mut self, text: &str, work_out: impl FnOnce(&str) -> T) -> T {
        if text.len() > LONGEST {
            return work_out(text);
        }
        let first = digest(text);
        let second = first ^ 1;
        for at in [first, second] {
            if let Some(Some((known, outcome))) = self.places.get(at)
                && **known == *text
            {
                return *outcome;
            }
        }
        let outcome = work_out(text);
        self.places.swap(first, second);
        if let Some(place) = self.places.get_mut(first) {
            *place = Some((text.into(), outcome));
        }
        outcome
    }
}

/// A few bytes tell most codes apart; reading all of them would take longer than comparing.
fn digest(text: &str) -> usize {
    let (bytes, length) = (text.as_bytes(), text.len());
    let byte = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
    let ends = byte(0) + byte(1) * 7 + byte(length.wrapping_sub(1)) * 31 + byte(length.wrapping_sub(2)) * 131;
    (ends + byte(length / 2) * 521 + length * 61) % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_gets_its_own_outcome_however_many_share_its_place() {
        let mut memo = Memo::new();
        for round in 0..2 {
            for n in 0..2000 {
                let text = format!("code-{n}");
                assert_eq!(memo.of(&text, str::len), text.len(), "{round}");
            }
        }
        let mut worked = 0;
        for _ in 0..3 {
            memo.of("again", |_| {
                worked += 1;
                0
            });
        }
        assert_eq!(worked, 1);
    }
}
