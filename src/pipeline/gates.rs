//! What refuses a submission whole, and who may overrule it.

use std::sync::Arc;

use crate::definitions::{Gate, Return};
use crate::rules::Verdicts;

/// More of a submission is held back than the collection allows.
pub(super) const TOO_MUCH_HELD_BACK: &str = "S-GATE";
/// Its number of rows lies outside the band around last year's.
pub(super) const OUTSIDE_BAND: &str = "S-BAND";

/// How many rows a submission has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    /// Rows that were sent, those held back included.
    pub rows: u64,
    /// Rows held back, by intake or by rules.
    pub held_back: u64,
}

/// What stands in a submission's way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bars {
    /// The code of a rule that refuses it, whoever says what.
    pub rule: Option<Arc<str>>,
    /// The codes of the gates that refuse it unless a person overrules them.
    pub gates: Vec<Arc<str>>,
}

impl Bars {
    /// Why the submission is refused, if it is.
    pub(super) fn refusal(&self, overruled: bool) -> Option<&Arc<str>> {
        self.rule.as_ref().or_else(|| self.gates.first().filter(|_| !overruled))
    }
}

/// Holds a submission against the rules that refuse it, and against what may be held back of it.
pub(super) fn bars(gate: &Gate, return_: &Return, verdicts: &Verdicts, size: Size) -> Bars {
    let code = |at: usize| return_.rules.get(at).map(|rule| Arc::from(&*rule.code));
    let mut gates: Vec<Arc<str>> = verdicts.too_many.iter().filter_map(|at| code(*at)).collect();
    if share(size.held_back, size.rows) > gate.held_back_share {
        gates.push(TOO_MUCH_HELD_BACK.into());
    }
    Bars { rule: verdicts.fatal.and_then(code), gates }
}

/// Whether a number of rows lies outside the band around that of the year before.
pub(super) fn is_outside(gate: &Gate, rows: u64, last_year: u64) -> bool {
    let Some((low, high)) = gate.rows_against_last_year else { return false };
    last_year >= gate.band_from && !(low..=high).contains(&share(rows, last_year))
}

#[expect(clippy::cast_precision_loss, reason = "a file has far fewer than 2^53 rows")]
fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::definitions::Definitions;

    const GATE: Gate = Gate { held_back_share: 0.2, rows_against_last_year: Some((0.5, 2.0)), band_from: 50 };

    fn found(verdicts: &Verdicts, rows: u64, held_back: u64) -> Bars {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let all = Definitions::load(&root.join("pipelines/wales"), &root.join("data/reference")).unwrap();
        bars(&GATE, &all.returns["placements"], verdicts, Size { rows, held_back })
    }

    #[test]
    fn a_share_is_too_much_only_beyond_what_is_allowed() {
        let held = |rows, held| found(&Verdicts::default(), rows, held).gates.len();
        assert_eq!((held(100, 20), held(100, 21), held(0, 0)), (0, 1, 0));
    }

    #[test]
    fn the_band_takes_in_its_ends_and_leaves_small_returns_alone() {
        assert_eq!([50, 100, 200].map(|rows| is_outside(&GATE, rows, 100)), [false; 3]);
        assert_eq!([49, 201, 0].map(|rows| is_outside(&GATE, rows, 100)), [true; 3]);
        assert!(!is_outside(&GATE, 1, 49) && is_outside(&GATE, 1, 50));
        assert!(!is_outside(&Gate { rows_against_last_year: None, ..GATE }, 1, 1000));
    }

    #[test]
    fn a_threshold_can_be_overruled_and_a_fatal_rule_cannot() {
        let threshold = found(&Verdicts { too_many: vec![1], ..Verdicts::default() }, 100, 30);
        assert_eq!(threshold.gates.len(), 2);
        assert_eq!(threshold.refusal(false), threshold.gates.first());
        assert_eq!(threshold.refusal(true), None);
        let fatal = found(&Verdicts { fatal: Some(0), too_many: vec![1], ..Verdicts::default() }, 100, 0);
        assert!(fatal.rule.is_some() && fatal.refusal(true) == fatal.rule.as_ref());
    }
}
