//! A file that is opened once, and then read from the beginning as often as need be.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{FileExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::PathBuf;
use std::sync::Arc;

use rustix::fs::OFlags;
use rustix::io::Errno;

use crate::intake::find::Found;
use crate::intake::trouble::{NOT_A_FILE, Trouble, UNREADABLE};

/// An open regular file, and what it was when it was opened.
pub(super) struct Handle {
    file: Arc<File>,
    path: PathBuf,
    linked: bool,
    state: State,
}

/// What tells that a file is still the one it was.
#[derive(Clone, Copy, PartialEq, Eq)]
struct State {
    device: u64,
    inode: u64,
    bytes: u64,
    /// Seconds and nanoseconds.
    modified: (i64, i64),
    changed: (i64, i64),
}

impl State {
    fn of(meta: &Metadata) -> Self {
        Self {
            device: meta.dev(),
            inode: meta.ino(),
            bytes: meta.len(),
            modified: (meta.mtime(), meta.mtime_nsec()),
            changed: (meta.ctime(), meta.ctime_nsec()),
        }
    }
}

impl Handle {
    /// Opens it, if it is a file: no link where none was named, no pipe that would hold us up for ever.
    pub(super) fn open(found: &Found) -> Result<Self, Trouble> {
        let (path, linked) = (found.path.clone(), found.linked);
        let mut flags = OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
        if !linked {
            flags |= OFlags::NOFOLLOW;
        }
        let meta = look(&path, linked).map_err(|_| UNREADABLE)?;
        if !meta.is_file() {
            return Err(NOT_A_FILE);
        }
        let opened = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(&path);
        // Between the look and the opening, something else may have taken its place.
        let file = opened.map_err(|error| {
            let other = [Errno::LOOP, Errno::NXIO].map(|errno| Some(errno.raw_os_error()));
            if other.contains(&error.raw_os_error()) { NOT_A_FILE } else { UNREADABLE }
        })?;
        let meta = file.metadata().map_err(|_| UNREADABLE)?;
        if !meta.is_file() {
            return Err(NOT_A_FILE);
        }
        Ok(Self { file: Arc::new(file), path, linked, state: State::of(&meta) })
    }

    /// How many bytes it had when it was opened.
    pub(super) fn bytes(&self) -> u64 {
        self.state.bytes
    }

    /// It from the beginning, apart from every other reading of it.
    pub(super) fn reader(&self) -> FileReader {
        FileReader { file: Arc::clone(&self.file), offset: 0 }
    }

    /// Whether it is still what was opened, and still stands at its path.
    pub(super) fn is_unchanged(&self) -> bool {
        let same = |meta: io::Result<Metadata>| meta.is_ok_and(|meta| State::of(&meta) == self.state);
        same(self.file.metadata()) && same(look(&self.path, self.linked))
    }
}

fn look(path: &std::path::Path, linked: bool) -> io::Result<Metadata> {
    if linked { fs::metadata(path) } else { fs::symlink_metadata(path) }
}

/// Reads a file from an offset of its own.
pub(super) struct FileReader {
    file: Arc<File>,
    offset: u64,
}

impl FileReader {
    /// Moves to an offset.
    pub(super) fn seek(&mut self, offset: u64) {
        self.offset = offset;
    }
}

impl Read for FileReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(buffer, self.offset)?;
        self.offset += read as u64;
        Ok(read)
    }
}
