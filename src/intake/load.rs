//! Puts what came of the blocks of one file together: counts, holds back, and stages.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::conform::{Claims, Day, Normalised};
use super::find::Found;
use super::header::Layout;
use super::ledger::LedgerRow;
use super::read::HeldBack;
use super::read::columns::Shape;
use super::read::fingerprints::Gathering;
use super::read::stage::Stage;
use super::read::work::{Made, Rows, Step};
use super::record::{Class, Event, LineEnds};
use super::scan::{MOST_RAW, Reread};
use super::sheet::Sheet;
use super::survey::Encoding;
use super::tail::Tail;
use super::trouble::{
    self, BLANK_LINES, DISAGREES, REPEATED_HEADER, SECOND_TABLE, TOTALS, Trouble, UNKNOWN_SUBMITTER, UNKNOWN_YEAR,
};
use super::walk::Assembler;
use super::warn::Warner;
use crate::definitions::{Definitions, Return, SubmitterKind};
use crate::diagnostic::{Error, Finding};
use crate::domain::{Submitter, Year};

/// More blank lines than these amid the rows are worth a word.
const MOST_BLANK_LINES: u64 = 20;

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

/// The blank lines since the last row.
#[derive(Clone, Copy, Default)]
struct Blanks {
    /// The first of them.
    first: u32,
    lines: u64,
    /// Whether a row came before.
    amid: bool,
}

/// Everything that one file comes to.
pub(super) struct Load<'a> {
    pub(super) of: Loading<'a>,
    reread: Reread,
    /// Its columns, and its sheet where it is a workbook.
    pub(super) sheet: Arc<Sheet>,
    tail: Option<Tail>,
    blanks: Blanks,
    /// By year where each year is a submission; else, and for what they share, under `None`.
    pub(super) parts: BTreeMap<Option<Year>, Part>,
    /// What the folder says, else the first row.
    pub(super) year: Option<Year>,
    pub(super) submitter: Option<Submitter>,
    authority: Option<usize>,
    pub(super) fingerprints: Gathering,
    pub(super) ends: LineEnds,
    pub(super) normalised: Normalised,
    pub(super) findings: Vec<Finding>,
    pub(super) held_back: Vec<HeldBack>,
    pub(super) refusal: Option<Refusal>,
    return_id: Arc<str>,
    /// The first line of each column that has a cell which is a day only if the month comes first.
    pub(super) month_first: BTreeMap<Arc<str>, u32>,
    nothing: Arc<str>,
}

/// What a [`Load`] is made with.
#[derive(Clone, Copy)]
pub(super) struct Loading<'a> {
    pub(super) found: &'a Found,
    pub(super) definitions: &'a Definitions,
    pub(super) return_: &'a Return,
    pub(super) staging: &'a Path,
    pub(super) shape: &'a Shape,
    pub(super) warner: &'a Warner<'a>,
    pub(super) layout: &'a Layout,
    pub(super) encoding: Encoding,
    pub(super) sheet: Option<&'a str>,
    /// Whether each year in the file is a submission of its own.
    pub(super) by_year: bool,
    /// Whose file it is, once that is known: for those who work on the blocks.
    pub(super) known: &'a OnceLock<Submitter>,
}

impl<'a> Load<'a> {
    pub(super) fn new(of: Loading<'a>) -> Self {
        let Loading { found, definitions, return_, warner, .. } = of;
        let national = return_.submitter == SubmitterKind::National;
        let submitter = if national { Some(Submitter::National) } else { found.submitter.clone() };
        let authorities = &definitions.reference.authorities;
        let code = submitter.as_ref().map(Submitter::as_str);
        let mut load = Self {
            of,
            reread: Reread::new(of.layout, of.encoding),
            sheet: Arc::new(Sheet::new(of.sheet, &warner.columns, of.layout.format, of.encoding)),
            tail: Some(Tail::default()),
            blanks: Blanks::default(),
            parts: BTreeMap::new(),
            year: found.year,
            authority: authorities.iter().position(|authority| Some(authority.code.as_str()) == code),
            submitter: None,
            fingerprints: Gathering::new(of.staging, &found.file),
            ends: LineEnds::default(),
            normalised: Normalised::default(),
            findings: Vec::new(),
            held_back: Vec::new(),
            refusal: None,
            return_id: return_.id.as_ref().into(),
            month_first: BTreeMap::new(),
            nothing: "".into(),
        };
        if let Some(submitter) = submitter {
            load.know(submitter);
        }
        load
    }

