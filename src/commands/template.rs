//! `trosolwg template`: blank returns, for those who send them.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{Common, written};
use crate::definitions::{Definitions, Return};
use crate::diagnostic::{Error, printable};
use crate::pipeline;
use crate::present;

/// Write a blank return to fill in, as CSV and as a workbook
///
/// RETURN.csv is the header alone. RETURN.xlsx has the headers in the language of --lang, a note on
/// each, drop-down lists of the codes, checks of dates and numbers, and a sheet that says how to
/// fill it in. `check` and `run` read both, in either language.
///
///   trosolwg template placements --lang cy --out /tmp/blank
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Template {
    /// The return, like placements
    #[arg(value_name = "RETURN")]
    return_: String,
    /// Where to put it [default: OUTPUT/templates/LANG]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write over a file of that name that is not this blank return
    #[arg(long)]
    force: bool,
}

impl Template {
    pub(super) fn run(&self, common: &Common, out: &mut dyn Write) -> Result<(), Error> {
        let definitions = common.definitions()?;
        let return_ = known(&definitions, &self.return_)?;
        let documents = present::blank(&definitions, return_, &common.lang)?;
        let folder = self.out.clone();
        let folder = folder.unwrap_or_else(|| common.output().join("templates").join(common.lang.as_str()));
        for document in documents.iter().filter(|_| !self.force) {
            let path = folder.join(&document.path);
            if std::fs::read(&path).is_ok_and(|there| there != document.bytes) {
                let path = path.display();
                return Err(Error::Asked(format!(
                    "{path} is there already, perhaps filled in: name another --out, or say --force"
                )));
            }
        }
        for path in pipeline::write(&folder, &documents)? {
            written(writeln!(out, "{}", path.display()))?;
        }
        Ok(())
    }
}

/// The return of this name; else what was probably meant.
fn known<'a>(definitions: &'a Definitions, id: &str) -> Result<&'a Return, Error> {
    definitions.returns.get(id).ok_or_else(|| {
        let known: Vec<&str> = definitions.returns.keys().map(|id| &**id).collect();
        let near = definitions.nearest_return(id).map(|near| format!("did you mean `{near}`?"));
        let advice = near.unwrap_or_else(|| format!("there are {}", known.join(", ")));
        Error::Asked(format!("no return is called `{}`; {advice}", printable(id)))
    })
}
