//! Which submissions stand: each is held against its rules, by itself and then beside the others.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::crew;
use crate::definitions::{Definitions, Return};
use crate::diagnostic::Error;
use crate::domain::{Date, Submitter, Year};
use crate::intake::{LedgerRow, Reading, Staged, Verdict};
use crate::rules::{self, Beside, Moment, Submitted, Verdicts};

/// One submission that might stand: which reading it is from, and which row of that reading's ledger it is.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub reading: usize,
    pub row: usize,
    pub ledger: LedgerRow,
    pub staged: Option<Staged>,
}

/// Submissions of one return, year and submitter, in the order in which they were received.
#[derive(Debug)]
pub(super) struct Group {
    pub hearings: Vec<Hearing>,
    /// Which of them stands: the latest that is acceptable.
    pub standing: Option<usize>,
}

/// What was made of one candidate.
#[derive(Debug)]
pub(super) struct Hearing {
    pub candidate: Candidate,
    /// What its rules make of it; none, where it has no rows to hold, or a later one stands.
    pub verdicts: Option<Verdicts>,
    /// Why it is refused whole, if it is.
    pub refused: Option<String>,
}

/// What every hearing needs.
#[derive(Clone, Copy)]
pub(super) struct Court<'a> {
    pub definitions: &'a Definitions,
    pub as_at: Date,
}

impl Court<'_> {
    /// Hears all groups until it is settled which submissions stand, and what of each.
    pub(super) fn hear(&self, readings: &[Reading], step: &(impl Fn() + Sync)) -> Result<Vec<Group>, Error> {
        let mut groups = crew::each(&groups(readings), |candidates| {
            let mut group = Group::of(candidates);
            self.seat(&mut group)?;
            step();
            Ok(group)
        })?;
        loop {
            let alone: Vec<Verdicts> = groups.iter().map(Group::verdicts).collect();
            let beside = self.beside(&groups)?;
            let places: Vec<usize> = (0..groups.len()).collect();
            let mut all = crew::each(&places, |at| match alone.get(*at) {
                Some(alone) => beside.hold(*at, alone.clone()),
                None => Ok(Verdicts::default()),
            })?;
            beside.settle(&mut all)?;
            let mut fell = false;
            for (group, verdicts) in groups.iter_mut().zip(&all) {
                if let Some(refused) = self.refusal(group, verdicts) {
                    fell = true;
                    if let Some(hearing) = group.seated_mut() {
                        hearing.refused = Some(refused);
                        hearing.verdicts = Some(verdicts.clone());
                    }
                    group.standing = None;
                    self.seat(group)?;
                }
            }
            if !fell {
                for (group, verdicts) in groups.iter_mut().zip(all) {
                    if let Some(hearing) = group.seated_mut().filter(|hearing| hearing.candidate.staged.is_some()) {
                        hearing.verdicts = Some(verdicts);
                    }
                }
                return Ok(groups);
            }
        }
    }

    /// Seats the latest candidate of a group that its own rules do not refuse.
    fn seat(&self, group: &mut Group) -> Result<(), Error> {
        for at in (0..group.hearings.len()).rev() {
            let Some(hearing) = group.hearings.get_mut(at).filter(|hearing| hearing.refused.is_none()) else {
                continue;
            };
            if let (Some(staged), Some(return_)) = (&hearing.candidate.staged, self.return_of(&hearing.candidate)) {
                let verdicts = rules::hold(&staged.parquet, return_, &self.moment(staged))?;
                hearing.refused = gate(self.definitions, return_, &hearing.candidate, &verdicts);
                hearing.verdicts = Some(verdicts);
            }
            if hearing.refused.is_none() {
                group.standing = Some(at);
                return Ok(());
            }
        }
        Ok(())
    }

    fn refusal(&self, group: &Group, verdicts: &Verdicts) -> Option<String> {
        let candidate = &group.seated()?.candidate;
        gate(self.definitions, self.return_of(candidate)?, candidate, verdicts)
    }

    fn return_of(&self, candidate: &Candidate) -> Option<&Return> {
        self.definitions.returns.get(&*candidate.ledger.return_id)
    }

    fn moment(&self, staged: &Staged) -> Moment {
        Moment { as_at: self.as_at, data_to: staged.data_to, year: Some(staged.year) }
    }

    /// All that stand, in the order of the groups. A group of which nothing stands keeps its place, for nobody to see.
    fn beside(&self, groups: &[Group]) -> Result<Beside<'_>, Error> {
        let nobody = Submitted {
            return_: self.definitions.returns.values().next().ok_or_else(nothing)?,
            submitter: None,
            moment: Moment { as_at: self.as_at, data_to: self.as_at, year: None },
            table: None,
        };
        let submitted = groups.iter().map(|group| {
            let seated = group.seated().map(|hearing| &hearing.candidate);
            match seated.and_then(|candidate| Some((candidate, self.return_of(candidate)?))) {
                Some((candidate, return_)) => Submitted {
                    return_,
                    submitter: candidate.ledger.submitter.clone(),
                    moment: Moment {
                        as_at: self.as_at,
                        data_to: candidate.ledger.data_to.unwrap_or(self.as_at),
                        year: candidate.ledger.year,
                    },
                    table: candidate.staged.as_ref().map(|staged| staged.parquet.clone()),
                },
                None => nobody.clone(),
            }
        });
        Beside::new(self.definitions, submitted.collect())
    }
}

