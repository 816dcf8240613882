//! Fingerprints of raw identifiers, kept on disk while a run lasts: the outputs are searched for them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::Error;

/// The fingerprints of one file's raw identifiers, on disk: there may be millions. Some may stand there twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprints {
    /// Where they are; nowhere if there are none.
    path: Option<PathBuf>,
}

impl Fingerprints {
    /// Which of these fingerprints are among them.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn among(&self, sought: &BTreeSet<u128>) -> Result<Vec<u128>, Error> {
        let mut found = Vec::new();
        self.each(&mut |fingerprint| found.extend(sought.get(&fingerprint)))?;
        Ok(found)
    }

    fn each(&self, take: &mut dyn FnMut(u128)) -> Result<(), Error> {
        let Some(path) = &self.path else { return Ok(()) };
        let length = fs::metadata(path).map_err(Error::read(path))?.len();
        let mut file = BufReader::new(File::open(path).map_err(Error::read(path))?);
        let mut bytes = [0; 16];
        for _ in 0..length / 16 {
            file.read_exact(&mut bytes).map_err(Error::read(path))?;
            take(u128::from_le_bytes(bytes));
        }
        Ok(())
    }
}

/// Fingerprints being gathered in a file.
pub(in crate::intake) struct Gathering {
    path: PathBuf,
    file: Option<BufWriter<File>>,
}

impl Gathering {
    /// Begins to gather those of this file of returns.
    pub(in crate::intake) fn new(staging: &Path, file: &str) -> Self {
        let digest = blake3::hash(file.as_bytes()).to_hex();
        Self { path: staging.join(format!("{digest}.fingerprints")), file: None }
    }

    /// Adds some.
    ///
    /// # Errors
    /// They cannot be written.
    pub(in crate::intake) fn add(&mut self, fingerprints: &[u128]) -> Result<(), Error> {
        if fingerprints.is_empty() {
            return Ok(());
        }
        let wrong = || Error::write(&self.path);
        let file = if let Some(file) = &mut self.file {
            file
        } else {
            fs::create_dir_all(self.path.parent().unwrap_or(&self.path)).map_err(wrong())?;
            self.file.insert(BufWriter::new(File::create(&self.path).map_err(wrong())?))
        };
        fingerprints.iter().try_for_each(|one| file.write_all(&one.to_le_bytes())).map_err(wrong())
    }

    /// Ends.
    ///
    /// # Errors
    /// They cannot be written.
    pub(in crate::intake) fn finish(self) -> Result<Fingerprints, Error> {
        let Some(mut file) = self.file else { return Ok(Fingerprints::default()) };
        file.flush().map_err(Error::write(&self.path))?;
        Ok(Fingerprints { path: Some(self.path) })
    }
}

#[cfg(test)]
impl Fingerprints {
    /// All of them, sorted, each once.
    pub(in crate::intake) fn all(&self) -> BTreeSet<u128> {
        let mut all = BTreeSet::new();
        self.each(&mut |one| {
            all.insert(one);
        })
        .unwrap();
        all
    }
}
