//! Writing the overview, after looking once more that nobody is named in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use super::zone::{MANIFEST, Manifest, admit};
use crate::diagnostic::Error;
use crate::domain::Audience;
use crate::intake::{Fingerprints, Pseudonyms};
use crate::present::{Document, Internal, Public};

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
        for word in words(text, is_table(&document.path)).into_iter().filter(|word| !is_figure(word)) {
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

/// The words of a text that could be identifiers, each once: those of six characters or more. In a table for programs a
/// comma ends a cell; elsewhere it may stand within a number.
fn words(text: &str, is_table: bool) -> BTreeSet<&str> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.') || c == ',' && !is_table;
    let words = text.split(|c: char| !is_word(c)).filter(|word| word.len() >= 6);
    let words: BTreeSet<&str> = words.map(|word| word.trim_matches(['.', ',', '-', '/', '_'])).collect();
    words.into_iter().filter(|word| word.chars().count() >= 6).collect()
}

/// Whether a document is a table of cells with commas between them.
fn is_table(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "csv")
}

/// Whether a word is a number as pages print it: a figure may happen to equal an identifier.
fn is_figure(word: &str) -> bool {
    word.replace(',', "").parse::<f64>().is_ok()
}

/// Who may read what is written.
#[derive(Clone, Copy)]
struct Modes {
    folder: u32,
    file: u32,
}

/// Whoever the system lets: what is for everybody, and what a person writes for themself.
const OPEN: Modes = Modes { folder: 0o777, file: 0o666 };
/// The owner, and the group in reading: as in the store.
const RESTRICTED: Modes = Modes { folder: 0o750, file: 0o640 };

/// Documents written beside where they belong. What can fail has not failed; nothing that was there has changed.
pub(super) struct Prepared {
    /// New file and the place it belongs in; pages, and then the manifest, last: neither names what is not there.
    moves: Vec<(PathBuf, PathBuf)>,
    /// What the last overview had and this one has not.
    gone: Vec<PathBuf>,
}

/// Writes the public overview beside where it belongs, with a manifest.
///
/// # Errors
/// When the folder is not for it, or cannot be written.
pub(super) fn prepare_public(output: &Path, overview: &Public, release: &str) -> Result<Prepared, Error> {
    admit(output, Audience::Public)?;
    let manifest = Manifest::of(Audience::Public, release, overview.documents());
    prepare_all(output, overview.documents(), &manifest, OPEN)
}

/// Writes the overview for the inspectorate beside where it belongs, with a manifest. Nobody else may read it.
///
/// # Errors
/// When the folder is not for it, or cannot be written.
pub(super) fn prepare_internal(output: &Path, overview: &Internal, release: &str) -> Result<Prepared, Error> {
    admit(output, Audience::Internal)?;
    let manifest = Manifest::of(Audience::Internal, release, overview.documents());
    prepare_all(output, overview.documents(), &manifest, RESTRICTED)
}

fn prepare_all(output: &Path, documents: &[Document], manifest: &Manifest, modes: Modes) -> Result<Prepared, Error> {
    let last = Manifest::read(output);
    let gone = last.iter().flat_map(|last| last.not_in(manifest)).map(|path| output.join(path)).collect();
    let mut prepared = Prepared { moves: Vec::new(), gone };
    let manifest = manifest.document()?;
    prepared.add(output, documents.iter().chain([&manifest]), modes)?;
    Ok(prepared)
}

/// Writes the documents that are not there yet beside where they belong.
pub(super) fn prepare(folder: &Path, documents: &[Document]) -> Result<Prepared, Error> {
    let mut prepared = Prepared { moves: Vec::new(), gone: Vec::new() };
    prepared.add(folder, documents.iter(), OPEN)?;
    Ok(prepared)
}

/// When a document takes its place: what pages link to first, then pages, then what names them all.
fn turn(document: &Document) -> u8 {
    let is_page = Path::new(&document.path).extension().is_some_and(|extension| extension == "html");
    if document.path == MANIFEST { 2 } else { u8::from(is_page) }
}

