//! What a release changes of what the one before it said.

use std::collections::BTreeMap;

use crate::domain::{Figure, FigureKey, NoteCode};

/// Marks values that are not those of the release before: revised. What that release had revised already, and is as it
/// said, stays marked; what it gave as provisional is expected to change, and what had no value is new.
pub fn mark_revised(figures: &mut [Figure], before: &[Figure]) {
    let before: BTreeMap<&FigureKey, &Figure> = before.iter().map(|figure| (&figure.key, figure)).collect();
    for figure in figures {
        let Some(old) = before.get(&figure.key) else { continue };
        let revised = match (old.value, figure.value) {
            (Some(old_value), Some(value)) if same(old_value, value) => notes(old, NoteCode::Revised),
            (Some(_), Some(_)) => !notes(old, NoteCode::Provisional),
            (Some(_), None) => true,
            (None, _) => false,
        };
        if revised && !notes(figure, NoteCode::Revised) {
            figure.note_codes.push(NoteCode::Revised);
            figure.note_codes.sort_unstable();
        }
    }
}

fn notes(figure: &Figure, code: NoteCode) -> bool {
    figure.note_codes.contains(&code)
}

/// Whether two values are one but for what a sum in another order leaves.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}
