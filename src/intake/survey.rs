//! The first pass over a file: its digest, its lines, its encoding, and whether it is text at all.

use std::io::{self, Read};

use memchr::memchr_iter;

/// How a file's text is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, or ASCII.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// Windows-1252, because it is not UTF-8.
    Windows1252,
}

impl Encoding {
    /// As the ledger names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Bom => "utf-8 with byte order mark",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// How many bytes of the file this part of its text takes.
    pub(super) fn file_length(self, text: &[u8]) -> u64 {
        text.len() as u64
    }
}

/// What the first pass found.
#[derive(Clone, Debug)]
pub(super) struct Survey {
    /// BLAKE3 of the bytes, in hexadecimal.
    pub(super) digest: String,
    pub(super) bytes: u64,
    /// Physical lines, counted on their own: the ledger must come to the same.
    pub(super) lines: u64,
    pub(super) encoding: Encoding,
    /// Whether it is something other than text in lines.
    pub(super) foreign: bool,
}

const BLOCK: usize = 1 << 20;
const MARK: &[u8] = b"\xEF\xBB\xBF";
/// How many bytes tell whether a file is text.
const SAMPLE: usize = 64 << 10;

/// What files of other kinds begin with.
const FOREIGN: [&[u8]; 13] = [
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1F\x8B",
    b"%PDF",
    b"SQLite format 3\0",
    b"\xD0\xCF\x11\xE0",
    b"\xFF\xFE",
    b"\xFE\xFF",
    b"7z\xBC\xAF",
    b"BZh",
    b"\x28\xB5\x2F\xFD",
    b"PAR1",
    b"\xFD7zXZ",
];

/// Reads a file from beginning to end.
pub(super) fn survey(mut source: impl Read) -> io::Result<Survey> {
    let mut state = State::default();
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; BLOCK + 4];
    let mut carried = 0;
    loop {
        let filled = fill(&mut source, buffer.get_mut(carried..).unwrap_or_default())?;
        let fresh = buffer.get(carried..carried + filled).unwrap_or_default();
        hasher.update(fresh);
        if state.bytes == 0 {
            state.foreign = is_foreign(fresh);
        }
        state.count(fresh);
        let seen = buffer.get(..carried + filled).unwrap_or_default();
        let rest = state.validate(seen);
        if filled == 0 {
            state.bad += u64::from(rest > 0);
            break;
        }
        let from = carried + filled - rest;
        buffer.copy_within(from..carried + filled, 0);
        carried = rest;
    }
    Ok(Survey {
        digest: hasher.finalize().to_hex().to_string(),
        bytes: state.bytes,
        lines: state.lf + state.bare_cr + u64::from(state.bytes > 0 && !matches!(state.last, b'\n' | b'\r')),
        encoding: state.encoding(),
        foreign: state.foreign,
    })
}

/// Reads until the buffer is full or the file ends.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[derive(Default)]
struct State {
    bytes: u64,
    lf: u64,
    /// Carriage returns that no line feed follows.
    bare_cr: u64,
    last: u8,
    marked: bool,
    foreign: bool,
    /// Characters of more than one byte, and places that are not UTF-8.
    multi: u64,
    bad: u64,
}

impl State {
    fn count(&mut self, fresh: &[u8]) {
        if self.bytes == 0 {
            self.marked = fresh.starts_with(MARK);
        }
        if self.last == b'\r' && fresh.first() == Some(&b'\n') {
            self.bare_cr -= 1;
        }
        self.lf += memchr_iter(b'\n', fresh).count() as u64;
        for at in memchr_iter(b'\r', fresh) {
            self.bare_cr += u64::from(fresh.get(at + 1) != Some(&b'\n'));
        }
        self.last = fresh.last().copied().unwrap_or(self.last);
        self.bytes += fresh.len() as u64;
    }

    /// Counts what is UTF-8 and what is not; gives the length of an unfinished character at the end.
    fn validate(&mut self, mut bytes: &[u8]) -> usize {
        loop {
            match std::str::from_utf8(bytes) {
                Ok(_) => {
                    self.multi += beginnings(bytes);
                    return 0;
                }
                Err(error) => {
                    let (good, rest) = bytes.split_at(error.valid_up_to());
                    self.multi += beginnings(good);
                    let Some(length) = error.error_len() else { return rest.len() };
                    self.bad += 1;
                    bytes = rest.get(length..).unwrap_or_default();
                }
            }
        }
    }

    /// A file with more UTF-8 than damage is UTF-8, and its damaged rows are held back.
    fn encoding(&self) -> Encoding {
        let multi = self.multi - u64::from(self.marked);
        match (self.marked, self.bad) {
            (true, _) => Encoding::Utf8Bom,
            (false, bad) if bad > multi => Encoding::Windows1252,
            _ => Encoding::Utf8,
        }
    }
}

/// How many characters of more than one byte begin in valid UTF-8.
fn beginnings(text: &[u8]) -> u64 {
    if text.is_ascii() { 0 } else { text.iter().filter(|byte| **byte >= 0xC0).count() as u64 }
}

fn is_foreign(start: &[u8]) -> bool {
    let sample = start.get(..SAMPLE).unwrap_or(start);
    let nul = memchr_iter(0, sample).count();
    let control = sample.iter().filter(|byte| matches!(byte, 0..=8 | 11..=12 | 14..=31)).count();
    let text = sample.trim_ascii_start();
    let page = text.get(..14).is_some_and(|start| start.eq_ignore_ascii_case(b"<!doctype html"))
        || text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"<html") || start == b"<?xml");
    page || FOREIGN.iter().any(|magic| sample.starts_with(magic))
        || (nul >= 4 && nul * 50 > sample.len())
        || (control >= 4 && control * 20 > sample.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Survey {
        survey(bytes).unwrap()
    }

    #[test]
    fn every_kind_of_line_end_is_counted_once() {
        for (bytes, lines) in [("", 0), ("a", 1), ("a\nb", 2), ("a\r\nb\r\n", 2), ("a\rb\r", 2), ("\r\r\n\n", 3)] {
            assert_eq!(of(bytes.as_bytes()).lines, lines, "{bytes:?}");
        }
        let mut long = vec![b'x'; BLOCK + 3];
        long.extend(b"\r\ny");
        for shift in 0..8 {
            assert_eq!(of(long.get(shift..).unwrap()).lines, 2, "a pair across the block's edge, {shift}");
        }
    }

    #[test]
    fn the_encoding_is_judged_by_the_whole_file() {
        assert_eq!(of("Ynys Môn".as_bytes()).encoding, Encoding::Utf8);
        assert_eq!(of(b"Ynys M\xF4n").encoding, Encoding::Windows1252);
        assert_eq!(of(b"\xEF\xBB\xBFYnys").encoding, Encoding::Utf8Bom);
        assert_eq!(of("Môn, Tŷ, M\u{f4}n".as_bytes()).encoding, Encoding::Utf8);
        let mut damaged = "Tŷ Ŵyn, Môn ".as_bytes().to_vec();
        damaged.push(0xF4);
        assert_eq!(of(&damaged).encoding, Encoding::Utf8, "one bad byte does not outvote the rest");
    }

    #[test]
    fn other_kinds_of_file_are_known() {
        for foreign in [&b"PK\x03\x04rest"[..], b"%PDF-1.7", b"\n<!DOCTYPE html><p>", b"a\0,\0b\0\n\0a\0b\0"] {
            assert!(of(foreign).foreign, "{foreign:?}");
        }
        assert!(!of(b"child_id,sex\nA\0B,1\nC,2\n").foreign);
    }
}
