//! One submission that stands, and the rows it brings.

use std::path::Path;

use polars::prelude::{DataFrame, HiveOptions, IntoLazy, LazyFrame, PlRefPath, ScanArgsParquet};

use super::internal;
use crate::diagnostic::Error;
use crate::domain::{Date, Submitter, Year};

/// One submission that stands in a release.
#[derive(Clone)]
pub struct Holding {
    /// The return.
    pub return_id: Box<str>,
    /// The reporting year.
    pub year: Year,
    /// Whose it is.
    pub submitter: Submitter,
    /// The last day up to which it is complete.
    pub data_to: Date,
    /// How many rows it brings; 0 for a nil return.
    pub rows: u64,
    /// Its rows, unless it is a nil return.
    pub(super) frame: Option<LazyFrame>,
    /// Whether the rows are typed as the store types them: several codes are a list.
    pub(super) stored: bool,
}

impl Holding {
    /// A nil return: in, with no rows.
    pub fn nil(return_id: &str, year: Year, submitter: Submitter, data_to: Date) -> Self {
        Self { return_id: return_id.into(), year, submitter, data_to, rows: 0, frame: None, stored: false }
    }

    /// Gives it the rows of an accepted Parquet file.
    pub fn with_parquet(self, rows: u64, file: &Path) -> Result<Self, Error> {
        Ok(Self { rows, frame: Some(scan(file)?), stored: true, ..self })
    }

    /// Gives it rows in memory: those of an example.
    #[must_use]
    pub fn with_rows(self, rows: DataFrame) -> Self {
        Self { rows: rows.height() as u64, frame: Some(rows.lazy()), stored: false, ..self }
    }
}

/// A lazy look at one Parquet file, as it is: nothing is guessed from its path.
pub(super) fn scan(file: &Path) -> Result<LazyFrame, Error> {
    let text = file.to_str().ok_or_else(|| Error::Asked(format!("{} is not a name in UTF-8", file.display())))?;
    let args = ScanArgsParquet { hive_options: HiveOptions::new_disabled(), glob: false, ..Default::default() };
    LazyFrame::scan_parquet(PlRefPath::new(text), args).map_err(internal)
}
