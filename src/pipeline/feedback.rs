//! Feedback to those who send returns: every finding of theirs, with the values that they may see.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::identity::{Records, identity};
use super::told::{About, FoundAt, Told};
use super::trend::Earlier;
use super::window::Window;
use crate::definitions::{Cell, Definitions};
use crate::diagnostic::{Error, Finding, printable};
use crate::intake::{HeldBack, LedgerRow, Pseudonyms, Sheet, Verdict};
use crate::present::feedback::{self, Detail, Since, Telling};

/// The most characters of a cell that could not be read that are shown.
const MOST_SHOWN: usize = 100;

/// One submission, and everything that its sender can be told of it.
pub(super) struct Subject<'a> {
    /// Its file, and what became of it.
    pub ledger: LedgerRow,
    /// What was found, where anything was looked for.
    pub told: Option<&'a Told>,
    /// What is held back of its file, sorted by line.
    pub held_back: &'a [HeldBack],
}

/// What an earlier submission's findings are compared by.
pub(super) struct Comparing<'a> {
    /// What makes digests of records.
    pub pseudonyms: &'a Pseudonyms,
    /// The findings of the earlier submission.
    pub earlier: &'a Earlier,
}

/// Tells of one submission, finding by finding.
///
/// # Errors
/// When typed rows cannot be read, or what is told cannot be written.
pub(super) fn tell(
    subject: &Subject<'_>,
    definitions: &Definitions,
    comparing: Option<&Comparing<'_>>,
    to: &mut dyn Telling,
) -> Result<(), Error> {
    let runs = subject.told.and_then(|told| told.ruled.as_ref()).map(|ruled| ruled.verdicts.runs.clone());
    to.begin(feedback::Told {
        ledger: subject.ledger.clone(),
        runs: runs.unwrap_or_default(),
        compared: comparing.map(|comparing| Arc::clone(&comparing.earlier.release)),
    })?;
    let mut left = comparing.map(|comparing| comparing.earlier.findings.clone()).unwrap_or_default();
    if let Some(told) = subject.told {
        let return_ = definitions.returns.get(&*told.about.return_id);
        let mut records = comparing.map(|by| Records::of(by.pseudonyms, told, subject.held_back, return_));
        let mut showing = Showing::of(told, subject.held_back, definitions);
        for (finding, at) in told.findings(definitions)? {
            let since = match &mut records {
                None => Since::Unknown,
                Some(records) => {
                    let known = identity(&finding.rule, &finding.column, records.record(&finding, at)?);
                    if left.take(known) { Since::Before } else { Since::New }
                }
            };
            let values = showing.values(&finding, at)?;
            let letters = showing.letters(&finding, at);
            let last_year = at.is_some_and(|at| at.before);
            to.take(&Detail { finding, letters, values, since, last_year })?;
        }
    }
    to.end(left.by_rule());
    Ok(())
}

/// The code of a rule, and the columns that a finding points at.
type RuleAndColumns = (Arc<str>, Arc<str>);

/// Values and letters of columns, as the sender may see them.
struct Showing<'a> {
    definitions: &'a Definitions,
    told: &'a Told,
    held_back: &'a [HeldBack],
    own: Option<Window<'a>>,
    before: Option<Window<'a>>,
    /// The fields to show, by rule and columns.
    fields: BTreeMap<RuleAndColumns, Vec<Arc<str>>>,
    letters: BTreeMap<(Arc<str>, bool), Arc<str>>,
    /// Lines with trouble in a column that is never shown: their cells may stand in each other's places.
    doubtful: BTreeSet<u32>,
}

impl<'a> Showing<'a> {
    fn of(told: &'a Told, held_back: &'a [HeldBack], definitions: &'a Definitions) -> Self {
        let return_id = &told.about.return_id;
        let shown = |column: &str| feedback::may_show(definitions, return_id, column);
        let fields = definitions.returns.get(&**return_id).map(|return_| &return_.fields[..]).unwrap_or_default();
        let columns: BTreeSet<Box<str>> =
            fields.iter().filter(|field| shown(&field.name)).map(|field| field.name.clone()).collect();
        let doubtful =
            |finding: &&Finding| finding.column.split(' ').any(|column| !column.is_empty() && !shown(column));
        let ruled = told.ruled.as_ref();
        Self {
            definitions,
            told,
            held_back,
            own: ruled.map(|ruled| Window::new(&ruled.rows, columns.clone())),
            before: ruled.and_then(|ruled| ruled.before.as_ref()).map(|rows| Window::new(rows, columns)),
            fields: BTreeMap::new(),
            letters: BTreeMap::new(),
            doubtful: told.reading.iter().filter(doubtful).map(|finding| finding.line).collect(),
        }
    }

