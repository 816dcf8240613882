//! What short cells of one column were read as, lately: most cells say what one not far above said.

use super::Value;
use super::cell::Reading;
use super::changes::Changes;

/// Cells of up to so many bytes are remembered.
const LONGEST: usize = 16;
/// Few enough that those of all columns stay near the processor.
const PLACES: usize = 32;

/// A short text, whole: equal where the texts are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) struct Key {
    head: u64,
    tail: u64,
    length: u8,
}

impl Key {
    /// The key of a text that is neither blank nor long.
    pub(in crate::intake) fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (head, tail) = match bytes {
            [] => return None,
            [one] => (u64::from(*one), 0),
            [one, two] => (u64::from(*one), u64::from(*two)),
            [one, two, three] => (u64::from(*one) | u64::from(*three) << 8, u64::from(*two)),
            _ if bytes.len() < 8 => {
                let [head, tail] =
                    [bytes.first_chunk::<4>()?, bytes.last_chunk::<4>()?].map(|four| u32::from_le_bytes(*four));
                (u64::from(head), u64::from(tail))
            }
            _ if bytes.len() <= LONGEST => {
                let [head, tail] =
                    [bytes.first_chunk::<8>()?, bytes.last_chunk::<8>()?].map(|eight| u64::from_le_bytes(*eight));
                (head, tail)
            }
            _ => return None,
        };
        Some(Self { head, tail, length: u8::try_from(bytes.len()).ok()? })
    }

    /// A number below `places`, a power of two, that tells most keys apart.
    pub(in crate::intake) fn place(self, places: usize) -> usize {
        let mixed =
            (self.head ^ self.tail.rotate_left(29) ^ u64::from(self.length)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        usize::try_from(mixed >> 40).unwrap_or_default() & (places - 1)
    }
}

/// What a cell was read as, by itself: no row around it mattered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) value: Value,
    pub(super) changes: Changes,
    pub(super) marker: Option<&'static str>,
}

impl From<Reading> for Known {
    fn from(reading: Reading) -> Self {
        let Reading { value, changes, marker } = reading;
        Self { value, changes, marker }
    }
}

/// The cells of one column that were read lately.
pub(super) struct Lately {
    places: Vec<Option<(Key, Known)>>,
}

impl Lately {
    pub(super) fn new() -> Self {
        Self { places: vec![None; PLACES] }
    }

    pub(super) fn find(&self, key: Key) -> Option<Known> {
        let (there, known) = self.places.get(key.place(PLACES))?.as_ref()?;
        (*there == key).then_some(*known)
    }

    pub(super) fn remember(&mut self, key: Key, known: Known) {
        if let Some(place) = self.places.get_mut(key.place(PLACES)) {
            *place = Some((key, known));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn keys_are_equal_where_texts_are(one in "[ab1é]{0,9}", other in "[ab1é]{0,9}") {
            if let (Some(key), Some(other_key)) = (Key::of(&one), Key::of(&other)) {
                prop_assert_eq!(key == other_key, one == other);
            }
            prop_assert_eq!(Key::of(&one).is_some(), (1..=LONGEST).contains(&one.len()));
        }
    }
}
