//! `trosolwg dictionary`: the rule book, for those who send returns.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{Common, written};
use crate::diagnostic::Error;
use crate::pipeline;

/// Write the rule book: every return, field, code list and rule
///
/// Made from the definitions alone; it holds nothing of any return, so it may be given to anybody.
/// A page in each language (dictionary.en.html, dictionary.cy.html), and fields.csv, codes.csv and
/// rules.csv, which have the languages side by side. Each translation is marked as official,
/// reviewed or draft, and as stale where its English has changed since.
///
///   trosolwg dictionary --out /tmp/rules
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Dictionary {
    /// Where to put it [default: OUTPUT/dictionary]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Dictionary {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        let documents = pipeline::dictionary(&definitions)?;
        let folder = self.out.clone().unwrap_or_else(|| common.output().join("dictionary"));
        for path in pipeline::write(&folder, &documents)? {
            written(writeln!(out, "{}", path.display()))?;
        }
        Ok(())
    }
}
