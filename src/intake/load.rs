//! Takes the records of one file as they are classed, and loads, counts or holds them back.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::conform::{Conformer, Day, Fault, Note, Value};
use super::find::Found;
use super::identifiers::Identifiers;
use super::ledger::LedgerRow;
use super::mojibake::Gazetteer;
use super::pseudonym::Pseudonyms;
use super::read::HeldBack;
use super::read::stage::Stage;
use super::record::{Class, Seen};
use super::trouble::{
    self, DISAGREES, MOJIBAKE, REPEATED_HEADER, TOTALS, Trouble, UNKNOWN_SUBMITTER, UNKNOWN_YEAR, WINDOWS_1252,
};
use super::walk::Sink;
use super::window::MOST_RAW;
use crate::definitions::{Definitions, Return, SubmitterKind};
use crate::diagnostic::{Error, Finding};
use crate::domain::{Submitter, Year};

/// One submission of the file, or what its submissions share.
pub(super) struct Part {
    pub(super) row: LedgerRow,
    pub(super) stage: Option<Stage>,
    pub(super) data_to: Option<Day>,
}

/// Why a file is refused, and where that shows.
pub(super) struct Refusal {
    pub(super) trouble: Trouble,
    pub(super) line: u32,
    pub(super) column: Arc<str>,
}

/// The sink of `read`.
pub(super) struct Load<'a> {
    pub(super) found: &'a Found,
    pub(super) definitions: &'a Definitions,
    pub(super) return_: &'a Return,
    pub(super) staging: &'a Path,
    /// Whether each year in the file is a submission of its own.
    pub(super) by_year: bool,
    pub(super) windows: bool,
    pub(super) headed: bool,
    /// By year where each year is a submission; else, and for what they share, under `None`.
    pub(super) parts: BTreeMap<Option<Year>, Part>,
    /// What the folder says, else the first row.
    pub(super) year: Option<Year>,
    pub(super) submitter: Option<Submitter>,
    authority: Option<usize>,
    pub(super) identifiers: Identifiers<'a>,
    pub(super) findings: Vec<Finding>,
    pub(super) held_back: Vec<HeldBack>,
    pub(super) refusal: Option<Refusal>,
    /// The columns' names, for findings about cells.
    pub(super) columns: Vec<Arc<str>>,
    return_id: Arc<str>,
    gazetteer: Gazetteer,
    /// The first line of each column that has a cell which is a day only if the month comes first.
    pub(super) month_first: BTreeMap<Arc<str>, u32>,
}

impl<'a> Load<'a> {
    pub(super) fn new(
        found: &'a Found,
        definitions: &'a Definitions,
        return_: &'a Return,
        pseudonyms: &'a Pseudonyms,
        staging: &'a Path,
    ) -> Self {
        let national = return_.submitter == SubmitterKind::National;
        let submitter = if national { Some(Submitter::National) } else { found.submitter.clone() };
        let authorities = &definitions.reference.authorities;
        let code = submitter.as_ref().map(Submitter::as_str);
        Self {
            found,
            definitions,
            return_,
            staging,
            by_year: false,
            windows: false,
            headed: false,
            parts: BTreeMap::new(),
            year: found.year,
            authority: authorities.iter().position(|authority| Some(authority.code.as_str()) == code),
            submitter,
            identifiers: Identifiers::new(pseudonyms, return_),
            findings: Vec::new(),
            held_back: Vec::new(),
            refusal: None,
            columns: Vec::new(),
            return_id: return_.id.as_ref().into(),
            gazetteer: Gazetteer::of(definitions),
            month_first: BTreeMap::new(),
        }
    }

    /// Says that something is wrong.
    pub(super) fn finding(&mut self, line: u32, column: &Arc<str>, trouble: Trouble, year: Option<Year>) {
        self.suggestion(line, column, trouble, year, None);
    }

