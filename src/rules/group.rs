//! Rules that look at several rows: over the rows that stand under the key, then again over those that are accepted.

use std::collections::BTreeSet;

use polars::prelude::{DataFrame, PolarsResult};

use super::frame::{filtered, first_line};
use super::predicate::{Outcome, Predicate, outcomes};
use super::window::Windows;

/// How often accepted rows are looked at again before a rule is taken to be one that never settles.
const PASSES: usize = 100;

/// The outcomes of group rules over the rows of the frame that are kept; failing rows by their place in the frame.
pub(super) fn over_kept(frame: &DataFrame, kept: &[bool], predicates: &[Predicate]) -> PolarsResult<Vec<Outcome>> {
    if predicates.is_empty() {
        return Ok(Vec::new());
    }
    let all = kept.iter().all(|kept| *kept);
    let mut windows = Windows::over(filtered(frame, kept)?);
    let mut faults = Vec::new();
    let mut ready = Vec::new();
    for predicate in predicates {
        match rewritten(&mut windows, predicate) {
            Ok(predicate) => ready.push(predicate),
            Err(fault) => {
                faults.push(Outcome { rule: predicate.rule, fault: Some(first_line(&fault)), ..Outcome::default() });
            }
        }
    }
    let mut found = outcomes(&windows.frame, &ready);
    if !all {
        let places: Vec<u32> = (0u32..).zip(kept).filter_map(|(row, kept)| kept.then_some(row)).collect();
        for outcome in &mut found {
            outcome.failed = outcome.failed.iter().filter_map(|row| places.get(*row as usize).copied()).collect();
        }
    }
    found.append(&mut faults);
    Ok(found)
}

fn rewritten(windows: &mut Windows, predicate: &Predicate) -> PolarsResult<Predicate> {
    Ok(Predicate {
        rule: predicate.rule,
        when: predicate.when.as_ref().map(|when| windows.rewritten(when)).transpose()?,
        expect: windows.rewritten(&predicate.expect)?,
    })
}

/// What looking again at accepted rows brought to light.
#[derive(Debug, Default)]
pub(super) struct Cascade {
    /// Rows and the rule each breaks; sorted.
    pub(super) broken: BTreeSet<(u32, usize)>,
    /// A rule under which the accepted rows did not settle.
    pub(super) unsettled: Option<usize>,
}

/// Evaluates the rules that hold rows back over the accepted rows, again and again until none is held back any more.
/// Rules that only warn are left out: their warnings would be echoes of what is held back.
pub(super) fn cascade(frame: &DataFrame, mut kept: Vec<bool>, predicates: &[Predicate]) -> PolarsResult<Cascade> {
    let mut cascade = Cascade::default();
    for _ in 0..PASSES {
        let mut settled = true;
        for outcome in over_kept(frame, &kept, predicates)? {
            for row in outcome.failed {
                settled = false;
                cascade.unsettled = Some(outcome.rule);
                cascade.broken.insert((row, outcome.rule));
                if let Some(kept) = kept.get_mut(row as usize) {
                    *kept = false;
                }
            }
        }
        if settled {
            cascade.unsettled = None;
            break;
        }
    }
    Ok(cascade)
}