    /// The fields of a finding with their values, of those that may be shown.
    fn values(&mut self, finding: &Finding, at: Option<FoundAt>) -> Result<Vec<(Arc<str>, Cell)>, Error> {
        let Some(at) = at else { return Ok(self.said(finding).into_iter().collect()) };
        let key = (Arc::clone(&finding.rule), Arc::clone(&finding.column));
        if !self.fields.contains_key(&key) {
            let fields = fields_of(self.definitions, finding);
            self.fields.insert(key.clone(), fields);
        }
        let window = if at.before { &mut self.before } else { &mut self.own };
        let (Some(window), Some(fields)) = (window, self.fields.get(&key)) else { return Ok(Vec::new()) };
        fields.iter().map(|field| Ok((Arc::clone(field), window.cell(at.row, field)?))).collect()
    }

    /// What stands in a cell that could not be read, where its column may be shown.
    fn said(&self, finding: &Finding) -> Option<(Arc<str>, Cell)> {
        let shown = feedback::may_show(self.definitions, &finding.return_id, &finding.column);
        if !shown || finding.line == 0 || self.doubtful.contains(&finding.line) {
            return None;
        }
        let at = self.held_back.binary_search_by_key(&finding.line, |held| held.line).ok()?;
        let text = self.sheet()?.said(&self.held_back.get(at)?.raw, &finding.column)?;
        let mut kept: String = printable(&text).chars().take(MOST_SHOWN).collect();
        if text.chars().nth(MOST_SHOWN).is_some() {
            kept.push('…');
        }
        let cell = if kept.is_empty() { Cell::Null } else { Cell::Text(kept.into()) };
        Some((Arc::clone(&finding.column), cell))
    }

    fn sheet(&self) -> Option<&'a Sheet> {
        let ruled = self.told.ruled.as_ref().and_then(|ruled| ruled.rows.sheet.as_deref());
        self.told.sheet.as_deref().or(ruled)
    }

    fn letters(&mut self, finding: &Finding, at: Option<FoundAt>) -> Arc<str> {
        let before = at.is_some_and(|at| at.before);
        let key = (Arc::clone(&finding.column), before);
        if let Some(letters) = self.letters.get(&key) {
            return Arc::clone(letters);
        }
        let last_year = self.told.ruled.as_ref().and_then(|ruled| ruled.before.as_ref());
        let sheet = if before { last_year.and_then(|rows| rows.sheet.as_deref()) } else { self.sheet() };
        let letters: Arc<str> = sheet.map(|sheet| sheet.letters(&finding.column)).unwrap_or_default().into();
        self.letters.insert(key, Arc::clone(&letters));
        letters
    }
}

/// The fields whose values are shown beside a finding.
fn fields_of(definitions: &Definitions, finding: &Finding) -> Vec<Arc<str>> {
    let return_ = definitions.returns.get(&*finding.return_id);
    let rule = return_.and_then(|return_| return_.rules.iter().find(|rule| *rule.code == *finding.rule));
    match (return_, rule) {
        (Some(return_), Some(rule)) => feedback::fields_shown(definitions, return_, rule),
        // A row that falls with another has no rule of its own to name.
        _ => finding
            .column
            .split(' ')
            .filter(|column| feedback::may_show(definitions, &finding.return_id, column))
            .map(Arc::from)
            .collect(),
    }
}

/// Everything there is to tell of: the rows of a ledger with what was found of each, the latest year first. `held_back`
/// is sorted.
///
/// What a later submission replaces is named, and nothing told of it: nobody need mend it.
pub(super) fn subjects<'a>(
    ledger: &[LedgerRow],
    told: impl IntoIterator<Item = &'a Told>,
    held_back: &'a [HeldBack],
) -> Vec<Subject<'a>> {
    let mut told: BTreeMap<&About, &Told> = told.into_iter().map(|told| (&told.about, told)).collect();
    let mut subjects = Vec::new();
    for row in ledger {
        let about = About::of_row(row);
        let told = told.remove(&about).filter(|_| row.verdict != Verdict::Superseded);
        // What submissions of a file share is nothing by itself.
        if row.year.is_some() || told.is_some() || row.verdict == Verdict::Refused {
            subjects.push(Subject { ledger: row.clone(), told, held_back: of_file(held_back, &about) });
        }
    }
    for (about, told) in told {
        let About { return_id, year, submitter, file, carried: _ } = about.clone();
        let held_back = of_file(held_back, about);
        let ledger = LedgerRow { file, return_id, year, submitter, ..LedgerRow::default() };
        subjects.push(Subject { ledger, told: Some(told), held_back });
    }
    subjects.sort_by(|one, other| order(&one.ledger).cmp(&order(&other.ledger)));
    subjects
}

/// The year that is worked on comes first.
fn order(row: &LedgerRow) -> impl Ord + '_ {
    (std::cmp::Reverse(row.year), &row.return_id, row.received, &row.file)
}

/// What is held back of the file of a submission, in a list that is sorted.
pub(super) fn of_file<'a>(held_back: &'a [HeldBack], about: &About) -> &'a [HeldBack] {
    let of = (&about.file, about.carried);
    let first = held_back.partition_point(|held| (&held.file, held.carried) < of);
    let rest = held_back.get(first..).unwrap_or_default();
    let count = rest.partition_point(|held| (&held.file, held.carried) == of);
    rest.get(..count).unwrap_or_default()
}
