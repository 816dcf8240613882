//! Reads `collection.toml`.

use std::collections::BTreeMap;

use super::node::Node;
use super::{Loading, gates};
use crate::definitions::{Collection, Disclosure, Gate, Gates, HeadlineBasis, HeadlinePolicy};
use crate::domain::{Language, Year};

/// The collection; what is missing or wrong in it is noted, and stands in empty.
pub(super) fn read(loading: &mut Loading<'_>, id: &str) -> Collection {
    let mut collection = Collection {
        id: id.into(),
        title: "".into(),
        years: Vec::new(),
        languages: vec![Language::english()],
        nation: "".into(),
        licence: None,
        totals: Vec::new(),
        gates: Gates { general: Gate::OPEN, by_return: BTreeMap::new() },
        headline: HeadlinePolicy { basis: HeadlineBasis::AsReturned, least_population: 0.0 },
        disclosure: Disclosure::default(),
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
    collection.licence = licence(loading, &node);
    collection.years = years(loading, &node);
    collection.languages = languages(loading, &node);
    collection.totals = node.texts("totals").iter().map(super::node::Text::boxed).collect();
    match node.table("nation") {
        Some(nation) => {
            collection.nation = nation.text("code").map(|code| code.boxed()).unwrap_or_default();
            if let Some(name) = nation.text("name") {
                loading.english(format!("place.{}", collection.nation), &name);
            }
            if let Some(within) = nation.maybe_text("in") {
                loading.english(format!("place.{}.in", collection.nation), &within);
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
    // Read when the indicators and the returns that they speak of are known.
    node.get("disclosure");
    node.get("link");
    node.done();
    collection
}

fn licence(loading: &Loading<'_>, node: &Node<'_>) -> Option<Box<str>> {
    let text = node.maybe_text("licence")?;
    if !text.value.starts_with("https://") || text.value.contains(char::is_whitespace) {
        loading.mistakes.at(&text.place, "this is no address", "expected one that begins with `https://`");
    }
    Some(text.boxed())
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
