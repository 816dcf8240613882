//! Reads a collection's folder and checks it whole: every mistake in every file, at once.

mod amounts;
mod asked;
mod cells;
mod codes;
mod collection;
mod dialects;
mod disclosure;
mod examples;
mod explained;
mod fields;
mod folder;
mod gates;
mod indicators;
mod inspections;
mod joins;
mod linkage;
mod manner;
mod mistakes;
mod node;
mod proofs;
mod reference;
mod report;
mod returns;
mod rules;
mod scalars;
mod shapes;
mod sheet;
mod suiting;
mod tiles;
mod typed;
mod views;
mod words;

use std::collections::BTreeMap;
use std::path::Path;

use toml::Spanned;
use toml::de::DeTable;

use self::folder::Folder;
use self::mistakes::{Mistakes, Place};
use self::node::{Node, Text};
use super::Definitions;
use super::formula::Mistake;
use crate::diagnostic::{Error, Source};

/// What everything that loads shares.
struct Loading<'a> {
    folder: &'a Folder,
    documents: &'a BTreeMap<String, Spanned<DeTable<'a>>>,
    mistakes: &'a Mistakes,
    /// Every English text, by id, and where it stands.
    english: BTreeMap<String, Text<'a>>,
}

impl Definitions {
    /// Reads a collection's folder, and `reference_dir` unless the collection has a folder `reference/` of its own.
    ///
    /// Fails with [`Error::Read`] where a file cannot be read, and with [`Error::Definitions`], which shows every
    /// mistake in every file, where anything is wrong.
    pub fn load(collection_dir: &Path, reference_dir: &Path) -> Result<Self, Error> {
        let mistakes = Mistakes::default();
        let folder = Folder::read(collection_dir, reference_dir, &mistakes)?;
        let documents = parse(&folder, &mistakes);
        let id = collection_dir.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let loading = Loading { folder: &folder, documents: &documents, mistakes: &mistakes, english: BTreeMap::new() };
        let definitions = read(loading, &id);
        folder.report_unused(&mistakes);
        match mistakes.report() {
            None => Ok(definitions),
            Some(report) => Err(Error::Definitions(report)),
        }
    }
}

/// Reads everything, in the order in which one thing refers to another.
fn read(mut loading: Loading<'_>, id: &str) -> Definitions {
    let mut collection = collection::read(&mut loading, id);
    let reference = reference::read(&loading, &collection.languages);
    let codes = codes::read(&loading, &collection.languages, &reference);
    let returns = returns::read(&mut loading, &codes, &reference);
    let dialects = dialects::read(&loading, &returns, &reference);
    let inspections = inspections::read(&loading, &collection.languages, &codes, &returns);
    let explained = explained::read(&loading, &collection.years, &returns, &reference);
    let known = indicators::Known { codes: &codes, returns: &returns, reference: &reference };
    let linkage = linkage::read(&mut loading, &known);
    let (row_sets, indicators) = indicators::read(&mut loading, &known, linkage.as_ref());
    collection.disclosure = disclosure::read(&mut loading, &indicators, &row_sets, &codes);
    report::refuse_uncounted(&loading, &collection, &indicators);
    report::refuse_unused_lists(&loading, &codes, &returns, &indicators);
    let mut report = report::read(&mut loading, &indicators, &codes);
    report.claims = report::claims::read(&mut loading, (&indicators, &codes), &collection, &reference);
    report.tiles = tiles::read(&loading, &collection.languages, &reference);
    let words = words::read(&loading, &collection.languages);
    typed::refuse(&loading, &words, &collection.languages);
    let shown = report::Shown { indicators: &indicators, codes: &codes };
    asked::refuse(&loading, &shown, &reference, &collection.languages);
    returns::refuse_shared_headers(&loading, &returns, &words);
    let indicators = indicators.into_iter().map(|(indicator, _)| indicator).collect();
    let digest = loading.folder.digest();
    Definitions {
        collection,
        codes,
        returns,
        dialects,
        row_sets,
        indicators,
        linkage,
        report,
        inspections,
        explained,
        words,
        reference,
        digest,
    }
}

/// Parses every TOML file; those that do not parse are left out, and noted.
fn parse<'a>(folder: &'a Folder, mistakes: &Mistakes) -> BTreeMap<String, Spanned<DeTable<'a>>> {
    let mut documents = BTreeMap::new();
    for (path, file) in folder.toml_files() {
        let (document, errors) = DeTable::parse_recoverable(&file.text);
        if errors.is_empty() {
            documents.insert(path.to_owned(), document);
        }
        for error in errors {
            let place = Place { file, span: error.span().unwrap_or(0..0) };
            mistakes.at(&place, "this is not TOML", error.message());
        }
    }
    documents
}

impl<'a> Loading<'a> {
    /// The one file at this path; missing, it is noted.
    fn document(&self, path: &str) -> Option<Node<'a>> {
        let Some(file) = self.folder.file(path) else {
            self.mistakes.file(path, "a file is missing", "a collection needs it");
            return None;
        };
        self.node(path, file)
    }

    /// The file at this path, where there is one.
    fn maybe_document(&self, path: &str) -> Option<Node<'a>> {
        let file = self.folder.file(path)?;
        self.node(path, file)
    }

    /// The TOML files of a folder, by stem, in order.
    fn documents(&self, folder: &str) -> Vec<(&'a str, Node<'a>)> {
        let files = self.folder.files(folder, ".toml").into_iter();
        files.filter_map(|(stem, file)| Some((stem, self.node(&format!("{folder}{stem}.toml"), file)?))).collect()
    }

    fn node(&self, path: &str, file: &'a Source) -> Option<Node<'a>> {
        Some(Node::root(self.documents.get(path)?.get_ref(), file, self.mistakes))
    }

    /// Takes up an English text that is to be translated.
    fn english(&mut self, id: String, text: &Text<'a>) {
        self.english.insert(id, text.clone());
    }

    /// Notes what is wrong with a formula, within the text that holds it.
    fn formula_mistakes(&self, text: &Text<'a>, title: &str, mistakes: Vec<Mistake>) {
        for mistake in mistakes {
            self.mistakes.advise(&text.part(mistake.span), title, mistake.label, mistake.advice);
        }
    }
}

#[cfg(test)]
mod names;
#[cfg(test)]
mod reported;
#[cfg(test)]
mod tests;
