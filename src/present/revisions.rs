//! Which figures of the overview have been revised since a release printed them.

use serde::Serialize;

use super::Overview;
use super::cell::Cell;
use super::grid::Row;
use super::notes::codes_of;
use super::quality::{Listing, listing, row, some_rows};
use super::voice::Voice;
use crate::disclosure::SafeFigure;
use crate::domain::{GeographyLevel, NoteCode};

/// The part of a page on revisions.
#[derive(Serialize)]
pub(super) struct Revisions {
    /// What is revised and how that is marked; and that nothing was, where nothing was.
    leads: Vec<String>,
    /// The indicators with revised figures.
    listing: Option<Listing>,
}

pub(super) fn revisions(view: &Overview<'_>, voice: &Voice<'_>) -> Revisions {
    let shown = view.definitions.indicators.iter().filter(|indicator| view.definitions.report.shows(&indicator.id));
    let rows: Vec<Row> = shown.filter_map(|indicator| revised(view, voice, &indicator.id)).collect();
    let mut leads = vec![voice.say("revisions-lead")];
    if rows.is_empty() {
        leads.push(voice.say("revisions-none"));
    }
    let columns = ["column-indicator", "column-revised-periods", "column-revised-figures"];
    Revisions { leads, listing: some_rows(listing(voice, "revised", "revisions-caption", &columns, &[0], rows)) }
}

/// The periods of which the nation's figure is revised, and how many figures are; nothing, where none is.
fn revised(view: &Overview<'_>, voice: &Voice<'_>, indicator: &str) -> Option<Row> {
    let figures: Vec<&SafeFigure> =
        view.all_of(indicator).filter(|figure| codes_of(figure).contains(&NoteCode::Revised)).collect();
    let national = figures
        .iter()
        .filter(|figure| figure.key.geography_level == GeographyLevel::Nation && figure.key.breakdown.is_empty());
    let mut periods: Vec<String> = national.map(|figure| voice.period(figure.key.period)).collect();
    periods.dedup();
    let periods = if periods.is_empty() { voice.say("none-missing") } else { voice.list(&periods) };
    let cells = [Cell::words(periods), Cell::count(figures.len() as u64)];
    (!figures.is_empty()).then(|| row(voice.title(indicator), cells.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::invented::{account, definitions, english, safe};
    use crate::present::voice::Used;

    fn told(change: impl FnOnce(&mut Vec<SafeFigure>)) -> Revisions {
        let (definitions, figures, account) = (definitions("x"), safe(change), account());
        let view = Overview { definitions: &definitions, figures: &figures, account: &account };
        let (language, used) = (english(), Used::default());
        revisions(&view, &Voice { definitions: &definitions, language: &language, used: &used })
    }

    #[test]
    fn what_is_revised_is_listed_by_indicator_with_its_periods() {
        let none = told(|_| {});
        assert!(none.listing.is_none());
        assert_eq!(none.leads.len(), 2);
        let some = told(|figures| {
            for figure in figures.iter_mut().filter(|figure| &*figure.key.indicator == "share") {
                figure.note_codes.push(NoteCode::Revised);
            }
        });
        let listing = some.listing.unwrap();
        let rows = &listing.grid.groups[0].rows;
        assert_eq!((some.leads.len(), rows.len(), rows[0].cells.len()), (1, 1, 2));
        assert!(rows[0].cells[0].text.contains("2023-24"), "{:?}", rows[0].cells);
        assert!(rows[0].cells[1].text.parse::<u32>().unwrap() > 1);
    }
}
