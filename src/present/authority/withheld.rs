//! What of an authority's figures is withheld, and why.

use super::Home;
use super::measures::Measure;
use crate::disclosure::Protected;
use crate::domain::NoteCode;
use crate::present::Overview;
use crate::present::cell::Cell;
use crate::present::notes::note;
use crate::present::quality::{Listing, listing, row, some_rows};
use crate::present::voice::{Voice, bracketed};

/// The list of what is withheld; none, where everything is shown.
pub(super) fn list<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    home: &Home<'a>,
    measures: &[Vec<Measure<'a>>],
) -> Option<Listing> {
    let reason = |measure: &Measure<'a>| {
        let missing = NoteCode::NotAvailable;
        if let Some(never) = measure.never {
            return Some((never.code(), voice.say(never.key())));
        }
        match measure.at(view, home.at).map(|figure| figure.value) {
            Some(Protected::Shown { .. }) => None,
            Some(Protected::Withheld(code)) => Some((code, note(voice, code).sentence())),
            None => Some((missing, note(voice, missing).sentence())),
        }
    };
    let rows = measures.iter().flatten().filter_map(|measure| {
        let (code, why) = reason(measure)?;
        let period = voice.period(measure.period);
        let cells = vec![Cell::words(period), Cell::words(bracketed(code)), Cell::words(why)];
        Some(row(voice.title(&measure.indicator.id), cells))
    });
    let columns = ["column-indicator", "column-period", "column-shorthand", "column-why"];
    some_rows(listing(voice, "withheld", "withheld-caption", &columns, &[0, 1, 2], rows.collect()))
}
