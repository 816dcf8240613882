//! What a release is made from: enough to know that a second run would make the same.

use rayon::prelude::*;

use crate::definitions::Definitions;
use crate::domain::Date;
use crate::intake::{self, Found};
use crate::store::{Input, Recipe, fingerprint};

/// The recipe of a run, in which nobody overrules a gate yet. A file that cannot be read is in it without a digest:
/// intake says why.
pub(super) fn of(found: &[Found], definitions: &Definitions, as_at: Date, secret: &[u8; 32]) -> Recipe {
    let input = |file: &Found| {
        let digest = intake::digest(file).unwrap_or_default();
        Input { path: file.file.to_string(), blake3: digest.0, bytes: digest.1 }
    };
    Recipe {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        collection: definitions.collection.id.to_string(),
        as_at: as_at.to_string(),
        definitions: definitions.digest.clone(),
        secret: fingerprint(secret),
        inputs: found.par_iter().map(input).collect(),
        accepts: Vec::new(),
    }
}
