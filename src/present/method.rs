//! What stands behind the figures: definitions, protection, shorthand, provenance.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Overview;
use super::grid::Row;
use super::page::{Note, note};
use super::quality::{Listing, listing, row};
use super::voice::Voice;
use crate::definitions::{BelowNation, Counts, Indicator, Policy};
use crate::domain::NoteCode;

/// The sections as the page prints them.
#[derive(Serialize)]
pub(super) struct Method {
    definitions: Listing,
    disclosure: Listing,
    shorthand: Vec<Note>,
    shorthand_caption: String,
    shorthand_columns: [String; 3],
    provenance: Vec<(String, String)>,
}

/// Codes that are explained on every page, whether it bears them or not.
const ALWAYS: [NoteCode; 3] = [NoteCode::Confidential, NoteCode::NotAvailable, NoteCode::NotApplicable];

pub(super) fn method(view: &Overview<'_>, voice: &Voice<'_>, codes: &BTreeSet<NoteCode>) -> Method {
    let used = used(view);
    let codes: BTreeSet<NoteCode> = codes.iter().copied().chain(ALWAYS).collect();
    Method {
        definitions: definitions(voice, &used),
        disclosure: disclosure(view, voice, &used),
        shorthand: codes.into_iter().map(|code| note(voice, code)).collect(),
        shorthand_caption: voice.say("shorthand-caption"),
        shorthand_columns: ["column-shorthand", "column-meaning", "column-use"].map(|key| voice.say(key)),
        provenance: provenance(view, voice),
    }
}

/// The indicators of the headlines, charts, tables and paragraphs, in the order of their definitions.
fn used<'a>(view: &Overview<'a>) -> Vec<&'a Indicator> {
    let indicators = view.definitions.indicators.iter();
    indicators.filter(|indicator| view.definitions.report.shows(&indicator.id)).collect()
}

fn definitions(voice: &Voice<'_>, used: &[&Indicator]) -> Listing {
    let rows = used.iter().map(|indicator| {
        let version = voice.tell_texts("definition-version", &[("version", &indicator.version.to_string())]);
        let status = format!("{} ({version})", voice.say(&format!("status-{}", indicator.status)));
        let is_cited = !indicator.source.is_empty();
        let source = if is_cited { indicator.source.to_string() } else { voice.say("source-none") };
        let definition = voice.text(&format!("indicator.{}.definition", indicator.id)).to_string();
        let row = row(voice.title(&indicator.id), vec![definition, status, source]);
        Row { english: is_cited.then_some(2), ..row }
    });
    let columns = ["column-indicator", "column-definition", "column-status", "column-source"];
    listing(voice, "definitions", "definitions-caption", &columns, &[0, 1, 2], rows.collect())
}

fn disclosure(view: &Overview<'_>, voice: &Voice<'_>, used: &[&Indicator]) -> Listing {
    let counted: BTreeSet<Counts> = used.iter().map(|indicator| indicator.counts).collect();
    let policies = &view.definitions.collection.disclosure;
    let rows = policies
        .iter()
        .filter(|(counts, _)| counted.contains(counts))
        .map(|(counts, policy)| row(voice.say(&format!("counted-{}", counts.as_str())), protection(voice, policy)));
    let columns = ["column-counted", "column-withheld", "column-rounding", "column-below"];
    listing(voice, "disclosure", "disclosure-caption", &columns, &[0, 1, 2], rows.collect())
}

fn protection(voice: &Voice<'_>, policy: &Policy) -> Vec<String> {
    let withheld = match policy.withhold {
        Some((from, to)) => voice.tell_texts("withheld-range", &[("from", &from.to_string()), ("to", &to.to_string())]),
        None => voice.say("withheld-never"),
    };
    let rounding = match policy.round_to {
        Some(to) => voice.tell_texts("rounded-to", &[("to", &to.to_string())]),
        None => voice.say("rounded-never"),
    };
    let below = match policy.below_nation {
        BelowNation::Always => "below-always",
        BelowNation::WhenComplete => "below-when-complete",
        BelowNation::Never => "below-never",
    };
    vec![withheld, rounding, voice.say(below)]
}

fn provenance(view: &Overview<'_>, voice: &Voice<'_>) -> Vec<(String, String)> {
    let account = view.account;
    let mut said = vec![
        ("provenance-release", account.release.clone()),
        ("provenance-as-at", voice.date(account.as_at)),
        ("provenance-version", format!("Trosolwg {}", account.version)),
        ("provenance-inputs", account.inputs.clone()),
        ("provenance-definitions", view.definitions.digest.clone()),
    ];
    let years: BTreeSet<i16> = view.definitions.reference.population.keys().map(|(year, _)| year.start()).collect();
    let collected = view.definitions.collection.years.iter().map(|year| year.start());
    let years: Vec<String> = collected.filter(|year| years.contains(year)).map(|year| year.to_string()).collect();
    if !years.is_empty() {
        said.push(("provenance-population", voice.tell_texts("population-vintage", &[("years", &voice.list(&years))])));
    }
    said.into_iter().map(|(key, text)| (voice.say(key), text)).collect()
}
