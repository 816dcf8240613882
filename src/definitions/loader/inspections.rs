//! Reads `inspections.toml` and `inspection-themes.csv`, which a collection need not have.

use std::collections::{BTreeMap, BTreeSet};

use super::Loading;
use super::node::{Node, Text};
use super::returns::Codes;
use super::sheet::Sheet;
use crate::definitions::nearest::nearest;
use crate::definitions::{FieldKind, Inspections, Keyword, Phrase, ReportWords, Return, SubmitterKind, folded_words};
use crate::domain::Language;

const FILE: &str = "inspections.toml";
const THEMES: &str = "inspection-themes.csv";

/// The fields that a finding fills in, in the order of the return.
const FIELDS: [&str; 11] = [
    "authority",
    "programme",
    "fieldwork_from",
    "fieldwork_to",
    "fieldwork_days",
    "published_date",
    "question",
    "polarity",
    "number",
    "themes",
    "text",
];

/// How reports are read, where the collection says so.
pub(super) fn read(
    loading: &Loading<'_>,
    languages: &[Language],
    codes: &Codes,
    returns: &BTreeMap<Box<str>, Return>,
) -> Option<Inspections> {
    let node = loading.maybe_document(FILE)?;
    let held_by = node.text("return").and_then(|text| return_of(loading, &text, returns));
    let questions = node.count("questions").filter(|count| *count > 0);
    if questions.is_none() {
        node.missing("questions");
    }
    let polarities = held_by.map(|of| listed(of, "polarity", codes)).unwrap_or_default();
    let words = words(loading, &node, languages, &polarities);
    node.done_but_for_tables();
    let themes = held_by.map(|of| listed(of, "themes", codes)).unwrap_or_default();
    let keywords = keywords(loading, languages, &themes);
    Some(Inspections { return_id: held_by?.id.clone(), questions: questions?, words, keywords })
}

/// The return that findings are rows of, with every field that they fill in.
fn return_of<'r>(
    loading: &Loading<'_>,
    text: &Text<'_>,
    returns: &'r BTreeMap<Box<str>, Return>,
) -> Option<&'r Return> {
    let Some(of) = returns.get(text.value) else {
        let advice = nearest(text.value, returns.keys().map(|id| &**id));
        loading.mistakes.advise(&text.place, "no such return", format!("`{}` is not in returns/", text.value), advice);
        return None;
    };
    let missing: Vec<&str> = FIELDS.into_iter().filter(|name| of.field(name).is_none()).collect();
    if !missing.is_empty() || of.submitter != SubmitterKind::National {
        let label = if missing.is_empty() {
            "an authority sends it".to_owned()
        } else {
            format!("it has no field {}", missing.join(", "))
        };
        loading.mistakes.at(&text.place, "this return cannot hold findings", label);
        return None;
    }
    Some(of)
}

/// The codes of the list of a field.
fn listed<'c>(return_: &Return, field: &str, codes: &'c Codes) -> Vec<&'c str> {
    let list = return_.field(field).and_then(|field| match &field.kind {
        FieldKind::Code(list) | FieldKind::Codes(list) => codes.get(list),
        _ => None,
    });
    list.into_iter().flat_map(|list| &list.codes).map(|code| &*code.code).collect()
}

/// The words of each language, in the order of the collection's languages.
fn words(loading: &Loading<'_>, node: &Node<'_>, languages: &[Language], polarities: &[&str]) -> Vec<ReportWords> {
    let tables = node.named_tables();
    for (name, _) in tables.iter().filter(|(name, _)| !languages.iter().any(|of| of.as_str() == name.value)) {
        let advice = nearest(name.value, languages.iter().map(Language::as_str));
        let label = format!("`{}` is no language of the collection", name.value);
        loading.mistakes.advise(&name.place, "there is no such language", label, advice);
    }
    let mut all = Vec::new();
    for language in languages {
        match tables.iter().find(|(name, _)| name.value == language.as_str()) {
            Some((_, node)) => all.push(of_language(loading, node, language, polarities)),
            None => node.missing(language.as_str()),
        }
    }
    all
}

