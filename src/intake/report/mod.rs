//! The text of the report on an authority's inspection -> its findings, as rows of a return.
//!
//! The text is decoded and cut into lines (`text`), each line is told for what it is (`line`, `bullet`), and the lines
//! become questions with their findings (`outline`). What stands before the first question says whose report it is
//! (`front`) and when the fieldwork was (`fieldwork`). Words that show all this are declared ([`Inspections`]).

mod bullet;
mod fieldwork;
mod front;
mod line;
mod outline;
#[cfg(test)]
mod tests;
mod text;

use crate::definitions::{Inspections, Reference, ReportWords, folded_words};
use crate::domain::{AuthorityCode, Language};
pub use fieldwork::Fieldwork;
pub use outline::{Account, Counted};

/// What was read of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct InspectionReport {
    /// `utf-8` or `windows-1252`.
    pub encoding: &'static str,
    /// The language it is written in.
    pub language: Language,
    /// Whose inspection it is about.
    pub authority: AuthorityCode,
    /// What the inspection was called.
    pub programme: String,
    /// When it was, and how long it took.
    pub fieldwork: Fieldwork,
    /// A year that stands in the title, and on which line: no date.
    pub year: Option<(u32, u32)>,
    /// The questions, each with how many findings it has.
    pub questions: Vec<Counted>,
    /// The findings, in the order of the report.
    pub findings: Vec<Reported>,
    /// What became of its lines.
    pub account: Account,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// The question that it answers.
    pub question: u32,
    /// The code of what it is.
    pub polarity: Box<str>,
    /// Its number among those of its question and kind, from 1.
    pub number: u32,
    /// Its whole text, on one line.
    pub text: String,
    /// The themes that keywords suggest, each with its keywords, in the order of their file. Nobody has confirmed them.
    pub proposals: Vec<(Box<str>, Vec<Box<str>>)>,
}

/// What a person says of a report.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Whose inspection it is about.
    pub authority: Option<AuthorityCode>,
    /// What the inspection was called.
    pub programme: Option<String>,
}

/// Why a report could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is no text.
    NotText,
    /// It does not have each question once with findings; these it has.
    Questions(Vec<Counted>),
    /// Its title names no authority, or these.
    Authority(Vec<AuthorityCode>),
    /// Its title does not say what the inspection was called.
    Programme,
}

/// Reads the text of a report.
///
/// # Errors
/// It is not the report of an inspection with these questions, or does not say what nobody told.
pub fn read_report(
    bytes: &[u8],
    inspections: &Inspections,
    reference: &Reference,
    told: &Told,
) -> Result<InspectionReport, Unread> {
    let (text, encoding) = text::decoded(bytes).ok_or(Unread::NotText)?;
    let lines = text::lines(&text);
    let outlines = inspections.words.iter().map(|words| (words, outline::outline(&lines, words)));
    // Of equals the first.
    let best = outlines.reduce(|best, next| if next.1.size() > best.1.size() { next } else { best });
    let (words, outline) = best.ok_or(Unread::Questions(Vec::new()))?;
    let Some(found) = outline.findings(inspections.questions) else { return Err(Unread::Questions(outline.counted())) };
    let findings = found.into_iter().map(|finding| with_proposals(finding, inspections, words)).collect();
    let front = outline.front().and_then(|at| lines.get(..at)).unwrap_or(&lines);
    let title = front::title(front);
    let authority = match &told.authority {
        Some(code) => code.clone(),
        None => front::authority(front, title, reference).map_err(Unread::Authority)?,
    };
    let programme = told.programme.clone().or_else(|| front::programme(title, reference));
    Ok(InspectionReport {
        encoding,
        language: words.language.clone(),
        authority,
        programme: programme.ok_or(Unread::Programme)?,
        fieldwork: fieldwork::fieldwork(front, words),
        year: front::year(title),
        questions: outline.counted(),
        findings,
        account: outline.account,
    })
}

fn with_proposals(finding: Reported, inspections: &Inspections, words: &ReportWords) -> Reported {
    let said: Vec<String> = folded_words(&finding.text).collect();
    let mut proposals: Vec<(Box<str>, Vec<Box<str>>)> = Vec::new();
    let keywords = inspections.keywords.iter().filter(|keyword| keyword.language == words.language);
    for keyword in keywords.filter(|keyword| keyword.is_in(&said)) {
        match proposals.iter_mut().find(|(theme, _)| *theme == keyword.theme) {
            Some((_, because)) => because.push(keyword.text.clone()),
            None => proposals.push((keyword.theme.clone(), vec![keyword.text.clone()])),
        }
    }
    Reported { proposals, ..finding }
}
