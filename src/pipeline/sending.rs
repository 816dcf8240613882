//! Writes the feedback of every sender into the release.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};

use super::Threads;
use super::feedback::{Comparing, Subject, subjects, tell};
use super::submissions::Taken;
use super::trend::Trends;
use crate::definitions::Definitions;
use crate::diagnostic::Error;
use crate::domain::{Date, Submitter};
use crate::indicators::Crew;
use crate::intake::Pseudonyms;
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
type Letter<'a> = (Option<Submitter>, Vec<Subject<'a>>);

impl Sending<'_> {
    /// Writes `feedback/<submitter>/` for everybody who sent anything, and `feedback/unknown/` where nobody knows who
    /// did. Says how what was found has changed.
    ///
    /// # Errors
    /// When typed rows cannot be read, or feedback cannot be written.
    pub(super) fn send(&self, taken: &Taken) -> Result<Vec<TrendRow>, Error> {
        let mut letters: BTreeMap<Option<Submitter>, Vec<Subject<'_>>> = BTreeMap::new();
        for subject in subjects(&taken.ledger, &taken.told, &taken.held_back) {
            letters.entry(subject.ledger.submitter.clone()).or_default().push(subject);
        }
        let letters: Vec<Letter<'_>> = letters.into_iter().collect();
        let trends = Threads.each(&letters, |letter| self.write(letter))?;
        Ok(trends.into_iter().flatten().collect())
    }

    fn write(&self, (to, subjects): &Letter<'_>) -> Result<Vec<TrendRow>, Error> {
        let folder = format!("feedback/{}", to.as_ref().map_or("unknown", Submitter::as_str));
        let feedback = Feedback {
            definitions: self.definitions,
            release: Some(self.stage.release_id()),
            as_at: self.as_at,
            version: env!("CARGO_PKG_VERSION"),
            to: to.clone(),
        };
        let list = BufWriter::new(self.stage.create(&format!("{folder}/{FINDINGS_CSV}"))?);
        let mut writing = Writing::new(feedback, list)?;
        for subject in subjects {
            let comparing = self.trends.earlier(&subject.ledger);
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
