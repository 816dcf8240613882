//! Which submissions stand: each is held against its rules, by itself and then beside the others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Threads;
use super::carry::{Key, Last, Stood};
use super::gates::{Bars, OUTSIDE_BAND, Size, bars, is_outside};
use super::overrule::Passes;
use crate::definitions::{Definitions, Return};
use crate::diagnostic::Error;
use crate::domain::{Date, Submitter, Year};
use crate::indicators::Crew;
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

impl Candidate {
    /// How many rows were sent, those that the reading holds back included.
    pub(super) fn rows(&self) -> u64 {
        self.ledger.rows_held_back + self.staged.as_ref().map_or(0, |staged| staged.rows)
    }
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
    /// What its rules and the share of it that is held back bar it by.
    bars: Bars,
    /// Whether it has far more or fewer rows than the return of the year before.
    outside: bool,
    /// Whether a person overrules the gates.
    passes: bool,
}

/// What every hearing needs.
#[derive(Clone, Copy)]
pub(super) struct Court<'a> {
    pub definitions: &'a Definitions,
    pub as_at: Date,
    /// What stood until now.
    pub last: Option<&'a Last<'a>>,
    pub passes: &'a Passes,
}

impl Hearing {
    /// Why it is refused whole, if it is: a code.
    pub(super) fn refusal(&self) -> Option<Arc<str>> {
        let outside = || (self.outside && !self.passes).then(|| OUTSIDE_BAND.into());
        self.bars.refusal(self.passes).cloned().or_else(outside)
    }

    /// The gates that would refuse it, did nobody overrule them.
    pub(super) fn overruled(&self) -> impl Iterator<Item = Arc<str>> + '_ {
        let outside = self.outside.then(|| OUTSIDE_BAND.into());
        self.bars.gates.iter().cloned().chain(outside).filter(|_| self.passes)
    }
}

