//! A text cut at physical line ends into blocks of bounded size.
//!
//! Where the cuts fall depends on the bytes alone, never on how many threads work on the blocks.

use std::io::{self, Read};

use memchr::{memchr_iter, memrchr2};

use super::survey::Encoding;

/// How much is read at a time: a block is smaller, or less than twice as large where a line is long.
pub const BLOCK: usize = 8 << 20;

/// Some physical lines of a text.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) bytes: Vec<u8>,
    /// Offset in the file of the first byte.
    pub(super) start: u64,
    /// The physical line, from 1, of the first byte.
    pub(super) line: u32,
    /// Whether the text ends with this block.
    pub(super) ended: bool,
}

/// Cuts a text into blocks.
pub(super) struct Cutter<R> {
    source: R,
    encoding: Encoding,
    size: usize,
    /// What has been read and belongs to the next block.
    left: Vec<u8>,
    position: u64,
    line: u32,
    ended: bool,
}

impl<R: Read> Cutter<R> {
    /// Cuts a text that begins at this position of its file, in blocks of about this size.
    pub(super) fn new(source: R, position: u64, encoding: Encoding, size: usize) -> Self {
        Self { source, encoding, size: size.max(1), left: Vec::new(), position, line: 1, ended: false }
    }

    /// The next block; nothing when the text has ended.
    ///
    /// # Errors
    /// The text cannot be read on.
    pub(super) fn next(&mut self) -> io::Result<Option<Block>> {
        if self.ended {
            return Ok(None);
        }
        let mut bytes = std::mem::take(&mut self.left);
        let read = self.source.by_ref().take(self.size as u64).read_to_end(&mut bytes)?;
        self.ended = read < self.size;
        if !self.ended {
            self.left = bytes.split_off(last_line_end(&bytes));
        }
        let block = Block { start: self.position, line: self.line, ended: self.ended, bytes };
        self.position += self.encoding.file_length(&block.bytes);
        self.line = self.line.saturating_add(line_ends(&block.bytes));
        Ok(Some(block))
    }
}

/// Where the last line that certainly ends within these bytes ends; where none does, almost everything.
fn last_line_end(bytes: &[u8]) -> usize {
    // A carriage return may be the first half of a line end.
    let whole = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    memrchr2(b'\r', b'\n', whole).map_or(whole.len(), |at| at + 1)
}

/// How many physical lines end in these bytes, of which the last is not half a line end.
pub(super) fn line_ends(bytes: &[u8]) -> u32 {
    let bare = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    let count = memchr_iter(b'\n', bytes).count() + memchr_iter(b'\r', bytes).filter(|at| bare(*at)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &[u8], size: usize) -> Vec<Block> {
        let mut cutter = Cutter::new(text, 0, Encoding::Utf8, size);
        std::iter::from_fn(|| cutter.next().unwrap()).collect()
    }

    #[test]
    fn blocks_tile_the_text_and_end_with_lines() {
        let text = b"a,b\r\nc\rd\n\n\"e\r\nf\",g\r\n\r\rlong line without end";
        for size in 1..text.len() + 2 {
            let blocks = blocks(text, size);
            let joined: Vec<u8> = blocks.iter().flat_map(|block| block.bytes.clone()).collect();
            assert_eq!(joined, text, "{size}");
            assert!(blocks.last().unwrap().ended);
            let (mut start, mut line) = (0, 1);
            for block in &blocks {
                assert_eq!((block.start, block.line), (start, line), "{size}");
                start += block.bytes.len() as u64;
                line += line_ends(&block.bytes);
                assert!(
                    !block.bytes.ends_with(b"\r")
                        || block.ended
                        || text.get(usize::try_from(block.start).unwrap() + block.bytes.len()) != Some(&b'\n'),
                    "{size}: a line end is cut in two"
                );
            }
        }
    }

    #[test]
    fn a_line_longer_than_a_block_is_cut_where_the_block_ends() {
        let text = [&[b'x'; 100][..], b"\nabc\n"].concat();
        let blocks = blocks(&text, 16);
        assert!(blocks.iter().all(|block| block.bytes.len() < 48));
        let last = blocks.last().unwrap();
        assert_eq!(last.line + line_ends(&last.bytes), 3);
    }
}
