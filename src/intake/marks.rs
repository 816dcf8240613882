//! Finds the bytes that mean something to the lexer, a block at a time.

/// How many bytes are looked at together: as many as a word has bits.
const BLOCK: usize = 64;

/// The bytes that mean something, block by block: one bit for each that is still to be told.
#[derive(Clone)]
pub(super) struct Marks<'a> {
    bytes: &'a [u8],
    delimiter: u8,
    signs: [u8; 2],
    /// Offset of the block.
    base: usize,
    delimiters: u64,
    /// The two signs, and every control character.
    others: u64,
}

impl<'a> Marks<'a> {
    pub(super) fn new(bytes: &'a [u8], delimiter: u8, signs: [u8; 2]) -> Self {
        let mut marks = Self { bytes, delimiter, signs, base: 0, delimiters: 0, others: 0 };
        marks.load();
        marks
    }

    /// Goes on to the next block, where there is one.
    #[inline]
    fn advance(&mut self) -> bool {
        self.base += BLOCK;
        self.load()
    }

    #[inline]
    fn load(&mut self) -> bool {
        let rest = self.bytes.get(self.base..).unwrap_or_default();
        (self.delimiters, self.others) = match rest.first_chunk::<BLOCK>() {
            Some(block) => masks(block, self.delimiter, self.signs),
            None if rest.is_empty() => return false,
            None => short(rest, self.delimiter, self.signs),
        };
        true
    }

    /// Tells the delimiters that come before the next other mark, then that mark and its byte, where there is one.
    #[inline]
    pub(super) fn next<T>(&mut self, told: &mut Vec<T>, mut tell: impl FnMut(usize) -> T) -> Option<(usize, u8)> {
        loop {
            let before = self.others.wrapping_sub(1) & !self.others;
            let mut delimiters = self.delimiters & before;
            self.delimiters &= !before;
            while delimiters != 0 {
                told.push(tell(self.base + delimiters.trailing_zeros() as usize));
                delimiters &= delimiters.wrapping_sub(1);
            }
            if self.others != 0 {
                return self.other();
            }
            if !self.advance() {
                return None;
            }
        }
    }

    /// Passes to the next mark that is no delimiter; gives it and its byte.
    #[inline]
    pub(super) fn next_other(&mut self) -> Option<(usize, u8)> {
        while self.others == 0 {
            if !self.advance() {
                self.delimiters = 0;
                return None;
            }
        }
        let found = self.other();
        // The bit of the mark itself is gone: what lies below the next one is kept, what lies below this one is not.
        if let Some((at, _)) = found {
            self.delimiters &= u64::MAX << (at - self.base);
        }
        found
    }

    #[inline]
    fn other(&mut self) -> Option<(usize, u8)> {
        let at = self.base + self.others.trailing_zeros() as usize;
        self.others &= self.others.wrapping_sub(1);
        Some((at, *self.bytes.get(at)?))
    }

    /// Passes the next delimiter, before which there is no other mark.
    #[inline]
    pub(super) fn pass_delimiter(&mut self) {
        while self.delimiters == 0 && self.advance() {}
        self.delimiters &= self.delimiters.wrapping_sub(1);
    }
}

/// The last block, which is no whole one.
#[cold]
fn short(rest: &[u8], delimiter: u8, signs: [u8; 2]) -> (u64, u64) {
    let mut block = [b'x'; BLOCK];
    for (to, from) in block.iter_mut().zip(rest) {
        *to = *from;
    }
    // A sign may be any byte, the one of the filling too.
    let (delimiters, others) = masks(&block, delimiter, signs);
    let within = (1 << rest.len()) - 1;
    (delimiters & within, others & within)
}

/// One bit for each delimiter, and one for each sign or control character that is none. Written so that compilers use
/// wide registers.
#[inline]
fn masks(block: &[u8; BLOCK], delimiter: u8, [one, two]: [u8; 2]) -> (u64, u64) {
    let (mut delimiters, mut others) = ([0_u8; BLOCK], [0_u8; BLOCK]);
    for ((delimits, other), &byte) in delimiters.iter_mut().zip(&mut others).zip(block) {
        *delimits = u8::from(byte == delimiter);
        *other = u8::from(byte == one) | u8::from(byte == two) | u8::from(byte < 0x20) | u8::from(byte == 0x7F);
    }
    let delimiters = bits(&delimiters);
    (delimiters, bits(&others) & !delimiters)
}

/// The lowest bit of each byte.
#[inline]
fn bits(block: &[u8; BLOCK]) -> u64 {
    let (words, _) = block.as_chunks::<8>();
    // The product brings the lowest bits of eight bytes together in the highest byte.
    let bits = |word: &[u8; 8]| u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    words.iter().rev().fold(0, |mask, word| mask << 8 | bits(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_that_means_something_is_told_and_no_other() {
        let mut state = 7_u64;
        let mut byte = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        };
        for length in 0..300 {
            let bytes: Vec<u8> = (0..length).map(|_| byte()).collect();
            let (delimiter, signs) = (if length % 2 == 0 { b'x' } else { byte() }, [byte(), b'x']);
            let is_mark = |byte: u8| signs.contains(&byte) || byte < 0x20 || byte == 0x7F;
            let places = |is: &dyn Fn(u8) -> bool| -> Vec<usize> {
                bytes.iter().enumerate().filter(|(_, byte)| is(**byte)).map(|(at, _)| at).collect()
            };
            let delimiters = places(&|byte| byte == delimiter);
            let others = places(&|byte| byte != delimiter && is_mark(byte));
            let mut marks = Marks::new(&bytes, delimiter, signs);
            let (mut told, mut other) = (Vec::new(), Vec::new());
            while let Some((at, byte)) = marks.next(&mut told, |at| at) {
                assert_eq!(bytes[at], byte);
                assert!(told.iter().all(|before| *before < at));
                other.push(at);
            }
            assert_eq!((told, &other), (delimiters.clone(), &others), "{length}");
            let mut marks = Marks::new(&bytes, delimiter, signs);
            for at in others {
                assert_eq!(marks.next_other().map(|(at, _)| at), Some(at));
                let mut rest = Vec::new();
                marks.clone().next(&mut rest, |at| at);
                let right = delimiters.iter().find(|one| **one > at).filter(|_| !rest.is_empty());
                assert_eq!(rest.first(), right, "{length}");
            }
        }
    }
}
