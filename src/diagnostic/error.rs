//! The tool could not do its job.

use std::io;
use std::path::{Path, PathBuf};

/// Why a command stopped. Each has an exit status ([`Error::status`]); messages are lower-case fragments.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The operating system would not let us read.
    #[error("cannot read {}", .path.display())]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The operating system would not let us write.
    #[error("cannot write {}", .path.display())]
    Write {
        /// What was to be written.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The folder of returns does not exist or holds nothing.
    #[error("no returns in {}: put them in <year>/<submitter>/<return>.csv, or make a sample with `trosolwg sample`", .0.display())]
    NoReturns(PathBuf),
    /// The folder is not a store of this program.
    #[error("{} is not a Trosolwg store: {why}; name another folder with --data, or empty this one", .path.display())]
    ForeignStore {
        /// The folder.
        path: PathBuf,
        /// How it shows.
        why: String,
    },
    /// Another run holds the store.
    #[error("another run holds the store {}; try again when it has ended", .0.display())]
    Busy(PathBuf),
    /// A release on disk is not what its manifest says.
    #[error("release {release} is damaged: {why}")]
    Damaged {
        /// The release.
        release: String,
        /// What does not fit.
        why: String,
    },
    /// Mistakes in the definitions, all of them, already shown with carets: only the loader has their text.
    #[error("{0}")]
    Definitions(String),
    /// What was asked for cannot be: an unknown table, indicator, place, or a statement that is not allowed.
    #[error("{0}")]
    Asked(String),
    /// A gate or the disclosure audit stopped the run.
    #[error("{0}")]
    Stopped(String),
    /// The data has errors (`check`, `prove`, `inspect`).
    #[error("{0}")]
    Data(String),
    /// The query engine failed where the definitions say that it cannot: a fault of ours.
    #[error("internal error, please report it: {0}")]
    Internal(String),
}

impl Error {
    /// The exit status of a command that stops with this error.
    pub fn status(&self) -> u8 {
        match self {
            Self::Data(_) => 1,
            Self::Stopped(_) => 3,
            Self::Busy(_) => 75,
            _ => 2,
        }
    }

    /// Gives the path to an error in reading.
    pub fn read(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_path_buf();
        move |source| Self::Read { path, source }
    }

    /// Gives the path to an error in writing.
    pub fn write(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_path_buf();
        move |source| Self::Write { path, source }
    }
}
