//! Opens a file twice - to survey it, and to walk it - and makes sure that it stayed the same.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use crate::intake::find::Found;
use crate::intake::survey::{Encoding, Survey, survey};
use crate::intake::trouble::{CHANGED, NOT_A_FILE, Trouble, UNREADABLE};
use crate::intake::window::Window;

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
    /// The file from behind its byte order mark, with its beginning already in the window.
    pub(in crate::intake) fn window(&self, path: &Path) -> io::Result<Window<File>> {
        let mut window = Window::new(File::open(path)?);
        window.more()?;
        if self.survey.encoding == Encoding::Utf8Bom {
            window.consume(3);
        }
        Ok(window)
    }

    /// Whether the file is still what was surveyed.
    pub(in crate::intake) fn is_unchanged(&self, path: &Path) -> bool {
        fs::metadata(path).is_ok_and(|meta| state(&meta) == self.state)
    }
}

fn state(meta: &Metadata) -> (u64, Option<SystemTime>) {
    (meta.len(), meta.modified().ok())
}
