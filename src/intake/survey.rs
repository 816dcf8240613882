//! The first pass over a file: its digest, its lines, its encoding, and whether it is text at all.

use std::borrow::Cow;
use std::io::{self, Read};

use memchr::memchr_iter;

use super::source::{self, Order};
use super::trouble::Trouble;
use crate::definitions::Encoded;

/// How a file's text is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, or ASCII.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// UTF-16, the lower byte first.
    Utf16Le,
    /// UTF-16, the upper byte first.
    Utf16Be,
    /// Windows-1252: declared, or because it is not UTF-8.
    Windows1252,
    /// ISO-8859-14, which has the letters of Welsh. Never guessed.
    Iso8859_14,
    /// A sheet of a workbook, rendered as UTF-8.
    Workbook,
}

impl Encoding {
    /// As the ledger names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Bom => "utf-8 with byte order mark",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
            Self::Iso8859_14 => "iso-8859-14",
            Self::Workbook => "workbook",
        }
    }

    /// The order of bytes, where it is UTF-16.
    pub(super) const fn order(self) -> Option<Order> {
        match self {
            Self::Utf16Le => Some(Order::Little),
            Self::Utf16Be => Some(Order::Big),
            _ => None,
        }
    }

    /// The table, where each byte is a character.
    pub(super) fn single_byte(self) -> Option<&'static encoding_rs::Encoding> {
        match self {
            Self::Windows1252 => Some(encoding_rs::WINDOWS_1252),
            Self::Iso8859_14 => Some(encoding_rs::ISO_8859_14),
            _ => None,
        }
    }

    /// How many bytes of the file these bytes of its stream stand for.
    pub(super) fn file_length(self, stream: &[u8]) -> u64 {
        if self.order().is_some() { source::file_length(stream) } else { stream.len() as u64 }
    }

    /// The bytes of the file - in a workbook the cells' - that these bytes of the stream stand for.
    pub(super) fn raw(self, stream: &[u8]) -> Cow<'_, [u8]> {
        source::raw(stream, self).map_or(Cow::Borrowed(stream), Cow::Owned)
    }
}

impl From<Encoded> for Encoding {
    fn from(declared: Encoded) -> Self {
        match declared {
            Encoded::Utf8 => Self::Utf8,
            Encoded::Windows1252 => Self::Windows1252,
            Encoded::Iso8859_14 => Self::Iso8859_14,
            Encoded::Utf16Le => Self::Utf16Le,
            Encoded::Utf16Be => Self::Utf16Be,
        }
    }
}

/// What the first pass found.
#[derive(Clone, Debug)]
pub(super) struct Survey {
    /// BLAKE3 of the file as it lies, in hexadecimal.
    pub(super) digest: String,
    /// Bytes of the file; of a packed one unpacked, of a workbook as it is rendered.
    pub(super) bytes: u64,
    /// Physical lines, counted on their own: the ledger must come to the same.
    pub(super) lines: u64,
    pub(super) encoding: Encoding,
    /// Whether the encoding is a guess, for want of UTF-8.
    pub(super) guessed: bool,
    /// Bytes of the byte order mark.
    pub(super) mark: u64,
    /// Why it is refused whole, where it is something other than text in lines.
    pub(super) foreign: Option<Trouble>,
}

impl Survey {
    /// Whether there is no text in it.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes <= self.mark
    }
}

const BLOCK: usize = 1 << 20;

/// Reads a text from beginning to end.
pub(super) fn count(mut source: impl Read) -> io::Result<Count> {
    let mut count = Count::default();
    let mut buffer = vec![0; BLOCK + 4];
    let mut carried = 0;
    loop {
        let filled = fill(&mut source, buffer.get_mut(carried..).unwrap_or_default())?;
        count.lines_of(buffer.get(carried..carried + filled).unwrap_or_default());
        let rest = count.validate(buffer.get(..carried + filled).unwrap_or_default());
        if filled == 0 {
            count.bad += u64::from(rest > 0);
            return Ok(count);
        }
        let from = carried + filled - rest;
        buffer.copy_within(from..carried + filled, 0);
        carried = rest;
    }
}

/// Reads until the buffer is full or the file ends.
pub(super) fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
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

/// What a text consists of.
#[derive(Clone, Debug, Default)]
pub(super) struct Count {
    bytes: u64,
    lf: u64,
    /// Carriage returns that no line feed follows.
    bare_cr: u64,
    last: u8,
    /// Characters of more than one byte, and places that are not UTF-8.
    multi: u64,
    bad: u64,
}

impl Count {
    /// Physical lines.
    pub(super) fn lines(&self) -> u64 {
        self.lf + self.bare_cr + u64::from(self.bytes > 0 && !matches!(self.last, b'\n' | b'\r'))
    }

    /// What text without a mark is, for want of a declaration: with more UTF-8 than damage it is UTF-8, and its
    /// damaged rows are held back.
    pub(super) fn guess(&self) -> Encoding {
        if self.bad > self.multi { Encoding::Windows1252 } else { Encoding::Utf8 }
    }

    fn lines_of(&mut self, fresh: &[u8]) {
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
}

/// How many characters of more than one byte begin in valid UTF-8.
fn beginnings(text: &[u8]) -> u64 {
    if text.is_ascii() { 0 } else { text.iter().filter(|byte| **byte >= 0xC0).count() as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Count {
        count(bytes).unwrap()
    }

    #[test]
    fn every_kind_of_line_end_is_counted_once() {
        for (bytes, lines) in [("", 0), ("a", 1), ("a\nb", 2), ("a\r\nb\r\n", 2), ("a\rb\r", 2), ("\r\r\n\n", 3)] {
            assert_eq!(of(bytes.as_bytes()).lines(), lines, "{bytes:?}");
        }
        let mut long = vec![b'x'; BLOCK + 3];
        long.extend(b"\r\ny");
        for shift in 0..8 {
            assert_eq!(of(long.get(shift..).unwrap()).lines(), 2, "a pair across the block's edge, {shift}");
        }
    }

    #[test]
    fn the_encoding_is_judged_by_the_whole_file() {
        assert_eq!(of("Ynys Môn".as_bytes()).guess(), Encoding::Utf8);
        assert_eq!(of(b"Ynys M\xF4n").guess(), Encoding::Windows1252);
        assert_eq!(of("Môn, Tŷ, M\u{f4}n".as_bytes()).guess(), Encoding::Utf8);
        let mut damaged = "Tŷ Ŵyn, Môn ".as_bytes().to_vec();
        damaged.push(0xF4);
        assert_eq!(of(&damaged).guess(), Encoding::Utf8, "one bad byte does not outvote the rest");
    }

    #[test]
    fn declarations_and_the_ledger_name_encodings_alike() {
        for declared in Encoded::ALL {
            assert_eq!(Encoding::from(declared).as_str(), declared.as_str());
        }
    }
}
