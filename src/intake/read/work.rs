//! One block of a file -> encoded rows, and an account of everything else that stands in it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::columns::{Columns, RowGroup, Shape};
use crate::definitions::{Definitions, Return};
use crate::diagnostic::Error;
use crate::domain::{Submitter, Year};
use crate::intake::block::Block;
use crate::intake::conform::{Claims, Conformer, Normalised, Value};
use crate::intake::identifiers::Identifiers;
use crate::intake::lex::LineEnd;
use crate::intake::pseudonym::Pseudonyms;
use crate::intake::record::{Class, Event, LineEnds, Place};
use crate::intake::scan::{Rest, Scanner, Seen};
use crate::intake::trouble::Trouble;
use crate::intake::walk::Worker;
use crate::intake::warn::Warner;

/// What came of a part of the file.
#[derive(Default)]
pub(in crate::intake) struct Made {
    /// Rows and other records, in order.
    pub(in crate::intake) steps: Vec<Step>,
    /// The rows, by year where each year is a submission.
    pub(in crate::intake) parts: BTreeMap<Option<Year>, Rows>,
    /// What is odd about cells of rows that are loaded.
    pub(in crate::intake) warnings: Vec<Warning>,
    /// Fingerprints of the raw identifiers of rows that are loaded, sorted.
    pub(in crate::intake) fingerprints: Vec<u128>,
    pub(in crate::intake) ends: LineEnds,
    pub(in crate::intake) normalised: Normalised,
    pub(in crate::intake) failed: Option<Error>,
}

/// What comes next in a part of the file.
pub(in crate::intake) enum Step {
    /// Rows that say the same of their submission, the first of them on this line.
    Rows(u32, Claims),
    /// Something else than a row that is loaded.
    Other(Event),
}

/// Rows of one submission.
pub(in crate::intake) struct Rows {
    pub(in crate::intake) count: u64,
    pub(in crate::intake) lines: u64,
    pub(in crate::intake) bytes: u64,
    pub(in crate::intake) group: RowGroup,
}

/// Something odd about a cell of a row that is loaded.
pub(in crate::intake) struct Warning {
    pub(in crate::intake) line: u32,
    pub(in crate::intake) column: Arc<str>,
    pub(in crate::intake) trouble: Trouble,
    /// What was probably meant.
    pub(in crate::intake) suggests: Option<Arc<str>>,
    pub(in crate::intake) year: Option<Year>,
}

/// What all who work on one file share.
pub(in crate::intake) struct Job<'a> {
    pub(in crate::intake) return_: &'a Return,
    pub(in crate::intake) definitions: &'a Definitions,
    pub(in crate::intake) pseudonyms: &'a Pseudonyms,
    pub(in crate::intake) shape: &'a Shape,
    pub(in crate::intake) warner: &'a Warner<'a>,
    /// Whether each year in the file is a submission of its own.
    pub(in crate::intake) by_year: bool,
    /// Whose file it is, once that is known.
    pub(in crate::intake) submitter: &'a OnceLock<Submitter>,
}

/// One of those who work on a file.
pub(in crate::intake) struct Hand<'a> {
    job: &'a Job<'a>,
    scanner: Scanner<'a, 'a>,
    identifiers: Identifiers<'a>,
}

/// The rows of one submission in one block, so far.
struct Typed {
    columns: Columns,
    rows: u64,
    lines: u64,
    bytes: u64,
}

impl<'a> Hand<'a> {
    pub(in crate::intake) fn new(job: &'a Job<'a>, scanner: Scanner<'a, 'a>) -> Self {
        Self { job, scanner, identifiers: Identifiers::new(job.pseudonyms, job.return_) }
    }

