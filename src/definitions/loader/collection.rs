//! Reads `collection.toml`.

use std::collections::BTreeMap;

use super::mistakes::Place;
use super::node::Node;
use super::{Loading, gates};
use crate::definitions::{BelowNation, Collection, Counts, Gate, Gates, HeadlineBasis, HeadlinePolicy, Policy};
use crate::domain::{Language, Year};

/// The collection; what is missing or wrong in it is noted, and stands in empty.
pub(super) fn read(loading: &mut Loading<'_>, id: &str) -> Collection {
    let mut collection = Collection {
        id: id.into(),
        title: "".into(),
        years: Vec::new(),
        languages: vec![Language::english()],
        nation: "".into(),
        totals: Vec::new(),
        gates: Gates { general: Gate::OPEN, by_return: BTreeMap::new() },
        headline: HeadlinePolicy { basis: HeadlineBasis::AsReturned, least_population: 0.0 },
        disclosure: BTreeMap::new(),
    };
    let Some(node) = loading.document("collection.toml") else { return collection };
    if let Some(title) = node.text("title") {
        collection.title = title.boxed();
        loading.english("collection.title".to_owned(), &title);
    }
    // The folder has read them before anything was parsed.
    if let Some(lender) = node.maybe_text("fixed_texts")
        && loading.folder.file("words/ui.en.ftl").is_none()
    {
        let label = "there is no `ui.en.ftl` in this folder, as seen from the collection's";
        loading.mistakes.at(&lender.place, "there are no fixed texts here", label);
    }
    collection.years = years(loading, &node);
    collection.languages = languages(loading, &node);
    collection.totals = node.texts("totals").iter().map(super::node::Text::boxed).collect();
    match node.table("nation") {
        Some(nation) => {
            collection.nation = nation.text("code").map(|code| code.boxed()).unwrap_or_default();
            if let Some(name) = nation.text("name") {
                loading.english(format!("place.{}", collection.nation), &name);
            }
            nation.done();
        }
        None => node.missing("nation"),
    }
    if let Some(node) = node.table("gates") {
        collection.gates = gates::read(loading, &node);
    }
    if let Some(node) = node.table("headline") {
        collection.headline = headline(loading, &node);
    }
    collection.disclosure = disclosure(loading, &node);
    // Read when the returns are known.
    node.get("link");
    node.done();
    collection
}

/// Where a collection does not say, the headline is of whatever was returned.
fn headline(loading: &Loading<'_>, node: &Node<'_>) -> HeadlinePolicy {
    let basis = node.word("basis", HeadlineBasis::of, &HeadlineBasis::ALL.map(HeadlineBasis::as_str));
    let least_population = node.number("least_population").unwrap_or_default();
    if !(0.0..=100.0).contains(&least_population) {
        let label = "expected a share from 0 to 100 per cent";
        loading.mistakes.at(&node.place_at("least_population"), "this is no share", label);
    }
    node.done();
    HeadlinePolicy { basis: basis.unwrap_or(HeadlineBasis::AsReturned), least_population }
}

fn years(loading: &Loading<'_>, node: &Node<'_>) -> Vec<Year> {
    let texts = node.texts("years");
    if texts.is_empty() {
        node.missing("years");
    }
    let mut years: Vec<Year> = Vec::new();
    for text in &texts {
        let Some(year) = node.as_parsed::<Year>(text) else { continue };
        if years.last().is_some_and(|last| *last != year.previous()) {
            loading.mistakes.at(
                &text.place,
                "the years have a gap",
                format!("{year} does not follow the year before it here"),
            );
        }
        years.push(year);
    }
    years
}

fn languages(loading: &Loading<'_>, node: &Node<'_>) -> Vec<Language> {
    let texts = node.texts("languages");
    let languages: Vec<Language> = texts.iter().filter_map(|text| node.as_parsed(text)).collect();
    let english_first = languages.first().is_some_and(Language::is_english);
    if !english_first {
        let place = node.place_at("languages");
        loading.mistakes.at(
            &place,
            "the languages do not begin with English",
            "definitions are written in English: begin with `en`",
        );
    }
    for (at, text) in texts.iter().enumerate() {
        if texts.iter().take(at).any(|earlier| earlier.value == text.value) {
            loading.mistakes.at(&text.place, "this language stands twice", "leave it out");
        }
    }
    if languages.is_empty() { vec![Language::english()] } else { languages }
}

fn disclosure(loading: &Loading<'_>, node: &Node<'_>) -> BTreeMap<Counts, Policy> {
    let mut policies = BTreeMap::new();
    for (name, policy) in node.tables("disclosure") {
        let below_nation = policy.word("below_nation", below_nation, &["always", "when_complete", "never"]);
        if policy.get("below_nation").is_none() {
            policy.missing("below_nation");
        }
        let read = Policy {
            withhold: withhold(loading, &policy),
            round_to: policy.count("round_to").filter(|multiple| *multiple > 0),
            below_nation: below_nation.unwrap_or(BelowNation::Never),
        };
        policy.done();
        if let Some(counts) = node.as_word(&name, counts, &Counts::ALL.map(Counts::as_str)) {
            policies.insert(counts, read);
        }
    }
    policies
}

fn withhold(loading: &Loading<'_>, policy: &Node<'_>) -> Option<(u32, u32)> {
    let value = policy.get("withhold")?;
    let range: Option<Vec<u32>> =
        policy.wholes("withhold").into_iter().map(|bound| u32::try_from(bound).ok()).collect();
    match range.as_deref() {
        Some(&[low, high]) if low <= high => Some((low, high)),
        _ => {
            let place: Place<'_> = policy.place_of(value);
            loading.mistakes.at(&place, "this is not a range", "expected two whole numbers, like [1, 4]");
            None
        }
    }
}

/// What an indicator counts, as it is written.
pub(super) fn counts(text: &str) -> Option<Counts> {
    Counts::ALL.into_iter().find(|counts| counts.as_str() == text)
}

fn below_nation(text: &str) -> Option<BelowNation> {
    Some(match text {
        "always" => BelowNation::Always,
        "when_complete" => BelowNation::WhenComplete,
        "never" => BelowNation::Never,
        _ => return None,
    })
}
