//! What a release was made from and what it is made of.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::intake::LedgerRow;

/// Everything a release is made from. The same recipe makes the same bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The version of this program.
    pub tool: String,
    /// The collection's id.
    pub collection: String,
    /// The day the run counted to, `2024-03-31`.
    pub as_at: String,
    /// The digest of all definitions and reference tables.
    pub definitions: String,
    /// The fingerprint of the secret.
    pub secret: String,
    /// The files of the folder of returns, sorted by path.
    pub inputs: Vec<Input>,
    /// The files that a person lets pass the gates, sorted by path.
    #[serde(default)]
    pub accepts: Vec<Accept>,
}

impl Recipe {
    /// One digest of all of it.
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut part = |text: &str| {
            // Lengths keep neighbours apart.
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        for text in [&self.tool, &self.collection, &self.as_at, &self.definitions, &self.secret] {
            part(text);
        }
        for input in &self.inputs {
            part(&input.path);
            part(&input.blake3);
        }
        part("accepts");
        for accept in &self.accepts {
            part(&accept.file);
            part(&accept.blake3);
            part(&accept.reason);
        }
        hasher.finalize().to_hex().to_string()
    }
}

/// One file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Its path in the folder of returns.
    pub path: String,
    /// Its BLAKE3 digest, in hexadecimal.
    pub blake3: String,
    /// Its size.
    pub bytes: u64,
}

/// A file that a person lets pass the gates. It lasts for as long as the file is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// Its path in the folder of returns.
    pub file: String,
    /// Its BLAKE3 digest, in hexadecimal.
    pub blake3: String,
    /// Why, in that person's words.
    pub reason: String,
}

/// A gate that would have refused a submission, and did not because a person overruled it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overruled {
    /// The path of its file in the folder of returns.
    pub file: String,
    /// The file's BLAKE3 digest, in hexadecimal.
    pub blake3: String,
    /// The code of the gate: `S-GATE`, `S-BAND`, or that of a rule that too many rows break.
    pub gate: String,
    /// Why, in that person's words.
    pub reason: String,
}

/// A submission that stands from an earlier release.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// The return's id.
    #[serde(rename = "return")]
    pub return_id: String,
    /// The reporting year, `2023-24`.
    pub year: String,
    /// The submitter.
    pub submitter: String,
    /// The file from which it was accepted, as it was then named.
    pub file: String,
    /// The release that accepted it.
    pub from_release: String,
}

/// What a release says of where it comes from, beside its recipe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// What stands from earlier releases, sorted.
    pub carried: Vec<Carried>,
    /// Which gates were overruled, sorted.
    pub overruled: Vec<Overruled>,
    /// A digest of how each return's rows are stored, by return.
    pub shapes: BTreeMap<String, String>,
}

/// One file of the release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// Its path in the release.
    pub path: String,
    /// Its BLAKE3 digest, in hexadecimal.
    pub blake3: String,
    /// Its size.
    pub bytes: u64,
    /// Its rows.
    pub rows: u64,
}

/// The ledger's sums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Physical lines read.
    pub lines: u64,
    /// Headers, blanks, totals, and what stands above and below tables.
    pub other_lines: u64,
    /// Lines of stored rows.
    pub loaded_lines: u64,
    /// Lines of rows held back.
    pub held_back_lines: u64,
    /// Lines of rows that later files replace.
    pub superseded_lines: u64,
    /// Lines refused whole.
    pub refused_lines: u64,
    /// Rows stored.
    pub rows_loaded: u64,
    /// Rows held back.
    pub rows_held_back: u64,
}

impl Totals {
    /// The sums over a ledger.
    pub fn of(rows: &[LedgerRow]) -> Self {
        let mut totals = Self::default();
        for row in rows {
            totals.lines += row.lines;
            totals.other_lines +=
                row.preamble_lines + row.header_lines + row.blank_lines + row.totals_lines + row.footer_lines;
            totals.loaded_lines += row.loaded_lines;
            totals.held_back_lines += row.held_back_lines;
            totals.superseded_lines += row.superseded_lines;
            totals.refused_lines += row.refused_lines;
            totals.rows_loaded += row.rows_loaded;
            totals.rows_held_back += row.rows_held_back;
        }
        totals
    }
}

/// `manifest.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The form of this file: 1.
    pub format: u32,
    /// The release's id: `000001-1a2b3c4d`.
    pub release: String,
    /// What it was made from.
    pub recipe: Recipe,
    /// One digest of that.
    pub recipe_digest: String,
    /// What it is made of, sorted by path; all but this file.
    pub outputs: Vec<Output>,
    /// What stands from earlier releases, sorted.
    #[serde(default)]
    pub carried: Vec<Carried>,
    /// Which gates were overruled, sorted.
    #[serde(default)]
    pub overruled: Vec<Overruled>,
    /// A digest of how each return's rows are stored, by return: rows of another shape cannot be carried.
    #[serde(default)]
    pub shapes: BTreeMap<String, String>,
    /// What became of all lines.
    pub totals: Totals,
    /// Figures to tell the run's story by, as the pipeline gives them.
    pub headlines: serde_json::Value,
}

impl Manifest {
    /// Whether this recipe would make the same release again.
    pub fn is_made_from(&self, recipe: &Recipe) -> bool {
        self.recipe_digest == recipe.digest()
    }
}
