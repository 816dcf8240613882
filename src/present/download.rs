//! The figures behind a chart or table as CSV: one figure a row, bare note codes with what they mean, protected values
//! only. Each row of what is not for publication begins by saying so.

use std::collections::BTreeSet;

use super::choice::{out_of, shown};
use super::feedback::harmless;
use super::notes::{codes_of, meanings};
use super::voice::Voice;
use super::{Overview, mark, plain};
use crate::diagnostic::Error;
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::NoteCode;

/// The columns, by the ends of the keys of their titles.
const COLUMNS: [&str; 21] = [
    "indicator",
    "title",
    "version",
    "period",
    "as-at",
    "level",
    "code",
    "place",
    "breakdown",
    "category",
    "category-title",
    "unit",
    "numerator",
    "denominator",
    "value",
    "lower",
    "upper",
    "notes",
    "note-meanings",
    "coverage-in",
    "coverage-owed",
];

/// The bytes of the file.
pub(crate) fn csv<B>(view: &Overview<'_>, voice: &Voice<'_>, figures: &[&SafeFigure<B>]) -> Result<Vec<u8>, Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mark = mark::line(view, voice);
    let marked = mark.is_some().then(|| voice.say("data-mark"));
    let header = COLUMNS.map(|column| voice.say(&format!("data-{column}")));
    writer.write_record(marked.into_iter().chain(header)).map_err(|error| broken(&error))?;
    for figure in figures {
        let row = row(voice, figure).map(|cell| harmless(&cell));
        writer.write_record(mark.iter().cloned().chain(row)).map_err(|error| broken(&error))?;
    }
    // A file without figures says all the same whom it is for.
    if let Some(mark) = mark.filter(|_| figures.is_empty()) {
        let blank = COLUMNS.map(|_| String::new());
        writer.write_record(std::iter::once(mark).chain(blank)).map_err(|error| broken(&error))?;
    }
    writer.into_inner().map_err(|error| Error::Internal(format!("a data file was not written: {error}")))
}

fn broken(error: &csv::Error) -> Error {
    Error::Internal(format!("a data file was not written: {error}"))
}

fn row<B>(voice: &Voice<'_>, figure: &SafeFigure<B>) -> [String; 21] {
    let key = &figure.key;
    let codes = codes_of(figure);
    let category = if key.breakdown.is_empty() {
        String::new()
    } else {
        voice.category(&key.indicator, &key.breakdown, &key.category)
    };
    [
        key.indicator.to_string(),
        voice.title(&key.indicator),
        key.version.to_string(),
        key.period.to_string(),
        figure.as_at.to_string(),
        key.geography_level.as_str().to_string(),
        key.geography.to_string(),
        voice.place(key.geography_level, &key.geography),
        key.breakdown.to_string(),
        key.category.to_string(),
        category,
        voice.unit(&figure.unit),
        number(Some(&figure.numerator)),
        number(out_of(figure).as_ref()),
        number(Some(&figure.value)),
        number(figure.lower.as_ref()),
        number(figure.upper.as_ref()),
        bare(&codes),
        meanings(voice, &codes),
        figure.coverage_in.to_string(),
        figure.coverage_owed.to_string(),
    ]
}

/// A number as data files write it: at most four decimals, no commas; blank where it is withheld.
pub(super) fn number(value: Option<&Protected>) -> String {
    value.and_then(shown).map(plain::text).unwrap_or_default()
}

/// Codes as data files write them: `c,p`.
fn bare(codes: &BTreeSet<NoteCode>) -> String {
    codes.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_data_files_are_plain() {
        let shown = |value| number(Some(&Protected::Shown { value, rounding: None }));
        assert_eq!(shown(7200.0), "7200");
        assert_eq!(shown(8.611_111), "8.6111");
        assert_eq!(shown(0.0), "0");
        assert_eq!(number(Some(&Protected::Withheld(NoteCode::Confidential))), "");
    }

    #[test]
    fn codes_in_data_files_are_bare_and_in_order() {
        let codes = BTreeSet::from([NoteCode::Revised, NoteCode::Low, NoteCode::Break]);
        assert_eq!(bare(&codes), "b,k,r");
    }
}
