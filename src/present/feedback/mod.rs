//! What is sent back to those who send returns: what to mend, where, why and how, and what was checked.
//!
//! For the sender alone, and not for publication: beside a finding stand the values of its fields, of those that
//! privacy keeps as they are. [`Gathering`] takes findings one after another and keeps counts and first examples, never
//! all of them; [`Writing`] also writes each into the list (CSV), which has no end, and makes the other documents.

mod cells;
mod checked;
mod gather;
mod list;
mod page;
mod sentence;
mod shown;
#[cfg(test)]
mod tests;
mod workbook;
mod writing;

pub use cells::{harmless, text as cell_text};
pub use checked::why_not;
pub use gather::{Gathered, Gathering, Group};
pub use list::{columns as list_columns, row as list_row};
pub use sentence::Sentences;
pub use writing::Writing;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::definitions::{Cell, Definitions, Privacy, Return, Rule};
use crate::diagnostic::{Error, Finding};
use crate::domain::{Date, Language, Submitter};
use crate::intake::LedgerRow;
use crate::rules::RuleRun;

/// To whom feedback goes, and from which run it comes.
#[derive(Clone, Debug)]
pub struct Feedback<'a> {
    /// What statisticians decided.
    pub definitions: &'a Definitions,
    /// The release it belongs to; nothing where returns are only checked.
    pub release: Option<&'a str>,
    /// The day the run counts to.
    pub as_at: Date,
    /// The version of this program.
    pub version: &'a str,
    /// Whose returns they are; nobody where that could not be told, or where they are several senders'.
    pub to: Option<Submitter>,
}

/// One submission, as its sender is told of it.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Its file, what is in it, and what became of it.
    pub ledger: LedgerRow,
    /// What each rule made of it; nothing where it was refused before any rule could run.
    pub runs: Vec<RuleRun>,
    /// The release in which the submission before it stood, where its findings are compared with that one's.
    pub compared: Option<Arc<str>>,
}

/// How many findings of an earlier submission are there no more, by rule.
pub type Mended = BTreeMap<Arc<str>, u64>;

/// Whether a finding was there the last time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Since {
    /// There is nothing to compare it with.
    #[default]
    Unknown,
    /// It is new.
    New,
    /// It was there the last time.
    Before,
}

impl Since {
    /// The word that lists use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::New => "new",
            Self::Before => "persisting",
        }
    }
}

/// One finding with all that its sender may see of it.
#[derive(Clone, Debug)]
pub struct Detail {
    /// What is wrong, and where.
    pub finding: Finding,
    /// The letters of its columns in the file, as spreadsheets name them, separated by spaces; nothing where the row
    /// or the file is meant.
    pub letters: Arc<str>,
    /// Its fields by name, with their values. A field that [`may_show`] does not allow is never shown, whatever stands
    /// here.
    pub values: Vec<(Arc<str>, Cell)>,
    /// Whether it is new.
    pub since: Since,
    /// Whether its line is one of last year's file, which its rule looks at.
    pub last_year: bool,
}

/// Who is told of submissions and their findings, one after another.
pub trait Telling {
    /// A submission begins: the findings that follow are its own.
    ///
    /// # Errors
    /// When what is told cannot be written.
    fn begin(&mut self, told: Told) -> Result<(), Error>;

    /// The next finding.
    ///
    /// # Errors
    /// When what is told cannot be written.
    fn take(&mut self, detail: &Detail) -> Result<(), Error>;

    /// The submission has no more findings.
    fn end(&mut self, mended: Mended);
}

/// Whether the values of a return's field may be shown to its sender: those that privacy keeps as they are. An
/// identifier of a person, a date of birth or a field that is not kept may not.
pub fn may_show(definitions: &Definitions, return_id: &str, field: &str) -> bool {
    let field = definitions.returns.get(return_id).and_then(|return_| return_.field(field));
    field.is_some_and(|field| field.privacy == Privacy::Keep)
}

/// The fields of a rule whose values its sender is shown: those that it points at or names in its sentence.
pub fn fields_shown(definitions: &Definitions, return_: &Return, rule: &Rule) -> Vec<Arc<str>> {
    let named =
        |name: &str| rule.columns.iter().any(|column| **column == *name) || rule.says.contains(&format!("{{{name}}}"));
    let shown =
        return_.fields.iter().filter(|field| named(&field.name) && may_show(definitions, &return_.id, &field.name));
    shown.map(|field| Arc::from(&*field.name)).collect()
}

/// The name of the page in a language.
pub fn page_name(language: &Language) -> String {
    format!("feedback.{language}.html")
}

/// The list of every finding.
pub const FINDINGS_CSV: &str = "findings.csv";
/// The workbook.
pub const FINDINGS_XLSX: &str = "findings.xlsx";
/// Which rules ran, on what.
pub const RULES_RUN_CSV: &str = "rules_run.csv";
