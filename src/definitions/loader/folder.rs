//! The files of a collection, read whole: the only place of the definitions that touches the disk.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::de::DeTable;

use super::mistakes::Mistakes;
use crate::diagnostic::{Error, Source};

/// Every file of a collection and of its reference tables, by path relative to the collection
/// (`reference/authorities.csv`, wherever the reference tables lie), and which of them something has asked for.
#[derive(Debug)]
pub(super) struct Folder {
    files: BTreeMap<String, Source>,
    used: RefCell<BTreeSet<String>>,
}

impl Folder {
    /// Reads a collection; its own `reference/` takes the place of `reference_dir`.
    pub(super) fn read(collection: &Path, reference: &Path, mistakes: &Mistakes) -> Result<Self, Error> {
        let mut files = BTreeMap::new();
        read_into(&mut files, collection, "", mistakes)?;
        if !files.keys().any(|path| path.starts_with("reference/")) {
            read_into(&mut files, reference, "reference/", mistakes)?;
        }
        let mut used = BTreeSet::new();
        if let Some(shared) = shared_texts(&files) {
            read_shared(&mut files, &mut used, &collection.join(shared))?;
        }
        Ok(Self { files, used: RefCell::new(used) })
    }

    /// The file at this path, which is thereby used.
    pub(super) fn file(&self, path: &str) -> Option<&Source> {
        let file = self.files.get(path)?;
        self.used.borrow_mut().insert(path.to_owned());
        Some(file)
    }

    /// The files of a folder with this ending, by stem, in order; they are thereby used.
    pub(super) fn files(&self, folder: &str, ending: &str) -> Vec<(&str, &Source)> {
        let mut found = Vec::new();
        for (path, source) in &self.files {
            let stem = path.strip_prefix(folder).and_then(|rest| rest.strip_suffix(ending));
            if let Some(stem) = stem.filter(|stem| !stem.contains('/')) {
                self.used.borrow_mut().insert(path.clone());
                found.push((stem, source));
            }
        }
        found
    }

    /// Every TOML file, by path.
    pub(super) fn toml_files(&self) -> impl Iterator<Item = (&str, &Source)> {
        let files = self.files.iter().filter(|(path, _)| Path::new(path).extension() == Some("toml".as_ref()));
        files.map(|(path, source)| (path.as_str(), source))
    }

    /// Reports every file that nothing asked for.
    pub(super) fn report_unused(&self, mistakes: &Mistakes) {
        let used = self.used.borrow();
        for (path, source) in self.files.iter().filter(|(path, _)| !used.contains(*path)) {
            mistakes.file(&source.name, "nothing uses this file", &format!("`{path}` has no place in a collection"));
        }
    }

    /// BLAKE3 over every path and content, in the order of the paths.
    pub(super) fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (path, source) in &self.files {
            for part in [path, &source.text] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part.as_bytes());
            }
        }
        hasher.finalize().to_hex().to_string()
    }
}

/// The folder, relative to the collection, from which it takes the fixed texts that it does not have itself.
fn shared_texts(files: &BTreeMap<String, Source>) -> Option<String> {
    let (document, _) = DeTable::parse_recoverable(&files.get("collection.toml")?.text);
    Some(document.get_ref().get("fixed_texts")?.get_ref().as_str()?.to_owned())
}

/// Reads the fixed texts of another collection. A folder that is not there shows as the texts that are missing.
/// Those of languages that this collection does not speak are in nobody's way.
fn read_shared(files: &mut BTreeMap<String, Source>, used: &mut BTreeSet<String>, folder: &Path) -> Result<(), Error> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(Error::read(folder))? {
        let path = entry.map_err(Error::read(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("ui.") && path.extension() == Some("ftl".as_ref()) {
            let text = fs::read_to_string(&path).map_err(Error::read(&path))?;
            let source = Source { name: path.display().to_string(), text };
            files.entry(format!("words/{name}")).or_insert_with_key(|path| {
                used.insert(path.clone());
                source
            });
        }
    }
    Ok(())
}

/// Reads a folder and those in it. READMEs are for people, and left out.
fn read_into(
    files: &mut BTreeMap<String, Source>,
    folder: &Path,
    prefix: &str,
    mistakes: &Mistakes,
) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::read(folder))? {
        let path = entry.map_err(Error::read(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            read_into(files, &path, &format!("{prefix}{name}/"), mistakes)?;
            continue;
        }
        if name == "README.md" {
            continue;
        }
        let shown = path.display().to_string();
        match String::from_utf8(fs::read(&path).map_err(Error::read(&path))?) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                files.insert(format!("{prefix}{name}"), Source { name: shown, text });
            }
            Err(_) => mistakes.file(&shown, "this file cannot be read", "it is not UTF-8 text"),
        }
    }
    Ok(())
}
