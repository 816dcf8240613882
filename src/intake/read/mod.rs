//! Reads one file: typed, pseudonymised rows into staged Parquet, and an account of every line.

mod close;
pub(super) mod columns;
pub(super) mod fingerprints;
pub(super) mod stage;
pub(super) mod work;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::block::Cutter;
use super::conform::{Conformer, Normalisation, column_name};
use super::find::Found;
use super::header::{self, Catalogue, Layout, Role};
use super::ledger::LedgerRow;
use super::load::{Load, Loading, Refusal};
use super::pseudonym::Pseudonyms;
use super::refused::Refused;
use super::scan::Scanner;
use super::sheet::Sheet;
use super::source::{self, Opened, address};
use super::survey::Survey;
use super::totals::Totals;
use super::trouble::{
    CHANGED, DUPLICATE_COLUMN, EMPTY, MISSING_COLUMN, MIXED_LINE_ENDS, MONTH_FIRST, NAME, NOT_A_FILE, NOT_CSV,
    OTHER_SHEET, PROPOSED, Trouble, UNKNOWN_COLUMN, UNKNOWN_RETURN, UNKNOWN_SUBMITTER, UNREADABLE,
};
use super::walk::{Halt, walk};
use super::warn::Warner;
use crate::definitions::{Definitions, Form, Return, SubmitterKind, fold};
use crate::diagnostic::{Error, Finding};
use crate::domain::{Date, Submitter, Year};
use columns::Shape;
pub use fingerprints::Fingerprints;
use work::{Hand, Job};

/// What became of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// BLAKE3 of the file's bytes, in hexadecimal; empty where it could not be read.
    pub digest: String,
    /// The ledger's rows: one for each submission, and one without a year for what several share.
    pub ledger: Vec<LedgerRow>,
    /// What is wrong with it, sorted.
    pub findings: Vec<Finding>,
    /// The records that are held back, in the file's order.
    pub held_back: Vec<HeldBack>,
    /// The typed rows, a file for each submission that was not refused.
    pub staged: Vec<Staged>,
    /// Fingerprints ([`Pseudonyms::fingerprint`]) of its raw identifiers of six characters or more.
    pub identifiers: Fingerprints,
    /// How many cells of each field did not stand in the canonical form, and in which way, where any; under no field's
    /// name, how many rows.
    pub normalised: Vec<(Box<str>, Normalisation, u64)>,
    /// Where its columns and cells stand; nothing where it was refused before it had any.
    pub sheet: Option<Arc<Sheet>>,
}

/// One record that cannot be loaded, as it came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeldBack {
    /// The file, relative to the folder of returns.
    pub file: Arc<str>,
    /// Whether it is of a submission that an earlier release accepted and that still stands.
    pub carried: bool,
    /// Its first physical line.
    pub line: u32,
    /// Its last physical line.
    pub end_line: u32,
    /// The first column that is wrong; empty where the record as a whole is.
    pub column: Arc<str>,
    /// The code of what is wrong.
    pub reason: Arc<str>,
    /// Its bytes, at most 64 KiB of them.
    pub raw: Vec<u8>,
    /// The return's id.
    pub return_id: Arc<str>,
    /// The reporting year, where it could be told.
    pub year: Option<Year>,
    /// The submitter, where it could be told.
    pub submitter: Option<Submitter>,
}

/// One submission's typed rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staged {
    /// The return's id.
    pub return_id: Arc<str>,
    /// The reporting year.
    pub year: Year,
    /// Who sent it.
    pub submitter: Submitter,
    /// The file, relative to the folder of returns.
    pub file: Arc<str>,
    /// The day it was received, where the file's name says it.
    pub received: Option<Date>,
    /// Of several received on one day, which.
    pub number: u32,
    /// The last day up to which it is complete.
    pub data_to: Date,
    /// Where the rows are.
    pub parquet: PathBuf,
    /// How many.
    pub rows: u64,
    /// Where its columns and cells stand.
    pub sheet: Option<Arc<Sheet>>,
    /// The place of its row in the reading's ledger.
    pub ledger: usize,
}

/// How a file is read.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// What returns look like.
    pub definitions: &'a Definitions,
    /// What makes pseudonyms.
    pub pseudonyms: &'a Pseudonyms,
    /// The folder in which typed rows are written.
    pub staging: &'a Path,
    /// How many threads work on one file: the outcome is the same, byte for byte.
    pub threads: usize,
    /// How many bytes are read at a time, [`BLOCK`](super::BLOCK) as a rule: the rows are the same, their row groups are not.
    pub block: usize,
    /// BLAKE3 of the file when the run began, in hexadecimal; blank where it is not known. Another refuses it.
    pub digest: &'a str,
}

