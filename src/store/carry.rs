//! What a release keeps of the one before: submissions that stand though their files are gone or refused.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::accept::partition;
use super::columns::{Cells, Malformed, read_some};
use super::tables::{RuleRunRow, finding, rule_run};
use super::{Release, Stage, files, ledger};
use crate::diagnostic::{Error, Finding};
use crate::domain::{Submitter, Year};
use crate::intake::HeldBack;

/// One submission that stands in a release.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// The return's id.
    pub return_id: Arc<str>,
    /// The reporting year.
    pub year: Year,
    /// Whose it is.
    pub submitter: Submitter,
    /// The file from which it was accepted, as it was then named.
    pub file: Arc<str>,
    /// The file that stood for the year before: rules may have looked at what became of its rows.
    pub before: Option<Arc<str>>,
    /// Whether it was carried there already.
    pub carried: bool,
}

/// What a release says of some of its submissions; all of it is marked as carried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What was found, each with the digest of the record that it is about.
    pub findings: Vec<(Finding, u64)>,
    /// Which rules ran.
    pub rules_run: Vec<RuleRunRow>,
    /// What is held back.
    pub held_back: Vec<HeldBack>,
}

impl Release {
    /// What this release says of these submissions.
    ///
    /// # Errors
    /// When a table cannot be read, or is not as the store writes it.
    pub fn said_of(&self, standing: &[Standing]) -> Result<Said, Error> {
        if standing.is_empty() {
            return Ok(Said::default());
        }
        let wanted = Wanted::new(standing);
        let table = |name: &str| self.dir.join(format!("{name}.parquet"));
        let mut said = Said {
            findings: read_some(&table("findings"), |cells| wanted.row(cells, finding_and_record))?,
            rules_run: read_some(&table("rules_run"), |cells| wanted.row(cells, rule_run))?,
            held_back: read_some(&table("held_back"), |cells| wanted.row(cells, ledger::held_back))?,
        };
        said.findings.iter_mut().for_each(|(finding, _)| finding.carried = true);
        said.rules_run.iter_mut().for_each(|run| run.carried = true);
        said.held_back.iter_mut().for_each(|held| held.carried = true);
        Ok(said)
    }

    /// Which rules ran on what, sorted.
    ///
    /// # Errors
    /// When the table cannot be read, or is not as the store writes it.
    pub fn rules_run(&self) -> Result<Vec<RuleRunRow>, Error> {
        read_some(&self.dir.join("rules_run.parquet"), |cells| rule_run(cells).map(Some))
    }

    /// The file of a submission's accepted rows, where it brought any.
    pub fn part(&self, return_id: &str, year: Year, submitter: &Submitter) -> Option<PathBuf> {
        let part = self.dir.join(partition(return_id, year, submitter));
        part.is_file().then_some(part)
    }
}

fn finding_and_record(cells: &Cells<'_>) -> Result<(Finding, u64), Malformed> {
    Ok((finding(cells)?, cells.whole::<i64>("record")?.cast_unsigned()))
}

/// The submissions of which something is looked for, by file: a table may be long, and most of it about others.
struct Wanted<'a>(BTreeMap<&'a str, Vec<&'a Standing>>);

impl<'a> Wanted<'a> {
    fn new(standing: &'a [Standing]) -> Self {
        let mut by_file: BTreeMap<&str, Vec<&Standing>> = BTreeMap::new();
        for one in standing {
            by_file.entry(&one.file).or_default().push(one);
            if let Some(before) = one.before.as_ref().filter(|before| **before != one.file) {
                by_file.entry(before).or_default().push(one);
            }
        }
        Self(by_file)
    }

    /// The row, if it is about one of them.
    fn row<T>(
        &self,
        cells: &Cells<'_>,
        row: impl Fn(&Cells<'_>) -> Result<T, Malformed>,
    ) -> Result<Option<T>, Malformed> {
        let Some(of_file) = self.0.get(cells.text("file")?) else { return Ok(None) };
        let (return_id, submitter) = (cells.text("return")?, cells.text("submitter")?);
        let (year, carried) = (cells.parsed::<Year>("year")?, cells.flag("carried")?);
        let is_about = |one: &&&Standing| {
            *one.return_id == *return_id
                && one.submitter.as_str() == submitter
                && Some(one.year) == year
                && one.carried == carried
        };
        if of_file.iter().any(|one| is_about(&one)) { row(cells).map(Some) } else { Ok(None) }
    }
}

impl Stage {
    /// Takes over the accepted rows of a submission from an earlier release, where it brought any: the same file under
    /// a second name.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the file is not as that release published it, and when the release cannot be written.
    pub fn carry(&self, from: &Release, standing: &Standing) -> Result<Option<PathBuf>, Error> {
        let name = partition(&standing.return_id, standing.year, &standing.submitter);
        let Some(published) = from.manifest.outputs.iter().find(|output| output.path == name) else { return Ok(None) };
        let (there, here) = (from.dir.join(&name), self.dir().join(&name));
        let (digest, bytes) = files::digest(&there)?;
        if digest != published.blake3 || bytes != published.bytes {
            let why = format!("{name} was changed after it was published");
            return Err(Error::Damaged { release: from.id.clone(), why });
        }
        here.parent().map_or(Ok(()), files::create_folder)?;
        files::link(&there, &here)?;
        Ok(Some(here))
    }
}