fn of_language(loading: &Loading<'_>, node: &Node<'_>, language: &Language, polarities: &[&str]) -> ReportWords {
    let phrases = |key| phrases(loading, node, key);
    let headings = node.table("headings");
    let mut found = Vec::new();
    for (code, value) in headings.iter().flat_map(Node::entries) {
        if !polarities.contains(&code.value) {
            let advice = nearest(code.value, polarities.iter().copied());
            loading.mistakes.advise(&code.place, "no such code", format!("`{}` is not listed", code.value), advice);
        }
        let texts = value.get_ref().as_array().into_iter().flatten().filter_map(|text| text.get_ref().as_str());
        found.push((code.boxed(), texts.map(Phrase::of).collect()));
    }
    if let Some(code) =
        polarities.iter().find(|code| !found.iter().any(|(known, _): &(Box<str>, Vec<Phrase>)| **known == ***code))
    {
        headings.as_ref().unwrap_or(node).missing(code);
    }
    let read = ReportWords {
        language: language.clone(),
        question: phrases("question"),
        headings: found,
        end: phrases("end"),
        page: phrases("page"),
        fieldwork: phrases("fieldwork"),
        day: phrases("day"),
        half: phrases("half"),
        until: phrases("until"),
        numbers: numbers(node),
        months: months(node),
    };
    node.done();
    read
}

fn phrases(loading: &Loading<'_>, node: &Node<'_>, key: &'static str) -> Vec<Phrase> {
    let texts = node.texts(key);
    if texts.is_empty() {
        node.missing(key);
    }
    let phrase = |text: &Text<'_>| {
        let phrase = Phrase::of(text.value);
        if phrase.0.is_empty() {
            loading.mistakes.at(&text.place, "this is no word", "it has neither letters nor digits");
        }
        phrase
    };
    texts.iter().map(phrase).collect()
}

/// `numbers = { one = 1 }`.
fn numbers(node: &Node<'_>) -> BTreeMap<Box<str>, u32> {
    let Some(table) = node.table("numbers") else {
        node.missing("numbers");
        return BTreeMap::new();
    };
    let number = |value| super::node::whole_of(value).and_then(|whole| u32::try_from(whole).ok());
    let mut all = BTreeMap::new();
    for (name, value) in table.entries() {
        match number(value.get_ref()) {
            Some(number) => drop(all.insert(folded_words(name.value).collect::<String>().into(), number)),
            None => table.wrong(value, "a whole number from 0"),
        }
    }
    all
}

/// Twelve names or more: of each month in turn, forms separated by a space.
fn months(node: &Node<'_>) -> BTreeMap<Box<str>, i8> {
    let names = node.texts("months");
    if names.len() != 12 {
        node.missing("months");
    }
    let forms =
        names.iter().zip(1_i8..=12).flat_map(|(text, month)| folded_words(text.value).map(move |form| (form, month)));
    forms.map(|(form, month)| (form.into(), month)).collect()
}

/// The keywords, in the order of the file.
fn keywords(loading: &Loading<'_>, languages: &[Language], themes: &[&str]) -> Vec<Keyword> {
    let Some(file) = loading.folder.file(THEMES) else {
        loading.mistakes.file(
            THEMES,
            "a file is missing",
            "a collection that reads reports says what suggests a theme",
        );
        return Vec::new();
    };
    let sheet = Sheet::of_file(file, loading.mistakes);
    sheet.knows_only(&["theme", "language", "keyword"], loading.mistakes);
    let columns = ["theme", "language", "keyword"].map(|name| sheet.needs(name, loading.mistakes));
    if columns.contains(&None) {
        return Vec::new();
    }
    let (mut met, mut all) = (BTreeSet::new(), Vec::new());
    for row in &sheet.rows {
        let [theme, language, text] = columns.map(|column| row.cell(column));
        let refuse = |title: &str, label: String, advice: Option<String>| {
            loading.mistakes.advise(&row.place, title, label, advice);
        };
        let known = languages.iter().find(|known| known.as_str() == language);
        if !themes.contains(&theme) {
            refuse("no such theme", format!("`{theme}` is not listed"), nearest(theme, themes.iter().copied()));
        } else if let Some(keyword) = known.and_then(|known| Keyword::of(theme, known, text)) {
            if met.insert((theme, language, folded_words(text).collect::<Vec<_>>(), text.ends_with('*'))) {
                all.push(keyword);
            } else {
                refuse("this stands twice", format!("`{text}` suggests `{theme}` already"), None);
            }
        } else if known.is_none() {
            refuse("there is no such language", format!("`{language}` is no language of the collection"), None);
        } else {
            refuse("this is no keyword", format!("`{text}` has neither letters nor digits"), None);
        }
    }
    all
}
