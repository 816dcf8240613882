//! Writes the feedback of every sender into the release.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};

use super::crew;
use super::feedback::{Comparing, Subject, of_file, tell};
use super::submissions::Taken;
use super::told::{About, Told};
use super::trend::Trends;
use crate::definitions::Definitions;
use crate::diagnostic::Error;
use crate::domain::{Date, Submitter};
use crate::intake::{LedgerRow, Pseudonyms, Verdict};
use crate::present::feedback::{FINDINGS_CSV, Feedback, Writing};
use crate::store::{Stage, TrendRow};

/// What is needed to write feedback.
pub(super) struct Sending<'a> {
    pub definitions: &'a Definitions,
    pub stage: &'a Stage,
    pub as_at: Date,
    pub pseudonyms: &'a Pseudonyms,
    pub trends: &'a Trends,
}

/// Everything that one sender is told of.
type Letter<'a> = (Option<&'a Submitter>, Vec<Subject<'a>>);

impl Sending<'_> {
    /// Writes `feedback/<submitter>/` for everybody who sent anything, and `feedback/unknown/` where nobody knows who
    /// did. Says how what was found has changed.
    ///
    /// # Errors
    /// When typed rows cannot be read, or feedback cannot be written.
    pub(super) fn send(&self, taken: &Taken) -> Result<Vec<TrendRow>, Error> {
        let mut letters: BTreeMap<Option<&Submitter>, Vec<Subject<'_>>> = BTreeMap::new();
        for row in &taken.ledger {
            let told = of_row(&taken.told, row);
            // What submissions of a file share is nothing by itself.
            if row.year.is_none() && told.is_none() && row.verdict != Verdict::Refused {
                continue;
            }
            let subject = Subject { ledger: row, told, held_back: of_file(&taken.held_back, &row.file) };
            letters.entry(row.submitter.as_ref()).or_default().push(subject);
        }
        let mut letters: Vec<Letter<'_>> = letters.into_iter().collect();
        for (_, subjects) in &mut letters {
            // The year that is worked on comes first.
            subjects.sort_by_key(|subject| {
                let ledger = subject.ledger;
                (std::cmp::Reverse(ledger.year), &ledger.return_id, ledger.received, &ledger.file)
            });
        }
        let trends = crew::each(&letters, |letter| self.write(letter))?;
        Ok(trends.into_iter().flatten().collect())
    }

    fn write(&self, (to, subjects): &Letter<'_>) -> Result<Vec<TrendRow>, Error> {
        let folder = format!("feedback/{}", to.map_or("unknown", Submitter::as_str));
        let feedback = Feedback {
            definitions: self.definitions,
            release: Some(self.stage.release_id()),
            as_at: self.as_at,
            version: env!("CARGO_PKG_VERSION"),
            to: (*to).cloned(),
        };
        let list = BufWriter::new(self.stage.create(&format!("{folder}/{FINDINGS_CSV}"))?);
        let mut writing = Writing::new(feedback, list)?;
        for subject in subjects {
            let comparing = self.trends.earlier(subject.ledger);
            let comparing = comparing.map(|earlier| Comparing { pseudonyms: self.pseudonyms, earlier });
            tell(subject, self.definitions, comparing.as_ref(), &mut writing)?;
        }
        let (documents, gathered) = writing.finish()?;
        for document in documents {
            let path = format!("{folder}/{}", document.path);
            let mut file = self.stage.create(&path)?;
            file.write_all(&document.bytes).map_err(Error::write(path.as_ref()))?;
        }
        Ok(self.trends.rows(&gathered))
    }
}

/// What is told of a row of the ledger; nothing of what a later submission replaces: nobody need mend it.
fn of_row<'a>(told: &'a [Told], row: &LedgerRow) -> Option<&'a Told> {
    let about = About {
        return_id: row.return_id.clone(),
        year: row.year,
        submitter: row.submitter.clone(),
        file: row.file.clone(),
    };
    let at = told.binary_search_by(|told| told.about.cmp(&about)).ok().filter(|_| row.verdict != Verdict::Superseded);
    at.and_then(|at| told.get(at))
}