    fn know(&mut self, submitter: Submitter) {
        self.submitter = Some(self.of.known.get_or_init(|| submitter).clone());
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
        let cell = Some(self.sheet.cells(column, line)).filter(|cell| !cell.is_empty());
        self.findings.push(Finding {
            file: Arc::clone(&self.of.found.file),
            line,
            column: Arc::clone(column),
            rule: trouble.into(),
            severity: trouble::severity(trouble),
            return_id: Arc::clone(&self.return_id),
            year,
            submitter: self.submitter.clone(),
            cell: cell.map_or_else(|| Arc::clone(&self.nothing), Into::into),
            suggests: suggests.unwrap_or_else(|| Arc::clone(&self.nothing)),
            explained: false,
            carried: false,
        });
    }

    /// Says that something is wrong with the file as a whole, or with a line of it.
    pub(super) fn finding_of_line(&mut self, line: u32, trouble: Trouble, year: Option<Year>) {
        let nothing = Arc::clone(&self.nothing);
        self.finding(line, &nothing, trouble, year);
    }

    /// Refuses the file, and ends the walk.
    fn refuse(&mut self, trouble: Trouble, line: u32, column: &str) -> bool {
        self.refusal.get_or_insert_with(|| Refusal { trouble, line, column: column.into() });
        false
    }

    /// The part of a year, or what is shared.
    pub(super) fn part(&mut self, year: Option<Year>) -> &mut Part {
        let found = self.of.found;
        let new = || Part { row: LedgerRow::new(&found.file), stage: None, data_to: None };
        self.parts.entry(if self.of.by_year { year } else { None }).or_insert_with(new)
    }

    /// The year of rows that claim this.
    fn year_of(&self, claims: Claims) -> Option<Year> {
        if self.of.by_year { claims.year } else { self.year }
    }

    /// Holds what rows say of their submission against the folder and the rows before; where they disagree, the
    /// file is refused.
    fn check_claims(&mut self, line: u32, claims: Claims) -> bool {
        if claims.authority.is_some() && claims.authority != self.authority {
            if self.submitter.is_some() {
                return self.refuse(DISAGREES, line, "authority");
            }
            self.authority = claims.authority;
            if let Some(known) = claims.authority.and_then(|at| self.of.definitions.reference.authorities.get(at)) {
                self.know(Submitter::Authority(known.code.clone()));
            }
        }
        if !self.of.by_year {
            match (claims.year, self.year) {
                (Some(claimed), Some(year)) if claimed != year => {
                    return self.refuse(DISAGREES, line, "year");
                }
                (Some(_), None) => self.year = claims.year,
                _ => {}
            }
        }
        let year = self.year_of(claims);
        if let Some(claimed) = claims.data_to {
            let part = self.part(year);
            if part.data_to.get_or_insert(claimed).days != claimed.days {
                return self.refuse(DISAGREES, line, "data_to");
            }
        }
        true
    }

    /// Rows follow, the first of them on this line.
    fn rows_follow(&mut self, line: u32, claims: Claims) -> bool {
        if !self.check_claims(line, claims) {
            return false;
        }
        if self.blanks.amid && self.blanks.lines > MOST_BLANK_LINES {
            self.finding_of_line(self.blanks.first, BLANK_LINES, self.year_of(claims));
        }
        self.blanks = Blanks { amid: true, ..Blanks::default() };
        match (&self.submitter, self.year_of(claims).or(self.year)) {
            (None, _) => self.refuse(UNKNOWN_SUBMITTER, line, ""),
            (_, None) => self.refuse(UNKNOWN_YEAR, line, ""),
            (Some(_), Some(_)) => true,
        }
    }

    /// Stages the rows of one submission.
    fn stage(&mut self, year: Option<Year>, rows: Rows) -> Result<(), Error> {
        let Some(known) = year.or(self.year) else { return Ok(()) };
        if self.part(year).stage.is_none() {
            let stage = Stage::create(self.staged_path(known), self.of.shape)?;
            self.part(year).stage = Some(stage);
        }
        let part = self.part(year);
        part.row.rows_loaded += rows.count;
        part.row.loaded_lines += rows.lines;
        part.row.bytes += rows.bytes;
        part.stage.as_mut().map_or(Ok(()), |stage| stage.append(rows.group))
    }

    /// Where the rows of a year are staged: one name for each file and year.
    pub(super) fn staged_path(&self, year: Year) -> std::path::PathBuf {
        let digest = blake3::hash(self.of.found.file.as_bytes()).to_hex();
        let digest = digest.get(..16).unwrap_or_default();
        self.of.staging.join(format!("{}-{year}-{digest}.parquet", self.of.return_.id))
    }

