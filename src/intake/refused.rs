//! What is said of a file that is refused, and how a file's ledger rows are balanced.

use std::sync::Arc;

use super::find::Found;
use super::ledger::LedgerRow;
use super::read::Reading;
use super::read::fingerprints::Fingerprints;
use super::survey::Survey;
use super::trouble::{self, Trouble};
use crate::definitions::Definitions;
use crate::diagnostic::Finding;

/// A file about to be refused.
pub(super) struct Refused<'a> {
    pub(super) found: &'a Found,
    /// Where what was meant may be found.
    pub(super) definitions: Option<&'a Definitions>,
    pub(super) survey: Option<&'a Survey>,
    pub(super) delimiter: Option<u8>,
    /// What was found before.
    pub(super) findings: Vec<Finding>,
}

impl<'a> Refused<'a> {
    /// A file of which nothing could be read.
    pub(super) fn unread(found: &'a Found) -> Self {
        Self { found, definitions: None, survey: None, delimiter: None, findings: Vec::new() }
    }

    /// Refuses it: every line is a refused line.
    pub(super) fn because(self, trouble: Trouble, line: u32, column: &str) -> Reading {
        let found = self.found;
        let suggests = self.definitions.map(|definitions| suggestion(found, trouble, definitions)).unwrap_or_default();
        let mut row = LedgerRow::new(&found.file);
        describe(&mut row, found, self.survey, self.delimiter);
        row.year = found.year;
        row.submitter.clone_from(&found.submitter);
        row.refuse(trouble);
        row.lines = self.survey.map_or(0, |survey| survey.lines);
        row.bytes = self.survey.map_or(0, |survey| survey.bytes);
        row.refused_lines = row.lines;
        let mut findings = self.findings;
        findings.push(Finding {
            file: Arc::clone(&found.file),
            line,
            column: column.into(),
            rule: trouble.into(),
            severity: trouble::severity(trouble),
            return_id: Arc::clone(&found.return_id),
            year: found.year,
            submitter: found.submitter.clone(),
            cell: "".into(),
            suggests,
            explained: false,
            carried: false,
        });
        for finding in &mut findings {
            finding.year = finding.year.or(found.year);
            finding.submitter.clone_from(&found.submitter);
        }
        findings.sort();
        Reading {
            digest: self.survey.map(|survey| survey.digest.clone()).unwrap_or_default(),
            ledger: vec![row],
            findings,
            held_back: Vec::new(),
            staged: Vec::new(),
            identifiers: Fingerprints::default(),
            normalised: Vec::new(),
            sheet: None,
        }
    }
}

/// What the file's name, or its folder's, was probably meant to be; blank where nothing is near.
fn suggestion(found: &Found, trouble: Trouble, definitions: &Definitions) -> Arc<str> {
    let meant = match trouble {
        trouble::UNKNOWN_RETURN => definitions.nearest_return(&found.return_id).map(Into::into),
        trouble::UNKNOWN_SUBMITTER => {
            let mut folders = found.file.rsplit('/').skip(1);
            let authority = folders.find_map(|folder| definitions.nearest_authority(folder));
            authority.map(|authority| authority.code.as_str().into())
        }
        _ => None,
    };
    meant.unwrap_or_default()
}

/// Fills in what a ledger row says of its file.
pub(super) fn describe(row: &mut LedgerRow, found: &Found, survey: Option<&Survey>, delimiter: Option<u8>) {
    row.return_id = Arc::clone(&found.return_id);
    row.received = found.received;
    if let Some(survey) = survey {
        row.hash = survey.digest.as_str().into();
        row.encoding = survey.encoding.as_str().into();
    }
    if let Some(delimiter) = delimiter {
        row.delimiter = char::from(delimiter).to_string().into();
    }
}

/// Gives each row of a file its lines. The first of them gets what the others leave of the lines that the *survey*
/// counted: a line that the walk lost, or counted twice, then shows as a row that does not add up.
pub(super) fn balance(ledger: &mut [LedgerRow], survey: &Survey) {
    let Some((shared, others)) = ledger.split_first_mut() else { return };
    let (mut lines, mut bytes) = (survey.lines, survey.bytes);
    for row in others {
        row.lines = row.accounted();
        lines = lines.saturating_sub(row.lines);
        bytes = bytes.saturating_sub(row.bytes);
    }
    shared.lines = lines;
    shared.bytes = bytes;
}
