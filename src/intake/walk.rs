//! One walk over a text: its blocks are worked, several at once, and what came of them is put together in order.
//!
//! A block is worked as if a record began where it begins. Where the block before leaves a record open, that was
//! wrong: the block is worked again with the open record in front. So the records are those of one pass from the first
//! byte to the last, however many threads there are.

use std::io::{self, Read};
use std::thread;

use super::block::{Block, Cutter, line_ends};
use super::lex::LineEnd;
use super::record::Place;
use super::scan::{MOST_RAW, Rest, line_end};
use super::survey::Encoding;
use crate::diagnostic::Error;

/// Works one block after the other, by itself.
pub(super) trait Worker: Send {
    /// What comes of a block.
    type Made: Send;

    /// Works a block; says what of it goes on in the next.
    fn work(&mut self, block: &Block) -> (Self::Made, Rest);

    /// Works one line that is too long, of which only the beginning is given.
    fn too_long(&mut self, place: Place, raw: &[u8], end: LineEnd) -> Self::Made;
}

/// Takes what came of the blocks, in the order of the text.
pub(super) trait Assembler<M> {
    /// Whether the blocks to come can be worked several at once.
    fn is_ready(&self) -> bool;

    /// Takes what came of the next part of the text; says whether to go on.
    fn take(&mut self, made: M) -> Result<bool, Error>;
}

/// Why a walk stopped before the end.
#[derive(Debug)]
pub(super) enum Halt {
    /// The file could not be read on.
    File,
    /// The tool failed.
    Tool(Error),
    /// The assembler has seen enough.
    Enough,
}

impl From<io::Error> for Halt {
    fn from(_: io::Error) -> Self {
        Self::File
    }
}

/// What a block left over.
enum Left {
    /// The beginning of a record.
    Open { bytes: Vec<u8>, start: u64, line: u32 },
    /// A line that is too long: where it began and now stands, and its beginning.
    Long { start: u64, end: u64, line: u32, raw: Vec<u8> },
}

/// Walks to the end of the text.
pub(super) fn walk<W: Worker>(
    mut cutter: Cutter<impl Read>,
    encoding: Encoding,
    workers: &mut [W],
    assembler: &mut dyn Assembler<W::Made>,
) -> Result<(), Halt> {
    let mut left = None;
    loop {
        let several = if assembler.is_ready() { workers.len() } else { 1 };
        let mut blocks = Vec::with_capacity(several);
        while blocks.len() < several
            && let Some(block) = cutter.next()?
        {
            // What was left open is known of the first: it need not be worked twice.
            blocks.push(if blocks.is_empty() { rejoin(&mut left, block) } else { block });
        }
        if blocks.is_empty() {
            return Ok(());
        }
        let works = work(workers, &blocks);
        let Some(worker) = workers.first_mut() else { return Ok(()) };
        for (block, (made, rest)) in blocks.into_iter().zip(works) {
            match left.take() {
                None => {
                    go_on(assembler.take(made))?;
                    left = Left::of(block, rest, encoding);
                }
                Some(before) => left = again(before, block, encoding, worker, assembler)?,
            }
        }
    }
}

/// Works a block again that does not begin with a record, because something was left over before it.
fn again<W: Worker>(
    before: Left,
    block: Block,
    encoding: Encoding,
    worker: &mut W,
    assembler: &mut dyn Assembler<W::Made>,
) -> Result<Option<Left>, Halt> {
    let block = match before {
        Left::Open { .. } => rejoin(&mut Some(before), block),
        Left::Long { start, end, line, mut raw } => {
            let ending = line_end(&block.bytes, 0).or(block.ended.then_some((block.bytes.len(), LineEnd::None)));
            let (length, kind) = ending.unwrap_or((block.bytes.len(), LineEnd::None));
            let passed = block.bytes.get(..length).unwrap_or_default();
            raw.extend(passed.iter().take(MOST_RAW.saturating_sub(raw.len())));
            let end = end + encoding.file_length(passed);
            if ending.is_none() {
                return Ok(Some(Left::Long { start, end, line, raw }));
            }
            go_on(assembler.take(worker.too_long(Place { line, end_line: line, start, end }, &raw, kind)))?;
            let bytes = block.bytes.get(length..).unwrap_or_default().to_vec();
            Block { bytes, start: end, line: line.saturating_add(1), ended: block.ended }
        }
    };
    let (made, rest) = worker.work(&block);
    go_on(assembler.take(made))?;
    Ok(Left::of(block, rest, encoding))
}

/// The block with a record that was left open in front of it.
fn rejoin(left: &mut Option<Left>, block: Block) -> Block {
    match left.take() {
        Some(Left::Open { mut bytes, start, line }) => {
            bytes.extend(block.bytes);
            Block { bytes, start, line, ended: block.ended }
        }
        other => {
            *left = other;
            block
        }
    }
}

impl Left {
    fn of(mut block: Block, rest: Rest, encoding: Encoding) -> Option<Self> {
        let (Rest::Open(from, line) | Rest::Long(from, line)) = rest else { return None };
        let mut bytes = block.bytes.split_off(from.min(block.bytes.len()));
        let start = block.start + encoding.file_length(&block.bytes);
        debug_assert_eq!(line, block.line.saturating_add(line_ends(&block.bytes)));
        Some(if matches!(rest, Rest::Open(..)) {
            Self::Open { bytes, start, line }
        } else {
            let end = start + encoding.file_length(&bytes);
            bytes.truncate(MOST_RAW);
            Self::Long { start, end, line, raw: bytes }
        })
    }
}

/// Works as many blocks at once as there are.
fn work<W: Worker>(workers: &mut [W], blocks: &[Block]) -> Vec<(W::Made, Rest)> {
    match (workers, blocks) {
        ([worker, ..], [block]) => vec![worker.work(block)],
        (workers, blocks) => thread::scope(|scope| {
            let pairs = workers.iter_mut().zip(blocks);
            let threads: Vec<_> = pairs.map(|(worker, block)| scope.spawn(|| worker.work(block))).collect();
            // A panic of theirs is a panic of ours.
            let join = |thread: thread::ScopedJoinHandle<'_, _>| {
                thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            threads.into_iter().map(join).collect()
        }),
    }
}

fn go_on(taken: Result<bool, Error>) -> Result<(), Halt> {
    match taken {
        Ok(true) => Ok(()),
        Ok(false) => Err(Halt::Enough),
        Err(error) => Err(Halt::Tool(error)),
    }
}
