//! Which of several rows under one key stands.

use polars::prelude::{DataFrame, PolarsResult};

use super::encode;
use super::predicate::Outcome;
use crate::definitions::Return;

/// Holds rows against the return's key: of those that share it all but one fail - the earliest `end` (blank last),
/// then the lowest line, stands. A row whose key is partly blank is not evaluated.
pub(super) fn unique(frame: &DataFrame, return_: &Return, rule: usize, end: Option<usize>) -> PolarsResult<Outcome> {
    let name = |at: &usize| return_.fields.get(*at).map(|field| &*field.name);
    let key: Vec<&str> = return_.key.iter().filter_map(name).collect();
    let (ids, blank) = encode::ids(frame, &key)?;
    let ends = match end.as_ref().and_then(name) {
        Some(end) => encode::integers(frame.column(end)?)?,
        None => vec![None; frame.height()],
    };
    // A blank end sorts last.
    let rank = |row: u32| (ends.get(row as usize).copied().flatten().unwrap_or(i64::MAX), row);
    let mut stands: Vec<Option<u32>> = vec![None; ids.iter().max().map_or(0, |most| *most as usize + 1)];
    let mut failed = Vec::new();
    for ((row, id), blank) in (0u32..).zip(&ids).zip(&blank) {
        let Some(standing) = stands.get_mut(*id as usize).filter(|_| !blank) else { continue };
        match *standing {
            Some(other) if rank(other) < rank(row) => failed.push(row),
            other => {
                *standing = Some(row);
                failed.extend(other);
            }
        }
    }
    failed.sort_unstable();
    let blank = blank.into_iter().filter(|blank| *blank).count() as u64;
    let looked_at = frame.height() as u64;
    Ok(Outcome { rule, looked_at, applicable: looked_at, blank, failed, fault: None })
}
