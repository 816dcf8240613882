//! UTF-16 as a stream of UTF-8, from which every byte of the file can be told again.
//!
//! Half a surrogate pair becomes the three bytes that UTF-8 would have for it, and an odd last byte [`ODD`] and two
//! more: neither is UTF-8, so that the row they stand in is held back, alone.

use std::io::{self, Read};

/// Stands for a last byte that is half a unit; its upper and lower four bits follow, each with the top bit set.
const ODD: u8 = 0xFF;
const BLOCK: usize = 64 << 10;

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) enum Order {
    /// The lower byte.
    Little,
    /// The upper byte.
    Big,
}

impl Order {
    fn unit(self, pair: [u8; 2]) -> u16 {
        match self {
            Self::Little => u16::from_le_bytes(pair),
            Self::Big => u16::from_be_bytes(pair),
        }
    }

    fn bytes(self, unit: u16) -> [u8; 2] {
        match self {
            Self::Little => unit.to_le_bytes(),
            Self::Big => unit.to_be_bytes(),
        }
    }
}

/// Reads UTF-16, gives UTF-8.
pub(super) struct Utf16<R> {
    source: R,
    order: Order,
    input: Vec<u8>,
    output: Vec<u8>,
    given: usize,
    /// The first half of a surrogate pair, of which the second is still to come.
    high: Option<u16>,
    ended: bool,
}

