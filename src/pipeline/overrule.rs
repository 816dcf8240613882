//! Files that a person lets pass the gates: those asked for now, and those of the last release that are the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Error;
use crate::intake::{Found, LedgerRow, Verdict};
use crate::store::{Accept, Input, Overruled, Release};

/// A file that a person asks to let pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The file: relative to the folder of returns, or a path.
    pub file: String,
    /// Why.
    pub reason: String,
}

/// The files that pass the gates of this run, and which of them were asked for now.
#[derive(Clone, Debug, Default)]
pub(super) struct Passes {
    /// All of them, sorted.
    pub accepts: Vec<Accept>,
    asked: Vec<String>,
}

impl Passes {
    /// # Errors
    /// When a file that was asked for is not there, or no reason is given.
    pub(super) fn of(asked: &[Pass], found: &[Found], inputs: &[Input], last: Option<&Release>) -> Result<Self, Error> {
        let mut accepts: BTreeMap<String, Accept> = BTreeMap::new();
        for accept in last.iter().flat_map(|last| &last.manifest.recipe.accepts) {
            if inputs.iter().any(|input| input.path == accept.file && input.blake3 == accept.blake3) {
                accepts.insert(accept.file.clone(), accept.clone());
            }
        }
        let mut named = Vec::new();
        for pass in asked {
            if pass.reason.trim().is_empty() {
                return Err(Error::Asked(format!("--accept {}: say why, with --reason", pass.file)));
            }
            let input = found.iter().zip(inputs).find(|(found, _)| is_meant(&pass.file, found)).map(|(_, input)| input);
            let Some(Input { path, blake3, .. }) = input else {
                return Err(Error::Asked(format!("--accept {}: there is no such file among the returns", pass.file)));
            };
            named.push(path.clone());
            let (file, blake3, reason) = (path.clone(), blake3.clone(), pass.reason.trim().to_owned());
            accepts.insert(path.clone(), Accept { file, blake3, reason });
        }
        Ok(Self { accepts: accepts.into_values().collect(), asked: named })
    }

    /// Whether the gates are overruled for a file.
    pub(super) fn has(&self, file: &str) -> bool {
        self.accepts.iter().any(|accept| accept.file == file)
    }

    /// What the release records, of the gates that a file's submissions would not have passed: file and code.
    pub(super) fn overruled(&self, gates: &[(Arc<str>, Arc<str>)]) -> Vec<Overruled> {
        let one = |(file, gate): &(Arc<str>, Arc<str>)| {
            let accept = self.accepts.iter().find(|accept| *accept.file == **file)?;
            Some(Overruled {
                file: accept.file.clone(),
                blake3: accept.blake3.clone(),
                gate: gate.to_string(),
                reason: accept.reason.clone(),
            })
        };
        let mut all: Vec<Overruled> = gates.iter().filter_map(one).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Refuses what was asked for in vain: a person who overrules a gate that does not stand in the way is mistaken about
    /// the file.
    ///
    /// # Errors
    /// When no gate refuses a file that was asked for.
    pub(super) fn were_needed(&self, overruled: &[Overruled], ledger: &[LedgerRow]) -> Result<(), Error> {
        let in_vain = |file: &&String| !overruled.iter().any(|one| one.file == **file);
        let Some(file) = self.asked.iter().find(in_vain) else { return Ok(()) };
        let rows = || ledger.iter().filter(|row| *row.file == **file);
        let why = if let Some(refused) = rows().find(|row| row.is_refused()) {
            format!("it is refused because of {}, which nobody can overrule", refused.reason)
        } else if rows().any(|row| row.verdict == Verdict::Superseded) {
            "a later file stands in its place".to_owned()
        } else {
            "no gate refuses it".to_owned()
        };
        Err(Error::Asked(format!("--accept {file}: there is nothing to overrule, {why}")))
    }
}

/// Whether a person who writes this means that file.
fn is_meant(text: &str, found: &Found) -> bool {
    let same =
        |path: &Path| fs::canonicalize(path).is_ok_and(|one| fs::canonicalize(&found.path).is_ok_and(|o| o == one));
    *found.file == *text.trim_start_matches("./") || same(Path::new(text))
}