/// Reads one file.
///
/// # Errors
/// The staged rows cannot be written. Whatever is wrong with the file itself is in the reading.
pub fn read(found: &Found, reader: &Reader<'_>) -> Result<Reading, Error> {
    if let Some(trouble @ (NOT_A_FILE | UNREADABLE)) = found.trouble {
        return Ok(Refused::unread(found).because(trouble, 0, ""));
    }
    let defined = reader.definitions.returns.get(&*found.return_id);
    let catalogue = defined.map(|return_| Catalogue::of(return_, &reader.definitions.words));
    let dialect = reader.definitions.dialect(&found.return_id, found.submitter.as_ref(), found.year);
    let opened = match source::open(found, dialect, catalogue.as_ref()) {
        Ok(opened) => opened,
        Err(trouble) => return Ok(Refused::unread(found).because(trouble, 0, "")),
    };
    let changed = !reader.digest.is_empty() && reader.digest != opened.survey.digest;
    let refused = Refused {
        found,
        definitions: Some(reader.definitions),
        survey: Some(&opened.survey),
        delimiter: None,
        findings: Vec::new(),
    };
    if changed {
        return Ok(refused.because(CHANGED, 0, ""));
    }
    let return_ = match admit(found, &opened.survey, reader.definitions) {
        Ok(return_) => return_,
        Err(trouble) => return Ok(refused.because(trouble, 0, "")),
    };
    let layout = opened.head().map_err(|_| (UNREADABLE, 0)).and_then(|head| {
        let catalogue = catalogue.as_ref().ok_or((UNKNOWN_RETURN, 0))?;
        header::find(&head, opened.survey.encoding, catalogue, dialect).map_err(|trouble| (trouble, 1))
    });
    match layout {
        Err((trouble, line)) => Ok(refused.because(trouble, line, "")),
        Ok(layout) => {
            let forms = dialect.map_or(&[][..], |dialect| &dialect.forms);
            Table { found, reader, return_, opened: &opened, layout: &layout, forms }.load()
        }
    }
}

/// Whether the file is worth opening, and as what.
fn admit<'d>(found: &Found, survey: &Survey, definitions: &'d Definitions) -> Result<&'d Return, Trouble> {
    if let Some(trouble @ (NOT_CSV | NAME)) = found.trouble {
        return Err(trouble);
    }
    if let Some(trouble) = survey.foreign {
        return Err(trouble);
    }
    if survey.is_empty() {
        return Err(EMPTY);
    }
    let return_ = definitions.returns.get(&*found.return_id).ok_or(UNKNOWN_RETURN)?;
    if let Some(trouble) = found.trouble {
        return Err(trouble);
    }
    let national = return_.submitter == SubmitterKind::National;
    match &found.submitter {
        Some(submitter) if national != (*submitter == Submitter::National) => Err(UNKNOWN_SUBMITTER),
        _ => Ok(return_),
    }
}

/// The table below a header that was found.
struct Table<'a> {
    found: &'a Found,
    reader: &'a Reader<'a>,
    return_: &'a Return,
    opened: &'a Opened,
    layout: &'a Layout,
    /// How its sender is declared to write numbers and days.
    forms: &'a [Form],
}