impl Court<'_> {
    /// Hears all groups until it is settled which submissions stand, and what of each.
    pub(super) fn hear(&self, readings: &[Reading], step: &(impl Fn() + Sync)) -> Result<Vec<Group>, Error> {
        let mut groups = Threads.each(&groups(readings), |candidates| {
            let mut group = Group::of(candidates, self.passes);
            self.seat(&mut group)?;
            step();
            Ok(group)
        })?;
        loop {
            self.compare_with_last_year(&mut groups)?;
            let alone: Vec<Verdicts> = groups.iter().map(Group::verdicts).collect();
            let beside = self.beside(&groups)?;
            let places: Vec<usize> = (0..groups.len()).collect();
            let mut all = Threads.each(&places, |at| match alone.get(*at) {
                Some(alone) => beside.hold(*at, alone.clone()),
                None => Ok(Verdicts::default()),
            })?;
            beside.settle(&mut all)?;
            let mut fell = false;
            for (group, verdicts) in groups.iter_mut().zip(&all) {
                let Some(bars) = self.bars_of(group, verdicts) else { continue };
                let Some(hearing) = group.seated_mut() else { continue };
                hearing.bars = bars;
                if hearing.refusal().is_some() {
                    fell = true;
                    hearing.verdicts = Some(verdicts.clone());
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

    /// Seats the latest candidate of a group that nothing refuses.
    fn seat(&self, group: &mut Group) -> Result<(), Error> {
        group.standing = None;
        for (at, hearing) in group.hearings.iter_mut().enumerate().rev() {
            if let (None, Some(staged), Some(return_)) =
                (&hearing.verdicts, &hearing.candidate.staged, self.return_of(&hearing.candidate))
            {
                let verdicts = rules::hold(&staged.parquet, return_, &self.moment(staged))?;
                hearing.bars = bars_of(self.definitions, return_, &hearing.candidate, &verdicts);
                hearing.verdicts = Some(verdicts);
            }
            if hearing.refusal().is_none() {
                group.standing = Some(at);
                return Ok(());
            }
        }
        Ok(())
    }

    /// Holds every submission against the number of rows of the one that stands for the year before, the earlier years
    /// first. It is all looked at anew each time: nothing is refused for the sake of a submission that does not stand.
    fn compare_with_last_year(&self, groups: &mut [Group]) -> Result<(), Error> {
        let mut sizes: BTreeMap<Key, u64> = BTreeMap::new();
        // By return, year and submitter: the year before has had its turn.
        for group in groups {
            let Some((return_id, year, submitter)) = group.key() else { continue };
            let before = (Arc::clone(&return_id), year.previous(), submitter.clone());
            let stood = || self.last.and_then(|last| last.stood(&before)).map(Stood::rows);
            let last_year = sizes.get(&before).copied().or_else(stood);
            let gate = self.definitions.collection.gates.of(&return_id);
            for hearing in &mut group.hearings {
                hearing.outside =
                    last_year.is_some_and(|last_year| is_outside(gate, hearing.candidate.rows(), last_year));
            }
            self.seat(group)?;
            sizes.extend(group.seated().map(|hearing| ((return_id, year, submitter), hearing.candidate.rows())));
        }
        Ok(())
    }

    fn bars_of(&self, group: &Group, verdicts: &Verdicts) -> Option<Bars> {
        let candidate = &group.seated()?.candidate;
        Some(bars_of(self.definitions, self.return_of(candidate)?, candidate, verdicts))
    }

    fn return_of(&self, candidate: &Candidate) -> Option<&Return> {
        self.definitions.returns.get(&*candidate.ledger.return_id)
    }

    fn moment(&self, staged: &Staged) -> Moment {
        Moment { as_at: self.as_at, data_to: staged.data_to, year: Some(staged.year) }
    }

    /// All that stand, in the order of the groups, and after them what stands from the last release. A group of which
    /// nothing stands keeps its place, for nobody to see.
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
        let mut submitted: Vec<Submitted<'_>> = submitted.collect();
        submitted.extend(self.carried(groups).filter_map(|(key, stood)| {
            Some(Submitted {
                return_: self.definitions.returns.get(&*key.0)?,
                submitter: Some(key.2.clone()),
                moment: Moment { as_at: self.as_at, data_to: stood.data_to(), year: Some(key.1) },
                table: stood.part.clone(),
            })
        }));
        Beside::new(self.definitions, submitted)
    }

    /// What stands from the last release, because nothing of this run stands in its place, and may be looked at.
    pub(super) fn carried<'g>(&'g self, groups: &[Group]) -> impl Iterator<Item = (&'g Key, &'g Stood)> + use<'g> {
        let seated: BTreeSet<Key> =
            groups.iter().filter(|group| group.standing.is_some()).filter_map(Group::key).collect();
        let stood = self.last.into_iter().flat_map(Last::all);
        stood.filter(move |(key, stood)| stood.can_be_seen && !seated.contains(*key))
    }
}

fn nothing() -> Error {
    Error::Internal("a collection without returns was loaded".to_owned())
}

impl Group {
    fn of(candidates: &[Candidate], passes: &Passes) -> Self {
        let hearing = |candidate: &Candidate| Hearing {
            candidate: candidate.clone(),
            verdicts: None,
            bars: Bars::default(),
            outside: false,
            passes: passes.has(&candidate.ledger.file),
        };
        Self { hearings: candidates.iter().map(hearing).collect(), standing: None }
    }

    fn key(&self) -> Option<Key> {
        let ledger = &self.hearings.first()?.candidate.ledger;
        Some((Arc::clone(&ledger.return_id), ledger.year?, ledger.submitter.clone()?))
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

/// What the rules of a submission, and the share of it that is held back, bar it by.
pub(super) fn bars_of(definitions: &Definitions, return_: &Return, candidate: &Candidate, verdicts: &Verdicts) -> Bars {
    let held_back = candidate.ledger.rows_held_back + verdicts.held_back(return_).len() as u64;
    let size = Size { rows: candidate.rows(), held_back };
    bars(definitions.collection.gates.of(&return_.id), return_, verdicts, size)
}

/// Submissions by return, year and submitter, each group in the order in which they were received.
fn groups(readings: &[Reading]) -> Vec<Vec<Candidate>> {
    type Place = (Arc<str>, Option<Year>, Option<Submitter>);
    let mut groups: BTreeMap<Place, Vec<(Option<Date>, Candidate)>> = BTreeMap::new();
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
