//! A file seen through a window of bounded size.

use std::io::{self, Read};

use memchr::memchr2;

use super::lex::LineEnd;
use super::survey::Encoding;

/// How much is read at a time.
const BLOCK: u64 = 1 << 20;
/// How much of a record is kept where it is held back.
pub(super) const MOST_RAW: usize = 64 << 10;

/// The bytes of a file from a position on, as far as they have been read.
pub(super) struct Window<R> {
    source: R,
    buffer: Vec<u8>,
    start: usize,
    position: u64,
    encoding: Encoding,
    ended: bool,
}

impl<R: Read> Window<R> {
    /// A window on text that begins at this offset of a file so encoded.
    pub(super) fn of(source: R, position: u64, encoding: Encoding) -> Self {
        Self { source, buffer: Vec::new(), start: 0, position, encoding, ended: false }
    }

    /// What has been read and not yet consumed.
    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    /// The offset in the file of the first of [`Self::bytes`].
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// Whether the file ends with [`Self::bytes`].
    pub(super) fn ended(&self) -> bool {
        self.ended
    }

    /// Moves on.
    pub(super) fn consume(&mut self, count: usize) {
        let passed = self.bytes().get(..count).unwrap_or(self.bytes());
        self.position += self.encoding.file_length(passed);
        self.start = (self.start + count).min(self.buffer.len());
    }

    /// Reads another block behind what is there.
    pub(super) fn more(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let read = self.source.by_ref().take(BLOCK).read_to_end(&mut self.buffer)?;
        self.ended = (read as u64) < BLOCK;
        Ok(())
    }

    /// Moves behind the end of the current physical line, however long; gives its length, its end and its beginning.
    pub(super) fn skip_line(&mut self) -> io::Result<(u64, LineEnd, Vec<u8>)> {
        let from = self.position;
        let mut raw = Vec::new();
        loop {
            let bytes = self.bytes();
            let far = memchr2(b'\r', b'\n', bytes);
            let keep = far.map_or(bytes.len(), |far| far + 2).min(MOST_RAW - raw.len());
            let end = far.map(|far| (far, bytes.get(far).copied(), bytes.get(far + 1).copied()));
            let (length, end) = match end {
                Some((far, Some(b'\n'), _)) => (far + 1, LineEnd::Lf),
                Some((far, _, Some(b'\n'))) => (far + 2, LineEnd::CrLf),
                Some((far, _, None)) if !self.ended => (far, LineEnd::None),
                Some((far, ..)) => (far + 1, LineEnd::Cr),
                None => (bytes.len(), LineEnd::None),
            };
            raw.extend(bytes.iter().take(keep.min(length)));
            self.consume(length);
            if end != LineEnd::None || self.ended {
                return Ok((self.position - from, end, raw));
            }
            self.more()?;
        }
    }
}
