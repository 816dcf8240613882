//! A release in the making.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::accept::{self, Accepted, Submission};
use super::figures;
use super::ledger;
use super::links::{self, LinkRow};
use super::manifest::{Provenance, Recipe};
use super::protection::{self, AuditRow};
use super::release::table_files;
use super::tables::{self, FindingsTable, RuleRow, RuleRunRow};
use super::trend::{self, TrendRow};
use super::{STAGING, files};
use crate::diagnostic::Error;
use crate::domain::{Figure, Language, Print};
use crate::intake::{HeldBack, LedgerRow};

/// A release that a run is making, out of sight until it is published. Dropped without that, it is swept by the
/// next run.
#[derive(Debug)]
pub struct Stage {
    pub(super) root: PathBuf,
    pub(super) id: String,
    pub(super) recipe: Recipe,
    pub(super) provenance: Provenance,
    dir: PathBuf,
    scratch: PathBuf,
}

impl Stage {
    pub(super) fn begin(root: &Path, id: String, recipe: Recipe) -> Result<Self, Error> {
        let staging = root.join(STAGING);
        files::remove(&staging)?;
        let (dir, scratch) = (staging.join("release"), staging.join("typed"));
        files::create_folder(&dir)?;
        files::create_folder(&scratch)?;
        Ok(Self { root: root.to_path_buf(), id, recipe, provenance: Provenance::default(), dir, scratch })
    }

    /// Tells where the release comes from, for its manifest.
    #[must_use]
    pub fn with_provenance(self, provenance: Provenance) -> Self {
        Self { provenance, ..self }
    }

    /// The id that the release will have.
    pub fn release_id(&self) -> &str {
        &self.id
    }

    /// The folder of the release as it grows.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A folder for typed files on their way into the release. It is emptied before publication.
    pub fn scratch(&self) -> &Path {
        &self.scratch
    }

    /// The Parquet files of one table, sorted: a return's partitions, or the one file of any other table.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn table_files(&self, name: &str) -> Result<Vec<PathBuf>, Error> {
        table_files(&self.dir, name)
    }

    /// Creates a file of the release that is no table, by its path in the release, and the folders above it.
    ///
    /// # Errors
    /// When it cannot be created, or is there.
    pub fn create(&self, path: &str) -> Result<File, Error> {
        let path = self.dir.join(path);
        path.parent().map_or(Ok(()), files::create_folder)?;
        files::create(&path, files::PLAIN)
    }

    /// Writes the accepted rows of one submission: those not held back, without what privacy keeps out.
    ///
    /// Several may run at once.
    ///
    /// # Errors
    /// When the typed or raw file cannot be read, or the release cannot be written.
    pub fn accept<R: AsRef<str>>(
        &self,
        submission: &Submission<'_>,
        held_back: &[(u32, R)],
    ) -> Result<Accepted, Error> {
        accept::accept(&self.dir, submission, held_back)
    }

    /// Writes the `ledger` table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_ledger(&self, rows: &[LedgerRow]) -> Result<(), Error> {
        ledger::write(&self.dir, rows)
    }

    /// Begins the `findings` table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn findings(&self) -> Result<FindingsTable, Error> {
        FindingsTable::create(&self.dir)
    }

    /// Writes the `rules` table: what rules and reading codes say, with a pair of columns a language.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_rules(&self, languages: &[Language], rules: &[RuleRow]) -> Result<(), Error> {
        tables::write_rules(&self.dir, languages, rules)
    }

    /// Writes the `rules_run` table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_rules_run(&self, rows: &[RuleRunRow]) -> Result<(), Error> {
        tables::write_rules_run(&self.dir, rows)
    }

    /// Writes the `trend` table: what is new, what is still there and what is mended.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_trend(&self, rows: &[TrendRow]) -> Result<(), Error> {
        trend::write(&self.dir, rows)
    }

    /// Writes the `held_back` table, for the store's owner only.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_held_back(&self, rows: &[HeldBack]) -> Result<(), Error> {
        ledger::write_held_back(&self.dir, rows)
    }

    /// Writes the `links` table: which records of different authorities are one person's. `identity` is the column of
    /// their identifiers.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_links(&self, identity: &str, rows: &[LinkRow]) -> Result<(), Error> {
        links::write(&self.dir, identity, rows)
    }

    /// Writes the `protected` table: what this release and those before it print of counts.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_prints(&self, prints: &[Print]) -> Result<(), Error> {
        protection::write_prints(&self.dir, prints)
    }

    /// Writes the `audit` table: how well figures are protected.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_audit(&self, rows: &[AuditRow]) -> Result<(), Error> {
        protection::write(&self.dir, rows)
    }

    /// Writes the `figures` table, sorted by key.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_figures(&self, figures: &[Figure]) -> Result<(), Error> {
        figures::write(&self.dir, figures)
    }
}
