//! Submissions that stand beside one another, and what a rule of one of them may see of the others.

use std::collections::BTreeSet;
use std::path::PathBuf;

use polars::prelude::{DataFrame, IntoLazy, PolarsResult, UnionArgs, concat};

use super::Moment;
use super::frame::{Typed, filtered, unread};
use super::holding::{Holding, needs_nothing_else};
use super::verdict::{CouldNotRun, Needed, Verdicts};
use crate::definitions::formula::frame;
use crate::definitions::{Check, Definitions, Reference, Return, SubmitterKind, Target, Whose, YearOf};
use crate::diagnostic::Error;
use crate::domain::{Submitter, Year};

/// How often accepted rows are looked at again before a rule is taken to be one that never settles.
const PASSES: usize = 100;

/// One submission as rules see it.
#[derive(Clone)]
pub struct Submitted<'a> {
    /// Its return.
    pub return_: &'a Return,
    /// Whose it is, where that is known.
    pub submitter: Option<Submitter>,
    /// The days against which its rules are held; the year, where it is known.
    pub moment: Moment,
    /// Its typed rows, as intake or the store wrote them; none in a nil return.
    pub table: Option<PathBuf>,
}

/// All submissions that stand: one for each return, year and submitter.
pub struct Beside<'a> {
    definitions: &'a Definitions,
    submissions: Vec<(Submitted<'a>, Typed)>,
}

/// What a target comes to.
pub(super) enum Elsewhere {
    /// Typed rows, each part with the rows of it that are looked at (None: all).
    Rows(Vec<(Typed, Option<Vec<bool>>)>),
    /// There is nothing to look at, and nobody's mistake: the collection has no year before.
    NotApplicable,
    /// What it needs is not known, or not in.
    CouldNotRun(CouldNotRun),
}

/// Where a rule finds what stands elsewhere.
pub(super) trait Sight {
    /// The rows of a target, as seen from the submission that the rule is held against.
    fn see(&self, target: &Target) -> Elsewhere;

    /// The return of this id.
    fn return_of(&self, id: &str) -> Option<&Return>;
}

