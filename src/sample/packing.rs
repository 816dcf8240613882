//! A file that is written packed, as gzip.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

/// Packs what is written to it. Flushing ends the file: nothing may be written afterwards.
pub(super) struct Packed {
    members: GzEncoder<Box<dyn Write>>,
}

impl Packed {
    /// Packs into something. No name and no time go into the head, so that the same rows give the same bytes.
    pub(super) fn new(out: Box<dyn Write>) -> Self {
        Self { members: GzEncoder::new(out, Compression::best()) }
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.members.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.members.try_finish()?;
        self.members.get_mut().flush()
    }
}