impl Table<'_> {
    fn load(&self) -> Result<Reading, Error> {
        let Self { found, reader, return_, opened, layout, forms } = *self;
        let definitions = reader.definitions;
        let by_year = return_.submitter == SubmitterKind::National && layout.roles.contains(&Role::Year);
        let year = if by_year { None } else { found.year };
        let shape = Shape::of(return_, definitions)?;
        let conformer = || Conformer::new(return_, layout, definitions, year).with_forms(forms);
        let warner = Warner {
            guessed: opened.survey.guessed,
            columns: layout.roles.iter().enumerate().map(|(at, role)| column_name(*role, at, return_)).collect(),
            no_column: "".into(),
            definitions,
            gazetteer: OnceLock::new(),
        };
        let (known, totals) = (OnceLock::new(), Totals::of(return_, layout, definitions));
        let (staging, shape, warner, known) = (reader.staging, &shape, &warner, &known);
        let mut load = Load::new(Loading {
            found,
            definitions,
            return_,
            staging,
            shape,
            warner,
            layout,
            encoding: opened.survey.encoding,
            sheet: opened.sheet.as_deref(),
            by_year,
            known,
        });
        check_columns(&mut load, layout);
        if load.refusal.is_none() {
            let pseudonyms = reader.pseudonyms;
            let job = Job { return_, definitions, pseudonyms, shape, warner, by_year, submitter: known };
            let scanner =
                || Scanner::new(layout, opened.survey.encoding, opened.survey.mark, &totals, Some(conformer()));
            let mut hands: Vec<Hand<'_>> = (0..self.hands()).map(|_| Hand::new(&job, scanner())).collect();
            self.walk(&mut hands, &mut load)?;
            let end = load.refusal.as_ref().map_or(u32::MAX, |refusal| refusal.line);
            if let Some(line) = load.ends.other().filter(|line| *line < end) {
                load.finding_of_line(line, MIXED_LINE_ENDS, year);
            }
            for (column, line) in std::mem::take(&mut load.month_first) {
                load.finding(line, &column, MONTH_FIRST, year);
            }
        }
        for sheet in &opened.other_sheets {
            load.finding_of_line(0, OTHER_SHEET, year);
            if let Some(finding) = load.findings.last_mut() {
                finding.cell = address(sheet, 0, 1).into();
            }
        }
        if !opened.is_unchanged() {
            load.refusal = None;
            refuse(&mut load, CHANGED);
        }
        close::finish(load, &opened.survey, layout.format.delimiter)
    }

    /// As many as have a block to work on.
    fn hands(&self) -> usize {
        let blocks = self.opened.survey.bytes / self.reader.block.max(1) as u64 + 1;
        self.reader.threads.clamp(1, usize::try_from(blocks).unwrap_or(usize::MAX))
    }

    fn walk(&self, hands: &mut [Hand<'_>], load: &mut Load<'_>) -> Result<(), Error> {
        let encoding = self.opened.survey.encoding;
        let walked = self.opened.text().map_err(Halt::from).and_then(|text| {
            walk(Cutter::new(text, self.opened.survey.mark, encoding, self.reader.block), encoding, hands, load)
        });
        match walked {
            Ok(()) => load.end(),
            Err(Halt::Enough) => {}
            Err(Halt::File) => refuse(load, UNREADABLE),
            Err(Halt::Tool(error)) => return Err(error),
        }
        Ok(())
    }
}

fn refuse(load: &mut Load<'_>, trouble: Trouble) {
    load.refusal.get_or_insert_with(|| Refusal { trouble, line: 0, column: "".into() });
}

/// Holds the header against the return.
fn check_columns(load: &mut Load<'_>, layout: &Layout) {
    let columns = &load.of.warner.columns;
    let proposed: Vec<String> = load.of.return_.fields.iter().map(|field| fold(&proposed(&field.name))).collect();
    // A finding shows an unknown column by its place; what it is called stands in the layout.
    let names: Vec<String> = layout.names.iter().map(|name| fold(name)).collect();
    for (at, ((role, column), name)) in layout.roles.iter().zip(columns).zip(&names).enumerate() {
        let earlier = layout.roles.get(..at).unwrap_or_default();
        let of = proposed.iter().position(|proposed| proposed == name).map(Role::Field);
        if *role == Role::Unknown && of.is_none_or(|field| layout.roles.contains(&field)) {
            load.finding(layout.line, column, UNKNOWN_COLUMN, load.year);
        } else if !matches!(role, Role::Unknown | Role::Ignored) && earlier.contains(role) {
            let refusal = Refusal { trouble: DUPLICATE_COLUMN, line: layout.line, column: Arc::clone(column) };
            load.refusal.get_or_insert(refusal);
        }
    }
    for ((at, field), proposed) in load.of.return_.fields.iter().enumerate().zip(&proposed) {
        if field.required && !layout.roles.contains(&Role::Field(at)) {
            let column: Arc<str> = field.name.as_ref().into();
            let own = if names.contains(proposed) { PROPOSED } else { MISSING_COLUMN };
            let trouble = load.refusal.as_ref().map_or(own, |refusal| refusal.trouble);
            if load.refusal.is_some() {
                load.finding(layout.line, &column, own, load.year);
            }
            load.refusal.get_or_insert(Refusal { trouble, line: layout.line, column });
        }
    }
}

/// The name of the column in which a program proposes the values of a field, for a person to confirm: the file is
/// refused until the column bears the field's own name.
pub fn proposed(field: &str) -> String {
    format!("proposed_{field}")
}