    /// Says that something is wrong, and what was probably meant.
    fn suggestion(
        &mut self,
        line: u32,
        column: &Arc<str>,
        trouble: Trouble,
        year: Option<Year>,
        suggests: Option<Arc<str>>,
    ) {
        self.findings.push(Finding {
            file: Arc::clone(&self.found.file),
            line,
            column: Arc::clone(column),
            rule: trouble.into(),
            severity: trouble::severity(trouble),
            return_id: Arc::clone(&self.return_id),
            year,
            submitter: self.submitter.clone(),
            cell: "".into(),
            suggests: suggests.unwrap_or_else(|| "".into()),
        });
    }

    /// Refuses the file, and ends the walk.
    fn refuse(&mut self, trouble: Trouble, line: u32, column: &str) -> bool {
        self.refusal.get_or_insert_with(|| Refusal { trouble, line, column: column.into() });
        false
    }

    /// The part of a year, or what is shared.
    pub(super) fn part(&mut self, year: Option<Year>) -> &mut Part {
        let found = self.found;
        let new = || Part { row: LedgerRow::new(&found.file), stage: None, data_to: None };
        self.parts.entry(if self.by_year { year } else { None }).or_insert_with(new)
    }

    /// Holds what the row says of its submission against the folder and the rows before; where they disagree,
    /// the file is refused.
    fn check_claims(&mut self, line: u32, conformer: &Conformer<'_>) -> bool {
        let claims = conformer.claims;
        if claims.authority.is_some() && claims.authority != self.authority {
            if self.submitter.is_some() {
                return self.refuse(DISAGREES, line, "authority");
            }
            self.authority = claims.authority;
            let known = claims.authority.and_then(|at| self.definitions.reference.authorities.get(at));
            self.submitter = known.map(|authority| Submitter::Authority(authority.code.clone()));
        }
        if !self.by_year {
            match (claims.year, self.year) {
                (Some(claimed), Some(year)) if claimed != year => {
                    return self.refuse(DISAGREES, line, "year");
                }
                (Some(_), None) => self.year = claims.year,
                _ => {}
            }
        }
        let year = if self.by_year { claims.year } else { self.year };
        if let Some(claimed) = claims.data_to {
            let part = self.part(year);
            if part.data_to.get_or_insert(claimed).days != claimed.days {
                return self.refuse(DISAGREES, line, "data_to");
            }
        }
        true
    }

    /// Loads one row.
    fn load(&mut self, seen: &Seen<'_>, year: Option<Year>, conformer: &Conformer<'_>) -> Result<bool, Error> {
        if self.submitter.is_none() {
            return Ok(self.refuse(UNKNOWN_SUBMITTER, seen.place.line, ""));
        }
        let Some(known) = year.or(self.year) else { return Ok(self.refuse(UNKNOWN_YEAR, seen.place.line, "")) };
        if self.part(year).stage.is_none() {
            let stage = Stage::create(self.staged_path(known), self.return_, self.definitions)?;
            self.part(year).stage = Some(stage);
        }
        let key = if self.by_year { year } else { None };
        let stage = self.parts.get_mut(&key).and_then(|part| part.stage.as_mut());
        let (Some(stage), Some(submitter)) = (stage, &self.submitter) else { return Ok(true) };
        for (at, value) in conformer.values.iter().enumerate() {
            let text = text_of(*value, seen, conformer);
            match text.and_then(|text| self.identifiers.pseudonym(at, text, submitter)) {
                Some(pseudonym) => stage.field(at, *value, Some(pseudonym.as_str())),
                None => stage.field(at, *value, text),
            }
        }
        stage.row(&conformer.values, &conformer.suppressed, seen.place)?;
        Ok(true)
    }

    /// Where the rows of a year are staged: one name for each file and year.
    pub(super) fn staged_path(&self, year: Year) -> std::path::PathBuf {
        let digest = blake3::hash(self.found.file.as_bytes()).to_hex();
        let digest = digest.get(..16).unwrap_or_default();
        self.staging.join(format!("{}-{year}-{digest}.parquet", self.return_.id))
    }

