//! Opens a file twice - to survey it, and to walk it - and makes sure that it stayed the same.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::SystemTime;

use crate::intake::find::Found;
use crate::intake::survey::{Encoding, Survey, survey};
use crate::intake::trouble::{CHANGED, NOT_A_FILE, Trouble, UNREADABLE};

/// How much of a text tells where its header is.
const HEAD: u64 = 1 << 20;

/// A file that has been surveyed and can be walked.
pub(in crate::intake) struct Opened {
    pub(in crate::intake) survey: Survey,
    state: (u64, Option<SystemTime>),
}

/// Surveys a file.
pub(in crate::intake) fn open(found: &Found) -> Result<Opened, Trouble> {
    // A pipe would hold us up for ever, so nothing is opened before it is known to be a file.
    let meta = fs::metadata(&found.path).map_err(|_| UNREADABLE)?;
    if !meta.is_file() {
        return Err(NOT_A_FILE);
    }
    let file = File::open(&found.path).map_err(|_| UNREADABLE)?;
    let state = state(&meta);
    let survey = survey(file).map_err(|_| UNREADABLE)?;
    if survey.bytes == state.0 { Ok(Opened { survey, state }) } else { Err(CHANGED) }
}

impl Opened {
    /// How many bytes the byte order mark takes.
    pub(in crate::intake) fn mark(&self) -> u64 {
        if self.survey.encoding == Encoding::Utf8Bom { 3 } else { 0 }
    }

    /// The text behind the byte order mark.
    pub(in crate::intake) fn text(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(self.mark()))?;
        Ok(Box::new(file))
    }

    /// The beginning of the text.
    pub(in crate::intake) fn head(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.text(path)?.take(HEAD).read_to_end(&mut head)?;
        Ok(head)
    }

    /// Whether the file is still what was surveyed.
    pub(in crate::intake) fn is_unchanged(&self, path: &Path) -> bool {
        fs::metadata(path).is_ok_and(|meta| state(&meta) == self.state)
    }
}

fn state(meta: &Metadata) -> (u64, Option<SystemTime>) {
    (meta.len(), meta.modified().ok())
}
