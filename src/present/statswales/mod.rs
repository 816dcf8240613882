//! The figures of years for `StatsWales`: data sets with their facts, the tables of their codes and their metadata, in
//! every language. Quarters and months are left out, since a data set has one form of year.
//!
//! What `StatsWales` would refuse is never written: the checker that mirrors its refusals reads each file first.

pub mod check;
mod codes;
mod facts;

use serde_json::{Map, Value, json};

use super::tidy::{breakdown, chapter};
use super::voice::{Used, Voice};
use super::{Document, Overview};
use crate::definitions::Method;
use crate::diagnostic::Error;
use crate::domain::{Audience, Language};
use check::{Refusal, Roles};
use facts::{Cube, FIXED};

/// Every data set in a folder of its own; none for the inspectorate alone: what is sent to `StatsWales` is published.
///
/// # Errors
/// [`Error::Internal`] where `StatsWales` would refuse a file.
pub(super) fn documents(view: &Overview<'_>) -> Result<Vec<Document>, Error> {
    let mut documents = Vec::new();
    if view.audience() == Audience::Internal {
        return Ok(documents);
    }
    for set in facts::gather(view).into_values() {
        documents.extend(files(view, set)?);
    }
    Ok(documents)
}

fn files(view: &Overview<'_>, set: Cube<'_>) -> Result<Vec<Document>, Error> {
    let folder =
        if set.breakdown.is_empty() { set.chapter.to_owned() } else { format!("{}-by-{}", set.chapter, set.breakdown) };
    let mut tables = vec![("area", codes::areas(view, &set)), ("measure", codes::measures(view, &set))];
    let column = set.column.clone();
    tables.extend(column.as_deref().map(|column| (column, codes::categories(view, &set))));
    let metadata = metadata(view, &set)?;
    let facts = set.csv.into_bytes();
    let languages: Vec<&str> = view.definitions.collection.languages.iter().map(Language::as_str).collect();
    refuse(&facts, &tables, column.as_deref(), &languages).map_err(|found| refused(&folder, &found))?;
    let document = |name: &str, bytes| Document { path: format!("data/statswales/{folder}/{name}"), bytes };
    let mut documents = vec![document("data.csv", facts), document("metadata.json", metadata)];
    documents.extend(tables.into_iter().map(|(name, bytes)| document(&format!("{name}.csv"), bytes)));
    Ok(documents)
}

fn refuse(
    facts: &[u8],
    tables: &[(&str, Vec<u8>)],
    category: Option<&str>,
    languages: &[&str],
) -> Result<(), Vec<Refusal>> {
    let [year, area, measure, values, notes] = FIXED;
    let dimensions = [area].into_iter().chain(category).collect();
    let known = check::facts(facts, &Roles { year, dimensions, measure, values, notes })?;
    for (column, bytes) in tables {
        let codes = known.codes(column).ok_or_else(|| vec![Refusal::MissingColumn((*column).to_owned())])?;
        check::lookup(bytes, codes, languages)?;
    }
    Ok(())
}

fn refused(folder: &str, found: &[Refusal]) -> Error {
    let few: Vec<String> = found.iter().take(3).map(ToString::to_string).collect();
    let (all, few) = (found.len(), few.join(", "));
    Error::Internal(format!("StatsWales would refuse the data set {folder} for {all} reasons: {few}"))
}

/// What `StatsWales` asks about a data set, in every language.
fn metadata(view: &Overview<'_>, set: &Cube<'_>) -> Result<Vec<u8>, Error> {
    let used = Used::default();
    let each = |say: &dyn Fn(&Voice<'_>) -> String| -> Value {
        let languages = view.definitions.collection.languages.iter();
        let voice = |language| Voice { definitions: view.definitions, language, used: &used };
        let said: Map<String, Value> =
            languages.map(|language| (language.to_string(), Value::from(say(&voice(language))))).collect();
        Value::from(said)
    };
    let mut columns = json!({
        "year": "time", "area": "dimension", "measure": "measure", "data": "data values", "note_codes": "note codes",
    });
    if let (Some(columns), Some(column)) = (columns.as_object_mut(), &set.column) {
        columns.insert(column.clone(), Value::from("dimension"));
    }
    let all = json!({
        "title": each(&|voice| title(voice, set)),
        "summary": each(&|voice| voice.tell_texts("statswales-summary", &[("title", &title(voice, set))])),
        "collection": each(&|voice| {
            let date = voice.date(view.account.as_at);
            let title = voice.text("collection.title").to_owned();
            let args = [("title", &*title), ("date", &*date), ("release", &*view.account.release)];
            voice.tell_texts("statswales-collection", &args)
        }),
        "quality": each(&|voice| voice.say("statswales-quality")),
        "rounding": each(&|voice| rounding(view, voice, set)),
        "frequency": each(&|voice| voice.say("statswales-yearly")),
        "columns": columns,
        "year": { "type": "financial", "format": "YYYY-YY" },
        "licence": view.definitions.collection.licence,
        "as_at": view.account.as_at.to_string(),
        "release": view.account.release,
    });
    let mut bytes = serde_json::to_vec_pretty(&all)
        .map_err(|fault| Error::Internal(format!("metadata of a data set were not written: {fault}")))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// `Children looked after and their placements: Age`.
fn title(voice: &Voice<'_>, set: &Cube<'_>) -> String {
    let chapter = chapter(voice, set.chapter);
    if set.breakdown.is_empty() {
        return chapter;
    }
    let breakdown = breakdown(voice, set.chapter, set.breakdown);
    voice.tell_texts("statswales-title-by", &[("chapter", &chapter), ("breakdown", &breakdown)])
}

/// To what multiples counts of the data set are rounded.
fn rounding(view: &Overview<'_>, voice: &Voice<'_>, set: &Cube<'_>) -> String {
    let policies =
        set.measures.iter().filter_map(|one| view.definitions.collection.disclosure.policy(one.indicator.counts));
    let mut bases: Vec<u32> = policies
        .filter_map(|policy| match policy.method {
            Method::Round { base } => Some(base),
            _ => None,
        })
        .collect();
    bases.sort_unstable();
    bases.dedup();
    if bases.is_empty() {
        return voice.say("statswales-not-rounded");
    }
    let bases: Vec<String> = bases.iter().map(ToString::to_string).collect();
    voice.tell_texts("statswales-rounded", &[("bases", &voice.list(&bases))])
}

#[cfg(test)]
mod tests;
