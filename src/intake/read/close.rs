//! The end of a file: its submissions are closed, or the whole is refused.

use std::fs;
use std::sync::Arc;

use super::fingerprints::Fingerprints;
use super::stage::Stage;
use super::{Reading, Staged, refuse};
use crate::diagnostic::Error;
use crate::domain::{Date, Year};
use crate::intake::find::Found;
use crate::intake::ledger::Verdict;
use crate::intake::load::{Load, Part};
use crate::intake::refused::{Refused, balance, describe};
use crate::intake::survey::Survey;
use crate::intake::trouble::{DISAGREES, EMPTY, NIL, UNKNOWN_SUBMITTER, UNKNOWN_YEAR};

/// Closes what was loaded, and accounts for it.
pub(super) fn finish(mut load: Load<'_>, survey: &Survey, delimiter: u8) -> Result<Reading, Error> {
    if load.refusal.is_none() {
        settle(&mut load)?;
    }
    if let Some(refusal) = load.refusal.take() {
        let found = load.of.found;
        for part in std::mem::take(&mut load.parts).into_values() {
            discard(part)?;
        }
        let found = Found { year: load.year, submitter: load.submitter.clone(), ..found.clone() };
        let refused = Refused {
            found: &found,
            definitions: Some(load.of.definitions),
            survey: Some(survey),
            delimiter: Some(delimiter),
            findings: load.findings,
        };
        let reading = refused.because(refusal.trouble, refusal.line, &refusal.column);
        return Ok(Reading { sheet: Some(load.sheet), ..reading });
    }
    let mut reading = Reading {
        digest: survey.digest.clone(),
        ledger: Vec::new(),
        findings: Vec::new(),
        held_back: Vec::new(),
        staged: Vec::new(),
        identifiers: Fingerprints::default(),
        normalised: load.normalised.by_field(load.of.return_),
        sheet: Some(Arc::clone(&load.sheet)),
    };
    for (key, part) in std::mem::take(&mut load.parts) {
        close(&load, key, part, survey, delimiter, &mut reading)?;
    }
    balance(&mut reading.ledger, survey);
    for finding in &mut load.findings {
        finding.submitter.clone_from(&load.submitter);
        finding.year = finding.year.or(if load.of.by_year { None } else { load.year });
    }
    for held in &mut load.held_back {
        held.submitter.clone_from(&load.submitter);
        held.year = held.year.or(if load.of.by_year { None } else { load.year });
    }
    load.findings.sort();
    reading.findings = load.findings;
    reading.held_back = load.held_back;
    reading.identifiers = load.fingerprints.finish()?;
    Ok(reading)
}

/// What shows only at the end: no rows at all, nobody's, or no year's.
fn settle(load: &mut Load<'_>) -> Result<(), Error> {
    let rows = load.parts.values().map(|part| part.row.rows_loaded + part.row.rows_held_back).sum::<u64>();
    let years: Vec<Year> = load.parts.keys().filter_map(|year| *year).collect();
    if rows == 0 && !load.of.return_.nil_allowed {
        refuse(load, EMPTY);
    } else if load.submitter.is_none() {
        refuse(load, UNKNOWN_SUBMITTER);
    } else if load.year.is_none() && years.is_empty() {
        refuse(load, UNKNOWN_YEAR);
    } else if load.of.by_year && load.year.is_some_and(|year| !years.is_empty() && !years.contains(&year)) {
        refuse(load, DISAGREES);
    }
    let Some(year) = load.year.filter(|_| load.refusal.is_none()) else { return Ok(()) };
    if rows == 0 {
        load.finding_of_line(0, NIL, Some(year));
    }
    // A submission of which nothing was loaded is staged too: it is an answer.
    if (!load.of.by_year || years.is_empty()) && load.part(Some(year)).stage.is_none() {
        let stage = Stage::create(load.staged_path(year), load.of.shape)?;
        load.part(Some(year)).stage = Some(stage);
    }
    Ok(())
}

/// Drops a part's staged rows.
fn discard(part: Part) -> Result<(), Error> {
    let Some(stage) = part.stage else { return Ok(()) };
    let path = stage.path().to_path_buf();
    drop(stage);
    fs::remove_file(&path).map_err(Error::write(&path))
}

/// Closes one part: its ledger row, and its staged rows where it is a submission.
fn close(
    load: &Load<'_>,
    key: Option<Year>,
    part: Part,
    survey: &Survey,
    delimiter: u8,
    reading: &mut Reading,
) -> Result<(), Error> {
    let found = load.of.found;
    let year = if load.of.by_year { key } else { load.year };
    let Part { mut row, stage, data_to } = part;
    describe(&mut row, found, Some(survey), Some(delimiter));
    row.year = year;
    row.submitter.clone_from(&load.submitter);
    row.due =
        year.zip(load.of.return_.due).and_then(|(year, due)| Date::new(year.start() + 1, due.month, due.day).ok());
    row.verdict = match (row.rows_loaded, row.rows_held_back) {
        (_, 1..) => Verdict::AcceptedWithErrors,
        (0, 0) if stage.is_some() => Verdict::Nil,
        _ => Verdict::Accepted,
    };
    if let (Some(stage), Some(year), Some(submitter)) = (stage, year, &load.submitter) {
        let last = data_to.map(|day| day.date).or(found.received).unwrap_or_else(|| year.last_day());
        row.data_to = Some(last);
        let (parquet, rows) = stage.finish()?;
        reading.staged.push(Staged {
            return_id: load.of.return_.id.as_ref().into(),
            year,
            submitter: submitter.clone(),
            file: Arc::clone(&found.file),
            received: found.received,
            number: found.number,
            data_to: last,
            parquet,
            rows,
            sheet: Some(Arc::clone(&load.sheet)),
            ledger: reading.ledger.len(),
        });
    }
    reading.ledger.push(row);
    Ok(())
}
