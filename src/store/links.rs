//! The `links` table: which records of different authorities are one person's.

use std::path::Path;

use super::columns::Columns;
use super::files::PLAIN;
use crate::definitions::Confidence;
use crate::diagnostic::Error;

/// What is known of one record that is linked to another authority's, or might be. Sorted by authority and identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// The authority's code.
    pub authority: Box<str>,
    /// Its identifier of the person, a pseudonym.
    pub id: Box<str>,
    /// Whose it is: 26 hexadecimal digits, a digest of the pseudonym of the person's first record. None: more than one
    /// record fits it, and it is linked to none.
    pub person: Option<Box<str>>,
    /// The surest way by which it is linked; or could have been, had one record only fitted.
    pub way: Box<str>,
    /// How far that way can be trusted.
    pub confidence: Confidence,
}

/// Writes the table. Identifiers stand in a column of their name in the returns, by which it is joined to them.
pub(super) fn write(folder: &Path, identity: &str, rows: &[LinkRow]) -> Result<(), Error> {
    Columns::default()
        .texts("authority", rows.iter().map(|row| &row.authority))
        .texts(identity, rows.iter().map(|row| &row.id))
        .text("person", rows.iter().map(|row| row.person.as_ref()))
        .texts("way", rows.iter().map(|row| &row.way))
        .texts("confidence", rows.iter().map(|row| row.confidence.as_str()))
        .write(folder, "links.parquet", PLAIN)
}
