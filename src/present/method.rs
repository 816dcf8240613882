//! What stands behind the figures: definitions, protection, shorthand, provenance.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Overview;
use super::grid::Row;
use super::notes::{Note, note};
use super::quality::{Listing, listing, row};
use super::voice::Voice;
use crate::definitions::{Below, BelowNation, Counts, Disclosure, Indicator, Method as Manner, Policy, Withheld};
use crate::domain::NoteCode;

/// The sections as the page prints them.
#[derive(Serialize)]
pub(super) struct Method {
    behind: Behind,
    shorthand: Vec<Note>,
    shorthand_caption: String,
    shorthand_columns: [String; 3],
    provenance: Vec<(String, String)>,
}

/// What stands behind some indicators: what they are, and how they are protected.
#[derive(Serialize)]
pub(super) struct Behind {
    definitions: Listing,
    disclosure: Listing,
    /// Why some figures are withheld whatever their numbers.
    kept_back: Vec<String>,
}

impl Behind {
    pub(super) fn of(view: &Overview<'_>, voice: &Voice<'_>, used: &[&Indicator]) -> Self {
        Self {
            definitions: definitions(voice, used),
            disclosure: disclosure(view, voice, used),
            kept_back: kept_back(view, voice, used),
        }
    }
}

pub(super) fn method(view: &Overview<'_>, voice: &Voice<'_>, codes: &BTreeSet<NoteCode>) -> Method {
    Method {
        behind: Behind::of(view, voice, &used(view)),
        shorthand: codes.iter().map(|code| note(voice, *code)).collect(),
        shorthand_caption: voice.say("shorthand-caption"),
        shorthand_columns: ["column-shorthand", "column-meaning", "column-use"].map(|key| voice.say(key)),
        provenance: provenance(view, voice),
    }
}

/// The indicators of the headlines, charts, tables and paragraphs, in the order of their definitions.
fn used<'a>(view: &Overview<'a>) -> Vec<&'a Indicator> {
    let indicators = view.definitions.indicators.iter();
    indicators.filter(|indicator| view.definitions.report.shows(&indicator.id) || view.adds(indicator)).collect()
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
    let policies = &view.definitions.collection.disclosure.policies;
    let rows = policies
        .iter()
        .filter(|(counts, _)| counted.contains(counts))
        .map(|(counts, policy)| row(voice.say(&format!("counted-{}", counts.as_str())), protection(voice, policy)));
    let columns = ["column-counted", "column-withheld", "column-rounding", "column-below"];
    listing(voice, "disclosure", "disclosure-caption", &columns, &[0, 1, 2], rows.collect())
}

/// What is said of categories and figures that are withheld whatever their numbers, where the page shows others like them.
fn kept_back(view: &Overview<'_>, voice: &Voice<'_>, used: &[&Indicator]) -> Vec<String> {
    let Disclosure { apart, withheld, .. } = &view.definitions.collection.disclosure;
    let by = |breakdown: &str| {
        used.iter().any(|indicator| indicator.breakdowns.iter().any(|known| *known.column == *breakdown))
    };
    let shown = |id: &str| used.iter().any(|indicator| *indicator.id == *id);
    let apart = apart.iter().filter(|apart| by(&apart.breakdown)).map(|apart| &apart.id);
    let concerned = |one: &&Withheld| {
        one.indicators.iter().any(|id| shown(id)) || one.breakdowns.iter().any(|breakdown| by(breakdown))
    };
    let ids = apart.chain(withheld.iter().filter(concerned).map(|withheld| &withheld.id));
    ids.map(|id| voice.text(&format!("disclosure.{id}.why")).to_string()).collect()
}

fn protection(voice: &Voice<'_>, policy: &Policy) -> Vec<String> {
    let number = |number: u32| number.to_string();
    let withheld = match (policy.small, policy.method) {
        (Some((from, to)), _) => {
            let least = number(policy.least_denominator);
            voice.tell_texts("withheld-few", &[("least", &least), ("from", &number(from)), ("to", &number(to))])
        }
        (None, Manner::Open) => voice.say("withheld-never"),
        (None, Manner::Round { .. } | Manner::Suppress) => voice.say("withheld-besides"),
    };
    let rounding = match policy.base() {
        Some(to) => voice.tell_texts("rounded-to", &[("to", &number(to))]),
        None => voice.say("rounded-never"),
    };
    vec![withheld, rounding, below(voice, policy)]
}

/// What is published below the nation.
fn below(voice: &Voice<'_>, policy: &Policy) -> String {
    let BelowNation { year, quarter, month } = policy.below_nation;
    let all = |below| [year, quarter, month] == [below; 3];
    if all(Below::None) {
        return voice.say("below-never");
    }
    if all(Below::Breakdowns) {
        return voice.say("below-always");
    }
    let [year, quarter, month] = [year, quarter, month].map(|below| voice.say(&format!("below-{}", below.as_str())));
    voice.tell_texts("below-by-period", &[("year", &year), ("quarter", &quarter), ("month", &month)])
}

/// What the release is and what it was made from, each with what it is called.
pub(super) fn provenance(view: &Overview<'_>, voice: &Voice<'_>) -> Vec<(String, String)> {
    let account = view.account;
    let mut said = vec![
        ("provenance-release", account.release.clone()),
        ("provenance-as-at", voice.date(account.as_at)),
        ("provenance-version", format!("Trosolwg {}", account.version)),
        ("provenance-commit", if account.commit.is_empty() { voice.say("unknown") } else { account.commit.clone() }),
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
