//! Reads `words/`: translations of the definitions, and the fixed texts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Loading;
use super::mistakes::Place;
use super::node::{Node, Text};
use crate::definitions::nearest::nearest;
use crate::definitions::question::{Question, questions};
use crate::definitions::words::{self, Fixed};
use crate::definitions::{Status, Word, Words};
use crate::diagnostic::Source;
use crate::domain::Language;

/// Every text in every language.
pub(super) fn read(loading: &Loading<'_>, languages: &[Language]) -> Words {
    let english: BTreeMap<Box<str>, Box<str>> =
        loading.english.iter().map(|(id, text)| (id.as_str().into(), text.boxed())).collect();
    let mut translations = BTreeMap::new();
    for language in languages.iter().filter(|language| !language.is_english()) {
        translations.insert(language.clone(), translation(loading, language));
    }
    Words::new(english, translations, fixed(loading, languages))
}

fn translation(loading: &Loading<'_>, language: &Language) -> BTreeMap<Box<str>, Word> {
    let path = format!("words/{language}.toml");
    let mut words = BTreeMap::new();
    let Some(node) = loading.document(&path) else { return words };
    for (id, node) in node.tables("word") {
        let Some(english) = loading.english.get(id.value) else {
            let advice = nearest(id.value, loading.english.keys().map(String::as_str));
            loading.mistakes.advise(&id.place, "no such text", format!("nothing is called `{}`", id.value), advice);
            continue;
        };
        if let Some(word) = word(loading, &node, english) {
            words.insert(id.boxed(), word);
        } else {
            // Noted already: not missing too.
            words.insert(id.boxed(), Word { text: "".into(), status: Status::Draft, stale: None });
        }
        node.done();
    }
    node.done();
    for (id, english) in loading.english.iter().filter(|(id, _)| !words.contains_key(id.as_str())) {
        let advice = format!("[word.\"{id}\"] with of = \"{}\" in {path}", words::hash(english.value));
        let label = format!("`{id}` has no translation into `{language}`");
        loading.mistakes.advise(&english.place, "this text is not translated", label, Some(advice));
    }
    words
}

fn word(loading: &Loading<'_>, node: &Node<'_>, english: &Text<'_>) -> Option<Word> {
    let (text, of) = (node.text("text"), node.text("of"));
    let status = node.text("status");
    let status = status.and_then(|text| node.as_word(&text, status_of, &["official", "reviewed", "draft"]));
    // An English text that has changed stops nobody's night: the translation is shown as what it is, and reported.
    let stale = of?.value != words::hash(english.value);
    let text = text?;
    refuse_placeholders(loading, &text, english);
    let place = format!("{}:{}", text.place.file.name, text.place.line());
    Some(Word { text: text.boxed(), status: status?, stale: stale.then(|| place.into()) })
}

fn status_of(text: &str) -> Option<Status> {
    Status::ALL.into_iter().find(|status| status.as_str() == text)
}

fn refuse_placeholders(loading: &Loading<'_>, text: &Text<'_>, english: &Text<'_>) {
    let names = |text: &'_ str| filled(text).map(|(name, _)| name).collect::<BTreeSet<_>>();
    let (ours, theirs) = (names(text.value), names(english.value));
    for (name, span) in filled(text.value) {
        if !theirs.contains(&name) {
            let advice = nearest(&name, theirs.iter().map(String::as_str));
            let label = format!("{{{name}}} is not in the English text");
            loading.mistakes.advise(&text.part(span), "this placeholder leads nowhere", label, advice);
        }
    }
    for name in theirs.difference(&ours) {
        loading.mistakes.at(&text.place, "a placeholder is missing", format!("the English text has {{{name}}}"));
    }
}

/// Everything that is filled into a text, and where it stands.
fn filled(text: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    let names = placeholders(text).into_iter().map(|(name, span)| (name.to_owned(), span));
    let asked = questions(text).into_iter().flatten();
    names.chain(asked.map(|question| (meaning(&question), question.what.span)))
}

/// What a question asks, whichever way a language puts it: the same change is a noun in one and a verb in another.
fn meaning(question: &Question<'_>) -> String {
    let what = if question.what.text == "rose_or_fell" { "change" } else { question.what.text };
    let indicator = question.indicator.iter().map(|part| part.text.to_owned());
    let told = question.choices.iter().map(|(name, value)| format!("{}={}", name.text, value.text));
    let told: BTreeSet<String> = told.collect();
    format!("{what}({})", indicator.chain(told).collect::<Vec<_>>().join(", "))
}

/// The names in single braces, and where they stand in the text.
pub(super) fn placeholders(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find('{')).map(|at| from + at) {
        let begin = open + 1;
        let Some(length) = text.get(begin..).and_then(|rest| rest.find('}')) else { break };
        let name = text.get(begin..begin + length).unwrap_or_default();
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        if !name.is_empty() && name.bytes().all(plain) {
            found.push((name, begin..begin + length));
        }
        from = begin;
    }
    found
}

/// The fixed texts of every language; each must have the keys and variables of the English ones.
fn fixed(loading: &Loading<'_>, languages: &[Language]) -> BTreeMap<Language, Box<str>> {
    let mut texts = BTreeMap::new();
    let mut english: Option<Vec<Fixed>> = None;
    for language in languages {
        let path = format!("words/ui.{language}.ftl");
        let Some(file) = loading.folder.file(&path) else {
            loading.mistakes.file(&path, "a file is missing", "every language has its fixed texts");
            continue;
        };
        for (span, said) in words::fluent_mistakes(&file.text) {
            loading.mistakes.at(&Place { file, span }, "this is not Fluent", said);
        }
        let keys = words::fluent_keys(&file.text);
        match &english {
            Some(english) => compare(loading, file, &keys, english),
            None if language.is_english() => english = Some(keys),
            None => {}
        }
        texts.insert(language.clone(), file.text.as_str().into());
    }
    texts
}

fn compare(loading: &Loading<'_>, file: &Source, ours: &[Fixed], english: &[Fixed]) {
    for theirs in english {
        let Some(own) = ours.iter().find(|own| own.key == theirs.key) else {
            loading.mistakes.at(&Place::top(file), "a fixed text is missing", format!("`{}`", theirs.key));
            continue;
        };
        if own.variables != theirs.variables {
            let list =
                |names: &BTreeSet<String>| names.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(" ");
            let label = format!("it uses [{}], the English [{}]", list(&own.variables), list(&theirs.variables));
            loading.mistakes.at(&Place { file, span: own.span.clone() }, "the variables differ", label);
        }
    }
    for own in ours.iter().filter(|own| !english.iter().any(|theirs| theirs.key == own.key)) {
        let advice = nearest(&own.key, english.iter().map(|theirs| theirs.key.as_str()));
        let label = format!("the English has no `{}`", own.key);
        loading.mistakes.advise(&Place { file, span: own.span.clone() }, "no such fixed text", label, advice);
    }
}