impl<'a> Beside<'a> {
    /// Opens the tables of all.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn new(definitions: &'a Definitions, submissions: Vec<Submitted<'a>>) -> Result<Self, Error> {
        let opened = submissions.into_iter().map(|submitted| {
            let table = match &submitted.table {
                Some(path) => Typed::open(path)?,
                None => Typed::Frame(nothing(submitted.return_).map_err(|fault| super::frame::internal(&fault))?),
            };
            Ok((submitted, table))
        });
        Ok(Self { definitions, submissions: opened.collect::<Result<_, Error>>()? })
    }

    /// Holds one of them against the rules that look at others: verdicts of the rules that need nothing else go in.
    ///
    /// # Errors
    /// When a table cannot be read.
    pub fn hold(&self, at: usize, verdicts: Verdicts) -> Result<Verdicts, Error> {
        let alone = |(submitted, _): &(Submitted<'_>, Typed)| submitted.return_.rules.iter().all(needs_nothing_else);
        if self.submissions.get(at).is_none_or(alone) {
            return Ok(verdicts);
        }
        self.resumed(at, verdicts, |holding, path| {
            let sight = Neighbours { beside: self, at, kept: None };
            if self.holds_by_others(at) {
                holding.unsettle();
            }
            holding.joined(None, &sight).map_err(unread(path))?;
            // Rules that hold nothing back have let nothing more fall.
            if self.holds_by_others(at) { holding.settle().map(drop).map_err(unread(path)) } else { Ok(()) }
        })
    }

    /// Looks again at what is accepted of each, as long as a rule that looks at others holds more of it back.
    ///
    /// # Errors
    /// When a table cannot be read.
    pub fn settle(&self, verdicts: &mut [Verdicts]) -> Result<(), Error> {
        let joined: Vec<usize> = (0..self.submissions.len()).filter(|at| self.holds_by_others(*at)).collect();
        if joined.is_empty() {
            return Ok(());
        }
        for pass in 0..PASSES {
            let kept: Vec<Vec<bool>> = self.accepted(verdicts);
            let mut fell = false;
            for at in &joined {
                let Some(own) = verdicts.get_mut(*at) else { continue };
                let resumed = self.resumed(*at, std::mem::take(own), |holding, path| {
                    let sight = Neighbours { beside: self, at: *at, kept: Some(&kept) };
                    let unsettled = pass + 1 == PASSES;
                    fell |= holding.rejoined(&sight, unsettled).map_err(unread(path))?;
                    fell |= holding.settle().map_err(unread(path))?;
                    Ok(())
                });
                *own = resumed?;
            }
            if !fell {
                break;
            }
        }
        Ok(())
    }

    fn resumed(
        &self,
        at: usize,
        verdicts: Verdicts,
        work: impl FnOnce(&mut Holding<'_>, &std::path::Path) -> Result<(), Error>,
    ) -> Result<Verdicts, Error> {
        let Some((submitted, table)) = self.submissions.get(at) else { return Ok(verdicts) };
        let mut holding = Holding::of(table, submitted.return_, &submitted.moment).resume(verdicts);
        work(&mut holding, submitted.table.as_deref().unwrap_or(std::path::Path::new("")))?;
        Ok(holding.verdicts())
    }

    fn accepted(&self, verdicts: &[Verdicts]) -> Vec<Vec<bool>> {
        let of = |((submitted, table), verdicts): (&(Submitted<'_>, Typed), &Verdicts)| {
            Holding::of(table, submitted.return_, &submitted.moment).resume(verdicts.clone()).accepted()
        };
        self.submissions.iter().zip(verdicts).map(of).collect()
    }

    /// Whether a rule of a submission's return holds rows back because of what stands elsewhere.
    fn holds_by_others(&self, at: usize) -> bool {
        self.submissions.get(at).is_some_and(|(submitted, _)| {
            let rules = submitted.return_.rules.iter().enumerate();
            rules.into_iter().any(|(index, rule)| {
                matches!(rule.check, Check::Joined(_)) && super::verdict::holds_back(submitted.return_, index)
            })
        })
    }
}

/// What one submission sees of the others.
struct Neighbours<'b, 'a> {
    beside: &'b Beside<'a>,
    at: usize,
    /// The rows of each that are accepted, once that is what counts.
    kept: Option<&'b [Vec<bool>]>,
}

impl Sight for Neighbours<'_, '_> {
    fn see(&self, target: &Target) -> Elsewhere {
        match target {
            Target::Table(name) => self.reference(name),
            Target::Return { id, year, whose } => self.returned(id, *year, *whose),
        }
    }

    fn return_of(&self, id: &str) -> Option<&Return> {
        self.beside.definitions.returns.get(id)
    }
}

impl Neighbours<'_, '_> {
    fn reference(&self, name: &str) -> Elsewhere {
        match reference(&self.beside.definitions.reference, name) {
            Some(Ok(frame)) => Elsewhere::Rows(vec![(Typed::Frame(frame), None)]),
            Some(Err(fault)) => Elsewhere::CouldNotRun(CouldNotRun::Fault(super::frame::first_line(&fault))),
            None => Elsewhere::CouldNotRun(CouldNotRun::Fault(format!("there is no reference table `{name}`").into())),
        }
    }

    fn returned(&self, id: &str, year: YearOf, whose: Whose) -> Elsewhere {
        let definitions = self.beside.definitions;
        let (Some((own, _)), Some(of)) = (self.beside.submissions.get(self.at), definitions.returns.get(id)) else {
            return Elsewhere::CouldNotRun(CouldNotRun::Fault(format!("there is no return `{id}`").into()));
        };
        let Some(year) = own.moment.year.map(|own| if year == YearOf::Previous { own.previous() } else { own }) else {
            return Elsewhere::CouldNotRun(CouldNotRun::YearUnknown);
        };
        if definitions.collection.years.first().is_some_and(|first| year < *first) {
            return Elsewhere::NotApplicable;
        }
        match self.senders(of, own, whose) {
            Ok(senders) => self.standing(of, year, &senders, whose),
            Err(why) => Elsewhere::CouldNotRun(why),
        }
    }

    /// Of whom rows are needed; None: the submission's own, of nobody who is known.
    fn senders(
        &self,
        of: &Return,
        own: &Submitted<'_>,
        whose: Whose,
    ) -> Result<BTreeSet<Option<Submitter>>, CouldNotRun> {
        let national = of.submitter == SubmitterKind::National;
        let from_nation = own.return_.submitter == SubmitterKind::National;
        let everybody = || self.beside.definitions.senders(of).into_iter().map(Some);
        match whose {
            _ if national => Ok(BTreeSet::from([Some(Submitter::National)])),
            Whose::Own if from_nation => Ok(everybody().collect()),
            Whose::Own => Ok(BTreeSet::from([own.submitter.clone()])),
            Whose::All => Ok(everybody().collect()),
            Whose::Others if own.submitter.is_none() => Err(CouldNotRun::SubmitterUnknown),
            Whose::Others => Ok(everybody().filter(|other| *other != own.submitter).collect()),
        }
    }

    fn standing(&self, of: &Return, year: Year, senders: &BTreeSet<Option<Submitter>>, whose: Whose) -> Elsewhere {
        let mut rows = Vec::new();
        let mut missing = Vec::new();
        for sender in senders {
            let is = |(other, _): &(Submitted<'_>, Typed)| {
                other.return_.id == of.id && other.moment.year == Some(year) && other.submitter == *sender
            };
            // A submission sees itself, even where another of the same name is beside it.
            let own = self.beside.submissions.get(self.at).filter(|own| is(own)).map(|_| self.at);
            let found = own.or_else(|| self.beside.submissions.iter().rposition(is));
            match found.and_then(|at| Some((at, self.beside.submissions.get(at)?))) {
                Some((at, (_, table))) => {
                    rows.push((table.clone(), self.kept.and_then(|kept| kept.get(at)).cloned()));
                }
                None => missing.push(Needed {
                    return_id: of.id.clone(),
                    year: Some(year),
                    submitter: sender.clone().filter(|sender| *sender != Submitter::National),
                }),
            }
        }
        // Of others, whoever is in is looked at: what they claim stands, whoever else may claim it too.
        if missing.is_empty() || (whose == Whose::Others && !rows.is_empty()) {
            Elsewhere::Rows(rows)
        } else {
            Elsewhere::CouldNotRun(CouldNotRun::Missing(missing))
        }
    }
}

/// A reference table as rules see it.
pub(super) fn reference(reference: &Reference, name: &str) -> Option<PolarsResult<DataFrame>> {
    let table = reference.tables.get(name)?;
    Some(crate::definitions::formula::reference_frame(table))
}

/// A return without rows, as rules see it.
fn nothing(return_: &Return) -> PolarsResult<DataFrame> {
    let mut empty = frame(&crate::definitions::ExampleTable::default(), &return_.columns())?;
    super::frame::add_lines(&mut empty, &[])?;
    Ok(empty)
}

/// The rows of all parts of a target, with these columns, those that are looked at.
pub(super) fn gathered(
    parts: &[(Typed, Option<Vec<bool>>)],
    columns: &BTreeSet<Box<str>>,
) -> PolarsResult<Result<DataFrame, Box<str>>> {
    let mut frames = Vec::new();
    for (table, kept) in parts {
        if let Some(absent) = columns.iter().find(|column| !table.has(column)) {
            return Ok(Err(absent.clone()));
        }
        let frame = table.columns(columns)?;
        let frame = match kept {
            Some(kept) => filtered(&frame, kept)?,
            None => frame,
        };
        // Of a reference table nobody asks for the line.
        let names: Vec<&str> = columns.iter().map(|name| &**name).collect();
        frames.push(if names.is_empty() { frame } else { frame.select(names)? });
    }
    match frames.as_slice() {
        [one] => Ok(Ok(one.clone())),
        many => {
            let lazy: Vec<_> = many.iter().map(|frame| frame.clone().lazy()).collect();
            concat(lazy, UnionArgs::default())?.collect().map(Ok)
        }
    }
}