    /// Takes a record that is no row to load.
    fn other(&mut self, event: &Event) -> bool {
        let line = event.place.line;
        if event.claims.is_some_and(|claims| !self.check_claims(line, claims)) {
            return false;
        }
        let year = self.year_of(event.claims.unwrap_or_default());
        match event.class {
            Class::HeldBack if event.code == Some(SECOND_TABLE) => return self.refuse(SECOND_TABLE, line, ""),
            Class::HeldBack => self.hold_back(event, year),
            Class::Totals => self.finding_of_line(line, TOTALS, year),
            Class::Header if !self.of.layout.is_heading(event.place) => {
                self.finding_of_line(line, REPEATED_HEADER, year);
            }
            Class::Blank if self.blanks.lines == 0 => self.blanks.first = line,
            _ => {}
        }
        if event.class == Class::Blank {
            self.blanks.lines += event.place.lines();
        }
        self.warn_of_cells(event, year);
        let part = self.part(year);
        part.row.count(event.class, event.place.lines());
        part.row.bytes += event.place.end - event.place.start;
        true
    }

    fn hold_back(&mut self, event: &Event, year: Option<Year>) {
        let column = event.faults.first().map_or(&self.nothing, |fault| &fault.column);
        let reason = event.code.unwrap_or(trouble::FIELD_COUNT);
        let (line, end_line) = (event.place.line, event.place.end_line);
        self.held_back.push(HeldBack {
            return_id: Arc::clone(&self.return_id),
            year,
            submitter: self.submitter.clone(),
            file: Arc::clone(&self.of.found.file),
            line,
            end_line,
            column: Arc::clone(column),
            reason: reason.into(),
            raw: self.of.encoding.raw(&event.raw).iter().take(MOST_RAW).copied().collect(),
            carried: false,
        });
        for fault in &event.faults {
            self.suggestion(line, &fault.column, fault.trouble, year, fault.suggests.clone());
            if fault.month_first {
                self.month_first.entry(Arc::clone(&fault.column)).or_insert(line);
            }
        }
        if event.faults.is_empty() {
            self.finding_of_line(line, reason, year);
        }
    }

    /// Warns of cells that were damaged, or had to be guessed at.
    fn warn_of_cells(&mut self, event: &Event, year: Option<Year>) {
        let mut odd = Vec::new();
        if let Some(row) = Some(&event.raw).filter(|raw| Warner::concerns(raw)).and_then(|raw| self.reread.row(raw)) {
            let each = &mut |column: &Arc<str>, trouble, suggests| odd.push((Arc::clone(column), trouble, suggests));
            self.of.warner.cells(&row, event.class, each);
        }
        for (column, trouble, suggests) in odd {
            self.suggestion(event.place.line, &column, trouble, year, suggests);
        }
    }

    /// Takes what came of the next part of the file, record by record.
    fn steps(&mut self, steps: Vec<Step>) -> bool {
        let Some(mut tail) = self.tail.take() else { return false };
        let mut go_on = true;
        for step in steps {
            go_on = match step {
                Step::Rows(line, claims) => tail.rows(&mut |event| self.other(event)) && self.rows_follow(line, claims),
                Step::Other(event) => tail.pass(event, &mut |event| self.other(event)),
            };
            if !go_on {
                break;
            }
        }
        self.tail = Some(tail);
        go_on
    }

    /// The file has ended.
    pub(super) fn end(&mut self) {
        if let Some(mut tail) = self.tail.take() {
            tail.finish(&mut |event| self.other(event));
        }
    }
}

impl Assembler<Made> for Load<'_> {
    fn is_ready(&self) -> bool {
        self.submitter.is_some()
    }

    fn take(&mut self, made: Made) -> Result<bool, Error> {
        if let Some(error) = made.failed {
            return Err(error);
        }
        self.ends.merge(&made.ends);
        self.normalised.merge(&made.normalised);
        let go_on = self.steps(made.steps);
        // What is said of a refused file does not depend on how much of it was read at once.
        let end = self.refusal.as_ref().map_or(u32::MAX, |refusal| refusal.line);
        for warning in made.warnings.into_iter().filter(|warning| warning.line < end) {
            let year = if self.of.by_year { warning.year } else { self.year };
            self.suggestion(warning.line, &warning.column, warning.trouble, year, warning.suggests);
        }
        if !go_on {
            return Ok(false);
        }
        for (year, rows) in made.parts {
            self.stage(year, rows)?;
        }
        self.fingerprints.add(&made.fingerprints)?;
        Ok(true)
    }
}
