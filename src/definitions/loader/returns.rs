//! Reads `returns/<id>.toml`.

use std::collections::BTreeMap;

use super::node::{Node, Text};
use super::{Loading, fields, rules};
use crate::definitions::codes::fold;
use crate::definitions::{CodeList, DueDate, FieldKind, Privacy, Reference, Return, SubmitterKind, Words};

/// The code lists.
pub(super) type Codes = BTreeMap<Box<str>, CodeList>;

/// Every return.
pub(super) fn read(loading: &mut Loading<'_>, codes: &Codes, reference: &Reference) -> BTreeMap<Box<str>, Return> {
    let documents = loading.documents("returns/");
    if documents.is_empty() && loading.folder.files("returns/", ".toml").is_empty() {
        loading.mistakes.file("returns", "a collection has no returns", "write one in returns/<id>.toml");
    }
    let mut returns = BTreeMap::new();
    let mut nodes = Vec::new();
    for (id, node) in documents {
        returns.insert(Box::from(id), one(loading, id, &node, codes));
        nodes.push((id, node));
    }
    // Rules speak of other returns, so all fields come first.
    let around = rules::Around { returns: &returns, reference, codes };
    let mut met = BTreeMap::new();
    let mut all = Vec::new();
    for (id, node) in &nodes {
        if let Some(of) = returns.get(*id) {
            all.push((*id, rules::read(loading, node, of, &around, &mut met)));
        }
        node.done();
    }
    for (id, rules) in all {
        if let Some(of) = returns.get_mut(id) {
            of.rules = rules;
        }
    }
    returns
}

fn one<'a>(loading: &mut Loading<'a>, id: &str, node: &Node<'a>, codes: &Codes) -> Return {
    let title = node.text("title");
    if let Some(title) = &title {
        loading.english(format!("return.{id}.title"), title);
    }
    let fields = fields::read(loading, id, node, codes);
    let derived = fields::derived(loading, id, node, &fields);
    let key = node.texts("key");
    if key.is_empty() {
        node.missing("key");
    }
    let key = key.iter().filter_map(|text| fields::named(loading, text, &fields)).collect();
    let submitter = node.text("submitter").and_then(|text| node.as_word(&text, submitter, &["authority", "national"]));
    let submitter = submitter.unwrap_or(SubmitterKind::Authority);
    let authority = fields.iter().find(|field| &*field.name == "authority");
    let place = node.place_at("submitter");
    match (submitter, authority) {
        (SubmitterKind::Authority, Some(_)) => {
            loading.mistakes.at(&place, "this name is taken", "an authority's return has `authority` already");
        }
        (SubmitterKind::National, Some(field)) if field.kind != FieldKind::Code("authority".into()) => {
            loading.mistakes.at(&place, "this field has another kind", "`authority` is { code = \"authority\" }");
        }
        _ => {}
    }
    Return {
        id: id.into(),
        title: title.map(|title| title.boxed()).unwrap_or_default(),
        submitter,
        key,
        since: node.parsed("since"),
        due: node.maybe_text("due").and_then(|text| due(loading, &text)),
        nil_allowed: node.flag("nil_allowed"),
        fields,
        derived,
        year_aliases: node.texts("year_aliases").iter().map(Text::boxed).collect(),
        years_by_end: node.flag("years_by_end"),
        ignored: node.texts("ignored").iter().map(Text::boxed).collect(),
        rules: Vec::new(),
    }
}

fn submitter(text: &str) -> Option<SubmitterKind> {
    match text {
        "authority" => Some(SubmitterKind::Authority),
        "national" => Some(SubmitterKind::National),
        _ => None,
    }
}

fn due(loading: &Loading<'_>, text: &Text<'_>) -> Option<DueDate> {
    // In a leap year, so that 29 February is a day.
    let day = crate::domain::parse_iso_date(&format!("2024-{}", text.value));
    if day.is_none() {
        loading.mistakes.at(&text.place, "this is not a day of the year", "expected month and day, like \"05-24\"");
    }
    day.map(|day| DueDate { month: day.month(), day: day.day() })
}

/// Refuses headers by which two columns of one return would be known.
pub(super) fn refuse_shared_headers(loading: &Loading<'_>, returns: &BTreeMap<Box<str>, Return>, words: &Words) {
    for (id, of) in returns {
        let mut known: BTreeMap<String, &str> = BTreeMap::new();
        let columns = of.fields.iter().map(|field| (&*field.name, headers(id, field, words)));
        let year = ("year", [&["year".into()][..], &of.year_aliases].concat());
        for (column, headers) in columns.chain([year, ("a column left out", of.ignored.clone())]) {
            for header in headers {
                let before = *known.entry(fold(&header)).or_insert(column);
                if before != column && !fold(&header).is_empty() {
                    let field = [column, before].map(|name| loading.english.get(&format!("return.{id}.field.{name}")));
                    let label = format!("`{header}` leads to `{before}` and to `{column}`");
                    if let Some(title) = field.into_iter().flatten().next() {
                        loading.mistakes.at(&title.place, "this header leads to two columns", label);
                    }
                }
            }
        }
    }
}

fn headers(id: &str, field: &crate::definitions::Field, words: &Words) -> Vec<Box<str>> {
    let word = format!("return.{id}.field.{}", field.name);
    let translated = words.translations.values().filter_map(|words| words.get(word.as_str()));
    let mut headers = vec![field.name.clone(), field.title.clone()];
    headers.extend(translated.map(|word| word.text.clone()));
    headers.extend(field.aliases.iter().cloned());
    headers
}

impl Return {
    /// Its stored columns, fields and then ages, with their kinds.
    pub fn columns(&self) -> Vec<(Box<str>, FieldKind)> {
        let fields = self.fields.iter().map(|field| (field.name.clone(), field.kind.clone()));
        fields.chain(self.derived.iter().map(|derived| (derived.name.clone(), FieldKind::Integer))).collect()
    }

    /// Its columns as the rules of other returns and years see them: without those that are dropped before they are stored.
    pub fn columns_elsewhere(&self) -> Vec<(Box<str>, FieldKind)> {
        let dropped = |name: &str| self.field(name).is_some_and(|field| field.privacy == Privacy::Drop);
        self.columns().into_iter().filter(|(name, _)| !dropped(name)).collect()
    }

    /// Its columns as row sets see them: without those that are dropped before they are stored, and with the markers
    /// of withheld numbers.
    pub fn stored_columns(&self) -> Vec<(Box<str>, FieldKind)> {
        let fields = self.fields.iter().filter(|field| field.privacy != Privacy::Drop);
        let mut columns = Vec::new();
        for field in fields {
            columns.push((field.name.clone(), field.kind.clone()));
            columns.extend(field.marker().map(|marker| (marker, FieldKind::Text)));
        }
        columns.extend(self.derived.iter().map(|derived| (derived.name.clone(), FieldKind::Integer)));
        columns
    }
}
