//! Reads `dialects/*.toml`.

use std::collections::{BTreeMap, BTreeSet};

use super::Loading;
use super::mistakes::Place;
use super::node::{Node, Text};
use crate::definitions::codes::fold;
use crate::definitions::nearest::nearest;
use crate::definitions::{Dialect, Encoded, Form, Quote, Reference, Return, SubmitterKind};
use crate::domain::Submitter;

type Returns = BTreeMap<Box<str>, Return>;

/// Every declaration, in the order of the files' names and of the files.
pub(super) fn read(loading: &Loading<'_>, returns: &Returns, reference: &Reference) -> Vec<Dialect> {
    let mut dialects: Vec<(Dialect, Place<'_>)> = Vec::new();
    for (_, node) in loading.documents("dialects/") {
        for declared in node.list("dialect") {
            let dialect = one(loading, &declared, returns, reference);
            declared.done();
            refuse_second(loading, &dialects, &dialect, &declared.place);
            dialects.push((dialect, declared.place));
        }
        node.done();
    }
    dialects.into_iter().map(|(dialect, _)| dialect).collect()
}

fn one<'a>(loading: &Loading<'a>, node: &Node<'a>, returns: &Returns, reference: &Reference) -> Dialect {
    let escape = node.word("escape", |text| (text == "\\").then_some(true), &["\\"]);
    let dialect = Dialect {
        submitter: node.maybe_text("submitter").and_then(|text| submitter(loading, &text, reference)),
        return_id: node.maybe_text("return").and_then(|text| return_id(loading, &text, returns)),
        since: node.parsed("since"),
        until: node.parsed("until"),
        encoding: choice(node, "encoding", &Encoded::ALL, Encoded::as_str),
        delimiter: node.parsed("delimiter"),
        quote: choice(node, "quote", &Quote::ALL, Quote::as_str),
        escape: escape.unwrap_or_default(),
        header_rows: header_rows(loading, node),
        columns: columns(loading, node),
        trailing_delimiter: node.flag("trailing_delimiter"),
        forms: forms(loading, node),
    };
    check(loading, node, &dialect, returns);
    dialect
}

/// One of a few words.
fn choice<T: Copy, const N: usize>(
    node: &Node<'_>,
    key: &'static str,
    all: &[T; N],
    as_str: fn(T) -> &'static str,
) -> Option<T> {
    node.word(key, |text| all.iter().copied().find(|one| as_str(*one) == text), &all.map(as_str))
}

fn submitter(loading: &Loading<'_>, text: &Text<'_>, reference: &Reference) -> Option<Submitter> {
    if text.value == "national" {
        return Some(Submitter::National);
    }
    let authority = reference.authority(text.value);
    if authority.is_none() {
        let names = reference.authorities.iter().flat_map(|authority| authority.names.values().map(|name| &**name));
        let advice = nearest(text.value, names);
        let label = format!("`{}` is no authority, and not `national`", text.value);
        loading.mistakes.advise(&text.place, "there is no such authority", label, advice);
    }
    authority.map(|authority| Submitter::Authority(authority.code.clone()))
}

fn return_id(loading: &Loading<'_>, text: &Text<'_>, returns: &Returns) -> Option<Box<str>> {
    if !returns.contains_key(text.value) {
        let advice = nearest(text.value, returns.keys().map(|id| &**id));
        let label = format!("`{}` is not in returns/", text.value);
        loading.mistakes.advise(&text.place, "there is no such return", label, advice);
        return None;
    }
    Some(text.boxed())
}

fn header_rows(loading: &Loading<'_>, node: &Node<'_>) -> Option<u8> {
    let rows = node.whole("header_rows")?;
    let rows = u8::try_from(rows).ok().filter(|rows| (1..=Dialect::MOST_HEADER_ROWS).contains(rows));
    if rows.is_none() {
        let label =
            format!("a header has 1 to {} rows; of files without one name the `columns`", Dialect::MOST_HEADER_ROWS);
        loading.mistakes.at(&node.place_at("header_rows"), "this is not what belongs here", label);
    }
    rows
}

fn columns(loading: &Loading<'_>, node: &Node<'_>) -> Vec<Box<str>> {
    let texts = node.texts("columns");
    let mut seen = BTreeSet::new();
    for text in &texts {
        let folded = fold(text.value);
        if !folded.is_empty() && !seen.insert(folded) {
            loading.mistakes.at(&text.place, "this column stands twice", format!("`{}`", text.value));
        }
    }
    if node.get("columns").is_some() && seen.is_empty() {
        loading.mistakes.at(&node.place_at("columns"), "something is missing", "no column has a name");
    }
    texts.iter().map(Text::boxed).collect()
}

fn forms(loading: &Loading<'_>, node: &Node<'_>) -> Vec<Form> {
    let known = Form::ALL.map(Form::as_str);
    let mut forms = BTreeSet::new();
    for text in node.texts("forms") {
        let form = node.as_word(&text, |word| Form::ALL.into_iter().find(|form| form.as_str() == word), &known);
        if form.is_some_and(|form| !forms.insert(form)) {
            loading.mistakes.at(&text.place, "this form stands twice", format!("`{}`", text.value));
        }
    }
    forms.into_iter().collect()
}

/// What is wrong with a declaration by itself.
fn check(loading: &Loading<'_>, node: &Node<'_>, dialect: &Dialect, returns: &Returns) {
    if let Some((key, why)) = dialect.contradiction() {
        loading.mistakes.at(&node.place_at(key), "this contradicts itself", why);
    }
    if dialect.since.is_some() && dialect.until.is_some() && dialect.until < dialect.since {
        loading.mistakes.at(&node.place_at("until"), "this is never true", "`until` lies before `since`");
    }
    let aims = ["submitter", "return", "since", "until"];
    if node.entries().iter().all(|(key, _)| aims.contains(&key.value)) {
        loading.mistakes.at(&node.place, "something is missing", "nothing is said of how files are written");
    }
    let sent_by = dialect.return_id.as_ref().and_then(|id| returns.get(id)).map(|return_| return_.submitter);
    let label = match (sent_by, &dialect.submitter) {
        (Some(SubmitterKind::Authority), Some(Submitter::National)) => "authorities send this return",
        (Some(SubmitterKind::National), Some(Submitter::Authority(_))) => "this return is national",
        _ => return,
    };
    loading.mistakes.at(&node.place_at("submitter"), "this sender does not send this return", label);
}

/// Refuses a declaration that is about the same files as one before it, and no more closely.
fn refuse_second(loading: &Loading<'_>, before: &[(Dialect, Place<'_>)], dialect: &Dialect, place: &Place<'_>) {
    let overlaps = |other: &Dialect| {
        let apart =
            |first: &Dialect, then: &Dialect| first.until.zip(then.since).is_some_and(|(until, since)| until < since);
        !apart(other, dialect) && !apart(dialect, other)
    };
    let same = |other: &Dialect| other.submitter == dialect.submitter && other.return_id == dialect.return_id;
    if let Some((_, first)) = before.iter().find(|(other, _)| same(other) && overlaps(other)) {
        let label = format!("the one in {}:{} is about the same files", first.file.name, first.line());
        loading.mistakes.at(place, "two declarations for the same files", label);
    }
}
