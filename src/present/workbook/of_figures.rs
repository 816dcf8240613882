//! The figures behind a chart as a table: a column for whatever differs between them, then value, limits and notes.

use std::collections::BTreeSet;

use super::notes::Notes;
use super::of_grid::{beside, level};
use super::sheet::{Column, Entry, told_apart};
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::{FigureKey, Kind, NoteCode, Published};
use crate::present::cell::Number;
use crate::present::grid::capitalised;
use crate::present::notes::marks;
use crate::present::voice::Voice;

/// What a column of the table holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holding {
    Place,
    Level,
    Indicator,
    Category,
    Period,
    Unit,
    Numerator,
    Denominator,
    Value,
    Lower,
    Upper,
    Notes,
}

/// The columns and rows of a chart's data, in the order of its figures; a figure that is there twice is told once.
pub(super) fn body(voice: &Voice<'_>, figures: &[&SafeFigure], notes: &mut Notes) -> (Vec<Column>, Vec<Vec<Entry>>) {
    let mut met: BTreeSet<&FigureKey<Published>> = BTreeSet::new();
    let figures: Vec<&SafeFigure> = figures.iter().copied().filter(|figure| met.insert(&figure.key)).collect();
    let holdings = holdings(voice, &figures);
    let columns = holdings.iter().map(|holding| column(voice, &figures, *holding)).collect();
    let row = |figure: &&SafeFigure| holdings.iter().map(|holding| entry(voice, figure, *holding, notes)).collect();
    let rows = figures.iter().map(row).collect();
    (told_apart(columns), rows)
}

/// The columns that tell the figures apart, and those of what is known of them.
fn holdings(voice: &Voice<'_>, figures: &[&SafeFigure]) -> Vec<Holding> {
    let any = |is: &dyn Fn(&SafeFigure) -> bool| figures.iter().any(|figure| is(figure));
    let places = differ(figures, |figure| figure.key.geography.to_string());
    let periods = differ(figures, |figure| figure.key.period.to_string());
    let categories = differ(figures, |figure| format!("{} {}", figure.key.breakdown, figure.key.category));
    let indicators = differ(figures, |figure| figure.key.indicator.to_string());
    let one_unit = !differ(figures, |figure| figure.unit.to_string());
    let is_noted = |figure: &SafeFigure| !marks(figure).is_empty() || voice.shortfall(figure).is_some();
    let has_parts = any(&|figure| has_parts(figure) && figure.denominator.is_some());
    let has_limits = any(&|figure| figure.lower.is_some());
    [
        (Holding::Place, places || !(periods || categories || indicators)),
        (Holding::Level, places),
        (Holding::Indicator, indicators),
        (Holding::Category, categories),
        (Holding::Period, periods),
        (Holding::Unit, !one_unit),
        (Holding::Numerator, has_parts),
        (Holding::Denominator, has_parts),
        (Holding::Value, true),
        (Holding::Lower, has_limits),
        (Holding::Upper, has_limits),
        (Holding::Notes, any(&is_noted)),
    ]
    .into_iter()
    .filter_map(|(holding, is_there)| is_there.then_some(holding))
    .collect()
}

/// Whether a figure is one number out of another. Of how many observations a mean or a quantile is made is not told.
fn has_parts(figure: &SafeFigure) -> bool {
    matches!(figure.kind, Kind::Proportion | Kind::Rate)
}

fn differ(figures: &[&SafeFigure], of: impl Fn(&SafeFigure) -> String) -> bool {
    let mut all = figures.iter().map(|figure| of(figure));
    let first = all.next();
    all.any(|other| Some(&other) != first.as_ref())
}

fn column(voice: &Voice<'_>, figures: &[&SafeFigure], holding: Holding) -> Column {
    let one_unit = !differ(figures, |figure| figure.unit.to_string());
    let unit = figures.first().filter(|_| one_unit).map(|figure| voice.unit(&figure.unit));
    let value = unit.unwrap_or_else(|| voice.say("workbook-value"));
    let limit = |key: &str| {
        let limit = voice.tell_texts(key, &[("column", &voice.say("column-interval"))]);
        if figures.iter().all(|figure| figure.kind == Kind::Proportion) {
            voice.tell_texts("workbook-per-cent", &[("column", &limit)])
        } else {
            limit
        }
    };
    match holding {
        Holding::Place => Column::of_words(voice.say("column-place")),
        Holding::Level => Column::of_words(voice.say("workbook-level")),
        Holding::Indicator => Column::of_words(voice.say("column-indicator")),
        Holding::Category => Column::of_words(voice.say("workbook-category")),
        Holding::Period => Column::of_words(voice.say("column-period")),
        Holding::Unit => Column::of_words(voice.say("workbook-unit")),
        Holding::Notes => Column::of_words(voice.say("workbook-column-notes")),
        Holding::Numerator => Column::of_numbers(voice.say("column-numerator")),
        Holding::Denominator => Column::of_numbers(voice.say("column-denominator")),
        Holding::Value => Column::of_numbers(value),
        Holding::Lower => Column::of_numbers(limit("workbook-lower")),
        Holding::Upper => Column::of_numbers(limit("workbook-upper")),
    }
}

fn entry(voice: &Voice<'_>, figure: &SafeFigure, holding: Holding, notes: &mut Notes) -> Entry {
    let key = &figure.key;
    let words = |text: String| Entry::Words(text);
    let number = |value: Option<&Protected>, kind: Kind| match value {
        Some(Protected::Shown { value, .. }) => Entry::Number(Number::of(*value, kind)),
        Some(Protected::Withheld(code)) => Entry::or_code(Err(*code)),
        None => Entry::or_code(Err(NoteCode::NotApplicable)),
    };
    match holding {
        Holding::Place => words(voice.place(key.geography_level, &key.geography)),
        Holding::Level => words(level(voice, Some(key.geography_level))),
        Holding::Indicator => words(voice.title(&key.indicator)),
        Holding::Category => words(voice.category(&key.indicator, &key.breakdown, &key.category)),
        Holding::Period => words(capitalised(&voice.period(key.period))),
        Holding::Unit => words(voice.unit(&figure.unit)),
        Holding::Numerator | Holding::Denominator if !has_parts(figure) => number(None, Kind::Count),
        // Numbers that are no counts (days, say) keep a decimal; counts have none.
        Holding::Numerator => number(Some(&figure.numerator), Kind::Sum),
        Holding::Denominator => number(figure.denominator.as_ref(), Kind::Sum),
        Holding::Value => number(Some(&figure.value), figure.kind),
        Holding::Lower => number(figure.lower.as_ref(), figure.kind),
        Holding::Upper => number(figure.upper.as_ref(), figure.kind),
        Holding::Notes => {
            let mark = voice.shortfall(figure).map(|coverage| notes.mark(voice, &coverage));
            let said = beside(&marks(figure), mark.as_deref());
            words(if said.is_empty() { voice.say("workbook-no-notes") } else { said })
        }
    }
}
