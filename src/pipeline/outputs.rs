//! Writing the overview, after looking once more that nobody is named in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::Error;
use crate::intake::{Fingerprints, Pseudonyms};
use crate::present::Document;

/// Stops if a word of any document is a raw identifier that came in: those that were pseudonymised, of six
/// characters or more. Numbers with separators are read as one word, so that printed figures are not mistaken.
pub(super) fn search_for_identifiers(
    documents: &[Document],
    identifiers: &[Fingerprints],
    pseudonyms: &Pseudonyms,
) -> Result<(), Error> {
    let mut printed: BTreeMap<u128, &str> = BTreeMap::new();
    for document in documents {
        let Ok(text) = std::str::from_utf8(&document.bytes) else { continue };
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | ',');
        let words: BTreeSet<&str> =
            text.split(|c: char| !is_word(c)).map(|word| word.trim_matches(['.', ',', '-', '/', '_'])).collect();
        for word in words.into_iter().filter(|word| word.chars().count() >= 6 && !is_figure(word)) {
            printed.entry(pseudonyms.fingerprint(word)).or_insert(&document.path);
        }
    }
    let sought: BTreeSet<u128> = printed.keys().copied().collect();
    for file in identifiers {
        if let Some(path) = file.among(&sought)?.first().and_then(|found| printed.get(found)) {
            return Err(Error::Stopped(format!(
                "{path} would show an identifier that came in with a return: nothing is published; please report it"
            )));
        }
    }
    Ok(())
}

/// Whether a word is a number as pages print it: a figure may happen to equal an identifier.
fn is_figure(word: &str) -> bool {
    word.replace(',', "").parse::<f64>().is_ok()
}

/// Documents written beside where they belong. What can fail has not failed; nothing that was there has changed.
pub(super) struct Prepared {
    /// New file and the place it belongs in, pages last: a page never names a chart that is not there.
    moves: Vec<(PathBuf, PathBuf)>,
}

/// Writes the documents that are not there yet beside where they belong.
pub(super) fn prepare(output: &Path, documents: &[Document]) -> Result<Prepared, Error> {
    let (pages, rest): (Vec<&Document>, Vec<&Document>) = documents.iter().partition(|document| is_page(document));
    let mut prepared = Prepared { moves: Vec::new() };
    for document in rest.into_iter().chain(pages) {
        let path = output.join(&document.path);
        if fs::read(&path).is_ok_and(|there| there == document.bytes) {
            continue;
        }
        let folder = path.parent().unwrap_or(output);
        fs::create_dir_all(folder).map_err(Error::write(folder))?;
        let mut beside = path.clone().into_os_string();
        beside.push(".part");
        let beside = PathBuf::from(beside);
        fs::write(&beside, &document.bytes).map_err(Error::write(&beside))?;
        prepared.moves.push((beside, path));
    }
    Ok(prepared)
}

fn is_page(document: &Document) -> bool {
    Path::new(&document.path).extension().is_some_and(|extension| extension == "html")
}

impl Prepared {
    /// Puts every document in its place.
    pub(super) fn settle(mut self) -> Result<(), Error> {
        for (beside, path) in std::mem::take(&mut self.moves) {
            fs::rename(&beside, &path).map_err(Error::write(&path))?;
        }
        Ok(())
    }
}

impl Drop for Prepared {
    /// A run that stops before publication leaves nothing of it behind.
    fn drop(&mut self) {
        for (beside, _) in &self.moves {
            let _gone = fs::remove_file(beside);
        }
    }
}
