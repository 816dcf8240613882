//! The overview as tagged PDF, of the same parts as its page.

use serde::Serialize;
use serde_json::Value;

use super::page::Link;
use super::template::unmarked;
use super::voice::Voice;
use super::{Document, Overview, path_of};
use crate::diagnostic::Error;
use crate::domain::Language;

/// The parts of a page, and the day that the document bears: the one the release counts to, not one of a clock.
#[derive(Serialize)]
struct Dated<'p, P: Serialize> {
    #[serde(flatten)]
    page: &'p P,
    day: (i16, i8, i8),
}

/// The PDF of a page.
///
/// # Errors
/// [`Error::Internal`] where the typesetter misses a part of the page, or PDF/UA-1 refuses what is made of it: a chart
/// without description, for one.
pub(super) fn document(view: &Overview<'_>, language: &Language, page: &impl Serialize) -> Result<Document, Error> {
    let path = path(view, language);
    let broken = |why: String| Error::Internal(format!("{path} cannot be made: {why}"));
    let as_at = view.account.as_at;
    let dated = Dated { page, day: (as_at.year(), as_at.month(), as_at.day()) };
    let parts = serde_json::to_value(dated).map_err(|error| broken(error.to_string()))?;
    let bytes = trosolwg_typeset::overview(&plain(parts)).map_err(|fault| broken(fault.to_string()))?;
    Ok(Document { path, bytes })
}

/// The way to the PDF from its page.
pub(super) fn link(view: &Overview<'_>, voice: &Voice<'_>) -> Link {
    Link { href: path(view, voice.language), text: voice.say("download-pdf") }
}

fn path(view: &Overview<'_>, language: &Language) -> String {
    path_of(view.audience(), "overview", language, "pdf")
}

/// The parts without what marks senders' own words for the HTML page.
fn plain(parts: Value) -> Value {
    match parts {
        Value::String(text) => Value::String(unmarked(&text)),
        Value::Array(parts) => parts.into_iter().map(plain).collect(),
        Value::Object(parts) => parts.into_iter().map(|(name, part)| (name, plain(part))).collect(),
        other => other,
    }
}
