//! A published release, opened.

use std::path::{Path, PathBuf};

use super::manifest::Manifest;
use super::trend::{self, KnownFinding, TrendRow};
use super::{figures, files, ledger, number_of, protection};
use crate::diagnostic::Error;
use crate::domain::{Figure, Print};
use crate::intake::LedgerRow;

pub(super) const MANIFEST: &str = "manifest.json";

/// A published release.
#[derive(Clone, Debug)]
pub struct Release {
    /// Its id: its number in six digits and the first eight of its recipe's digest, `000001-1a2b3c4d`.
    pub id: String,
    /// Its folder.
    pub dir: PathBuf,
    /// What it was made from and what it is made of.
    pub manifest: Manifest,
}

impl Release {
    pub(super) fn open(releases: &Path, id: &str) -> Result<Self, Error> {
        let dir = releases.join(id);
        let damaged = |why: String| Error::Damaged { release: id.to_owned(), why };
        if number_of(id).is_none() || !dir.is_dir() {
            return Err(damaged("there is no such release, though CURRENT names it".to_owned()));
        }
        let path = dir.join(MANIFEST);
        let text = std::fs::read_to_string(&path).map_err(Error::read(&path))?;
        let manifest = serde_json::from_str(&text).map_err(|fault| damaged(format!("{MANIFEST}: {fault}")))?;
        Ok(Self { id: id.to_owned(), dir, manifest })
    }

    pub(super) fn number(&self) -> u32 {
        number_of(&self.id).unwrap_or(0)
    }

    /// Its figures, sorted by key.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn figures(&self) -> Result<Vec<Figure>, Error> {
        figures::read_back(&self.dir)
    }

    /// What it and the releases before it print of counts; nothing in a release of a version that did not say.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn prints(&self) -> Result<Vec<Print>, Error> {
        protection::read_prints(&self.dir)
    }

    /// Its ledger, sorted by file.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn ledger(&self) -> Result<Vec<LedgerRow>, Error> {
        ledger::read_back(&self.dir)
    }

    /// How what was found has changed; nothing in a release of a version that did not say.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn trend(&self) -> Result<Vec<TrendRow>, Error> {
        trend::read_back(&self.dir)
    }

    /// Goes through its findings, by what they are known again by. Says whether it could: a version that wrote the
    /// release may not have kept that.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn known_findings(&self, each: &mut dyn FnMut(&KnownFinding<'_>)) -> Result<bool, Error> {
        trend::known_findings(&self.dir, each)
    }

    /// The names of its tables, sorted: its returns and the tables about them.
    pub fn tables(&self) -> Vec<String> {
        let mut tables: Vec<String> =
            self.manifest.outputs.iter().filter_map(|output| table_of(&output.path)).collect();
        tables.sort_unstable();
        tables.dedup();
        tables
    }

    /// The Parquet files of one table, sorted: a return's partitions, or the one file of any other table.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn table_files(&self, name: &str) -> Result<Vec<PathBuf>, Error> {
        table_files(&self.dir, name)
    }

    /// Reads every file again and holds it against the manifest.
    ///
    /// # Errors
    /// [`Error::Damaged`] at the first file that is missing, changed or too many.
    pub fn verify(&self) -> Result<(), Error> {
        verify(&self.dir, &self.manifest)
    }
}

/// The table to which a file of a release belongs.
fn table_of(path: &str) -> Option<String> {
    // Feedback is no table.
    let path = path.strip_suffix(".parquet")?;
    Some(path.split_once('/').map_or(path, |(table, _)| table).to_owned())
}

/// The Parquet files of one table under a release's folder, sorted.
pub(super) fn table_files(dir: &Path, name: &str) -> Result<Vec<PathBuf>, Error> {
    let plain =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if !plain {
        return Ok(Vec::new());
    }
    let single = dir.join(format!("{name}.parquet"));
    if single.is_file() {
        return Ok(vec![single]);
    }
    let folder = dir.join(name);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let found = files::tree(&folder)?.files;
    Ok(found.into_iter().filter(|file| file.ends_with(".parquet")).map(|file| folder.join(file)).collect())
}

/// Holds every file under a release's folder against its manifest.
pub(super) fn verify(dir: &Path, manifest: &Manifest) -> Result<(), Error> {
    let damaged = |why: String| Error::Damaged { release: manifest.release.clone(), why };
    let found: Vec<String> = files::tree(dir)?.files.into_iter().filter(|file| file != MANIFEST).collect();
    let named: Vec<&String> = manifest.outputs.iter().map(|output| &output.path).collect();
    if let Some(missing) = named.iter().find(|file| !found.contains(file)) {
        return Err(damaged(format!("{missing} is missing")));
    }
    if let Some(strange) = found.iter().find(|file| !named.contains(file)) {
        return Err(damaged(format!("{strange} is not in its manifest")));
    }
    for output in &manifest.outputs {
        let (digest, bytes) = files::digest(&dir.join(&output.path))?;
        if digest != output.blake3 || bytes != output.bytes {
            return Err(damaged(format!("{} was changed after it was published", output.path)));
        }
    }
    Ok(())
}