impl<R: Read> Utf16<R> {
    pub(super) fn new(source: R, order: Order) -> Self {
        let (input, output) = (Vec::with_capacity(BLOCK), Vec::with_capacity(2 * BLOCK));
        Self { source, order, input, output, given: 0, high: None, ended: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.output.clear();
        self.given = 0;
        let room = BLOCK - self.input.len();
        let read = self.source.by_ref().take(room as u64).read_to_end(&mut self.input)?;
        self.ended = read < room;
        let (pairs, odd) = self.input.as_chunks::<2>();
        for pair in pairs {
            push_unit(&mut self.output, &mut self.high, self.order.unit(*pair));
        }
        let odd = odd.first().copied();
        self.input.clear();
        if self.ended {
            if let Some(high) = self.high.take() {
                push_char(&mut self.output, u32::from(high));
            }
            if let Some(byte) = odd {
                self.output.extend([ODD, 0x80 | byte >> 4, 0x80 | byte & 0x0F]);
            }
        } else {
            self.input.extend(odd);
        }
        Ok(())
    }
}

fn push_unit(output: &mut Vec<u8>, high: &mut Option<u16>, unit: u16) {
    if unit < 0x80 && high.is_none() {
        return output.push(unit.to_le_bytes()[0]);
    }
    let low = (0xDC00..0xE000).contains(&unit);
    if let Some(first) = high.take() {
        if low {
            let char = 0x1_0000 + ((u32::from(first) - 0xD800) << 10) + (u32::from(unit) - 0xDC00);
            return push_char(output, char);
        }
        push_char(output, u32::from(first));
    }
    if (0xD800..0xDC00).contains(&unit) {
        *high = Some(unit);
    } else {
        push_char(output, u32::from(unit));
    }
}

/// A character as UTF-8 would have it, halves of pairs included.
fn push_char(output: &mut Vec<u8>, char: u32) {
    let lower = |shift: u32| 0x80 | (char >> shift & 0x3F).to_le_bytes()[0];
    let upper = |shift: u32, mark: u8| mark | (char >> shift).to_le_bytes()[0];
    match char {
        0..0x80 => output.push(upper(0, 0)),
        0x80..0x800 => output.extend([upper(6, 0xC0), lower(0)]),
        0x800..0x1_0000 => output.extend([upper(12, 0xE0), lower(6), lower(0)]),
        _ => output.extend([upper(18, 0xF0), lower(12), lower(6), lower(0)]),
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.output.len() {
            if self.ended {
                return Ok(0);
            }
            self.refill()?;
        }
        let rest = self.output.get(self.given..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(rest) {
            *to = *from;
        }
        self.given += count;
        Ok(count)
    }
}

/// How many bytes of the file these bytes of the stream stand for.
pub(in crate::intake) fn file_length(stream: &[u8]) -> u64 {
    let length = |byte: &u8| match byte {
        0x80..0xC0 => 0,
        0xF0..0xF8 => 4,
        0xF8.. => 1,
        _ => 2,
    };
    stream.iter().map(length).sum()
}

/// The bytes of the file that these bytes of the stream stand for; half a character at their end is left out.
pub(in crate::intake) fn raw(stream: &[u8], order: Order) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(2 * stream.len());
    let mut rest = stream;
    while let Some((&first, tail)) = rest.split_first() {
        let (count, mark) = match first {
            0..0xC0 => (0, 0),
            0xC0..0xE0 => (1, 0xC0),
            0xE0..0xF0 => (2, 0xE0),
            0xF0..0xF8 => (3, 0xF0),
            _ => (2, ODD),
        };
        let Some((lower, tail)) = tail.split_at_checked(count) else { break };
        rest = tail;
        if first == ODD {
            bytes.push(lower.iter().fold(0, |byte, four| byte << 4 | four & 0x0F));
            continue;
        }
        let char = lower.iter().fold(u32::from(first ^ mark), |char, six| char << 6 | u32::from(six & 0x3F));
        let mut unit = |unit: u32| {
            let [one, two, ..] = unit.to_le_bytes();
            bytes.extend(order.bytes(u16::from_le_bytes([one, two])));
        };
        match char.checked_sub(0x1_0000) {
            Some(above) => {
                unit(0xD800 + (above >> 10));
                unit(0xDC00 + (above & 0x3FF));
            }
            None => unit(char),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn through(bytes: &[u8], order: Order) -> Vec<u8> {
        let mut text = Vec::new();
        Utf16::new(bytes, order).read_to_end(&mut text).unwrap();
        text
    }

    fn encoded(text: &str, order: Order) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| order.bytes(unit)).collect()
    }

    #[test]
    fn text_comes_out_as_utf_8() {
        let text = "Tŷ,\u{ffff}\u{10000}😀\r\n";
        for order in [Order::Little, Order::Big] {
            assert_eq!(through(&encoded(text, order), order), text.as_bytes());
        }
    }

    #[test]
    fn a_pair_across_the_edge_of_a_block_is_one_character() {
        for before in BLOCK / 2 - 2..BLOCK / 2 + 2 {
            let text = format!("{}😀x", "a".repeat(before));
            assert_eq!(through(&encoded(&text, Order::Big), Order::Big), text.as_bytes(), "{before}");
        }
    }

    #[test]
    fn damage_is_no_utf_8() {
        for damaged in [&b"a\0\x3D\xD8b\0"[..], b"a\0\x00\xDE", b"a\0\x3D\xD8", b"a\0\n"] {
            let text = through(damaged, Order::Little);
            assert!(std::str::from_utf8(&text).is_err(), "{text:?}");
        }
        assert!(!through(b"a\0\n", Order::Little).contains(&b'\n'), "an odd byte is no line end");
    }

    proptest! {
        #[test]
        fn every_byte_of_the_file_can_be_told_again(units in prop::collection::vec(prop_oneof![0xD7F0_u16..0xE010, 0_u16..0x900, any::<u16>()], 0..60), odd: Option<u8>, big: bool) {
            let order = if big { Order::Big } else { Order::Little };
            let mut bytes: Vec<u8> = units.into_iter().flat_map(|unit| order.bytes(unit)).collect();
            bytes.extend(odd);
            let text = through(&bytes, order);
            prop_assert_eq!(raw(&text, order), bytes.clone());
            prop_assert_eq!(file_length(&text), bytes.len() as u64);
            for cut in 0..text.len() {
                prop_assert!(bytes.starts_with(&raw(&text[..cut], order)));
            }
        }
    }
}
