//! Releases: staged out of sight, verified, published whole or not at all.
//!
//! ```text
//! data/store/
//!   trosolwg-store.json     says that the folder is ours
//!   lock  secret            one run at a time; the key of pseudonyms
//!   CURRENT  latest         the number of the published release; a link to it, for convenience
//!   releases/000001/        manifest.json, ledger.parquet, ..., <return>/year=2023-24/submitter=W06000001/part-0.parquet
//!   staging/                the release that a run is making; swept by the next run if it was killed
//! ```
//!
//! Whatever happens, `CURRENT` names a complete release: the folder is renamed into place when every file in it is
//! synced and has been read back, and `CURRENT` is replaced after that.

mod accept;
mod columns;
mod figures;
mod files;
#[cfg(test)]
mod fixture;
mod ledger;
mod manifest;
mod publish;
mod release;
mod secret;
mod splice;
mod stage;
mod tables;

pub use accept::{Accepted, Submission};
pub use manifest::{Input, Manifest, Output, Recipe, Totals};
pub use release::Release;
pub use secret::fingerprint;
pub use stage::Stage;
pub use tables::RuleRunRow;

use std::fs::{self, File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::diagnostic::Error;

const MARKER: &str = "trosolwg-store.json";
const MARKED: &[u8] = b"{\"format\": 1}\n";
const RELEASES: &str = "releases";
const STAGING: &str = "staging";
const CURRENT: &str = "CURRENT";

/// A folder of releases that is ours.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
}

/// The right to change a store: held by one run at a time, given back when it is dropped or the run dies.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Store {
    /// Opens the store in a folder, making an empty or absent folder into one.
    ///
    /// # Errors
    /// [`Error::ForeignStore`] when the folder holds something else, and when it cannot be read or written.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let marker = root.join(MARKER);
        let store = Self { root: root.to_path_buf() };
        match fs::read(&marker) {
            Ok(found) if is_ours(&found) => return Ok(store),
            Ok(_) => return Err(store.foreign(format!("its {MARKER} is of another format"))),
            Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => {}
            Err(fault) => return Err(Error::Read { path: marker, source: fault }),
        }
        files::create_folder(root)?;
        // A run that was killed here may have left the marker half made.
        let left = files::beside(&marker);
        let strange = files::names(root)?.into_iter().find(|name| left.file_name().is_none_or(|left| left != &**name));
        if strange.is_some() {
            return Err(store.foreign(format!("it is not empty and has no {MARKER}")));
        }
        files::replace(&marker, MARKED, files::PLAIN)?;
        Ok(store)
    }

    fn foreign(&self, why: String) -> Error {
        Error::ForeignStore { path: self.root.clone(), why }
    }

    /// Takes the store for this run.
    ///
    /// # Errors
    /// [`Error::Busy`] when another run holds it, and when the folder cannot be written.
    pub fn lock(&self) -> Result<Lock, Error> {
        let path = self.root.join("lock");
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(files::RESTRICTED)
            .open(&path)
            .map_err(Error::write(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy(self.root.clone())),
            Err(TryLockError::Error(source)) => Err(Error::Write { path, source }),
        }
    }

    /// The key of pseudonyms: from the given file, or else the store's own, which is made when it is first needed.
    ///
    /// # Errors
    /// When the file cannot be read, or holds fewer than 16 bytes.
    pub fn secret(&self, file: Option<&Path>) -> Result<[u8; 32], Error> {
        secret::read(&self.root, file)
    }

    /// The published release, if there is one.
    ///
    /// # Errors
    /// When it cannot be read, or is not what `CURRENT` says.
    pub fn current(&self) -> Result<Option<Release>, Error> {
        let path = self.root.join(CURRENT);
        match fs::read_to_string(&path) {
            Ok(id) => Release::open(&self.root.join(RELEASES), id.trim()).map(Some),
            Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Error::Read { path, source }),
        }
    }

    /// One release by its id; leading zeros may be left out.
    ///
    /// # Errors
    /// When there is none with this id, or it cannot be read.
    pub fn release(&self, id: &str) -> Result<Release, Error> {
        let wanted = id.parse::<u32>().ok();
        let number = wanted.filter(|wanted| self.numbers().is_ok_and(|numbers| numbers.contains(wanted)));
        match number {
            Some(number) => Release::open(&self.root.join(RELEASES), &number_text(number)),
            None => Err(Error::Asked(format!("there is no release {id}"))),
        }
    }

    /// Every release that was published, in order.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn releases(&self) -> Result<Vec<Release>, Error> {
        let releases = self.root.join(RELEASES);
        self.numbers()?.into_iter().map(|number| Release::open(&releases, &number_text(number))).collect()
    }

    /// Begins a new release, out of sight. What dead runs left is swept first.
    ///
    /// # Errors
    /// When the store cannot be written, or has releases but no `CURRENT`.
    pub fn begin(&self, _lock: &Lock) -> Result<Stage, Error> {
        let releases = self.root.join(RELEASES);
        files::create_folder(&releases)?;
        let last = self.current()?.map(|release| release.number());
        let unpublished: Vec<u32> =
            folders(&releases)?.into_iter().filter(|number| last.is_none_or(|last| *number > last)).collect();
        if last.is_none() && unpublished.len() > 1 {
            let why = format!("{CURRENT} is missing: write the number of the published release into it");
            return Err(Error::Damaged { release: self.root.display().to_string(), why });
        }
        for number in unpublished {
            files::remove(&releases.join(number_text(number)))?;
        }
        Stage::begin(&self.root, last.unwrap_or(0) + 1)
    }

    /// The numbers of published releases: those up to the current one. A later one is what a killed run left.
    fn numbers(&self) -> Result<Vec<u32>, Error> {
        let Some(last) = self.current()?.map(|release| release.number()) else { return Ok(Vec::new()) };
        Ok(folders(&self.root.join(RELEASES))?.into_iter().filter(|number| *number <= last).collect())
    }
}

/// The numbers of the folders of releases, in order.
fn folders(releases: &Path) -> Result<Vec<u32>, Error> {
    let mut numbers: Vec<u32> = files::names(releases)?
        .iter()
        .filter_map(|name| name.parse().ok().filter(|number| number_text(*number) == **name))
        .collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// A release's number as its folder bears it.
fn number_text(number: u32) -> String {
    format!("{number:06}")
}

fn is_ours(marker: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(marker).is_ok_and(|marker| marker.get("format") == Some(&1.into()))
}