    fn made(&mut self, scan: impl FnOnce(&mut Scanner<'a, 'a>, &mut dyn FnMut(&Seen<'_, 'a>)) -> Rest) -> (Made, Rest) {
        let mut made = Made::default();
        let mut typed = BTreeMap::new();
        let (job, identifiers) = (self.job, &mut self.identifiers);
        // The first rows of a file may have to say whose it is.
        let mut submitter = job.submitter.get().cloned();
        let rest = scan(&mut self.scanner, &mut |seen| {
            made.ends.note(seen.end, seen.place.line);
            match seen.conformed.filter(|_| seen.class == Class::Data) {
                // There may be millions of them.
                None if seen.class == Class::Blank => {
                    made.steps.push(Step::Other(seen.to_blank()));
                }
                None => made.steps.push(Step::Other(seen.to_event())),
                Some(conformer) => {
                    made.begin_rows(seen.place.line, conformer.claims);
                    submitter = submitter.take().or_else(|| job.claimed(conformer.claims));
                    let year = conformer.claims.year.filter(|_| job.by_year);
                    job.warn(seen, conformer, year, &mut made.warnings);
                    if let Some(submitter) = &submitter {
                        let rows = typed.entry(year).or_insert_with(|| Typed::new(job));
                        rows.push(seen, conformer, identifiers, submitter);
                    }
                }
            }
        });
        made.fingerprints = self.identifiers.take_fingerprints();
        made.normalised = self.scanner.take_normalised();
        for (year, typed) in typed {
            match typed.encode(job.shape) {
                Ok(rows) => drop(made.parts.insert(year, rows)),
                Err(error) => made.failed = Some(error),
            }
        }
        (made, rest)
    }
}

impl Worker for Hand<'_> {
    type Made = Made;

    fn work(&mut self, block: &Block) -> (Made, Rest) {
        self.made(|scanner, each| scanner.scan(block, each))
    }

    fn too_long(&mut self, place: Place, raw: &[u8], end: LineEnd) -> Made {
        let passed = self.made(|scanner, each| {
            scanner.too_long(place, raw, end, each);
            Rest::None
        });
        passed.0
    }
}

impl Made {
    fn begin_rows(&mut self, line: u32, claims: Claims) {
        if !matches!(self.steps.last(), Some(Step::Rows(_, same)) if *same == claims) {
            self.steps.push(Step::Rows(line, claims));
        }
    }
}

impl Job<'_> {
    fn claimed(&self, claims: Claims) -> Option<Submitter> {
        let authority = self.definitions.reference.authorities.get(claims.authority?)?;
        Some(Submitter::Authority(authority.code.clone()))
    }

    fn warn(&self, seen: &Seen<'_, '_>, conformer: &Conformer<'_>, year: Option<Year>, warnings: &mut Vec<Warning>) {
        let line = seen.place.line;
        let mut warn = |column: &Arc<str>, trouble, suggests| {
            warnings.push(Warning { line, column: Arc::clone(column), trouble, suggests, year });
        };
        for note in &conformer.notes {
            warn(&note.column, note.trouble, note.suggests.clone());
        }
        if let Some(row) = seen.row.filter(|_| Warner::concerns(seen.raw)) {
            self.warner.cells(&row, seen.class, &mut warn);
        }
    }
}

impl Typed {
    fn new(job: &Job<'_>) -> Self {
        Self { columns: Columns::new(job.return_, job.shape), rows: 0, lines: 0, bytes: 0 }
    }

    fn push(
        &mut self,
        seen: &Seen<'_, '_>,
        conformer: &Conformer<'_>,
        identifiers: &mut Identifiers<'_>,
        submitter: &Submitter,
    ) {
        for (at, value) in conformer.values.iter().enumerate() {
            let text = text_of(*value, seen, conformer);
            match text.and_then(|text| identifiers.pseudonym(at, text, submitter)) {
                Some(pseudonym) => self.columns.field(at, *value, Some(pseudonym.as_str())),
                None => self.columns.field(at, *value, text),
            }
        }
        self.columns.row(&conformer.values, &conformer.markers, seen.place);
        self.rows += 1;
        self.lines += seen.place.lines();
        self.bytes += seen.place.end - seen.place.start;
    }

    fn encode(self, shape: &Shape) -> Result<Rows, Error> {
        let Self { columns, rows, lines, bytes } = self;
        Ok(Rows { count: rows, lines, bytes, group: columns.encode(shape)? })
    }
}

/// What a value reads, where it is text and not a code.
fn text_of<'t>(value: Value, seen: &'t Seen<'_, '_>, conformer: &'t Conformer<'_>) -> Option<&'t str> {
    match value {
        Value::Text(start, end) => seen.row.as_ref().map(|row| row.slice(start as usize, end as usize)),
        Value::Made(start, end) => conformer.made.get(start as usize..end as usize),
        _ => None,
    }
}