    fn hold_back(&mut self, seen: &Seen<'_>, faults: &[Fault], year: Option<Year>) {
        let nothing: Arc<str> = "".into();
        let column = faults.first().map_or(&nothing, |fault| &fault.column);
        let reason = seen.code.unwrap_or(trouble::FIELD_COUNT);
        let (line, end_line) = (seen.place.line, seen.place.end_line);
        self.held_back.push(HeldBack {
            return_id: Arc::clone(&self.return_id),
            year,
            submitter: self.submitter.clone(),
            file: Arc::clone(&self.found.file),
            line,
            end_line,
            column: Arc::clone(column),
            reason: reason.into(),
            raw: seen.raw.iter().take(MOST_RAW).copied().collect(),
        });
        for fault in faults {
            self.suggestion(line, &fault.column, fault.trouble, year, fault.suggests.clone());
            if fault.month_first {
                self.month_first.entry(Arc::clone(&fault.column)).or_insert(line);
            }
        }
        if faults.is_empty() {
            self.finding(line, &nothing, reason, year);
        }
    }

    /// Asks for what must be confirmed of a row that is loaded.
    fn confirm(&mut self, line: u32, notes: &[Note], year: Option<Year>) {
        for note in notes {
            self.suggestion(line, &note.column, note.trouble, year, note.suggests.clone());
        }
    }

    /// Warns of cells that were damaged, or had to be guessed at.
    fn warn_of_cells(&mut self, seen: &Seen<'_>, year: Option<Year>) {
        let Some(row) = seen.row else { return };
        for (at, cell) in row.cells().enumerate().filter(|(_, cell)| !cell.is_ascii() || cell.contains('?')) {
            let of_table = seen.class != Class::Preamble && seen.class != Class::Footer;
            let column = self.columns.get(at).filter(|_| of_table).cloned().unwrap_or_else(|| "".into());
            if self.windows && !cell.is_ascii() {
                self.finding(seen.place.line, &column, WINDOWS_1252, year);
            }
            if let Some(damage) = self.gazetteer.damage(cell) {
                self.suggestion(seen.place.line, &column, MOJIBAKE, year, damage.suggests);
            }
        }
    }
}

impl Sink for Load<'_> {
    fn take(&mut self, seen: &Seen<'_>, faults: &[Fault], conformer: Option<&Conformer<'_>>) -> Result<bool, Error> {
        let line = seen.place.line;
        let mut year = if self.by_year { None } else { self.year };
        let has_cells = seen.class == Class::Data || !faults.is_empty();
        if let Some(conformer) = conformer.filter(|_| has_cells) {
            if !self.check_claims(line, conformer) {
                return Ok(false);
            }
            year = if self.by_year { conformer.claims.year } else { self.year };
            if seen.class == Class::Data && !self.load(seen, year, conformer)? {
                return Ok(false);
            }
            if seen.class == Class::Data {
                self.confirm(line, &conformer.notes, year);
            }
        }
        match seen.class {
            Class::HeldBack => self.hold_back(seen, faults, year),
            Class::Totals => self.finding(line, &"".into(), TOTALS, year),
            Class::Header if self.headed => self.finding(line, &"".into(), REPEATED_HEADER, year),
            Class::Header => self.headed = true,
            _ => {}
        }
        if seen.row.is_some_and(|row| !row.ascii || row.text.contains('?')) {
            self.warn_of_cells(seen, year);
        }
        let part = self.part(year);
        part.row.count(seen.class, u64::from(seen.place.end_line - seen.place.line) + 1);
        part.row.bytes += seen.place.end - seen.place.start;
        Ok(true)
    }
}

/// What a value reads, where it is text and not a code.
fn text_of<'t>(value: Value, seen: &Seen<'t>, conformer: &'t Conformer<'_>) -> Option<&'t str> {
    match value {
        Value::Text(start, end) => seen.row.map(|row| row.slice(start as usize, end as usize)),
        Value::Made(start, end) => conformer.made.get(start as usize..end as usize),
        _ => None,
    }
}
