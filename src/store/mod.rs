//! Releases: staged out of sight, verified, published whole or not at all.
//!
//! ```text
//! data/store/
//!   trosolwg-store.json     says that the folder is ours
//!   lock  secret            one run at a time; the key of pseudonyms
//!   CURRENT  latest         the id of the published release; a link to it, for convenience
//!   releases/000001-1a2b3c4d/   the release's number and the first digits of its recipe's digest
//!     manifest.json, ledger.parquet, ..., <return>/year=2023-24/submitter=W06000001/part-0.parquet
//!   staging/                the release that a run is making; swept by the next run if it was killed
//! ```
//!
//! Accepted rows are plain Parquet without Arrow's own schema, so that every reader sees the same types: a code is
//! text (dictionary pages), several codes a sorted list of text, yes or no a boolean, a day or a month (its first day)
//! a date, a whole number int64, a decimal decimal(18, scale). Beside every number stands `<field>_marker`: `c` where
//! the sender withholds it. Each row says where it came from, `_file` and `_line`; year and submitter are in the path.
//!
//! Whatever happens, `CURRENT` names a complete release: the folder is renamed into place when every file in it is
//! synced and has been read back, and `CURRENT` is replaced after that.

mod accept;
mod carry;
mod columns;
mod figures;
mod files;
#[cfg(test)]
mod fixture;
mod ledger;
mod links;
mod manifest;
mod protection;
mod publish;
mod release;
mod secret;
mod splice;
mod stage;
mod tables;
mod trend;

pub use accept::{Accepted, Records, Submission};
pub use carry::{Said, Standing};
pub use links::LinkRow;
pub use manifest::{Accept, Carried, Input, Manifest, Output, Overruled, Provenance, Recipe, Totals};
pub use protection::AuditRow;
pub use release::Release;
pub use secret::fingerprint;
pub use stage::Stage;
pub use tables::{FindingsTable, RuleRow, RuleRunRow};
pub use trend::{KnownFinding, TrendRow};

use std::fs::{self, File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::diagnostic::Error;

const MARKER: &str = "trosolwg-store.json";
const MARKED: &[u8] = b"{\"format\": 1}\n";
const RELEASES: &str = "releases";
const STAGING: &str = "staging";
const CURRENT: &str = "CURRENT";
/// Digits of the recipe's digest in a release's id.
const HASH: usize = 8;

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
        // The folder may have been there, empty and open to all.
        files::restrict(root, files::FOLDER)?;
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

    /// One release by its id, or by its number alone: `000001-1a2b3c4d`, `000001`, `1`.
    ///
    /// # Errors
    /// When there is none with this id, or it cannot be read.
    pub fn release(&self, id: &str) -> Result<Release, Error> {
        let number = id.parse::<u32>().ok();
        let wanted = |published: &String| *published == id || number.is_some() && number == number_of(published);
        match self.published()?.iter().find(|published| wanted(published)) {
            Some(found) => Release::open(&self.root.join(RELEASES), found),
            None => Err(Error::Asked(format!("there is no release {id}"))),
        }
    }

    /// Every release that was published, in order.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn releases(&self) -> Result<Vec<Release>, Error> {
        let releases = self.root.join(RELEASES);
        self.published()?.iter().map(|id| Release::open(&releases, id)).collect()
    }

    /// Begins a new release from this recipe, out of sight. What dead runs left is swept first.
    ///
    /// # Errors
    /// When the store cannot be written, or has releases but no `CURRENT`.
    pub fn begin(&self, _lock: &Lock, recipe: Recipe) -> Result<Stage, Error> {
        let releases = self.root.join(RELEASES);
        files::create_folder(&releases)?;
        let last = self.current()?.map(|release| release.number());
        let unpublished: Vec<String> =
            ids(&releases)?.into_iter().filter(|id| last.is_none_or(|last| number_of(id) > Some(last))).collect();
        if last.is_none() && unpublished.len() > 1 {
            let why = format!("{CURRENT} is missing: write the id of the published release into it");
            return Err(Error::Damaged { release: self.root.display().to_string(), why });
        }
        for id in unpublished {
            files::remove(&releases.join(id))?;
        }
        Stage::begin(&self.root, id_of(last.unwrap_or(0) + 1, &recipe.digest()), recipe)
    }

    /// The ids of published releases, in order: those up to the current one. A later one is what a killed run left.
    fn published(&self) -> Result<Vec<String>, Error> {
        let Some(last) = self.current()?.map(|release| release.number()) else { return Ok(Vec::new()) };
        Ok(ids(&self.root.join(RELEASES))?.into_iter().filter(|id| number_of(id) <= Some(last)).collect())
    }
}

/// The folders of releases, in order of their numbers.
fn ids(releases: &Path) -> Result<Vec<String>, Error> {
    let mut ids: Vec<String> = files::names(releases)?.into_iter().filter(|name| number_of(name).is_some()).collect();
    ids.sort_by_key(|id| number_of(id));
    Ok(ids)
}

/// A release's id, which is its folder's name: its number, and the first digits of the digest of its recipe.
fn id_of(number: u32, digest: &str) -> String {
    format!("{number:06}-{}", digest.get(..HASH).unwrap_or_default())
}

/// The number in a release's id; None where the text is no id.
fn number_of(id: &str) -> Option<u32> {
    let (number, hash) = id.split_once('-')?;
    let hex = hash.len() == HASH && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let parsed = number.parse().ok().filter(|_| hex)?;
    (format!("{parsed:06}") == number).then_some(parsed)
}

fn is_ours(marker: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(marker).is_ok_and(|marker| marker.get("format") == Some(&1.into()))
}