impl Prepared {
    fn add<'a>(
        &mut self,
        output: &Path,
        documents: impl Iterator<Item = &'a Document>,
        modes: Modes,
    ) -> Result<(), Error> {
        let mut documents: Vec<&Document> = documents.collect();
        documents.sort_by_key(|document| turn(document));
        for document in documents {
            let path = output.join(&document.path);
            if fs::read(&path).is_ok_and(|there| there == document.bytes) {
                hold(&path, modes.file)?;
                continue;
            }
            modes.folders(output, path.parent().unwrap_or(output))?;
            let mut beside = path.clone().into_os_string();
            beside.push(".part");
            let beside = PathBuf::from(beside);
            modes.write(&beside, &document.bytes)?;
            self.moves.push((beside, path));
        }
        Ok(())
    }

    /// Puts every document in its place.
    pub(super) fn settle(mut self) -> Result<(), Error> {
        let mut moves = std::mem::take(&mut self.moves);
        // Only when the manifest is in place is it forgotten what was there before.
        let manifest = moves.pop_if(|(_, path)| path.file_name().is_some_and(|name| name == MANIFEST));
        for (beside, path) in moves {
            fs::rename(&beside, &path).map_err(Error::write(&path))?;
        }
        for path in std::mem::take(&mut self.gone) {
            match fs::remove_file(&path) {
                Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => return Err(Error::write(&path)(fault)),
                _ => {}
            }
        }
        manifest.map_or(Ok(()), |(beside, path)| fs::rename(&beside, &path).map_err(Error::write(&path)))
    }
}

impl Modes {
    /// Makes a folder of the output, and those between.
    fn folders(self, output: &Path, folder: &Path) -> Result<(), Error> {
        DirBuilder::new().recursive(true).mode(self.folder).create(folder).map_err(Error::write(folder))?;
        for made in folder.ancestors().take_while(|above| above.starts_with(output)) {
            hold(made, self.folder)?;
        }
        Ok(())
    }

    fn write(self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(self.file);
        let mut file = options.open(path).map_err(Error::write(path))?;
        hold(path, self.file)?;
        file.write_all(bytes).map_err(Error::write(path))
    }
}

/// Takes every right beyond `most` from a file or folder, unless those are for everybody.
fn hold(path: &Path, most: u32) -> Result<(), Error> {
    let found = fs::metadata(path).map_err(Error::read(path))?.permissions().mode() & 0o777;
    if found & !most == 0 || most & 0o007 != 0 {
        return Ok(());
    }
    fs::set_permissions(path, Permissions::from_mode(found & most)).map_err(Error::write(path))
}

impl Drop for Prepared {
    /// A run that stops before publication leaves nothing of it behind.
    fn drop(&mut self) {
        for (beside, _) in &self.moves {
            let _gone = fs::remove_file(beside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_a_table_are_words_of_their_own() {
        assert_eq!(words("looked_after,ABC123456,7200\n", true), BTreeSet::from(["looked_after", "ABC123456"]));
        assert_eq!(words("of 1,204,339 children.", false), BTreeSet::from(["1,204,339", "children"]));
    }

    fn document(path: &str, text: &str) -> Document {
        Document { path: path.into(), bytes: text.into() }
    }

    fn settle(output: &Path, documents: &[Document], modes: Modes) {
        let manifest = Manifest::of(Audience::Internal, "000001-abcd", documents);
        prepare_all(output, documents, &manifest, modes).unwrap().settle().unwrap();
    }

    #[test]
    fn what_is_restricted_is_read_by_its_owner_and_group_alone() {
        let root = tempfile::tempdir().unwrap();
        let output = root.path().join("output-internal");
        let documents = [document("overview.html", "a"), document("charts/b.svg", "b")];
        settle(&output, &documents, OPEN);
        fs::set_permissions(output.join("charts/b.svg"), Permissions::from_mode(0o644)).unwrap();
        settle(&output, &[documents[0].clone(), document("charts/c.svg", "c"), documents[1].clone()], RESTRICTED);
        let mode = |path: &str| fs::metadata(output.join(path)).unwrap().permissions().mode() & 0o777;
        for file in ["overview.html", "charts/b.svg", "charts/c.svg", MANIFEST] {
            assert_eq!(mode(file) & !0o640, 0, "{file}");
        }
        assert_eq!((mode("") & !0o750, mode("charts") & !0o750), (0, 0));
    }

    #[test]
    fn what_the_last_overview_had_besides_goes_with_it_and_nothing_else_does() {
        let root = tempfile::tempdir().unwrap();
        let output = root.path();
        fs::write(output.join("README.md"), "").unwrap();
        settle(output, &[document("overview.html", "a"), document("tables/old.csv", "b")], OPEN);
        let prepared = prepare_all(
            output,
            &[document("overview.html", "c")],
            &Manifest::of(Audience::Internal, "000002-abcd", &[document("overview.html", "c")]),
            OPEN,
        );
        assert!(output.join("tables/old.csv").is_file(), "nothing changes before it is settled");
        prepared.unwrap().settle().unwrap();
        assert!(!output.join("tables/old.csv").exists());
        assert!(output.join("README.md").is_file());
        assert_eq!(fs::read_to_string(output.join("overview.html")).unwrap(), "c");
        assert!(!output.join("overview.html.part").exists());
    }
}
