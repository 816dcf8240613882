//! `trosolwg query`: SQL over a release.
#![expect(clippy::doc_markdown, reason = "doc comments here are the help that a terminal shows")]

use std::io::Write;

use clap::Args;

use super::format::{Format, write_rows};
use super::{Common, written};
use crate::diagnostic::Error;
use crate::pipeline;

/// Ask a release something, in SQL
///
/// One SELECT over the release's tables: each return (placements, services, …) with year, submitter
/// and authority; figures, ledger, rules (what each says), findings (with what their rules say),
/// rules_run, held_back; links (which children of two authorities are one person, in what way and how
/// surely; without a person: more than one fits); and the reference tables. SHOW TABLES lists them.
/// Nothing else can be read, and nothing changed.
///
///   trosolwg query "SELECT year, COUNT(*) AS episodes FROM placements GROUP BY year ORDER BY year"
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Query {
    /// The statement
    sql: String,
    /// The release to ask [default: the one that is published]
    #[arg(long, value_name = "ID")]
    release: Option<String>,
    /// How to write the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Query {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        let release = pipeline::release(&common.data.join("store"), self.release.as_deref())?;
        let engine = pipeline::engine(&definitions, &release)?;
        let mut answer = engine.query(&self.sql, common.as_at(&definitions)?)?;
        if self.format == Format::Parquet {
            let mut bytes = Vec::new();
            answer.write_parquet(&mut bytes)?;
            return written(out.write_all(&bytes));
        }
        let columns = answer.columns();
        write_rows(out, self.format, &columns, &mut (0..answer.len()).map(|at| answer.row(at)))
    }
}
