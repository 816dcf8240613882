//! What a release changes of what the one before it said.

use std::collections::BTreeMap;

use crate::domain::{Figure, FigureKey, NoteCode};

/// Marks values that are not those of the release before: revised. What that release had revised already, and is as it
/// said, stays marked; what it gave as provisional is expected to change, and what had no value is new.
///
/// A value behind which more or fewer submitters stand is revised, even where it comes to the same: without the mark everybody
/// would know that those who came in count nobody.
pub fn mark_revised(figures: &mut [Figure], before: &[Figure]) {
    let before: BTreeMap<&FigureKey, &Figure> = before.iter().map(|figure| (&figure.key, figure)).collect();
    for figure in figures {
        let Some(old) = before.get(&figure.key) else { continue };
        let revised = match (old.value, figure.value) {
            (Some(old_value), Some(value)) if same(old_value, value) && old.coverage_in == figure.coverage_in => {
                notes(old, NoteCode::Revised)
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Basis, GeographyLevel, Kind, Period, Year};

    fn figure(value: f64, coverage_in: u32, note_codes: &[NoteCode]) -> Figure {
        let period = Period::whole(Year::starting(2023));
        let key = FigureKey {
            indicator: "children".into(),
            version: 1,
            basis: Basis::HEADLINE,
            period,
            geography_level: GeographyLevel::Nation,
            geography: "W92000004".into(),
            breakdown: "".into(),
            category: "".into(),
        };
        let blank = Figure::blank(key, Kind::Count, "children".into(), period.last_day());
        Figure { value: Some(value), coverage_in, note_codes: note_codes.to_vec(), ..blank }
    }

    fn is_marked(now: Figure, before: Figure) -> bool {
        let mut now = [now];
        mark_revised(&mut now, &[before]);
        notes(&now[0], NoteCode::Revised)
    }

    #[test]
    fn another_value_is_revised_and_so_is_the_same_of_other_submitters() {
        assert!(!is_marked(figure(7.0, 21, &[]), figure(7.0, 21, &[])));
        assert!(is_marked(figure(8.0, 21, &[]), figure(7.0, 21, &[])));
        assert!(is_marked(figure(7.0, 22, &[]), figure(7.0, 21, &[])));
        assert!(is_marked(figure(7.0, 21, &[]), figure(7.0, 21, &[NoteCode::Revised])));
        assert!(!is_marked(figure(8.0, 22, &[]), figure(7.0, 21, &[NoteCode::Provisional])));
    }
}