fn nothing() -> Error {
    Error::Internal("a collection without returns was loaded".to_owned())
}

impl Group {
    fn of(candidates: &[Candidate]) -> Self {
        let hearing = |candidate: &Candidate| Hearing { candidate: candidate.clone(), verdicts: None, refused: None };
        Self { hearings: candidates.iter().map(hearing).collect(), standing: None }
    }

    /// The one that stands.
    pub(super) fn seated(&self) -> Option<&Hearing> {
        self.hearings.get(self.standing?)
    }

    fn seated_mut(&mut self) -> Option<&mut Hearing> {
        self.hearings.get_mut(self.standing?)
    }

    fn verdicts(&self) -> Verdicts {
        self.seated().and_then(|hearing| hearing.verdicts.clone()).unwrap_or_default()
    }
}

/// Why a submission is refused whole, if it is: the code of a fatal rule, or that too much of it is held back.
pub(super) fn gate(
    definitions: &Definitions,
    return_: &Return,
    candidate: &Candidate,
    verdicts: &Verdicts,
) -> Option<String> {
    let overrun = verdicts.fatal.or_else(|| verdicts.too_many.first().copied());
    if let Some(rule) = overrun.and_then(|at| return_.rules.get(at)) {
        return Some(rule.code.to_string());
    }
    let held_by_intake = candidate.ledger.rows_held_back;
    let held = held_by_intake + verdicts.held_back(return_).len() as u64;
    let rows = held_by_intake + candidate.staged.as_ref().map_or(0, |staged| staged.rows);
    #[expect(clippy::cast_precision_loss, reason = "a file has far fewer than 2^53 rows")]
    let share = held as f64 / rows.max(1) as f64;
    (share > definitions.collection.gates.held_back_share).then(|| "S-GATE".to_owned())
}

/// Submissions by return, year and submitter, each group in the order in which they were received.
fn groups(readings: &[Reading]) -> Vec<Vec<Candidate>> {
    type Key = (Arc<str>, Option<Year>, Option<Submitter>);
    let mut groups: BTreeMap<Key, Vec<(Option<Date>, Candidate)>> = BTreeMap::new();
    for (reading, read) in readings.iter().enumerate() {
        for (row, ledger) in read.ledger.iter().enumerate() {
            // What was refused already, and lines that submissions share, wait for nobody.
            if ledger.verdict == Verdict::Refused || ledger.year.is_none() || ledger.submitter.is_none() {
                continue;
            }
            let staged = read.staged.iter().find(|staged| staged.ledger == row).cloned();
            let key = (Arc::clone(&ledger.return_id), ledger.year, ledger.submitter.clone());
            let candidate = Candidate { reading, row, ledger: ledger.clone(), staged };
            groups.entry(key).or_default().push((ledger.received, candidate));
        }
    }
    let in_order = |mut group: Vec<(Option<Date>, Candidate)>| {
        // Files are found in the order of their names, which decides between those of one day.
        group.sort_by_key(|(received, _)| *received);
        group.into_iter().map(|(_, candidate)| candidate).collect()
    };
    groups.into_values().map(in_order).collect()
}
