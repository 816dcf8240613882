//! `trosolwg check`: holds returns against their definitions; for those who send them.

mod list;
mod report;

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::format::Format;
use super::{Common, written};
use crate::definitions::Definitions;
use crate::diagnostic::{Error, printable};
use crate::domain::{Submitter, Year};
use crate::pipeline::{self, Asked};
use crate::present::feedback::Gathering;
use list::List;
use report::Report;

/// Hold returns against their definitions, and say what to mend
///
/// Nothing is stored and nothing sent. Works on one file alone: what is not known of it (--year,
/// --submitter) makes the rules that need it "could not run". Status 1 if any row would be held
/// back or the file refused.
///
///   trosolwg check placements.csv --year 2023-24 --submitter RCT
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Check {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The return that they are [default: from the name]
    #[arg(long = "return", value_name = "RETURN")]
    return_: Option<String>,
    /// The reporting year, like 2023-24 [default: from the path, or the file's own column]
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// The authority, by any name or code, or `national` [default: from the path, or the file's own column]
    #[arg(long, value_name = "SUBMITTER")]
    submitter: Option<String>,
    /// How to write the findings
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Also write what is found into this folder, as it would be sent back: pages, a workbook and lists
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Check {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        let asked = self.asked(&definitions)?;
        let checked = pipeline::check(&self.files, &asked, &definitions, common.as_at(&definitions)?)?;
        let held = &checked.files;
        if let Some(folder) = &self.out {
            checked.write(&definitions, common.as_at(&definitions)?, folder)?;
        }
        match self.format {
            Format::Table => {
                for one in held {
                    let mut gathering = Gathering::default();
                    one.tell(&definitions, &mut gathering)?;
                    let report = Report::new(&definitions, &common.lang).of(one, &gathering.finish());
                    let report = report.map_err(|fault| Error::Internal(fault.to_string()))?;
                    written(out.write_all(report.as_bytes()))?;
                }
            }
            Format::Parquet => {
                return Err(Error::Asked("findings are written as table, csv, json or ndjson".to_owned()));
            }
            format => {
                let mut list = List::new(&definitions, format, out)?;
                for one in held {
                    one.tell(&definitions, &mut list)?;
                }
                list.finish()?;
            }
        }
        if let Some(fault) = held.iter().find_map(|one| one.fault(&definitions)) {
            return Err(Error::Definitions(fault));
        }
        let wrong = held.iter().filter(|one| one.rows_held_back > 0 || one.refused.is_some()).count();
        if wrong > 0 {
            let (verb, of) = (if wrong == 1 { "has" } else { "have" }, held.len());
            return Err(Error::Data(format!("{wrong} of {of} files {verb} errors to mend")));
        }
        Ok(())
    }

    fn asked(&self, definitions: &Definitions) -> Result<Asked, Error> {
        let return_id = match &self.return_ {
            Some(id) if !definitions.returns.contains_key(&**id) => {
                let known: Vec<&str> = definitions.returns.keys().map(|id| &**id).collect();
                return Err(Error::Asked(format!(
                    "no return is called `{}`; there are {}",
                    printable(id),
                    known.join(", ")
                )));
            }
            other => other.clone(),
        };
        let year = match &self.year {
            Some(text) => Some(
                Year::from_any_form(text)
                    .ok_or_else(|| Error::Asked(format!("--year {}: {}", printable(text), crate::domain::NotAYear)))?,
            ),
            None => None,
        };
        let submitter = match self.submitter.as_deref() {
            Some("national") => Some(Submitter::National),
            Some(text) => Some(Submitter::Authority(
                definitions
                    .reference
                    .authority(text)
                    .ok_or_else(|| Error::Asked(format!("no authority is known as `{}`", printable(text))))?
                    .code
                    .clone(),
            )),
            None => None,
        };
        Ok(Asked { return_id, year, submitter })
    }
}
