//! What rules and reading codes say, gathered from the definitions: for releases, and for the rule book.

use std::path::{Path, PathBuf};

use super::carry::{OTHER_COLUMNS, OTHER_SECRET};
use super::explanations::{EXPIRED, NOTHING};
use super::gates::{OUTSIDE_BAND, TOO_MUCH_HELD_BACK};
use super::outputs;
use crate::definitions::Definitions;
use crate::diagnostic::{Error, Severity};
use crate::intake::trouble;
use crate::present::{self, Document, RuleBook};
use crate::store::RuleRow;

/// The rule book, as documents to be written.
///
/// # Errors
/// When a page cannot be made.
pub fn dictionary(definitions: &Definitions) -> Result<Vec<Document>, Error> {
    let mut reading = reading_codes(definitions);
    // These are about the collection's own list of explanations: no file that is sent has them.
    reading.retain(|(code, _)| ![NOTHING, EXPIRED].contains(&code.as_str()));
    present::dictionary(&RuleBook { definitions, reading: &reading, version: env!("CARGO_PKG_VERSION") })
}

/// Writes documents into a folder, which is made if need be: all of them, or none. Where they are now.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(folder: &Path, documents: &[Document]) -> Result<Vec<PathBuf>, Error> {
    outputs::prepare(folder, documents)?.settle()?;
    Ok(documents.iter().map(|document| folder.join(&document.path)).collect())
}

/// Every rule of every return, then every reading code, in the languages of the collection.
pub(super) fn rows(definitions: &Definitions) -> Vec<RuleRow> {
    let languages = &definitions.collection.languages;
    let mut rows = Vec::new();
    for return_ in definitions.returns.values() {
        rows.extend(return_.rules.iter().map(|rule| {
            RuleRow {
                return_id: return_.id.clone(),
                rule: rule.code.clone(),
                severity: rule.severity,
                columns: rule.columns.join(" ").into(),
                texts: languages
                    .iter()
                    .map(|language| {
                        let says = definitions.rule_says(return_, rule, language);
                        [says.into(), definitions.rule_fix(return_, rule, language).into()]
                    })
                    .collect(),
            }
        }));
    }
    rows.extend(reading_codes(definitions).into_iter().map(|(code, severity)| RuleRow {
        return_id: "".into(),
        severity,
        columns: "".into(),
        texts: languages.iter().map(|language| definitions.reading_texts(&code, language).map(Into::into)).collect(),
        rule: code.into(),
    }));
    rows
}

/// Every reading code with how much it matters: gates, like what cannot be read, refuse the file.
fn reading_codes(definitions: &Definitions) -> Vec<(String, Severity)> {
    let severity = |code: &str| match code {
        TOO_MUCH_HELD_BACK | OUTSIDE_BAND | OTHER_COLUMNS | OTHER_SECRET => Severity::Fatal,
        NOTHING | EXPIRED => Severity::Warning,
        code => trouble::severity(code),
    };
    definitions.reading_codes().into_iter().map(|code| (severity(&code), code)).map(|(how, code)| (code, how)).collect()
}
